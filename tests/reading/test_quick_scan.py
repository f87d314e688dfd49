"""The quick proof of a sheet finds what a walk over its XML finds, or claims nothing."""

import io
import re
import zipfile
from itertools import product
from pathlib import Path
from xml.parsers import expat

import msgspec
import openpyxl
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from slavery_benchmark.core.problems import UnusableError
from slavery_benchmark.reading.archive import open_archive
from slavery_benchmark.reading.limits import DEFAULT
from slavery_benchmark.reading.raw_cells import NOT_CALCULATED, Findings, Marks
from slavery_benchmark.reading.reader import read_workbook
from slavery_benchmark.reading.xlsx import plain_rows, quick_scan
from slavery_benchmark.reading.xlsx.quick_scan import quick_findings, scan
from slavery_benchmark.reading.xlsx.shared_strings import Strings
from slavery_benchmark.reading.xlsx.sheet_walk import SheetWalk
from tests.length import either

NAMESPACES = (
    b'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" '
    b'xmlns:x14ac="http://schemas.microsoft.com/office/spreadsheetml/2009/9/ac"'
)
HEAD = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n<worksheet ' + NAMESPACES + b">"
    b'<dimension ref="A1:Z9"/><sheetFormatPr defaultRowHeight="15"/><sheetData>'
)
TAIL = b'</sheetData><pageMargins left="0.7"/></worksheet>'

EXCEL = (
    b'<row r="1" spans="1:3" ht="30" customHeight="1" x14ac:dyDescent="0.25">'
    b'<c r="A1" s="1" t="s"><v>0</v></c><c r="B1" s="1"/><c r="C1" t="b"><v>1</v></c></row>'
    b'<row r="2" spans="1:3" x14ac:dyDescent="0.25"><c r="A2" s="4"><v>45292</v></c>'
    b'<c r="B2"><f>A2+1</f><v>45293</v></c>'
    b'<c r="C2" t="str"><f t="shared" ref="C2:C9" si="0">B2&amp;"x"</f><v>x</v></c></row>'
    b'<row r="3" spans="1:3" x14ac:dyDescent="0.25"><c r="C3" t="str"><f t="shared" si="0"/>'
    b'<v>x</v></c><c r="D3" t="e"><f>1/0</f><v>#DIV/0!</v></c></row>'
)
LIBRE_OFFICE = (
    b'<row r="1" customFormat="false" ht="12.8" hidden="false" customHeight="false" '
    b'outlineLevel="0" collapsed="false"><c r="A1" s="0" t="s"><v>0</v></c>'
    b'<c r="B1" s="0" t="n"><f aca="false">1+1</f><v>2</v></c>'
    b'<c r="C1" s="0" t="e"><f aca="false">NA()</f><v>#N/A</v></c><c r="D1" s="2"/></row>'
)
OPENPYXL = (
    b'<row r="1" ht="30" customHeight="1"><c r="A1" t="inlineStr"><is><t>a &amp; b</t></is></c>'
    b'<c r="B1" s="1" t="n" /><c r="C1"><f>1+1</f><v /></c></row><row r="2"></row>'
    b'<row r="3"><c r="A3" t="inlineStr"><is><t xml:space="preserve"> a\nb </t></is></c></row>'
)
XLSXWRITER = (
    b'<row r="1" spans="1:2"><c r="A1" t="s"><v>0</v></c><c r="B1"><v>1.5</v></c></row>'
    b'<row r="7" spans="1:2"><c r="A7" t="e"><f>NA()</f><v>#N/A</v></c>'
    b'<c r="B7" cm="1"><f t="array" ref="B7:B8">_xlfn.SEQUENCE(2)</f><v>0</v></c></row>'
)
PLAIN = {
    "Excel": EXCEL,
    "LibreOffice": LIBRE_OFFICE,
    "openpyxl": OPENPYXL,
    "XlsxWriter": XLSXWRITER,
    "nothing": b"",
    "wide": b'<row r="9"><c r="A9"><v>1</v></c><c r="AZ9"><v>2</v></c></row>',
}


SOUND = plain_rows.repeats_are_sound()
"""Before Python 3.11.5 nothing is ever proved, and every sheet is walked."""
STRINGS = Strings(b"<sst>" + b"<si><t>a</t></si>" * 10 + b"</sst>")
LEFT_TO_THE_LIBRARY = ("a text that is not in the file", "a truth value that is neither")
"""What makes the reader library refuse a sheet, which is then walked."""


def walked(data: bytes) -> Findings | None:
    """Return what the walk finds, without the sheet written again; None if it refuses the sheet."""
    try:
        found = SheetWalk("Cases", "x.xlsx", strings=STRINGS).walk(io.BytesIO(data))
    except (UnusableError, expat.ExpatError, ValueError, LookupError):
        return None
    kept = {place: m for place, m in found.marks.items() if m not in LEFT_TO_THE_LIBRARY}
    sheet = msgspec.structs.replace(found, rewritten=None, marks=kept)
    return sheet if found.is_grid else None


def proved(data: bytes) -> Findings | None:
    return scan(io.BytesIO(data))


def found_in(data: bytes) -> Findings | None:
    """Return what is proved of a plain sheet, or found by a walk where nothing can be proved."""
    if SOUND:
        return proved(data)
    assert proved(data) is None
    return walked(data)


def marks(data: bytes) -> Marks | None:
    found = found_in(data)
    return None if found is None else found.marks


@pytest.mark.parametrize("rows", PLAIN.values(), ids=PLAIN.keys())
def test_what_spreadsheet_programs_write_is_proved(rows: bytes) -> None:
    data = HEAD + rows + TAIL
    assert found_in(data) is not None
    assert found_in(data) == walked(data)


def test_errors_and_formulas_without_a_value_are_found_where_they_are() -> None:
    assert marks(HEAD + EXCEL + TAIL) == {(2, 3): "#DIV/0!"}
    assert marks(HEAD + LIBRE_OFFICE + TAIL) == {(0, 2): "#N/A"}
    assert marks(HEAD + OPENPYXL + TAIL) == {(0, 2): NOT_CALCULATED}


def test_merges_and_what_is_hidden_are_found() -> None:
    head = HEAD.replace(
        b"<sheetData>", b'<cols><col min="2" max="3" hidden="1"/></cols><sheetData>'
    )
    rows = b'<row r="2" hidden="1"><c r="A2"><v>1</v></c></row><row r="3" hidden="0"/>'
    tail = TAIL.replace(
        b"</sheetData>", b'</sheetData><mergeCells><mergeCell ref="B2:C4"/></mergeCells>'
    )
    found = found_in(head + rows + tail)
    assert found is not None
    assert found == walked(head + rows + tail)
    assert found.merges == ((1, 1, 3, 2),)
    assert found.hidden_rows == (1,)
    assert found.hidden_columns == ((1, 2),)


def test_rows_and_cells_without_numbers_follow_each_other() -> None:
    rows = (
        b'<row><c t="e"><v>#N/A</v></c><c/><c t="e"><v>#REF!</v></c></row><row/>'
        b'<row><c/><c t="e"><v>#NAME?</v></c></row><row r="7"/>'
        b'<row><c t="e"><v>#NULL!</v></c></row>'
    )
    found = walked(HEAD + rows + TAIL)
    assert found is not None
    assert found.marks == {(0, 0): "#N/A", (0, 2): "#REF!", (2, 1): "#NAME?", (7, 0): "#NULL!"}


@pytest.mark.parametrize("merge", [b"<mergeCell/>", b'<mergeCell ref="somewhere"/>'])
def test_a_merge_of_nothing_is_none(merge: bytes) -> None:
    tail = TAIL.replace(b"</sheetData>", b"</sheetData><mergeCells>" + merge + b"</mergeCells>")
    found = found_in(HEAD + tail)
    assert found is not None
    assert found.merges == ()
    assert found == walked(HEAD + tail)


@pytest.mark.parametrize(
    "rows",
    [
        b'<row r="2"><c r="A2"/></row><row r="1"><c r="A1"/></row>',
        b'<row r="2"><c r="A2"/></row><row r="2"><c r="B2"/></row>',
        b'<row r="2"><c r="A2"/><c r="A2"/></row>',
        b'<row r="2"><c r="B2"/><c r="A2"/></row>',
        b'<row r="2"><c r="A3"/></row>',
    ],
)
@pytest.mark.parametrize("large", [False, True])
def test_cells_out_of_order_or_twice_are_not_proved(rows: bytes, large: bool) -> None:
    before = many_rows(2000, {}) if large else b""
    if large:
        rows = re.sub(rb"([AB])([0-9])", rb"\g<1>200\2", rows)
        rows = re.sub(rb'row r="([0-9])"', rb'row r="200\1"', rows)
    assert proved(HEAD + before + rows + TAIL) is None


def test_an_error_that_the_library_cannot_read_is_not_proved() -> None:
    assert proved(HEAD + b'<row r="1"><c r="A1" t="e"><v>#SPILL!</v></c></row>' + TAIL) is None


SNIPPETS = [
    b"<!-- x -->", b"<![CDATA[<c r=\"A1\" t=\"e\"/>]]>", b"<?x y?>", b"<!DOCTYPE x>", b"&#69;",
    b"&amp;", b"&lt;", b"&foo;", b"&#0;", b"&", b"<", b">", b"]]>", b'"', b"'", b"/", b"=", b" ",
    b"\n", b"\r", b"\t", b"\0", b"\x0b", b"\x1f", b"\x7f", b"\xff", b"\xc3", b"\xc3\xa9",
    b"\xed\xa0\x80", b"\xef\xbf\xbf", b"\xef\xbf\xbe", b"\xc0\x80", b"\xf4\x90\x80\x80",
    b"<f>", b"</f>", b"<f/>", b"<f>1</f>", b"<v>", b"</v>", b"<v/>", b"<v />", b"<v></v>",
    b"<v>1</v>", b"<is><t>a</t></is>", b"<row>", b"</row>", b'<row r="8">', b'<row r="8"/>',
    b'<row r="0"/>', b"<c>", b"</c>", b"<c/>", b'<c r="b2"/>', b'<c r="XFD1048576"/>',
    b'<c r="ZZ599999"/>', b'<c r="A12345678"/>', b'<c r="1"/>', b"<c r='A4' t='e'/>",
    b'<c r = "A4" t = "e"><v>#N/A</v></c>', b'<c r="A4" t="e"><v>#REF!</v></c>',
    b'<c r="A4" t="&#101;"><v>#N/A</v></c>', b'<x:c r="A4" t="e"/>', b'<x:row xmlns:x="y"/>',
    b'<c xmlns="" r="A1" t="e"/>', b' t="e"', b' t="str"', b' t="inlineStr"', b' r="Z9"', b' s="1"',
    b' ht="1"', b' x14ac:dyDescent="1"', b' x14ac:r="1"', b' xmlns:x14ac="z"', b' xmlns="z"',
    b"<sheetData>", b"</sheetData>", b"<sheetData/>", b"</worksheet>", b"<worksheet>",
    b'<?xml version="1.0" encoding="utf-16"?>', b'<?xml version="1.0" encoding="latin-1"?>',
    b"\xef\xbb\xbf", b"\xff\xfe", b"0", b"1", b"999999", b"A", b"AAA", b"e",
]  # fmt: skip


@st.composite
def mutated(draw: st.DrawFn) -> bytes:
    """Return a plain sheet in which a few places have been spoilt, mostly where tags meet."""
    data = HEAD + draw(st.sampled_from(list(PLAIN.values()))) + TAIL
    for _ in range(draw(st.integers(1, 3))):
        seams = [at for at in range(1, len(data)) if chr(data[at]) in '<>/" =&'] or [0]
        at = draw(st.sampled_from(seams) | st.integers(0, len(data)))
        at = min(at + draw(st.integers(0, 1)), len(data))
        until = at + draw(st.sampled_from([0, 0, 0, 1, 2, 5]))
        new = draw(st.sampled_from(SNIPPETS) | st.binary(max_size=3))
        if draw(st.booleans()):
            data = data[:at] + new + data[until:]
        elif draw(st.booleans()):
            other = draw(st.integers(at, min(len(data), at + 80)))
            data = data[:other] + data[at:other] + data[other:]
        else:
            data = data[: draw(st.integers(at, len(data)))]
    return data


@settings(max_examples=either(short=100, full=1500), deadline=None)
@given(mutated())
@example(HEAD + b'<row r="1"></sheetData>' + TAIL)
@example(HEAD + b'<row r="1"><c r="A1"/></sheetData></worksheet>')
@example(HEAD.replace(b"<sheetData>", b"<!-- <sheetData>") + b"</sheetData> --></worksheet>")
def test_nothing_is_proved_that_a_walk_would_not_find(data: bytes) -> None:
    claimed = proved(data)
    assert claimed is None or claimed == walked(data)


@pytest.mark.parametrize("kind", ["nlineStr", "si", "bool", "error", "E", "dt"])
def test_a_cell_of_an_unknown_kind_is_not_plain_in_a_large_sheet_either(
    kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(quick_scan, "_CHUNK", len(HEAD) + 20)
    row = f'<row r="1"><c r="A1" t="{kind}"><v>1</v></c></row>'.encode()
    data = HEAD + row + TAIL
    assert proved(data) is None
    found = walked(data)
    assert found is not None
    assert found.marks == {(0, 0): f"a cell of an unknown kind, {kind}"}


@pytest.mark.parametrize("size", [7, 64, 150])
@settings(max_examples=150, deadline=None)
@given(data=mutated())
def test_where_the_chunks_meet_makes_no_difference(size: int, data: bytes) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(quick_scan, "_CHUNK", len(HEAD) + size)
        claimed = proved(data)
    assert claimed is None or claimed == walked(data)


@pytest.mark.parametrize("rows", PLAIN.values(), ids=PLAIN.keys())
def test_an_odd_spelling_at_every_place(rows: bytes) -> None:
    data = HEAD + rows + TAIL
    places = range(len(HEAD) - 12, len(data))
    for at, snippet in list(product(places, SNIPPETS))[:: either(short=7, full=1)]:
        spoilt = data[:at] + snippet + data[at:]
        claimed = proved(spoilt)
        assert claimed is None or claimed == walked(spoilt), spoilt


@pytest.mark.parametrize("rows", PLAIN.values(), ids=PLAIN.keys())
def test_a_sheet_that_breaks_off_anywhere_is_not_proved(rows: bytes) -> None:
    data = HEAD + rows + TAIL
    assert all(proved(data[:at]) is None for at in range(len(data)))


@pytest.mark.parametrize(
    "row",
    [
        b'<row r="600001"><c r="A600001"/></row>',
        b'<row r="1"><c r="A600001"/></row>',
        b'<row r="500000"><c r="AP500000"/></row>',
        b'<row r="1048576"><c r="XFD1048576"/></row>',
        b'<row r="40000"><c r="A40000"/></row><row r="1"><c r="ZZ1"/></row>',
    ],
)
def test_a_far_cell_is_not_proved(row: bytes) -> None:
    for before in (b"", b'<row r="1"><c r="A1"><v>1</v></c></row>'):
        assert proved(HEAD + before + row + TAIL) is None


@pytest.mark.parametrize(
    "row",
    [
        b'<row r="599999"><c r="Z599999"/></row>',
        b'<row r="1"><c r="A1"/></row><row r="2"><c r="XFD2"/></row>',
        b'<row r="100000"><c r="Z100000"/><c r="GR100000"/></row>',
    ],
)
def test_a_sheet_within_the_limits_is_proved(row: bytes) -> None:
    assert marks(HEAD + row + TAIL) == {}


def test_lower_limits_are_kept() -> None:
    limits = DEFAULT.with_one("rows", 8)
    for row, claimed in ((8, True), (9, False)):
        data = HEAD + b'<row r="%d"><c r="Z%d"/></row>' % (row, row) + TAIL
        assert (scan(io.BytesIO(data), limits) is not None) is (claimed and SOUND)


def test_one_wide_row_counts_in_all_rows_of_a_large_sheet(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # 27 columns in the first of 40 rows; the usual rows after it have no more than 26
    monkeypatch.setattr(quick_scan, "_CHUNK", len(HEAD) + 200)
    usual = b"".join(b'<row r="%d"><c r="A%d"><v>1</v></c></row>' % (n, n) for n in range(2, 41))
    data = HEAD + b'<row r="1"><c r="AA1"><v>1</v></c></row>' + usual + TAIL
    for cells, claimed in ((40 * 27, True), (40 * 27 - 1, False)):
        found = scan(io.BytesIO(data), DEFAULT.with_one("cells", cells))
        assert (found is not None) is (claimed and SOUND)


def test_text_beyond_ascii_has_to_be_sound_utf_8() -> None:
    row = b'<row r="1"><c r="A1" t="inlineStr"><is><t>%s</t></is></c></row>'
    assert marks(HEAD + row % "Gwent – é 🙂".encode() + TAIL) == {}
    for spoilt in (b"\xe9", b"\xed\xa0\x80", b"\xef\xbf\xbf", b"\xc0\xaf"):
        assert proved(HEAD + row % spoilt + TAIL) is None


def test_a_prefix_that_is_not_declared_is_not_proved() -> None:
    head = HEAD.replace(b"xmlns:x14ac", b"xmlns:x15ac")
    assert found_in(head + XLSXWRITER + TAIL) is not None
    assert proved(head + EXCEL + TAIL) is None
    inside = head.replace(b"<dimension", b'<dimension xmlns:x14ac="y"')
    assert proved(inside + EXCEL + TAIL) is None


def test_a_version_of_re_that_matches_too_much_is_not_relied_on(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(plain_rows, "repeats_are_sound", lambda: False)
    assert proved(HEAD + EXCEL + TAIL) is None


def many_rows(count: int, odd: dict[int, bytes]) -> bytes:
    """Return rows of 26 cells each, some of which end in an odd cell in column AB."""
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    made = io.BytesIO()
    for row in range(1, count + 1):
        cells = "".join(f'<c r="{letter}{row}" s="1"><v>{row}</v></c>' for letter in letters)
        made.write(b'<row r="%d">%s%s</row>' % (row, cells.encode(), odd.get(row, b"")))
    return made.getvalue()


def test_one_error_among_many_rows_is_found_at_its_address(tmp_path: Path) -> None:
    odd = {
        2345: b'<c r="AB2345" t="e"><v>#N/A</v></c>',
        4444: b'<c r="AB4444"><f>1+1</f></c>',
    }
    sheet = HEAD + many_rows(5000, odd) + TAIL
    expected = {(2344, 27): "#N/A", (4443, 27): NOT_CALCULATED}
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active.title = "Cases"
    made = io.BytesIO()
    book.save(made)
    path = tmp_path / "x.xlsx"
    with zipfile.ZipFile(made) as old, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for item in old.infolist():
            part = item.filename
            new.writestr(part, sheet if part == "xl/worksheets/sheet1.xml" else old.read(item))
    archive = open_archive(path.read_bytes(), "x.xlsx")
    found = quick_findings(archive, "xl/worksheets/sheet1.xml")
    assert (found is not None) is SOUND
    assert found is None or found.marks == expected
    assert quick_findings(archive, "xl/worksheets/sheet9.xml") is None
    read = read_workbook(path, ("Cases",)).sheet("Cases")
    assert read.marks == expected
    assert read.value(4999, 25) == 5000
    assert read.value(2344, 27) == ""


def test_a_part_with_a_wrong_checksum_proves_nothing() -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as new:
        new.writestr("xl/workbook.xml", b"<workbook/>")
        new.writestr("sheet.xml", HEAD + EXCEL + TAIL)
    sound = open_archive(made.getvalue(), "x.xlsx")
    found = quick_findings(sound, "sheet.xml")
    assert (found is not None) is SOUND
    assert found is None or found.marks == {(2, 3): "#DIV/0!"}
    spoilt = open_archive(made.getvalue().replace(b"<v>45292</v>", b"<v>45392</v>"), "x.xlsx")
    assert quick_findings(spoilt, "sheet.xml") is None
