"""The tables of one force beside its criteria: levels, bridge, trend and submissions."""

from collections import Counter
from typing import Any

from msgspec.structs import asdict

from slavery_benchmark.core.change.progress import ForceProgress
from slavery_benchmark.core.scoring.scores import OVERALL
from slavery_benchmark.document.blocks import Table
from slavery_benchmark.document.columns import Column, Kind
from slavery_benchmark.pages.progress.bridge import chance_note, part_label
from slavery_benchmark.pages.progress.build import STATES
from slavery_benchmark.pages.progress.cells import Span, end_fields, score_column, table_of
from slavery_benchmark.pages.progress.meanings import TREND_MEANS, UNUSABLE_MEANS
from slavery_benchmark.pages.progress.records import BridgeResult, ForceProgressResult

_SHORT = {"not applicable": "n/a", "invalid": "bad"}
BRIDGE = (
    Column("part", "Part", width=44),
    Column("difference", "Points", Kind.DIFFERENCE, blank=""),
    Column("score", "Score after", Kind.SCORE),
)
TREND = (
    Column("name", "Whole or criterion", cut=True, width=44),
    Column("to", "Submission, to", Kind.DATE, width=14),
    score_column("end", "Score"),
    Column("end_range", "Could be", Kind.RANGE),
    Column("end_coverage", "Answered", Kind.SHARE),
)
_SUBMISSIONS = (
    Column("start", "From", Kind.DATE, width=14, drop=2),
    Column("to", "To", Kind.DATE, width=14),
    Column("file", "File", cut=True, width=26),
    Column("edition", "Under edition", whole_words=True, width=12),
    Column("own", "Written for it", Kind.FLAG),
    score_column("end", "Overall", "Overall score"),
    Column("end_coverage", "Answered", Kind.SHARE),
    Column("band", "Band", whole_words=True, optional=True, width=16, drop=1),
)


def transitions_table(span: Span) -> Table:
    """Return how many checks went from which answer to which: a row an answer then."""
    framework = span.compared.change.framework
    labels = {str(item.level): framework.level_label(item.level) for item in framework.levels}
    answers = [*labels, *(state.value for state in STATES)]
    rows: list[dict[str, Any]] = []
    totals: Counter[str] = Counter()
    for then in answers:
        found = {item.now: item.checks for item in span.made.transitions if item.then == then}
        if not found and then not in labels:
            continue
        row = {**dict.fromkeys(labels, 0), **found, "all": sum(found.values())}
        if then in labels:
            row["fell"] = sum(row[level] for level in labels if int(level) < int(then))
            row["rose"] = sum(row[level] for level in labels if int(level) > int(then))
        totals.update(row)
        rows.append({"then": labels.get(then, then), **row})
    columns = (
        Column("then", "Then", whole="Answer then", whole_words=True, width=19),
        *(_count(now, _SHORT.get(now, now), f"Now {labels.get(now, now)}") for now in answers),
        *(_count(key, key.capitalize()) for key in ("all", "fell", "rose")),
    )
    return table_of(
        span,
        [*rows, {"then": "All", "total": True, **totals}],
        id="transition",
        columns=columns,
        strong="total",
        notes=("Of the checks that both submissions can answer, each level as it counts.",),
        sheet="Transitions",
        about="How many checks went from which answer to which.",
    )


def _count(key: str, head: str, whole: str = "") -> Column:
    return Column(key, head, Kind.COUNT, whole=whole, blank="", optional=True, width=12)


def bridge_table(span: Span, bridge: BridgeResult) -> Table:
    """Return the parts of the bridge that are not 0, with the score after each."""
    rows = bridge_rows(bridge)
    chance = chance_note(span.compared.bridge) if span.compared.bridge else ""
    rows[-1]["note"] = " ".join(filter(None, (chance, bridge.note)))
    return table_of(
        span,
        rows,
        id="bridge",
        columns=BRIDGE,
        note="note",
        sheet="Bridge",
        about="From the earlier overall score to the later; parts of 0 are left out.",
    )


def bridge_rows(bridge: BridgeResult) -> list[dict[str, Any]]:
    """Return the rows of `BRIDGE`, the last with what rounding does."""
    parts = [part for part in bridge.parts if part.difference or part.joined] or bridge.parts[:1]
    rows = [{"part": part_label(item.step, joined=item.joined), **asdict(item)} for item in parts]
    rows[-1]["note"] = bridge.note
    return rows


def trend_table(force: ForceProgress, made: ForceProgressResult) -> Table:
    """Return the whole and each criterion at every submission; a page shows the whole."""
    titles = {node.id: f"{node.id} {node.title}" for node in force.trend[-1].criteria}
    titles[OVERALL] = "Whole"
    return table_of(
        force,
        id="trend",
        columns=TREND,
        records=(
            {"name": titles[item.id], "to": cycle.period.end, **end_fields("end", end)}
            for item in made.trend
            for cycle, end in zip(made.cycles, item.ends, strict=True)
        ),
        notes=(f"{TREND_MEANS} The rest: each criterion.",),
        limit=len(made.cycles),
        sheet="Trend",
        about="The whole and each criterion at every submission.",
    )


def submissions_table(force: ForceProgress, made: ForceProgressResult) -> Table:
    """Return the submissions in the order taken, each under each edition that it can be put to."""
    rows: list[dict[str, Any]] = []
    for cycle in made.cycles:
        period = {"start": cycle.period.start, "to": cycle.period.end, "file": cycle.source.file}
        sure = "at least " if cycle.band_at_least else ""
        band = cycle.band and f"{sure}{cycle.band}"
        own = (cycle.framework.edition, True, band, cycle.overall)
        others = (
            (item.edition, False, None, item.overall)
            for item in made.editions
            if item.period_end == cycle.period.end and not item.own
        )
        for edition, is_own, band, end in (own, *others):
            fields = {"edition": edition, "own": is_own, "band": band}
            rows.append({**period, **fields, **end_fields("end", end)})
    return table_of(
        force,
        id="submission",
        columns=_SUBMISSIONS,
        records=rows,
        notes=(f"{UNUSABLE_MEANS}.",) if any(row["end_doubt"] for row in rows) else (),
        sheet="Submissions",
        about="In the order of their periods, under every edition to which lineage leads.",
    )
