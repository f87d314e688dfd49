"""What a force answered before, as it stands in the cells, for a new workbook."""

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

import msgspec

from slavery_benchmark.core.framework.case_sheet import YES
from slavery_benchmark.core.framework.framework import Framework
from slavery_benchmark.core.scoring.submission import NOT_SHOWN, State, Submission
from slavery_benchmark.document.numbers import count_text, date_text
from slavery_benchmark.extracting import layout
from slavery_benchmark.extracting.cover import cover_cells, edition_of
from slavery_benchmark.extracting.dates import NoDate, read_date
from slavery_benchmark.extracting.extract import WANTED_SHEETS, optional_sheets
from slavery_benchmark.extracting.header import header_row
from slavery_benchmark.extracting.personal_data import looks_personal
from slavery_benchmark.extracting.problem_log import ProblemLog
from slavery_benchmark.extracting.sheet_kinds import search_for
from slavery_benchmark.extracting.table import answer_tables
from slavery_benchmark.extracting.values import is_blank, read_level
from slavery_benchmark.forms.carried_cases import Case, carried_cases, columns_to_fill
from slavery_benchmark.forms.carry_lineage import Carrying, carrying_between
from slavery_benchmark.reading.addresses import address
from slavery_benchmark.reading.reader import CellValue, RawSheet, RawWorkbook, read_workbook

_PERIOD_KEPT = (layout.PERIOD_START, layout.PERIOD_END, *layout.CASE_FIELDS)
_MARKED = (
    f"Each is marked “{layout.NOT_YET_WORDS}” under {layout.LOOKED_AT}; choose {YES} there once "
    "somebody has."
)
_ANSWERING = (layout.LEVEL, layout.REASON, layout.EVIDENCE)
_COVER_KEPT = (layout.FORCE, layout.FORCE_CODE, layout.COMPLETED_BY, layout.SIGNED_OFF_BY)

_NAMED = 5
"""So many cells are named of those that are not carried over."""


class CarriedOver(msgspec.Struct, frozen=True, kw_only=True):
    """Cover lines, answers (check id to column name to value), cases, and what is said of them."""

    cover: Mapping[str, CellValue] = {}
    answers: Mapping[str, Mapping[str, CellValue]] = {}
    cases: tuple[Case, ...] = ()
    sentences: tuple[str, ...] = ()


def carry_over(
    path: Path,
    framework: Framework,
    editions: Sequence[Framework] = (),
    *,
    with_cases: bool = False,
) -> CarriedOver:
    """Read an older return of any edition: its answers to the checks that the framework has.

    `editions` are those beside the framework: along their lineage answers are carried to checks of
    another name. Answers are taken as they stand, readable or not; what cannot be taken is said.
    Period, date and case files are left for the force to give; `with_cases` takes period and cases
    too, for a workbook about the same period. Raises UnusableError if there is no
    table of answers.
    """
    known = (framework, *editions)
    search = search_for(known)
    workbook = read_workbook(path, WANTED_SHEETS, optional_sheets(known), search=search)
    log = ProblemLog(workbook.source.shown_as)
    cover_sheet = workbook.sheet(layout.COVER_SHEET)
    cells = cover_cells(cover_sheet, log)
    # of an edition that nobody knows the ids are those of the framework
    old = edition_of(workbook, known) or framework
    tables = answer_tables(workbook, old, log)
    answers: dict[str, dict[str, CellValue]] = {}
    lost: list[str] = []
    withheld: list[str] = []
    columns = (*layout.ANSWER_COLUMNS, *([layout.LOOKED_AT] if with_cases else []))
    for table, check, rows in ((t, check, rows) for t in tables for check, rows in t.rows.items()):
        if len(rows) > 1:
            numbers = " and ".join(str(row + 1) for row in rows)
            lost.append(f"{check} stands in rows {numbers}: row {rows[0] + 1} was carried over.")
        kept: dict[str, CellValue] = {}
        for name in (name for name in columns if name in table.columns):
            value, usable = log.usable(table.sheet, rows[0], table.columns[name])
            if isinstance(value, str) and looks_personal(value) is not None:
                withheld.append(table.cell(rows[0], name) or "")
            elif usable and not is_blank(value):
                kept[name] = value
        if kept:
            answers[check] = kept
    left_out = [item.line() for item in log.ordered()]
    if not with_cases:
        _mark(answers, _period_end(cover_sheet, cells))
    given: dict[str, CellValue] = {}
    for field in (*_COVER_KEPT, *_PERIOD_KEPT) if with_cases else _COVER_KEPT:
        if field not in cells:
            continue
        value = cover_sheet.value(*cells[field])
        if isinstance(value, str) and looks_personal(value) is not None:
            withheld.append(address(cover_sheet.name, *cells[field]))
        else:
            given[field] = value
    if withheld:
        lost.append(_of_withheld(withheld))
    cases, said = (
        _cases_of(workbook, old, framework) if with_cases else ((), _of_cases(workbook, old))
    )
    found = _carried(
        carrying_between(old, framework, editions),
        given,
        answers,
        (*left_out, *lost, *said),
    )
    return msgspec.structs.replace(found, cases=cases)


def _of_withheld(cells: Sequence[str]) -> str:
    """Return that the texts in these cells are left out."""
    more = len(cells) - _NAMED
    named = ", ".join(cells[:_NAMED]) + (f" and {more:,} more" if more > 0 else "")
    return (
        f"Not carried over, as it seems to identify a person: what stands in {named}. Put a "
        "role, or the number of a file, in its place."
    )


def carry_over_submission(
    submission: Submission, old: Framework, framework: Framework, editions: Sequence[Framework]
) -> CarriedOver:
    """Carry over the answers of a submission that was read back from a result; `old` is its own.

    What a result does not hold is left out: levels that could not be read, and texts that seemed
    to identify a person.
    """
    answers: dict[str, dict[str, CellValue]] = {}
    for item in (*submission.responses, *submission.module_responses):
        level = item.found if item.state is State.NOT_APPLICABLE else ""
        if item.level is not None:
            level = old.level_label(item.level)
        found: dict[str, CellValue | None] = {
            layout.LEVEL: level,
            layout.REASON: item.not_applicable_reason,
            layout.EVIDENCE: item.evidence,
            layout.EVIDENCE_DATE: item.evidence_date,
            layout.OWNER: item.owner,
            layout.COMMENT: item.comment,
        }
        kept = {name: value for name, value in found.items() if value and value != NOT_SHOWN}
        if kept:
            answers[item.check] = kept
    _mark(answers, submission.period_end)
    return _carried(
        carrying_between(old, framework, editions),
        {layout.FORCE: submission.force, layout.FORCE_CODE: submission.code},
        answers,
        _cases_left(submission.cases.listed if submission.cases else 0),
    )


def _mark(answers: Mapping[str, dict[str, CellValue]], end: date | None) -> None:
    """Mark each answer as one that nobody has looked at since the return up to this day."""
    when = f"the return to {date_text(end)}" if end else "an earlier return"
    for kept in answers.values():
        if not kept.keys().isdisjoint(_ANSWERING):
            kept[layout.LOOKED_AT] = f"{layout.NOT_YET_WORDS}: as in {when}"


def _period_end(sheet: RawSheet, cells: Mapping[str, tuple[int, int]]) -> date | None:
    """Return the last day of the period on a cover, if it can be read."""
    if layout.PERIOD_END not in cells:
        return None
    read = read_date(sheet.value(*cells[layout.PERIOD_END]))
    return None if read is None or isinstance(read, NoDate) else read.value


def _carried(
    way: Carrying,
    cover: Mapping[str, CellValue],
    given: Mapping[str, Mapping[str, CellValue]],
    sentences: Sequence[str],
) -> CarriedOver:
    """Return the answers under the new edition, and what is to be said of them."""
    answers = {
        check: {name: _in_words(name, value, way) for name, value in given[source].items()}
        for check, source in way.sources.items()
        if source in given
    }
    beside = {check.id for module in way.new.modules for _, check in module.checks()}
    answered = sum(1 for kept in answers.values() if layout.LEVEL in kept or layout.REASON in kept)
    total = sum(1 for _ in way.new.checks())
    marked = any(layout.LOOKED_AT in kept for kept in answers.values())
    unlinked = []
    if not way.linked:
        unlinked = [
            (
                f"No lineage links edition {way.old.identity.edition} with "
                f"{way.new.identity.edition}: answers were carried over by the id of the check; "
                "read each again."
            )
        ]
    answers |= {check: dict(given[check]) for check in given if check in beside}
    return CarriedOver(
        cover=cover,
        answers=answers,
        sentences=(
            *sentences,
            *unlinked,
            *way.lost([check for check in given if check not in beside]),
            (
                f"Carried over answers to {answered} of {count_text(total, 'check')}. "
                f"Give the new period, "
                "and confirm the evidence dates again."
            ),
            *((_MARKED,) if marked else ()),
        ),
    )


def _in_words(name: str, value: CellValue, way: Carrying) -> CellValue:
    """Return a value of an answer; a level that can be read gets the words of the new edition."""
    if name != layout.LEVEL or not way.linked or way.old.levels == way.new.levels:
        return value
    level = read_level(value, way.old.levels)
    return way.new.level_label(level) if isinstance(level, int) else value


def _cases_of(
    workbook: RawWorkbook, old: Framework, new: Framework
) -> tuple[tuple[Case, ...], Sequence[str]]:
    """Return the cases of the older return, and what is to be said of them."""
    cases: tuple[Case, ...] = ()
    if old.cases and new.cases and workbook.has(layout.CASES_SHEET):
        cases = carried_cases(workbook.sheet(layout.CASES_SHEET), old.cases, new.cases)
    if not cases or old.cases is None or new.cases is None:
        return (), ["Case files of the older return: none that could be carried over."]
    to_fill = columns_to_fill(old.cases, new.cases)
    rest = f" To be filled in: {'; '.join(to_fill)}." if to_fill else ""
    return cases, [
        f"Carried over {count_text(len(cases), 'case')}, without notes and other texts.{rest}"
    ]


def _of_cases(workbook: RawWorkbook, framework: Framework) -> list[str]:
    """Return what is to be said of the case files of the older return: nothing if it had none."""
    listed = 0
    if framework.cases is not None and workbook.has(layout.CASES_SHEET):
        sheet = workbook.sheet(layout.CASES_SHEET)
        top = header_row(sheet, [column.heading for column in framework.cases.columns])
        rows = [] if top is None else sheet.rows[top + 1 :]
        listed = sum(1 for row in rows if not all(map(is_blank, row)))
    return _cases_left(listed)


def _cases_left(listed: int) -> list[str]:
    """Return that these cases are left out; nothing if there are none."""
    if listed == 0:
        return []
    return [
        (
            f"Case files of the older return, not carried over: {listed:,}. They belong to its "
            "period; list those of the new one."
        )
    ]
