"""The visit lists as Markdown, for a paper or a page."""

from collections.abc import Iterable, Iterator, Sequence

from slavery_benchmark.core.case_sample import CaseSample
from slavery_benchmark.core.framework import Framework
from slavery_benchmark.core.report import Report
from slavery_benchmark.core.visit_all import ForceVisit, Place, VisitLists
from slavery_benchmark.core.visit_entry import Group
from slavery_benchmark.render.markdown import escaped
from slavery_benchmark.render.numbers import count_text, date_text, period_text
from slavery_benchmark.render.visit_case_words import cases_lines, where_text
from slavery_benchmark.render.visit_reasons import reason, same_as
from slavery_benchmark.render.visit_sample_words import (
    LOT,
    PLANNING,
    interval_words,
    letter,
    look_for,
    no_cases,
    sample_line,
    strata_lines,
    width_words,
)
from slavery_benchmark.render.visit_text import LIMIT
from slavery_benchmark.render.visit_words import (
    ORDER,
    STANDING,
    action,
    force_lines,
    group_title,
    names_at,
    place_name,
    place_title,
    priority_text,
    weight_text,
)
from slavery_benchmark.render.words import force_title


def render_visit_markdown(
    report: Report,
    lists: VisitLists,
    samples: Sequence[CaseSample | None] | None,
    limit: int | None,
) -> str:
    """Return the lists as Markdown, with the same sentences as the text."""
    framework, identity = report.framework, report.framework.identity
    shown = limit or LIMIT
    parts = [
        f"# {escaped(identity.title)}: visit list",
        f"{STANDING} {escaped(identity.standing)}",
        (
            f"{ORDER} Framework {escaped(identity.id)} {escaped(identity.edition)} "
            f"(`{report.framework_sha256[:12]}`), as of {date_text(report.as_of)}."
        ),
    ]
    for place, visit in enumerate(lists.forces):
        parts += _force(visit, framework, shown)
        if samples is not None:
            parts += _sample(samples[place], framework)
    if samples is not None and any(samples):
        parts.append(f"{LOT} {PLANNING}")
    if len(lists.forces) > 1:
        parts += _all(lists, framework, shown)
    return "\n\n".join(parts) + "\n"


def _force(visit: ForceVisit, framework: Framework, limit: int) -> Iterator[str]:
    submission = visit.force.submission
    yield f"## {escaped(force_title(visit.force))}"
    period = period_text(submission.period_start, submission.period_end)
    yield f"{period}, from {escaped(submission.source.file)}."
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


def _sample(sample: CaseSample | None, framework: Framework) -> Iterator[str]:
    yield "### Cases to read"
    if sample is None:
        yield no_cases(framework)
        return
    yield f"{sample_line(sample)} {escaped('; '.join(strata_lines(sample)))}."
    yield _table(
        ("Case", "In", "Look for"),
        "|---|---|---|",
        ((str(c.case), letter(c.stratum), look_for(c, framework)) for c in sample.cases),
    )
    measures = {measure.id: measure for _, measure in framework.measures()}
    yield _table(
        ("Measure", "Drawn", "95% interval after reading", "Width"),
        "|---|---:|---|---:|",
        (
            (
                f"{plan.measure} {measures[plan.measure].title}",
                f"{plan.drawn:,} of {plan.cases:,}",
                interval_words(plan, measures[plan.measure]),
                width_words(plan),
            )
            for plan in sample.measures
            if plan.cases
        ),
    )


def _all(lists: VisitLists, framework: Framework, limit: int) -> Iterator[str]:
    forces = count_text(len(lists.counted), "force")
    yield f"## All {forces}"
    if len(lists.counted) < len(lists.forces):
        yield "Invented forces are left out."
    yield "### What comes first"
    yield _table(
        ("Force", "Where", "Why", "Points"),
        "|---|---|---|---:|",
        (
            (
                lists.forces[place].force.submission.force or "Force not named",
                place_title(entry, framework),
                entry.group.value,
                priority_text(entry).removesuffix(" points"),
            )
            for place, entry in lists.first(limit)
        ),
    )
    yield f"### Where it comes up, and in which of {forces}"
    yield _table(
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


def _table(header: Sequence[str], rule: str, rows: Iterable[Sequence[str]]) -> str:
    lines = [f"| {' | '.join(header)} |", rule]
    lines += [f"| {' | '.join(escaped(cell) for cell in row)} |" for row in rows]
    return "\n".join(lines)
