"""A walk over a sheet at the very edge of each limit, of an .xlsx."""

import io

import pytest

from slavery_benchmark.core.problems import Code, UnusableError
from slavery_benchmark.reading.limits import DEFAULT, Limits
from slavery_benchmark.reading.raw_cells import Findings, merged_marks
from slavery_benchmark.reading.references import block_of, hidden_run
from slavery_benchmark.reading.xlsx.plain_rows import repeats_are_sound
from slavery_benchmark.reading.xlsx.quick_scan import scan
from slavery_benchmark.reading.xlsx.shared_strings import Strings
from slavery_benchmark.reading.xlsx.sheet_walk import SheetWalk

NINE = Limits(rows=3, columns=3, cells=9, marks=2, text=6, sheets=2)


def walked(rows: str, limits: Limits = NINE, after: str = "", texts: str = "") -> Findings:
    """Return what is found in a sheet of an .xlsx with these rows."""
    xml = f"<worksheet><sheetData>{rows}</sheetData>{after}</worksheet>"
    strings = Strings(f"<sst>{texts}</sst>".encode() if texts else None)
    return SheetWalk("S", "x.xlsx", limits, strings).walk(io.BytesIO(xml.encode()))


def refused(rows: str, limits: Limits = NINE, after: str = "", texts: str = "") -> Code:
    with pytest.raises(UnusableError) as caught:
        walked(rows, limits, after, texts)
    return caught.value.problem.code


def cell(place: str, more: str = "", inside: str = "<v>1</v>") -> str:
    return f'<row r="{place[1:]}"><c r="{place}"{more}>{inside}</c></row>'


@pytest.mark.parametrize(
    ("sound", "beyond"),
    [
        (cell("C3"), cell("C4")),
        (cell("C3"), cell("D3")),
        (cell("A3"), cell("A4")),
        # without an address a cell stands beside the one before, a row below
        ("<row><c/><c/><c/></row>", "<row><c/><c/><c/><c/></row>"),
        ("<row/><row/><row><c/></row>", "<row/><row/><row/><row><c/></row>"),
        # marks: errors
        (cell("A1", ' t="e"') + cell("A2", ' t="e"'),
         cell("A1", ' t="e"') + cell("A2", ' t="e"') + cell("A3", ' t="e"')),
        # characters in all cells
        (cell("A1", ' t="inlineStr"', "<is><t>abcdef</t></is>"),
         cell("A1", ' t="inlineStr"', "<is><t>abcdefg</t></is>")),
        (cell("A1", ' t="str"', "<v>abc</v>") + cell("A2", ' t="str"', "<v>abc</v>"),
         cell("A1", ' t="str"', "<v>abc</v>") + cell("A2", ' t="str"', "<v>abcd</v>")),
    ],
)  # fmt: skip
def test_just_what_is_allowed_is_walked_and_one_more_is_refused(sound: str, beyond: str) -> None:
    assert walked(sound).is_grid
    assert refused(beyond) is Code.TOO_LARGE


def test_cells_are_counted_up_to_the_furthest_row_and_column() -> None:
    corners = cell("A1") + '<row r="2"><c r="C2"><v>1</v></c></row>'
    six = Limits(rows=9, columns=9, cells=6)
    assert walked(corners, six).is_grid
    assert refused(corners, Limits(rows=9, columns=9, cells=5)) is Code.TOO_LARGE
    # C2 and then A3: three rows of three columns, though no cell stands in C3
    assert refused(corners + cell("A3"), six) is Code.TOO_LARGE
    assert walked(corners + cell("A3"), Limits(rows=9, columns=9, cells=9)).is_grid


def test_merges_are_counted_like_errors() -> None:
    def merges(*blocks: str) -> str:
        return "<mergeCells>" + "".join(f'<mergeCell ref="{b}"/>' for b in blocks) + "</mergeCells>"

    found = walked(cell("A1"), after=merges("A1:B1", "C3:B2"))
    assert found.merges == ((0, 0, 0, 1), (1, 1, 2, 2))
    assert refused(cell("A1"), after=merges("A1:B1", "A2:B2", "A3:B3")) is Code.TOO_LARGE


def test_shared_texts_count_in_each_cell_up_to_the_limit() -> None:
    # a text counts with what stands around it, and so does the number that names it
    texts = "<si><t>ab</t></si>"
    two = cell("A1", ' t="s"', "<v>0</v>") + cell("A2", ' t="s"', "<v>0</v>")
    length = Strings(f"<sst>{texts}</sst>".encode()).length("0") + len("0")
    assert walked(two, Limits(text=2 * length), texts=texts).marks == {}
    assert refused(two, Limits(text=2 * length - 1), texts=texts) is Code.TOO_LARGE
    none = walked(cell("A1", ' t="s"', "<v>1</v>"), texts=texts)
    assert none.marks == {(0, 0): "a text that is not in the file"}


@pytest.mark.parametrize(
    ("number", "length"),
    [
        ("0", 23),  # with what stands around it
        ("1", 19),
        (" 1 ", 19),
        ("2", -1),
        ("000000001", 19),
        ("0000000001", -1),  # more digits than any file has texts
        ("-1", -1),
        ("", -1),
    ],
)
def test_a_shared_text_is_found_by_its_number(number: str, length: int) -> None:
    strings = Strings(b"<sst><si><t>abcdefghijk</t></si><si><t>a</t></si></sst>")
    assert strings.length(number) == length
    assert strings.longest == 23


@pytest.mark.parametrize(
    ("row", "sound"),
    [
        ('r="1"', True),
        ('r="0"', False),
        ('r="1048576"', True),
        ('r="1048577"', False),
        ('r="0000001"', True),
        ('r="00000001"', False),
        ('r="-1"', False),
        ('r=""', False),
    ],
)
def test_rows_are_those_that_the_format_has(row: str, *, sound: bool) -> None:
    if sound:
        assert walked(f"<row {row}/>").marks == {}
    else:
        assert refused(f"<row {row}/>") is Code.DAMAGED


@pytest.mark.parametrize("place", ["A0", "A", "AAAA1", "1"])
def test_a_cell_nowhere_or_twice_in_one_place_is_damage(place: str) -> None:
    assert refused(f'<row r="1"><c r="{place}"/></row>') is Code.DAMAGED
    assert refused('<row r="1"><c r="A1"/><c r="a1"/></row>') is Code.DAMAGED
    assert refused('<row r="1"><c/><c r="A1"/></row>') is Code.DAMAGED


def test_a_sheet_of_one_row_is_written_again_whole() -> None:
    first, both = walked(cell("A1")), walked(cell("A1") + cell("B2"))
    assert first.rewritten is not None
    assert both.rewritten is not None
    assert first.rewritten.count(b"</row>") == 1
    assert both.rewritten.count(b"</row>") == 2


def test_one_table_of_cells_and_no_other() -> None:
    assert refused("</sheetData><sheetData>") is Code.DAMAGED


@pytest.mark.parametrize(
    ("first", "last", "run"),
    [
        ("1", "1", (0, 0)),
        ("2", "9999999", (1, 9_999_998)),
        ("2", "10000000", None),
        ("x", "2", None),
        ("2", "", None),
    ],
)
def test_hidden_columns_are_a_run_from_first_to_last(
    first: str, last: str, run: tuple[int, int] | None
) -> None:
    assert hidden_run({"min": first, "max": last}) == run
    after = f'<cols><col min="{first}" max="{last}" hidden="1"/></cols>'
    found = walked(cell("A1"), after=after).hidden_columns
    assert found == (() if run is None else (run,))


def test_a_block_is_the_same_whichever_corner_is_named_first() -> None:
    assert block_of("B2:C4") == block_of("C4:B2") == block_of("$C$2:b4") == (1, 1, 3, 2)
    assert block_of("B2") == (1, 1, 1, 1)
    assert block_of("B2:") is None


def test_marks_of_a_merge_end_where_the_grid_does() -> None:
    marks = merged_marks([(0, 0, 1, 1)], 2, 2, "S", "x", DEFAULT)
    assert set(marks) == {(0, 1), (1, 0), (1, 1)}
    assert set(merged_marks([(0, 0, 9, 9)], 1, 2, "S", "x", DEFAULT)) == {(0, 1)}
    assert merged_marks([(0, 0, 1, 1)], 2, 2, "S", "x", Limits(marks=3)) == marks
    with pytest.raises(UnusableError):
        merged_marks([(0, 0, 1, 1)], 2, 2, "S", "x", Limits(marks=2))


def test_a_plain_sheet_is_proved_up_to_the_same_limits() -> None:
    head = '<?xml version="1.0" encoding="UTF-8"?>\n<worksheet xmlns="x"><sheetData>'
    plain = f'{head}<row r="3"><c r="C3"><v>1</v></c></row></sheetData></worksheet>'.encode()
    # before Python 3.11.5 nothing is ever proved
    assert (scan(io.BytesIO(plain), NINE) is not None) is repeats_are_sound()
    for tight in (Limits(rows=2), Limits(columns=2), Limits(cells=8)):
        assert scan(io.BytesIO(plain), tight) is None
