"""Says of the sheets themselves what is odd: hidden, named alike, read under another name."""

from slavery_benchmark.core.problems import Code
from slavery_benchmark.core.text import fold
from slavery_benchmark.extracting import layout
from slavery_benchmark.extracting.problem_log import ProblemLog
from slavery_benchmark.extracting.sheet_kinds import PASSED_OVER, is_named_alike
from slavery_benchmark.reading.reader import RawWorkbook


def note_sheets(workbook: RawWorkbook, log: ProblemLog) -> None:
    """Note hidden sheets, and every sheet that might be meant for one that is read."""
    meant = workbook.meant.get(layout.CASES_SHEET)
    stand_in = workbook.stand_in(layout.CASES_SHEET)
    read = [*workbook.sheets, *([stand_in] if stand_in is not None else [])]
    for sheet in read:
        if sheet.hidden:
            code = Code.SHEET_VERY_HIDDEN if sheet.very_hidden else Code.SHEET_HIDDEN
            log.add(code, sheet.name, expected="a visible sheet")
    names = () if meant is None else meant.names
    if stand_in is not None:
        said = f"the name {layout.CASES_SHEET}"
        log.add(Code.SHEET_RENAMED, stand_in.name, found=stand_in.name, expected=said)
    elif names:
        _note_unclear(workbook, names, log)
    said_of = {fold(name) for name in (*names, *PASSED_OVER, *(sheet.name for sheet in read))}
    for name in workbook.sheet_names:
        if fold(name) in said_of:
            continue
        sheet_meant = next((s.name for s in workbook.sheets if fold(s.name) in fold(name)), None)
        if sheet_meant is None and is_named_alike(layout.CASES_SHEET, name):
            sheet_meant = layout.CASES_SHEET
        if sheet_meant is not None:
            log.add(Code.SHEET_ALIKE, name, expected=f"all answers on {sheet_meant}")


def _note_unclear(workbook: RawWorkbook, names: tuple[str, ...], log: ProblemLog) -> None:
    wanted = layout.CASES_SHEET
    named = any(fold(sheet.name) == fold(wanted) for sheet in workbook.sheets)
    expected = f"one such sheet, named {wanted}"
    expected += "; that one is read" if named and len(names) == 1 else ""
    log.add(Code.SHEET_UNCLEAR, names[0], found=", ".join(names), expected=expected)
