"""Case files under another name: read where only one sheet can be meant, else named as an error."""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl.worksheet.worksheet import Worksheet

from slavery_benchmark.core.scoring.submission import Submission
from slavery_benchmark.extracting.sheet_kinds import is_named_alike
from slavery_benchmark.forms.marked_copy import make_marked_copy
from tests.builders import shipped_criteria
from tests.reading.traps import ods, row, text_cell
from tests.returns import CASES_HEADER_ROW, Return, extracted, found, lines_of, tampered


def read(tmp_path: Path, tamper: Callable[[Return], None]) -> Submission:
    return extracted(tampered(tmp_path / "x.xlsx", tamper))


def listed(submission: Submission) -> int:
    assert submission.cases is not None
    return submission.cases.listed


def copy_of_cases(made: Return, title: str) -> Worksheet:
    copy = made.book.copy_worksheet(made.cases)
    assert isinstance(copy, Worksheet)
    copy.title = title
    return copy


@pytest.mark.parametrize("name", ["Cases", "Case file", "Case files (2)", "Sheet1"])
def test_the_only_sheet_with_the_headings_is_read_and_said(tmp_path: Path, name: str) -> None:
    def rename(made: Return) -> None:
        made.cases.title = name

    submission = read(tmp_path, rename)
    assert lines_of(submission) == [
        f"x.xlsx: {name}: warning: a sheet has another name than it should; by its headings it is "
        f"read as the one meant: found “{name}”; expected the name Case files. [sheet-renamed]"
    ]
    assert listed(submission) == 45
    table = submission.cases.table if submission.cases else None
    assert table is not None
    assert table.sheet == name


def test_it_stands_for_a_sheet_that_was_left_empty(tmp_path: Path) -> None:
    def move(made: Return) -> None:
        copy_of_cases(made, "Cases")
        made.cases.delete_rows(CASES_HEADER_ROW + 1, 100)

    submission = read(tmp_path, move)
    assert found(submission.problems) == [("sheet-renamed", "Cases")]
    assert listed(submission) == 45


def test_a_second_sheet_of_cases_is_an_error_that_names_it(tmp_path: Path) -> None:
    submission = read(tmp_path, lambda made: void(copy_of_cases(made, "Case files (2)")))
    assert lines_of(submission) == [
        "x.xlsx: Case files (2): error: more sheets than one have these headings and rows under "
        "them; these are not read: found “Case files (2)”; expected one such sheet, named Case "
        "files; that one is read. [sheet-unclear]"
    ]
    assert listed(submission) == 45


def test_of_two_that_may_be_meant_none_is_read(tmp_path: Path) -> None:
    def double(made: Return) -> None:
        copy_of_cases(made, "Cases April")
        made.cases.title = "Cases May"

    submission = read(tmp_path, double)
    assert ("sheet-unclear", "Cases May") in found(submission.problems)
    assert any("“Cases May, Cases April”" in line for line in lines_of(submission))
    assert listed(submission) == 0


def test_a_sheet_that_only_sounds_like_it_is_a_warning(tmp_path: Path) -> None:
    submission = read(tmp_path, lambda made: void(made.book.create_sheet("Case notes")))
    assert found(submission.problems) == [("sheet-alike", "Case notes")]


def test_the_cases_of_an_ods_are_found_too(tmp_path: Path) -> None:
    declared = shipped_criteria().framework.cases
    assert declared is not None
    headings = row(*(text_cell(column.heading) for column in declared.columns))
    case = row(text_cell("1"), text_cell("Public"))
    sheet = f'<table:table table:name="Cases">{headings}{case}</table:table>'
    submission = extracted(ods(tmp_path / "x.ods", more_sheets=sheet))
    assert ("sheet-renamed", "Cases") in found(submission.problems)
    assert listed(submission) == 1


def test_the_marked_copy_keeps_free_text_out_of_a_renamed_sheet(tmp_path: Path) -> None:
    def rename(made: Return) -> None:
        made.cases.cell(CASES_HEADER_ROW + 1, 2).value = "Seen by Jo Marker"
        made.cases.title = "Sheet1"

    path = tampered(tmp_path / "x.xlsx", rename)
    copy = make_marked_copy(path, extracted(path), shipped_criteria().framework.cases)
    assert "Of the sheet Sheet1 only the table is here" in copy.left_out
    with zipfile.ZipFile(io.BytesIO(copy.content)) as made:
        assert not any(b"Jo Marker" in made.read(name) for name in made.namelist())


@pytest.mark.parametrize(
    ("name", "alike"),
    [("Case file", True), ("All cases", True), ("CASEWORK", True), ("Cover", False), ("1", False)],
)
def test_which_names_are_alike(name: str, alike: bool) -> None:
    assert is_named_alike("Case files", name) is alike


def void(_: object) -> None:
    """Take what a function gives back that is not wanted."""
