"""The arithmetic of a node: score, bounds, coverage and what was excused, in exact fractions."""

from collections.abc import Sequence
from fractions import Fraction
from math import lcm

import msgspec

ZERO = Fraction(0)
ONE = Fraction(1)


class Tally(msgspec.Struct, frozen=True, kw_only=True):
    """What answers add up to at one node. Scores are 0 to 100, shares 0 to 1, None is unknown.

    score: supported score, over what was answered.
    claimed: the same with every level as the force gave it.
    low, high: supported score if all that is unanswered were 0, or 100; None if all is excused.
    floor: supported score with all that is not told at its worst: what is unanswered or excused at
        0, measures at the least that cases not listed or not known leave possible. Bands are read
        off it. None only where nothing counts.
    excused_at_zero: supported score with every not-applicable check counted as 0.
    coverage: share of the weight that applies and was answered; None if all is excused.
    excused: share of the whole weight that was answered "not applicable".
    too_few: share of the whole weight of measures that had too few cases, and so left every sum.
    supported: score on what the force has shown itself, whatever inspectors made of it.
    with_verified: the same with every level of an inspector in place of the force's.
    reviewed: share of the weight of judged checks that apply which have an inspector's level. These
    three are None without a review; `score` is one of the first two.
    """

    score: Fraction | None
    claimed: Fraction | None
    low: Fraction | None
    high: Fraction | None
    floor: Fraction | None
    excused_at_zero: Fraction | None
    coverage: Fraction | None
    excused: Fraction
    too_few: Fraction = ZERO
    supported: Fraction | None = None
    with_verified: Fraction | None = None
    reviewed: Fraction | None = None

    @property
    def verified(self) -> Fraction | None:
        """The score with inspectors' levels; None where they gave none."""
        return self.with_verified if self.reviewed else None


def answered(supported: Fraction, claimed: Fraction | None) -> Tally:
    """Return the tally of a check that was answered, worth these scores."""
    return Tally(
        score=supported,
        claimed=claimed,
        low=supported,
        high=supported,
        floor=supported,
        excused_at_zero=supported,
        coverage=ONE,
        excused=ZERO,
    )


def unanswered(full_score: Fraction) -> Tally:
    """Return the tally of what is blank, invalid or not shown: it could be anything up to full."""
    return Tally(
        score=None,
        claimed=None,
        low=ZERO,
        high=full_score,
        floor=ZERO,
        excused_at_zero=None,
        coverage=ZERO,
        excused=ZERO,
    )


EXCUSED = Tally(
    score=None,
    claimed=None,
    low=None,
    high=None,
    floor=ZERO,
    excused_at_zero=ZERO,
    coverage=None,
    excused=ONE,
)
"""The tally of a check that does not apply."""

TOO_FEW = Tally(
    score=None,
    claimed=None,
    low=None,
    high=None,
    floor=None,
    excused_at_zero=None,
    coverage=None,
    excused=ZERO,
    too_few=ONE,
)
"""The tally of a measure with fewer cases than its minimum; its floor is for the caller to say."""

NOT_SCORED = msgspec.structs.replace(TOO_FEW, too_few=ZERO)
"""The tally of a measure that is shown and not scored; it has no weight."""


def combine(children: Sequence[tuple[Fraction, Tally]]) -> Tally:
    """Return the tally of a node from the (weight, tally) of its children.

    Every figure is a weighted mean over the children that have that figure: sum(w s) / sum(w).
    That is how a child without a score, and one that is wholly excused, leave both sums.
    """

    def parts(field: str) -> list[tuple[Fraction, Fraction]]:
        return [
            (weight, value)
            for weight, tally in children
            if (value := getattr(tally, field)) is not None
        ]

    scored = parts("score")
    score = _mean(scored)

    def mean(field: str) -> Fraction | None:
        # where all is answered and supported the figures are the same: reckon once
        same = parts(field)
        return score if same == scored else _mean(same)

    is_reviewed = any(tally.reviewed is not None for _, tally in children)
    return Tally(
        score=score,
        claimed=mean("claimed"),
        low=mean("low"),
        high=mean("high"),
        floor=mean("floor"),
        excused_at_zero=mean("excused_at_zero"),
        coverage=mean("coverage"),
        excused=mean("excused") or ZERO,
        too_few=mean("too_few") or ZERO,
        supported=mean("supported") if is_reviewed else None,
        with_verified=mean("with_verified") if is_reviewed else None,
        reviewed=mean("reviewed") if is_reviewed else None,
    )


def _mean(parts: Sequence[tuple[Fraction, Fraction]]) -> Fraction | None:
    """Return sum(w s) / sum(w), None of nothing. The loader sees to it that weights are above 0."""
    if not parts:
        return None
    # over common denominators: the same number, without a fraction reduced at each step
    of_weights = lcm(*(weight.denominator for weight, _ in parts))
    of_values = lcm(*(value.denominator for _, value in parts))
    above = below = 0
    for weight, value in parts:
        whole = weight.numerator * (of_weights // weight.denominator)
        above += whole * value.numerator * (of_values // value.denominator)
        below += whole
    return Fraction(above, below * of_values)
