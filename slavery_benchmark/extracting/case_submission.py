"""What a workbook says of its cases as a whole: the table, how many there were, how chosen."""

from datetime import date

from slavery_benchmark.core.cases.table import CaseFiles, Selection
from slavery_benchmark.core.framework.case_sheet import KnownRule
from slavery_benchmark.core.framework.declared import exact
from slavery_benchmark.core.framework.framework import Framework
from slavery_benchmark.core.problems import Code
from slavery_benchmark.extracting import layout
from slavery_benchmark.extracting.case_files import read_case_files
from slavery_benchmark.extracting.cover import Cover
from slavery_benchmark.extracting.problem_log import ProblemLog
from slavery_benchmark.reading.reader import RawWorkbook

_WORDS = {
    Selection.ALL: layout.CHOSEN_ALL,
    Selection.RANDOM: layout.CHOSEN_RANDOM,
    Selection.OTHER: layout.CHOSEN_OTHER,
}


def extract_case_files(
    workbook: RawWorkbook, framework: Framework, cover: Cover, as_of: date, log: ProblemLog
) -> CaseFiles | None:
    """Return what the workbook says of its cases; None if the edition has no case files."""
    declared = framework.cases
    if declared is None:
        return None
    table, left_out = None, 0
    if workbook.has(layout.CASES_SHEET):
        sheet = workbook.sheet(layout.CASES_SHEET)
        measures = [measure for _, measure in framework.measures()]
        period = (cover.period_start, cover.period_end)
        table, left_out = read_case_files(sheet, declared, measures, period, as_of, log)
    if table is None:
        if not log.has(Code.CASES_UNREADABLE):
            _note_none_listed(cover, log)
        return CaseFiles(
            table=None,
            listed=0,
            in_period=cover.cases_in_period,
            selection=cover.how_chosen or Selection.UNSAID,
        )
    listed = len(table) + left_out
    return CaseFiles(
        table=table,
        listed=listed,
        in_period=cover.cases_in_period,
        selection=_selection(cover, listed, declared.known, log),
        left_out=left_out,
    )


def _note_none_listed(cover: Cover, log: ProblemLog) -> None:
    """Note that the cover speaks of cases on the sheet where there are none."""
    total, chosen = cover.cases_in_period, cover.how_chosen
    word = _WORDS.get(chosen) if chosen is not None else None
    if total and word is not None:
        log.add(
            Code.CASES_INCOMPLETE,
            cover.cell(layout.CASES_IN_PERIOD),
            found=f"0 of {total}, and “{word}” under {layout.HOW_CHOSEN}",
            expected=f"cases on the sheet {layout.CASES_SHEET}, or nothing under "
            f"{layout.HOW_CHOSEN} where they are not supplied",
        )


def _selection(cover: Cover, listed: int, rule: KnownRule, log: ProblemLog) -> Selection:
    """Return how the cases came to be on the sheet.

    "Not all listed" if too many are missing for that, "more listed than said" if there are so many
    more than the cover says that nobody can know of how many they are all, or a sample.
    """
    total, chosen = cover.cases_in_period, cover.how_chosen
    cell, minimum = cover.cell(layout.CASES_IN_PERIOD), exact(rule.minimum)
    least = f"{float(minimum * 100):g}%"
    if chosen is None:
        expected = "one of " + ", ".join(layout.HOW_CHOSEN_WORDS)
        log.add(Code.HOW_CHOSEN_MISSING, cover.cell(layout.HOW_CHOSEN), expected=expected)
    if total is None:
        if not log.has_one_at(cell):
            log.add(Code.CASES_IN_PERIOD_MISSING, cell, expected="the number of cases")
    elif listed > total:
        needed = f"at least {listed}; below {least} of them no measure has a level"
        log.add(Code.CASES_MORE, cell, found=str(total), expected=needed)
        if total < minimum * listed and chosen in (Selection.ALL, Selection.RANDOM):
            return Selection.MISCOUNTED
    elif listed < total and chosen is Selection.ALL:
        said = f"{listed} of {total}, and “{layout.CHOSEN_ALL}” under {layout.HOW_CHOSEN}"
        needed = f"every case; below {least} of them no measure has a level"
        log.add(Code.CASES_INCOMPLETE, cell, found=said, expected=needed)
        if listed < minimum * total:
            return Selection.INCOMPLETE
    return chosen or Selection.UNSAID
