"""Levels that several raters gave to the same units, and how often each level was given."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import msgspec

if TYPE_CHECKING:
    import numpy as np


class Ratings(msgspec.Struct, frozen=True, kw_only=True):
    """Levels by unit and rater.

    scale: all levels that could be given, lowest first, whether or not anybody gave them. units:
    of each unit a level from each rater, None where there is none. groups: of each unit, what its
    level hangs together with (a force); without them each unit stands alone. fixed: a column is the
    same rater, or the same role, in every unit; otherwise raters are interchangeable.
    """

    scale: tuple[int, ...]
    units: tuple[tuple[int | None, ...], ...]
    groups: tuple[str, ...] = ()
    fixed: bool = True

    def __post_init__(self) -> None:
        """Raise ValueError for a level off the scale, or units of different length."""
        if list(self.scale) != sorted(set(self.scale)):
            raise ValueError(f"the scale {self.scale} is not in order, each level once")
        if len({len(unit) for unit in self.units}) > 1:
            raise ValueError("units have different numbers of raters")
        if self.groups and len(self.groups) != len(self.units):
            raise ValueError("each unit has one group, or none has")
        off = {level for unit in self.units for level in unit} - {None, *self.scale}
        if off:
            raise ValueError(f"levels off the scale: {off}")

    @property
    def raters(self) -> int:
        """The number of columns."""
        return len(self.units[0]) if self.units else 0

    @property
    def compared(self) -> int:
        """How many units have two levels or more: only these can agree."""
        return sum(1 for unit in self.units if _given(unit) >= 2)

    def marginals(self) -> Iterator[tuple[int, ...]]:
        """Yield, rater by rater, how often each level of the scale was given in compared units.

        Of interchangeable raters there is one row for all.
        """
        compared = [unit for unit in self.units if _given(unit) >= 2]
        columns = [list(column) for column in zip(*compared, strict=True)]
        if not self.fixed:
            columns = [[level for column in columns for level in column]]
        for column in columns:
            yield tuple(column.count(level) for level in self.scale)

    def places(self) -> "np.ndarray[Any, Any]":
        """Return the places on the scale, a row a unit; -1 where there is no level."""
        import numpy as np

        place = {None: -1} | {level: at for at, level in enumerate(self.scale)}
        rows = [[place[level] for level in unit] for unit in self.units]
        return np.array(rows, dtype=int).reshape(len(rows), self.raters)


def _given(unit: tuple[int | None, ...]) -> int:
    return sum(1 for level in unit if level is not None)
