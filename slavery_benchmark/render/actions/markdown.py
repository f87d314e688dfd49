"""Action plans as Markdown, for a paper or a page."""

from collections.abc import Iterator
from datetime import date

from slavery_benchmark.core.framework import Framework
from slavery_benchmark.core.reinspection.actions import ActionPlans, ForceActions
from slavery_benchmark.core.report import Report
from slavery_benchmark.render.actions.promise_words import HEADS, promise_cells, promises_line
from slavery_benchmark.render.actions.words import (
    ORDER,
    STANDING,
    TITLES,
    counts_line,
    deadline_text,
    plans_lines,
    shortcoming_text,
    status_text,
    why_lines,
)
from slavery_benchmark.render.heads import caveat_sentences
from slavery_benchmark.render.markdown_parts import (
    escaped,
    force_head,
    framework_sentence,
    table,
)


def render_actions_markdown(report: Report, plans: ActionPlans, published: date | None) -> str:
    """Return the action plans as Markdown, with the same sentences as the text."""
    identity = report.framework.identity
    parts = [
        f"# {escaped(identity.title)}: action plan",
        f"{STANDING} {escaped(identity.standing)}",
    ]
    if published is not None:
        parts.append(deadline_text(published, report.as_of))
    parts.append(f"{ORDER} {framework_sentence(report)}")
    parts += [f"**{escaped(said)}**" for said in caveat_sentences(report)]
    parts += [escaped(line) for line in plans_lines(plans)]
    for item in plans.forces:
        parts += _force(item, report.framework)
    return "\n\n".join(parts) + "\n"


def _force(item: ForceActions, framework: Framework) -> Iterator[str]:
    yield from force_head(item.force)
    yield counts_line(item)
    if said := promises_line(item):
        yield escaped(said)
    if item.promises:
        yield "### Promised and done"
        yield table(HEADS, "|---|---|---|---|---|---|", map(promise_cells, item.promises))
    standing = None
    for number, action in enumerate(item.actions, start=1):
        if action.standing is not standing:
            standing = action.standing
            yield f"### {TITLES[standing]}"
        criterion = action.criterion
        lines = [
            f"{number}. **{escaped(f'{criterion.id} {criterion.title}')}**",
            escaped(status_text(action, framework)),
            *(escaped(line) for line in why_lines(action, item, framework)),
            escaped(f"Good: {criterion.good}"),
            *(escaped(f"2017: {shortcoming_text(s)}") for s in criterion.shortcomings),
        ]
        yield "\n   ".join(lines)
