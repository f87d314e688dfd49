"""How scores are spread: worked on paper, and against a plain list."""

from collections import Counter
from fractions import Fraction as F
from statistics import quantiles

import pytest
from hypothesis import given
from hypothesis import strategies as st

from slavery_benchmark.core.comparing.set_summary import (
    Missing,
    Node,
    NodeCounts,
    Overview,
    Spread,
    spread_of,
    summary_nodes,
    why_missing,
)
from slavery_benchmark.core.problems import Code, Severity, problem
from slavery_benchmark.core.scoring.baseline import Position
from slavery_benchmark.core.scoring.report import build_report
from tests.builders import AS_OF, shipped_criteria


def spread(*scores: float) -> Spread:
    found = spread_of(Counter(scores))
    assert found is not None
    return found


def test_seven_scores_worked_on_paper() -> None:
    # in order 10 20 25 40 62.5 75 100; place of the lower quartile 1 + 6/4 = 2.5: 20 + 5/2;
    # of the upper 1 + 18/4 = 5.5: 62.5 + 12.5/2
    found = spread(62.5, 10, 100, 25, 40, 75, 20)
    assert found == Spread(
        lowest=F(10),
        lower_quartile=F("22.5"),
        median=F(40),
        upper_quartile=F("68.75"),
        highest=F(100),
    )


def test_quarters_of_the_way_between_two_scores_are_exact() -> None:
    # n = 4: places 1.75, 2.5, 3.25
    found = spread(0, 10, 20, 50)
    assert (found.lower_quartile, found.median, found.upper_quartile) == (
        F("7.5"),
        F(15),
        F("27.5"),
    )


def test_one_score_is_all_five_numbers_and_none_is_nothing() -> None:
    assert spread(62.4).lowest == spread(62.4).highest == spread(62.4).median == F("62.4")
    assert spread_of({}) is None


@given(st.lists(st.floats(0, 100), min_size=2, max_size=60))
def test_it_is_what_the_standard_library_makes_of_the_whole_list(scores: list[float]) -> None:
    found = spread(*scores)
    wanted = quantiles(scores, n=4, method="inclusive")
    three = (found.lower_quartile, found.median, found.upper_quartile)
    assert [float(value) for value in three] == pytest.approx(wanted)
    assert (float(found.lowest), float(found.highest)) == (min(scores), max(scores))
    assert found.lowest <= three[0] <= three[1] <= three[2] <= found.highest


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ({"excused": 1.0, "state": "not applicable"}, Missing.NOT_APPLICABLE),
        ({"too_few": 1.0, "state": "too few cases"}, Missing.TOO_FEW),
        ({"set_aside": True, "state": "answered"}, Missing.SET_ASIDE),
        ({"state": "invalid"}, Missing.INVALID),
        ({"state": "blank"}, Missing.UNANSWERED),
        ({"excused": 0.5}, Missing.UNANSWERED),
    ],
)
def test_why_there_is_no_score_is_told_apart(row: dict[str, object], why: Missing) -> None:
    said: dict[str, object] = {"excused": 0.0, "too_few": 0.0, "set_aside": None, "state": None}
    assert why_missing(**{**said, **row}) is why  # type: ignore[arg-type]


def test_the_share_at_target_is_of_those_with_a_position() -> None:
    counts = NodeCounts()
    counts.scores.update([80.0, 80.0, 30.0, 10.0])
    counts.positions.update(["at target", "at target", "no better", None])
    counts.missing[Missing.TOO_FEW] = 3
    node = Node(kind="theme", id="AAA", parent="overall", title="A", reference=F(25))
    found = counts.summary(node)
    assert (found.with_score, found.without_score, found.placed, found.not_placed) == (4, 3, 3, 1)
    assert found.positions[Position.AT_TARGET] == 2
    assert found.share_at_target == F(2, 3)
    assert NodeCounts().summary(node).share_at_target is None


@pytest.mark.parametrize(
    ("counts", "worst"),
    [
        ({}, None),
        ({Severity.WARNING: 0, Severity.ERROR: 0}, None),
        ({Severity.WARNING: 2, Severity.ERROR: 1, Severity.UNUSABLE: 1}, Severity.UNUSABLE),
        ({Severity.UNUSABLE: 0, Severity.ERROR: 1, Severity.WARNING: 5}, Severity.ERROR),
        ({Severity.WARNING: 5}, Severity.WARNING),
    ],
)
def test_the_gravest_problem_of_a_data_set_and_of_a_run(
    counts: dict[Severity, int], worst: Severity | None
) -> None:
    code = {code.severity: code for code in Code}
    every = [
        problem(code[severity], file="x.xlsx", expected="another")
        for severity, count in counts.items()
        for _ in range(count)
    ]
    for order in (every, every[::-1]):
        report = build_report(
            tool_version="1",
            as_of=AS_OF,
            framework=shipped_criteria().framework,
            scores=(),
            unusable=order,
        )
        assert report.worst() is worst
        overview = Overview(
            head=report,
            complete=True,
            parts=1,
            files=1,
            files_in_all=1,
            unusable=0,
            submissions=1,
            problems=counts,
        )
        assert overview.worst() is worst


def test_rows_go_as_deep_as_asked_and_only_keeps_what_is_under_it() -> None:
    framework = shipped_criteria().framework
    themes = summary_nodes(framework, "theme")
    assert [node.id for node in themes] == ["overall", *(theme.id for theme in framework.themes)]
    first = framework.themes[0]
    kept = summary_nodes(framework, "check", [first.criteria[0].id])
    assert kept[0].kind == "criterion"
    assert {node.parent for node in kept[1:]} == {first.criteria[0].id}
    assert len(kept) > 2
    assert [node.id for node in summary_nodes(framework, "criterion", ["overall"])] == ["overall"]
    assert summary_nodes(framework, "theme", [first.criteria[0].id]) == ()
