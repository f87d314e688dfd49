"""Visit lists where two measures contradict one answer: which cases are named."""

import pytest

from slavery_benchmark.core.cases.table import CaseFiles
from slavery_benchmark.core.framework.framework import Framework
from slavery_benchmark.core.visit.entry import Entry
from slavery_benchmark.core.visit.priority import PriorityRule
from slavery_benchmark.core.visit.visit import visit_list
from tests.builders import answer
from tests.core.visit.visits import OPENED, case, files, one_criterion, scored


def only_entry(made: Framework, cases: CaseFiles) -> Entry:
    force = scored(made, [answer("A-01a", 4)], cases)
    (entry,) = visit_list(force, PriorityRule(made).points_to_settle(force), made)
    return entry


@pytest.mark.parametrize("turned", [False, True])
def test_of_two_measures_cases_are_named_by_turns(*, turned: bool) -> None:
    # 3 of 12 in time: level 0, nine late; 6 of 12 safeguarded: level 1, six not
    kinds = ("share", "within") if turned else ("within", "share")
    made = one_criterion(*kinds)
    cases = [case(started=OPENED + (1 if n < 3 else 40), safeguarded=0 if n < 6 else 2)
             for n in range(12)]  # fmt: skip
    entry = only_entry(made, files(cases))
    assert entry.grounds[0].measures == ("A-01m1", "A-01m2")
    found = [(item.case.number, item.measure) for item in entry.cases]
    late, missed = ("A-01m2", "A-01m1") if turned else ("A-01m1", "A-01m2")
    by_turns = [("4", late), ("1", missed), ("5", late), ("2", missed), ("6", late)]
    if turned:
        by_turns = [("1", missed), ("4", late), ("2", missed), ("5", late), ("3", missed)]
    assert found == by_turns


def test_a_measure_with_fewer_cases_to_read_leaves_its_turns_to_the_other() -> None:
    # nine of the eighteen people were safeguarded: the other nine are of one case; all ten are late
    made = one_criterion("share", "within")
    cases = [case(started=OPENED + 40, victims=1, safeguarded=1) for _ in range(9)]
    cases.append(case(started=OPENED + 40, victims=9, safeguarded=0))
    entry = only_entry(made, files(cases))
    assert [(item.case.number, item.measure) for item in entry.cases] == [
        ("10", "A-01m1"),
        *((number, "A-01m2") for number in "1234"),
    ]
