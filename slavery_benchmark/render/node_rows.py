"""The rows of a score table in a terminal: name, track, numbers, position, and a note under it."""

from fractions import Fraction
from typing import Protocol

import msgspec
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
_NOTE_INDENT = 8
_ROOMY = 110
_LEAST_TRACK = 15


def starts_at_zero(node: NodeScore) -> bool:
    """Return whether the node stands at a 2017 range that nothing can be below."""
    return node.position is Position.AT and node.reference is not None and node.reference.low == 0


class Beside(msgspec.Struct, frozen=True):
    """What a score is set against: its value, the difference, and in a word how it stands."""

    value: Fraction | None
    difference: Fraction | None
    word: str
    style: str


class Yardstick(Protocol):
    """What the scores of a table are set against.

    heads: of the columns with value, difference and word. value_always: the value stands in the
    rows of criteria too.
    """

    @property
    def heads(self) -> tuple[str, str, str]:
        """Return the names of the three columns."""

    @property
    def value_always(self) -> bool:
        """Return whether rows of criteria have the value as well."""

    def beside(self, node: NodeScore, symbols: Symbols) -> Beside:
        """Return what stands beside a node."""

    def note(self, node: NodeScore) -> str:
        """Return what is to be said of it under the row."""


class National:
    """The national baseline: the 2017 reference line of each node, and the position against it."""

    heads = ("Line", "vs line", "Against 2017")
    value_always = False

    def beside(self, node: NodeScore, symbols: Symbols) -> Beside:
        """Return the reference line, the difference and the position of a node."""
        word = f"{symbols.positions[node.position]} {POSITION_WORDS[node.position]}"
        if starts_at_zero(node):
            word += STARTS_AT_ZERO
        line = None if node.reference is None else node.reference.value
        return Beside(line, node.difference, word, POSITION_STYLES[node.position])

    def note(self, node: NodeScore) -> str:  # noqa: ARG002
        """Return nothing: the row says it all."""
        return ""


NATIONAL = National()


class NodeRows:
    """The columns for one width of page.

    A summary row (overall, themes) has the 2017 line, coverage and band as well; on a narrow page
    the band stands in the note. What the scores are set `against` can be something else.
    """

    def __init__(
        self, page: Page, framework: Framework, *, summary: bool, against: Yardstick = NATIONAL
    ) -> None:
        self.page = page
        self.target = exact(framework.target.score)
        self.summary = summary
        self.against = against
        self.with_value = summary or against.value_always
        self.roomy = page.width >= _ROOMY
        short, long = (19, 24) if summary else (33, 44)
        self.name_width = long if self.roomy else short
        self.value_width = max(6, len(against.heads[0]))
        taken = 2 + 6 + 1 + 7 + 1 + _POSITION_WIDTH
        taken += 1 + self.value_width if self.with_value else 0
        if summary:
            taken += 1 + _ANSWERED_WIDTH + (1 + _BAND_WIDTH if self.roomy else 0)
        left = page.width - taken
        self.name_width = min(self.name_width, left - _LEAST_TRACK)
        self.track_width = min(left - self.name_width, 61)

    def header(self, name: str) -> None:
        """Write the names of the columns."""
        value, difference, word = self.against.heads
        line = f" {value:>{self.value_width}}" if self.with_value else ""
        answered = f" {'Answered':>{_ANSWERED_WIDTH}}" if self.summary else ""
        band = " Band" if self.summary and self.roomy else ""
        self.page.line(
            (fit(name, self.name_width, self.page.symbols), "bold"),
            (f" {scale(self.track_width)}", "dim"),
            (f" {'Score':>6}{line} {difference:>7} ", "bold"),
            (f"{word:<{_POSITION_WIDTH}}{answered}{band}", "bold"),
        )

    def row(self, node: NodeScore, name: str, style: str = "", own_cases: str = "") -> None:
        """Write a node, with a note where there is more to say of its score, or of own cases."""
        symbols = self.page.symbols
        found = self.against.beside(node, symbols)
        line = track(node, self.target, self.track_width, symbols, found.value)
        parts = [
            (fit(name, self.name_width, symbols), style),
            (f" {line}", found.style),
            (f" {score_text(node.tally.score):>6}", "bold"),
        ]
        if self.with_value:
            parts.append((f" {score_text(found.value):>{self.value_width}}", "dim"))
        parts.append((f" {signed_text(found.difference):>7}", ""))
        parts.append((f" {found.word:<{_POSITION_WIDTH}}", found.style))
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
        notes = (self.against.note(node), row_note(node, with_coverage=not self.summary))
        note = "; ".join(part for part in notes if part)
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
