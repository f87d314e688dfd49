"""From a submission to a force's scores: every node of the framework, with how it came about."""

from collections.abc import Sequence
from fractions import Fraction

import msgspec

from slavery_benchmark.core.baseline import mean_reference, position_of, reference_of
from slavery_benchmark.core.framework import FULL_SCORE, Check, Criterion, Framework, Theme, exact
from slavery_benchmark.core.scores import (
    OVERALL,
    Assurance,
    CheckScore,
    ForceScore,
    LimitApplied,
    NodeScore,
)
from slavery_benchmark.core.submission import Response, State, Submission
from slavery_benchmark.core.tally import EXCUSED, answered, combine, unanswered


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


def score_submission(submission: Submission, framework: Framework) -> ForceScore:
    """Score a submission that has one response for each check, in framework order."""
    responses = {response.check: response for response in submission.responses}
    shares = framework.effective_weights()
    all_checks: list[CheckScore] = []
    all_criteria: list[NodeScore] = []
    themes: list[NodeScore] = []
    for theme in framework.themes:
        criteria: list[NodeScore] = []
        lowest: list[int] = []
        for criterion in theme.criteria:
            checks = [
                _score_check(check, criterion, responses[check.id], submission, framework, shares)
                for check in criterion.checks
            ]
            levels = [check.counted_level for check in checks if check.counted_level is not None]
            criteria.append(_score_criterion(criterion, theme, checks, levels, framework, shares))
            lowest += levels
            all_checks += checks
        node = _score_group(theme.id, OVERALL, theme.title, exact(theme.weight), criteria, shares)
        themes.append(_judge(node, lowest, framework))
        all_criteria += criteria
    node = _score_group(OVERALL, None, "Overall", Fraction(1), themes, {OVERALL: Fraction(1)})
    counted = [check.counted_level for check in all_checks if check.counted_level is not None]
    overall = _judge(node, counted, framework)
    limits = _limits(overall, all_criteria, framework)
    return ForceScore(
        submission=submission,
        overall=msgspec.structs.replace(overall, band=_capped(overall.band, limits, framework)),
        themes=tuple(themes),
        criteria=tuple(all_criteria),
        checks=tuple(all_checks),
        uncapped_band=overall.band,
        limits=limits,
    )


def _score_check(
    check: Check,
    criterion: Criterion,
    response: Response,
    submission: Submission,
    framework: Framework,
    shares: dict[str, Fraction],
) -> CheckScore:
    counted: int | None = None
    assurance: Assurance | None = None
    if response.state is State.ANSWERED and response.level is not None:
        supported = has_support(response, submission)
        assurance = Assurance.DOCUMENTED if supported else Assurance.ASSERTED
        counted = response.level
        rule = framework.evidence
        if response.level >= rule.required_from and not supported:
            counted = rule.unsupported_level
        tally = answered(framework.points(counted), framework.points(response.level))
    elif response.state is State.NOT_APPLICABLE:
        tally = EXCUSED
    else:
        tally = unanswered(FULL_SCORE)
    node = NodeScore(
        id=check.id,
        parent=criterion.id,
        title=check.question,
        weight=exact(check.weight),
        effective_weight=shares[check.id],
        tally=tally,
        reference=reference_of(criterion.baseline, framework),
    )
    levels = [] if counted is None else [counted]
    return CheckScore(
        node=_judge(node, levels, framework),
        kind=check.kind,
        response=response,
        counted_level=counted,
        assurance=assurance,
    )


def _score_criterion(
    criterion: Criterion,
    theme: Theme,
    checks: Sequence[CheckScore],
    levels: Sequence[int],
    framework: Framework,
    shares: dict[str, Fraction],
) -> NodeScore:
    node = NodeScore(
        id=criterion.id,
        parent=theme.id,
        title=criterion.title,
        weight=exact(criterion.weight),
        effective_weight=shares[criterion.id],
        tally=combine([(check.node.weight, check.node.tally) for check in checks]),
        reference=reference_of(criterion.baseline, framework),
    )
    return _judge(node, levels, framework)


def _score_group(
    node_id: str,
    parent: str | None,
    title: str,
    weight: Fraction,
    children: Sequence[NodeScore],
    shares: dict[str, Fraction],
) -> NodeScore:
    scored = [
        (child.weight, child.reference)
        for child in children
        if child.tally.score is not None and child.reference is not None
    ]
    return NodeScore(
        id=node_id,
        parent=parent,
        title=title,
        weight=weight,
        effective_weight=shares[node_id],
        tally=combine([(child.weight, child.tally) for child in children]),
        reference=mean_reference(scored),
    )


def _judge(node: NodeScore, levels: Sequence[int], framework: Framework) -> NodeScore:
    """Return the node with band and position, where its coverage allows them.

    `levels` are the counted levels of the checks under it: at target, none is below the lowest
    that the target admits.
    """
    tally = node.tally
    if (
        tally.score is None
        or tally.low is None
        or tally.high is None
        or tally.coverage is None
        or node.reference is None
        or tally.coverage < exact(framework.coverage.minimum)
        or tally.excused > exact(framework.not_applicable.maximum)
    ):
        return node
    target = framework.target
    at_target = tally.score >= exact(target.score) and min(levels) >= target.lowest_level
    return msgspec.structs.replace(
        node,
        band=framework.band_of(tally.score).word,
        position=position_of(
            at_target=at_target,
            low=tally.low,
            high=tally.high,
            score=tally.score,
            reference=node.reference,
        ),
    )


def _limits(
    overall: NodeScore, criteria: Sequence[NodeScore], framework: Framework
) -> tuple[LimitApplied, ...]:
    """Return the limits that bear on the overall band: only those whose cap lies below it.

    A criterion of which too little is known to tell holds the band back: leaving the check empty,
    or calling it not applicable, is no way round a limit.
    """
    if overall.band is None:
        return ()
    reached = framework.band_named(overall.band).lower
    nodes = {node.id: node for node in criteria}
    applied: list[LimitApplied] = []
    for limit in framework.limits:
        node = nodes[limit.criterion]
        score = node.tally.score
        below = score is not None and score < framework.points(limit.below_level)
        if framework.band_named(limit.cap).lower < reached and (below or node.position is None):
            applied.append(
                LimitApplied(
                    id=limit.id,
                    criterion=limit.criterion,
                    cap=limit.cap if below else None,
                    because=limit.because,
                )
            )
    return tuple(applied)


def _capped(band: str | None, limits: Sequence[LimitApplied], framework: Framework) -> str | None:
    if band is None or any(limit.cap is None for limit in limits):
        return None
    caps = [framework.band_named(limit.cap).lower for limit in limits if limit.cap is not None]
    lowest = min([framework.band_named(band).lower, *caps])
    return next(item.word for item in framework.bands if item.lower == lowest)
