"""Forces side by side for a terminal: a table that fits, then what it means in words."""

from collections.abc import Iterator, Sequence

from slavery_benchmark.core.comparison import NAME, Comparison
from slavery_benchmark.core.context import Context
from slavery_benchmark.core.framework import Framework
from slavery_benchmark.core.report import Report
from slavery_benchmark.core.scores import OVERALL, ForceScore
from slavery_benchmark.document.numbers import score_text
from slavery_benchmark.formats.terminal.page import Page
from slavery_benchmark.render.compare_marks import (
    alone_sentence,
    differing_in,
    differs_sentence,
    marked_cells,
    marks_of,
)
from slavery_benchmark.render.compare_words import (
    COUNTS_HEADING,
    NATIONAL_LINE,
    cell_text,
    count_line,
    further_lists,
    introduction,
    missing_words,
    rank_text,
    reference_row,
)
from slavery_benchmark.render.context_text import write_context
from slavery_benchmark.render.heads import write_run_head
from slavery_benchmark.render.node_rows import POSITION_STYLES, fit
from slavery_benchmark.render.words import REFERENCE_LINE, plain_name

_LEAST_CELL = 7
_LEAST_NAME, _MOST_NAME = 17, 34
_RANK_WIDTH = 7


def render_comparison(
    report: Report,
    comparison: Comparison,
    page: Page,
    *,
    top: int | None = None,
    bottom: int | None = None,
    sample: bool = False,
    context: Context | None = None,
) -> str:
    """Return the comparison as text, with the official figures beside it where there are any.

    `top` and `bottom` say how many forces of either end of the order are shown, all without them;
    the forces of a `sample` get intervals.
    """
    framework = report.framework
    write_run_head(page, report)
    page.blank()
    for sentence in introduction(comparison, framework):
        page.paragraph(sentence)
    shown = _shown_rows(comparison, top, bottom)
    grid = _Grid(page, comparison, shown)
    for panel in grid.panels():
        page.blank()
        grid.write(panel, framework)
    for said in (
        missing_words(comparison, shown),
        alone_sentence(comparison, page.symbols.alone),
        differs_sentence(comparison, page.symbols.differs),
    ):
        if said:
            page.paragraph(said, style="dim")
    page.paragraph(REFERENCE_LINE, style="dim")
    _write_counts(page, comparison, sample=sample)
    for heading, lines in further_lists(comparison, framework):
        _write_list(page, heading, lines)
    if context is not None:
        page.blank()
        write_context(page, context, [force.submission for force in comparison.forces])
    return page.text


def _write_counts(page: Page, comparison: Comparison, *, sample: bool) -> None:
    page.blank()
    page.heading(COUNTS_HEADING)
    page.paragraph(
        "How many of the forces that answered enough are at target, and how many at or below 2017 "
        "(within its range, or below it). In brackets: what the count could be over all forces if "
        "the rest were known.",
        style="dim",
    )
    for count in comparison.counts:
        page.paragraph(count_line(count, sample=sample), indent=2)


def _shown_rows(comparison: Comparison, top: int | None, bottom: int | None) -> Sequence[int]:
    """Return the places of the forces to show: all, or the first and last of the order."""
    places = range(len(comparison.forces))
    if top is None and bottom is None:
        return places
    first = list(places[: top or 0])
    last = list(places[-bottom:]) if bottom else []
    return sorted({*first, *last})


def _write_list(page: Page, heading: str, lines: Iterator[str]) -> None:
    written = False
    for line in lines:
        if not written:
            page.blank()
            page.heading(heading)
            written = True
        page.paragraph(line, indent=2)


class _Grid:
    """The columns of the table: names as wide as they need, cells as wide as their heads."""

    def __init__(self, page: Page, comparison: Comparison, shown: Sequence[int]) -> None:
        self.page = page
        self.comparison = comparison
        self.shown = shown
        self.ranked = comparison.sorted_by != NAME
        differences = comparison.against.scores is not None
        longest = max(len(_head(column)) for column in comparison.columns)
        self.mark = len(page.symbols.differs) if marked_cells(comparison) else 0
        self.cell = max(_LEAST_CELL + differences, longest + 1) + self.mark
        names = [len(self._name(comparison.forces[place])) for place in shown]
        wanted = min(max([*names, len(NATIONAL_LINE)]) + 1, _MOST_NAME)
        left = page.width - (_RANK_WIDTH if self.ranked else 0)
        room = left - len(comparison.columns) * self.cell
        self.name = wanted if room < _LEAST_NAME else min(wanted, room)
        self.fit = max((left - self.name) // self.cell, 1)

    def panels(self) -> Iterator[Sequence[str]]:
        """Yield the columns that fit beside the names, as many panels as it takes."""
        columns = self.comparison.columns
        for start in range(0, len(columns), self.fit):
            yield columns[start : start + self.fit]

    def write(self, columns: Sequence[str], framework: Framework) -> None:
        """Write one panel: head, a line a force, and what they are compared with."""
        symbols = self.page.symbols
        head = [(fit("Force", self.name, symbols), "bold")]
        if self.ranked:
            head.append((f"{'Rank':>{_RANK_WIDTH - 1}} ", "bold"))
        head += [(f"{_head(c):>{self.cell - 1 - self.mark}} {self._room}", "bold") for c in columns]
        self.page.line(*head)
        for place in self.shown:
            force = self.comparison.forces[place]
            line = [(self._fitted(force), "")]
            if self.ranked:
                text = rank_text(self.comparison.ranks.get(place), symbols)
                line.append((f"{text:>{_RANK_WIDTH - 1}} ", ""))
            line += [self._cell(place, column) for column in columns]
            self.page.line(*line)
        title, values = reference_row(self.comparison, framework)
        line = [(fit(title, self.name + (_RANK_WIDTH if self.ranked else 0), symbols), "dim")]
        width = self.cell - 2 - self.mark
        line += [(f"{score_text(values.get(c)):>{width}}  {self._room}", "dim") for c in columns]
        self.page.line(*line)

    def _fitted(self, force: ForceScore) -> str:
        """Return the name as wide as its column; the mark behind it is never cut off."""
        symbols = self.page.symbols
        mark = marks_of(force, self.comparison, symbols)
        if not mark:
            return fit(self._name(force), self.name, symbols)
        bare = plain_name(force.submission)
        room = self.name - len(mark) - 2
        return fit(f"{fit(bare, min(len(bare), room), symbols)} {mark} ", self.name, symbols)

    def _name(self, force: ForceScore) -> str:
        mark = marks_of(force, self.comparison, self.page.symbols)
        return f"{plain_name(force.submission)} {mark}".rstrip()

    @property
    def _room(self) -> str:
        """The room that the mark of a level that differs takes in other cells."""
        return " " * self.mark

    def _cell(self, place: int, column: str) -> tuple[str, str]:
        force = self.comparison.forces[place]
        node = force.node(column)
        text = cell_text(self.comparison, place, column)
        mark, style = self.page.symbols.positions[node.position], POSITION_STYLES[node.position]
        differs = self.page.symbols.differs if differing_in(force, column) else self._room
        return f"{text:>{self.cell - 2 - self.mark}}{mark}{differs} ", style


def _head(node_id: str) -> str:
    return "Total" if node_id == OVERALL else node_id
