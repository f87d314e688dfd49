"""Finds the columns of the case files by their headings."""

from collections.abc import Sequence

from slavery_benchmark.core.framework.case_sheet import CaseSheet
from slavery_benchmark.core.problems import Code
from slavery_benchmark.core.text import fold, nearest
from slavery_benchmark.extracting.header import places_of
from slavery_benchmark.extracting.problem_log import ProblemLog
from slavery_benchmark.reading.addresses import address


def find_columns(
    declared: CaseSheet, header: Sequence[str], sheet: str, top: int, log: ProblemLog
) -> dict[str, int]:
    """Return the place of each declared column, by id, in the row of headings `top`.

    One that is missing or stands twice is noted. A heading of the force's own is not repeated: only
    where the one most like the missing heading stands.
    """
    found: dict[str, int] = {}
    known = {fold(column.heading) for column in declared.columns}
    others = [text for text in header if text and fold(text) not in known]
    for column in declared.columns:
        places = places_of(column.heading, header)
        if len(places) == 1:
            found[column.id] = places[0]
        elif places:
            cells = [address(sheet, top, place) for place in places]
            said = f"{column.heading} at {' and '.join(cells)}"
            log.add(Code.COLUMN_TWICE, cells[1], found=said, expected="it once")
        else:
            close = nearest(column.heading, others)
            log.add(
                Code.COLUMN_MISSING,
                address(sheet, top, 0),
                expected=f"a column named {column.heading}",
                nearest=tuple(address(sheet, top, header.index(text)) for text in close),
            )
    return found
