"""Does to a sound .xlsx what people and programs do: totals, renamed sheets, typed dates, runs.

The score stays what it was, or what cannot be read is named: nothing else is right.
"""

import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from random import Random
from typing import NamedTuple
from xml.sax.saxutils import escape

from slavery_benchmark.core.cases.table import UNUSABLE, CaseTable
from slavery_benchmark.core.problems import Code
from slavery_benchmark.core.scoring.scores import ForceScore
from slavery_benchmark.core.scoring.submission import State
from slavery_benchmark.extracting import layout
from tests.builders import shipped_criteria
from tests.fuzz import deserved
from tests.fuzz.bases import OPEN_XML, Base, Parts, base, parts_of, zipped
from tests.fuzz.of_cells import row_of, sheet_part
from tests.fuzz.values import EPOCH

Judge = Callable[[Base, ForceScore], Iterator[str]]
Change = Callable[[str, str], str | None]
"""From the column and row of a cell's XML to the cell in its place; None leaves it."""


class Doctored(NamedTuple):
    """A workbook to which something was done, what that was, and what it has to say."""

    base: Base
    content: bytes
    said: str
    judge: Judge


def doctor(random: Random) -> Doctored:
    """Return a sound workbook to which one such thing was done."""
    made = base(random.choice(OPEN_XML))
    parts = dict(parts_of(made.name))
    name = random.choice(list(WAYS))
    said, judge = WAYS[name](made, parts, random)
    return Doctored(made, zipped(parts), f"{made.name} {name}: {said}", judge)


# --- what has to come of it -----------------------------------------------------------------------


def same_and(*codes: Code) -> Judge:
    """Return a judge for whom the score is the same, and one of these problems is new, if any."""

    def judge(made: Base, score: ForceScore) -> Iterator[str]:
        if deserved.numbers(score) != deserved.numbers(made.score):
            yield "another score"
        found = {item.code for item in score.submission.problems}
        if codes and not found & set(codes):
            yield f"none of {', '.join(codes)} is said"

    return judge


def no_other_date(made: Base, score: ForceScore) -> Iterator[str]:
    """Judge dates that may be two: each is what it was, or is not used and named."""
    before, after = made.score.submission, score.submission
    unsure = sum(item.code is Code.DATE_UNSURE for item in after.problems)
    for old, now in zip(before.responses, after.responses, strict=True):
        if now.evidence_date not in (old.evidence_date, None):
            yield f"{now.check}: {now.evidence_date} for {old.evidence_date}"
    one, other = _table(before), _table(after)
    if one is not None and other is not None and len(one) == len(other):
        for name, values in one.values.items():
            pairs = zip(values, other.values[name], strict=True)
            if any(now not in (old, UNUSABLE) for old, now in pairs):
                yield f"another date under {name}"
    if deserved.numbers(score) != deserved.numbers(made.score) and not unsure:
        yield "another score, and nothing is said of a date in two readings"


def none_answered(_: Base, score: ForceScore) -> Iterator[str]:
    """Judge placeholders of formulas: none of them is a level."""
    if any(item.state is State.ANSWERED for item in score.submission.responses):
        yield "a placeholder of a formula is taken for a level"
    codes = [item.code for item in score.submission.problems]
    if Code.FORMULA_NOT_CALCULATED not in codes:
        yield "nothing is said of formulas that were never calculated"


def _table(submission: object) -> CaseTable | None:
    cases = getattr(submission, "cases", None)
    return cases.table if cases else None


# --- cells of the XML -----------------------------------------------------------------------------


def inline(reference: str, style: str, runs: str) -> str:
    """Return a cell with these runs, or one plain text, in it."""
    return f'<c r="{reference}"{style} t="inlineStr"><is>{runs}</is></c>'


def plain(text: str) -> str:
    """Return a text as it stands in a cell."""
    return f'<t xml:space="preserve">{escape(text)}</t>'


def change_cells(parts: Parts, sheet: str, letters: str, rows: set[int], change: Change) -> int:
    """Change cells of a column in these rows; return how many were."""
    part = sheet_part(parts, sheet)
    count = 0

    def changed(found: re.Match[str]) -> str:
        nonlocal count
        if int(found[2]) not in rows or found[0].endswith("/>"):
            return found[0]
        new = change(f"{letters}{found[2]}", found[0])
        count += new is not None
        return new or found[0]

    pattern = rf'<c r="({letters})(\d+)"(?:[^>]*/>|[^>]*>.*?</c>)'
    parts[part] = re.sub(pattern, changed, parts[part].decode(), flags=re.DOTALL).encode()
    return count


def style_of(cell: str) -> str:
    """Return the style of a cell as an attribute."""
    found = re.search(r' s="\d+"', cell)
    return found[0] if found else ""


def serial(cell: str) -> date | None:
    """Return the day that the number in a cell stands for."""
    found = re.search(r"<v>(\d{5})</v>", cell)
    return EPOCH + timedelta(days=int(found[1])) if found else None


def _answer_rows(made: Base) -> dict[int, str]:
    """Return the words of the levels by the rows in which they stand."""
    label = shipped_criteria().framework.level_label
    return {
        row_of(item.cell): label(item.level)
        for item in made.score.submission.responses
        if item.state is State.ANSWERED and item.level is not None
    }


# --- what is done ---------------------------------------------------------------------------------

MANNERS: dict[str, Callable[[date], str]] = {
    "month by name": lambda day: f"{day.day} {day:%B %Y}",
    "short month": lambda day: f"{day:%d-%b-%Y}",
    "two digits": lambda day: f"{day:%d/%m/%y}",
    "four digits": lambda day: f"{day:%d/%m/%Y}",
    "points": lambda day: f"{day:%d.%m.%Y}",
    "with a time": lambda day: f"{day:%d/%m/%Y 09:15}",
    "ISO with a time": lambda day: f"{day:%Y-%m-%dT10:00:00}",
    "weekday": lambda day: f"{day:%A} {day.day} {day:%B %Y}",
    "ordinal": lambda day: f"{day.day}{_ordinal(day.day)} {day:%B %Y}",
    "serial text": lambda day: str((day - EPOCH).days),
    "American": lambda day: f"{day:%m/%d/%Y}",
}


def _ordinal(day: int) -> str:
    return "th" if day in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(day % 10, "th")


def _dates(made: Base, parts: Parts, random: Random) -> tuple[str, Judge]:
    """Type the dates of a column as text."""
    manner = random.choice(list(MANNERS))
    letters, rows, sheet = _date_column(made, random)

    def typed(reference: str, cell: str) -> str | None:
        day = serial(cell)
        if day is None:
            return None
        return inline(reference, style_of(cell), plain(MANNERS[manner](day)))

    count = change_cells(parts, sheet, letters, rows, typed)
    if manner == "American":
        return f"{sheet}!{letters} {manner}", no_other_date
    said = (Code.DATE_READ_AS_BRITISH, Code.DATE_READ_FROM_TEXT, Code.DATE_READ_FROM_NUMBER)
    return f"{sheet}!{letters} {manner}", same_and(*(said if count else ()))


def _date_column(made: Base, random: Random) -> tuple[str, set[int], str]:
    table = _table(made.score.submission)
    if table is None or random.randint(0, 1):
        rows = {row_of(item.cell) for item in made.score.submission.responses}
        return made.answer_columns[layout.EVIDENCE_DATE], rows, layout.ANSWERS_SHEET
    cases = shipped_criteria().framework.cases
    dates = [c.id for c in cases.of_kind("date") if c.id in table.letters] if cases else []
    return table.letters[random.choice(dates)], set(table.rows), table.sheet


def _unstyled(made: Base, parts: Parts, random: Random) -> tuple[str, Judge]:
    """Take the format away from the dates of a column."""
    letters, rows, sheet = _date_column(made, random)
    count = change_cells(
        parts,
        sheet,
        letters,
        rows,
        lambda _, cell: re.sub(r' s="\d+"', "", cell) if serial(cell) else None,
    )
    return f"{sheet}!{letters}", same_and(*([Code.DATE_READ_FROM_NUMBER] if count else []))


TOTALS = ("Total", "TOTAL", "Totals:", "Grand total", "Sum", "Sub-total", "Column total", "Mean")
NAMES = ("Cases", "Case file", "Case files (2)", "case files", "CASE FILES", "Casefiles", "Sheet4",
         "Case files 2025-26", "Data", "Case\u2013files", "MSHT cases")  # fmt: skip


def _totals(made: Base, parts: Parts, random: Random) -> tuple[str, Judge]:
    """Put a row that is no case below the cases."""
    table, cases = _table(made.score.submission), shipped_criteria().framework.cases
    if table is None or cases is None:
        return "no cases", same_and()
    row = max(table.rows) + random.randint(1, 3)
    key = next(cases.of_kind("key")).id
    label = random.choice((*TOTALS, "", "Source: the case system", "e.g.", "Example: as below"))
    cells = {}
    if label:
        cells[table.letters[key]] = inline(f"{table.letters[key]}{row}", "", plain(label))
    if not label or label in TOTALS:
        for column in cases.of_kind("count"):
            numbers = [value for value in table.values[column.id] if isinstance(value, int)]
            letters = table.letters[column.id]
            above = f"{letters}6:{letters}{row - 1}"
            ways = ("", f"<f>SUM({above})</f>", f"<f>SUBTOTAL(109,{above})</f>")
            formula = random.choice(ways)
            cells[letters] = f'<c r="{letters}{row}">{formula}<v>{sum(numbers)}</v></c>'
    ordered = sorted(cells.items(), key=lambda item: (len(item[0]), item[0]))
    new = f'<row r="{row}">{"".join(cell for _, cell in ordered)}</row>'
    part = sheet_part(parts, table.sheet)
    xml = parts[part].decode()
    pattern = rf'<row r="{row}"(?:[^>]*/>|[^>]*>.*?</row>)'
    changed, times = re.subn(pattern, lambda _: new, xml, count=1, flags=re.DOTALL)
    if not times:
        changed = xml.replace("</sheetData>", f"{new}</sheetData>", 1)
    parts[part] = changed.encode()
    return f"row {row} {label!r}", same_and(Code.ROW_NOT_A_CASE)


def _sheet_name(made: Base, parts: Parts, random: Random) -> tuple[str, Judge]:
    """Give the sheet of case files another name."""
    name = random.choice(NAMES)
    book = parts["xl/workbook.xml"].decode()
    parts["xl/workbook.xml"] = book.replace(
        f'name="{layout.CASES_SHEET}"', f'name="{name}"'
    ).encode()
    renamed = name.casefold() != layout.CASES_SHEET.casefold()
    has_cases = _table(made.score.submission) is not None
    return name, same_and(*([Code.SHEET_RENAMED] if renamed and has_cases else []))


def _formulas(made: Base, parts: Parts, random: Random) -> tuple[str, Judge]:
    """Make levels the values of formulas: kept ones, or placeholders that no one calculated."""
    words = _answer_rows(made)
    formula = random.choice(("Lists!$B$5", "VLOOKUP(A5,Lists!A:B,2,0)", "[1]Sheet1!$B$2",
                             'IF(TODAY()&gt;1,"x","y")', "INDIRECT(&quot;B5&quot;)"))  # fmt: skip
    letters = made.answer_columns[layout.LEVEL]
    if random.randint(0, 1):
        book = parts["xl/workbook.xml"].decode()
        parts["xl/workbook.xml"] = re.sub(
            r"<calcPr[^>]*>", '<calcPr calcId="1" fullCalcOnLoad="1"/>', book
        ).encode()
        zero = f"<f>{formula}</f><v>0</v></c>"
        change_cells(
            parts,
            layout.ANSWERS_SHEET,
            letters,
            set(words),
            lambda reference, cell: f'<c r="{reference}"{style_of(cell)}>{zero}',
        )
        return f"{formula} placeholders", none_answered
    change_cells(
        parts,
        layout.ANSWERS_SHEET,
        letters,
        set(words),
        lambda reference, cell: (
            f'<c r="{reference}"{style_of(cell)} t="str"><f>{formula}</f>'
            f"<v>{escape(words[int(reference.lstrip(letters))])}</v></c>"
        ),
    )
    book = parts["xl/workbook.xml"].decode()  # the values of a sound program need no calculation
    parts["xl/workbook.xml"] = book.replace(' fullCalcOnLoad="1"', "").encode()
    said = (Code.FORMULA_USED, Code.FORMULA_ELSEWHERE, Code.FORMULA_CHANGES)
    return formula, same_and(*said)


def _runs(made: Base, parts: Parts, random: Random) -> tuple[str, Judge]:
    """Write levels in runs: plain ones, with others that are struck through."""
    words = _answer_rows(made)
    letters = made.answer_columns[layout.LEVEL]
    rows = set(random.sample(sorted(words), min(len(words), random.randint(1, 6))))
    struck = random.choice(("", "", "4 Embedded", " 1", "0 ", "not this"))

    def in_runs(reference: str, cell: str) -> str:
        word = words[int(reference.lstrip(letters))]
        cut = random.randint(1, len(word) - 1)
        runs = [f"<r>{plain(word[:cut])}</r>", f"<r><rPr><b/></rPr>{plain(word[cut:])}</r>"]
        if struck:
            run = f"<r><rPr><strike/></rPr>{plain(struck)}</r>"
            runs.insert(random.choice((0, len(runs))), run)
        return inline(reference, style_of(cell), "".join(runs))

    change_cells(parts, layout.ANSWERS_SHEET, letters, rows, in_runs)
    return f"rows {sorted(rows)} struck {struck!r}", same_and(
        *([Code.CELL_STRUCK] if struck else [])
    )


def _raised(made: Base, parts: Parts, random: Random) -> tuple[str, Judge]:
    """Put a raised digit behind a level, as the number of a footnote."""
    words = _answer_rows(made)
    letters = made.answer_columns[layout.LEVEL]
    row = random.choice(sorted(words))
    raised = random.choice(('<vertAlign val="superscript"/>', "<vertAlign val='subscript'/>"))
    digit = random.choice("0123")

    def footnoted(reference: str, cell: str) -> str:
        level = words[row].split()[0]
        runs = f"<r>{plain(level)}</r><r><rPr>{raised}</rPr>{plain(digit)}</r>"
        return inline(reference, style_of(cell), runs)

    change_cells(parts, layout.ANSWERS_SHEET, letters, {row}, footnoted)
    wanted = f"{layout.ANSWERS_SHEET}!{letters}{row}"

    def judge(before: Base, score: ForceScore) -> Iterator[str]:
        if all(item.cell != wanted for item in score.submission.problems):
            yield f"nothing is said of {wanted}"
        levels = {item.cell: item.level for item in before.score.submission.responses}
        now = next(item for item in score.submission.responses if item.cell == wanted)
        if now.level not in (None, levels[wanted]):
            yield f"a raised digit made level {now.level}"

    return f"{wanted} {digit}", judge


WAYS: dict[str, Callable[[Base, Parts, Random], tuple[str, Judge]]] = {
    "dates as text": _dates,
    "dates without format": _unstyled,
    "totals": _totals,
    "sheet name": _sheet_name,
    "formulas": _formulas,
    "runs": _runs,
    "raised digit": _raised,
}
