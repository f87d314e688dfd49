"""Intervals for agreement: what it would be if one unit, or one force, had not been there.

The jackknife of kappa is by J. L. Fleiss and M. Davies, "Jackknifing functions of multinomial
frequencies, with an application to a measure of concordance", American Journal of Epidemiology 115
(1982); leaving out whole groups at a time, as units of a group are not independent, by P. S. Kott,
"The delete-a-group jackknife", Journal of Official Statistics 17 (2001).
"""

from collections.abc import Sequence
from math import atan, cos, pi, sin, sqrt
from typing import TYPE_CHECKING

from slavery_benchmark.core.agreement.coefficients import Coefficient

if TYPE_CHECKING:
    from slavery_benchmark.core.agreement.coefficients import Array

FEWEST = 5
"""Of fewer groups an interval would say next to nothing."""
_HALVINGS = 60


def jackknife(
    coefficient: Coefficient, places: "Array", groups: Sequence[str], least: float = -1.0
) -> tuple[float, float] | None:
    """Return a 95 % interval for a coefficient, from `least` to 1 at most.

    A coefficient with weights can lie under `least`: its interval then begins there.
    With G groups, value v, and v_g without group g, of mean m: the variance is
    (G - 1) / G sum((v_g - m)^2) and the interval v plus or minus t(G - 1) of its root. None for
    fewer than five groups, where a v_g is not defined, and where all v_g are the same: then the
    groups say nothing of how it would be in others.
    """
    import numpy as np

    value = coefficient(places)
    labels = np.array(groups)
    kinds = np.unique(labels)
    if value is None or len(kinds) < FEWEST:
        return None
    without: list[float] = []
    for kind in kinds:
        found = coefficient(places[labels != kind])
        if found is None:
            return None
        without.append(found)
    count = len(without)
    middle = sum(without) / count
    error = sqrt((count - 1) / count * sum((item - middle) ** 2 for item in without))
    if error < 1e-12:
        return None
    width = student(count - 1) * error
    return max(value - width, min(least, value)), min(value + width, 1.0)


def student(freedom: int) -> float:
    """Return the 97.5 % point of Student's t: 12.706 for 1, 2.262 for 9, 1.984 for 100.

    From the finite series for whole degrees of freedom (Abramowitz and Stegun, "Handbook of
    Mathematical Functions", 26.7.3 and 26.7.4), solved by halving. ValueError under one.
    """
    if freedom < 1:
        raise ValueError(f"{freedom} degrees of freedom")
    low, high = 0.0, 13.0
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        low, high = (middle, high) if _within(middle, freedom) < 0.95 else (low, middle)
    return high


def _within(t: float, freedom: int) -> float:
    """Return the probability that Student's t lies between -t and t."""
    angle = atan(t / sqrt(freedom))
    term = cos(angle) if freedom % 2 else 1.0
    total = 0.0
    for step in range(3 if freedom % 2 else 2, freedom + 1, 2):
        total += term
        term *= cos(angle) ** 2 * (step - 1) / step
    if not freedom % 2:
        return sin(angle) * total
    return 2 / pi * (angle + sin(angle) * total)
