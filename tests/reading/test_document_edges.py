"""A walk over an .ods at the very edge of each limit, and repeats, spans and times in it."""

import io
from datetime import time, timedelta

import pytest

from slavery_benchmark.core.problems import Code, UnusableError
from slavery_benchmark.reading.document_values import value_of
from slavery_benchmark.reading.document_walk import DocumentSheet, DocumentWalk
from slavery_benchmark.reading.limits import DEFAULT, Limits

OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
ODS = (
    f'<office:document-content xmlns:office="{OFFICE}"'
    ' xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
    ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0">'
    "<office:body><office:spreadsheet>{sheets}</office:spreadsheet></office:body>"
    "</office:document-content>"
)
NINE = Limits(rows=3, columns=3, cells=9, marks=2, text=6, sheets=2)


def read(sheets: str, limits: Limits = NINE) -> list[DocumentSheet]:
    """Return the sheets of an .ods with this content."""
    content = ODS.format(sheets=sheets).encode()
    return DocumentWalk(None, "x.ods", limits).walk(io.BytesIO(content))


def table(*rows: str) -> str:
    return f'<table:table table:name="S">{"".join(rows)}</table:table>'


def row(*cells: str, more: str = "") -> str:
    return f"<table:table-row{more}>{''.join(cells)}</table:table-row>"


def text(said: str, times: str = "") -> str:
    repeated = f' table:number-columns-repeated="{times}"' if times else ""
    return (
        f'<table:table-cell office:value-type="string"{repeated}><text:p>{said}</text:p>'
        "</table:table-cell>"
    )


ERROR = '<table:table-cell table:formula="of:=1"/>'


@pytest.mark.parametrize(
    ("sound", "beyond"),
    [
        (table(row(text("a", "3"))), table(row(text("a", "4")))),
        (table(*[row(text("a"))] * 3), table(*[row(text("a"))] * 4)),
        (table(row(text("abcdef"))), table(row(text("abcdefg")))),
        (table(row(text("ab", "3"))), table(row(text("ab", "3"), ), row(text("a")))),
        (table(row(ERROR, ERROR)), table(row(ERROR, ERROR, ERROR))),
        (table() * 2, table() * 3),
        # the cells of all sheets together: 3 and 6, and one more in each row
        (table(row(text("a", "3"))) + table(*[row(text("a", "1"))] * 3),
         table(row(text("a", "3"))) + table(*[row(text("", "2"), text("a"))] * 3)),
    ],
)  # fmt: skip
def test_just_what_is_allowed_is_read_of_an_ods(sound: str, beyond: str) -> None:
    assert read(sound)
    with pytest.raises(UnusableError) as caught:
        read(beyond)
    assert caught.value.problem.code is Code.TOO_LARGE


def test_the_cells_of_all_sheets_of_an_ods_are_added_up() -> None:
    two = table(row(text("a", "3"))) + table(row(text("b", "3")))
    assert [sheet.rows for sheet in read(two, Limits(cells=6))] == [[["a"] * 3], [["b"] * 3]]
    with pytest.raises(UnusableError, match="at most 5 in all sheets"):
        read(two, Limits(cells=5))


@pytest.mark.parametrize(
    ("repeated", "sound"),
    [("1", True), ("2", True), ("00000002", True), ("000000002", False), ("0", False)],
)
def test_repeats_are_whole_numbers_above_0(repeated: str, *, sound: bool) -> None:
    content = table(row(text("a", repeated)))
    if sound:
        assert read(content)[0].rows == [["a"] * int(repeated)]
    else:
        with pytest.raises(UnusableError, match=f"a cell repeated {repeated} times"):
            read(content)


@pytest.mark.parametrize(("across", "down"), [(1, 1), (2, 1), (1, 2), (2, 2)])
def test_a_cell_that_spans_others_is_a_merge(across: int, down: int) -> None:
    spans = f' table:number-columns-spanned="{across}" table:number-rows-spanned="{down}"'
    content = table(row(f'<table:table-cell{spans} office:value-type="string"/>'), row(text("b")))
    expected = () if across == down == 1 else ((0, 0, down - 1, across - 1),)
    assert read(content)[0].findings.merges == expected


@pytest.mark.parametrize(
    ("count", "blanks"),
    [("3", 3), ("1000", 1_000), ("1001", 1_000), ("0000002", 2), ("00000002", 1), ("x", 1)],
)
def test_blanks_in_a_text_are_written_out_up_to_a_thousand(count: str, blanks: int) -> None:
    said = text(f'a<text:s text:c="{count}"/>b')
    assert read(table(row(said)), DEFAULT)[0].rows == [["a" + " " * blanks + "b"]]


@pytest.mark.parametrize(
    ("said", "value"),
    [
        ("PT23H59M59S", time(23, 59, 59)),
        ("PT24H", timedelta(days=1)),  # no time of the day any more
        ("PT0S", time(0)),
        ("PT25H", timedelta(hours=25)),
    ],
)
def test_a_time_of_an_ods_is_one_of_the_day_up_to_a_day(said: str, value: time | timedelta) -> None:
    found = value_of({f"{OFFICE}}}value-type": "time", f"{OFFICE}}}time-value": said}, "")
    assert found == value
