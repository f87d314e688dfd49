"""From a number to a place in a picture, and the round numbers to write beside it."""

import math
from collections.abc import Iterator, Sequence
from fractions import Fraction

import msgspec

Number = Fraction | float
"""Scores are exact; limits of a funnel are not."""


class Scale(msgspec.Struct, frozen=True, kw_only=True):
    """A straight scale: `low` lies at `start` pixels, `high` at `end`."""

    low: float
    high: float
    start: float
    end: float

    def at(self, value: Number) -> float:
        """Return the place of a value, held within the ends of the scale."""
        held = min(max(float(value), self.low), self.high)
        return self.start + (held - self.low) / (self.high - self.low) * (self.end - self.start)


def round_steps(low: float, high: float, most: int) -> Sequence[float]:
    """Return round numbers from at or below `low` to at or above `high`, `most` intervals or fewer.

    Steps are 1, 2 or 5 times a power of ten, or 25 times one. ValueError unless low < high.
    """
    if not low < high or most < 1:
        raise ValueError(f"no steps from {low} to {high} in {most}")
    for step in _steps((high - low) / most):
        first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
        if last - first <= most:
            return [round(number * step, 10) for number in range(first, last + 1)]
    raise AssertionError("steps grow without end")


def _steps(least: float) -> Iterator[float]:
    power = math.floor(math.log10(least))
    while True:
        for factor in (1.0, 2.0, 2.5, 5.0):
            step = factor * 10.0**power
            if step >= least * (1 - 1e-9):
                yield step
        power += 1
