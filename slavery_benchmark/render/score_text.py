"""The scores of a run for a terminal or a text file."""

from collections.abc import Sequence
from fractions import Fraction

from slavery_benchmark.core.context import Context
from slavery_benchmark.core.declared import exact
from slavery_benchmark.core.framework import Framework
from slavery_benchmark.core.report import Report
from slavery_benchmark.core.scores import CheckScore, ForceScore, NodeScore
from slavery_benchmark.core.submission import State
from slavery_benchmark.formats.terminal.page import Page
from slavery_benchmark.render.heads import write_run_head, write_source_line
from slavery_benchmark.render.node_rows import (
    STARTS_AT_ZERO,
    NodeRows,
    starts_at_zero,
)
from slavery_benchmark.render.own_cases import (
    criterion_note,
    intervals_sentence,
    measure_line,
    unscored_sentence,
)
from slavery_benchmark.render.problems_text import write_problems
from slavery_benchmark.render.score_summary import write_summary
from slavery_benchmark.render.track import legend
from slavery_benchmark.render.words import REFERENCE_LINE, force_title, headline

_ID_WIDTH = 8


def render_score_text(
    report: Report,
    page: Page,
    *,
    detail: str,
    order: str,
    context: Context | None = None,
) -> str:
    """Return the report as text: force by force, then what can be said of all of them.

    `detail` is theme, criterion or check; `order` of the criteria is framework, or gap for
    furthest below target first. Official figures, if there are any, stand at the end and in no
    score.
    """
    if not report.forces:
        return ""
    write_run_head(page, report)
    page.blank()
    cases = report.framework.cases is not None
    for said in legend(page.symbols, page.width, cases=cases):
        page.line((said, "dim"))
    if detail != "theme" and (unscored := unscored_sentence(report.framework)):
        page.paragraph(unscored, style="dim")
    for force in report.forces:
        page.blank()
        _write_force(page, force, report.framework, detail, order)
    if len(report.forces) > 1:
        write_summary(page, report)
    if context is not None:
        from slavery_benchmark.render.context_text import write_context

        page.blank()
        write_context(page, context, [force.submission for force in report.forces])
    return page.text


def _write_force(
    page: Page, force: ForceScore, framework: Framework, detail: str, order: str
) -> None:
    submission = force.submission
    page.heading(force_title(force))
    write_source_line(page, submission)
    for sentence in headline(force, framework):
        page.paragraph(sentence)
    page.blank()
    themes = NodeRows(page, framework, summary=True)
    themes.header("Theme")
    themes.row(force.overall, force.overall.title, "bold")
    for theme in force.themes:
        themes.row(theme, f"{theme.id} {theme.title}")
    if detail != "theme":
        page.blank()
        declared = {criterion.id: criterion for _, criterion in framework.criteria()}
        criteria = NodeRows(page, framework, summary=False)
        criteria.header("Criterion")
        for node in _in_order(force.criteria, framework, order):
            criterion = declared[node.id]
            cases = ""
            if detail == "criterion":
                cases = criterion_note(force, criterion, framework, page.symbols.differs)
            criteria.row(node, f"{node.id} {node.title}", own_cases=cases)
            if detail == "check":
                for check in criterion.checks:
                    _write_check(page, force.check(check.id), framework)
                for measure in criterion.measures:
                    line = measure_line(measure, force.measure(measure.id), framework)
                    page.paragraph(f"{measure.id:<{_ID_WIDTH}} {line}", indent=2)
        if detail == "check" and (said := intervals_sentence(force)):
            page.paragraph(said, style="dim")
        if any(starts_at_zero(node) for node in force.criteria):
            page.paragraph(
                f"{STARTS_AT_ZERO} The 2017 range of this row starts at 0: nothing is below it.",
                style="dim",
            )
    page.paragraph(REFERENCE_LINE, style="dim")
    if submission.problems:
        page.blank()
        write_problems(page, submission.problems)


def _in_order(nodes: Sequence[NodeScore], framework: Framework, order: str) -> Sequence[NodeScore]:
    """Return the nodes in framework order, or furthest below target first (unscored ones last)."""
    if order == "framework":
        return nodes
    target = exact(framework.target.score)

    def gap(node: NodeScore) -> Fraction:
        score = node.tally.score
        return -(target - score) if score is not None else Fraction(1000)

    return sorted(nodes, key=gap)


def _write_check(page: Page, check: CheckScore, framework: Framework) -> None:
    response = check.response
    said = response.state.value
    if response.state is State.ANSWERED and response.level is not None:
        said = framework.level_label(response.level)
        if check.counted_level is not None and check.counted_level != response.level:
            said += f", counts as {framework.level_label(check.counted_level)}"
        aside = ", set aside" if check.set_aside else ""
        said += f" ({check.assurance}{aside})"
        if check.differs_from:
            said += f" {page.symbols.differs} {' and '.join(check.differs_from)}"
    elif response.state is State.NOT_APPLICABLE:
        said += f": {response.not_applicable_reason}"
    elif response.state is State.INVALID and response.found:
        said += f": “{response.found}”"
    place = f" · {response.cell}" if response.cell else ""
    page.paragraph(f"{check.node.id:<{_ID_WIDTH}} {said}{place}", indent=2)
