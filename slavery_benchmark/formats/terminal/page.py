"""A page of terminal text: lines, paragraphs and tables put together with rich, given as a string.

Words from a workbook reach the page only as rich Text: brackets in them are never markup.
"""

import io

from rich.cells import cell_len, set_cell_size
from rich.console import Console
from rich.containers import Lines
from rich.text import Text

from slavery_benchmark.formats.terminal.symbols import Symbols, plain

MIN_WIDTH, MAX_WIDTH = 80, 160
_HEIGHT = 24
"""Of no effect on text; without it the terminal is asked for its size at every line."""


class Page:
    """Collects output for one width and one set of symbols; `text` is the result."""

    def __init__(self, *, width: int, colour: bool, symbols: Symbols) -> None:
        self.width = min(max(width, MIN_WIDTH), MAX_WIDTH)
        self.symbols = symbols
        self._stream = io.StringIO()
        self._console = Console(
            file=self._stream,
            width=self.width,
            height=_HEIGHT,
            color_system="standard" if colour else None,
            force_terminal=colour,
            no_color=not colour,
            legacy_windows=False,
            highlight=False,
            emoji=False,
            markup=False,
        )

    @property
    def text(self) -> str:
        """Everything so far, each line ended, without blanks at the ends of lines."""
        lines = self._stream.getvalue().split("\n")
        return "\n".join(line.rstrip() for line in lines)

    def blank(self) -> None:
        """Leave a line empty."""
        self._console.print()

    def heading(self, text: str) -> None:
        """Write a heading followed by a rule to the edge of the page."""
        said = plain(text, self.symbols)
        rule = self.symbols.rule * max(self.width - len(said) - 1, 0)
        line = Text(said, style="bold")
        line.append(f" {rule}", style="dim")
        self._console.print(line, no_wrap=True, overflow="crop")

    def line(self, *parts: tuple[str, str]) -> None:
        """Write (text, style) parts on one line, cut at the edge of the page."""
        line = Text()
        for text, style in parts:
            line.append(plain(text, self.symbols), style=style)
        self._console.print(line, no_wrap=True, overflow="crop")

    def paragraph(self, text: str, *, style: str = "", indent: int = 0) -> None:
        """Write a text wrapped to the page, `indent` columns in."""
        from rich.padding import Padding

        words = Text(plain(text, self.symbols), style=style)
        self._console.print(Padding(words, (0, 0, 0, indent)) if indent else words)

    def item(self, mark: str, text: str, *, style: str = "") -> None:
        """Write a text behind a mark, its further lines flush with the first."""
        start = f"{mark:>2} "
        words = Text(plain(text, self.symbols), style=style)
        for place, line in enumerate(self.wrapped(words, self.width - len(start))):
            self.print(Text(" " * len(start) if place else start).append_text(line))

    def wrapped(self, text: Text, width: int) -> Lines:
        """Return text as lines of at most `width` columns."""
        return text.wrap(self._console, width)

    def print(self, line: Text) -> None:
        """Write a line that has its width already."""
        self._console.print(line, no_wrap=True, overflow="crop")

    def entry(self, number: int, title: str, aside: str) -> None:
        """Write the head of a numbered entry, with `aside` flush right."""
        start, end = f"{number:>3}. ", f" {plain(aside, self.symbols)}"
        room = self.width - len(start) - len(end)
        words = fit(plain(title, self.symbols), room, self.symbols)
        self.line((start, ""), (words, "bold"), (end, ""))


def fit(text: str, width: int, symbols: Symbols) -> str:
    """Return text in exactly `width` columns, cut with an ellipsis if need be."""
    if cell_len(text) <= width:
        return set_cell_size(text, width)
    return set_cell_size(set_cell_size(text, width - 1).rstrip() + symbols.ellipsis, width)
