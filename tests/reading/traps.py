"""Hostile and odd workbooks, made from a sound return, in both formats."""

import io
import re
import zipfile
from functools import cache
from pathlib import Path

from slavery_benchmark.extracting import layout
from tests.returns import sound_return
from tests.samples.make import answers_of, cover_of

ANSWERS = "xl/worksheets/sheet3.xml"
BOOK, LINKS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
LEVEL = re.compile(rb'<c r="K28" s="[0-9]+"[^>]*>.*?</c>')
"""The cell with the level of INV-01a."""
CELL = "Self-assessment!K28"

_DOCUMENT = """<office:document-content
 xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
 xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"
 xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0">
 {styles}<office:body><office:spreadsheet>{sheets}</office:spreadsheet></office:body>
</office:document-content>"""


@cache
def parts() -> dict[str, bytes]:
    """Return the parts of a sound .xlsx."""
    with zipfile.ZipFile(io.BytesIO(sound_return())) as made:
        return {name: made.read(name) for name in made.namelist()}


def xlsx(path: Path, changes: dict[str, bytes | None] | None = None, method: int = 8) -> Path:
    """Write a sound .xlsx with other parts: replaced, added, or left out for None."""
    with zipfile.ZipFile(path, "w", method) as made:
        for name, content in {**parts(), **(changes or {})}.items():
            if content is not None:
                made.writestr(name, content)
    return path


def with_level(path: Path, cell: bytes) -> Path:
    """Write a sound .xlsx in which the level of INV-01a is this XML."""
    sheet, count = LEVEL.subn(lambda _: cell, parts()[ANSWERS], count=1)
    assert count == 1
    return xlsx(path, {ANSWERS: sheet, BOOK: calculated(parts()[BOOK])})


def calculated(book: bytes) -> bytes:
    """Return the list of sheets of a workbook whose formulas have been calculated."""
    return re.sub(rb"<calcPr[^>]*/>", b'<calcPr iterateCount="100"/>', book)


def text_cell(text: str) -> str:
    """Return a cell of an .ods with a text."""
    said = text.replace("&", "&amp;").replace("<", "&lt;")
    return (
        f'<table:table-cell office:value-type="string"><text:p>{said}</text:p></table:table-cell>'
    )


def row(*cells: str) -> str:
    """Return a row of an .ods."""
    return f"<table:table-row>{''.join(cells)}</table:table-row>"


def ods(
    path: Path, level: str = "", more_rows: str = "", more_sheets: str = "", styles: str = ""
) -> Path:
    """Write an .ods with the answers of a sample; the level of INV-01a, in B2, may be odd XML."""
    columns = (layout.CHECK, *layout.ANSWER_COLUMNS)
    answers = answers_of("aldermoss")
    first = {"INV-01a": answers["INV-01a"]}
    rows = [row(*map(text_cell, columns))]
    for check, values in {**first, **answers}.items():
        cells = [text_cell(str(values[name])) for name in layout.ANSWER_COLUMNS]
        if check == "INV-01a" and level:
            cells[0] = level
        rows.append(row(text_cell(check), *cells))
    cover = "".join(
        row(text_cell(line), text_cell(str(said))) for line, said in cover_of("aldermoss").items()
    )
    edition = row(text_cell(layout.EDITION), text_cell("2026.3"))
    sheets = (
        f'<table:table table:name="Cover">{cover}{edition}</table:table>'
        f'<table:table table:name="Self-assessment">{"".join(rows)}{more_rows}</table:table>'
        f"{more_sheets}"
    )
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("mimetype", b"application/vnd.oasis.opendocument.spreadsheet")
        made.writestr("content.xml", _DOCUMENT.format(sheets=sheets, styles=styles))
    return path
