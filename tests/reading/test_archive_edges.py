"""A file just as large as is allowed is read, and one byte or part more is refused by name."""

import io
import zipfile

import pytest

from slavery_benchmark.core.problems import Code, UnusableError
from slavery_benchmark.reading.archive import open_archive
from slavery_benchmark.reading.limits import DEFAULT, Limits
from slavery_benchmark.reading.open_workbook import OpenWorkbook, RawSheet
from slavery_benchmark.reading.sheets import list_sheets

BOOK = b"<workbook/>"


def zipped(parts: dict[str, bytes], method: int = zipfile.ZIP_STORED) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", method) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return made.getvalue()


PARTS = {"xl/workbook.xml": BOOK, "xl/styles.xml": b"s" * 2_000, "a.bin": b"a" * 500}
CONTENT = zipped(PARTS)


def refused(content: bytes, limits: Limits) -> str:
    with pytest.raises(UnusableError) as caught:
        open_archive(content, "x.xlsx", limits)
    assert caught.value.problem.code is Code.TOO_LARGE
    return caught.value.problem.sentence()


@pytest.mark.parametrize(
    ("limit", "value", "said"),
    [
        ("file", len(CONTENT), "found “more than"),
        ("unpacked", len(BOOK) + 2_500, "found “2,511 bytes when unpacked”"),
        ("part", 2_000, "found “2,000 bytes in one part when unpacked”"),
        ("parts", 3, "found “3 parts”"),
    ],
)
def test_just_as_much_as_is_allowed_is_read(limit: str, value: int, said: str) -> None:
    assert open_archive(CONTENT, "x.xlsx", DEFAULT.with_one(limit, value)).members
    assert said in refused(CONTENT, DEFAULT.with_one(limit, value - 1))


def test_a_part_that_lists_things_may_be_as_long_as_allowed() -> None:
    padded = zipped({"xl/workbook.xml": BOOK.ljust(600)})
    fits = open_archive(padded, "x.xlsx", DEFAULT.with_one("lists", 600))
    assert fits.xml("xl/workbook.xml") is not None
    tight = open_archive(padded, "x.xlsx", DEFAULT.with_one("lists", 599))
    with pytest.raises(UnusableError, match=r"600 bytes in xl/workbook\.xml"):
        tight.xml("xl/workbook.xml")


def test_a_part_that_is_not_packed_is_no_bomb_however_large() -> None:
    # 2,000 bytes that unpack to once their size; an empty part has no size to divide by
    parts = {**PARTS, "empty.bin": b""}
    limits = DEFAULT.with_one("dense", 1).with_one("ratio", 1)
    assert open_archive(zipped(parts), "x.xlsx", limits).members


def test_a_part_may_unpack_to_just_as_many_times_its_size_and_a_small_one_to_any() -> None:
    content = zipped({"xl/workbook.xml": BOOK, "a.xml": b" " * 9_999}, zipfile.ZIP_DEFLATED)
    with zipfile.ZipFile(io.BytesIO(content)) as made:
        packed = made.getinfo("a.xml").compress_size
    times = 9_999 // packed
    size = times * packed
    exact = zipped({"xl/workbook.xml": BOOK, "a.xml": b" " * size}, zipfile.ZIP_DEFLATED)
    with zipfile.ZipFile(io.BytesIO(exact)) as made:
        assert made.getinfo("a.xml").compress_size == packed
    dense = DEFAULT.with_one("dense", size - 1)
    assert open_archive(exact, "x.xlsx", dense.with_one("ratio", times)).members
    assert f"unpacks to {times} times" in refused(exact, dense.with_one("ratio", times - 1))
    # of just the size from which it matters it may unpack to anything
    small = DEFAULT.with_one("dense", size).with_one("ratio", 1)
    assert open_archive(exact, "x.xlsx", small).members


def test_a_presentation_is_told_by_one_part_among_others() -> None:
    other = zipped({"[Content_Types].xml": b"<Types/>", "ppt/presentation.xml": b"<p/>"})
    with pytest.raises(UnusableError, match="a PowerPoint presentation"):
        open_archive(other, "x.xlsx")


@pytest.mark.parametrize(
    ("factor", "rows"),
    [(1.0, 600_000), (0.5, 300_000), (1_000.0, 600_000_000), (1e-9, 1)],
)
def test_limits_are_raised_a_thousandfold_at_most_and_never_fall_below_one(
    factor: float, rows: int
) -> None:
    assert DEFAULT.scaled(factor).rows == rows


@pytest.mark.parametrize("factor", [0.0, -1.0, 1_000.5, float("inf"), float("nan")])
def test_other_factors_are_none(factor: float) -> None:
    with pytest.raises(ValueError, match="a factor is above 0 and at most 1,000"):
        DEFAULT.scaled(factor)


def test_one_is_the_lowest_limit() -> None:
    assert DEFAULT.with_one("rows", 1).rows == 1
    with pytest.raises(ValueError, match="rows has to be 1 or more"):
        DEFAULT.with_one("rows", 0)


SHEETS = ("One", "Two", " three ")


def workbook(*names: str) -> bytes:
    """Return an .xlsx with empty sheets of these names."""
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    listed = "".join(
        f'<sheet name="{name}" sheetId="{n}" r:id="r{n}"/>' for n, name in enumerate(names, 1)
    )
    links = "".join(
        f'<Relationship Id="r{n}" Type="{office}/worksheet" Target="worksheets/s{n}.xml"/>'
        for n, _ in enumerate(names, 1)
    )
    sheet = f'<worksheet xmlns="{main}"><sheetData/></worksheet>'.encode()
    return zipped(
        {
            "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{office}"><sheets>{listed}'
            "</sheets></workbook>".encode(),
            "xl/_rels/workbook.xml.rels": f"<Relationships>{links}</Relationships>".encode(),
            **{f"xl/worksheets/s{n}.xml": sheet for n, _ in enumerate(names, 1)},
        }
    )


def test_a_workbook_may_have_just_as_many_sheets_as_allowed() -> None:
    content = workbook(*SHEETS)
    found = list_sheets(open_archive(content, "x.xlsx", DEFAULT.with_one("sheets", 3)))
    assert [part.name for part in found] == ["One", "Two", " three "]
    with pytest.raises(UnusableError, match="3 sheets"):
        list_sheets(open_archive(content, "x.xlsx", DEFAULT.with_one("sheets", 2)))


def test_of_several_sheets_each_is_found_by_its_own_name_and_one_of_two_by_none() -> None:
    opened = OpenWorkbook(open_archive(workbook(*SHEETS), "x.xlsx"))
    for name, part in (("one", "One"), ("TWO", "Two"), ("Three", " three ")):
        assert opened.has(name)
        assert opened.find(name).name == part
    assert not opened.has("four")
    with pytest.raises(UnusableError) as caught:
        opened.find("Twoo")
    assert (caught.value.problem.code, caught.value.problem.nearest) == (
        Code.SHEET_MISSING,
        ("Two",),
    )
    twice = OpenWorkbook(open_archive(workbook("Cover", "A", "COVER"), "x.xlsx"))
    with pytest.raises(UnusableError) as caught:
        twice.find("cover")
    said = caught.value.problem
    assert (said.code, said.cell) == (Code.SHEET_TWICE, "Cover")
    assert said.found == "the name on tabs 1 and 3"


def test_a_value_outside_the_grid_is_an_empty_text() -> None:
    sheet = RawSheet("S", False, [["a", "b"], ["c"]], {})
    inside = {(0, 0): "a", (0, 1): "b", (1, 0): "c"}
    for row in (-1, 0, 1, 2):
        for column in (-1, 0, 1, 2):
            assert sheet.value(row, column) == inside.get((row, column), "")


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_a_part_is_read_in_any_pieces_and_none(method: int) -> None:
    opened = open_archive(zipped(PARTS, method), "x.xlsx")
    stream = opened.open("xl/styles.xml")
    assert stream is not None
    assert stream.read(1) == b"s"
    assert stream.read(0) == b""
    assert stream.read(1_998) == b"s" * 1_998
    assert stream.read(5) == b"s"
    assert stream.read(5) == stream.read() == b""
    assert opened.raw("a.bin") == b"a" * 500
