"""What is wrong with workbooks, as a list of things to do; each cell on request."""

from collections.abc import Iterator, Sequence

from slavery_benchmark.core.change.beside import Since
from slavery_benchmark.core.framework.framework import Framework
from slavery_benchmark.core.problem_codes import Severity
from slavery_benchmark.core.scoring.report import Report
from slavery_benchmark.core.scoring.scores import ForceScore
from slavery_benchmark.core.scoring.submission import State
from slavery_benchmark.core.text import clean
from slavery_benchmark.document.blocks import Block, Document, Entry, Paragraph, Section, Table
from slavery_benchmark.document.columns import Column, Kind
from slavery_benchmark.document.numbers import count_text
from slavery_benchmark.pages.check.since import since_line, since_section
from slavery_benchmark.pages.heads import about_lines
from slavery_benchmark.pages.problems import problem_table
from slavery_benchmark.pages.things_to_do import Thing, things_to_do
from slavery_benchmark.pages.words.heads import changed_sentence
from slavery_benchmark.pages.words.problems import answered_text, counts_text
from slavery_benchmark.pages.words.repeats import repeat_section, repeats_in

STANDING = "Whether answers are true is not looked at here, only how they are written down."
_QUESTION = 70
_NAMED = 12
_MOST_COMPARED = 60
"""Of more returns no repeats are looked for: a run of thousands is not read pair by pair."""
_THINGS = (
    Column("file", "File", width=26),
    Column("severity", "Severity", width=10),
    Column("where", "Where", width=34),
    Column("cells", "Cells", width=24),
    Column("count", "How many", Kind.COUNT),
    Column("title", "What is wrong", width=48),
    Column("said", "Found and expected", width=48),
    Column("to_do", "What to do", width=48),
    Column("code", "Problem code", width=24),
)


def check_page(report: Report, since: Sequence[Since] = ()) -> Document:
    """Return what is to be done about each workbook that can be read.

    since: those that are set beside an earlier return of the same force.
    """
    forces = report.forces
    single = len(forces) == 1
    lead = (*map(_headline, forces), *map(since_line, since))
    sections = [_of_force(force, report.framework, single=single) for force in forces]
    sections += list(since_section(since, report.framework, single=single))
    if 0 < len(forces) <= _MOST_COMPARED and (repeats := repeats_in(report)):
        sections.append(repeat_section(repeats, single=single))
    if any(force.submission.problems for force in forces):
        name = forces[0].submission.source.shown_as if single else "FILE..."
        marked = f"benchmark check {name} --mark {'marked.xlsx' if single else 'FOLDER'}"
        said = f"{marked} writes a copy in which each of these cells is marked and explained."
        sections.append(Section(id="mark", title="", blocks=(Paragraph(said),)))
        sections.append(_each_cell(report))
    return Document(
        title="What is to be done before these are sent" if not single else "What is to be done",
        lead=lead if single else _lead_of_many(report),
        standing=STANDING,
        caveats=tuple(filter(None, (changed_sentence(report.framework),))),
        about=tuple(about_lines(report)),
        sections=tuple(section for section in sections if section.blocks),
        single=single,
        subject="what is to be done about workbooks",
        tool_version=report.tool_version,
    )


def _headline(force: ForceScore) -> str:
    """Return how much is wrong with a workbook, in how many things to do, and what is answered."""
    problems = force.submission.problems
    found = counts_text(problems) or "no problems"
    things = len(things_to_do(problems))
    if len(problems) > things:
        found += f" in {count_text(things, 'thing')} to do"
    return f"{force.submission.source.shown_as}: {found}. {answered_text(force)}"


def _lead_of_many(report: Report) -> tuple[str, ...]:
    problems = [item for force in report.forces for item in force.submission.problems]
    clean_ones = sum(not force.submission.problems for force in report.forces)
    said = f"{count_text(len(report.forces), 'workbook')}: {counts_text(problems) or 'no problems'}"
    return (f"{said}; {clean_ones:,} without any.",) if report.forces else ()


def _of_force(force: ForceScore, framework: Framework, *, single: bool) -> Section:
    submission = force.submission
    blocks: list[Block] = [] if single else [Paragraph(_headline(force))]
    for number, thing in enumerate(things_to_do(submission.problems), start=1):
        blocks.append(_entry(number, thing, framework))
    blank = [item.check for item in submission.responses if item.state is State.BLANK]
    if blank:
        more = len(blank) - _NAMED
        named = ", ".join(blank[:_NAMED]) + (f" and {more:,} more" if more > 0 else "")
        blocks.append(Paragraph(f"Not answered ({len(blank):,}): {named}."))
    title = "" if single else submission.source.shown_as
    return Section(id=f"file-{submission.source.sha256[:8]}", title=title, blocks=tuple(blocks))


def _entry(number: int, thing: Thing, framework: Framework) -> Entry:
    place = f"{thing.where}: {thing.cells}" if thing.cells else thing.where
    said = f"{thing.title[:1].upper()}{thing.title[1:]}"
    said = f"{said}: {thing.said}." if thing.said else f"{said}."
    cells = (f"Cells: {thing.between}.",) if thing.between else ()
    small = tuple(_questions(thing, framework))
    return Entry(
        number=number,
        title=place,
        aside=f"{thing.severity}",
        said=(said, *cells, f"To do: {thing.to_do}"),
        small=(*small, f"[{thing.code}]"),
    )


def _questions(thing: Thing, framework: Framework) -> Iterator[str]:
    """Yield the questions of the checks that it is about, if they are few."""
    beside = (item for module in framework.modules for _, item in module.checks())
    asked = (*(item for _, _, item in framework.checks()), *beside)
    checks = dict.fromkeys(item.check for item in thing.problems if item.check)
    for check in checks if len(checks) <= 3 else ():
        question = next((item.question for item in asked if item.id == check), "")
        yield f"{check} {clean(question, _QUESTION)}"


def _each_cell(report: Report) -> Section:
    """Return every problem at its cell, and the things to do as records."""
    found = [
        (_of_what(item.check, item.column), item)
        for force in report.forces
        for item in sorted(
            force.submission.problems, key=lambda item: -list(Severity).index(item.severity)
        )
    ]
    records = tuple(
        {
            "file": force.submission.source.file,
            "severity": thing.severity.value,
            "where": thing.where,
            "cells": thing.between or thing.cells,
            "count": thing.count,
            "title": thing.title,
            "said": thing.said,
            "to_do": thing.to_do,
            "code": thing.code.value,
        }
        for force in report.forces
        for thing in things_to_do(force.submission.problems)
    )
    things = Table(
        id="thing",
        title="",
        columns=_THINGS,
        records=records,
        sheet="To do",
        about="What is to be done, one row for all that is wrong alike in a column.",
        data=False,
        on_page=False,
    )
    cells = problem_table(found, "Check or column", data=True)
    return Section(id="cells", title="Each cell", blocks=(things, cells), detail=True)


def _of_what(check: str, column: str) -> str:
    return ", ".join(part for part in (check, column) if part)
