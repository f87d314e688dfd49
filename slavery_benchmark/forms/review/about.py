"""The first sheet of a form: which return it is about. Written line by line, and read back."""

from collections.abc import Mapping, Sequence
from datetime import date
from hashlib import sha256

import msgspec

from slavery_benchmark.core.framework.framework import Framework
from slavery_benchmark.core.problems import Code, UnusableError
from slavery_benchmark.core.review.review import ReviewedReturn
from slavery_benchmark.core.scoring.submission import Submission
from slavery_benchmark.core.text import fold
from slavery_benchmark.extracting.dates import NoDate, ReadDate, read_date
from slavery_benchmark.extracting.problem_log import ProblemLog
from slavery_benchmark.extracting.values import as_text
from slavery_benchmark.forms.review.layout import (
    ANSWER,
    EDITION,
    FICTIONAL,
    FORCE,
    FORCE_CODE,
    FORM,
    LINE,
    PERIOD_END,
    PERIOD_START,
    RETURN_DIGEST,
    RETURN_FILE,
    START_SHEET,
    FormKind,
)
from slavery_benchmark.forms.review.tables import find_table
from slavery_benchmark.reading.limits import DEFAULT, Limits
from slavery_benchmark.reading.reader import CellValue, InputFile, RawWorkbook, workbook_in

_ABOUT = (
    *(FORM, FORCE, FORCE_CODE, PERIOD_START, PERIOD_END, EDITION),
    *(RETURN_FILE, RETURN_DIGEST),
)
_DIGEST = 64


def about_return(submission: Submission, framework: Framework) -> ReviewedReturn:
    """Return what a review says of the return that it is about."""
    identity, source = framework.identity, submission.source
    return ReviewedReturn(
        force=submission.force,
        code=submission.code,
        fictional=submission.fictional,
        period_start=submission.period_start,
        period_end=submission.period_end,
        framework=identity.id,
        edition=identity.edition,
        file=source.file,
        sha256=source.sha256,
    )


def about_lines(kind: FormKind, about: ReviewedReturn) -> dict[str, CellValue]:
    """Return the lines that every form of a review begins with, and their answers."""
    return {
        FORM: str(kind),
        FORCE: f"{about.force}{FICTIONAL}" if about.fictional else about.force,
        FORCE_CODE: about.code,
        PERIOD_START: about.period_start or "",
        PERIOD_END: about.period_end or "",
        EDITION: f"{about.framework} {about.edition}",
        RETURN_FILE: about.file,
        RETURN_DIGEST: about.sha256,
    }


class FormStart(msgspec.Struct, frozen=True):
    """The first sheet of a form: its lines with what stands there, and their cells."""

    lines: Mapping[str, CellValue]
    cells: Mapping[str, str]
    about: ReviewedReturn
    kind: FormKind

    def text(self, line: str) -> str:
        """Return the answer to a line as text; empty where there is none."""
        return as_text(self.lines.get(line, ""))

    def cell(self, line: str) -> str:
        """Return where the answer to a line stands."""
        return self.cells.get(line, START_SHEET)


def open_form(
    file: InputFile, sheets: Sequence[str], limits: Limits = DEFAULT
) -> tuple[RawWorkbook, ProblemLog]:
    """Read the sheets of a form that it has. UnusableError if it is no workbook."""
    workbook = workbook_in(file, (), (START_SHEET, *sheets), limits)
    return workbook, ProblemLog(workbook.source.shown_as)


def form_kind(file: InputFile, limits: Limits = DEFAULT) -> FormKind | None:
    """Return what form of a review a workbook is; None if it is none, or cannot be read."""
    try:
        workbook, log = open_form(file, (), limits)
        return _kind(lines_of(workbook, START_SHEET, (FORM, RETURN_DIGEST), log)[0])
    except UnusableError:
        return None


def edition_named(file: InputFile, limits: Limits = DEFAULT) -> str:
    """Return the edition that a form names; empty if it is none, or names none."""
    try:
        workbook, log = open_form(file, (), limits)
        return as_text(lines_of(workbook, START_SHEET, (EDITION,), log)[0].get(EDITION, ""))
    except UnusableError:
        return ""


def read_start(
    workbook: RawWorkbook,
    kinds: Sequence[FormKind],
    framework: Framework,
    more: Sequence[str],
    log: ProblemLog,
) -> FormStart:
    """Read what a form is about, and the lines `more`.

    UnusableError if it is no form of these kinds, of another edition, or names no return.
    """
    names = (*_ABOUT, *more)
    lines, cells = lines_of(workbook, START_SHEET, names, log)
    kind = _kind(lines)
    if kind not in kinds:
        expected = " or ".join(f"a form “{item}”" for item in kinds)
        raise log.refuse(
            Code.REVIEW_UNREADABLE,
            cells.get(FORM, START_SHEET),
            found=as_text(lines.get(FORM, "")),
            expected=expected,
        )
    assert kind is not None  # noqa: S101 - it is among those that are meant
    identity = framework.identity
    said, ours = as_text(lines.get(EDITION, "")), f"{identity.id} {identity.edition}"
    if fold(said) != fold(ours):
        code = Code.EDITION_DIFFERS if said else Code.EDITION_MISSING
        raise log.refuse(code, cells.get(EDITION, START_SHEET), found=said, expected=ours)
    digest = fold(as_text(lines.get(RETURN_DIGEST, "")))
    if len(digest) != _DIGEST or set(digest) - set("0123456789abcdef"):
        raise log.refuse(
            Code.REVIEW_UNREADABLE,
            cells.get(RETURN_DIGEST, START_SHEET),
            found=digest,
            expected="the SHA-256 of the return, 64 digits and letters, as it was written here",
        )
    force = as_text(lines.get(FORCE, ""))
    about = ReviewedReturn(
        force=force.removesuffix(FICTIONAL),
        code=as_text(lines.get(FORCE_CODE, "")),
        fictional=force.endswith(FICTIONAL),
        period_start=_day(lines.get(PERIOD_START, "")),
        period_end=_day(lines.get(PERIOD_END, "")),
        framework=identity.id,
        edition=identity.edition,
        file=as_text(lines.get(RETURN_FILE, "")),
        sha256=digest,
    )
    return FormStart(lines, cells, about, kind)


def lines_of(
    workbook: RawWorkbook, sheet: str, names: Sequence[str], log: ProblemLog
) -> tuple[dict[str, CellValue], dict[str, str]]:
    """Return what stands beside lines of a sheet, and where; of a line that is there twice the
    first. UnusableError without such a sheet.
    """
    table = find_table(workbook, sheet, (LINE, ANSWER), (LINE, ANSWER), log)
    known = {fold(name): name for name in names}
    lines: dict[str, CellValue] = {}
    cells: dict[str, str] = {}
    for row in table.rows((LINE,)):
        name = known.get(fold(table.shown(row, LINE)))
        if name is not None and name not in lines:
            lines[name], _ = table.value(row, ANSWER)
            cells[name] = table.cell(row, ANSWER)
    return lines, cells


def fixed_text(value: CellValue) -> str:
    """Return a cell that is not to be filled in as text, the same when it is read back."""
    read = None if isinstance(value, str) else read_date(value)
    if isinstance(value, date) and isinstance(read, ReadDate):
        return read.value.isoformat()
    return as_text(value)


def fixed_digest(parts: Sequence[Sequence[str]]) -> str:
    """Return the SHA-256 of cells that are not to be filled in, in whatever order the rows are."""
    rows = sorted("\t".join(part) for part in parts)
    return sha256("\n".join(rows).encode()).hexdigest()


def _kind(lines: Mapping[str, CellValue]) -> FormKind | None:
    said = fold(as_text(lines.get(FORM, "")))
    return next((kind for kind in FormKind if fold(kind) == said), None)


def _day(value: CellValue) -> date | None:
    read = read_date(value)
    return None if read is None or isinstance(read, NoDate) else read.value
