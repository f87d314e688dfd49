"""From a CSV of force and group to groups: most similar groups are the user's to bring."""

import csv
import io
from pathlib import Path

from slavery_benchmark.core.comparing.groups import Group
from slavery_benchmark.core.framework.register import Register
from slavery_benchmark.core.problems import Code, Problem, UnusableError, problem
from slavery_benchmark.core.text import clean, fold, nearest

_FORCE, _GROUP = "force", "group"


def read_groups(path: Path, register: Register) -> tuple[tuple[Group, ...], tuple[Problem, ...]]:
    """Read a CSV with the columns force and group; return the groups and what is wrong with rows.

    A force that the register lacks is a problem at its line and stays out. Raises UnusableError if
    the file cannot be read or lacks a column.
    """
    file = clean(str(path))
    try:
        reader = csv.DictReader(io.StringIO(path.read_bytes().decode("utf-8-sig"), newline=""))
        header = {fold(name): name for name in reader.fieldnames or [] if name}
        rows = [(reader.line_num, row) for row in reader]
    except FileNotFoundError:
        raise UnusableError(problem(Code.FILE_MISSING, file=file)) from None
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise UnusableError(
            problem(
                Code.FILE_UNREADABLE,
                file=file,
                found=str(error),
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
    for line, row in rows:
        name, group = row[header[_FORCE]] or "", clean(row[header[_GROUP]] or "")
        known = register.find(name)
        if known is None:
            problems.append(
                problem(
                    Code.FORCE_UNKNOWN,
                    file=f"{file}:{line}",
                    found=name,
                    expected="a force of the register; the line is left out",
                    nearest=register.nearest(name),
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
