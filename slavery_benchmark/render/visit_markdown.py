"""The visit lists as Markdown, for a paper or a page."""

from collections.abc import Iterator

from slavery_benchmark.core.case_sample import CaseSample
from slavery_benchmark.core.framework import Framework
from slavery_benchmark.core.report import Report
from slavery_benchmark.core.visit_all import ForceVisit, Place, VisitLists
from slavery_benchmark.core.visit_entry import Group
from slavery_benchmark.document.numbers import count_text
from slavery_benchmark.render.heads import caveat_sentences
from slavery_benchmark.render.markdown_parts import (
    escaped,
    force_head,
    framework_sentence,
    table,
)
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
    LIMIT,
    ORDER,
    STANDING,
    action,
    first_rows,
    force_lines,
    group_title,
    left_out_line,
    names_at,
    place_name,
    place_title,
    priority_text,
    weight_text,
)


def render_visit_markdown(
    report: Report,
    lists: VisitLists,
    samples: Samples,
    limit: int | None,
) -> str:
    """Return the lists as Markdown, with the same sentences as the text."""
    framework, identity = report.framework, report.framework.identity
    shown = limit or LIMIT
    parts = [
        f"# {escaped(identity.title)}: visit list",
        f"{STANDING} {escaped(identity.standing)}",
        f"{ORDER} {framework_sentence(report)}",
    ]
    parts += [f"**{escaped(said)}**" for said in caveat_sentences(report)]
    for place, visit in enumerate(lists.forces):
        parts += _force(visit, framework, shown)
        if samples is not None:
            parts += _sample(samples[place], visit, framework)
    if samples is not None and any(samples):
        parts.append(f"{LOT} {PLANNING}")
    if len(lists.forces) > 1:
        parts += _all(lists, framework, shown)
    return "\n\n".join(parts) + "\n"


def _force(visit: ForceVisit, framework: Framework, limit: int) -> Iterator[str]:
    yield from force_head(visit.force)
    yield " ".join(escaped(line) for line in force_lines(visit, framework))
    group = None
    for number, entry in enumerate(visit.entries[:limit], start=1):
        if entry.group is not group:
            group = entry.group
            yield f"### {escaped(group_title(group, framework))}"
        earlier = same_as(entry, visit.entries[: number - 1])
        question = f" {escaped(entry.title)}" if entry.node in entry.checks else ""
        said = reason(entry, visit.force, framework, as_under=earlier)
        lines = [f"{escaped(said)} {action(entry)}"]
        if entry.cases and earlier is None:
            lines.append(f"Cases: {escaped('; '.join(cases_lines(entry, framework)))}.")
        where = f"{escaped(where_text(entry.cells))}. " if entry.cells else ""
        lines.append(f"{where}{weight_text(entry)}.")
        head = f"**{escaped(place_title(entry, framework))}**"
        yield f"{number}. {head}, {priority_text(entry)}.{question}\n" + "\n".join(
            f"   {line}" for line in lines
        )
    rest = len(visit.entries) - limit
    if rest > 0:
        yield f"And {rest} more: `--limit {len(visit.entries)}` shows them all."


def _sample(sample: CaseSample | None, visit: ForceVisit, framework: Framework) -> Iterator[str]:
    yield "### Cases to read"
    if sample is None:
        yield no_cases(framework, visit.force.submission)
        return
    yield f"{sample_line(sample)} {escaped('; '.join(strata_lines(sample)))}."
    yield table(
        CASE_HEADS,
        "|---|---|---|",
        ((str(c.case), letter(c.stratum), look_for(c, framework)) for c in sample.cases),
    )
    yield table(
        PLAN_HEADS,
        "|---|---:|---|---:|",
        (
            (f"{measure.id} {measure.title}", *rest)
            for measure, *rest in plan_rows(sample, framework)
        ),
    )


def _all(lists: VisitLists, framework: Framework, limit: int) -> Iterator[str]:
    forces = count_text(len(lists.counted), "force")
    yield f"## All {forces}"
    if said := left_out_line(lists):
        yield said
    yield "### What comes first"
    yield table(FIRST_HEADS, "|---|---|---|---:|", first_rows(lists, framework, limit))
    yield f"### Where it comes up, and in which of {forces}"
    yield table(
        ("Where", *(group.value for group in Group)),
        "|---|" + "---|" * len(Group),
        (
            (place_name(item), *(_count_and_names(item, group, lists) for group in Group))
            for item in lists.places
        ),
    )


def _count_and_names(item: Place, group: Group, lists: VisitLists) -> str:
    names = names_at(item, group, lists)
    return f"{len(item.forces[group])}: {names}" if names else "0"
