"""The texts that the cells of an .xlsx share: made sure of, and measured, before they are used.

A cell names its text by number, and each cell is given a copy of it: ten thousand cells that name
one text of a megabyte would take up ten gigabytes. So texts count in every cell that names them.
As with the rows of a sheet, an expression proves that the part is written plainly, down to its
last byte; whatever it does not prove goes through an XML parser, and is written again.
"""

import functools
import io
import re
from collections.abc import Collection, Mapping
from xml.parsers import expat

from slavery_benchmark.reading.archive import Archive, refuse_doctype
from slavery_benchmark.reading.feeding import feed, refuse_depth
from slavery_benchmark.reading.limits import LONGEST_CELL, Clock
from slavery_benchmark.reading.raw_cells import refuse_damaged, refuse_large
from slavery_benchmark.reading.runs import Runs
from slavery_benchmark.reading.xlsx import plain_rows
from slavery_benchmark.reading.xlsx.plain_cells import SHEETML, escape

_ITEM, _END = b"<si>", b"</sst>"
_HEAD = f'<sst xmlns="{SHEETML}">'.encode()
"""Without counts: the reader library makes room for as many texts as the part says there are."""
_ITEMS = re.compile(plain_rows.SHARED_ITEMS)
_ASTRAL = bytes(range(0xF0, 0x100))
"""What a character of four bytes begins with."""
_TAG, _REFERENCE = re.compile(rb"<[^<>]*>"), re.compile(rb"&[^;&]*;")
_MOST_HEAD = 2**14
_MOST = 5_000_000
"""Texts of a workbook."""


class Strings:
    """The part with the shared strings, in UTF-8 and in plain form, None if there is none.

    `struck` has the numbers of texts of which something is struck through and left out here, and
    whether that is all of it; `cut` those that are left out as no cell may hold so long a text.
    Lengths are in characters as they take up memory, so those beyond ASCII count more.
    """

    def __init__(
        self,
        data: bytes | None,
        struck: Mapping[int, bool] | None = None,
        cut: Collection[int] = (),
    ) -> None:
        self.data = data
        self.struck = struck or {}
        self._cut = cut
        self._pieces = data.split(_ITEM)[1:] if data else []
        self._weight = _weight(data)
        longest = max(map(len, self._pieces), default=0)
        self.longest = int(longest * self._weight)
        self.some_too_long = bool(cut) or longest > LONGEST_CELL

    def length(self, number: str) -> int:
        """Return about how long a text is, by its number as in a cell; -1 if there is none."""
        number = number.strip()
        if not (number.isascii() and number.isdigit() and len(number) < 10):
            return -1
        return self.lengths[int(number)] if int(number) < len(self._pieces) else -1

    def is_too_long(self, number: int) -> bool:
        """Return whether no cell may hold a text, by its number."""
        if number in self._cut:
            return True
        piece = self._pieces[number]
        if len(piece) <= LONGEST_CELL:
            return False
        return len(_REFERENCE.sub(b"x", _TAG.sub(b"", piece)).decode()) > LONGEST_CELL

    @functools.cached_property
    def lengths(self) -> list[int]:
        """The lengths of all texts, with what stands around them."""
        return [int(len(piece) * self._weight) for piece in self._pieces]


def _weight(data: bytes | None) -> float:
    """Return the memory that texts take up for each byte of theirs, at most."""
    if not data or data.isascii():
        return 1.0
    # many times as quick as to search for one of these bytes
    return 2.5 if len(data.translate(None, _ASTRAL)) < len(data) else 1.5


NO_STRINGS = Strings(None)


def read_strings(archive: Archive, part: str) -> Strings:
    """Return the shared strings of a workbook; UnusableError if their part is broken."""
    data = archive.part(part)
    if data is None:
        return NO_STRINGS
    try:
        plain = None if b"strike" in data or b"vertAlign" in data else _plain(data)
        _refuse_many((plain or data).count(_ITEM), archive.file)
        if plain is not None:
            return Strings(plain)
        return _Rewriting(archive).strings(data, archive.clock)
    except (expat.ExpatError, ValueError, LookupError) as error:
        refuse_damaged(archive.file, f"shared strings: {error}")


def in_utf_8(data: bytes) -> bytes:
    """Return XML in UTF-8, whatever its encoding was.

    Raises ValueError or LookupError if it is none of those that an XML parser knows.
    """
    if _is_utf_8(data):
        return data
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        text = data.decode("utf-16")
    elif b"\0" in data[:4]:
        text = data.decode("utf-16-le" if data[1:2] == b"\0" else "utf-16-be")
    else:
        declared = re.match(rb"""<\?xml[^>]*encoding=["']([A-Za-z0-9._-]{1,40})["']""", data)
        text = data.decode(declared[1].decode() if declared else "utf-8")
    return re.sub(r"^\ufeff?<\?xml[^>]*\?>", "", text).encode()


def _is_utf_8(data: bytes) -> bool:
    declared = re.match(rb"""(?:\xef\xbb\xbf)?<\?xml[^>]*encoding=["']([^"']*)["']""", data[:200])
    name = declared[1].lower() if declared else b"utf-8"
    return (name in (b"utf-8", b"us-ascii") and b"\0" not in data[:4]) and data[:2] not in (
        b"\xff\xfe",
        b"\xfe\xff",
    )


def _plain(data: bytes) -> bytes | None:
    """Return the strings under a head of ours, None unless they are written plainly."""
    start, end = data.find(_ITEM), data.rfind(_END)
    if not 0 < start < min(end, _MOST_HEAD) or not plain_rows.repeats_are_sound():
        return None
    if data[end + len(_END) :].strip(b" \t\r\n") or not _is_plain_head(data[:start]):
        return None
    if _ITEMS.fullmatch(data, start, end) is None:
        return None
    if not data.isascii():
        try:
            text = data.decode()
        except UnicodeDecodeError:
            return None
        if "\ufffe" in text or "\uffff" in text:
            return None
    return _HEAD + data[start:end] + _END


def _is_plain_head(head: bytes) -> bool:
    """Return whether this is the start tag of the strings, in UTF-8, and nothing else."""
    found: list[str] = []
    parser = expat.ParserCreate(namespace_separator="}")
    parser.XmlDeclHandler = lambda _, encoding, __: found.append((encoding or "utf-8").lower())
    parser.StartElementHandler = lambda name, _: found.append(name.rpartition("}")[2])
    parser.CharacterDataHandler = lambda text: found.append(text) if text.strip() else None
    try:
        parser.Parse(head, False)
        parser.Parse(_END, True)
    except (expat.ExpatError, ValueError, LookupError):
        return False
    return b"<!" not in head and found in (["utf-8", "sst"], ["sst"])


def _refuse_many(count: int, file: str) -> None:
    if count > _MOST:
        refuse_large(f"more than {_MOST:,} texts", f"at most {_MOST:,} different texts", "", file)


class _Rewriting:
    """One walk over shared strings, which writes each item again in plain form."""

    def __init__(self, archive: Archive) -> None:
        self._file = archive.file
        self._out = io.StringIO()
        self._struck: dict[int, bool] = {}
        self._cut: set[int] = set()
        self._count = self._depth = self._phonetic = self._length = 0
        self._kept = False
        self._runs = Runs()
        self._texts: list[str] = []
        self._pieces: list[str] = []
        self._parser = expat.ParserCreate(namespace_separator="}")
        self._parser.StartElementHandler, self._parser.EndElementHandler = self._start, self._end
        self._parser.StartDoctypeDeclHandler = self._doctype
        self._parser.buffer_text = True

    def strings(self, data: bytes, clock: Clock) -> Strings:
        """Return the strings; expat.ExpatError if they are broken."""
        self._out.write(_HEAD.decode())
        feed(self._parser, io.BytesIO(data), clock, self._look)
        self._out.write(_END.decode())
        return Strings(self._out.getvalue().encode(), self._struck, self._cut)

    def _look(self) -> None:
        refuse_depth(self._depth)
        _refuse_many(self._count, self._file)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        tag = name.rpartition("}")[2]
        self._runs.start(tag, attributes.get("val"))
        if tag == "rPh" and not self._phonetic:
            self._phonetic = self._depth
        elif tag == "t" and not self._phonetic:
            self._kept = attributes.get("http://www.w3.org/XML/1998/namespace}space") == "preserve"
            self._parser.CharacterDataHandler = self._text

    def _text(self, piece: str) -> None:
        self._length += len(piece)
        if self._length <= LONGEST_CELL:
            self._pieces.append(piece)

    def _end(self, name: str) -> None:
        tag = name.rpartition("}")[2]
        if tag == "t" and not self._phonetic:
            self._parser.CharacterDataHandler = None
            said = "".join(self._pieces)
            self._pieces.clear()
            self._texts.append(self._runs.shown(said if self._kept else said.strip(" \t\r\n")))
        elif self._phonetic == self._depth:
            self._phonetic = 0
        self._depth -= 1
        if tag == "si" and self._depth == 1:
            self._end_item()

    def _end_item(self) -> None:
        if self._length > LONGEST_CELL:
            self._cut.add(self._count)
            self._texts.clear()
        said = escape("".join(self._texts))
        self._out.write(f'<si><t xml:space="preserve">{said}</t></si>' if said else "<si><t/></si>")
        if self._runs.some_struck:
            self._struck[self._count] = self._runs.all_struck
        self._count += 1
        self._length = 0
        self._texts.clear()
        self._runs = Runs()

    def _doctype(self, *_: object) -> None:
        refuse_doctype("shared strings", self._file)
