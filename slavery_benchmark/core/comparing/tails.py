"""Exact tails of the binomial distribution, by which a count is told from chance.

The sums are taken from the end of the tail, where no small difference of large numbers is taken.
"""

from functools import lru_cache
from math import ceil, exp, lgamma, log, log1p, sqrt

_START = 5
"""Standard deviations below the mean at which the search for a quantile begins."""


def at_most(count: float, size: int, target: float) -> float:
    """Return P(X <= count) of `size` trials about a target proportion between 0 and 1.

    Of a count between two whole ones (of an effective size) the larger tail is taken.
    """
    whole = ceil(count)
    if whole < 0:
        return 0.0
    if whole >= size:
        return 1.0
    if whole > size * target:
        return 1.0 - _up_to(size - whole - 1, size, 1 - target)
    return _up_to(whole, size, target)


def at_least(count: float, size: int, target: float) -> float:
    """Return P(X >= count), in the same way."""
    return at_most(size - count, size, 1 - target)


@lru_cache(maxsize=65536)
def lower_count(size: int, target: float, tail: float) -> float:
    """Return the count below which a count lies outside: P(X <= count) is under `tail` of these.

    r is the smallest count with F(r) >= tail; the limit is r - (F(r) - tail) / (F(r) - F(r - 1)),
    so that it moves smoothly with the size and lies above r - 1, which is outside, and at most at
    r, which is not. It can be below 0. `tail` is at most a half.
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
    """Return the count above which a count lies outside: the same from the other end."""
    return size - lower_count(size, 1 - target, tail)


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
