"""Three cycles of two invented forces, from the plain data in cycles/: a comparison over time.

The first cycle is on the first edition of the criteria, without case files; the others are on the
current one.
"""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import msgspec

from slavery_benchmark.criteria_files import EDITIONS_FOLDER, Criteria, load_criteria
from slavery_benchmark.extracting import layout
from slavery_benchmark.reading.reader import CellValue
from slavery_benchmark.shipped import shipped_folder
from tests.samples.make import (
    DATA,
    answers_in,
    cases_in,
    make_workbook,
    save_with_libreoffice,
)

FIRST_EDITION = "2026.1"
PERIODS = {"2023-24": FIRST_EDITION, "2024-25": "", "2025-26": ""}
"""The folder of each cycle, and the earlier edition that it was written for, if it was."""
FORCES = ("gorsemere", "hazelwharf")
SAVED_BY_LIBREOFFICE = {("2024-25", "hazelwharf"): "ods", ("2025-26", "gorsemere"): "xlsx"}
CASES_COVER = {
    ("2024-25", "gorsemere"): (26, layout.CHOSEN_ALL),
    ("2025-26", "gorsemere"): (34, layout.CHOSEN_ALL),
    ("2025-26", "hazelwharf"): (14, layout.CHOSEN_ALL),
}
"""Cases in the period, and how those on the sheet were chosen."""


class Return(msgspec.Struct, frozen=True, kw_only=True):
    """What the workbook of one force and cycle holds, and where it is under sample_data/cycles."""

    criteria: Criteria
    name: str
    path: Path
    cover: dict[str, CellValue]
    answers: dict[str, dict[str, CellValue]]
    cases: list[dict[str, CellValue]]


def returns() -> Iterator[Return]:
    """Yield every return, cycle by cycle."""
    current = load_criteria(shipped_folder("criteria"))
    for period, edition in PERIODS.items():
        criteria = current
        if edition:
            criteria = load_criteria(shipped_folder("criteria") / EDITIONS_FOLDER / edition)
        for name in FORCES:
            yield _return_of(criteria, period, name)


def _return_of(criteria: Criteria, period: str, name: str) -> Return:
    source = DATA / "cycles" / period
    year = int(period[:4])
    cover: dict[str, CellValue] = {
        layout.PERIOD_START: date(year, 4, 1),
        layout.PERIOD_END: date(year + 1, 3, 31),
        layout.COMPLETED_BY: "Modern slavery tactical lead",
        layout.SIGNED_OFF_BY: "Assistant chief constable",
        layout.COMPLETED_ON: date(year + 1, 5, 22),
    }
    cases: list[dict[str, CellValue]] = []
    if (period, name) in CASES_COVER:
        in_period, how_chosen = CASES_COVER[period, name]
        cover |= {layout.CASES_IN_PERIOD: in_period, layout.HOW_CHOSEN: how_chosen}
        cases = cases_in(source / "cases" / f"{name}.csv", criteria)
    suffix = SAVED_BY_LIBREOFFICE.get((period, name), "xlsx")
    return Return(
        criteria=criteria,
        name=name,
        path=Path(period) / f"{name}.{suffix}",
        cover=cover,
        answers=answers_in(source / f"{name}.csv"),
        cases=cases,
    )


def make_cycles(folder: Path) -> None:
    """Write the workbooks of every cycle into `folder`, a folder a cycle."""
    for item in returns():
        code = f"fictional-{item.name}"
        content = make_workbook(item.criteria, code, item.answers, item.cover, item.cases)
        path = folder / item.path.with_suffix(".xlsx")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        if (item.path.parent.name, item.name) in SAVED_BY_LIBREOFFICE:
            save_with_libreoffice(path, path.parent, item.path.suffix.removeprefix("."))
            if item.path.suffix != ".xlsx":
                path.unlink()
