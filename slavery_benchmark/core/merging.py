"""What several parts say of one thing: the same, something in one of them alone, or a conflict."""

from collections.abc import Callable, Hashable, Mapping, Sequence
from typing import Generic, TypeVar

import msgspec

V = TypeVar("V")


class Said(msgspec.Struct, Generic[V], frozen=True, kw_only=True):
    """What one cell of one part says. Cells of the same `meaning` say the same.

    part: the file. cell: `Sheet!E14`. shown: its content as it may be printed.
    """

    value: V
    meaning: Hashable
    part: str
    cell: str
    shown: str


class Conflict(msgspec.Struct, Generic[V], frozen=True, kw_only=True):
    """Cells that say different things of one: all of `said`. `winner`: the part that is taken."""

    about: str
    said: tuple[Said[V], ...]
    winner: str | None = None


Row = Mapping[str, Said[V]]
"""What a row says under each of its columns; empty cells are not in it."""


def apart(said: Sequence[Said[V]]) -> tuple[Said[V], ...]:
    """Return the first of each meaning, in the order of the parts."""
    found: dict[Hashable, Said[V]] = {}
    for item in said:
        found.setdefault(item.meaning, item)
    return tuple(found.values())


def preferred(parts: Sequence[str], prefer: Sequence[str]) -> str | None:
    """Return the first of the preferred parts that is among these; None if none is."""
    return next((part for part in prefer if part in parts), None)


def join_line(
    about: str, said: Sequence[Said[V]], prefer: Sequence[str] = ()
) -> tuple[Said[V] | None, Conflict[V] | None]:
    """Return what is said on a line and, where parts differ, the conflict.

    Nothing is said where parts differ and none of those preferred says just one thing.
    """
    different = apart(said)
    if len(different) < 2:
        return (different[0] if different else None), None
    winner = preferred([item.part for item in said], prefer)
    of_winner = apart([item for item in said if item.part == winner])
    won = of_winner[0] if len(of_winner) == 1 else None
    return won, Conflict(about=about, said=different, winner=winner if won else None)


def join_rows(
    about: str, rows: Sequence[Row[V]], prefer: Sequence[str] = ()
) -> tuple[Row[V], list[Conflict[V]]]:
    """Return the row that several rows make together, and each column in which they differ.

    An empty cell says nothing against another. Where rows differ, a preferred part that has but one
    row wins with all of that row, so that no evidence of one answer stands beside another.
    """
    columns = list(dict.fromkeys(column for row in rows for column in row))
    made: dict[str, Said[V]] = {}
    conflicts: list[Conflict[V]] = []
    for column in columns:
        said = [row[column] for row in rows if column in row]
        found, conflict = join_line(f"{about} {column}", said)
        if found is not None:
            made[column] = found
        if conflict is not None:
            conflicts.append(conflict)
    return made, conflicts if not conflicts else decided(rows, conflicts, prefer)


def decided(
    rows: Sequence[Row[V]], conflicts: Sequence[Conflict[V]], prefer: Sequence[str]
) -> list[Conflict[V]]:
    """Return the conflicts with the part that wins, if one of those preferred has just one row."""
    parts = [next(iter(row.values())).part for row in rows if row]
    winner = preferred(parts, prefer)
    if winner is not None and parts.count(winner) > 1:
        winner = None
    return [msgspec.structs.replace(item, winner=winner) for item in conflicts]


def row_of(rows: Sequence[Row[V]], part: str) -> Row[V]:
    """Return the row of a part among these."""
    return next(row for row in rows if row and next(iter(row.values())).part == part)


def join_cases(
    numbered: Mapping[str, Sequence[Sequence[Row[V]]]],
    prefer: Sequence[str],
    called: Callable[[str], str],
) -> tuple[list[Row[V]], list[Conflict[V]]]:
    """Return the rows of all cases, and each cell in which rows of one case differ.

    `numbered` holds for each case what each part has of it, in the order of the parts: one row, or
    more where a number stands twice in it, which is left as it is. What every part that has the
    case says alike is taken once. Here an empty cell differs from a filled one. `called` gives what
    a case of this number is called.
    """
    made: list[Row[V]] = []
    conflicts: list[Conflict[V]] = []
    for number, of_parts in numbered.items():
        first, *others = of_parts
        unlike = [
            rows for rows in others if list(map(_content, rows)) != list(map(_content, first))
        ]
        if not unlike:
            made += first
            continue
        winner = preferred([_part_of(rows) for rows in of_parts], prefer)
        conflicts += [
            Conflict(about=f"{called(number)} {name}".strip(), said=said, winner=winner)
            for name, said in _unlike_cells(first[0], unlike[0])
        ]
        if winner is not None:
            made += next(rows for rows in of_parts if _part_of(rows) == winner)
    return made, conflicts


def join_unnumbered(
    about: str, rows: Sequence[Row[V]], prefer: Sequence[str] = ()
) -> tuple[list[Row[V]], list[Conflict[V]]]:
    """Return the rows of cases without a number, and those that stand alike in two parts.

    Nobody can tell whether such are one case or two; of a preferred part they are taken.
    """
    alike: dict[frozenset[tuple[str, Hashable]], list[Row[V]]] = {}
    for row in rows:
        alike.setdefault(frozenset(_content(row).items()), []).append(row)
    made: list[Row[V]] = []
    conflicts: list[Conflict[V]] = []
    for same in alike.values():
        firsts: dict[str, Row[V]] = {}
        for row in same:
            firsts.setdefault(_part_of([row]), row)
        if len(firsts) == 1:
            made += same
            continue
        winner = preferred(list(firsts), prefer)
        cells = tuple(next(iter(row.values())) for row in firsts.values())
        conflicts.append(Conflict(about=about, said=cells, winner=winner))
        made += [row for row in same if _part_of([row]) == winner]
    return made, conflicts


def _content(row: Row[V]) -> dict[str, Hashable]:
    return {column: said.meaning for column, said in row.items()}


def _part_of(rows: Sequence[Row[V]]) -> str:
    return next(iter(rows[0].values())).part


def _unlike_cells(one: Row[V], rows: Sequence[Row[V]]) -> list[tuple[str, tuple[Said[V], ...]]]:
    """Return the columns in which two rows differ; the rows themselves if one has more of them."""
    other = rows[0]
    found = []
    for column in dict.fromkeys((*one, *other)):
        pair = [row[column] for row in (one, other) if column in row]
        if len(pair) < 2 or pair[0].meaning != pair[1].meaning:
            found.append((column, tuple(pair)))
    if found:
        return found
    return [("", (next(iter(one.values())), next(iter(rows[-1].values()))))]
