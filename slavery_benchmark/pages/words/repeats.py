"""Evidence that stands more than once, as questions: it may well be right; somebody should look."""

from collections.abc import Iterator, Sequence
from typing import Any

from slavery_benchmark.core.repeats import Repeat, Said, find_repeats
from slavery_benchmark.core.scoring.report import Report
from slavery_benchmark.core.visit.evidence import evidence_of
from slavery_benchmark.document.blocks import Block, Paragraph, Points, Section, Table
from slavery_benchmark.document.columns import Column, Kind
from slavery_benchmark.document.numbers import count_text

_SHOWN = 5
_NAMED = 8
"""Places with one text that a question names; the table has each."""
TITLE = "Evidence that repeats itself"
NONE = "No evidence stands twice, word for word or nearly: inside a return, or in two forces."
_COLUMNS = (
    Column("how", "How", width=22),
    Column("likeness", "Words in common", Kind.SHARE, width=12),
    *(
        Column(f"{key}_{which}", f"{head} {which}", width=width)
        for which in ("first", "second")
        for key, head, width in (
            ("force", "Force", 24),
            ("file", "File", 24),
            ("check", "Check", 10),
            ("cell", "Cell", 22),
            ("text", "Evidence", 48),
        )
    ),
    Column("question", "Question", width=48),
)


def repeats_in(report: Report) -> list[Repeat]:
    """Return the pairs of texts of evidence in the returns of a run that repeat each other."""
    return find_repeats([item for force in report.forces for item in evidence_of(force.submission)])


def repeat_section(found: Sequence[Repeat], *, single: bool, shown: int = _SHOWN) -> Section:
    """Return the pairs as questions, of which a screen shows the first ones, and as a table."""
    questions = list(_questions(found, single=single))
    blocks: list[Block] = [Points(tuple(questions[:shown]))] if found else [Paragraph(NONE)]
    if len(questions) > shown:
        blocks.append(Points(tuple(questions[shown:]), detail=True))
        rest = count_text(len(questions) - shown, "question")
        blocks.insert(1, Paragraph(f"And {rest} more: --detail.", "note"))
    if found:
        blocks.append(_table(found, single=single))
    title = f"{TITLE} ({count_text(len(found), 'pair')})" if found else TITLE
    return Section(id="repeats", title=title, blocks=tuple(blocks))


def repeat_question(item: Repeat, *, single: bool) -> str:
    """Return a pair as a question that names both cells."""
    return _question([item], single=single)


def _questions(found: Sequence[Repeat], *, single: bool) -> Iterator[str]:
    """Yield the questions; one text in many places is one question."""
    gathered: dict[tuple[Said, str, bool], list[Repeat]] = {}
    for item in found:
        inside = item.first.force == item.second.force
        gathered.setdefault((item.first, _how(item), inside), []).append(item)
    for items in gathered.values():
        yield _question(items, single=single)


def _question(items: Sequence[Repeat], *, single: bool) -> str:
    first = items[0].first
    texts = (first, *(item.second for item in items))
    named = [_place(said, single=single) for said in texts]
    *others, last = named
    if len(named) > _NAMED:
        others, last = named[:_NAMED], f"{len(named) - _NAMED} more"
    places, how = f"{', '.join(others)} and {last}", _how(items[0])
    if first.force == items[0].second.force:
        all_of_it = "both" if len(items) == 1 else "all of these"
        return f"{places} name the same evidence, {how}: does it show {all_of_it}?"
    return f"{places} say the same, {how}: was it written for each force?"


def repeat_records(found: Sequence[Repeat], *, single: bool) -> Iterator[dict[str, Any]]:
    """Yield each pair as a record: what repeats what, and the question."""
    for item in found:
        record: dict[str, Any] = {"how": _how(item), "likeness": item.likeness}
        for which, said in (("first", item.first), ("second", item.second)):
            record |= {
                f"force_{which}": said.force,
                f"file_{which}": said.of,
                f"check_{which}": said.check,
                f"cell_{which}": said.cell or None,
                f"text_{which}": said.text,
            }
        yield record | {"question": repeat_question(item, single=single)}


def _table(found: Sequence[Repeat], *, single: bool) -> Table:
    return Table(
        id="repeat",
        columns=_COLUMNS,
        records=tuple(repeat_records(found, single=single)),
        sheet="Repeated evidence",
        about="Texts of evidence that stand more than once, word for word or nearly. It may "
        "well be right: somebody should look.",
        on_page=False,
    )


def _how(item: Repeat) -> str:
    return "word for word" if item.likeness == 1 else "nearly word for word"


def _place(said: Said, *, single: bool) -> str:
    cell = said.cell.rpartition("!")[2]
    place = f"{said.check} ({cell})" if cell else said.check
    return place if single else f"{said.of} {place}"
