"""How large a workbook may be, and how long reading it may take. SECURITY.md repeats the numbers.

A workbook beyond a limit is refused before anything is allocated for it. The limits are far above
any return: 600,000 cases fit. Whoever has to read more raises them, all by a factor or one by name.
"""

import re
from math import isfinite
from time import thread_time

import msgspec

from slavery_benchmark.core.problems import Code, UnusableError, problem
from slavery_benchmark.core.text import nearest

LONGEST_CELL = 32_767
"""Characters that a cell can hold in a spreadsheet program."""
_MOST_RAISED = 1_000.0
_SETTING = re.compile(r"([a-z_]+)=([0-9]{1,15})")


class Limits(msgspec.Struct, frozen=True, kw_only=True):
    """What is read at most. Sizes are in bytes.

    file: the file as it is. unpacked: all its parts together. part: one part. lists: a part that
    only lists things (sheets, links, properties). styles: the part with the formats. dense and
    ratio: a part over `dense` may not unpack to more than `ratio` times its packed size. parts,
    sheets: of a file. rows, columns, cells: of a sheet, up to its furthest cell. marks: cells of a
    sheet with an error, with a formula never calculated, or under a merge. text: characters in all
    cells of a sheet, a text counted each time; those beyond ASCII count 1.5 or 2.5 times. seconds:
    of work on one file, while it is gone through; the reader library, which cannot be interrupted,
    is held to the other limits.
    """

    file: int = 256 * 2**20
    unpacked: int = 2**30
    part: int = 512 * 2**20
    lists: int = 16 * 2**20
    styles: int = 64 * 2**20
    dense: int = 50 * 10**6
    ratio: int = 250
    parts: int = 10_000
    sheets: int = 1_000
    rows: int = 600_000
    columns: int = 16_384
    cells: int = 20_000_000
    marks: int = 1_000_000
    text: int = 600_000_000
    seconds: int = 30

    def scaled(self, factor: float) -> "Limits":
        """Return these limits times a factor, 1 at least each; ValueError if it is none."""
        if not (isfinite(factor) and 0 < factor <= _MOST_RAISED):
            raise ValueError(f"a factor is above 0 and at most {_MOST_RAISED:,.0f}")
        return Limits(
            **{name: max(1, int(getattr(self, name) * factor)) for name in self.__struct_fields__}
        )

    def with_one(self, name: str, value: int) -> "Limits":
        """Return these limits with another value for one; ValueError if there is none such."""
        if name not in self.__struct_fields__:
            close = nearest(name, self.__struct_fields__)
            hint = f"; nearest: {close[0]}" if close else ""
            raise ValueError(f"there is no limit named {name}{hint}")
        if value < 1:
            raise ValueError(f"{name} has to be 1 or more")
        return msgspec.structs.replace(self, **{name: value})


DEFAULT = Limits()


def limits_from(settings: str, limits: Limits = DEFAULT) -> Limits:
    """Return the limits that a text asks for: a factor ("2"), or names ("rows=900000,seconds=90").

    Raises ValueError, with a sentence fit for a user, for anything else.
    """
    for setting in (item.strip() for item in settings.split(",")):
        named = _SETTING.fullmatch(setting)
        if named:
            limits = limits.with_one(named[1], int(named[2]))
            continue
        try:
            factor = float(setting)
        except ValueError:
            names = ", ".join(Limits.__struct_fields__)
            raise ValueError(
                f"{setting!r} is neither a factor, such as 2, nor one of {names} with a whole "
                "number, such as rows=900000"
            ) from None
        limits = limits.scaled(factor)
    return limits


class Clock:
    """The working time that is left for one file, looked at between pieces of it.

    It is the time of this thread: a machine that is busy with something else takes none of it, nor
    does another file that the same process reads meanwhile.
    """

    def __init__(self, limits: Limits, file: str) -> None:
        self._seconds = limits.seconds
        self._end = thread_time() + limits.seconds
        self._file = file

    def check(self) -> None:
        """Raise UnusableError if the time is over."""
        if thread_time() > self._end:
            raise UnusableError(
                problem(
                    Code.TOO_SLOW,
                    file=self._file,
                    found=f"more than {self._seconds:,} seconds of work",
                    expected="a workbook without what does not belong to the return, saved again "
                    "in a spreadsheet program",
                )
            )
