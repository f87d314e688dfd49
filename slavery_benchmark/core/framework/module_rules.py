"""What must hold of optional modules, and between them and the framework beside them."""

from collections.abc import Iterator, Mapping

from slavery_benchmark.core.framework.criterion_rules import descriptor_breaches
from slavery_benchmark.core.framework.faults import Breach, KeyPath
from slavery_benchmark.core.framework.framework import FrameworkFile
from slavery_benchmark.core.framework.modules import Module
from slavery_benchmark.core.framework.reference_rules import (
    check_reference_breaches,
    unknown_names,
)


def module_breaches(file: FrameworkFile, modules: Mapping[str, Module]) -> Iterator[Breach]:
    """Yield every breach of the modules, which are given by their files."""
    sources = [source.id for source in file.sources]
    for part, module in modules.items():
        for place, criterion in enumerate(module.criteria):
            here: KeyPath = ("criteria", place)
            yield from _of_id(part, here, criterion.id, f"{module.id}-")
            expected = "the id of a source in framework.yaml"
            yield from unknown_names((*here, "source"), criterion.source, sources, expected, part)
            for index, check in enumerate(criterion.checks):
                path: KeyPath = (*here, "checks", index)
                yield from _of_id(part, path, check.id, criterion.id)
                yield from descriptor_breaches(part, path, check, file.levels)
                yield from check_reference_breaches(part, path, check, file)


def module_ids(module: Module) -> Iterator[tuple[KeyPath, str]]:
    """Yield the ids of a module, of its criteria and of its checks, each with its place."""
    yield ("id",), module.id
    for place, criterion in enumerate(module.criteria):
        yield ("criteria", place, "id"), criterion.id
        for index, check in enumerate(criterion.checks):
            yield ("criteria", place, "checks", index, "id"), check.id


def _of_id(part: str, path: KeyPath, found: str, start: str) -> Iterator[Breach]:
    if not found.startswith(start):
        expected = f"an id that starts with {start}"
        yield Breach(part=part, path=(*path, "id"), found=found, expected=expected)
