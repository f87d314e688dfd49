"""What the report that is the baseline found on each criterion, and where that is known from."""

from collections.abc import Iterator

from slavery_benchmark.core.framework.framework import Criterion, Framework
from slavery_benchmark.document.blocks import Block, Details, Paragraph, Points, Section
from slavery_benchmark.document.numbers import score_text, share_text
from slavery_benchmark.pages.criteria.page import shortcoming_line
from slavery_benchmark.pages.export.columns import criterion_place
from slavery_benchmark.pages.report.context import Context
from slavery_benchmark.pages.words.recommendations import recommendation_line


def found_section(context: Context) -> Section:
    """Return what lies behind every criterion: it is the same for every force."""
    words = context.framework.words
    ranks = (
        f"First-hand is what {words.first_hand} says; second-hand is known only from accounts of "
        "the report."
    )
    return Section(
        id="found",
        title=f"What {words.found_by} found, and where that is known from",
        blocks=(
            Paragraph(ranks, "note"),
            *(
                Details(
                    id=criterion_place(criterion.id),
                    summary=f"{criterion.id} {criterion.title}",
                    blocks=tuple(_blocks(criterion, context.framework)),
                )
                for criterion in context.criteria()
            ),
        ),
        own_page=True,
    )


def _blocks(criterion: Criterion, framework: Framework) -> Iterator[Block]:
    baseline, words = criterion.baseline, framework.words
    yield Paragraph(f"What good looks like: {criterion.good}")
    yield Paragraph(f"What {words.found_by} found:")
    recommended = framework.recommended_to(criterion.id)
    yield Points(
        (
            *(shortcoming_line(item, framework) for item in criterion.shortcomings),
            *(recommendation_line(item, framework) for item in recommended),
        )
    )
    low, high = (score_text(framework.points(end), 0) for end in (baseline.low, baseline.high))
    yield Paragraph(
        f"Our reading: {score_text(framework.points(baseline.level), 0)} points, in a range of "
        f"{low} to {high} (kind “{baseline.kind}”). {words.also_unscored(baseline.because)} "
        f"The criterion is {share_text(framework.effective_weights()[criterion.id])} of the "
        "overall score."
    )
    yield Paragraph("What is asked, and what is measured:")
    parts = [f"{check.id} {check.question}" for check in criterion.checks]
    for measure in criterion.measures:
        figure = f" {words.head}: {measure.found_figure}." if measure.found_figure else ""
        parts.append(f"{measure.id} {measure.title}.{figure}")
    yield Points(tuple(parts))
