"""The sentences of a comparison, the same in every format."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from slavery_benchmark.core.comparing.comparison import NAME, Comparison
from slavery_benchmark.core.comparing.groups import reference_lines
from slavery_benchmark.core.comparing.resolution import Rank
from slavery_benchmark.core.framework.framework import Framework
from slavery_benchmark.core.framework.subject import Subject
from slavery_benchmark.core.scoring.scores import OVERALL, ForceScore, NodeScore
from slavery_benchmark.core.scoring.submission import State
from slavery_benchmark.document.numbers import UNKNOWN, count_text, signed_text
from slavery_benchmark.document.positions import ALONE, POSITION_MARKS, POSITION_WORDS, POSITIONS
from slavery_benchmark.document.positions import DIFFERS as DIFFERS_SIGN
from slavery_benchmark.pages.compare.marks import differing_in, marks_of
from slavery_benchmark.pages.words.own_cases import own_cases_line, unscored_sentence
from slavery_benchmark.pages.words.scores import force_title, plain_name

_NAMED = 2
"""How many criteria the first lines name."""
EXCUSED, FEW, ASIDE, BAD = "n/a", "few", "aside", "bad"
"""What stands in a cell instead of a score, beside the dash of what is blank."""
_MEANINGS = {
    UNKNOWN: "unanswered or unknown",
    EXCUSED: "not applicable",
    FEW: "too few cases",
    ASIDE: "set aside for its assurance",
    BAD: "an answer that cannot be used",
}


def lead_sentences(comparison: Comparison, framework: Framework) -> Iterator[str]:
    """Yield where the forces stand overall, on what most are low, and how they are in order."""
    yield _standing(comparison, framework.words)
    low = [count for count in comparison.counts if count.low]
    low.sort(key=lambda count: -Fraction(count.low, count.answering))
    if low:
        first, *others = low[:_NAMED]
        named = [f"{first.criterion} {first.title} ({first.low} of {first.answering} answering)"]
        named += [f"{one.criterion} {one.title} ({one.low} of {one.answering})" for one in others]
        yield f"Most often {framework.words.low}: {', '.join(named)}."
    count = count_text(len(comparison.forces), "submission")
    order = "in order of name: a comparison, not a league table"
    if comparison.sorted_by != NAME:
        order = f"by {node_title(comparison.sorted_by, framework)}, highest first"
    yield f"{count}, {order}."


def _standing(comparison: Comparison, words: Subject) -> str:
    places = Counter[str | None](force.overall.position for force in comparison.forces)
    parts = [
        f"{number} {POSITION_WORDS[place]}" for place in POSITIONS if (number := places[place])
    ]
    if places[None]:
        parts.append(f"{places[None]} with too little answered to place")
    return f"Overall against {words.baseline}: {', '.join(parts)}."


def grid_notes(comparison: Comparison, places: Sequence[int], words: Subject) -> Iterator[str]:
    """Yield what stands in these rows and what their signs mean, of those that occur."""
    cells = "supported score"
    if comparison.against.scores is not None:
        cells = f"difference from {comparison.against.name}, in points"
    yield f"Each cell: {cells}. {_position_legend(comparison, places, words)}"
    shows_ranks = comparison.sorted_by != NAME
    ranks = [comparison.ranks.get(place) for place in places if shows_ranks]
    if any(rank is not None and rank.best != rank.worst for rank in ranks):
        yield (
            "A rank such as 2–5: answers are missing, scores are closer than one answer moving by "
            "one level, or chance in own cases could close the gap, so that nobody can tell."
        )
    shown = [comparison.forces[place].submission for place in places]
    invented = [plain_name(item) for item in shown if item.fictional]
    if invented:
        every = len(invented) == len(shown)
        yield f"Invented: {'all of them' if every else ', '.join(invented)}."


def _position_legend(comparison: Comparison, places: Sequence[int], words: Subject) -> str:
    found = {
        comparison.forces[place].node(column).position
        for place in places
        for column in comparison.columns
    }
    said = [
        f"{POSITION_MARKS[item].sign} {POSITION_WORDS[item]}" for item in POSITIONS if item in found
    ]
    if None in found:
        said.append("no mark: too little answered")
    return f"Against the {words.ranged}: {', '.join(said)}."


def marked_name(force: ForceScore, comparison: Comparison) -> str:
    """Return the name of a force, with the mark of what there is to doubt before it."""
    mark = marks_of(force, comparison)
    return f"{mark} {plain_name(force.submission)}".strip()


def cell_value(comparison: Comparison, place: int, column: str) -> Fraction | str:
    """Return what stands in a cell: score or difference, or in a word why there is none."""
    force = comparison.forces[place]
    node = force.node(column)
    if node.tally.score is None:
        return _why_none(force, node)
    if comparison.against.scores is None:
        return node.tally.score
    difference = comparison.difference(place, column)
    return UNKNOWN if difference is None else difference


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


def rank_text(rank: Rank | None) -> str:
    """Return a rank as 3, or as 2–5 where the force is not told apart from its neighbours."""
    if rank is None:
        return UNKNOWN
    if rank.best == rank.worst:
        return str(rank.place)
    return f"{rank.best}–{rank.worst}"


def reference_row(
    comparison: Comparison, framework: Framework
) -> tuple[str, Mapping[str, Fraction]]:
    """Return what the forces are compared with: its name, and its score on each column."""
    if comparison.against.scores is not None:
        return comparison.against.name, comparison.against.scores
    lines = reference_lines(framework)
    return framework.words.reference_line, {item: lines[item] for item in comparison.columns}


def missing_words(comparison: Comparison, places: Sequence[int]) -> str:
    """Return what the words for a missing score mean, of those that stand in these rows."""
    found = {
        cell_value(comparison, place, column) for place in places for column in comparison.columns
    }
    said = [f"{word} is {meaning}" for word, meaning in _MEANINGS.items() if word in found]
    return f"Where there is no score: {', '.join(said)}." if said else ""


def own_cases_lines(comparison: Comparison, framework: Framework) -> Iterator[str]:
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


def fixed_lines(comparison: Comparison) -> Iterator[str]:
    """Yield for each criterion on which some force is not above its baseline those at target.

    Beside a name stands what there is to doubt: judgement alone, or a level that differs.
    """
    for count in comparison.counts:
        if count.low:
            doubts = {
                force.submission.force: DIFFERS_SIGN
                for force in comparison.forces
                if differing_in(force, count.criterion)
            } | {
                force.submission.force: ALONE
                for force in comparison.forces
                if force.judgement_alone
            }
            names = (f"{name} {doubts.get(name, '')}".strip() for name in count.fixed_by)
            yield f"{count.criterion} {count.title}: {', '.join(names) or 'nobody here'}."


def contrast_lines(comparison: Comparison) -> Iterator[str]:
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
        f"{signed_text(gap)} {DIFFERS_SIGN} judged {' and '.join(ids)} {verb} from own cases of "
        "this criterion"
    )
