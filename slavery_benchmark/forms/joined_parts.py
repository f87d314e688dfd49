"""Several workbooks of one return joined to one: what each says alone or alike, and conflicts."""

from collections.abc import Iterator, Mapping, Sequence

import msgspec

from slavery_benchmark.core.framework.framework import Framework
from slavery_benchmark.core.framework.parts import parts_by
from slavery_benchmark.core.merging import (
    Conflict,
    Row,
    apart,
    decided,
    join_cases,
    join_line,
    join_rows,
    join_unnumbered,
    row_of,
)
from slavery_benchmark.core.problems import CannotGoOnError
from slavery_benchmark.core.text import fold
from slavery_benchmark.extracting import layout
from slavery_benchmark.forms.case_sheet_writer import Cases
from slavery_benchmark.forms.filled_part import Cell, FilledPart, case_number, number_shown
from slavery_benchmark.reading.reader import CellValue

_OF_ONE_RETURN = (layout.FORCE, layout.FORCE_CODE, layout.PERIOD_START, layout.PERIOD_END)
_CARRIED = (layout.COMPLETED_BY, layout.SIGNED_OFF_BY, layout.COMPLETED_ON, *layout.CASE_FIELDS)
_ANSWER = (layout.LEVEL, layout.REASON, layout.EVIDENCE, layout.EVIDENCE_DATE)
"""Columns of an answer that count together."""

Clash = Conflict[CellValue]


class JoinedParts(msgspec.Struct, frozen=True, kw_only=True):
    """What parts say together, as a template takes it, and where they differ.

    sentences: answers that are put together of several parts, and what no part has.
    """

    cover: dict[str, CellValue]
    answers: dict[str, dict[str, CellValue]]
    cases: Cases
    conflicts: tuple[Clash, ...]
    sentences: tuple[str, ...]

    @property
    def open(self) -> tuple[Clash, ...]:
        """The conflicts that nothing decides."""
        return tuple(item for item in self.conflicts if item.winner is None)


def join_parts(
    parts: Sequence[FilledPart], framework: Framework, prefer: Sequence[str] = ()
) -> JoinedParts:
    """Join parts of one return, all read under this framework.

    `prefer` names the parts that win a conflict, the first first. Raises CannotGoOnError for parts
    of several forces or periods.
    """
    _refuse_strangers(parts)
    cover, conflicts = _cover(parts, prefer)
    answers: dict[str, dict[str, CellValue]] = {}
    mixed: list[str] = []
    scored = (check.id for _, _, check in framework.checks())
    beside = (check.id for module in framework.modules for _, check in module.checks())
    for check in (*scored, *beside):
        rows = [row for part in parts for row in part.answers.get(check, []) if row]
        made, found = _joined_answer(check, rows, prefer)
        conflicts += found
        if made:
            answers[check] = {column: said.value for column, said in made.items()}
        mixed += () if found else _put_together(check, made, rows)
    cases, found = _cases(parts, framework, prefer)
    return JoinedParts(
        cover=cover,
        answers=answers,
        cases=cases,
        conflicts=(*conflicts, *found),
        sentences=(*mixed, *_lacking(parts, framework, answers)),
    )


def conflict_text(conflict: Clash) -> str:
    """Return what two parts or more say differently, each with its cell, and which is taken."""
    said = "; ".join(f"{item.part}: {item.cell} has “{item.shown}”" for item in conflict.said)
    if len(conflict.said) == 1:
        said += "; another part has an empty cell there"
    end = "" if conflict.winner is None else f" Taken from {conflict.winner}."
    return f"{conflict.about}: {said}.{end}"


def _refuse_strangers(parts: Sequence[FilledPart]) -> None:
    lines = []
    for line in _OF_ONE_RETURN:
        different = apart([part.cover[line] for part in parts if line in part.cover])
        if len(different) > 1:
            said = "; ".join(f"{item.part}: {item.cell} has “{item.shown}”" for item in different)
            lines.append(f"These are no parts of one return, by “{line}”: {said}.")
    if lines:
        raise CannotGoOnError(*lines, "Nothing was joined: force and period must be the same.")


def _cover(
    parts: Sequence[FilledPart], prefer: Sequence[str]
) -> tuple[dict[str, CellValue], list[Clash]]:
    cover: dict[str, CellValue] = {}
    conflicts: list[Clash] = []
    for line in (*_OF_ONE_RETURN, *_CARRIED):
        said, conflict = join_line(
            line, [part.cover[line] for part in parts if line in part.cover], prefer
        )
        if said is not None:
            cover[line] = said.value
        if conflict is not None:
            conflicts.append(conflict)
    return cover, conflicts


def _joined_answer(
    check: str, rows: Sequence[Row[CellValue]], prefer: Sequence[str]
) -> tuple[Row[CellValue], list[Clash]]:
    made, conflicts = join_rows(check, rows, prefer)
    if not conflicts and _excuses_what_is_answered(made, rows):
        said = (made[layout.LEVEL], made[layout.REASON])
        about = f"{check} {layout.LEVEL} and {layout.REASON}"
        conflicts = decided(rows, [Conflict(about=about, said=said)], prefer)
    winner = conflicts[0].winner if conflicts else None
    return (row_of(rows, winner) if winner is not None else made), conflicts


def _excuses_what_is_answered(made: Row[CellValue], rows: Sequence[Row[CellValue]]) -> bool:
    """Return whether a level of one part stands beside another's reason why it cannot apply."""
    level, reason = made.get(layout.LEVEL), made.get(layout.REASON)
    if level is None or reason is None or level.value == layout.NOT_APPLICABLE:
        return False
    if layout.is_placeholder(fold(str(reason.value))):
        return False
    return not any(layout.LEVEL in row and layout.REASON in row for row in rows)


def _put_together(
    check: str, made: Row[CellValue], rows: Sequence[Row[CellValue]]
) -> Iterator[str]:
    """Yield that no part has an answer as it now stands, if so."""
    answer: dict[str, Cell] = {name: made[name] for name in _ANSWER if name in made}
    meanings = {name: said.meaning for name, said in answer.items()}
    held = ({name: row[name].meaning for name in _ANSWER if name in row} for row in rows)
    if all(meanings != whole for whole in held) and answer:
        cells = "; ".join(f"{name} from {s.part}: {s.cell}" for name, s in answer.items())
        yield f"{check} is put together of several parts: {cells}. Read it as a whole."


def _cases(
    parts: Sequence[FilledPart], framework: Framework, prefer: Sequence[str]
) -> tuple[Cases, list[Clash]]:
    declared = framework.cases
    if declared is None:
        return (), []
    numbered: dict[str, list[list[Row[CellValue]]]] = {}
    unnumbered: list[Row[CellValue]] = []
    for part in parts:
        own: dict[str, list[Row[CellValue]]] = {}
        for row in part.cases:
            number = case_number(row, framework)
            if number:
                own.setdefault(number, []).append(row)
            else:
                unnumbered.append(row)
        for number, rows in own.items():
            numbered.setdefault(number, []).append(rows)
    rows, conflicts = join_cases(numbered, prefer, number_shown)
    others, more = join_unnumbered("A case without a number, in two parts", unnumbered, prefer)
    ids: Mapping[str, str] = {column.heading: column.id for column in declared.columns}
    cases = [{ids[name]: said.value for name, said in row.items()} for row in (*rows, *others)]
    return cases, [*conflicts, *more]


def _lacking(
    parts: Sequence[FilledPart], framework: Framework, answers: Mapping[str, object]
) -> Iterator[str]:
    """Yield what is in no part: parts of the form, rows of checks, answers."""
    there = {part.part.label: part.part for part in parts if part.part is not None}
    for by in dict.fromkeys(part.by for part in there.values()):
        whole = parts_by(framework, by)
        missing = [f"{p.number} {p.name}" for p in whole if p.label not in there]
        if missing and len(there) == len(parts):
            yield f"Parts of the form that are not among these: {'; '.join(missing)}."
    rows = {check for part in parts for check in part.answers}
    checks = [check.id for _, _, check in framework.checks()]
    absent = [check for check in checks if check not in rows]
    if absent:
        yield f"In no part ({len(absent)}): {', '.join(absent)}."
    blank = [check for check in checks if check in rows and check not in answers]
    if blank:
        yield f"Answered in no part ({len(blank)}): {', '.join(blank)}."
