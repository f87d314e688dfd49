"""The sheets of single cells: every check of every force, and every problem."""

from collections.abc import Iterator

from slavery_benchmark.core.problems import Problem
from slavery_benchmark.core.report import Report
from slavery_benchmark.core.scores import CheckScore, ForceScore
from slavery_benchmark.formats.workbook.cells import (
    COUNT,
    DIFFERENCE,
    NUMBER,
    PRECISE_SHARE,
    SCORE,
    Link,
)
from slavery_benchmark.formats.workbook.sheets import Column, ResultBook, Row
from slavery_benchmark.render.problems_text import counts_text, file_name
from slavery_benchmark.render.words import POSITION_WORDS, plain_name
from slavery_benchmark.render.xlsx.nodes import (
    KEY,
    submission_columns,
    submission_values,
)
from slavery_benchmark.render.xlsx.side_by_side import DIFFERS_KEY, has_measures, marked_level

CHECKS = "Checks"


def add_checks(book: ResultBook, report: Report) -> dict[tuple[int, str], Link]:
    """Add Checks: one row for each force and check; return a link to each (force, sheet row).

    The key is the force's number in the report, and sheet and row in its workbook as Sheet!14.
    """
    measured = has_measures(report.framework)
    columns = [
        Column("Force", 22),
        Column("Check", 9),
        Column("Question", 42),
        Column("State", 12),
        Column("Level", 7, COUNT),
        Column("Counts as level", 8, COUNT),
        Column("Score", 9, SCORE),
        Column("Against 2017", 11),
        *([Column("Differs from own cases", 11)] if measured else []),
        Column("Assurance", 12),
        Column("Evidence", 30),
        Column("Evidence date", 11.5),
        Column("Not applicable because", 24, printed=False),
        Column("Owner", 20, printed=False),
        Column("Comment", 30, printed=False),
        Column("Set aside", 9, printed=False),
        Column("Criterion", 10, printed=False),
        Column("Claimed score", 9, SCORE, printed=False),
        Column("Could be, low", 9, SCORE, printed=False),
        Column("Could be, high", 9, SCORE, printed=False),
        Column("2017 reference line", 10, SCORE, printed=False),
        Column("2017 range, low", 10, SCORE, printed=False),
        Column("2017 range, high", 10, SCORE, printed=False),
        Column("Difference", 11, DIFFERENCE, printed=False),
        Column("Band", 14, printed=False),
        Column("Weight", 9, NUMBER, printed=False),
        Column("Share of the whole", 10, PRECISE_SHARE, printed=False),
        Column("Cell", 21, printed=False),
        Column("Found there", 18, printed=False),
        *submission_columns(),
    ]
    placed = book.add_table_sheet(
        CHECKS,
        "Checks: every answer of every force",
        "One row for each force and check, to filter by. Evidence is as the force gave it: nobody "
        "has read it.",
        columns,
        (
            _check_row(force, check, measured=measured)
            for force in report.forces
            for check in force.checks
        ),
        lines=[
            KEY,
            *([f"Behind a level, {DIFFERS_KEY}: the measures are named."] if measured else []),
            "To the right of the printed columns: reason, owner, comment, weights, cell.",
        ],
        frozen_columns=2,
    )
    book.mark_positions(placed, 7, 8)
    links: dict[tuple[int, str], Link] = {}
    row = placed.header_row
    for number, force in enumerate(report.forces):
        for check in force.checks:
            row += 1
            place = _row_of(check.response.cell or "")
            if place:
                links[number, place] = Link(check.node.id, CHECKS, f"A{row}")
    return links


def _check_row(force: ForceScore, check: CheckScore, *, measured: bool) -> Row:
    node, response = check.node, check.response
    tally, reference = node.tally, node.reference
    return [
        plain_name(force.submission),
        node.id,
        node.title,
        response.state.value,
        marked_level(response.level, differs=bool(check.differs_from)),
        check.counted_level,
        tally.score,
        POSITION_WORDS[node.position],
        *([", ".join(check.differs_from)] if measured else []),
        check.assurance.value if check.assurance else None,
        response.evidence,
        response.evidence_date,
        response.not_applicable_reason,
        response.owner,
        response.comment,
        check.set_aside,
        node.parent,
        tally.claimed,
        tally.low,
        tally.high,
        reference.value if reference else None,
        reference.low if reference else None,
        reference.high if reference else None,
        node.difference,
        node.band,
        node.weight,
        node.effective_weight,
        response.cell,
        response.found,
        *submission_values(force),
    ]


def add_problems(book: ResultBook, report: Report, links: dict[tuple[int, str], Link]) -> None:
    """Add Problems: one row a problem, with a link to the check that it is about."""
    columns = [
        Column("File", 24),
        Column("Force", 24),
        Column("Cell", 22),
        Column("Severity", 10),
        Column("What is wrong", 40),
        Column("Found", 18),
        Column("Expected", 34),
        Column("Check", 10),
        Column("Problem code", 24, printed=False),
    ]

    def rows() -> Iterator[Row]:
        for item in report.unusable:
            yield _problem_row(item, "could not be used", None)
        for number, force in enumerate(report.forces):
            for item in force.submission.problems:
                link = links.get((number, _row_of(item.cell)))
                yield _problem_row(item, plain_name(force.submission), link)

    found = report.problems()
    said = f"{counts_text(found)}." if found else "No problems were found."
    book.add_table_sheet(
        "Problems",
        "Problems: what is wrong in the workbooks, cell by cell",
        said,
        columns,
        rows(),
        lines=["A link under Check leads to the answer concerned."] if found else [],
    )


def _problem_row(item: Problem, force: str, link: Link | None) -> Row:
    return [
        file_name(item),
        force,
        item.cell or "the whole file",
        item.severity.value,
        item.title,
        _found(item),
        _expected(item),
        link or "none",
        item.code.value,
    ]


def _found(item: Problem) -> str:
    if item.found is None:
        return "nothing to show"
    return item.found or "an empty cell"


def _expected(item: Problem) -> str:
    nearest = " or ".join(f"“{word}”" for word in item.nearest)
    return f"{item.expected}; nearest: {nearest}" if nearest else item.expected


def _row_of(cell: str) -> str:
    """Return sheet and row of an address, Sheet!14 of Sheet!K14; empty where there is no row."""
    sheet, _, address = cell.rpartition("!")
    row = address.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    return f"{sheet}!{row}" if sheet and row.isdigit() else ""
