"""Action plans for a terminal or a text file."""

from datetime import date

from slavery_benchmark.core.framework import Framework
from slavery_benchmark.core.reinspection.actions import Action, ActionPlans, ForceActions
from slavery_benchmark.core.report import Report
from slavery_benchmark.formats.terminal.page import Page
from slavery_benchmark.render.actions.promise_words import (
    NARROW_HEADS,
    outcome_text,
    promise_cells,
    promises_line,
)
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
from slavery_benchmark.render.heads import framework_sentence, write_caveats, write_source_line
from slavery_benchmark.render.words import force_title


def render_actions_text(
    report: Report, plans: ActionPlans, published: date | None, page: Page
) -> str:
    """Return the action plans as text: what was promised first, then what to act on."""
    if not plans.forces:
        return ""
    identity = report.framework.identity
    page.line((f"{identity.title}: action plan", "bold"))
    page.paragraph(f"{STANDING} {identity.standing}")
    if published is not None:
        page.paragraph(deadline_text(published, report.as_of))
    page.paragraph(f"{ORDER} {framework_sentence(report)}")
    write_caveats(page, report)
    for line in plans_lines(plans):
        page.paragraph(line)
    for item in plans.forces:
        page.blank()
        _write_force(page, item, report.framework)
    page.blank()
    page.paragraph(
        "With -o actions.xlsx each row has columns for steps, owner, due date and note; "
        "--previous actions.xlsx reads them back.",
        style="dim",
    )
    return page.text


def _write_force(page: Page, item: ForceActions, framework: Framework) -> None:
    page.heading(force_title(item.force))
    write_source_line(page, item.force.submission)
    page.paragraph(counts_line(item))
    if said := promises_line(item):
        page.paragraph(said)
    if item.promises:
        page.blank()
        page.line(("Promised and done", "bold"))
        rows = (promise_cells(found, owner_apart=False) for found in item.promises)
        page.table(NARROW_HEADS, rows, keep=(0, 2, 3))
    standing = None
    for number, action in enumerate(item.actions, start=1):
        if action.standing is not standing:
            standing = action.standing
            page.blank()
            page.line((TITLES[standing], "bold"))
        _write_action(page, number, action, item, framework)


def _write_action(
    page: Page, number: int, action: Action, item: ForceActions, framework: Framework
) -> None:
    start = f"{number:>3}. "
    indent = len(start)
    criterion = action.criterion
    title = f"{criterion.id} {criterion.title}"
    page.line((start, ""), (title[: page.width - indent], "bold"))
    page.paragraph(status_text(action, framework), indent=indent)
    for line in why_lines(action, item, framework):
        page.paragraph(line, indent=indent)
    page.paragraph(f"Good: {criterion.good}", indent=indent)
    for shortcoming in criterion.shortcomings:
        page.paragraph(f"2017: {shortcoming_text(shortcoming)}", style="dim", indent=indent)
    for found in action.promises:
        page.paragraph(f"Promised before: {outcome_text(found)}", indent=indent)
