"""The sentences about what would move the score, the same in every format."""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from slavery_benchmark.core.declared import exact
from slavery_benchmark.core.framework import Framework
from slavery_benchmark.core.reinspection.fragility import FragilityState, Way
from slavery_benchmark.core.reinspection.lever_gaps import Gaps, Untold, Why
from slavery_benchmark.core.reinspection.lever_route import LimitNeed, Route, RouteState
from slavery_benchmark.core.reinspection.levers import Levers, Part
from slavery_benchmark.core.scores import OVERALL
from slavery_benchmark.core.submission import State
from slavery_benchmark.document.numbers import count_text, percent_text, score_text, share_text

STANDING = (
    "What would move the overall score: arithmetic on the answers as they stand, neither a plan "
    "nor a judgement. A step counts as one whatever it takes; what has to change is in the words "
    "of the levels."
)
LIMIT = 10
"""How many gains of a force are shown on a page unless asked otherwise."""


def score_sentence(levers: Levers) -> str:
    """Return the score, and what is still to gain, and by what."""
    force = levers.force
    score, band = force.overall.tally.score, force.overall.band
    if score is None:
        return "No overall score: nothing was answered."
    said = f"Overall {score_text(score)} of 100" + (f", {band}" if band else "")
    if band != force.uncapped_band:
        said += f" ({force.uncapped_band} by score alone)"
    if not levers.gains:
        return f"{said}. Nothing is left to gain."
    answers, measures = levers.total(Part.CHECK), levers.total(Part.MEASURE)
    parts = []
    if answers:
        parts.append(f"{score_text(answers) if measures else 'all'} by answers")
        if references := levers.by_reference():
            parts[0] += f" ({score_text(references)} by references alone)"
    if measures:
        share = score_text(measures) if answers else "all"
        parts.append(f"{share} by measures, which no answer raises")
    left = count_points(levers.total())
    return f"{said}. Still to gain: {left}, {' and '.join(parts)}."


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


def route_sentences(levers: Levers, framework: Framework) -> Iterator[str]:
    """Yield where the next band begins, the fewest steps to it, and what limits ask for."""
    route = levers.route
    if route.state is RouteState.NO_BAND or route.band is None:
        if route.state is RouteState.HIGHEST:
            yield f"{levers.force.overall.band} is the highest band: there is none to go to."
        return
    yield _goal(route, framework)
    yield from (_need(need, route, framework) for need in route.limits)
    if route.state is RouteState.UNTOLD and route.gaps is not None:
        yield "No rise of the answers leads there for certain before more is known."
        yield from gap_sentences(route.gaps, framework, withheld=False)
    elif route.state is RouteState.OUT_OF_REACH:
        yield (
            "The answers that have a score cannot lead there: at the highest level that can count "
            f"they would make it {score_text(route.best)}."
        )
    elif route.state is RouteState.FOUND:
        yield _fewest(route)
    if levers.force.submission.period_start is None:
        yield (
            "Without the first day of the period no reference can be shown to be current: that "
            "comes first."
        )


def _fewest(route: Route) -> str:
    score = score_text(route.score)
    if len(route.steps) == 1:
        return f"One step leads there, to {score}; others may do as well, the largest is shown."
    answers = count_text(len({step.check for step in route.steps}), "answer")
    return (
        f"The fewest steps that lead there are {len(route.steps)}, in {answers}, to {score}. Other "
        "choices of as many may do as well; the largest steps are shown."
    )


def _goal(route: Route, framework: Framework) -> str:
    lower = score_text(exact(framework.band_named(route.band or "").lower), 0)
    if not route.missing:
        return f"The next band is {route.band}, from {lower}: the score is there already."
    return f"The next band is {route.band}, from {lower}: {count_points(route.missing)} more."


def _need(need: LimitNeed, route: Route, framework: Framework) -> str:
    rule = next(limit for limit in framework.limits if limit.id == need.limit)
    said = (
        f"The framework's limit on {need.criterion} allows no band above {rule.cap} while it "
        f"scores below {score_text(need.needed, 0)}: it must rise from {score_text(need.score)}, "
    )
    if need.steps is None:
        return f"{said}which its answers alone cannot do."
    among = " among those below" if route.state is RouteState.FOUND else ""
    return f"{said}which takes {count_text(need.steps, 'step')}{among}."


def fragility_sentences(levers: Levers, framework: Framework) -> Iterator[str]:
    """Yield how few answers would lower the band by falling one level, way by way."""
    fragility, band = levers.fragility, levers.force.overall.band
    if fragility.state is FragilityState.LOWEST:
        yield f"{band} is the lowest band: no fall can lower it."
    elif fragility.state is FragilityState.HOLDS:
        yield f"{band} holds even if every answer falls by one level at once."
    for way in fragility.ways:
        yield _way(way, framework)
    if fragility.state is FragilityState.HOLDS and levers.by_reference():
        unsupported = framework.level_label(framework.evidence.unsupported_level)
        yield (
            f"A level claimed without support counts as {unsupported} already, so its fall may "
            "cost nothing."
        )


def _way(way: Way, framework: Framework) -> str:
    count = count_text(len(way.falls), "answer")
    ends = f"{score_text(way.after)}, below {score_text(way.bound, 0)}"
    if way.limit is None:
        leads = f"would take the score from {score_text(way.score)} to {ends}, and the band to "
        leads += f"{way.band}"
    else:
        rule = next(limit for limit in framework.limits if limit.id == way.limit)
        leads = f"would take {way.node} from {score_text(way.score)} to {ends}, and the "
        leads += f"framework's limit on it would hold the band at {rule.cap}"
    names = ", ".join(f"{fall.check} ({fall.before} to {fall.after})" for fall in way.falls)
    if len(way.falls) > 1:
        more = " Others of the same number would do as well." if way.others else ""
        return f"{count} falling by one level each {leads}: {names}.{more}"
    others = [check for check in way.alone if check != way.falls[0].check]
    more = f" So would {listed(others, 'or')}." if others else ""
    return f"1 answer falling by one level {leads}: {names}.{more}"


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
        yield (
            f"For that at least {count} must be answered, such as {listed(gaps.to_answer)}; what "
            "they would score is not known."
        )
    if gaps.to_apply:
        count = count_text(len(gaps.to_apply), "check")
        yield (
            f"At least {count} said not to apply would have to be answered after all, such as "
            f"{listed(gaps.to_apply)}."
        )


def _start(item: Untold, *, withheld: bool) -> str:
    if item.node == OVERALL:
        return "No band"
    said = f"he framework's limit on {item.node} cannot be tested"
    return f"No band, as t{said}" if withheld else f"T{said}"


def _gap(item: Untold, why: Why, framework: Framework) -> str:
    of = "of the weight that applies" if item.node == OVERALL else f"of {item.node}"
    if why is Why.NOTHING:
        return "nothing has a score" if item.node == OVERALL else f"nothing {of} has a score"
    if why is Why.EXCUSED:
        of = "of the weight" if item.node == OVERALL else of
        most = percent_text(exact(framework.not_applicable.maximum))
        return f"{share_text(item.excused)} {of} was said not to apply, and at most {most} may be"
    minimum = percent_text(exact(framework.coverage.minimum))
    known = percent_text(item.coverage)
    known = f"under {minimum}" if known == minimum else known
    measured = " or measured" if framework.cases else ""
    return f"{known} {of} was answered{measured}, and {minimum} is needed"


def force_paragraphs(levers: Levers, framework: Framework) -> Iterator[str]:
    """Yield what opens the page of a force: score, why no band, next band, fragility."""
    yield score_sentence(levers)
    if levers.gaps is None and (said := unanswered_sentence(levers)):
        yield said
    withheld = levers.force.uncapped_band is not None
    for sentences in (
        gap_sentences(levers.gaps, framework, withheld=withheld) if levers.gaps else (),
        route_sentences(levers, framework),
        fragility_sentences(levers, framework),
    ):
        if said := " ".join(sentences):
            yield said
