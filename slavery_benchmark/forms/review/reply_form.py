"""What goes to a force to reply to, and how it is read when it comes back.

Only levels, in the words of the scale, and reasons go into it: nothing that an inspector noted.
What comes back is trusted for the challenges alone.
"""

from collections.abc import Iterator

from slavery_benchmark.core.framework.framework import Framework
from slavery_benchmark.core.problems import Code
from slavery_benchmark.core.review.agreed import AgreedReview, ForceReply
from slavery_benchmark.core.text import clean
from slavery_benchmark.forms.review import layout
from slavery_benchmark.forms.review.about import about_lines, fixed_digest, open_form, read_start
from slavery_benchmark.forms.review.check_rows import CheckRows
from slavery_benchmark.forms.review.layout import FormKind
from slavery_benchmark.forms.review.review_reader import check_fixed, read_sign_off
from slavery_benchmark.forms.review.review_writer import write_sign_off
from slavery_benchmark.forms.review.sheets import FormBook, FormColumn
from slavery_benchmark.forms.review.tables import find_table
from slavery_benchmark.pages.review import words
from slavery_benchmark.pages.review.checks import given_text
from slavery_benchmark.reading.limits import DEFAULT, Limits
from slavery_benchmark.reading.reader import CellValue, InputFile

_COLUMNS = (
    FormColumn(name=layout.CHECK, width=9, bold=True),
    FormColumn(name=layout.QUESTION, width=28),
    FormColumn(name=layout.GIVEN, width=13),
    FormColumn(name=layout.AGREED, width=13, bold=True),
    FormColumn(name=layout.STATEMENT, width=44),
    FormColumn(name=layout.REASON, width=38),
    FormColumn(name=layout.CHALLENGE, width=38, is_input=True),
    FormColumn(name=layout.REPLY_EVIDENCE, width=30, is_input=True),
)
_INPUTS = (layout.CHALLENGE, layout.REPLY_EVIDENCE)


def make_reply(agreed: AgreedReview, framework: Framework) -> bytes:
    """Return what a force gets to reply to, as the bytes of an .xlsx."""
    book = FormBook(framework, FormKind.REPLY)
    rows = list(_rows(agreed, framework))
    lines: dict[str, CellValue] = {
        **about_lines(FormKind.REPLY, agreed.about),
        layout.AGREED_DIGEST: agreed.source.sha256,
        layout.FIXED_DIGEST: fixed_digest([_fixed(row) for row in rows]),
    }
    title = f"{framework.identity.title}: reply"
    book.write_start(title, words.REPLY_SAID, lines, tuple(words.reply_steps()))
    book.write_table(layout.REPLY_SHEET, words.REPLY_SAID, _COLUMNS, rows)
    write_sign_off(book)
    return book.saved()


def _rows(agreed: AgreedReview, framework: Framework) -> Iterator[list[CellValue]]:
    """Yield a row for each check on which a level was agreed."""
    checks = {check.id: check for _, _, check in framework.checks()}
    for item in agreed.checks:
        if item.level is not None:
            check = checks[item.check]
            yield [
                item.check,
                check.question,
                given_text(item.state, item.given, framework),
                framework.level_label(item.level),
                check.levels[str(item.level)],
                item.reason,
                "",
                "",
            ]


def _fixed(row: list[CellValue]) -> tuple[str, ...]:
    check, _, given, level, _, reason, *_ = map(str, row)
    return check, given, level, clean(reason)


def read_reply(file: InputFile, framework: Framework, limits: Limits = DEFAULT) -> ForceReply:
    """Read what a force replied. UnusableError if it is no reply, or of another edition."""
    workbook, log = open_form(file, (layout.REPLY_SHEET, layout.SIGN_SHEET), limits)
    more = (layout.AGREED_DIGEST, layout.FIXED_DIGEST)
    start = read_start(workbook, (FormKind.REPLY,), framework, more, log)
    columns = (layout.CHECK, layout.GIVEN, layout.AGREED, layout.REASON, *_INPUTS)
    table = find_table(workbook, layout.REPLY_SHEET, columns, (layout.CHECK, *_INPUTS), log)
    rows = CheckRows(table, framework, (layout.CHECK, *_INPUTS))
    challenges: dict[str, tuple[str, str]] = {}
    fixed = []
    for _, _, check in framework.checks():
        if not rows.has(check.id):
            continue  # nothing was agreed on it, or the force deleted its row: that accepts it
        row = rows.row(check.id)
        if row is None:
            continue
        shown = (table.shown(row, name) for name in (layout.GIVEN, layout.AGREED, layout.REASON))
        fixed.append((check.id, *shown))
        challenge, evidence = (table.written(row, name) for name in _INPUTS)
        if challenge or evidence:
            challenges[check.id] = challenge, evidence
            if not challenge:
                log.add(
                    Code.CHALLENGE_MISSING,
                    table.cell(row, layout.CHALLENGE),
                    found="",
                    expected="what the force sees otherwise, beside its evidence",
                )
    if rows.whole:
        check_fixed(start, fixed, log)
    return ForceReply(
        source=workbook.source,
        about=start.about,
        agreed_sha256=start.text(layout.AGREED_DIGEST),
        challenges=challenges,
        replied=read_sign_off(workbook, log),
        problems=log.ordered(),
    )
