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
from slavery_benchmark.core.scoring.scores import ForceScore
from slavery_benchmark.core.scoring.submission import State
from slavery_benchmark.core.text import fold
from slavery_benchmark.core.visit.adverse_cases import (
    EVERY,
    CaseReader,
    CaseToRead,
    Standing,
    not_needed,
)
from slavery_benchmark.core.visit.entry import CASES_EACH, Earlier

SEVERAL = 3
"""Beside so many checks one text of evidence is worth a question."""
_WORDS_OF_ITS_OWN = 5
"""A text of so many words is not likely to stand in two forces by chance."""
_LONG = 8
"""In a text of so many words another number makes no other text."""


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
    recorded, checks with the text beside all with evidence, or answers unchanged beside all
    answered both times. text: the evidence, the year, or what the criteria ask. others: names of
    other forces. cases: the ones to read first, or all.
    """

    topic: Topic
    count: int = 0
    of: int = 0
    checks: tuple[str, ...] = ()
    measures: tuple[str, ...] = ()
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
    told = [_evidence(force) for force in forces]
    givers: dict[str, list[str]] = {}
    for force, texts in zip(forces, told, strict=True):
        for key in texts:
            givers.setdefault(key, []).append(force.submission.force)
    return [
        (
            *_of_cases(force, framework, reader),
            *_listed(framework, reader),
            *_fewer(force, recorded),
            *_repeated(force, texts, givers),
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


def _evidence(force: ForceScore) -> dict[str, list[tuple[str, str]]]:
    """Return checks with what stands as their evidence, by what the texts have in common."""
    found: dict[str, list[tuple[str, str]]] = {}
    for check in force.checks:
        key = _key(check.response.evidence)
        if key:
            found.setdefault(key, []).append((check.node.id, check.response.evidence))
    return found


def _key(text: str) -> str:
    """Return the words of a text; case, spacing and stops are no difference, nor in a long one
    are numbers.
    """
    words = "".join(c if c.isalnum() else " " for c in fold(text)).split()
    if len(words) >= _LONG:
        words = [word for word in words if not word.isdigit()]
    return " ".join(words)


def _repeated(
    force: ForceScore,
    texts: Mapping[str, Sequence[tuple[str, str]]],
    givers: Mapping[str, Sequence[str]],
) -> Iterator[Question]:
    every = sum(map(len, texts.values()))
    name = force.submission.force
    shared: Counter[str] = Counter()
    by_other: list[str] = []
    for here in texts.values():
        if len(here) >= SEVERAL:
            yield Question(
                topic=Topic.REPEATED,
                count=len(here),
                of=every,
                checks=tuple(check for check, _ in here),
                text=here[0][1],
            )
    for key, here in texts.items():
        others = [other for other in dict.fromkeys(givers[key]) if other != name]
        if others and len(key.split()) >= _WORDS_OF_ITS_OWN:
            shared.update(others)
            by_other += [check for check, _ in here]
    if shared:
        yield Question(
            topic=Topic.SHARED,
            count=len(by_other),
            of=every,
            checks=tuple(by_other),
            others=tuple(other for other, _ in shared.most_common()),
        )


def _carried(force: ForceScore, earlier: Earlier | None) -> Iterator[Question]:
    """Yield a question where most answers have the level and the evidence of the earlier ones."""
    if earlier is None:
        return
    pairs = [
        (check.node.id, check.response, before)
        for check in force.checks
        if (before := earlier.answers.get(check.node.id)) is not None
        and check.response.state is before.state is State.ANSWERED
    ]
    same = tuple(
        check
        for check, now, before in pairs
        if (now.level, now.evidence, now.comment) == (before.level, before.evidence, before.comment)
    )
    if 2 * len(same) > len(pairs):
        yield Question(topic=Topic.CARRIED, count=len(same), of=len(pairs), checks=same)
