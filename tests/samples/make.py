"""Makes sample_data/ from the plain data beside this file: python tests/samples/make.py

With LibreOffice on the machine, the samples named in SAVED_BY_LIBREOFFICE are opened and saved by
it, because real returns come from real spreadsheet programs. Shipped files are not made again by
the tests: the tests compare what they hold with the plain data.
"""

import csv
import io
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

from slavery_benchmark.criteria_files import Criteria, load_criteria
from slavery_benchmark.shipped import shipped_folder
from slavery_benchmark.workbook import layout
from slavery_benchmark.workbook.reader import CellValue
from slavery_benchmark.workbook.template import make_template

DATA = Path(__file__).parent
FORCES = ("aldermoss", "brindlewick", "cobblemarsh", "dapplefold", "elderquay", "foxglove-vale")
SAVED_BY_LIBREOFFICE = {"aldermoss": "xlsx", "brindlewick": "xlsx", "elderquay": "ods"}
COVER: dict[str, CellValue] = {
    layout.PERIOD_START: date(2025, 4, 1),
    layout.PERIOD_END: date(2026, 3, 31),
    layout.COMPLETED_BY: "Modern slavery tactical lead",
    layout.SIGNED_OFF_BY: "Assistant chief constable",
    layout.COMPLETED_ON: date(2026, 5, 29),
}


def answers_of(name: str) -> dict[str, dict[str, CellValue]]:
    """Return a force's answers as the cells of its workbook should hold them."""
    answers: dict[str, dict[str, CellValue]] = {}
    with (DATA / f"{name}.csv").open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            level: CellValue = int(row["level"]) if row["level"].isdigit() else row["level"]
            confirmed = row["evidence_date"]
            answers[row["check"]] = {
                layout.LEVEL: level,
                layout.REASON: row["reason"],
                layout.EVIDENCE: row["evidence"],
                layout.EVIDENCE_DATE: date.fromisoformat(confirmed) if confirmed else "",
                layout.OWNER: row["owner"],
                layout.COMMENT: row["comment"],
            }
    return answers


def make_workbook(
    criteria: Criteria, code: str, answers: Mapping[str, Mapping[str, CellValue]]
) -> bytes:
    """Return a filled-in template as .xlsx bytes."""
    force = criteria.register.find(code)
    if force is None:
        raise KeyError(code)
    return make_template(
        criteria.framework, criteria.register, force=force, cover=COVER, answers=answers
    )


def break_in_a_dozen_ways(content: bytes) -> bytes:
    """Return the workbook with one fault after another put into its answers."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    sheet = book[layout.ANSWERS_SHEET]
    columns = {str(cell.value): cell.column or 0 for cell in sheet[4]}
    rows = {str(row[0].value): row[0].row for row in sheet.iter_rows(min_row=5) if row[0].value}

    def put(check: str, column: str, value: str | float | date | None) -> None:
        sheet.cell(rows[check], columns[column]).value = value

    put("LEA-01a", layout.LEVEL, 7)
    put("LEA-01b", layout.LEVEL, "mostly")
    put("LEA-02a", layout.LEVEL, 2.5)
    put("LEA-02b", layout.LEVEL, "#N/A")
    put("UND-01a", layout.LEVEL, "=1+1")
    put("UND-02a", layout.CHECK, "UND-02x")
    put("VIC-01b", layout.CHECK, "VIC-01a")
    put("VIC-02a", layout.LEVEL, layout.NOT_APPLICABLE)
    put("VIC-03a", layout.REASON, "Small force")
    put("INV-01a", layout.LEVEL, "3 Emerging")
    put("INV-02a", layout.LEVEL, 3)
    put("INV-02a", layout.EVIDENCE, "tbc")
    put("INV-03a", layout.LEVEL, 3)
    put("INV-03a", layout.EVIDENCE, "Closed-case audit; file MS 26")
    put("INV-03a", layout.EVIDENCE_DATE, date(2024, 6, 1))
    put("COO-01a", layout.LEVEL, 3)
    put("COO-01a", layout.EVIDENCE, "Register of packages; file MS 31")
    put("COO-01a", layout.EVIDENCE_DATE, date(2062, 6, 1))
    put("COO-02a", layout.LEVEL, 3)
    put("COO-02a", layout.EVIDENCE, "Sample of ten logs; file MS 33")
    put("COO-02a", layout.EVIDENCE_DATE, "14/02/2026")
    put("POW-01a", layout.LEVEL, 3)
    put("POW-01a", layout.EVIDENCE, "Answers on shift; file MS 40")
    put("POW-01a", layout.EVIDENCE_DATE, "last spring")
    put("REC-01b", layout.CHECK, None)
    _merge_away(sheet)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _merge_away(sheet: Worksheet) -> None:
    """Drop the marked-up table: its frame no longer fits rows that were tampered with."""
    for name in list(sheet.tables):
        del sheet.tables[name]


def make_samples(folder: Path) -> None:
    """Write every sample into `folder`."""
    criteria = load_criteria(shipped_folder("criteria"))
    for name in FORCES:
        content = make_workbook(criteria, f"fictional-{name}", answers_of(name))
        if name == "foxglove-vale":
            content = break_in_a_dozen_ways(content)
        path = folder / f"{name}.xlsx"
        path.write_bytes(content)
        suffix = SAVED_BY_LIBREOFFICE.get(name)
        if suffix:
            save_with_libreoffice(path, folder, suffix)
            if suffix != "xlsx":
                path.unlink()


def save_with_libreoffice(path: Path, folder: Path, suffix: str) -> Path:
    """Open a workbook in LibreOffice and save it as `suffix` into `folder`."""
    program = shutil.which("soffice")
    if program is None:
        raise FileNotFoundError("soffice: LibreOffice Calc is needed to make this sample")
    with tempfile.TemporaryDirectory() as temporary:
        profile = (Path(temporary) / "profile").as_uri()
        subprocess.run(
            [
                program,
                f"-env:UserInstallation={profile}",
                "--headless",
                "--convert-to",
                suffix,
                "--outdir",
                temporary,
                str(path),
            ],
            check=True,
            capture_output=True,
            timeout=180,
        )
        target = folder / f"{path.stem}.{suffix}"
        shutil.copyfile(Path(temporary) / target.name, target)
    return target


if __name__ == "__main__":
    make_samples(Path(sys.argv[1]) if len(sys.argv) > 1 else DATA.parents[1] / "sample_data")
