"""The sheets of a visit workbook about all forces: what comes first, and where entries come up."""

from collections.abc import Iterator

from slavery_benchmark.core.report import Report
from slavery_benchmark.core.visit_all import VisitLists
from slavery_benchmark.core.visit_entry import Group
from slavery_benchmark.document.numbers import count_text
from slavery_benchmark.formats.workbook.cells import COUNT, PRECISE_SHARE, SCORE
from slavery_benchmark.formats.workbook.sheets import Column, ResultBook, Row
from slavery_benchmark.render.visit_words import (
    GROUP_HEADS,
    left_out_line,
    names_at,
    place_name,
    place_title,
)
from slavery_benchmark.render.xlsx.nodes import force_labels

_NAMES_WIDTH = 30


def add_first(book: ResultBook, report: Report, lists: VisitLists, limit: int | None) -> None:
    """Add What comes first: the first `limit` entries of all forces, in one order."""
    columns = [
        Column("Rank", 6, COUNT),
        Column("Force", 34),
        Column("No in its list", 8, COUNT),
        Column("Group", 22),
        Column("Where", 44),
        Column("Reason in short", 26),
        Column("Share of the whole", 9, PRECISE_SHARE),
        Column("Gap", 8, SCORE),
        Column("Points", 8, SCORE),
    ]
    labels = force_labels(report)

    def rows() -> Iterator[Row]:
        for rank, (place, at) in enumerate(lists.order()[:limit], start=1):
            entry = lists.forces[place].entries[at]
            yield [
                rank,
                labels[place],
                at + 1,
                entry.group.value,
                place_title(entry, report.framework),
                entry.why.value,
                entry.weight,
                entry.gap,
                entry.priority,
            ]

    left_out = left_out_line(lists)
    book.add_table_sheet(
        "What comes first",
        "What comes first of all forces",
        f"Entries of {count_text(len(lists.counted), 'force')} in one order: by group, inside each "
        "by points. Why in full: Visit list.",
        columns,
        rows(),
        lines=[left_out] if left_out else [],
        frozen_columns=2,
    )


def add_places(book: ResultBook, lists: VisitLists) -> None:
    """Add All forces: each place where entries come up, and in which forces, group by group."""
    columns = [Column("Where", 30)]
    for group in Group:
        columns += [Column(GROUP_HEADS[group], 13, COUNT), Column(f"Which: {group}", _NAMES_WIDTH)]

    def rows() -> Iterator[Row]:
        for item in lists.places:
            found: list[int | str] = []
            for group in Group:
                found += [len(item.forces.get(group, ())), names_at(item, group, lists)]
            yield [place_name(item), *found]

    left_out = left_out_line(lists)
    book.add_table_sheet(
        "All forces",
        "All forces: where entries come up, and in which forces",
        f"Of {count_text(len(lists.counted), 'force')}; most forces of the first group first.",
        columns,
        rows(),
        lines=[left_out] if left_out else [],
        frozen_columns=1,
    )
