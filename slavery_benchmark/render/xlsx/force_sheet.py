"""The sheet of one force: every part of its score, with judged and measured side by side."""

from collections.abc import Iterator

from slavery_benchmark.core.report import Report
from slavery_benchmark.core.scores import ForceScore, NodeScore
from slavery_benchmark.document.numbers import count_text, period_text
from slavery_benchmark.formats.workbook.cells import DIFFERENCE, LOOK_KEY, SCORE, SHARE
from slavery_benchmark.formats.workbook.sheets import Column, ResultBook, Row, TableSheet
from slavery_benchmark.render.words import POSITION_WORDS, headline, plain_name, row_note
from slavery_benchmark.render.xlsx.nodes import KEY, NOT_GIVEN, parts_of
from slavery_benchmark.render.xlsx.side_by_side import (
    DIFFERS_KEY,
    has_measures,
    judged_text,
    measured_text,
)

_COLUMNS = (
    Column("Id", 9),
    Column("Title", 30),
    Column("Score", 9, SCORE),
    Column("Answered", 9.5, SHARE),
    Column("2017 reference line", 10, SCORE),
    Column("Difference", 10.5, DIFFERENCE),
    Column("Against 2017", 10.5),
    Column("Band", 14),
    Column("Note", 36),
)
_DIFFERS_HERE = f"Behind a judged level, {DIFFERS_KEY}: the sheet Checks names the measures."
_SIDE_BY_SIDE = (Column("Judged levels", 24), Column("Measured levels and figures", 36))


def add_force(book: ResultBook, report: Report, force: ForceScore, label: str) -> TableSheet:
    """Add the sheet of one force: what its score means in words, then every part."""
    submission = force.submission
    measured = has_measures(report.framework)
    problems = count_text(len(submission.problems), "problem")
    period = period_text(submission.period_start, submission.period_end)
    placed = book.add_table_sheet(
        plain_name(force.submission),
        label,
        f"{label}: {period}, from {submission.source.file}, {problems}.",
        [*_COLUMNS[:-1], *(_SIDE_BY_SIDE if measured else ()), _COLUMNS[-1]],
        _rows(force, report, measured=measured),
        lines=[
            *headline(force, report.framework),
            f"{KEY} {LOOK_KEY}",
            *([_DIFFERS_HERE] if measured else []),
            "Claimed scores and what scores could be stand in the note; as numbers on Scores.",
        ],
        frozen_columns=1,
        bold_rows=1,
    )
    book.mark_positions(placed, 3, 7)
    return placed


def _rows(force: ForceScore, report: Report, *, measured: bool) -> Iterator[Row]:
    side_by_side = _levels(force, report) if measured else {}
    for _, node in parts_of(force):
        between = side_by_side.get(node.id, (None, None)) if measured else ()
        yield [*_figures(node), *between, row_note(node)]


def _figures(node: NodeScore) -> Row:
    return [
        node.id,
        node.title,
        node.tally.score,
        node.tally.coverage,
        node.reference.value if node.reference else None,
        node.difference,
        POSITION_WORDS[node.position],
        node.band or NOT_GIVEN,
    ]


def _levels(force: ForceScore, report: Report) -> dict[str, tuple[str, str]]:
    """Return, by id of a criterion, its judged levels and what its measures show."""
    measures = {item.node.id: item for item in force.measures}
    return {
        criterion.id: (
            judged_text((force.check(check.id) for check in criterion.checks), marked=True),
            measured_text((measure, measures[measure.id]) for measure in criterion.measures)
            or "no measure",
        )
        for _, criterion in report.framework.criteria()
    }
