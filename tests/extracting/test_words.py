"""Words as people write them, and text that a program left where it had an error."""

import pytest

from slavery_benchmark.core.framework.register import Force, Register
from slavery_benchmark.core.scoring.submission import State
from slavery_benchmark.core.text import fold
from slavery_benchmark.extracting import layout
from slavery_benchmark.extracting.values import Bad, is_error_text, read_level
from slavery_benchmark.reading.reader import CellValue
from tests.builders import shipped_criteria
from tests.extracting.case_sheets import case, lines, read, sheet_of
from tests.extracting.raw_returns import cell_of_answer, extracted_raw, raw_return
from tests.returns import found

LEVELS = shipped_criteria().framework.levels
REGISTER = shipped_criteria().register


@pytest.mark.parametrize(
    "said",
    [
        *(
            "Level 3",
            "level: 3",
            "LEVEL 3 - In place",
            "3 - In place",
            "3 – In place",
            "3—In place",
        ),
        *("3 (In place)", "3) In place", "3. in place", "3 = In place", "Level no. 3"),
        *("3.", "In place.", "Level 3."),
    ],
)
def test_a_level_in_many_words(said: str) -> None:
    assert read_level(said, LEVELS) == 3


@pytest.mark.parametrize("said", ["Level", "Level three", "Level 33", "3 - Embedded", "Level 3.5"])
def test_what_is_no_level(said: str) -> None:
    assert not isinstance(read_level(said, LEVELS), int)


@pytest.mark.parametrize(
    ("said", "near"),
    [
        *((said, ("3 In place",)) for said in ("L3", "(3)", "3?", "3*", "three", "Level three")),
        *((said, ("3 In place", "4 Embedded")) for said in ("3/4", "3 to 4", "three or four")),
        *((said, ()) for said in ("30%", "3%", "2, 3 or 4", "7 of 9", "12/3", "mostly")),
    ],
)
def test_levels_that_a_text_names_are_the_nearest(said: str, near: tuple[str, ...]) -> None:
    found = read_level(said, LEVELS)
    assert isinstance(found, Bad)
    assert found.nearest == near


def test_dashes_are_one() -> None:
    assert {fold(f"INV{dash}01a") for dash in "-‐‑‒–—−"} == {"inv-01a"}


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ("Aldermoss Police", "fictional-aldermoss"),
        ("The Aldermoss Constabulary", "fictional-aldermoss"),
        ("the brindlewick police service", "fictional-brindlewick"),
        ("Foxglove–Vale Police", "fictional-foxglove-vale"),
        ("The Metropolitan Police", "metropolitan"),
        ("Kent Constabulary", "kent"),
        ("Cheshire Police", "cheshire"),
        ("Avon&Somerset Police", "avon-and-somerset"),
    ],
)
def test_a_force_by_another_of_its_names(said: str, code: str) -> None:
    force = REGISTER.find(said)
    assert force is not None
    assert force.code == code


@pytest.mark.parametrize("said", ["Police", "The Police", "Constabulary", "Moss Police", ""])
def test_a_name_of_no_force(said: str) -> None:
    assert REGISTER.find(said) is None


@pytest.mark.parametrize(
    "said", ["#N/A", "#VALUE!", "#REF!", "#NAME?", "Err:508", "#n/a", " #DIV/0! "]
)
def test_text_of_an_error(said: str) -> None:
    assert is_error_text(said)


def test_text_of_an_error_is_no_evidence_and_no_reason() -> None:
    made = extracted_raw(
        raw_return(
            answers={
                ("INV-01a", layout.EVIDENCE): "#REF!",
                ("INV-01b", layout.LEVEL): "Not applicable",
                ("INV-01b", layout.REASON): "#N/A",
            }
        )
    )
    answers = {item.check: item for item in made.responses}
    assert answers["INV-01a"].evidence == ""
    assert answers["INV-01b"].state is State.INVALID
    codes = found(made.problems)
    assert ("cell-error", cell_of_answer("INV-01a", layout.EVIDENCE)) in codes
    assert ("cell-error", cell_of_answer("INV-01b", layout.REASON)) in codes
    assert ("reason-missing", cell_of_answer("INV-01b", layout.REASON)) in codes


def test_cases_without_the_day_they_came_in_are_said() -> None:
    rows = [case(1, reported=""), case(2), case(3, reported="")]
    table, _, problems = read(sheet_of(rows))
    assert lines(problems) == [
        "Case files!E: warning: cases lack the day they came in, so nobody knows if they are of "
        "the period; they count: found “2 of 3 cases without it, in rows 6 to 8”; expected a "
        "date under Date reported. [cases-undated]"
    ]
    assert table is not None
    assert len(table) == 3


def test_a_name_that_may_mean_two_forces_means_none() -> None:
    names = (
        ("Moss Police", "Moss"),
        ("Moss Constabulary", "Mossdale"),
        ("Dale Constabulary", "Dale"),
    )
    forces = tuple(
        Force(code=short, name=name, short_name=short, kind="fictional") for name, short in names
    )
    assert Register(forces).find("The Moss Police") is None
    assert Register(forces[:1]).find("The Moss Police") is forces[0]


def test_the_lines_of_the_cover_on_cases_have_what_is_nearest() -> None:
    said: dict[str, CellValue] = {
        layout.CASES_IN_PERIOD: "45 (approx)",
        layout.HOW_CHOSEN: "all of them",
    }
    problems = extracted_raw(raw_return(said)).problems
    assert [item.nearest for item in problems if item.cell.startswith("Cover!")] == [
        ("45",),
        ("All",),
    ]


def test_a_name_with_the_mark_of_a_footnote_is_near_to_the_force() -> None:
    made = extracted_raw(raw_return(cover={layout.FORCE: "Aldermoss Constabulary\u00b9"}))
    (item,) = [item for item in made.problems if item.code == "force-unknown"]
    assert item.nearest == ("Aldermoss Constabulary",)
