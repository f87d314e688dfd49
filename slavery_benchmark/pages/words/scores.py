"""The sentences that say what a score means, the same in every format."""

from collections.abc import Iterator
from fractions import Fraction

from slavery_benchmark.core.framework.declared import exact
from slavery_benchmark.core.framework.framework import Framework
from slavery_benchmark.core.scoring.baseline import Position
from slavery_benchmark.core.scoring.scores import ForceScore, NodeScore
from slavery_benchmark.core.scoring.submission import Submission
from slavery_benchmark.document.numbers import (
    percent_text,
    score_text,
    share_text,
)
from slavery_benchmark.pages.words.own_cases import case_sentences, discrepancy_lines

POSITION_WORDS: dict[Position | None, str] = {
    Position.AT_TARGET: "at target",
    Position.NOT_CERTAIN: "not certain",
    Position.ABOVE: "above",
    Position.AT: "within",
    Position.BELOW: "below",
    None: "not given",
}
SUPPORT = "Supported means that a dated reference stands beside the level; nobody has read it."


AT_ZERO = "°"
"""Marks a position that could not have been lower."""


def starts_at_zero(node: NodeScore) -> bool:
    """Return whether the node stands at a range that nothing can be below."""
    return node.position is Position.AT and node.reference is not None and node.reference.low == 0


def plain_name(submission: Submission) -> str:
    """Return the name of a force as other programs should group by it."""
    return submission.force or "Force not named"


def submission_title(submission: Submission) -> str:
    """Return the name of a force, marked where it was invented."""
    name = plain_name(submission)
    return f"{name} (fictional)" if submission.fictional else name


def force_title(force: ForceScore) -> str:
    """Return the name of a force, marked where it was invented."""
    return submission_title(force.submission)


def capital(text: str) -> str:
    """Return text that begins with a capital letter, the others as they are."""
    return f"{text[0].upper()}{text[1:]}"


def headline(force: ForceScore, framework: Framework) -> Iterator[str]:
    """Yield the sentences about the overall score: the gravest of them first."""
    overall = force.overall
    score = overall.tally.score
    if score is None:
        yield "No overall score: nothing was answered."
        return
    band = f", {overall.band}" if overall.band else ""
    whose = on_whose_word(force)
    yield f"Overall {score_text(score)} of 100{whose}{band}. {_against(overall, framework)}"
    yield from _limits(force, framework)
    yield from _answered(overall, framework)
    yield from case_sentences(force)
    yield from _other_scores(overall, framework)
    for limit in force.limits:
        if limit.cap is not None:
            yield f"The framework's reason for the limit on {limit.criterion}: {limit.because}"


def on_whose_word(force: ForceScore) -> str:
    """Return what follows a score that no measure of the force's own cases stands behind."""
    return " on the force's word alone" if force.judgement_alone else ""


def _against(node: NodeScore, framework: Framework) -> str:
    score, difference, reference = node.tally.score, node.difference, node.reference
    if score is None or difference is None or reference is None:
        return ""
    target, words = exact(framework.target.score), framework.words
    parts = [
        _distance(difference, f"the {words.reference_line} ({score_text(reference.value)})"),
        _distance(score - target, f"the framework's target ({score_text(target, 0)})"),
    ]
    if node.position is Position.AT:
        span = f"{score_text(reference.low)} to {score_text(reference.high)}"
        parts.insert(0, f"within the {words.ranged} ({span})")
    return f"{capital(', '.join(parts))}."


def _distance(difference: Fraction, what: str) -> str:
    """Return how far a score is from something: 12.5 above it, or level with it."""
    size = score_text(abs(difference))
    if not difference:
        return f"level with {what}"
    return f"{size} {'above' if difference > 0 else 'below'} {what}"


def _answered(node: NodeScore, framework: Framework) -> Iterator[str]:
    tally = node.tally
    if tally.coverage is not None and tally.coverage < 1:
        minimum = exact(framework.coverage.minimum)
        answered = percent_text(tally.coverage)
        if tally.coverage < minimum and answered == percent_text(minimum):
            answered = f"Under {answered}"
        measured = " or measured" if framework.cases else ""
        little = ""
        if tally.coverage < minimum:
            little = f", too little for a band or a position ({percent_text(minimum)})"
        yield (
            f"{answered} of what applies was answered{measured}{little}; the rest could make it "
            f"{score_text(tally.low)}{_lower_band(node, framework)} to {score_text(tally.high)}."
        )
    maximum = exact(framework.not_applicable.maximum)
    if tally.excused > maximum:
        yield f"No band or position with more than {percent_text(maximum)} not applicable."


def _lower_band(node: NodeScore, framework: Framework) -> str:
    """Return the band of what a score could be at worst, where that is a lower one."""
    if node.band is None or node.tally.low is None:
        return ""
    worst = framework.band_of(node.tally.low)
    lower = worst.lower < framework.band_named(node.band).lower
    return f" ({worst.word})" if lower else ""


def _other_scores(node: NodeScore, framework: Framework) -> Iterator[str]:
    """Yield what the score would be if what was claimed, or what was excused, were counted."""
    tally = node.tally
    if tally.claimed != tally.score:
        yield (
            f"Claimed {score_text(tally.claimed)}: levels without current, dated evidence count as "
            f"{framework.level_label(framework.evidence.unsupported_level)}."
        )
    if tally.excused:
        yield (
            f"{share_text(tally.excused)} of the weight is not applicable; with that at 0 the "
            f"score would be {score_text(tally.excused_at_zero)}."
        )


def _limits(force: ForceScore, framework: Framework) -> Iterator[str]:
    scores = {node.id: node.tally.score for node in force.criteria}
    for limit in force.limits:
        rule = next(item for item in framework.limits if item.id == limit.id)
        without = f"without it: {force.uncapped_band}"
        if limit.cap is None:
            yield (
                f"No band: too little of {limit.criterion} was answered to test the framework's "
                f"limit on it ({without})."
            )
        else:
            yield (
                f"Held at {limit.cap} by the framework's limit on {limit.criterion}, which scores "
                f"{score_text(scores[limit.criterion])}, below "
                f"{score_text(framework.points(rule.below_level), 0)} ({without})."
            )


def row_note(node: NodeScore, *, with_coverage: bool = True, with_range: bool = True) -> str:
    """Return what must stand beside a node's score: claimed, coverage, range, excused, if any."""
    tally = node.tally
    parts: list[str] = []
    if tally.claimed != tally.score:
        parts.append(f"claimed {score_text(tally.claimed)}")
    if tally.coverage is not None and tally.coverage < 1:
        if with_coverage:
            parts.append(f"{percent_text(tally.coverage)} answered")
        if with_range and tally.low != tally.high:
            parts.append(f"could be {score_text(tally.low)} to {score_text(tally.high)}")
    if tally.excused == 1:
        parts.append("all not applicable")
    elif tally.excused:
        parts.append(
            f"{percent_text(tally.excused)} not applicable, at 0: "
            f"{score_text(tally.excused_at_zero)}"
        )
    if tally.too_few:
        parts.append(f"{percent_text(tally.too_few)} with too few cases")
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
    """Yield the sentences that sum several forces up; who is behind a number, in a table."""
    worst = furthest_below_target(forces, framework)
    if worst is not None:
        force, gap = worst
        tally = force.overall.tally
        lowest = sorted(
            (node for node in force.themes if node.position is not None),
            key=lambda node: node.tally.score or Fraction(0),
        )
        themes = " and ".join(f"{n.title} ({score_text(n.tally.score)})" for n in lowest[:2])
        most = f", most of all in {themes}" if themes else ""
        unsure = ""
        if tally.low != tally.high:
            unsure = (
                f"; what is unanswered could make it {score_text(tally.low)} to "
                f"{score_text(tally.high)}"
            )
        yield (
            f"Furthest below target: {force_title(force)}, by {score_text(gap)} points{most}"
            f"{unsure}."
        )
    withheld = [force for force in forces if force.overall.position is None]
    if withheld:
        yield f"Too little answered to place {len(withheld)} of {len(forces)}."
    yield from discrepancy_lines(forces)
