"""Runs of invented forces with case files, under the shipped framework, for tests of views."""

from collections.abc import Mapping, Sequence
from datetime import date
from random import Random

import msgspec

from slavery_benchmark.core.cases.table import CaseFiles, CaseTable, CaseValue, Selection
from slavery_benchmark.core.framework.framework import Framework
from slavery_benchmark.core.problems import Code, problem
from slavery_benchmark.core.scoring.report import Report, build_report
from slavery_benchmark.core.scoring.scores import Assurance, ForceScore
from slavery_benchmark.core.scoring.scoring import score_submission
from slavery_benchmark.core.scoring.submission import Response
from slavery_benchmark.core.view.build import build_report_data
from slavery_benchmark.core.view.model import ReportData, View
from tests.builders import AS_OF, END, START, answer, shipped_criteria, submission
from tests.cases import case_files

Columns = Mapping[str, Sequence[CaseValue]]
DAY = date(2025, 6, 1).toordinal()
HIDDEN = "NOT FOR THE PUBLIC"


def shipped() -> Framework:
    """Return the shipped framework."""
    return shipped_criteria().framework


def columns(random: Random, cases: int, rates: Mapping[str, float]) -> dict[str, list[CaseValue]]:
    """Return whole case files in which what a column asks holds in this share of the cases."""

    def yes(column: str) -> bool:
        return random.random() < rates.get(column, 0.5)

    def word(column: str) -> list[CaseValue]:
        return ["Yes" if yes(column) else "No" for _ in range(cases)]

    def people(column: str, of: Sequence[CaseValue]) -> list[CaseValue]:
        return [sum(yes(column) for _ in range(int(n))) for n in of]

    victims: list[CaseValue] = [random.randint(1, 3) for _ in range(cases)]
    moved = people("moved", victims)
    started: list[CaseValue] = [DAY + (1 if yes("started") else 20) for _ in range(cases)]
    return {
        "route": ["Police discovery" if yes("route") else "Public" for _ in range(cases)],
        "first_contact": [DAY] * cases,
        "recognised": [DAY + random.randint(0, 60) for _ in range(cases)],
        "reported": [DAY] * cases,
        "reasonable_grounds": ["not yet"] * cases,
        "recorded": [DAY + (1 if yes("recorded") else 9) for _ in range(cases)],
        "crimes": people("crimes", victims),
        "started": [day if yes("begun") else "not yet" for day in started],
        "reviewed": [
            int(day) + (5 if yes("reviewed") else 40) for day in started
        ],
        "closed": [DAY + 90 if yes("closed") else "not yet" for _ in range(cases)],
        "lines": word("lines"),
        "suspect": word("suspect"),
        "order": [
            random.choice(["Considered", "Applied for", "Made"]) if yes("order")
            else "Not considered"
            for _ in range(cases)
        ],
        "victims": victims,
        "safeguarded": people("safeguarded", victims),
        "referred": people("referred", victims),
        "notified": [0] * cases,
        "arrested": people("arrested", victims),
        "arrest": [DAY] * cases,
        "turned": [DAY + (1 if yes("turned") else 9) for _ in range(cases)],
        "immigration": people("immigration", victims),
        "section_45": word("section_45"),
        "moved": moved,
        "in_contact": people("in_contact", moved),
        "other_forces": word("other_forces"),
        "lead_force": word("lead_force"),
        "nca": word("nca"),
        "rocu": ["Not needed" if yes("rocu_needless") else item for item in word("rocu")],
    }  # fmt: skip


def files(made: Columns) -> CaseFiles:
    """Return case files of these columns, all of them listed."""
    return case_files(made)


def scored(
    name: str, made: Columns | CaseFiles | None, level: int = 2, **changes: object
) -> ForceScore:
    """Return the scores of a force with this level in each answer, and everything secret."""
    framework = shipped()
    if made is None:
        made = CaseFiles(table=None, listed=0, in_period=None, selection=Selection.UNSAID)
    cases = made if isinstance(made, CaseFiles) else files(made)
    own = submission(
        [_answer(check.id, level) for _, _, check in framework.checks()],
        force=name,
        code=name.casefold(),
        cases=cases,
        problems=(
            problem(Code.LEVEL_NOT_RECOGNISED, file=f"{HIDDEN}.xlsx", cell="A1", found=HIDDEN,
                    expected="a level"),
        ),
        **changes,
    )  # fmt: skip
    score = score_submission(own, framework)
    if cases.table is None:
        return score
    # as in a run that does not keep the tables
    bare = msgspec.structs.replace(cases, table=None)
    kept = msgspec.structs.replace(own, cases=bare)
    return msgspec.structs.replace(score, submission=kept)


def _answer(check: str, level: int) -> Response:
    return msgspec.structs.replace(
        answer(check, level), evidence=HIDDEN, owner=HIDDEN, comment=HIDDEN, found=HIDDEN,
        evidence_cell=HIDDEN, not_applicable_reason=HIDDEN,
    )  # fmt: skip


def report_of(forces: Sequence[ForceScore], at_least: Assurance = Assurance.ASSERTED) -> Report:
    """Return the report of these forces."""
    return build_report(
        tool_version="1",
        as_of=AS_OF,
        framework=shipped(),
        scores=forces,
        unusable=[problem(Code.FILE_MISSING, file=f"{HIDDEN}.ods", expected="a file")],
        at_least=at_least,
    )


def viewed(forces: Sequence[ForceScore], view: View, own: str | None = None) -> ReportData:
    """Return what a view shows of these forces."""
    return build_report_data(report_of(forces), view=view, digest="d1g35t", own=own)


def table_of(made: Columns) -> CaseTable:
    """Return the case table of these columns."""
    table = files(made).table
    assert table is not None
    return table


assert START.toordinal() < DAY < END.toordinal()
