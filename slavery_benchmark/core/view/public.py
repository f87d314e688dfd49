"""One force as the public sees it: scored anew from the judged answers and the open measures."""

from collections.abc import Iterable, Mapping
from fractions import Fraction
from math import inf

import msgspec

from slavery_benchmark.core.agreement.paired import without_review
from slavery_benchmark.core.cases.least_shown import rows_missing
from slavery_benchmark.core.cases.measuring import Measured, MeasureState, Range
from slavery_benchmark.core.framework.framework import Framework
from slavery_benchmark.core.framework.measures import Measure
from slavery_benchmark.core.scoring.baseline import Position
from slavery_benchmark.core.scoring.scores import Assurance, CheckScore, ForceScore, NodeScore
from slavery_benchmark.core.scoring.scoring import score_submission
from slavery_benchmark.core.scoring.submission import Submission, Verification
from slavery_benchmark.core.scoring.tally import ZERO, Tally
from slavery_benchmark.core.view.model import (
    CasesView,
    CheckView,
    Figures,
    ForceView,
    MeasureView,
    NodeView,
)
from slavery_benchmark.core.view.suppress import (
    FEWEST,
    Withheld,
    closed_of,
    is_small,
    levels_left,
    state_shown,
)


def public_force(force: ForceScore, framework: Framework, at_least: Assurance) -> ForceView:
    """Return a force as the public sees it.

    It is scored with every closed measure at the lowest level that what is shown of it leaves open,
    and at the highest: the bounds of a node are the low and the high one of these two. Its score is
    that without the closed measures, or the nearest to it that is possible. Position and limits are
    given where they are the same both times, and so are the true ones; the band is the lowest of
    them, as what is certain, with a closed measure at 0. ValueError
    where answers were set aside by what own cases show: which ones would tell the measured levels.
    Verified levels are told once they are signed off.
    """
    if at_least is Assurance.OWN_CASES:
        raise ValueError("answers set aside by own cases cannot be shown to the public")
    return _Public(force, framework, at_least).view()


class _Public:
    """Scores a force without the closed measures, with them at either end, and with those that
    are known to have a level.
    """

    def __init__(self, force: ForceScore, framework: Framework, at_least: Assurance) -> None:
        self.force = force
        self.measures = {measure.id: measure for _, measure in framework.measures()}
        self.bands = framework.bands
        self.closed = closed_of(force, framework)
        top = len(framework.levels) - 1
        self.levels = {
            key: levels_left(self.measures[key], item, top) for key, item in self.closed.items()
        }

        submission = _without_few_missing(force.submission)
        if submission.verification is not None and not submission.verification.signed_off:
            submission = without_review(submission)

        def scored(end: int | None, *, linked: bool = True) -> ForceScore:
            measured = self._measured(end, linked=linked)
            return score_submission(submission, framework, at_least, measured)

        self.open, self.lowest, self.highest = scored(None), scored(0), scored(1)
        self.certain = scored(0, linked=False)

    def _measured(self, end: int | None, *, linked: bool) -> Mapping[str, Measured]:
        """Return what is known of the measures, with the closed ones at this end or unanswered.

        linked: the linked ones too, of which it is not shown whether they have a level.
        """
        found: dict[str, Measured] = {}
        for item in self.force.measures:
            measure, measured = self.measures[item.node.id], item.measured
            closed = self.closed.get(measure.id)
            if closed is None:
                found[measure.id] = measured
                continue
            blank = Measured(state=MeasureState.NOT_SUPPLIED, selection=measured.selection)
            changes: dict[str, object] = {}
            if closed.why is Withheld.NO_LEVEL:
                # where that few may be withheld, the lowest run takes it to be
                about = 0 if end else measure.minimum_cases
                changes = {"state": measured.state, "cases": about}
            elif closed.why is Withheld.LINKED and not linked:
                pass
            elif end is not None and measure.is_scored:
                changes = {"state": MeasureState.MEASURED, "level": self.levels[measure.id][end]}
                if not end:
                    changes["extremes"] = Range(Fraction(0), inf)
            found[measure.id] = msgspec.structs.replace(blank, **changes)
        return found

    def view(self) -> ForceView:
        submission, cases = self.force.submission, self.force.submission.cases
        limits = tuple(item for item in self.lowest.limits if item in self.highest.limits)
        runs = (self.lowest, self.highest, self.certain)
        measures = tuple(self._measure(item.node.id) for item in self.force.measures)
        return ForceView(
            force=submission.force,
            code=submission.code,
            fictional=submission.fictional,
            period_start=submission.period_start,
            period_end=submission.period_end,
            source=None,
            overall=self._node("overall"),
            themes=tuple(self._node(node.id) for node in self.open.themes),
            criteria=tuple(self._node(node.id) for node in self.open.criteria),
            checks=tuple(self._check(check) for check in self.open.checks),
            measures=measures,
            uncapped_band=self._lowest_band(run.uncapped_band for run in runs),
            limits=limits,
            cases=None
            if cases is None
            else CasesView(
                listed=None if is_small(cases.listed) else cases.listed, selection=cases.selection
            ),
            judgement_alone=bool(measures)
            and not any(item.scored and _has_level(item) for item in measures),
            score=None,
            verification=_untold(self.open.submission.verification),
            counts_verified=self.open.counts_verified,
        )

    def _node(self, node_id: str) -> NodeView:
        node = self.open.node(node_id)
        lowest, highest = self.lowest.node(node_id), self.highest.node(node_id)
        if node.tally == lowest.tally == highest.tally:
            return node_view(node)
        runs = (lowest, highest, self.certain.node(node_id))
        tally = _between(node.tally, lowest.tally, highest.tally)
        tally = msgspec.structs.replace(tally, coverage=runs[-1].tally.coverage)
        band = self._lowest_band(run.band for run in runs)
        positions = {run.position for run in runs}
        placed = tally.score is not None and None not in positions
        certain = len(positions) == 1
        told = runs[-1].tally.coverage or ZERO
        answered = lowest.tally.coverage or ZERO
        view = node_view(
            msgspec.structs.replace(
                node,
                tally=tally,
                band=band if placed else None,
                band_at_least=placed
                and band is not None
                and any(run.band_at_least or run.band != band for run in runs),
                position=(lowest.position if certain else Position.NOT_CERTAIN) if placed else None,
            ),
            withheld=answered - (node.tally.coverage or ZERO),
        )
        return msgspec.structs.replace(
            view, between=_ends(lowest.tally, highest.tally), untold=answered - told
        )

    def _lowest_band(self, words: Iterable[str | None]) -> str | None:
        """Return the lowest of these bands; None where one of them is not given."""
        found = set(words)
        return next(
            (band.word for band in self.bands if band.word in found and None not in found), None
        )

    def _check(self, check: CheckScore) -> CheckView:
        # the cases agree for certain only if they do with every closed measure at the lowest level
        certain = self.lowest.check(check.node.id).assurance
        return msgspec.structs.replace(
            check_view(check), assurance=certain, differs_from=(), response=None
        )

    def _measure(self, measure_id: str) -> MeasureView:
        measure, item = self.measures[measure_id], self.open.measure(measure_id)
        whole = self.force.measure(measure_id).measured
        closed = self.closed.get(measure_id)
        few = closed is not None and closed.why is not Withheld.NO_LEVEL
        node = self._node(measure_id)
        return MeasureView(
            node=node,
            kind=measure.kind,
            state=state_shown(whole, measure, closed),
            scored=measure.is_scored,
            minimum_cases=measure.minimum_cases,
            differs_from=(),
            figures=None if closed else figures_of(item.measured, measure),
            withheld=closed.why if closed and few else None,
            of=closed.of if closed else None,
            measured=None,
        )


def _untold(found: Verification | None) -> Verification | None:
    """Return where verified levels come from, without the files."""
    return None if found is None else msgspec.structs.replace(found, reviews=())


def _ends(lowest: Tally, highest: Tally) -> tuple[Fraction, Fraction] | None:
    """Return the scores between which that of every measure lies; None where they are one."""
    low, high = lowest.score, highest.score
    return None if low is None or high is None or low == high else (low, high)


def _has_level(item: MeasureView) -> bool:
    return item.withheld is not None or (
        item.figures is not None and item.figures.level is not None
    )


def _between(tally: Tally, lowest: Tally, highest: Tally) -> Tally:
    """Return a tally with the bounds of the other two, and its score and claim within them."""

    def nearest(
        value: Fraction | None, low: Fraction | None, high: Fraction | None
    ) -> Fraction | None:
        if low is None or high is None:
            return None
        if value is None:  # nothing else is scored here, so it is known only if it is certain
            return low if low == high else None
        return min(max(value, low), high)

    return msgspec.structs.replace(
        tally,
        score=nearest(tally.score, lowest.score, highest.score),
        claimed=nearest(tally.claimed, lowest.claimed, highest.claimed),
        supported=nearest(tally.supported, lowest.supported, highest.supported),
        with_verified=nearest(tally.with_verified, lowest.with_verified, highest.with_verified),
        excused_at_zero=nearest(
            tally.excused_at_zero, lowest.excused_at_zero, highest.excused_at_zero
        ),
        low=lowest.low,
        high=highest.high,
        floor=lowest.floor,
    )


def _without_few_missing(submission: Submission) -> Submission:
    """Return a submission of which nothing tells that one to four cases are not listed."""
    cases = submission.cases
    if cases is None or not is_small(rows_missing(cases) or FEWEST):
        return submission
    return msgspec.structs.replace(submission, cases=msgspec.structs.replace(cases, in_period=None))


def node_view(node: NodeScore, withheld: Fraction = ZERO) -> NodeView:
    """Return a node as a view has it."""
    return NodeView(**msgspec.structs.asdict(node), withheld=withheld)


def check_view(check: CheckScore) -> CheckView:
    """Return a check with its whole answer."""
    return CheckView(
        node=node_view(check.node),
        state=check.response.state,
        level=check.response.level,
        counted_level=check.counted_level,
        assurance=check.assurance,
        differs_from=check.differs_from,
        set_aside=check.set_aside,
        response=check.response,
        verified_level=check.response.verified_level,
    )


def figures_of(found: Measured, measure: Measure) -> Figures | None:
    """Return the figures of a measure; None if nothing was counted."""
    if not found.n:
        return None
    return Figures(
        value=found.value,
        at_least=found.at_least,
        x=None if measure.kind == "median" else found.x,
        n=found.n,
        interval=found.interval,
        level=found.level,
    )
