"""The workbook that a force fills in: four sheets, no scoring formula, answers found by name."""

import io
from collections.abc import Mapping, Sequence
from typing import Any

from openpyxl.packaging.custom import StringProperty
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from slavery_benchmark.core.framework import Framework
from slavery_benchmark.core.register import Force, Register
from slavery_benchmark.workbook import layout
from slavery_benchmark.workbook.answer_sheet import write_answers
from slavery_benchmark.workbook.reader import CellValue
from slavery_benchmark.workbook.sheet_style import (
    DATE_FORMAT,
    date_entry_rule,
    mark_table,
    new_workbook,
    put,
    put_input,
    set_up_page,
    write_header,
    write_title,
)
from slavery_benchmark.workbook.start_sheet import write_start

CarriedAnswers = Mapping[str, Mapping[str, CellValue]]

_COVER_HELP = {
    layout.FORCE: "Choose from the list. A name that is not on it can be typed.",
    layout.FORCE_CODE: "Filled in where the template was made for a force; may stay empty.",
    layout.PERIOD_START: "First day of the period that the answers are about, as a date.",
    layout.PERIOD_END: "Last day of the period, as a date.",
    layout.COMPLETED_BY: "The role of whoever filled this in, not a name.",
    layout.SIGNED_OFF_BY: "The role of the chief officer who agrees with it, not a name.",
    layout.COMPLETED_ON: "The day on which it was signed off.",
    layout.EDITION: "Which edition of the questions this is. Leave as it is.",
    layout.VERSION: "Which layout of the workbook this is. Leave as it is.",
}
_DATES = (layout.PERIOD_START, layout.PERIOD_END, layout.COMPLETED_ON)


def make_template(
    framework: Framework,
    register: Register,
    *,
    force: Force | None = None,
    force_name: str = "",
    cover: Mapping[str, CellValue] | None = None,
    answers: CarriedAnswers | None = None,
) -> bytes:
    """Return a template as the bytes of an .xlsx file.

    `force` or, for one that the register lacks, `force_name` fills in the cover. `cover` and
    `answers` (check id to column name to value) are what was carried over from an older return.
    """
    book = new_workbook()
    start = book.active
    if not isinstance(start, Worksheet):
        raise AssertionError("a new openpyxl workbook has a worksheet")
    start.title = layout.START_SHEET
    write_start(start, framework)
    lists = _Lists(framework, register)
    cover_sheet = book.create_sheet(layout.COVER_SHEET)
    filled = dict(cover or {})
    if force is not None:
        filled |= {layout.FORCE: force.name, layout.FORCE_CODE: force.code}
    elif force_name:
        filled[layout.FORCE] = force_name
    _write_cover(cover_sheet, framework, filled, lists)
    write_answers(
        book.create_sheet(layout.ANSWERS_SHEET), framework, answers or {}, lists.levels_reference
    )
    lists.write(book.create_sheet(layout.LISTS_SHEET))
    identity = framework.identity
    book.properties.title = identity.title
    book.properties.subject = f"{identity.id} {identity.edition}"
    book.properties.creator = "benchmark"
    book.properties.language = "en-GB"
    edition = f"{identity.id} {identity.edition}"
    properties: Any = book.custom_doc_props  # type: ignore[attr-defined]  # not in the stubs
    properties.append(StringProperty(name=layout.EDITION_PROPERTY, value=edition))
    properties.append(StringProperty(name=layout.VERSION, value=layout.TEMPLATE_VERSION))
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


class _Lists:
    """The sheet of choices: one table, so that each drop-down is a range of it."""

    FIRST_ROW = 5

    def __init__(self, framework: Framework, register: Register) -> None:
        levels = [
            ("Level", framework.level_label(item.level), item.meaning) for item in framework.levels
        ]
        levels.append(
            ("Level", layout.NOT_APPLICABLE, "The check cannot apply to this force; say why.")
        )
        forces = [("Force", force.name, force.code) for force in register.real()]
        self.rows: Sequence[tuple[str, str, str]] = (*levels, *forces)
        self.levels_reference = self._range(0, len(levels))
        self.forces_reference = self._range(len(levels), len(forces)) if forces else ""

    def _range(self, first: int, count: int) -> str:
        top = self.FIRST_ROW + first
        return f"{layout.LISTS_SHEET}!$B${top}:$B${top + count - 1}"

    def write(self, sheet: Worksheet) -> None:
        write_title(sheet, "Lists", "What the drop-downs offer. Leave this sheet as it is.")
        header = self.FIRST_ROW - 1
        write_header(sheet, header, ("List", "Choice", "What it is"), (12, 44, 80))
        for row, values in enumerate(self.rows, start=self.FIRST_ROW):
            for column, value in enumerate(values, start=1):
                put(sheet.cell(row, column), value)
        mark_table(sheet, "Lists", header, self.FIRST_ROW + len(self.rows) - 1, 3)
        set_up_page(sheet, header_row=header, landscape=False)


def _write_cover(
    sheet: Worksheet, framework: Framework, filled: Mapping[str, CellValue], lists: _Lists
) -> None:
    identity = framework.identity
    write_title(sheet, identity.title, identity.standing)
    write_header(sheet, 4, ("Line", "Answer", "What to put here"), (24, 46, 62))
    given: dict[str, CellValue] = {
        **filled,
        layout.EDITION: f"{identity.id} {identity.edition}",
        layout.VERSION: layout.TEMPLATE_VERSION,
    }
    row = 4
    for row, field in enumerate(layout.COVER_FIELDS, start=5):
        put(sheet.cell(row, 1), field)
        answer = sheet.cell(row, 2)
        put_input(answer, given.get(field, ""))
        put(sheet.cell(row, 3), _COVER_HELP[field])
        sheet.row_dimensions[row].height = 20
        if field in _DATES:
            answer.number_format = DATE_FORMAT
            date_rule = date_entry_rule()
            sheet.add_data_validation(date_rule)
            date_rule.add(answer.coordinate)
        if field == layout.FORCE and lists.forces_reference:
            force_rule = DataValidation(
                type="list",
                formula1=lists.forces_reference,
                allow_blank=True,
                showErrorMessage=False,
            )
            sheet.add_data_validation(force_rule)
            force_rule.add(answer.coordinate)
    mark_table(sheet, "Cover", 4, row, 3)
    set_up_page(sheet, header_row=4, landscape=True)
