"""What would move the score as Markdown, for a paper or a page."""

from collections.abc import Iterator, Sequence

from slavery_benchmark.core.framework import Framework
from slavery_benchmark.core.reinspection.levers import Levers
from slavery_benchmark.core.report import Report
from slavery_benchmark.render.heads import caveat_sentences
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
from slavery_benchmark.render.markdown_parts import (
    escaped,
    force_head,
    framework_sentence,
    table,
)


def render_levers_markdown(
    report: Report, levers: Sequence[Levers], limit: int | None = None
) -> str:
    """Return the page of each force as Markdown, with the same sentences as the text."""
    identity = report.framework.identity
    parts = [
        f"# {escaped(identity.title)}: what would move the score",
        f"{STANDING} {escaped(identity.standing)}",
        framework_sentence(report),
    ]
    parts += [f"**{escaped(said)}**" for said in caveat_sentences(report)]
    for item in levers:
        parts += _force(item, report.framework, limit or LIMIT)
    if len(levers) > 1:
        parts.append(f"## All {len(levers)} forces")
        parts.append(table(ALL_HEADS, "|---|---:|---|---|---:|---:|---:|", all_rows(levers)))
        parts.append(ALL_NOTE)
    return "\n\n".join(parts) + "\n"


def _force(levers: Levers, framework: Framework, limit: int) -> Iterator[str]:
    yield from force_head(levers.force)
    yield from (escaped(said) for said in force_paragraphs(levers, framework))
    if levers.route.steps:
        yield f"### Route to {escaped(levers.route.band or '')}"
        yield table(ROUTE_HEADS, "|---|---|---|---:|---:|", route_table(levers, framework))
        yield escaped(step_rule(framework))
    if levers.gains:
        yield "### Points still to gain"
        rows = gain_rows(levers, framework, limit)
        yield table(gain_heads(levers), "|---|---|---:|---:|---:|---:|", rows)
        yield gains_note(levers)
        rest = len(levers.gains) - limit
        if rest > 0:
            yield f"And {rest} more: `--limit {len(levers.gains)}` shows them all."
