"""A report in its view as a page and as charts, as the command makes them."""

from collections.abc import Iterator

from slavery_benchmark.core.view.model import ReportData
from slavery_benchmark.formats.charts import files
from slavery_benchmark.formats.html import render_html as html_of
from slavery_benchmark.pages.report.page import report_page


def render_html(data: ReportData) -> bytes:
    """Return the page of a report."""
    return html_of(report_page(data))


def chart_files(data: ReportData) -> Iterator[tuple[str, str]]:
    """Yield the name and the SVG of each chart of a report."""
    return files.chart_files(report_page(data))
