"""The page of what would move the score: next band, what is to gain, what may fall."""

from collections.abc import Iterator, Sequence

from slavery_benchmark.core.change.levers import Levers
from slavery_benchmark.core.framework.framework import Framework
from slavery_benchmark.core.scoring.report import Report
from slavery_benchmark.document.blocks import Block, Document, Section, Table, paragraphs
from slavery_benchmark.document.columns import Column, Kind
from slavery_benchmark.pages.heads import FORCE, force_section, of_submission, page_of, said_of
from slavery_benchmark.pages.levers import rows, words
from slavery_benchmark.pages.levers.records import levers_result
from slavery_benchmark.pages.words.scores import band_text, force_title, plain_name

_BASIS = "arithmetic on a self-assessment, neither a plan nor an inspection result"
_PLACE = Column("name", "Check or measure", cut=True, width=54)
_GAINS = (
    Column("kind", "Kind", people=False),
    _PLACE,
    Column("counts", "Counts", whole_words=True, width=18, data=False),
    Column("given", "Level given", Kind.LEVEL, people=False),
    Column("counted", "Level that counts", Kind.LEVEL, people=False),
    Column("share", "Share", Kind.PRECISE_SHARE),
    Column("by_reference", "Reference", Kind.POINTS, whole="By reference", blank=""),
    Column("to_target", "To target", Kind.POINTS, whole="To the target", blank=""),
    Column("to_top", "To top", Kind.POINTS, whole="To the top"),
    Column("question", "Question", width=120, printed=False, optional=True),
    Column("cell", "Cell", width=22, printed=False),
    Column("id", "Id", width=10, printed=False),
    Column("criterion", "Criterion", width=10, printed=False),
)
_ROUTE = (
    _PLACE,
    Column("rise", "Rise", whole_words=True, width=14),
    Column("reference_level", "By reference", whole_words=True, width=12),
    Column("steps", "Steps", Kind.COUNT),
    Column("points", "Points", Kind.POINTS),
)
_NEEDS = (
    Column("name", "Criterion", cut=True, width=54),
    Column("limit", "Limit on it", width=40),
    Column("score", "Score", Kind.SCORE),
    Column("needed", "Needed", Kind.SCORE),
    Column("steps", "Steps", Kind.COUNT, blank="none do"),
)
_TO_ANSWER = (
    Column("name", "Check", cut=True, width=54),
    Column("state", "Now", whole_words=True, width=16),
    Column("share", "Weight", Kind.PRECISE_SHARE),
    Column("cell", "Cell", width=22, printed=False),
)
_FALLS = (
    Column("way", "What falls", whole_words=True, width=24),
    _PLACE,
    Column("before", "From", Kind.LEVEL),
    Column("after", "To", Kind.LEVEL),
    Column("points", "Points", Kind.DIFFERENCE),
    Column("then", "It then", Kind.SCORE, whole="What falls is then", data=False),
    Column("bound", "Below", Kind.SCORE, whole="And so below", data=False),
    Column("band", "Band then", whole_words=True, width=16),
)
_COLUMNS = {
    "answer first": _TO_ANSWER,
    "limit": _NEEDS,
    "step": _ROUTE,
    "gain": _GAINS,
    "fall": _FALLS,
}
"""By the id of the set of records."""
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
    "In order of name. Lacks: points to the next band. Steps: the fewest, of one level each, that "
    "add up to it. Falls: the fewest answers that lower the band by falling one level. Empty: "
    "none, or it cannot be told."
)


def levers_page(report: Report, levers: Sequence[Levers], limit: int | None = None) -> Document:
    """Return the page: of one force all of it, of several a row each first.

    A page shows the first `limit` gains.
    """
    single, framework = len(levers) == 1, report.framework
    if single:
        first, *said = words.lead_sentences(levers[0], framework)
        said = [said_of(force_title(levers[0].force), first), *said]
    else:
        said = [words.reach_sentence(levers)]
    forces = [
        force_section(
            item.force,
            words.lead_sentences(item, framework),
            _blocks(item, framework, limit),
            single=single,
        )
        for item in levers
    ]
    title = "In one row" if single else f"All {len(levers)} forces"
    every = Section(id="all", title=title, blocks=(_all(levers),), detail=single)
    return page_of(
        report,
        said,
        sections=(*forces, every) if single else (every, *forces),
        about=(words.STANDING,),
        of=levers[0].force.submission if single else None,
        title=f"{framework.identity.title}: what would move the score",
        records=lambda: levers_result(report, levers, limit),
        subject="what would move the score",
    )


def _blocks(item: Levers, framework: Framework, limit: int | None) -> Iterator[Block]:
    yield from paragraphs(words.gap_lines(item, framework))
    yield from paragraphs(words.caution_sentences(item, framework))
    to_target = f"Fewest steps that add up to {item.route.band}"
    tables = (
        ("answer first", "To answer first", "To answer first", rows.to_answer_records),
        ("limit", "Limits on the next band", "Limits", rows.need_records),
        ("step", to_target, "Steps", rows.step_records),
        ("gain", "Points still to gain", "Gains", rows.gain_records),
        ("fall", "What would lower the band", "Falls", rows.fall_records),
    )
    notes = {
        "step": (words.step_rule(framework),),
        "gain": words.gains_notes(item),
        "fall": words.falls_notes(item),
    }
    most = words.LIMIT
    first = {"answer first": most, "step": most, "gain": None if limit else most}
    for kind, title, sheet, records_of in tables:
        if records := tuple(records_of(item, framework)):
            yield Table(
                id=kind,
                title=title,
                columns=_COLUMNS[kind],
                records=records,
                of=of_submission(item.force.submission, _BASIS),
                sheet=sheet,
                notes=notes.get(kind, ()),
                limit=limit if kind == "gain" else None,
                first=first.get(kind),
                detail=kind == "fall",
            )


def _all(levers: Sequence[Levers]) -> Table:
    rows = tuple(
        {
            "force": plain_name(item.force.submission),
            "score": item.force.overall.tally.score,
            "band": band_text(item.force.overall),
            "next_band": item.route.band,
            "missing": item.route.missing,
            "steps": len(item.route.steps) or None,
            "falls": len(item.fragility.ways[0].falls) if item.fragility.ways else None,
        }
        for item in levers
    )
    return Table(id="force", sheet="Summary", columns=_ALL, records=rows, notes=(_ALL_NOTE,))
