"""The sentences that say what a score means, the same in every format."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction

from slavery_benchmark.core.framework.declared import exact
from slavery_benchmark.core.framework.framework import Framework
from slavery_benchmark.core.scoring.baseline import Position
from slavery_benchmark.core.scoring.scores import ForceScore, NodeScore
from slavery_benchmark.core.scoring.submission import Submission
from slavery_benchmark.document.numbers import (
    percent_text,
    plain_number,
    score_text,
    share_text,
)
from slavery_benchmark.document.positions import POSITION_WORDS
from slavery_benchmark.pages.words import verified
from slavery_benchmark.pages.words.own_cases import case_sentences, discrepancy_lines
from slavery_benchmark.pages.words.shown import (
    in_part,
    most_answered,
    range_sentence,
    shown_sentence,
)

_NAMED = 3
"""How many of the checks that keep a score from the target are named."""
ONLY_JUST_MEANS = "one case more or less, or one answer by one level, would change the position"
_SUPPORT = "Supported: the force named a document and a date."
SUPPORT = f"{_SUPPORT} Nobody has checked it."


def support_sentence(forces: Iterable[ForceScore]) -> str:
    """Return what it means that a level is supported, and whether anybody looked."""
    if any(force.submission.verification for force in forces):
        return f"{_SUPPORT} Only where there is an inspector's level has anybody looked."
    return SUPPORT


def position_text(node: NodeScore) -> str:
    """Return where a node stands in words: no better, below (also under the range)."""
    return f"{POSITION_WORDS[node.position]}{', below' if node.is_below else ''}"


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
    score, whose = overall.tally.score, on_whose_word(force)
    between = range_sentence(overall, framework, whose)
    if score is None and not between:
        yield "No overall score: nothing was answered."
        return
    band = f", {words}" if (words := band_text(overall)) else ""
    against = _against(force, framework)
    yield between or f"Overall {score_text(score)} of 100{whose}{band}. {against}".strip()
    yield from _limits(force, framework)
    yield from verified.verified_sentences(force, framework)
    yield from _answered(overall, framework)
    yield from _certain(overall, framework)
    yield from case_sentences(force)
    yield from _other_scores(force, framework)
    for limit in force.limits:
        if limit.cap is not None:
            yield f"The framework's reason for the limit on {limit.criterion}: {limit.because}"


def band_text(node: NodeScore) -> str | None:
    """Return the band of a node in words: at least, where the score lies in a higher one."""
    return f"at least {node.band}" if node.band and node.band_at_least else node.band


def on_whose_word(force: ForceScore) -> str:
    """Return what follows a score that inspectors, or no measure of own cases, stand behind."""
    if force.counts_verified:
        return verified.WHOSE
    return " on the force's word alone" if force.judgement_alone else ""


def _against(force: ForceScore, framework: Framework) -> str:
    """Return how far the overall score is from reference line and target; nothing unplaced."""
    node = force.overall
    score, difference, reference = node.tally.score, node.difference, node.reference
    if score is None or difference is None or reference is None:
        return ""
    target, words = exact(framework.target.score), framework.words
    parts = [
        _distance(difference, f"the {words.reference_line} ({score_text(reference.value)})"),
        _distance(score - target, f"the framework's target ({plain_number(target)})"),
    ]
    if node.position is Position.NO_BETTER:
        span = f"{score_text(reference.low)} to {score_text(reference.high)}"
        below = "below its range" if node.is_below else "its range is"
        parts.insert(0, f"{words.low} ({below} {span})")
    if in_the_way := what_keeps(node, force, framework):
        parts[-1] += f", yet not at target: {in_the_way}"
    return f"{capital(', '.join(parts))}."


def what_keeps(node: NodeScore, force: ForceScore, framework: Framework) -> str:
    """Return what keeps a score that reaches the target from being at target; else nothing.

    That is what counts below the lowest level of the target: checks and measures under the node,
    lowest first, with their levels. A view that shows none of them says no more than that.
    """
    score, target = node.tally.score, framework.target
    placed = node.position not in (None, Position.AT_TARGET)
    if not placed or score is None or score < exact(target.score):
        return ""
    parents = {item.id: item.parent for item in (*force.themes, *force.criteria)}
    counted = [(check.node, check.counted_level) for check in force.checks]
    counted += [(item.node, item.measured.level) for item in force.measures]
    low = sorted(
        (level, part.id)
        for part, level in counted
        if level is not None and level < target.lowest_level
        if node.id in _above(part, parents)
    )
    if not low:
        unsure = node.position is Position.NOT_CERTAIN
        return "" if unsure else f"a level under it is below {target.lowest_level}"
    return too_low(low, framework)


def too_low(low: Sequence[tuple[int, str]], framework: Framework) -> str:
    """Return the first of these (level, id), that count below the lowest level of the target."""
    named = [f"{part} counts as {framework.level_label(level)}" for level, part in low[:_NAMED]]
    more = f" and {len(low) - _NAMED} more" if len(low) > _NAMED else ""
    return f"{', '.join(named)}{more}, below level {framework.target.lowest_level}"


def _above(node: NodeScore, parents: Mapping[str, str | None]) -> Iterator[str]:
    """Yield a node and everything that it is a part of."""
    found: str | None = node.id
    parents = {**parents, node.id: node.parent}
    while found is not None:
        yield found
        found = parents.get(found)


def _distance(difference: Fraction, what: str) -> str:
    """Return how far a score is from something: 12.5 above it, or level with it."""
    size = score_text(abs(difference))
    if not difference:
        return f"level with {what}"
    return f"{size} {'above' if difference > 0 else 'below'} {what}"


def _answered(node: NodeScore, framework: Framework) -> Iterator[str]:
    tally = node.tally
    if shown := shown_sentence(node, framework):
        yield shown
    elif tally.coverage is not None and tally.coverage < 1:
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
            f"{score_text(tally.low)} to {score_text(tally.high)}."
        )
    maximum = exact(framework.not_applicable.maximum)
    if tally.excused > maximum:
        yield f"No band or position with more than {percent_text(maximum)} not applicable."


def _certain(node: NodeScore, framework: Framework) -> Iterator[str]:
    """Yield why a band is "at least", where the floor lies in a lower one than the score."""
    score, floor = node.tally.score, node.tally.floor
    if not node.band_at_least or score is None or floor is None:
        return
    if framework.band_of(floor) != framework.band_of(score):
        cases = ", cases not listed or not known included" if framework.cases else ""
        yield (
            f"The band is what is certain: with all that was not told, or does not apply, at its "
            f"worst{cases}, the score would be {score_text(floor)}."
        )


def _other_scores(force: ForceScore, framework: Framework) -> Iterator[str]:
    """Yield what the score would be if what was claimed, or what was excused, were counted."""
    tally = force.overall.tally
    if tally.claimed != tally.score and not force.counts_verified:
        rule, top = framework.evidence, framework.levels[-1].level
        claims = [str(level) for level in range(rule.required_from, top + 1)]
        yield (
            f"{score_text(tally.claimed)} if every level is accepted: {' and '.join(claims)} "
            f"without dated evidence are counted as {rule.unsupported_level}."
        )
    if tally.excused:
        yield (
            f"{share_text(tally.excused)} of the weight is not applicable; with that at 0 the "
            f"score would be {score_text(tally.excused_at_zero)}."
        )


def _limits(force: ForceScore, framework: Framework) -> Iterator[str]:
    for limit in force.limits:
        rule = next(item for item in framework.limits if item.id == limit.id)
        without = f"without it: {force.uncapped_band}"
        if limit.cap is None:
            yield (
                f"No band: nothing of {limit.criterion} has a score to test the framework's limit "
                f"on it ({without})."
            )
        else:
            line = framework.points(rule.below_level)
            reached = limit_reached(force.node(limit.criterion), line)
            yield (
                f"Held at {limit.cap} by the framework's limit on {limit.criterion}, which "
                f"{reached} ({without})."
            )


def limit_reached(node: NodeScore, line: Fraction) -> str:
    """Return how a criterion lies below the line of a limit: it scores so, or may do."""
    score, below = node.tally.score, f"below {score_text(line, 0)}"
    if score is not None and score < line:
        return f"scores {score_text(score)}, {below}"
    return (
        f"scores {score_text(score)}, and {score_text(node.tally.floor)} with what was not told at "
        f"its worst, {below}"
    )


def row_note(node: NodeScore, *, with_coverage: bool = True, with_range: bool = True) -> str:
    """Return what must stand beside a node's score: claimed, coverage, range, excused, if any."""
    tally = node.tally
    parts: list[str] = []
    if tally.claimed != tally.score:
        parts.append(f"claimed {score_text(tally.claimed)}")
    if tally.coverage is not None and tally.coverage < 1:
        if with_coverage:
            seen = in_part(node)
            most = most_answered(seen) if seen else tally.coverage
            up_to = "up to " if seen and seen.untold else ""
            parts.append(f"{up_to}{percent_text(most)} answered")
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
