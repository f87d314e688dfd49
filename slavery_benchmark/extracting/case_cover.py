"""The two lines of the cover on cases: how many there were, and how those here were chosen."""

import re

from slavery_benchmark.core.cases.table import Selection
from slavery_benchmark.core.problems import Code
from slavery_benchmark.core.text import fold, nearest
from slavery_benchmark.extracting import layout
from slavery_benchmark.extracting.problem_log import ProblemLog
from slavery_benchmark.extracting.values import Bad, as_text, read_count
from slavery_benchmark.reading.reader import CellValue

_NUMBER = re.compile(r"^\D*(\d{1,7})\D*$", re.ASCII)
"""A text with one number in it: "30 (approx)"."""
_SELECTIONS = {
    fold(layout.CHOSEN_ALL): Selection.ALL,
    fold(layout.CHOSEN_RANDOM): Selection.RANDOM,
    fold(layout.CHOSEN_OTHER): Selection.OTHER,
}


def read_cases_in_period(value: CellValue, cell: str, log: ProblemLog) -> int | None:
    """Return how many cases there were; None if that is not said, or cannot be read."""
    read = read_count(value)
    if isinstance(read, Bad):
        log.add(
            Code.CASES_IN_PERIOD_MISSING,
            cell,
            found=as_text(value),
            expected=read.expected,
            nearest=read.nearest or tuple(_NUMBER.findall(as_text(value))),
        )
        return None
    return read


def read_how_chosen(value: CellValue, cell: str, log: ProblemLog) -> Selection | None:
    """Return how the cases were chosen; None if that is not said, "not said" for another word."""
    said = as_text(value)
    found = _SELECTIONS.get(fold(said))
    if said and found is None:
        words = tuple(layout.HOW_CHOSEN_WORDS)
        log.add(
            Code.HOW_CHOSEN_NOT_RECOGNISED,
            cell,
            found=said,
            expected=f"one of {', '.join(words)}, which is for every other way",
            nearest=nearest(said, words)
            or tuple(w for w in words if fold(w) in fold(said).split()),
        )
        return Selection.UNSAID
    return found
