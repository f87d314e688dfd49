"""From a published table of recorded crime to what each force recorded, or to what is wrong.

Read is the Home Office police recorded crime open data table for police force areas: one row for a
force, quarter and offence. Accepted too is one row a force with a column for each quarter.
"""

import importlib.resources
from pathlib import Path

import msgspec

from slavery_benchmark.core.comparing.context import (
    EarlierFigure,
    FigureFault,
    RecordedCrime,
    year_named,
)
from slavery_benchmark.core.framework.register import Register
from slavery_benchmark.core.text import clean
from slavery_benchmark.official.rows import Gathering
from slavery_benchmark.official.tables import OfficialFiguresError, open_tables


def read_recorded_crime(
    path: Path, register: Register, *, year: str | None = None
) -> RecordedCrime:
    """Read what forces recorded as modern slavery; the latest year is chosen unless one is asked.

    Raises OfficialFiguresError if nothing of the file, or nothing of the year, can be used.
    """
    source, grids = open_tables(path)
    gathered = Gathering(register)
    for grid in grids:
        gathered.read(grid)
    counts = gathered.counts()
    if not counts:
        raise OfficialFiguresError(*gathered.why_nothing(source.shown_as))
    years = sorted({count.year for count in counts})
    chosen = years[-1] if year is None else year_named(year)
    if chosen not in years:
        raise OfficialFiguresError(
            FigureFault(
                place=source.shown_as,
                title="the table has no modern slavery figures for this financial year",
                found=clean(year or "", 80),
                expected="one of " + ", ".join(years),
            )
        )
    return RecordedCrime(
        source=source,
        year=chosen,
        territorial=tuple(f.code for f in register.forces if f.kind == "territorial"),
        every_count=counts,
        every_fault=tuple(gathered.faults),
        notes=tuple(gathered.notes),
    )


def load_earlier_figure() -> EarlierFigure:
    """Return what was reported of 2017, from the data file that comes with the tool."""
    path = importlib.resources.files("slavery_benchmark") / "data" / "official_2017.yaml"
    return msgspec.yaml.decode(path.read_bytes(), type=EarlierFigure)
