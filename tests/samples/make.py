"""Makes sample_data/ from the plain data beside this file: python tests/samples/make.py

With LibreOffice on the machine, the samples named in SAVED_BY_LIBREOFFICE are opened and saved by
it, because real returns come from real spreadsheet programs. Shipped files are not made again by
the tests: the tests compare what they hold with the plain data.
"""

import csv
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from slavery_benchmark.core.framework.case_sheet import CaseColumn
from slavery_benchmark.criteria_files import Criteria, load_criteria
from slavery_benchmark.extracting import layout
from slavery_benchmark.forms.template import make_template
from slavery_benchmark.reading.reader import CellValue
from slavery_benchmark.shipped import shipped_folder
from tests.our_font import with_our_font
from tests.samples.faults import break_in_many_ways

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
CASES_COVER: dict[str, tuple[int, str]] = {
    "aldermoss": (45, layout.CHOSEN_ALL),
    "brindlewick": (60, layout.CHOSEN_ALL),
    "cobblemarsh": (58, layout.CHOSEN_OTHER),
    "dapplefold": (7, layout.CHOSEN_ALL),
    "elderquay": (130, layout.CHOSEN_RANDOM),
    "foxglove-vale": (36, layout.CHOSEN_ALL),
}
"""Cases in the period, and how those on the sheet were chosen."""


def answers_of(name: str) -> dict[str, dict[str, CellValue]]:
    """Return a force's answers as the cells of its workbook should hold them."""
    return answers_in(DATA / f"{name}.csv")


def answers_in(path: Path) -> dict[str, dict[str, CellValue]]:
    """Return the answers in a file of plain data as the cells of a workbook should hold them."""
    answers: dict[str, dict[str, CellValue]] = {}
    with path.open(encoding="utf-8", newline="") as stream:
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


def cases_of(name: str, criteria: Criteria) -> list[dict[str, CellValue]]:
    """Return a force's case files, a row each, as the cells of its workbook should hold them."""
    return cases_in(DATA / "cases" / f"{name}.csv", criteria)


def cases_in(path: Path, criteria: Criteria) -> list[dict[str, CellValue]]:
    """Return the case files in a file of plain data as the cells of a workbook should hold them."""
    sheet = criteria.framework.cases
    if sheet is None:
        return []
    with path.open(encoding="utf-8", newline="") as stream:
        return [
            {column.id: _case_value(column, row[column.id]) for column in sheet.columns}
            for row in csv.DictReader(stream)
        ]


def _case_value(column: CaseColumn, text: str) -> CellValue:
    """Return a number for a count, a date for a date; whatever is neither stays as it is."""
    if column.kind in ("key", "count") and text.isdigit():
        return int(text)
    if column.kind == "date":
        try:
            return date.fromisoformat(text)
        except ValueError:
            return text
    return text


def cover_of(name: str) -> dict[str, CellValue]:
    """Return what a force's cover holds beside its name."""
    in_period, how_chosen = CASES_COVER[name]
    return {**COVER, layout.CASES_IN_PERIOD: in_period, layout.HOW_CHOSEN: how_chosen}


def make_workbook(
    criteria: Criteria,
    code: str,
    answers: Mapping[str, Mapping[str, CellValue]],
    cover: Mapping[str, CellValue] = COVER,
    cases: Sequence[Mapping[str, CellValue]] = (),
) -> bytes:
    """Return a filled-in template as .xlsx bytes. KeyError: the register lacks the code."""
    force = criteria.register.find(code)
    if force is None:
        raise KeyError(code)
    return make_template(
        criteria.framework,
        criteria.register,
        force=force,
        cover=cover,
        answers=answers,
        cases=cases,
    )


def make_sample(criteria: Criteria, name: str) -> bytes:
    """Return the filled-in template of an invented force, still without any fault."""
    cases = cases_of(name, criteria)
    return make_workbook(criteria, f"fictional-{name}", answers_of(name), cover_of(name), cases)


def make_samples(folder: Path) -> None:
    """Write every sample into `folder`."""
    criteria = load_criteria(shipped_folder("criteria"))
    for name in FORCES:
        content = make_sample(criteria, name)
        if name == "foxglove-vale":
            content = break_in_many_ways(content, criteria)
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
            timeout=600,
            env=with_our_font(Path(temporary)),  # it saves nothing where there is no font
        )
        target = folder / f"{path.stem}.{suffix}"
        shutil.copyfile(Path(temporary) / target.name, target)
    return target


if __name__ == "__main__":
    from tests.samples.cycles import make_cycles  # which needs this module whole

    target = Path(sys.argv[1]) if len(sys.argv) > 1 else DATA.parents[1] / "sample_data"
    make_samples(target)
    make_cycles(target / "cycles")
