"""Workbooks whose parts are named otherwise than by Excel, and files too large for the machine."""

import re
import zipfile
from pathlib import Path

import pytest

from slavery_benchmark.core.problems import Code, UnusableError
from slavery_benchmark.reading import reader
from slavery_benchmark.reading.archive import open_archive
from slavery_benchmark.reading.open_workbook import OpenWorkbook
from tests.reading.test_archives import refused
from tests.reading.traps import ANSWERS, BOOK, LINKS, parts, xlsx
from tests.returns import extracted, found

SHEET = parts()[ANSWERS]


def renamed(path: Path, book: str, target: str, kind: str = "/officeDocument") -> Path:
    """Write a sound return whose list of sheets has another name, and a link of a kind to it."""
    folder, _, name = book.rpartition("/")
    links = parts()["_rels/.rels"].replace(b'"xl/workbook.xml"', f'"{target}"'.encode())
    return xlsx(
        path,
        {
            BOOK: None,
            LINKS: None,
            book: parts()[BOOK],
            f"{folder}/_rels/{name}.rels": parts()[LINKS],
            "_rels/.rels": links.replace(b'/officeDocument"', f'{kind}"'.encode()),
        },
    )


@pytest.mark.parametrize(
    ("book", "target"),
    [("xl/book.xml", "xl/book.xml"), ("xl/Sheets.xml", "/XL/sheets.xml")],
)
def test_a_workbook_under_another_name_is_found_by_its_link(
    tmp_path: Path, book: str, target: str
) -> None:
    assert found(extracted(renamed(tmp_path / "x.xlsx", book, target)).problems) == []


@pytest.mark.parametrize(
    ("target", "kind"),
    [("xl/book.xml", "/somethingElse"), ("xl/other.xml", "/officeDocument"),
     ("xl/styles.xml", "/officeDocument")],
)  # fmt: skip
def test_a_link_to_what_is_no_list_of_sheets_makes_no_workbook(
    tmp_path: Path, target: str, kind: str
) -> None:
    code, sentence = refused(renamed(tmp_path / "x.xlsx", "xl/book.xml", target, kind))
    assert code is Code.NOT_A_WORKBOOK
    assert "found “a zip archive of something else”" in sentence


def test_a_name_with_a_zero_byte_is_damage(tmp_path: Path) -> None:
    path = tmp_path / "x.xlsx"
    with zipfile.ZipFile(path, "w") as made:
        for name, content in {**parts(), "xl/oddXname.xml": b"x"}.items():
            made.writestr(name, content)
    path.write_bytes(path.read_bytes().replace(b"xl/oddXname", b"xl/odd\0name"))
    assert refused(path)[0] is Code.DAMAGED


def test_a_sheet_that_is_refused_keeps_no_other_from_being_read(tmp_path: Path) -> None:
    twice = re.sub(rb"<row .*?</row>", b'<row r="1"><c r="A1"/><c r="A1"/></row>', SHEET, count=1)
    path = xlsx(tmp_path / "x.xlsx", {ANSWERS: twice})
    opened = OpenWorkbook(open_archive(path.read_bytes(), "x.xlsx"), None)
    sheets = opened.read(opened.parts)
    assert [isinstance(sheet, UnusableError) for sheet in sheets] == [
        part.name == "Self-assessment" for part in opened.parts
    ]


def test_a_file_beyond_the_memory_of_the_machine_says_what_would_help(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise MemoryError

    path = xlsx(tmp_path / "x.xlsx")
    monkeypatch.setattr(reader, "open_archive", full)
    with pytest.raises(UnusableError) as caught:
        extracted(path)
    said = caught.value.problem
    assert (said.code, said.file, said.found) == (
        Code.TOO_LARGE, "x.xlsx", "more than the memory holds"
    )  # fmt: skip
    assert said.expected == "a machine with more memory, or a workbook with less in it"
