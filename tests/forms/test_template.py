"""The template: what is in it, how it behaves, and that what is written is read back."""

import io
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from slavery_benchmark.cli import exit_code
from slavery_benchmark.core.cases.table import Selection
from slavery_benchmark.core.scoring.submission import State
from slavery_benchmark.extracting import layout
from slavery_benchmark.extracting.extract import WANTED_SHEETS, extract_submission
from slavery_benchmark.forms.template import make_template
from slavery_benchmark.reading.reader import CellValue, read_workbook
from tests.builders import AS_OF, shipped_criteria
from tests.length import either
from tests.returns import Return, extracted, found, tampered
from tests.samples.make import COVER

CRITERIA = shipped_criteria()
CHECKS = [check.id for _, _, check in CRITERIA.framework.checks()]


@pytest.fixture(scope="module")
def book() -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(make_template(CRITERIA.framework, CRITERIA.register)))


def test_the_sheets_are_those_that_the_reader_looks_for(book: openpyxl.Workbook) -> None:
    assert book.sheetnames == [
        "Start here",
        "Cover",
        "Self-assessment",
        "Case files",
        "Lists",
    ]


def test_one_row_a_check_with_its_question_and_descriptors(book: openpyxl.Workbook) -> None:
    rows = {row[0].value: row for row in book["Self-assessment"].iter_rows(min_row=5)}
    assert list(rows) == CHECKS
    for _, criterion, check in CRITERIA.framework.checks():
        texts = [cell.value for cell in rows[check.id]]
        assert check.question in texts
        assert f"{criterion.id} {criterion.title}" in texts
        assert texts[5:10] == list(check.levels.values())


def test_conventions_for_published_spreadsheets(book: openpyxl.Workbook) -> None:
    assert book.properties.title
    assert book.properties.language == "en-GB"
    for sheet in book.worksheets:
        assert sheet["A1"].value, "a title in A1"
        assert sheet.sheet_state == "visible"
        assert not sheet.merged_cells.ranges
        for part in (sheet.oddHeader, sheet.oddFooter, sheet.evenHeader, sheet.firstHeader):
            assert part is not None
            assert not any((part.left.text, part.center.text, part.right.text))
        assert sheet.sheet_properties.pageSetUpPr is not None
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert not any(dimension.hidden for dimension in sheet.column_dimensions.values())
        assert not any(dimension.hidden for dimension in sheet.row_dimensions.values())
        assert len(sheet.tables) == (0 if sheet.title == "Start here" else 1), "one table a sheet"
        for table in sheet.tables.values():
            names = [str(cell.value) for cell in sheet[table.ref][0]]
            assert len(set(names)) == len(names)
            rows = list(sheet[table.ref])
            if sheet.title == layout.CASES_SHEET:
                assert len(rows) == 2, "a table has a row, which is empty while there is no case"
                del rows[1]
            for row in rows:
                assert any(cell.value is not None for cell in row), "no empty row in a table"


def test_nothing_in_it_is_a_formula(book: openpyxl.Workbook) -> None:
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            assert all(cell.data_type != "f" for cell in row)


def test_drop_downs_offer_levels_and_real_forces_only(book: openpyxl.Workbook) -> None:
    lists = book["Lists"]
    choices = [(row[0].value, row[1].value) for row in lists.iter_rows(min_row=5)]
    levels = [choice for kind, choice in choices if kind == "Level"]
    forces = [choice for kind, choice in choices if kind == "Force"]
    assert levels == [
        "0 Not in place",
        "1 Emerging",
        "2 Partly in place",
        "3 In place",
        "4 Embedded",
        "Not applicable",
    ]
    assert "Kent Police" in forces
    assert not any("Aldermoss" in str(force) for force in forces)
    rules = {rule.formula1: str(rule.sqref) for rule in _validations(book["Self-assessment"])}
    assert rules["Lists!$B$5:$B$10"] == "K5:K57"
    assert len(_validations(book["Cover"])) == 6


def _validations(sheet: Worksheet) -> list[DataValidation]:
    return list(sheet.data_validations.dataValidation)


def test_header_and_check_stay_in_sight(book: openpyxl.Workbook) -> None:
    assert book["Self-assessment"].freeze_panes == "B5"
    assert book["Self-assessment"].print_title_rows == "$4:$4"


@settings(max_examples=either(short=5, full=15), deadline=None)
@given(st.data())
def test_what_is_written_is_read_back(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    labels = [CRITERIA.framework.level_label(level) for level in range(5)]
    answers: dict[str, dict[str, CellValue]] = {}
    for check in data.draw(st.lists(st.sampled_from(CHECKS), unique=True, max_size=12)):
        answers[check] = {
            layout.LEVEL: data.draw(st.sampled_from([*labels, *range(5)])),
            layout.EVIDENCE: data.draw(st.sampled_from(["", "=1+1", "@log", "+44", "[bold]x[/]"])),
            layout.EVIDENCE_DATE: data.draw(st.just("") | st.just(date(2025, 6, 1))),
            layout.COMMENT: data.draw(st.sampled_from(["", "-", "a\nb"])),
        }
    path = tmp_path_factory.mktemp("written") / "x.xlsx"
    path.write_bytes(
        make_template(CRITERIA.framework, CRITERIA.register, cover=COVER, answers=answers)
    )
    made = extract_submission(
        read_workbook(path, WANTED_SHEETS), CRITERIA.framework, CRITERIA.register, AS_OF
    )
    for response in made.responses:
        given_ = answers.get(response.check, {})
        level = given_.get(layout.LEVEL)
        if level is None:
            assert response.state is State.BLANK
        else:
            expected = level if isinstance(level, int) else int(str(level)[0])
            assert response.level == expected
            assert response.evidence == given_[layout.EVIDENCE]
            assert (response.evidence_date or "") == given_[layout.EVIDENCE_DATE]


def test_a_template_for_a_force_and_for_an_unknown_one(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "met.xlsx"
    assert exit_code(["template", "--force", "Met", "-o", str(path)]) == 0
    made = extracted(path)
    assert (made.force, made.code) == ("Metropolitan Police Service", "metropolitan")
    assert all(response.state is State.BLANK for response in made.responses)
    other = tmp_path / "other.xlsx"
    assert exit_code(["template", "--force", "Sussecks", "-o", str(other)]) == 0
    assert "Nearest: Sussex Police" in capfd.readouterr().err
    assert extracted(other).force == "Sussecks"


def test_answers_are_carried_over_as_they_stand(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    def tamper(made: Return) -> None:
        made.put("INV-01a", layout.LEVEL, "mostly")
        made.put("INV-01b", layout.COMMENT, "=HYPERLINK(1)")
        made.put_cover(layout.EDITION, "stolen-freedom 2019.1")

    old = tampered(tmp_path / "old.xlsx", tamper)
    new = tmp_path / "new.xlsx"
    assert exit_code(["template", "--from", str(old), "-o", str(new)]) == 0
    said = capfd.readouterr().err
    assert "Carried over answers to 53 of 53 checks." in said
    assert "Case files of the older return, not carried over: 45." in said
    made = extracted(new)
    assert made.force == "Aldermoss Constabulary"
    assert made.period_start is None, "the new period is for the force to give"
    assert made.cases is not None
    assert (made.cases.listed, made.cases.in_period) == (0, None)
    assert made.cases.selection is Selection.UNSAID
    answers = {response.check: response for response in made.responses}
    assert answers["INV-01a"].found == "mostly"
    assert answers["LEA-01a"].level == 3
    assert answers["LEA-01a"].evidence_date == date(2026, 3, 18)
    assert ("level-not-recognised", "Self-assessment!K28") in found(made.problems)


def test_what_cannot_be_carried_over_is_said(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    def tamper(made: Return) -> None:
        made.put("INV-01a", layout.LEVEL, "#N/A")
        made.put("INV-02b", layout.CHECK, "INV-02a")

    old = tampered(tmp_path / "old.xlsx", tamper)
    new = tmp_path / "new.xlsx"
    assert exit_code(["template", "--from", str(old), "--force", "Kent", "-o", str(new)]) == 0
    said = capfd.readouterr().err
    assert "Self-assessment!K28: error: the cell holds an error instead of an answer" in said
    assert "INV-02a stands in rows 30 and 31: row 30 was carried over." in said
    assert "Carried over answers to 51 of 53 checks." in said
    assert "These answers are Aldermoss Constabulary's" in said


def test_an_output_is_not_replaced_unasked(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "t.xlsx"
    path.write_text("mine")
    assert exit_code(["template", "-o", str(path)]) == 2
    assert "add --overwrite to replace it" in capfd.readouterr().err
    assert path.read_text() == "mine"
    assert exit_code(["template", "-o", str(path), "--overwrite"]) == 0
    assert path.read_bytes().startswith(b"PK")
