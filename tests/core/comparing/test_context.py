"""The distribution of recorded offences, worked by hand."""

from fractions import Fraction as F

import pytest

from slavery_benchmark.core.comparing.context import (
    EarlierFigure,
    FigureFault,
    ForceCount,
    RecordedCrime,
    build_context,
    distribution_of,
    quantile,
    year_bounds,
    year_named,
)
from slavery_benchmark.core.scoring.submission import SourceFile

EARLIER = EarlierFigure(
    below=50, forces=3, population=5, months=15, rank="second-hand", source="A paper", note="None."
)


def count(code: str, *offences: int | None, year: str = "2017/18", kin: bool = True) -> ForceCount:
    return ForceCount(
        code=code,
        force=code.title(),
        territorial=kin,
        year=year,
        quarters=tuple((q, n) for q, n in enumerate(offences, start=1) if n is not None),
    )


def crime(*counts: ForceCount, year: str = "2017/18") -> RecordedCrime:
    return RecordedCrime(
        source=SourceFile("t.csv", "0" * 64, "t.csv"),
        year=year,
        territorial=("a", "b", "c", "d", "e"),
        every_count=counts,
        every_fault=(),
    )


def test_a_distribution_by_hand() -> None:
    """Totals 5, 20, 49, 50, 106. Quartiles at places 1 and 3 of 0 to 4: 20 and 50."""
    found = distribution_of(
        crime(
            count("a", 1, 1, 1, 2),
            count("b", 5, 5, 5, 5),
            count("c", 49, 0, 0, 0),
            count("d", 0, 0, 0, 50),
            count("e", 100, 6, 0, 0),
            count("rail", 900, 900, 900, 900, kin=False),
        ),
        50,
    )
    assert found is not None
    assert (found.forces, found.population, found.total) == (5, 5, 230)
    assert (found.least, found.median, found.most) == (5, F(49), 106)
    assert (found.lower_quartile, found.upper_quartile) == (F(20), F(50))
    assert (found.below_threshold, found.could_be_below) == (3, 0)


def test_a_missing_quarter_is_not_0_and_the_year_has_no_total() -> None:
    partial = count("a", 10, None, 10, 10)
    assert (partial.missing, partial.known, partial.total) == ((2,), 30, None)
    assert count("a", 10, 0, 10, 10).total == 30


def test_forces_without_a_full_year_are_bounds_of_the_count_below() -> None:
    """b has 48 in three quarters: could be either. c has reached 50. d and e are not there."""
    found = distribution_of(
        crime(count("a", 1, 1, 1, 1), count("b", 16, 16, 16), count("c", 50, None, 0)), 50
    )
    assert found is not None
    assert (found.forces, found.total, found.least, found.most) == (1, 4, 4, 4)
    assert (found.below_threshold, found.could_be_below) == (1, 3)


def test_no_full_year_no_distribution() -> None:
    context = build_context(crime(count("a", 1, 2, 3)), EARLIER)
    assert context.distribution is None
    assert context.crime.latest_full_year is None


def test_another_year_can_be_chosen() -> None:
    both = crime(count("a", 1, 2, 3, year="2018/19"), count("a", 1, 2, 3, 4), year="2018/19")
    assert both.years == ("2017/18", "2018/19")
    assert both.latest_full_year == "2017/18"
    two = crime(count("a", 1, 2, 3, 4, year="2018/19"), count("a", 1, 2, 3, 4))
    assert two.latest_full_year == "2018/19", "the later of two full years"
    chosen = both.of_year("2017/18").count("a")
    assert chosen is not None
    assert chosen.total == 10
    with pytest.raises(KeyError):
        both.of_year("2016/17")


def test_only_faults_of_the_year_are_shown_and_those_of_no_known_year() -> None:
    faults = tuple(FigureFault(place="t:1", title=str(y), year=y) for y in ("2016/17", None))
    shown = RecordedCrime(
        source=SourceFile("t", "0", "t"), year="2017/18", territorial=(), every_count=(),
        every_fault=faults,
    ).faults  # fmt: skip
    assert [fault.year for fault in shown] == [None]


@pytest.mark.parametrize(
    ("values", "share", "wanted"),
    [
        ([7], F(1, 4), F(7)),
        ([1, 2], F(1, 4), F(5, 4)),
        ([1, 2, 4], F(3, 4), F(3)),
        ([0, 10, 20, 31], F(1, 2), F(15)),
        ([0, 10, 20, 31], F(3, 4), F(91, 4)),
    ],
)
def test_quartiles_are_interpolated(values: list[int], share: F, wanted: F) -> None:
    assert quantile(values, share) == wanted


@pytest.mark.parametrize(
    "text", ["2017/18", "2017-18", "2017_18", "2017/2018", " 2017 – 18 ", "2017/18 [p]"]
)
def test_ways_to_write_a_financial_year(text: str) -> None:
    assert year_named(text) == "2017/18"


@pytest.mark.parametrize("text", ["0001/02", "1999/00", "2099/2100", "9998/99"])
def test_the_first_and_the_last_financial_year_that_a_calendar_has(text: str) -> None:
    found = year_named(text)
    assert found == text.replace("2100", "00")
    first, last = year_bounds(found)
    assert (last - first).days in (364, 365)


@pytest.mark.parametrize(
    "text", ["", "2017", "2017/19", "17/18", "2017/18/19", "0000/01", "9999/00"]
)
def test_what_is_not_a_financial_year(text: str) -> None:
    assert year_named(text) is None
