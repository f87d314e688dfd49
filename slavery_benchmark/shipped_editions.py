"""Whether a framework bears the name of one that comes with the tool, with other content."""

from functools import lru_cache
from pathlib import Path

import msgspec

from slavery_benchmark.core.framework.editions import same_questions
from slavery_benchmark.core.framework.framework import Framework
from slavery_benchmark.criteria_files import EDITIONS_FOLDER, load_criteria
from slavery_benchmark.shipped import shipped_folder


def marked(framework: Framework) -> Framework:
    """Return a framework, marked if it bears id and edition of a shipped one with other content."""
    ours = (_shipped(folder) for folder in _folders(framework.identity.edition))
    changed = any(
        (item.identity.id, item.identity.edition)
        == (framework.identity.id, framework.identity.edition)
        and item.sha256() != framework.sha256()
        for item in ours
    )
    if changed is framework.changed:
        return framework
    return msgspec.structs.replace(framework, changed=changed)


def standing_in(framework: Framework) -> Framework:
    """Return a framework with the shipped editions that ask the same, which it can stand for."""
    criteria = shipped_folder("criteria")
    folders = (criteria, *sorted((criteria / EDITIONS_FOLDER).iterdir()))
    own = (framework.identity.id, framework.identity.edition)
    names = tuple(
        f"{item.identity.id} {item.identity.edition}"
        for item in map(_shipped, folders)
        if (item.identity.id, item.identity.edition) != own and same_questions(framework, item)
    )
    return msgspec.structs.replace(framework, stands_for=names) if names else framework


def _folders(edition: str) -> tuple[Path, ...]:
    """Return where a shipped edition of this name may be: earlier ones are called by it."""
    criteria = shipped_folder("criteria")
    names = {item.name for item in (criteria / EDITIONS_FOLDER).iterdir()}
    return (criteria, *((criteria / EDITIONS_FOLDER / edition,) if edition in names else ()))


@lru_cache(maxsize=8)
def _shipped(folder: Path) -> Framework:
    return load_criteria(folder).framework
