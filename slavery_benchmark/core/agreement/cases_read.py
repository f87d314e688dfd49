"""What reading case files showed of a return: how many cells are wrong, and measures made of them.

The cases read were drawn from strata and are no simple random sample (docs/method.md, "What comes
first on a visit"): the share wrong is that of what was read.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

import msgspec

from slavery_benchmark.core.agreement.paired import Reviews
from slavery_benchmark.core.cases.measuring import Measured, figures_of
from slavery_benchmark.core.cases.table import BLANK, CaseFiles, CaseTable, CaseValue, Selection
from slavery_benchmark.core.framework.framework import Framework
from slavery_benchmark.core.intervals import ShareInterval, share_interval
from slavery_benchmark.core.review.review import CaseRead
from slavery_benchmark.core.scoring.submission import Submission


class ColumnRead(msgspec.Struct, frozen=True, kw_only=True):
    """A column of the case files: how many of its cells were looked up, and are wrong."""

    column: str
    read: int
    wrong: int


class MeasureRead(msgspec.Struct, frozen=True, kw_only=True):
    """A measure of the cases read alone: as the return has them, and as the files have them."""

    measure: str
    given: Measured
    found: Measured


class CasesRead(msgspec.Struct, frozen=True, kw_only=True):
    """What came of reading cases of a return.

    drawn, read: cases. cells: looked up in them. wrong: the share of cells that say other than the
    file, with its interval; the cells of a case hang together. differing: read otherwise by two
    reviews, so in none of the figures.
    """

    drawn: int
    read: int
    cells: int
    wrong: ShareInterval
    columns: tuple[ColumnRead, ...]
    measures: tuple[MeasureRead, ...]
    differing: int = 0

    @property
    def cells_wrong(self) -> int:
        """How many cells say other than the file."""
        return sum(item.wrong for item in self.columns)


def cases_read(reviews: Reviews, submission: Submission, framework: Framework) -> CasesRead | None:
    """Return what reading cases of a return showed; None where nothing was looked up."""
    every, differing = _each_case(reviews)
    looked_up = [[cell for cell in case.cells if cell.found is not None] for case in every]
    cells = [cell for case in looked_up for cell in case]
    if not cells:
        return None
    counts: dict[str, list[int]] = {}
    for cell in cells:
        count = counts.setdefault(cell.column, [0, 0])
        count[0] += 1
        count[1] += cell.agrees is False
    return CasesRead(
        drawn=len(every),
        read=sum(1 for case in looked_up if case),
        cells=len(cells),
        wrong=share_interval(
            (sum(cell.agrees is False for cell in case), len(case), 1) for case in looked_up
        ),
        columns=tuple(
            ColumnRead(column=column, read=read, wrong=wrong)
            for column, (read, wrong) in counts.items()
        ),
        measures=tuple(_measures([case for case in every if case.is_read], submission, framework)),
        differing=differing,
    )


def _each_case(reviews: Reviews) -> tuple[list[CaseRead], int]:
    """Return each case once, and how many cells two reviews read otherwise; these are left out."""
    if reviews.agreed is not None and reviews.agreed.cases:
        return list(reviews.agreed.cases), 0
    cases: dict[int, list[CaseRead]] = {}
    for review in reviews.single:
        for case in review.cases:
            cases.setdefault(case.row, []).append(case)
    merged: list[CaseRead] = []
    differing = 0
    for same in cases.values():
        cells = []
        for column in dict.fromkeys(cell.column for case in same for cell in case.cells):
            here = [cell for case in same for cell in case.cells if cell.column == column]
            found = {cell.found for cell in here} - {None}
            differing += len(found) > 1
            value = found.pop() if len(found) == 1 else None
            cells.append(msgspec.structs.replace(here[0], found=value))
        merged.append(msgspec.structs.replace(same[0], cells=tuple(cells)))
    return merged, differing


def _measures(
    cases: Sequence[CaseRead], submission: Submission, framework: Framework
) -> Iterator[MeasureRead]:
    """Yield each measure whose columns the cases have, of these cases, before and after."""
    if framework.cases is None:
        return
    columns = [column.id for column in framework.cases.columns]
    given, found = (_table(cases, columns, corrected=value) for value in (False, True))
    files = CaseFiles(table=given, listed=len(cases), in_period=None, selection=Selection.OTHER)
    rule = framework.cases.not_needed
    for _, measure in framework.measures():
        before, after = (
            figures_of(measure, table, files, submission.period_end, not_needed=rule)
            for table in (given, found)
        )
        if before.n or after.n:
            yield MeasureRead(measure=measure.id, given=before, found=after)


def _table(cases: Iterable[CaseRead], columns: Sequence[str], *, corrected: bool) -> CaseTable:
    """Return cases read as a table: what the return says or, where looked up, what the file says.

    A column that the form does not have is blank.
    """
    cases = list(cases)
    values: Mapping[str, list[CaseValue]] = {column: [] for column in columns}
    for case in cases:
        said: dict[str, CaseValue] = {}
        for cell in case.cells:
            took = cell.found if corrected and cell.found is not None else cell.given
            said[cell.column] = took
        for column in columns:
            values[column].append(said.get(column, BLANK))
    return CaseTable(
        sheet="",
        rows=[case.row for case in cases],
        numbers=[case.number for case in cases],
        letters={},
        values=values,
    )
