"""Says which of the answers are not simply typed: worked out by formulas, or struck through."""

from collections.abc import Collection

from slavery_benchmark.core.problems import Code
from slavery_benchmark.extracting.case_log import CaseLog
from slavery_benchmark.extracting.problem_log import ProblemLog
from slavery_benchmark.extracting.values import is_blank
from slavery_benchmark.reading.addresses import column_letters
from slavery_benchmark.reading.formulas import Formula
from slavery_benchmark.reading.reader import RawSheet

_AT_THE_CELL = {
    Formula.ELSEWHERE: (Code.FORMULA_ELSEWHERE, "the value itself, typed or pasted as a value"),
    Formula.CHANGES: (Code.FORMULA_CHANGES, "a value that stays as it is"),
    Formula.BLANK: (Code.FORMULA_OVER_BLANK, "0 typed if it is meant, or an empty cell"),
}


def note_formulas(
    sheet: RawSheet, rows: Collection[int], columns: Collection[int], log: ProblemLog
) -> None:
    """Note the formulas in these rows and columns (from 0) that have a value.

    Once a column, and at the cell where the value may well not be the one that is meant.
    """
    cells = CaseLog(log, sheet.name)
    if not sheet.formulas:
        return
    for column in columns:
        found = [
            row
            for row in rows
            if (row, column) in sheet.formulas
            and (row, column) not in sheet.marks
            and not is_blank(sheet.value(row, column))
        ]
        if not found:
            continue
        letters, first, last = column_letters(column), min(found) + 1, max(found) + 1
        said = f"{len(found):,} formulas, {letters}{first} to {letters}{last}"
        if len(found) == 1:
            said = f"a formula at {letters}{first}"
        expected = "values typed, chosen or pasted as values"
        cells.add_for_column(Code.FORMULA_USED, column, found=said, expected=expected)
        for row in found:
            special = _AT_THE_CELL.get(sheet.formulas[row, column])
            if special is not None:
                cells.add(special[0], row, column, expected=special[1])
    cells.close()


def note_struck(
    sheet: RawSheet, rows: Collection[int], columns: Collection[int], log: ProblemLog
) -> None:
    """Note what is struck through in these rows and columns (from 0)."""
    cells = CaseLog(log, sheet.name)
    for (row, column), whole in sheet.struck.items():
        if row in rows and column in columns:
            said = "all of it struck through" if whole else "some of it struck through"
            expected = "an empty cell" if whole else "what is left alone in the cell"
            cells.add(Code.CELL_STRUCK, row, column, found=said, expected=expected)
    cells.close()
