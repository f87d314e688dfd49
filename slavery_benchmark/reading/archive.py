"""What a file is and whether it is safe to read, told from its bytes before any parser sees it."""

import io
import re
import zipfile
from enum import StrEnum
from typing import NoReturn
from xml.etree import ElementTree
from xml.parsers import expat

import msgspec

from slavery_benchmark.core.problems import Code, UnusableError, problem
from slavery_benchmark.reading import compound_file
from slavery_benchmark.reading.feeding import check_sound
from slavery_benchmark.reading.first_bytes import described, other_spreadsheet
from slavery_benchmark.reading.inflate import Member, PartStream, packed_bytes
from slavery_benchmark.reading.limits import DEFAULT, Clock, Limits

MAX_FILE_BYTES = DEFAULT.file

WORKBOOKS = ".xlsx, .xlsm or .ods"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENTRY = b"PK\x01\x02"
_WHOLE = "a workbook saved whole"
_SAVED_AS = "an .xlsx: open it and choose Save As, Excel Workbook"
_DOCTYPE = "<!DOCTYPE"
_START = 2**20
"""Bytes in which the content of an .ods says what it is: formats stand before it."""
_MOST_LISTED = 1_000_000
"""Tags and attributes of a part that lists things; a defined name has a handful."""
_BOOK = "xl/workbook.xml"
_BOOK_TYPE = "/officeDocument"


class Kind(StrEnum):
    """The workbook formats that are read."""

    OPEN_XML = "xlsx"
    OPEN_DOCUMENT = "ods"


class Archive(msgspec.Struct, frozen=True, kw_only=True):
    """A workbook's zip archive: its kind and a way to its parts.

    Parts are found whatever the case of their names, and with slashes of either kind. `book` is the
    part that lists the sheets of an .xlsx.
    """

    file: str
    kind: Kind
    zip: zipfile.ZipFile
    content: bytes
    members: dict[str, Member]
    limits: Limits
    clock: Clock
    book: str = _BOOK

    def member(self, name: str) -> Member | None:
        """Return what is said of a part, None if there is none."""
        return self.members.get(_plain(name))

    def open(self, name: str) -> PartStream | None:
        """Return a part's content as a stream, None if there is none."""
        member = self.member(name)
        if member is None:
            return None
        packed = packed_bytes(self.content, member, self.file)
        return PartStream(packed, member, self.file, self.clock)

    def raw(self, name: str, most: int | None = None) -> bytes | None:
        """Return a part's bytes, None if there is none; UnusableError if it cannot be read.

        With `most` a part of more bytes is refused.
        """
        stream = self.open(name)
        if stream is None:
            return None
        member = self.members[_plain(name)]
        if most is not None and member.size > most:
            _refuse(
                Code.TOO_LARGE,
                self.file,
                f"{_megabytes(member.size)} in {member.name}",
                f"at most {_megabytes(most)}",
            )
        return stream.read()

    def part(self, name: str, most: int | None = None) -> bytes | None:
        """Return a part as `raw` does, fit for a parser: UnusableError for a document type."""
        data = self.raw(name, most)
        if data is None:
            return None
        wide = data[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\0" in data[:4]
        forms = (_DOCTYPE.encode("utf-16-le"), _DOCTYPE.encode("utf-16-be")) if wide else ()
        if any(form in data for form in (_DOCTYPE.encode(), *forms)):
            refuse_doctype(self.members[_plain(name)].name, self.file)
        return data

    def xml(self, name: str) -> ElementTree.Element | None:
        """Return a part that lists things, parsed as XML, or None if there is none.

        UnusableError if it is broken or too large.
        """
        data = self.part(name, self.limits.lists)
        if data is None:
            return None
        try:
            if data.count(b"<") + data.count(b"=") > _MOST_LISTED:
                _refuse(Code.TOO_LARGE, self.file, f"a very long list in {name}", _WHOLE)
            check_sound(data, self.clock, lambda *_: refuse_doctype(name, self.file))
            return ElementTree.fromstring(data)  # noqa: S314 - it has no document type
        except (expat.ExpatError, ElementTree.ParseError, LookupError, ValueError) as error:
            # the last two are of an encoding that is unknown, or of more than one byte a character
            _refuse(Code.DAMAGED, self.file, f"{name}: {error}", _WHOLE)


def open_archive(content: bytes, file: str, limits: Limits = DEFAULT) -> Archive:
    """Return the archive of a workbook; raise UnusableError, with the remedy, for anything else.

    The time that `limits` gives for reading begins here.
    """
    clock = Clock(limits, file)
    if len(content) > limits.file:
        _refuse(
            Code.TOO_LARGE,
            file,
            f"more than {_megabytes(limits.file)}",
            f"at most {_megabytes(limits.file)}",
        )
    if content.startswith(_OLE):
        _refuse_old(compound_file.kind_of(content), file)
    if not content.startswith(b"PK"):
        spreadsheet = other_spreadsheet(content)
        if spreadsheet is not None:
            _refuse(Code.OLD_FORMAT, file, spreadsheet, _SAVED_AS)
        _refuse(Code.NOT_A_WORKBOOK, file, described(content), WORKBOOKS)
    _refuse_many(content.count(_ENTRY), "parts", limits.parts, file)  # each would take up memory
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
    except (zipfile.BadZipFile, ValueError, EOFError, OSError, NotImplementedError):
        _refuse(
            Code.DAMAGED, file, "a file that breaks off", "the whole file: send or save it again"
        )
    members = _members(archive, file)
    _refuse_bomb(list(members.values()), limits, file)
    opened = Archive(
        file=file,
        kind=Kind.OPEN_XML,
        zip=archive,
        content=content,
        members=members,
        limits=limits,
        clock=clock,
    )
    return _of_kind(opened)


def refuse_doctype(part: str, file: str) -> NoReturn:
    """Raise UnusableError for a part with a document type, which might define entities."""
    _refuse(
        Code.NOT_A_WORKBOOK,
        file,
        f"a document type declaration in {part}",
        "a workbook saved by a spreadsheet program",
    )


def _refuse_old(kind: str, file: str) -> NoReturn:
    """Raise UnusableError for a document in the old binary format of Office."""
    if kind == compound_file.PASSWORD:
        _refuse(Code.PASSWORD, file, None, "a copy saved without the password")
    if kind == compound_file.RIGHTS:
        expected = (
            "a copy that is not encrypted: its sensitivity label or restricted access changed"
        )
        _refuse(Code.RIGHTS_MANAGED, file, None, expected)
    if kind == compound_file.EXCEL:
        _refuse(Code.OLD_FORMAT, file, kind, _SAVED_AS)
    _refuse(Code.NOT_A_WORKBOOK, file, kind, WORKBOOKS)


def _members(archive: zipfile.ZipFile, file: str) -> dict[str, Member]:
    members: dict[str, Member] = {}
    for info in archive.infolist():
        name = info.orig_filename.replace("\\", "/").lstrip("/")
        if name.endswith("/"):
            continue
        if "\0" in name or _plain(name) in members:
            # two readers of the archive might take different ones
            _refuse(Code.DAMAGED, file, "a part that stands twice", _WHOLE)
        members[_plain(name)] = Member(
            name,
            info.compress_type,
            info.flag_bits,
            info.CRC,
            info.compress_size,
            info.file_size,
            info.header_offset,
        )
    return members


def _of_kind(archive: Archive) -> Archive:
    """Return the archive with its kind; UnusableError if it is no workbook that is read."""
    file, names = archive.file, archive.members
    replace = msgspec.structs.replace
    if _BOOK in names:
        return archive
    if "content.xml" in names:
        mimetype = archive.raw("mimetype", archive.limits.lists) or _said_by_manifest(archive)
        if b"opendocument.spreadsheet" in mimetype:
            # only searched, never parsed: OpenOffice 2 wrote a document type into it
            manifest = archive.raw("META-INF/manifest.xml", archive.limits.lists) or b""
            if b"encryption-data" in manifest:
                _refuse(Code.PASSWORD, file, None, "a copy saved without the password")
            return replace(archive, kind=Kind.OPEN_DOCUMENT)
        if b"sun.xml.calc" in mimetype:
            expected = "an .ods: open it in LibreOffice and save it as one"
            _refuse(Code.OLD_FORMAT, file, "the format of OpenOffice 1 (.sxc)", expected)
        _refuse(Code.NOT_A_WORKBOOK, file, "an OpenDocument of another kind", WORKBOOKS)
    if "xl/workbook.bin" in names:
        _refuse(Code.OLD_FORMAT, file, "Excel's binary format (.xlsb)", _SAVED_AS)
    found = "a zip archive of something else"
    if "word/document.xml" in names:
        found = "a Word document"
    elif "index/document.iwa" in names or "index.zip" in names:
        found = "a document of Apple Numbers, Pages or Keynote; export it as Excel"
    elif any(name.startswith("ppt/") for name in names):
        found = "a PowerPoint presentation"
    else:
        book = _book_elsewhere(archive)
        if book is not None:
            return replace(archive, book=book)
    return _refuse(Code.NOT_A_WORKBOOK, file, found, WORKBOOKS)


def _said_by_manifest(archive: Archive) -> bytes:
    """Return the type of an OpenDocument whose archive was packed again without saying it."""
    manifest = archive.raw("META-INF/manifest.xml", archive.limits.lists) or b""
    root = re.search(rb'<manifest:file-entry[^<>]*full-path="/"[^<>]*>', manifest)
    if root is not None:
        return root[0]
    stream = archive.open("content.xml")
    start = b"" if stream is None else stream.read(_START)
    return b"opendocument.spreadsheet" if b"<office:spreadsheet" in start else b""


def _book_elsewhere(archive: Archive) -> str | None:
    """Return the part that lists the sheets where it has an unusual name."""
    links = archive.xml("_rels/.rels")
    for link in links if links is not None else ():
        member = archive.member(link.get("Target", ""))
        if link.get("Type", "").endswith(_BOOK_TYPE) and member is not None:
            book = archive.xml(member.name)
            if book is not None and book.tag.rpartition("}")[2] == "workbook":
                return member.name
    return None


def _refuse_bomb(members: list[Member], limits: Limits, file: str) -> None:
    _refuse_many(len(members), "parts", limits.parts, file)
    total = sum(member.size for member in members)
    largest = max((member.size for member in members), default=0)
    for size, most, what in (
        (total, limits.unpacked, "when unpacked"),
        (largest, limits.part, "in one part when unpacked"),
    ):
        if size > most:
            found = f"{_megabytes(size)} {what}"
            _refuse(Code.TOO_LARGE, file, found, f"at most {_megabytes(most)}")
    for member in members:
        ratio = member.size / max(member.packed, 1)
        if member.size > limits.dense and ratio > limits.ratio:
            _refuse(
                Code.TOO_LARGE,
                file,
                f"a part that unpacks to {ratio:.0f} times its size",
                f"at most {limits.ratio} times",
            )


def _refuse_many(count: int, what: str, most: int, file: str) -> None:
    if count > most:
        _refuse(Code.TOO_LARGE, file, f"{count:,} {what}", f"at most {most:,} {what}")


def _plain(name: str) -> str:
    """Return the form of a part's name in which ways to spell it are equal."""
    return name.replace("\\", "/").lstrip("/").casefold()


def _megabytes(size: int) -> str:
    return f"{size / 2**20:,.0f} MB" if size >= 2**20 else f"{size:,} bytes"


def _refuse(code: Code, file: str, found: str | None, expected: str) -> NoReturn:
    raise UnusableError(problem(code, file=file, found=found, expected=expected))
