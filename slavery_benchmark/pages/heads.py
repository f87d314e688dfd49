"""What every page says of itself: what it is of, what it was made from, and what it is not."""

from collections.abc import Iterable, Iterator
from textwrap import wrap
from typing import Any

from msgspec import structs

from slavery_benchmark.core.framework.subject import Subject
from slavery_benchmark.core.scoring.report import Report
from slavery_benchmark.core.scoring.scores import ForceScore
from slavery_benchmark.core.scoring.submission import Submission
from slavery_benchmark.document.blocks import Block, Document, Section, paragraphs
from slavery_benchmark.document.columns import Column, Kind
from slavery_benchmark.document.numbers import period_text
from slavery_benchmark.pages.words import verified
from slavery_benchmark.pages.words.heads import (
    caveat_sentences,
    edited_sentence,
    framework_sentence,
)
from slavery_benchmark.pages.words.scores import force_title

BASIS = "self-assessment, not an inspection result"
"""What numbers rest on, as a column of data says it."""
FORCE = Column("force", "Force", cut=True, width=34)
_SUBMISSION = (
    FORCE,
    Column("code", "Code", people=False),
    Column("fictional", "Fictional", people=False),
    Column("basis", "Basis", people=False),
    Column("period_start", "Period start", Kind.DATE, people=False),
    Column("period_end", "Period end", Kind.DATE, people=False),
    Column("file", "File", people=False),
)


def submission_values(submission: Submission, basis: str) -> dict[str, Any]:
    """Return what says which submission a row is of, and what its numbers rest on."""
    return {
        "force": submission.force,
        "code": submission.code,
        "fictional": submission.fictional,
        "basis": basis,
        "period_start": submission.period_start,
        "period_end": submission.period_end,
        "file": submission.source.file,
    }


def of_submission(submission: Submission, basis: str) -> tuple[tuple[Column, Any], ...]:
    """Return what tells the records of one submission from those of others."""
    values = submission_values(submission, basis)
    return tuple((column, values[column.key]) for column in _SUBMISSION)


def standing_text(report: Report, standing: str) -> str:
    """Return what a result is, what its framework is not, and which files were changed by hand."""
    said = (standing, report.framework.identity.standing, edited_sentence(report))
    return " ".join(filter(None, said))


def labels_of(report: Report) -> list[str]:
    """Return what each submission is called: the force, and more where it stands twice."""
    names = [force_title(force) for force in report.forces]
    periods = [
        f"{name}, {period_text(force.submission.period_start, force.submission.period_end)}"
        for name, force in zip(names, report.forces, strict=True)
    ]
    labels: list[str] = []
    for name, period, force in zip(names, periods, report.forces, strict=True):
        if names.count(name) == 1:
            labels.append(name)
        elif periods.count(period) == 1:
            labels.append(period)
        else:
            labels.append(f"{period}, {force.submission.source.file}")
    return labels


def source_line(submission: Submission) -> str:
    """Return the line under the name of a force: the period, and the file it came in."""
    period = period_text(submission.period_start, submission.period_end)
    return f"{period} · {submission.source.file}"


def in_words(columns: Iterable[Column], words: Subject) -> tuple[Column, ...]:
    """Return columns whose heads are in the words of the subject."""
    return tuple(
        structs.replace(
            column,
            head=words.head if column.head == "Baseline" else words.say(column.head),
            whole=words.say(column.whole),
        )
        for column in columns
    )


_LEAD_LINES, _LINE = 5, 80
"""So long an answer may be, on the narrowest page."""


def opening(*paragraphs: str | Iterable[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return as many of these sentences, gravest first, as make a lead, and what is left of each.

    The sentences of a paragraph follow each other on its lines; a text is a paragraph of its own.
    """
    lead: list[str] = []
    left: list[str] = []
    used = 0
    for sentences in paragraphs:
        said, full = "", bool(left)
        for sentence in [sentences] if isinstance(sentences, str) else sentences:
            longer = f"{said} {sentence}".strip()
            full = full or used + len(wrap(longer, _LINE)) > _LEAD_LINES
            if full and (lead or said):
                left.append(sentence)
            else:
                said = longer
        if said:
            lead.append(said)
            used += len(wrap(said, _LINE))
    return tuple(lead), tuple(left)


STANDING = "A self-assessment, not an inspection result."
"""In one line, what no page is."""


def standing_of(report: Report) -> str:
    """Return in one line what the page of a report is not."""
    counted = any(force.counts_verified for force in report.forces)
    return verified.STANDING if counted else STANDING


def basis_of(force: ForceScore) -> str:
    """Return what the numbers of a force rest on."""
    return verified.BASIS if force.counts_verified else BASIS


def page_of(
    report: Report,
    said: Iterable[str | Iterable[str]],
    *,
    sections: Iterable[Section],
    about: Iterable[str],
    of: Submission | None = None,
    detail: bool = True,
    **fields: Any,
) -> Document:
    """Return a page of a report, with what every page says of itself. `about`: its own lines.

    said: its answer by paragraphs, as `opening` takes it; what the lead does not hold of it goes on
    under it, on a screen with `detail` only when asked for. of: the one submission it is about.
    """
    lead, left = opening(*said)
    more = Section(id="more", blocks=paragraphs(left, detail=detail), detail=detail)
    return Document(
        subtitle=source_line(of) if of else "",
        lead=lead,
        standing=standing_of(report),
        caveats=tuple(caveat_sentences(report)),
        about=(*about, *about_lines(report)),
        sections=(*([more] if left else []), *sections),
        single=of is not None,
        tool_version=report.tool_version,
        **fields,
    )


def said_of(name: str, sentence: str) -> str:
    """Return a sentence that begins with the name of what it is about."""
    return f"{name}: {sentence[0].lower()}{sentence[1:]}"


def force_section(
    force: ForceScore, said: Iterable[str], blocks: Iterable[Block], *, single: bool
) -> Section:
    """Return what a page says of a force; among several on request, under its answer `said`."""
    start = () if single else paragraphs([source_line(force.submission)], "note")
    return Section(
        id=force.submission.code or "force",
        title="" if single else force_title(force),
        blocks=(*start, *(() if single else paragraphs(said)), *blocks),
        detail=not single,
    )


def about_lines(report: Report) -> Iterator[str]:
    """Yield what a page was made from."""
    yield report.framework.identity.standing
    yield framework_sentence(report)
    yield f"Hash of the framework (SHA-256): {report.framework_sha256}"
    yield f"Made by benchmark {report.tool_version}."
