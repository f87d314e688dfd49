"""The sheet of case files in the template: what it offers, and that cases are read back."""

import io
import zipfile
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.worksheet.datavalidation import DataValidation

from slavery_benchmark.core.cases.table import CaseTable, Selection
from slavery_benchmark.core.framework.case_sheet import CaseColumn, CaseSheet
from slavery_benchmark.criteria_files import load_criteria
from slavery_benchmark.extracting import layout
from slavery_benchmark.forms.template import make_template
from slavery_benchmark.reading.reader import CellValue
from slavery_benchmark.shipped import shipped_folder
from tests.builders import END, START, shipped_criteria
from tests.length import either
from tests.returns import CASES_HEADER_ROW, Return, extracted, found, sound_return, tampered
from tests.samples.make import COVER, cover_of, save_with_libreoffice

CRITERIA = shipped_criteria()
EDITION_WITHOUT_CASES = shipped_folder("criteria") / "editions" / "2026.1"
DATE_RULE = 'OR(AND(ISNUMBER(I6),I6>=36526),LOWER(TRIM(I6))="not yet")'


def declared() -> CaseSheet:
    sheet = CRITERIA.framework.cases
    assert sheet is not None
    return sheet


@pytest.fixture(scope="module")
def book() -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(make_template(CRITERIA.framework, CRITERIA.register)))


def rule_of(book: openpyxl.Workbook, column: CaseColumn) -> DataValidation:
    """Return the one rule of the first cell of a column."""
    sheet = book[layout.CASES_SHEET]
    headings = [cell.value for cell in sheet[CASES_HEADER_ROW]]
    cell = sheet.cell(CASES_HEADER_ROW + 1, headings.index(column.heading) + 1)
    rules = [r for r in sheet.data_validations.dataValidation if cell.coordinate in r.sqref]
    assert len(rules) == 1
    rule: DataValidation = rules[0]
    return rule


def test_one_column_for_each_that_the_edition_declares(book: openpyxl.Workbook) -> None:
    sheet = book[layout.CASES_SHEET]
    assert [cell.value for cell in sheet[CASES_HEADER_ROW]] == [
        column.heading for column in declared().columns
    ]
    assert declared().a_case in str(sheet["A2"].value)
    assert sheet.freeze_panes == f"B{CASES_HEADER_ROW + 1}"
    assert sheet.print_title_rows == f"${CASES_HEADER_ROW}:${CASES_HEADER_ROW}"
    assert (sheet.page_setup.orientation, str(sheet.page_setup.paperSize)) == ("landscape", "8")


@pytest.mark.parametrize("column", declared().columns, ids=lambda column: str(column.id))
def test_a_cell_says_what_it_takes_and_refuses_the_rest(
    book: openpyxl.Workbook, column: CaseColumn
) -> None:
    rule = rule_of(book, column)
    assert rule.allow_blank
    assert rule.showErrorMessage
    assert rule.showInputMessage
    assert column.guidance in str(rule.prompt)
    assert len(str(rule.prompt)) <= 255
    assert len(str(rule.promptTitle)) <= 32
    assert 20 < len(str(rule.error)) <= 225
    if column.kind in ("choice", "yes or no"):
        assert rule.type == "list"
        _, _, reference = str(rule.formula1).partition("!")
        offered = [row[0].value for row in book[layout.LISTS_SHEET][reference.replace("$", "")]]
        assert tuple(offered) == column.words
    elif column.kind == "count":
        assert (rule.type, rule.operator, rule.formula1) == ("whole", "between", "0")
    elif column.kind == "date" and not column.may_wait:
        assert (rule.type, rule.formula1) == ("date", "36526")
    elif column.kind == "date":
        assert rule.type == "custom"
        assert layout.NOT_YET_WORDS in str(rule.error)


def test_as_many_rows_as_are_read_are_ready_and_few_of_them_are_cells(
    book: openpyxl.Workbook,
) -> None:
    sheet = book[layout.CASES_SHEET]
    assert sheet.max_row == CASES_HEADER_ROW + 25
    reported = declared().column("reported")
    last = CASES_HEADER_ROW + 100_000
    assert str(rule_of(book, reported).sqref) == f"E6:E{last}"
    assert f"A{last}" in str(rule_of(book, declared().columns[0]).formula1).replace("$", "")
    assert sheet.column_dimensions["E"].number_format == "dd/mm/yyyy"
    assert sheet.column_dimensions["E"].fill.fgColor.rgb.endswith("FFF7DC")
    assert sheet["E4"].fill.fill_type is None


def test_the_first_cells_are_framed_and_yellow_as_start_here_says(
    book: openpyxl.Workbook,
) -> None:
    said = "\n".join(str(row[0].value) for row in book[layout.START_SHEET].iter_rows())
    assert "Cells to fill in are pale yellow and framed, on each sheet." in said
    for row in book[layout.CASES_SHEET].iter_rows(min_row=CASES_HEADER_ROW + 1):
        for cell in row:
            assert cell.value is None
            assert cell.fill.fgColor.rgb.endswith("FFF7DC")
            assert cell.border.top.style == cell.border.left.style == "thin"


def test_it_is_said_as_of_which_day_cases_are_filled_in(book: openpyxl.Workbook) -> None:
    said = (
        "Describe each case as it was on the last day of the period. If something had not happened "
        "by then, enter Not yet, or the later date if you know it."
    )
    assert said in str(book[layout.CASES_SHEET]["A4"].value)
    assert any(said in str(row[0].value) for row in book[layout.START_SHEET].iter_rows())


def test_the_cover_asks_how_many_cases_there_were_and_how_they_were_chosen(
    book: openpyxl.Workbook,
) -> None:
    lines = {row[0].value: row[2].value for row in book[layout.COVER_SHEET].iter_rows(min_row=5)}
    assert layout.CASES_IN_PERIOD in lines
    for word, meaning in layout.HOW_CHOSEN_WORDS.items():
        assert f"{word}: {meaning}" in str(lines[layout.HOW_CHOSEN])


def test_start_here_explains_the_case_files(book: openpyxl.Workbook) -> None:
    said = "\n".join(str(row[0].value) for row in book[layout.START_SHEET].iter_rows())
    for words in ("Not yet", "Not needed", "Empty: not known", "Keep the list", "disclosed"):
        assert words in said
    for column in declared().columns:
        assert f"{column.heading}: {column.guidance}" in said


def test_an_edition_without_case_files_has_no_word_of_them() -> None:
    older = load_criteria(EDITION_WITHOUT_CASES)
    content = make_template(older.framework, older.register)
    made = openpyxl.load_workbook(io.BytesIO(content))
    assert made.sheetnames == ["Start here", "Cover", "Self-assessment", "Lists"]
    texts = [str(c.value) for s in made.worksheets for row in s.iter_rows() for c in row]
    assert not any(layout.CASES_SHEET in text or "Not yet" in text for text in texts)
    assert not set(texts) & set(layout.CASE_FIELDS)


def values_of(column: CaseColumn) -> st.SearchStrategy[CellValue]:
    """Return what a person may rightly put into a cell of a column, unknown included."""
    if column.kind == "date" and not column.may_wait:
        return st.just("") | st.dates(START, END)
    if column.kind == "date":
        return st.sampled_from(["", layout.NOT_YET_WORDS]) | st.dates(START, END)
    if column.kind == "count":
        return st.just("") | st.integers(0, 3)
    return st.sampled_from(["", *column.words])


@settings(max_examples=either(short=5, full=20), deadline=None)
@given(st.data())
def test_cases_written_are_read_back(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    columns = [c for c in declared().columns if c.kind != "key"]
    free = [c for c in columns if not c.not_before and c.at_most is None and c.kind != "count"]
    cases: list[dict[str, CellValue]] = [
        {"case": number, **{c.id: data.draw(values_of(c)) for c in free}}
        for number in range(1, data.draw(st.integers(1, 5)) + 1)
    ]
    path = tmp_path_factory.mktemp("cases") / "x.xlsx"
    path.write_bytes(make_template(CRITERIA.framework, CRITERIA.register, cover=COVER, cases=cases))
    files = extracted(path).cases
    assert files is not None
    table = files.table
    told = [case for case in cases if any(case[column.id] != "" for column in free)]
    if not told:  # a number alone is no case
        assert table is None
        return
    assert isinstance(table, CaseTable)
    assert list(table.numbers) == [str(case["case"]) for case in told]
    for column in free:
        assert list(table.values[column.id]) == [_as_read(case[column.id]) for case in told]


def _as_read(value: CellValue) -> CellValue:
    if isinstance(value, date):
        return value.toordinal()
    return layout.NOT_YET_WORDS.lower() if value == layout.NOT_YET_WORDS else value


def test_a_case_sheet_that_somebody_fills_in_counts(tmp_path: Path) -> None:
    made = Return(
        make_template(CRITERIA.framework, CRITERIA.register, cover=cover_of("dapplefold"))
    )
    made.put_case("A-1", "Date reported", date(2025, 7, 1))
    made.put_case("A-1", "started", "not yet")
    cell = made.put_case("A-2", "victims", "two")
    files = extracted(made.save(tmp_path / "x.xlsx"))
    assert files.cases is not None
    assert (files.cases.listed, files.cases.selection) == (2, Selection.INCOMPLETE)
    assert ("count-not-recognised", cell) in found(files.problems)


def test_a_sound_return_has_sound_cases(tmp_path: Path) -> None:
    made = extracted(tampered(tmp_path / "x.xlsx"))
    assert made.problems == ()
    assert made.cases is not None
    assert (made.cases.listed, made.cases.selection) == (45, Selection.ALL)


@pytest.mark.full
def test_libreoffice_keeps_what_the_cells_take(tmp_path: Path) -> None:
    path = tmp_path / "x.xlsx"
    path.write_bytes(sound_return())
    try:
        saved = save_with_libreoffice(path, tmp_path, "xlsx")
    except FileNotFoundError:
        pytest.skip("LibreOffice Calc is not on this machine (Debian: libreoffice-calc)")
    book = openpyxl.load_workbook(saved)
    assert rule_of(book, declared().column("started")).formula1 == DATE_RULE
    assert len(book[layout.CASES_SHEET].data_validations.dataValidation) == len(declared().columns)
    assert extracted(saved).problems == ()
    with zipfile.ZipFile(saved) as package:
        assert not any("externalLink" in name for name in package.namelist())
