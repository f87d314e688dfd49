"""What a file that is no workbook seems to be, told from how it begins."""

import re

_BOM_16 = (b"\xff\xfe", b"\xfe\xff")
_STARTS = (
    (b"%pdf", "a PDF document"),
    (b"{\\rtf", "a text with formats (.rtf)"),
    (b"\x1f\x8b", "a file packed with gzip"),
    (b"7z\xbc\xaf", "a 7-Zip archive"),
    (b"rar!", "a RAR archive"),
    (b"<!doctype html", "a web page"),
    (b"<html", "a web page"),
)
_EARLY_EXCEL = re.compile(rb"\x09[\x00\x02\x04\x08][\x04-\x10]\x00")
_CONTROLS = re.compile(rb"[\x00-\x08\x0b\x0e-\x1f\x7f]")
_SYLK = b"ID;P"
_XML_ROOT = 2**14
"""Bytes in which the first tag ends, with all the namespaces that programs declare."""
_FLAT_DOCUMENT = b"opendocument.spreadsheet"
_EXCEL_2003 = b"urn:schemas-microsoft-com:office:spreadsheet"


def other_spreadsheet(content: bytes) -> str | None:
    """Return which format of spreadsheets that is not read the content has, None for none."""
    if _EARLY_EXCEL.match(content):  # before Excel 5.0 put workbooks in a container
        return "the format of an early Excel (.xls)"
    if content.startswith(_SYLK):
        return "a spreadsheet as SYLK text (.slk)"
    start = content[:_XML_ROOT].lower()
    if not start.lstrip(b"\xef\xbb\xbf \t\r\n").startswith((b"<?xml", b"<office:document")):
        return None
    if _FLAT_DOCUMENT in start:
        return "a spreadsheet in one XML file (.fods)"
    return "a spreadsheet of Excel 2003 in one XML file" if _EXCEL_2003 in start else None


def described(content: bytes) -> str:
    """Return what the content seems to be, in words for a message."""
    start = content[:2048]
    if start[:2] in _BOM_16:
        start = start[: len(start) & ~1].decode("utf-16", "replace").encode()
    start = start.removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if not start:
        return "an empty file" if not content else "nothing but blanks"
    for begun, said in _STARTS:
        if start.startswith(begun):
            return said
    if start.startswith((b"<?xml", b"<office:document")):
        return "a web page" if b"<html" in start else "an XML file"
    if _CONTROLS.search(start) is None and any(mark in start for mark in (b",", b";", b"\t")):
        return "plain text, perhaps CSV"
    return "something else"
