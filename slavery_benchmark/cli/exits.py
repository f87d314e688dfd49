"""Exit codes, and which of them a run earns: the highest wins."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:  # --help needs the codes and not the core
    from slavery_benchmark.core.problems import Severity

DONE = 0
PROBLEMS = 1
USAGE = 2
UNUSABLE = 3
BUG = 70
MEMORY = 71
INTERRUPTED = 130


def code_for(worst: "Severity | None") -> int:
    """Return the exit code for the gravest severity of a run; warnings are no failure."""
    return {None: DONE, "warning": DONE, "error": PROBLEMS, "unusable": UNUSABLE}[worst]
