"""From forces.csv to the register of forces, or to the faults in it."""

import csv
import io
from pathlib import Path
from typing import Any

import msgspec

from slavery_benchmark.core.framework.faults import Fault
from slavery_benchmark.core.framework.register import Force, Register
from slavery_benchmark.core.text import nearest
from slavery_benchmark.reading.plain_files import whole_of

_COLUMNS = Force.__struct_fields__
_REQUIRED = ("code", "name", "short_name", "kind")
_KINDS = ("territorial", "other", "fictional")


def load_register(path: Path, faults: list[Fault]) -> Register:
    """Read forces.csv, adding what is wrong with it to `faults`; aliases are parted by semicolons.

    Without the file the register is empty.
    """
    if not path.is_file():
        return Register(())
    try:
        content = whole_of(path)
    except OSError as error:
        found = error.strerror or str(error)
        faults.append(_fault(path, 1, "", found, "a text file that you may read"))
        return Register(())
    try:
        text = content.decode("utf-8-sig")
        reader = csv.DictReader(io.StringIO(text, newline=""), strict=True)
        header = list(reader.fieldnames or [])
        missing = [column for column in _REQUIRED if column not in header]
        for column in missing:
            expected = "the columns " + ", ".join(_COLUMNS)
            close = nearest(column, header)
            faults.append(_fault(path, 1, column, "no such column", expected, close))
        if missing:
            return Register(())
        rows = [(reader.line_num, row) for row in reader]
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        expected = "a file saved as UTF-8 (in Excel: CSV UTF-8)"
        faults.append(_fault(path, line, "", "bytes that are not UTF-8", expected))
        return Register(())
    except csv.Error as error:
        faults.append(_fault(path, 1, "", str(error), "comma-separated values"))
        return Register(())
    forces: list[Force] = []
    lines: dict[str, int] = {}
    for line, row in rows:
        values: dict[str, Any] = {key: row.get(key) or "" for key in _COLUMNS}
        values["aliases"] = [part for part in values["aliases"].split(";") if part.strip()]
        kind = values["kind"]
        if kind not in _KINDS:
            expected = ", ".join(_KINDS[:-1]) + f" or {_KINDS[-1]}"
            close = nearest(kind, _KINDS)
            faults.append(_fault(path, line, "kind", kind or "an empty cell", expected, close))
            continue
        faults += [
            _fault(path, line, column, "an empty cell", f"a {column}")
            for column in ("code", "name")
            if not values[column].strip()
        ]
        force = msgspec.convert(values, Force)
        if force.code in lines:
            expected = f"a code of its own (it stands on line {lines[force.code]})"
            faults.append(_fault(path, line, "code", f"the code {force.code} again", expected))
        lines.setdefault(force.code, line)
        forces.append(force)
    return Register(tuple(forces))


def _fault(
    path: Path, line: int, column: str, found: str, expected: str, close: tuple[str, ...] = ()
) -> Fault:
    return Fault(
        file=str(path),
        line=line,
        path=(column,) if column else (),
        found=found,
        expected=expected,
        nearest=close,
    )
