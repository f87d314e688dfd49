"""Measures as an edition declares them: what is counted in the case files, and the bands."""

from collections.abc import Iterator
from fractions import Fraction
from typing import Annotated, Literal

from msgspec import Meta

from slavery_benchmark.core.framework.declared import (
    LevelNumber,
    Share,
    Text,
    Value,
    Weight,
    exact,
)

MeasureKind = Literal["proportion", "share", "median", "within"]
Direction = Literal["higher", "lower"]


class Condition(Value, frozen=True, kw_only=True, rename={"one_of": "is"}):
    """What must hold in one column; exactly one of the three is given.

    is: the cell holds one of these words. above: the count is more than this. dated: the cell holds
    a date (true), or says that it has not happened (false).
    """

    column: Text
    one_of: tuple[Text, ...] = ()
    above: Annotated[int, Meta(ge=0)] | None = None
    dated: bool | None = None


class OtherStart(Value, frozen=True, kw_only=True):
    """A column from which the clock runs instead, for the cases of which `when` holds."""

    column: Text
    when: Annotated[tuple[Condition, ...], Meta(min_length=1)]


class MeasureBand(Value, frozen=True, kw_only=True):
    """A level and the value that reaches it, inclusive: per cent, or days for a median."""

    level: LevelNumber
    limit: Annotated[float, Meta(ge=0)]
    basis: Literal["law", "counting rule", "proposed"]


class Measure(Value, frozen=True, kw_only=True, rename={"start": "from", "end": "to"}):
    """A figure worked out from the case files. Plain data: nothing in it is evaluated as code.

    kind, and the keys that it takes beside `cases` (the cases that the measure is about):
    proportion: the share of cases in which all of `counts` hold.
    share: the sum of the columns `people` over the sum of `over`; `capped` counts, in each case, no
        more than `over` has.
    median: days `from` one date `to` another, the median.
    within: the share of cases in which the date `to` is at most `days` after `from`; `from_instead`
        names another start for some cases.
    tests: the checks whose levels its figure can contradict; left out, all of its criterion.
    not_needed: the share of its cases that may be marked as not needing it, where that is not the
        sheet's own share.
    lists: the cases that do not meet it are listed for a visit although it is not scored.
    if_none: what a visit asks where there is then no case to list.
    Without bands a measure is shown and not scored; it then has no weight.
    """

    id: Text
    kind: MeasureKind
    title: Text
    asks_about: Annotated[tuple[Text, ...], Meta(min_length=1)]
    tests: tuple[Text, ...] = ()
    cases: tuple[Condition, ...] = ()
    counts: tuple[Condition, ...] = ()
    people: tuple[Text, ...] = ()
    over: Text | None = None
    capped: bool = False
    start: Text | None = None
    from_instead: OtherStart | None = None
    end: Text | None = None
    days: Annotated[int, Meta(ge=0)] | None = None
    not_needed: Share | None = None
    direction: Direction
    minimum_cases: Annotated[int, Meta(ge=1)]
    weight: Weight | None = None
    weight_because: Text
    bands: tuple[MeasureBand, ...] = ()
    bands_because: Text
    note: Text
    lists: bool = False
    if_none: Text | None = None
    figure_found: Text | None = None
    figure_2017: Annotated[
        Text | None, Meta(description="What figure_found was called before; for older files.")
    ] = None

    @property
    def found_figure(self) -> str | None:
        """The number that the report gives in the measure's own unit."""
        return self.figure_found or self.figure_2017

    @property
    def is_scored(self) -> bool:
        """Whether it has bands, and so a level."""
        return bool(self.bands)

    def is_test_of(self, check_id: str) -> bool:
        """Return whether its figure can contradict the level of a check of its criterion."""
        return not self.tests or check_id in self.tests

    def level_of(self, value: Fraction | float) -> int:
        """Return the level of a value (per cent, or days); 0 if it reaches no band.

        Infinity stands for a median that is never reached.
        """
        sign = 1 if self.direction == "higher" else -1
        reached = (band.level for band in self.bands if sign * value >= sign * exact(band.limit))
        return max(reached, default=0)

    def columns(self) -> Iterator[str]:
        """Yield the ids of the columns that it reads, in a fixed order, each once."""
        named = [condition.column for condition in (*self.cases, *self.counts)]
        if self.from_instead is not None:
            named += [condition.column for condition in self.from_instead.when]
            named.append(self.from_instead.column)
        named += [*self.people, *(key for key in (self.over, self.start, self.end) if key)]
        yield from dict.fromkeys(named)
