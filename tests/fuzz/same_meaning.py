"""Rewrites a sound workbook in other words of its format, so that it means the same."""

import re
from collections.abc import Callable
from random import Random

from slavery_benchmark.extracting import layout
from tests.fuzz.bases import SHARED_TEXTS, Base, Parts, base, parts_of, zipped
from tests.fuzz.of_cells import sheet_part

_SHEETS = (layout.COVER_SHEET, layout.ANSWERS_SHEET, layout.CASES_SHEET)
_DAYS_BETWEEN = 1462
"""From the start of the 1900 calendar to that of 1904."""


def rewrite(random: Random) -> tuple[Base, bytes, list[str]]:
    """Return a base, the same said in other words, and what was done."""
    made = base(random.choice(SHARED_TEXTS))
    parts = dict(parts_of(made.name))
    chosen = random.sample(list(WAYS), random.randint(1, 3))
    chosen.sort(key=list(WAYS).index)
    for name in chosen:
        WAYS[name](parts, random)
    return made, zipped(parts), chosen


def _each_sheet(change: Callable[[str, Random], str]) -> Callable[[Parts, Random], None]:
    def changed(parts: Parts, random: Random) -> None:
        for name in _SHEETS:
            part = sheet_part(parts, name)
            parts[part] = change(parts[part].decode(), random).encode()

    return changed


def _in_1904(parts: Parts, _random: Random) -> None:
    """Count days from 1904, as old workbooks of a Macintosh do."""
    book = parts["xl/workbook.xml"].decode()
    parts["xl/workbook.xml"] = book.replace('date1904="false"', 'date1904="1"').encode()

    def shift(found: re.Match[str]) -> str:
        return f"{found[1]}{int(found[2]) - _DAYS_BETWEEN}</v>"

    for name in _SHEETS:
        part = sheet_part(parts, name)
        # the serial numbers of the samples' days; no other number of theirs is so large
        changed = re.sub(r"(<v>)(4[4-7]\d{3})</v>", shift, parts[part].decode())
        parts[part] = changed.encode()


def _inline(parts: Parts, random: Random) -> None:
    """Write shared texts into their cells."""
    texts = re.findall(r"<si>(.*?)</si>", parts["xl/sharedStrings.xml"].decode(), re.DOTALL)

    def inlined(found: re.Match[str]) -> str:
        if random.randint(0, 3):
            return found[0]
        return f'<c{found[1]} t="inlineStr"><is>{texts[int(found[2])]}</is></c>'

    for name in _SHEETS:
        part = sheet_part(parts, name)
        pattern = r'<c( r="[A-Z]+\d+" s="\d+") t="s"><v>(\d+)</v></c>'
        parts[part] = re.sub(pattern, inlined, parts[part].decode()).encode()


def _false_dimension(xml: str, random: Random) -> str:
    said = random.choice(('ref="A1"', 'ref="A1:B2"', 'ref="A1:XFD1048576"', 'ref="Z99:AA100"'))
    return re.sub(r'<dimension ref="[^"]*"', f"<dimension {said}", xml)


def _prefixed(xml: str, _random: Random) -> str:
    """Give every element a prefix."""
    named = re.sub(r"<(/?)([a-zA-Z]+)(?=[\s/>])", r"<\1x:\2", xml)
    return named.replace(' xmlns="http', ' xmlns:x="http', 1)


def _spaced(xml: str, _random: Random) -> str:
    """Put line breaks between elements, and other quotes around attributes."""
    return re.sub(r'<c r="([A-Z]+\d+)"', r"<c\n r='\1'", xml).replace("</row>", "</row>\n")


def _commented(xml: str, random: Random) -> str:
    """Put comments that look like cells between cells."""

    def commented(found: re.Match[str]) -> str:
        return found[0] if random.randint(0, 9) else f"{found[0]}<!-- <c r='A1'/> -->"

    return re.sub("</c>", commented, xml)


def _uncounted(xml: str, _random: Random) -> str:
    """Leave out the numbers of rows, which may be counted."""
    return re.sub(r'<row r="\d+"', "<row", xml)


def _hidden(xml: str, random: Random) -> str:
    """Hide rows: they are used all the same."""
    return re.sub(
        'hidden="false"', lambda m: 'hidden="1"' if not random.randint(0, 4) else m[0], xml
    )


def _numbered(xml: str, _random: Random) -> str:
    """Write whole numbers as a program of another maker does."""
    return re.sub(r'( t="n")?><v>(\d+)</v></c>(?<!t="s")', _other_number, xml)


def _other_number(found: re.Match[str]) -> str:
    return f"><v>{found[2]}.0</v></c>" if found[1] else found[0]


def _formulas(xml: str, _random: Random) -> str:
    """Make every number the kept value of a formula."""
    return re.sub(r' t="n"><v>', ' t="n"><f>1+2</f><v>', xml)


def _reordered(parts: Parts, random: Random) -> None:
    """Put the parts into another order."""
    items = list(parts.items())
    random.shuffle(items)
    parts.clear()
    parts.update(items)


WAYS: dict[str, Callable[[Parts, Random], None]] = {
    "1904": _in_1904,
    "inline texts": _inline,
    "false dimension": _each_sheet(_false_dimension),
    "quotes": _each_sheet(_spaced),
    "comments": _each_sheet(_commented),
    "rows uncounted": _each_sheet(_uncounted),
    "hidden rows": _each_sheet(_hidden),
    "numbers": _each_sheet(_numbered),
    "formulas": _each_sheet(_formulas),
    "order of parts": _reordered,
    "prefix": _each_sheet(_prefixed),  # the last, as the others look for the bare names
}
