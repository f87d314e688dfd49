"""How many forces moved which way on each criterion, and what chance alone would do."""

from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from math import comb

import msgspec

from slavery_benchmark.core.change.change import Change, Disposition

FEWEST_FORCES = 2


class CriterionMoves(msgspec.Struct, frozen=True, kw_only=True):
    """How the forces moved on one criterion since their previous submission (paired counts).

    dispositions: how many forces have which. higher, lower, same: of the forces that can be
    compared on it, those whose score over what has one both times rose, fell or stayed. p: the
    exact sign test of higher against lower; adjusted: the same with the false-discovery rate over
    the criteria controlled. Both None where nothing moved: there is nothing to test.
    by_coverage: how many moved only by what was answered or measured only once.
    """

    criterion: str
    title: str
    forces: int
    dispositions: dict[Disposition, int]
    higher: int
    lower: int
    same: int
    p: Fraction | None
    adjusted: Fraction | None
    by_coverage: int = 0


def moves_of(changes: Sequence[Change]) -> tuple[CriterionMoves, ...]:
    """Return the moves on each criterion of the changes that end in the most common edition.

    If two editions are equally common it is the later one. Invented forces do not count beside real
    ones. Empty with fewer than two such changes. The tests are reckoned for all; whether they are
    shown is for the user to say, as the forces of a run are usually all there are.
    """
    paired = _of_one_edition(
        [item for item in changes if not item.later.score.submission.fictional] or changes
    )
    if len(paired) < FEWEST_FORCES:
        return ()
    moves: list[CriterionMoves] = []
    for items in zip(*(change.criteria for change in paired), strict=True):
        changed = [item.like_for_like for item in items if item.like_for_like is not None]
        higher, lower = (sum(sign * value > 0 for value in changed) for sign in (1, -1))
        moves.append(
            CriterionMoves(
                criterion=items[0].criterion,
                title=items[0].title,
                forces=len(items),
                dispositions={
                    kind: sum(item.disposition is kind for item in items) for kind in Disposition
                },
                higher=higher,
                lower=lower,
                same=len(changed) - higher - lower,
                p=sign_test(higher, lower) if higher + lower else None,
                adjusted=None,
                by_coverage=sum(item.by_coverage_alone for item in items),
            )
        )
    found = false_discovery([item.p for item in moves])
    return tuple(
        msgspec.structs.replace(item, adjusted=value)
        for item, value in zip(moves, found, strict=True)
    )


def _of_one_edition(changes: Sequence[Change]) -> Sequence[Change]:
    """Return the changes that end in the most common edition, in the order given."""
    groups: list[list[Change]] = []
    for change in changes:
        edition = change.later.framework
        same = (group for group in groups if group[0].later.framework == edition)
        group = next(same, None)
        if group is None:
            groups.append([change])
        else:
            group.append(change)
    return max(groups, key=_size, default=())


def _size(group: Sequence[Change]) -> tuple[int, date]:
    return len(group), group[0].later.framework.identity.date


def sign_test(higher: int, lower: int) -> Fraction:
    """Return the two-sided p of the exact sign test: as uneven a split of as many moves, or more.

    Those that stayed the same are left out. It is McNemar's exact test where the moves are from one
    side of a line to the other. Source: J. Arbuthnott (1710); W. J. Dixon and A. M. Mood, Journal
    of the American Statistical Association 41 (1946). 1 if nothing moved.
    """
    moved = higher + lower
    tail = sum(comb(moved, k) for k in range(min(higher, lower) + 1))
    return min(Fraction(1), Fraction(2 * tail, 2**moved))


def false_discovery(p_values: Sequence[Fraction | None]) -> list[Fraction | None]:
    """Return p values adjusted for the false-discovery rate, in the order given.

    A None was not tested: it is none of the family, and stays None.

    Source: Y. Benjamini and Y. Hochberg, Journal of the Royal Statistical Society B 57 (1995): the
    smallest of p_k * m / k over this and all larger p values.
    """
    tested = [(value, place) for place, value in enumerate(p_values) if value is not None]
    adjusted: list[Fraction | None] = [None] * len(p_values)
    least = Fraction(1)
    for rank, (value, place) in zip(
        range(len(tested), 0, -1), sorted(tested, reverse=True), strict=True
    ):
        least = min(least, value * len(tested) / rank)
        adjusted[place] = least
    return adjusted
