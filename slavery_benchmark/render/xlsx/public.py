"""The sheets of the public view that hold less than the inspector's: checks, measures, problems."""

from collections.abc import Iterator

from slavery_benchmark.core.framework import Framework
from slavery_benchmark.core.measures import Measure
from slavery_benchmark.core.problems import CATALOGUE
from slavery_benchmark.core.view.model import CheckView, ForceView, MeasureView, ReportData
from slavery_benchmark.core.view.spoken import report_in
from slavery_benchmark.formats.workbook.cells import (
    COUNT,
    DIFFERENCE,
    NUMBER,
    PRECISE_SHARE,
    SCORE,
)
from slavery_benchmark.formats.workbook.sheets import Column, ResultBook, Row
from slavery_benchmark.render.measure_text import KIND_WORDS
from slavery_benchmark.render.measure_words import CHANCE, SELECTION_WORDS, range_text
from slavery_benchmark.render.view_words import figures_text, why_no_figure
from slavery_benchmark.render.words import POSITION_WORDS, capital
from slavery_benchmark.render.xlsx.nodes import KEY, force_labels
from slavery_benchmark.render.xlsx.side_by_side import figure

_NOT_SHOWN = "not shown"


def add_public_checks(book: ResultBook, data: ReportData) -> None:
    """Add Checks: the level of every answer, without what was written beside it."""
    placed = book.add_table_sheet(
        "Checks",
        "Checks: the level of every answer of every force",
        "One row for each force and check, to filter by. Each force judged itself.",
        [
            Column("Force", 26),
            Column("Check", 9),
            Column("Question", 56),
            Column("State", 12),
            Column("Level", 7, COUNT),
            Column("Counts as level", 8, COUNT),
            Column("Score", 9, SCORE),
            Column("Against 2017", 11),
            Column("Assurance", 13),
            Column("Criterion", 10, printed=False),
            Column("2017 reference line", 10, SCORE, printed=False),
            Column("Difference", 11, DIFFERENCE, printed=False),
            Column("Set aside", 9, printed=False),
            Column("Weight", 9, NUMBER, printed=False),
            Column("Share of the whole", 10, PRECISE_SHARE, printed=False),
        ],
        (_check_row(label, check) for label, force in _labelled(data) for check in force.checks),
        lines=[KEY],
        frozen_columns=2,
    )
    book.mark_positions(placed, 7, 8)


def _labelled(data: ReportData) -> Iterator[tuple[str, ForceView]]:
    yield from zip(force_labels(report_in(data)), data.forces, strict=True)


def _check_row(label: str, check: CheckView) -> Row:
    node = check.node
    return [
        label,
        node.id,
        node.title,
        check.state.value,
        check.level,
        check.counted_level,
        node.tally.score,
        POSITION_WORDS[node.position],
        check.assurance.value if check.assurance else None,
        node.parent,
        node.reference.value if node.reference else None,
        node.difference,
        check.set_aside,
        node.weight,
        node.effective_weight,
    ]


def add_public_measures(book: ResultBook, data: ReportData) -> None:
    """Add Measures: what own cases show, as far as no count below five is in it."""
    book.add_table_sheet(
        "Measures",
        "Measures: what each force's own cases show",
        "One row for each force and measure. Where a count is below 5, or such a count could be "
        "worked out, x, proportion, interval and level are not shown; n is, where it tells "
        "nothing. A blank number is unknown or not shown, never 0.",
        [
            Column("Force", 24),
            Column("Measure", 10.5),
            Column("Title", 38),
            Column("What the cases show", 36),
            Column("95% interval", 16),
            Column("State", 15),
            Column("Measured level", 9, COUNT),
            Column("How the cases were chosen", 22),
            Column("Criterion", 10, printed=False),
            Column("Kind", 18, printed=False),
            Column("x", 8, COUNT, printed=False),
            Column("n", 8, COUNT, printed=False),
            Column("Value", 11, printed=False),
            Column("Value at least", 11, printed=False),
            Column("Interval, low", 11, printed=False),
            Column("Interval, high", 11, printed=False),
            Column("What the interval shows", 58, printed=False),
            Column("Minimum cases", 10, COUNT, printed=False),
            Column("Weight", 9, NUMBER, printed=False),
            Column("Share of the whole", 10, PRECISE_SHARE, printed=False),
        ],
        (
            _measure_row(label, force, measure, item)
            for label, force in _labelled(data)
            for (_, measure), item in zip(data.framework.measures(), force.measures, strict=True)
        ),
        frozen_columns=2,
    )


def _measure_row(label: str, force: ForceView, measure: Measure, item: MeasureView) -> Row:
    found, node = item.figures, item.node
    interval = found.interval if found else None
    scored = (node.weight, node.effective_weight) if item.scored else (None, None)
    return [
        label,
        node.id,
        node.title,
        why_no_figure(item) if found is None else figures_text(measure, found),
        range_text(measure, interval) if interval else None,
        item.state.value if item.state else _NOT_SHOWN,
        found.level if found else None,
        SELECTION_WORDS[force.cases.selection] if force.cases else "no case files",
        node.parent,
        KIND_WORDS[measure.kind],
        found.x if found else None,
        found.n if found else item.of,
        figure(measure, found.value) if found else None,
        figure(measure, found.at_least) if found else None,
        figure(measure, interval.low) if interval else None,
        figure(measure, interval.high) if interval else None,
        CHANCE.get(force.cases.selection) if interval and force.cases else None,
        measure.minimum_cases,
        *scored,
    ]


def add_public_problems(book: ResultBook, data: ReportData) -> None:
    """Add Problems: each kind once for a force, without what was found and where."""
    book.add_table_sheet(
        "Problems",
        "Problems: what is wrong in the workbooks",
        "Each kind once for each force." if data.problems else "No problems were found.",
        [
            Column("Force", 34),
            Column("Severity", 12),
            Column("What is wrong", 80),
            Column("Problem code", 26),
        ],
        (
            [item.force or "a file", item.severity.value, capital(CATALOGUE[item.code][1]),
             item.code.value]
            for item in data.problems
        ),
    )  # fmt: skip


def public_notes(framework: Framework) -> Iterator[str]:
    """Yield the notes on what the public does not see; none where the edition has no measures."""
    if framework.cases is None:
        return
    yield (
        "Measures are counts from the forces' own case files. Nobody has compared them with the "
        "files themselves, and forces differ in what reaches them as a case."
    )
    yield (
        "A count of cases or people below 5 is not shown, whether it is of those that count in a "
        "measure or of those that do not; 0 is such a count. With it go the proportion, the "
        "interval and the level, and every measure from which it could be worked out."
    )
    yield (
        "Scores are worked out anew without the levels that are not shown. “Not shown” is their "
        "share of the weight; so a score can differ from that of other views, and “Could be” takes "
        "in every level that they can have. Where that share is 0% nothing is left out."
    )
