"""Evidence that stands more than once, as questions: it may well be right; somebody should look."""

from collections.abc import Iterator

from slavery_benchmark.core.repeats import Repeat, Said, find_repeats
from slavery_benchmark.core.scoring.report import Report
from slavery_benchmark.core.scoring.submission import NOT_SHOWN
from slavery_benchmark.document.blocks import Block, Points, Section
from slavery_benchmark.document.numbers import count_text

_SHOWN = 5
_MOST = 60
"""Of more returns no repeats are looked for: a run of thousands is not read pair by pair."""


def repeat_sections(report: Report) -> Iterator[Section]:
    """Yield a section with a question for each pair of texts that repeat each other, if any do."""
    if not 0 < len(report.forces) <= _MOST:
        return
    single = len(report.forces) == 1
    found = find_repeats(_texts(report))
    questions = tuple(_question(item, single=single) for item in found)
    if questions:
        blocks: list[Block] = [Points(questions[:_SHOWN])]
        if len(questions) > _SHOWN:
            blocks.append(Points(questions[_SHOWN:], detail=True))
        pairs = count_text(len(questions), "pair")
        title = f"Evidence that repeats itself ({pairs})"
        yield Section(id="repeats", title=title, blocks=tuple(blocks))


def _texts(report: Report) -> list[Said]:
    texts = []
    for force in report.forces:
        submission = force.submission
        bare = submission.force.rpartition(" ")[0]
        names = tuple(dict.fromkeys(name for name in (submission.force, bare) if name))
        texts += [
            Said(
                of=submission.source.shown_as,
                check=item.check,
                cell=item.evidence_cell or "",
                text=item.evidence,
                names=names,
            )
            for item in submission.responses
            if item.evidence and item.evidence != NOT_SHOWN
        ]
    return texts


def _question(item: Repeat, *, single: bool) -> str:
    how = "word for word" if item.likeness == 1 else "nearly word for word"
    first, second = (_place(said, single=single) for said in (item.first, item.second))
    if item.first.of == item.second.of:
        return f"{first} and {second} name the same evidence, {how}: does it show both?"
    return f"{first} and {second} say the same, {how}: was it written for each force?"


def _place(said: Said, *, single: bool) -> str:
    cell = said.cell.rpartition("!")[2]
    place = f"{said.check} ({cell})" if cell else said.check
    return place if single else f"{said.of} {place}"
