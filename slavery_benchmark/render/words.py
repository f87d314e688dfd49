"""The sentences that say what a score means, the same in every format."""

from collections.abc import Iterator
from fractions import Fraction

from slavery_benchmark.core.baseline import Position
from slavery_benchmark.core.framework import Framework, exact
from slavery_benchmark.core.scoring import ForceScore, NodeScore
from slavery_benchmark.render.numbers import (
    count_text,
    percent_text,
    score_text,
    share_text,
)

POSITION_WORDS: dict[Position | None, str] = {
    Position.AT_TARGET: "at target",
    Position.NOT_CERTAIN: "not certain",
    Position.ABOVE: "above 2017",
    Position.AT: "at 2017",
    Position.BELOW: "below 2017",
    None: "not given",
}
REFERENCE_LINE = (
    "Reference line: our reading of 2017; HMICFRS scored nothing. “At 2017” means inside the range "
    "that this reading leaves open."
)
SUPPORT = "Supported means that a dated reference stands beside the level; nobody has read it."


def force_title(force: ForceScore) -> str:
    """Return the name of a force, marked where it was invented."""
    submission = force.submission
    name = submission.force or "Force not named"
    return f"{name} (fictional)" if submission.fictional else name


def headline(force: ForceScore, framework: Framework) -> Iterator[str]:
    """Yield the sentences about the overall score, gravest caveat last."""
    overall = force.overall
    score = overall.tally.score
    if score is None:
        yield "No overall score: nothing was answered."
        return
    band = f", {overall.band}" if overall.band else ""
    yield f"Overall {score_text(score)} of 100{band}. {_against(overall, framework)}"
    yield from _certainty(overall, framework)
    yield from _limits(force)


def _against(node: NodeScore, framework: Framework) -> str:
    score, difference = node.tally.score, node.difference
    if score is None or difference is None or node.reference is None:
        return ""
    line = f"the 2017 reference line ({score_text(node.reference.value)})"
    target = exact(framework.target.score)
    to_line = _distance(difference, line)
    to_target = _distance(score - target, f"the target ({score_text(target, 0)})")
    return f"{to_line[0].upper()}{to_line[1:]}, {to_target}."


def _distance(difference: Fraction, what: str) -> str:
    size = score_text(abs(difference))
    if not difference:
        return f"level with {what}"
    return f"{size} {'above' if difference > 0 else 'below'} {what}"


def _certainty(node: NodeScore, framework: Framework) -> Iterator[str]:
    tally = node.tally
    if tally.claimed != tally.score:
        yield (
            f"Claimed {score_text(tally.claimed)}: levels without current, dated evidence count as "
            f"{framework.level_label(framework.evidence.unsupported_level)}."
        )
    if tally.coverage is not None and tally.coverage < 1:
        yield (
            f"{percent_text(tally.coverage)} of the weight that applies was answered; the rest "
            f"could make it {score_text(tally.low)} to {score_text(tally.high)}."
        )
        minimum = exact(framework.coverage.minimum)
        if tally.coverage < minimum:
            yield f"No band or position below {percent_text(minimum)}."
    if tally.excused:
        yield (
            f"{share_text(tally.excused)} of the weight was answered not applicable; with those "
            f"checks at 0 the score would be {score_text(tally.excused_at_zero)}."
        )


def _limits(force: ForceScore) -> Iterator[str]:
    if force.uncapped_band is None or force.overall.band == force.uncapped_band:
        return
    for limit in force.limits:
        reason = limit.because[0].lower() + limit.because[1:]
        if limit.cap is None:
            yield (
                f"No band, because {limit.criterion} has no score (without that limit: "
                f"{force.uncapped_band})."
            )
        else:
            yield (
                f"Limited to {limit.cap} by {limit.criterion} (without that limit: "
                f"{force.uncapped_band}): {reason}"
            )


def row_note(node: NodeScore, *, with_coverage: bool = True) -> str:
    """Return what must stand beside a node's score: claimed, coverage, range, excused, if any."""
    tally = node.tally
    parts: list[str] = []
    if tally.claimed != tally.score:
        parts.append(f"claimed {score_text(tally.claimed)}")
    if tally.coverage is not None and tally.coverage < 1:
        if with_coverage:
            parts.append(f"{percent_text(tally.coverage)} answered")
        if tally.low != tally.high:
            parts.append(f"could be {score_text(tally.low)} to {score_text(tally.high)}")
    if tally.excused == 1:
        parts.append("all not applicable")
    elif tally.excused:
        parts.append(
            f"{percent_text(tally.excused)} not applicable, at 0: "
            f"{score_text(tally.excused_at_zero)}"
        )
    return "; ".join(parts)


def furthest_below_target(
    forces: tuple[ForceScore, ...], framework: Framework
) -> tuple[ForceScore, Fraction] | None:
    """Return the force whose score, at enough coverage, is furthest below target, and by how much.

    None if no force with a position is below it. Of equals the first by name is returned.
    """
    target = exact(framework.target.score)
    gaps = [
        (force, target - force.overall.tally.score)
        for force in forces
        if force.overall.position is not None and force.overall.tally.score is not None
    ]
    below = [(force, gap) for force, gap in gaps if gap > 0]
    return max(below, key=lambda item: item[1], default=None)


def run_summary(forces: tuple[ForceScore, ...], framework: Framework) -> Iterator[str]:
    """Yield the sentences that sum several forces up."""
    worst = furthest_below_target(forces, framework)
    if worst is not None:
        force, gap = worst
        tally = force.overall.tally
        lowest = sorted(
            (node for node in force.themes if node.position is not None),
            key=lambda node: node.tally.score or Fraction(0),
        )
        sure = "every check that applies was answered"
        if tally.low != tally.high:
            sure = f"the unanswered checks could make it {score_text(tally.low)} to "
            sure += score_text(tally.high)
        themes = " and ".join(f"{n.title} ({score_text(n.tally.score)})" for n in lowest[:2])
        most = f", most of all in {themes}" if themes else ""
        yield (
            f"Furthest below target: {force_title(force)}, by {score_text(gap)} points{most}; "
            f"{sure}."
        )
    withheld = [force for force in forces if force.overall.position is None]
    if withheld:
        names = ", ".join(
            f"{force_title(force)} ({percent_text(force.overall.tally.coverage)} answered)"
            for force in withheld
        )
        count = count_text(len(withheld), "force")
        yield f"Too little answered to place {count}: {names}."
