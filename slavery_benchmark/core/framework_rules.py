"""What must hold between the parts of a framework; each breach is a fault at a key path."""

from collections.abc import Iterable, Iterator, Sequence

import msgspec

from slavery_benchmark.core.framework import Check, Criterion, FrameworkFile, Level, ThemeFile
from slavery_benchmark.core.text import fold, nearest

KeyPath = tuple[str | int, ...]


class Fault(msgspec.Struct, frozen=True, kw_only=True):
    """Something wrong in a criteria file: where, what was found, what is expected."""

    file: str
    line: int
    path: KeyPath
    found: str
    expected: str
    nearest: tuple[str, ...] = ()

    def line_of_text(self) -> str:
        """Return the fault as one line: file:line: key path: found; expected; nearest."""
        keys = key_path(self.path)
        said = f"{self.file}:{self.line}: " + (f"{keys}: " if keys else "")
        said += f"found {self.found}; expected {self.expected}"
        if self.nearest:
            said += f"; nearest: {' or '.join(self.nearest)}"
        return said


class Breach(msgspec.Struct, frozen=True, kw_only=True):
    """A fault before its file and line are known. `part` is None for framework.yaml."""

    part: str | None
    path: KeyPath
    found: str
    expected: str
    nearest: tuple[str, ...] = ()


class ThemePart(msgspec.Struct, frozen=True):
    """A theme file as far as it could be read: its criteria with their place in the file."""

    part: str
    theme: str
    criteria: tuple[tuple[int, Criterion], ...]


def key_path(path: KeyPath) -> str:
    """Return a key path as text: criteria[2].baseline.level (places are counted from 1)."""
    said = ""
    for key in path:
        said += f"[{key + 1}]" if isinstance(key, int) else f".{key}" if said else key
    return said


def whole(part: str, theme: ThemeFile) -> ThemePart:
    """Return a theme file without structural faults as a part to be checked."""
    return ThemePart(part, theme.theme, tuple(enumerate(theme.criteria)))


def breaches(framework: FrameworkFile | None, themes: Sequence[ThemePart]) -> Iterator[Breach]:
    """Yield every breach. Without a framework only what the theme files say by themselves."""
    if framework is not None:
        yield from _of_framework(framework, themes)
    yield from _duplicates(themes)
    for part in themes:
        if framework is not None and part.theme not in [item.id for item in framework.themes]:
            ids = [item.id for item in framework.themes]
            yield Breach(
                part=part.part,
                path=("theme",),
                found=part.theme,
                expected="a theme that framework.yaml lists",
                nearest=nearest(part.theme, ids),
            )
        for place, criterion in part.criteria:
            yield from _of_criterion(part, ("criteria", place), criterion, framework)


def _of_framework(file: FrameworkFile, themes: Sequence[ThemePart]) -> Iterator[Breach]:
    top = len(file.levels) - 1

    def breach(path: KeyPath, found: object, expected: str, like: Iterable[str] = ()) -> Breach:
        close = nearest(str(found), like)
        return Breach(part=None, path=path, found=str(found), expected=expected, nearest=close)

    for place, level in enumerate(file.levels):
        if level.level != place:
            yield breach(("levels", place, "level"), level.level, f"{place} (0, 1, 2, in order)")
    yield from _repeats(None, ("levels",), "word", [level.word for level in file.levels])
    yield from _repeats(None, ("bands",), "word", [band.word for band in file.bands])
    yield from _repeats(None, ("themes",), "id", [item.id for item in file.themes])
    yield from _repeats(None, ("sources",), "id", [item.id for item in file.sources])
    yield from _repeats(None, ("limits",), "id", [item.id for item in file.limits])
    yield from _repeats(
        None, ("baseline_rubric",), "kind", [item.kind for item in file.baseline_rubric]
    )
    if file.bands[0].lower != 0:
        yield breach(("bands", 0, "from"), file.bands[0].lower, "0 for the lowest band")
    for place in range(1, len(file.bands)):
        if file.bands[place].lower <= file.bands[place - 1].lower:
            yield breach(
                ("bands", place, "from"),
                file.bands[place].lower,
                f"more than {file.bands[place - 1].lower:g}, the band before",
            )
    named_levels: list[tuple[KeyPath, int]] = [
        (("target", "lowest_level"), file.target.lowest_level),
        (("evidence", "required_from"), file.evidence.required_from),
        (("evidence", "unsupported_level"), file.evidence.unsupported_level),
    ]
    for place, kind in enumerate(file.baseline_rubric):
        for key in ("level", "low", "high"):
            named_levels.append((("baseline_rubric", place, key), getattr(kind, key)))
        if not kind.low <= kind.level <= kind.high:
            yield breach(
                ("baseline_rubric", place, "level"),
                kind.level,
                f"a level inside its range, {kind.low} to {kind.high}",
            )
    bands = [band.word for band in file.bands]
    ids = [criterion.id for part in themes for _, criterion in part.criteria]
    for place, limit in enumerate(file.limits):
        named_levels.append((("limits", place, "below_level"), limit.below_level))
        if limit.cap not in bands:
            yield breach(("limits", place, "cap"), limit.cap, "the word of a band", bands)
        if limit.criterion not in ids:
            yield breach(
                ("limits", place, "criterion"), limit.criterion, "the id of a criterion", ids
            )
    for path, number in named_levels:
        if number > top:
            yield breach(path, number, f"a level of the scale, 0 to {top}")
    if file.evidence.unsupported_level >= file.evidence.required_from:
        yield breach(
            ("evidence", "unsupported_level"),
            file.evidence.unsupported_level,
            f"a level below {file.evidence.required_from}, from which evidence is required",
        )
    present = [part.theme for part in themes]
    for place, item in enumerate(file.themes):
        if item.id not in present:
            yield breach(
                ("themes", place, "id"), item.id, "a theme that has a file of its own", present
            )


def _duplicates(themes: Sequence[ThemePart]) -> Iterator[Breach]:
    seen: dict[str, str] = {}
    for part in themes:
        places: list[tuple[KeyPath, str]] = [(("theme",), part.theme)]
        for place, criterion in part.criteria:
            path: KeyPath = ("criteria", place)
            places.append(((*path, "id"), criterion.id))
            for index, shortcoming in enumerate(criterion.shortcomings):
                places.append(((*path, "shortcomings", index, "id"), shortcoming.id))
            for index, check in enumerate(criterion.checks):
                places.append(((*path, "checks", index, "id"), check.id))
        for key, item_id in places:
            if item_id in seen:
                yield Breach(
                    part=part.part,
                    path=key,
                    found=f"the id {item_id} again",
                    expected=f"an id of its own (it stands in {seen[item_id]})",
                )
            seen.setdefault(item_id, part.part)


def _of_criterion(
    part: ThemePart, path: KeyPath, criterion: Criterion, file: FrameworkFile | None
) -> Iterator[Breach]:
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
    for index, check in enumerate(criterion.checks):
        if not check.id.startswith(criterion.id):
            yield breach(
                ("checks", index, "id"), check.id, f"an id that starts with {criterion.id}"
            )
        asked.update(check.asks_about)
        for place, name in enumerate(check.asks_about):
            if name not in known:
                yield breach(
                    ("checks", index, "asks_about", place),
                    name,
                    "the id of a shortcoming of this criterion",
                    known,
                )
        if file is not None:
            yield from _of_descriptors(part, (*path, "checks", index), check, file.levels)
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


def _of_descriptors(
    part: ThemePart, path: KeyPath, check: Check, levels: Sequence[Level]
) -> Iterator[Breach]:
    wanted = [str(level.level) for level in levels]
    for number in wanted:
        if number not in check.levels:
            yield Breach(
                part=part.part,
                path=(*path, "levels"),
                found=f"no descriptor for level {number}",
                expected=f"one for each level, {wanted[0]} to {wanted[-1]}",
            )
    said: dict[str, str] = {}
    for number, words in check.levels.items():
        if number not in wanted:
            yield Breach(
                part=part.part,
                path=(*path, "levels", number),
                found=f"level {number}",
                expected=f"a level of the scale, {wanted[0]} to {wanted[-1]}",
            )
        if fold(words) in said:
            yield Breach(
                part=part.part,
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


def _repeats(part: str | None, path: KeyPath, key: str, words: Sequence[str]) -> Iterator[Breach]:
    seen: set[str] = set()
    for place, word in enumerate(words):
        if fold(word) in seen:
            yield Breach(
                part=part,
                path=(*path, place, key),
                found=f"{word} again",
                expected=f"a {key} of its own",
            )
        seen.add(fold(word))
