"""What own cases show of all forces: each measure on a funnel plot where there can be one."""

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from slavery_benchmark.core.comparing.funnel import Funnel, Zone
from slavery_benchmark.core.comparing.funnel_family import expected_outside
from slavery_benchmark.document.blocks import (
    Block,
    Details,
    Heading,
    Paragraph,
    Section,
    Table,
    paragraphs,
)
from slavery_benchmark.document.columns import Column, Kind
from slavery_benchmark.document.numbers import score_text
from slavery_benchmark.pages.export.columns import place_of
from slavery_benchmark.pages.report.context import Context
from slavery_benchmark.pages.report.pictures import funnel_picture
from slavery_benchmark.pages.words.funnels import (
    READING,
    discovery_sentence,
    expected_sentence,
    funnel_sentences,
    zone_text,
)
from slavery_benchmark.pages.words.measures import CHANCE
from slavery_benchmark.pages.words.own_cases import unscored_sentence

_NO_PLOT = (
    "There is no funnel plot: no measure has a level for five forces, and with fewer nothing can "
    "be said of the spread between them."
)
_POINTS = (
    Column("force", "Force", to_by="leads"),
    Column("x", "Counted", Kind.COUNT),
    Column("n", "Of", Kind.COUNT),
    Column("share", "Share", Kind.PRECISE_SHARE),
    Column("limits_95", "95% limits", whole_words=True),
    Column("limits_998", "99.8% limits", whole_words=True),
    Column("zone", "Where it lies", tone_by="tone"),
)


def funnels_section(context: Context) -> Section | None:
    """Return the section on funnel plots; None for one force without any."""
    drawn = [funnel for funnel in context.data.funnels if funnel.grid]
    if context.framework.cases is None or (context.single and not drawn):
        return None
    said = (_NO_PLOT,)
    if drawn:
        found = expected_sentence(expected_outside(context.data.funnels))
        said = (f"{READING} {found} {discovery_sentence(context.data.funnels)}",)
    blocks: list[Block] = [*paragraphs(said)]
    for funnel in drawn:
        blocks += (
            Heading(text=f"{funnel.measure} {funnel.title}"),
            funnel_picture(context, funnel),
            Paragraph(" ".join(funnel_sentences(funnel))),
            _points(context, funnel),
        )
    title = "What own cases show, against the other forces"
    return Section(id="funnels", title=title, blocks=tuple(blocks), own_page=True)


def intervals_said(context: Context) -> tuple[Block, ...]:
    """Return what intervals are of, and which measures are only shown."""
    found = {force.cases.selection for force in context.forces if force.cases}
    said = [CHANCE[item] for item in found if item in CHANCE]
    what = f"Intervals are 95% intervals of {said[0]}." if said else ""
    if len(said) > 1:
        what = (
            "Intervals are 95% intervals: of sampling error where cases were drawn at random, of "
            "chance variation where they are said to be all."
        )
    return paragraphs((what, unscored_sentence(context.framework)))


def _points(context: Context, funnel: Funnel) -> Details:
    table = Table(
        id=f"funnel-{funnel.measure}",
        title=f"Funnel plot of {funnel.measure}: figures and limits",
        columns=_POINTS,
        records=tuple(_rows(context, funnel)),
        data=False,
    )
    return Details(
        id=f"funnel-{funnel.measure}-points",
        summary=f"The numbers of the plot of {funnel.measure}",
        printed=True,
        blocks=(table,),
    )


def _rows(context: Context, funnel: Funnel) -> Iterator[dict[str, Any]]:
    numbers = {force.force: number for number, force in enumerate(context.forces, start=1)}
    for point in sorted(funnel.points, key=lambda p: p.force.casefold()):
        limits = point.limits
        yield {
            "force": point.force,
            "leads": place_of(numbers[point.force]),
            "x": point.x,
            "n": point.n,
            "share": point.value / 100,
            "limits_95": _span(limits.low_95, limits.high_95),
            "limits_998": _span(limits.low_998, limits.high_998),
            "zone": zone_text(funnel, point.zone),
            "tone": "" if point.zone is Zone.INSIDE else "differs",
        }


def _span(low: float, high: float) -> str:
    return f"{score_text(Fraction(low))} to {score_text(Fraction(high))}%"
