"""The rules by which each number is made, as formulas, filled in from the framework."""

from collections.abc import Iterator
from typing import NamedTuple

from slavery_benchmark.core.declared import exact
from slavery_benchmark.core.framework import Framework
from slavery_benchmark.core.funnel import FEWEST_FORCES
from slavery_benchmark.render.measure_words import JUDGEMENT_ALONE
from slavery_benchmark.render.numbers import percent_text, plain_number, score_text

OWN = "a rule of the tool"


class Rule(NamedTuple):
    """How one kind of number is made: what, how, and why so."""

    what: str
    how: str
    why: str


def rule_rows(framework: Framework) -> Iterator[Rule]:
    """Yield what, how, and why for each kind of number on the page."""
    yield from _scores(framework)
    yield from _against_2017(framework)
    if framework.cases is not None:
        yield from _measures(framework)
    yield from _changes(framework)


def _scores(framework: Framework) -> Iterator[Rule]:
    levels = ", ".join(
        f"{framework.level_label(item.level)} = {score_text(framework.points(item.level), 0)}"
        for item in framework.levels
    )
    evidence, label = framework.evidence, framework.level_label
    yield Rule("Level", f"points = 100 × level / {len(framework.levels) - 1}: {levels}.", OWN)
    yield Rule(
        "Score",
        "score = Σ(weight × score) / Σ(weight), over the parts that have a score. A part without "
        "one leaves both sums; with none there is no score. Exact inside, rounded once, half up.",
        OWN,
    )
    yield Rule(
        "Supported and claimed",
        f"A level from {label(evidence.required_from)} on needs a reference last confirmed on or "
        f"after the first day of the period; without one it counts as "
        f"{label(evidence.unsupported_level)}. Claimed takes every level as given.",
        evidence.because,
    )
    minimum = percent_text(exact(framework.coverage.minimum))
    yield Rule(
        "Answered",
        "answered = Σ(weight × (1 if scored, else 0)) / Σ(weight), over what applies. Below "
        f"{minimum} there is no band and no position.",
        framework.coverage.because,
    )
    yield Rule("Could be", "The same mean with all that is unknown at 0, and at 100.", OWN)
    maximum = percent_text(exact(framework.not_applicable.maximum))
    yield Rule(
        "Not applicable",
        f"Leaves both sums. With more than {maximum} of the weight there is no band and no "
        "position.",
        framework.not_applicable.because,
    )
    bands = ", ".join(f"{b.word} from {plain_number(exact(b.lower))}" for b in framework.bands)
    yield Rule("Band", f"The highest whose lower end the score has reached: {bands}.", OWN)
    for limit in framework.limits:
        points = score_text(framework.points(limit.below_level), 0)
        yield Rule(
            f"Limit on {limit.criterion}",
            f"The overall band is at most {limit.cap} while {limit.criterion} < {points}.",
            limit.because,
        )


def _against_2017(framework: Framework) -> Iterator[Rule]:
    target = framework.target
    for kind in framework.baseline_rubric:
        points = [score_text(framework.points(e), 0) for e in (kind.level, kind.low, kind.high)]
        yield Rule(
            f"2017, kind “{kind.kind}”",
            f"Read as {points[0]} points, in a range of {points[1]} to {points[2]}.",
            kind.words,
        )
    yield Rule(
        "2017 reference line",
        "line = Σ(weight × points of 2017) / Σ(weight), over exactly the parts that have a score. "
        "difference = score - line, before rounding.",
        OWN,
    )
    yield Rule(
        "Against 2017",
        f"The first that holds. At target: score ≥ {plain_number(exact(target.score))} and no "
        f"check below level {target.lowest_level}. Not certain: the two ends of what it could be "
        "stand differently. Above: score > top of the range. Below: score < its bottom. Within: "
        "the rest.",
        target.because,
    )


def _measures(framework: Framework) -> Iterator[Rule]:
    cases = framework.cases
    if cases is None:
        return
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
    yield Rule(
        "Differs from own cases",
        f"judged level - measured level ≥ {cases.discrepancy.levels}, and judged above the best "
        "level that interval and extremes leave open.",
        cases.discrepancy.because,
    )
    yield Rule(
        "Funnel plot",
        "Middle: Σx / Σn over the forces, or a target given. Limits: for each n the exact "
        "quantiles at 2.5% and 97.5%, 0.1% and 99.9% of a binomial count with that "
        "proportion, over n. z = (x/n - middle) / √(middle(1 - middle)/n); the z-scores are "
        "winsorised at 10%, overdispersion φ = mean of z²; if forces differ by more than chance "
        f"(p below 0.05) the distance of the limits is multiplied by √φ. At least {FEWEST_FORCES} "
        "forces.",
        "D. J. Spiegelhalter, Statistics in Medicine 24 (2005), 1185-1202.",
    )
    yield Rule(
        "Assurance",
        "Asserted; documented; own cases agree. A force of which no measure has a level rests on "
        f"{JUDGEMENT_ALONE}.",
        OWN,
    )
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
