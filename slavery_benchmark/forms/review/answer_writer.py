"""The form in which a force's challenges are decided, and the same frozen at sign-off.

What each inspector found and noted is not in it: it may go to the force.
"""

from collections.abc import Iterator, Sequence

import msgspec

from slavery_benchmark.core.framework.framework import Framework
from slavery_benchmark.core.review.agreed import (
    AgreedCheck,
    AgreedReview,
    Behind,
    ForceReply,
    Part,
    Reply,
    Stage,
)
from slavery_benchmark.core.review.review import CaseRead
from slavery_benchmark.core.review.seal import seal_of
from slavery_benchmark.core.text import clean
from slavery_benchmark.forms.review import layout
from slavery_benchmark.forms.review.about import about_lines, fixed_digest, fixed_text
from slavery_benchmark.forms.review.agreed_writer import write_behind
from slavery_benchmark.forms.review.case_rows import read_columns, shown_found, shown_value
from slavery_benchmark.forms.review.layout import FormKind
from slavery_benchmark.forms.review.review_writer import write_sign_off
from slavery_benchmark.forms.review.sheets import (
    DECISIONS,
    LEVELS,
    FormBook,
    FormColumn,
    add_levels,
)
from slavery_benchmark.pages.review import words
from slavery_benchmark.pages.review.checks import descriptors_text, given_text
from slavery_benchmark.reading.reader import CellValue

_CASES = (
    FormColumn(name=layout.CASE, width=10, bold=True),
    FormColumn(name=layout.ROW, width=7),
    FormColumn(name=layout.COLUMN, width=46),
    FormColumn(name=layout.RETURN_SAYS, width=26),
    FormColumn(name=layout.FILE_SAYS, width=26, bold=True),
)
_DECISION_MEANINGS = (
    (layout.YES, "The level changes, or its reason does."),
    (layout.NO, "The level stays as it was."),
)


def answered_from(agreed: AgreedReview, reply: ForceReply) -> AgreedReview:
    """Return an agreed review with the force's challenges, none of them decided yet."""
    reviews = (
        msgspec.structs.replace(item, file="") if item.what is Part.REVIEW else item
        for item in agreed.behind
    )
    return msgspec.structs.replace(
        agreed,
        stage=Stage.ANSWERED,
        behind=(*reviews, _behind(Part.AGREED, agreed), _behind(Part.REPLY, reply)),
        checks=tuple(_challenged(item, reply) for item in agreed.checks),
        sign_off=None,
        problems=(),
    )


def _challenged(item: AgreedCheck, reply: ForceReply) -> AgreedCheck:
    said = reply.challenges.get(item.check)
    found = None
    if said is not None and item.level is not None:
        found = Reply(challenge=said[0], evidence=said[1], before=item.level)
    return msgspec.structs.replace(item, levels=(), reply=found)


def _behind(what: Part, form: AgreedReview | ForceReply) -> Behind:
    return Behind(what=what, file=form.source.file, sha256=form.source.sha256)


def signed_from(answered: AgreedReview) -> AgreedReview:
    """Return an answered review as it is signed off: with itself among what is behind it."""
    behind = (*answered.behind, _behind(Part.ANSWERED, answered))
    return msgspec.structs.replace(answered, stage=Stage.SIGNED, behind=behind)


def make_answered(review: AgreedReview, framework: Framework) -> bytes:
    """Return the form in which the challenges are decided, as the bytes of an .xlsx."""
    book = FormBook(framework, FormKind.ANSWERED)
    add_levels(book.choices, framework)
    book.choices.add(DECISIONS, _DECISION_MEANINGS)
    challenges = sum(item.reply is not None for item in review.checks)
    steps = tuple(words.answer_steps(challenges))
    fixed = [
        *map(fixed_answer, _rows(review, framework)),
        *map(fixed_case, _cases(review, framework)),
    ]
    lines: dict[str, CellValue] = {
        **about_lines(FormKind.ANSWERED, review.about),
        layout.FIXED_DIGEST: fixed_digest(fixed),
    }
    title = f"{framework.identity.title}: reply answered"
    book.write_start(title, words.ANSWER_SAID, lines, steps)
    _write(book, review, words.ANSWER_SAID, frozen=False)
    write_sign_off(book)
    return book.saved()


def make_signed(review: AgreedReview, framework: Framework) -> bytes:
    """Return a review that is signed off, as the bytes of an .xlsx: nothing is to be filled in."""
    book = FormBook(framework, FormKind.SIGNED)
    lines: dict[str, CellValue] = {
        **about_lines(FormKind.SIGNED, review.about),
        layout.SEAL: seal_of(review),
    }
    title = f"{framework.identity.title}: signed off"
    book.write_start(title, words.SIGNED_SAID, lines, tuple(words.signed_steps()))
    _write(book, review, words.SIGNED_SAID, frozen=True)
    write_sign_off(book, review.sign_off)
    return book.saved()


def _write(book: FormBook, review: AgreedReview, said: str, *, frozen: bool) -> None:
    """Write the sheets that both forms have."""
    columns = _columns(frozen=frozen)
    book.write_table(layout.ANSWER_SHEET, said, columns, list(_rows(review, book.framework)))
    cases = list(_cases(review, book.framework))
    about = words.BOTH_SAY if cases else words.NO_CASES_READ_SAID
    book.write_table(layout.CASES_SHEET, about, _CASES, cases, frozen="D", least=18)
    write_behind(book, review.behind)


def _columns(*, frozen: bool) -> tuple[FormColumn, ...]:
    to_fill = not frozen
    return (
        FormColumn(name=layout.CHECK, width=9, bold=True),
        FormColumn(name=layout.QUESTION, width=20),
        FormColumn(name=layout.DESCRIPTORS, width=40),
        FormColumn(name=layout.GIVEN, width=11),
        FormColumn(name=layout.BEFORE, width=11, bold=True),
        FormColumn(name=layout.REASON, width=22),
        FormColumn(name=layout.BY, width=13),
        FormColumn(name=layout.CHALLENGE, width=24),
        FormColumn(name=layout.REPLY_EVIDENCE, width=19),
        FormColumn(name=layout.ACCEPTED, width=9, is_input=to_fill, choices=DECISIONS),
        FormColumn(name=layout.DECISION_WHY, width=22, is_input=to_fill),
        FormColumn(name=layout.AFTER, width=12, is_input=to_fill, choices=LEVELS, bold=frozen),
    )


def _rows(review: AgreedReview, framework: Framework) -> Iterator[list[CellValue]]:
    checks = {check.id: check for _, _, check in framework.checks()}
    label = framework.level_label
    for item in review.checks:
        check, reply = checks[item.check], item.reply
        before = item.level if reply is None else reply.before
        after = item.level if reply is None or reply.accepted is not None else None
        decided = reply.accepted if reply else None
        yield [
            item.check,
            check.question,
            descriptors_text(check, framework),
            given_text(item.state, item.given, framework),
            "" if before is None else label(before),
            item.reason,
            item.by,
            reply.challenge if reply else "",
            reply.evidence if reply else "",
            "" if decided is None else layout.YES if decided else layout.NO,
            reply.why if reply else "",
            "" if after is None else label(after),
        ]


def fixed_answer(row: Sequence[CellValue]) -> tuple[str, ...]:
    """Return what of a row of answers is not to be filled in, as it is read back."""
    return str(row[0]), *(clean(str(value)) for value in row[3:9])


def _cases(review: AgreedReview, framework: Framework) -> Iterator[list[CellValue]]:
    for case in review.cases if framework.cases is not None else ():
        yield from _case(case, framework)


def _case(case: CaseRead, framework: Framework) -> Iterator[list[CellValue]]:
    if framework.cases is None:
        return
    columns = {column.id: column for column in read_columns(framework.cases)}
    for cell in case.cells:
        column = columns[cell.column]
        yield [
            case.number or f"row {case.row}",
            case.row,
            column.heading,
            shown_value(cell.given, column),
            shown_found(cell.found, cell.given, column),
        ]


def fixed_case(row: Sequence[CellValue]) -> tuple[str, ...]:
    """Return what of a row of cases is not to be filled in: all of it."""
    return tuple(map(fixed_text, row[1:]))
