"""What else to ask on a visit: questions that move neither a score nor an order."""

from collections.abc import Sequence

import msgspec
import pytest

from slavery_benchmark.core.cases.table import CaseFiles, CaseValue, Selection
from slavery_benchmark.core.framework.framework import Framework
from slavery_benchmark.core.scoring.scores import ForceScore
from slavery_benchmark.core.scoring.submission import Response
from slavery_benchmark.core.visit.all_forces import visit_lists
from slavery_benchmark.core.visit.entry import Earlier
from slavery_benchmark.core.visit.questions import Question, Recorded, Topic
from slavery_benchmark.pages.visit.asking import question_lines
from tests.builders import (
    answer,
    blank,
    criterion,
    framework,
    shipped_criteria,
    submission,
)
from tests.core.visit.visits import OPENED, case, files, measure, measured, one_criterion, scored

FIVE = framework({"A": (1, [criterion("A-01", [(letter, 1) for letter in "abcde"])])})
IDS = tuple(f"A-01{letter}" for letter in "abcde")


def with_evidence(*texts: str, level: int = 4) -> list[Response]:
    return [
        msgspec.structs.replace(answer(check, level), evidence=text)
        for check, text in zip(IDS, texts, strict=True)
    ]


def asked(
    made: Framework, *forces: ForceScore, earlier: Sequence[Earlier | None] = ()
) -> tuple[Question, ...]:
    """Return the questions to the first of these forces."""
    return visit_lists(forces, made, earlier).forces[0].questions


def said(made: Framework, force: ForceScore, questions: Sequence[Question]) -> list[str]:
    return list(question_lines(questions, force, made))


def test_one_text_beside_three_checks_is_a_question_and_beside_two_is_none() -> None:
    force = scored(FIVE, with_evidence("Policy 7.", "policy 7", "POLICY, 7", "Log", "Audit"))
    (item,) = asked(FIVE, force)
    assert (item.topic, item.count, item.of, item.checks) == (Topic.REPEATED, 3, 5, IDS[:3])
    assert said(FIVE, force, [item]) == [
        "The same evidence, “Policy 7.”, stands beside 3 of 5 checks (A-01a, A-01b, A-01c). Ask "
        "which of them it bears out."
    ]
    force = scored(FIVE, with_evidence("Policy 7", "Policy 7", "Policy 8", "Log", "Audit"))
    assert asked(FIVE, force) == ()


def test_in_a_long_text_another_number_makes_no_other_text() -> None:
    long = "Minutes of the strategic board on modern slavery, item {}, as agreed"
    force = scored(FIVE, with_evidence(*(long.format(n) for n in range(5))))
    (item,) = asked(FIVE, force)
    assert item.count == 5
    short = scored(FIVE, with_evidence(*(f"File MS {n}" for n in range(5))))
    assert asked(FIVE, short) == (), "files of several numbers are several files"
    assert "…”" in said(FIVE, force, [item])[0], "a long text is cut"


def test_evidence_that_another_force_gives_too_is_a_question_to_both() -> None:
    text = "Supervisors dip-sample ten cases each month"
    one = scored(FIVE, with_evidence(text, "a", "b", "c", "d"), force="One", code="one")
    two = scored(FIVE, with_evidence("e", f"{text}.", "f", "g", "h"), force="Two", code="two")
    lists = visit_lists([one, two], FIVE)
    found = [item for visit in lists.forces for item in visit.questions]
    assert [(item.topic, item.checks, item.others) for item in found] == [
        (Topic.SHARED, ("A-01a",), ("Two",)),
        (Topic.SHARED, ("A-01b",), ("One",)),
    ]
    assert said(FIVE, one, found[:1]) == [
        "The evidence of 1 of 5 checks stands word for word, or nearly, in Two too (A-01a). Ask "
        "who wrote it."
    ]
    more = with_evidence(text, "Minutes of the board, item by item", "///", "d", "e")
    both = visit_lists([scored(FIVE, more, force=name, code=name) for name in ("X", "Y")], FIVE)
    (item,) = both.forces[0].questions
    assert (item.count, item.of, item.others) == (2, 4, ("Y",)), "what has no word is no text"
    three = scored(FIVE, with_evidence("a", "b", "c", "d", "e"), force="Three", code="three")
    assert asked(FIVE, three, one) == (), "a word or two stand in two forces by chance"


def test_answers_carried_over_unchanged_are_a_question() -> None:
    before = with_evidence("a", "b", "c", "d", "e")
    earlier = Earlier(
        submission=submission(before), falls={}, answers={item.check: item for item in before}
    )
    same = scored(FIVE, before)
    (item,) = asked(FIVE, same, earlier=[earlier])
    assert (item.topic, item.count, item.of) == (Topic.CARRIED, 5, 5)
    assert said(FIVE, same, [item]) == [
        "5 of 5 answers stand word for word as in the earlier submission. Ask who looked at them "
        "again."
    ]
    new = with_evidence("a", "b", "new", "new too", "newer")
    assert asked(FIVE, scored(FIVE, new), earlier=[earlier]) == ()
    lower = with_evidence("a", "b", "c", "d", "e", level=3)
    assert asked(FIVE, scored(FIVE, lower), earlier=[earlier]) == ()
    assert asked(FIVE, scored(FIVE, [blank(item) for item in IDS]), earlier=[earlier]) == ()


def test_far_fewer_cases_than_offences_recorded_are_a_question_and_no_score() -> None:
    made = one_criterion("within")
    force = scored(made, [answer("A-01a", 4)], files([case()] * 20), code="one")

    def with_offences(number: int) -> tuple[Question, ...]:
        recorded = {"one": Recorded("2025/26", number)}
        lists = visit_lists([force], made, (), recorded)
        assert lists.forces[0].points.total == 0
        return lists.forces[0].questions

    assert with_offences(40) == ()
    (item,) = with_offences(41)
    assert (item.topic, item.count, item.of) == (Topic.FEWER_CASES, 20, 41)
    assert said(made, force, [item]) == [
        "20 cases in the period, 41 offences recorded in 2025/26. Ask why so few."
    ]


@pytest.mark.parametrize(("marked", "asks"), [(8, True), (7, False)])
def test_most_cases_not_needed_are_a_question(*, marked: int, asks: bool) -> None:
    made = one_criterion("proportion")
    cases = files([*[case(lead_force="Not needed")] * marked, *[case()] * 7])
    found = asked(made, scored(made, [answer("A-01a", 4)], cases))
    assert [(item.topic, item.count, item.of) for item in found] == (
        [(Topic.NOT_NEEDED, 8, 15)] if asks else []
    )


def test_too_few_cases_are_named_and_those_without_any_asked_after() -> None:
    made = one_criterion("proportion", "within")
    cases = files([case(started=OPENED + 30, other_forces="No"), case(other_forces="No")])
    force = scored(made, [answer("A-01a", 4)], cases)
    assert said(made, force, asked(made, force)) == [
        "These measures have no cases: “Title of A-01m1” (A-01m1). Ask why.",
        "Too few cases for a level: 2 where 6 are needed, “Title of A-01m2” (A-01m2). So few can "
        "all be read. Cases: 1 (row 6), 30 days; 2 (row 7), 1 day.",
    ]


def test_of_cases_that_were_not_all_listed_nothing_is_said_to_be_too_few() -> None:
    made = one_criterion("within")
    few = files([case()] * 2, Selection.RANDOM)
    assert asked(made, scored(made, [answer("A-01a", 4)], few)) == ()
    none = CaseFiles(table=None, listed=0, in_period=None, selection=Selection.UNSAID)
    assert asked(made, scored(made, [answer("A-01a", 4)], none)) == ()


def listing(
    *cases: tuple[str, dict[str, CaseValue]], lists: bool = True, if_none: str | None = None
) -> tuple[Framework, ForceScore]:
    """Return a framework whose only measure is not scored, and a force with these cases."""
    shown = msgspec.structs.replace(
        measure("A-01m1", "within"),
        bands=(),
        weight=None,
        lists=lists,
        if_none=if_none,
        minimum_cases=1,
    )
    made = framework({"A": (1, [measured(criterion("A-01", [("a", 3)]), shown)])})
    return made, scored(made, [answer("A-01a", 4)], files(cases))


def test_a_measure_that_lists_its_cases_names_the_longest_first_and_says_how_many() -> None:
    waits = (9, 40, 3, 12, 20, 10, 11)  # seven days are within, six waits are not
    made, force = listing(*(case(started=OPENED + days) for days in waits))
    (item,) = asked(made, force)
    assert (item.topic, item.count, item.of) == (Topic.LISTED, 6, 7)
    assert [read.seen.size for read in item.cases] == [40, 20, 12, 11, 10]
    assert said(made, force, [item]) == [
        "“Title of A-01m1” (A-01m1), shown and not scored: 1 of 7 cases (14.3%). In 6 cases it was "
        "not so: read them, longest first, beginning with these 5. Cases: 2 (row 7), 40 days; 5 "
        "(row 10), 20 days; 4 (row 9), 12 days; 7 (row 12), 11 days; 6 (row 11), 10 days."
    ]


@pytest.mark.parametrize(
    ("second", "read"),
    [
        (12, "In 2 cases it was not so: read them, longest first. Cases: 2 (row 7), 12 days; 1 "
         "(row 6), 9 days."),
        (1, "In 1 case it was not so: read it. Cases: 1 (row 6), 9 days."),
    ],
)  # fmt: skip
def test_few_cases_that_a_measure_lists_are_all_named(second: int, read: str) -> None:
    made, force = listing(case(started=OPENED + 9), case(started=OPENED + second))
    (line,) = said(made, force, asked(made, force))
    assert line.endswith(read)


def test_nothing_is_listed_without_a_case_against_it_or_where_none_is_to_be() -> None:
    assert asked(*listing(case(), case(started=OPENED + 3))) == ()
    assert asked(*listing(case(started=OPENED + 9), lists=False)) == ()


def test_where_a_measure_lists_no_case_the_question_of_the_criteria_is_asked() -> None:
    made, force = listing(case(), case(), if_none="Ask who looked.")
    (item,) = asked(made, force)
    assert (item.topic, item.measures) == (Topic.NONE_LISTED, ("A-01m1",))
    assert said(made, force, [item]) == [
        "“Title of A-01m1” (A-01m1): no case to read. Ask who looked."
    ]
    (item,) = asked(*listing(case(started=OPENED + 9), if_none="Ask who looked."))
    assert item.topic is Topic.LISTED


def test_the_shipped_measure_asks_whether_anybody_looked_back() -> None:
    framework = shipped_criteria().framework
    asking = [measure for _, measure in framework.measures() if measure.lists]
    assert asking
    assert all(item.if_none and "looked back" in item.if_none for item in asking)
