"""Files of other programs that are handed in by mistake: each is called what it is."""

import gzip
import struct
from pathlib import Path

import pytest

from slavery_benchmark.core.problems import Code
from slavery_benchmark.reading.compound_file import EXCEL, PASSWORD, UNKNOWN, kind_of
from slavery_benchmark.reading.first_bytes import described, other_spreadsheet
from tests.reading.test_archives import refused, zipped

_FREE, _END = 0xFFFFFFFF, 0xFFFFFFFE
NOTHING = _FREE


def entry(name: str, left: int = NOTHING, right: int = NOTHING, child: int = NOTHING) -> bytes:
    """Return an entry of the directory of a compound file."""
    written = name.encode("utf-16-le")
    head = written.ljust(64, b"\0") + struct.pack("<HBB", len(written) + 2, 2, 1)
    return (head + struct.pack("<III", left, right, child)).ljust(128, b"\0")


def compound(*entries: bytes) -> bytes:
    """Return a compound file: a header, a table of sectors, and the directory in its own order."""
    header = bytearray(512)
    header[:8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    struct.pack_into("<H", header, 30, 9)
    struct.pack_into("<I", header, 48, 1)
    struct.pack_into("<109I", header, 76, 0, *[_FREE] * 108)
    directory = b"".join(entries)
    directory += b"\0" * (-len(directory) % 512)
    count = len(directory) // 512
    table = [0xFFFFFFFD, *range(2, count + 1), _END]
    return bytes(header) + struct.pack("<128I", *table, *[_FREE] * (128 - len(table))) + directory


def holding(*names: str) -> bytes:
    """Return a compound file with these streams at its top."""
    links = [n + 2 if n + 1 < len(names) else NOTHING for n in range(len(names))]
    streams = [entry(name, right=link) for name, link in zip(names, links, strict=True)]
    return compound(entry("Root Entry", child=1), *streams)


@pytest.mark.parametrize(
    ("streams", "code", "said"),
    [
        (("Workbook",), Code.OLD_FORMAT, "found “the format of Excel 97-2003 (.xls)”"),
        (("\x05Info", "Book"), Code.OLD_FORMAT, "found “the format of Excel 97-2003 (.xls)”"),
        (("1Table", "WordDocument"), Code.NOT_A_WORKBOOK, "found “a Word document (.doc)”"),
        (("a", "b", "c", "d", "PowerPoint Document"), Code.NOT_A_WORKBOOK, "presentation (.ppt)"),
        (("__properties_version1.0",), Code.NOT_A_WORKBOOK, "found “an Outlook message (.msg)”"),
        (("Contents",), Code.NOT_A_WORKBOOK, UNKNOWN),
        (("EncryptedPackage",), Code.PASSWORD, "a copy saved without the password"),
    ],
)
def test_a_document_of_old_office(
    tmp_path: Path, streams: tuple[str, ...], code: Code, said: str
) -> None:
    path = tmp_path / "return.xlsx"
    path.write_bytes(holding(*streams))
    told, sentence = refused(path)
    assert told is code
    assert said in sentence


def test_a_workbook_inside_a_word_document_does_not_make_it_a_workbook() -> None:
    made = compound(
        entry("Root Entry", child=1),
        entry("WordDocument", right=2),
        entry("ObjectPool", child=3),
        entry("Workbook"),
    )
    assert kind_of(made) == "a Word document (.doc)"


@pytest.mark.parametrize(
    ("streams", "said"),
    [
        (("EncryptedPackage", "Workbook"), PASSWORD),
        (("Workbook", "EncryptedPackage"), PASSWORD),
        (("WordDocument", "Workbook"), EXCEL),  # a workbook was asked for
        (("Quill", "WordDocument"), "a Word document (.doc)"),
        (("a", "b", "Workbook"), EXCEL),  # the last entry that the directory has room for
        (("a", "b", "WordDocument"), "a Word document (.doc)"),
    ],
)
def test_of_several_kinds_of_streams_one_kind_is_told(streams: tuple[str, ...], said: str) -> None:
    assert kind_of(holding(*streams)) == said


def test_a_directory_is_followed_to_the_end_of_the_file_and_not_beyond() -> None:
    # its second sector is named by the very last entry of a table that ends the file
    made = bytearray(holding("a", "b", "c", "WordDocument"))
    first, second = bytes(made[1_024:1_536]), bytes(made[1_536:2_048])
    header = made[:512]
    struct.pack_into("<I", header, 48, 127)  # the directory begins in sector 127
    struct.pack_into("<109I", header, 76, 128, *[_FREE] * 108)  # the table is in sector 128
    sectors = [b"\0" * 512] * 127 + [first, struct.pack("<128I", *[_FREE] * 127, 5)]
    sectors[5] = second
    assert kind_of(bytes(header) + b"".join(sectors)) == "a Word document (.doc)"
    # a directory far beyond what the tables of the header reach
    far = 109 * 128
    struct.pack_into("<I", header, 48, far)
    beyond = bytes(header) + b"\0" * 512 * far + first
    assert kind_of(beyond) == UNKNOWN


def test_a_directory_that_is_broken_ends_the_search() -> None:
    circle = compound(entry("Root Entry", child=1), entry("x", left=1, right=0, child=1))
    assert kind_of(circle) == UNKNOWN
    assert kind_of(compound(entry("Root Entry", child=900))) == EXCEL
    for cut in (8, 100, 512, 600, 1_030):
        assert kind_of(holding("Workbook")[:cut]) == EXCEL
    assert kind_of(b"\xd0\xcf" + "EncryptedPackage".encode("utf-16-le")) == PASSWORD
    beyond = bytearray(holding("Workbook"))
    struct.pack_into("<I", beyond, 48, _FREE)
    assert kind_of(bytes(beyond)) == EXCEL


_ROOT = "<?xml version='1.0'?>\n<{name} {spaces} xmlns:x='{last}'>"
_SPACES = " ".join(f"xmlns:n{n}='urn:x-{n}'" for n in range(300))


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"\x09\x04\x06\x00\x00\x00", "the format of an early Excel (.xls)"),
        (b"ID;PWXL;N;E\n", "a spreadsheet as SYLK text (.slk)"),
        (
            _ROOT.format(
                name="office:document",
                spaces=_SPACES,
                last="application/vnd.oasis.opendocument.spreadsheet",
            ).encode(),
            "a spreadsheet in one XML file (.fods)",
        ),
        (
            _ROOT.format(
                name="Workbook", spaces="", last="urn:schemas-microsoft-com:office:spreadsheet"
            ).encode(),
            "a spreadsheet of Excel 2003 in one XML file",
        ),
    ],
)
def test_a_spreadsheet_of_another_format_is_to_be_saved_again(
    tmp_path: Path, content: bytes, said: str
) -> None:
    path = tmp_path / "return.ods"
    path.write_bytes(content)
    code, sentence = refused(path)
    assert code is Code.OLD_FORMAT
    assert f"found “{said}”; expected an .xlsx: open it and choose Save As" in sentence


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "an empty file"),
        (b"\xef\xbb\xbf \n", "nothing but blanks"),
        (b"{\\rtf1 a, b}", "a text with formats (.rtf)"),
        (gzip.compress(b"a,b", mtime=0), "a file packed with gzip"),
        (b"a,b\n1,2", "plain text, perhaps CSV"),
        ("a\tb\n1\t2".encode("utf-16"), "plain text, perhaps CSV"),
        (b"\xfe\xff\0a\0,\0b\0", "plain text, perhaps CSV"),
        (b"\x99\x9a\x8f,;\x1d\x8a", "something else"),
        (b"<?xml version='1.0'?><html>", "a web page"),
    ],
)
def test_what_is_no_spreadsheet_is_described(content: bytes, said: str) -> None:
    assert other_spreadsheet(content) is None
    assert described(content) == said


def test_a_spreadsheet_of_openoffice_1(tmp_path: Path) -> None:
    path = tmp_path / "x.ods"
    zipped(path, content_dot_xml=b"<x/>", mimetype=b"application/vnd.sun.xml.calc")
    code, sentence = refused(path)
    assert code is Code.OLD_FORMAT
    assert "found “the format of OpenOffice 1 (.sxc)”; expected an .ods" in sentence


def test_a_document_type_in_the_list_of_parts_of_an_ods_does_no_harm(tmp_path: Path) -> None:
    path = tmp_path / "x.ods"
    zipped(
        path,
        mimetype=b"application/vnd.oasis.opendocument.spreadsheet",
        content_dot_xml=b"<x/>",
        **{"META-INF__manifest_dot_xml": b'<!DOCTYPE manifest:manifest PUBLIC "x" "Manifest.dtd">'},
    )
    assert "found “no list of sheets”" in refused(path)[1]
