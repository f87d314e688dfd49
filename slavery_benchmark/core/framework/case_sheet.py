"""The sheet of case files as an edition declares it: which columns, what each may hold."""

from collections.abc import Iterator
from typing import Annotated, Literal

from msgspec import Meta

from slavery_benchmark.core.framework.declared import Share, Text, Value

ColumnKind = Literal["key", "choice", "yes or no", "date", "count"]

YES, NO, NOT_NEEDED = "Yes", "No", "Not needed"
YES_OR_NO = (YES, NO, NOT_NEEDED)
"""What a column of the kind "yes or no" takes."""


class CaseColumn(Value, frozen=True, kw_only=True):
    """One column. Measures and the other columns speak of it by its id.

    in_period: this date puts a case into the period (one column has it).
    not_yet: whether a date here may say that it has not come; false for what every case has had.
    not_before: a date here cannot be earlier than those in these columns.
    at_most: a count here cannot be more than the one in that column.
    """

    id: Text
    heading: Text
    kind: ColumnKind
    guidance: Text
    choices: tuple[Text, ...] = ()
    in_period: bool = False
    not_yet: bool = True
    not_before: tuple[Text, ...] = ()
    at_most: Text | None = None

    @property
    def words(self) -> tuple[str, ...]:
        """The words that the column takes; empty for dates and counts."""
        return YES_OR_NO if self.kind == "yes or no" else self.choices

    @property
    def may_wait(self) -> bool:
        """Whether "not yet" may stand here: not where a date is what makes a case of it."""
        return self.kind == "date" and self.not_yet and not self.in_period


class KnownRule(Value, frozen=True, kw_only=True):
    """The share of cases that must be listed, and known, before a measure has a level."""

    minimum: Share
    because: Text


class NotNeededRule(Value, frozen=True, kw_only=True):
    """The share of the cases of a measure that may be marked “not needed”; more are not known."""

    maximum: Share
    because: Text


class DiscrepancyRule(Value, frozen=True, kw_only=True):
    """How many levels a judged level is above a measured one when it differs from own cases."""

    levels: Annotated[int, Meta(ge=1)]
    because: Text


class CaseSheet(Value, frozen=True, kw_only=True):
    """What `cases.yaml` holds: what a case is, the rules of counting, the columns."""

    a_case: Text
    known: KnownRule
    discrepancy: DiscrepancyRule
    not_needed: NotNeededRule | None = None
    columns: Annotated[tuple[CaseColumn, ...], Meta(min_length=2)]

    def column(self, column_id: str) -> CaseColumn:
        """Return the column with this id; KeyError if there is none."""
        for column in self.columns:
            if column.id == column_id:
                return column
        raise KeyError(column_id)

    def of_kind(self, kind: ColumnKind) -> Iterator[CaseColumn]:
        """Yield the columns of a kind."""
        return (column for column in self.columns if column.kind == kind)
