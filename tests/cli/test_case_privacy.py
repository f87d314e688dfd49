"""No output of any kind holds free text of the case files other than the case number."""

import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from slavery_benchmark.cli import exit_code
from slavery_benchmark.extracting import layout
from tests.builders import shipped_criteria
from tests.cli.running import AS_OF
from tests.length import either
from tests.returns import CASES_HEADER_ROW, Return, tampered
from tests.samples.make import save_with_libreoffice

MARKER = "Zebedee"
"""A name that stands in no criterion: wherever it is found, it came from the case files."""
OF_OTHER_REGISTERS = ("2345678/25", 23450000123, "QQ 12 34 56 C", "JS 030490", 7700900456, "JON 12")
"""Numbers that lead to a person, of which no part may be printed either."""
PARTS = ("2345678", "23450000123", "12 34 56", "030490", "7700900456", "JON 12")


def fill_with_names(made: Return) -> None:
    """Put the name wherever the sheet of case files can hold a text."""
    sheet, columns = made.cases, len(set(made.case_columns.values()))
    rows = iter(made.case_rows.values())
    row = next(rows)
    for column in range(1, columns + 1):
        sheet.cell(row, column).value = f"{MARKER} {column}"
    for number in (f"{MARKER} of 12 Acacia Road", f"{MARKER}@example.org", f"{MARKER} 1986"):
        sheet.cell(next(rows), 1).value = number
    for other in OF_OTHER_REGISTERS:
        sheet.cell(next(rows), 1).value = other
    for _ in range(25):
        sheet.cell(next(rows), made.case_columns["suspect"]).value = f"Yes, {MARKER}"
    sheet.cell(next(rows), made.case_columns["rocu"]).value = f"Yes {MARKER}@example.org"
    sheet.cell(next(rows), made.case_columns["victims"]).value = f"{MARKER} and 2 more"
    sheet.cell(next(rows), made.case_columns["started"]).value = f"when {MARKER} rang"
    sheet.cell(CASES_HEADER_ROW, columns + 1).value = f"Notes on {MARKER}"
    sheet.cell(row, columns + 1).value = f"{MARKER}, 07700 900123"
    sheet.cell(CASES_HEADER_ROW, made.case_columns["nca"]).value = f"Shared with NCA by {MARKER}"
    sheet.cell(1, 1).value = sheet.cell(2, 2).value = f"For {MARKER}"
    sheet.cell(60, 30).value = MARKER


@pytest.fixture(scope="module")
def returns(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a return full of names, and with one whose table of cases is gone."""
    folder = tmp_path_factory.mktemp("returns")
    tampered(folder / "names.xlsx", fill_with_names)

    def spoil(made: Return) -> None:
        fill_with_names(made)
        made.put_cover(layout.FORCE, "Brindlewick Police")
        for cell in made.cases[CASES_HEADER_ROW]:
            cell.value = MARKER

    tampered(folder / "no-table.xlsx", spoil)
    return folder


def runs(returns: Path, out: Path) -> Iterator[list[str]]:
    """Yield every command that reads a return, in every format."""
    one, all_of_them = str(returns / "names.xlsx"), str(returns)
    measures = [measure.id for _, measure in shipped_criteria().framework.measures()]
    yield ["check", all_of_them]
    yield ["check", all_of_them, "--mark", str(out / "marked")]
    for name, *options in (["score"], ["compare"], ["visit"], ["visit", "--cases", "9"]):
        for kind in ("table", "json", "csv", "markdown"):
            yield [name, all_of_them, *options, "--format", kind]
        target = out / f"{name}{len(options)}"
        for suffix in ("xlsx", "txt", "parquet"):
            yield [name, all_of_them, *options, "-o", f"{target}.{suffix}"]
    yield ["score", one, "--detail"]
    yield ["export", all_of_them, "-o", str(out / "export.xlsx")]
    for item in ("INV-01", "INV", "VIC-04", *measures):
        yield ["explain", one, item]
    yield ["template", "--from", one, "-o", str(out / "next.xlsx")]


def written(out: Path) -> Iterator[tuple[str, bytes]]:
    """Yield every file of a folder with its content, the parts of a workbook one by one."""
    for path in sorted(out.rglob("*")):
        if zipfile.is_zipfile(path):
            with zipfile.ZipFile(path) as archive:
                for name in archive.namelist():
                    yield f"{path.name}: {name}", archive.read(name)
        elif path.is_file():
            yield path.name, path.read_bytes()


def test_no_output_holds_a_text_of_the_case_files(
    returns: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out"
    out.mkdir()
    for arguments in list(runs(returns, out))[:: either(short=3, full=1)]:
        dated = AS_OF if arguments[0] != "template" else []
        code = exit_code([*arguments, *dated])
        said, err = capfd.readouterr()
        assert code in (0, 1), (arguments, err)
        for text in (said, err):
            assert MARKER.casefold() not in text.casefold(), arguments
            assert not any(part in text for part in ("900123", *PARTS)), arguments
    files = dict(written(out))
    assert len(files) > either(short=8, full=30)
    for name, content in files.items():
        assert MARKER.casefold().encode() not in content.lower(), name
        assert b"900123" not in content, name
        if name.endswith((".csv", ".json", ".md", ".txt", ".xml")):
            assert not any(part.encode() in content for part in PARTS), name


def test_what_is_wrong_with_those_cells_is_said_all_the_same(
    returns: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    assert exit_code(["check", str(returns / "names.xlsx"), *AS_OF]) == 1
    out, _ = capfd.readouterr()
    for code in (
        *("case-word-not-recognised", "case-date-not-recognised", "count-not-recognised"),
        *("column-missing", "personal-data", "personal-data-unread", "case-number-not-shown"),
    ):
        assert f"[{code}]" in out
    assert "Case files, Suspect identified: " in out


def test_the_same_holds_for_an_ods(
    returns: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    if shutil.which("soffice") is None:
        pytest.skip("LibreOffice Calc is not on this machine (Debian: libreoffice-calc)")
    path = save_with_libreoffice(returns / "names.xlsx", tmp_path, "ods")
    for arguments in (["check", str(path), "--mark", str(tmp_path / "m.xlsx")],
                      ["score", str(path), "--format", "json"]):  # fmt: skip
        assert exit_code([*arguments, *AS_OF]) == 1
        assert MARKER.casefold() not in "".join(capfd.readouterr()).casefold()
    (tmp_path / "m").mkdir()
    shutil.move(tmp_path / "m.xlsx", tmp_path / "m" / "m.xlsx")
    assert not any(
        MARKER.casefold().encode() in data.lower() for _, data in written(tmp_path / "m")
    )
