"""The sentences about what would move the score, the same in every format."""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from slavery_benchmark.core.change.fragility import FragilityState, Way
from slavery_benchmark.core.change.lever_gaps import Gaps, Untold, Why
from slavery_benchmark.core.change.lever_route import LimitNeed, RouteState
from slavery_benchmark.core.change.levers import Levers, Part
from slavery_benchmark.core.framework.declared import exact
from slavery_benchmark.core.framework.framework import Framework
from slavery_benchmark.core.scoring.scores import OVERALL
from slavery_benchmark.core.scoring.submission import State
from slavery_benchmark.document.numbers import count_text, percent_text, score_text, share_text
from slavery_benchmark.pages.words.scores import band_text

STANDING = (
    "What would move the overall score: arithmetic on the answers as they stand, neither a plan "
    "nor a judgement. A step counts as one whatever it takes; what has to change is in the words "
    "of the levels."
)
LIMIT = 10
"""How many gains of a force are shown on a page unless asked otherwise."""


def score_sentence(levers: Levers) -> str:
    """Return the score, and how much is still to gain."""
    force = levers.force
    score, band = force.overall.tally.score, band_text(force.overall)
    if score is None:
        return "No overall score: nothing was answered."
    said = f"Overall {score_text(score)} of 100" + (f", {band}" if band else "")
    if force.overall.band != force.uncapped_band:
        said += f" ({force.uncapped_band} by score alone)"
    if not levers.gains:
        return f"{said}. Nothing is left to gain."
    return f"{said}. Still to gain: {count_points(levers.total())}."


def gains_sentence(levers: Levers) -> str:
    """Return by what there is something to gain; empty if there is nothing."""
    answers, measures = levers.total(Part.CHECK), levers.total(Part.MEASURE)
    parts = []
    if answers:
        parts.append(f"{score_text(answers) if measures else 'all'} by answers")
        if references := levers.by_reference():
            parts[0] += f" ({score_text(references)} by references alone)"
    if measures:
        share = score_text(measures) if answers else "all"
        parts.append(f"{share} by measures, which no answer raises")
    return f"To gain: {' and '.join(parts)}." if parts else ""


def unanswered_sentence(levers: Levers) -> str:
    """Return how much of the weight is unanswered, as no gain counts it; empty if nothing is."""
    missing = [
        check
        for check in levers.force.checks
        if check.response.state in (State.BLANK, State.INVALID)
    ]
    if not missing:
        return ""
    unreadable = any(check.response.state is State.INVALID for check in missing)
    one = len(missing) == 1
    share = share_text(sum((check.node.effective_weight for check in missing), Fraction(0)))
    return (
        f"{count_text(len(missing), 'check')} {'is' if one else 'are'} unanswered"
        f"{' or unreadable' if unreadable else ''} and {'carries' if one else 'carry'} {share} of "
        f"the weight; what {'it' if one else 'they'} would add is not known."
    )


def count_points(value: Fraction) -> str:
    """Return a number of points: 1.0 point, 2.5 points."""
    said = score_text(value)
    return f"{said} point" if said == "1.0" else f"{said} points"


def band_sentence(levers: Levers, framework: Framework) -> str:
    """Return how far the next band is, in points and in steps; or why there is no way to it."""
    route, force = levers.route, levers.force
    if route.state is RouteState.HIGHEST:
        return f"{force.overall.band} is the highest band: there is none to go to."
    if route.band is None:
        if force.overall.tally.score is None or levers.gaps is None:
            return ""
        answers = len({*(levers.gaps.to_answer or ()), *levers.gaps.to_apply})
        if not answers or levers.gaps.to_answer is None:
            return "No band, and so no next one: too little is known."
        return f"No band before at least {count_text(answers, 'more answer')}: too little is known."
    goal = f"Next band: {route.band}, from {_lower(route.band, framework)}"
    if force.overall.tally.floor != force.overall.tally.score:
        floor = score_text(force.overall.tally.floor)
        goal += f", counted from {floor}, the score with what was not told at its worst"
    missing = (
        f"{count_points(route.missing)} more" if route.missing else "the score is there already"
    )
    if route.state is RouteState.UNTOLD:
        return f"{goal}: {missing}. No rise of the answers leads there for certain as yet."
    if route.state is RouteState.OUT_OF_REACH:
        return (
            f"{goal}: {missing}. The answers that have a score cannot lead there: at the highest "
            f"level that can count they would make it {score_text(route.best)}."
        )
    count = len(route.steps)
    steps = f"{count} steps of one level" if count > 1 else "1 step of one level"
    answers = len({step.check for step in route.steps})
    among = f", in {answers} answers" if answers > 1 else ""
    return f"{goal}: {missing}, {steps} at the fewest{among}, to {score_text(route.score)}."


def _lower(band: str, framework: Framework) -> str:
    return score_text(exact(framework.band_named(band).lower), 0)


def falls_sentence(levers: Levers) -> str:
    """Return how few answers would lower the band by falling one level."""
    fragility, band = levers.fragility, levers.force.overall.band
    if fragility.state is FragilityState.LOWEST:
        return f"{band} is the lowest band: no fall can lower it."
    if fragility.state is FragilityState.HOLDS:
        return f"{band} holds even if every answer falls by one level at once."
    if not fragility.ways:
        return ""
    way = fragility.ways[0]
    count, first = len(way.falls), way.falls[0].check
    if count > 1:
        return f"{count} answers falling by one level each would lower the band."
    others = len(way.alone) - 1
    each = f", and so would {count_text(others, 'other')} alone" if others > 0 else ""
    return f"1 answer falling by one level would lower the band: {first}{each}."


def caution_sentences(levers: Levers, framework: Framework) -> Iterator[str]:
    """Yield what must be known of the arithmetic before anything is made of it."""
    if said := unanswered_sentence(levers):
        yield said
    if levers.route.band is not None and levers.force.submission.period_start is None:
        yield (
            "Without the first day of the period no reference can be shown to be current: that "
            "comes first."
        )
    if levers.fragility.state is FragilityState.HOLDS and levers.by_reference():
        unsupported = framework.level_label(framework.evidence.unsupported_level)
        yield (
            f"A level claimed without support counts as {unsupported} already, so its fall may "
            "cost nothing."
        )


def need_text(need: LimitNeed, framework: Framework) -> str:
    """Return what a limit does, as the row of a table has it."""
    rule = next(limit for limit in framework.limits if limit.id == need.limit)
    return f"no band above {rule.cap} below {score_text(need.needed, 0)}"


def falls_notes(levers: Levers) -> tuple[str, ...]:
    """Return which falls would do as well as those of the table."""
    return tuple(said for way in levers.fragility.ways if (said := _others(way)))


def _others(way: Way) -> str:
    if len(way.falls) > 1:
        return "Others of the same number would do as well." if way.others else ""
    first = way.falls[0].check
    others = [check for check in way.alone if check != first]
    return f"So would {listed(others, 'or')} in place of {first}." if others else ""


def gains_notes(levers: Levers) -> tuple[str, ...]:
    """Return by what there is something to gain, and what the columns of the table mean."""
    heads = (
        "In points of the overall score. Reference: if the level claimed counted. To target: to "
        f"level {levers.target_level}. Share: of the overall score."
    )
    return gains_sentence(levers), heads


def step_rule(framework: Framework) -> str:
    """Return what a step is, and from which level a reference is needed."""
    required = framework.level_label(framework.evidence.required_from)
    return (
        "A step is one answer that counts one level more; others may add up as well. By reference: "
        f"claimed already. From {required} on a rise comes with a reference."
    )


def listed(words: Sequence[str], last: str = "and") -> str:
    """Return words as a list in a sentence: A, B and C."""
    return f" {last} ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)


def gap_sentences(gaps: Gaps, framework: Framework, *, withheld: bool) -> Iterator[str]:
    """Yield what is too little known, and the fewest checks to answer before it is enough.

    `withheld` says that a limit which cannot be tested is what keeps the band back.
    """
    for item in gaps.untold:
        for why in item.why:
            yield f"{_start(item, withheld=withheld)}: {_gap(item, why, framework)}."
    if gaps.to_answer is None:
        yield "Answering every check would not be enough: too many measures have no level."
    elif gaps.to_answer:
        count = count_text(len(gaps.to_answer), "check")
        yield (f"For that at least {count} must be answered; what they would score is not known.")
    if gaps.to_apply:
        count = count_text(len(gaps.to_apply), "check")
        yield (f"At least {count} said not to apply would have to be answered after all.")


def _start(item: Untold, *, withheld: bool) -> str:
    if item.node == OVERALL:
        return "No band"
    said = f"he framework's limit on {item.node} cannot be tested"
    return f"No band, as t{said}" if withheld else f"T{said}"


def _gap(item: Untold, why: Why, framework: Framework) -> str:
    if why is Why.NOTHING:
        return f"nothing{'' if item.node == OVERALL else ' of it'} has a score"
    if why is Why.EXCUSED:
        most, said = percent_text(exact(framework.not_applicable.maximum)), share_text(item.excused)
        return f"{said} of the weight was said not to apply, and at most {most} may be"
    minimum = percent_text(exact(framework.coverage.minimum))
    known = percent_text(item.coverage)
    known = f"under {minimum}" if known == minimum else known
    measured = " or measured" if framework.cases else ""
    return f"{known} of the weight that applies was answered{measured}, and {minimum} is needed"


def lead_sentences(levers: Levers, framework: Framework) -> Iterator[str]:
    """Yield the answer for one force: score, next band, fragility."""
    yield score_sentence(levers)
    for said in (band_sentence(levers, framework), falls_sentence(levers)):
        if said:
            yield said


def reach_sentence(levers: Sequence[Levers]) -> str:
    """Return of how many forces the answers lead to the next band, in how many steps."""
    counts = sorted(len(item.route.steps) for item in levers if item.route.steps)
    count = count_text(len(levers), "force")
    if not counts:
        return f"Of {count} none can reach a next band by its answers, or it cannot be told."
    most = f" to {counts[-1]}" if counts[-1] > counts[0] else ""
    steps = f"{counts[0]}{most} step{'' if counts[-1] == 1 else 's'} of one level"
    return f"Of {count} {len(counts)} can reach the next band by answers, in {steps} at the fewest."


def gaps_of(levers: Levers) -> Gaps | None:
    """Return what is too little known for a band, or for the way to the next one."""
    return levers.gaps if levers.gaps is not None else levers.route.gaps


def gap_lines(levers: Levers, framework: Framework) -> Iterator[str]:
    """Yield what is too little known for a band, or for the way to the next one."""
    if (gaps := gaps_of(levers)) is not None:
        withheld = levers.gaps is not None and levers.force.uncapped_band is not None
        yield " ".join(gap_sentences(gaps, framework, withheld=withheld))


def force_sentences(levers: Levers, framework: Framework) -> Iterator[str]:
    """Yield all that is said of a force in sentences."""
    yield from lead_sentences(levers, framework)
    yield from filter(None, (gains_sentence(levers),))
    yield from gap_lines(levers, framework)
    yield from caution_sentences(levers, framework)
