"""What an officer finds in the marked copy of the workbook that was sent."""

import io
import re
import shutil
import zipfile
from datetime import date, datetime, time, timedelta
from pathlib import Path

import openpyxl
import pytest
from openpyxl.cell import Cell
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from slavery_benchmark.core.problem_remedies import REMEDIES
from slavery_benchmark.core.problems import Code, Severity, UnusableError
from slavery_benchmark.extracting import layout
from slavery_benchmark.forms.copied_cells import Losses, copy_value, safe_text
from slavery_benchmark.forms.marked_copy import MarkedCopy, make_marked_copy
from slavery_benchmark.reading.raw_cells import Marks
from slavery_benchmark.reading.reader import CellValue, read_workbook
from slavery_benchmark.shipped import shipped_folder
from slavery_benchmark.writing.excel_names import sheet_name
from tests.extracting.case_sheets import DECLARED
from tests.returns import Return, Tamper, extracted, sound_return, tampered
from tests.samples.make import save_with_libreoffice

FOXGLOVE = shipped_folder("sample_data") / "foxglove-vale.xlsx"
ELDERQUAY = shipped_folder("sample_data") / "elderquay.ods"
SHEETS = ("Start here", "Cover", "Self-assessment", "Case files", "Lists")
PLAIN = "00000000"


def copied(path: Path) -> tuple[MarkedCopy, Workbook]:
    made = make_marked_copy(path, extracted(path), DECLARED)
    return made, openpyxl.load_workbook(io.BytesIO(made.content))


def of_tampered(folder: Path, tamper: Tamper) -> tuple[MarkedCopy, Workbook]:
    return copied(tampered(folder / "return.xlsx", tamper))


def rows_of(sheet: Worksheet) -> list[list[object]]:
    """Return the rows of the table on the sheet of problems."""
    (table,) = sheet.tables.values()
    return [[cell.value for cell in row] for row in sheet[table.ref][1:]]


def words_beside(sheet: Worksheet, row: int) -> str:
    header = next(c for r in sheet.iter_rows() for c in r if c.value == "Problem (benchmark)")
    return str(sheet.cell(row, header.column or 0).value)


def grid(path: Path, name: str) -> tuple[dict[tuple[int, int], CellValue], Marks]:
    """Return the cells of a sheet that hold something, and its error cells."""
    sheet = read_workbook(path, (name,)).sheet(name)
    cells = {
        (r, c): value
        for r, row in enumerate(sheet.rows)
        for c, value in enumerate(row)
        if value != ""
    }
    return cells, {place: mark for place, mark in sheet.marks.items() if mark}


# --- problems -------------------------------------------------------------------------------------


def test_every_problem_is_marked_at_its_cell_and_listed() -> None:
    problems = extracted(FOXGLOVE).problems
    _, book = copied(FOXGLOVE)
    listed = rows_of(book["Problems"])
    assert len(listed) == len(problems) > 30
    assert [row[0] for row in listed] == list(range(1, len(problems) + 1))
    by_code = sorted((str(row[8]), str(row[1])) for row in listed)
    assert by_code == sorted((str(item.code), str(item.severity)) for item in problems)
    marked: set[str] = set()
    for item in problems:
        name, _, cell = item.cell.rpartition("!")
        if not name:
            continue
        marked.add(name)
        sheet = book[name]
        assert sheet[cell].fill.fgColor.rgb != PLAIN
        frame = {"error": "thick", "warning": "mediumDashed"}[item.severity]
        assert sheet[cell].border.left.style == sheet[cell].border.bottom.style == frame
        said = words_beside(sheet, sheet[cell].row)
        assert f", {cell}, {item.severity}: {item.sentence()}\nTo mend it: " in said
    assert marked == {"Cover", "Self-assessment", "Case files"}


def test_a_cell_without_a_problem_is_not_marked() -> None:
    _, book = copied(FOXGLOVE)
    bad = {item.cell for item in extracted(FOXGLOVE).problems}
    framed = {
        f"{sheet.title}!{cell.coordinate}"
        for sheet in book.worksheets[:-1]
        for row in sheet.iter_rows()
        for cell in row
        if cell.border.left.style in ("thick", "mediumDashed")
    }
    assert framed == {cell for cell in bad if "!" in cell}


def test_the_copy_opens_on_what_to_do() -> None:
    _, book = copied(FOXGLOVE)
    assert book.active is not None
    assert book.active.title == "Problems"
    assert book.sheetnames == [*SHEETS, "Problems"]
    sheet = book["Problems"]
    assert sheet["A1"].value == "Problems in foxglove-vale.xlsx"
    severities = [item.severity for item in extracted(FOXGLOVE).problems]
    errors, warnings = severities.count(Severity.ERROR), severities.count(Severity.WARNING)
    assert sheet["A2"].value == (
        f"{errors} errors and {warnings} warnings. Mend them in your own workbook, "
        "foxglove-vale.xlsx, not in this copy. Then run benchmark check on it again, and send that "
        "one."
    )
    assert [str(row[1]) for row in rows_of(sheet)] == ["error"] * errors + ["warning"] * warnings


def test_a_row_of_the_table_says_it_all() -> None:
    _, book = copied(FOXGLOVE)
    assert rows_of(book["Problems"])[0] == [
        1,
        "error",
        "Self-assessment, cell K5",
        "LEA-01a, Level",
        "The level is not recognised, so the check counts as unanswered",
        "7",
        "A level from 0 Not in place to 4 Embedded, or Not applicable with a reason; nearest: "
        "“4 Embedded”",
        "Choose from the list the highest level whose every requirement is met.",
        "level-not-recognised",
    ]


def test_links_in_words_lead_to_the_cells_and_sheets() -> None:
    _, book = copied(FOXGLOVE)
    links = {
        str(cell.value): cell.hyperlink.location
        for row in book["Problems"].iter_rows(min_col=3, max_col=3)
        for cell in row
        if cell.hyperlink
    }
    assert links["Self-assessment, cell K5"] == "'Self-assessment'!K5"
    assert links["The sheet Self-assessment"] == "'Self-assessment'!A1"
    assert len(links) == len({item.cell for item in extracted(FOXGLOVE).problems})


def test_problems_of_a_whole_sheet_come_after_those_of_cells() -> None:
    _, book = copied(FOXGLOVE)
    places = [str(row[2]) for row in rows_of(book["Problems"]) if row[1] == "error"]
    of_sheet = [place for place in places if "Self-assessment" in place]
    assert of_sheet[-3:] == ["The sheet Self-assessment"] * 3
    assert "The sheet Self-assessment" not in of_sheet[:-3]


def test_two_problems_of_one_cell_are_both_said() -> None:
    _, book = copied(FOXGLOVE)
    said = words_beside(book["Self-assessment"], 30)
    assert said.count("To mend it: ") == 2
    assert "counts as no evidence" in said
    assert "a level that needs evidence has none" in said


def test_a_workbook_without_problems_says_so(tmp_path: Path) -> None:
    _, book = of_tampered(tmp_path, lambda _: None)
    assert book["Problems"]["A2"].value == "No problems were found in return.xlsx."
    assert not book["Problems"].tables
    assert "Problem (benchmark)" not in [c.value for c in book["Self-assessment"][4]]


def test_a_missing_column_is_said_in_the_row_of_headings(tmp_path: Path) -> None:
    _, book = of_tampered(tmp_path, lambda made: made.rename_column(layout.OWNER, "Who"))
    said = words_beside_heading(book["Self-assessment"])
    assert said.startswith("Problem (benchmark)\n\nProblem 1, A4, error: a column is missing")
    assert rows_of(book["Problems"])[0][3] == "The row of headings"


def words_beside_heading(sheet: Worksheet) -> str:
    return next(str(c.value) for c in sheet[4] if str(c.value).startswith("Problem (benchmark)"))


def test_a_problem_of_the_cover_is_marked_there(tmp_path: Path) -> None:
    _, book = of_tampered(tmp_path, lambda made: made.put_cover("Force", "Nowhere"))
    assert book["Cover"]["B5"].border.top.style == "mediumDashed"
    assert "the register has no force of this name" in words_beside(book["Cover"], 5)
    assert rows_of(book["Problems"])[0][3] == "Force, Answer"


def test_every_problem_of_a_workbook_that_can_be_scored_has_a_remedy() -> None:
    # the others are said of results, action plans, reviews and runs of several submissions
    elsewhere = (
        "action-",
        "cycle",
        "files-passed",
        "forces-mixed",
        "editions-unrelated",
        "result-",
        *("agreed-", "case-column-unknown", "case-not-drawn", "case-row-", "challenge-"),
        *("confidence-", "decision-", "file-value-", "fixed-cells-", "note-", "part-differs"),
        "review-",
    )
    wanted = {
        code
        for code in Code
        if code.severity != Severity.UNUSABLE and not code.startswith(elsewhere)
    }
    assert set(REMEDIES) == wanted
    for words in REMEDIES.values():
        assert re.fullmatch(r"[A-Z].*\.", words)
        assert "benchmark" not in words


# --- values ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", [FOXGLOVE, ELDERQUAY], ids=["xlsx", "ods"])
def test_values_are_those_of_the_original_at_the_same_addresses(tmp_path: Path, path: Path) -> None:
    made, book = copied(path)
    target = tmp_path / "copy.xlsx"
    target.write_bytes(made.content)
    for name in (name for name in SHEETS if name != "Case files"):
        wanted, _ = grid(path, name)  # an error is empty here: its text would pass for an answer
        have, _ = grid(target, name)
        sheet = book[name]
        beside = next(
            (c.column for r in sheet.iter_rows() for c in r if c.value == "Problem (benchmark)"), 0
        )
        assert {k: v for k, v in have.items() if k[1] != (beside or 0) - 1} == wanted


def test_dates_booleans_and_odd_texts_stay_what_they_are(tmp_path: Path) -> None:
    values: list[CellValue] = [
        *("=1+1", "+44 20", "-dash", "@here", "#N/A", "_x0041_", "two\nlines\tand a tab", " x "),
        *(True, False, 3.0, 0.1, 1e300, date(2026, 3, 31), date(1900, 1, 5)),
        *(datetime.fromisoformat("2026-03-31T14:05:06"), time(3, 4), timedelta(hours=30)),
    ]
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    losses = Losses()
    for row, value in enumerate(values, start=1):
        cell = sheet.cell(row, 1)
        assert isinstance(cell, Cell)
        copy_value(cell, value, losses)
    path = tmp_path / "x.xlsx"
    book.save(path)
    read = read_workbook(path, (sheet.title,)).sheets[0]
    assert [row[0] for row in read.rows] == values
    assert not read.marks
    assert losses.sentences() == []


def test_what_a_cell_cannot_hold_is_mended_and_said() -> None:
    losses = Losses()
    assert safe_text("a\x07b\ud800c", losses) == "abc"
    long = safe_text("😀" * 20_000, losses)
    assert long.endswith("😀… [cut by benchmark]")
    assert len(long.encode("utf-16-le")) // 2 <= 32_767
    assert safe_text("\r" * 20_000, losses).endswith("_x000D_… [cut by benchmark]")
    cell = Workbook().create_sheet().cell(1, 1)
    assert isinstance(cell, Cell)
    copy_value(cell, date(1850, 5, 1), losses)
    assert cell.value == "1850-05-01"
    assert losses.sentences() == [
        "Control characters, and marks that turn the order of letters round, were taken out of 1 "
        "cell.",
        "Text over 32,767 characters was cut, and marked so, in 2 cells.",
        "Dates before 1900 are written as text in 1 cell.",
    ]


def test_hostile_text_stays_text(tmp_path: Path) -> None:
    def tamper(made: Return) -> None:
        for check, text in (("LEA-01a", '=HYPERLINK("http://x")'), ("LEA-01b", "@SUM(A1)")):
            made.put(check, layout.LEVEL, text)
            made.cell(check, layout.LEVEL).data_type = "s"

    made, book = of_tampered(tmp_path, tamper)
    cells = [cell for sheet in book.worksheets for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells} <= {"s", "n", "d", "b"}
    assert book["Self-assessment"]["K5"].value == '=HYPERLINK("http://x")'
    found = [row[5] for row in rows_of(book["Problems"])]
    assert found == ['=HYPERLINK("http://x")', "@SUM(A1)"]
    with zipfile.ZipFile(io.BytesIO(made.content)) as archive:
        assert not any(b"<f>" in archive.read(n) or b"<f " in archive.read(n)
                       for n in archive.namelist())  # fmt: skip


# --- what is left out -----------------------------------------------------------------------------


def test_what_was_left_out_is_said() -> None:
    made, book = copied(FOXGLOVE)
    assert re.fullmatch(
        r"This copy holds values in plain style, for a formula the last one that it had; left out "
        r"are 2 formulas, [0-9]+ drop-downs and entry rules, 5 conditional formats, 5 links and "
        r"[23] marks of tables\. 2 formulas had no value: their cells are empty here\. Of the "
        r"sheet Case files only the table is here, without what its columns do not take: [0-9]+ "
        r"cells read \[not copied\]\.",
        made.left_out,
    )
    lines = " ".join(str(book["Problems"].cell(row, 1).value or "") for row in range(2, 8))
    assert made.left_out in lines
    for sheet in book.worksheets[:-1]:
        assert not sheet.tables
        assert not sheet.conditional_formatting
        assert not sheet.data_validations.dataValidation


def test_macros_links_charts_and_comments_are_not_copied(tmp_path: Path) -> None:
    path = tmp_path / "return.xlsm"
    path.write_bytes(sound_return())
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"x")
        archive.writestr("xl/charts/chart1.xml", b"<c/>")
        archive.writestr("xl/media/image1.png", b"x")
        archive.writestr("xl/comments/comment1.xml", b"<c/>")
        archive.writestr("xl/comments1.xml", b'<l><comment ref="A1"/><comment ref="A2"/></l>')
        archive.writestr("xl/externalLinks/externalLink1.xml", b"<c/>")
        archive.writestr("xl/externalLinks/externalLink2.xml", b"<c/>")
    made, _ = copied(path)
    for words in ("1 set of macros", "1 chart,", "1 image", "2 comments,",
                  "2 links to other workbooks"):  # fmt: skip
        assert words in made.left_out
    with zipfile.ZipFile(io.BytesIO(made.content)) as archive:
        names = " ".join(archive.namelist())
    assert not re.search("vba|chart|media|comment|external", names, re.IGNORECASE)


def test_hidden_sheets_rows_and_columns_are_shown_and_said(tmp_path: Path) -> None:
    def tamper(made: Return) -> None:
        made.cover.sheet_state = "hidden"
        made.answers.row_dimensions[6].hidden = True

    made, book = of_tampered(tmp_path, tamper)
    assert "The sheet Cover, hidden there, is shown here." in made.left_out
    assert "Hidden rows and columns are shown here." in made.left_out
    assert {sheet.sheet_state for sheet in book.worksheets} == {"visible"}
    assert not book["Self-assessment"].row_dimensions[6].hidden


def test_a_sheet_of_notes_that_cannot_be_read_is_empty_and_said(tmp_path: Path) -> None:
    def tamper(made: Return) -> None:
        made.book.create_sheet("Far")["A1"] = "x"
        made.book["Far"]["A1000000"] = "y"

    made, book = of_tampered(tmp_path, tamper)
    assert "The sheet Far is empty here, as it cannot be read." in made.left_out
    assert book["Far"]["A1"].value is None
    assert book["Self-assessment"]["A5"].value == "LEA-01a"


def test_a_sheet_of_theirs_named_problems_keeps_its_name(tmp_path: Path) -> None:
    def tamper(made: Return) -> None:
        made.book.create_sheet("problems")["A1"] = "ours"
        made.put("LEA-01a", layout.LEVEL, "mostly")

    _, book = of_tampered(tmp_path, tamper)
    assert book.sheetnames[-2:] == ["problems", "Problems (benchmark)"]
    assert book["problems"]["A1"].value == "ours"
    assert len(rows_of(book["Problems (benchmark)"])) == 1


@pytest.mark.parametrize(
    ("wanted", "taken", "name"),
    [
        ("Notes", [], "Notes"),
        ("notes", ["Notes"], "notes (2)"),
        ("a/b:c?[d]", [], "a b c d"),
        ("'quoted'", [], "quoted"),
        ("History", [], "History (2)"),
        ("", [], "Sheet"),
        ("x" * 40, [], "x" * 31),
        ("x" * 40, ["x" * 31], "x" * 27 + " (2)"),
    ],
)
def test_names_of_sheets_are_valid_and_unique(wanted: str, taken: list[str], name: str) -> None:
    assert sheet_name(wanted, taken) == name


def test_a_file_that_changed_since_is_refused(tmp_path: Path) -> None:
    path = tampered(tmp_path / "return.xlsx")
    submission = extracted(path)
    tampered(path, lambda made: made.put("LEA-01a", layout.LEVEL, 0))
    for gone in (False, True):
        if gone:
            path.unlink()
        with pytest.raises(UnusableError, match="a file that changed while it was checked") as no:
            make_marked_copy(path, submission)
        assert no.value.problem.code is Code.FILE_UNREADABLE


@pytest.mark.full
@pytest.mark.skipif(
    shutil.which("soffice") is None,
    reason="LibreOffice Calc is not on this machine (Debian: libreoffice-calc)",
)
def test_libreoffice_opens_it_with_its_marks(tmp_path: Path) -> None:
    path = tmp_path / "copy.xlsx"
    path.write_bytes(make_marked_copy(FOXGLOVE, extracted(FOXGLOVE), DECLARED).content)
    (tmp_path / "out").mkdir()
    saved = save_with_libreoffice(path, tmp_path / "out", "xlsx")
    book = openpyxl.load_workbook(saved)
    assert book.sheetnames == [*SHEETS, "Problems"]
    cell = book["Self-assessment"]["K6"]
    assert (cell.value, cell.border.left.style) == ("mostly", "thick")
    links = [row[2].hyperlink for row in book["Problems"].iter_rows()]
    targets = [str(link.location).replace("'", "") for link in links if link is not None]
    assert targets[0].startswith("Self-assessment")
    assert grid(saved, "Cover") == grid(path, "Cover")
