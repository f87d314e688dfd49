"""Lineage in words: what changed since the edition before, for the list, a check and the loader."""

from collections.abc import Iterator, Sequence

import msgspec

from slavery_benchmark.core.framework.editions import parts_of, same_scale
from slavery_benchmark.core.framework.framework import Framework
from slavery_benchmark.core.framework.lineage import Lineage, LineageChange
from slavery_benchmark.core.framework.measures import Measure
from slavery_benchmark.document.blocks import Section, paragraphs
from slavery_benchmark.document.numbers import count_text


def lineage_section(lineage: Lineage) -> Section:
    """Return what changed since the edition before, one paragraph a change."""
    said = (f"{_sentence(change)} {change.because}" for change in _gathered(lineage.changes))
    blocks = paragraphs([*said, "All other checks are the same as before."])
    title = f"What changed since edition {lineage.follows}"
    return Section(id="lineage", title=title, blocks=blocks, detail=True)


def lineage_line(framework: Framework, part: str) -> str:
    """Return what became of a check or measure since the edition before; empty if nothing did."""
    lineage = framework.lineage
    if lineage is None:
        return ""
    found = [item for item in lineage.changes if part in item.now]
    said = [f"{_sentence(change, short=True)} {change.because}" for change in found]
    return f"Since edition {lineage.follows}: {' '.join(said)}" if said else ""


def former_text(framework: Framework, part: str) -> str:
    """Return what became of an id that only the edition before has; empty if it is not known."""
    lineage = framework.lineage
    if lineage is None:
        return ""
    wanted = part.casefold()
    for change in lineage.changes:
        if wanted in [item.casefold() for item in change.was]:
            said = f"{_sentence(change)} {change.because}"
            return f" It had one in edition {lineage.follows}. {said}"
    return ""


def compared_text(framework: Framework, lineage: Lineage, before: Framework | None) -> str:
    """Return how an edition compares with the one before, once its lineage is free of faults."""
    if before is None:
        return (
            f"Its lineage follows {framework.identity.id} {lineage.follows}, which is not among "
            "the editions here, so it cannot be checked."
        )
    old, new = parts_of(before), parts_of(framework)
    changed = {part for change in lineage.changes for part in (*change.was, *change.now)}
    same = [part for key, part in new.items() if key in old and key not in changed]
    measures = sum(isinstance(part, Measure) for part in same)
    counted = [count_text(len(same) - measures, "check")]
    counted += [count_text(measures, "measure")] if measures else []
    named: dict[str, int] = {}
    for change in lineage.changes:
        named[change.kind] = named.get(change.kind, 0) + len(change.now or change.was)
    said = "".join(f", {number} {kind}" for kind, number in named.items())
    text = f"It follows {lineage.follows}: {' and '.join(counted)} the same{said}."
    if not same_scale(before, framework):
        text += (
            f" Nothing can be compared between them: {lineage.follows} has "
            f"{len(before.levels)} levels, this edition {len(framework.levels)}."
        )
    return text


def _gathered(changes: Sequence[LineageChange]) -> Iterator[LineageChange]:
    """Yield the changes; those of words that have one reason as one, where the first of them is."""
    gathered: dict[object, LineageChange] = {}
    for change in changes:
        alike = change.kind == "reworded"
        key = (change.comparable, change.because) if alike else (change.was, change.now)
        before = gathered.get(key)
        if before is not None:
            change = msgspec.structs.replace(  # noqa: PLW2901
                before, was=before.was + change.was, now=before.now + change.now
            )
        gathered[key] = change
    yield from gathered.values()


def _sentence(change: LineageChange, *, short: bool = False) -> str:
    """Return a change as a sentence; `short` leaves out the ids that are beside it anyway."""
    was, now = ", ".join(change.was), ", ".join(change.now)
    said = {
        "added": "new." if short else f"New: {now}.",
        "retired": f"Retired: {was}.",
        "renamed": f"was {was}." if short else f"Renamed: {was} is now {now}.",
        "reworded": "reworded." if short else f"Reworded: {now}.",
        "split": f"split off from {was}." if short else f"Split: {was} is now {now}.",
        "merged": f"merged from {was}." if short else f"Merged: {was} are now {now}.",
    }[change.kind]
    if change.comparable or change.kind in ("added", "retired"):
        return said
    return f"{said} Answers before and after are not comparable."
