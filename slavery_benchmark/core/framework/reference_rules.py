"""What must hold of the law, the recommendations and the outside looks that an edition names."""

from collections.abc import Iterable, Iterator, Sequence

from slavery_benchmark.core.framework.criterion_rules import ThemePart
from slavery_benchmark.core.framework.faults import Breach, KeyPath
from slavery_benchmark.core.framework.framework import FrameworkFile
from slavery_benchmark.core.framework.modules import CheckText
from slavery_benchmark.core.framework.references import LawStatement, Recommendation
from slavery_benchmark.core.text import fold, nearest


def reference_breaches(
    file: FrameworkFile, themes: Sequence[ThemePart], beside: Sequence[str] | None = ()
) -> Iterator[Breach]:
    """Yield names that nothing bears, names borne twice, and law without its day.

    beside: the ids of criteria of optional modules; None where not all can be read.
    """
    sources = [source.id for source in file.sources]
    criteria = [criterion.id for part in themes for _, criterion in part.criteria]
    criteria += beside or ()
    listed: tuple[tuple[str, Sequence[LawStatement | Recommendation]], ...] = (
        ("law", file.law),
        ("recommendations", file.recommendations),
    )
    for key, items in listed:
        for place, item in enumerate(items):
            here: KeyPath = (key, place)
            source = "the id of a source in this file"
            yield from unknown_names((*here, "source"), item.source, sources, source)
            if beside is not None:
                yield from unknown_names((*here, "criteria"), item.criteria, criteria, _CRITERION)
    for key, names in (
        ("law", [item.id for item in file.law]),
        ("recommendations", [str(item.number) for item in file.recommendations]),
        ("looks", [fold(item.name) for item in file.looks]),
    ):
        for place, name in enumerate(names):
            if name in names[:place]:
                yield _breach(None, (key, place), f"{name} again", "each of them once")
    for place, item in enumerate(file.recommendations):
        if item.text is not None and not (item.source and item.addressee and item.criteria):
            expected = "its source, addressee and criteria, as its text is known"
            yield _breach(None, ("recommendations", place), str(item.number), expected)
    if file.law and file.law_as_at is None:
        yield _breach(None, ("law",), "no day", "law_as_at, the day as of which the law is told")
    yield from _of_checks(file, themes)


_CRITERION = "the id of a criterion"


def _of_checks(file: FrameworkFile, themes: Sequence[ThemePart]) -> Iterator[Breach]:
    for part in themes:
        for place, criterion in part.criteria:
            for index, check in enumerate(criterion.checks):
                here = ("criteria", place, "checks", index)
                yield from check_reference_breaches(part.part, here, check, file)


def check_reference_breaches(
    part: str, here: KeyPath, check: CheckText, file: FrameworkFile
) -> Iterator[Breach]:
    """Yield law and a look of a check that the framework does not know, or no level names."""
    statements = [item.id for item in file.law]
    looks = [item.name for item in file.looks]
    expected = "the id of a statement of law in framework.yaml"
    yield from unknown_names((*here, "law"), check.law, statements, expected, part)
    if check.look is None:
        return
    if check.look not in looks:
        expected = "the name of a look in framework.yaml"
        yield _breach(part, (*here, "look"), check.look, expected, looks)
    elif not any(fold(check.look) in fold(said) for said in check.levels.values()):
        yield _breach(part, (*here, "look"), check.look, "a level whose words name it")


def unknown_names(
    path: KeyPath,
    names: Sequence[str],
    known: Sequence[str],
    expected: str,
    part: str | None = None,
) -> Iterator[Breach]:
    """Yield each name that is not among those known."""
    for place, name in enumerate(names):
        if name not in known:
            yield _breach(part, (*path, place), name, expected, known)


def _breach(
    part: str | None, path: KeyPath, found: str, expected: str, like: Iterable[str] = ()
) -> Breach:
    return Breach(
        part=part, path=path, found=found, expected=expected, nearest=nearest(found, like)
    )
