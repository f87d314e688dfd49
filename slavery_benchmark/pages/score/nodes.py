"""The rows of a force's scores: a record a node, and the columns that people see of them."""

from collections.abc import Container, Iterator, Sequence
from typing import Any

from slavery_benchmark.core.framework.declared import exact
from slavery_benchmark.core.framework.framework import Framework
from slavery_benchmark.core.framework.subject import Subject
from slavery_benchmark.core.scoring.scores import ForceScore, NodeScore
from slavery_benchmark.document.columns import Column, Kind
from slavery_benchmark.document.positions import (
    CONTRADICTED,
    DIFFERS,
    JUST,
    ONLY_JUST,
    POSITION_SIGNS,
    contradicted,
)
from slavery_benchmark.document.tracks import Track
from slavery_benchmark.pages.words.own_cases import criterion_note
from slavery_benchmark.pages.words.scores import (
    band_text,
    capital,
    position_text,
    row_note,
)
from slavery_benchmark.pages.words.verified import SUPPORTED, VERIFIED


def node_columns(words: Subject) -> tuple[Column, ...]:
    """Return what stands of each node."""
    return (
        Column("name", "Theme and criterion", cut=True, width=54),
        Column("track", "", Kind.TRACK),
        Column("score", "Score", Kind.SCORE),
        SUPPORTED,
        VERIFIED,
        Column("range", "Could be", Kind.RANGE, optional=True, drop=3, width=14),
        Column("reference", capital(words.short_line), Kind.SCORE, detail=True),
        Column("difference", words.versus, Kind.DIFFERENCE, whole=words.difference),
        Column(
            "position",
            words.against,
            marks=POSITION_SIGNS,
            marked_by="position_of",
            sign_by="contradicted",
            blank="not given",
            whole_words=True,
            width=14,
        ),
        Column(
            "differs", "Cases", whole="Measures that contradict", optional=True, whole_words=True
        ),
        Column("band", "Band", drop=4, whole_words=True, blank="", width=15),
        Column("coverage", "Answered", Kind.SHARE, drop=5),
    )


def node_records(
    force: ForceScore, framework: Framework, order: str, just: Container[str]
) -> Iterator[dict[str, Any]]:
    """Yield the overall score, then each theme with its criteria; ordered by gap, these last.

    just: the ids of the nodes whose position is only just so.
    """
    for record in _records(force, framework, order):
        sign = JUST if record["id"] in just else ""
        yield {**record, "position": record["position"] and f"{record['position']}{sign}"}


def _records(force: ForceScore, framework: Framework, order: str) -> Iterator[dict[str, Any]]:
    target = exact(framework.target.score)
    yield _record(force.overall, force, framework, name=force.overall.title, strong=True)
    criteria = {criterion.id: criterion for _, criterion in framework.criteria()}

    def record(node: NodeScore) -> dict[str, Any]:
        note = criterion_note(force, criteria[node.id], framework)
        return _record(node, force, framework, note=note)

    for theme in force.themes:
        yield _record(theme, force, framework, strong=True)
        if order == "framework":
            yield from (record(node) for node in force.criteria if node.parent == theme.id)
    if order != "framework":
        scored = [node for node in force.criteria if node.tally.score is not None]
        gaps = sorted(scored, key=lambda node: (node.tally.score or target) - target)
        rest = [node for node in force.criteria if node.tally.score is None]
        yield from (record(node) for node in (*gaps, *rest))


def _record(
    node: NodeScore,
    force: ForceScore,
    framework: Framework,
    *,
    name: str = "",
    note: str = "",
    strong: bool = False,
) -> dict[str, Any]:
    tally, reference = node.tally, node.reference
    standing = row_note(node, with_coverage=False, with_range=False)
    differs = sum(bool(item.differs_from) for item in force.measures if item.node.parent == node.id)
    return {
        "id": node.id,
        "name": name or f"{node.id} {node.title}",
        "track": Track(
            target=exact(framework.target.score),
            score=tally.score,
            claimed=tally.claimed,
            low=tally.low,
            high=tally.high,
            reference=reference.value if reference else None,
        ),
        "score": tally.score,
        **_of_review(force, node),
        "range": None if tally.low == tally.high else (tally.low, tally.high),
        "reference": reference.value if reference else None,
        "difference": node.difference,
        "position": _position(node),
        "position_of": node.position,
        "contradicted": contradicted(node.position) if differs else None,
        "differs": f"{DIFFERS} {differs}" if differs else None,
        "band": band_text(node),
        "coverage": tally.coverage,
        "note": "; ".join(part for part in (standing, note) if part),
        "strong": strong,
    }


def _of_review(force: ForceScore, node: NodeScore) -> dict[str, Any]:
    """Return the score that a review leaves beside the one that counts."""
    if force.counts_verified:
        return {"supported": node.tally.supported}
    return {"verified": node.tally.verified}


def _position(node: NodeScore) -> str | None:
    return None if node.position is None else position_text(node)


def track_legend(records: Sequence[dict[str, Any]], words: Subject) -> str:
    """Return what the signs of the tracks mean, of those that occur."""
    tracks = [record["track"] for record in records]
    found = (
        ("● score", any(track.score is not None for track in tracks)),
        (f"◆ {words.short_line}", any(track.reference is not None for track in tracks)),
        ("◈ both", any(track.score == track.reference is not None for track in tracks)),
        ("○ claimed", any(track.claimed != track.score for track in tracks)),
        ("┊ target", True),
        ("━ could be", any(track.low != track.high for track in tracks)),
    )
    return "  ".join(sign for sign, there in found if there)


def legend(records: Sequence[dict[str, Any]]) -> tuple[str, ...]:
    """Return what the signs in the cells mean, of those that occur."""
    found = (
        (
            f"{DIFFERS} {CONTRADICTED}",
            any(record["differs"] for record in records),
        ),
        (
            f"{JUST} {ONLY_JUST}, by one case or answer",
            any((record["position"] or "").endswith(JUST) for record in records),
        ),
    )
    said = "  ".join(sign for sign, there in found if there)
    return (said,) if said else ()
