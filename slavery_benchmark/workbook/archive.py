"""What a file is and whether it is safe to read, told from its bytes before any parser sees it."""

import io
import zipfile
import zlib
from enum import StrEnum
from typing import NoReturn
from xml.etree import ElementTree

import msgspec

from slavery_benchmark.core.problems import Code, UnusableError, problem

MAX_FILE_BYTES = 256 * 2**20
MAX_TOTAL_BYTES = 2**30
MAX_PART_BYTES = 50 * 10**6
MAX_PART_RATIO = 250
"""Limits on the archive: a part over MAX_PART_BYTES may not shrink by more than this ratio."""

WORKBOOKS = ".xlsx, .xlsm or .ods"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


class Kind(StrEnum):
    """The workbook formats that are read."""

    OPEN_XML = "xlsx"
    OPEN_DOCUMENT = "ods"


class Archive(msgspec.Struct, frozen=True):
    """A workbook's zip archive: its kind and a way to its parts."""

    file: str
    kind: Kind
    zip: zipfile.ZipFile

    def part(self, name: str) -> bytes | None:
        """Return a part's bytes, None if there is none; UnusableError if it cannot be read."""
        try:
            data = self.zip.read(name)
        except KeyError:
            return None
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError) as error:
            _refuse(Code.DAMAGED, self.file, str(error), "a workbook saved whole")
        except RuntimeError:  # zipfile's word for an encrypted member
            _refuse(Code.PASSWORD, self.file, None, "a copy saved without the password")
        if b"<!DOCTYPE" in data:
            _refuse(
                Code.NOT_A_WORKBOOK,
                self.file,
                f"a document type declaration in {name}",
                "a workbook saved by a spreadsheet program",
            )
        return data

    def xml(self, name: str) -> ElementTree.Element | None:
        """Return a part parsed as XML, or None if there is none; UnusableError if it is broken."""
        data = self.part(name)
        if data is None:
            return None
        try:
            return ElementTree.fromstring(data)  # noqa: S314 - part() refused any DOCTYPE
        except (ElementTree.ParseError, LookupError, ValueError) as error:
            # the last two are of an encoding that is unknown, or of more than one byte a character
            _refuse(Code.DAMAGED, self.file, f"{name}: {error}", "a workbook saved whole")


def open_archive(content: bytes, file: str) -> Archive:
    """Return the archive of a workbook; raise UnusableError, with the remedy, for anything else."""
    if len(content) > MAX_FILE_BYTES:
        limit = f"{MAX_FILE_BYTES // 2**20} MB"
        _refuse(Code.TOO_LARGE, file, f"more than {limit}", f"at most {limit}")
    if content.startswith(_OLE):
        if "EncryptedPackage".encode("utf-16-le") in content:
            _refuse(Code.PASSWORD, file, None, "a copy saved without the password")
        _refuse(
            Code.OLD_FORMAT,
            file,
            "the format of Excel 97-2003 (.xls)",
            "an .xlsx: open it and choose Save As, Excel Workbook",
        )
    if not content.startswith(b"PK"):
        _refuse(Code.NOT_A_WORKBOOK, file, _described(content), WORKBOOKS)
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
    except (zipfile.BadZipFile, ValueError, EOFError, OSError, NotImplementedError):
        _refuse(
            Code.DAMAGED, file, "a file that breaks off", "the whole file: send or save it again"
        )
    members = archive.infolist()
    names = [member.filename for member in members]
    if len(names) != len(set(names)):
        _refuse(Code.DAMAGED, file, "a part that stands twice", "a workbook saved whole")
    _refuse_bomb(members, file)
    return Archive(file, _kind(archive, set(names), file), archive)


def _kind(archive: zipfile.ZipFile, names: set[str], file: str) -> Kind:
    if "xl/workbook.bin" in names:
        _refuse(
            Code.OLD_FORMAT,
            file,
            "Excel's binary format (.xlsb)",
            "an .xlsx: open it and choose Save As, Excel Workbook",
        )
    if "xl/workbook.xml" in names:
        return Kind.OPEN_XML
    if "content.xml" in names and "mimetype" in names:
        document = Archive(file, Kind.OPEN_DOCUMENT, archive)
        if b"opendocument.spreadsheet" in (document.part("mimetype") or b""):
            manifest = document.part("META-INF/manifest.xml") or b""
            if b"encryption-data" in manifest:
                _refuse(Code.PASSWORD, file, None, "a copy saved without the password")
            return Kind.OPEN_DOCUMENT
    found = "a zip archive of something else"
    if "word/document.xml" in names:
        found = "a Word document"
    elif any(name.startswith("ppt/") for name in names):
        found = "a PowerPoint presentation"
    raise UnusableError(problem(Code.NOT_A_WORKBOOK, file=file, found=found, expected=WORKBOOKS))


def _refuse_bomb(members: list[zipfile.ZipInfo], file: str) -> None:
    total = sum(member.file_size for member in members)
    if total > MAX_TOTAL_BYTES:
        _refuse(
            Code.TOO_LARGE,
            file,
            f"{total // 2**20} MB when unpacked",
            f"at most {MAX_TOTAL_BYTES // 2**20} MB",
        )
    for member in members:
        ratio = member.file_size / max(member.compress_size, 1)
        if member.file_size > MAX_PART_BYTES and ratio > MAX_PART_RATIO:
            _refuse(
                Code.TOO_LARGE,
                file,
                f"a part that unpacks to {ratio:.0f} times its size",
                f"at most {MAX_PART_RATIO} times",
            )


def _described(content: bytes) -> str:
    start = content[:512].lstrip().lower()
    if not start:
        return "an empty file"
    if start.startswith(b"%pdf"):
        return "a PDF document"
    if start.startswith((b"<!doctype html", b"<html")):
        return "a web page"
    if start.startswith(b"<?xml"):
        return "an XML file"
    if b"\0" not in start and (b"," in start or b";" in start or b"\t" in start):
        return "plain text, perhaps CSV"
    return "something else"


def _refuse(code: Code, file: str, found: str | None, expected: str) -> NoReturn:
    raise UnusableError(problem(code, file=file, found=found, expected=expected))
