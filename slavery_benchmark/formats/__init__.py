"""How a document is written: one module a format, which knows blocks and columns and no page.

To add a format: a module with a function from a document to bytes, and its line in `FORMATS`.
"""

from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from slavery_benchmark.document.blocks import Document


class Format(NamedTuple):
    """A format. text: whether it can stand on a screen. writer: imported when it is used."""

    suffixes: tuple[str, ...]
    text: bool
    writer: str


TABLE = "table"
"""Text as on a terminal, which is the only format that depends on where it is shown."""
FORMATS = {
    TABLE: Format((".txt",), True, "text:render_text"),
    "json": Format((".json",), True, "data:render_json"),
    "csv": Format((".csv",), True, "data:render_csv"),
    "markdown": Format((".md",), True, "markdown:render_markdown"),
    "parquet": Format((".parquet",), False, "data:render_parquet"),
    "xlsx": Format((".xlsx",), False, "workbook:render_workbook"),
    "html": Format((".html", ".htm"), False, "html:render_html"),
}
SUFFIXES = {suffix: name for name, item in FORMATS.items() for suffix in item.suffixes}


def written(document: "Document", name: str) -> bytes:
    """Return the document in a format. ImportError where that needs a library that is missing."""
    module, _, function = FORMATS[name].writer.partition(":")
    content: bytes = getattr(import_module(f"{__name__}.{module}"), function)(document)
    return content
