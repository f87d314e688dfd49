"""Files as mail, labels and other programs leave them: read, or named as what they are."""

import re
import zipfile
from pathlib import Path
from struct import pack

import pytest

from slavery_benchmark.core.problems import Problem, UnusableError
from slavery_benchmark.input_files import Found, find_workbooks
from slavery_benchmark.reading import compound_file
from tests.reading import traps
from tests.returns import Return, extracted, found, tampered


def compound(*names: str, inside: bytes = b"") -> bytes:
    """Return a small compound file whose directory has these names."""
    header = bytearray(512)
    header[:8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    header[30:32] = pack("<H", 9)
    header[48:52] = pack("<I", 1)
    header[76:80] = pack("<I", 0)
    fat = bytearray(pack("<128I", *[0xFFFFFFFE] * 128))
    directory = bytearray()
    for number, name in enumerate(("Root Entry", *names)):
        entry = bytearray(128)
        raw = name.encode("utf-16-le") + b"\0\0"
        entry[: len(raw)] = raw
        entry[64:66] = pack("<H", len(raw))
        more = number + 1 if 0 < number < len(names) else 0xFFFFFFFF
        entry[68:80] = pack("<III", 0xFFFFFFFF, more, 1 if number == 0 else 0xFFFFFFFF)
        directory += entry
    directory += bytes(512 - len(directory) % 512)
    return bytes(header) + bytes(fat) + bytes(directory[:512]) + inside


@pytest.mark.parametrize(
    ("names", "inside", "kind"),
    [
        (("EncryptedPackage", "EncryptionInfo"), "", compound_file.PASSWORD),
        (("\x06DataSpaces", "EncryptedPackage"), "", compound_file.RIGHTS),
        (("EncryptedPackage", "EncryptionInfo"), "DRMEncryptedTransform", compound_file.RIGHTS),
        (("\tDRMContent",), "", compound_file.RIGHTS),
        (("Workbook",), "", compound_file.EXCEL),
    ],
)
def test_a_label_is_no_password(names: tuple[str, ...], inside: str, kind: str) -> None:
    assert compound_file.kind_of(compound(*names, inside=inside.encode("utf-16-le"))) == kind


def test_a_locked_workbook_says_what_is_to_be_asked_for(tmp_path: Path) -> None:
    path = tmp_path / "x.xlsx"
    path.write_bytes(compound("\x06DataSpaces", "EncryptedPackage"))
    with pytest.raises(UnusableError) as refused:
        extracted(path)
    assert refused.value.problem.line() == (
        "x.xlsx: unusable: the workbook is locked by rights management, as of a sensitivity "
        "label; expected a copy that is not encrypted: its sensitivity label or restricted access "
        "changed. [rights-managed]"
    )


@pytest.mark.parametrize("manifest", [True, False])
def test_an_ods_packed_again_without_its_type_is_read(tmp_path: Path, manifest: bool) -> None:
    whole = traps.ods(tmp_path / "whole.ods")
    path = tmp_path / "x.ods"
    with zipfile.ZipFile(whole) as old, zipfile.ZipFile(path, "w") as made:
        made.writestr("content.xml", old.read("content.xml"))
        if manifest:
            made.writestr(
                "META-INF/manifest.xml",
                '<manifest:manifest><manifest:file-entry manifest:full-path="/" '
                'manifest:media-type="application/vnd.oasis.opendocument.spreadsheet"/>'
                "</manifest:manifest>",
            )
    assert extracted(path).responses == extracted(whole).responses


def test_a_text_without_its_type_is_no_workbook(tmp_path: Path) -> None:
    path = tmp_path / "x.ods"
    with zipfile.ZipFile(path, "w") as made:
        made.writestr("content.xml", "<office:document-content><office:text/>")
    with pytest.raises(UnusableError, match="an OpenDocument of another kind"):
        extracted(path)


def test_a_numbers_document_is_named(tmp_path: Path) -> None:
    path = tmp_path / "x.numbers"
    with zipfile.ZipFile(path, "w") as made:
        made.writestr("Index/Document.iwa", b"x")
    with pytest.raises(UnusableError, match="Apple Numbers"):
        extracted(path)


@pytest.mark.parametrize("odd", [b"", b"<!-- not plain -->"])
def test_a_picture_in_a_cell_is_said_to_be_one(tmp_path: Path, odd: bytes) -> None:
    cell = b'<c r="K28" t="e" vm="1"><v>#VALUE!</v>' + odd + b"</c>"
    (problem,) = extracted(traps.with_level(tmp_path / "x.xlsx", cell)).problems
    assert problem.code == "cell-error"
    assert problem.found == "#VALUE!, as of a picture in the cell"


def test_a_sheet_that_unhide_does_not_list_has_a_remedy_that_works(tmp_path: Path) -> None:
    from slavery_benchmark.core.problem_remedies import remedy
    from slavery_benchmark.core.problems import Code

    def hide(made: Return) -> None:
        made.answers.sheet_state = "veryHidden"

    made = extracted(tampered(tmp_path / "x.xlsx", hide))
    assert found(made.problems) == [("sheet-very-hidden", "Self-assessment")]
    assert "Show Sheet" in remedy(Code.SHEET_VERY_HIDDEN)
    assert "Alt+F11" in remedy(Code.SHEET_VERY_HIDDEN)


def test_a_workbook_saved_as_a_template_is_read(tmp_path: Path) -> None:
    kinds = traps.parts()["[Content_Types].xml"].replace(b"sheet.main", b"template.main")
    path = traps.xlsx(tmp_path / "x.xltx", {"[Content_Types].xml": kinds})
    assert extracted(path).problems == ()
    assert find_workbooks([tmp_path]) == [Found(path, "x.xltx")]


def test_what_lies_beside_returns_is_named(tmp_path: Path) -> None:
    traps.xlsx(tmp_path / "a.xlsx")
    for name in ("b.csv", "c.zip", "d.txt", "~$e.csv"):
        (tmp_path / name).write_bytes(b"x")
    for name in ("later", "pictures"):
        (tmp_path / name).mkdir()
    traps.xlsx(tmp_path / "later" / "f.xlsx")
    said, file = find_workbooks([tmp_path])
    assert file == Found(tmp_path / "a.xlsx", "a.xlsx")
    assert isinstance(said, Problem)
    assert re.sub(r"^.*?: warning", "warning", said.line()) == (
        "warning: files or folders beside the workbooks may hold returns; they are not read: found "
        "“b.csv, c.zip, later (a folder)”; expected workbooks right in the folder; name a file or "
        "folder to have it read. [files-passed-over]"
    )


def test_formats_that_are_not_read_are_refused_by_name(tmp_path: Path) -> None:
    for name in ("a.fods", "b.numbers", "c.xls"):
        (tmp_path / name).write_bytes(b"x")
    assert [item.name for item in find_workbooks([tmp_path]) if isinstance(item, Found)] == [
        "a.fods",
        "b.numbers",
        "c.xls",
    ]
