"""A force's case files as columns of plain values, with the way back to each cell."""

from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum

import msgspec

BLANK = ""
NOT_YET = "not yet"
UNUSABLE = "unusable"
"""What stands for an empty cell, for a date that has not come, for a cell with a problem.

Any other value is a day (its ordinal), a count, or one of the words that the column takes.
"""

CaseValue = int | str


class Selection(StrEnum):
    """How the cases on the sheet came to be there. The first two can be counted on."""

    ALL = "all"
    RANDOM = "random"
    OTHER = "other"
    UNSAID = "not said"
    INCOMPLETE = "not all listed"
    MISCOUNTED = "more listed than said"


class Case(msgspec.Struct, frozen=True):
    """A case to look up: its row, and its number (empty if that is not fit to be shown)."""

    number: str
    row: int

    def __str__(self) -> str:
        return f"{self.number} (row {self.row})" if self.number else f"row {self.row}"


class CaseTable(msgspec.Struct, frozen=True, kw_only=True):
    """The cases: for each column id of the edition a value a case; all columns are equally long.

    sheet: the sheet's name. rows: the row of each case, as a spreadsheet numbers them. letters: the
    column of each id, absent where the sheet has no such column. numbers: the case numbers as text.
    """

    sheet: str
    rows: Sequence[int]
    numbers: Sequence[str]
    letters: Mapping[str, str]
    values: Mapping[str, Sequence[CaseValue]]

    def __len__(self) -> int:
        return len(self.rows)

    def case(self, place: int) -> Case:
        """Return the case at a place, counted from 0."""
        return Case(self.numbers[place], self.rows[place])

    def combinations(self, columns: Sequence[str]) -> Iterator[tuple[CaseValue, ...]]:
        """Yield the values of these columns, case by case."""
        return zip(*(self.values[column] for column in columns), strict=True)

    def part(self, places: Sequence[int]) -> "CaseTable":
        """Return the table of the cases at these places."""
        return CaseTable(
            sheet=self.sheet,
            rows=[self.rows[place] for place in places],
            numbers=[self.numbers[place] for place in places],
            letters=self.letters,
            values={
                column: [values[place] for place in places]
                for column, values in self.values.items()
            },
        )


class CaseFiles(msgspec.Struct, frozen=True, kw_only=True):
    """What a submission says of its cases.

    table: the cases, None where the sheet was not supplied or was not kept. listed: how many there
    are. in_period: how many the cover says there were. left_out: how many are in no measure.
    """

    table: CaseTable | None
    listed: int
    in_period: int | None
    selection: Selection
    left_out: int = 0
