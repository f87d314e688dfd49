"""What a figure of agreement does where there is little, nothing, or all of one kind.

By hand, two raters of four units on the scale 0 to 2, levels 2-2, 2-1, 0-0, 0-2. They agree on 2 of
4. The first gives 0 half of the time and 2 half of it, the second 0 once, 1 once and 2 twice:
chance makes 1/2 x 1/4 + 1/2 x 1/2 = 3/8 agree, so kappa is (1/2 - 3/8) / (5/8) = 1/5. With linear
weights a step is worth 1/2: seen (1 + 1/2 + 1 + 0) / 4 = 5/8; by chance 1/2 x (1/4 + 1/2 x 1/4) +
1/2 x (1/2 + 1/2 x 1/4) = 1/2, so it is (1/8) / (1/2) = 1/4. Of all eight levels 3 are 0, 1 is 1 and
4 are 2: sum p (1 - p) = 3/8 x 5/8 + 1/8 x 7/8 + 1/2 x 1/2 = 38/64, by chance half of it, 19/64, and
AC1 is (32/64 - 19/64) / (45/64) = 13/45.
"""

from random import Random

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from scipy import stats

from slavery_benchmark.core.agreement.coefficients import Distance, cohen_kappa, worth_of
from slavery_benchmark.core.agreement.figures import Name, differences_of, figures_of
from slavery_benchmark.core.agreement.interval import student
from slavery_benchmark.core.agreement.ratings import Ratings

SCALE = (0, 1, 2, 3, 4)
LEVEL = st.sampled_from(SCALE)
UNITS = st.lists(st.tuples(LEVEL, LEVEL), min_size=1, max_size=8)


def ratings(*units: tuple[int | None, ...], **fields: object) -> Ratings:
    return Ratings(scale=SCALE, units=units, **fields)  # type: ignore[arg-type]


def value(found: Ratings, name: Name, how: str = "unweighted") -> float | None:
    return next(i.value for i in figures_of(found) if (i.name, i.how) == (name, how))


def test_the_example_by_hand() -> None:
    found = Ratings(scale=(0, 1, 2), units=((2, 2), (2, 1), (0, 0), (0, 2)))
    assert value(found, Name.AGREEMENT, "the same level") == 0.5
    assert value(found, Name.COHEN) == pytest.approx(1 / 5)
    assert value(found, Name.COHEN, "linear") == pytest.approx(1 / 4)
    assert value(found, Name.AC1) == pytest.approx(13 / 45)
    assert list(found.marginals()) == [(2, 0, 2), (1, 1, 2)]


def test_one_level_only_leaves_kappa_and_alpha_unknown_and_never_0_or_1() -> None:
    found = ratings((3, 3), (3, 3), (3, 3))
    for item in figures_of(found):
        if item.name in (Name.COHEN, Name.ALPHA):
            assert (item.value, item.low, item.high) == (None, None, None)
    assert value(found, Name.AC1) == 1  # the scale has other levels to guess


def test_a_scale_of_one_level_leaves_nothing_to_agree_on() -> None:
    found = Ratings(scale=(1,), units=((1, 1), (1, 1)))
    assert [value(found, Name.AC1), value(found, Name.COHEN)] == [None, None]


def test_nothing_to_compare_is_unknown() -> None:
    for found in (ratings(), ratings((2, None), (None, 3)), ratings((None, None))):
        assert {item.value for item in figures_of(found)} == {None}
        assert (found.compared, differences_of(found).pairs) == (0, 0)
        assert differences_of(found).mean is None


def test_categories_are_of_the_scale_and_not_of_the_levels_that_were_given() -> None:
    units = ((2, 2), (3, 3), (2, 3), (3, 3))
    few, many = Ratings(scale=(2, 3), units=units), Ratings(scale=SCALE, units=units)
    assert value(few, Name.AC1) != value(many, Name.AC1)
    assert value(few, Name.COHEN) == value(many, Name.COHEN)
    assert value(many, Name.AC1) == pytest.approx((3 / 4 - 30 / 64 / 4) / (1 - 30 / 64 / 4))


def test_a_missing_level_leaves_its_unit_out_of_what_is_compared() -> None:
    found = ratings((2, 2, None), (3, None, None), (1, 2, 4), fixed=False)
    assert found.compared == 2
    assert value(found, Name.AGREEMENT, "the same level") == 0.5
    assert differences_of(found).by == ((0, 1), (1, 1), (2, 1), (3, 1))
    assert list(found.marginals()) == [(0, 1, 3, 0, 1)]


@pytest.mark.parametrize(
    "fields",
    [
        {"scale": SCALE, "units": ((5, 1),)},
        {"scale": (1, 0), "units": ()},
        {"scale": SCALE, "units": ((1, 2), (1, 2, 3))},
        {"scale": SCALE, "units": ((1, 2),), "groups": ("a", "b")},
    ],
)
def test_levels_off_the_scale_and_uneven_units_are_refused(fields: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"scale|raters|group"):
        Ratings(**fields)  # type: ignore[arg-type]


def test_cohens_kappa_is_of_two() -> None:
    with pytest.raises(ValueError, match="3 raters"):
        cohen_kappa(ratings((1, 2, 3)).places(), worth_of(5, Distance.LINEAR))


def test_of_units_that_hang_together_the_interval_is_wider() -> None:
    chance = Random(1)  # noqa: S311 - no secret
    units: list[tuple[int, int]] = []
    groups: list[str] = []
    for force in range(8):
        shift = force % 2
        for _ in range(12):
            level = chance.randrange(4)
            units.append((level, level + shift))
            groups.append(f"force {force}")
    alone = {i.name: i for i in figures_of(ratings(*units))}[Name.AGREEMENT]
    together = {i.name: i for i in figures_of(ratings(*units, groups=tuple(groups)))}[
        Name.AGREEMENT
    ]
    assert alone.value == together.value == 0.5
    assert alone.low is not None
    assert together.low is not None
    assert together.low < alone.low - 0.1


def test_few_groups_or_groups_all_alike_have_no_interval() -> None:
    units = ((1, 2), (2, 2), (3, 3), (0, 1)) * 4
    few = ratings(*units, groups=("a", "b", "c", "d") * 4)
    assert {(item.low, item.high) for item in figures_of(few)} == {(None, None)}
    alike = ratings(*units, groups=tuple(f"{i // 4}" for i in range(16)))
    assert {(item.low, item.high) for item in figures_of(alike)} == {(None, None)}


def test_full_agreement_has_an_interval_that_heeds_how_few_they_are() -> None:
    (first, *_) = figures_of(ratings((1, 1), (2, 2), (3, 3)))
    assert (first.value, first.high) == (1, 1)
    assert first.low == pytest.approx(0.4385, abs=0.0001)


@settings(max_examples=15)
@given(UNITS)
def test_raters_may_change_places_and_units_their_order(units: list[tuple[int, int]]) -> None:
    def values(found: Ratings) -> list[float | None]:
        return [item.value for item in figures_of(found)]

    one = values(ratings(*units))
    assert one == pytest.approx(values(ratings(*[(b, a) for a, b in units])), nan_ok=True)
    assert one == pytest.approx(values(ratings(*reversed(units))), nan_ok=True)


@settings(max_examples=15)
@given(UNITS)
@example([(0, 2), (0, 3), (0, 4), (0, 4), (1, 4)])  # AC2 of these is -1.08
def test_no_figure_passes_1_and_an_interval_holds_its_value(units: list[tuple[int, int]]) -> None:
    for item in figures_of(ratings(*units)):
        if item.value is not None:
            assert item.value <= 1 + 1e-12
        if item.low is not None and item.high is not None and item.value is not None:
            assert item.low - 1e-12 <= item.value <= item.high + 1e-12


@settings(max_examples=15)
@given(UNITS)
def test_the_smallest_change_towards_the_other_never_lowers_percent_agreement(
    units: list[tuple[int, int]],
) -> None:
    nearer = [(a, a) if place == 0 else (a, b) for place, (a, b) in enumerate(units)]
    how = (Name.AGREEMENT, "the same level")
    before, after = value(ratings(*units), *how), value(ratings(*nearer), *how)
    assert before is not None
    assert after is not None
    assert after >= before


@pytest.mark.parametrize("freedom", [1, 2, 3, 4, 9, 14, 42, 99, 2278])
def test_students_t_is_that_of_scipy(freedom: int) -> None:
    assert student(freedom) == pytest.approx(stats.t.ppf(0.975, freedom), rel=1e-9)
    with pytest.raises(ValueError, match="0 degrees"):
        student(0)
