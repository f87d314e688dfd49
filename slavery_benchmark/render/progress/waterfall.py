"""The bridge as a table and as a picture: columns that float from the earlier score to the later.

Stacked columns on an invisible base, as Excel draws such a chart without any add-in.
"""

from collections.abc import Iterator
from fractions import Fraction

import msgspec
from openpyxl.chart import BarChart, Reference
from openpyxl.chart.data_source import AxDataSource, NumDataSource, NumRef, StrRef
from openpyxl.chart.legend import LegendEntry
from openpyxl.chart.series import Series, SeriesLabel
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.drawing.line import LineProperties
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.worksheet import Worksheet

from slavery_benchmark.core.reinspection.bridge import Bridge
from slavery_benchmark.core.reinspection.progress import Compared, ProgressReport
from slavery_benchmark.document.numbers import date_text, score_text, signed_text
from slavery_benchmark.formats.workbook.cells import DIFFERENCE, SCORE
from slavery_benchmark.formats.workbook.chart_parts import (
    INK,
    ROW_POINTS,
    anchored,
    dress,
    filled,
    hatched,
)
from slavery_benchmark.formats.workbook.sheets import Column, Placed, ResultBook, Row
from slavery_benchmark.render.progress.bridge import (
    BRIDGE_STEPS,
    ends_text,
    pier_label,
    rounding_note,
)
from slavery_benchmark.render.progress.rows import chosen
from slavery_benchmark.render.words import submission_title
from slavery_benchmark.workbook.sheet_style import set_up_page

SHEET, CHARTS = "Bridge", "Bridge charts"
MOST_CHARTS = 12
"""With more forces than this the pictures would be leafed through rather than read."""
_LABEL, _BASE, _END, _RISE, _FALL = 5, 6, 7, 8, 9
"""The columns of the table that a chart reads."""
_WIDTH_CM, _HEIGHT_CM = 26.5, 14.0
_ROWS_A_CHART = 29


class _Piece(msgspec.Struct, frozen=True, kw_only=True):
    """One column of a bridge: an end from 0, or a part that floats between two scores."""

    label: str
    difference: Fraction | None
    score: Fraction
    base: Fraction | None = None


class _Span(msgspec.Struct, frozen=True, kw_only=True):
    """The bridge of one force, with the first row of its pieces on the sheet."""

    force: str
    compared: Compared
    bridge: Bridge
    first_row: int


def _pieces(compared: Compared, bridge: Bridge) -> Iterator[_Piece]:
    change = compared.change
    yield _Piece(label=f"To {date_text(change.earlier.end)}", difference=None, score=bridge.then)
    for pier in bridge.piers:
        yield _Piece(
            label=pier_label(pier),
            difference=pier.difference,
            score=pier.score,
            base=min(pier.score, pier.score - pier.difference),
        )
    yield _Piece(label=f"To {date_text(change.later.end)}", difference=None, score=bridge.now)


def add_bridges(book: ResultBook, report: ProgressReport, since: str) -> bool:
    """Add Bridge, and the charts of not too many forces; return whether there are charts."""
    found: list[_Span] = []
    rows: list[Row] = []
    notes: list[str] = []
    for force in report.forces:
        compared = chosen(force, since)
        if compared is None or compared.bridge is None:
            continue
        name = submission_title(force.latest.score.submission)
        found.append(
            _Span(force=name, compared=compared, bridge=compared.bridge, first_row=len(rows))
        )
        rows += [_row(name, piece) for piece in _pieces(compared, compared.bridge)]
        if note := rounding_note(compared.bridge):
            notes.append(f"{name}: {note}")
    if not found:
        return False
    columns = [
        Column("Force", 30),
        Column("Part", 40),
        Column("Points", 10, DIFFERENCE),
        Column("Score after it", 10, SCORE),
        Column("Name in the chart", 48),
        Column("Base of the column", 11, SCORE),
        Column("Overall score", 10, SCORE),
        Column("Rise", 9, SCORE),
        Column("Fall", 9, SCORE),
    ]
    charts = len(found) <= MOST_CHARTS
    sheet = book.new_sheet(CHARTS) if charts else None
    placed = book.add_table_sheet(
        SHEET,
        "Bridge: from the earlier overall score to the later",
        BRIDGE_STEPS,
        columns,
        rows,
        lines=[
            *notes,
            "Charts read fixed rows of the last five columns: sorting this table changes them.",
        ],
        frozen_columns=2,
    )
    if sheet is not None:
        about = "The bridge of each force as floating columns: rises filled, falls hatched."
        book.write_top(sheet, "Bridge charts: what the change is made of", [about])
        sheet.sheet_format.defaultRowHeight = ROW_POINTS
        sheet.sheet_format.customHeight = True
        start = sheet.max_row + 2
        for number, span in enumerate(found):
            row = start + number * _ROWS_A_CHART
            if number:
                sheet.row_breaks.append(Break(id=row - 2))
            _place(sheet, row, span, data=placed.sheet, header=placed.header_row)
        set_up_page(sheet, header_row=None, landscape=True)
        book.contents.append(Placed(sheet.title, about, 0))
    return charts


def _row(name: str, piece: _Piece) -> Row:
    change = piece.difference
    return [
        name,
        piece.label,
        change,
        piece.score,
        f"{piece.label}: {score_text(piece.score) if change is None else signed_text(change)}",
        piece.base,
        piece.score if change is None else None,
        change if change is not None and change > 0 else None,
        -change if change is not None and change < 0 else None,
    ]


def _place(sheet: Worksheet, row: int, span: _Span, *, data: Worksheet, header: int) -> None:
    first = header + 1 + span.first_row
    last = first + len(span.bridge.piers) + 1

    def where(column: int) -> str:
        return str(Reference(data, min_col=column, min_row=first, max_row=last))

    def series(column: int, look: GraphicalProperties) -> Series:
        made = Series(val=NumDataSource(numRef=NumRef(f=where(column))))
        made.tx = SeriesLabel(v=str(data.cell(header, column).value))
        made.cat = AxDataSource(strRef=StrRef(f=where(_LABEL)))
        made.spPr = look
        return made

    unseen = GraphicalProperties(noFill=True, ln=LineProperties(noFill=True))
    bars = BarChart()
    bars.type, bars.grouping, bars.overlap, bars.gapWidth = "col", "stacked", 100, 40
    bars.ser = [
        series(_BASE, unseen),
        series(_END, filled(INK)),
        series(_RISE, filled()),
        series(_FALL, hatched()),
    ]
    dress(bars, f"{span.force}: the bridge {ends_text(span.bridge)}", "What was changed")
    # the invisible base is no part of the picture
    bars.legend.legendEntry = [LegendEntry(idx=0, delete=True)]
    bars.anchor = anchored(_in_words(span), row, width_cm=_WIDTH_CM, height_cm=_HEIGHT_CM)
    sheet.add_chart(bars)


def _in_words(span: _Span) -> str:
    """Return the picture in words, for those who do not see it."""
    parts = [f"{pier_label(pier)}: {signed_text(pier.difference)}" for pier in span.bridge.piers]
    return (
        f"Floating columns: the overall score of {span.force} {ends_text(span.bridge)}. "
        f"{'; '.join(parts)}. The numbers are on the sheet {SHEET}."
    )
