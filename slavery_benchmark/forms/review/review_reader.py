"""Reads a review back: what an inspector wrote beside each check and case, every fault at its cell.

A form comes from outside: nothing in it is evaluated, and what is wrong with it becomes a problem.
"""

from collections.abc import Sequence
from datetime import date

from slavery_benchmark.core.framework.framework import Framework
from slavery_benchmark.core.problems import Code
from slavery_benchmark.core.review.review import (
    CaseRead,
    CheckReview,
    Confidence,
    Draw,
    Note,
    Review,
    SignOff,
)
from slavery_benchmark.core.text import clean, fold, nearest
from slavery_benchmark.extracting.personal_data import note_personal
from slavery_benchmark.extracting.problem_log import ProblemLog
from slavery_benchmark.forms.review import layout
from slavery_benchmark.forms.review.about import (
    FormStart,
    fixed_digest,
    open_form,
    read_start,
)
from slavery_benchmark.forms.review.case_reader import CaseRowReader
from slavery_benchmark.forms.review.check_rows import CheckRows
from slavery_benchmark.forms.review.layout import FormKind
from slavery_benchmark.forms.review.tables import FormTable, find_table
from slavery_benchmark.pages.review.checks import given_text
from slavery_benchmark.reading.limits import DEFAULT, Limits
from slavery_benchmark.reading.reader import InputFile, RawWorkbook

_SHEETS = (layout.REVIEW_SHEET, layout.CASES_SHEET, layout.NOTES_SHEET, layout.SIGN_SHEET)
_LINES = (
    *(layout.REVIEWER, layout.CASES_ASKED, layout.SEED, layout.ROWS_DRAWN),
    layout.FIXED_DIGEST,
)

_LONGEST_LABEL = 40
"""In characters: it stands in headings."""


def read_review(
    file: InputFile, framework: Framework, as_of: date, limits: Limits = DEFAULT
) -> Review:
    """Read one filled review. UnusableError if it is none, or of another edition, or nobody's.

    as_of: the day after which what a file is said to hold is in the future.
    """
    workbook, log = open_form(file, _SHEETS, limits)
    start = read_start(workbook, (FormKind.REVIEW,), framework, _LINES, log)
    reviewer = _reviewer(start, log)
    notes = _notes(workbook, log)
    table = find_table(workbook, layout.REVIEW_SHEET, layout.REVIEW_COLUMNS, (layout.CHECK,), log)
    rows = CheckRows(table, framework, (layout.CHECK, *layout.REVIEW_INPUTS))
    numbers = {fold(note.number) for note in notes}
    checks = tuple(_check(check.id, rows, framework, numbers) for _, _, check in framework.checks())
    draw, drawn = _draw(start, log)
    cases, fixed, whole = _cases(workbook, framework, drawn, as_of, log)
    if rows.whole and whole:
        given = [(item.check, given_text(item.state, item.given, framework)) for item in checks]
        check_fixed(start, [*given, *fixed], log)
    return Review(
        source=workbook.source,
        about=start.about,
        reviewer=reviewer,
        checks=checks,
        cases=cases,
        draw=draw,
        notes=notes,
        sign_off=read_sign_off(workbook, log),
        problems=log.ordered(),
    )


def _check(check: str, rows: CheckRows, framework: Framework, notes: set[str]) -> CheckReview:
    row = rows.row(check)
    state, given = rows.given(row, framework)
    if row is None:
        return CheckReview(check=check, state=state, given=given)
    table = rows.table
    note = table.written(row, layout.NOTE)
    for number in note.replace(";", ",").split(",") if note else ():
        if fold(number) not in notes:
            table.log.add(
                Code.NOTE_UNKNOWN,
                table.cell(row, layout.NOTE),
                found=number,
                expected=f"the number of a note on the sheet {layout.NOTES_SHEET}",
            )
    return CheckReview(
        check=check,
        state=state,
        given=given,
        level=rows.level(row, layout.LEVEL, framework),
        seen=table.written(row, layout.SEEN),
        note=note,
        confidence=_confidence(table, row),
        cell=table.cell(row, layout.LEVEL),
    )


def _confidence(table: FormTable, row: int) -> Confidence | None:
    said = table.written(row, layout.CONFIDENCE)
    if not said:
        return None
    found = next((item for item in Confidence if fold(item) == fold(said)), None)
    if found is None:
        words = [item.capitalize() for item in Confidence]
        table.log.add(
            Code.CONFIDENCE_NOT_RECOGNISED,
            table.cell(row, layout.CONFIDENCE),
            found=said,
            expected=f"{', '.join(words)}, or an empty cell",
            nearest=nearest(said, words),
        )
    return found


def _reviewer(start: FormStart, log: ProblemLog) -> str:
    cell = start.cell(layout.REVIEWER)
    reviewer = note_personal(clean(start.text(layout.REVIEWER), _LONGEST_LABEL), cell, log)
    if not reviewer:
        expected = "a label for the inspector, such as A: no name"
        raise log.refuse(Code.REVIEWER_MISSING, cell, found="", expected=expected)
    return reviewer


def _notes(workbook: RawWorkbook, log: ProblemLog) -> tuple[Note, ...]:
    """Return the notes in which anything was written."""
    table = find_table(workbook, layout.NOTES_SHEET, layout.NOTE_COLUMNS, (layout.NOTE,), log)
    notes: dict[str, Note] = {}
    for row in table.rows((layout.FROM, layout.TEXT)):
        number = table.written(row, layout.NOTE)
        if fold(number) in notes:
            cell = table.cell(row, layout.NOTE)
            log.add(Code.NOTE_TWICE, cell, found=number, expected="a number of its own")
        source, text = table.written(row, layout.FROM), table.written(row, layout.TEXT)
        note = Note(number=number, source=source, text=text)
        notes[fold(number) if fold(number) not in notes else f"row {row}"] = note
    return tuple(notes.values())


def _draw(start: FormStart, log: ProblemLog) -> tuple[Draw | None, tuple[int, ...]]:
    """Return how cases were drawn, and the rows of the return that they stand in."""
    said = start.text(layout.ROWS_DRAWN).replace(",", " ").split()
    count, seed = start.text(layout.CASES_ASKED), start.text(layout.SEED)
    if not said:
        return None, ()
    try:
        return Draw(int(count), int(seed)), tuple(dict.fromkeys(map(int, said)))
    except ValueError:
        raise log.refuse(
            Code.REVIEW_UNREADABLE,
            start.cell(layout.ROWS_DRAWN),
            found=", ".join(said),
            expected="rows of the return, and how they were drawn, as they were written here",
        ) from None


def _cases(
    workbook: RawWorkbook,
    framework: Framework,
    drawn: tuple[int, ...],
    as_of: date,
    log: ProblemLog,
) -> tuple[tuple[CaseRead, ...], list[tuple[str, str, str]], bool]:
    """Return the cases read, what of them is fixed, and whether every row is there."""
    if framework.cases is None:
        return (), [], True
    keys = (layout.ROW, layout.COLUMN, layout.RETURN_SAYS)
    table = find_table(workbook, layout.CASES_SHEET, layout.CASE_COLUMNS, keys, log)
    reader = CaseRowReader(table, framework.cases, drawn, as_of, (layout.FILE_SAYS,))
    reader.note_missing()
    return reader.cases(layout.FILE_SAYS), reader.fixed(), reader.whole


def check_fixed(start: FormStart, parts: Sequence[Sequence[str]], log: ProblemLog) -> None:
    """Note that cells which are not to be filled in are other than when the form was made."""
    if fixed_digest(parts) != start.text(layout.FIXED_DIGEST):
        log.add(
            Code.FIXED_CELLS_CHANGED,
            start.cell(layout.FIXED_DIGEST),
            expected=f"{layout.GIVEN} and {layout.RETURN_SAYS} as they were, each in its own row; "
            "copy your answers to a fresh form",
        )


def read_sign_off(workbook: RawWorkbook, log: ProblemLog) -> SignOff | None:
    """Return who signed a form, by role, and when; None where nobody did."""
    both = (layout.LINE, layout.ANSWER)
    table = find_table(workbook, layout.SIGN_SHEET, both, both, log)
    rows = {fold(table.shown(row, layout.LINE)): row for row in table.rows((layout.LINE,))}
    named, dated = (rows.get(fold(line)) for line in (layout.ROLE, layout.SIGNED_ON))
    role = "" if named is None else table.written(named, layout.ANSWER)
    if not role:
        return None
    return SignOff(role=role, on=None if dated is None else table.day(dated, layout.ANSWER))
