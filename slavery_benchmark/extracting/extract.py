"""From a raw workbook to a submission: one response for each check, and every problem met."""

from collections.abc import Iterable
from datetime import date

from msgspec.structs import replace

from slavery_benchmark.core.framework.framework import Framework
from slavery_benchmark.core.framework.register import Register
from slavery_benchmark.core.problems import Code, Severity, UnusableError
from slavery_benchmark.core.scoring.submission import GIVEN, Response, State, Submission
from slavery_benchmark.core.text import fold
from slavery_benchmark.extracting import layout
from slavery_benchmark.extracting.case_submission import extract_case_files
from slavery_benchmark.extracting.cover import Cover, read_cover
from slavery_benchmark.extracting.date_columns import (
    Cell,
    has_american,
    note_manners,
    note_unsure,
    unsure_of,
)
from slavery_benchmark.extracting.dates import EXPECTED, NoDate, read_date
from slavery_benchmark.extracting.header import header_row
from slavery_benchmark.extracting.hidden_cells import note_hidden
from slavery_benchmark.extracting.personal_data import fit_to_show, note_personal
from slavery_benchmark.extracting.problem_log import ProblemLog
from slavery_benchmark.extracting.sheet_kinds import note_sheets
from slavery_benchmark.extracting.table import AnswerTable, find_answers
from slavery_benchmark.extracting.unusual_cells import note_formulas, note_struck
from slavery_benchmark.extracting.values import Bad, as_text, is_error_text, read_level
from slavery_benchmark.reading.reader import CellValue, RawWorkbook

WANTED_SHEETS = (layout.COVER_SHEET, layout.ANSWERS_SHEET)
OPTIONAL_SHEETS = (layout.CASES_SHEET,)


def optional_sheets(frameworks: Iterable[Framework]) -> tuple[str, ...]:
    """Return the sheets that a return of one of these editions may have beside the wanted ones."""
    found = [layout.module_sheet(module.id) for item in frameworks for module in item.modules]
    return (*OPTIONAL_SHEETS, *dict.fromkeys(found))


def extract_submission(
    workbook: RawWorkbook, framework: Framework, register: Register, as_of: date
) -> Submission:
    """Extract what a force answered.

    Raises UnusableError if the workbook has no table of answers or belongs to another edition.
    Everything else that is wrong becomes a problem of the submission.
    """
    log = ProblemLog(workbook.source.shown_as)
    note_sheets(workbook, log)
    cover = read_cover(workbook, framework, register, as_of, log)
    ids = [check.id for _, _, check in framework.checks()]
    table = find_answers(workbook.sheet(layout.ANSWERS_SHEET), ids, log)
    reader = _AnswerReader(table, framework, cover, as_of, log)
    responses = reader.responses(ids)
    cases = extract_case_files(workbook, framework, cover, as_of, log)
    _note_hidden(workbook, framework, table, log)
    beside: list[Response] = []
    for module in framework.modules:
        if workbook.has(sheet := layout.module_sheet(module.id)):
            ids = [check.id for _, check in module.checks()]
            try:
                table = find_answers(workbook.sheet(sheet), ids, log)
            except UnusableError as refusal:  # of a sheet without which the rest stands
                log.note(replace(refusal.problem, severity=Severity.WARNING))
                continue
            reader = _AnswerReader(table, framework, cover, as_of, log)
            beside += reader.responses(ids)
            _note_table(table, log)
    return Submission(
        force=cover.force,
        code=cover.known.code if cover.known else "",
        fictional=cover.known is not None and cover.known.fictional,
        period_start=cover.period_start,
        period_end=cover.period_end,
        edition=cover.edition,
        source=workbook.source,
        responses=responses,
        module_responses=tuple(beside),
        problems=log.ordered(),
        cases=cases,
        code_given=cover.code_given,
    )


def _note_hidden(
    workbook: RawWorkbook, framework: Framework, table: AnswerTable, log: ProblemLog
) -> None:
    """Note what of the answers, and of the case files, stands in hidden rows and columns."""
    _note_table(table, log)
    if framework.cases is None or not workbook.has(layout.CASES_SHEET):
        return
    sheet = workbook.sheet(layout.CASES_SHEET)
    headings = {fold(column.heading) for column in framework.cases.columns}
    top = header_row(sheet, headings)
    if top is not None:
        header = [fold(as_text(value)) for value in sheet.rows[top]]
        headed = [place for place, text in enumerate(header) if text in headings]
        note_hidden(sheet, range(top + 1, len(sheet.rows)), headed, log)


def _note_table(table: AnswerTable, log: ProblemLog) -> None:
    """Note answers in hidden rows and columns, struck out, or worked out by a formula."""
    rows = sorted(row for rows in table.rows.values() for row in rows)
    columns = tuple(table.columns.values())
    note_hidden(table.sheet, rows, columns, log)
    note_struck(table.sheet, range(table.top + 1, len(table.sheet.rows)), columns, log)
    note_formulas(table.sheet, rows, columns, log)


class _AnswerReader:
    """Reads one row at a time; what is wrong goes to the log."""

    def __init__(
        self,
        table: AnswerTable,
        framework: Framework,
        cover: Cover,
        as_of: date,
        log: ProblemLog,
    ) -> None:
        self.table = table
        self.framework = framework
        self.period_start = cover.period_start
        self.part = cover.part
        self.as_of = as_of
        self.log = log
        self.dates: list[Cell] = []
        column, sheet = table.columns.get(layout.EVIDENCE_DATE), table.sheet
        rows = [] if column is None else [row for rows in table.rows.values() for row in rows]
        values = (sheet.value(row, column) for row in rows if column is not None)
        self.american = has_american(map(read_date, values))

    def responses(self, checks: Iterable[str]) -> tuple[Response, ...]:
        """Return the response to each of these checks, by their ids; note how dates were read."""
        found = tuple(self.response(check) for check in checks)
        self._note_dates()
        return found

    def _note_dates(self) -> None:
        column = self.table.columns.get(layout.EVIDENCE_DATE)
        if column is not None:
            note_manners(self.dates, self.table.sheet.name, column, self.log)

    def response(self, check_id: str) -> Response:
        rows = self.table.rows.get(check_id, [])
        if not rows:
            if self.part is None or check_id in self.part.checks:
                wanted = f"a row for {check_id}"
                self.log.add(Code.CHECK_MISSING, self.table.sheet.name, expected=wanted)
            return Response(check=check_id, state=State.BLANK)
        row = rows[0]
        if len(rows) > 1:
            for other in rows[1:]:
                self.log.add(
                    Code.CHECK_TWICE,
                    self.table.cell(other, layout.CHECK) or "",
                    found=f"{check_id}, also in row {row + 1}",
                    expected="one row for each check",
                )
            return Response(
                check=check_id, state=State.INVALID, cell=self.table.cell(row, layout.LEVEL)
            )
        return self._of_row(check_id, row)

    def _of_row(self, check_id: str, row: int) -> Response:
        value, usable = self._value(row, layout.LEVEL)
        reason = self._reason(row)
        evidence, evidence_cell = self._evidence(row)
        state, level = self._judged(row, value, usable, reason)
        evidence_date = self._evidence_date(row)
        if state in GIVEN:
            self._note_not_looked_at(row)
        if level is not None and level >= self.framework.evidence.required_from:
            self._check_support(row, level, evidence, evidence_date)
        column = self.table.columns[layout.LEVEL]
        if state is State.BLANK and evidence:
            label = self.framework.level_label
            expected = f"a level from {label(0)} to {label(len(self.framework.levels) - 1)}"
            level_cell = self.table.cell(row, layout.LEVEL) or ""
            self.log.add(Code.EVIDENCE_WITHOUT_LEVEL, level_cell, expected=expected)
        return Response(
            check=check_id,
            state=state,
            cell=self.table.cell(row, layout.LEVEL),
            found=fit_to_show(as_text(value)) if usable else self.table.sheet.marks[row, column],
            level=level,
            evidence=evidence,
            evidence_cell=evidence_cell,
            evidence_date=evidence_date,
            not_applicable_reason=reason if state is State.NOT_APPLICABLE else "",
            owner=self._text(row, layout.OWNER),
            comment=self._text(row, layout.COMMENT),
        )

    def _note_not_looked_at(self, row: int) -> None:
        """Note that an answer was carried over from an earlier return and stands as it was."""
        said = self._text(row, layout.LOOKED_AT)
        if layout.is_not_looked_at(fold(said)):
            self.log.add(
                Code.ANSWER_CARRIED_OVER,
                self.table.cell(row, layout.LOOKED_AT) or "",
                found=said,
                expected="“Yes”, or an empty cell, once somebody has",
            )

    def _judged(
        self, row: int, value: CellValue, usable: bool, reason: str
    ) -> tuple[State, int | None]:
        cell = self.table.cell(row, layout.LEVEL) or ""
        reason_cell = self.table.cell(row, layout.REASON) or ""
        if not usable:
            return State.INVALID, None
        level = read_level(value, self.framework.levels)
        if isinstance(level, Bad):
            self.log.add(
                Code.LEVEL_NOT_RECOGNISED,
                cell,
                found=note_personal(as_text(value), cell, self.log),
                expected=level.expected,
                nearest=level.nearest,
            )
            return State.INVALID, None
        if level is None:
            return (State.NOT_APPLICABLE if reason else State.BLANK), None
        if isinstance(level, str):
            if reason:
                return State.NOT_APPLICABLE, None
            self.log.add(
                Code.REASON_MISSING,
                reason_cell or cell,
                found="",
                expected="why the check does not apply to this force",
            )
            return State.INVALID, None
        if reason:
            self.log.add(
                Code.LEVEL_AND_REASON,
                reason_cell,
                found=reason,
                expected=f"either a level or a reason; {cell} holds {as_text(value)}",
            )
            return State.INVALID, None
        return State.ANSWERED, level

    def _reason(self, row: int) -> str:
        said = self._text(row, layout.REASON)
        if said and layout.is_placeholder(fold(said)):
            self.log.add(
                Code.REASON_PLACEHOLDER,
                self.table.cell(row, layout.REASON) or "",
                found=said,
                expected="why the check cannot apply to this force, or an empty cell",
            )
            return ""
        return said

    def _evidence(self, row: int) -> tuple[str, str | None]:
        said = self._text(row, layout.EVIDENCE)
        cell = self.table.cell(row, layout.EVIDENCE)
        if said and layout.is_placeholder(fold(said)):
            self.log.add(
                Code.EVIDENCE_PLACEHOLDER,
                cell or "",
                found=said,
                expected="a reference: which document, log or sample, and where it is",
            )
            said = ""
        return said, cell

    def _evidence_date(self, row: int) -> date | None:
        value, usable = self._value(row, layout.EVIDENCE_DATE)
        cell = self.table.cell(row, layout.EVIDENCE_DATE) or ""
        read = read_date(value) if usable else None
        both = unsure_of(read, american=self.american, from_1904=self.table.sheet.from_1904)
        if both:
            note_unsure(both, as_text(value), cell, self.log)
            return None
        if isinstance(read, NoDate):
            said = as_text(value)
            if not isinstance(value, date):  # a date cell of the year 1900 holds a small number
                said = note_personal(said, cell, self.log)
            self.log.add(Code.DATE_NOT_RECOGNISED, cell, found=said, expected=EXPECTED)
            return None
        if read is None:
            return None
        self.dates.append((row, value, read))
        if read.value > self.as_of:
            self.log.add(
                Code.EVIDENCE_DATE_FUTURE,
                cell,
                found=read.value.isoformat(),
                expected=f"a date up to {self.as_of.isoformat()}",
            )
            return None
        return read.value

    def _check_support(self, row: int, level: int, evidence: str, confirmed: date | None) -> None:
        if not {layout.EVIDENCE, layout.EVIDENCE_DATE} <= self.table.columns.keys():
            return  # said once, of the column
        label = self.framework.level_label(level)
        lower = self.framework.level_label(self.framework.evidence.unsupported_level)
        counts = f"until then {label} counts as {lower}"
        evidence_cell = self.table.cell(row, layout.EVIDENCE) or ""
        date_cell = self.table.cell(row, layout.EVIDENCE_DATE) or ""
        if not evidence:
            self.log.add(Code.EVIDENCE_MISSING, evidence_cell, expected=f"a reference; {counts}")
        elif confirmed is None:
            if self._is_empty(row, layout.EVIDENCE_DATE):
                self.log.add(
                    Code.EVIDENCE_UNDATED,
                    date_cell,
                    expected=f"the date when it was last confirmed current; {counts}",
                )
        elif self.period_start is not None and confirmed < self.period_start:
            self.log.add(
                Code.EVIDENCE_DATE_EARLY,
                date_cell,
                found=confirmed.isoformat(),
                expected=f"a date from {self.period_start.isoformat()} on; {counts}",
            )

    def _value(self, row: int, name: str) -> tuple[CellValue, bool]:
        column = self.table.columns.get(name)
        if column is None:
            return "", True
        return self.log.usable(self.table.sheet, row, column)

    def _text(self, row: int, name: str) -> str:
        said = as_text(self._value(row, name)[0])
        if is_error_text(said):
            expected = "what is meant, typed here, or an empty cell"
            self.log.add(
                Code.CELL_ERROR, self.table.cell(row, name) or "", found=said, expected=expected
            )
            return ""
        return note_personal(said, self.table.cell(row, name) or "", self.log)

    def _is_empty(self, row: int, name: str) -> bool:
        column = self.table.columns.get(name)
        return column is None or (
            (row, column) not in self.table.sheet.marks
            and not as_text(self.table.sheet.value(row, column))
        )
