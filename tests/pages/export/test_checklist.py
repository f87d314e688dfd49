"""The Excel export meets the checklist for statistics in spreadsheets, and that sees a fault."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest
from openpyxl import Workbook
from openpyxl.worksheet.table import Table
from openpyxl.worksheet.worksheet import Worksheet

from slavery_benchmark.core.scoring.report import Report
from slavery_benchmark.pipeline import assess
from tests.builders import AS_OF, shipped_criteria
from tests.formats.xlsx_checklist import faults
from tests.pages.export.making import workbook
from tests.reports import opened


@pytest.fixture(scope="module")
def of_one(report: Report) -> bytes:
    """The workbook of one force: it has every kind of sheet, and is soon read again."""
    return workbook(msgspec.structs.replace(report, forces=report.forces[2:3]))


@pytest.mark.short(2)
@pytest.mark.parametrize("which", ["samples", "one", "many", "none"])
def test_every_point_of_the_checklist_is_met(
    which: str, content: bytes, of_one: bytes, content_of_many: bytes
) -> None:
    if which == "one":
        content = of_one
    elif which == "many":
        content = content_of_many
    elif which == "none":
        content = workbook(assess([Path("absent.xlsx")], shipped_criteria(), AS_OF))
    assert faults(content) == []


def _two_headers(book: Workbook) -> None:
    (marked,) = book["Scores"].tables.values()
    row = int(marked.ref.split(":")[0].lstrip("A"))
    book["Scores"].cell(row, 3).value = book["Scores"].cell(row, 2).value
    marked.tableColumns[2].name = marked.tableColumns[1].name


def _blank_row(book: Workbook) -> None:
    for cell in book["Inputs"][book["Inputs"].max_row]:
        cell.value = None


def _second_table(book: Workbook) -> None:
    book["Notes"]["E1"].value = "x"
    book["Notes"]["E2"].value = 1
    book["Notes"].add_table(Table(displayName="Other", ref="E1:E2"))


def _page_header(book: Workbook) -> None:
    middle: Any = book["Method"].oddHeader
    middle.center.text = "Draft"


def _last_cell(sheet: Worksheet) -> Any:
    return sheet.cell(sheet.max_row, 1)


BREAKS: dict[str, Callable[[Workbook], object]] = {
    "no document title": lambda b: setattr(b.properties, "title", None),
    "no document language": lambda b: setattr(b.properties, "language", None),
    "Summary: no title in A1": lambda b: setattr(b["Summary"]["A1"], "value", None),
    "Summary: merged cells": lambda b: b["Summary"].merge_cells("A1:C1"),
    "Checks: a hidden sheet": lambda b: setattr(b["Checks"], "sheet_state", "hidden"),
    "Checks: hidden rows": lambda b: setattr(b["Checks"].row_dimensions[9], "hidden", True),
    "Checks: hidden columns": lambda b: setattr(b["Checks"].column_dimensions["C"], "hidden", True),
    "Method: a page header or footer": _page_header,
    "Method: not set up for A4 landscape": lambda b: setattr(
        b["Method"].page_setup, "orientation", "portrait"
    ),
    "Scores: two columns have one header": _two_headers,
    "Inputs: a blank row in the table": _blank_row,
    "Notes: more than one table": _second_table,
    "Notes: the contents have no link to it": lambda b: setattr(
        _last_cell(b["Cover"]), "hyperlink", None
    ),
    "Summary: A1: a formula or an error": lambda b: setattr(b["Summary"]["A1"], "value", "=1+1"),
    # reading and saving with openpyxl loses what was written beside each chart
    "xl/drawings/drawing1.xml: a chart without alternative text": lambda _: None,
}


@pytest.mark.short(4)
@pytest.mark.parametrize("fault", BREAKS)
def test_the_checklist_sees_a_point_that_is_broken(
    fault: str, of_one: bytes, tmp_path: Path
) -> None:
    book = opened(of_one)
    BREAKS[fault](book)
    book.save(tmp_path / "broken.xlsx")
    assert fault in faults((tmp_path / "broken.xlsx").read_bytes())
