"""The rows of the sheet of cases that are read: a row for each column of each case drawn."""

from collections.abc import Iterator, Mapping
from datetime import date

import msgspec

from slavery_benchmark.core.cases.table import BLANK, NOT_YET, UNUSABLE, CaseTable, CaseValue
from slavery_benchmark.core.framework.case_sheet import CaseColumn, CaseSheet
from slavery_benchmark.core.framework.framework import Framework
from slavery_benchmark.core.review.review import Review
from slavery_benchmark.core.text import fold
from slavery_benchmark.core.visit.adverse_cases import CaseToRead
from slavery_benchmark.core.visit.case_sample import CaseSample, DrawnCase
from slavery_benchmark.extracting.layout import NOT_YET_WORDS
from slavery_benchmark.forms.lists_sheet import Choices
from slavery_benchmark.forms.review.layout import (
    AGREES,
    ALL_ELSE,
    NOT_KNOWN,
    NOT_USABLE,
)
from slavery_benchmark.forms.review.sheets import AGREE_ONLY
from slavery_benchmark.pages.words.cases import seen_text
from slavery_benchmark.pages.words.measures import measures_by_id
from slavery_benchmark.reading.reader import CellValue

FOUND_MEANINGS = {
    AGREES: "The file says what the return says.",
    NOT_KNOWN: "The file does not say it.",
    NOT_YET_WORDS: "It had not happened by the end of the period.",
}


class CaseRow(msgspec.Struct, frozen=True, kw_only=True):
    """One row: case and row of the return, column, what to look for, what the return says.

    value: that as in a `CaseTable`; given: as it stands in the form. choices: the key of the list
    that its cells to fill in offer.
    """

    case: str
    row: int
    heading: str
    look_for: str
    choices: str
    value: CaseValue = BLANK
    given: CellValue = ""

    def fixed(self) -> tuple[str, str, str]:
        """Return what of the row is not to be changed, as it is read back."""
        return str(self.row), fold(self.heading), str(self.value)


def read_columns(declared: CaseSheet) -> tuple[CaseColumn, ...]:
    """Return the columns that are read in a file: all but the number of the case."""
    return tuple(column for column in declared.columns if column.kind != "key")


def add_case_choices(choices: Choices, declared: CaseSheet) -> None:
    """Add to the lists what the cells of each column offer."""
    agrees, unknown = ((word, FOUND_MEANINGS[word]) for word in (AGREES, NOT_KNOWN))
    choices.add(ALL_ELSE, [agrees], key=AGREE_ONLY)
    for column in read_columns(declared):
        words = [(word, column.guidance) for word in column.words]
        if column.may_wait:
            words = [(NOT_YET_WORDS, FOUND_MEANINGS[NOT_YET_WORDS])]
        choices.add(column.heading, [agrees, *words, unknown], key=f"found {column.id}")


def case_rows(sample: CaseSample, table: CaseTable, framework: Framework) -> Iterator[CaseRow]:
    """Yield the rows of the cases drawn, in the order drawn."""
    if framework.cases is None:
        return
    places = {row: place for place, row in enumerate(table.rows)}
    for drawn in sample.cases:
        case, place = drawn.case, places[drawn.case.row]
        looks = _looks(drawn, framework, table)
        shown = case.number or f"row {case.row}"
        yield CaseRow(
            case=shown,
            row=case.row,
            heading=ALL_ELSE,
            look_for=f"Drawn: {drawn.stratum}",
            choices=AGREE_ONLY,
        )
        for column in read_columns(framework.cases):
            value = table.values[column.id][place] if column.id in table.values else BLANK
            yield CaseRow(
                case=shown,
                row=case.row,
                heading=column.heading,
                look_for=looks.get(column.id, ""),
                choices=f"found {column.id}",
                value=value,
                given=shown_value(value, column),
            )


def _looks(drawn: DrawnCase, framework: Framework, table: CaseTable) -> dict[str, str]:
    """Return what to look for in a case, by the column to look at."""
    measures = measures_by_id(framework)
    by_letter = {letter: column for column, letter in table.letters.items()}
    found: dict[str, list[str]] = {}
    for item in drawn.look_for:
        for column in _columns_of(item, by_letter):
            found.setdefault(column, []).append(
                f"{item.measure}: {seen_text(item, measures[item.measure])}"
            )
    return {column: "; ".join(said) for column, said in found.items()}


def _columns_of(item: CaseToRead, by_letter: Mapping[str, str]) -> Iterator[str]:
    for cell in item.cells:
        letters = cell.rpartition("!")[2].rstrip("0123456789")
        if letters in by_letter:
            yield by_letter[letters]


def shown_value(value: CaseValue, column: CaseColumn) -> CellValue:
    """Return a value of a case as it stands in a form."""
    if value in (BLANK, NOT_YET, UNUSABLE):
        return {BLANK: "", NOT_YET: NOT_YET_WORDS, UNUSABLE: NOT_USABLE}[str(value)]
    return date.fromordinal(value) if column.kind == "date" and isinstance(value, int) else value


def shown_found(found: CaseValue | None, given: CaseValue, column: CaseColumn) -> CellValue:
    """Return what a file was found to say, as it stands in a form; empty where nobody looked."""
    if found is None:
        return ""
    if found == given:
        return AGREES
    return NOT_KNOWN if found == BLANK else shown_value(found, column)


def carried_cell(row: CaseRow, earlier: Review | None, framework: Framework) -> CellValue:
    """Return what an earlier review read in a file, if the return says the same in that row now."""
    if earlier is None or framework.cases is None:
        return ""
    columns = {column.heading: column for column in read_columns(framework.cases)}
    column = columns.get(row.heading)
    for case in earlier.cases:
        for cell in case.cells if case.row == row.row and column is not None else ():
            if column is not None and cell.column == column.id and cell.given == row.value:
                return shown_found(cell.found, cell.given, column)
    return ""
