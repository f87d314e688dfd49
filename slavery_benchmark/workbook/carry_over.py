"""What a force answered before, as it stands in the cells, for a new workbook."""

from collections.abc import Mapping
from pathlib import Path

import msgspec

from slavery_benchmark.core.framework import Framework
from slavery_benchmark.core.text import fold
from slavery_benchmark.workbook import layout
from slavery_benchmark.workbook.cover import cover_cells
from slavery_benchmark.workbook.extract import OPTIONAL_SHEETS, WANTED_SHEETS
from slavery_benchmark.workbook.header import header_row
from slavery_benchmark.workbook.problem_log import ProblemLog
from slavery_benchmark.workbook.reader import CellValue, RawWorkbook, read_workbook
from slavery_benchmark.workbook.table import find_answers
from slavery_benchmark.workbook.values import is_blank

_COVER_KEPT = (layout.FORCE, layout.FORCE_CODE, layout.COMPLETED_BY, layout.SIGNED_OFF_BY)


class CarriedOver(msgspec.Struct, frozen=True, kw_only=True):
    """Cover lines, answers (check id to column name to value), and what is to be said of them."""

    cover: Mapping[str, CellValue] = {}
    answers: Mapping[str, Mapping[str, CellValue]] = {}
    sentences: tuple[str, ...] = ()


def carry_over(path: Path, framework: Framework) -> CarriedOver:
    """Read an older return of any edition: its answers to the checks that the framework has.

    Answers are taken as they stand, readable or not; what cannot be taken is said. Period, date and
    case files are left for the force to give. Raises UnusableError if there is no table of answers.
    """
    workbook = read_workbook(path, WANTED_SHEETS, OPTIONAL_SHEETS)
    log = ProblemLog(workbook.source.shown_as)
    cover_sheet = workbook.sheet(layout.COVER_SHEET)
    cells = cover_cells(cover_sheet, log)
    table = find_answers(workbook.sheet(layout.ANSWERS_SHEET), framework, log)
    answers: dict[str, dict[str, CellValue]] = {}
    lost: list[str] = []
    for check, rows in table.rows.items():
        if len(rows) > 1:
            numbers = " and ".join(str(row + 1) for row in rows)
            lost.append(f"{check} stands in rows {numbers}: row {rows[0] + 1} was carried over.")
        kept: dict[str, CellValue] = {}
        for name in (name for name in layout.ANSWER_COLUMNS if name in table.columns):
            value, usable = log.usable(table.sheet, rows[0], table.columns[name])
            if usable and not is_blank(value):
                kept[name] = value
        if kept:
            answers[check] = kept
    answered = sum(1 for kept in answers.values() if layout.LEVEL in kept or layout.REASON in kept)
    left_out = [item.line() for item in log.ordered()]
    total = sum(1 for _ in framework.checks())
    return CarriedOver(
        cover={field: cover_sheet.value(*cells[field]) for field in _COVER_KEPT if field in cells},
        answers=answers,
        sentences=(
            *left_out,
            *lost,
            *_of_cases(workbook, framework),
            (
                f"Carried over answers to {answered} of {total} checks. Give the new period, "
                "and confirm the evidence dates again."
            ),
        ),
    )


def _of_cases(workbook: RawWorkbook, framework: Framework) -> list[str]:
    """Return what is to be said of the case files of the older return: nothing if it had none."""
    listed = 0
    for sheet in workbook.sheets:
        if framework.cases is not None and fold(sheet.name) == fold(layout.CASES_SHEET):
            headings = [column.heading for column in framework.cases.columns]
            top = header_row(sheet, headings)
            rows = [] if top is None else sheet.rows[top + 1 :]
            listed = sum(1 for row in rows if not all(map(is_blank, row)))
    if listed == 0:
        return []
    return [
        (
            f"Case files of the older return, not carried over: {listed:,}. They belong to its "
            "period; list those of the new one."
        )
    ]
