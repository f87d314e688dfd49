"""The names that an action plan is made of, and how a plan that comes back is matched with them."""

from collections.abc import Sequence

from slavery_benchmark.core.change.promises import force_key
from slavery_benchmark.core.framework.framework import Framework
from slavery_benchmark.core.framework.register import Register
from slavery_benchmark.core.problems import Code
from slavery_benchmark.core.scoring.submission import Submission
from slavery_benchmark.core.text import fold, nearest
from slavery_benchmark.extracting.header import places_of
from slavery_benchmark.extracting.problem_log import ProblemLog
from slavery_benchmark.extracting.values import as_text
from slavery_benchmark.reading.addresses import address
from slavery_benchmark.reading.reader import RawSheet

PLAN_SHEET = "Action plan"
FORCE, CODE, CRITERION = "Force", "Force code", "Criterion"
STEPS, OWNER, DUE, DONE, NOTE = "Steps", "Owner (post)", "Due date", "Done on", "Note"
INPUT_COLUMNS = (STEPS, OWNER, DUE, DONE, NOTE)
"""The columns that a force fills in."""
AS_OF_PROPERTY, COUNT_PROPERTY = "Dates as of", "Actions"
"""Custom document properties: the day as of which a plan was made, and how many rows it had."""

UNREADABLE = "(cannot be read)"
"""Stands for what was written in a cell that holds an error, which is not nothing."""

_FICTIONAL = " (fictional)"
COLUMNS = (FORCE, CODE, CRITERION, *INPUT_COLUMNS)


def plan_columns(sheet: RawSheet, top: int, log: ProblemLog) -> dict[str, int]:
    """Return the place of each column. Without force or criterion no row can be told apart."""
    header = [as_text(value) for value in sheet.rows[top]]
    columns: dict[str, int] = {}
    for name in COLUMNS:
        places = places_of(name, header)
        if len(places) > 1:
            cell = address(sheet.name, top, places[1])
            if name == CRITERION:
                raise log.refuse(
                    Code.ACTION_PLAN_UNREADABLE, cell, found=f"{name} twice", expected="it once"
                )
            log.add(Code.COLUMN_TWICE, cell, found=name, expected="it once")
        elif places:
            columns[name] = places[0]
        elif name != CODE:
            cell, expected = address(sheet.name, top, 0), f"a column named {name}"
            close = nearest(name, [text for text in header if text])
            if name == CRITERION or (name == FORCE and not places_of(CODE, header)):
                raise log.refuse(
                    Code.ACTION_PLAN_UNREADABLE, cell, expected=expected, nearest=close
                )
            log.add(Code.COLUMN_MISSING, cell, expected=expected, nearest=close)
    return columns


class KnownNames:
    """The forces and the criteria that a plan may speak of."""

    def __init__(
        self, framework: Framework, register: Register, submissions: Sequence[Submission]
    ) -> None:
        identity = framework.identity
        self.edition = f"{identity.id} {identity.edition}"
        self.criteria = {fold(item.id): item.id for _, item in framework.criteria()}
        self.register = register
        self.names: dict[str, tuple[str, str]] = {}
        for item in submissions:
            for spelling in (item.force, item.code):
                if spelling:
                    self.names[fold(spelling)] = (force_key(item), item.force)

    def criterion(self, said: str) -> str | None:
        """Return the id of a criterion; a title behind the id does not matter."""
        return self.criteria.get(fold(said)) or self.criteria.get(fold(said).split(" ")[0])

    def force(self, said: str) -> tuple[str, str] | None:
        """Return key and name of the force that is meant; None if there is none."""
        name = said.removesuffix(_FICTIONAL)
        if fold(name) in self.names:
            return self.names[fold(name)]
        found = self.register.find(name)
        return None if found is None else (found.code, found.name)
