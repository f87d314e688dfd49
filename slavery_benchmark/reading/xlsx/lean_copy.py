"""The workbook that the reader library is given: only parts that were made sure of.

The library finds parts, sheets and links in ways of its own, and opens parts that nobody asked for.
Here it gets an archive of ours: our lists and names, the sheets that were scanned or written again,
the formats and the shared strings. Packed bytes are copied as they are, so this costs next to
nothing; and nothing that was not looked at is ever parsed by it.
"""

import io
import struct
import zlib
from collections.abc import Sequence
from xml.parsers import expat

from slavery_benchmark.reading.archive import Archive, refuse_doctype
from slavery_benchmark.reading.feeding import check_sound
from slavery_benchmark.reading.inflate import DEFLATED, STORED, Member, packed_bytes
from slavery_benchmark.reading.open_xml import BookParts
from slavery_benchmark.reading.raw_cells import Findings, SheetPart, refuse_damaged
from slavery_benchmark.reading.xlsx.plain_cells import SHEETML
from slavery_benchmark.reading.xlsx.shared_strings import Strings, in_utf_8

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
_TYPES = (
    f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/xl/workbook.xml" ContentType="{_SHEET_TYPE}"/></Types>'
)
_ROOT = (
    f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="r" '
    f'Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
)
_VERSION = 20


def sheet_name(number: int) -> str:
    """Return the name of a sheet in the lean copy."""
    return f"sheet{number}"


def lean_copy(
    archive: Archive,
    book: BookParts,
    strings: Strings,
    sheets: Sequence[tuple[SheetPart, Findings]],
) -> io.BytesIO:
    """Return an .xlsx with these sheets alone, named by `sheet_name` from 0 on."""
    made = _Zip()
    made.add("[Content_Types].xml", _TYPES.encode())
    made.add("_rels/.rels", _ROOT.encode())
    made.add("xl/workbook.xml", _book(len(sheets), from_1904=book.from_1904))
    made.add("xl/_rels/workbook.xml.rels", _links(len(sheets)))
    styles = archive.part(book.styles, archive.limits.styles)
    if styles is not None:
        made.add("xl/styles.xml", _sound(styles, archive))
    if strings.data is not None:
        made.add("xl/sharedStrings.xml", strings.data)
    for number, (part, found) in enumerate(sheets):
        name = f"xl/worksheets/{sheet_name(number)}.xml"
        if found.rewritten is not None:
            made.add(name, found.rewritten)
        else:
            member = archive.member(part.part)
            if member is None:
                refuse_damaged(archive.file, f"no content for the sheet {part.name}")
            made.copy(name, archive, member)
    return made.finished()


def _book(sheets: int, *, from_1904: bool) -> bytes:
    listed = "".join(
        f'<sheet name="{sheet_name(n)}" sheetId="{n + 1}" r:id="r{n}"/>' for n in range(sheets)
    )
    dates = '<workbookPr date1904="1"/>' if from_1904 else ""
    head = f'<workbook xmlns="{SHEETML}" xmlns:r="{_OFFICE}">'
    return f"{head}{dates}<sheets>{listed}</sheets></workbook>".encode()


def _links(sheets: int) -> bytes:
    kinds = [("worksheet", f"worksheets/{sheet_name(n)}.xml") for n in range(sheets)]
    kinds += [("styles", "styles.xml"), ("sharedStrings", "sharedStrings.xml")]
    links = "".join(
        f'<Relationship Id="r{n}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for n, (kind, target) in enumerate(kinds)
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{links}</Relationships>'.encode()


def _sound(styles: bytes, archive: Archive) -> bytes:
    """Return the formats in UTF-8; UnusableError if they are not well-formed."""
    try:
        check_sound(styles, archive.clock, lambda *_: refuse_doctype("formats", archive.file))
        return in_utf_8(styles)
    except (expat.ExpatError, ValueError, LookupError) as error:
        refuse_damaged(archive.file, f"formats: {error}")


class _Zip:
    """A zip archive that is being written, with parts copied as they are packed."""

    def __init__(self) -> None:
        self._out = io.BytesIO()
        self._entries = b""
        self._count = 0

    def add(self, name: str, data: bytes) -> None:
        """Add a part, not packed."""
        self._write(name, STORED, zlib.crc32(data), len(data), data)

    def copy(self, name: str, archive: Archive, member: Member) -> None:
        """Add a part of another archive, packed as it is; it was read to its end before."""
        packed = packed_bytes(archive.content, member, archive.file)
        self._write(name, member.method, member.crc, member.size, packed)

    def _write(
        self, name: str, method: int, crc: int, size: int, packed: bytes | memoryview
    ) -> None:
        if method not in (STORED, DEFLATED):
            raise AssertionError("packed_bytes refuses every other method")
        place, raw = self._out.tell(), name.encode()
        what = struct.pack(
            "<HHHHHIIIHH", _VERSION, 0, method, 0, 0x21, crc, len(packed), size, len(raw), 0
        )
        self._out.write(b"PK\x03\x04" + what + raw)
        self._out.write(packed)
        self._entries += (
            b"PK\x01\x02" + struct.pack("<H", _VERSION) + what
            + struct.pack("<HHHII", 0, 0, 0, 0, place) + raw
        )  # fmt: skip
        self._count += 1

    def finished(self) -> io.BytesIO:
        """Return the archive, at its start."""
        place = self._out.tell()
        self._out.write(self._entries)
        end = (0, 0, self._count, self._count, len(self._entries), place, 0)
        self._out.write(b"PK\x05\x06" + struct.pack("<HHHHIIH", *end))
        self._out.seek(0)
        return self._out
