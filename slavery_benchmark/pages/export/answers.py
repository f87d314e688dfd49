"""The tables of single cells: every answer of every force, and every problem."""

import re
from collections.abc import Iterator
from typing import Any

from slavery_benchmark.core.scoring.scores import CheckScore
from slavery_benchmark.core.view.model import CheckView, ReportData
from slavery_benchmark.document.blocks import Table
from slavery_benchmark.document.columns import Column, Kind
from slavery_benchmark.document.positions import contradicted
from slavery_benchmark.pages.export import columns
from slavery_benchmark.pages.export.columns import DIFFERS_KEY, KEY, Shown, sheet_of
from slavery_benchmark.pages.heads import in_words, submission_values
from slavery_benchmark.pages.problems import problem_columns, problem_record
from slavery_benchmark.pages.score.build import check_fields, node_fields
from slavery_benchmark.pages.words.problems import counts_text
from slavery_benchmark.pages.words.scores import capital, plain_name

_CELL = re.compile(r"(.+)!\$?[A-Z]{1,3}\$?([1-9][0-9]*)")
_COLUMNS = (
    Column("id", "Check", width=9),
    Column("title", "Question", width=42),
    Column("state", "State", width=12),
    Column("level", "Level", Kind.LEVEL, sign_by="differs", width=7),
    Column("counted_level", "Counts as level", Kind.LEVEL, width=8),
    Column("verified_level", "Inspectors' level", Kind.LEVEL, optional=True, width=10),
    columns.SCORE,
    columns.POSITION,
    Column("differs_from", "Differs from own cases", whole_words=True, width=11),
    Column("assurance", "Assurance", width=12),
    Column("evidence", "Evidence", width=30, look="evidence"),
    Column("evidence_date", "Evidence date", Kind.DATE, width=11.5),
    Column("not_applicable_reason", "Not applicable because", width=24, printed=False),
    Column("owner", "Owner", width=20, printed=False),
    Column("comment", "Comment", width=30, printed=False),
    Column("set_aside", "Set aside", Kind.FLAG, width=9, printed=False),
    Column("parent", "Criterion", width=10, printed=False),
    Column("claimed", "Claimed score", Kind.SCORE, printed=False),
    Column("low", "Could be, low", Kind.SCORE, printed=False),
    Column("high", "Could be, high", Kind.SCORE, printed=False),
    Column("baseline", "Reference line", Kind.SCORE, width=10, printed=False),
    *columns.RANGE,
    Column("difference", "Difference", Kind.DIFFERENCE, width=11, printed=False),
    Column("band", "Band", width=14, printed=False),
    *columns.WEIGHTS,
    Column("cell", "Cell", width=21, printed=False),
    Column("found", "Found there", width=18, printed=False),
)
_PUBLIC = frozenset(
    (
        *("id", "title", "state", "level", "counted_level", "score", "position", "assurance"),
        *("parent", "baseline", "difference", "set_aside", "weight", "effective_weight"),
        "verified_level",
    )
)
_FOUND = problem_columns("Force")
_PROBLEMS = (*_FOUND[:-1], Column("check", "Check", to_by="place", width=10), _FOUND[-1])
_PUBLIC_PROBLEMS = frozenset(("of", "severity", "title", "code"))


def check_tables(shown: Shown) -> Iterator[Table]:
    """Yield a table of each force: every answer; to the public without what stands beside it."""
    kept = [
        column
        for column in in_words(_COLUMNS, shown.words)
        if (column.key in _PUBLIC or not shown.public)
        and (column.key != "differs_from" or shown.measured)
    ]
    names = shown.labels if shown.public else shown.names
    notes, judged = [shown.words.say(KEY)], "Each force judged itself."
    if shown.measured and not shown.public:
        notes.append(f"Behind a level, {DIFFERS_KEY}: the measures are named.")
    if not shown.public:
        kept += shown.submission
        judged = "Evidence is as the force gave it: nobody has read it."
        judged += " To the right of the printed columns: reason, owner, comment, weights, cell."
    for number, (name, force) in enumerate(zip(names, shown.report.forces, strict=True)):
        checks: tuple[CheckScore | CheckView, ...] = force.checks
        if shown.public and shown.data is not None:
            checks = shown.data.forces[number].checks
        end = submission_values(force.submission, "")
        yield sheet_of(
            "Checks",
            "every answer of every force",
            kept,
            tuple({**_check(check, number), **end} for check in checks),
            of=((columns.FORCE, name),),
            place_by="place",
            notes=tuple(notes),
            about=f"One row for each force and check, to filter by. {judged}",
        )


def _check(check: CheckScore | CheckView, number: int) -> dict[str, Any]:
    more = {
        "differs": contradicted() if check.differs_from else None,
        "contradicted": contradicted(check.node.position) if check.differs_from else None,
        "differs_from": ", ".join(check.differs_from),
        "place": _place(number, check.node.id),
    }
    if isinstance(check, CheckScore):
        return check_fields(check) | more
    names = ("state", "level", "counted_level", "assurance", "set_aside", "verified_level")
    return {**node_fields(check.node), **{name: getattr(check, name) for name in names}, **more}


def _place(number: int, check_id: str) -> str:
    return f"check {number} {check_id}"


def problems_table(shown: Shown) -> Table:
    """Return a row a problem, each with the check that it is about; to the public a row a kind."""
    if shown.public and shown.data is not None:
        return _public_problems(shown.data)
    found = shown.report.problems()
    return sheet_of(
        "Problems",
        "what is wrong in the workbooks, cell by cell",
        _PROBLEMS,
        tuple(_problems(shown)),
        notes=("A link under Check leads to the answer concerned.",) if found else (),
        about=f"{counts_text(found)}." if found else "No problems were found.",
    )


def _problems(shown: Shown) -> Iterator[dict[str, Any]]:
    for item in shown.report.unusable:
        yield {**problem_record(item, "could not be used"), "check": "none"}
    for number, force in enumerate(shown.report.forces):
        rows = {_row_of(item.response.cell or ""): item.node.id for item in force.checks}
        rows.pop("", None)
        for item in force.submission.problems:
            check = rows.get(_row_of(item.cell))
            place = {"check": check, "place": _place(number, check)} if check else {"check": "none"}
            yield {**problem_record(item, plain_name(force.submission)), **place}


def _row_of(cell: str) -> str:
    """Return sheet and row of an address, Sheet!14 of Sheet!K14; empty where there is no row."""
    found = _CELL.fullmatch(cell)
    return f"{found[1]}!{found[2]}" if found else ""


def _public_problems(data: ReportData) -> Table:
    return sheet_of(
        "Problems",
        "what is wrong in the workbooks",
        tuple(column for column in _PROBLEMS if column.key in _PUBLIC_PROBLEMS),
        tuple(
            {
                "of": item.force or "a file",
                "severity": item.severity.value,
                "title": capital(item.code.sentence),
                "code": item.code.value,
            }
            for item in data.problems
        ),
        about="Each kind once for each force." if data.problems else "No problems were found.",
    )
