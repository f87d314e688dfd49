"""Reads a review back whose force has replied: its challenges decided, or all of it signed off."""

from collections.abc import Sequence
from datetime import date

import msgspec

from slavery_benchmark.core.framework.framework import Framework
from slavery_benchmark.core.problems import Code
from slavery_benchmark.core.review.agreed import AgreedCheck, AgreedReview, Reply, Stage
from slavery_benchmark.core.review.seal import seal_of
from slavery_benchmark.core.text import fold
from slavery_benchmark.extracting.layout import is_placeholder
from slavery_benchmark.extracting.values import read_level
from slavery_benchmark.forms.review import layout
from slavery_benchmark.forms.review.about import open_form, read_start
from slavery_benchmark.forms.review.agreement_reader import read_behind, read_cases
from slavery_benchmark.forms.review.check_rows import CheckRows
from slavery_benchmark.forms.review.layout import FormKind
from slavery_benchmark.forms.review.review_reader import check_fixed, read_sign_off
from slavery_benchmark.forms.review.tables import FormTable, find_table
from slavery_benchmark.reading.limits import DEFAULT, Limits
from slavery_benchmark.reading.reader import InputFile

_SHEETS = (layout.ANSWER_SHEET, layout.CASES_SHEET, layout.BEHIND_SHEET, layout.SIGN_SHEET)
_DECISIONS = {fold(layout.YES): True, fold(layout.NO): False}


def read_answered(
    file: InputFile,
    framework: Framework,
    as_of: date,
    limits: Limits = DEFAULT,
    kinds: Sequence[FormKind] = (FormKind.ANSWERED, FormKind.SIGNED),
) -> AgreedReview:
    """Read an answered review, or a signed one; `kinds` says which of them is wanted.

    UnusableError if it is neither, of another edition, or signed off and changed since.
    """
    workbook, log = open_form(file, _SHEETS, limits)
    start = read_start(workbook, kinds, framework, (layout.FIXED_DIGEST, layout.SEAL), log)
    columns = layout.ANSWER_COLUMNS
    table = find_table(workbook, layout.ANSWER_SHEET, columns, columns, log)
    rows = CheckRows(table, framework, columns)
    checks = tuple(_check(check.id, rows, framework) for _, _, check in framework.checks())
    # what a file says stands there as it was agreed: it is not to be filled in any more
    found = (layout.FILE_SAYS,)
    cases, fixed, whole = read_cases(workbook, framework, as_of, found, log)
    if start.kind is FormKind.ANSWERED and rows.whole and whole:
        names = (layout.CHECK, *layout.REPLY_FIXED)
        answers = [
            tuple(table.shown(row, name) for name in names) for row in table.rows((layout.CHECK,))
        ]
        check_fixed(start, [*answers, *fixed], log)
    signed = start.kind is FormKind.SIGNED
    review = AgreedReview(
        source=workbook.source,
        about=start.about,
        stage=Stage.SIGNED if signed else Stage.ANSWERED,
        behind=read_behind(workbook, log),
        checks=checks,
        cases=cases,
        sign_off=read_sign_off(workbook, log),
    )
    if signed and seal_of(review) != start.text(layout.SEAL):
        raise log.refuse(
            Code.SIGNED_CHANGED,
            start.cell(layout.SEAL),
            found=seal_of(review),
            expected=f"{start.text(layout.SEAL)}, as it was signed; use the file as it was then",
        )
    return msgspec.structs.replace(review, problems=log.ordered())


def _check(check: str, rows: CheckRows, framework: Framework) -> AgreedCheck:
    row = rows.row(check)
    state, given = rows.given(row, framework)
    if row is None:
        return AgreedCheck(check=check, state=state, given=given, levels=())
    table = rows.table
    stood = read_level(table.shown(row, layout.BEFORE), framework.levels)
    before = stood if isinstance(stood, int) else None
    after = rows.level(row, layout.AFTER, framework)
    challenge = table.written(row, layout.CHALLENGE)
    evidence = table.written(row, layout.REPLY_EVIDENCE)
    level, reply = before, None
    if challenge or evidence:
        accepted = _accepted(table, row)
        why = table.written(row, layout.DECISION_WHY)
        if accepted is not None and _stands(table, row, before, after, why, accepted=accepted):
            level = after if accepted else before
        else:
            accepted = None
        reply = Reply(
            challenge=challenge, evidence=evidence, before=before, accepted=accepted, why=why
        )
    elif after != before:
        _bad_level(table, row, before, "as nobody challenged it")
    return AgreedCheck(
        check=check,
        state=state,
        given=given,
        levels=(),
        level=level,
        reason=table.written(row, layout.REASON),
        by=table.written(row, layout.BY),
        reply=reply,
        cell=table.cell(row, layout.AFTER),
    )


def _accepted(table: FormTable, row: int) -> bool | None:
    said = table.written(row, layout.ACCEPTED)
    found = _DECISIONS.get(fold(said))
    if found is None:
        code = Code.DECISION_NOT_RECOGNISED if said else Code.DECISION_MISSING
        cell, expected = table.cell(row, layout.ACCEPTED), f"{layout.YES} or {layout.NO}"
        table.log.add(code, cell, found=said, expected=expected)
    return found


def _stands(
    table: FormTable, row: int, before: int | None, after: int | None, why: str, *, accepted: bool
) -> bool:
    """Return whether a decision has a reason and goes with the level after it; noted if not."""
    sound = True
    if is_placeholder(fold(why)):
        sound = False
        cell = table.cell(row, layout.DECISION_WHY)
        expected = "what decided it; the force reads this"
        table.log.add(Code.DECISION_REASON_MISSING, cell, found=why, expected=expected)
    if accepted and after is None:
        sound = False
        cell = table.cell(row, layout.AFTER)
        expected = "the level that stands now, as the challenge is accepted"
        table.log.add(Code.DECISION_LEVEL, cell, found="", expected=expected)
    if not accepted and after not in (None, before):
        sound = False
        _bad_level(table, row, before, "as the challenge is not accepted")
    return sound


def _bad_level(table: FormTable, row: int, before: int | None, because: str) -> None:
    expected = f"{'an empty cell' if before is None else before}, {because}"
    table.log.add(
        Code.DECISION_LEVEL,
        table.cell(row, layout.AFTER),
        found=table.shown(row, layout.AFTER),
        expected=expected,
    )
