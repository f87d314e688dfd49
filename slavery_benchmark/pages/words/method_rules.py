"""The rules by which scores are made, as formulas filled in from the framework."""

from collections.abc import Iterator
from typing import NamedTuple

from slavery_benchmark.core.framework.case_sheet import CaseSheet
from slavery_benchmark.core.framework.declared import exact
from slavery_benchmark.core.framework.framework import Framework
from slavery_benchmark.core.scoring.scores import Assurance
from slavery_benchmark.document.numbers import (
    count_text,
    percent_text,
    plain_number,
    score_text,
)
from slavery_benchmark.document.positions import DIFFERS as DIFFERS_SIGN
from slavery_benchmark.pages.words.measures import DIFFERS, JUDGEMENT_ALONE
from slavery_benchmark.pages.words.scores import capital

OWN = "Set by the program, for every framework."
"""Stands for the framework's reason, where it has no say."""


class Rule(NamedTuple):
    """How one kind of number is made: what, how, and why so."""

    what: str
    how: str
    why: str


def score_rules(framework: Framework) -> Iterator[Rule]:
    """Yield how levels, scores, what is known of them, bands and limits are made."""
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
    yield Rule(
        "Verified",
        "An inspector's level in place of the force's, where inspectors gave levels to at least "
        f"{minimum} of the weight of the checks that apply; else the score stays the force's own.",
        OWN,
    )
    maximum = percent_text(exact(framework.not_applicable.maximum))
    yield Rule(
        "Not applicable",
        f"Leaves both sums. With more than {maximum} of the weight there is no band and no "
        "position.",
        framework.not_applicable.because,
    )
    bands = ", ".join(f"{b.word} from {plain_number(exact(b.lower))}" for b in framework.bands)
    yield Rule(
        "Band",
        "The highest whose lower end is reached for certain: by the score with all that was not "
        "told, or does not apply, at its worst, cases not listed or not known included. “At least” "
        f"where the score itself has reached a higher one. {bands}.",
        OWN,
    )
    for limit in framework.limits:
        points = score_text(framework.points(limit.below_level), 0)
        yield Rule(
            f"Limit on {limit.criterion}",
            f"The overall band is at most {limit.cap} while {limit.criterion} < {points}, "
            "with what was not told at its worst. If nothing of it has a score there is no band.",
            limit.because,
        )


def line_rules(framework: Framework) -> Iterator[Rule]:
    """Yield how the reference line is made, and how scores stand to it."""
    target = framework.target
    for kind in framework.baseline_rubric:
        points = [score_text(framework.points(e), 0) for e in (kind.level, kind.low, kind.high)]
        yield Rule(
            f"{framework.words.head}, kind “{kind.kind}”",
            f"Read as {points[0]} points, in a range of {points[1]} to {points[2]}.",
            kind.words,
        )
    yield Rule(
        capital(framework.words.reference_line),
        f"line = Σ(weight × points of {framework.words.baseline}) / Σ(weight), over exactly "
        "the parts that have a score. "
        "difference = score - line, before rounding.",
        OWN,
    )
    yield Rule(
        framework.words.against,
        f"The first that holds. At target: score ≥ {plain_number(exact(target.score))} and no "
        f"check below level {target.lowest_level}. Not certain: the two ends of what it could be "
        "stand differently. Above: score > top of the range. No better: "
        "the rest; below is added for a score < its bottom. It is a position against a national "
        "reading, not a change over time.",
        target.because,
    )


def own_cases_rules(sheet: CaseSheet) -> Iterator[Rule]:
    """Yield how judged levels are set beside what own cases show."""
    levels = count_text(sheet.discrepancy.levels, "level")
    yield Rule(
        f"{DIFFERS_SIGN} {capital(DIFFERS)}",
        f"The judged level is at least {levels} above a measured level of its criterion, and above "
        "the best level that the interval and the cases not known leave open. It changes no score: "
        "it says where to look.",
        sheet.discrepancy.because,
    )
    yield Rule(
        "Assurance",
        f"“{Assurance.ASSERTED}”: a level without current, dated evidence. "
        f"“{Assurance.DOCUMENTED}”: with it. “{Assurance.OWN_CASES}”: with it, and no measured "
        f"level of the criterion is below it. “{Assurance.VERIFIED}”: an inspector gave it a "
        "level.",
        OWN,
    )
    yield Rule(
        capital(JUDGEMENT_ALONE),
        "No measure of the force has a level, so that nothing stands beside its own word.",
        OWN,
    )
