"""Tells the rows among the case files that are no cases: totals, notes, examples, mere numbers."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence

from slavery_benchmark.core.cases.table import BLANK
from slavery_benchmark.core.framework.case_sheet import CaseSheet
from slavery_benchmark.core.problems import Code
from slavery_benchmark.core.text import fold
from slavery_benchmark.extracting.case_column import Read
from slavery_benchmark.extracting.case_log import CaseLog
from slavery_benchmark.extracting.case_numbers import has_plain_form
from slavery_benchmark.extracting.case_values import BadCase

TOTALS, NOTE, EXAMPLE, NUMBER = "totals", "a note", "an example", "a number and nothing else"
_TOTALS = re.compile(
    r"(?:grand |sub[- ]?|overall |column )?totals?\b"
    r"|(?:sums?|averages?|means?|medians?|counts?|minimum|maximum|min|max)\b(?!.*[0-9])"
)
_EXAMPLE = re.compile(r"(?:for )?(?:e\.g\b|eg\b|examples?\b)")
_LONGEST = 120
_EXPECTED = "cases alone under the headings"


def rows_without_case(
    numbers: Sequence[str],
    columns: Mapping[str, Sequence[Read]],
    declared: CaseSheet,
    marked: Collection[int],
    unsummed: Collection[int] = (),
    *,
    all_plain: bool,
) -> dict[int, str]:
    """Return the places of rows that are no cases, each with what it is.

    `numbers` are the case numbers, `columns` what was read in the others, by id; `all_plain`: every
    number has a plain form. A row that says when or how something happened is a case, whatever
    else it lacks, unless its number calls it a total or an example. `marked` are the places of rows
    with a cell that cannot be used, of which nobody can tell; `unsummed` those where only cells of
    numbers cannot be, as in totals that no program has worked out.
    """
    received = next(column.id for column in declared.columns if column.in_period)
    kinds = {column.id: column.kind for column in declared.columns if column.id in columns}
    telling = [columns[name] for name, kind in kinds.items() if kind not in ("count", "key")]
    counts = [columns[name] for name, kind in kinds.items() if kind == "count"]
    found: dict[int, str] = {}
    for place in _doubtful(numbers, columns.get(received), all_plain=all_plain):
        number = numbers[place]
        called = "" if has_plain_form(number) else _called(number)
        if called:
            found[place] = called
        elif place not in marked and not any(map(_tells, (column[place] for column in telling))):
            plain = has_plain_form(number) is not None
            kind = ""
            if place not in unsummed:
                kind = _without_words(place, number, telling, counts)
            elif not plain:
                kind = TOTALS
            if kind:
                found[place] = kind
    return found


def note_rows(rows: Mapping[int, str], place: int | None, first: int, log: CaseLog) -> None:
    """Note the rows that are left out, once for each kind of them, at the first."""
    for kind in dict.fromkeys(rows.values()):
        numbers = [first + row + 1 for row, said in rows.items() if said == kind]
        said = f"{kind}, in row {numbers[0]}"
        if len(numbers) > 1:
            said = f"{kind}, in {len(numbers):,} rows, {numbers[0]} to {numbers[-1]}"
        log.add(Code.ROW_NOT_A_CASE, numbers[0] - 1, place or 0, found=said, expected=_EXPECTED)


def _doubtful(
    numbers: Sequence[str], received: Sequence[Read] | None, *, all_plain: bool
) -> Iterator[int]:
    """Yield the places of rows without the day on which a case came in, or with an odd number."""
    if received is None:
        yield from range(len(numbers))
        return
    dated = set(map(type, received)) <= {int}
    if dated and all_plain:
        return
    for place, day in enumerate(received):
        if type(day) is not int or not has_plain_form(numbers[place]):
            yield place


def _called(number: str) -> str:
    """Return what the text in the place of a number calls its row; nothing for a number."""
    said = fold(number[:_LONGEST])
    if _TOTALS.match(said):
        return TOTALS
    return EXAMPLE if _EXAMPLE.match(said) else ""


def _tells(read: Read) -> bool:
    """Return whether a cell says something that its column takes."""
    return read != BLANK and not isinstance(read, BadCase)


def _without_words(
    place: int, number: str, telling: Sequence[Sequence[Read]], counts: Sequence[Sequence[Read]]
) -> str:
    """Return what a row is that says neither when nor how anything happened; nothing for a case."""
    counted = [column for column in counts if isinstance(column[place], int)]
    empty = all(column[place] == BLANK for column in (*telling, *counts))
    if has_plain_form(number):
        if empty:
            return NUMBER
        return TOTALS if counted and all(_adds_up(column, place) for column in counted) else ""
    if counted:
        return TOTALS
    return "" if empty and not number else NOTE


def _adds_up(column: Sequence[Read], place: int) -> bool:
    """Return whether a cell holds what those of two cases or more above it come to."""
    above = [value for value in column[:place] if isinstance(value, int)]
    return len(above) > 1 and column[place] == sum(above)
