"""Texts that cells share are counted before they are copied: roughly, and near the limit by number.

Of two texts, 0 is short and 1 has 1,000 characters and 12 bytes of tags around them.
"""

import pytest

from slavery_benchmark.reading.xlsx.shared_strings import Strings
from slavery_benchmark.reading.xlsx.sheet_frame import UnprovedError
from slavery_benchmark.reading.xlsx.text_count import TextCount

SHORT_ITEM = b"<si><t>yes</t></si>"
LONG_ITEM = b"<si><t>" + b"x" * 1_000 + b"</t></si>"
TEXTS = Strings(b"<sst>" + SHORT_ITEM + LONG_ITEM + SHORT_ITEM + b"</sst>")
LONG = 1_012


def is_proved(rows: bytes, most: int, *, times: int = 1) -> bool:
    count = TextCount(TEXTS, len(rows) * times, most)
    try:
        for _ in range(times):
            count.add(rows, len(rows))
    except UnprovedError:
        return False
    return True


def cells(*numbers: str) -> bytes:
    return "".join(f'<c r="A1" t="s"><v>{number}</v></c>' for number in numbers).encode()


def test_what_could_not_be_too_much_is_not_counted() -> None:
    assert is_proved(cells("1") * 10, 10 * LONG + LONG)


def test_long_texts_count_each_time_that_they_are_named() -> None:
    assert is_proved(cells("1") * 10, 10 * LONG)
    assert not is_proved(cells("1") * 10, 10 * LONG - 1)
    assert not is_proved(cells("1"), 10 * LONG - 1, times=10)


def test_short_texts_count_as_the_bytes_of_their_cell_allow() -> None:
    assert is_proved(cells("0") * 100, 100 * 56)
    assert not is_proved(cells("0") * 100, 100 * 56 - 1)


def test_only_the_rows_that_are_proved_count() -> None:
    count = TextCount(TEXTS, 10**6, 2 * LONG)
    rows = cells("1")
    for _ in range(2):
        count.add(rows + cells("1") * 5, len(rows))


@pytest.mark.parametrize("number", ["1", "01", "0000000000001"])
def test_a_long_text_is_known_however_its_number_is_written(number: str) -> None:
    assert not is_proved(cells(number) * 100, 50 * LONG)


@pytest.mark.parametrize(
    "cell",
    [
        b'<c r="A1" t="s"><f>B1</f><v>1</v></c>',
        b'<c r="A1" t="s"><v> 1</v></c>',
        b'<c r="A1" t="s"><v xml:space="preserve">1</v></c>',
    ],
)
def test_nothing_is_claimed_of_a_number_that_is_not_found(cell: bytes) -> None:
    assert not is_proved(cell * 100, 50 * LONG)


def test_the_text_of_number_0_may_be_the_long_one() -> None:
    strings = Strings(b"<sst>" + LONG_ITEM + SHORT_ITEM + b"</sst>")
    rows = cells("0") * 10
    with pytest.raises(UnprovedError):
        TextCount(strings, len(rows), 10 * LONG - 1).add(rows, len(rows))
