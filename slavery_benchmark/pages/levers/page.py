"""The page of what would move the score: route to the next band, what is to gain, what may fall."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from slavery_benchmark.core.framework import Framework
from slavery_benchmark.core.reinspection.levers import Gain, Levers, Part
from slavery_benchmark.core.report import Report
from slavery_benchmark.document.blocks import Document, Paragraph, Section, Table, paragraphs
from slavery_benchmark.document.columns import Column, Kind
from slavery_benchmark.pages.heads import FORCE, about_lines, of_submission, source_line
from slavery_benchmark.pages.heads import STANDING as PAGE_STANDING
from slavery_benchmark.pages.levers.build import build_levers
from slavery_benchmark.pages.levers.rows import gains_note, place_titles, route_rows, step_rule
from slavery_benchmark.pages.levers.words import LIMIT, STANDING, force_paragraphs
from slavery_benchmark.render.heads import caveat_sentences
from slavery_benchmark.render.words import force_title

_BASIS = "arithmetic on a self-assessment, neither a plan nor an inspection result"
_PLACE = Column("name", "Check or measure", cut=True, width=54)
_GAINS = (
    _PLACE,
    Column("counts", "Counts", whole_words=True, width=18, data=False),
    Column("given", "Level given", Kind.LEVEL, people=False),
    Column("counted", "Level that counts", Kind.LEVEL, people=False),
    Column("share", "Share", Kind.PRECISE_SHARE),
    Column("by_reference", "Reference", Kind.POINTS, whole="By reference", blank=""),
    Column("to_target", "To target", Kind.POINTS, whole="To the target", blank=""),
    Column("to_top", "To top", Kind.POINTS, whole="To the top"),
    Column("question", "Question", width=120, printed=False, detail=True, optional=True),
    Column("cell", "Cell", width=22, printed=False, detail=True),
    Column("id", "Id", width=10, printed=False, detail=True),
    Column("criterion", "Criterion", width=10, printed=False, detail=True),
)
_ROUTE = (
    _PLACE,
    Column("rise", "Rise", whole_words=True, width=14),
    Column("reference_level", "By reference", whole_words=True, width=12),
    Column("steps", "Steps", Kind.COUNT),
    Column("points", "Points", Kind.POINTS),
)
_FALLS = (
    Column("way", "Way", width=24),
    _PLACE,
    Column("before", "From", Kind.LEVEL),
    Column("after", "To", Kind.LEVEL),
    Column("points", "Points lost", Kind.POINTS),
    Column("band", "Band then", whole_words=True, width=16),
)
_ALL = (
    FORCE,
    Column("score", "Score", Kind.SCORE),
    Column("band", "Band", whole_words=True, blank="not given", width=15),
    Column("next_band", "Next band", whole_words=True, width=15),
    Column("missing", "Lacks", Kind.POINTS, blank=""),
    Column("steps", "Steps", Kind.COUNT, blank=""),
    Column("falls", "Falls", Kind.COUNT, blank=""),
)
_ALL_NOTE = (
    "In order of name. Lacks: points to the next band. Steps: the fewest that lead there. Falls: "
    "the fewest answers that lower the band by falling one level. Empty: none, or it cannot be "
    "told."
)


def levers_page(report: Report, levers: Sequence[Levers], limit: int | None = None) -> Document:
    """Return the page of each force, in the order given; a page shows the first `limit` gains."""
    titles = place_titles(report.framework)
    sections = [_force(item, report.framework, titles, limit) for item in levers]
    if len(levers) > 1:
        sections.append(_all(levers))
    return Document(
        title=f"{report.framework.identity.title}: what would move the score",
        lead=(),
        standing=PAGE_STANDING,
        caveats=tuple(caveat_sentences(report)),
        about=(STANDING, *about_lines(report)),
        sections=tuple(sections),
        records=lambda: build_levers(report, levers, limit),
        subject="what would move the score",
        tool_version=report.tool_version,
    )


def _force(
    item: Levers, framework: Framework, titles: Mapping[str, str], limit: int | None
) -> Section:
    submission = item.force.submission
    of = of_submission(submission, _BASIS)
    route = Table(
        id="step",
        title=f"Route to {item.route.band}",
        sheet="Routes",
        columns=_ROUTE,
        records=tuple(_steps(item, titles)),
        of=of,
        notes=(step_rule(framework),) if item.route.steps else (),
    )
    gains = Table(
        id="gain",
        title="Points still to gain",
        sheet="Gains",
        columns=_GAINS,
        records=tuple(_gain(gain, titles) for gain in item.gains),
        of=of,
        notes=(gains_note(item),) if item.gains else (),
        limit=limit or LIMIT,
    )
    falls = Table(
        id="fall",
        title="What would lower the band",
        sheet="Falls",
        columns=_FALLS,
        records=tuple(_falls(item, titles)),
        of=of,
        detail=True,
    )
    return Section(
        id=submission.code or "force",
        title=force_title(item.force),
        blocks=(
            Paragraph(source_line(submission), "note"),
            *paragraphs(force_paragraphs(item, framework)),
            route,
            gains,
            falls,
        ),
    )


def _steps(item: Levers, titles: Mapping[str, str]) -> Iterator[dict[str, Any]]:
    for check, rise, by_reference, count, points in route_rows(item.route.steps):
        yield {
            "name": titles[check],
            "rise": rise,
            "reference_level": by_reference,
            "steps": count,
            "points": points,
        }


def _gain(gain: Gain, titles: Mapping[str, str]) -> dict[str, Any]:
    measured = gain.part is Part.MEASURE
    claims = "" if gain.given == gain.counted else f" (claims {gain.given})"
    return {
        "kind": gain.part.value,
        "name": titles[gain.node.id],
        "counts": f"{gain.counted}{' (measured)' if measured else claims}",
        "given": gain.given,
        "counted": gain.counted,
        "share": gain.share,
        "by_reference": gain.by_reference or None,
        "to_target": gain.to_target or None,
        "to_top": gain.to_top,
        "question": None if measured else gain.node.title,
        "cell": gain.cell,
        "id": gain.node.id,
        "criterion": gain.criterion,
    }


def _falls(item: Levers, titles: Mapping[str, str]) -> Iterator[dict[str, Any]]:
    for way in item.fragility.ways:
        for fall in way.falls:
            yield {
                "way": f"the limit on {way.node}" if way.limit else "the score",
                "name": titles[fall.check],
                "before": fall.before,
                "after": fall.after,
                "points": fall.worth,
                "band": way.band,
            }


def _all(levers: Sequence[Levers]) -> Section:
    rows = []
    for item in levers:
        overall, route, ways = item.force.overall, item.route, item.fragility.ways
        rows.append(
            {
                "force": item.force.submission.force,
                "score": overall.tally.score,
                "band": overall.band,
                "next_band": route.band,
                "missing": route.missing if route.band else None,
                "steps": len(route.steps) or None,
                "falls": len(ways[0].falls) if ways else None,
            }
        )
    table = Table(
        id="force", title="", sheet="Summary", columns=_ALL, records=tuple(rows), notes=(_ALL_NOTE,)
    )
    return Section(id="all", title=f"All {len(levers)} forces", blocks=(table,))
