"""A report as a pandas data frame, for analysts who work in Python."""

from typing import TYPE_CHECKING

from slavery_benchmark.core.scoring.report import Report
from slavery_benchmark.pages.score.rows import COLUMNS, DATES, NUMBERS, WHOLE, YES_OR_NO, rows

if TYPE_CHECKING:
    import pandas as pd


def nodes_frame(report: Report) -> "pd.DataFrame":
    """Return one row for each node of each force, with the columns of the CSV.

    Scores are 0 to 100, shares 0 to 1; what is unknown is missing (NaN, NaT or None), never 0.
    Levels and counts are nullable integers, yes and no nullable booleans, and dates datetimes.
    """
    import pandas as pd  # a quarter of a second that only this function needs

    frame = pd.DataFrame(list(rows(report)), columns=list(COLUMNS))
    types = [(WHOLE, "Int64"), (YES_OR_NO, "boolean"), (NUMBERS, "float64")]
    frame = frame.astype({column: kind for columns, kind in types for column in columns})
    for column in DATES:
        # milliseconds are what Parquet keeps
        frame[column] = pd.to_datetime(frame[column]).astype("datetime64[ms]")
    return frame
