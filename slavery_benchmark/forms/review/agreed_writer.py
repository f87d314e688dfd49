"""The form in which reviewers agree: their levels and words side by side, cases, what is behind."""

from collections.abc import Iterator, Sequence

from slavery_benchmark.core.framework.case_sheet import CaseSheet
from slavery_benchmark.core.framework.framework import Framework
from slavery_benchmark.core.review.agreed import Behind, Part
from slavery_benchmark.core.review.moderation import Moderation, Views, cases_read, spread
from slavery_benchmark.core.review.review import CaseRead, CheckReview
from slavery_benchmark.forms.review import layout
from slavery_benchmark.forms.review.about import about_lines, fixed_digest, fixed_text
from slavery_benchmark.forms.review.case_rows import (
    add_case_choices,
    read_columns,
    shown_found,
    shown_value,
)
from slavery_benchmark.forms.review.review_writer import write_sign_off
from slavery_benchmark.forms.review.sheets import (
    LEVELS,
    PER_ROW,
    FormBook,
    FormColumn,
    add_levels,
)
from slavery_benchmark.pages.review import words
from slavery_benchmark.pages.review.checks import descriptors_text, given_text
from slavery_benchmark.reading.reader import CellValue

_CHECK = (
    FormColumn(name=layout.CHECK, width=9, bold=True),
    FormColumn(name=layout.QUESTION, width=20),
    FormColumn(name=layout.DESCRIPTORS, width=40),
    FormColumn(name=layout.GIVEN, width=11),
)
_AGREE = (
    FormColumn(name=layout.APART, width=7, bold=True),
    FormColumn(name=layout.AGREED, width=12, is_input=True, choices=LEVELS),
    FormColumn(name=layout.REASON, width=28, is_input=True),
    FormColumn(name=layout.BY, width=14, is_input=True),
)
_CASE = (
    FormColumn(name=layout.CASE, width=10, bold=True),
    FormColumn(name=layout.ROW, width=7),
    FormColumn(name=layout.COLUMN, width=40),
    FormColumn(name=layout.RETURN_SAYS, width=22),
)
_FOUND = FormColumn(
    name=layout.FILE_SAYS, width=22, is_input=True, choices=PER_ROW, strict=False, bold=True
)
BEHIND_WIDTHS = (16, 14, 40, 70)


def make_agreed(moderation: Moderation, framework: Framework) -> bytes:
    """Return the form in which reviews of one return are agreed, as the bytes of an .xlsx."""
    book = FormBook(framework, layout.FormKind.AGREED)
    add_levels(book.choices, framework)
    reviewers = [review.reviewer for review in moderation.reviews]
    given = {item.check: item for item in moderation.sound.checks}
    fixed = [
        (
            views.check,
            given_text(given[views.check].state, given[views.check].given, framework),
            *_labels(views, framework),
        )
        for views in moderation.views
    ]
    declared = framework.cases
    case_values: list[list[CellValue]] = []
    case_fixed: list[tuple[str, ...]] = []
    case_choices: list[str] = []
    read = cases_read(moderation.reviews)
    if declared is not None and read:
        add_case_choices(book.choices, declared)
        for case in read:
            for values, key in _case(case, declared):
                case_values.append(values)
                case_choices.append(key)
                case_fixed.append(fixed_case(values, len(reviewers)))
    lines: dict[str, CellValue] = {
        **about_lines(layout.FormKind.AGREED, moderation.about),
        layout.FIXED_DIGEST: fixed_digest([*fixed, *case_fixed]),
    }
    several = len(reviewers) > 1
    title = f"{framework.identity.title}: agreed review"
    book.write_start(title, words.AGREE_SAID, lines, tuple(words.agree_steps(several=several)))
    views_of = [
        column
        for reviewer in reviewers
        for column in (
            FormColumn(name=layout.level_of(reviewer), width=12, bold=True),
            FormColumn(name=layout.said_by(reviewer), width=24),
        )
    ]
    book.write_table(
        layout.AGREE_SHEET,
        words.AGREE_SAID,
        (*_CHECK, *views_of, *_AGREE),
        list(_rows(moderation, framework)),
    )
    book.write_table(
        layout.CASES_SHEET,
        words.AGREED_CASES_SAID if case_values else words.NO_CASES_READ_SAID,
        (
            *_CASE,
            *(FormColumn(name=layout.file_by(reviewer), width=22) for reviewer in reviewers),
            _FOUND,
        ),
        case_values,
        frozen="D",
        row_choices=case_choices,
        least=18,
    )
    write_behind(book, behind_of(moderation))
    write_sign_off(book)
    return book.saved()


def behind_of(moderation: Moderation) -> tuple[Behind, ...]:
    """Return the return and the reviews that an agreed review rests on."""
    about = moderation.about
    reviews = (
        Behind(
            what=Part.REVIEW,
            file=review.source.file,
            sha256=review.source.sha256,
            reviewer=review.reviewer,
        )
        for review in moderation.reviews
    )
    return (Behind(what=Part.RETURN, file=about.file, sha256=about.sha256), *reviews)


def write_behind(book: FormBook, behind: Sequence[Behind]) -> None:
    """Write the sheet of the files that a form rests on."""
    columns = [
        FormColumn(name=name, width=width)
        for name, width in zip(layout.BEHIND_COLUMNS, BEHIND_WIDTHS, strict=True)
    ]
    rows: list[list[CellValue]] = [
        [str(item.what), item.reviewer, item.file, item.sha256] for item in behind
    ]
    book.write_table(layout.BEHIND_SHEET, words.BEHIND_SAID, columns, rows, least=18)


def fixed_case(values: Sequence[CellValue], reviewers: int) -> tuple[str, ...]:
    """Return what of a row of cases is not to be filled in, as it is read back."""
    return tuple(fixed_text(value) for value in values[1 : 4 + reviewers])


def _labels(views: Views, framework: Framework) -> Iterator[str]:
    for level in views.levels:
        yield "" if level is None else framework.level_label(level)


def _rows(moderation: Moderation, framework: Framework) -> Iterator[list[CellValue]]:
    given = {item.check: item for item in moderation.sound.checks}
    checks = {check.id: check for _, _, check in framework.checks()}
    for views in moderation.views:
        check, answer, common = checks[views.check], given[views.check], views.common
        sides: list[CellValue] = []
        for label, found in zip(_labels(views, framework), views.found, strict=True):
            sides += [label, _seen(found)]
        apart = spread(views.levels)
        yield [
            check.id,
            check.question,
            descriptors_text(check, framework),
            given_text(answer.state, answer.given, framework),
            *sides,
            "" if apart is None else apart,
            "" if common is None else framework.level_label(common),
            "",
            "",
        ]


def _seen(found: CheckReview) -> str:
    """Return what a reviewer saw, with the note that tells more and how sure they are."""
    marks = [f"note {found.note}"] if found.note else []
    marks += [f"confidence {found.confidence}"] if found.confidence else []
    return "\n".join(part for part in (found.seen, ", ".join(marks)) if part)


def _case(
    views: Sequence[CaseRead | None], declared: CaseSheet
) -> Iterator[tuple[list[CellValue], str]]:
    """Yield the rows of a case, each with the key of what may be chosen in it."""
    first = next(case for case in views if case is not None)
    by_view = [{c.column: c for c in case.cells} if case else {} for case in views]
    given = {cell.column: cell.given for cell in first.cells}
    for column in read_columns(declared):
        found = [cells[column.id].found if column.id in cells else None for cells in by_view]
        known = {value for value in found if value is not None}
        shown = [shown_found(value, given[column.id], column) for value in found]
        agreed = next(iter(known)) if len(known) == 1 else None
        yield (
            [
                first.number or f"row {first.row}",
                first.row,
                column.heading,
                shown_value(given[column.id], column),
                *shown,
                shown_found(agreed, given[column.id], column),
            ],
            f"found {column.id}",
        )
