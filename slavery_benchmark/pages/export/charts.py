"""Which charts an export has: of several forces a column each, of one its themes and criteria."""

from collections.abc import Iterable, Iterator

from slavery_benchmark.core.framework.subject import Subject
from slavery_benchmark.core.scoring.scores import ForceScore, NodeScore
from slavery_benchmark.core.text import clean
from slavery_benchmark.document.blocks import Chart
from slavery_benchmark.document.pictures import Dumbbell, ScoreRow
from slavery_benchmark.document.positions import ALONE
from slavery_benchmark.document.positions import DIFFERS as DIFFERS_SIGN
from slavery_benchmark.pages.export.columns import Shown
from slavery_benchmark.pages.export.notes import NAMES
from slavery_benchmark.pages.pictures import score_row
from slavery_benchmark.pages.words.contradicted import contradictions

MOST = 60
"""With more submissions than this no name on an axis could be read."""
CHARTS, CRITERIA = "Charts", "Criterion charts"
_MANY = 12
_LONGEST_LABEL = 32
_FICTIONAL = " (fictional)"
_OF_EACH = "score of each {} against the reference line"


def _chart(
    title: str, rows: Iterable[ScoreRow], *, axis: str, sheet: str, said: str, words: Subject
) -> Chart:
    """Return a chart of scores; a page has these figures in its tables."""
    picture = Dumbbell(
        rows=tuple(rows),
        line=words.reference_line,
        ranged=words.ranged,
        axis=axis,
        alike=axis == "Force",
    )
    return Chart(
        id=title, picture=picture, said=said or title, title=title, sheet=sheet, on_page=False
    )


def charts_of(shown: Shown) -> Iterator[Chart]:
    """Yield the charts of the whole and the themes, then those of criteria."""
    said = NAMES if shown.measured and not shown.public else ""
    if len(shown.report.forces) > 1:
        yield from _of_several(shown, said)
        return
    (force,), (label,) = shown.report.forces, shown.labels
    yield theme_chart(force, label, CHARTS, shown.words, said)
    yield _of_one(force, label, "criterion", CRITERIA, shown.words, said)


def theme_chart(force: ForceScore, label: str, sheet: str, words: Subject, said: str = "") -> Chart:
    """Return the chart of one force: a column a theme."""
    return _of_one(force, label, "theme", sheet, words, said)


def _of_one(
    force: ForceScore, label: str, part: str, sheet: str, words: Subject, said: str
) -> Chart:
    differ = contradictions(force)
    named = [(node, node.title) for node in (force.overall, *force.themes)]
    if part == "criterion":
        named = [
            (node, clean(f"{node.id} {node.title}", _LONGEST_LABEL)) for node in force.criteria
        ]
    rows = (score_row(node, _marked(name, node, differ)) for node, name in named)
    title = f"{label}: {words.say(_OF_EACH.format(part))}"
    return _chart(title, rows, axis=part.capitalize(), sheet=sheet, said=said, words=words)


def _of_several(shown: Shown, said: str) -> Iterator[Chart]:
    framework, forces = shown.report.framework, shown.report.forces
    of_each = shown.words.say(_OF_EACH.format("force"))
    labels, end = list(shown.labels), ""
    if len(labels) > _MANY:
        # upright names take room from the columns: short, and what holds of all said once
        if all(force.submission.fictional for force in forces):
            labels = [label.replace(_FICTIONAL, "") for label in labels]
            end = " (all forces are fictional)"
        labels = [clean(label, _LONGEST_LABEL) for label in labels]
    differ = [contradictions(force) for force in forces]

    def rows(nodes: list[NodeScore]) -> list[ScoreRow]:
        return [
            score_row(node, f"{label} {ALONE}" if alone else _marked(label, node, counts))
            for label, alone, counts, node in zip(
                labels, (force.judgement_alone for force in forces), differ, nodes, strict=True
            )
        ]

    def chart(title: str, nodes: list[NodeScore], sheet: str) -> Chart:
        return _chart(
            f"{title}{end}", rows(nodes), axis="Force", sheet=sheet, said=said, words=shown.words
        )

    yield chart(f"Overall: {of_each}", [force.overall for force in forces], CHARTS)
    for index, theme in enumerate(framework.themes):
        nodes = [force.themes[index] for force in forces]
        yield chart(f"{theme.title}: {of_each}", nodes, CHARTS)
    for index, (_, criterion) in enumerate(framework.criteria()):
        nodes = [force.criteria[index] for force in forces]
        yield chart(f"{criterion.id} {criterion.title}", nodes, CRITERIA)


def _marked(label: str, node: NodeScore, differ: dict[str, int]) -> str:
    """Return a label with a mark behind it if an answer under its node differs from own cases."""
    return f"{label} {DIFFERS_SIGN}" if differ.get(node.id) else label
