"""The form that an inspector fills in about one return, sheet by sheet."""

from collections.abc import Iterator, Mapping, Sequence

from slavery_benchmark.core.framework.framework import Framework
from slavery_benchmark.core.review.review import Confidence, Review, SignOff
from slavery_benchmark.core.scoring.scores import ForceScore
from slavery_benchmark.core.visit.all_forces import ForceVisit
from slavery_benchmark.core.visit.case_sample import CaseSample
from slavery_benchmark.forms.review import layout
from slavery_benchmark.forms.review.about import about_lines, about_return, fixed_digest
from slavery_benchmark.forms.review.case_rows import (
    CaseRow,
    add_case_choices,
    carried_cell,
    case_rows,
)
from slavery_benchmark.forms.review.sheets import (
    CONFIDENCES,
    LEVELS,
    PER_ROW,
    FormBook,
    FormColumn,
    add_levels,
    checks_said,
)
from slavery_benchmark.pages.review import words
from slavery_benchmark.pages.review.asking import requests_of
from slavery_benchmark.pages.review.checks import (
    contradictions_text,
    descriptors_text,
    evidence_text,
    given_text,
    own_cases_text,
)
from slavery_benchmark.reading.reader import CellValue

_NOTES = 40
"""So many notes have a number beforehand; more can be written below."""
_REVIEW = (
    FormColumn(name=layout.CHECK, width=9, bold=True),
    FormColumn(name=layout.QUESTION, width=22),
    FormColumn(name=layout.DESCRIPTORS, width=46),
    FormColumn(name=layout.GIVEN, width=11, bold=True),
    FormColumn(name=layout.EVIDENCE, width=24),
    FormColumn(name=layout.OWN_CASES, width=24),
    FormColumn(name=layout.CONTRADICTIONS, width=17),
    FormColumn(name=layout.LEVEL, width=12, is_input=True, choices=LEVELS),
    FormColumn(name=layout.SEEN, width=32, is_input=True),
    FormColumn(name=layout.NOTE, width=7, is_input=True),
    FormColumn(name=layout.CONFIDENCE, width=11, is_input=True, choices=CONFIDENCES),
)
_ASK = (
    FormColumn(name=layout.NUMBER, width=5),
    FormColumn(name=layout.CRITERION, width=24),
    FormColumn(name=layout.ASK, width=38, bold=True),
    FormColumn(name=layout.WHY, width=62),
    FormColumn(name=layout.CELLS, width=24),
    FormColumn(name=layout.BY_WHEN, width=12, is_input=True, is_date=True),
    FormColumn(name=layout.RECEIVED, width=12, is_input=True, is_date=True),
    FormColumn(name=layout.REMARK, width=26, is_input=True),
)
_CASES = (
    FormColumn(name=layout.CASE, width=10, bold=True),
    FormColumn(name=layout.ROW, width=7),
    FormColumn(name=layout.COLUMN, width=40),
    FormColumn(name=layout.LOOK_FOR, width=44),
    FormColumn(name=layout.RETURN_SAYS, width=24),
    FormColumn(name=layout.FILE_SAYS, width=24, is_input=True, choices=PER_ROW, strict=False),
    FormColumn(name=layout.REMARK, width=30, is_input=True),
)
_NOTE_COLUMNS = (
    FormColumn(name=layout.NOTE, width=8, is_input=True),
    FormColumn(name=layout.FROM, width=40, is_input=True),
    FormColumn(name=layout.TEXT, width=100, is_input=True),
)
CONFIDENCE_MEANINGS = {
    Confidence.HIGH: "Seen in several places or files; another look would hardly change it.",
    Confidence.MEDIUM: "Seen, but in few places, or on one person's word.",
    Confidence.LOW: "A first impression; another look could change it.",
}


def make_review(
    visit: ForceVisit,
    framework: Framework,
    *,
    reviewer: str = "",
    count: int | None = None,
    seed: int = 1,
    sample: CaseSample | None = None,
    earlier: Review | None = None,
) -> bytes:
    """Return the form for a review of one return, as the bytes of an .xlsx.

    reviewer: the label of the inspector. count, seed: how the cases of the sample were drawn.
    earlier: a review whose levels, notes and cases are carried over; a case where the return says
    the same.
    """
    force = visit.force
    book = FormBook(framework, layout.FormKind.REVIEW)
    add_levels(book.choices, framework)
    book.choices.add(
        CONFIDENCES, [(item.capitalize(), CONFIDENCE_MEANINGS[item]) for item in Confidence]
    )
    cases: Sequence[CaseRow] = ()
    files = force.submission.cases
    table = None if files is None else files.table
    if sample is not None and table is not None and framework.cases is not None:
        add_case_choices(book.choices, framework.cases)
        cases = tuple(case_rows(sample, table, framework))
    given = _given(force, framework)
    drawn = ", ".join(str(item.case.row) for item in sample.cases) if sample else ""
    lines: dict[str, CellValue] = {
        **about_lines(layout.FormKind.REVIEW, about_return(force.submission, framework)),
        layout.REVIEWER: reviewer,
        layout.CASES_ASKED: count if cases and count is not None else "",
        layout.SEED: seed if cases else "",
        layout.ROWS_DRAWN: drawn,
        layout.FIXED_DIGEST: fixed_digest([*given, *(row.fixed() for row in cases)]),
    }
    book.write_start(
        f"{framework.identity.title}: review",
        words.REVIEW_SAID,
        lines,
        tuple(words.review_steps(checks_said(framework), cases=bool(cases))),
        inputs=(layout.REVIEWER,),
    )
    book.write_table(
        layout.ASK_SHEET, words.ASK_SAID, _ASK, list(_asked(visit, framework)), spare=8
    )
    book.write_table(
        layout.REVIEW_SHEET,
        words.CHECKS_SAID,
        _REVIEW,
        list(_checks(force, framework, _carried(earlier, framework))),
    )
    book.write_table(
        layout.CASES_SHEET,
        words.CASES_SAID if cases else words.NO_CASES_SAID,
        _CASES,
        [
            [
                *(row.case, row.row, row.heading, row.look_for, row.given),
                carried_cell(row, earlier, framework),
                "",
            ]
            for row in cases
        ],
        frozen="D",
        row_choices=[row.choices for row in cases],
        least=18,
    )
    book.write_table(layout.NOTES_SHEET, words.NOTES_SAID, _NOTE_COLUMNS, list(_notes(earlier)))
    write_sign_off(book)
    return book.saved()


def write_sign_off(book: FormBook, signed: SignOff | None = None) -> None:
    """Write the sheet on which somebody stands for a form, by role; fixed once it was `signed`."""
    both = (layout.ROLE, layout.SIGNED_ON)
    lines: dict[str, CellValue] = dict.fromkeys(both, "")
    if signed is not None:
        lines = {layout.ROLE: signed.role, layout.SIGNED_ON: signed.on or ""}
    sheet = book.book.create_sheet(layout.SIGN_SHEET)
    inputs = () if signed else both
    book.write_lines(sheet, layout.SIGN_SHEET, words.SIGN_SAID, lines, inputs, inputs[1:])


def _given(force: ForceScore, framework: Framework) -> Iterator[tuple[str, str]]:
    for check in force.checks:
        response = check.response
        yield check.node.id, given_text(response.state, response.level, framework)


def _asked(visit: ForceVisit, framework: Framework) -> Iterator[list[CellValue]]:
    for number, item in enumerate(requests_of(visit, framework), start=1):
        yield [number, item.about, item.what, item.why, item.cells, "", "", ""]


def _carried(earlier: Review | None, framework: Framework) -> dict[str, list[CellValue]]:
    """Return what an earlier review holds in the cells to fill in, by check."""
    return {
        item.check: [
            "" if item.level is None else framework.level_label(item.level),
            item.seen,
            item.note,
            item.confidence.capitalize() if item.confidence else "",
        ]
        for item in (earlier.checks if earlier else ())
    }


def _notes(earlier: Review | None) -> Iterator[list[CellValue]]:
    written = {note.number: note for note in (earlier.notes if earlier else ())}
    for number in dict.fromkeys((*(f"N{place}" for place in range(1, _NOTES + 1)), *written)):
        note = written.get(number)
        yield [number, note.source if note else "", note.text if note else ""]


def _checks(
    force: ForceScore, framework: Framework, carried: Mapping[str, Sequence[CellValue]]
) -> Iterator[list[CellValue]]:
    empty = [""] * len(layout.REVIEW_INPUTS)
    for _, criterion, check in framework.checks():
        scored = force.check(check.id)
        response = scored.response
        yield [
            check.id,
            check.question,
            descriptors_text(check, framework),
            given_text(response.state, response.level, framework),
            evidence_text(response),
            own_cases_text(force, criterion, check.id, framework),
            contradictions_text(force, scored, framework),
            *carried.get(check.id, empty),
        ]
