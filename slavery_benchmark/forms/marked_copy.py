"""A copy of a force's own workbook, values only, with every bad cell marked and said."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import msgspec
from openpyxl.worksheet.worksheet import Worksheet

from slavery_benchmark.core.framework.case_sheet import CaseSheet
from slavery_benchmark.core.problems import Problem, Severity, count_by_severity
from slavery_benchmark.core.scoring.submission import Submission
from slavery_benchmark.core.text import clean
from slavery_benchmark.extracting.values import as_text
from slavery_benchmark.forms.copied_cases import fit_to_copy, holds_cases
from slavery_benchmark.forms.copied_cells import Losses
from slavery_benchmark.forms.copied_sheet import EMPTY, Places, Shape, SheetCopy, shape_of
from slavery_benchmark.forms.problem_sheet import Entry, place_of, write_problems
from slavery_benchmark.reading.reader import RawSheet
from slavery_benchmark.reading.whole_workbook import WholeWorkbook, read_whole
from slavery_benchmark.writing.excel_names import sheet_name
from slavery_benchmark.writing.saved_workbook import workbook_bytes
from slavery_benchmark.writing.sheet_style import new_workbook

PROBLEMS_SHEET = "Problems"
_LONGEST_LABEL = 40
_GRAVITY = list(Severity)
_LAST = 2**31


class MarkedCopy(msgspec.Struct, frozen=True):
    """The bytes of an .xlsx, and the sentences that say what of the original is not in it."""

    content: bytes
    left_out: str


def make_marked_copy(
    path: Path, submission: Submission, declared: CaseSheet | None = None
) -> MarkedCopy:
    """Return the marked copy of the workbook at `path`, from which `submission` was read.

    Same sheets and addresses; the problems stand beside their cells and on a last sheet. Of case
    files only what the columns of `declared` take is copied, so nothing without it. Raises
    UnusableError if the file is no longer the one that was read.
    """
    source = submission.source
    whole = _without_free_text(read_whole(path, source), submission.problems, declared)
    names: list[str] = []
    for name in whole.names:
        names.append(sheet_name(name, names))
    shapes = [shape_of(sheet) if sheet is not None else EMPTY for sheet in whole.sheets]
    entries = _entries(submission.problems, whole, names, shapes)
    losses = Losses()
    book = new_workbook()
    for made in list(book.worksheets):
        book.remove(made)
    for name, sheet, shape in zip(names, whole.sheets, shapes, strict=True):
        target: Worksheet = book.create_sheet(name)
        if sheet is not None:
            SheetCopy(target, sheet, shape, losses).write(_places(entries, name))
    sentences = _sentences(whole, names, losses)
    free = PROBLEMS_SHEET.casefold() not in {name.casefold() for name in names}
    own = PROBLEMS_SHEET if free else sheet_name(f"{PROBLEMS_SHEET} (benchmark)", names)
    write_problems(
        book.create_sheet(own),
        file=source.file,
        counts=_counts(submission.problems),
        entries=entries,
        sentences=sentences,
    )
    # it opens on what is to be done
    book.active = len(book.worksheets) - 1
    book.properties.title = clean(f"Problems in {source.file}")
    book.properties.creator = "benchmark"
    book.properties.language = "en-GB"
    return MarkedCopy(workbook_bytes(book), " ".join(sentences))


def _without_free_text(
    whole: WholeWorkbook, problems: Sequence[Problem], declared: CaseSheet | None
) -> WholeWorkbook:
    """Return the workbook with no more of its case files than may be shown."""
    places = [place_of(item.cell, whole.names) for item in problems]
    sheets, sentences = list(whole.sheets), list(whole.sentences)
    for index, (name, sheet) in enumerate(zip(whole.names, whole.sheets, strict=True)):
        if sheet is not None and holds_cases(sheet, declared):
            bad_rows = {row for place, row, _ in places if place == name and row is not None}
            sheets[index], said = fit_to_copy(sheet, declared, bad_rows)
            sentences.append(said)
    return msgspec.structs.replace(whole, sheets=tuple(sheets), sentences=tuple(sentences))


def _entries(
    problems: Sequence[Problem],
    whole: WholeWorkbook,
    names: Sequence[str],
    shapes: Sequence[Shape],
) -> list[Entry]:
    """Return the problems with their places in the copy: errors first, then cell by cell.

    Those of a whole sheet come last: mending a cell may well mend them.
    """
    places = [(item, *place_of(item.cell, whole.names)) for item in problems]

    def order(place: tuple[Problem, str, int | None, int | None]) -> tuple[int, int, int, int]:
        item, sheet, row, column = place
        index = whole.names.index(sheet) if sheet else -1
        return (
            -_GRAVITY.index(item.severity),
            index,
            _LAST if row is None else row,
            _LAST if column is None else column,
        )

    entries = []
    for number, (item, sheet, row, column) in enumerate(sorted(places, key=order), start=1):
        index = whole.names.index(sheet) if sheet else -1
        raw = whole.sheets[index] if sheet else None
        at = shapes[index].header or 0 if row is None and column is not None else row
        entries.append(
            Entry(
                number=number,
                problem=item,
                sheet=names[index] if sheet else "",
                row=at,
                column=column,
                about=_about(raw, shapes[index].header, row, column) if raw else "",
            )
        )
    return entries


def _about(sheet: RawSheet, header: int | None, row: int | None, column: int | None) -> str:
    """Return the words by which a person finds a cell: those of its row and of its column."""
    if column is None:
        return "All"
    if row is None:
        return clean(as_text(sheet.value(header or 0, column)), _LONGEST_LABEL)
    if header is None or row < header:
        return "Not in a table"
    if row == header:
        return "The row of headings"
    values = sheet.rows[row] if row < len(sheet.rows) else []
    first = next((as_text(value) for value in values if value != ""), "")
    labels = (clean(text, _LONGEST_LABEL) for text in (first, as_text(sheet.value(header, column))))
    return ", ".join(label for label in labels if label)


def _places(entries: Sequence[Entry], name: str) -> Places:
    """Return the gravest severity and the words of each bad cell of a sheet."""
    found: dict[tuple[int, int], list[Entry]] = {}
    for entry in entries:
        if entry.sheet == name and entry.row is not None and entry.column is not None:
            found.setdefault((entry.row, entry.column), []).append(entry)
    return {
        cell: (
            max((entry.problem.severity for entry in here), key=_GRAVITY.index),
            "\n\n".join(entry.words() for entry in here),
        )
        for cell, here in found.items()
    }


def _sentences(whole: WholeWorkbook, names: Sequence[str], losses: Losses) -> list[str]:
    said = "This copy holds values in plain style, for a formula the last one that it had"
    if whole.left_out:
        *most, last = whole.left_out
        said += f"; left out are {', '.join(most)} and {last}" if most else f"; left out is {last}"
    said += "."
    renamed = [
        f"The sheet {old} is named {new} here."
        for old, new in zip(whole.names, names, strict=True)
        if old != new
    ]
    return [said, *whole.sentences, *renamed, *losses.sentences()]


def _counts(problems: Sequence[Problem]) -> str:
    counts: Mapping[Severity, int] = count_by_severity(problems)
    parts = [
        f"{count} {severity}{'' if count == 1 else 's'}"
        for severity, count in reversed(list(counts.items()))
        if count
    ]
    return " and ".join(parts)
