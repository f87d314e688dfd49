"""A return for the same period moved to another edition, with its case files."""

from datetime import date
from pathlib import Path

import pytest

from slavery_benchmark.cli import exit_code
from slavery_benchmark.criteria_files import load_criteria
from slavery_benchmark.extracting import layout
from slavery_benchmark.forms.template import make_template
from slavery_benchmark.reading.reader import CellValue
from slavery_benchmark.shipped import shipped_folder
from tests.builders import shipped_criteria
from tests.extracting.case_sheets import case
from tests.returns import extracted

BEFORE = load_criteria(shipped_folder("criteria") / "editions" / "2026.2")
NEW = ("outcome", "arrest", "turned", "immigration")
OTHERWISE = ("arrested", "moved")
"""Columns that mean something else than in 2026.2."""


def old_return(path: Path, **changes: object) -> Path:
    """Write a return of 2026.2 with two cases."""
    rows = [
        {name: value for name, value in case(number, **changes).items() if name not in NEW}  # type: ignore[arg-type]
        for number in (1, 2)
    ]
    cover: dict[str, CellValue] = {
        layout.PERIOD_START: date(2025, 4, 1),
        layout.PERIOD_END: date(2026, 3, 31),
        layout.CASES_IN_PERIOD: 2,
        layout.HOW_CHOSEN: layout.CHOSEN_ALL,
    }
    force = BEFORE.register.find("fictional-aldermoss")
    path.write_bytes(
        make_template(BEFORE.framework, BEFORE.register, force=force, cover=cover, cases=rows)
    )
    return path


def moved(tmp_path: Path, old: Path) -> Path:
    new = tmp_path / "new.xlsx"
    assert exit_code(["template", "--from", str(old), "--with-cases", "-o", str(new)]) == 0
    return new


def test_cases_go_on_in_the_columns_that_are_the_same(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    new = moved(tmp_path, old_return(tmp_path / "old.xlsx"))
    said = " ".join(capfd.readouterr().err.split())
    assert "Carried over 2 cases, without notes and other texts. To be filled in: " in said
    files = extracted(new).cases
    assert files is not None
    assert files.table is not None
    assert files.in_period == 2
    assert shipped_criteria().framework.cases is not None
    for column, values in files.table.values.items():
        if column in (*NEW, *OTHERWISE):
            assert list(values) == ["", ""], column
    assert list(files.table.values["victims"]) == [3, 3]
    assert list(files.table.values["reported"]) == [date(2025, 5, 2).toordinal()] * 2
    assert list(files.table.values["closed"]) == ["not yet"] * 2


def test_what_a_column_does_not_take_stays_behind(tmp_path: Path) -> None:
    new = moved(tmp_path, old_return(tmp_path / "old.xlsx", suspect="Mr Name, born 1980"))
    assert b"Mr Name" not in new.read_bytes()
    files = extracted(new).cases
    assert files is not None
    assert files.table is not None
    assert list(files.table.values["suspect"]) == ["", ""]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--with-cases"], "--with-cases needs --from"),
        (["--with-cases", "--from", "kent.json"], "a result holds no case files"),
    ],
)
def test_cases_need_a_workbook(
    words: list[str], said: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    assert exit_code(["template", *words, "-o", str(tmp_path / "x.xlsx")]) == 2
    assert said in capfd.readouterr().err
