"""Lineage: what became of the checks and measures of the edition before, as an edition says it."""

from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from slavery_benchmark.core.framework.declared import Text, Value
from slavery_benchmark.core.framework.measures import Measure

Parts = tuple[Text, ...]
ChangeKind = Literal["renamed", "reworded", "split", "merged", "retired", "added"]


class LineageChange(Value, frozen=True, kw_only=True):
    """What became of some checks or measures, by their ids (`was`: before, `now`: in this edition).

    renamed: one became one. reworded: one keeps its id and has other words. split: one became
    several. merged: several became one. retired: nothing asks about it any more. added: nothing
    asked about it before. `comparable` is false where an answer to the one is none to the other.
    """

    kind: ChangeKind
    was: Parts = ()
    now: Parts = ()
    comparable: bool = True
    because: Text


class Lineage(Value, frozen=True, kw_only=True):
    """The edition that came before, and all that changed since.

    A check that stands in both editions under one id and is not named here is the same check; so is
    a measure, as long as it counts the same and has the same bands.
    """

    follows: Annotated[str, Meta(min_length=1, description="The edition before this one.")]
    changes: tuple[LineageChange, ...] = ()


def counts_the_same(one: Measure, other: Measure) -> bool:
    """Return whether two measures differ in nothing but id, words and weight.

    What they count, the fewest cases and the bands are equal, so that a level of the one is a level
    of the other.
    """
    return counting_rules(one) == counting_rules(other)


def counting_rules(measure: Measure) -> Measure:
    """Return a measure without its id, its words and its weight."""
    return msgspec.structs.replace(
        measure,
        id="",
        title="",
        asks_about=(),
        tests=(),
        lists=False,
        if_none=None,
        weight=None,
        weight_because="",
        bands_because="",
        note="",
        figure_found=None,
        figure_2017=None,
    )
