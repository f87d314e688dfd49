"""The texts that the cells of an .xlsx share: made sure of, and measured, before they are used.

A cell names its text by number, and each cell is given a copy of it: ten thousand cells that name
one text of a megabyte would take up ten gigabytes. So texts count in every cell that names them.
"""

import functools
import io
import re
from collections.abc import Mapping
from xml.parsers import expat

from slavery_benchmark.reading.archive import Archive
from slavery_benchmark.reading.feeding import feed
from slavery_benchmark.reading.raw_cells import refuse_damaged
from slavery_benchmark.reading.runs import Runs
from slavery_benchmark.reading.xlsx.plain_cells import SHEETML, escape

_ITEM = re.compile(rb"<(?:[A-Za-z0-9]+:)?si[ />]")
_ASTRAL = re.compile(rb"[\xf0-\xff]")
"""What a character of four bytes begins with."""
_ODD = re.compile(rb"<!|<\?(?!xml )")
_ROOT = re.compile(rb"<(?:[A-Za-z0-9]+:)?sst\b[^<>]*>")
_COUNTS = re.compile(rb"""\s(?:uniqueCount|count)\s*=\s*(?:"[^"]*"|'[^']*')""")


class Strings:
    """The part with the shared strings, in UTF-8, None if there is none.

    `struck` has the numbers of texts of which something is struck through and left out here, and
    whether that is all of it. Lengths are in characters as they take up memory, so those beyond
    ASCII count more.
    """

    def __init__(self, data: bytes | None, struck: Mapping[int, bool] | None = None) -> None:
        self.data = data
        self.struck = struck or {}
        self._pieces = _ITEM.split(data)[1:] if data else []
        self._weight = 1.0 if not data or data.isascii() else 2.5 if _ASTRAL.search(data) else 1.5
        self.longest = int(max(map(len, self._pieces), default=0) * self._weight)

    def length(self, number: str) -> int:
        """Return about how long a text is, by its number as in a cell; -1 if there is none."""
        number = number.strip()
        if not (number.isascii() and number.isdigit() and len(number) < 10):
            return -1
        return self.lengths[int(number)] if int(number) < len(self._pieces) else -1

    @functools.cached_property
    def lengths(self) -> list[int]:
        """The lengths of all texts, with what stands around them."""
        return [int(len(piece) * self._weight) for piece in self._pieces]


NO_STRINGS = Strings(None)


def read_strings(archive: Archive, part: str) -> Strings:
    """Return the shared strings of a workbook; UnusableError if their part is broken."""
    data = archive.part(part)
    if data is None:
        return NO_STRINGS
    try:
        if _ODD.search(data) or not _is_utf_8(data) or b"strike" in data or b"vertAlign" in data:
            return _rewritten(data)
        parser = expat.ParserCreate()  # without handlers: is it sound?
        feed(parser, io.BytesIO(data), archive.clock)
    except (expat.ExpatError, ValueError, LookupError) as error:
        refuse_damaged(archive.file, f"shared strings: {error}")
    # the reader library makes room for as many texts as the part says that there are
    return Strings(_ROOT.sub(lambda root: _COUNTS.sub(b"", root[0]), data, count=1))


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


def _rewritten(data: bytes) -> Strings:
    """Return the strings in plain form, one for each item; expat.ExpatError if they are broken."""
    struck: dict[int, bool] = {}
    runs = [Runs()]
    count = 0
    out = io.StringIO()
    out.write(f'<sst xmlns="{SHEETML}">')
    texts: list[str] = []
    path: list[str] = []
    parser = expat.ParserCreate(namespace_separator="}")

    def start(name: str, attributes: dict[str, str]) -> None:
        path.append(name.rpartition("}")[2])
        runs[0].start(path[-1], attributes.get("val"))
        if path[-1] == "t" and "rPh" not in path:
            kept = attributes.get("http://www.w3.org/XML/1998/namespace}space") == "preserve"
            path[-1] = "t" if kept else "t-"
            texts.append("")
            parser.CharacterDataHandler = text

    def text(piece: str) -> None:
        texts[-1] += piece

    def end(_name: str) -> None:
        nonlocal count
        tag = path.pop()
        if tag in ("t", "t-"):
            parser.CharacterDataHandler = None
            said = texts[-1] if tag == "t" else texts[-1].strip(" \t\r\n")
            texts[-1] = runs[0].shown(said)
        if tag == "si" and len(path) == 1:
            said = escape("".join(texts))
            out.write(f'<si><t xml:space="preserve">{said}</t></si>')
            texts.clear()
            if runs[0].some_struck:
                struck[count] = runs[0].all_struck
            count += 1
            runs[0] = Runs()

    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.buffer_text = True
    parser.Parse(data, True)
    out.write("</sst>")
    return Strings(out.getvalue().encode(), struck)
