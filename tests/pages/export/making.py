"""Workbooks made from the export page, as its tests read them."""

from slavery_benchmark.core.scoring.report import Report
from slavery_benchmark.core.view.model import ReportData
from slavery_benchmark.formats import written
from slavery_benchmark.pages.export.page import export_page, view_export_page


def workbook(report: Report, *, force_sheets: bool = False) -> bytes:
    return written(export_page(report, force_sheets=force_sheets), "xlsx")


def view_workbook(data: ReportData, *, force_sheets: bool = False) -> bytes:
    return written(view_export_page(data, force_sheets=force_sheets), "xlsx")
