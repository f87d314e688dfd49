"""Points that lie on a limit of a funnel, or at the end of the scale, are not beyond it."""

from fractions import Fraction as F
from math import asin, pi, sqrt

import pytest

from slavery_benchmark.core.comparing.funnel import FunnelPoint, Point, WhyNoFunnel, Zone, funnel_of
from slavery_benchmark.core.comparing.funnel_limits import (
    Dispersion,
    Widening,
    dispersion_of,
    limits_at,
)
from tests.cases import measure

NCA = measure("COO-01m1")
ALIKE = [(5, 50), (5, 50), (5, 50), (5, 50)]


def last(x: int, n: int) -> FunnelPoint:
    """Return how x of n lies beside four forces with 10 %, about that target."""
    counts = [*ALIKE, (x, n)]
    points = [Point(force=f"F{at}", x=x, n=n, size=n) for at, (x, n) in enumerate(counts)]
    found = funnel_of(NCA, "COO-01", points, target=F(10))
    assert found.widening is None
    return found.points[-1]


@pytest.mark.parametrize(
    ("x", "n", "zone"),
    [
        # F(0) = 0.9^n. Of 20 it is 12 %, of 36 2.3 %: below 2.5 %. Of 65 it is 0.11 %: above 0.1 %
        (0, 20, Zone.INSIDE),  # the limit is 0 itself: nobody can lie below it
        (0, 35, Zone.INSIDE),
        (0, 36, Zone.BELOW_95),
        (0, 65, Zone.BELOW_95),  # and the outer limit is 0
        (0, 66, Zone.BELOW_998),
        (2, 20, Zone.INSIDE),
        # P(X >= 4) = 13 %, P(X >= 5) = 4.3 %, P(X >= 6) = 1.1 %, P(X >= 7) = 0.24 %, then 0.04 %
        (5, 20, Zone.INSIDE),
        (6, 20, Zone.ABOVE_95),
        (7, 20, Zone.ABOVE_95),
        (8, 20, Zone.ABOVE_998),
    ],
)
def test_nobody_lies_below_a_limit_that_is_the_end_of_the_scale(x: int, n: int, zone: Zone) -> None:
    assert last(x, n).zone is zone


@pytest.mark.parametrize(("x", "n"), [(3, 3), (0, 3), (11, 11), (0, 11)])
def test_nobody_lies_beyond_widened_limits_that_are_the_ends_of_the_scale(x: int, n: int) -> None:
    wide = [(15, 50), (20, 50), (25, 50), (30, 50), (35, 50), (12, 50), (38, 50), (x, n)]
    points = [Point(force=f"F{at}", x=x, n=n, size=n) for at, (x, n) in enumerate(wide)]
    found = funnel_of(NCA, "COO-01", points, target=F(50))
    assert found.widening == "multiplicative"
    point = found.points[-1]
    assert (point.limits.low_95, point.limits.high_95) == (0, 100)
    assert point.zone is Zone.INSIDE


@pytest.mark.parametrize(("x", "n"), [(20, 20), (0, 20), (25, 25), (0, 25)])
def test_of_widened_limits_the_outer_may_be_the_end_of_the_scale_alone(x: int, n: int) -> None:
    near = [(17, 50), (20, 50), (25, 50), (30, 50), (33, 50)]
    points = [
        Point(force=f"F{at}", x=x, n=n, size=n) for at, (x, n) in enumerate([*near * 2, (x, n)])
    ]
    point = funnel_of(NCA, "COO-01", points, target=F(50)).points[-1]
    assert (point.limits.low_998, point.limits.high_998) == (0, 100)
    assert 0 < point.limits.low_95 < point.limits.high_95 < 100
    assert point.zone is (Zone.ABOVE_95 if x else Zone.BELOW_95)


def test_two_forces_have_a_dispersion() -> None:
    # z of 1 and -1, drawn in to 0.8 and -0.8: 1.28 over two
    one = 0.5 / sqrt(50)  # a standard deviation of 25 of 50
    found = dispersion_of([0.5 + one, 0.5 - one], [50, 50], 0.5)
    assert found.phi == pytest.approx(0.64)
    # asin(root of 0.5707) is 0.0709 above pi / 4: times 2 root 50, 1.0032 and -1.0032
    z = 2 * sqrt(50) * (asin(sqrt(0.5 + one)) - pi / 4)
    assert z == pytest.approx(1.0034, abs=5e-4)
    assert found.arcsine_phi == pytest.approx(0.64 * z * z)
    assert found.tau_squared == pytest.approx((1.28 * z * z - 1) / (400 - 200))


def test_five_forces_have_a_funnel_and_four_have_none() -> None:
    points = [
        Point(force=f"F{at}", x=x, n=n, size=n) for at, (x, n) in enumerate([*ALIKE, (5, 50)])
    ]
    assert funnel_of(NCA, "COO-01", points).why_none is None
    assert funnel_of(NCA, "COO-01", points[:4]).why_none is WhyNoFunnel.FEW_FORCES


@pytest.mark.parametrize("sizes", [(50, 50, 50, 50, 50), (1, 2, 3, 4, 5), (1, 1, 1, 1, 1)])
def test_the_grid_reaches_a_tenth_beyond_the_largest_force_or_one_more(
    sizes: tuple[int, ...],
) -> None:
    points = [Point(force=f"F{n}", x=n % 2, n=n, size=n) for n in sizes]
    found = funnel_of(NCA, "COO-01", points, target=F(50))
    drawn = [limits.size for limits in found.grid]
    assert drawn[0] == 1
    assert drawn[-1] == max(max(sizes) * 11 // 10, max(sizes) + 1)


def test_limits_of_one_case_are_had_and_stay_on_the_scale() -> None:
    for target in (0.001, 0.5, 0.999):
        spread = Dispersion(phi=81, p=0.0, allowed_for=True, arcsine_phi=81, tau_squared=1)
        for widening in Widening:
            found = limits_at(1, target, spread, widening)
            assert 0 <= found.low_998 <= found.low_95 <= found.high_95 <= found.high_998 <= 100
        found = limits_at(1, target)
        assert 0 <= found.low_998 <= found.low_95 <= found.high_95 <= found.high_998 <= 100
