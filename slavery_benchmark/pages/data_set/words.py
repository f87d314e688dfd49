"""The sentences of a summary, the same in every format."""

from collections.abc import Iterator

from slavery_benchmark.core.comparing.set_summary import METHOD, NodeSummary, Selection, SetSummary
from slavery_benchmark.core.framework.subject import Subject
from slavery_benchmark.document.numbers import count_text, date_text
from slavery_benchmark.pages.data_set.overview import holds_sentences
from slavery_benchmark.pages.words.scores import capital

SCORES, STANDING, MISSING = "Scores", "Against the baseline", "Why there is no score"
STANDING_LINE = (
    "How many submissions stand where. Without a position are those with too little answered, or "
    "too much not applicable. The share at target is of those with a position."
)


def scores_line(words: Subject) -> str:
    """Return what the scores of a summary are, and what they are set against."""
    return (
        f"Supported scores, 0 to 100, of the submissions that have one: {METHOD}. "
        f"{capital(words.baseline)} is the reference line where everything is scored."
    )


def introduction(summary: SetSummary) -> Iterator[str]:
    """Yield what the data set holds, and what of it is summed up."""
    yield from holds_sentences(summary.overview)
    yield selection_sentence(summary.selection)
    yield "A spread of scores, not a league table: nothing is ranked."


def selection_sentence(selection: Selection) -> str:
    """Return which submissions are summed up, and how many are left out for what reason."""
    which = "the latest period of each force"
    if selection.period is not None:
        which = f"of each force the period that holds {date_text(selection.period)}"
    left = []
    if selection.other_periods:
        left.append(f"{selection.other_periods:,} of other periods")
    if selection.outside_period:
        left.append(f"{selection.outside_period:,} of forces without a period that holds that day")
    if selection.invented:
        left.append(f"{selection.invented:,} of invented forces")
    said = f"Summed up: {count_text(selection.summed_up, 'submission')}, {which}"
    again = selection.summed_up - selection.forces
    if again:
        said += f" ({again:,} more than forces: one with several for its period counts with each)"
    return f"{said}; left out: {', '.join(left)}." if left else f"{said}."


def why_text(found: NodeSummary) -> str:
    """Return why submissions have no score, with how many each: 12 not applicable, 3 unanswered."""
    return ", ".join(f"{count:,} {why.value}" for why, count in found.missing.items() if count)


def label(found: NodeSummary) -> str:
    """Return id and title of a node."""
    node = found.node
    return node.title if node.kind == "overall" else f"{node.id} {node.title}"
