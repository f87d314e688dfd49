"""The cells that show a node: its figures, its position, and what must stand beside them."""

from slavery_benchmark.core.change.disposition import Disposition
from slavery_benchmark.core.framework.subject import Subject
from slavery_benchmark.core.view.model import NodeView
from slavery_benchmark.document.numbers import percent_text, score_text, signed_text
from slavery_benchmark.document.positions import POSITION_TONES, POSITION_WORDS, sign_of
from slavery_benchmark.pages.progress.meanings import DISPOSITION_MARKS
from slavery_benchmark.pages.report.tables import Cell, Head
from slavery_benchmark.pages.words.scores import capital, position_text, row_note


def node_columns(words: Subject) -> tuple[Head, ...]:
    """Return what `node_cells` fills."""
    return (
        Head("Score", numeric=True),
        Head("Could be"),
        Head(capital(words.short_line), numeric=True),
        Head("Difference", numeric=True),
        Head(words.against),
    )


def number_of(place: int, node: NodeView, field: str) -> str:
    """Return which figure of the result a cell shows."""
    return f"{place} {node.id} {field}"


def score_cell(place: int, node: NodeView, tone: str = "") -> Cell:
    """Return the supported score of a node."""
    return Cell(score_text(node.tally.score), tone, number=number_of(place, node, "score"))


def range_cell(place: int, node: NodeView) -> Cell:
    """Return what the score could be; empty where it is certain."""
    tally = node.tally
    if tally.low is None or tally.high is None or tally.low == tally.high:
        return Cell("")
    said = f"{score_text(tally.low)} to {score_text(tally.high)}"
    return Cell(said, "range", number=number_of(place, node, "low to high"))


def position_cell(node: NodeView) -> Cell:
    """Return where a score stands against the baseline: a mark, and the same in words."""
    return Cell(position_text(node), POSITION_TONES[node.position], sign_of(node.position))


def node_cells(place: int, node: NodeView) -> tuple[Cell, ...]:
    """Return score, what it could be, reference line, difference and position."""
    line = None if node.reference is None else node.reference.value
    return (
        score_cell(place, node),
        range_cell(place, node),
        Cell(score_text(line), number=number_of(place, node, "baseline")),
        Cell(signed_text(node.difference), number=number_of(place, node, "difference")),
        position_cell(node),
    )


def coverage_cell(place: int, node: NodeView) -> Cell:
    """Return how much was answered."""
    return Cell(percent_text(node.tally.coverage), number=number_of(place, node, "coverage"))


def claimed_cell(place: int, node: NodeView) -> Cell:
    """Return the score with every level as the force gave it."""
    return Cell(score_text(node.tally.claimed), number=number_of(place, node, "claimed"))


def heat_cell(place: int, node: NodeView) -> Cell:
    """Return a score for a crowded table: a mark, the number, and for the ear the position."""
    return Cell(
        score_text(node.tally.score),
        f"heat {POSITION_TONES[node.position]}",
        sign_of(node.position),
        number=number_of(place, node, "score"),
        unseen=POSITION_WORDS[node.position],
    )


def node_note(node: NodeView) -> str:
    """Return what must stand beside a score: claimed, coverage, excused, not shown."""
    parts = [row_note(node)]
    if node.withheld:
        parts.append(f"{percent_text(node.withheld)} not shown, as counts are below 5")
    return "; ".join(part for part in parts if part)


def disposition_cell(kind: Disposition | None) -> Cell:
    """Return what became of a criterion since the earlier submission."""
    if kind is None:
        return Cell("not shown")
    mark = DISPOSITION_MARKS[kind]
    return Cell(kind.value, mark.tone, mark.sign)


def beside_note(node: NodeView) -> str:
    """Return what must stand beside a score where columns say what it could be and was answered."""
    parts = node_note(node).split("; ")
    return "; ".join(
        part for part in parts if not part.startswith("could be") and not part.endswith(" answered")
    )
