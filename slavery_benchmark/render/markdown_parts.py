"""Parts of a Markdown paper: escaped text, tables, and what stands at the head."""

import re
from collections.abc import Iterable, Iterator, Sequence

from slavery_benchmark.core.report import Report
from slavery_benchmark.core.scores import ForceScore
from slavery_benchmark.core.text import clean
from slavery_benchmark.document.numbers import date_text, period_text
from slavery_benchmark.render.heads import caveat_sentences
from slavery_benchmark.render.words import REFERENCE_LINE, SUPPORT, force_title

_MARKS = {mark: f"\\{mark}" for mark in "\\`*_[]|#~"} | {
    "&": "&amp;",
    "<": "&lt;",
    ">": "&gt;",
    "@": "&#64;",
    "://": "&#58;//",
    "www.": "www&#46;",
}
_MARKUP = re.compile("|".join(re.escape(mark) for mark in _MARKS), re.IGNORECASE)


def escaped(text: str) -> str:
    """Return text in which nothing is Markdown or HTML, nor a link or a mention by itself."""
    return _MARKUP.sub(lambda match: _MARKS[match[0].lower()], clean(text))


def table(header: Sequence[str], rule: str, rows: Iterable[Sequence[str]]) -> str:
    """Return a table; `rule` is the line under the header, and the cells of rows are escaped."""
    lines = [f"| {' | '.join(header)} |", rule]
    lines += [f"| {' | '.join(escaped(cell) for cell in row)} |" for row in rows]
    return "\n".join(lines)


def framework_sentence(report: Report) -> str:
    """Return which framework was used, by edition and hash, and the day that counts as today."""
    identity = report.framework.identity
    return (
        f"Framework {escaped(identity.id)} {escaped(identity.edition)} "
        f"(`{report.framework_sha256[:12]}`), as of {date_text(report.as_of)}."
    )


def run_head(report: Report) -> Iterator[str]:
    """Yield the head of a paper of scores: title, framework, standing, what was set aside."""
    identity = report.framework.identity
    yield f"# {escaped(identity.title)}"
    yield f"{framework_sentence(report)} {escaped(identity.standing)} {SUPPORT} {REFERENCE_LINE}"
    yield from (escaped(said) for said in caveat_sentences(report))


def force_head(force: ForceScore) -> Iterator[str]:
    """Yield the heading of a force, and under it the period and the file it came in."""
    submission = force.submission
    yield f"## {escaped(force_title(force))}"
    period = period_text(submission.period_start, submission.period_end)
    yield f"{period}, from {escaped(submission.source.file)}."
