"""Levels that others have published, with the figures that they give for them."""

from collections.abc import Sequence

from slavery_benchmark.core.agreement.ratings import Ratings


def of_table(table: Sequence[Sequence[int]], **fields: object) -> Ratings:
    """Return the ratings of two raters: rows are levels of the first, columns of the second."""
    size = range(len(table))
    units = tuple((i, j) for i in size for j in size for _ in range(table[i][j]))
    return Ratings(scale=tuple(size), units=units, **fields)  # type: ignore[arg-type]


def of_counts(rows: Sequence[Sequence[int]]) -> Ratings:
    """Return the ratings of interchangeable raters: of each unit, how many gave each level."""
    units = tuple(
        tuple(level for level, count in enumerate(row) for _ in range(count)) for row in rows
    )
    return Ratings(scale=tuple(range(len(rows[0]))), units=units, fixed=False)


def of_lines(scale: Sequence[int], *lines: str) -> Ratings:
    """Return the ratings of raters, a line each; a star is a missing one."""
    columns = [[None if item == "*" else int(item) for item in line.split()] for line in lines]
    return Ratings(scale=tuple(scale), units=tuple(zip(*columns, strict=True)), fixed=False)


COHEN = of_table([[88, 14, 18], [10, 40, 10], [2, 6, 12]])
"""J. Cohen, Psychological Bulletin 70 (1968): diagnoses of 200 patients by two judges."""

ABSTRACTORS = of_table([[13, 0, 0], [0, 20, 7], [0, 4, 56]])
"""Pregnancies by two abstractors, in K. L. Gwet's R package irrCAC."""

SIX_RATERS = of_counts(
    [
        *([0, 0, 0, 6, 0], [0, 3, 0, 0, 3], [0, 1, 4, 0, 1], [0, 0, 0, 0, 6], [0, 3, 0, 3, 0]),
        *([2, 0, 4, 0, 0], [0, 0, 4, 0, 2], [2, 0, 3, 1, 0], [2, 0, 0, 4, 0], [0, 0, 0, 0, 6]),
        *([1, 0, 0, 5, 0], [1, 1, 0, 4, 0], [0, 3, 3, 0, 0], [1, 0, 0, 5, 0], [0, 2, 0, 3, 1]),
    ]
)
"""Fifteen patients by six psychiatrists, in the same package."""

FOUR_RATERS = of_lines(
    range(1, 6),
    "1 2 3 3 2 1 4 1 2 * * *",
    "1 2 3 3 2 2 4 1 2 5 * *",
    "* 3 3 3 2 3 4 2 2 5 1 3",
    "1 2 3 3 2 4 4 1 2 5 1 *",
)
"""Twelve units by four raters who left some out, in the same package."""

KRIPPENDORFF = of_lines(
    range(1, 5),
    "* * * * * 3 4 1 2 1 1 3 3 * 3",
    "1 * 2 1 3 3 4 3 * * * * * * *",
    "* * 2 1 3 4 4 * 2 1 1 3 3 * 4",
)
"""The sample of the Python package krippendorff: three coders of fifteen units."""

FOOD_SAFETY = of_table(
    [
        *([0, 0, 0, 0, 0, 0], [0, 6, 8, 2, 0, 0], [0, 4, 15, 2, 1, 1]),
        *([0, 0, 1, 6, 0, 1], [0, 0, 6, 4, 2, 3], [0, 0, 0, 1, 2, 8]),
    ]
)
"""Food safety in 73 countries: their own level of 2018 by that of the Joint External Evaluation.

Counted from the score tables that the World Health Organization publishes (indicators C.4.1 of the
State Party self-assessment and P.5.1), on the scale 0 to 5.
"""
