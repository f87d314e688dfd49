"""Sheets of case files for tests, built by hand: a sound case, and a sheet of cases."""

from collections.abc import Mapping, Sequence
from datetime import date

from slavery_benchmark.core.cases.measuring import Measured, measure_cases
from slavery_benchmark.core.cases.table import CaseFiles, CaseTable, Selection
from slavery_benchmark.core.problems import Problem
from slavery_benchmark.extracting.case_files import read_case_files
from slavery_benchmark.extracting.problem_log import ProblemLog
from slavery_benchmark.reading.addresses import address
from slavery_benchmark.reading.raw_cells import Marks
from slavery_benchmark.reading.reader import CellValue, RawSheet
from tests.builders import AS_OF, END, START, shipped_criteria

FRAMEWORK = shipped_criteria().framework
assert FRAMEWORK.cases is not None
DECLARED = FRAMEWORK.cases
IDS = [column.id for column in DECLARED.columns]
HEADINGS: list[CellValue] = [column.heading for column in DECLARED.columns]
TOP = 4
"""The row of headings, counted from 0; the first case stands in the next."""

Row = Mapping[str, CellValue]


def case(number: CellValue = 1, **changes: CellValue) -> dict[str, CellValue]:
    """Return a case without any problem, by column id, with these changes."""
    sound: dict[str, CellValue] = {
        "case": number,
        "route": "Police discovery",
        "first_contact": date(2025, 5, 1),
        "recognised": date(2025, 5, 2),
        "reported": date(2025, 5, 2),
        "reasonable_grounds": date(2025, 5, 20),
        "recorded": date(2025, 5, 3),
        "crimes": 3.0,
        "started": date(2025, 5, 4),
        "reviewed": date(2025, 5, 10),
        "closed": "Not yet",
        "lines": "",
        "suspect": "Yes",
        "order": "Considered",
        "victims": 3.0,
        "safeguarded": 3.0,
        "referred": 2.0,
        "notified": 1.0,
        "arrested": 0.0,
        "section_45": "Not needed",
        "moved": 1.0,
        "in_contact": 1.0,
        "other_forces": "No",
        "lead_force": "Not needed",
        "nca": "Yes",
        "rocu": "Yes",
        "outcome": "Ours",
        "arrest": "Not yet",
        "turned": "Not yet",
        "immigration": 0.0,
    }
    assert list(sound) == IDS
    return {**sound, **changes}


def cases(count: int) -> list[dict[str, CellValue]]:
    """Return so many sound cases, numbered from 1."""
    return [case(number) for number in range(1, count + 1)]


def place_of(column_id: str, number: int = 1) -> tuple[int, int]:
    """Return row and column, from 0, of a cell of a case: the first stands below the headings."""
    return TOP + number, IDS.index(column_id)


def cell_of(column_id: str, number: int = 1) -> str:
    """Return the address of a cell of a case."""
    return address("Case files", *place_of(column_id, number))


def sheet_of(
    rows: Sequence[Row], headings: Sequence[CellValue] = HEADINGS, marks: Marks | None = None
) -> RawSheet:
    """Return a sheet with these cases under the headings."""
    above: list[list[CellValue]] = [[""] * len(headings) for _ in range(TOP)]
    above[0][0] = "Case files"
    below = [[row.get(column, "") for column in IDS] for row in rows]
    wide = [row + [""] * (len(headings) - len(row)) for row in below]
    return RawSheet("Case files", False, [*above, list(headings), *wide], marks or {})


def read(
    sheet: RawSheet, period: tuple[date | None, date | None] = (START, END)
) -> tuple[CaseTable | None, int, tuple[Problem, ...]]:
    """Return the cases of a sheet, how many are in no measure, and the problems met."""
    log = ProblemLog("x.xlsx")
    measures = [measure for _, measure in FRAMEWORK.measures()]
    table, left_out = read_case_files(sheet, DECLARED, measures, period, AS_OF, log)
    return table, left_out, log.ordered()


def measured(measure_id: str, table: CaseTable, left_out: int = 0) -> Measured:
    """Return what a measure finds in these cases, all of them listed."""
    listed = len(table) + left_out
    files = CaseFiles(
        table=table, listed=listed, in_period=listed, selection=Selection.ALL, left_out=left_out
    )
    measure = next(item for _, item in FRAMEWORK.measures() if item.id == measure_id)
    return measure_cases(measure, files, DECLARED.known, END)


def table_of(*rows: dict[str, CellValue]) -> CaseTable:
    """Return the cases read from these rows."""
    table, _, _ = read(sheet_of(rows))
    assert table is not None
    return table


def lines(problems: tuple[Problem, ...]) -> list[str]:
    """Return problems as lines, without the name of the file."""
    return [item.line().removeprefix("x.xlsx: ") for item in problems]
