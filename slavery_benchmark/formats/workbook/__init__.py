"""A document as an Excel workbook: a cover with the answer, sheets of records, native charts."""

from slavery_benchmark.formats.workbook.writer import render_workbook

__all__ = ["render_workbook"]
