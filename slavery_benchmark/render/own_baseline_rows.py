"""The rows of a score table where a force's own earlier submission is the baseline."""

from slavery_benchmark.core.reinspection.change import Disposition
from slavery_benchmark.core.reinspection.own_baseline import OwnBaseline
from slavery_benchmark.core.scores import NodeScore
from slavery_benchmark.formats.terminal.symbols import Symbols
from slavery_benchmark.render.node_rows import Beside
from slavery_benchmark.render.own_baseline_words import (
    CHANGE,
    EARLIER,
    SINCE,
    part_note,
    since_word,
)
from slavery_benchmark.render.progress.criteria_text import DISPOSITION_STYLES

_UNKNOWN_STYLE = DISPOSITION_STYLES[Disposition.NO_EARLIER]


class OwnYardstick:
    """A force's own earlier submission: the score then, the change, and what became of it."""

    heads = (EARLIER, CHANGE, SINCE)
    value_always = True

    def __init__(self, own: OwnBaseline) -> None:
        self.own = own

    def beside(self, node: NodeScore, symbols: Symbols) -> Beside:  # noqa: ARG002
        """Return the score of a node then, the change since, and the word for it."""
        found = self.own.of(node.id)
        style = "" if found.change is not None else _UNKNOWN_STYLE
        if found.disposition is not None:
            style = DISPOSITION_STYLES[found.disposition]
        return Beside(found.score_then, found.change, since_word(found), style)

    def note(self, node: NodeScore) -> str:
        """Return the comparable part then and now, where it is not the whole."""
        return part_note(self.own, node.id)
