"""The sheet Scores: every figure of every part of every force, one row each."""

from collections.abc import Iterator
from fractions import Fraction

from slavery_benchmark.core.report import Report
from slavery_benchmark.core.scores import NodeScore
from slavery_benchmark.formats.workbook.cells import NUMBER, PRECISE_SHARE, SCORE
from slavery_benchmark.formats.workbook.sheets import Column, ResultBook, Row
from slavery_benchmark.render.words import plain_name
from slavery_benchmark.render.xlsx.nodes import (
    FIGURES,
    KEY,
    WITHHELD,
    figures_of,
    parts_of,
    submission_columns,
    submission_values,
    withheld_of,
)
from slavery_benchmark.render.xlsx.side_by_side import (
    MEASURED_FIGURES,
    answers_that_differ,
    has_measures,
    measured_figures,
)


def add_scores(book: ResultBook, report: Report, *, public: bool = False) -> None:
    """Add Scores: one row for each force and each part, with every figure.

    public: as in `add_summary`.
    """
    measured = has_measures(report.framework) and not public
    columns = [
        Column("Force", 24),
        Column("Part", 10),
        Column("Id", 9),
        Column("Title", 36),
        *FIGURES,
        *([WITHHELD] if public else []),
        Column("2017 range, low", 10, SCORE, printed=False),
        Column("2017 range, high", 10, SCORE, printed=False),
        Column("Not applicable", 11, PRECISE_SHARE, printed=False),
        Column("Score with those at 0", 11, SCORE, printed=False),
        Column("Weight", 9, NUMBER, printed=False),
        Column("Share of the whole", 10, PRECISE_SHARE, printed=False),
        *(MEASURED_FIGURES[:2] if measured else ()),
        *submission_columns(public=public),
    ]

    def rows() -> Iterator[Row]:
        for force in report.forces:
            end = submission_values(force, public=public)
            differ = answers_that_differ(force)
            for part, node in parts_of(force):
                yield [
                    plain_name(force.submission), part, node.id, node.title,
                    *figures_of(node), *withheld_of(node, public=public), *_more_figures(node),
                    *(measured_figures(node, differ) if measured else ()), *end,
                ]  # fmt: skip

    placed = book.add_table_sheet(
        "Scores",
        "Scores: every figure of the whole, the themes and the criteria",
        "One row for each force and part; to the right of the printed columns stand weights, "
        f"shares and {'the period' if public else 'the file'}.",
        columns,
        rows(),
        lines=[KEY],
        frozen_columns=1,
    )
    book.mark_positions(placed, 5, 12)


def _more_figures(node: NodeScore) -> list[Fraction | None]:
    tally, reference = node.tally, node.reference
    return [
        reference.low if reference else None,
        reference.high if reference else None,
        tally.excused,
        tally.excused_at_zero,
        node.weight,
        node.effective_weight,
    ]
