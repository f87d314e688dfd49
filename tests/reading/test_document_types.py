"""A document type is refused in every part that is parsed, in each encoding that parsers read."""

import zipfile
from pathlib import Path

import pytest

from slavery_benchmark.core.problems import Code, UnusableError
from slavery_benchmark.extracting.extract import WANTED_SHEETS
from slavery_benchmark.reading.reader import read_workbook
from tests.reading.traps import ANSWERS, BOOK, LINKS, ods, parts, xlsx

DOCTYPE = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
ENCODINGS = {
    "utf-8": b"",
    "utf-8 with its mark": b"\xef\xbb\xbf",
    "utf-16-le": b"",
    "utf-16-le with its mark": b"\xff\xfe",
    "utf-16-be": b"",
    "utf-16-be with its mark": b"\xfe\xff",
}
PARTS = {
    BOOK: BOOK,
    LINKS: LINKS,
    "docProps/custom.xml": "docProps/custom.xml",
    "xl/sharedStrings.xml": "xl/sharedStrings.xml",
    "xl/styles.xml": "xl/styles.xml",
    ANSWERS: "the sheet Self-assessment",
}


def encoded(content: bytes, encoding: str, before: str = "") -> bytes:
    """Return XML in an encoding, with its mark and with this before its root."""
    text = content.decode().partition("?>")[2] if content.startswith(b"<?xml") else content.decode()
    return ENCODINGS[encoding] + (before + text).encode(encoding.partition(" ")[0])


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("part", PARTS)
def test_a_document_type_is_refused(tmp_path: Path, part: str, encoding: str) -> None:
    content = parts().get(part, b"<sst/>")
    path = xlsx(tmp_path / "x.xlsx", {part: encoded(content, encoding, DOCTYPE)})
    with pytest.raises(UnusableError) as caught:
        read_workbook(path, WANTED_SHEETS)
    assert caught.value.problem.code is Code.NOT_A_WORKBOOK
    assert f"found “a document type declaration in {PARTS[part]}”" in caught.value.problem.line()


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_without_one_the_parts_may_be_in_any_of_these_encodings(
    tmp_path: Path, encoding: str
) -> None:
    made: dict[str, bytes | None] = {
        name: encoded(parts()[name], encoding) for name in PARTS if name in parts()
    }
    found = read_workbook(xlsx(tmp_path / "x.xlsx", made), WANTED_SHEETS)
    assert found.properties
    sound = read_workbook(xlsx(tmp_path / "y.xlsx"), WANTED_SHEETS)
    assert (found.sheets, found.properties) == (sound.sheets, sound.properties)


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("part", ["content.xml", "meta.xml"])
def test_a_document_type_in_an_ods_is_refused(tmp_path: Path, part: str, encoding: str) -> None:
    with zipfile.ZipFile(ods(tmp_path / "x.ods")) as made:
        content = {name: made.read(name) for name in made.namelist()}
    content["meta.xml"] = b"<meta/>"
    content[part] = encoded(content[part], encoding, DOCTYPE)
    with zipfile.ZipFile(tmp_path / "x.ods", "w") as made:
        for name, data in content.items():
            made.writestr(name, data)
    with pytest.raises(UnusableError, match=f"a document type declaration in {part}"):
        read_workbook(tmp_path / "x.ods", WANTED_SHEETS)
