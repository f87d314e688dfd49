"""The sheet of questions: one row a check, descriptors beside the cell in which one chooses."""

from collections.abc import Iterable, Iterator, Mapping

from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from slavery_benchmark.core.framework.case_sheet import YES
from slavery_benchmark.core.framework.framework import Framework
from slavery_benchmark.core.framework.modules import IN_NO_SCORE, CheckText, Module
from slavery_benchmark.extracting import layout
from slavery_benchmark.reading.reader import CellValue
from slavery_benchmark.writing.sheet_style import (
    A3,
    DATE_FORMAT,
    HEADER,
    date_entry_rule,
    height_for,
    mark_table,
    put,
    put_input,
    set_up_page,
    write_header,
    write_title,
)

GUIDANCE = "Guidance"
CHOOSING = (
    "For each check, choose the level whose words are wholly true in the period. Where only part "
    "of it is true, the level below is the right one."
)
"""How to choose a level, where the edition does not say."""
_Row = tuple[str, str, CheckText]
"""The title of the theme, the criterion, and its check."""
_HEADER_ROW = 4
_BEFORE = (
    (layout.CHECK, 9.0),
    (layout.THEME, 14.0),
    (layout.CRITERION, 15.0),
    (layout.QUESTION, 26.0),
    (GUIDANCE, 36.0),
)
_DESCRIPTOR_WIDTH = 25.0
_LOOKED_AT_WIDTH = 18.0
_ANSWER_WIDTHS = {
    layout.LEVEL: 16.0,
    layout.REASON: 18.0,
    layout.EVIDENCE: 26.0,
    layout.EVIDENCE_DATE: 12.0,
    layout.OWNER: 15.0,
    layout.COMMENT: 20.0,
}
_CHOSEN_FILL = "CFE3D4"
_LEFT_FILL = "F6D9A8"
_LOOKED_AT_LINE = (
    f"The answers of the earlier return stand here; each says {layout.NOT_YET_WORDS} under "
    f"“{layout.LOOKED_AT}” until somebody has looked at it again and chosen {YES}."
)


def write_answers(
    sheet: Worksheet,
    framework: Framework,
    answers: Mapping[str, Mapping[str, CellValue]],
    levels_reference: str,
    module: Module | None = None,
) -> None:
    """Write the sheet, with the answers carried over from an older return where there are any.

    module: an optional one, whose checks it then holds.
    """
    title, beside, checks = layout.ANSWERS_SHEET, "", tuple(_scored(framework))
    if module is not None:
        title = layout.module_sheet(module.id)
        beside = f"{module.title}. {module.about} {IN_NO_SCORE} "
        checks = tuple(_of_module(module))
    carried = any(layout.LOOKED_AT in answers.get(check.id, ()) for _, _, check in checks)
    # at the end, so that a block of answers has the same columns as in any other return
    inputs = _ANSWER_WIDTHS | ({layout.LOOKED_AT: _LOOKED_AT_WIDTH} if carried else {})
    write_title(
        sheet,
        title,
        f"{beside}{framework.choosing or CHOOSING} The chosen words are then set in bold and "
        f"framed. From level {framework.evidence.required_from} on, add evidence and the date when "
        "it was last confirmed. Leave a check empty rather than guess."
        + (f" {_LOOKED_AT_LINE}" if carried else ""),
    )
    labels = [framework.level_label(level.level) for level in framework.levels]
    widths = [
        *_BEFORE,
        *((label, _DESCRIPTOR_WIDTH) for label in labels),
        *inputs.items(),
    ]
    names = [name for name, _ in widths]
    write_header(sheet, _HEADER_ROW, names, [width for _, width in widths])
    row = _HEADER_ROW
    for row, (theme, criterion, check) in enumerate(checks, start=_HEADER_ROW + 1):
        _write_row(sheet, row, theme, criterion, check, answers.get(check.id, {}), inputs)
    mark_table(sheet, title, _HEADER_ROW, row, len(names))
    _add_rules(sheet, names, labels, levels_reference, row)
    if carried:
        _add_looked_at(sheet, get_column_letter(names.index(layout.LOOKED_AT) + 1), row)
    set_up_page(
        sheet, header_row=_HEADER_ROW, landscape=True, paper=A3, freeze=f"B{_HEADER_ROW + 1}"
    )
    sheet.sheet_view.zoomScale = 85


def _scored(framework: Framework) -> Iterator[_Row]:
    for theme, criterion, check in framework.checks():
        yield theme.title, f"{criterion.id} {criterion.title}", check


def _of_module(module: Module) -> Iterator[_Row]:
    for criterion, check in module.checks():
        yield module.title, f"{criterion.id} {criterion.title}", check


def _write_row(
    sheet: Worksheet,
    row: int,
    theme: str,
    criterion: str,
    check: CheckText,
    answers: Mapping[str, CellValue],
    inputs: Iterable[str],
) -> None:
    guidance = (
        f"{check.note}\n\nEvidence could be: {check.evidence}\n\nAsked of: {check.answered_by}."
    )
    fixed = (check.id, theme, criterion, check.question, guidance)
    descriptors = [check.levels[number] for number in sorted(check.levels, key=int)]
    for column, text in enumerate((*fixed, *descriptors), start=1):
        put(sheet.cell(row, column), text, bold=column in (1, 4))
    first = len(fixed) + len(descriptors) + 1
    for column, name in enumerate(inputs, start=first):
        cell = sheet.cell(row, column)
        put_input(cell, answers.get(name, ""))
        if name == layout.EVIDENCE_DATE:
            cell.number_format = DATE_FORMAT
    shown = [(text, width) for text, (_, width) in zip(fixed, _BEFORE, strict=True)]
    shown += [(text, _DESCRIPTOR_WIDTH) for text in descriptors]
    sheet.row_dimensions[row].height = height_for(shown)


def _add_rules(
    sheet: Worksheet, names: list[str], labels: list[str], levels_reference: str, last_row: int
) -> None:
    first_row = _HEADER_ROW + 1
    level_column = get_column_letter(names.index(layout.LEVEL) + 1)
    level_rule = DataValidation(
        type="list",
        formula1=levels_reference,
        allow_blank=True,
        showErrorMessage=True,
        errorTitle="Not a level",
        error="Choose a level from the list, or leave the cell empty.",
    )
    date_column = get_column_letter(names.index(layout.EVIDENCE_DATE) + 1)
    date_rule = date_entry_rule()
    for rule, column in ((level_rule, level_column), (date_rule, date_column)):
        sheet.add_data_validation(rule)
        rule.add(f"{column}{first_row}:{column}{last_row}")
    side = Side(style="medium", color=HEADER)
    for label in labels:
        column = get_column_letter(names.index(label) + 1)
        sheet.conditional_formatting.add(
            f"{column}{first_row}:{column}{last_row}",
            FormulaRule(  # type: ignore[no-untyped-call]
                formula=[f"${level_column}{first_row}={column}${_HEADER_ROW}"],
                font=Font(bold=True),
                border=Border(left=side, right=side, top=side, bottom=side),
                fill=PatternFill("solid", bgColor=_CHOSEN_FILL),
            ),
        )


def _add_looked_at(sheet: Worksheet, column: str, last_row: int) -> None:
    """Offer the two words, and let what nobody has looked at again be seen at a glance."""
    first = f"{column}{_HEADER_ROW + 1}"
    cells = f"{first}:{column}{last_row}"
    rule = DataValidation(
        type="list",
        formula1=f'"{YES},{layout.NOT_YET_WORDS}"',
        allow_blank=True,
        showErrorMessage=False,
    )
    sheet.add_data_validation(rule)
    rule.add(cells)
    word = layout.NOT_YET_WORDS
    sheet.conditional_formatting.add(
        cells,
        FormulaRule(  # type: ignore[no-untyped-call]
            formula=[f'LEFT({first},{len(word)})="{word}"'],
            fill=PatternFill("solid", bgColor=_LEFT_FILL),
        ),
    )
