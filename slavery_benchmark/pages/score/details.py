"""What stands behind the scores of a force: each answer, and each measure of its own cases."""

from typing import Any

from slavery_benchmark.core.cases.measuring import MeasureState
from slavery_benchmark.core.framework.framework import Framework
from slavery_benchmark.core.framework.measures import Measure
from slavery_benchmark.core.scoring.scores import CheckScore, ForceScore, MeasureScore
from slavery_benchmark.core.scoring.submission import State
from slavery_benchmark.document.blocks import Table
from slavery_benchmark.document.columns import Column
from slavery_benchmark.pages.words.measures import figure_text, missing_text, range_text, state_text

_CHECKS = (
    Column("id", "Check", whole_words=True, width=10),
    Column("answer", "Answer", width=30),
    Column("counts", "Counts as", optional=True, width=24),
    Column("support", "Support", optional=True, width=20),
    Column("verified", "Inspectors", optional=True, width=24),
    Column("differs", "Differs from", optional=True, whole_words=True, width=20),
    Column("cell", "Cell", whole_words=True, width=22),
)
_MEASURES = (
    Column("name", "Measure", width=60),
    Column("figure", "Figure", width=30),
    Column("interval", "95% interval", optional=True, whole_words=True, width=18),
    Column("level", "Level", width=30),
    Column("missing", "Not in it", optional=True, width=40),
)


def check_table(force: ForceScore, framework: Framework) -> Table:
    """Return each answer: what was given, what it counts as, and where it stands."""
    records = tuple(_check(check, framework) for check in force.checks)
    return Table(id="answer", title="Answers", columns=_CHECKS, records=records, detail=True)


def _check(check: CheckScore, framework: Framework) -> dict[str, Any]:
    response = check.response
    said, counts, support = response.state.value, "", ""
    verified = response.verified_level
    if response.state is State.ANSWERED and response.level is not None:
        said = framework.level_label(response.level)
        support = f"{check.assurance}{', set aside' if check.set_aside else ''}"
    elif response.state is State.NOT_APPLICABLE:
        said += f": {response.not_applicable_reason}"
    elif response.state is State.INVALID and response.found:
        said += f": “{response.found}”"
    if check.counted_level is not None and check.counted_level != response.level:
        counts = framework.level_label(check.counted_level)
    return {
        "id": check.node.id,
        "answer": said,
        "counts": counts,
        "support": support,
        "verified": "" if verified is None else framework.level_label(verified),
        "differs": " and ".join(check.differs_from),
        "cell": response.cell or "",
    }


def measure_table(force: ForceScore, framework: Framework) -> Table:
    """Return each measure with its figure, its interval, its level or why it has none."""
    declared = [measure for _, measure in framework.measures()]
    records = tuple(
        _measure(measure, item, framework)
        for item, measure in zip(force.measures, declared, strict=True)
    )
    return Table(
        id="own cases",
        title="Own cases",
        columns=(*_MEASURES, Column("figure_found", framework.words.head, optional=True, width=30)),
        records=records,
        detail=True,
    )


def _measure(measure: Measure, item: MeasureScore, framework: Framework) -> dict[str, Any]:
    measured = item.measured
    supplied = measured.state is not MeasureState.NOT_SUPPLIED
    return {
        "name": f"{measure.id} {measure.title}",
        "figure": figure_text(measure, measured),
        "interval": range_text(measure, measured.interval) if measured.interval else "",
        "level": state_text(measure, measured, framework),
        "missing": missing_text(measure, measured) if supplied else "",
        "figure_found": measure.found_figure or "",
    }
