"""The workbook of changes: its sheets, its numbers, and the picture of the bridge."""

import re
import zipfile
from io import BytesIO
from typing import Any

import pytest

from slavery_benchmark.core.change.progress import ProgressReport
from slavery_benchmark.formats import written
from slavery_benchmark.formats.workbook.cells import SHARE
from slavery_benchmark.pages.progress.page import progress_page
from tests.builders import criterion, framework
from tests.formats.xlsx_checklist import faults
from tests.pages.progress.reports import progress_of, shipped_progress
from tests.reports import opened, table


def workbook(report: ProgressReport, **options: Any) -> bytes:
    return written(progress_page(report, **options), "xlsx")


@pytest.fixture(scope="module")
def content() -> bytes:
    return workbook(shipped_progress())


def test_it_has_the_promised_sheets_and_meets_the_checklist(content: bytes) -> None:
    assert opened(content).sheetnames == [
        "Cover", "Summary", "Moves", "Changes", "Charts", "Bridge", "Checks", "Transitions",
        "Trend", "Submissions", "Problems", "Chart steps", "Notes",
    ]  # fmt: skip
    assert faults(content) == []


def test_changes_are_those_of_the_report_with_regressions_first(content: bytes) -> None:
    rows = table(opened(content), "Changes")
    report = shipped_progress()
    first = report.forces[0].since_previous
    assert first is not None
    own = [row for row in rows if row["Force"].startswith("Gorse") and row["Since"] == "previous"]
    became = [row["What became of it"] for row in own[:4]]
    assert became == [
        "▼ regressed, partly chance", "▼ regressed, evidence alone", "▼ regressed", "= persists",
    ]  # fmt: skip
    by_id = {row["Criterion"].split()[0]: row for row in own}
    for item in first.change.criteria:
        row = by_id[item.criterion]
        assert item.disposition.value in row["What became of it"]
        change = None if item.change is None else float(item.change)
        assert row["Change"] == (change if change is None else pytest.approx(change))
    assert by_id["UND-01"]["Fall in evidence alone"] == "yes"


def test_progress_keeps_its_sign_and_is_100_only_when_it_is() -> None:
    # 50 to 37.5, 50 to 62.5, and with a weight of 1,000 to a hair below the target
    parts = [("a", 1000.0), ("b", 1.0)]
    used = framework({"ONE": (1, [criterion("ONE-01", parts), criterion("ONE-02", parts)])})
    after = {"ONE-01a": 1, "ONE-02a": 3}
    content = workbook(progress_of([{}, after], used=used))
    shown: dict[str, Any] = {
        str(row[2].value).split()[0]: (row[7].value, row[7].number_format)
        for row in opened(content)["Changes"].iter_rows()
    }
    assert shown["ONE-01"] == (pytest.approx(-0.999, abs=0.001), "0%")
    assert shown["ONE-02"] == (pytest.approx(0.999, abs=0.001), SHARE)


def test_checks_have_evidence_date_and_cell_of_both_ends(content: bytes) -> None:
    rows = table(opened(content), "Checks")
    row = next(row for row in rows if row["Check"] == "VIC-05a" and row["Since"] == "previous")
    assert row["What became of it"] == "level fell"
    assert row["Counts then"] == "3 In place"
    assert row["Evidence or figure then"].startswith("Monthly contact list")
    assert row["Date then"].date().isoformat() == "2025-02-20"
    assert row["Cell then"] == "Self-assessment!K26"
    assert (row["Counts now"], row["Evidence or figure now"]) == ("1 Emerging", "no evidence")
    assert row["Date now"] is None


def test_the_columns_of_the_picture_stand_on_each_other(content: bytes) -> None:
    book = opened(content)
    rows = table(book, "Chart steps")
    assert len(rows) == 2 * 7
    for start in (0, 7):
        first, *parts, last = rows[start : start + 7]
        level = first["Overall score"]
        for part in parts:
            rise, fall = part["Rise"] or 0, part["Fall"] or 0
            assert part["Base of the column"] == pytest.approx(level - fall)
            level += rise - fall
        assert last["Overall score"] == pytest.approx(level)
    sheet: Any = book["Charts"]
    charts = sheet._charts  # noqa: SLF001 - openpyxl has no other way to them
    assert len(charts) == 2
    header = next(row[0].row for row in book["Chart steps"].iter_rows() if row[0].value == "Chart")
    ranges = [series.val.numRef.f for series in charts[1].ser]
    rows_read = {tuple(re.findall(r"\$[A-Z]+\$(\d+)", found)) for found in ranges}
    assert rows_read == {(str(header + 8), str(header + 14))}
    assert charts[1].grouping == "stacked"
    assert charts[1].ser[0].spPr.noFill


def test_the_picture_is_told_in_words(content: bytes) -> None:
    with zipfile.ZipFile(BytesIO(content)) as package:
        (drawing,) = [n for n in package.namelist() if re.match(r"xl/drawings/drawing\d", n)]
        said = package.read(drawing).decode()
    assert "Floating columns: Gorsemere Constabulary (fictional): The bridge from" in said
    assert "The numbers are on the sheet Chart steps." in said


def test_one_submission_alone_has_no_changes() -> None:
    content = workbook(progress_of([{}]))
    assert faults(content) == []
    assert opened(content).sheetnames == [
        "Cover", "Summary", "Submissions", "Problems", "Notes",
    ]  # fmt: skip


@pytest.mark.full
def test_many_forces_get_numbers_and_no_album_of_pictures() -> None:
    forces = [[{}, {"ONE-01a": number % 5}] for number in range(43)]
    content = workbook(progress_of(*forces), sample=True)
    assert faults(content) == []
    book = opened(content)
    assert "Charts" not in book.sheetnames
    assert len(table(book, "Bridge")) == 43
    row = next(row for row in table(book, "Moves") if row["Criterion"].startswith("ONE-01"))
    assert (row["Rose"], row["Fell"], row["Same"]) == (16, 18, 9)
    assert 0 < row["p"] <= row["p, adjusted"] <= 1
