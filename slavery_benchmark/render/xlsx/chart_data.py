"""The numbers behind the charts, as one table with a block of rows for each chart."""

from collections.abc import Iterator
from fractions import Fraction

import msgspec

from slavery_benchmark.core.report import Report
from slavery_benchmark.core.scores import ForceScore, NodeScore
from slavery_benchmark.core.text import clean
from slavery_benchmark.document.numbers import count_text, score_text
from slavery_benchmark.render.xlsx.cells import DIFFERS_MARK, SCORE
from slavery_benchmark.render.xlsx.nodes import force_labels
from slavery_benchmark.render.xlsx.sheets import Column, ResultBook, Row
from slavery_benchmark.render.xlsx.side_by_side import answers_that_differ, name_mark

MANY_BARS = 12
"""Above this many columns a chart has a page for itself, as names need room."""
_LONGEST_LABEL = 32
_FICTIONAL = " (fictional)"
FORCES = "Force"
SHEET = "Chart data"
LABEL, PLACED, UNPLACED, REFERENCE = 2, 3, 4, 5
"""The columns of the table that a chart reads."""
HEADERS = (
    "Chart",
    "Force or part",
    "Score",
    "Score, too little known to place",
    "2017 reference line",
)


class Bar(msgspec.Struct, frozen=True):
    """One bar of a chart: its label, and the node that it shows."""

    label: str
    node: NodeScore


class Block(msgspec.Struct, frozen=True, kw_only=True):
    """The bars of one chart. `group` says where it goes: charts, criteria or a force's sheet."""

    group: str
    title: str
    axis: str
    bars: tuple[Bar, ...]

    def in_words(self, where: str) -> str:
        """Return the chart in words, for those who do not see it."""
        scored = [(bar.node.tally.score, bar.label) for bar in self.bars]
        known = [(score, label) for score, label in scored if score is not None]
        said = f"Columns: {self.title}. Scores of 0 to 100, with diamonds for 2017."
        if known:
            lowest, highest = min(known), max(known)
            said += (
                f" Lowest: {lowest[1]}, {score_text(lowest[0])}. Highest: {highest[1]}, "
                f"{score_text(highest[0])}."
            )
        missing = len(scored) - len(known)
        if missing:
            said += f" {count_text(missing, 'bar is', 'bars are')} missing for want of a score."
        return f"{said} The numbers are on the sheet {where}."


def forces_blocks(report: Report) -> Iterator[Block]:
    """Yield a block for the whole, for each theme and for each criterion: a bar a force."""
    labels = force_labels(report)
    end = ""
    if len(labels) > MANY_BARS:
        # upright names take room from the columns: short, and what holds of all said once
        if all(force.submission.fictional for force in report.forces):
            labels = [label.replace(_FICTIONAL, "") for label in labels]
            end = " (all forces are fictional)"
        labels = [clean(label, _LONGEST_LABEL) for label in labels]
    differ = [answers_that_differ(force) for force in report.forces]

    def bars(nodes: list[NodeScore]) -> tuple[Bar, ...]:
        marked = (
            f"{label} {name_mark(force, counts, node)}".rstrip()
            for label, force, counts, node in zip(labels, report.forces, differ, nodes, strict=True)
        )
        return tuple(Bar(label, node) for label, node in zip(marked, nodes, strict=True))

    yield Block(
        group="charts",
        title=f"Overall: score of each force against the 2017 reference line{end}",
        axis=FORCES,
        bars=bars([force.overall for force in report.forces]),
    )
    for index, theme in enumerate(report.framework.themes):
        yield Block(
            group="charts",
            title=f"{theme.title}: score of each force against the 2017 reference line{end}",
            axis=FORCES,
            bars=bars([force.themes[index] for force in report.forces]),
        )
    for index, (_, criterion) in enumerate(report.framework.criteria()):
        yield Block(
            group="criteria",
            title=f"{criterion.id} {criterion.title}{end}",
            axis=FORCES,
            bars=bars([force.criteria[index] for force in report.forces]),
        )


def force_block(force: ForceScore, label: str, group: str) -> Block:
    """Return the block of one force: a bar a theme."""
    differ = answers_that_differ(force)
    return Block(
        group=group,
        title=f"{label}: score of each theme against the 2017 reference line",
        axis="Theme",
        bars=tuple(
            Bar(_marked(node.title, node, differ), node) for node in (force.overall, *force.themes)
        ),
    )


def criteria_block(force: ForceScore, label: str) -> Block:
    """Return the block of one force on its own: a bar a criterion."""
    differ = answers_that_differ(force)
    return Block(
        group="criteria",
        title=f"{label}: score of each criterion against the 2017 reference line",
        axis="Criterion",
        bars=tuple(
            Bar(_marked(clean(f"{node.id} {node.title}", _LONGEST_LABEL), node, differ), node)
            for node in force.criteria
        ),
    )


def _marked(label: str, node: NodeScore, differ: dict[str, int]) -> str:
    """Return a label with a mark behind it if an answer under its node differs from own cases."""
    return f"{label} {DIFFERS_MARK}" if differ.get(node.id) else label


def add_chart_data(book: ResultBook, blocks: list[Block]) -> list[int]:
    """Add Chart data; return the first row of each block."""

    def rows() -> Iterator[Row]:
        for block in blocks:
            for bar in block.bars:
                score, reference = bar.node.tally.score, bar.node.reference
                placed = bar.node.position is not None
                none: Fraction | None = None
                yield [
                    block.title,
                    bar.label,
                    score if placed else none,
                    none if placed else score,
                    reference.value if reference else None,
                ]

    widths = (52, 34, 10, 16, 12)
    formats = ("General", "General", SCORE, SCORE, SCORE)
    table = book.add_table_sheet(
        SHEET,
        "Chart data: the numbers behind the charts",
        "One row a column of a chart. Charts read fixed rows: sorting this table changes them.",
        [Column(*column) for column in zip(HEADERS, widths, formats, strict=True)],
        rows(),
    )
    starts: list[int] = []
    row = table.header_row + 1
    for block in blocks:
        starts.append(row)
        row += len(block.bars)
    return starts
