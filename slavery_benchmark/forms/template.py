"""The workbook that a force fills in: no scoring formula, answers found by name."""

from collections.abc import Mapping, Sequence
from typing import Any

from openpyxl.packaging.custom import StringProperty
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from slavery_benchmark.core.framework.framework import Framework
from slavery_benchmark.core.framework.modules import Module
from slavery_benchmark.core.framework.parts import Part, asked_in
from slavery_benchmark.core.framework.register import Force, Register
from slavery_benchmark.extracting import layout
from slavery_benchmark.extracting.values import MOST_CASES
from slavery_benchmark.forms.answer_sheet import write_answers
from slavery_benchmark.forms.case_sheet_writer import Cases, write_cases
from slavery_benchmark.forms.lists_sheet import Lists
from slavery_benchmark.forms.start_sheet import write_start
from slavery_benchmark.reading.reader import CellValue
from slavery_benchmark.writing.saved_workbook import workbook_bytes
from slavery_benchmark.writing.sheet_style import (
    DATE_FORMAT,
    date_entry_rule,
    height_for,
    mark_table,
    new_workbook,
    put,
    put_input,
    put_link,
    set_up_page,
    write_header,
    write_title,
)

CarriedAnswers = Mapping[str, Mapping[str, CellValue]]


_COVER_HELP = {
    layout.FORCE: "Choose from the list. A name that is not on it can be typed.",
    layout.FORCE_CODE: "Filled in where the template was made for a force; may stay empty.",
    layout.PERIOD_START: "First day of the period that the answers are about, as a date.",
    layout.PERIOD_END: "Last day of the period, as a date.",
    layout.COMPLETED_BY: "The role of whoever filled this in, not a name.",
    layout.SIGNED_OFF_BY: "The role of the chief officer who agrees with it, not a name.",
    layout.COMPLETED_ON: "The day on which it was signed off.",
    layout.CASES_IN_PERIOD: (
        f"How many cases were first received in the period, whether or not all of them are on the "
        f"sheet {layout.CASES_SHEET}."
    ),
    layout.HOW_CHOSEN: "\n".join(
        f"{word}: {meaning}" for word, meaning in layout.HOW_CHOSEN_WORDS.items()
    ),
    layout.EDITION: "Which edition of the questions this is. Leave as it is.",
    layout.VERSION: "Which layout of the workbook this is. Leave as it is.",
    layout.PART: "Which part of the form this is. Leave as it is: the parts are joined by it.",
}
_HELP_WIDTH = 62.0
_DATES = (layout.PERIOD_START, layout.PERIOD_END, layout.COMPLETED_ON)


def make_template(
    framework: Framework,
    register: Register,
    *,
    force: Force | None = None,
    force_name: str = "",
    cover: Mapping[str, CellValue] | None = None,
    answers: CarriedAnswers | None = None,
    cases: Cases = (),
    part: Part | None = None,
    modules: Sequence[Module] = (),
) -> bytes:
    """Return a template as the bytes of an .xlsx file.

    `force` or, for one that the register lacks, `force_name` fills in the cover. `cover` and
    `answers` (check id to column name to value) are what was carried over from an older return.
    `cases` ({column id: value} each) go on the sheet of case files, where the edition has one.
    `part`: a form of this part alone, which lacks what other parts ask. Each of the optional
    `modules` gets a sheet of its own, in the part that leads.
    """
    whole, framework = framework, asked_in(framework, part) if part else framework
    book = new_workbook()
    start = book.active
    if not isinstance(start, Worksheet):
        raise AssertionError("a new openpyxl workbook has a worksheet")
    start.title = layout.START_SHEET
    if part is not None and not part.leads:
        modules = ()
    cases_too = [layout.CASES_SHEET] if framework.cases is not None else []
    asked = [layout.ANSWERS_SHEET, *cases_too, *(layout.module_sheet(item.id) for item in modules)]
    listed = (layout.COVER_SHEET, *asked)
    write_start(start, framework, modules=modules, whole=whole, part=part, sheets=listed)
    lists = Lists(framework, register)
    cover_sheet = book.create_sheet(layout.COVER_SHEET)
    filled = dict(cover or {})
    if force is not None:
        filled |= {layout.FORCE: force.name, layout.FORCE_CODE: force.code}
    elif force_name:
        filled[layout.FORCE] = force_name
    _write_cover(cover_sheet, framework, filled, lists, part)
    # two at most: a third would make this line the heading of the table
    for column, title in enumerate((asked[0], *cases_too), start=1):
        put_link(cover_sheet.cell(3, column), f"Go to {title}", title)
    write_answers(book.create_sheet(layout.ANSWERS_SHEET), framework, answers or {}, lists.levels)
    if framework.cases is not None:
        write_cases(book.create_sheet(layout.CASES_SHEET), framework.cases, lists, cases)
    for module in modules:
        sheet = book.create_sheet(layout.module_sheet(module.id))
        write_answers(sheet, framework, answers or {}, lists.levels, module)
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
    return workbook_bytes(book)


def _write_cover(
    sheet: Worksheet,
    framework: Framework,
    filled: Mapping[str, CellValue],
    lists: Lists,
    part: Part | None,
) -> None:
    identity = framework.identity
    write_title(sheet, identity.title, identity.standing)
    write_header(sheet, 4, ("Line", "Answer", "What to put here"), (26, 46, _HELP_WIDTH))
    given: dict[str, CellValue] = {
        **filled,
        layout.EDITION: f"{identity.id} {identity.edition}",
        layout.VERSION: layout.TEMPLATE_VERSION,
    }
    left_out: tuple[str, ...] = () if framework.cases is not None else layout.CASE_FIELDS
    fields = list(layout.COVER_FIELDS)
    if part is not None:
        left_out = left_out if part.leads else layout.LEADING_FIELDS
        fields.append(layout.PART)
        given[layout.PART] = part.label
    fields = [field for field in fields if field not in left_out]
    row = 4
    for row, field in enumerate(fields, start=5):
        put(sheet.cell(row, 1), field)
        answer = sheet.cell(row, 2)
        put_input(answer, given.get(field, ""))
        put(sheet.cell(row, 3), _COVER_HELP[field])
        sheet.row_dimensions[row].height = max(20, height_for([(_COVER_HELP[field], _HELP_WIDTH)]))
        if field in _DATES:
            answer.number_format = DATE_FORMAT
        rule = _cover_rule(field, lists)
        if rule is not None:
            sheet.add_data_validation(rule)
            rule.add(answer.coordinate)
    mark_table(sheet, "Cover", 4, row, 3)
    set_up_page(sheet, header_row=4, landscape=True)


def _cover_rule(field: str, lists: Lists) -> DataValidation | None:
    """Return the rule of a line's answer; None where any text is taken."""
    if field in _DATES:
        return date_entry_rule()
    if field == layout.FORCE and lists.forces:
        return DataValidation(
            type="list", formula1=lists.forces, allow_blank=True, showErrorMessage=False
        )
    if field == layout.CASES_IN_PERIOD:
        return DataValidation(
            type="whole",
            operator="between",
            formula1="0",
            formula2=str(MOST_CASES),
            allow_blank=True,
            showErrorMessage=True,
            errorTitle="A whole number is needed",
            error="Type how many cases there were in the period, as a whole number.",
        )
    if field == layout.HOW_CHOSEN:
        return DataValidation(
            type="list",
            formula1=lists.how_chosen,
            allow_blank=True,
            showErrorMessage=True,
            errorTitle="Not one of the three",
            error=f"Choose {', '.join(layout.HOW_CHOSEN_WORDS)} from the list.",
        )
    return None
