"""What in a result no workbook could have given: its values are checked as strictly as cells are.

A digest is no signature: whoever changes a result can make its digest again.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from slavery_benchmark.core.cases.measuring import MeasureState
from slavery_benchmark.core.framework.framework import Framework
from slavery_benchmark.core.scoring.submission import State
from slavery_benchmark.core.text import clean
from slavery_benchmark.pages.score.records import (
    CheckResult,
    ForceResult,
    MeasureResult,
    ModuleResult,
)

_MOST = 10**12
"""No number in a result is near it."""
_MOST_WEIGHT = 10**6
_MOST_TEXT = 32_767
"""Characters of a cell, of which every text of a submission is at most one."""
_HASH = re.compile("[0-9a-f]{64}")
_COUNTS = (
    *("x", "n", "cases", "waiting", "unknown", "left_out", "not_due"),
    *("outside", "missing", "largest", "not_needed", "beyond"),
)


def has_huge_number(value: object) -> bool:
    """Return whether a number anywhere in a result is larger than any that is written."""
    return any(
        isinstance(item, int | float) and not -_MOST < item < _MOST for item in values_in(value)
    )


def has_long_text(forces: object) -> bool:
    """Return whether a text of a submission is longer than any cell holds."""
    return any(isinstance(item, str) and len(item) > _MOST_TEXT for item in values_in(forces))


def values_in(value: object) -> Iterator[object]:
    """Yield every text and number of plain values, keys too, however deep they stand."""
    left = [value]
    while left:
        item = left.pop()
        if isinstance(item, dict):
            left += item.keys()
            left += item.values()
        elif isinstance(item, list):
            left += item
        else:
            yield item


def impossible(framework: Framework, forces: Iterable[ForceResult]) -> str | None:
    """Return the first thing in a result that its own criteria do not allow, None for nothing."""
    found = list(_weights(framework))[:1]
    for force in forces:
        found = found or list(_of_force(framework, force))[:1]
    return clean(found[0], 120) if found else None


def _weights(framework: Framework) -> Iterator[str]:
    for theme in framework.themes:
        parts: list[Any] = [theme, *theme.criteria]
        parts += [check for criterion in theme.criteria for check in criterion.checks]
        for part in parts:
            if not 0 < part.weight < _MOST_WEIGHT:
                yield f"{part.id}: the weight {part.weight:g}"


def _of_force(framework: Framework, force: ForceResult) -> Iterator[str]:
    top = len(framework.levels) - 1
    yield from _of_cover(force)
    for item in force.checks:
        yield from _of_check(item, top)
    for measure in force.measures:
        yield from _of_measure(measure, top)
    for answer in force.module_answers:
        yield from _of_answer(answer, top)
    checks = [*(node.id for node in force.checks), *(item.id for item in force.module_answers)]
    for kind, ids in (("check", checks), ("measure", [node.id for node in force.measures])):
        if len(set(ids)) < len(ids):
            yield f"a {kind} that stands twice"
    cases = force.cases
    if cases is not None:
        for name in ("listed", "in_period", "left_out"):
            count = getattr(cases, name)
            if count is not None and count < 0:
                yield f"cases: {name} {count}"


def _of_cover(force: ForceResult) -> Iterator[str]:
    start, end = force.period.start, force.period.end
    if start is not None and end is not None and end < start:
        yield f"a period from {start} to {end}"
    if not _HASH.fullmatch(force.source.sha256):
        yield f"a SHA-256 of {len(force.source.sha256):,} characters, or of others than 0 to f"


def _of_check(item: CheckResult, top: int) -> Iterator[str]:
    for name in ("counted_level", "verified_level"):
        level = getattr(item, name)
        if level is not None and not 0 <= level <= top:
            yield f"{item.id}: the level {level} of 0 to {top}"
    yield from _of_answer(item, top)


def _of_answer(item: CheckResult | ModuleResult, top: int) -> Iterator[str]:
    if item.level is not None and not 0 <= item.level <= top:
        yield f"{item.id}: the level {item.level} of 0 to {top}"
    if (item.level is not None) != (item.state is State.ANSWERED):
        yield f"{item.id}: {item.state} with the level {item.level}"


def _of_measure(item: MeasureResult, top: int) -> Iterator[str]:
    for name in ("level", "level_low", "level_high"):
        level = getattr(item, name)
        if level is not None and not 0 <= level <= top:
            yield f"{item.id}: the level {level} of 0 to {top}"
        if level is not None and item.state is not MeasureState.MEASURED:
            yield f"{item.id}: {item.state} with the level {level}"
    for name in _COUNTS:
        count = getattr(item, name, 0)
        if count is not None and count < 0:
            yield f"{item.id}: {name} {count}"
    if item.unit == "per cent" and item.x > item.n:
        yield f"{item.id}: {item.x:,} of {item.n:,}"
    most = 100 if item.unit == "per cent" else _MOST
    ends = [end for ends in (item.interval, item.extremes) if ends for end in (ends.low, ends.high)]
    for value in (item.value, item.at_least, *ends):
        if value is not None and not 0 <= value <= most:
            yield f"{item.id}: {float(value):g} {item.unit}"
