"""The sentences of a comparison, the same in every format."""

from collections.abc import Iterator

from slavery_benchmark.core.comparison import NAME, Comparison, CriterionCount
from slavery_benchmark.core.framework import Framework
from slavery_benchmark.core.intervals import wilson
from slavery_benchmark.core.scores import OVERALL
from slavery_benchmark.render.numbers import count_text, score_text, signed_text
from slavery_benchmark.render.words import force_title


def introduction(comparison: Comparison, framework: Framework) -> Iterator[str]:
    """Yield what is shown, in which order, against what."""
    count = count_text(len(comparison.forces), "submission")
    if comparison.sorted_by == NAME:
        order = "in order of name: a comparison, not a league table"
    else:
        title = node_title(comparison.sorted_by, framework)
        order = (
            f"by {title}, highest first. A rank such as 2–5 means that answers are missing, or "
            "scores closer than one answer moving by one level, so that nobody can tell"
        )
    yield f"{count}, {order}."
    if comparison.against.scores is None:
        yield (
            "Each cell: supported score, and where it stands against the 2017 range: ✓ at target, "
            "▲ above, = within, ▼ below, ? not certain, no mark: too little answered."
        )
    else:
        yield (
            f"Each cell: difference from {comparison.against.name}, in points. The mark is against "
            "the 2017 range: ✓ at target, ▲ above, = within, ▼ below, ? not certain."
        )


def node_title(node_id: str, framework: Framework) -> str:
    """Return what a node is called in a sentence."""
    if node_id == OVERALL:
        return "overall score"
    for theme in framework.themes:
        if theme.id == node_id:
            return theme.title
    return node_id


def count_line(count: CriterionCount, *, sample: bool) -> str:
    """Return how many forces are where on a criterion; with an interval if they are a sample."""
    if not count.answering:
        return f"{count.criterion} {count.title}: nobody answered enough."
    rest = count.population - count.answering
    parts = []
    for number, words in ((count.at_target, "at target"), (count.low, "at or below 2017")):
        said = f"{number} {words}"
        if rest:
            said += f" ({number} to {number + rest} of {count.population})"
        if sample:
            low, high = wilson(number, count.answering)
            said += f" [95% interval {low:.0%} to {high:.0%}]"
        parts.append(said)
    if count.not_certain:
        parts.append(f"{count.not_certain} not certain")
    answering = count_text(count.answering, "force")
    return f"{count.criterion} {count.title}: of {answering} answering, {', '.join(parts)}."


def fixed_lines(comparison: Comparison) -> Iterator[str]:
    """Yield for each criterion on which some force is at or below 2017 those at target on it."""
    for count in comparison.counts:
        if count.low:
            who = ", ".join(count.fixed_by) or "nobody here"
            yield f"{count.criterion} {count.title}: {who}."


def contrast_lines(comparison: Comparison) -> Iterator[str]:
    """Yield for each force what stands out against the mean of the others, by an answer or more."""
    for contrast in comparison.contrasts:
        parts = []
        for gaps, words in ((contrast.strengths, "stronger"), (contrast.weaknesses, "weaker")):
            if gaps:
                said = ", ".join(f"{node} ({signed_text(gap)})" for node, gap in gaps)
                parts.append(f"{words} on {said}")
        if parts:
            force = comparison.forces[contrast.force]
            yield f"{force_title(force)}: {'; '.join(parts)}."


def pair_lines(comparison: Comparison, framework: Framework) -> Iterator[str]:
    """Yield each pair of forces that is not told apart on the node of the order, and why."""
    node = OVERALL if comparison.sorted_by == NAME else comparison.sorted_by
    for pair in comparison.pairs:
        first, second = comparison.forces[pair.first], comparison.forces[pair.second]
        yield (
            f"{force_title(first)} and {force_title(second)} on {node_title(node, framework)}: "
            f"{pair.why} (gap {score_text(pair.gap, 2)}; one answer makes up to "
            f"{score_text(pair.answer, 2)})."
        )
