"""The numbers behind native charts, as one table with a block of rows for each chart."""

from collections.abc import Iterator, Sequence

import msgspec

from slavery_benchmark.document.numbers import count_text, score_text
from slavery_benchmark.document.pictures import Dumbbell, ScoreRow
from slavery_benchmark.formats.workbook.cells import SCORE
from slavery_benchmark.formats.workbook.sheets import Column, ResultBook, Row

MANY_BARS = 12
"""Above this many columns a chart has a page for itself, as names need room."""
SHEET = "Chart data"
LABEL, PLACED, UNPLACED, REFERENCE = 2, 3, 4, 5
"""The columns of the table that a chart reads."""
UNPLACED_HEADER = "Score, too little known to place"


class ScoreChart(msgspec.Struct, frozen=True):
    """A chart of scores under its title."""

    title: str
    picture: Dumbbell

    @property
    def rows(self) -> tuple[ScoreRow, ...]:
        """The scores, one a column."""
        return self.picture.rows

    def in_words(self) -> str:
        """Return the chart in words, for those who do not see it."""
        known = [(row.score, row.label) for row in self.rows if row.score is not None]
        said = (
            f"Columns: {self.title}. Scores of 0 to 100, with diamonds for the {self.picture.line}."
        )
        if known:
            lowest, highest = min(known), max(known)
            said += (
                f" Lowest: {lowest[1]}, {score_text(lowest[0])}. Highest: {highest[1]}, "
                f"{score_text(highest[0])}."
            )
        missing = len(self.rows) - len(known)
        if missing:
            said += f" {count_text(missing, 'bar is', 'bars are')} missing for want of a score."
        return f"{said} The numbers are on the sheet {SHEET}."


def add_chart_data(book: ResultBook, charts: Sequence[ScoreChart]) -> list[int]:
    """Add Chart data; return the first row of each chart."""

    def rows() -> Iterator[Row]:
        for chart in charts:
            for row in chart.rows:
                placed = row.position is not None
                yield [
                    chart.title,
                    row.label,
                    row.score if placed else None,
                    None if placed else row.score,
                    row.reference,
                ]

    columns = [
        Column("Chart", 52),
        Column("Force or part", 34),
        Column("Score", 10, SCORE),
        Column(UNPLACED_HEADER, 16, SCORE),
        Column(charts[0].picture.line, 12, SCORE),
    ]
    table = book.add_table_sheet(
        SHEET,
        "Chart data: the numbers behind the charts",
        "One row a column of a chart. Charts read fixed rows: sorting this table changes them.",
        columns,
        rows(),
    )
    starts: list[int] = []
    row = table.header_row + 1
    for chart in charts:
        starts.append(row)
        row += len(chart.rows)
    return starts
