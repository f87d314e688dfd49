"""The Excel export: what stands in it, that it is what the JSON says, and how it is made up."""

import io
import json
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import msgspec
import pytest

from slavery_benchmark.core.scoring.report import Report
from slavery_benchmark.pages.export.page import export_page
from slavery_benchmark.writing.excel_names import sheet_name, unique_headers
from tests.builders import answer, blank, shipped_criteria, submission
from tests.formats.xlsx_checklist import faults
from tests.pages.export.making import workbook
from tests.reports import invented, opened, report_of, table
from tests.results import result_json
from tests.samples.make import save_with_libreoffice

NAMES = {
    "Score": "score",
    "Claimed score": "claimed",
    "Could be, low": "low",
    "Could be, high": "high",
    "Answered": "coverage",
    "2017 reference line": "baseline",
    "2017 range, low": "baseline_low",
    "2017 range, high": "baseline_high",
    "Difference": "difference",
    "Not applicable": "excused",
    "Score with those at 0": "score_with_excused_at_zero",
    "Weight": "weight",
    "Share of the whole": "effective_weight",
    "Level": "level",
    "Counts as level": "counted_level",
}
"""Columns of numbers, and what the JSON calls them."""
HOSTILE = ("=1+1", "+44 20", "-5", "@SUM(1)", "\t=1", "#N/A", "_x0041_", "a\x1b\u202eb\x00")


def test_the_workbook_has_the_promised_sheets(content: bytes) -> None:
    assert opened(content).sheetnames == [
        "Cover", "Summary", "Charts", "Criteria", "Criterion charts", "Scores", "Checks",
        "Measures", "Aldermoss Constabulary", "Brindlewick Police", "Cobblemarsh Constabulary",
        "Dapplefold Police", "Elderquay Police", "Foxglove Vale Constabulary",
        "Problems", "Method", "Inputs", "Chart data", "Notes",
    ]  # fmt: skip


def test_the_cover_says_what_it_was_made_from(report: Report, content: bytes) -> None:
    digest = json.loads(result_json(report, {"assurance": "asserted"}))["digest"]
    said = " ".join(str(row[0].value) for row in opened(content)["Cover"].iter_rows())
    for wanted in (
        report.framework_sha256,
        digest,
        "A self-assessment, not an inspection result.",
        f"Made by benchmark {report.tool_version}.",
        "Dates are judged as of 23 November 2026.",
    ):
        assert wanted in said


def _same(cell: Any, number: float | None, where: object) -> None:
    if number is None:
        assert cell is None, where
    else:
        assert isinstance(cell, int | float), where
        assert abs(cell - number) < 1e-12, where


def test_every_number_is_that_of_the_json(many: Report, content_of_many: bytes) -> None:
    book = opened(content_of_many)
    result = json.loads(result_json(many, {}))
    scores, checks = table(book, "Scores"), table(book, "Checks")
    summary, criteria = table(book, "Summary"), table(book, "Criteria")
    nodes = [
        node
        for force in result["forces"]
        for node in (force["overall"], *force["themes"], *force["criteria"])
    ]
    leaves = [check for force in result["forces"] for check in force["checks"]]
    compared = 0
    for rows, wanted, key in ((scores, nodes, "Id"), (checks, leaves, "Check")):
        assert len(rows) == len(wanted)
        for row, node in zip(rows, wanted, strict=True):
            assert row[key] == node["id"]
            for header, field in NAMES.items():
                if header in row:
                    _same(row[header], node[field], (node["id"], header))
                    compared += 1
    for row, force, own in zip(summary, result["forces"], criteria[3:], strict=True):
        for theme in force["themes"]:
            _same(row[theme["title"]], theme["score"], theme["id"])
        for item in force["criteria"]:
            _same(own[item["id"]], item["score"], item["id"])
            _same(criteria[0][item["id"]], item["baseline"], item["id"])
        parts = [force["overall"], *force["themes"], *force["criteria"]]
        for line, node in zip(table(book, force["force"]), parts, strict=True):
            _same(line["Score"], node["score"], node["id"])
            _same(line["Difference"], node["difference"], node["id"])
    assert compared == len(many.forces) * (32 * 13 + 53 * 12)


def test_unknown_is_blank_with_the_word_beside_it(content: bytes) -> None:
    rows = table(opened(content), "Scores")
    row = next(r for r in rows if r["Force"].startswith("Cobblemarsh") and r["Id"] == "POW")
    assert (row["Score"], row["Against 2017"], row["Band"]) == (None, "not given", "not given")
    assert row["Answered"] == 0
    check = next(
        r
        for r in table(opened(content), "Checks")
        if r["Force"].startswith("Cobblemarsh") and r["Criterion"] == "POW-01"
    )
    assert (check["State"], check["Level"], check["Score"]) == ("blank", None, None)


def test_numbers_are_exact_under_a_format_and_marks_follow_the_position(
    report: Report, content: bytes
) -> None:
    book = opened(content)
    sheet = book["Summary"]
    (marked,) = sheet.tables.values()
    first = sheet[marked.ref][1]
    assert first[1].number_format == "0.0"
    _same(first[1].value, float(report.forces[0].overall.tally.score or 0), "Summary")
    assert first[5].number_format.startswith("[=1]0%")
    assert first[10].number_format == '0.0" ✓"'
    rules = [rule for part in sheet.conditional_formatting for rule in part.rules]
    formats = {rule.formula[0]: rule.dxf.numFmt.formatCode for rule in rules}

    def of(word: str) -> list[str]:
        return [code for formula, code in formats.items() if f'"{word}"' in formula]

    assert of("at target") == ['0.00" ✓"', '0.0" ✓"'], "79.96 is not shown as 80.0"
    assert of("no better") == ['0.00" ▼"', '0.0" ▼"']
    assert all(rule.dxf.fill is None for rule in rules), "nothing is told by colour"


def test_hostile_text_stays_text() -> None:
    first, *rest = [check.id for _, _, check in shipped_criteria().framework.checks()]
    odd = [
        msgspec.structs.replace(answer(check, 3), evidence=text, owner=text)
        for check, text in zip(rest, HOSTILE, strict=False)
    ]
    others = [blank(check) for check in rest[len(odd) :]]
    evil = submission([blank(first), *odd, *others], force="=cmd|' /C calc'!A0", code="")
    content = workbook(report_of(evil), force_sheets=True)
    assert faults(content) == []
    rows = table(opened(content), "Checks")
    shown = [row["Evidence"] for row in rows[1 : 1 + len(odd)]]
    assert shown == ["=1+1", "+44 20", "-5", "@SUM(1)", "=1", "#N/A", "_x005F_x0041_", "ab"]
    assert rows[0]["Force"] == "=cmd|' /C calc'!A0"
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        sheets = [name for name in package.namelist() if name.startswith("xl/worksheets/sheet")]
        assert not any(b"<f>" in package.read(name) for name in sheets)


def test_text_that_no_cell_can_hold_is_cut_marked_and_told() -> None:
    first, *rest = [check.id for _, _, check in shipped_criteria().framework.checks()]
    long = msgspec.structs.replace(answer(first, 3), evidence="word " * 9000)
    book = opened(workbook(report_of(submission([long, *map(blank, rest)]))))
    shown = table(book, "Checks")[0]["Evidence"]
    assert len(shown) == 32_767
    assert shown.endswith("… [cut: the rest is in the force's own workbook]")
    notes = [row["Text"] for row in table(book, "Notes")]
    assert any(note.startswith("Text longer than a cell can hold was cut") for note in notes)


def test_problems_lead_to_their_checks(content: bytes) -> None:
    book = opened(content)
    sheet = book["Problems"]
    (marked,) = sheet.tables.values()
    rows = sheet[marked.ref][1:]
    row = next(row for row in rows if row[0].value == "aldermoss.xlsx")
    assert [cell.value for cell in row[:4]] == [
        "aldermoss.xlsx", "Aldermoss Constabulary", "Self-assessment!M14", "warning"
    ]  # fmt: skip
    target = row[7].hyperlink.location
    assert target.startswith("'Checks'!A")
    line = book["Checks"][int(target.rpartition("A")[2])]
    assert (line[0].value, line[1].value) == ("Aldermoss Constabulary", row[7].value)


def test_one_force_twice_has_two_names() -> None:
    ids = [check.id for _, _, check in shipped_criteria().framework.checks()]
    early = submission([answer(check, 2) for check in ids])
    late = submission(
        [answer(check, 2) for check in ids],
        period_start=date(2026, 4, 1),
        period_end=date(2026, 10, 1),
    )
    book = opened(workbook(report_of(early, late), force_sheets=True))
    assert [row["Force"] for row in table(book, "Summary")] == [
        "Aldermoss Constabulary (fictional), 1 April 2025 to 31 March 2026",
        "Aldermoss Constabulary (fictional), 1 April 2026 to 1 October 2026",
    ]
    assert {"Aldermoss Constabulary", "Aldermoss Constabulary (2)"} <= set(book.sheetnames)


@pytest.mark.parametrize(
    ("wanted", "taken", "given"),
    [
        ("A/B: [C]*?\\D", (), "A B C D"),
        ("'quoted'", (), "quoted"),
        ("cover", ("Cover",), "cover (2)"),
        ("x" * 40, ("x" * 31,), "x" * 27 + " (2)"),
        ("a" * 30 + "'b", (), "a" * 30),
        ("", (), "Sheet"),
        ("History", (), "History (2)"),
        ("\U0001f600" * 20, (), "\U0001f600" * 15),
    ],
)
def test_sheet_names_are_valid_and_unique(wanted: str, taken: tuple[str, ...], given: str) -> None:
    assert sheet_name(wanted, taken) == given


def test_headers_differ_in_more_than_case() -> None:
    assert unique_headers(["Score", "score", "", "Score"]) == [
        "Score", "score (2)", "Column", "Score (3)"
    ]  # fmt: skip


def test_charts_are_left_out_where_no_name_could_be_read() -> None:
    page = export_page(invented(61))
    assert not list(page.charts())
    assert "There are no charts: 61 submissions are more than a chart can name." in page.about


@pytest.mark.full
def test_libreoffice_opens_it(report: Report, content: bytes, tmp_path: Path) -> None:
    (tmp_path / "results.xlsx").write_bytes(content)
    try:
        saved = save_with_libreoffice(tmp_path / "results.xlsx", tmp_path, "ods")
    except FileNotFoundError:
        pytest.skip("LibreOffice Calc is not on this machine (Debian: libreoffice-calc)")
    from python_calamine import CalamineWorkbook

    book = CalamineWorkbook.from_path(saved)
    assert book.sheet_names == opened(content).sheetnames
    rows = book.get_sheet_by_name("Summary").to_python()
    own = next(row for row in rows if str(row[0]).startswith("Brindlewick"))
    _same(own[1], float(report.forces[1].overall.tally.score or 0), "Brindlewick")
