"""Knows a sheet of case files by its headings, and says what is odd of the sheets themselves."""

import re
from collections.abc import Iterable

from slavery_benchmark.core.framework.case_sheet import CaseSheet
from slavery_benchmark.core.framework.framework import Framework
from slavery_benchmark.core.problems import Code
from slavery_benchmark.core.text import fold
from slavery_benchmark.extracting.header import header_row
from slavery_benchmark.extracting.layout import CASES_SHEET, LISTS_SHEET, START_SHEET
from slavery_benchmark.extracting.problem_log import ProblemLog
from slavery_benchmark.extracting.values import as_text, is_blank
from slavery_benchmark.reading.reader import RawSheet, RawWorkbook
from slavery_benchmark.reading.sheet_search import Search

_WORD = re.compile(r"[a-z]+")
PASSED_OVER = (START_SHEET, LISTS_SHEET)
"""Sheets of the template that never hold an answer."""


def is_named_alike(name: str, other: str) -> bool:
    """Return whether a sheet's name may be meant for another: "Cases (2)" for "Case files"."""
    first = _WORD.findall(fold(name))[:1]
    return bool(first) and any(word.startswith(first[0]) for word in _WORD.findall(fold(other)))


def has_case_headings(sheet: RawSheet, declared: CaseSheet) -> bool:
    """Return whether a sheet has a row with most of the headings of case files."""
    return _header(sheet, declared) is not None


def search_for(frameworks: Iterable[Framework]) -> Search | None:
    """Return how case files of these editions are searched for; None if none of them has any."""
    sheets = [item.cases for item in frameworks if item.cases is not None]

    def below(sheet: RawSheet) -> int | None:
        """Return how far down the table begins; None if there is none."""
        return next((top for item in sheets if (top := _header(sheet, item)) is not None), None)

    def kind_of(sheet: RawSheet) -> str | None:
        top = below(sheet)
        return CASES_SHEET if top is not None and _holds(sheet, top + 1) else None

    def is_empty(sheet: RawSheet) -> bool:
        top = below(sheet)
        return not _holds(sheet, 0 if top is None else top + 1)

    if not sheets:
        return None
    return Search(
        names=(CASES_SHEET,),
        kind_of=kind_of,
        is_empty=is_empty,
        is_alike=is_named_alike,
        passed_over=PASSED_OVER,
    )


def _holds(sheet: RawSheet, first: int) -> bool:
    return any(not is_blank(value) for row in sheet.rows[first:] for value in row)


def _header(sheet: RawSheet, declared: CaseSheet) -> int | None:
    headings = {fold(column.heading) for column in declared.columns}
    top = header_row(sheet, headings)
    if top is None:
        return None
    found = {fold(as_text(value)) for value in sheet.rows[top]} & headings
    return top if 2 * len(found) > len(headings) else None


def note_sheets(workbook: RawWorkbook, log: ProblemLog) -> None:
    """Note hidden sheets, and every sheet that might be meant for one that is read."""
    meant = workbook.meant.get(CASES_SHEET)
    stand_in = workbook.stand_in(CASES_SHEET)
    read = [*workbook.sheets, *([stand_in] if stand_in is not None else [])]
    for sheet in read:
        if sheet.hidden:
            code = Code.SHEET_VERY_HIDDEN if sheet.very_hidden else Code.SHEET_HIDDEN
            log.add(code, sheet.name, expected="a visible sheet")
    names = () if meant is None else meant.names
    if stand_in is not None:
        said = f"the name {CASES_SHEET}"
        log.add(Code.SHEET_RENAMED, stand_in.name, found=stand_in.name, expected=said)
    elif names:
        _note_unclear(workbook, names, log)
    said_of = {fold(name) for name in (*names, *PASSED_OVER, *(sheet.name for sheet in read))}
    for name in workbook.sheet_names:
        if fold(name) in said_of:
            continue
        sheet_meant = next((s.name for s in workbook.sheets if fold(s.name) in fold(name)), None)
        if sheet_meant is None and is_named_alike(CASES_SHEET, name):
            sheet_meant = CASES_SHEET
        if sheet_meant is not None:
            log.add(Code.SHEET_ALIKE, name, expected=f"all answers on {sheet_meant}")


def _note_unclear(workbook: RawWorkbook, names: tuple[str, ...], log: ProblemLog) -> None:
    wanted = CASES_SHEET
    named = any(fold(sheet.name) == fold(wanted) for sheet in workbook.sheets)
    expected = f"one such sheet, named {wanted}"
    expected += "; that one is read" if named and len(names) == 1 else ""
    log.add(Code.SHEET_UNCLEAR, names[0], found=", ".join(names), expected=expected)
