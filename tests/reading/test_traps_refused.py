"""Hostile and broken files: one clear sentence, exit code 3, and the other files scored."""

import io
import re
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from slavery_benchmark.reading.limits import DEFAULT, Limits, limits_from
from slavery_benchmark.reading.reader import read_workbook
from slavery_benchmark.shipped import shipped_folder
from tests.cli.running import AS_OF, run
from tests.reading.traps import ANSWERS, BOOK, LINKS, ods, parts, with_level, xlsx

SHEET = parts()[ANSWERS]
DOCTYPE = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
UNDECLARED = re.sub(rb"<\?xml.*?\?>", b"", SHEET)
AMPLIFIED = b"".join(
    b'<row r="%d"><c r="A%d" t="s"><v>0</v></c></row>' % (n, n) for n in range(100, 4_000)
)


def inside(rows: bytes) -> bytes:
    """Return the sheet of answers with more rows at its end."""
    return SHEET.replace(b"</sheetData>", rows + b"</sheetData>")


def header_of(content: bytes, name: str) -> tuple[int, int]:
    """Return where the entry in the table of contents, and the part itself, begin."""
    with zipfile.ZipFile(io.BytesIO(content)) as made:
        start = made.getinfo(name).header_offset
    entry = content.index(b"PK\x01\x02")
    while content[entry + 46 : entry + 46 + len(name)] != name.encode():
        entry = content.index(b"PK\x01\x02", entry + 4)
    return entry, start


def lied(path: Path, at: int, value: bytes) -> Path:
    """Write a sound .xlsx whose table of contents lies about the sheet of answers."""
    content = bytearray(xlsx(path).read_bytes())
    entry, _ = header_of(bytes(content), ANSWERS)
    content[entry + at : entry + at + len(value)] = value
    path.write_bytes(content)
    return path


MADE: dict[str, tuple[Callable[[Path], Path], str]] = {
    "a cell at the far corner": (
        lambda p: with_level(p, b'<c r="K28"/><c r="XFD1048576"><v>1</v></c>'),
        "Self-assessment: unusable: the workbook is larger than a return can be: found “a cell in "
        "row 1,048,576 and one in column 16,384”; expected at most 600,000 rows",
    ),
    "a row beyond the format": (
        lambda p: xlsx(p, {ANSWERS: inside(b'<row r="4000000"/>')}),
        "found “a row numbered 4,000,000”",
    ),
    "a column beyond the format": (
        lambda p: with_level(p, b'<c r="K28"/><c r="ZZZ28"><v>1</v></c>'),
        "one in column 18,278”",
    ),
    "many cells without an address": (
        lambda p: xlsx(p, {ANSWERS: inside(b"<row>" + b"<c/>" * 20_000 + b"</row>")}),
        "one in column 16,385”",
    ),
    "a shared text in many cells": (
        lambda p: xlsx(
            p,
            {
                "xl/sharedStrings.xml": b"<sst><si><t>" + b"ab" * 16_000 + b"</t></si></sst>",
                ANSWERS: inside(AMPLIFIED),
            },
        ),
        "found “more text than that”; expected at most 100,",
    ),
    "an entity bomb": (
        lambda p: xlsx(p, {ANSWERS: DOCTYPE + UNDECLARED}),
        "found “a document type declaration in the sheet Self-assessment”",
    ),
    "a document type in another encoding": (
        lambda p: xlsx(p, {ANSWERS: (DOCTYPE + UNDECLARED).decode().encode("utf-16")}),
        "found “a document type declaration in the sheet Self-assessment”",
    ),
    "a document type among the texts": (
        lambda p: xlsx(p, {"xl/sharedStrings.xml": DOCTYPE + b"<sst/>"}),
        "found “a document type declaration in xl/sharedStrings.xml”",
    ),
    "a document type among the formats": (
        lambda p: xlsx(p, {"xl/styles.xml": DOCTYPE + b"<styleSheet/>"}),
        "found “a document type declaration in xl/styles.xml”",
    ),
    "a list of sheets that never ends": (
        lambda p: xlsx(
            p, {BOOK: parts()[BOOK].replace(b"<sheets>", b"<a/>" * 2**22 + b"<sheets>")}
        ),
        "found “16 MB in xl/workbook.xml”; expected at most 16 MB",
    ),
    "too many parts": (
        lambda p: xlsx(p, {f"xl/media/{n}.png": b"" for n in range(10_001)}),
        "parts”; expected at most 10,000 parts",
    ),
    "a part that stands twice but for its case": (
        lambda p: xlsx(p, {"XL/Worksheets/Sheet3.XML": SHEET}),
        "found “a part that stands twice”",
    ),
    "a sheet that is a file of this machine": (
        lambda p: xlsx(
            p,
            {
                LINKS: parts()[LINKS].replace(
                    b'Target="/xl/worksheets/sheet3.xml"',
                    b'Target="file:///etc/passwd" TargetMode="External"',
                )
            },
        ),
        "no content for the sheet Self-assessment",
    ),
    "a sheet outside the archive": (
        lambda p: xlsx(
            p,
            {
                LINKS: parts()[LINKS].replace(
                    b"/xl/worksheets/sheet3.xml", b"../../../../../etc/passwd"
                )
            },
        ),
        "no content for the sheet Self-assessment",
    ),
    "bzip2": (lambda p: xlsx(p, method=zipfile.ZIP_BZIP2), "found “a part packed with bzip2”"),
    "LZMA": (lambda p: xlsx(p, method=zipfile.ZIP_LZMA), "found “a part packed with LZMA”"),
    "an unknown method": (lambda p: lied(p, 10, b"\x63\0"), "found “a part packed with method 99”"),
    "a size too small": (
        lambda p: lied(p, 24, struct.pack("<I", 100)),
        "found “xl/worksheets/sheet3.xml is longer than is said of it”",
    ),
    "a size too large": (
        lambda p: lied(p, 24, struct.pack("<I", len(SHEET) + 1)),
        "found “xl/worksheets/sheet3.xml is not what was saved”",
    ),
    "a packed size too large": (
        lambda p: lied(p, 20, struct.pack("<I", 900_000_000)),
        "found “a file that breaks off inside xl/worksheets/sheet3.xml”",
    ),
    "a wrong checksum": (
        lambda p: lied(p, 16, b"\0\1\2\3"),
        "found “xl/worksheets/sheet3.xml is not what was saved”",
    ),
    "a wrong place": (
        lambda p: lied(p, 42, b"\5\0\0\0"),
        "found “no content at the place given for xl/worksheets/sheet3.xml”",
    ),
    "an encrypted part": (lambda p: lied(p, 8, b"\1"), "protected by a password"),
    "a size in zip64 that is not there": (
        lambda p: lied(p, 24, b"\xff" * 4),
        "found “4,096 MB when unpacked”",
    ),
    "two cells at one place": (
        lambda p: with_level(p, b'<c r="K28"><v>3</v></c><c r="K28"><v>1</v></c>'),
        "Self-assessment: unusable: the workbook is damaged or incomplete: found “two cells at "
        "K28”",
    ),
    "a row that stands twice": (
        lambda p: xlsx(p, {ANSWERS: inside(b'<row r="28"><c r="K28"><v>1</v></c></row>')}),
        "found “two cells at K28”",
    ),
    "a cell with two values": (
        lambda p: with_level(p, b'<c r="K28"><v>3</v><v>1</v></c>'),
        "found “a cell with two values”",
    ),
    "two sheets of one name": (
        lambda p: xlsx(
            p, {BOOK: parts()[BOOK].replace(b'name="Start here"', b'name="self-assessment"')}
        ),
        "two sheets have the name of one that is read: found “the name on tabs 1 and 3”",
    ),
    "a control character": (
        lambda p: with_level(p, b'<c r="K28" t="inlineStr"><is><t>3\x01</t></is></c>'),
        "Self-assessment: unusable: the workbook is damaged or incomplete: found “not well-formed",
    ),
    "bytes that are no text": (
        lambda p: xlsx(p, {ANSWERS: SHEET.replace(b"Guidance", b"Gu\xe9dance")}),
        "not well-formed",
    ),
    "formats that break off": (
        lambda p: xlsx(p, {"xl/styles.xml": b"<styleSheet><cellXfs"}),
        "found “formats: unclosed token",
    ),
    "texts that are missing": (
        lambda p: with_level(p, b'<c r="K28" t="s"><v>0</v></c>'),
        "found “no shared texts, though cells name some”",
    ),
    "repeated cells of an .ods": (
        lambda p: ods(
            p,
            more_rows='<table:table-row table:number-rows-repeated="99000"><table:table-cell '
            'office:value-type="float" office:value="1" table:number-columns-repeated="1000"/>'
            "</table:table-row>",
        ),
        "Self-assessment: unusable: the workbook is larger than a return can be: found “a cell in "
        "row 99,",
    ),
    "repeated text of an .ods": (
        lambda p: ods(
            p,
            more_rows='<table:table-row table:number-rows-repeated="5000"><table:table-cell '
            'office:value-type="string" table:number-columns-repeated="100"><text:p>'
            f"{'ab' * 5_000}</text:p></table:table-cell></table:table-row>",
        ),
        "found “more text than that”",
    ),
    "repeated errors of an .ods": (
        lambda p: ods(
            p,
            more_rows='<table:table-row table:number-rows-repeated="90000"><table:table-cell '
            'table:formula="of:=1" table:number-columns-repeated="100"/></table:table-row>',
        ),
        "found “9,000,000 cells that are merged, or hold an error",
    ),
    "many sheets of an .ods": (
        lambda p: ods(p, more_sheets='<table:table table:name="x"/>' * 1_001),
        "found “more sheets than that”; expected at most 1,000 sheets",
    ),
    "an .ods with two sheets of one name": (
        lambda p: ods(p, more_sheets='<table:table table:name="Cover"/>'),
        "found “the name on tabs 1 and 3”",
    ),
    "a document type in an .ods": (
        lambda p: _ods_content(p, lambda content: DOCTYPE + content),
        "found “a document type declaration in content.xml”",
    ),
    "an .ods that breaks off": (
        lambda p: _ods_content(p, lambda content: content[: len(content) // 2]),
        "the workbook is damaged or incomplete",
    ),
}


def _ods_content(path: Path, change: Callable[[bytes], bytes]) -> Path:
    with zipfile.ZipFile(ods(path)) as made:
        content = made.read("content.xml")
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("mimetype", b"application/vnd.oasis.opendocument.spreadsheet")
        made.writestr("content.xml", change(content))
    return path


@pytest.mark.parametrize("trap", MADE)
def test_trap(tmp_path: Path, capfd: pytest.CaptureFixture[str], trap: str) -> None:
    make, sentence = MADE[trap]
    path = make(tmp_path / "trap.xlsx")
    sound = shipped_folder("sample_data") / "aldermoss.xlsx"
    code, out, err = run(capfd, "score", path, sound, *AS_OF)
    assert code == 3
    said = [line for line in err.splitlines() if "trap.xlsx" in line]
    assert len(said) == 1
    assert sentence in said[0]
    assert "Traceback" not in err
    assert "Aldermoss Constabulary" in out, "the other files of the batch are scored"


def test_names_that_lead_out_of_the_archive_write_nothing(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "in").mkdir()
    path = xlsx(tmp_path / "in" / "x.xlsx", {"../evil.txt": b"x", "/evil.txt": b"x"})
    assert run(capfd, "check", path, *AS_OF)[0] == 0
    assert [item.name for item in tmp_path.rglob("*")] == ["in", "x.xlsx"]


def test_a_limit_is_raised_and_lowered_by_its_name(tmp_path: Path) -> None:
    path = xlsx(tmp_path / "x.xlsx", {"a.bin": b"x"})
    for name, value in (("parts", 22), ("sheets", 4), ("rows", 30), ("columns", 8), ("lists", 99)):
        with pytest.raises(Exception, match="larger than a return can be"):
            read_workbook(path, ("Self-assessment",), limits=DEFAULT.with_one(name, value))
    assert read_workbook(path, ("Self-assessment",), limits=DEFAULT.scaled(0.5)).sheets


def test_the_time_for_one_file_is_bounded(tmp_path: Path) -> None:
    limits = DEFAULT.with_one("seconds", 1)
    rows = b"".join(b'<row  r="%d"><c r="A%d"/></row>' % (n, n) for n in range(100, 590_000))
    path = xlsx(tmp_path / "x.xlsx", {ANSWERS: inside(rows)})
    with pytest.raises(Exception, match="more than 1 seconds of work"):
        read_workbook(path, ("Self-assessment",), limits=limits)


def test_limits_from_text() -> None:
    assert limits_from("2").rows == 1_200_000
    assert limits_from("rows=900000, seconds=90") == DEFAULT.with_one("rows", 900_000).with_one(
        "seconds", 90
    )
    for wrong, sentence in (
        ("row=9", "there is no limit named row; nearest: rows"),
        ("rows=0", "rows has to be 1 or more"),
        ("many", "'many' is neither a factor, such as 2, nor one of file, unpacked"),
        ("-1", "a factor is above 0"),
        ("nan", "a factor is above 0"),
    ):
        with pytest.raises(ValueError, match=re.escape(sentence)):
            limits_from(wrong)


def test_security_md_names_every_limit() -> None:
    said = (Path(__file__).parents[2] / "SECURITY.md").read_text(encoding="utf-8")
    for name, value in {n: getattr(Limits(), n) for n in Limits.__struct_fields__}.items():
        shown = f"{value // 2**20:,} MB" if value % 2**20 == 0 else f"{value:,}"
        assert re.search(rf"\| `{name}` \|[^|]*\b{re.escape(shown)}", said), name
