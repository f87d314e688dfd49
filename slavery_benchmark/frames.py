"""A report as a pandas data frame, for analysts who work in Python."""

from typing import TYPE_CHECKING

from slavery_benchmark.core.report import Report
from slavery_benchmark.render.tables import COLUMNS, rows

if TYPE_CHECKING:
    import pandas as pd


WHOLE = (
    *("level", "counted_level", "level_low", "level_high", "minimum_cases", "x", "n", "cases"),
    *("waiting", "unknown", "left_out", "not_due", "outside"),
)
YES_OR_NO = ("fictional", "set_aside", "scored", "judgement_alone")
NUMBERS = (
    *("score", "claimed", "low", "high", "score_with_excused_at_zero", "coverage", "excused"),
    *("weight", "effective_weight", "baseline", "baseline_low", "baseline_high", "difference"),
    *("too_few", "value", "at_least", "interval_low", "interval_high"),
    *("extreme_low", "extreme_high"),
)
DATES = ("period_start", "period_end", "evidence_date")
"""What the columns hold that are not text."""


def nodes_frame(report: Report) -> "pd.DataFrame":
    """Return one row for each node of each force, with the columns of the CSV.

    Scores are 0 to 100, shares 0 to 1; what is unknown is missing (NaN, NaT or None), never 0.
    Levels and counts are nullable integers, yes and no nullable booleans, and dates datetimes.
    """
    import pandas as pd  # a quarter of a second that only this function needs

    frame = pd.DataFrame(list(rows(report)), columns=list(COLUMNS))
    for column in WHOLE:
        frame[column] = frame[column].astype("Int64")
    for column in YES_OR_NO:
        frame[column] = frame[column].astype("boolean")
    for column in NUMBERS:
        frame[column] = frame[column].astype("float64")
    for column in DATES:
        # milliseconds are what Parquet keeps
        frame[column] = pd.to_datetime(frame[column]).astype("datetime64[ms]")
    return frame
