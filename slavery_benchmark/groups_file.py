"""From a CSV of force and group to groups: most similar groups are the user's to bring."""

import csv
import io
from itertools import islice
from pathlib import Path

from slavery_benchmark.core.comparing.groups import Group
from slavery_benchmark.core.framework.register import Register
from slavery_benchmark.core.problems import Code, Problem, UnusableError, problem
from slavery_benchmark.core.text import clean, fold, nearest
from slavery_benchmark.reading.plain_files import NoPlainFileError, whole_of
from slavery_benchmark.reading.reader import missing

_MOST_NEAREST = 20
"""Lines for whose names the nearest of the register are worked out, which takes a while each."""
_MOST_ROWS = 50_000
"""Lines of a file, of which each is looked up and may be a problem."""
_FORCE, _GROUP = "force", "group"


def read_groups(path: Path, register: Register) -> tuple[tuple[Group, ...], tuple[Problem, ...]]:
    """Read a CSV with the columns force and group; return the groups and what is wrong with rows.

    A force that the register lacks is a problem at its line and stays out. Raises UnusableError if
    the file cannot be read or lacks a column.
    """
    file = clean(str(path))
    try:
        reader = csv.DictReader(io.StringIO(whole_of(path).decode("utf-8-sig"), newline=""))
        header = {fold(name): name for name in reader.fieldnames or [] if name}
        rows = [(reader.line_num, row) for row in islice(reader, _MOST_ROWS + 1)]
        if len(rows) > _MOST_ROWS:
            raise NoPlainFileError(f"more than {_MOST_ROWS:,} lines")
    except FileNotFoundError as error:
        raise missing(file, error) from None
    except (OSError, ValueError, csv.Error) as error:  # a zero byte in a name is a ValueError
        raise UnusableError(
            problem(
                Code.FILE_UNREADABLE,
                file=file,
                found=getattr(error, "strerror", None) or str(error),
                expected="a CSV file saved as UTF-8, with the columns force and group",
            )
        ) from None
    for column in (_FORCE, _GROUP):
        if column not in header:
            raise UnusableError(
                problem(
                    Code.KEY_COLUMN_MISSING,
                    file=f"{file}:1",
                    found=", ".join(header) or "no columns",
                    expected=f"a column named {column}",
                    nearest=nearest(column, header),
                )
            )
    members: dict[str, set[str]] = {}
    problems: list[Problem] = []
    nearest_of = _Nearest(register)
    for line, row in rows:
        name, group = row[header[_FORCE]] or "", clean(row[header[_GROUP]] or "")
        known = register.find(name)
        if known is None:
            problems.append(
                problem(
                    Code.FORCE_UNKNOWN,
                    file=f"{file}:{line}",
                    found=clean(name, 80),
                    expected="a force of the register; the line is left out",
                    nearest=nearest_of(name),
                )
            )
        elif group:
            members.setdefault(group, set()).add(known.name)
    return (
        tuple(
            Group(name=name, kind="group", forces=frozenset(forces))
            for name, forces in sorted(members.items())
        ),
        tuple(problems),
    )


class _Nearest:
    """Works out what is nearest to names, each once, and only to the first of them."""

    def __init__(self, register: Register) -> None:
        self._register = register
        self._known: dict[str, tuple[str, ...]] = {}

    def __call__(self, name: str) -> tuple[str, ...]:
        if name not in self._known and len(self._known) >= _MOST_NEAREST:
            return ()
        if name not in self._known:
            self._known[name] = self._register.nearest(clean(name, 80))
        return self._known[name]
