"""Funnel limits and zones against figures that another program published.

Source: the test data of the R package PHEindicatormethods (ukhsa-collaboration, files
tests/testthat/testdata_funnel_prop_inputs.csv and ..._outputs.csv): a share of the people of each
primary care trust in England, the share of all of them together, limits by size, and the flag of
each trust. Its limits are normal ones; ours are exact. The two differ by what the normal leaves
out, which is known. Over all 303 trusts (which are not copied here) `dispersion_of` gave the
published 242.277 and 0.001432923 on the arcsine scale, and two outside the widened 99.8 % limits.
"""

from math import sqrt

import pytest

from slavery_benchmark.core.comparing.funnel import Zone
from slavery_benchmark.core.comparing.funnel_limits import (
    Dispersion,
    Limits,
    Widening,
    limits_at,
)

POOLED = 80.642448
Z_95, Z_998 = 1.959964, 3.090232
LIMITS = {
    102: (72.974925, 88.309971, 68.553233, 92.731663),
    260: (75.839936, 85.44496, 73.070432, 88.214464),
    1008: (78.203374, 83.081521, 76.796814, 84.488082),
    9998: (79.867989, 81.416907, 79.421375, 81.863521),
    20742: (80.10476, 81.180135, 79.794688, 81.490208),
    53016: (80.306129, 80.978767, 80.112181, 81.172715),
    110000: (80.408963, 80.875933, 80.274317, 81.010578),
}
"""By size: low and high limit of 95%, low and high of 99.8%, per cent."""
TRUSTS = {
    "Bradford City": (18365, 29277, Zone.BELOW_998),
    "Welwyn Hatfield": (18774, 23894, Zone.BELOW_998),
    "North Devon": (30278, 37828, Zone.BELOW_95),
    "Exeter": (24867, 30929, Zone.INSIDE),
    "West of Cornwall": (30453, 37741, Zone.INSIDE),
    "South Gloucestershire": (50051, 61921, Zone.INSIDE),
    "Hertsmere": (18551, 22905, Zone.INSIDE),
    "Fareham and Gosport": (37945, 46875, Zone.INSIDE),
    "North Tees": (36850, 45449, Zone.ABOVE_95),
    "West Norfolk": (26789, 33012, Zone.ABOVE_95),
    "Sheffield West": (23910, 29457, Zone.ABOVE_95),
    "South Tyneside": (29709, 36583, Zone.ABOVE_95),
    "East Devon": (21139, 25992, Zone.ABOVE_95),
    "Langbaurgh": (19941, 24224, Zone.ABOVE_998),
    "Gedling": (20624, 23267, Zone.ABOVE_998),
}


@pytest.mark.parametrize("size", LIMITS)
def test_limits_equal_the_published_ones_but_for_what_a_normal_leaves_out(size: int) -> None:
    share = POOLED / 100
    found = limits_at(size, share)
    ours = (found.low_95, found.high_95, found.low_998, found.high_998)
    scores = (-Z_95, Z_95, -Z_998, Z_998)
    for mine, theirs, z in zip(ours, LIMITS[size], scores, strict=True):
        # in cases: a whole count stands for half a case to either side, so that a limit lies half a
        # case further out, and a share above a half is skewed (the next term of the expansion of
        # Cornish and Fisher, 1937)
        left_out = (1 - 2 * share) * (z * z - 1) / 6 + (0.5 if z > 0 else -0.5)
        # what comes after that is of the order of one over the root of the size, in cases
        near = 100 * 1.5 / (sqrt(size) * size)
        assert mine == pytest.approx(theirs + 100 * left_out / size, abs=near)


def test_with_many_cases_limits_equal_the_published_ones_to_two_decimals() -> None:
    found = limits_at(110_000, POOLED / 100)
    ours = (found.low_95, found.high_95, found.low_998, found.high_998)
    assert ours == pytest.approx(LIMITS[110_000], abs=0.005)


def test_each_trust_lies_where_it_was_published_to_lie() -> None:
    for name, (x, n, zone) in TRUSTS.items():
        assert _zone(100 * x / n, limits_at(n, POOLED / 100)) is zone, name


WIDEST = {
    "Bradford City": (18365, 29277, Zone.BELOW_998),
    "Hammersmith and Fulham": (41002, 59726, Zone.BELOW_998),
    "City and Hackney": (49513, 69993, Zone.BELOW_95),
    "Heart of Birmingham": (45321, 63904, Zone.BELOW_95),
    "Gedling": (20624, 23267, Zone.ABOVE_95),
    "Exeter": (24867, 30929, Zone.INSIDE),
}
"""The two furthest out, and the next on either side."""


def test_two_trusts_lie_outside_the_limits_with_the_published_variance_between_them() -> None:
    spread = Dispersion(
        phi=238.498, p=0, allowed_for=True, arcsine_phi=242.277, tau_squared=0.001432923
    )
    for name, (x, n, zone) in WIDEST.items():
        limits = limits_at(n, POOLED / 100, spread, Widening.ADDITIVE)
        assert _zone(100 * x / n, limits) is zone, name


def _zone(value: float, limits: Limits) -> Zone:
    if value < limits.low_95:
        return Zone.BELOW_998 if value < limits.low_998 else Zone.BELOW_95
    if value > limits.high_95:
        return Zone.ABOVE_998 if value > limits.high_998 else Zone.ABOVE_95
    return Zone.INSIDE
