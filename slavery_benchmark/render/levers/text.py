"""What would move the score, for a terminal or a text file."""

from collections.abc import Sequence

from slavery_benchmark.core.framework import Framework
from slavery_benchmark.core.reinspection.levers import Levers
from slavery_benchmark.core.report import Report
from slavery_benchmark.formats.terminal.page import Page
from slavery_benchmark.render.heads import framework_sentence, write_caveats, write_source_line
from slavery_benchmark.render.levers.rows import (
    ALL_HEADS,
    ALL_NOTE,
    ROUTE_HEADS,
    all_rows,
    gain_heads,
    gain_rows,
    gains_note,
    route_table,
    step_rule,
)
from slavery_benchmark.render.levers.words import LIMIT, STANDING, force_paragraphs
from slavery_benchmark.render.words import force_title

_BETWEEN = 3
"""How many columns lie between those of a table."""


def render_levers_text(
    report: Report, levers: Sequence[Levers], page: Page, limit: int | None = None
) -> str:
    """Return the page of each force: what is to gain (the first `limit`), route and fragility."""
    if not levers:
        return ""
    identity = report.framework.identity
    page.line((identity.title, "bold"))
    page.paragraph(f"{STANDING} {identity.standing}")
    page.paragraph(framework_sentence(report))
    write_caveats(page, report)
    for item in levers:
        page.blank()
        _write_force(page, item, report.framework, limit or LIMIT)
    if len(levers) > 1:
        page.blank()
        page.heading(f"All {len(levers)} forces")
        page.table(ALL_HEADS, all_rows(levers), right=(1, 4, 5, 6), keep=range(1, 7))
        page.paragraph(ALL_NOTE, style="dim")
    return page.text


def _write_force(page: Page, levers: Levers, framework: Framework, limit: int) -> None:
    page.heading(force_title(levers.force))
    write_source_line(page, levers.force.submission)
    for said in force_paragraphs(levers, framework):
        page.paragraph(said)
    if levers.route.steps:
        page.blank()
        page.line((f"Route to {levers.route.band}", "bold"))
        _write_table(page, ROUTE_HEADS, list(route_table(levers, framework)), right=(3, 4))
        page.paragraph(step_rule(framework), style="dim")
    if not levers.gains:
        return
    page.blank()
    page.line(("Points still to gain", "bold"))
    rows = list(gain_rows(levers, framework, limit))
    _write_table(page, gain_heads(levers), rows, right=(2, 3, 4, 5))
    page.paragraph(gains_note(levers), style="dim")
    rest = len(levers.gains) - limit
    if rest > 0:
        page.paragraph(f"And {rest} more: --limit {len(levers.gains)} shows them all.", style="dim")


def _write_table(
    page: Page, heads: Sequence[str], rows: Sequence[Sequence[str]], right: Sequence[int]
) -> None:
    """Write a table with a line a row: what comes first is cut to the room that is left."""
    places = range(1, len(heads))
    widths = [max(len(row[place]) for row in [heads, *rows]) for place in places]
    room = page.width - sum(widths) - _BETWEEN * len(widths)

    def cut(title: str) -> str:
        if len(title) <= room:
            return title
        return f"{title[: room - 1].rstrip()}{page.symbols.ellipsis}"

    page.table(
        heads, ((cut(row[0]), *row[1:]) for row in rows), right=right, keep=range(len(heads))
    )
