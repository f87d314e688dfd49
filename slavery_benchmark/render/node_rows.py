"""The rows of a score table in a terminal: name, track, numbers, position, and a note under it."""

from rich.cells import cell_len, set_cell_size

from slavery_benchmark.core.baseline import Position
from slavery_benchmark.core.declared import exact
from slavery_benchmark.core.framework import Framework
from slavery_benchmark.core.scores import NodeScore
from slavery_benchmark.document.numbers import percent_text, score_text, signed_text
from slavery_benchmark.formats.terminal.page import Page
from slavery_benchmark.formats.terminal.symbols import Symbols
from slavery_benchmark.render.track import scale, track
from slavery_benchmark.render.words import POSITION_WORDS, row_note

STARTS_AT_ZERO = "°"
"""Marks a position that could not have been lower."""

POSITION_STYLES: dict[Position | None, str] = {
    Position.AT_TARGET: "bold green",
    Position.NOT_CERTAIN: "magenta",
    Position.ABOVE: "cyan",
    Position.AT: "yellow",
    Position.BELOW: "bold red",
    None: "dim",
}
"""Colours of positions; a symbol always says the same."""
_POSITION_WIDTH, _BAND_WIDTH = 13, 15
_ANSWERED_WIDTH = 8
_LINE_WIDTH = 6
_NOTE_INDENT = 8
_ROOMY = 110
_LEAST_TRACK = 15


def starts_at_zero(node: NodeScore) -> bool:
    """Return whether the node stands at a 2017 range that nothing can be below."""
    return node.position is Position.AT and node.reference is not None and node.reference.low == 0


class NodeRows:
    """The columns for one width of page.

    A summary row (overall, themes) has the 2017 line, coverage and band as well; on a narrow page
    the band stands in the note.
    """

    def __init__(self, page: Page, framework: Framework, *, summary: bool) -> None:
        self.page = page
        self.target = exact(framework.target.score)
        self.summary = summary
        self.roomy = page.width >= _ROOMY
        short, long = (19, 24) if summary else (33, 44)
        self.name_width = long if self.roomy else short
        taken = 2 + 6 + 1 + 7 + 1 + _POSITION_WIDTH
        if summary:
            taken += 1 + _LINE_WIDTH + 1 + _ANSWERED_WIDTH
            taken += 1 + _BAND_WIDTH if self.roomy else 0
        left = page.width - taken
        self.name_width = min(self.name_width, left - _LEAST_TRACK)
        self.track_width = min(left - self.name_width, 61)

    def header(self, name: str) -> None:
        """Write the names of the columns."""
        line = f" {'Line':>{_LINE_WIDTH}}" if self.summary else ""
        answered = f" {'Answered':>{_ANSWERED_WIDTH}}" if self.summary else ""
        band = " Band" if self.summary and self.roomy else ""
        self.page.line(
            (fit(name, self.name_width, self.page.symbols), "bold"),
            (f" {scale(self.track_width)}", "dim"),
            (f" {'Score':>6}{line} vs line ", "bold"),
            (f"{'Against 2017':<{_POSITION_WIDTH}}{answered}{band}", "bold"),
        )

    def row(self, node: NodeScore, name: str, style: str = "", own_cases: str = "") -> None:
        """Write a node, with a note where there is more to say of its score, or of own cases."""
        symbols = self.page.symbols
        colour = POSITION_STYLES[node.position]
        word = f"{symbols.positions[node.position]} {POSITION_WORDS[node.position]}"
        if starts_at_zero(node):
            word += STARTS_AT_ZERO
        line = track(node, self.target, self.track_width, symbols)
        parts = [
            (fit(name, self.name_width, symbols), style),
            (f" {line}", colour),
            (f" {score_text(node.tally.score):>6}", "bold"),
        ]
        if self.summary:
            reference = None if node.reference is None else node.reference.value
            parts.append((f" {score_text(reference):>{_LINE_WIDTH}}", "dim"))
        parts.append((f" {signed_text(node.difference):>7}", ""))
        parts.append((f" {word:<{_POSITION_WIDTH}}", colour))
        if self.summary:
            parts.append(
                (f" {percent_text(node.tally.coverage, short=True):>{_ANSWERED_WIDTH}}", "")
            )
            if self.roomy:
                parts.append((f" {node.band or 'no band'}", ""))
        self.page.line(*parts)
        self._note(node)
        if own_cases:
            differs = symbols.differs in own_cases
            self.page.paragraph(
                own_cases, style="magenta" if differs else "dim", indent=_NOTE_INDENT
            )

    def _note(self, node: NodeScore) -> None:
        note = row_note(node, with_coverage=not self.summary)
        if self.summary and not self.roomy:
            band = node.band or "no band"
            note = f"{band}; {note}" if note else band
        if note:
            self.page.paragraph(note, style="dim", indent=_NOTE_INDENT)


def fit(text: str, width: int, symbols: Symbols) -> str:
    """Return text in exactly `width` columns, cut with an ellipsis if need be."""
    if cell_len(text) <= width:
        return set_cell_size(text, width)
    return set_cell_size(set_cell_size(text, width - 1).rstrip() + symbols.ellipsis, width)
