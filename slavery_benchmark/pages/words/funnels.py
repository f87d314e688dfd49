"""The sentences of a funnel plot, the same in every format."""

from collections.abc import Iterable, Iterator
from fractions import Fraction

from slavery_benchmark.core.comparing.funnel import Funnel, Widen, Zone
from slavery_benchmark.core.comparing.funnel_family import Expected
from slavery_benchmark.core.comparing.funnel_limits import SIGNIFICANT, Widening
from slavery_benchmark.document.numbers import count_text, plain_number, score_text

READING = (
    "A funnel plot sets each force's figure against its number of cases. Inside the limits a force "
    "differs from the others by no more than chance would bring about; outside it somebody should "
    "ask why, and nothing more: it is no verdict."
)
_WIDENED = {
    Widening.MULTIPLICATIVE: "the distance of each limit was multiplied by the root of it",
    Widening.ADDITIVE: "the variance between forces was added to that of chance, arcsine scale",
}


def zone_text(funnel: Funnel, zone: Zone) -> str:
    """Return where a force lies, with the direction: above the 95% limit, worse."""
    better = funnel.is_better(zone)
    return zone.value if better is None else f"{zone.value}, {'better' if better else 'worse'}"


def expected_sentence(expected: Expected) -> str:
    """Return how many forces lie outside limits, over all plots, beside what chance would bring."""
    figures = count_text(expected.forces, "figure")
    return (
        f"Of {figures} on these plots {expected.outside_95} lie outside the 95% limits, where "
        f"chance alone would bring {_about(expected.by_chance_95)}, and "
        f"{expected.outside_998} outside the 99.8% limits "
        f"({_about(expected.by_chance_998)} by chance)."
    )


def _about(number: float) -> str:
    if number < 0.05:
        return "fewer than 0.1"
    return f"about {plain_number(Fraction(number), 0 if number >= 10 else 1)}"


def discovery_sentence(funnels: Iterable[Funnel]) -> str:
    """Return which figures still stand out when it counts how many there are; none said as such."""
    flagged = [
        f"{point.force} on {funnel.measure}"
        for funnel in funnels
        for point in funnel.points
        if point.adjusted is not None and point.adjusted < SIGNIFICANT
    ]
    rule = (
        "With the false-discovery rate over all of them held at 5% (Benjamini and Hochberg), at "
        "most about one in twenty of those named is there by chance"
    )
    if not flagged:
        return f"{rule}: none is named."
    return f"{rule}. {count_text(len(flagged), 'figure')}: {', '.join(flagged)}."


def dispersion_sentence(funnel: Funnel) -> str:
    """Return how far the forces differ by more than chance, what was done, and who chose it."""
    spread = funnel.dispersion
    if spread is None:
        return ""
    phi = plain_number(Fraction(spread.phi).limit_denominator(1000), 2)
    chance = "below 0.001" if spread.p < 0.0005 else plain_number(Fraction(spread.p), 3)
    done = "the limits were not widened"
    if funnel.widening is not None:
        done = f"widened ({funnel.widening.value}): {_WIDENED[funnel.widening]}"
    why = "as asked for"
    if funnel.widen is Widen.BY_RULE:
        why = f"by the rule: widened where that probability is below {SIGNIFICANT:g}"
    return (
        f"Overdispersion: {phi} (1 is chance alone; probability by chance {chance}); {done}, {why}."
    )


def outside_sentence(funnel: Funnel) -> str:
    """Return who lies outside a limit, on which side, and whether that is better or worse."""
    outside = funnel.outside()
    if not outside:
        return "No force lies outside a limit."
    names = "; ".join(f"{point.force} ({zone_text(funnel, point.zone)})" for point in outside)
    verb = "lies" if len(outside) == 1 else "lie"
    return f"Outside a limit {verb} {count_text(len(outside), 'force')}: {names}."


def funnel_sentences(funnel: Funnel) -> Iterator[str]:
    """Yield the middle of a funnel, how its limits were widened, and who is outside or left out."""
    what = "proportion of all forces here together" if funnel.pooled else "target"
    better = "higher" if funnel.direction == "higher" else "lower"
    yield f"Middle: {score_text(funnel.target)}%, the {what}; {better} is better."
    if funnel.dispersion is not None:
        yield dispersion_sentence(funnel)
    if len(funnel.points) > 1:
        yield outside_sentence(funnel)
    if funnel.left_out:
        by_reason: dict[str, list[str]] = {}
        for item in funnel.left_out:
            by_reason.setdefault(item.why.value, []).append(item.force)
        why = "; ".join(f"{reason}: {', '.join(names)}" for reason, names in by_reason.items())
        yield f"Not on the plot, {why}."
