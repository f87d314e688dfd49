"""The sheet of the other forces in the view of one force: how they lie, without names."""

from collections.abc import Iterator

from slavery_benchmark.core.scores import ForceScore
from slavery_benchmark.core.view.model import ReportData
from slavery_benchmark.core.view.spoken import report_in
from slavery_benchmark.formats.workbook.cells import COUNT, SCORE
from slavery_benchmark.formats.workbook.sheets import Column, ResultBook, Row
from slavery_benchmark.render.view_words import others_sentence
from slavery_benchmark.render.xlsx.nodes import force_labels, parts_of


def add_others(book: ResultBook, data: ReportData) -> None:
    """Add Other forces: quartiles of the others beside one's own score, part by part."""
    report = report_in(data)
    labels = force_labels(report)
    book.add_table_sheet(
        "Other forces",
        "Other forces: how they lie, without names",
        others_sentence(data),
        [
            Column("Force", 30),
            Column("Part", 10),
            Column("Id", 9),
            Column("Title", 36),
            Column("Own score", 9, SCORE),
            Column("Lower quartile of the others", 14, COUNT),
            Column("Median of the others", 14, COUNT),
            Column("Upper quartile of the others", 14, COUNT),
            Column("Others with a score", 11, COUNT),
        ],
        (
            row
            for label, force in zip(labels, report.forces, strict=True)
            for row in _rows(label, force, data)
        ),
        frozen_columns=1,
    )


def _rows(label: str, force: ForceScore, data: ReportData) -> Iterator[Row]:
    for part, node in parts_of(force):
        spread = data.spreads.get(node.id)
        if spread is not None:
            yield [
                label, part, node.id, node.title, node.tally.score, spread.lower_quartile,
                spread.median, spread.upper_quartile, spread.forces,
            ]  # fmt: skip
