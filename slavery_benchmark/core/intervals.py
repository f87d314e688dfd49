"""Intervals for counts, for those who say that their forces are a sample."""

from math import sqrt

Z_95 = 1.959963984540054
"""The 97.5 % point of the standard normal distribution."""


def wilson(count: int, total: int, z: float = Z_95) -> tuple[float, float]:
    """Return Wilson's score interval for a proportion, inside 0 to 1.

    Source: E. B. Wilson, "Probable inference, the law of succession, and statistical inference",
    Journal of the American Statistical Association 22 (1927). ValueError without any trials.
    """
    if total <= 0 or not 0 <= count <= total:
        raise ValueError(f"{count} of {total} is no proportion")
    share = count / total
    middle = share + z * z / (2 * total)
    spread = z * sqrt(share * (1 - share) / total + z * z / (4 * total * total))
    base = 1 + z * z / total
    return max((middle - spread) / base, 0.0), min((middle + spread) / base, 1.0)
