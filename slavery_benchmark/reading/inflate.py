"""Reads a part of a zip archive and believes nothing that the archive says of it.

The library that reads the sheets has a zip reader of its own. Two readers that take a lie in
different ways see different contents; so a part is only taken if its packed bytes end exactly where
its content ends, and its size and checksum are those stated.
"""

import zlib
from struct import unpack_from
from typing import NoReturn, Protocol

import msgspec

from slavery_benchmark.core.problems import Code, UnusableError, problem
from slavery_benchmark.reading.limits import Clock

STORED, DEFLATED = 0, 8
_METHODS = {9: "Deflate64", 12: "bzip2", 14: "LZMA", 93: "Zstandard", 95: "XZ", 98: "PPMd"}
_ENCRYPTED = 0x1 | 0x40
_LOCAL = b"PK\x03\x04"
_LOCAL_SIZE = 30
_PACKED = 2**14
_PIECE = 2**18


class Member(msgspec.Struct, frozen=True):
    """What the archive's table of contents says of a part."""

    name: str
    method: int
    flags: int
    crc: int
    packed: int
    size: int
    offset: int


def packed_bytes(content: bytes, member: Member, file: str) -> memoryview:
    """Return the packed bytes of a part, not copied; UnusableError if they cannot be unpacked."""
    if member.flags & _ENCRYPTED:
        raise UnusableError(
            problem(Code.PASSWORD, file=file, expected="a copy saved without the password")
        )
    if member.method not in (STORED, DEFLATED):
        method = _METHODS.get(member.method, f"method {member.method}")
        _refuse(file, f"a part packed with {method}", "a workbook saved by a spreadsheet program")
    place = member.offset
    if not 0 <= place <= len(content) - _LOCAL_SIZE or content[place : place + 4] != _LOCAL:
        _refuse(file, f"no content at the place given for {member.name}")
    name, extra = unpack_from("<HH", content, place + 26)
    start = place + _LOCAL_SIZE + name + extra
    if start + member.packed > len(content):
        _refuse(file, f"a file that breaks off inside {member.name}")
    return memoryview(content)[start : start + member.packed]


class Source(Protocol):
    """What bytes can be read from."""

    def read(self, size: int = -1, /) -> bytes:
        """Return so many bytes, fewer only at the end; all that are left for -1."""


class PartStream:
    """The content of a part, from its start to its end."""

    def __init__(self, packed: memoryview, member: Member, file: str, clock: Clock) -> None:
        self._packed = packed
        self._member = member
        self._file = file
        self._clock = clock
        self._place = self._size = self._crc = 0
        self._ready = bytearray()
        self._ended = False
        self._inflate = zlib.decompressobj(-15) if self._member.method == DEFLATED else None

    def read(self, size: int = -1, /) -> bytes:
        """Return so many bytes, or all that are left; UnusableError if the part is not sound."""
        while not self._ended and (size < 0 or len(self._ready) < size):
            self._more()
        taken = bytes(self._ready[:size] if size >= 0 else self._ready)
        del self._ready[: len(taken)]
        return taken

    def _more(self) -> None:
        """Unpack another piece; at the end compare with what was stated."""
        self._clock.check()
        step = _PIECE if self._inflate is None else _PACKED
        piece = self._packed[self._place : self._place + step]
        self._place += len(piece)
        try:
            made = piece if self._inflate is None else self._inflate.decompress(piece)
        except zlib.error:
            _refuse(self._file, f"{self._member.name} cannot be unpacked")
        self._size += len(made)
        if self._size > self._member.size:
            _refuse(self._file, f"{self._member.name} is longer than is said of it")
        self._crc = zlib.crc32(made, self._crc)
        self._ready += made
        if self._place >= len(self._packed) or (self._inflate is not None and self._inflate.eof):
            self._end()

    def _end(self) -> None:
        self._ended = True
        whole = self._place >= len(self._packed) and (
            self._inflate is None or (self._inflate.eof and not self._inflate.unused_data)
        )
        if not whole or self._size != self._member.size or self._crc != self._member.crc:
            _refuse(self._file, f"{self._member.name} is not what was saved")


def _refuse(file: str, found: str, expected: str = "a workbook saved whole") -> NoReturn:
    raise UnusableError(problem(Code.DAMAGED, file=file, found=found, expected=expected))
