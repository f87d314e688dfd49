"""What an action plan says of a criterion and of a promise, word for word."""

from datetime import date
from pathlib import Path

import msgspec
import pytest

from slavery_benchmark.core.change.actions import Action, ForceActions, action_plans
from slavery_benchmark.core.change.promises import Plan, Promise
from slavery_benchmark.core.framework.framework import Framework, Limit
from slavery_benchmark.core.scoring.scoring import score_submission
from slavery_benchmark.core.scoring.submission import Response, SourceFile
from slavery_benchmark.forms.action_plan_writer import render_actions_xlsx
from slavery_benchmark.pages.actions.promises import outcome_text, promises_line
from slavery_benchmark.pages.actions.words import (
    counts_line,
    plans_lines,
    status_text,
    why_lines,
)
from tests.builders import (
    AS_OF,
    answer,
    blank,
    criterion,
    framework,
    invalid,
    not_applicable,
    submission,
)
from tests.formats.xlsx_checklist import faults
from tests.forms.action_plans import PlanFile, read_plan, sample_report

KEY = "fictional-aldermoss"
FIVE = framework({"A": (1, [criterion("A-01", [(letter, 1) for letter in "abcde"])])})
LOW = [answer(f"A-01{letter}", 1) for letter in "abcde"]
EARLY, LATE = date(2026, 1, 31), date(2026, 12, 31)


def of(responses: list[Response], *plans: Plan, made: Framework = FIVE) -> ForceActions:
    force = score_submission(submission(responses), made)
    return action_plans([force], made, plans, AS_OF).forces[0]


def only(item: ForceActions) -> Action:
    (action,) = item.actions
    return action


def planned(*changes: dict[str, object], empty: tuple[str, ...] = ()) -> Plan:
    blank_promise = Promise(
        force="Aldermoss Constabulary", key=KEY, criterion="A-01", steps="A step", owner="",
        due=None, done=None, note="", cell="Action plan!F9",
    )  # fmt: skip
    return Plan(
        source=SourceFile("plan.xlsx", "0" * 64, "plan.xlsx"),
        as_of=AS_OF,
        promises=tuple(msgspec.structs.replace(blank_promise, **change) for change in changes),
        empty=tuple((KEY, name) for name in empty),
        problems=(),
    )


@pytest.mark.parametrize(
    ("responses", "said"),
    [
        (LOW, "Scores 25.0, no better than 2017, within the 2017 range 0 to 25; the target is 75."),
        (
            [*(answer(f"A-01{letter}", 4) for letter in "abcd"), answer("A-01e", 1)],
            "Scores 85.0, above the 2017 range 0 to 25; the target is 75, and it is not at target: "
            "A-01e counts as 1 Emerging, below level 2.",
        ),
        (
            [*LOW[:4], blank("A-01e")],
            "Scores 25.0 (could be 20.0 to 40.0), not certain against the 2017 range 0 to 25; "
            "the target is 75.",
        ),
        (
            [*LOW[:3], blank("A-01d"), invalid("A-01e")],
            "Not known: 60% of it is answered, and 80% is needed. So far it scores 25.0; it could "
            "be 15.0 to 55.0.",
        ),
        (
            [*LOW[:2], *(not_applicable(f"A-01{letter}") for letter in "cde")],
            "Not known: 60% of it is not applicable, and more than 50% leaves too little. The rest "
            "scores 25.0.",
        ),
        (
            [blank(f"A-01{letter}") for letter in "abcde"],
            "Not known: nothing is answered, which is not 0.",
        ),
    ],
)
def test_where_a_criterion_stands(responses: list[Response], said: str) -> None:
    assert status_text(only(of(responses)), FIVE) == said


def test_a_share_answered_that_rounds_to_what_is_needed_is_said_to_be_under_it() -> None:
    made = framework({"A": (1, [criterion("A-01", [("a", 796), ("b", 204)])])})
    item = of([answer("A-01a", 1), blank("A-01b")], made=made)
    assert "Not known: under 80% of it is answered, and 80% is needed." in status_text(
        only(item), made
    )


def test_why_names_levels_support_and_what_is_missing_with_their_cells() -> None:
    responses = [
        answer("A-01a", 2),
        answer("A-01b", 0),
        answer("A-01c", 4, confirmed=None),
        answer("A-01d", 4),
        blank("A-01e"),
    ]
    item = of(responses)
    assert list(why_lines(only(item), item, FIVE)) == [
        "Lowest levels: A-01b 0 Not in place, A-01a 2 Partly in place (Self-assessment!K5, K5).",
        "A-01c judged 4 Embedded counts as 2 Partly in place, as no reference stands beside it "
        "(Self-assessment!K5).",
        "A-01e: not answered.",
    ]


@pytest.mark.parametrize(
    ("first", "said"),
    [
        (answer("A-01a", 1), "The framework's limit on it holds the overall band at Emerging."),
        (
            blank("A-01a"),
            "The framework's limit on it keeps the overall band back, as it cannot be tested.",
        ),
    ],
)
def test_a_limit_that_the_criterion_brings_about_is_said(first: Response, said: str) -> None:
    limit = Limit(
        id="one", criterion="A-01", below_level=2, cap="Emerging", because="It is a test."
    )
    parts = [criterion("A-01", [("a", 1)]), criterion("A-02", [("a", 1)], weight=9)]
    made = framework({"A": (1, parts)}, [limit])
    item = of([first, answer("A-02a", 4)], made=made)
    assert said in list(why_lines(only(item), item, made))


@pytest.mark.parametrize(
    ("responses", "said"),
    [
        (
            LOW,
            "Not at target: 1 of 1 criterion (1 no better than 2017, 0 above it). At target: 0.",
        ),
        (
            [*LOW[:4], blank("A-01e")],
            "Not at target: 1 of 1 criterion (0 no better than 2017, 1 not certain, "
            "0 above it). At target: 0.",
        ),
        (
            [blank(f"A-01{letter}") for letter in "abcde"],
            "No criterion is known to be off target. Too little is known of 1 to say. "
            "At target: 0.",
        ),
        (
            [not_applicable(f"A-01{letter}") for letter in "abcde"],
            "No criterion is known to be off target. At target: 0. Not applicable: 1.",
        ),
    ],
)
def test_how_many_criteria_stand_where(responses: list[Response], said: str) -> None:
    assert counts_line(of(responses), FIVE.words) == said


@pytest.mark.parametrize(
    ("level", "changes", "said", "without_dates"),
    [
        (
            1,
            {"due": EARLY},
            "Overdue: due 31 January 2026, not marked as done. Now 25.0, no better than 2017.",
            "Overdue: not marked as done. Now 25.0, no better than 2017.",
        ),
        (
            1,
            {"due": EARLY, "done": EARLY},
            "Overdue: due 31 January 2026, done 31 January 2026, not at target. Now 25.0, "
            "no better than 2017.",
            "Overdue: done, not at target. Now 25.0, no better than 2017.",
        ),
        (
            2,
            {"due": LATE, "done": EARLY},
            "Done 31 January 2026, not at target. Now 50.0, above 2017.",
            "Done, not at target. Now 50.0, above 2017.",
        ),
        (
            1,
            {"due": LATE},
            "Not yet due: 31 December 2026. Now 25.0, no better than 2017.",
            "Not yet due. Now 25.0, no better than 2017.",
        ),
        (
            1,
            {"done": date(2026, 6, 1)},
            "Done 1 June 2026, after the period shown here. Now 25.0, no better than 2017.",
            "Done, after the period shown here. Now 25.0, no better than 2017.",
        ),
        (
            1,
            {"done_found": "soon"},
            "Not clear whether done: found “soon”. Now 25.0, no better than 2017.",
            "Not clear whether done: found “soon”. Now 25.0, no better than 2017.",
        ),
        (
            1,
            {"due_found": "spring"},
            "Not marked as done; the due date cannot be read: “spring”. Now "
            "25.0, no better than 2017.",
            "Not marked as done; the due date cannot be read: “spring”. Now "
            "25.0, no better than 2017.",
        ),
        (4, {"due": EARLY}, "At target now: 100.0.", "At target now: 100.0."),
    ],
)
def test_what_is_said_of_a_promise(
    level: int, changes: dict[str, object], said: str, without_dates: str
) -> None:
    item = of([answer(f"A-01{letter}", level) for letter in "abcde"], planned(changes))
    (found,) = item.promises
    assert outcome_text(found, FIVE.words) == said
    assert outcome_text(found, FIVE.words, dates=False) == without_dates


def test_what_is_said_of_a_promise_where_too_little_is_known_or_nothing_applies() -> None:
    (unknown,) = of([blank(f"A-01{x}") for x in "abcde"], planned({"done": EARLY})).promises
    assert (
        outcome_text(unknown, FIVE.words)
        == "Done 31 January 2026. Now too little known to place it."
    )
    excused = [not_applicable(f"A-01{letter}") for letter in "abcde"]
    (gone,) = of(excused, planned({"due": EARLY})).promises
    assert outcome_text(gone, FIVE.words) == "Not applicable now."


def test_promises_are_counted_in_plain_words() -> None:
    changes: list[dict[str, object]] = [
        {"due": EARLY}, {"due": EARLY, "done": EARLY}, {"done": EARLY}, {},
    ]  # fmt: skip
    assert promises_line(of(LOW, planned(*changes))) == (
        "Promised before: 4 steps on 1 criterion. Overdue: 2 (1 not marked as done, 1 done, not at "
        "target); 1 done, not at target; 1 not marked as done, without a due date."
    )
    assert promises_line(of(LOW, planned(empty=("A-01",)))) == (
        "On the earlier plan, nothing was written beside A-01."
    )
    assert promises_line(of(LOW)) == ""


def test_many_criteria_without_steps_are_counted_and_not_named() -> None:
    ids = [f"A-0{number}" for number in range(1, 9)]
    made = framework({"A": (1, [criterion(name, [("a", 1)]) for name in ids])})
    item = of([answer(f"{name}a", 1) for name in ids], planned({}, empty=tuple(ids)), made=made)
    assert promises_line(item).endswith("Nothing was written beside 7 other criteria.")


def test_the_plans_read_back_are_named_with_their_day() -> None:
    force = score_submission(submission(LOW), FIVE)
    plans = action_plans([force], FIVE, [planned({})], AS_OF)
    assert list(plans_lines(plans)) == [
        "Read back: plan.xlsx, of 23 November 2026; 1 row filled in."
    ]


def test_the_workbook_meets_the_checklist_for_spreadsheets(tmp_path: Path) -> None:
    made = PlanFile()
    made.fill("brindlewick", "INV-03", "A step", "Head of crime", "next spring", "yes")
    earlier = read_plan(made.save(tmp_path / "plan.xlsx"))
    report = sample_report()
    plans = action_plans(report.forces, report.framework, [earlier], AS_OF)
    # its notes are the lines above its table
    assert faults(render_actions_xlsx(report, plans, AS_OF)) == ["no sheet of notes"]
