"""What is told from the bytes of a file before any parser sees it."""

import io
import zipfile
from pathlib import Path

import pytest

from slavery_benchmark.core.problems import Code, UnusableError
from slavery_benchmark.reading import archive
from slavery_benchmark.reading.limits import DEFAULT
from slavery_benchmark.reading.raw_cells import NOT_CALCULATED
from slavery_benchmark.reading.reader import read_workbook
from slavery_benchmark.reading.sheets import list_sheets, marks_of, read_document
from tests.returns import extracted, sound_return, tampered


def refused(path: Path) -> tuple[Code, str]:
    with pytest.raises(UnusableError) as caught:
        extracted(path)
    return caught.value.problem.code, caught.value.problem.sentence()


def rewritten(path: Path, changes: dict[str, bytes | None]) -> Path:
    """Write a sound return in which parts are replaced, or left out for None."""
    with zipfile.ZipFile(io.BytesIO(sound_return())) as old, zipfile.ZipFile(path, "w") as new:
        for item in old.infolist():
            content = changes.get(item.filename, old.read(item))
            if content is not None:
                new.writestr(item.filename, content)
    return path


def zipped(path: Path, **parts: bytes) -> Path:
    with zipfile.ZipFile(path, "w") as made:
        for name, content in parts.items():
            made.writestr(name.replace("__", "/").replace("_dot_", "."), content)
    return path


@pytest.mark.parametrize(
    ("part", "content"),
    [
        ("xl/workbook.xml", b"<workbook"),
        ("xl/workbook.xml", b"<workbook/>"),
        ("xl/_rels/workbook.xml.rels", None),
        ("xl/worksheets/sheet3.xml", None),
        ("xl/worksheets/sheet3.xml", b"<worksheet><sheetData><row"),
        ("xl/worksheets/sheet3.xml", b'<worksheet><c t="e"><v>'),
        ("xl/worksheets/sheet3.xml", b'<?xml version="1.0" encoding="x-none"?><worksheet/>'),
        ("xl/worksheets/sheet3.xml", b'<?xml version="1.0" encoding="big5"?><worksheet/>'),
    ],
)
def test_a_part_that_is_missing_or_broken(tmp_path: Path, part: str, content: bytes | None) -> None:
    code, sentence = refused(rewritten(tmp_path / "x.xlsx", {part: content}))
    assert code is Code.DAMAGED
    assert "expected a workbook saved whole" in sentence


def test_a_part_with_a_wrong_checksum(tmp_path: Path) -> None:
    content = bytearray(sound_return())
    with zipfile.ZipFile(io.BytesIO(bytes(content))) as made:
        info = made.getinfo("xl/workbook.xml")
    start = info.header_offset + 30 + len(info.filename) + 20
    content[start : start + 8] = b"\0" * 8
    path = tmp_path / "x.xlsx"
    path.write_bytes(bytes(content))
    assert refused(path)[0] is Code.DAMAGED


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_part_that_stands_twice(tmp_path: Path) -> None:
    path = tampered(tmp_path / "x.xlsx")
    with zipfile.ZipFile(path, "a") as made:
        made.writestr("xl/workbook.xml", b"<workbook/>")
    assert refused(path) == (
        Code.DAMAGED,
        "the workbook is damaged or incomplete: found “a part that stands twice”; expected a "
        "workbook saved whole.",
    )


def test_a_bomb_is_told_from_its_table_of_contents(tmp_path: Path) -> None:
    path = tmp_path / "x.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("xl/workbook.xml", b"<workbook/>")
        made.writestr("xl/styles.xml", b" " * 4_000_000)
    for limit, value, found in (
        ("dense", 1_000_000, "a part that unpacks to"),
        ("unpacked", 2**20, "found “4 MB when unpacked”; expected at most 1 MB"),
        ("part", 2**20, "found “4 MB in one part when unpacked”; expected at most 1 MB"),
        ("file", 100, "found “more than 100 bytes”; expected at most 100 bytes"),
        ("parts", 1, "found “2 parts”; expected at most 1 parts"),
    ):
        with pytest.raises(UnusableError, match=found) as caught:
            read_workbook(path, ("Cover",), limits=DEFAULT.with_one(limit, value))
        assert caught.value.problem.code is Code.TOO_LARGE


def test_a_password_on_an_ods_or_on_a_part(tmp_path: Path) -> None:
    path = tmp_path / "x.ods"
    with zipfile.ZipFile(path, "w") as made:
        made.writestr("mimetype", b"application/vnd.oasis.opendocument.spreadsheet")
        made.writestr("content.xml", b"scrambled")
        made.writestr("META-INF/manifest.xml", b"<manifest:encryption-data/>")
    assert refused(path)[0] is Code.PASSWORD
    content = bytearray(sound_return())
    place = content.index(b"PK\x01\x02")
    while place != -1:
        content[place + 8] |= 1
        place = content.find(b"PK\x01\x02", place + 4)
    locked = tmp_path / "y.xlsx"
    locked.write_bytes(bytes(content))
    assert refused(locked)[0] is Code.PASSWORD


def test_other_things_in_a_zip(tmp_path: Path) -> None:
    made = tmp_path / "x.xlsx"
    zipped(made, ppt__presentation_dot_xml=b"x")
    assert "found “a PowerPoint presentation”" in refused(made)[1]
    zipped(made, content_dot_xml=b"<x/>", mimetype=b"application/vnd.oasis.opendocument.text")
    assert refused(made)[0] is Code.NOT_A_WORKBOOK


def test_bytes_of_no_kind(tmp_path: Path) -> None:
    path = tmp_path / "x.xlsx"
    for content, found in (
        (b"<?xml version='1.0'?>", "an XML file"),
        (b"\0\1\2", "something else"),
    ):
        path.write_bytes(content)
        assert f"found “{found}”" in refused(path)[1]


def test_a_folder_in_place_of_a_file(tmp_path: Path) -> None:
    (tmp_path / "x.xlsx").mkdir()
    assert refused(tmp_path / "x.xlsx")[0] is Code.FILE_UNREADABLE


ODS = """<office:document-content
 xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
 xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0">
 <office:automatic-styles><style:style style:name="h" style:family="table">
 <style:table-properties table:display="false"/></style:style></office:automatic-styles>
 <office:body><office:spreadsheet><table:table table:name="A" table:style-name="h">{rows}
 </table:table></office:spreadsheet></office:body></office:document-content>"""


def ods(tmp_path: Path, rows: str) -> archive.Archive:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as made:
        made.writestr("mimetype", b"application/vnd.oasis.opendocument.spreadsheet")
        made.writestr("content.xml", ODS.format(rows=rows))
    assert tmp_path
    return archive.open_archive(content.getvalue(), "x.ods")


def test_errors_formulas_and_hidden_sheets_of_an_ods(tmp_path: Path) -> None:
    made = ods(
        tmp_path,
        '<table:table-row table:number-rows-repeated="2"/><table:table-row>'
        '<table:table-cell table:number-columns-repeated="3"/>'
        '<table:table-cell office:value-type="string" calcext:value-type="error">'
        "<text:p>#N/A</text:p></table:table-cell>"
        '<table:table-cell table:formula="of:=1+1"/>'
        '<table:table-cell table:formula="of:=NA()" office:value-type="float" office:value="0"'
        ' table:number-columns-repeated="2"><text:p>#N/A</text:p></table:table-cell>'
        "<table:table-cell><text:p>3 In place</text:p></table:table-cell>"
        '<table:table-cell office:value-type="float" office:value="3"><text:p>3</text:p>'
        "</table:table-cell></table:table-row>",
    )
    (sheet,) = list_sheets(made)
    assert sheet.hidden
    assert marks_of(made, sheet) == {
        (2, 3): "#N/A",
        (2, 4): NOT_CALCULATED,
        (2, 5): "#N/A",
        (2, 6): "#N/A",
        (2, 7): "3 In place",
    }


@pytest.mark.parametrize("repeated", ["0", "-1", "1.5", "many", "9999999999"])
def test_a_repeat_that_is_no_number_is_damage(tmp_path: Path, repeated: str) -> None:
    made = ods(
        tmp_path,
        f'<table:table-row><table:table-cell table:number-columns-repeated="{repeated}"/>'
        "</table:table-row>",
    )
    with pytest.raises(UnusableError, match="repeated"):
        read_document(made, None)


LEVEL = b'<c r="K28" s="[0-9]+"[^>]*>.*?</c>'


def with_level(path: Path, cell: bytes) -> Path:
    """Write a sound return whose level of INV-01a is this cell's XML."""
    import re

    with zipfile.ZipFile(io.BytesIO(sound_return())) as made:
        sheet = made.read("xl/worksheets/sheet3.xml")
    spoilt, count = re.subn(LEVEL, cell, sheet, count=1)
    assert count == 1
    return rewritten(path, {"xl/worksheets/sheet3.xml": spoilt})


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        (b'<c r="k28" t="e"><v>#N/A</v></c>', "cell-error"),
        (b"<c r = 'K28' t = 'e'><v>#N/A</v></c>", "cell-error"),
        (b'<c r="K28"><f>1+1</f></c>', "formula-not-calculated"),
        (b'<c r="K28"><v>NaN</v></c>', "level-not-recognised"),
        (b'<c r="K28"><v>1e300</v></c>', "level-not-recognised"),
        (
            b'<c r="K28" t="inlineStr"><is><t>' + b"1" * 5000 + b"a</t></is></c>",
            "level-not-recognised",
        ),
    ],
)
def test_odd_cells_are_a_problem_and_never_blank(tmp_path: Path, cell: bytes, code: str) -> None:
    made = extracted(with_level(tmp_path / "x.xlsx", cell))
    assert [(str(item.code), item.cell) for item in made.problems] == [
        (code, "Self-assessment!K28")
    ]


@pytest.mark.parametrize("error", ["#SPILL!", "#CALC!", "#FIELD!", "#GETTING_DATA"])
def test_an_error_that_the_library_cannot_read_is_named(tmp_path: Path, error: str) -> None:
    cell = b'<c r="K28" t="e"><v>%s</v></c>' % error.encode()
    made = extracted(with_level(tmp_path / "x.xlsx", cell))
    (item,) = made.problems
    assert (item.code, item.cell, item.found) == (Code.CELL_ERROR, "Self-assessment!K28", error)


@pytest.mark.parametrize(
    "cell", [b'<c r="xfd1048576"><v>1</v></c>', b'<c r = "XFD1048576"><v>1</v></c>']
)
def test_a_far_corner_however_it_is_written(tmp_path: Path, cell: bytes) -> None:
    assert refused(with_level(tmp_path / "x.xlsx", cell))[0] is Code.TOO_LARGE


@pytest.mark.parametrize("cell", [b'<c r="28"><v>1</v></c>', b'<c r="KKKK28"><v>1</v></c>'])
def test_a_cell_nowhere_is_damage(tmp_path: Path, cell: bytes) -> None:
    assert refused(with_level(tmp_path / "x.xlsx", cell))[0] is Code.DAMAGED


def test_nothing_from_a_file_reaches_a_terminal_as_more_than_text(tmp_path: Path) -> None:
    path = with_level(
        tmp_path / "a\x1b[31mred.xlsx", b'<c r="K28" t="e"><v>&#155;31m&#10;x</v></c>'
    )
    made = extracted(path)
    response = next(item for item in made.responses if item.check == "INV-01a")
    said = [made.source.file, made.source.shown_as, response.found]
    said += [item.line() for item in made.problems]
    for text in said:
        assert text.isprintable(), repr(text)


def test_repeated_cells_of_an_ods_are_refused_before_they_are_unfolded(tmp_path: Path) -> None:
    made = ods(
        tmp_path,
        '<table:table-row table:number-rows-repeated="1000000">'
        '<table:table-cell office:value-type="float" table:number-columns-repeated="100">'
        "<text:p>1</text:p></table:table-cell></table:table-row>",
    )
    (sheet,) = list_sheets(made)
    with pytest.raises(UnusableError, match="at most 600,000 rows and 20,000,000 cells"):
        marks_of(made, sheet)


def test_an_ods_that_breaks_off(tmp_path: Path) -> None:
    with pytest.raises(UnusableError, match="damaged"):
        list_sheets(ods(tmp_path, "<table:table-row>"))
