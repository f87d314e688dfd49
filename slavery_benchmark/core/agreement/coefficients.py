"""Agreement coefficients, as numbers: percent agreement, kappa, AC1 and AC2, alpha.

All take `places`: a row a unit and a column a rater, each cell the place of a level on the scale,
-1 where there is none. `worth` says what two levels together are worth as agreement: 1 for the
same, 0 for the furthest apart, symmetrical. None where a figure is not defined, as where chance
alone would make all agree: only one level was ever given.

Sources: J. Cohen, "Weighted kappa", Psychological Bulletin 70 (1968); J. L. Fleiss, "Measuring
nominal scale agreement among many raters", Psychological Bulletin 76 (1971); K. L. Gwet, "Handbook
of Inter-Rater Reliability" (4th edition, 2014), for AC1, AC2 and missing ratings; K. Krippendorff,
"Content Analysis" (4th edition, 2018), for alpha.
"""

from collections.abc import Callable
from enum import StrEnum
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np

    Array = np.ndarray[Any, Any]

_NONE = 1e-12
"""A disagreement expected by chance that is smaller than that is none but for rounding."""


class Distance(StrEnum):
    """How far apart two levels count: the same or not, by steps, or by squared steps."""

    UNWEIGHTED = "unweighted"
    LINEAR = "linear"
    QUADRATIC = "quadratic"


class Metric(StrEnum):
    """How Krippendorff's alpha takes levels: as names, as an order, or as equal steps."""

    NOMINAL = "nominal"
    ORDINAL = "ordinal"
    INTERVAL = "interval"


def worth_of(levels: int, distance: Distance) -> "Array":
    """Return what pairs of so many levels are worth: 1 - (steps apart / most steps) ^ 1 or 2."""
    import numpy as np

    if distance is Distance.UNWEIGHTED or levels < 2:
        return np.eye(levels)
    power = 1 if distance is Distance.LINEAR else 2
    steps = np.abs(np.subtract.outer(np.arange(levels), np.arange(levels)))
    return 1 - (steps / (levels - 1)) ** power


def counts_of(places: "Array", levels: int) -> "Array":
    """Return how often each level was given to each unit."""
    import numpy as np

    return np.stack([(places == at).sum(axis=1) for at in range(levels)], axis=1).astype(float)


def percent_agreement(places: "Array", worth: "Array") -> float | None:
    """Return the mean share of agreeing pairs of raters, over the units that have a pair."""
    return _observed(counts_of(places, len(worth)), worth)


def cohen_kappa(places: "Array", worth: "Array") -> float | None:
    """Return weighted kappa of two raters, over the units to which both gave a level.

    Chance: each keeps to how often it gives each level. ValueError for other than two raters.
    """
    import numpy as np

    if places.shape[1] != 2:
        raise ValueError(f"{places.shape[1]} raters; Cohen's kappa is of two")
    both = places[(places >= 0).all(axis=1)]
    if not len(both):
        return None
    table = np.zeros(worth.shape)
    np.add.at(table, (both[:, 0], both[:, 1]), 1 / len(both))
    expected = (worth * np.outer(table.sum(axis=1), table.sum(axis=0))).sum()
    return _beyond((worth * table).sum(), expected)


def fleiss_kappa(places: "Array", worth: "Array") -> float | None:
    """Return weighted kappa of any number of interchangeable raters.

    Chance: how often each level is given by all of them.
    """
    counts = counts_of(places, len(worth))
    observed, usual = _observed(counts, worth), _usual(counts)
    if observed is None or usual is None:
        return None
    return _beyond(observed, float(usual @ worth @ usual))


def gwet_ac(places: "Array", worth: "Array") -> float | None:
    """Return Gwet's AC1 (unweighted) or AC2, of any number of raters.

    Chance: a rater guesses evenly over the scale, as often as levels are hard to tell apart. So it
    is defined, and 1, where all give one same level; a scale of one level leaves nothing to guess.
    """
    levels = len(worth)
    counts = counts_of(places, levels)
    observed, usual = _observed(counts, worth), _usual(counts)
    if observed is None or usual is None or levels < 2:
        return None
    hard = (usual * (1 - usual)).sum() / (levels * (levels - 1))
    return _beyond(observed, worth.sum() * hard)


def krippendorff_alpha(places: "Array", levels: int, metric: Metric) -> float | None:
    """Return alpha of any number of raters: 1 - disagreement seen / disagreement by chance."""
    import numpy as np

    counts = counts_of(places, levels)
    counts = counts[counts.sum(axis=1) >= 2]
    if not len(counts):
        return None
    raters = counts.sum(axis=1)
    shared = counts / (raters - 1)[:, None]
    seen = counts.T @ shared - np.diag(shared.sum(axis=0))
    given = counts.sum(axis=0)
    apart = _apart(given, metric)
    chance = given @ apart @ given / (given.sum() - 1)
    return None if chance < _NONE else float(1 - (seen * apart).sum() / chance)


def _apart(given: "Array", metric: Metric) -> "Array":
    """Return the squared distances between levels, which were given so often."""
    import numpy as np

    levels = np.arange(len(given))
    if metric is Metric.NOMINAL:
        return 1 - np.eye(len(given))
    if metric is Metric.INTERVAL:
        return np.subtract.outer(levels, levels).astype(float) ** 2
    # of ranks: all that lie between two levels, and half of each of the two
    below = np.cumsum(given) - given / 2
    return np.subtract.outer(below, below) ** 2


def _observed(counts: "Array", worth: "Array") -> float | None:
    """Return the mean, over units with two levels or more, of what their pairs are worth."""
    counts = counts[counts.sum(axis=1) >= 2]
    if not len(counts):
        return None
    raters = counts.sum(axis=1)
    pairs = (counts * (counts @ worth - 1)).sum(axis=1)
    return float((pairs / (raters * (raters - 1))).mean())


def _usual(counts: "Array") -> "Array | None":
    """Return how often each level is given: the mean over units of the shares of their raters."""
    counts = counts[counts.sum(axis=1) >= 1]
    if not len(counts):
        return None
    shares: Array = (counts / counts.sum(axis=1)[:, None]).mean(axis=0)
    return shares


def _beyond(observed: float, chance: float) -> float | None:
    """Return how much of what chance leaves open is agreed; None where it leaves nothing open."""
    return None if 1 - chance < _NONE else float((observed - chance) / (1 - chance))


Coefficient = Callable[["Array"], float | None]
"""A figure as a function of places alone."""
