"""What must hold inside a criterion, and between it and the framework that it belongs to."""

from collections.abc import Iterable, Iterator, Sequence

import msgspec

from slavery_benchmark.core.framework.case_sheet import CaseSheet
from slavery_benchmark.core.framework.faults import Breach, KeyPath
from slavery_benchmark.core.framework.framework import (
    Check,
    Criterion,
    FrameworkFile,
    Level,
    ThemeFile,
)
from slavery_benchmark.core.framework.measure_rules import measure_breaches
from slavery_benchmark.core.framework.measures import Measure
from slavery_benchmark.core.framework.modules import CheckText
from slavery_benchmark.core.text import fold, nearest


class ThemePart(msgspec.Struct, frozen=True):
    """A theme file as far as it could be read: its criteria with their place in the file."""

    part: str
    theme: str
    criteria: tuple[tuple[int, Criterion], ...]


def whole(part: str, theme: ThemeFile) -> ThemePart:
    """Return a theme file without structural faults as a part to be checked."""
    return ThemePart(part, theme.theme, tuple(enumerate(theme.criteria)))


def criterion_breaches(
    part: ThemePart,
    path: KeyPath,
    criterion: Criterion,
    file: FrameworkFile | None,
    sheet: CaseSheet | None,
) -> Iterator[Breach]:
    """Yield every breach of one criterion, which stands at `path` of its file."""

    def breach(key: KeyPath, found: object, expected: str, like: Iterable[str] = ()) -> Breach:
        return Breach(
            part=part.part,
            path=(*path, *key),
            found=str(found),
            expected=expected,
            nearest=nearest(str(found), like),
        )

    if not criterion.id.startswith(f"{part.theme}-"):
        yield breach(("id",), criterion.id, f"an id that starts with {part.theme}-")
    known = [item.id for item in criterion.shortcomings]
    asked: set[str] = set()
    listed: tuple[tuple[str, Sequence[Check | Measure]], ...] = (
        ("checks", criterion.checks),
        ("measures", criterion.measures),
    )
    for key, items in listed:
        for index, item in enumerate(items):
            if not item.id.startswith(criterion.id):
                yield breach((key, index, "id"), item.id, f"an id that starts with {criterion.id}")
            for place, name in enumerate(item.asks_about):
                if name not in known:
                    yield breach(
                        (key, index, "asks_about", place),
                        name,
                        "the id of a shortcoming of this criterion",
                        known,
                    )
    checks = [check.id for check in criterion.checks]
    for index, measure in enumerate(criterion.measures):
        for place, name in enumerate(measure.tests):
            if name not in checks:
                expected = "the id of a check of this criterion"
                yield breach(("measures", index, "tests", place), name, expected, checks)
    for index, check in enumerate(criterion.checks):
        asked.update(check.asks_about)
        if file is not None:
            yield from descriptor_breaches(part.part, (*path, "checks", index), check, file.levels)
    top = None if file is None else len(file.levels) - 1
    for index, measure in enumerate(criterion.measures):
        here = (*path, "measures", index)
        yield from measure_breaches(measure, part.part, here, sheet, top)
    for index, shortcoming in enumerate(criterion.shortcomings):
        if shortcoming.id not in asked:
            yield breach(
                ("shortcomings", index, "id"),
                f"{shortcoming.id}, which no check asks about",
                "at least one check with it under asks_about",
            )
    yield from _of_baseline(part, path, criterion, file)
    if file is not None:
        yield from _of_sources(part, path, criterion, file)


def descriptor_breaches(
    part: str, path: KeyPath, check: CheckText, levels: Sequence[Level]
) -> Iterator[Breach]:
    """Yield levels without words of their own, and words for levels that there are not."""
    wanted = [str(level.level) for level in levels]
    for number in wanted:
        if number not in check.levels:
            yield Breach(
                part=part,
                path=(*path, "levels"),
                found=f"no descriptor for level {number}",
                expected=f"one for each level, {wanted[0]} to {wanted[-1]}",
            )
    said: dict[str, str] = {}
    for number, words in check.levels.items():
        if number not in wanted:
            yield Breach(
                part=part,
                path=(*path, "levels", number),
                found=f"level {number}",
                expected=f"a level of the scale, {wanted[0]} to {wanted[-1]}",
            )
        if fold(words) in said:
            yield Breach(
                part=part,
                path=(*path, "levels", number),
                found=f"the words of level {said[fold(words)]} again",
                expected="a descriptor of its own for each level",
            )
        said.setdefault(fold(words), number)


def _of_baseline(
    part: ThemePart, path: KeyPath, criterion: Criterion, file: FrameworkFile | None
) -> Iterator[Breach]:
    baseline = criterion.baseline

    def breach(key: str, found: object, expected: str, like: Iterable[str] = ()) -> Breach:
        return Breach(
            part=part.part,
            path=(*path, "baseline", key),
            found=str(found),
            expected=expected,
            nearest=nearest(str(found), like),
        )

    ranks = {item.id: item.rank for item in criterion.shortcomings}
    if baseline.drawn_from not in ranks:
        yield breach(
            "drawn_from", baseline.drawn_from, "the id of a shortcoming of this criterion", ranks
        )
    elif ranks[baseline.drawn_from] != "primary" and "primary" in ranks.values():
        yield breach(
            "drawn_from",
            f"{baseline.drawn_from}, which is second-hand",
            "a primary shortcoming, as this criterion has one",
        )
    if file is None:
        return
    kinds = {item.kind: item for item in file.baseline_rubric}
    rubric = kinds.get(baseline.kind)
    if rubric is None:
        yield breach("kind", baseline.kind, "a kind of the baseline rubric", kinds)
        return
    for key in ("level", "low", "high"):
        if getattr(baseline, key) != getattr(rubric, key):
            yield breach(
                key,
                getattr(baseline, key),
                f"{getattr(rubric, key)}, as the rubric has for the kind {baseline.kind}",
            )


def _of_sources(
    part: ThemePart, path: KeyPath, criterion: Criterion, file: FrameworkFile
) -> Iterator[Breach]:
    ranks = {source.id: source.rank for source in file.sources}
    for index, shortcoming in enumerate(criterion.shortcomings):
        for source in shortcoming.sources:
            if source not in ranks:
                yield Breach(
                    part=part.part,
                    path=(*path, "shortcomings", index, "source"),
                    found=source,
                    expected="the id of a source in framework.yaml",
                    nearest=nearest(source, ranks),
                )
            elif ranks[source] != shortcoming.rank:
                yield Breach(
                    part=part.part,
                    path=(*path, "shortcomings", index, "rank"),
                    found=shortcoming.rank,
                    expected=f"{ranks[source]}, as framework.yaml has for the source {source}",
                )
