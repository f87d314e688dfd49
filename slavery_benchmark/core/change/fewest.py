"""The fewest things that add up to enough, in the whole and in some of its criteria."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Protocol, TypeVar

from slavery_benchmark.core.scoring.tally import ZERO


class Item(Protocol):
    """Something that adds `worth` to the whole, and to the criterion it is in."""

    @property
    def criterion(self) -> str:
        """The id of the criterion."""

    @property
    def worth(self) -> Fraction:
        """What it adds, as a part of the whole."""


T = TypeVar("T", bound=Item)


def fewest(
    items: Sequence[T], need: Fraction, floors: Mapping[str, Fraction], *, over: bool = False
) -> list[T] | None:
    """Return as few items as can be whose worth adds up to `need`, and inside each criterion of
    `floors` to its floor; None if all of them do not. With `over`, more than that is needed.

    The largest in turn, those of the floors first. No choice is shorter: each floor needs at least
    as many of its criterion as are taken for it, and the largest of a criterion are also those that
    add most to the whole. Steps of one answer must not grow, so that none is taken before another
    that it stands on.
    """
    ordered = sorted(items, key=lambda item: -item.worth)
    chosen: list[int] = []
    for criterion, floor in floors.items():
        own = [n for n, item in enumerate(ordered) if item.criterion == criterion]
        taken = _until(ordered, own, floor, ZERO, over=over)
        if taken is None:
            return None
        chosen += taken
    reached = sum((ordered[n].worth for n in chosen), ZERO)
    left = [n for n in range(len(ordered)) if n not in set(chosen)]
    taken = _until(ordered, left, need, reached, over=over)
    return None if taken is None else [ordered[n] for n in sorted([*chosen, *taken])]


def _until(
    ordered: Sequence[T], places: Sequence[int], need: Fraction, reached: Fraction, *, over: bool
) -> list[int] | None:
    """Return the first of `places` that lift `reached` to `need`; None if all of them do not."""
    taken: list[int] = []
    for place in [*places, None]:
        if reached > need or (reached == need and not over):
            return taken
        if place is not None:
            taken.append(place)
            reached += ordered[place].worth
    return None
