"""What is said of funnel plots: where a force lies, which way is better, chance, and the rule."""

from fractions import Fraction as F

import pytest

from slavery_benchmark.core.comparing.funnel import (
    Point,
    Widen,
    funnel_of,
)
from slavery_benchmark.core.comparing.funnel_family import Expected, with_adjusted
from slavery_benchmark.core.comparing.funnel_limits import Widening
from slavery_benchmark.core.view.build import build_report_data
from slavery_benchmark.core.view.model import View
from slavery_benchmark.pages.words.funnels import (
    discovery_sentence,
    expected_sentence,
    funnel_sentences,
)
from tests.cases import measure
from tests.core.view.runs import report_of, scored

NCA = measure("COO-01m1")
ALIKE = [(10, 20)] * 9


def points(*counts: tuple[int, int]) -> list[Point]:
    return [Point(force=f"F{at}", x=x, n=n, size=n) for at, (x, n) in enumerate(counts)]


def test_better_and_worse_are_said_of_who_is_outside() -> None:
    found = funnel_of(NCA, "COO-01", points(*ALIKE, (19, 20), (3, 20)), target=F(50))
    assert list(funnel_sentences(found)) == [
        "Middle: 50.0%, the target; higher is better.",
        "Overdispersion: 0 (1 is chance alone; probability by chance 1); the limits were not "
        "widened, by the rule: widened where that probability is below 0.05.",
        "Outside a limit lie 2 forces: F9 (above the 99.8% limit, better); F10 (below the 95% "
        "limit, worse).",
    ]


@pytest.mark.parametrize(
    ("widen", "said"),
    [
        (Widen.BY_RULE, "widened (multiplicative): the distance of each limit was multiplied "
                        "by the root of it, by the rule: widened where that probability is "
                        "below 0.05."),
        (Widen.ADDITIVE, "widened (additive): the variance between forces was added to that of "
                         "chance, arcsine scale, as asked for."),
        (Widen.NEVER, "the limits were not widened, as asked for."),
    ],
)  # fmt: skip
def test_the_rule_that_widened_the_limits_is_named(widen: Widen, said: str) -> None:
    wide = [(15, 50), (20, 50), (25, 50), (30, 50), (35, 50), (12, 50), (38, 50)]
    found = funnel_of(NCA, "COO-01", points(*wide), widen=widen)
    assert any(sentence.endswith(said) for sentence in funnel_sentences(found))


def test_what_chance_would_bring_stands_beside_what_was_found() -> None:
    assert expected_sentence(Expected(688, 41, 26.4, 3, 0.8)) == (
        "Of 688 figures on these plots 41 lie outside the 95% limits, where chance alone would "
        "bring about 26, and 3 outside the 99.8% limits (about 0.8 by chance)."
    )
    assert "(fewer than 0.1 by chance)" in expected_sentence(Expected(6, 0, 0.1, 0, 0.002))


def test_figures_that_stand_out_among_many_are_named() -> None:
    found = with_adjusted([funnel_of(NCA, "COO-01", points(*ALIKE, (19, 20)), target=F(50))])
    assert discovery_sentence(found).endswith("1 figure: F9 on COO-01m1.")
    alike = with_adjusted([funnel_of(NCA, "COO-01", points(*ALIKE))])
    assert discovery_sentence(alike).endswith("by chance: none is named.")


@pytest.mark.parametrize("view", [View.INSPECTOR, View.PUBLIC])
def test_what_is_asked_of_the_limits_reaches_every_view(view: View) -> None:
    shares = (6, 8, 10, 12, 14, 5, 15)
    forces = [
        scored(f"F{at}", {"nca": ["Yes"] * yes + ["No"] * (20 - yes)}, fictional=False)
        for at, yes in enumerate(shares)
    ]
    report = report_of(forces)
    for widen, used in (
        (Widen.BY_RULE, Widening.MULTIPLICATIVE),
        (Widen.ADDITIVE, Widening.ADDITIVE),
        (Widen.NEVER, None),
    ):
        data = build_report_data(report, view=view, digest="d1g35t", widen=widen)
        found = next(item for item in data.funnels if item.measure == "COO-01m1")
        assert (found.widening, found.widen) == (used, widen)
        assert all(point.adjusted is not None for point in found.points)
