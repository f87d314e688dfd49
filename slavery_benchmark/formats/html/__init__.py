"""A document as one HTML file that needs nothing else, on a screen, a telephone and paper."""

from slavery_benchmark.formats.html.page import render_html

__all__ = ["render_html"]
