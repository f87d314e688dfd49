"""Case files for tests of the core, built in a line each."""

from collections.abc import Mapping, Sequence
from datetime import date

from slavery_benchmark.core.cases.measuring import Measured, measure_cases
from slavery_benchmark.core.cases.table import BLANK, CaseFiles, CaseTable, CaseValue, Selection
from slavery_benchmark.core.framework.case_sheet import KnownRule
from slavery_benchmark.core.framework.framework import Framework
from slavery_benchmark.core.framework.measures import Measure
from slavery_benchmark.reading.addresses import column_letters
from tests.builders import END, shipped_criteria

KNOWN = KnownRule(minimum=0.8, because="It is a test.")


def day(text: str) -> int:
    """Return an ISO date as a case table holds it."""
    return date.fromisoformat(text).toordinal()


def table(columns: Mapping[str, Sequence[CaseValue]]) -> CaseTable:
    """Return a table of these columns, all equally long; the other shipped columns are blank.

    Every case is the force's own unless the columns say otherwise.
    """
    sheet = shipped_criteria().framework.cases
    assert sheet is not None
    length = len(next(iter(columns.values())))
    columns = {"outcome": ["Ours"] * length, **columns}
    values = {column.id: list(columns.get(column.id, [BLANK] * length)) for column in sheet.columns}
    return CaseTable(
        sheet="Case files",
        rows=range(6, 6 + length),
        numbers=[f"C-{place + 1}" for place in range(length)],
        letters={column.id: column_letters(at) for at, column in enumerate(sheet.columns)},
        values=values,
    )


def case_files(
    columns: Mapping[str, Sequence[CaseValue]],
    *,
    selection: Selection = Selection.ALL,
    left_out: int = 0,
) -> CaseFiles:
    """Return case files of these columns, all of them listed unless said otherwise."""
    made = table(columns)
    listed = len(made) + left_out
    return CaseFiles(
        table=made, listed=listed, in_period=listed, selection=selection, left_out=left_out
    )


def measure(measure_id: str, framework: Framework | None = None) -> Measure:
    """Return a shipped measure."""
    found = (framework or shipped_criteria().framework).measures()
    return next(item for _, item in found if item.id == measure_id)


def measured(measure_id: str, files: CaseFiles | None, period_end: date | None = END) -> Measured:
    """Return what case files show of a shipped measure."""
    return measure_cases(measure(measure_id), files, KNOWN, period_end)
