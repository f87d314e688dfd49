"""Reports of change for tests of what is rendered: of the shipped cycles, or built by hand."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from typing import Any

from slavery_benchmark.assessment import Assessment
from slavery_benchmark.core.change.history import Cycle
from slavery_benchmark.core.change.progress import ProgressReport, build_progress
from slavery_benchmark.core.framework.framework import Framework
from slavery_benchmark.core.scoring.scoring import score_submission
from slavery_benchmark.core.scoring.submission import Response, SourceFile
from slavery_benchmark.criteria_files import load_editions
from slavery_benchmark.pipeline import assess_cycles
from slavery_benchmark.shipped import shipped_folder
from tests.builders import AS_OF, answer, criterion, framework, shipped_criteria, submission

CYCLES = shipped_folder("sample_data") / "cycles"


@cache
def shipped_progress(pattern: str = "*") -> ProgressReport:
    """Return what changed for the forces of the shipped cycles whose files match."""
    criteria = shipped_criteria()
    editions = load_editions(shipped_folder("criteria"))
    paths = sorted(CYCLES.glob(f"*/{pattern}"))
    cycles, unusable = assess_cycles(
        paths, Assessment(criteria=criteria, as_of=AS_OF, editions=editions)
    )
    return build_progress(
        cycles,
        (criteria.framework, *editions),
        tool_version="0.0.0",
        as_of=AS_OF,
        unusable=unusable,
    )


def small_framework() -> Framework:
    """Return a framework of three criteria, two checks each, all of weight 1."""
    checks = [("a", 1.0), ("b", 1.0)]
    return framework({"ONE": (1, [criterion(f"ONE-0{n}", checks) for n in (1, 2, 3)])})


def progress_of(
    *forces: Sequence[Mapping[str, Any]], used: Framework | None = None
) -> ProgressReport:
    """Return what changed for forces that gave these levels or responses.

    Each force has a mapping a year, from 2023 on. What a year does not name is answered with level
    2; evidence is of that year.
    """
    declared = used or small_framework()
    cycles: list[Cycle] = []
    for number, years in enumerate(forces, start=1):
        for year, levels in enumerate(years, start=2023):
            end = date(year + 1, 3, 31)
            given = {check.id: levels.get(check.id, 2) for _, _, check in declared.checks()}
            made = submission(
                [
                    value if isinstance(value, Response) else answer(key, value, confirmed=end)
                    for key, value in given.items()
                ],
                force=f"Force {number:02}",
                code=f"invented-{number}",
                period_start=date(year, 4, 1),
                period_end=end,
                source=SourceFile(f"{number}-{year}.xlsx", f"{number}{year}" * 8, f"{year}.xlsx"),
            )
            cycles.append(Cycle(score=score_submission(made, declared), framework=declared))
    return build_progress(cycles, (declared,), tool_version="0.0.0", as_of=AS_OF, unusable=())
