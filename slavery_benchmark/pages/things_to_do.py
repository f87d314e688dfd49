"""Problems of a workbook as things to do: those of one kind in one column are one."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

import msgspec

from slavery_benchmark.core.problem_codes import Code, Severity
from slavery_benchmark.core.problem_remedies import remedy
from slavery_benchmark.core.problems import Problem

_PLACE = re.compile(r"(?P<sheet>.+)!(?P<column>[A-Z]{1,3})(?P<row>[0-9]{1,7})?", re.DOTALL)
_MORE = re.compile(r"([0-9,]+) more cells like this (?:in the column|on the sheet)")
_CELLS = re.compile(r"([0-9,]+) (cells|formulas), [A-Z]{1,3}([0-9]+) to [A-Z]{1,3}([0-9]+)")
_ACROSS = frozenset(
    (
        *(Code.DATE_READ_AS_BRITISH, Code.DATE_READ_AS_AMERICAN, Code.DATE_READ_FROM_TEXT),
        *(Code.DATE_READ_FROM_NUMBER, Code.FORMULA_USED, Code.FORMULA_NOT_CALCULATED),
    )
)
"""What comes of one paste, or of one program, into many columns: it is one thing to do."""
_FEW, _EACH, _RUNS = 3, 6, 12
"""So many are named of many; of so few cells, or runs of cells, each."""
_ORDER = tuple(reversed(Severity))


class Thing(msgspec.Struct, frozen=True, kw_only=True):
    """What is wrong in the same way in one column, line or sheet: something to do at one go.

    where: the sheet, with the column or line where there is one. cells: which they are, in words.
    between: each of them, where sound ones lie between. count: how many problems it stands for.
    said: what was found, what is expected and what is nearest. problems: those that are listed.
    """

    severity: Severity
    code: Code
    where: str
    cells: str
    count: int
    title: str
    said: str
    between: str
    problems: tuple[Problem, ...]

    @property
    def to_do(self) -> str:
        """How to mend it."""
        return remedy(self.code)

    def line(self) -> str:
        """Return it on one line; a problem that is alone as it says itself."""
        first = self.problems[0]
        if len(self.problems) == 1:
            return first.line()
        place = f"{first.file}: {self.where}: {self.cells}: {self.severity}"
        return f"{place}: {self.title}; {self.said}. [{self.code}]"


def things_to_do(problems: Sequence[Problem]) -> list[Thing]:
    """Return what is to be done about the problems of one workbook, gravest first."""
    groups: dict[tuple[str, str, str, str], list[Problem]] = {}
    for item in problems:
        match = _PLACE.fullmatch(item.cell)
        sheet, column = (match["sheet"], match["column"]) if match else (item.cell, "")
        # what is not in a table, such as the lines of a cover, does not belong together
        key = "" if item.code in _ACROSS else column if item.column else item.cell
        groups.setdefault((item.severity, item.code, sheet, key), []).append(item)
    things = [_thing(group) for group in groups.values()]
    return sorted(things, key=lambda thing: _ORDER.index(thing.severity))


def _thing(group: Sequence[Problem]) -> Thing:
    first = group[0]
    listed = [item for item in group if _more(item) == 0] or list(group)
    more = sum(map(_more, group))
    across = len({item.column for item in group}) > 1
    return Thing(
        severity=first.severity,
        code=first.code,
        where=_where(first, across=across),
        cells=_columns(listed, more) if across else _cells(listed, more),
        count=sum(map(_times, listed)) + more,
        title=first.title,
        said="; ".join(_said(listed)),
        between="" if across else _between(group),
        problems=tuple(group),
    )


def _more(item: Problem) -> int:
    """Return how many problems a line stands for that only says that there are more."""
    match = _MORE.fullmatch(item.found or "")
    return int(match[1].replace(",", "")) if match else 0


def _times(item: Problem) -> int:
    """Return how many cells a problem is of."""
    match = _CELLS.fullmatch(item.found or "")
    return int(match[1].replace(",", "")) if match else 1


def _where(item: Problem, *, across: bool) -> str:
    sheet = item.cell.rpartition("!")[0] or item.cell
    column = "" if across else item.column
    return ", ".join(part for part in (sheet, column) if part) or "the whole file"


def _columns(group: Sequence[Problem], more: int) -> str:
    """Return how many cells of which columns these are: "60 cells in 2 columns (C, D)"."""
    places = [match for item in group if (match := _PLACE.fullmatch(item.cell)) is not None]
    letters = list(dict.fromkeys(match["column"] for match in places))
    rows = [int(match["row"]) for match in places if match["row"]]
    for item in group:
        match = _CELLS.fullmatch(item.found or "")
        rows += [int(match[3]), int(match[4])] if match else []
    count = sum(map(_times, group)) + more
    named = ", ".join(letters[:_FEW]) + (" …" if len(letters) > _FEW else "")
    said = f"{count:,} cells in {len(letters):,} columns ({named})"
    return f"{said}, rows {min(rows)} to {max(rows)}" if rows else said


def _cells(group: Sequence[Problem], more: int) -> str:
    """Return which cells these are: "48 cells, M5 to M52"; nothing for a sheet or a file."""
    addresses = [match for item in group if (match := _PLACE.fullmatch(item.cell)) is not None]
    cells = [f"{match['column']}{match['row']}" for match in addresses if match["row"]]
    if not cells:
        whole = next((item.found for item in group if _CELLS.match(item.found or "")), None)
        return whole or (f"column {addresses[0]['column']}" if addresses else "")
    checks = [f" ({item.check})" if item.check else "" for item in group]
    if len(cells) == 1 and not more:
        return f"{cells[0]}{checks[0] if checks else ''}"
    if len(cells) <= _FEW and not more:
        return ", ".join(f"{cell}{check}" for cell, check in zip(cells, checks, strict=False))
    rows = sorted({int(match["row"]) for match in addresses if match["row"]})
    column = addresses[0]["column"]
    said = f"{len(cells) + more:,} cells, {column}{rows[0]} to {column}{rows[-1]}"
    return f"{said} and below" if more else said


def _between(group: Sequence[Problem]) -> str:
    """Return which cells of a column these are where sound ones lie between; empty for none.

    Empty too where they are so scattered that nobody would read them here.
    """
    places = [_PLACE.fullmatch(item.cell) for item in group]
    rows = sorted({int(match["row"]) for match in places if match and match["row"]})
    runs = _runs(rows)
    if not len(rows) > _FEW or not 1 < len(runs) <= _RUNS or any(map(_more, group)):
        return ""
    column = next(match["column"] for match in places if match)
    return ", ".join(_run(column, *run) for run in runs)


def _runs(rows: Sequence[int]) -> list[tuple[int, int]]:
    """Return the first and last of each run of rows without a gap."""
    runs: list[tuple[int, int]] = []
    for row in rows:
        if runs and row == runs[-1][1] + 1:
            runs[-1] = runs[-1][0], row
        else:
            runs.append((row, row))
    return runs


def _run(column: str, first: int, last: int) -> str:
    if first == last:
        return f"{column}{first}"
    return f"{column}{first}{' to ' if last > first + 1 else ', '}{column}{last}"


def _said(group: Sequence[Problem]) -> Iterator[str]:
    """Yield what was found, what is expected, and what is nearest to it: of few cells, each."""
    told = [item for item in group if item.found and not _CELLS.match(item.found)]
    kinds = Counter((item.found or "", item.nearest) for item in told)
    several_near = len({near for _, near in kinds}) > 1
    nearest = Counter(word for item in group for word in item.nearest)
    if 1 < len(group) <= _EACH and len(kinds) > 1 and len(told) == len(group):
        yield f"found {', '.join(map(_of_cell, group))}"
        nearest.clear()
    elif several_near and len(kinds) <= _EACH:
        yield f"found {', '.join(_of_kind(*kind, times) for kind, times in kinds.most_common())}"
        nearest.clear()
    elif kinds:
        yield f"found {_counted(Counter(item.found or '' for item in told))}"
    elif all(item.found == "" for item in group):
        yield "found an empty cell" if len(group) == 1 else "found empty cells"
    yield from _expected(group)
    if nearest:
        yield f"nearest: {_counted(nearest, ' or ')}"


def _of_kind(found: str, near: tuple[str, ...], times: int) -> str:
    """Return what was found in several cells, how often, and what is nearest to it."""
    said = [f"{times} times"] if times > 1 else []
    if near:
        said.append("nearest: " + " or ".join(f"“{word}”" for word in near))
    return f"“{found}”" + (f" ({'; '.join(said)})" if said else "")


def _of_cell(item: Problem) -> str:
    near = " or ".join(f"“{word}”" for word in item.nearest)
    said = f"“{item.found}” at {item.cell.rpartition('!')[2]}"
    return f"{said} (nearest: {near})" if near else said


def _expected(group: Sequence[Problem]) -> Iterator[str]:
    first = group[0]
    each = dict.fromkeys(item.expected for item in group if item.expected)
    expected = [
        text for text in each if not any(text != more and more.startswith(text) for more in each)
    ]
    if first.code in _ACROSS:  # of many columns, the first shows how
        yield f"expected {first.expected}"
    elif expected:
        shown = expected if len(expected) <= _EACH else expected[:_FEW]
        more = len(expected) - len(shown)
        yield f"expected {'; '.join(shown)}" + (f"; and {more:,} more" if more else "")


def _counted(words: Counter[str], between: str = ", ") -> str:
    """Return the commonest words, how often each, and how many more there are."""
    shown = [
        f"“{word}”" + (f" ({times} times)" if times > 1 else "")
        for word, times in words.most_common(_FEW)
    ]
    more = len(words) - _FEW
    return between.join(shown) + (f" and {more:,} more" if more > 0 else "")
