"""The sentences of a comparison, the same in every format."""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from slavery_benchmark.core.comparison import NAME, Comparison, CriterionCount
from slavery_benchmark.core.framework import Framework
from slavery_benchmark.core.groups import reference_lines
from slavery_benchmark.core.intervals import wilson
from slavery_benchmark.core.resolution import Rank
from slavery_benchmark.core.scores import OVERALL, ForceScore, NodeScore
from slavery_benchmark.core.submission import State
from slavery_benchmark.document.numbers import UNKNOWN, count_text, score_text, signed_text
from slavery_benchmark.formats.terminal.symbols import UNICODE, Symbols
from slavery_benchmark.render.compare_marks import differing_in
from slavery_benchmark.render.own_cases import own_cases_line, unscored_sentence
from slavery_benchmark.render.words import force_title

COUNTS_HEADING = "Criterion by criterion"
NATIONAL_LINE = "2017 reference line"
EXCUSED, FEW, ASIDE, BAD = "n/a", "few", "aside", "bad"
"""What stands in a cell instead of a score, beside the dash of what is blank."""
_MEANINGS = {
    UNKNOWN: "unanswered or unknown",
    EXCUSED: "not applicable",
    FEW: "too few cases",
    ASIDE: "set aside for its assurance",
    BAD: "an answer that cannot be used",
}


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


def cell_text(comparison: Comparison, place: int, column: str) -> str:
    """Return what stands in a cell: score or difference, or in a word why there is none."""
    force = comparison.forces[place]
    node = force.node(column)
    if node.tally.score is None:
        return _why_none(force, node)
    if comparison.against.scores is None:
        return score_text(node.tally.score)
    return signed_text(comparison.difference(place, column))


def _why_none(force: ForceScore, node: NodeScore) -> str:
    if node.tally.excused == 1:
        return EXCUSED
    if node.tally.too_few == 1:
        return FEW
    for check in force.checks:
        if check.node.id == node.id:
            if check.set_aside:
                return ASIDE
            return BAD if check.response.state is State.INVALID else UNKNOWN
    return UNKNOWN


def rank_text(rank: Rank | None, symbols: Symbols) -> str:
    """Return a rank as 3, or as 2–5 where the force is not told apart from its neighbours."""
    if rank is None:
        return symbols.dash
    if rank.best == rank.worst:
        return str(rank.place)
    return f"{rank.best}{symbols.dash}{rank.worst}"


def reference_row(
    comparison: Comparison, framework: Framework
) -> tuple[str, Mapping[str, Fraction]]:
    """Return what the forces are compared with: its name, and its score on each column."""
    if comparison.against.scores is None:
        return NATIONAL_LINE, _national_line(comparison, framework)
    return comparison.against.name, comparison.against.scores


def _national_line(comparison: Comparison, framework: Framework) -> Mapping[str, Fraction]:
    """Return the 2017 reference line of each column where everything is scored."""
    lines = reference_lines(framework)
    return {column: lines[column] for column in comparison.columns}


def missing_words(comparison: Comparison, places: Sequence[int]) -> str:
    """Return what the words for a missing score mean, of those that stand in these rows."""
    found = {
        cell_text(comparison, place, column) for place in places for column in comparison.columns
    }
    said = [f"{word} is {meaning}" for word, meaning in _MEANINGS.items() if word in found]
    return f"Where there is no score: {', '.join(said)}." if said else ""


def _own_cases_lines(comparison: Comparison, framework: Framework) -> Iterator[str]:
    """Yield for each force what its own cases are and which judged levels differ from them."""
    for force in comparison.forces:
        if force.measures:
            yield f"{force_title(force)}: {own_cases_line(force)}."
    if said := unscored_sentence(framework):
        yield said


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


def further_lists(
    comparison: Comparison, framework: Framework
) -> Iterator[tuple[str, Iterator[str]]]:
    """Yield the lists that follow the counts, each under its heading; one may have no line."""
    yield "What the forces' own cases show", _own_cases_lines(comparison, framework)
    yield "Who is at target where others are not", _fixed_lines(comparison)
    heading = "What stands out in each force, against the mean of the others"
    yield heading, _contrast_lines(comparison)
    yield "Forces that are not told apart", _pair_lines(comparison, framework)


def _fixed_lines(comparison: Comparison) -> Iterator[str]:
    """Yield for each criterion on which some force is at or below 2017 those at target on it.

    Beside a name stands what there is to doubt: judgement alone, or a level that differs.
    """
    for count in comparison.counts:
        if count.low:
            doubts = {
                force.submission.force: UNICODE.differs
                for force in comparison.forces
                if differing_in(force, count.criterion)
            } | {
                force.submission.force: UNICODE.alone
                for force in comparison.forces
                if force.judgement_alone
            }
            names = (f"{name} {doubts.get(name, '')}".strip() for name in count.fixed_by)
            yield f"{count.criterion} {count.title}: {', '.join(names) or 'nobody here'}."


def _contrast_lines(comparison: Comparison) -> Iterator[str]:
    """Yield for each force what stands out against the mean of the others, by an answer or more.

    What stands out on levels that the force's own cases do not bear out is said to.
    """
    for contrast in comparison.contrasts:
        force = comparison.forces[contrast.force]
        parts = []
        for gaps, words in ((contrast.strengths, "stronger"), (contrast.weaknesses, "weaker")):
            if gaps:
                said = ", ".join(f"{node} ({_gap_text(force, node, gap)})" for node, gap in gaps)
                parts.append(f"{words} on {said}")
        if parts:
            yield f"{force_title(force)}: {'; '.join(parts)}."


def _gap_text(force: ForceScore, node: str, gap: Fraction) -> str:
    ids = differing_in(force, node)
    if not ids:
        return signed_text(gap)
    verb = "differs" if len(ids) == 1 else "differ"
    return (
        f"{signed_text(gap)} {UNICODE.differs} judged {' and '.join(ids)} {verb} from own cases of "
        "this criterion"
    )


def _pair_lines(comparison: Comparison, framework: Framework) -> Iterator[str]:
    """Yield each pair of forces that is not told apart on the node of the order, and why."""
    node = OVERALL if comparison.sorted_by == NAME else comparison.sorted_by
    for pair in comparison.pairs:
        first, second = comparison.forces[pair.first], comparison.forces[pair.second]
        yield (
            f"{force_title(first)} and {force_title(second)} on {node_title(node, framework)}: "
            f"{pair.why} (gap {score_text(pair.gap, 2)}; one answer makes up to "
            f"{score_text(pair.answer, 2)})."
        )
