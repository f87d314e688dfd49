"""What stands at the head of a page: the framework and the day, and which file a force sent."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import PurePath

from slavery_benchmark.core.problems import Code
from slavery_benchmark.core.scoring.report import Report
from slavery_benchmark.document.numbers import date_text
from slavery_benchmark.pages.words.own_cases import rung_sentence
from slavery_benchmark.pages.words.verified import mixed_sentence


def framework_sentence(report: Report) -> str:
    """Return which framework was used, by edition and hash, and the day that counts as today."""
    identity = report.framework.identity
    return (
        f"Framework {identity.id} {identity.edition} ({report.framework_sha256[:12]}), as of "
        f"{date_text(report.as_of)}."
    )


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
    """Yield what a reader must know of the whole: what was edited, and what was set aside."""
    said = (edited_sentence(report), rung_sentence(report.at_least), mixed_sentence(report.forces))
    yield from filter(None, said)
