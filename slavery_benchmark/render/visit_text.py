"""The visit lists of a run for a terminal or a text file."""

from slavery_benchmark.core.case_sample import CaseSample
from slavery_benchmark.core.framework import Framework
from slavery_benchmark.core.report import Report
from slavery_benchmark.core.visit_all import ForceVisit, VisitLists
from slavery_benchmark.core.visit_entry import Group
from slavery_benchmark.document.numbers import count_text
from slavery_benchmark.formats.terminal.page import Page
from slavery_benchmark.render.heads import framework_sentence, write_caveats, write_source_line
from slavery_benchmark.render.visit_case_words import cases_lines, where_text
from slavery_benchmark.render.visit_reasons import reason, same_as
from slavery_benchmark.render.visit_sample_words import (
    CASE_HEADS,
    LOT,
    PLAN_HEADS,
    PLANNING,
    Samples,
    letter,
    look_for,
    no_cases,
    plan_rows,
    sample_line,
    strata_lines,
)
from slavery_benchmark.render.visit_words import (
    FIRST_HEADS,
    GROUP_HEADS,
    LIMIT,
    ORDER,
    STANDING,
    action,
    first_rows,
    force_lines,
    group_action,
    group_title,
    left_out_line,
    names_at,
    place_name,
    place_title,
    priority_text,
    weight_text,
)
from slavery_benchmark.render.words import force_title

_MOST_LOOKED_FOR = 4


def render_visit_text(
    report: Report, lists: VisitLists, samples: Samples, page: Page, limit: int | None = None
) -> str:
    """Return the visit lists as text, of each force the first `limit` entries (else LIMIT)."""
    if not lists.forces:
        return ""
    framework, identity = report.framework, report.framework.identity
    shown = limit or LIMIT
    page.line((identity.title, "bold"))
    page.paragraph(f"{STANDING} {identity.standing}")
    page.paragraph(f"{ORDER} {framework_sentence(report)}")
    write_caveats(page, report)
    for place, visit in enumerate(lists.forces):
        page.blank()
        _write_force(page, visit, framework, shown)
        if samples is not None:
            _write_sample(page, samples[place], visit, framework)
    if samples is not None and any(samples):
        page.blank()
        page.paragraph(f"{LOT} {PLANNING}", style="dim")
    if len(lists.forces) > 1:
        page.blank()
        _write_all(page, lists, framework, shown)
    return page.text


def _write_force(page: Page, visit: ForceVisit, framework: Framework, limit: int) -> None:
    page.heading(force_title(visit.force))
    write_source_line(page, visit.force.submission)
    for line in force_lines(visit, framework):
        page.paragraph(line)
    group = None
    for number, entry in enumerate(visit.entries[:limit], start=1):
        if entry.group is not group:
            group = entry.group
            page.blank()
            page.line((group_title(group, framework), "bold"))
            if group_action(group):
                page.paragraph(group_action(group), style="dim")
        _write_entry(page, number, visit, framework)
    rest = len(visit.entries) - limit
    if rest > 0:
        page.paragraph(
            f"And {rest} more: --limit {len(visit.entries)} shows them all.", style="dim"
        )


def _write_entry(page: Page, number: int, visit: ForceVisit, framework: Framework) -> None:
    entry = visit.entries[number - 1]
    start = f"{number:>3}. "
    indent = len(start)
    points = f" {priority_text(entry)}"
    room = page.width - indent - len(points)
    title = place_title(entry, framework)
    if len(title) > room:
        title = f"{title[: room - 1].rstrip()}{page.symbols.ellipsis}"
    page.line((start, ""), (f"{title:<{room}}", "bold"), (points, ""))
    if entry.node in entry.checks:
        page.paragraph(entry.title, style="dim", indent=indent)
    earlier = same_as(entry, visit.entries[: number - 1])
    said = reason(entry, visit.force, framework, as_under=earlier)
    if not group_action(entry.group):
        said += f" {action(entry)}"
    page.paragraph(said, indent=indent)
    cases = "; ".join(cases_lines(entry, framework))
    if cases and earlier is None:
        page.paragraph(f"Cases: {cases}.", indent=indent)
    where = f"{where_text(entry.cells)}. " if entry.cells else ""
    page.paragraph(f"{where}{weight_text(entry)}.", style="dim", indent=indent)


def _write_sample(
    page: Page, sample: CaseSample | None, visit: ForceVisit, framework: Framework
) -> None:
    page.blank()
    page.line(("Cases to read", "bold"))
    if sample is None:
        page.paragraph(no_cases(framework, visit.force.submission))
        return
    page.paragraph(f"{sample_line(sample)} {'; '.join(strata_lines(sample))}.")
    page.blank()
    page.table(
        CASE_HEADS,
        (
            (
                str(case.case),
                letter(case.stratum),
                look_for(case, framework, _MOST_LOOKED_FOR),
            )
            for case in sample.cases
        ),
        keep=(0,),
    )
    page.blank()
    page.table(
        PLAN_HEADS,
        (
            (f"{measure.id} {measure.title}", *rest)
            for measure, *rest in plan_rows(sample, framework)
        ),
        right=(1, 3),
        keep=(1, 2, 3),
    )


def _write_all(page: Page, lists: VisitLists, framework: Framework, limit: int) -> None:
    forces = count_text(len(lists.counted), "force")
    page.heading(f"All {forces}")
    if said := left_out_line(lists):
        page.paragraph(said, style="dim")
    page.line(("What comes first", "bold"))
    rows = (
        (str(number), *row)
        for number, row in enumerate(first_rows(lists, framework, limit), start=1)
    )
    page.table(("", *FIRST_HEADS), rows, right=(0, 4), keep=(0, 4))
    page.blank()
    page.line((f"Where it comes up, in how many of {forces}", "bold"))
    page.table(
        ("Where", *(GROUP_HEADS[group] for group in Group)),
        (
            (place_name(item), *(str(len(item.forces.get(group, ()))) for group in Group))
            for item in lists.places
        ),
        right=range(1, len(Group) + 1),
        keep=range(1, len(Group) + 1),
    )
    first = next(iter(Group))
    for item in lists.places:
        names = names_at(item, first, lists)
        if names:
            page.paragraph(f"{place_name(item)} {first}: {names}.", indent=2)
    page.paragraph("Markdown, json and xlsx name the forces of each group.", style="dim")
