"""The summary of a data set for a terminal: two tables that fit, and why scores are missing."""

from collections.abc import Callable, Iterator, Sequence

from slavery_benchmark.core.set_summary import NodeSummary, SetSummary
from slavery_benchmark.document.numbers import UNKNOWN, percent_text, score_text
from slavery_benchmark.formats.terminal.page import Page, fit
from slavery_benchmark.render.data_set.words import (
    MISSING,
    POSITIONS,
    SCORES,
    SCORES_LINE,
    STANDING,
    STANDING_LINE,
    introduction,
    label,
    missing_lines,
)
from slavery_benchmark.render.heads import write_run_head
from slavery_benchmark.render.words import REFERENCE_LINE

_SCORES = ("With", "Without", "Lowest", "Lower q", "Median", "Upper q", "Highest", "2017")
_STANDING = ("target", "above", "within", "below", "unsure")
_STANDING_WIDTHS = (7, 9, 6, 9, 9, 8, 9, 7)
_LEAST = 7


def render_summary(summary: SetSummary, page: Page) -> str:
    """Return the summary as text, as wide as the page."""
    write_run_head(page, summary.overview.head)
    page.blank()
    for sentence in introduction(summary):
        page.paragraph(sentence)
    page.blank()
    page.heading(SCORES)
    page.paragraph(SCORES_LINE, style="dim")
    widths = [max(len(name) + 1, _LEAST) for name in _SCORES]
    _write(page, _SCORES, widths, summary, _score_cells)
    page.blank()
    page.heading(STANDING)
    page.paragraph(STANDING_LINE, style="dim")
    marks = [page.symbols.positions[position] for position in POSITIONS]
    named = [f"{mark} {word}" for mark, word in zip(marks, _STANDING, strict=True)]
    header = ["Placed", named[0], "share", *named[1:], "none"]
    _write(page, header, _STANDING_WIDTHS, summary, _standing_cells)
    lines = list(missing_lines(summary))
    if lines:
        page.blank()
        page.heading(MISSING)
        for line in lines:
            page.paragraph(line, indent=2)
    page.blank()
    page.paragraph(REFERENCE_LINE, style="dim")
    return page.text


def _write(
    page: Page,
    header: Sequence[str],
    widths: Sequence[int],
    summary: SetSummary,
    cells: Callable[[NodeSummary], Iterator[str]],
) -> None:
    room = page.width - sum(widths)
    longest = max(len(_indented(found)) for found in summary.nodes)
    name = min(room, longest + 1)
    head = "".join(f"{text:>{width}}" for text, width in zip(header, widths, strict=True))
    page.line((fit("", name, page.symbols), ""), (head, "bold"))
    for found in summary.nodes:
        said = "".join(f"{text:>{w}}" for text, w in zip(cells(found), widths, strict=True))
        style = "bold" if found.node.kind == "overall" else ""
        page.line((fit(_indented(found), name, page.symbols), style), (said, style))


def _indented(found: NodeSummary) -> str:
    depth = {"criterion": 1, "check": 2, "measure": 2}.get(found.node.kind, 0)
    return f"{'  ' * depth}{label(found)}"


def _score_cells(found: NodeSummary) -> Iterator[str]:
    yield f"{found.with_score:,}"
    yield f"{found.without_score:,}"
    yield from spread_values(found)
    yield score_text(found.node.reference)


def spread_values(found: NodeSummary) -> list[str]:
    """Return the five numbers of a spread as text, dashes without any score."""
    spread = found.spread
    if spread is None:
        return [UNKNOWN] * 5
    return [
        score_text(value)
        for value in (
            *(spread.lowest, spread.lower_quartile, spread.median),
            *(spread.upper_quartile, spread.highest),
        )
    ]


def _standing_cells(found: NodeSummary) -> Iterator[str]:
    first, *others = (f"{found.positions[position]:,}" for position in POSITIONS)
    yield f"{found.placed:,}"
    yield first
    yield percent_text(found.share_at_target, short=True)
    yield from others
    yield f"{found.not_placed:,}"
