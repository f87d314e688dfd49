"""A record is filled by the names of its fields, and says where these are called otherwise."""

from enum import StrEnum
from fractions import Fraction
from typing import Annotated, ClassVar

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from slavery_benchmark.pages.shaped import Of, fields_of, shaped


class Word(StrEnum):
    HELD = "held"


class Inner(msgspec.Struct):
    score: Fraction | None
    depth: int = 2


class Outer(msgspec.Struct):
    name: str
    word: Word
    tally: Inner
    parts: tuple[Inner, ...] = ()
    line: Inner | None = None

    @property
    def doubled(self) -> Fraction:
        return (self.tally.score or Fraction(0)) * 2


class Part(msgspec.Struct, frozen=True, kw_only=True):
    score: float | None


class Record(msgspec.Struct, frozen=True, kw_only=True):
    WITHIN: ClassVar[tuple[str, ...]] = ("tally",)
    title: Annotated[str, Of("name")]
    word: Word
    score: float | None
    doubled: float
    length: Annotated[int, Of(lambda value: len(value.name))]
    parts: tuple[Part, ...]
    line: Annotated[float | None, Of("line.score")]
    itself: Annotated[Part, Of("tally")]


def outer(line: Inner | None = None) -> Outer:
    half = Inner(Fraction(1, 2))
    return Outer("three", Word.HELD, half, (half, Inner(None)), line)


def test_fields_come_from_where_they_stand_in_the_type_that_is_declared() -> None:
    assert shaped(Record, outer()) == Record(
        title="three",
        word=Word.HELD,
        score=0.5,
        doubled=1.0,
        length=5,
        parts=(Part(score=0.5), Part(score=None)),
        line=None,
        itself=Part(score=0.5),
    )


def test_a_fraction_is_written_as_a_float_which_json_has() -> None:
    assert msgspec.json.encode(shaped(Part, Inner(Fraction(1, 3)))) == b'{"score":%r}' % (1 / 3)


def test_what_is_none_on_the_way_is_none_and_is_read_the_next_time() -> None:
    assert shaped(Record, outer()).line is None
    assert shaped(Record, outer(Inner(Fraction(3)))).line == 3.0


def test_what_is_given_stands_as_it_is_and_the_first_of_several_values_counts() -> None:
    assert fields_of(Part, Inner(Fraction(1)), score=None) == {"score": None}
    assert shaped(Part, Inner(Fraction(1)), Inner(Fraction(2))).score == 1.0
    assert shaped(Part, outer(), Inner(Fraction(2))).score == 2.0, (
        "an outer one has none of its own"
    )


def test_a_field_that_no_value_has_is_missed_by_name() -> None:
    with pytest.raises(TypeError, match="score"):
        shaped(Part, outer())


@given(st.integers(0, 10**6), st.integers(1, 6))
def test_a_record_is_read_back_as_the_decimal_that_it_says(digits: int, places: int) -> None:
    said = Part(score=digits / 10**places)
    assert shaped(Inner, said, depth=1).score == Fraction(digits, 10**places)
