"""Control limits of a funnel plot for proportions, and how overdispersed the z-scores are.

Source: D. J. Spiegelhalter, "Funnel plots for comparing institutional performance", Statistics in
Medicine 24 (2005), 1185-1202; the limits are those of its appendix A.1.1.
"""

from collections.abc import Sequence
from functools import lru_cache
from math import erfc, exp, lgamma, log, log1p, sqrt

import msgspec

PER_CENT = 100.0
TAIL_95, TAIL_998 = 0.025, 0.001
"""What lies beyond each limit, on either side."""
WINSORISED = 0.1
"""The share of z-scores at either end that is drawn in to the quantile there."""
SIGNIFICANT = 0.05
_START = 5
"""Standard deviations below the mean at which the search for a quantile begins."""


class Limits(msgspec.Struct, frozen=True, kw_only=True):
    """Control limits for one size, in per cent, inside 0 to 100."""

    size: int
    low_998: float
    low_95: float
    high_95: float
    high_998: float


class Dispersion(msgspec.Struct, frozen=True, kw_only=True):
    """How far the forces differ by more than chance.

    phi: mean square of the winsorised z-scores; 1 or less if they differ by chance alone. p: the
    probability of so large a phi by chance. tau_squared: variance between forces, of proportions.
    allowed_for: whether the limits were widened, as p is below 0.05.
    """

    phi: float
    tau_squared: float
    p: float
    allowed_for: bool


def limits_at(size: int, target: float, widened: float = 1.0) -> Limits:
    """Return the control limits of `size` trials about a target proportion between 0 and 1.

    `widened` multiplies the distance of each exact limit from the target. ValueError for a size
    below 1, or a target that is not inside 0 to 1.
    """
    if size < 1 or not 0 < target < 1:
        raise ValueError(f"no limits for {size} trials about {target}")

    def placed(count: float) -> float:
        return PER_CENT * min(max(target + widened * (count / size - target), 0.0), 1.0)

    return Limits(
        size=size,
        low_998=placed(lower_count(size, target, TAIL_998)),
        low_95=placed(lower_count(size, target, TAIL_95)),
        high_95=placed(upper_count(size, target, TAIL_95)),
        high_998=placed(upper_count(size, target, TAIL_998)),
    )


@lru_cache(maxsize=65536)
def lower_count(size: int, target: float, tail: float) -> float:
    """Return the count below which `tail` of a binomial distribution lies, interpolated.

    r is the smallest count with F(r) >= tail; the limit is r - (F(r) - tail) / (F(r) - F(r - 1)),
    so that it moves smoothly with the size. It can be below 0. `tail` is at most a half.
    """
    r = max(int(size * target - _START * sqrt(size * target * (1 - target))), 0)
    back = 1
    while r > 0 and _up_to(r, size, target) >= tail:  # a skewed distribution
        r, back = max(r - back, 0), 2 * back
    term, total = _probability(r, size, target), _up_to(r, size, target)
    while total < tail and r < size:
        r += 1
        term *= (size - r + 1) * target / (r * (1 - target))
        total += term
    return r - (total - tail) / term


def upper_count(size: int, target: float, tail: float) -> float:
    """Return the count above which `tail` lies, interpolated in the same way at F(r) >= 1 - tail.

    It is reckoned from the other end, where no small difference of large numbers is taken.
    """
    return size - 1 - lower_count(size, 1 - target, tail)


def _probability(r: int, size: int, target: float) -> float:
    ways = lgamma(size + 1) - lgamma(r + 1) - lgamma(size - r + 1)
    return exp(ways + r * log(target) + (size - r) * log1p(-target))


def _up_to(r: int, size: int, target: float) -> float:
    """Return F(r) for an r below the mean, adding terms downwards until they no longer count."""
    term = total = _probability(r, size, target)
    while r > 0 and term > total * 1e-17:
        term *= r * (1 - target) / ((size - r + 1) * target)
        r -= 1
        total += term
    return total


def z_score(value: float, size: float, target: float) -> float:
    """Return by how many standard deviations a proportion lies above the target."""
    return (value - target) / sqrt(target * (1 - target) / size)


def winsorised(z_scores: Sequence[float], share: float = WINSORISED) -> list[float]:
    """Return z-scores with the outermost drawn in to the quantiles at `share` and 1 - `share`.

    Quantiles are interpolated on a straight line (QUARTILE.INC of spreadsheets), so that a few
    forces are winsorised too. The order is kept.
    """
    ordered = sorted(z_scores)
    low, high = _quantile(ordered, share), _quantile(ordered, 1 - share)
    return [min(max(z, low), high) for z in z_scores]


def _quantile(ordered: Sequence[float], share: float) -> float:
    place = share * (len(ordered) - 1)
    below = int(place)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (place - below) * (ordered[above] - ordered[below])


def dispersion_of(z_scores: Sequence[float], sizes: Sequence[float], target: float) -> Dispersion:
    """Return the dispersion of the forces' z-scores about a target proportion.

    With I forces, phi = sum(winsorised z^2) / I. It counts as overdispersion if I phi is above the
    95 % point of chi-squared with I - 1 degrees of freedom; as winsorising lowers phi, that errs on
    the side of narrow limits. tau^2 = (I phi - (I - 1)) / (sum(w) - sum(w^2) / sum(w)) with w = 1 /
    variance, and 0 where that is negative (R. DerSimonian and N. Laird, "Meta-analysis in clinical
    trials", Controlled Clinical Trials 7 (1986)). ValueError with fewer than two forces.
    """
    count = len(z_scores)
    if count < 2:
        raise ValueError("no dispersion of fewer than two forces")
    squares = sum(z * z for z in winsorised(z_scores))
    weights = [size / (target * (1 - target)) for size in sizes]
    spare = sum(weights) - sum(w * w for w in weights) / sum(weights)
    p = chi_squared_above(squares, count - 1)
    return Dispersion(
        phi=squares / count,
        tau_squared=max(squares - (count - 1), 0.0) / spare,
        p=p,
        allowed_for=p < SIGNIFICANT,
    )


def chi_squared_above(value: float, degrees: int) -> float:
    """Return the probability that chi-squared with whole `degrees` of freedom is above `value`.

    Source: M. Abramowitz and I. A. Stegun (eds), "Handbook of Mathematical Functions" (1964),
    26.4.4 and 26.4.5.
    """
    half = value / 2
    if half <= 0:
        return 1.0
    step = 0.5 if degrees % 2 else 0.0
    total = erfc(sqrt(half)) if degrees % 2 else 0.0
    for term in range(degrees // 2):
        power = term + step
        total += exp(power * log(half) - half - lgamma(power + 1))
    return min(total, 1.0)
