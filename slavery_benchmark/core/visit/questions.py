"""What else to ask a force on a visit: questions, none of which moves a score or an order."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from typing import NamedTuple

import msgspec

from slavery_benchmark.core.cases.measuring import MeasureState
from slavery_benchmark.core.cases.table import Selection
from slavery_benchmark.core.framework.case_sheet import NOT_NEEDED
from slavery_benchmark.core.framework.framework import Framework
from slavery_benchmark.core.repeats import Said, has_own_words, same_texts
from slavery_benchmark.core.scoring.kept import kept_answers
from slavery_benchmark.core.scoring.scores import ForceScore
from slavery_benchmark.core.visit.adverse_cases import (
    EVERY,
    CaseReader,
    CaseToRead,
    Standing,
    not_needed,
)
from slavery_benchmark.core.visit.entry import CASES_EACH, Earlier
from slavery_benchmark.core.visit.evidence import evidence_of

SEVERAL = 3
"""Beside so many checks one text of evidence is worth a question."""


class Topic(StrEnum):
    """What a question is about; in the order in which they are asked."""

    NO_CASE = "measures without a case"
    TOO_FEW = "measures with too few cases"
    NOT_NEEDED = "cases marked as not needed"
    LISTED = "cases that a measure lists"
    NONE_LISTED = "a measure that lists no case"
    FEWER_CASES = "fewer cases than offences recorded"
    REPEATED = "one text of evidence beside several checks"
    SHARED = "evidence that other forces give too"
    CARRIED = "answers as in the earlier submission"


class Recorded(NamedTuple):
    """How many offences were recorded in a year, by an official count."""

    year: str
    offences: int


class Question(msgspec.Struct, frozen=True, kw_only=True):
    """A question with what it rests on: `count` of `of`, which checks, measures and others.

    count, of: cases taken out of those listed, adverse ones of those counted, cases beside offences
    recorded, checks with the text beside all with evidence, or answers unchanged beside all given
    both times. moved: in how many of these the date of the evidence is another. text: the evidence,
    the year, or what the criteria ask. others: names of other forces. cases: the ones to read
    first, or all.
    """

    topic: Topic
    count: int = 0
    of: int = 0
    checks: tuple[str, ...] = ()
    measures: tuple[str, ...] = ()
    moved: int = 0
    text: str = ""
    others: tuple[str, ...] = ()
    cases: tuple[CaseToRead, ...] = ()


def questions_of(
    forces: Sequence[ForceScore],
    framework: Framework,
    earlier: Sequence[Earlier | None],
    recorded: Mapping[str, Recorded],
    readers: Sequence[CaseReader | None],
) -> list[tuple[Question, ...]]:
    """Return the questions to each force, in the order of their topics."""
    told = [evidence_of(force.submission) for force in forces]
    groups = same_texts([item for texts in told for item in texts])
    alike = {item: group for group in groups for item in group}
    return [
        (
            *_of_cases(force, framework, reader),
            *_listed(framework, reader),
            *_fewer(force, recorded),
            *_repeated(force, texts, alike),
            *_carried(force, before),
        )
        for force, texts, before, reader in zip(forces, told, earlier, readers, strict=True)
    ]


def _of_cases(
    force: ForceScore, framework: Framework, reader: CaseReader | None
) -> Iterator[Question]:
    submission = force.submission
    files = submission.cases
    if files is None or files.selection is not Selection.ALL:
        return
    declared = {measure.id: measure for _, measure in framework.measures()}
    scored = [item for item in force.measures if item.node.weight]
    few = [item for item in scored if item.measured.state is MeasureState.TOO_FEW]
    for topic, here in (
        (Topic.NO_CASE, [item for item in few if not item.measured.about]),
        (Topic.TOO_FEW, [item for item in few if item.measured.about]),
    ):
        if here:
            measures = tuple(item.node.id for item in here)
            found: dict[int, CaseToRead] = {}
            for item in here:
                measure, about = declared[item.node.id], item.measured.about
                for read in reader.worst(measure, about, EVERY) if reader else ():
                    found.setdefault(read.case.row, read)
            yield Question(topic=topic, measures=measures, cases=tuple(found.values()))
    table = files.table
    if table is None or not len(table):
        return
    most = {column for column, values in table.values.items() if _mostly_not_needed(values)}
    for item in scored:
        measure = declared[item.node.id]
        if item in few or most.intersection(measure.columns()):
            taken = not_needed(measure, table, submission.period_end)
            if 2 * taken > len(table) or (taken and item in few):
                yield Question(
                    topic=Topic.NOT_NEEDED, count=taken, of=len(table), measures=(measure.id,)
                )


def _listed(framework: Framework, reader: CaseReader | None) -> Iterator[Question]:
    """Yield a question for each measure that lists its cases, however these were chosen."""
    if reader is None:
        return
    for _, measure in framework.measures():
        if not measure.lists:
            continue
        seen = Counter(item.standing for item in reader.seen(measure))
        adverse = seen[Standing.ADVERSE]
        if adverse:
            yield Question(
                topic=Topic.LISTED,
                count=adverse,
                of=adverse + seen[Standing.GOOD],
                measures=(measure.id,),
                cases=reader.worst(measure, CASES_EACH, (Standing.ADVERSE,)),
            )
        elif measure.if_none is not None and seen.keys() - {Standing.OUTSIDE}:
            yield Question(topic=Topic.NONE_LISTED, measures=(measure.id,), text=measure.if_none)


def _mostly_not_needed(values: Sequence[object]) -> bool:
    return 2 * values.count(NOT_NEEDED) > len(values)


def _fewer(force: ForceScore, recorded: Mapping[str, Recorded]) -> Iterator[Question]:
    """Yield a question where there were fewer than half as many cases as offences recorded."""
    found, files = recorded.get(force.submission.code), force.submission.cases
    if found is None or files is None:
        return
    cases = files.listed if files.in_period is None else files.in_period
    if 2 * cases < found.offences:
        yield Question(topic=Topic.FEWER_CASES, count=cases, of=found.offences, text=found.year)


def _repeated(
    force: ForceScore, texts: Sequence[Said], alike: Mapping[Said, tuple[Said, ...]]
) -> Iterator[Question]:
    """Yield a question for each text beside several checks, and one for all that others give."""
    name = force.submission.force
    texts = [item for item in texts if item in alike]  # others have no word at all
    here: dict[int, list[Said]] = {}
    for item in texts:
        here.setdefault(id(alike[item]), []).append(item)
    shared: Counter[str] = Counter()
    by_other: list[str] = []
    for items in here.values():
        checks = tuple(item.check for item in items)
        if len(items) >= SEVERAL:
            yield Question(
                topic=Topic.REPEATED,
                count=len(items),
                of=len(texts),
                checks=checks,
                text=items[0].text,
            )
        given = (item.force for item in alike[items[0]])
        others = [other for other in dict.fromkeys(given) if other != name]
        if others and has_own_words(items[0]):
            shared.update(others)
            by_other += checks
    if shared:
        yield Question(
            topic=Topic.SHARED,
            count=len(by_other),
            of=len(texts),
            checks=tuple(by_other),
            others=tuple(other for other, _ in shared.most_common()),
        )


def _carried(force: ForceScore, earlier: Earlier | None) -> Iterator[Question]:
    """Yield a question where most answers are word for word the earlier ones."""
    if earlier is None:
        return
    given = kept_answers(earlier.answers, (check.response for check in force.checks))
    same = [item for item in given if item.word_for_word]
    if 2 * len(same) > len(given):
        yield Question(
            topic=Topic.CARRIED,
            count=len(same),
            of=len(given),
            moved=sum(item.date_alone for item in same),
            checks=tuple(item.check for item in same),
        )
