"""Intervals for counts and shares, for those who say that their figures are a sample."""

from collections.abc import Iterable
from fractions import Fraction
from math import hypot, sqrt

import msgspec

Z_95 = 1.959963984540054
"""The 97.5 % point of the standard normal distribution."""


class ShareInterval(msgspec.Struct, frozen=True, kw_only=True):
    """A share of people, counted over cases, with its interval.

    share: people counted by all people, 0 to 1.
    low, high: ends of the interval, 0 to 1; the share lies between them.
    cases: cases with at least one person.
    people: people in these cases.
    effective_size: number of independent people who would tell as much; at most `people`.
    """

    share: Fraction
    low: float
    high: float
    cases: int
    people: int
    effective_size: float


def wilson(count: int, total: int, z: float = Z_95) -> tuple[float, float]:
    """Return Wilson's score interval for a proportion, inside 0 to 1.

    Source: E. B. Wilson, "Probable inference, the law of succession, and statistical inference",
    Journal of the American Statistical Association 22 (1927). ValueError without any trials.
    """
    if total <= 0 or not 0 <= count <= total:
        raise ValueError(f"{count} of {total} is no proportion")
    return _wilson(count / total, total, z)


def share_interval(cases: Iterable[tuple[int, int, int]], z: float = Z_95) -> ShareInterval:
    """Return the share sum(x) / sum(m) of people, with an interval that heeds who shares a case.

    cases: (x, m, times): `times` cases in which x of m people count. Cases without people leave
    all sums. ValueError where nobody is left, or x is not within 0 to m.

    It is Wilson's interval with an effective size in place of the number of people, because what
    happens to the people of one case tends to be alike. Cases are taken as independent.

    With M = sum(m), p = sum(x) / M and e = x - p m the effective size is the smaller of two:

    1. M^2 / sum(m^2), what is left if the people of a case are all alike;
    2. p (1 - p) / v with v = sum(e^2) / M^2, the linearised variance of a ratio. It is smaller
       where large cases differ from the small ones.

    From few cases nobody can tell how alike the people of a case are: v says too little where the
    few large ones happen to agree, so it never makes the size larger. Where v is 0 (nobody counts,
    or everybody, or the same share in every case) it says nothing. With one person in each case
    both are M, and it is Wilson's interval for M people.

    Sources: of the design effect 1 + (m - 1) rho, here with rho = 1, L. Kish, "Survey Sampling"
    (1965); of v, W. G. Cochran, "Sampling Techniques" (1977), on the estimation of a ratio; of
    Wilson's interval with an effective size, C. Franco, R. J. A. Little, T. A. Louis and E. V.
    Slud, "Comparative study of confidence intervals for proportions in complex sample surveys",
    Journal of Survey Statistics and Methodology 7 (2019).
    """
    groups = _checked(cases)
    people = sum(m * times for _, m, times in groups)
    if not people:
        raise ValueError("nobody to take a share of")
    counted = sum(x * times for x, _, times in groups)
    size = _effective_size(groups, counted, people)
    low, high = _wilson(counted / people, size, z)
    return ShareInterval(
        share=Fraction(counted, people),
        low=low,
        high=high,
        cases=sum(times for _, _, times in groups),
        people=people,
        effective_size=size,
    )


class Estimate(msgspec.Struct, frozen=True):
    """A value with both ends of its 95 % interval, in one unit; infinity: there is no such end."""

    value: float
    low: float
    high: float


def difference_interval(first: Estimate, second: Estimate) -> tuple[float, float]:
    """Return a 95 % interval for the first value less the second, of two independent samples.

    With the values v and their intervals from l to h: from d - sqrt((v1 - l1)^2 + (h2 - v2)^2) to
    d + sqrt((h1 - v1)^2 + (v2 - l2)^2), where d = v1 - v2. Of two proportions with Wilson's
    intervals it is Newcombe's hybrid score interval: 56/70 against 48/80 gives 0.0524 to 0.3339.

    Sources: R. G. Newcombe, "Interval estimation for the difference between independent
    proportions: comparison of eleven methods", Statistics in Medicine 17 (1998), method 10; for
    other values than proportions G. Y. Zou and A. Donner, "Construction of confidence limits about
    effect measures: a general approach", Statistics in Medicine 27 (2008).
    """
    difference = first.value - second.value
    return (
        difference - hypot(first.value - first.low, second.high - second.value),
        difference + hypot(first.high - first.value, second.value - second.low),
    )


def _checked(cases: Iterable[tuple[int, int, int]]) -> list[tuple[int, int, int]]:
    """Return the cases that have people."""
    groups = []
    for x, m, times in cases:
        if times < 0 or not 0 <= x <= m:
            raise ValueError(f"{times} cases with {x} of {m} people: that cannot be")
        if m and times:
            groups.append((x, m, times))
    return groups


def _effective_size(groups: list[tuple[int, int, int]], counted: int, people: int) -> float:
    """Return how many independent people would tell as much; `share_interval` says how."""
    alike = people**2 / sum(times * m**2 for _, m, times in groups)
    # e times M, so that all is in whole numbers
    squares = sum(times * (x * people - counted * m) ** 2 for x, m, times in groups)
    if not squares:
        return alike
    return min(alike, counted * (people - counted) * people**2 / squares)


def _wilson(share: float, total: float, z: float) -> tuple[float, float]:
    """Return Wilson's interval; the total need not be a whole number."""
    middle = share + z * z / (2 * total)
    spread = z * sqrt(share * (1 - share) / total + z * z / (4 * total * total))
    base = 1 + z * z / total
    # rounding must not push an end past the share or past 0 and 1
    low = min(max((middle - spread) / base, 0.0), share)
    return low, max(min((middle + spread) / base, 1.0), share)
