"""Puts a value into one cell of a sound workbook, or rewrites one so that it means the same."""

import re
from functools import cache
from random import Random
from typing import NamedTuple

from openpyxl.utils import column_index_from_string

from slavery_benchmark.core.scoring.submission import State
from slavery_benchmark.extracting import layout
from tests.builders import shipped_criteria
from tests.fuzz.bases import OPEN_DOCUMENT, OPEN_XML, Base, base, parts_of, zipped
from tests.fuzz.values import Value, any_value

_SHARED = "xl/sharedStrings.xml"


class Place(NamedTuple):
    """A cell: its sheet, its address, its column by name (an id for case files), and its row.

    what: the check, the case's place in the table, or the line of the cover.
    """

    sheet: str
    letters: str
    row: int
    column: str
    what: str

    @property
    def address(self) -> str:
        """The cell as a problem names it."""
        return f"{self.sheet}!{self.letters}{self.row}"


class Mutated(NamedTuple):
    """A workbook with one cell changed."""

    base: Base
    place: Place
    value: Value
    content: bytes


def mutate_cell(random: Random, *, document: bool | None = None) -> Mutated:
    """Return a sound workbook with one cell changed; an .ods for `document`; None: some."""
    if document is None:
        document = random.randint(0, 9) == 0
    made = base(random.choice(OPEN_DOCUMENT if document else OPEN_XML))
    place = _place(made, random)
    value = any_value(random, _words(place))
    return Mutated(made, place, value, put(made, place, value))


def put(made: Base, place: Place, value: Value) -> bytes:
    """Return a base with this value in this cell."""
    return (_put_open_xml if made.is_open_xml else _put_open_document)(made, place, value)


def row_of(cell: str | None) -> int:
    """Return the row in an address."""
    return int(re.sub(r".*?(\d+)$", r"\1", cell or "")) if cell else 0


@cache
def _level_words() -> tuple[str, ...]:
    return tuple(level.word for level in shipped_criteria().framework.levels)


def _words(place: Place) -> tuple[str, ...]:
    cases = shipped_criteria().framework.cases
    if place.sheet == layout.CASES_SHEET and cases is not None:
        return cases.column(place.column).words or _level_words()
    return _level_words()


def _place(made: Base, random: Random) -> Place:
    kind = random.randint(0, 9)
    submission = made.score.submission
    table = submission.cases.table if submission.cases else None
    if kind == 0:
        line = random.choice(list(made.cover_rows))
        return Place(layout.COVER_SHEET, "B", made.cover_rows[line], line, line)
    if kind < 5 and table is not None:
        at = random.randrange(len(table))
        column = random.choice(list(table.letters))
        return Place(table.sheet, table.letters[column], table.rows[at], column, str(at))
    sound = [item for item in submission.responses if item.state is not State.INVALID]
    response = random.choice([item for item in sound if item.cell])
    row = row_of(response.cell)
    column = random.choice((layout.CHECK, *layout.ANSWER_COLUMNS, layout.LEVEL, layout.LEVEL,
                            layout.EVIDENCE, layout.EVIDENCE_DATE))  # fmt: skip
    return Place(layout.ANSWERS_SHEET, made.answer_columns[column], row, column, response.check)


def sheet_part(parts: dict[str, bytes], name: str) -> str:
    """Return the part of a sheet of an .xlsx."""
    book = parts["xl/workbook.xml"].decode()
    found = re.search(rf'<sheet name="{re.escape(name)}"[^>]*r:id="([^"]+)"', book)
    links = parts["xl/_rels/workbook.xml.rels"].decode()
    if found is None:
        raise AssertionError(f"a sample without a sheet {name}")
    link = next(tag for tag in re.findall("<Relationship [^>]*>", links)
                if f'Id="{found[1]}"' in tag)  # fmt: skip
    target = re.sub(r'.*Target="([^"]+)".*', r"\1", link)
    return target.lstrip("/") if target.startswith("/") else f"xl/{target}"


@cache
def _styles(name: str) -> tuple[str, str]:
    """Return the style of a level and that of a date in a base, as an .xlsx numbers them."""
    made, parts = base(name), parts_of(name)
    xml = parts[sheet_part(parts, layout.ANSWERS_SHEET)].decode()
    letters = (made.answer_columns[layout.LEVEL], made.answer_columns[layout.EVIDENCE_DATE])
    number = row_of(made.score.submission.responses[0].cell)
    found = [re.search(rf'<c r="{item}{number}" s="(\d+)"', xml) for item in letters]
    return found[0][1] if found[0] else "0", found[1][1] if found[1] else "0"


def _put_open_xml(made: Base, place: Place, value: Value) -> bytes:
    parts = dict(parts_of(made.name))
    part = sheet_part(parts, place.sheet)
    attributes, inside = value.open_xml
    if value.shared and _SHARED not in parts:
        attributes, inside = 't="inlineStr"', re.sub("(</?)si>", r"\1is>", inside)
    elif value.shared:
        strings = parts[_SHARED].decode()
        number = len(re.findall(r"<si[ >/]", strings))
        parts[_SHARED] = strings.replace("</sst>", f"{inside}</sst>").encode("utf-8", "replace")
        inside = f"<v>{number}</v>"
    style = _styles(made.name)[1 if value.dated else 0]
    reference = f"{place.letters}{place.row}"
    cell = f'<c r="{reference}" s="{style}" {attributes}>{inside}</c>'
    xml = parts[part].decode()
    pattern = re.compile(rf'<c r="{reference}"(?: [^>]*/>|[^>]*[^/]>.*?</c>)', re.DOTALL)
    new, times = pattern.subn(lambda _: cell, xml, count=1)
    parts[part] = (new if times else _inserted(xml, cell, place)).encode("utf-8", "replace")
    return zipped(parts)


def _inserted(xml: str, cell: str, place: Place) -> str:
    """Return the XML of a sheet with a cell that it did not have, in its row and order."""
    row = re.search(rf'<row r="{place.row}"[^>]*>(.*?)</row>', xml, re.DOTALL)
    if row is None:
        raise AssertionError(f"no row for {place.address}")
    wanted = (len(place.letters), place.letters)
    at = row.end(1)
    for other in re.finditer(r'<c r="([A-Z]+)\d+"', row[0]):
        if (len(other[1]), other[1]) > wanted:
            at = row.start() + other.start()
            break
    return xml[:at] + cell + xml[at:]


def _put_open_document(made: Base, place: Place, value: Value) -> bytes:
    parts = dict(parts_of(made.name))
    xml = parts["content.xml"].decode()
    attributes, inside = value.open_document or ("", "")
    start = xml.index(f'<table:table table:name="{place.sheet}"')
    end = xml.index("</table:table>", start)
    row = _nth(xml, start, end, "table-row", "number-rows-repeated", place.row)
    column = column_index_from_string(place.letters)
    cell = _nth(xml, row[0], row[1], "table-cell", "number-columns-repeated", column)
    new = f"<table:table-cell {attributes}>{inside}</table:table-cell>"
    old = xml[cell[0] : cell[1]]
    made_cells = [_repeated(old, cell[2]), new, _repeated(old, cell[3])]
    parts["content.xml"] = (xml[: cell[0]] + "".join(made_cells) + xml[cell[1] :]).encode()
    return zipped(parts)


def _repeated(cell: str, times: int) -> str:
    """Return an element that stands so many times."""
    if not times:
        return ""
    bare = re.sub(r' table:number-columns-repeated="\d+"', "", cell, count=1)
    start = "<table:table-cell"
    return bare.replace(start, f'{start} table:number-columns-repeated="{times}"', 1)


def _nth(
    xml: str, start: int, end: int, tag: str, repeats: str, number: int
) -> tuple[int, int, int, int]:
    """Return start and end of the element that covers a number from 1, and its copies around it."""
    pattern = re.compile(rf"<table:{tag}(?=[ >/])([^>]*?)(/>|>)")
    at, count = start, 0
    while found := pattern.search(xml, at, end):
        close = found.end() if found[2] == "/>" else xml.index(f"</table:{tag}>", found.end())
        close += 0 if found[2] == "/>" else len(f"</table:{tag}>")
        many = re.search(rf'table:{repeats}="(\d+)"', found[1])
        times = int(many[1]) if many else 1
        if count + times >= number:
            return found.start(), close, number - count - 1, count + times - number
        count, at = count + times, close
    raise AssertionError(f"no {tag} {number}")
