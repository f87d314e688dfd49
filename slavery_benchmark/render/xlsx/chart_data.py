"""Which native charts the results workbook has, and what they show."""

from collections.abc import Iterator

import msgspec

from slavery_benchmark.core.report import Report
from slavery_benchmark.core.scores import ForceScore, NodeScore
from slavery_benchmark.core.text import clean
from slavery_benchmark.document.pictures import Dumbbell, ScoreRow
from slavery_benchmark.formats.workbook.cells import DIFFERS_MARK
from slavery_benchmark.formats.workbook.chart_data import MANY_BARS, ScoreChart
from slavery_benchmark.pages.pictures import score_row
from slavery_benchmark.render.xlsx.nodes import force_labels
from slavery_benchmark.render.xlsx.side_by_side import answers_that_differ, name_mark

_LONGEST_LABEL = 32
_FICTIONAL = " (fictional)"
_FORCES = "Force"


class Block(msgspec.Struct, frozen=True, kw_only=True):
    """One chart. `group` says where it goes: charts, criteria or a force's sheet."""

    group: str
    title: str
    axis: str
    bars: tuple[ScoreRow, ...]

    @property
    def chart(self) -> ScoreChart:
        """The chart as the workbook draws it."""
        picture = Dumbbell(rows=self.bars, axis=self.axis, alike=self.axis == _FORCES)
        return ScoreChart(self.title, picture)


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

    def bars(nodes: list[NodeScore]) -> tuple[ScoreRow, ...]:
        marked = (
            f"{label} {name_mark(force, counts, node)}".rstrip()
            for label, force, counts, node in zip(labels, report.forces, differ, nodes, strict=True)
        )
        return tuple(score_row(node, label) for label, node in zip(marked, nodes, strict=True))

    yield Block(
        group="charts",
        title=f"Overall: score of each force against the 2017 reference line{end}",
        axis=_FORCES,
        bars=bars([force.overall for force in report.forces]),
    )
    for index, theme in enumerate(report.framework.themes):
        yield Block(
            group="charts",
            title=f"{theme.title}: score of each force against the 2017 reference line{end}",
            axis=_FORCES,
            bars=bars([force.themes[index] for force in report.forces]),
        )
    for index, (_, criterion) in enumerate(report.framework.criteria()):
        yield Block(
            group="criteria",
            title=f"{criterion.id} {criterion.title}{end}",
            axis=_FORCES,
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
            score_row(node, _marked(node.title, node, differ))
            for node in (force.overall, *force.themes)
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
            score_row(node, _marked(clean(f"{node.id} {node.title}", _LONGEST_LABEL), node, differ))
            for node in force.criteria
        ),
    )


def _marked(label: str, node: NodeScore, differ: dict[str, int]) -> str:
    """Return a label with a mark behind it if an answer under its node differs from own cases."""
    return f"{label} {DIFFERS_MARK}" if differ.get(node.id) else label
