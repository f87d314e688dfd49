"""What every format makes of one document. To accept a change: UPDATE_GOLDEN=1 pytest tests/formats

Workbooks are compared as cells, Parquet as rows, the rest to the letter.
"""

import io
import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import openpyxl
import pyarrow.parquet as pq
import pytest

from slavery_benchmark.formats import FORMATS, written
from slavery_benchmark.formats.charts import files
from tests.formats.documents import every_block
from tests.formats.xlsx_checklist import faults

GOLDEN = Path(__file__).parent / "golden"


def _html(content: bytes) -> str:
    """Return the page without its style sheet and drawings, which have tests of their own."""
    text = re.sub(r"(?s)<style>.*?</style>", "<style></style>", content.decode())
    text = re.sub(r"sha256-[^']*", "sha256-", text)
    return re.sub(r"(?s)<svg.*?</svg>", "<svg></svg>", text)


def _xlsx(content: bytes) -> str:
    book = openpyxl.load_workbook(io.BytesIO(content))

    def lines() -> Iterator[str]:
        for sheet in book.worksheets:
            yield f"## {sheet.title}: frozen {sheet.freeze_panes}, printed {sheet.print_area}"
            yield f"charts: {len(getattr(sheet, '_charts'))}"  # noqa: B009 - no public name
            for row in sheet.iter_rows():
                for cell in row:
                    if cell.value is None:
                        continue
                    to = f" -> {cell.hyperlink.location}" if cell.hyperlink else ""
                    bold = " bold" if cell.font.b else ""
                    said = f"{cell.coordinate} {cell.value!r} {cell.number_format}"
                    yield f"{said}{bold}{to}"

    return "\n".join(lines()) + "\n"


def _parquet(content: bytes) -> str:
    table = pq.read_table(io.BytesIO(content))
    return "\n".join([str(table.schema), *map(str, table.to_pylist())]) + "\n"


SHOWN: dict[str, Callable[[bytes], str]] = {
    "html": _html,
    "xlsx": _xlsx,
    "parquet": _parquet,
    "csv": lambda content: content.decode("utf-8-sig").replace("\r\n", "\n"),
}


@pytest.mark.parametrize("chosen", FORMATS)
def test_every_block_in_every_format(chosen: str) -> None:
    content = written(every_block(), chosen)
    said = SHOWN.get(chosen, bytes.decode)(content)
    path = GOLDEN / f"{chosen}.txt"
    if os.environ.get("UPDATE_GOLDEN"):
        path.write_text(said, encoding="utf-8", newline="\n")
    assert said == path.read_text(encoding="utf-8")


def test_the_workbook_is_as_statistics_are_released() -> None:
    assert faults(written(every_block(), "xlsx")) == []


def test_charts_as_files_say_what_they_are_and_whose() -> None:
    found = dict(files.chart_files(every_block()))
    assert sorted(found)[:2] == ["01-bridge", "01-criteria"]
    assert len(found) == 8
    text = found["01-strip"]
    assert "strip of Brackenford" in text
    assert "No inspection result. Brackenford Result Brackenford" in re.sub(r"<[^>]*>", " ", text)


def test_a_page_without_a_lead_has_no_frame_for_it() -> None:
    import msgspec

    document = every_block()
    bare = msgspec.structs.replace(document, lead=(), sections=document.sections[2:])
    said = written(bare, "html").decode()
    assert 'id="first"' not in said
    assert 'id="contents"' not in said
