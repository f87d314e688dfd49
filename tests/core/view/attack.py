"""A hostile reader of the public view: which small counts are consistent with all that it shows?

He tries every count from 0 to 4 by making case files that have it. If such files give the very same
public value, nothing that can be reckoned from that value tells the count from the true one.
"""

from collections.abc import Callable, Iterable
from copy import deepcopy
from itertools import combinations
from random import Random
from typing import Literal

from slavery_benchmark.core.cases.measuring import Measured
from slavery_benchmark.core.cases.table import CaseValue
from slavery_benchmark.core.scoring.scores import Assurance
from slavery_benchmark.core.view.model import ForceView
from slavery_benchmark.core.view.public import public_force
from slavery_benchmark.core.view.suppress import FEWEST
from tests.cases import measured
from tests.core.view.runs import DAY, files, scored, shipped

Made = dict[str, list[CaseValue]]
Reader = Callable[[Made], object]
Side = Literal["counted", "others"]
TRIES = 15
PEOPLE = {
    "VIC-02m2": ("immigration", "victims"),
    "VIC-04m1": ("safeguarded", "victims"),
    "VIC-05m1": ("in_contact", "moved"),
    "POW-04m1": ("referred", "victims"),
    "REC-01m2": ("crimes", "victims"),
}
WORDS = {
    "INV-03m1": ("lines", ("No",), ("Yes",)),
    "COO-01m1": ("nca", ("No",), ("Yes",)),
    "COO-02m1": ("rocu", ("No",), ("Yes",)),
    "COO-02m2": ("rocu", ("Yes", "No"), ("Not needed",)),
    "COO-03m1": ("lead_force", ("No",), ("Yes",)),
    "POW-02m1": ("order", ("Not considered",), ("Considered", "Applied for", "Made")),
    "POW-02m2": ("order", ("Considered", "Not considered"), ("Applied for", "Made")),
    "POW-03m1": ("section_45", ("No",), ("Yes",)),
}
DAYS = {"INV-01m2": ("started", 1, 20), "INV-02m1": ("reviewed", 5, 40),
        "REC-01m1": ("recorded", 1, 9), "VIC-02m1": ("turned", 1, 9)}  # fmt: skip


def read_publicly(made: Made) -> ForceView:
    """Return what the public sees of a force with these cases."""
    return public_force(scored("Aldermoss", made), shipped(), Assurance.ASSERTED)


def shown_numbers(view: ForceView) -> dict[str, list[int]]:
    """Return the numbers of cases, and of people, that the public view of a force shows."""
    found: dict[str, list[int]] = {"cases": [], "people": []}
    if view.cases is not None and view.cases.listed is not None:
        found["cases"].append(view.cases.listed)
    for item in view.measures:
        unit = "people" if item.kind == "share" else "cases"
        if item.figures is not None:
            found[unit].append(item.figures.n)
        if item.of is not None:
            found[unit].append(item.of)
    return found


def small_differences(numbers: Iterable[int]) -> set[int]:
    """Return the differences of any two numbers that are a count from one to four."""
    different = {abs(one - other) for one, other in combinations(numbers, 2)}
    return {count for count in different if 0 < count < FEWEST}


def small_counts(made: Made) -> list[tuple[str, Side]]:
    """Return the measures with a count below five, and on which side it is."""
    found: list[tuple[str, Side]] = []
    for measure in (*PEOPLE, *WORDS, *DAYS):
        shown = measured(measure, files(made))
        sides: tuple[Side, ...] = ("counted", "others")
        if shown.n >= FEWEST:
            found += [(measure, side) for side in sides if small(shown, side) < FEWEST]
    return found


def possible(made: Made, measure: str, side: Side, reader: Reader = read_publicly) -> set[int]:
    """Return the counts below five on this side of a measure that the reader cannot rule out.

    It looks at so many case files as `TRIES` for each count, so it can miss some, not add any.
    """
    seen = reader(made)
    random = Random(1)  # noqa: S311 - nothing depends on its being unforeseeable
    found = set()
    for count in range(FEWEST):
        for _ in range(TRIES):
            other = _with(made, measure, side, count, random)
            if other is not None and reader(other) == seen:
                found.add(count)
                break
    return found


def small(found: Measured, side: Side) -> int:
    """Return the count on this side."""
    return found.x if side == "counted" else found.n - found.x


def _with(made: Made, measure: str, side: Side, count: int, random: Random) -> Made | None:
    """Return like case files in which the closed count is `count`, None if that was not reached."""
    other = deepcopy(made)
    rows = list(range(len(other["victims"])))
    random.shuffle(rows)
    for row in rows * 3:
        now = small(measured(measure, files(other)), side)
        if now == count:
            return other
        _turn(other, row, measure, up=(now < count) is (side == "counted"),
              random=random)  # fmt: skip
    return None


def _turn(made: Made, row: int, measure: str, *, up: bool, random: Random) -> None:
    """Make a case count in a measure, or not count, where it could."""
    if measure in PEOPLE:
        column, over = PEOPLE[measure]
        value = int(made[column][row]) + (1 if up else -1)
        if 0 <= value <= int(made[over][row]):
            made[column][row] = value
    elif measure in WORDS:
        column, low, high = WORDS[measure]
        before, after = (low, high) if up else (high, low)
        if made[column][row] in before:
            made[column][row] = random.choice(after)
    else:
        column, soon, late = DAYS[measure]
        start = made["started"][row] if measure == "INV-02m1" else DAY
        if not isinstance(start, int):
            return
        before_days = made[column][row]
        made[column][row] = start + (soon if up else late)
        if measure == "INV-01m2" and isinstance(before_days, int):
            # the review keeps its distance from the start
            moved = start + (soon if up else late) - before_days
            made["reviewed"][row] = int(made["reviewed"][row]) + moved
