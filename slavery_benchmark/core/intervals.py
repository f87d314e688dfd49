"""Intervals for counts and shares, for those who say that their figures are a sample."""

from collections.abc import Iterable
from fractions import Fraction
from functools import lru_cache
from math import atan, cos, erf, gamma, pi, sin, sqrt

import msgspec

Z_95 = 1.959963984540054
"""The 97.5 % point of the standard normal distribution."""
T_BY_SERIES = 100
"""From this number of degrees of freedom on, the t point is taken from an expansion."""


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

    With n cases, M = sum(m), p = sum(x) / M and e = x - p m:

    1. variance of p: v = sum(e^2) / M^2, the linearised variance of a ratio; size: p (1 - p) / v;
    2. two corrections, as v is itself an estimate: the size is multiplied by (n - 1) / n, and by
       (z / t)^2, t being the point of Student's distribution that belongs to z. Its degrees of
       freedom are 2 sum(e^2)^2 / (sum(e^4) - sum(e^2)^2 / n), rounded down, from 1 to n - 1:
       few, where few cases make up most of v, as with rare answers or one very large case;
    3. the corrections stop at M^2 / sum(m^2), what is left if the people of a case are all alike,
       and nothing goes above M;
    4. v is 0 where p is 0 or 1, or the share is the same in every case. It then says nothing of
       use, and the size is n, as if all people of a case were alike.

    With one person in each case M^2 / sum(m^2) = M: it is then Wilson's interval for M people.

    Sources: of the effective size with a t correction, E. L. Korn and B. I. Graubard, "Confidence
    intervals for proportions with small expected number of positive counts estimated from survey
    data", Survey Methodology 24 (1998), there for the exact binomial interval; of Wilson's with it,
    C. Franco, R. J. A. Little, T. A. Louis and E. V. Slud, "Comparative study of confidence
    intervals for proportions in complex sample surveys", Journal of Survey Statistics and
    Methodology 7 (2019); of the degrees of freedom, F. E. Satterthwaite, "An approximate
    distribution of estimates of variance components", Biometrics Bulletin 2 (1946).
    """
    groups = _checked(cases)
    people = sum(m * times for _, m, times in groups)
    if not people:
        raise ValueError("nobody to take a share of")
    counted = sum(x * times for x, _, times in groups)
    size = _effective_size(groups, counted, people, z)
    low, high = _wilson(counted / people, size, z)
    return ShareInterval(
        share=Fraction(counted, people),
        low=low,
        high=high,
        cases=sum(times for _, _, times in groups),
        people=people,
        effective_size=size,
    )


@lru_cache(maxsize=1024)
def t_quantile(probability: float, degrees: int) -> float:
    """Return the point of Student's t below which `probability` lies, from 0.5 to below 1.

    Up to 100 degrees of freedom by Newton's method on the closed form of the distribution, above
    by an expansion in 1/degrees; the relative error is below 1e-10 at 0.975 and below 2e-9 up to
    0.999. ValueError for other arguments.

    Source: M. Abramowitz and I. A. Stegun (eds), "Handbook of Mathematical Functions" (1964),
    26.7.3, 26.7.4 and 26.7.5.
    """
    if degrees < 1 or not 0.5 <= probability < 1:
        raise ValueError(f"no point of t at {probability} with {degrees} degrees of freedom")
    if degrees >= T_BY_SERIES:
        from statistics import NormalDist  # slow to import, and seldom needed

        z = NormalDist().inv_cdf(probability)
        return (
            z
            + (z**3 + z) / (4 * degrees)
            + (5 * z**5 + 16 * z**3 + 3 * z) / (96 * degrees**2)
            + (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / (384 * degrees**3)
            + (79 * z**9 + 776 * z**7 + 1482 * z**5 - 1920 * z**3 - 945 * z) / (92160 * degrees**4)
        )
    density = gamma((degrees + 1) / 2) / (sqrt(degrees * pi) * gamma(degrees / 2))
    point = 0.0
    while True:
        # the distribution is concave above 0, so that the steps go up to the point
        slope = density * (1 + point * point / degrees) ** (-(degrees + 1) / 2)
        step = (probability - 0.5 - _t_within(point, degrees) / 2) / slope
        if step <= 1e-14 * point:
            return point
        point += step


def _t_within(point: float, degrees: int) -> float:
    """Return the probability that Student's t lies between -point and point."""
    angle = atan(point / sqrt(degrees))
    shrink = cos(angle) ** 2
    if degrees % 2 == 0:
        term, first = sin(angle), 1
    elif degrees > 1:
        term, first = sin(angle) * cos(angle), 2
    else:
        return 2 * angle / pi
    total = 0.0
    for below in range(first, degrees, 2):
        total += term
        term *= shrink * below / (below + 1)
    return total if degrees % 2 == 0 else 2 / pi * (angle + total)


def _checked(cases: Iterable[tuple[int, int, int]]) -> list[tuple[int, int, int]]:
    """Return the cases that have people."""
    groups = []
    for x, m, times in cases:
        if times < 0 or not 0 <= x <= m:
            raise ValueError(f"{times} cases with {x} of {m} people: that cannot be")
        if m and times:
            groups.append((x, m, times))
    return groups


def _effective_size(
    groups: list[tuple[int, int, int]], counted: int, people: int, z: float
) -> float:
    """Return how many independent people would tell as much; `share_interval` says how."""
    cases = sum(times for _, _, times in groups)
    # e times M, so that all is in whole numbers
    errors = [(x * people - counted * m, times) for x, m, times in groups]
    squares = sum(times * error**2 for error, times in errors)
    if not squares:
        return float(cases)
    fourths = sum(times * error**4 for error, times in errors)
    uneven = cases * fourths - squares**2
    degrees = cases - 1
    if uneven:
        degrees = max(1, min(degrees, 2 * cases * squares**2 // uneven))
    size = counted * (people - counted) * people**2 / squares
    alike = people**2 / sum(times * m**2 for _, m, times in groups)
    t = t_quantile((1 + erf(z / sqrt(2))) / 2, degrees)
    corrected = size * (cases - 1) / cases * (z / t) ** 2
    return min(max(corrected, min(size, alike)), float(people))


def _wilson(share: float, total: float, z: float) -> tuple[float, float]:
    """Return Wilson's interval; the total need not be a whole number."""
    middle = share + z * z / (2 * total)
    spread = z * sqrt(share * (1 - share) / total + z * z / (4 * total * total))
    base = 1 + z * z / total
    # rounding must not push an end past the share or past 0 and 1
    low = min(max((middle - spread) / base, 0.0), share)
    return low, max(min((middle + spread) / base, 1.0), share)
