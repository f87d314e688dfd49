"""A Markdown table where a force's own earlier submission is the baseline."""

from collections.abc import Sequence

from slavery_benchmark.core.reinspection.own_baseline import OwnBaseline
from slavery_benchmark.core.scores import NodeScore
from slavery_benchmark.document.numbers import score_text, signed_text
from slavery_benchmark.render.own_baseline_words import (
    CHANGE,
    EARLIER,
    OWN_LINE,
    SINCE,
    beside_text,
    meanings_sentence,
    own_sentences,
    part_note,
    since_word,
)


class OwnMarkdown:
    """A force's own earlier submission: the score then, the change, and what became of it."""

    heads: Sequence[str] = (EARLIER, CHANGE, SINCE)
    rule = "---:|---:|---|"

    def __init__(self, own: OwnBaseline) -> None:
        self.own = own
        self.headline = beside_text(own)
        closing = f"{OWN_LINE} {meanings_sentence([own])}".rstrip()
        self.sentences: Sequence[str] = (*own_sentences(own), closing)

    def cells(self, node: NodeScore) -> Sequence[str]:
        """Return the score of a node then, the change since, and the word for it."""
        found = self.own.of(node.id)
        return score_text(found.score_then), signed_text(found.change), since_word(found)

    def note(self, node: NodeScore) -> str:
        """Return the comparable part then and now, where it is not the whole."""
        return part_note(self.own, node.id)
