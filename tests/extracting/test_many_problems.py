"""Sheets with far more wrong than anybody would mend: a bounded list, in a bounded time."""

import difflib
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.chart import BarChart

from slavery_benchmark.core.problems import Code, UnusableError
from slavery_benchmark.extracting import case_files, layout, problem_log, table
from slavery_benchmark.extracting.case_log import SHOWN
from tests.extracting.case_sheets import cases, cell_of, read, sheet_of
from tests.returns import Return, extracted, tampered


def test_problems_alike_on_a_sheet_are_counted_past_the_first_thousand() -> None:
    log = problem_log.ProblemLog("x.xlsx")
    for row in range(problem_log.MOST + 7):
        log.add(Code.CHECK_UNKNOWN, f"Self-assessment!A{row + 1}", found="x", expected="an id")
    log.add(Code.CHECK_UNKNOWN, "Cover!A1", found="x", expected="an id")
    said = log.ordered()
    assert len(said) == problem_log.MOST + 2
    assert said[-2].cell == "Cover!A1"
    assert said[-1].line() == (
        "x.xlsx: Self-assessment: error: no such check in this framework, so the row is left out: "
        "found “7 more cells like this on the sheet”; expected the same as in the cells listed. "
        "[check-unknown]"
    )


def test_rows_of_unknown_checks_are_listed_to_a_bound(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(problem_log, "MOST", 5)
    monkeypatch.setattr(table, "_MOST_SLIPS", 3)

    def tamper(made: Return) -> None:
        last = made.answers.max_row
        for n in range(9):
            made.answers.cell(last + 1 + n, made.columns[layout.CHECK], f"note {n}")
            made.answers.cell(last + 1 + n, made.columns[layout.LEVEL], 3)

    problems = extracted(tampered(tmp_path / "x.xlsx", tamper)).problems
    unknown = [item for item in problems if item.code is Code.CHECK_UNKNOWN]
    assert len(unknown) == 6
    assert unknown[-1].found == "4 more cells like this on the sheet"


def test_a_slip_of_a_check_is_looked_for_once_for_each_content(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: Counter[str] = Counter()

    def nearest(said: str, choices: Iterable[str]) -> tuple[str, ...]:
        asked[said] += 1
        return tuple(choices)[:1] if said == "LEA-1a" else ()

    monkeypatch.setattr(table, "nearest", nearest)

    def tamper(made: Return) -> None:
        last = made.answers.max_row
        for n in range(8):
            said = ("LEA-1a", "x" * 500)[n % 2]
            made.answers.cell(last + 1 + n, made.columns[layout.CHECK], said)

    problems = extracted(tampered(tmp_path / "x.xlsx", tamper)).problems
    assert asked["LEA-1a"] == 1
    assert asked["x" * 500] == 0
    assert sum(item.code is Code.CHECK_UNKNOWN for item in problems) == 4


def test_a_case_sheet_of_which_nothing_can_be_read_is_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(case_files, "MOST_BAD", 1_000)
    rows = [{**row, "started": f"soon {n}"} for n, row in enumerate(cases(1_600))]
    with pytest.raises(UnusableError) as caught:
        read(sheet_of(rows))
    problem = caught.value.problem
    assert problem.code is Code.TOO_LARGE
    assert problem.cell == cell_of("started")
    assert (
        problem.found
        == "a text of 6 characters, and more than 1,000 other contents that cannot be read"
    )
    assert problem.expected.startswith("a date, “Not yet”")


def test_the_same_wrong_content_in_every_case_is_no_reason_to_refuse() -> None:
    rows: list[dict[str, Any]] = [{**row, "started": "soon"} for row in cases(2_000)]
    table_read, _, problems = read(sheet_of(rows))
    assert table_read is not None
    assert len(problems) == SHOWN + 1
    assert problems[-1].found == f"{2_000 - SHOWN:,} more cells like this in the column"


def test_a_nearest_word_is_looked_for_only_where_it_is_shown(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    calls: list[str] = []
    compare = difflib.get_close_matches

    def counted(word: str, *args: Any, **named: Any) -> list[str]:
        calls.append(word)
        return compare(word, *args, **named)

    monkeypatch.setattr(difflib, "get_close_matches", counted)
    rows: list[dict[str, Any]] = [
        {**r, "started": f"Not yett {n}"} for n, r in enumerate(cases(SHOWN + 70))
    ]
    _, _, problems = read(sheet_of(rows))
    assert len(problems) == SHOWN + 1
    assert problems[0].nearest == (layout.NOT_YET_WORDS,)
    assert {said.split()[-1] for said in calls} == {str(n) for n in range(SHOWN)}


def test_a_cover_that_holds_something_else_is_not_called_empty(tmp_path: Path) -> None:
    def tamper(made: Return) -> None:
        made.cover.delete_rows(1, made.cover.max_row)
        made.cover["C3"] = "Budget"

    with pytest.raises(UnusableError) as caught:
        extracted(tampered(tmp_path / "x.xlsx", tamper))
    problem = caught.value.problem
    assert (problem.code, problem.cell) == (Code.SHEET_MISSING, "Cover")
    assert problem.found == "another sheet under this name, with its first cell at Cover!C3"


def test_a_cover_without_a_cell_is_called_empty(tmp_path: Path) -> None:
    with pytest.raises(UnusableError) as caught:
        extracted(
            tampered(
                tmp_path / "x.xlsx", lambda made: made.cover.delete_rows(1, made.cover.max_row)
            )
        )
    assert caught.value.problem.code is Code.SHEET_EMPTY


def test_a_chart_in_place_of_the_answers(tmp_path: Path) -> None:
    path = tampered(tmp_path / "x.xlsx")
    book = openpyxl.load_workbook(path)
    del book[layout.ANSWERS_SHEET]
    book.create_chartsheet(layout.ANSWERS_SHEET).add_chart(BarChart())
    book.save(path)
    with pytest.raises(UnusableError) as caught:
        extracted(path)
    assert caught.value.problem.expected == "a sheet of cells"
