"""From a submission to a force's scores: every node of the framework, with how it came about."""

from collections.abc import Mapping, Sequence
from fractions import Fraction

import msgspec

from slavery_benchmark.core.cases.least_shown import least_shown
from slavery_benchmark.core.cases.measuring import Measured, MeasureState, measure_cases
from slavery_benchmark.core.framework.declared import exact
from slavery_benchmark.core.framework.framework import FULL_SCORE, Check, Criterion, Framework
from slavery_benchmark.core.framework.measures import Measure
from slavery_benchmark.core.scoring.bands import judged, with_limits
from slavery_benchmark.core.scoring.baseline import Reference, mean_reference, reference_of
from slavery_benchmark.core.scoring.scores import (
    OVERALL,
    Assurance,
    CheckScore,
    ForceScore,
    MeasureScore,
    NodeScore,
)
from slavery_benchmark.core.scoring.submission import Response, State, Submission
from slavery_benchmark.core.scoring.tally import (
    EXCUSED,
    NOT_SCORED,
    TOO_FEW,
    ZERO,
    Tally,
    answered,
    combine,
    unanswered,
)


def has_support(response: Response, submission: Submission) -> bool:
    """Return whether a dated reference stands beside the answer, confirmed in or after the period.

    Without a readable start of the period nothing can be shown to be current.
    """
    return bool(
        response.evidence
        and response.evidence_date
        and submission.period_start
        and response.evidence_date >= submission.period_start
    )


def score_submission(
    submission: Submission,
    framework: Framework,
    at_least: Assurance = Assurance.ASSERTED,
    measured: Mapping[str, Measured] | None = None,
) -> ForceScore:
    """Score a submission that has one response for each check, in framework order.

    Answers of less assurance than `at_least` are set aside: they count as unanswered. `measured`
    is what the case files showed, by the id of the measure, where that is known already; without it
    the case files of the submission are measured.

    Verified levels count where they are of enough: the share of the weight of judged checks that
    must be answered for a band. Below that they stand beside, unless nothing else is to count.
    """
    scorer = _Scorer(submission, framework, at_least, measured)
    score = scorer.score()
    if submission.verification is None:
        return score
    reviewed = score.overall.tally.reviewed
    enough = reviewed is not None and reviewed >= exact(framework.coverage.minimum)
    if not enough and at_least is not Assurance.VERIFIED:
        return score
    known = {item.node.id: item.measured for item in score.measures}
    return _Scorer(submission, framework, at_least, known, counts_verified=True).score()


class _Scorer:
    """Scores one submission, criterion by criterion."""

    def __init__(
        self,
        submission: Submission,
        framework: Framework,
        at_least: Assurance,
        measured: Mapping[str, Measured] | None,
        *,
        counts_verified: bool = False,
    ) -> None:
        self.submission = submission
        self.counts_verified = counts_verified
        self.framework = framework
        self.at_least = at_least
        self.known = measured
        self.shares = {OVERALL: Fraction(1), **framework.effective_weights()}
        self.responses = {response.check: response for response in submission.responses}
        self.checks: list[CheckScore] = []
        self.measures: list[MeasureScore] = []

    def score(self) -> ForceScore:
        framework = self.framework
        all_criteria: list[NodeScore] = []
        themes: list[NodeScore] = []
        all_levels: list[int] = []
        for theme in framework.themes:
            criteria: list[NodeScore] = []
            levels: list[int] = []
            for criterion in theme.criteria:
                node, counted = self._criterion(criterion, theme.id)
                criteria.append(node)
                levels += counted
            group = self._group(theme.id, OVERALL, theme.title, exact(theme.weight), criteria)
            themes.append(judged(group, levels, framework))
            all_criteria += criteria
            all_levels += levels
        total = self._group(OVERALL, None, "Overall", Fraction(1), themes)
        overall = judged(total, all_levels, framework)
        held, limits = with_limits(overall, all_criteria, framework)
        return ForceScore(
            submission=self.submission,
            overall=held,
            themes=tuple(themes),
            criteria=tuple(all_criteria),
            checks=tuple(self.checks),
            measures=tuple(self.measures),
            uncapped_band=overall.band,
            limits=limits,
            counts_verified=self.counts_verified,
        )

    def _criterion(self, criterion: Criterion, theme: str) -> tuple[NodeScore, list[int]]:
        """Score a criterion; return its node and the levels that counted in it."""
        found = {measure.id: self._measured(measure) for measure in criterion.measures}
        differing = self._differing(criterion, found)
        checks = [
            self._check(check, criterion, found, [m for c, m in differing if c == check.id])
            for check in criterion.checks
        ]
        measures = [
            self._measure(
                measure, criterion, found[measure.id], [c for c, m in differing if m == measure.id]
            )
            for measure in criterion.measures
        ]
        levels = [check.counted_level for check in checks if check.counted_level is not None]
        levels += [item.level for item in found.values() if item.level is not None]
        parts = [*(check.node for check in checks), *(measure.node for measure in measures)]
        node = self._node(
            criterion.id,
            theme,
            criterion.title,
            exact(criterion.weight),
            combine([(part.weight, part.tally) for part in parts if part.weight]),
            reference_of(criterion.baseline, self.framework),
        )
        self.checks += checks
        self.measures += measures
        return judged(node, levels, self.framework), levels

    def _measured(self, measure: Measure) -> Measured:
        if self.known is not None:
            return self.known[measure.id]
        if self.framework.cases is None:
            raise AssertionError("the loader refuses measures without a sheet of case files")
        submission = self.submission
        sheet = self.framework.cases
        return measure_cases(
            measure,
            submission.cases,
            sheet.known,
            submission.period_end,
            not_needed=sheet.not_needed,
        )

    def _differing(self, criterion: Criterion, found: dict[str, Measured]) -> list[tuple[str, str]]:
        """Return the pairs of check and measure that differ from each other.

        The level given is at least as many levels above the measured one as the edition says, and
        above the best level that chance and unknown cases leave open.
        """
        sheet = self.framework.cases
        if sheet is None:
            return []
        measures = {measure.id: measure for measure in criterion.measures}
        return [
            (check.id, measure_id)
            for check in criterion.checks
            for measure_id, measured in found.items()
            if measures[measure_id].is_test_of(check.id)
            and (level := self.responses[check.id].level) is not None
            and measured.level is not None
            and measured.level_high is not None
            and level >= measured.level + sheet.discrepancy.levels
            and level > measured.level_high
        ]

    def _check(
        self,
        check: Check,
        criterion: Criterion,
        found: dict[str, Measured],
        differs_from: Sequence[str],
    ) -> CheckScore:
        response = self.responses[check.id]
        counted: int | None = None
        assurance: Assurance | None = None
        set_aside = False
        if response.state is State.ANSWERED and response.level is not None:
            supported = has_support(response, self.submission)
            testing = {
                measure.id: found[measure.id]
                for measure in criterion.measures
                if measure.is_test_of(check.id)
            }
            assurance = _assurance(response.level, testing, supported=supported)
            counted = response.level
            rule = self.framework.evidence
            if response.level >= rule.required_from and not supported:
                counted = rule.unsupported_level
        stands = assurance is None or assurance.reaches(self.at_least)
        supported_level = counted if stands else None
        verified = response.verified_level if self.submission.verification else None
        if verified is not None:
            assurance = Assurance.VERIFIED
            counted = verified if self.counts_verified else counted
        set_aside = assurance is not None and not assurance.reaches(self.at_least)
        if set_aside:
            counted = None
        tally = self._tally(response, counted)
        if self.submission.verification is not None:
            tally = self._beside(tally, response, supported_level)
        reference = reference_of(criterion.baseline, self.framework)
        node = self._node(
            check.id, criterion.id, check.question, exact(check.weight), tally, reference
        )
        levels = [] if counted is None else [counted]
        return CheckScore(
            node=judged(node, levels, self.framework),
            kind=check.kind,
            response=response,
            counted_level=counted,
            assurance=assurance,
            differs_from=tuple(differs_from),
            set_aside=set_aside,
        )

    def _tally(self, response: Response, counted: int | None) -> Tally:
        if counted is None:
            excused = response.state is State.NOT_APPLICABLE
            return EXCUSED if excused else unanswered(FULL_SCORE)
        points = self.framework.points
        claimed = None if response.level is None else points(response.level)
        return answered(points(counted), claimed)

    def _beside(self, tally: Tally, response: Response, supported: int | None) -> Tally:
        """Return the tally of a check with its score before and after a review."""
        verified, points = response.verified_level, self.framework.points
        after = supported if verified is None else verified
        leaves = response.state is State.NOT_APPLICABLE and verified is None
        return msgspec.structs.replace(
            tally,
            supported=None if supported is None else points(supported),
            with_verified=None if after is None else points(after),
            reviewed=None if leaves else Fraction(verified is not None),
        )

    def _measure(
        self,
        measure: Measure,
        criterion: Criterion,
        measured: Measured,
        differs_from: Sequence[str],
    ) -> MeasureScore:
        weight = Fraction(0) if measure.weight is None else exact(measure.weight)
        levels: list[int] = []
        sheet = self.framework.cases
        if measure.weight is None or sheet is None:
            tally = NOT_SCORED
        else:
            least = least_shown(measure, measured, self.submission.cases, sheet)
            floor: Fraction | None = ZERO
            if measured.level is not None:
                points = self.framework.points
                tally = answered(points(measured.level), points(measured.level))
                floor = points(least.worst)
                levels.append(measured.level)
            elif measured.state is MeasureState.TOO_FEW:
                tally = TOO_FEW
                floor = ZERO if least.counts else None
            else:
                tally = unanswered(FULL_SCORE)
            tally = msgspec.structs.replace(tally, floor=floor)
        reference = reference_of(criterion.baseline, self.framework)
        if self.submission.verification is not None:
            same = tally.score
            tally = msgspec.structs.replace(tally, supported=same, with_verified=same)
        node = self._node(measure.id, criterion.id, measure.title, weight, tally, reference)
        return MeasureScore(
            node=judged(node, levels, self.framework),
            measured=measured,
            differs_from=tuple(differs_from),
        )

    def _group(
        self,
        node_id: str,
        parent: str | None,
        title: str,
        weight: Fraction,
        children: Sequence[NodeScore],
    ) -> NodeScore:
        scored = [
            (child.weight, child.reference)
            for child in children
            if child.tally.score is not None and child.reference is not None
        ]
        tally = combine([(child.weight, child.tally) for child in children])
        return self._node(node_id, parent, title, weight, tally, mean_reference(scored))

    def _node(
        self,
        node_id: str,
        parent: str | None,
        title: str,
        weight: Fraction,
        tally: Tally,
        reference: Reference | None,
    ) -> NodeScore:
        return NodeScore(
            id=node_id,
            parent=parent,
            title=title,
            weight=weight,
            # a measure that is only shown has no share
            effective_weight=self.shares.get(node_id, Fraction(0)),
            tally=tally,
            reference=reference,
        )


def _assurance(level: int, found: dict[str, Measured], *, supported: bool) -> Assurance:
    """Return the rung of an answer. Own cases agree if some measured level, and none below it."""
    if not supported:
        return Assurance.ASSERTED
    levels = [item.level for item in found.values() if item.level is not None]
    if levels and min(levels) >= level:
        return Assurance.OWN_CASES
    return Assurance.DOCUMENTED
