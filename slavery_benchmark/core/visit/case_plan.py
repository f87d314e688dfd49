"""What reading some of a force's cases would tell of a measure: for planning how many to read."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from math import inf, sqrt

import msgspec

from slavery_benchmark.core.cases.measuring import PER_CENT, Range, outcomes_of
from slavery_benchmark.core.cases.outcomes import Outcome, Verdict
from slavery_benchmark.core.cases.waiting_times import lower_rank
from slavery_benchmark.core.framework.measures import Measure
from slavery_benchmark.core.intervals import Z_95, share_interval, wilson
from slavery_benchmark.core.scoring.scores import MeasureScore
from slavery_benchmark.core.scoring.submission import Submission
from slavery_benchmark.core.visit.adverse_cases import CaseReader, Standing


class MeasurePlan(msgspec.Struct, frozen=True, kw_only=True):
    """What reading the drawn cases would tell of one measure, if they show what the sheet shows.

    drawn: how many of them bear on it. cases: how many of the sheet do. interval: 95 %, in per
    cent, for a share. days: the same for a median, in days. ranks: of a median, between which of
    the drawn waits, shortest first, it would lie. None where there is nothing to reckon from, or a
    median has under six.
    """

    measure: str
    drawn: int
    cases: int
    interval: Range | None = None
    days: Range | None = None
    ranks: tuple[int, int] | None = None


def plan_of(
    reader: CaseReader,
    item: MeasureScore,
    measure: Measure,
    drawn: Sequence[int],
    submission: Submission,
) -> MeasurePlan:
    """Return what the drawn cases would tell of a measure.

    Wilson's interval depends on z and the size only by z / sqrt(size): the interval that the
    sheet's share would have with another size is that of the sheet at another z.
    """
    seen = reader.seen(measure)
    about = sum(one.standing is not Standing.OUTSIDE for one in seen)
    bearing = sum(seen[place].standing is not Standing.OUTSIDE for place in drawn)
    plan = MeasurePlan(measure=measure.id, drawn=bearing, cases=about)
    x, n = item.measured.x, item.measured.n
    if not bearing or not n:
        return plan
    if measure.kind == "median":
        rank = lower_rank(bearing)
        if rank is None:
            return plan
        outcomes = outcomes_of(measure, reader.table, submission.period_end)
        return msgspec.structs.replace(
            plan,
            days=_days_between(outcomes, rank, bearing),
            ranks=(rank, bearing + 1 - rank),
        )
    size = float(bearing)
    if measure.kind == "share":
        outcomes = outcomes_of(measure, reader.table, submission.period_end)
        counted = ((o.x, o.n, t) for o, t in outcomes.items() if o.verdict is Verdict.COUNTED)
        whole = share_interval(counted)
        size = whole.effective_size * bearing / whole.cases
    low, high = wilson(x, n, Z_95 * sqrt(n / size))
    return msgspec.structs.replace(plan, interval=Range(low * PER_CENT, high * PER_CENT))


def _days_between(outcomes: Mapping[Outcome, int], rank: int, drawn: int) -> Range:
    """Return the days at `rank` from both ends of `drawn` waits spread as those of the sheet are.

    The wait at a rank of `drawn` stands at the same part of the sheet's N waits: rank (N + 1) /
    (drawn + 1), taken outwards where it falls between two. With all drawn it is the interval of the
    sheet itself: a wait that goes on ends at once for the low end, and never for the high one.
    """
    ended, begun = [], []
    for found, times in outcomes.items():
        if found.verdict in (Verdict.COUNTED, Verdict.WAITING):
            begun += [found.x] * times
            ended += [found.x if found.verdict is Verdict.COUNTED else inf] * times
    cases = len(begun)
    low = max(rank * (cases + 1) // (drawn + 1), 1)
    high = min(-(-(drawn + 1 - rank) * (cases + 1) // (drawn + 1)), cases)
    top = sorted(ended)[high - 1]
    return Range(Fraction(sorted(begun)[low - 1]), top if top == inf else Fraction(top))
