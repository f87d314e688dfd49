"""Sound workbooks to mutate: samples with their parts, how they are read, and where cells are."""

import contextlib
import io
import tempfile
import zipfile
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import msgspec
import python_calamine

from slavery_benchmark.cli import exit_code
from slavery_benchmark.core.scoring.scores import ForceScore
from slavery_benchmark.extracting import layout
from slavery_benchmark.pipeline import assess_file
from slavery_benchmark.reading.addresses import column_letters
from slavery_benchmark.shipped import shipped_folder
from tests.builders import AS_OF, shipped_criteria

SHARED_TEXTS = ("aldermoss.xlsx", "brindlewick.xlsx")
"""Written by LibreOffice; the others, by openpyxl, have their texts in their cells."""
OPEN_XML = (*SHARED_TEXTS, "cobblemarsh.xlsx", "cycles/2025-26/hazelwharf.xlsx")
OPEN_DOCUMENT = ("elderquay.ods", "cycles/2024-25/hazelwharf.ods")
EARLIER = "cycles/2024-25/gorsemere.xlsx"

Parts = dict[str, bytes]


class Base(msgspec.Struct, frozen=True):
    """A sound workbook: name, content, its score, and the column letters of its answers."""

    name: str
    content: bytes
    score: ForceScore
    answer_columns: Mapping[str, str]
    cover_rows: Mapping[str, int]

    @property
    def is_open_xml(self) -> bool:
        """Whether it is an .xlsx."""
        return self.name.endswith(".xlsx")


@cache
def base(name: str) -> Base:
    """Return a sample as a base; its cells are found without the code under test."""
    path = shipped_folder("sample_data") / name
    book = python_calamine.CalamineWorkbook.from_path(str(path))
    answers = book.get_sheet_by_name(layout.ANSWERS_SHEET).to_python(skip_empty_area=False)
    header = next(row for row in answers if layout.LEVEL in row)
    cover = book.get_sheet_by_name(layout.COVER_SHEET).to_python(skip_empty_area=False)
    return Base(
        name=name,
        content=path.read_bytes(),
        score=assessed(path),
        answer_columns={str(text): column_letters(place) for place, text in enumerate(header)},
        cover_rows={
            str(row[0]): place + 1
            for place, row in enumerate(cover)
            if row[0] in layout.COVER_FIELDS
        },
    )


def assessed(path: Path) -> ForceScore:
    """Return the score of a workbook with its cases; raises UnusableError as the tool does."""
    return assess_file(path, shipped_criteria(), AS_OF)


@cache
def result() -> bytes:
    """Return a sound result, as `benchmark score -o NAME.json` writes it."""
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder) / "result.json"
        source = shipped_folder("sample_data") / OPEN_XML[0]
        arguments = ["score", str(source), "-o", str(made), "--as-of", AS_OF.isoformat()]
        with contextlib.redirect_stderr(io.StringIO()), contextlib.redirect_stdout(io.StringIO()):
            code = exit_code(arguments)
        if code:
            raise AssertionError(f"a sample gave exit code {code}")
        return made.read_bytes()


@cache
def parts_of(name: str) -> Parts:
    """Return the parts of a sample by name, in their order. Not to be changed: copy it."""
    return unzipped(base(name).content)


def unzipped(content: bytes) -> Parts:
    """Return the parts of an archive by name."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {item.filename: archive.read(item) for item in archive.infolist()}


def zipped(parts: Mapping[str, bytes]) -> bytes:
    """Return an archive of these parts, packed quickly."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, data in parts.items():
            archive.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED, 1)
    return stream.getvalue()
