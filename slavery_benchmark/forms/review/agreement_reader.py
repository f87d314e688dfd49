"""Reads back what reviewers agreed, before the force is asked for its reply."""

from collections.abc import Sequence
from datetime import date

from slavery_benchmark.core.framework.framework import Framework
from slavery_benchmark.core.problems import Code
from slavery_benchmark.core.review.agreed import AgreedCheck, AgreedReview, Behind, Part, Stage
from slavery_benchmark.core.review.moderation import needs_reason, needs_role
from slavery_benchmark.core.review.review import CaseRead
from slavery_benchmark.core.text import fold
from slavery_benchmark.extracting.layout import is_placeholder
from slavery_benchmark.extracting.problem_log import ProblemLog
from slavery_benchmark.extracting.values import read_level
from slavery_benchmark.forms.review import layout
from slavery_benchmark.forms.review.about import fixed_text, open_form, read_start
from slavery_benchmark.forms.review.case_reader import CaseRowReader
from slavery_benchmark.forms.review.check_rows import CheckRows
from slavery_benchmark.forms.review.layout import FormKind
from slavery_benchmark.forms.review.review_reader import check_fixed, read_sign_off
from slavery_benchmark.forms.review.tables import FormTable, find_table
from slavery_benchmark.pages.review.checks import given_text
from slavery_benchmark.reading.limits import DEFAULT, Limits
from slavery_benchmark.reading.reader import InputFile, RawWorkbook

_SHEETS = (layout.AGREE_SHEET, layout.CASES_SHEET, layout.BEHIND_SHEET, layout.SIGN_SHEET)


def read_agreement(
    file: InputFile, framework: Framework, as_of: date, limits: Limits = DEFAULT
) -> AgreedReview:
    """Read what reviewers agreed. UnusableError if it is no such form, or of another edition."""
    workbook, log = open_form(file, _SHEETS, limits)
    start = read_start(workbook, (FormKind.AGREED,), framework, (layout.FIXED_DIGEST,), log)
    behind = read_behind(workbook, log)
    reviewers = [item.reviewer for item in behind if item.what is Part.REVIEW]
    levels = [layout.level_of(reviewer) for reviewer in reviewers]
    columns = (*layout.AGREE_COLUMNS, *levels)
    table = find_table(workbook, layout.AGREE_SHEET, columns, (layout.CHECK, *levels), log)
    rows = CheckRows(table, framework, (layout.CHECK, layout.AGREED, layout.REASON, layout.BY))
    checks = tuple(_check(check.id, rows, levels, framework) for _, _, check in framework.checks())
    found = [layout.file_by(reviewer) for reviewer in reviewers]
    cases, fixed, whole = read_cases(workbook, framework, as_of, found, log)
    if rows.whole and whole:
        label = framework.level_label
        given = [
            (
                item.check,
                given_text(item.state, item.given, framework),
                *("" if level is None else label(level) for level in item.levels),
            )
            for item in checks
        ]
        check_fixed(start, [*given, *fixed], log)
    return AgreedReview(
        source=workbook.source,
        about=start.about,
        stage=Stage.AGREED,
        behind=behind,
        checks=checks,
        cases=cases,
        sign_off=read_sign_off(workbook, log),
        problems=log.ordered(),
    )


def _check(
    check: str, rows: CheckRows, reviewers: Sequence[str], framework: Framework
) -> AgreedCheck:
    row = rows.row(check)
    state, given = rows.given(row, framework)
    if row is None:
        nobody = (None,) * len(reviewers)
        return AgreedCheck(check=check, state=state, given=given, levels=nobody)
    table = rows.table
    found = (read_level(table.shown(row, name), framework.levels) for name in reviewers)
    levels = tuple(level if isinstance(level, int) else None for level in found)
    level = rows.level(row, layout.AGREED, framework)
    reason, by = table.written(row, layout.REASON), table.written(row, layout.BY)
    if level is not None and not _is_settled(table, row, levels, level, reason, by):
        level = None
    return AgreedCheck(
        check=check,
        state=state,
        given=given,
        levels=levels,
        level=level,
        reason=reason,
        by=by,
        cell=table.cell(row, layout.AGREED),
    )


def _is_settled(
    table: FormTable, row: int, levels: Sequence[int | None], level: int, reason: str, by: str
) -> bool:
    """Return whether reason and role stand beside an agreed level where they must; noted if not."""
    known = ", ".join(map(str, (item for item in levels if item is not None))) or "no level"
    settled = True
    if needs_reason(levels, level) and is_placeholder(fold(reason)):
        settled = False
        table.log.add(
            Code.AGREED_REASON_MISSING,
            table.cell(row, layout.REASON),
            found=reason,
            expected=f"why it is {level}, where the reviewers have {known}",
        )
    if needs_role(levels, level) and is_placeholder(fold(by)):
        settled = False
        table.log.add(
            Code.AGREED_ROLE_MISSING,
            table.cell(row, layout.BY),
            found=by,
            expected="the role of whoever agreed it",
        )
    return settled


def read_cases(
    workbook: RawWorkbook,
    framework: Framework,
    as_of: date,
    fixed_columns: Sequence[str],
    log: ProblemLog,
) -> tuple[tuple[CaseRead, ...], list[tuple[str, ...]], bool]:
    """Return the cases of an agreed review, what of them is fixed, and whether rows are whole."""
    if framework.cases is None:
        return (), [], True
    columns = (*layout.CASE_COLUMNS, *fixed_columns)
    keys = (layout.ROW, layout.COLUMN, layout.RETURN_SAYS)
    table = find_table(workbook, layout.CASES_SHEET, columns, keys, log)
    numbers = (table.number(row, layout.ROW) for row in table.rows((layout.ROW,)))
    drawn = tuple(dict.fromkeys(number for number in numbers if number is not None))
    reader = CaseRowReader(table, framework.cases, drawn, as_of, (layout.FILE_SAYS,))
    reader.note_missing()
    names = (layout.ROW, layout.COLUMN, layout.RETURN_SAYS, *fixed_columns)
    fixed = [
        tuple(fixed_text(table.sheet.value(row, table.columns[name])) for name in names)
        for row in table.rows((layout.ROW,))
        if all(name in table.columns for name in names)
    ]
    return reader.cases(layout.FILE_SAYS), fixed, reader.whole


def read_behind(workbook: RawWorkbook, log: ProblemLog) -> tuple[Behind, ...]:
    """Return the files that a form rests on, in the order in which they stand."""
    columns = layout.BEHIND_COLUMNS
    table = find_table(workbook, layout.BEHIND_SHEET, columns, columns, log)
    parts = {fold(part): part for part in Part}
    found = []
    for row in table.rows():
        what = parts.get(fold(table.shown(row, layout.WHAT)))
        if what is None:
            raise log.refuse(
                Code.REVIEW_UNREADABLE,
                table.cell(row, layout.WHAT),
                found=table.shown(row, layout.WHAT),
                expected=f"one of {', '.join(Part)}, as it was written here",
            )
        found.append(
            Behind(
                what=what,
                file=table.shown(row, layout.FILE),
                sha256=fold(table.shown(row, layout.DIGEST)),
                reviewer=table.shown(row, layout.REVIEWER),
            )
        )
    return tuple(found)
