"""One number, from the cell that it came from to the total, so that it can be redone by hand."""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from slavery_benchmark.core.baseline import Position
from slavery_benchmark.core.declared import exact
from slavery_benchmark.core.framework import Criterion, Framework
from slavery_benchmark.core.report import Report
from slavery_benchmark.core.scores import OVERALL, ForceScore, NodeScore
from slavery_benchmark.document.numbers import (
    percent_text,
    plain_number,
    score_text,
    share_text,
    signed_text,
)
from slavery_benchmark.formats.terminal.page import Page
from slavery_benchmark.render.criteria_text import shortcoming_line
from slavery_benchmark.render.explain_check import write_check
from slavery_benchmark.render.explain_measure import write_measure
from slavery_benchmark.render.heads import framework_sentence, write_source_line
from slavery_benchmark.render.own_cases import measure_line, rung_sentence
from slavery_benchmark.render.words import POSITION_WORDS, REFERENCE_LINE, SUPPORT, force_title


def render_explanation(report: Report, force: ForceScore, node_id: str, page: Page) -> str:
    """Return how the node's score came about and what it adds to those above it.

    Raises KeyError if the framework has no such node.
    """
    framework = report.framework
    node = force.node(node_id)
    page.heading(f"{node.id} in {force_title(force)}")
    write_source_line(page, force.submission)
    if said := rung_sentence(report.at_least):
        page.paragraph(said)
    step = 1
    current: NodeScore | None = node
    while current is not None:
        page.blank()
        _write_step(page, force, current, framework, step)
        step += 1
        current = force.node(current.parent) if current.parent else None
    page.blank()
    page.paragraph(f"{REFERENCE_LINE} {SUPPORT}", style="dim")
    page.paragraph(
        f"{framework_sentence(report)} Numbers are exact inside and rounded once, half up, where "
        "they are printed.",
        style="dim",
    )
    return page.text


def _write_step(
    page: Page, force: ForceScore, node: NodeScore, framework: Framework, step: int
) -> None:
    criterion = next((c for _, c in framework.criteria() if c.id in (node.id, node.parent)), None)
    if criterion is not None and node.id != criterion.id:
        if any(check.node.id == node.id for check in force.checks):
            write_check(page, force, force.check(node.id), criterion, framework, step)
        else:
            write_measure(page, force, force.measure(node.id), criterion, framework, step)
        return
    title = node.title if node.id == OVERALL else f"{node.id} {node.title}"
    page.line((f"{step}. {title}", "bold"))
    parts = [check.node for check in force.checks]
    parts += [item.node for item in force.measures if item.node.weight]
    children = [
        child for child in (*force.themes, *force.criteria, *parts) if child.parent == node.id
    ]
    _write_sum(page, children, node)
    for sentence in _judgements(force, node, framework):
        page.paragraph(sentence, indent=3)
    if criterion is not None:
        for measure in criterion.measures:
            line = measure_line(measure, force.measure(measure.id), framework)
            page.paragraph(f"{measure.id}: {line}", indent=3)
        _write_baseline(page, criterion, framework)


def _write_sum(page: Page, children: Sequence[NodeScore], node: NodeScore) -> None:
    rows = []
    for child in children:
        tally = child.tally
        product = child.weight * tally.score if tally.score is not None else None
        rows.append(
            (
                child.id,
                plain_number(child.weight),
                score_text(tally.score, 4) if tally.score is not None else _why_none(child),
                plain_number(product) if product is not None else "",
                percent_text(tally.coverage),
                _range_text(child),
            )
        )
    page.table(
        ("Part", "Weight", "Score", "Weight x score", "Answered", "Could be"),
        rows,
        right=(1, 2, 3, 4),
        keep=(0, 5),
    )
    scored = [child for child in children if child.tally.score is not None]
    weight = sum((child.weight for child in scored), Fraction(0))
    total = sum((child.weight * (child.tally.score or 0) for child in scored), Fraction(0))
    if weight:
        page.paragraph(
            f"Score: {plain_number(total)} / {plain_number(weight)} = "
            f"{plain_number(total / weight)}, printed {score_text(node.tally.score)}.",
            style="bold",
            indent=3,
        )
    else:
        page.paragraph("No part has a score, so there is none.", style="bold", indent=3)


def _why_none(node: NodeScore) -> str:
    if node.tally.excused == 1:
        return "excused"
    return "too few cases" if node.tally.too_few == 1 else "unanswered"


def _range_text(node: NodeScore) -> str:
    tally = node.tally
    if tally.low is None or tally.high is None:
        return ""
    if tally.low == tally.high:
        return score_text(tally.low)
    return f"{score_text(tally.low)} to {score_text(tally.high)}"


def _judgements(force: ForceScore, node: NodeScore, framework: Framework) -> Iterator[str]:
    tally = node.tally
    if tally.score is None:
        return
    if tally.claimed != tally.score:
        yield f"Claimed: {score_text(tally.claimed)}, with every level as given."
    if tally.low != tally.high:
        yield (
            f"With all that is unanswered at 0 it is {score_text(tally.low)}, at 100 "
            f"{score_text(tally.high)}."
        )
    minimum = exact(framework.coverage.minimum)
    yield (
        f"Answered: {percent_text(tally.coverage)} of the weight that applies (needed: "
        f"{percent_text(minimum)})."
    )
    if tally.excused:
        yield (
            f"Not applicable: {share_text(tally.excused)} of the weight; with it at 0 the score "
            f"is {score_text(tally.excused_at_zero)}."
        )
    if tally.too_few:
        yield (
            f"Measures with too few cases: {share_text(tally.too_few)} of the weight. They leave "
            "every sum."
        )
    if node.reference is not None:
        mean = node.parent in (None, OVERALL)
        how = ", the weighted mean of the parts that have a score" if mean else ""
        yield (
            f"2017: {score_text(node.reference.value)}, range {score_text(node.reference.low)} to "
            f"{score_text(node.reference.high)}{how}."
        )
    yield f"Difference: {signed_text(node.difference)} points."
    if node.position is None:
        yield "Too little was answered, or too much excused, for a band or a position."
    else:
        yield f"Position against 2017: {POSITION_WORDS[node.position]}. {_why(node, framework)}"
    if node.id == OVERALL:
        yield from _band_sentences(force, framework)
    elif node.band:
        yield f"Band: {node.band}, from {plain_number(exact(_lower(node.band, framework)))} on."
    yield f"Share of the overall score when all is answered: {share_text(node.effective_weight)}."


def _why(node: NodeScore, framework: Framework) -> str:
    target = framework.target
    goal = plain_number(exact(target.score))
    if node.position is Position.AT_TARGET:
        low = target.lowest_level
        return f"The score is {goal} or more and nothing under it counts below level {low}."
    if node.position is Position.NOT_CERTAIN:
        return "What is unanswered could put it on either side of the 2017 range."
    reason = {
        Position.ABOVE: "The score is above the 2017 range.",
        Position.AT: "The score is inside the 2017 range.",
        Position.BELOW: "The score is below the 2017 range.",
    }[node.position or Position.AT]
    score = node.tally.score
    if score is not None and score >= exact(target.score):
        reason += f" It is not at target, as a level under it is below {target.lowest_level}."
    if node.reference is not None and node.reference.low == 0:
        reason += " That range starts at 0, so nothing can be below it."
    return reason


def _band_sentences(force: ForceScore, framework: Framework) -> Iterator[str]:
    band = force.uncapped_band
    if band is None:
        return
    start = plain_number(exact(_lower(band, framework)))
    if not force.limits:
        yield f"Band: {band}, from {start} on."
        return
    yield f"Band by score alone: {band}, from {start} on."
    for limit in force.limits:
        level = next(item for item in framework.limits if item.id == limit.id).below_level
        line = plain_number(framework.points(level))
        score = force.node(limit.criterion).tally.score
        if limit.cap is None:
            yield (
                f"Limit {limit.id}: too little of {limit.criterion} was answered to tell whether "
                f"it is below {line}, so the band is withheld. {limit.because}"
            )
        else:
            yield (
                f"Limit {limit.id}: {limit.criterion} scores {score_text(score)}, below {line}, so "
                f"the band is at most {limit.cap}. {limit.because}"
            )
    yield f"Band: {force.overall.band or 'withheld'}."


def _lower(band: str, framework: Framework) -> float:
    return framework.band_named(band).lower


def _write_baseline(page: Page, criterion: Criterion, framework: Framework) -> None:
    baseline = criterion.baseline
    page.paragraph(
        f"Our reading of 2017: level {baseline.level} (range {baseline.low} to {baseline.high}), "
        f"kind “{baseline.kind}”. {baseline.because}",
        indent=3,
    )
    for shortcoming in criterion.shortcomings:
        page.paragraph(shortcoming_line(shortcoming, framework), style="dim", indent=3)
