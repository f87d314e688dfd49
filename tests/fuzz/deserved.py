"""Judges a workbook with one cell changed: a problem at that cell, or the score it deserves."""

import re
from collections.abc import Iterator
from datetime import date

import msgspec

from slavery_benchmark.core.cases.table import UNUSABLE as CASE_UNUSABLE
from slavery_benchmark.core.cases.table import CaseTable, CaseValue
from slavery_benchmark.core.problems import Code, Problem
from slavery_benchmark.core.scoring.scores import ForceScore
from slavery_benchmark.core.scoring.scoring import score_submission
from slavery_benchmark.core.scoring.submission import Response, State, Submission
from slavery_benchmark.extracting import layout
from tests.builders import AS_OF, shipped_criteria
from tests.fuzz import read_by_hand
from tests.fuzz.of_cells import Mutated
from tests.fuzz.read_by_hand import NOT_APPLICABLE, plain
from tests.fuzz.values import Unusable


def faults(mutated: Mutated, score: ForceScore) -> Iterator[str]:
    """Yield what is wrong with the score of a workbook in which one cell was changed."""
    before, after = mutated.base.score.submission, score.submission
    new = [item for item in after.problems if (item.code, item.cell) not in _known(before)]
    yield from _elsewhere(mutated, new)
    if mutated.place.sheet == layout.ANSWERS_SHEET:
        yield from _answers(mutated, score, new)
    elif mutated.place.sheet == layout.CASES_SHEET:
        yield from _cases(mutated, score, new)
    else:
        yield from _cover(mutated, score, new)


def numbers(score: ForceScore) -> list[object]:
    """Return all that counts of a score, to be compared."""
    nodes = [score.overall, *score.themes, *score.criteria]
    nodes += [item.node for item in score.checks]
    nodes += [item.node for item in score.measures]
    return [(node.id, node.tally, node.band, node.position) for node in nodes]


def _known(submission: Submission) -> set[tuple[str, str]]:
    return {(item.code, item.cell or "") for item in submission.problems}


def _is_of_row(problem: Problem, mutated: Mutated) -> bool:
    sheet, _, cell = (problem.cell or "").rpartition("!")
    place = mutated.place
    return sheet == place.sheet and re.fullmatch(rf"[A-Z]+{place.row}", cell) is not None


def _elsewhere(mutated: Mutated, new: list[Problem]) -> Iterator[str]:
    """Yield the problems at another row or column of the same sheet: only a key may cause one."""
    place = mutated.place
    if place.column in (layout.CHECK, "case") or place.sheet == layout.COVER_SHEET:
        return
    for problem in new:
        cell = problem.cell or ""
        whole_column = cell == f"{place.sheet}!{place.letters}"
        at_place = whole_column or _is_of_row(problem, mutated)
        if cell.startswith(f"{place.sheet}!") and not at_place:
            yield f"wrong cell: {problem.code} at {cell}"


# --- answers --------------------------------------------------------------------------------------


def _answers(mutated: Mutated, score: ForceScore, new: list[Problem]) -> Iterator[str]:
    before, after = mutated.base.score.submission, score.submission
    place = mutated.place
    at_row = [item for item in new if _is_of_row(item, mutated)]
    if place.column == layout.CHECK:
        yield from _check_id(mutated, after, new)
        return
    for old, now in zip(before.responses, after.responses, strict=True):
        if old.check != place.what and old != now:
            yield f"another answer changed: {now.check}"
    old = _response(before, place.what)
    now = _response(after, place.what)
    wanted, readable = _expected(mutated, old)
    if not readable and not any(item.cell == place.address for item in new):
        yield f"no problem at {place.address}"
    allowed = [wanted]
    if any(item.cell == place.address for item in at_row):
        without = old if place.column == layout.REASON else _without(wanted, place.column)
        allowed += [without, _invalid(old)]
    scored = numbers(score)
    if not any(scored == _numbers_with(before, item) for item in allowed):
        yield f"wrong score: {now.state} {now.level}, deserved {wanted.state} {wanted.level}"


def _response(submission: Submission, check: str) -> Response:
    return next(item for item in submission.responses if item.check == check)


def _numbers_with(before: Submission, response: Response) -> list[object]:
    """Return the numbers of a submission with one response changed."""
    responses = tuple(response if r.check == response.check else r for r in before.responses)
    changed = msgspec.structs.replace(before, responses=responses)
    return numbers(score_submission(changed, shipped_criteria().framework))


def _invalid(response: Response) -> Response:
    return msgspec.structs.replace(response, state=State.INVALID, level=None)


def _without(response: Response, column: str) -> Response:
    """Return a response without what a column says."""
    if column == layout.EVIDENCE:
        return msgspec.structs.replace(response, evidence="")
    if column == layout.EVIDENCE_DATE:
        return msgspec.structs.replace(response, evidence_date=None)
    if column in (layout.OWNER, layout.COMMENT):
        return response
    return _invalid(response)


def _expected(mutated: Mutated, old: Response) -> tuple[Response, bool]:
    """Return the response that a row deserves, and whether its changed cell can be read."""
    framework, meant = shipped_criteria().framework, mutated.value.meant
    replace = msgspec.structs.replace
    column = mutated.place.column
    said = "" if meant is None or isinstance(meant, Unusable) else plain(str(meant))
    usable = not isinstance(meant, Unusable)
    if column == layout.EVIDENCE:
        return replace(old, evidence=said), usable
    if column == layout.EVIDENCE_DATE:
        day = read_by_hand.day(meant)
        sound = isinstance(day, date) and date(1901, 1, 1) <= day <= AS_OF
        readable = day is None or sound
        return replace(
            old, evidence_date=day if sound and isinstance(day, date) else None
        ), readable
    if column in (layout.OWNER, layout.COMMENT):
        return old, usable
    reason = old.not_applicable_reason
    level: int | str | Unusable | None = old.level
    if old.state is State.NOT_APPLICABLE:
        level = NOT_APPLICABLE if plain(old.found) else None
    if column == layout.REASON:
        reason = said
    else:
        level = read_by_hand.level(meant, framework)
    answer = replace(old, level=None, state=State.INVALID)
    if isinstance(level, Unusable):
        return answer, False
    if isinstance(level, int):
        return (answer if reason else replace(answer, level=level, state=State.ANSWERED)), usable
    if reason:
        return replace(answer, state=State.NOT_APPLICABLE), usable
    return (answer if level else replace(answer, state=State.BLANK)), usable


def _check_id(mutated: Mutated, after: Submission, new: list[Problem]) -> Iterator[str]:
    """Judge a row whose check id was changed: it is the same, another's, or nobody's."""
    place, meant = mutated.place, mutated.value.meant
    if isinstance(meant, str) and plain(meant) == plain(place.what):
        return
    if _response(after, place.what).state is not State.BLANK:
        yield "an answer without its check's id was counted"
    ids = {item.check for item in after.responses}
    if isinstance(meant, str) and plain(meant) in {plain(item) for item in ids}:
        return
    if not any(item.cell in (place.address, place.sheet) for item in new):
        yield f"no problem at {place.address}"


# --- case files -----------------------------------------------------------------------------------


def _cases(mutated: Mutated, score: ForceScore, new: list[Problem]) -> Iterator[str]:
    before, after = mutated.base.score.submission, score.submission
    if before.responses != after.responses:
        yield "an answer changed with a cell of the case files"
    place = mutated.place
    declared = shipped_criteria().framework.cases
    old = before.cases.table if before.cases else None
    now = after.cases.table if after.cases else None
    if declared is None or old is None:
        raise AssertionError("a place in case files that a base does not have")
    if now is None:
        yield "the case files are gone"
        return
    at_row = [item for item in new if _is_of_row(item, mutated)]
    column = declared.column(place.column)
    gone = [row for row in old.rows if row not in set(now.rows)]
    if gone:
        key = column.kind == "key"
        if not (at_row or key) or (gone != [place.row] and not key):
            yield f"rows {gone} left out"
        return
    if column.kind != "key":
        value = read_by_hand.case_value(mutated.value.meant, column)
        at_cell = any(item.cell == place.address for item in new)
        if value == CASE_UNUSABLE and not at_cell:
            yield f"no problem at {place.address}"
        yield from _values(mutated, old, now, value, at_row)
        wanted = _with_values(before, now)
        if numbers(score) != numbers(score_submission(wanted, shipped_criteria().framework)):
            yield "wrong score for these cases"


def _values(
    mutated: Mutated, old: CaseTable, now: CaseTable, value: CaseValue, at_row: list[Problem]
) -> Iterator[str]:
    place = mutated.place
    for name in old.values:
        for row, was, found in zip(old.rows, old.values[name], now.values[name], strict=True):
            if row == place.row and name == place.column:
                fine = found == value or (found == CASE_UNUSABLE and bool(at_row))
                if not fine:
                    yield f"wrong value: {found!r}, deserved {value!r}"
            elif row == place.row:
                # a conflict may come, and said to, or go
                if found != was != CASE_UNUSABLE and not (found == CASE_UNUSABLE and at_row):
                    yield f"{name} changed in its row"
            elif found != was:
                yield f"wrong cell: {name} of row {row} changed"


def _with_values(before: Submission, table: CaseTable) -> Submission:
    """Return a submission with these values of cases, and all else as it was."""
    if before.cases is None:
        raise AssertionError("a base without cases")
    return msgspec.structs.replace(before, cases=msgspec.structs.replace(before.cases, table=table))


# --- the cover ------------------------------------------------------------------------------------


def _cover(mutated: Mutated, score: ForceScore, new: list[Problem]) -> Iterator[str]:
    """Judge a change of the cover: answers stand, and the score is the same unless that is said."""
    before, after = mutated.base.score.submission, score.submission
    if before.responses != after.responses:
        yield "an answer changed with a cell of the cover"
    meant, line = mutated.value.meant, mutated.place.column
    used = line in (layout.PERIOD_START, layout.PERIOD_END, *layout.CASE_FIELDS, layout.FORCE)
    at_cell = any(item.cell == mutated.place.address for item in new)
    if used and isinstance(meant, Unusable) and not at_cell:
        yield f"no problem at {mutated.place.address}"
    if line in (layout.PERIOD_START, layout.PERIOD_END):
        field = "period_start" if line == layout.PERIOD_START else "period_end"
        day = read_by_hand.day(meant)
        found = getattr(after, field)
        reversed_period = any(item.code is Code.PERIOD_REVERSED for item in new)
        said = at_cell or reversed_period
        if found != (day if isinstance(day, date) else None) and not said:
            yield f"wrong {field}: {found}, deserved {day}"
    elif line in (*layout.CASE_FIELDS, layout.EDITION):
        return
    elif numbers(score) != numbers(mutated.base.score):
        yield f"the score changed with {line}"
