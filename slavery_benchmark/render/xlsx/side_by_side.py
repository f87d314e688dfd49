"""Judged against measured, in the words and counts that several sheets share."""

from collections.abc import Iterable
from fractions import Fraction
from math import isinf

from slavery_benchmark.core.framework import Framework
from slavery_benchmark.core.measures import Measure
from slavery_benchmark.core.measuring import Measured, MeasureState
from slavery_benchmark.core.scores import CheckScore, ForceScore, MeasureScore, NodeScore
from slavery_benchmark.formats.terminal.symbols import UNICODE
from slavery_benchmark.formats.workbook.cells import (
    COUNT,
    DAYS,
    DIFFERS_MARK,
    MARKED_COUNT,
    PRECISE_SHARE,
    Formatted,
)
from slavery_benchmark.formats.workbook.sheets import Column
from slavery_benchmark.render.measure_words import (
    DIFFERS,
    JUDGEMENT_ALONE,
    OF_ITS_CRITERION,
    short_level_text,
    shown_text,
)

DIFFERS_KEY = f"{DIFFERS_MARK} {DIFFERS} {OF_ITS_CRITERION}"
NOT_SCORED = "shown, not scored"
OWN_CASES = Column("Own cases", 16)
MEASURED_FIGURES = (
    Column("Answers that differ from own cases", 10, COUNT, printed=False),
    Column("Too few cases", 11, PRECISE_SHARE, printed=False),
    Column("Judgement alone", 11, printed=False),
)
OWN_CASES_KEY = (
    "Own cases: how many answers differ from what the force's own case files show in the same "
    "criterion; “judgement alone” where no measure has a level."
)
_PER_CENT = 100


def has_measures(framework: Framework) -> bool:
    """Return whether the edition measures anything; if not, no sheet speaks of measures."""
    return any(True for _ in framework.measures())


def answers_that_differ(force: ForceScore) -> dict[str, int]:
    """Return, by id of a node, how many answers under it differ from the force's own cases.

    A node under which no measure has a level is not in it: nothing is known there, which is not 0.
    """
    parents = {node.id: node.parent for node in (*force.criteria, *force.themes)}
    counts: dict[str, int] = {}

    def add(node_id: str | None, number: int) -> None:
        while node_id is not None:
            counts[node_id] = counts.get(node_id, 0) + number
            node_id = parents.get(node_id)

    for measure in force.measures:
        if measure.measured.level is not None:
            add(measure.node.parent, 0)
    for check in force.checks:
        if check.differs_from:
            add(check.node.parent, 1)
    return counts


def name_mark(force: ForceScore, differ: dict[str, int], node: NodeScore) -> str:
    """Return the mark behind a name in a chart of a node: judgement alone, or what differs."""
    if force.judgement_alone:
        return UNICODE.alone
    return DIFFERS_MARK if differ.get(node.id) else ""


def names_key(framework: Framework) -> str:
    """Return what the marks behind the names in a chart mean; empty without measures."""
    if not has_measures(framework):
        return ""
    return (
        f"Behind a name, {UNICODE.alone}: {JUDGEMENT_ALONE}; {DIFFERS_MARK}: some answer that the "
        f"column is made of {DIFFERS} {OF_ITS_CRITERION}."
    )


def measured_figures(node: NodeScore, differ: dict[str, int]) -> tuple[int | None, Fraction]:
    """Return how many answers differ (None: no measured level) and the share with too few cases."""
    return differ.get(node.id), node.tally.too_few


def judged_text(checks: Iterable[CheckScore], *, marked: bool = False) -> str:
    """Return the levels that were judged: INV-01a 4, INV-01b blank.

    `marked` puts a mark behind a level that differs from own cases: INV-01a 4 ≠.
    """
    parts: list[str] = []
    for check in checks:
        level = check.response.level
        said = f"{check.node.id} {check.response.state.value if level is None else level}"
        if marked and check.differs_from:
            said += f" {DIFFERS_MARK}"
        if check.set_aside:
            said += " (set aside)"
        parts.append(said)
    return ", ".join(parts)


def measured_text(measures: Iterable[tuple[Measure, MeasureScore]]) -> str:
    """Return levels and figures that were measured, or the word for why there is no level."""
    parts: list[str] = []
    for declared, found in measures:
        measured = found.measured
        level = short_level_text(measured) or state_word(declared, measured)
        said = f"{declared.id} {level}"
        if measured.state is not MeasureState.NOT_SUPPLIED:
            said += f": {shown_text(declared, measured)}"
        parts.append(said)
    return "; ".join(parts)


def state_word(declared: Measure, measured: Measured) -> str:
    """Return the state of a measure, and of one without bands that it is not scored."""
    if measured.state is MeasureState.MEASURED and not declared.is_scored:
        return NOT_SCORED
    return measured.state.value


def figure(declared: Measure, value: Fraction | float | None) -> Formatted | None:
    """Return a value of a measure as a number under its format; None where there is no number.

    Per cent is a number from 0 to 1 under a percent format, as spreadsheets have it. A median that
    is never reached is no number.
    """
    if value is None or (isinstance(value, float) and isinf(value)):
        return None
    if declared.kind == "median":
        return Formatted(value, DAYS)
    return Formatted(value / _PER_CENT, PRECISE_SHARE)


def marked_level(level: int | None, *, differs: bool) -> Formatted | int | None:
    """Return a level that shows by a mark behind it that judged and measured differ."""
    return Formatted(level, MARKED_COUNT) if differs and level is not None else level
