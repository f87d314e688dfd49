"""What differs between a result and the same result made again."""

from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from typing import Any

import msgspec

from slavery_benchmark.core.framework.framework import Framework
from slavery_benchmark.extracting.personal_data import fit_to_show
from slavery_benchmark.pages.robustness.records import RobustnessResult
from slavery_benchmark.pages.score.records import ForceResult, Result

NOTHING = "nothing"


class Kind(StrEnum):
    """What a difference is in: first what goes into a result, then what comes out of it."""

    FILE = "file"
    VERSION = "version"
    DAY = "day"
    OPTION = "option"
    EDITION = "edition"
    CRITERIA = "criteria"
    WORKBOOK = "workbook"
    COVER = "cover"
    ANSWER = "answer"
    CASES = "case files"
    PROBLEM = "problem"
    SCORE = "score"


class Difference(msgspec.Struct, frozen=True, kw_only=True):
    """One difference: where, what stood in the result, what stands there now."""

    kind: Kind
    where: str
    then: str
    now: str


_ANSWER = (
    *("state", "level", "found", "evidence", "evidence_date"),
    *("not_applicable_reason", "owner", "comment"),
)
_MEASURED = (
    *("state", "selection", "value", "at_least", "x", "n", "cases", "waiting", "unknown"),
    *("left_out", "not_due", "outside", "interval", "extremes"),
)
_NODE = (
    *("score", "claimed", "low", "high", "coverage", "excused", "too_few", "band", "position"),
    *("supported", "verified", "reviewed"),
)
_CHECK = ("counted_level", "assurance", "set_aside", "differs_from")
_ROBUST = ("rank", "low", "median", "high", "first")
_MEASURE = ("level", "level_low", "level_high", "differs_from")


def differences(then: Result, now: Result) -> Iterator[Difference]:
    """Yield every difference between a result and the same made again.

    What neither depends on (the name of a file, --fail-under) is passed over. A submission is
    looked for by force and period; one that is only in `then` is a difference of its workbook.
    """
    yield from _one(Kind.VERSION, "tool_version", then.tool_version, now.tool_version)
    yield from _one(Kind.DAY, "as_of", then.as_of, now.as_of)
    before, after = then.options.get("assurance"), now.options.get("assurance")
    yield from _one(Kind.OPTION, "assurance", before, after)
    yield from _same_names(then.framework, now.framework)
    yield from _walk("", then.criteria, now.criteria)
    found = {_key(force): force for force in now.forces}
    for force in then.forces:
        other = found.get(_key(force))
        if other is None and len(then.forces) == len(now.forces) == 1:
            other = now.forces[0]
        if other is None:
            yield Difference(
                kind=Kind.WORKBOOK, where=_name(force), then=force.source.file, now=NOTHING
            )
        else:
            yield from _of_force(force, other)


def robustness_differences(
    then: RobustnessResult, now: RobustnessResult | None
) -> Iterator[Difference]:
    """Yield what differs in the ranks under drawn weights, force by force."""
    ranks = {item.force: item for item in (now.ranks if now else ())}
    for item in then.ranks:
        where = f"robustness of {item.force}"
        yield from _fields(Kind.SCORE, where, item, ranks.get(item.force), _ROBUST)


def criteria_differences(then: Framework, now: Framework) -> Iterator[Difference]:
    """Yield in what two editions differ: their names, then all that they declare."""
    yield from _same_names(then.identity, now.identity)
    yield from _walk("", msgspec.to_builtins(then.declared()), msgspec.to_builtins(now.declared()))


def _same_names(then: Any, now: Any) -> Iterator[Difference]:
    for name in ("id", "edition"):
        yield from _one(Kind.EDITION, f"framework.{name}", getattr(then, name), getattr(now, name))


def _key(force: ForceResult) -> tuple[object, ...]:
    return force.force, force.period.start, force.period.end


def _name(force: ForceResult) -> str:
    return f"{force.force}, {force.period.start} to {force.period.end}"


def _reviews(force: ForceResult) -> str:
    """Return the digests of the reviews that verified levels come from, and how far these are."""
    found = force.verification
    if found is None:
        return NOTHING
    stage = "signed off" if found.signed_off else "agreed" if found.agreed else "not agreed"
    return f"{', '.join(item.sha256 for item in found.reviews)} ({stage})"


def _of_force(then: ForceResult, now: ForceResult) -> Iterator[Difference]:
    yield from _one(Kind.WORKBOOK, "SHA-256", then.source.sha256, now.source.sha256)
    yield from _one(Kind.WORKBOOK, "reviews", _reviews(then), _reviews(now))
    yield from _fields(Kind.COVER, "", then, now, ("force", "code", "fictional"))
    for name in ("start", "end"):
        old, new = getattr(then.period, name), getattr(now.period, name)
        yield from _one(Kind.COVER, f"period {name}", old, new)
    if then.cases is None or now.cases is None:
        yield from _one(Kind.CASES, "case files", then.cases, now.cases)
    else:
        yield from _fields(Kind.CASES, "case files", then.cases, now.cases, None)
    for old, new in _paired(then.checks, now.checks):
        yield from _fields(Kind.ANSWER, _place(old, new), old, new, (*_ANSWER, "verified_level"))
    for old, new in _paired(then.module_answers, now.module_answers):
        yield from _fields(Kind.ANSWER, _place(old, new), old, new, _ANSWER)
    for old, new in _paired(then.measures, now.measures):
        yield from _fields(Kind.CASES, old.id if old else new.id, old, new, _MEASURED)
    yield from _problems(then, now)
    for before, after, names in (
        (then.checks, now.checks, _CHECK),
        (then.measures, now.measures, _MEASURE),
        (_groups(then), _groups(now), ()),
    ):
        for old, new in _paired(before, after):
            if old and new:
                yield from _fields(Kind.SCORE, old.id, old, new, (*_NODE, *names))
    yield from _one(Kind.SCORE, "uncapped band", then.uncapped_band, now.uncapped_band)
    yield from _one(Kind.SCORE, "limits", _ids(then.limits), _ids(now.limits))


def _groups(force: ForceResult) -> list[Any]:
    return [*force.criteria, *force.themes, force.overall]


def _ids(items: Sequence[Any]) -> str:
    return ", ".join(item.id for item in items)


def _paired(then: Sequence[Any], now: Sequence[Any]) -> Iterator[tuple[Any, Any]]:
    """Yield the nodes of both sides by their id, None where one side has none."""
    old, new = ({item.id: item for item in items} for items in (then, now))
    for key in dict.fromkeys((*old, *new)):
        yield old.get(key), new.get(key)


def _place(then: Any, now: Any) -> str:
    item = now or then
    return f"{item.cell} ({item.id})" if item.cell else str(item.id)


def _fields(
    kind: Kind, where: str, then: Any, now: Any, names: Sequence[str] | None
) -> Iterator[Difference]:
    if then is None or now is None:
        yield from _one(kind, where, then and "there", now and "there")
        return
    for name in names or then.__struct_fields__:
        said = ", ".join(filter(None, (where, name.replace("_", " "))))
        yield from _one(kind, said, getattr(then, name), getattr(now, name))


def _problems(then: ForceResult, now: ForceResult) -> Iterator[Difference]:
    old, new = ({(item.cell, item.code): item for item in side.problems} for side in (then, now))
    for place in dict.fromkeys((*old, *new)):
        if (place in old) != (place in new):
            cell, code = place
            sides = [code if place in side else None for side in (old, new)]
            yield from _one(Kind.PROBLEM, cell or "the file", *sides)


def _walk(path: str, then: Any, now: Any) -> Iterator[Difference]:
    """Yield where two documents of criteria differ, by a path such as themes[VIC].weight.

    What only one of them has is told as "there", without all that it holds.
    """
    kinds = {type(value) for value in (then, now) if value is not None}
    if kinds == {dict} and then is not None and now is not None:
        for key in dict.fromkeys((*then, *now)):
            inner = f"{path}.{key}" if path else key
            yield from _walk(inner, then.get(key), now.get(key))
    elif kinds <= {list, tuple} and kinds:
        old, new = _keyed(then or ()), _keyed(now or ())
        for key in dict.fromkeys((*old, *new)):
            yield from _walk(f"{path}[{key}]", old.get(key), new.get(key))
    elif kinds == {dict}:
        yield from _one(Kind.CRITERIA, path, then and "there", now and "there")
    else:
        yield from _one(Kind.CRITERIA, path, then, now)


def _keyed(items: Sequence[Any]) -> dict[object, Any]:
    """Return the items of a list by what names them: an id, a level, a word, or their place."""
    for name in ("id", "level", "word", "kind"):
        keys = [item.get(name) if isinstance(item, Mapping) else None for item in items]
        if None not in keys and len(set(keys)) == len(keys):
            return dict(zip(keys, items, strict=True))
    return dict(enumerate(items))


def _one(kind: Kind, where: str, then: object, now: object) -> Iterator[Difference]:
    if kind in (Kind.ANSWER, Kind.COVER):  # of what seems to identify a person nothing is repeated
        then, now = (fit_to_show(v) if isinstance(v, str) else v for v in (then, now))
    if then != now:
        yield Difference(kind=kind, where=where, then=_said(then), now=_said(now))


def _said(value: object) -> str:
    if value is None or value in ("", ()):
        return NOTHING
    if isinstance(value, str):
        return value
    return msgspec.json.encode(value).decode() if not hasattr(value, "isoformat") else str(value)
