"""One number, from the cell that it came from to the total, so that it can be redone by hand."""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from msgspec.structs import asdict

from slavery_benchmark.core.framework.declared import exact
from slavery_benchmark.core.framework.framework import Criterion, Framework
from slavery_benchmark.core.scoring.baseline import Position
from slavery_benchmark.core.scoring.only_just import only_just
from slavery_benchmark.core.scoring.report import Report
from slavery_benchmark.core.scoring.scores import OVERALL, ForceScore, NodeScore
from slavery_benchmark.document.blocks import Block, Document, Paragraph, Section, Table, paragraphs
from slavery_benchmark.document.columns import Column, Kind
from slavery_benchmark.document.numbers import (
    count_text,
    percent_text,
    plain_number,
    score_text,
    share_text,
    signed_text,
)
from slavery_benchmark.document.positions import ONLY_JUST
from slavery_benchmark.pages.criteria.page import shortcoming_line
from slavery_benchmark.pages.explain.check import check_blocks
from slavery_benchmark.pages.explain.measure import measure_blocks
from slavery_benchmark.pages.heads import page_of
from slavery_benchmark.pages.words.own_cases import measure_line
from slavery_benchmark.pages.words.scores import (
    ONLY_JUST_MEANS,
    band_text,
    capital,
    force_title,
    limit_reached,
    position_text,
    support_sentence,
    what_keeps,
)

_PARTS = (
    Column("part", "Part", whole_words=True, width=12),
    Column("weight", "Weight", Kind.NUMBER),
    Column("score", "Score", Kind.NUMBER, width=12),
    Column("state", "Without a score", optional=True, whole_words=True, width=16),
    Column("product", "Weight x score", Kind.NUMBER, blank="", width=14),
    Column("coverage", "Answered", Kind.SHARE),
    Column("range", "Could be", Kind.RANGE, blank="", width=14),
    Column("low", "Lowest", Kind.NUMBER, people=False),
    Column("high", "Highest", Kind.NUMBER, people=False),
)


def explain_page(report: Report, force: ForceScore, node_id: str) -> Document:
    """Return how the node's score came about and what it adds to those above it.

    Raises KeyError if the framework has no such node.
    """
    framework = report.framework
    node = force.node(node_id)
    sections: list[Section] = []
    current: NodeScore | None = node
    while current is not None:
        sections.append(_step(force, current, framework, len(sections) + 1))
        current = force.node(current.parent) if current.parent else None
    return page_of(
        report,
        _lead(force, node),
        sections=sections,
        about=(
            support_sentence([force]),
            framework.words.reading_lines,
            "Numbers are exact inside and rounded once, half up, where they are printed.",
        ),
        of=force.submission,
        title=f"{_title(node)} in {force_title(force)}",
        subject="how a number came about",
    )


def _title(node: NodeScore) -> str:
    return node.title if node.id == OVERALL else node.id


def _lead(force: ForceScore, node: NodeScore) -> Iterator[str]:
    """Yield the number itself and what it is made of, and the way from there to the total."""
    score = node.tally.score
    if score is None:
        yield f"{_title(node)} has no score: {_why_none(node)}."
    else:
        yield f"{_title(node)} scores {score_text(score)} of 100: {_made_of(force, node)}."
    way: list[str] = []
    current = node
    while current.parent:
        current = force.node(current.parent)
        way.append(f"{_title(current)} {score_text(current.tally.score)}")
    if way:
        share = share_text(node.effective_weight)
        yield f"It goes on into {', then '.join(way)}; it carries {share} of the overall score."


def _made_of(force: ForceScore, node: NodeScore) -> str:
    total, weight, count = _weighed(_children(force, node))
    if not count:
        return "worked out below"
    what = count_text(count, "part")
    return f"{plain_number(total)} / {plain_number(weight)}, the weighted mean of {what}"


def _weighed(children: Sequence[NodeScore]) -> tuple[Fraction, Fraction, int]:
    """Return sum(w s) and sum(w) of the children that have a score, and how many these are."""
    scored = [(it.weight, it.tally.score) for it in children if it.tally.score is not None]
    total = sum((weight * score for weight, score in scored), Fraction(0))
    return total, sum((weight for weight, _ in scored), Fraction(0)), len(scored)


def _children(force: ForceScore, node: NodeScore) -> list[NodeScore]:
    parts = [check.node for check in force.checks]
    parts += [item.node for item in force.measures if item.node.weight]
    return [child for child in (*force.themes, *force.criteria, *parts) if child.parent == node.id]


def _step(force: ForceScore, node: NodeScore, framework: Framework, step: int) -> Section:
    """Return one step on the way; those above the node asked for stand in full on request."""
    criterion = next((c for _, c in framework.criteria() if c.id in (node.id, node.parent)), None)
    name = _title(node)
    if node.id != OVERALL and (criterion is None or node.id == criterion.id):
        name = f"{node.id} {node.title}"
    blocks: list[Block]
    if criterion is not None and node.id != criterion.id:
        if any(check.node.id == node.id for check in force.checks):
            blocks = list(check_blocks(force, force.check(node.id), criterion, framework))
        else:
            item = force.measure(node.id)
            name = f"{node.id} {item.node.title}"
            blocks = list(measure_blocks(force, item, criterion, framework))
    else:
        blocks = [*_sum(_children(force, node), node)]
        blocks += paragraphs(_judgements(force, node, framework))
        if criterion is not None:
            blocks += paragraphs(
                f"{measure.id}: {measure_line(measure, force.measure(measure.id), framework)}"
                for measure in criterion.measures
            )
            blocks += _baseline(criterion, framework)
    return Section(
        id=f"step-{step}", title=f"{step}. {name}", blocks=tuple(blocks), detail=step > 1
    )


def _sum(children: Sequence[NodeScore], node: NodeScore) -> Iterator[Block]:
    records = []
    for child in children:
        tally = child.tally
        row = {**asdict(tally), "part": child.id, "weight": child.weight}
        row["range"] = None if tally.low is None else (tally.low, tally.high)
        row["state"] = _why_none(child) if tally.score is None else None
        row["product"] = None if tally.score is None else child.weight * tally.score
        records.append(row)
    yield Table(
        id="part",
        columns=_PARTS,
        records=tuple(records),
        of=((Column("node", "Of", width=12), node.id),),
        sheet="Sums",
    )
    total, weight, _ = _weighed(children)
    said = "No part has a score, so there is none."
    if weight:
        said = (
            f"Score: {plain_number(total)} / {plain_number(weight)} = "
            f"{plain_number(total / weight)}, printed {score_text(node.tally.score)}."
        )
    yield Paragraph(said, "warning")


def _why_none(node: NodeScore) -> str:
    if node.tally.excused == 1:
        return "excused"
    return "too few cases" if node.tally.too_few == 1 else "unanswered"


def _judgements(force: ForceScore, node: NodeScore, framework: Framework) -> Iterator[str]:
    tally = node.tally
    if tally.score is None:
        return
    if tally.verified is not None:
        yield (
            f"On the force's own word {score_text(tally.supported)}, with inspectors' levels "
            f"{score_text(tally.verified)}; these are of {percent_text(tally.reviewed)} of the "
            "weight of its checks."
        )
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
            f"{framework.words.head}: {score_text(node.reference.value)}, "
            f"range {score_text(node.reference.low)} to "
            f"{score_text(node.reference.high)}{how}."
        )
    if node.difference is not None:
        yield f"Difference: {signed_text(node.difference)} points."
    if node.position is None:
        yield "Too little was answered, or too much excused, for a band or a position."
    else:
        where = f"Position against {framework.words.baseline}: {position_text(node)}"
        yield f"{where}. {_why(node, force, framework)}"
        if node.id in only_just(force, framework):
            yield f"{capital(ONLY_JUST)}: {ONLY_JUST_MEANS}."
    if node.id == OVERALL:
        yield from _band_sentences(force, framework)
    elif node.band:
        yield f"Band: {band_text(node)}, from {_start(node.band, framework)} on."
        yield from _certain(node)
    yield f"Share of the overall score when all is answered: {share_text(node.effective_weight)}."


def _why(node: NodeScore, force: ForceScore, framework: Framework) -> str:
    target, ranged = framework.target, framework.words.ranged
    goal = plain_number(exact(target.score))
    if node.position is Position.AT_TARGET:
        low = target.lowest_level
        return f"The score is {goal} or more and nothing under it counts below level {low}."
    if node.position is Position.NOT_CERTAIN:
        return f"What is unanswered could put it on either side of the {ranged}."
    if node.position is Position.ABOVE:
        reason = f"The score is above the {ranged}"
        if in_the_way := what_keeps(node, force, framework):
            reason += f", yet not at target: {in_the_way}"
        return f"{reason}."
    said = f"The score is {'below' if node.is_below else 'inside'} the {ranged}."
    if node.reference is not None and node.reference.low == 0:
        said += " On this row the tool cannot show “worse”: that range starts at 0."
    return said


def _band_sentences(force: ForceScore, framework: Framework) -> Iterator[str]:
    band = force.uncapped_band
    if band is None:
        return
    start = _start(band, framework)
    if not force.limits:
        yield f"Band: {band_text(force.overall)}, from {start} on."
        yield from _certain(force.overall)
        return
    yield f"Band without limits: {band}, from {start} on."
    yield from _certain(force.overall)
    for limit in force.limits:
        level = next(item for item in framework.limits if item.id == limit.id).below_level
        points = framework.points(level)
        if limit.cap is None:
            yield (
                f"Limit {limit.id}: nothing of {limit.criterion} has a score to tell whether it is "
                f"below {plain_number(points)}, so the band is withheld. {limit.because}"
            )
        else:
            yield (
                f"Limit {limit.id}: {limit.criterion} "
                f"{limit_reached(force.node(limit.criterion), points)}, so the band is at most "
                f"{limit.cap}. {limit.because}"
            )
    yield f"Band: {band_text(force.overall) or 'withheld'}."


def _certain(node: NodeScore) -> Iterator[str]:
    """Yield the floor that a band is read off, where it is not the score."""
    if node.tally.floor != node.tally.score:
        yield (
            f"It is read off {score_text(node.tally.floor)}: the score with what was not told, or "
            "does not apply, at its worst."
        )


def _start(band: str, framework: Framework) -> str:
    return plain_number(exact(framework.band_named(band).lower))


def _baseline(criterion: Criterion, framework: Framework) -> Iterator[Block]:
    baseline = criterion.baseline
    yield Paragraph(
        f"Our reading of {framework.words.found_by}: level {baseline.level} "
        f"(range {baseline.low} to {baseline.high}), "
        f"kind “{baseline.kind}”. {baseline.because}",
        detail=True,
    )
    for shortcoming in criterion.shortcomings:
        yield Paragraph(shortcoming_line(shortcoming, framework), "note", detail=True)
