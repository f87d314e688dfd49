"""Funnel plots: limits, dispersion, and which forces are on them."""

from fractions import Fraction as F
from math import asin, log, pi, sin, sqrt

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binom, chi2, norm

from slavery_benchmark.core.cases.measuring import Range
from slavery_benchmark.core.cases.table import Selection
from slavery_benchmark.core.comparing.funnel import (
    FunnelPoint,
    Point,
    WhyLeftOut,
    WhyNoFunnel,
    Widen,
    Zone,
    effective_size,
    funnel_of,
    funnels_of,
)
from slavery_benchmark.core.comparing.funnel_family import expected_outside, with_adjusted
from slavery_benchmark.core.comparing.funnel_limits import (
    Dispersion,
    Widening,
    chi_squared_above,
    dispersion_of,
    limits_at,
    winsorised,
    z_score,
)
from slavery_benchmark.core.comparing.tails import at_least, at_most, lower_count, upper_count
from slavery_benchmark.core.framework.measures import Direction
from slavery_benchmark.core.intervals import share_interval
from tests.cases import case_files, measure
from tests.core.view.runs import scored, shipped

NCA = measure("COO-01m1")


def points(*counts: tuple[int, int]) -> list[Point]:
    return [Point(force=f"F{at}", x=x, n=n, size=n) for at, (x, n) in enumerate(counts)]


def on_plot(found: tuple[FunnelPoint, ...]) -> dict[str, Zone]:
    return {point.force: point.zone for point in found}


def test_limits_from_a_printed_table_of_the_binomial_distribution() -> None:
    # n = 20, p = 0.1 in any textbook: F(4) = 0.9568, F(5) = 0.9887, F(6) = 0.9976, F(7) = 0.9996
    # 95 %: P(X >= 5) = 0.0432 is above 0.025, P(X >= 6) = 0.0113 is not: between 5 and 6, at
    # 5 + (0.0432 - 0.025) / (0.0432 - 0.0113) = 5.571 of 20
    # 99.8 %: P(X >= 7) = 0.0024, P(X >= 8) = 0.0004: 7 + (0.0024 - 0.001) / 0.002 = 7.7 of 20
    found = limits_at(20, 0.1)
    assert found.high_95 == pytest.approx(27.85, abs=0.02)
    assert found.high_998 == pytest.approx(38.5, abs=0.3)
    # F(0) = 0.1216 is above 2.5 % already: nobody can be below
    assert (found.low_95, found.low_998) == (0, 0)


def test_the_lower_limit_from_the_same_table() -> None:
    # n = 20, p = 0.5: F(5) = 0.02069, F(6) = 0.05766, so (0.05766 - 0.025) / 0.03696 below 6
    assert lower_count(20, 0.5, 0.025) == pytest.approx(5.1165, abs=0.001)
    assert upper_count(20, 0.5, 0.025) == pytest.approx(14.8835, abs=0.001)


@given(
    st.integers(1, 100_000),
    st.floats(0.0005, 0.9995),
    st.sampled_from([0.025, 0.001]),
)
def test_limits_are_the_interpolated_quantiles(size: int, target: float, tail: float) -> None:
    def reference(p: float) -> float:
        r = binom.ppf(p, size, target)
        step = binom.cdf(r, size, target) - binom.cdf(r - 1, size, target)
        return float(r - (binom.cdf(r, size, target) - p) / step)

    assert lower_count(size, target, tail) == pytest.approx(reference(tail), abs=1e-5 * size)
    above = reference(1 - tail) + 1
    assert upper_count(size, target, tail) == pytest.approx(above, abs=1e-5 * size)


@given(st.integers(1, 400), st.floats(0.01, 0.99), st.integers(0, 400))
def test_a_count_is_outside_a_limit_only_where_its_exact_tail_says_so(
    size: int, target: float, x: int
) -> None:
    x = min(x, size)
    found, value = limits_at(size, target), 100 * x / size
    low, high = at_most(x, size, target), at_least(x, size, target)
    assert low == pytest.approx(binom.cdf(x, size, target), rel=1e-9)
    assert high == pytest.approx(binom.sf(x - 1, size, target), rel=1e-9)
    for tail, below, above in (
        (0.025, found.low_95, found.high_95),
        (0.001, found.low_998, found.high_998),
    ):
        if abs(low / tail - 1) > 1e-9:
            assert (value < below) is (low < tail)
        if abs(high / tail - 1) > 1e-9:
            assert (value > above) is (high < tail)


@given(
    st.integers(1, 2000),
    st.floats(0.01, 0.99),
    st.floats(1, 25),
    st.floats(0, 1),
    st.sampled_from(Widening),
)
def test_limits_enclose_the_target_and_each_other(
    size: int, target: float, phi: float, tau: float, widening: Widening
) -> None:
    spread = Dispersion(phi=phi, p=0, allowed_for=True, arcsine_phi=phi, tau_squared=tau)
    found = limits_at(size, target, spread, widening)
    assert 0 <= found.low_998 <= found.low_95 <= 100 * target + 1e-9
    assert found.high_95 <= found.high_998 <= 100
    narrow = limits_at(size, target)
    assert found.low_95 <= narrow.low_95 + 1e-9
    assert found.high_998 >= narrow.high_998 - 1e-9


def test_limits_of_nothing_are_refused() -> None:
    for size, target in ((0, 0.5), (10, 0.0), (10, 1.0)):
        with pytest.raises(ValueError, match="no limits"):
            limits_at(size, target)


@pytest.mark.parametrize("degrees", [1, 2, 5, 12, 43])
@pytest.mark.parametrize("value", [0, 0.5, 4, 20, 80])
def test_the_chi_squared_distribution(value: float, degrees: int) -> None:
    assert chi_squared_above(value, degrees) == pytest.approx(chi2.sf(value, degrees), abs=1e-12)


def test_dispersion_by_hand() -> None:
    z_scores = [-3.0, -1.0, 0.0, 1.0, 3.0]
    # quantiles at 0.1 and 0.9 of five: -3 + 0.4 x 2 = -2.2, and 2.2
    assert winsorised(z_scores) == pytest.approx([-2.2, -1, 0, 1, 2.2])
    # 9, 18, 18, 18 and 27 of 36 about a half: z of -3, 0, 0, 0 and 3, drawn in to 1.8; 6.48 over 5
    found = dispersion_of([0.25, 0.5, 0.5, 0.5, 0.75], [36] * 5, 0.5)
    assert found.phi == pytest.approx(1.296)
    assert found.p == pytest.approx(chi2.sf(6.48, 4))
    assert not found.allowed_for  # 6.48 is below 9.49
    # the arcsines of the roots of 1/4, 1/2 and 3/4 are 30, 45 and 60 degrees: z = 12 x pi / 12,
    # drawn in to 0.6 pi; weights 4 x 36 = 144: sum 720, less 5 x 144^2 / 720 = 144
    squares = 2 * (0.6 * pi) ** 2  # 7.106
    assert found.arcsine_phi == pytest.approx(squares / 5)
    assert found.tau_squared == pytest.approx((squares - 4) / 576)


def test_of_a_count_between_two_whole_ones_the_larger_tail_is_taken() -> None:
    assert at_most(2.5, 20, 0.5) == at_most(3, 20, 0.5)
    assert at_least(17.5, 20, 0.5) == at_least(17, 20, 0.5)
    assert at_least(0, 20, 0.5) == at_most(20, 20, 0.5) == 1
    assert at_most(-1, 20, 0.5) == at_least(21, 20, 0.5) == 0


def test_forces_that_are_more_alike_than_chance_have_no_narrower_limits() -> None:
    found = funnel_of(NCA, "COO-01", points(*[(10, 20)] * 9), widen=Widen.MULTIPLICATIVE)
    assert found.dispersion is not None
    assert found.dispersion.phi < 1
    assert found.points[0].limits == limits_at(20, 0.5)


def test_additive_widening_by_hand() -> None:
    # 36 about a half, tau squared 1 / 144: the root of 1 / 144 + 1 / 144 is 0.11785, so that the
    # limits are the squared sines of 45 degrees and 1.96 x 0.11785 = 0.23098 to either side
    spread = Dispersion(phi=1, p=0, allowed_for=True, arcsine_phi=2, tau_squared=1 / 144)
    found = limits_at(36, 0.5, spread, Widening.ADDITIVE)
    assert found.low_95 == pytest.approx(100 * sin(pi / 4 - 0.23098) ** 2, abs=0.001)
    assert found.high_95 == pytest.approx(72.29, abs=0.01)
    # where nothing lies between the forces, the exact limits stand
    none = Dispersion(phi=1, p=1, allowed_for=False, arcsine_phi=1, tau_squared=0)
    assert limits_at(12, 0.92, none, Widening.ADDITIVE).high_998 == 100


def test_twelve_of_twelve_is_outside_nothing() -> None:
    # at 92 % that happens to 0.92^12 = 37 % of forces
    found = funnel_of(NCA, "COO-01", points(*[(55, 60)] * 5, (12, 12)))
    assert found.target == F(100 * 287, 312)  # 92.0 %
    last = found.points[-1]
    assert last.zone is Zone.INSIDE
    assert (last.limits.high_95, last.limits.high_998) == (100, 100)
    assert last.p == pytest.approx(min(1, 2 * (287 / 312) ** 12))


@pytest.mark.parametrize("share", [0.5, 0.9, 0.97])
def test_of_forces_that_are_alike_no_more_lie_outside_than_chance_gives(share: float) -> None:
    import numpy as np

    drawn = np.random.default_rng(20261201)
    found = []
    for _ in range(30):
        sizes = drawn.integers(10, 60, 43)
        counts = drawn.binomial(sizes, share)
        pairs = [(int(x), int(n)) for x, n in zip(counts, sizes, strict=True)]
        found.append(funnel_of(NCA, "COO-01", points(*pairs), widen=Widen.NEVER))
    seen = expected_outside(found)
    assert seen.forces == 30 * 43
    assert seen.by_chance_95 < 0.05 * seen.forces
    assert seen.by_chance_998 < 0.002 * seen.forces
    # three standard deviations of so many counts
    assert abs(seen.outside_95 - seen.by_chance_95) < 3 * sqrt(seen.by_chance_95)
    assert seen.outside_998 <= seen.by_chance_998 + 3 * sqrt(seen.by_chance_998)
    assert sum(f.dispersion is not None and f.dispersion.allowed_for for f in found) <= 3
    flagged = [p for f in with_adjusted(found) for p in f.points if (p.adjusted or 0) < 0.05]
    assert flagged == []


def test_what_is_found_stands_beside_what_chance_would_bring() -> None:
    # 10 of 20 at a half: P(X <= 5) = P(X >= 15) = 0.0207, P(X <= 3) = P(X >= 17) = 0.0013,
    # P(X <= 2) = P(X >= 18) = 0.0002
    found = funnel_of(NCA, "COO-01", points(*[(10, 20)] * 9, (19, 20)), target=F(50))
    assert found.widening is None
    seen = expected_outside([found])
    assert (seen.forces, seen.outside_95, seen.outside_998) == (10, 1, 1)
    assert seen.by_chance_95 == pytest.approx(10 * 2 * 0.0207, abs=0.001)
    assert seen.by_chance_998 == pytest.approx(10 * 2 * 0.0002, abs=0.0001)
    wide = funnel_of(NCA, "COO-01", points(*[(5, 20)] * 5, *[(15, 20)] * 5), target=F(50))
    assert wide.widening is Widening.MULTIPLICATIVE
    assert expected_outside([wide]).by_chance_95 == pytest.approx(0.5)
    assert expected_outside([found, wide]).forces == 20


def test_adjusted_probabilities_are_over_all_points_of_all_funnels() -> None:
    one = funnel_of(NCA, "COO-01", points(*[(10, 20)] * 9, (19, 20)), target=F(50))
    last = one.points[-1]
    # 21 ways in 2^20, on both sides; it is the least of 20, so that 20 times that is its own
    assert last.p == pytest.approx(2 * 21 / 2**20)
    found = with_adjusted([one, funnel_of(NCA, "COO-01", points(*[(10, 20)] * 10))])
    assert found[0].points[-1].adjusted == pytest.approx(20 * 2 * 21 / 2**20)
    assert found[1].points[0].adjusted == 1


@pytest.mark.parametrize(("direction", "better"), [("higher", True), ("lower", False)])
def test_better_and_worse_are_told_by_the_direction_of_the_measure(
    direction: Direction, better: bool
) -> None:
    made = msgspec.structs.replace(NCA, direction=direction)
    found = funnel_of(made, "COO-01", points(*[(10, 20)] * 5))
    assert found.is_better(Zone.ABOVE_95) is found.is_better(Zone.ABOVE_998) is better
    assert found.is_better(Zone.BELOW_95) is found.is_better(Zone.BELOW_998) is not better
    assert found.is_better(Zone.INSIDE) is None


def test_the_mean_square_published_with_another_program() -> None:
    # six ratios in the tests of the R package FunnelPlotR: phi is 2.948033, from z = log(x / e)
    # times the root of e, of which none of six is trimmed
    observed = [100, 150, 180, 80, 120, 225]
    expected = [108, 112, 165, 95, 100, 220]
    z_scores = [log(x / e) * sqrt(e) for x, e in zip(observed, expected, strict=True)]
    squares = sum(z * z for z in winsorised(z_scores, 0))
    assert round(squares / 6, 6) == 2.948033


def test_no_dispersion_of_one() -> None:
    with pytest.raises(ValueError, match="fewer than two"):
        dispersion_of([1.0], [10], 0.5)


def test_forces_alike_have_narrow_limits_and_one_stands_out() -> None:
    alike = [(20, 40), (21, 40), (19, 40), (30, 60), (25, 50), (20, 40), (40, 80), (20, 41)]
    found = funnel_of(NCA, "COO-01", points(*alike, (8, 40)))
    assert found.target == F(100 * (195 + 8), 391 + 40)
    assert found.dispersion is not None
    assert not found.dispersion.allowed_for
    assert found.widening is None
    zones = on_plot(found.points)
    assert zones["F8"] is Zone.BELOW_998
    assert {zone for force, zone in zones.items() if force != "F8"} == {Zone.INSIDE}
    assert [point.force for point in found.outside()] == ["F8"]
    last = found.points[-1]
    assert last.z == pytest.approx(z_score(0.2, 40, 203 / 431))
    assert found.unit == "cases"


@pytest.mark.parametrize(
    ("x", "zone"),
    [
        (8, Zone.BELOW_998),
        (12, Zone.BELOW_95),
        (13, Zone.INSIDE),
        (28, Zone.ABOVE_95),
        (36, Zone.ABOVE_998),
    ],
)
def test_each_of_the_five_places_on_a_plot(x: int, zone: Zone) -> None:
    # about half of 40: 95 % of forces lie between 13.8 and 26.2, 99.8 % between 10.2 and 29.8
    alike = [(20, 40), (21, 40), (19, 40), (30, 60), (25, 50), (20, 40), (40, 80), (22, 44)]
    zones = on_plot(funnel_of(NCA, "COO-01", points(*alike, (x, 40))).points)
    assert zones["F8"] is zone


def test_forces_that_differ_widely_have_wide_limits_and_it_is_named() -> None:
    wide = [(15, 50), (20, 50), (25, 50), (30, 50), (35, 50), (12, 50), (38, 50)]
    plain = funnel_of(NCA, "COO-01", points(*wide))
    assert plain.dispersion is not None
    assert plain.dispersion.allowed_for
    assert plain.widening == "multiplicative"
    exact = limits_at(50, 0.5)
    point = plain.points[0]
    assert point.limits.high_95 == pytest.approx(
        50 + sqrt(plain.dispersion.phi) * (exact.high_95 - 50)
    )
    assert point.zone is Zone.INSIDE
    assert point.p == pytest.approx(
        2 * norm.cdf(norm.ppf(binom.cdf(15, 50, 0.5)) / sqrt(plain.dispersion.phi))
    )
    between = funnel_of(NCA, "COO-01", points(*wide), widen=Widen.ADDITIVE)
    assert between.widening is Widening.ADDITIVE
    far = 1.959964 * sqrt(1 / 200 + plain.dispersion.tau_squared)
    assert between.points[0].limits.high_95 == pytest.approx(100 * sin(pi / 4 + far) ** 2)
    z = 2 * sqrt(50) * (pi / 4 - asin(sqrt(0.3))) / sqrt(1 + 200 * plain.dispersion.tau_squared)
    assert between.points[0].p == pytest.approx(2 * norm.sf(z))
    assert funnel_of(NCA, "COO-01", points(*wide), widen=Widen.NEVER).widening is None


def test_a_target_can_be_given() -> None:
    found = funnel_of(NCA, "COO-01", points(*[(45, 50)] * 5), target=F(50))
    assert found.target == 50
    assert not found.pooled
    # all five lie alike: that is dispersion about the target, and the limits allow for it
    assert found.dispersion is not None
    assert found.dispersion.allowed_for


def test_the_grid_holds_every_force_and_its_limits() -> None:
    found = funnel_of(NCA, "COO-01", points((3, 10), (9, 20), (15, 30), (30, 60), (250, 500)))
    sizes = [limits.size for limits in found.grid]
    assert sizes == sorted(set(sizes))
    assert (sizes[0], sizes[-1]) == (1, 550)
    assert len(sizes) <= 82
    by_size = {limits.size: limits for limits in found.grid}
    for point in found.points:
        if point.n in by_size:
            assert point.limits == by_size[point.n]


def test_why_there_is_no_funnel() -> None:
    few = funnel_of(NCA, "COO-01", points(*[(5, 10)] * 4))
    assert few.why_none is WhyNoFunnel.FEW_FORCES
    assert (few.target, few.points, few.grid) == (None, (), ())
    for x in (0, 10):
        alike = funnel_of(NCA, "COO-01", points(*[(x, 10)] * 5))
        assert alike.why_none is WhyNoFunnel.ALL_ALIKE


@given(st.lists(st.tuples(st.integers(0, 4), st.integers(1, 4)), min_size=3, max_size=40))
def test_the_effective_size_comes_back_from_the_interval(cases: list[tuple[int, int]]) -> None:
    counted = [(min(x, m), m, 1) for x, m in cases]
    ends = share_interval(counted)
    x, n = sum(item[0] for item in counted), ends.people
    found = effective_size(x, n, Range(100 * ends.low, 100 * ends.high))
    assert found == pytest.approx(min(max(ends.effective_size, 1), n), rel=1e-6)


def test_which_forces_are_left_out_and_why() -> None:
    whole = {"nca": ["Yes"] * 10 + ["No"] * 10}
    forces = [scored(f"F{n}", whole, fictional=False) for n in range(5)]
    forces += [
        scored("Chosen", case_files(whole, selection=Selection.OTHER), fictional=False),
        scored("Incomplete", case_files(whole, selection=Selection.INCOMPLETE), fictional=False),
        scored("Few", {"nca": ["Yes"] * 9}, fictional=False),
        scored("Unknown", {"nca": ["Yes"] * 10 + [""] * 10}, fictional=False),
        scored("None", None, fictional=False),
        scored("Invented", whole),
    ]
    found = funnels_of(forces, shipped())
    assert [item.measure for item in found] == [
        item.id for _, item in shipped().measures() if item.kind != "median"
    ]
    shared = next(item for item in found if item.measure == "COO-01m1")
    assert {point.force for point in shared.points} == {f"F{n}" for n in range(5)}
    assert shared.target == 50
    assert {item.force: item.why for item in shared.left_out} == {
        "Chosen": WhyLeftOut.CHOSEN,
        "Incomplete": WhyLeftOut.CHOSEN,
        "Few": WhyLeftOut.TOO_FEW,
        "Unknown": WhyLeftOut.TOO_LITTLE_KNOWN,
        "None": WhyLeftOut.NOT_SUPPLIED,
        "Invented": WhyLeftOut.INVENTED,
    }


def test_people_of_one_case_count_less_than_as_many_cases() -> None:
    # 20 cases of 3 people, all alike in each: 60 people tell as much as about 20
    columns = {"victims": [3] * 20, "safeguarded": [3] * 10 + [0] * 10}
    forces = [scored(f"F{n}", columns, fictional=False) for n in range(5)]
    found = next(f for f in funnels_of(forces, shipped()) if f.measure == "VIC-04m1")
    point = found.points[0]
    assert (point.x, point.n) == (30, 60)
    assert 15 < point.size < 21
    assert point.limits == limits_at(int(point.size), 0.5)
    assert found.unit == "effective number of people"


def test_what_a_dispersion_says() -> None:
    found = dispersion_of([0.51, 0.49, 0.52, 0.48, 0.5], [20] * 5, 0.5)
    assert isinstance(found, Dispersion)
    assert found.tau_squared == 0
    assert not found.allowed_for
