"""Nothing that a force says becomes more than words, on any page, in any format."""

import csv
import io
import re
import zipfile
from collections import Counter
from collections.abc import Callable
from functools import cache
from typing import Any

import msgspec
import openpyxl
import pyarrow.parquet as pq
import pytest
from markdown_it import MarkdownIt

from slavery_benchmark.document.blocks import Document
from slavery_benchmark.formats import FORMATS, written
from tests.formats.documents import every_block
from tests.formats.hostile import CONTROLS, HOSTILE, PLAIN, report_of
from tests.formats.pages import PAGES, made
from tests.length import either
from tests.pages.report.parsing import Parsed

ALL = "every block"


@cache
def document(name: str, text: str) -> Document:
    return every_block(text) if name == ALL else made(name, report_of(text))


@cache
def plain(name: str, chosen: str) -> bytes:
    return written(document(name, PLAIN), chosen)


def html(said: bytes, usual: bytes) -> None:
    spoilt, expected = Parsed(said.decode()), Parsed(usual.decode())
    assert spoilt.kinds <= expected.kinds
    assert spoilt.elements == expected.elements
    assert len(set(spoilt.ids)) == len(spoilt.ids)
    assert all(re.fullmatch(r"[A-Za-z0-9_-]+", identifier) for identifier in spoilt.ids)
    assert all(link.removeprefix("#") in spoilt.ids for link in spoilt.links)
    assert not set(said.decode()) & CONTROLS
    assert "x49" not in spoilt.text


def xlsx(said: bytes, usual: bytes) -> None:
    book = openpyxl.load_workbook(io.BytesIO(said))
    cells = [cell for sheet in book.worksheets for row in sheet.iter_rows() for cell in row]
    assert not [cell.coordinate for cell in cells if cell.data_type == "f"]
    assert not [cell.coordinate for cell in cells if cell.hyperlink and cell.hyperlink.target]
    before = openpyxl.load_workbook(io.BytesIO(usual))
    assert len(book.sheetnames) == len(before.sheetnames)
    known = {
        cell.number_format
        for sheet in before.worksheets
        for row in sheet.iter_rows()
        for cell in row
    }
    assert {cell.number_format for cell in cells} <= known
    parts = zipfile.ZipFile(io.BytesIO(said))
    assert sorted(parts.namelist()) == sorted(zipfile.ZipFile(io.BytesIO(usual)).namelist())
    assert not [name for name in parts.namelist() if b'TargetMode="External"' in parts.read(name)]


def guarded_csv(said: bytes, usual: bytes) -> None:
    rows = list(csv.reader(io.StringIO(said.decode("utf-8-sig"), newline="")))
    expected = list(csv.reader(io.StringIO(usual.decode("utf-8-sig"), newline="")))
    assert [len(row) for row in rows] == [len(row) for row in expected]
    words = [cell for row in rows for cell in row if not re.fullmatch(r"-?[\d.e-]+", cell)]
    assert not [cell for cell in words if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]


def table(said: bytes, usual: bytes) -> None:
    text = said.decode()
    assert not {char for char in text if not char.isprintable()} - {"\n"}
    assert not set(text) & CONTROLS
    lines = usual.decode().count("\n")
    assert text.count("\n") >= 0.98 * lines - 5  # nothing is swallowed


def markdown(said: bytes, usual: bytes) -> None:
    parser = MarkdownIt("commonmark", {"html": True}).enable("table")

    def kinds(content: bytes) -> Counter[str]:
        found = parser.parse(content.decode())
        return Counter(part.type for token in found for part in (token, *(token.children or ())))

    spoilt, expected = kinds(said), kinds(usual)
    for dull in ("text", "softbreak"):
        spoilt.pop(dull, None)
        expected.pop(dull, None)
    assert spoilt == expected
    assert not set(said.decode()) & CONTROLS
    assert not re.search(r"https?://|www\.", said.decode())


def json(said: bytes, usual: bytes) -> None:
    def keys(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: keys(item) for key, item in value.items()}
        return [keys(item) for item in value] if isinstance(value, list) else None

    assert keys(msgspec.json.decode(said)) == keys(msgspec.json.decode(usual))


def parquet(said: bytes, usual: bytes) -> None:
    assert pq.read_table(io.BytesIO(said)).schema.equals(pq.read_table(io.BytesIO(usual)).schema)


CHECKS: dict[str, Callable[[bytes, bytes], None]] = {
    "table": table,
    "json": json,
    "csv": guarded_csv,
    "markdown": markdown,
    "parquet": parquet,
    "xlsx": xlsx,
    "html": html,
}


def test_every_format_is_checked_and_every_page_is_found() -> None:
    assert CHECKS.keys() == FORMATS.keys()
    assert "levers_page" in PAGES


COMBINATIONS = [
    pytest.param(name, text, chosen, id=f"{name}-{kind}-{chosen}")
    for at, name in enumerate([ALL, *PAGES])
    for by, (kind, text) in enumerate(HOSTILE.items())
    for to, chosen in enumerate(FORMATS)
    # in short each page meets some formats, each with another of the texts
    if (at + by + to) % either(short=9, full=1) == 0
]


@pytest.mark.parametrize(("name", "text", "chosen"), COMBINATIONS)
def test_words_stay_words(name: str, text: str, chosen: str) -> None:
    CHECKS[chosen](written(document(name, text), chosen), plain(name, chosen))


def test_words_in_brackets_are_shown_as_they_are() -> None:
    said = written(every_block(HOSTILE["terminal"]), "table").decode()
    assert "[bold red]x[/bold red]" in said
