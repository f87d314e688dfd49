"""Problems as things to do: what is wrong alike in a column is one."""

import pytest
from msgspec import structs

from slavery_benchmark.core.problem_codes import Code, Severity
from slavery_benchmark.core.problems import Problem, problem
from slavery_benchmark.formats import written
from slavery_benchmark.pages.check.page import check_page
from slavery_benchmark.pages.things_to_do import things_to_do
from tests.builders import answer, blank, shipped_criteria, submission
from tests.reports import report_of

CASES, ANSWERS = "Case files", "Self-assessment"


def bad(
    cell: str,
    found: str | None = "x",
    code: Code = Code.LEVEL_NOT_RECOGNISED,
    nearest: tuple[str, ...] = (),
    **more: str,
) -> Problem:
    made = problem(code, file="x.xlsx", cell=cell, found=found, expected="a level", nearest=nearest)
    return structs.replace(made, **more)


def test_the_cells_of_a_column_are_one_thing() -> None:
    (thing,) = things_to_do([bad(f"{ANSWERS}!K{row}", column="Level") for row in range(5, 53)])
    assert (thing.where, thing.cells, thing.count) == (
        "Self-assessment, Level",
        "48 cells, K5 to K52",
        48,
    )
    assert thing.said == "found “x” (48 times); expected a level"
    assert thing.line() == (
        "x.xlsx: Self-assessment, Level: 48 cells, K5 to K52: error: the level is not recognised, "
        "so the check counts as unanswered; found “x” (48 times); expected a level. "
        "[level-not-recognised]"
    )


def test_of_few_cells_each_is_told_with_what_is_nearest() -> None:
    (thing,) = things_to_do(
        [
            bad(f"{ANSWERS}!K5", "7", nearest=("4 Embedded",), column="Level", check="LEA-01a"),
            bad(f"{ANSWERS}!K9", "mostly", column="Level", check="LEA-03a"),
        ]
    )
    assert thing.cells == "K5 (LEA-01a), K9 (LEA-03a)"
    assert thing.said == (
        "found “7” at K5 (nearest: “4 Embedded”), “mostly” at K9; expected a level"
    )


def test_one_alone_says_itself() -> None:
    item = bad(f"{ANSWERS}!K5", column="Level")
    assert [thing.line() for thing in things_to_do([item])] == [item.line()]


def test_what_is_not_listed_counts() -> None:
    listed = [bad(f"{CASES}!E{row}", column="Date reported") for row in range(6, 16)]
    more = bad(f"{CASES}!E", "1,290 more cells like this in the column", column="Date reported")
    (thing,) = things_to_do([*listed, more])
    assert (thing.count, thing.cells) == (1300, "1,300 cells, E6 to E15 and below")


def test_one_paste_is_one_thing_over_all_its_columns() -> None:
    code = Code.DATE_READ_FROM_TEXT
    pasted = [
        bad(f"{CASES}!{letters}", f"48 cells, {letters}5 to {letters}52", code, column=letters)
        for letters in "CDEF"
    ]
    (thing,) = things_to_do(pasted)
    assert (thing.where, thing.count) == (CASES, 192)
    assert thing.cells == "192 cells in 4 columns (C, D, E …), rows 5 to 52"


def test_lines_of_a_cover_are_told_apart_and_errors_come_first() -> None:
    things = things_to_do(
        [
            bad("Cover!B7", code=Code.PERIOD_LONG),
            bad("Cover!B5", code=Code.FORCE_MISSING),
            bad("Cover!B9", code=Code.FORCE_MISSING),
            bad("", code=Code.SUBMISSION_TWICE),
        ]
    )
    assert [thing.severity for thing in things] == [Severity.ERROR] * 3 + [Severity.WARNING]
    assert [thing.where for thing in things] == ["Cover", "Cover", "the whole file", "Cover"]


@pytest.mark.parametrize("count", [2, 6, 9])
def test_what_is_expected_differs(count: int) -> None:
    items = [
        problem(Code.CHECK_MISSING, file="x.xlsx", cell=ANSWERS, expected=f"a row for {n}")
        for n in range(count)
    ]
    (thing,) = things_to_do(items)
    named = count if count <= 6 else 3
    said = "; ".join(f"a row for {n}" for n in range(named))
    assert thing.said == f"expected {said}" + ("" if count <= 6 else "; and 6 more")


def test_cells_with_sound_ones_between_are_each_named() -> None:
    rows = (5, 6, 9, 11, 12, 13)
    (thing,) = things_to_do([bad(f"{ANSWERS}!K{row}", column="Level") for row in rows])
    assert (thing.cells, thing.between) == ("6 cells, K5 to K13", "K5, K6, K9, K11 to K13")
    (whole,) = things_to_do([bad(f"{ANSWERS}!K{row}", column="Level") for row in range(5, 53)])
    assert whole.between == "", "there is none between"
    (many,) = things_to_do([bad(f"{ANSWERS}!K{row}", column="Level") for row in range(5, 53, 2)])
    assert many.between == "", "nobody would read two dozen cells"


def test_what_was_found_stands_beside_what_is_nearest_to_it() -> None:
    words = {"ongoing": ("Not yet",), "-": ()}
    group = [
        bad(f"{CASES}!K{row}", word, column="Date closed", nearest=words[word], expected=expected)
        for row, (word, expected) in enumerate(
            [*[("ongoing", "a date")] * 7, ("-", "a date; or nothing")], start=6
        )
    ]
    (thing,) = things_to_do(group)
    assert thing.said == (
        "found “ongoing” (7 times; nearest: “Not yet”), “-”; expected a date; or nothing"
    )


def test_the_page_says_what_is_blank_and_how_to_mark() -> None:
    checks = [check.id for _, _, check in shipped_criteria().framework.checks()]
    answers = [blank(checks[0]), *(answer(check, 3) for check in checks[1:])]
    problems = (bad("Self-assessment!K6", column="Level", check=checks[1]),)
    document = check_page(report_of(submission(answers, problems=problems)))
    text = written(document, "markdown").decode()
    assert document.lead[0].startswith("aldermoss.xlsx: 1 error. 52 of 53 checks answered")
    assert f"Not answered (1): {checks[0]}." in text
    assert f"{checks[1]} " in text
    assert "benchmark check aldermoss.xlsx --mark marked.xlsx" in text.replace("\\", "")
    assert "Choose from the list the highest level whose every" in text


def test_evidence_that_repeats_itself_is_a_question() -> None:
    checks = [check.id for _, _, check in shipped_criteria().framework.checks()]
    answers = [
        structs.replace(
            answer(check, 3), evidence=f"Log {n}", evidence_cell=f"Self-assessment!M{n}"
        )
        for n, check in enumerate(checks)
    ]
    answers[4] = structs.replace(answers[4], evidence=answers[2].evidence)
    text = written(check_page(report_of(submission(answers))), "markdown").decode()
    assert (
        f"{checks[2]} (M2) and {checks[4]} (M4) name the same evidence, word for word: does it "
        "show both?"
    ) in text
    assert "Log 2" not in text


def test_many_workbooks_have_a_section_each() -> None:
    checks = [check.id for _, _, check in shipped_criteria().framework.checks()]
    sound = submission([answer(check, 2) for check in checks])
    other = structs.replace(sound, problems=(bad("Cover!B7", code=Code.PERIOD_LONG),))
    other = structs.replace(other, force="Brindlewick Police", code="fictional-brindlewick")
    document = check_page(report_of(sound, other))
    assert document.lead == ("2 workbooks: 1 warning; 1 without any.",)
    assert [section.title for section in document.sections][:2] == ["aldermoss.xlsx"] * 2
