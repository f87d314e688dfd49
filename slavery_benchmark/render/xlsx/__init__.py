"""The results of a run as an Excel workbook. Imported only by what writes one: openpyxl is slow."""

from slavery_benchmark.render.xlsx.book import render_view, render_xlsx

__all__ = ["render_view", "render_xlsx"]
