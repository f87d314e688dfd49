"""Writes the sheets of a form: a table with cells to fill in, or lines with their answers."""

from collections.abc import Container, Mapping, Sequence
from datetime import date
from typing import Any

import msgspec
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from slavery_benchmark.core.framework.framework import Framework
from slavery_benchmark.core.text import clean
from slavery_benchmark.document.numbers import count_text
from slavery_benchmark.formats.workbook.cells import safe_text
from slavery_benchmark.forms.lists_sheet import Choices
from slavery_benchmark.forms.review.layout import ANSWER, LINE, LISTS_SHEET, START_SHEET
from slavery_benchmark.reading.reader import CellValue
from slavery_benchmark.writing.saved_workbook import workbook_bytes
from slavery_benchmark.writing.sheet_style import (
    A3,
    A4,
    DATE_FORMAT,
    FONT,
    HEADER,
    date_entry_rule,
    height_for,
    mark_table,
    new_workbook,
    put,
    put_input,
    set_up_page,
    write_header,
    write_title,
)

HEADER_ROW = 4
_LINE_WIDTH, _ANSWER_WIDTH = 27.0, 96.0
_LEAST_INPUT_HEIGHT = 30.0

Step = tuple[str, str]
"""What stands in the two columns of the first sheet: a heading or a number, and a sentence."""


class FormColumn(msgspec.Struct, frozen=True, kw_only=True):
    """A column of a form. choices: the key of the list that its cells offer.

    strict: nothing but what is on the list is taken. is_date: it takes dates.
    """

    name: str
    width: float
    is_input: bool = False
    choices: str = ""
    strict: bool = True
    is_date: bool = False
    bold: bool = False


class FormBook:
    """A form while it is written."""

    def __init__(self, framework: Framework, kind: str) -> None:
        self.framework = framework
        self.book: Workbook = new_workbook()
        first = self.book.active
        assert isinstance(first, Worksheet)  # noqa: S101 - a new workbook has one
        first.title = START_SHEET
        self.start = first
        self.choices = Choices()
        self.kind = kind
        self._styles: dict[tuple[bool, ...], Any] = {}

    def write_start(
        self,
        title: str,
        said: str,
        lines: Mapping[str, CellValue],
        steps: Sequence[Step],
        inputs: Container[str] = (),
    ) -> None:
        """Write the first sheet: what the form is about, line by line, then how to fill it in."""
        self.write_lines(self.start, title, said, lines, inputs)
        row = HEADER_ROW + len(lines) + 1
        for number, sentence in steps:
            row += 1
            head, cell = self.start.cell(row, 1), self.start.cell(row, 2)
            head.value, cell.value = clean(number), clean(sentence)
            head.data_type = cell.data_type = "s"
            head.font = Font(name=FONT, size=10, bold=True, color=HEADER)
            cell.font = Font(name=FONT, size=10)
            head.alignment = cell.alignment = Alignment(wrap_text=True, vertical="top")
            self.start.row_dimensions[row].height = height_for([(sentence, _ANSWER_WIDTH)])
        set_up_page(self.start, header_row=None, landscape=True)

    def write_lines(
        self,
        sheet: Worksheet,
        title: str,
        said: str,
        lines: Mapping[str, CellValue],
        inputs: Container[str] = (),
        dates: Container[str] = (),
    ) -> None:
        """Write lines with their answers; those among `inputs` are to be filled in."""
        write_title(sheet, clean(title), clean(said))
        write_header(sheet, HEADER_ROW, (LINE, ANSWER), (_LINE_WIDTH, _ANSWER_WIDTH))
        row = HEADER_ROW
        for row, (line, answer) in enumerate(lines.items(), start=HEADER_ROW + 1):
            put(sheet.cell(row, 1), line, bold=True)
            cell = sheet.cell(row, 2)
            (put_input if line in inputs else put)(cell, _plain(answer))
            if line in dates:
                cell.number_format = DATE_FORMAT
                rule = date_entry_rule()
                sheet.add_data_validation(rule)
                rule.add(cell.coordinate)
            sheet.row_dimensions[row].height = max(18, height_for([(str(answer), _ANSWER_WIDTH)]))
        mark_table(sheet, f"L_{sheet.title}", HEADER_ROW, row, 2)
        set_up_page(sheet, header_row=HEADER_ROW, landscape=True)

    def write_table(
        self,
        name: str,
        said: str,
        columns: Sequence[FormColumn],
        rows: Sequence[Sequence[CellValue]],
        *,
        spare: int = 0,
        frozen: str = "B",
        row_choices: Sequence[str] = (),
        least: float = _LEAST_INPUT_HEIGHT,
    ) -> Worksheet:
        """Write a sheet with a table, and `spare` empty rows to fill in below it.

        row_choices: of each row the key of the list that its cell of choices offers, where that
        differs from row to row. least: of each row, in points.
        """
        sheet: Worksheet = self.book.create_sheet(name)
        write_title(sheet, name, clean(said))
        widths = [column.width for column in columns]
        write_header(sheet, HEADER_ROW, [column.name for column in columns], widths)
        empty: list[CellValue] = [""] * len(columns)
        last = HEADER_ROW
        for last, values in enumerate((*rows, *[empty] * spare), start=HEADER_ROW + 1):
            for place, (column, value) in enumerate(zip(columns, values, strict=True), start=1):
                self._write(sheet.cell(last, place), _plain(value), column)
            shown = [
                (text, width)
                for text, width in zip(values, widths, strict=True)
                if isinstance(text, str)
            ]
            sheet.row_dimensions[last].height = max(least, height_for(shown))
        if last > HEADER_ROW:
            mark_table(sheet, f"T_{name}", HEADER_ROW, last, len(columns))
            self._add_rules(sheet, columns, last, row_choices)
        paper = A3 if sum(widths) > 150 else A4
        freeze = f"{frozen}{HEADER_ROW + 1}"
        set_up_page(sheet, header_row=HEADER_ROW, landscape=True, paper=paper, freeze=freeze)
        sheet.sheet_view.zoomScale = 85
        return sheet

    def _write(self, cell: Any, value: CellValue, column: FormColumn) -> None:
        """Write a cell in the style of its column; to make a style anew is what takes time."""
        key = (column.is_input, column.bold, column.is_date, isinstance(value, date))
        style = self._styles.get(key)
        if style is None:
            if column.is_input:
                put_input(cell, value)
            else:
                put(cell, value, bold=column.bold)
            if column.is_date:
                cell.number_format = DATE_FORMAT
            self._styles[key] = cell._style  # noqa: SLF001 - openpyxl has no public way to share it
            return
        if value != "":
            cell.value = value
            if isinstance(value, str):
                cell.data_type = "s"
        cell._style = style  # noqa: SLF001

    def _add_rules(
        self, sheet: Worksheet, columns: Sequence[FormColumn], last: int, row_choices: Sequence[str]
    ) -> None:
        for place, column in enumerate(columns, start=1):
            if not column.is_input or not (column.is_date or column.choices or row_choices):
                continue
            letter = get_column_letter(place)
            if column.is_date:
                rule = date_entry_rule()
                sheet.add_data_validation(rule)
                rule.add(f"{letter}{HEADER_ROW + 1}:{letter}{last}")
            elif column.choices == PER_ROW:
                rules = {key: self._rule(key, strict=column.strict) for key in row_choices}
                for row, key in enumerate(row_choices, start=HEADER_ROW + 1):
                    rules[key].add(f"{letter}{row}")
                for rule in rules.values():
                    sheet.add_data_validation(rule)
            elif column.choices:
                rule = self._rule(column.choices, strict=column.strict)
                sheet.add_data_validation(rule)
                rule.add(f"{letter}{HEADER_ROW + 1}:{letter}{last}")

    def _rule(self, key: str, *, strict: bool) -> DataValidation:
        return DataValidation(
            type="list",
            formula1=self.choices.range_of(key),
            allow_blank=True,
            showErrorMessage=strict,
            errorTitle="Not on the list",
            error="Choose from the list, or leave the cell empty.",
        )

    def saved(self) -> bytes:
        """Return the workbook as bytes, with the sheet of lists at its end."""
        if self.choices.rows:
            self.choices.write(self.book.create_sheet(LISTS_SHEET))
        identity = self.framework.identity
        self.book.properties.title = f"{identity.title}: {self.kind}"
        self.book.properties.subject = f"{identity.id} {identity.edition}"
        self.book.properties.creator = "benchmark"
        self.book.properties.language = "en-GB"
        return workbook_bytes(self.book, plain=True)


PER_ROW = "per row"
"""In the place of the key of a list: each row has its own."""
LEVELS, CONFIDENCES, DECISIONS, AGREE_ONLY = "Level", "Confidence", "Accepted", "All else"


def add_levels(choices: Choices, framework: Framework) -> None:
    """Add the levels of the scale to the lists."""
    labels = [(framework.level_label(item.level), item.meaning) for item in framework.levels]
    choices.add(LEVELS, labels)


def checks_said(framework: Framework) -> str:
    """Return how many checks an edition has: 53 checks."""
    return count_text(sum(1 for _ in framework.checks()), "check")


def _plain(value: CellValue) -> CellValue:
    """Return a value as it may stand in a cell; text on several lines keeps them."""
    if not isinstance(value, str):
        return value
    return "\n".join(map(safe_text, value.split("\n")))
