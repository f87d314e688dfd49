"""The tables over several forces: a row a force, and which way they moved on each criterion."""

from collections.abc import Sequence
from typing import Any

from msgspec.structs import asdict

from slavery_benchmark.core.change.disposition import Disposition
from slavery_benchmark.core.framework.subject import Subject
from slavery_benchmark.core.scoring.scores import OVERALL
from slavery_benchmark.document.blocks import Table
from slavery_benchmark.document.columns import Column, Kind
from slavery_benchmark.document.positions import POSITION_SIGNS
from slavery_benchmark.pages.heads import in_words
from slavery_benchmark.pages.progress import meanings
from slavery_benchmark.pages.progress.cells import aside, end_fields, score_column, trends
from slavery_benchmark.pages.progress.records import (
    ForceProgressResult,
    MovesResult,
    ProgressResult,
)
from slavery_benchmark.pages.progress.rows import FIRST, GROUPS, grouped, place_of

_HEADS = ("Regr", "Pers", "Impr", "Rem", "Held", "n/k")
_GROUPS = tuple(
    Column(name, head, Kind.COUNT, whole=name.capitalize(), blank="", width=11)
    for head, (name, _) in zip(_HEADS, GROUPS, strict=True)
)
_FORCES = (
    Column("name", "Force", cut=True, to_by="place", width=34),
    score_column("then", "Then", "Overall then"),
    score_column("now", "Now", "Overall now"),
    Column("change", "Change", Kind.DIFFERENCE),
    *_GROUPS,
    Column("fallen", "Regressed on", cut=True, width=26),
    aside("words", "In words", width=62),
    aside("trend", "Trend of the whole", width=12, optional=True),
    aside("position", "Against the baseline", width=14, marks=POSITION_SIGNS, blank="not given"),
    aside("submissions", "Submissions", Kind.COUNT),
)
_HEADS_MEAN = (
    "Regr regressed, Pers persists, Impr improved, Rem remedied, Held held or embedded, n/k not "
    "known."
)
_MOVES = (
    Column("name", "Criterion", cut=True, width=46),
    *_GROUPS,
    Column("higher", "Rose", Kind.COUNT),
    Column("lower", "Fell", Kind.COUNT),
    Column("same", "Same", Kind.COUNT),
    Column("p", "p", Kind.PROBABILITY),
    Column("adjusted", "Adjusted", Kind.PROBABILITY, whole="p, adjusted"),
    aside("by_coverage", "Only by what is there once", Kind.COUNT, width=12),
)


def forces_table(forces: Sequence[ForceProgressResult], since: str, words: Subject) -> Table:
    """Return a row a force; of one alone the page says it, and only a sheet has the row."""
    invented = all(force.fictional for force in forces)
    rows = [
        {**_row(force, since, mark=not invented), "place": f"force-{number}"}
        for number, force in enumerate(forces, start=1)
    ]
    doubtful = any(meanings.UNUSABLE in (row["then_doubt"], row["now_doubt"]) for row in rows)
    said = (
        _HEADS_MEAN,
        f"{meanings.UNUSABLE_MEANS}." if doubtful else "",
        "All forces are invented." if invented else "",
        meanings.TWO_POINTS,
    )
    return Table(
        id="force",
        columns=in_words(_FORCES, words),
        records=tuple(rows),
        notes=(" ".join(filter(None, said)),),
        sheet="Summary",
        about="One row a force, by name.",
        data=False,
        on_page=len(forces) > 1,
    )


def _row(force: ForceProgressResult, since: str, *, mark: bool) -> dict[str, Any]:
    compared = force.since_first if since == FIRST else force.since_previous
    now = force.cycles[-1]
    then = force.cycles[compared.earlier].overall if compared else None
    row: dict[str, Any] = {
        "name": f"{force.force}{' (fictional)' if mark and force.fictional else ''}",
        **end_fields("then", then),
        **end_fields("now", now.overall),
        "trend": trends(force).get(OVERALL),
        "position": now.position,
        "submissions": len(force.cycles),
        "words": " ".join(force.summary),
    }
    if compared is not None and then is not None:
        if then.usable and now.overall.usable:
            row["change"] = (now.overall.score or 0) - (then.score or 0)
        row |= _counts(compared.dispositions)
        fallen = [i for i in compared.criteria if i.disposition is Disposition.REGRESSED]
        row["fallen"] = ", ".join(item.id for item in sorted(fallen, key=place_of)) or "none"
    return row


def _counts(dispositions: dict[Disposition, int]) -> dict[str, int]:
    return {name: n for (name, _), n in zip(GROUPS, grouped(dispositions), strict=True)}


def moves_table(result: ProgressResult, *, sample: bool) -> Table:
    """Return how many forces moved which way on each criterion, most regressions first."""

    def place(item: MovesResult) -> int:
        return -item.dispositions[Disposition.REGRESSED]

    once = [f"{item.id} {item.by_coverage}" for item in result.moves if item.by_coverage]
    said = f"Forces that moved only {meanings.BY_COVERAGE}: {', '.join(once)}." if once else ""
    return Table(
        id="moves",
        columns=tuple(c for c in _MOVES if sample or c.kind is not Kind.PROBABILITY),
        records=tuple(
            {"name": f"{item.id} {item.title}", **_counts(item.dispositions), **asdict(item)}
            for item in sorted(result.moves, key=place)
        ),
        notes=tuple(
            filter(None, (meanings.MOVES_MEAN, said, meanings.test_sentence(sample=sample)))
        ),
        sheet="Moves",
        about="Forces since their previous submissions, most regressions first.",
        data=False,
    )
