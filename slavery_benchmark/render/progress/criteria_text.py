"""The criteria of one force in a terminal, grouped by what became of them, regressions first."""

from slavery_benchmark.core.reinspection.change import (
    Change,
    CriterionChange,
    Disposition,
)
from slavery_benchmark.core.reinspection.progress import Compared, ForceProgress
from slavery_benchmark.core.scores import NodeScore
from slavery_benchmark.document.numbers import signed_text
from slavery_benchmark.formats.terminal.page import Page, fit
from slavery_benchmark.render.node_rows import POSITION_STYLES
from slavery_benchmark.render.progress.falls import coverage_line, fall_lines, part_line
from slavery_benchmark.render.progress.figures import (
    UNUSABLE,
    UNUSABLE_MEANS,
    marked_score,
    progress_text,
)
from slavery_benchmark.render.progress.rows import (
    FEWEST_FOR_TREND,
    Move,
    falls,
    fell_while_held,
    of_kind,
    other_dispositions,
    part_changes,
    trend_of,
)
from slavery_benchmark.render.progress.sparkline import sparkline, sparkline_legend
from slavery_benchmark.render.progress.words import MEANINGS, heading_of, other_head
from slavery_benchmark.render.words import POSITION_WORDS

_DISPOSITION_STYLES = {
    Disposition.REGRESSED: "bold red",
    Disposition.PERSISTS: "yellow",
    Disposition.IMPROVED: "cyan",
    Disposition.REMEDIED: "bold green",
    Disposition.HELD: "green",
    Disposition.EMBEDDED: "green",
    Disposition.NOT_RETESTED: "magenta",
    Disposition.NO_EARLIER: "magenta",
}
"""Colours of headings; the words always say the same."""
_SCORE, _CHANGE, _PROGRESS, _POSITION = 7, 7, 9, 13
_LEAST_TREND = 5
_OTHER = 17
_ROOMY = 110
_INDENT = 7


def write_criteria(
    page: Page, force: ForceProgress, compared: Compared, since: str, *, with_checks: bool
) -> None:
    """Write every criterion under the heading of its disposition, and what made it fall.

    `with_checks` names every check and measure that moved, not only those of regressions.
    """
    table = _Table(page, force, compared, since)
    table.header()
    change = compared.change
    for kind in Disposition:
        found = of_kind(change, kind)
        if not found:
            continue
        said = f"{heading_of(kind, len(found))}: "
        page.line((said, _DISPOSITION_STYLES[kind]), (MEANINGS[kind], "dim"))
        for item in found:
            table.row(item)
            _write_moves(page, change, item, with_checks=with_checks)
    said = f"Then and now: scores of 0 to 100; {UNUSABLE_MEANS}."
    if table.trend:
        said += f" {sparkline_legend(page.symbols)}"
    page.paragraph(said, style="dim")


def _write_moves(page: Page, change: Change, item: CriterionChange, *, with_checks: bool) -> None:
    lines: list[str] = []
    if item.disposition is Disposition.REGRESSED or fell_while_held(item):
        lines = fall_lines(change, item)
    if with_checks:
        told = {part.id for part in falls(change, item.criterion)} if lines else set()
        lines += [
            part_line(part, change.framework)
            for part in part_changes(change, item.criterion)
            if part.move not in (Move.SAME, Move.NONE) and part.id not in told
        ]
    if item.evidence_alone:
        page.paragraph("A fall in evidence alone: no level given is lower.", indent=_INDENT)
    if item.by_coverage_alone:
        page.paragraph(coverage_line(change, item), indent=_INDENT)
    for line in lines:
        page.paragraph(line, style="dim", indent=_INDENT)


class _Table:
    """The columns for one width of page; with room, also the disposition over the other span."""

    def __init__(self, page: Page, force: ForceProgress, compared: Compared, since: str) -> None:
        self.page = page
        self.force = force
        self.later = compared.change.later.score
        # two points are not a trend
        cycles = len(force.trend)
        self.trend = max(cycles, _LEAST_TREND) if cycles >= FEWEST_FOR_TREND else 0
        self.other = other_dispositions(force, since) if page.width >= _ROOMY else {}
        self.other_head = other_head(since)
        taken = 2 * _SCORE + _CHANGE + _PROGRESS + 2 + _POSITION
        taken += self.trend + 2 if self.trend else 0
        taken += 1 + _OTHER if self.other else 0
        self.name = page.width - taken

    def header(self) -> None:
        """Write the names of the columns."""
        other = f"  {self.other_head:<{_OTHER - 1}}" if self.other else ""
        trend = f"  {'Trend':<{self.trend}}" if self.trend else ""
        scores = f"{'Criterion':<{self.name}}{'Then ':>{_SCORE}}{'Now ':>{_SCORE}}"
        change = f"{'Change':>{_CHANGE}}{'Progress':>{_PROGRESS}}"
        self.page.line((f"{scores}{change}{trend}{other}  Against 2017", "bold"))

    def row(self, item: CriterionChange) -> None:
        """Write a criterion: scores, change, progress, trend, and its position kept apart."""
        symbols = self.page.symbols
        node = self.later.node(item.criterion)
        position = f"{symbols.positions[node.position]} {POSITION_WORDS[node.position]}"
        parts = [
            (fit(f"{item.criterion} {item.title}", self.name - 1, symbols) + " ", ""),
            (_score(item.then) + _score(item.now), ""),
            (f"{signed_text(item.change):>{_CHANGE}}", "bold"),
            (f"{progress_text(item.progress):>{_PROGRESS}}", ""),
        ]
        if self.trend:
            line = sparkline(trend_of(self.force, item.criterion), symbols)
            parts.append((f"  {line:<{self.trend}}", ""))
        if self.other:
            found = self.other.get(item.criterion)
            parts.append((f"  {found.value if found else '':<{_OTHER - 1}}", ""))
        parts.append((f"  {position}", POSITION_STYLES[node.position]))
        self.page.line(*parts)


def _score(node: NodeScore | None) -> str:
    """Return a score in its column, with room for a mark behind it."""
    said = marked_score(node)
    return f"{said if said.endswith(UNUSABLE) else said + ' ':>{_SCORE}}"
