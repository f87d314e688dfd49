"""What stands at the head of a page: the framework and the day, and which file a force sent."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import PurePath

import msgspec

from slavery_benchmark.core.change.history import Cycle
from slavery_benchmark.core.framework.framework import Framework
from slavery_benchmark.core.problems import Code
from slavery_benchmark.core.scoring.report import Report
from slavery_benchmark.document.numbers import date_text
from slavery_benchmark.pages.words.own_cases import rung_sentence
from slavery_benchmark.pages.words.verified import mixed_sentence

CHANGED = "changed: not the shipped edition"


def edition_text(framework: Framework, sha256: str = "") -> str:
    """Return the name of a framework, with the start of its hash, and whether it is another one.

    The one place that says so: wherever an edition is named.
    """
    identity = framework.identity
    said = f"{identity.id} {identity.edition}{f' ({sha256[:12]})' if sha256 else ''}"
    said = f"{said}, {CHANGED}" if framework.changed else said
    return f"{said}, what if: for returns of {framework.made_for}" if framework.made_for else said


def changed_sentence(framework: Framework) -> str:
    """Return that a framework is not the one whose name it bears, or that returns were made for.

    Empty if it is both.
    """
    said, identity = [], framework.identity
    if framework.changed:
        named = f"{identity.id} {identity.edition}"
        said.append(f"Framework {named} is {CHANGED}; its results are not those of that edition.")
    if framework.made_for:
        said.append(
            f"What if: returns made for {framework.made_for} are scored here under {identity.id} "
            f"{identity.edition}, which asks the same questions."
        )
    return " ".join(said)


def framework_of(cycle: Cycle) -> Framework:
    """Return the framework of one submission, which says whether that was made for another."""
    framework, made_for = cycle.framework, cycle.score.submission.edition
    if made_for in ("", framework.identity.edition):
        return framework
    return msgspec.structs.replace(framework, made_for=made_for)


def framework_sentence(report: Report) -> str:
    """Return which framework was used, by edition and hash, and the day that counts as today."""
    named = edition_text(report.framework, report.framework_sha256)
    return f"Framework {named}, as of {date_text(report.as_of)}."


def edited_sentence(report: Report) -> str:
    """Return which results were changed after they were written; empty if none was."""
    return edited_files_sentence(_edited(report))


def edited_files_sentence(files: Iterable[str]) -> str:
    """Return which of these results were changed after they were written; empty without any."""
    paths = sorted(set(files))
    bare = [PurePath(path).name for path in paths]
    return as_they_stand(bare if len(set(bare)) == len(bare) else paths)


def as_they_stand(names: Sequence[str]) -> str:
    """Return that what is named was changed, and is taken all the same; empty without a name."""
    if len(names) < 2:
        said = "was changed after it was written; its answers are taken as they stand."
        return f"{names[0]} {said}" if names else ""
    listed = f"{', '.join(names[:-1])} and {names[-1]}"
    return f"{listed} were changed after they were written; their answers are taken as they stand."


def _edited(report: Report) -> Iterator[str]:
    for force in report.forces:
        for item in force.submission.problems:
            if item.code is Code.RESULT_EDITED:
                yield item.file


def caveat_sentences(report: Report) -> Iterator[str]:
    """Yield what a reader must know of the whole: framework, what was edited, or set aside."""
    said = (
        changed_sentence(report.framework),
        edited_sentence(report),
        rung_sentence(report.at_least),
        mixed_sentence(report.forces),
    )
    yield from filter(None, said)
