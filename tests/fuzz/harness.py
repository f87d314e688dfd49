"""What a coverage-guided fuzzer runs: one part of the smallest workbook rewritten, then scored."""

from pathlib import Path
from typing import Any

from slavery_benchmark.core.problems import UnusableError
from tests.fuzz.bases import assessed
from tests.fuzz.deserved import numbers
from tests.fuzz.tiny import TARGETS, with_part

SEEDS = Path(__file__).parent / "seeds"
NAMES = tuple(TARGETS)
WALKED = b"<!-- not plain -->"
"""Put after a sheet, this keeps the quick scan from accounting for it, and means nothing."""


def seeds() -> dict[str, tuple[str, bytes]]:
    """Return the inputs that are kept, by name: target and what it holds."""
    return {
        f"{path.parent.name}/{path.name}": (path.parent.name, path.read_bytes())
        for path in sorted(SEEDS.glob("*/*"))
    }


def try_part(target: str, data: bytes, folder: Path) -> str:
    """Score a workbook with a rewritten part; raise whatever the tool should not have raised.

    A sheet is scored once more in such a way that the quick scan cannot pass it: what the walk over
    its XML makes of it has to be the same. Returns "scored", or the code of the refusal.
    """
    said = _outcome(target, data, folder)
    if target in ("cover", "answers", "cases"):
        walked = _outcome(target, data + WALKED, folder)
        if said != walked:
            raise AssertionError(_difference(said, walked))
    return said if isinstance(said, str) else "scored"


def _difference(quick: Any, walked: Any) -> str:
    """Return the first of what the quick scan and the walk make differently."""
    if isinstance(quick, str) or isinstance(walked, str):
        return f"quick scan: {quick!r:.300}; walk: {walked!r:.300}"
    one, other = next((a, b) for a, b in zip(quick, walked, strict=True) if a != b)
    if isinstance(one, tuple) and len(one) == len(other):
        one, other = next((a, b) for a, b in zip(one, other, strict=True) if a != b)
    return f"quick scan: {one!r:.1000}; walk: {other!r:.1000}"


def _outcome(target: str, data: bytes, folder: Path) -> Any:
    """Return all that a workbook says, or the code for which it is refused."""
    suffix, content = with_part(target, data)
    path = folder / f"part{suffix}"
    path.write_bytes(content)
    try:
        score = assessed(path)
    except UnusableError as refusal:
        return str(refusal.problem.code)
    made = score.submission
    return made.responses, made.problems, made.cases, made.period_start, numbers(score)
