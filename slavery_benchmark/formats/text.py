"""A document as a text file: as on a terminal that is wide and shows every mark, with all of it."""

from slavery_benchmark.document.blocks import Document
from slavery_benchmark.formats.terminal.page import Page
from slavery_benchmark.formats.terminal.render import render_terminal
from slavery_benchmark.formats.terminal.symbols import UNICODE

_WIDTH = 100


def render_text(document: Document) -> bytes:
    """Return the document as text in UTF-8."""
    page = Page(width=_WIDTH, colour=False, symbols=UNICODE)
    return render_terminal(document, page, detail=True).encode()
