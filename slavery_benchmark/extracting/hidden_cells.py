"""Says what of a table stands in hidden rows and columns: it counts like all the rest."""

from collections.abc import Collection, Iterable, Sequence

from slavery_benchmark.core.problems import Code
from slavery_benchmark.extracting.problem_log import ProblemLog
from slavery_benchmark.extracting.values import is_blank
from slavery_benchmark.reading.addresses import address, column_letters
from slavery_benchmark.reading.reader import RawSheet

_SHOWN = 5


def note_hidden(
    sheet: RawSheet, rows: Iterable[int], columns: Iterable[int], log: ProblemLog
) -> None:
    """Note the hidden ones of these rows and columns (from 0) if anything stands in them.

    One warning for all rows, at the first of them, and one for all columns.
    """
    if not (sheet.hidden_rows or sheet.hidden_columns):
        return
    table, columns = list(rows), sorted(columns)
    gone = frozenset(sheet.hidden_rows)
    hidden_rows = [row for row in table if row in gone and _holds(sheet, [row], columns)]
    hidden_columns = [
        column
        for column in columns
        if any(first <= column <= last for first, last in sheet.hidden_columns)
        and _holds(sheet, table, [column])
    ]
    for places, kind, cells in (
        (hidden_rows, "row", [(row, min(columns, default=0)) for row in hidden_rows]),
        (hidden_columns, "column", [(min(table, default=0), c) for c in hidden_columns]),
    ):
        if places:
            names = [column_letters(n) if kind == "column" else str(n + 1) for n in places]
            log.add(
                Code.CELLS_HIDDEN,
                address(sheet.name, *cells[0]),
                found=_listed(names, kind),
                expected="visible cells",
            )


def _holds(sheet: RawSheet, rows: Iterable[int], columns: Collection[int]) -> bool:
    return any(
        not is_blank(sheet.value(row, column)) or (row, column) in sheet.marks
        for row in rows
        for column in columns
    )


def _listed(names: Sequence[str], kind: str) -> str:
    many = f"{kind}s" if len(names) > 1 else kind
    more = f" and {len(names) - _SHOWN:,} more" if len(names) > _SHOWN else ""
    return f"{many} {', '.join(names[:_SHOWN])}{more}, hidden"
