"""benchmark progress where a force would gain, or lose, by what it hands in: as a user meets it."""

import csv
import io
import json
from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path

import openpyxl
import pytest

from slavery_benchmark.extracting import layout
from tests.cli.running import AS_OF, SAMPLES, joined, run
from tests.returns import Return, tampered

CYCLES = SAMPLES / "cycles"
SECOND = CYCLES / "2024-25" / "gorsemere.xlsx"


def later(path: Path, *, cases: bool) -> Path:
    """Write the second year's answers as those of the third, with or without its case files."""
    made = Return(SECOND.read_bytes())
    year = timedelta(days=365)
    if not cases:
        for row in made.case_rows.values():
            for cell in made.cases[row]:
                cell.value = None
    for sheet in made.book.worksheets:
        for cells in sheet.iter_rows():
            for cell in cells:
                if isinstance(cell.value, datetime):
                    cell.value += year
    if not cases:
        made.put_cover(layout.CASES_IN_PERIOD, None)
        made.put_cover(layout.HOW_CHOSEN, None)
    made.put_cover(layout.PERIOD_START, date(2025, 4, 1))
    made.put_cover(layout.PERIOD_END, date(2026, 3, 31))
    return made.save(path)


def test_withheld_case_files_are_no_progress(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    files = (SECOND, later(tmp_path / "third.xlsx", cases=False))
    said = joined(run(capfd, "progress", *files, *AS_OF)[1])
    assert "remedied" not in said
    assert "improved" not in said
    assert "no criterion has regressed" in said
    assert "VIC-02 Exploited people are not… ✓ held, coverage alone" in said
    assert "Coverage alone: moved only because one return answers what the other does not." in said
    said = joined(run(capfd, "progress", *files, "--detail", *AS_OF)[1])
    assert "INV-01m1 no level any more" in said
    _, out, _ = run(capfd, "progress", *files, "--format", "json", *AS_OF)
    criteria = json.loads(out)["forces"][0]["since_previous"]["criteria"]
    once = {item["id"] for item in criteria if item["by_coverage_alone"]}
    assert "VIC-02" in once
    assert not {item["disposition"] for item in criteria} & {"remedied", "improved", "regressed"}
    _, out, _ = run(capfd, "progress", *files, "--format", "csv", *AS_OF)
    rows = csv.DictReader(io.StringIO(out.removeprefix("\ufeff")))
    assert {
        row["criterion"] for row in rows if row["by_coverage_alone"].casefold() == "true"
    } == once
    _, out, _ = run(capfd, "progress", *files, "--format", "markdown", *AS_OF)
    assert "= persists, coverage alone" in out


def named(name: str, code: str, start: int) -> Callable[[Return], None]:
    def change(made: Return) -> None:
        made.put_cover(layout.FORCE, name)
        made.put_cover(layout.FORCE_CODE, code)
        made.put_cover(layout.PERIOD_START, date(start, 4, 1))
        made.put_cover(layout.PERIOD_END, date(start + 1, 3, 31))

    return change


@pytest.mark.short(1)
@pytest.mark.parametrize(
    ("name", "codes"),
    [
        ("Mychester Police", ("fictional-one", "fictional-two")),
        ("Gorsemere Constabulary", ("fictional-gorsemere", "fictional-hazelwharf")),
        ("Gorsemere Constabulary", (None, "fictional-hazelwharf")),
    ],
)
def test_two_codes_under_one_name_are_two_forces(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], name: str, codes: tuple[str, str]
) -> None:
    files = [
        tampered(tmp_path / f"n{year}.xlsx", named(name, code, year))
        for code, year in zip(codes, (2024, 2025), strict=True)
    ]
    code, out, err = run(capfd, "progress", *files, *AS_OF)
    assert (code, out) == (1, "")
    assert "[forces-mixed]" in err
    code, out, err = run(capfd, "progress", *files, *sorted(CYCLES.glob("*/haz*")), *AS_OF)
    assert code == 1
    left_out = f"Left out: {name} (n2024.xlsx, n2025.xlsx): one name or code stands for two forces"
    assert left_out in joined(out)
    for form in ("markdown", "json"):
        out = run(
            capfd, "progress", *files, *sorted(CYCLES.glob("*/haz*")), "--format", form, *AS_OF
        )[1]
        assert left_out in joined(out) or json.loads(out)["left_out"][0]["force"] == name


def test_periods_of_unlike_length_are_said(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    def short(made: Return) -> None:
        made.put_cover(layout.PERIOD_START, date(2024, 9, 1))
        made.put_cover(layout.PERIOD_END, date(2025, 3, 31))

    files = [tampered(tmp_path / "new.xlsx"), tampered(tmp_path / "old.xlsx", short)]
    said = joined(run(capfd, "progress", *files, *AS_OF)[1])
    assert "The periods are of unlike length, 7 months then and 12 months now" in said


def test_too_little_answered_is_no_change_of_the_whole(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    def old(made: Return) -> None:
        made.put_cover(layout.PERIOD_START, date(2024, 4, 1))
        made.put_cover(layout.PERIOD_END, date(2025, 3, 31))

    def sparse(made: Return) -> None:
        for check in made.rows:
            if check.startswith(("INV", "COO", "POW")):
                made.put(check, layout.LEVEL, None)

    files = [tampered(tmp_path / "new.xlsx", sparse), tampered(tmp_path / "old.xlsx", old)]
    said = joined(run(capfd, "progress", *files, *AS_OF)[1])
    assert "The overall score went from" not in said
    assert "There is no change of the overall score: too little is known of the submission" in said
    assert "The bridge from" not in said
    path = tmp_path / "out.xlsx"
    assert run(capfd, "progress", *files, "-o", path, *AS_OF)[0] <= 1
    book = openpyxl.load_workbook(path)
    cells = [
        cell for name in ("Changes", "Notes") for row in book[name].iter_rows() for cell in row
    ]
    assert any(cell.number_format == '0.0" *"' for cell in cells), "the mark of too little known"
    assert any("* too little known" in str(cell.value) for cell in cells)


def test_what_did_not_move_is_not_tested(capfd: pytest.CaptureFixture[str]) -> None:
    _, out, _ = run(capfd, "progress", *sorted(CYCLES.iterdir()), "--sample", *AS_OF)
    row = next(line for line in out.splitlines() if line.startswith("POW-02"))
    assert row.split()[-2:] == ["–", "–"]
    assert "at most about one in twenty, on average, is chance" in joined(out)
    assert "not independent" in joined(out)
