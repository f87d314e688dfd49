"""The rules by which each number on the page is made, as formulas."""

from collections.abc import Iterator

from slavery_benchmark.core.comparing.funnel import FEWEST_FORCES
from slavery_benchmark.core.framework.case_sheet import CaseSheet
from slavery_benchmark.core.framework.declared import exact
from slavery_benchmark.core.framework.framework import Framework
from slavery_benchmark.document.numbers import percent_text, plain_number
from slavery_benchmark.pages.words.method_rules import (
    OWN,
    Rule,
    line_rules,
    own_cases_rules,
    score_rules,
)


def rule_rows(framework: Framework) -> Iterator[Rule]:
    """Yield what, how, and why for each kind of number on the page."""
    yield from score_rules(framework)
    yield from line_rules(framework)
    if framework.cases is not None:
        yield from measure_rules(framework.cases)
        yield from _measures(framework.cases)
    yield from _changes(framework)


def measure_rules(cases: CaseSheet) -> Iterator[Rule]:
    """Yield how the figures and levels of measures are made."""
    yield Rule("A case", cases.a_case, OWN)
    yield Rule(
        "Proportion, and within a limit",
        "100 × x / n of the n cases that it is about. 95% interval: Wilson's, (p + z²/2n ± "
        "z √(p(1 - p)/n + z²/4n²)) / (1 + z²/n), z = 1.96.",
        OWN,
    )
    yield Rule(
        "Share of people",
        "100 × Σx / Σm over cases. Wilson's interval with the effective number of people, "
        "p(1 - p) / v with v = Σ(x - pm)² / (Σm)², corrected for few cases.",
        "What happens to the people of one case tends to be alike.",
    )
    yield Rule(
        "Median",
        "Days between two dates, the median by Kaplan and Meier: a wait that goes on counts as "
        "one. 95% interval: two order statistics; none under six cases.",
        "Leaving out what has not ended would delete the worst cases.",
    )
    yield Rule(
        "Level of a measure",
        "The highest band that the figure reaches, limits included. None with fewer cases than "
        f"its minimum, with less than {percent_text(exact(cases.known.minimum))} known, or if "
        "cases were chosen.",
        cases.known.because,
    )


def _measures(cases: CaseSheet) -> Iterator[Rule]:
    yield Rule(
        "Funnel plot",
        "Middle: Σx / Σn over the forces, or a target given. A count is "
        "outside a limit if P(X ≤ x) or P(X ≥ x), exact, is below 2.5% (or 0.1%) at that "
        "proportion. z = (x/n - middle) / √(middle(1 - middle)/n); the z-scores are "
        "winsorised at 10%, overdispersion φ = mean of z²; if forces differ by more than chance "
        f"(p below 0.05) the distance of the limits is multiplied by √φ. At least {FEWEST_FORCES} "
        "forces.",
        "D. J. Spiegelhalter, Statistics in Medicine 24 (2005), 1185-1202.",
    )
    yield from own_cases_rules(cases)
    yield Rule(
        "Visit list",
        "Groups in a fixed order; inside each, priority = share of the overall score × gap, in "
        "points of the overall score.",
        OWN,
    )


def _changes(framework: Framework) -> Iterator[Rule]:
    target = plain_number(exact(framework.target.score))
    yield Rule(
        "What became of a criterion",
        "On unrounded supported scores, the first that holds: no earlier result; not re-tested; "
        "regressed (below target and lower, or no longer at target); held (at target both times; "
        "embedded, through two changes); remedied (newly at target); improved (higher); persists.",
        OWN,
    )
    yield Rule(
        "Progress",
        f"(now - then) / ({target} - then), at most 1; of the force's own earlier result alone.",
        OWN,
    )
    yield Rule(
        "Bridge",
        "One thing is changed at a time (levels, what is answered, not applicable, checks and "
        "rules, weights); each part is the difference of two full scores, so that then + Σparts = "
        "now.",
        OWN,
    )
