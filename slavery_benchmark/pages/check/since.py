"""Which answers stand as in the force's earlier return: a line, and a row for each answer."""

from collections.abc import Iterator, Sequence
from typing import Any

from slavery_benchmark.core.change.beside import NotSet, Since, Why
from slavery_benchmark.core.framework.framework import Framework
from slavery_benchmark.core.scoring.kept import Kept
from slavery_benchmark.core.scoring.submission import Response, State, Submission
from slavery_benchmark.document.blocks import Paragraph, Section, Table
from slavery_benchmark.document.columns import Column, Kind
from slavery_benchmark.document.numbers import count_text, date_text
from slavery_benchmark.pages.words.scores import plain_name

_NAMED = 8
_FIRST = 12
_SAME, _OTHER, _NONE = "same", "other", "none"
_COLUMNS = (
    Column("file", "File", width=26, printed=False),
    Column("check", "Check", whole_words=True, width=10),
    Column("what", "Against last time", width=36),
    Column("level", "Answer", drop=1, width=10),
    Column("evidence", "Evidence", drop=1, width=10),
    Column("date", "Evidence date", drop=1, width=14),
    Column("comment", "Comment", drop=2, width=10),
    Column("level_then", "Answer then", drop=4, width=16, detail=True),
    Column("level_now", "Answer now", drop=4, width=16, detail=True),
    Column("date_then", "Date then", Kind.DATE, drop=3, width=16, blank="none"),
    Column("date_now", "Date now", Kind.DATE, drop=3, width=16, blank="none"),
    Column("cell", "Cell", drop=2, width=22, detail=True),
)


def since_line(since: Since) -> str:
    """Return how many answers are word for word those of last time, and where a date moved."""
    both, same = len(since.answers), len(since.word_for_word)
    when = f"the return {_until(since.earlier)}"
    if not both:
        return f"No answer can be set beside {when}."
    without = sum(not item.now.evidence for item in since.word_for_word)
    all_of_it = "" if without == same else ", evidence and all,"
    said = f"{same:,} of {count_text(both, 'answer')}{all_of_it} "
    said += f"{'is' if same == 1 else 'are'} word for word as in {when}"
    moved = sum(item.date_alone for item in since.answers)
    if moved:
        said += f"; in {moved:,} of them the date of the evidence alone moved"
    elif any(item.now.evidence_date for item in since.word_for_word):
        said += "; no date of them moved"
    if without:
        said += f"; {without:,} of them {'names' if without == 1 else 'name'} no evidence"
    return f"{said}."


def since_section(
    found: Sequence[Since], framework: Framework, *, single: bool
) -> Iterator[Section]:
    """Yield a section with a row for each answer that was given both times, the same ones first.

    single: the page is of one return, whose line stands in its lead.
    """
    rows = [row for since in found for row in _rows(since, framework)]
    if not rows:
        return
    lines = [
        Paragraph(said if single else f"{item.later.source.shown_as}: {since_line(item)} {said}")
        for item in found
        if (said := _others(item)) or not single
    ]
    table = Table(
        id="answer",
        columns=_COLUMNS if single else (_shown(_COLUMNS[0]), *_COLUMNS[1:]),
        records=tuple(rows),
        sheet="Since last time",
        about="Answers that were given in the earlier return too, and what of each is as it was. "
        "An answer may well be as good as it was: somebody should have looked.",
        first=_FIRST,
    )
    yield Section(id="since", title="Since last time", blocks=(*lines, table))


def not_set_line(item: NotSet) -> str:
    """Return why a return cannot be set beside an earlier one, and what would do."""
    later, files = item.later, ", ".join(dict.fromkeys(one.source.shown_as for one in item.beside))
    name, own = later.source.shown_as, plain_name(later)
    if item.why is Why.OTHER_FORCE:
        forces = ", ".join(dict.fromkeys(plain_name(one) for one in item.beside))
        return f"{files}: of {forces}, and {name} is of {own}; name an earlier return of {own}."
    if item.why is Why.ITSELF:
        return f"{files}: the very return that is checked; name an earlier one of {own}."
    if item.why is Why.NOT_EARLIER:
        ends = ", ".join(dict.fromkeys(_until(one) for one in item.beside))
        return (
            f"{files}: a return {ends}, and {name} is one {_until(later)}; name an earlier one of "
            f"{own}."
        )
    editions = " and ".join((item.beside[0].edition, later.edition))
    return f"{files}: no lineage leads between the editions {editions}; nothing can be compared."


def _until(submission: Submission) -> str:
    """Return which return it is, by the end of its period or else by its file."""
    end = submission.period_end
    return f"to {date_text(end)}" if end else f"in {submission.source.shown_as}"


def _shown(column: Column) -> Column:
    return Column(column.key, column.head, width=column.width)


def _others(since: Since) -> str:
    """Return which answers have nothing to stand beside."""
    if not since.new:
        return ""
    more = len(since.new) - _NAMED
    named = ", ".join(since.new[:_NAMED]) + (f" and {more:,} more" if more > 0 else "")
    return f"Not answered then, or asked otherwise ({len(since.new):,}): {named}."


def _rows(since: Since, framework: Framework) -> Iterator[dict[str, Any]]:
    for item in sorted(since.answers, key=_order):
        yield {
            "file": since.later.source.file,
            "check": item.check,
            "what": _what(item),
            "level": _SAME if item.level else _OTHER,
            "evidence": _text(item.then.evidence, item.now.evidence, same=item.evidence),
            "date": _text(
                date_text(item.then.evidence_date) if item.then.evidence_date else "",
                date_text(item.now.evidence_date) if item.now.evidence_date else "",
                same=item.date,
            ),
            "comment": _text(item.then.comment, item.now.comment, same=item.comment),
            "level_then": _answer(item.then, framework),
            "level_now": _answer(item.now, framework),
            "date_then": item.then.evidence_date,
            "date_now": item.now.evidence_date,
            "cell": item.now.cell,
        }


def _order(item: Kept) -> tuple[bool, bool, bool]:
    """Return what puts first the answers that most want another look."""
    return not item.word_for_word, not item.now.evidence, item.date


def _what(item: Kept) -> str:
    if item.word_for_word:
        return "word for word" if item.date else "word for word, date moved"
    parts = [
        name
        for name, same in (
            ("another answer", item.level),
            ("other evidence", item.evidence),
            ("another comment", item.comment),
            ("another date", item.date),
        )
        if not same
    ]
    return ", ".join(parts)


def _text(then: str, now: str, *, same: bool) -> str:
    if same:
        return _SAME if now else _NONE
    return _OTHER if then and now else "new" if now else "gone"


def _answer(item: Response, framework: Framework) -> str:
    if item.state is State.NOT_APPLICABLE or item.level is None:
        return item.state.value
    return framework.level_label(item.level)
