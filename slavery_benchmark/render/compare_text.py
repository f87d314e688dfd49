"""Forces side by side for a terminal: a table that fits, then what it means in words."""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

import msgspec

from slavery_benchmark.core.baseline import reference_of
from slavery_benchmark.core.comparison import NAME, Comparison
from slavery_benchmark.core.context import Context
from slavery_benchmark.core.declared import exact
from slavery_benchmark.core.framework import Framework
from slavery_benchmark.core.groups import weighted_mean
from slavery_benchmark.core.report import Report
from slavery_benchmark.core.resolution import Rank
from slavery_benchmark.core.scores import OVERALL, Assurance, ForceScore
from slavery_benchmark.render.compare_words import (
    alone_sentence,
    cell_text,
    contrast_lines,
    count_line,
    fixed_lines,
    introduction,
    missing_words,
    own_cases_lines,
    pair_lines,
)
from slavery_benchmark.render.context_text import write_context
from slavery_benchmark.render.node_rows import POSITION_STYLES, fit
from slavery_benchmark.render.numbers import date_text, score_text
from slavery_benchmark.render.own_cases import rung_sentence
from slavery_benchmark.render.page import Page
from slavery_benchmark.render.symbols import Symbols
from slavery_benchmark.render.words import REFERENCE_LINE, SUPPORT

_LEAST_CELL = 7
_LEAST_NAME, _MOST_NAME = 17, 34
_RANK_WIDTH = 7
_LINE = "2017 reference line"


class CompareOptions(msgspec.Struct, frozen=True, kw_only=True):
    """How the text is to look, which forces of the order are shown, and what is added."""

    width: int
    colour: bool
    symbols: Symbols
    top: int | None = None
    bottom: int | None = None
    sample: bool = False
    pairs: bool = False


def render_comparison(
    report: Report,
    comparison: Comparison,
    options: CompareOptions,
    context: Context | None = None,
) -> str:
    """Return the comparison as text, with the official figures beside it where there are any."""
    page = Page(width=options.width, colour=options.colour, symbols=options.symbols)
    framework = report.framework
    identity = framework.identity
    page.line((identity.title, "bold"))
    page.paragraph(
        f"Framework {identity.id} {identity.edition} ({report.framework_sha256[:12]}), as of "
        f"{date_text(report.as_of)}. {identity.standing} {SUPPORT}"
    )
    if report.at_least is not Assurance.ASSERTED:
        page.paragraph(rung_sentence(report.at_least), style="bold")
    page.blank()
    for sentence in introduction(comparison, framework):
        page.paragraph(sentence)
    shown = shown_rows(comparison, options)
    grid = _Grid(page, comparison, shown)
    for panel in grid.panels():
        page.blank()
        grid.write(panel, framework)
    for said in (
        missing_words(comparison, shown),
        alone_sentence(comparison, options.symbols.alone),
    ):
        if said:
            page.paragraph(said, style="dim")
    page.paragraph(REFERENCE_LINE, style="dim")
    page.blank()
    page.heading("Criterion by criterion")
    page.paragraph(
        "How many of the forces that answered enough are at target, and how many at or below 2017 "
        "(within its range, or below it). In brackets: what the count could be over all forces if "
        "the rest were known.",
        style="dim",
    )
    for count in comparison.counts:
        page.paragraph(count_line(count, sample=options.sample), indent=2)
    _write_list(page, "What the forces' own cases show", own_cases_lines(comparison))
    _write_list(page, "Who is at target where others are not", fixed_lines(comparison))
    _write_list(
        page,
        "What stands out in each force, against the mean of the others",
        contrast_lines(comparison),
    )
    if options.pairs:
        _write_list(page, "Forces that are not told apart", pair_lines(comparison, framework))
    if context is not None:
        page.blank()
        write_context(page, context, [force.submission for force in comparison.forces])
    return page.text


def shown_rows(comparison: Comparison, options: CompareOptions) -> Sequence[int]:
    """Return the places of the forces to show: all, or the first and last of the order."""
    places = range(len(comparison.forces))
    if options.top is None and options.bottom is None:
        return places
    first = list(places[: options.top or 0])
    last = list(places[-options.bottom :]) if options.bottom else []
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
        self.cell = max(_LEAST_CELL + differences, longest + 1)
        names = [len(_name(comparison.forces[place], page.symbols)) for place in shown]
        wanted = min(max([*names, len(_LINE)]) + 1, _MOST_NAME)
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
        head += [(f"{_head(column):>{self.cell - 1}} ", "bold") for column in columns]
        self.page.line(*head)
        for place in self.shown:
            force = self.comparison.forces[place]
            line = [(self._fitted(force), "")]
            if self.ranked:
                text = rank_text(self.comparison.ranks.get(place), symbols)
                line.append((f"{text:>{_RANK_WIDTH - 1}} ", ""))
            line += [self._cell(place, column) for column in columns]
            self.page.line(*line)
        title, values = _reference_row(self.comparison, framework)
        line = [(fit(title, self.name + (_RANK_WIDTH if self.ranked else 0), symbols), "dim")]
        line += [(f"{score_text(values.get(c)):>{self.cell - 2}}  ", "dim") for c in columns]
        self.page.line(*line)

    def _fitted(self, force: ForceScore) -> str:
        """Return the name as wide as its column; the mark behind it is never cut off."""
        symbols = self.page.symbols
        if not force.judgement_alone:
            return fit(_name(force, symbols), self.name, symbols)
        mark = f" {symbols.alone} "
        bare = _name(force, symbols).removesuffix(mark.rstrip())
        return fit(fit(bare, min(len(bare), self.name - len(mark)), symbols) + mark, self.name,
                   symbols)  # fmt: skip

    def _cell(self, place: int, column: str) -> tuple[str, str]:
        node = self.comparison.forces[place].node(column)
        text = cell_text(self.comparison, place, column)
        mark = self.page.symbols.positions[node.position]
        return f"{text:>{self.cell - 2}}{mark} ", POSITION_STYLES[node.position]


def _name(force: ForceScore, symbols: Symbols) -> str:
    name = force.submission.force or "Force not named"
    return f"{name} {symbols.alone}" if force.judgement_alone else name


def _head(node_id: str) -> str:
    return "Total" if node_id == OVERALL else node_id


def _reference_row(
    comparison: Comparison, framework: Framework
) -> tuple[str, Mapping[str, Fraction]]:
    if comparison.against.scores is None:
        return _LINE, national_line(comparison, framework)
    return comparison.against.name, comparison.against.scores


def national_line(comparison: Comparison, framework: Framework) -> Mapping[str, Fraction]:
    """Return the 2017 reference line of each column where everything is scored."""
    lines: dict[str, Fraction] = {}
    themes = []
    for theme in framework.themes:
        parts = []
        for criterion in theme.criteria:
            value = reference_of(criterion.baseline, framework).value
            lines[criterion.id] = value
            lines.update({part: value for part, _ in criterion.weights()})
            parts.append((exact(criterion.weight), value))
        lines[theme.id] = weighted_mean(parts)
        themes.append((exact(theme.weight), lines[theme.id]))
    lines[OVERALL] = weighted_mean(themes)
    return {column: lines[column] for column in comparison.columns}


def rank_text(rank: Rank | None, symbols: Symbols) -> str:
    """Return a rank as 3, or as 2–5 where the force is not told apart from its neighbours."""
    if rank is None:
        return symbols.dash
    if rank.best == rank.worst:
        return str(rank.place)
    return f"{rank.best}{symbols.dash}{rank.worst}"
