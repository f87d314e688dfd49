"""Control limits of a funnel plot for proportions, and how overdispersed the z-scores are.

Source: D. J. Spiegelhalter, "Funnel plots for comparing institutional performance", Statistics in
Medicine 24 (2005), 1185-1202, but for one thing: its upper limits (appendix A.1.1) lie a count
below what the exact tail says, which counts where there are few cases. Ours do not.
"""

from collections.abc import Sequence
from enum import StrEnum
from math import asin, erfc, exp, lgamma, log, pi, sin, sqrt
from statistics import NormalDist

import msgspec

from slavery_benchmark.core.comparing.tails import lower_count, upper_count

PER_CENT = 100.0
TAIL_95, TAIL_998 = 0.025, 0.001
"""What lies beyond each limit, on either side."""
WINSORISED = 0.1
"""The share of z-scores at either end that is drawn in to the quantile there."""
SIGNIFICANT = 0.05
NORMAL = NormalDist()


class Widening(StrEnum):
    """How limits are widened where forces differ by more than chance."""

    MULTIPLICATIVE = "multiplicative"
    ADDITIVE = "additive"


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
    probability of so large a phi by chance. allowed_for: p is below 0.05. arcsine_phi: the same on
    the arcsine scale; tau_squared: variance between forces, on that scale.
    """

    phi: float
    p: float
    allowed_for: bool
    arcsine_phi: float
    tau_squared: float


def limits_at(
    size: int,
    target: float,
    dispersion: Dispersion | None = None,
    widening: Widening | None = None,
) -> Limits:
    """Return the control limits of `size` trials about a target proportion between 0 and 1.

    A count is outside an exact limit if its own binomial tail is below the limit's probability.
    Multiplicative widening moves each exact limit away from the target by sqrt(phi). Additive
    widening puts the limit at the arcsine of the target's root, plus or minus z sqrt(1 / 4n + tau
    squared), but never inside the exact one. ValueError for a size below 1, or a target that is not
    inside 0 to 1.
    """
    if size < 1 or not 0 < target < 1:
        raise ValueError(f"no limits for {size} trials about {target}")

    def placed(tail: float, *, upper: bool) -> float:
        count = (upper_count if upper else lower_count)(size, target, tail)
        share = min(max(count / size, 0.0), 1.0)
        if dispersion is None or widening is None:
            return PER_CENT * share
        if widening is Widening.MULTIPLICATIVE:
            # of what the exact limit is before it is held inside the scale
            share = target + max(sqrt(dispersion.phi), 1.0) * (count / size - target)
            return PER_CENT * min(max(share, 0.0), 1.0)
        wide = _arcsine_limit(size, target, tail, dispersion.tau_squared, upper=upper)
        return PER_CENT * (max if upper else min)(share, wide)

    return Limits(
        size=size,
        low_998=placed(TAIL_998, upper=False),
        low_95=placed(TAIL_95, upper=False),
        high_95=placed(TAIL_95, upper=True),
        high_998=placed(TAIL_998, upper=True),
    )


def _arcsine_limit(
    size: int, target: float, tail: float, tau_squared: float, *, upper: bool
) -> float:
    """Return a limit of additive widening, as a share; the end of the scale where it is beyond."""
    far = -NORMAL.inv_cdf(tail) * sqrt(1 / (4 * size) + tau_squared)
    angle = asin(sqrt(target)) + (far if upper else -far)
    return sin(min(max(angle, 0.0), pi / 2)) ** 2


def arcsine_score(value: float, size: float, target: float) -> float:
    """Return by how many standard deviations a proportion lies above the target, arcsine scale.

    z = 2 sqrt(n) (asin sqrt(p) - asin sqrt(target)): the variance is the same everywhere there.
    """
    return 2 * sqrt(size) * (asin(sqrt(value)) - asin(sqrt(target)))


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


def dispersion_of(values: Sequence[float], sizes: Sequence[float], target: float) -> Dispersion:
    """Return the dispersion of the forces' proportions about a target proportion.

    With I forces, phi = sum(winsorised z^2) / I. It counts as overdispersion if I phi is above the
    95 % point of chi-squared with I - 1 degrees of freedom; as winsorising lowers phi, that errs on
    the side of narrow limits. On the arcsine scale, where the variance is 1 / 4n, tau^2 =
    (I phi - (I - 1)) / (sum(w) - sum(w^2) / sum(w)) with w = 4n, and 0 where that is negative (R.
    DerSimonian and N. Laird, "Meta-analysis in clinical trials", Controlled Clinical Trials 7
    (1986)). ValueError with fewer than two forces.
    """
    count = len(values)
    if count < 2:
        raise ValueError("no dispersion of fewer than two forces")
    pairs = list(zip(values, sizes, strict=True))
    squares = _squares([z_score(value, size, target) for value, size in pairs])
    angular = _squares([arcsine_score(value, size, target) for value, size in pairs])
    weights = [4 * size for size in sizes]
    spare = sum(weights) - sum(w * w for w in weights) / sum(weights)
    p = chi_squared_above(squares, count - 1)
    return Dispersion(
        phi=squares / count,
        p=p,
        allowed_for=p < SIGNIFICANT,
        arcsine_phi=angular / count,
        tau_squared=max(angular - (count - 1), 0.0) / spare,
    )


def _squares(z_scores: Sequence[float]) -> float:
    return sum(z * z for z in winsorised(z_scores))


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
