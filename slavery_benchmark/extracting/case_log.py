"""Problems of the case files: the first few of a kind in a column, then how many more there are."""

from collections import Counter
from typing import Unpack

from slavery_benchmark.core.problems import Code, Said
from slavery_benchmark.extracting.problem_log import ProblemLog
from slavery_benchmark.reading.addresses import address, column_letters

SHOWN = 100
"""How many problems of one kind in one column are listed each at its own cell."""


class CaseLog:
    """Passes problems on to the workbook's log, and counts those past the first of a kind."""

    def __init__(self, log: ProblemLog, sheet: str) -> None:
        self.log = log
        self.sheet = sheet
        self._seen: Counter[tuple[Code, int]] = Counter()

    def add(self, code: Code, row: int, column: int, **said: Unpack[Said]) -> None:
        """Note a problem at a cell, or count it if there were many like it in the column."""
        self._seen[code, column] += 1
        if self._seen[code, column] <= SHOWN:
            self.log.add(code, address(self.sheet, row, column), **said)

    def is_full(self, code: Code, column: int) -> bool:
        """Return whether a further problem like this in the column would only be counted."""
        return self._seen[code, column] >= SHOWN

    def count(self, code: Code, column: int, times: int) -> None:
        """Count problems that are not listed, as there were many like them in the column."""
        self._seen[code, column] += times

    def add_for_column(self, code: Code, column: int, **said: Unpack[Said]) -> None:
        """Note a problem of a whole column."""
        self.log.add(code, f"{self.sheet}!{column_letters(column)}", **said)

    def close(self) -> None:
        """Note how many more problems of each kind there were in each column."""
        for (code, column), times in self._seen.items():
            if times > SHOWN:
                self.add_for_column(
                    code,
                    column,
                    found=f"{times - SHOWN:,} more cells like this in the column",
                    expected="the same as in the cells listed",
                )
