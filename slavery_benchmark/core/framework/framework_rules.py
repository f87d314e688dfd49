"""What must hold in framework.yaml and between it and the theme files; each breach is a fault."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from slavery_benchmark.core.framework.case_sheet import CaseSheet
from slavery_benchmark.core.framework.criterion_rules import ThemePart, criterion_breaches
from slavery_benchmark.core.framework.editions import parts_by_id
from slavery_benchmark.core.framework.faults import Breach, KeyPath
from slavery_benchmark.core.framework.framework import FrameworkFile
from slavery_benchmark.core.framework.lineage_rules import own_breaches
from slavery_benchmark.core.framework.module_rules import module_breaches, module_ids
from slavery_benchmark.core.framework.modules import Module
from slavery_benchmark.core.framework.reference_rules import reference_breaches
from slavery_benchmark.core.text import fold, nearest


def breaches(
    framework: FrameworkFile | None,
    themes: Sequence[ThemePart],
    sheet: CaseSheet | None,
    *,
    has_case_files: bool,
    complete: bool,
    modules: Mapping[str, Module] | None = None,
) -> Iterator[Breach]:
    """Yield every breach. Without a framework only what the theme files say by themselves.

    `sheet` is None where it cannot be read, or where an edition has no case files at all.
    `complete`: every theme file could be read as a whole, so that no id is missing from `themes`.
    `modules`: the optional modules by their files; None where not all can be read.
    """
    beside = modules or {}
    if framework is not None:
        yield from _of_framework(framework, themes, None if modules is None else beside)
        yield from module_breaches(framework, beside)
        present = {part.theme for part in themes}
        complete = complete and all(item.id in present for item in framework.themes)
        parts = parts_by_id(item for part in themes for _, item in part.criteria)
        yield from own_breaches(framework, parts if complete else None)
    yield from _duplicates(themes, beside)
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
            yield from criterion_breaches(part, ("criteria", place), criterion, framework, sheet)
            for index, measure in enumerate(() if has_case_files else criterion.measures):
                yield Breach(
                    part=part.part,
                    path=("criteria", place, "measures", index, "id"),
                    found=measure.id,
                    expected="no measure, as there is no cases.yaml beside this file",
                )


def _of_framework(
    file: FrameworkFile, themes: Sequence[ThemePart], modules: Mapping[str, Module] | None
) -> Iterator[Breach]:
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
    beside = [item.id for module in (modules or {}).values() for item in module.criteria]
    yield from reference_breaches(file, themes, None if modules is None else beside)
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
        named_levels += [
            (("baseline_rubric", place, key), getattr(kind, key))
            for key in ("level", "low", "high")
        ]
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


def _duplicates(themes: Sequence[ThemePart], modules: Mapping[str, Module]) -> Iterator[Breach]:
    seen: dict[str, str] = {}
    found: list[tuple[str, list[tuple[KeyPath, str]]]] = []
    for part in themes:
        places: list[tuple[KeyPath, str]] = [(("theme",), part.theme)]
        for place, criterion in part.criteria:
            path: KeyPath = ("criteria", place)
            places.append(((*path, "id"), criterion.id))
            for index, shortcoming in enumerate(criterion.shortcomings):
                places.append(((*path, "shortcomings", index, "id"), shortcoming.id))
            for index, check in enumerate(criterion.checks):
                places.append(((*path, "checks", index, "id"), check.id))
            for index, measure in enumerate(criterion.measures):
                places.append(((*path, "measures", index, "id"), measure.id))
        found.append((part.part, places))
    found += [(part, list(module_ids(module))) for part, module in modules.items()]
    for part_name, places in found:
        for key, item_id in places:
            if item_id in seen:
                yield Breach(
                    part=part_name,
                    path=key,
                    found=f"the id {item_id} again",
                    expected=f"an id of its own (it stands in {seen[item_id]})",
                )
            seen.setdefault(item_id, part_name)


def _repeats(part: str | None, path: KeyPath, key: str, words: Sequence[str]) -> Iterator[Breach]:
    seen: set[str] = set()
    for place, word in enumerate(words):
        if fold(word) in seen:
            yield Breach(
                part=part,
                path=(*path, place, key),
                found=f"{word} again",
                expected=f"{'an' if key == 'id' else 'a'} {key} of its own",
            )
        seen.add(fold(word))
