"""The Excel export: what stands in it, that it is what the JSON says, and how it is made up."""

import io
import json
import random
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import msgspec
import openpyxl
import pytest
from openpyxl import Workbook
from openpyxl.worksheet.table import Table
from openpyxl.worksheet.worksheet import Worksheet

from slavery_benchmark.cli import exit_code
from slavery_benchmark.core.report import Report, build_report
from slavery_benchmark.core.scoring import score_submission
from slavery_benchmark.core.submission import Submission
from slavery_benchmark.pipeline import assess
from slavery_benchmark.render.result import render_json
from slavery_benchmark.render.xlsx import render_xlsx
from slavery_benchmark.shipped import shipped_folder
from slavery_benchmark.workbook.names import sheet_name, unique_headers
from tests.builders import AS_OF, END, answer, blank, not_applicable, shipped_criteria, submission
from tests.render.xlsx_checklist import faults

SAMPLES = shipped_folder("sample_data")
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


def report_of(*submissions: Submission) -> Report:
    framework = shipped_criteria().framework
    return build_report(
        tool_version="0.0.0",
        as_of=AS_OF,
        framework=framework,
        scores=[score_submission(item, framework) for item in submissions],
        unusable=(),
    )


def invented(count: int) -> Report:
    """Return a report of forces that nobody has heard of, with answers by a fixed seed."""
    chance = random.Random(2017)  # noqa: S311 - no secret
    made: list[Submission] = []
    for number in range(1, count + 1):
        usual = chance.uniform(0.5, 3.5)
        responses = []
        for _, _, check in shipped_criteria().framework.checks():
            draw = chance.random()
            level = max(0, min(4, round(chance.gauss(usual, 0.9))))
            day = END if chance.random() < 0.8 else None
            if draw < 0.08 or (number % 9 == 0 and draw < 0.35):
                responses.append(blank(check.id))
            elif draw < 0.11:
                responses.append(not_applicable(check.id))
            else:
                responses.append(answer(check.id, level, confirmed=day))
        made.append(submission(responses, force=f"Force {number:02}", code=f"invented-{number}"))
    return report_of(*made)


@pytest.fixture(scope="module")
def report() -> Report:
    return assess([SAMPLES], shipped_criteria(), AS_OF)


@pytest.fixture(scope="module")
def content(report: Report) -> bytes:
    return render_xlsx(report, force_sheets=True)


@pytest.fixture(scope="module")
def forty_three() -> Report:
    return invented(43)


def opened(content: bytes) -> Workbook:
    return openpyxl.load_workbook(io.BytesIO(content))


def table(book: Workbook, name: str) -> list[dict[str, Any]]:
    """Return the rows of a sheet's table by header."""
    sheet = book[name]
    (marked,) = sheet.tables.values()
    header, *rows = [[cell.value for cell in row] for row in sheet[marked.ref]]
    return [dict(zip(map(str, header), row, strict=True)) for row in rows]


def test_the_workbook_has_the_promised_sheets(content: bytes) -> None:
    assert opened(content).sheetnames == [
        "Cover", "Summary", "Charts", "Criteria", "Criterion charts", "Scores", "Checks",
        "Measures", "Aldermoss Constabulary", "Brindlewick Police", "Cobblemarsh Constabulary",
        "Dapplefold Police", "Elderquay Police", "Foxglove Vale Constabulary",
        "Problems", "Method", "Inputs", "Chart data", "Notes",
    ]  # fmt: skip


def test_the_cover_says_what_it_was_made_from(report: Report, content: bytes) -> None:
    digest = json.loads(render_json(report, {}))["digest"]
    said = " ".join(str(row[0].value) for row in opened(content)["Cover"].iter_rows())
    for wanted in (
        report.framework_sha256,
        digest,
        "A self-assessment, not an inspection result.",
        f"Made by benchmark {report.tool_version}.",
        "Dates are judged as of 23 November 2026.",
    ):
        assert wanted in said


@pytest.mark.parametrize("which", ["samples", "one", "forty-three", "none"])
def test_every_point_of_the_checklist_is_met(
    which: str, content: bytes, report: Report, forty_three: Report
) -> None:
    if which == "one":
        content = render_xlsx(msgspec.structs.replace(report, forces=report.forces[2:3]))
    elif which == "forty-three":
        content = render_xlsx(forty_three)
    elif which == "none":
        content = render_xlsx(assess([SAMPLES / "absent.xlsx"], shipped_criteria(), AS_OF))
    assert faults(content) == []


def _two_headers(book: Workbook) -> None:
    (marked,) = book["Scores"].tables.values()
    row = int(marked.ref.split(":")[0].lstrip("A"))
    book["Scores"].cell(row, 3).value = book["Scores"].cell(row, 2).value
    marked.tableColumns[2].name = marked.tableColumns[1].name


def _blank_row(book: Workbook) -> None:
    for cell in book["Inputs"][book["Inputs"].max_row]:
        cell.value = None


def _second_table(book: Workbook) -> None:
    book["Notes"]["E1"].value = "x"
    book["Notes"]["E2"].value = 1
    book["Notes"].add_table(Table(displayName="Other", ref="E1:E2"))


def _page_header(book: Workbook) -> None:
    middle: Any = book["Method"].oddHeader
    middle.center.text = "Draft"


def _last_cell(sheet: Worksheet) -> Any:
    return sheet.cell(sheet.max_row, 1)


BREAKS: dict[str, Callable[[Workbook], object]] = {
    "no document title": lambda b: setattr(b.properties, "title", None),
    "no document language": lambda b: setattr(b.properties, "language", None),
    "Summary: no title in A1": lambda b: setattr(b["Summary"]["A1"], "value", None),
    "Summary: merged cells": lambda b: b["Summary"].merge_cells("A1:C1"),
    "Checks: a hidden sheet": lambda b: setattr(b["Checks"], "sheet_state", "hidden"),
    "Checks: hidden rows": lambda b: setattr(b["Checks"].row_dimensions[9], "hidden", True),
    "Checks: hidden columns": lambda b: setattr(b["Checks"].column_dimensions["C"], "hidden", True),
    "Method: a page header or footer": _page_header,
    "Method: not set up for A4 landscape": lambda b: setattr(
        b["Method"].page_setup, "orientation", "portrait"
    ),
    "Scores: two columns have one header": _two_headers,
    "Inputs: a blank row in the table": _blank_row,
    "Notes: more than one table": _second_table,
    "Notes: the contents have no link to it": lambda b: setattr(
        _last_cell(b["Cover"]), "hyperlink", None
    ),
    "Summary: A1: a formula or an error": lambda b: setattr(b["Summary"]["A1"], "value", "=1+1"),
    # reading and saving with openpyxl loses what was written beside each chart
    "xl/drawings/drawing1.xml: a chart without alternative text": lambda _: None,
}


@pytest.mark.parametrize("fault", BREAKS)
def test_the_checklist_sees_a_point_that_is_broken(
    fault: str, content: bytes, tmp_path: Path
) -> None:
    book = opened(content)
    BREAKS[fault](book)
    book.save(tmp_path / "broken.xlsx")
    assert fault in faults((tmp_path / "broken.xlsx").read_bytes())


def _same(cell: Any, number: float | None, where: object) -> None:
    if number is None:
        assert cell is None, where
    else:
        assert isinstance(cell, int | float), where
        assert abs(cell - number) < 1e-12, where


def test_every_number_is_that_of_the_json(forty_three: Report) -> None:
    book = opened(render_xlsx(forty_three, force_sheets=True))
    result = json.loads(render_json(forty_three, {}))
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
            _same(own[f"{item['id']} {item['title']}"], item["score"], item["id"])
            _same(criteria[0][f"{item['id']} {item['title']}"], item["baseline"], item["id"])
        parts = [force["overall"], *force["themes"], *force["criteria"]]
        for line, node in zip(table(book, force["force"]), parts, strict=True):
            _same(line["Score"], node["score"], node["id"])
            _same(line["Difference"], node["difference"], node["id"])
    assert compared == 43 * (32 * 13 + 51 * 12)


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
    formats = {rule.formula[0].split("=")[1]: rule.dxf.numFmt.formatCode for rule in rules}
    assert formats['"at target"'] == '0.0" ✓"'
    assert formats['"below"'] == '0.0" ▼"'
    assert all(rule.dxf.fill is None for rule in rules), "nothing is told by colour"


def test_hostile_text_stays_text() -> None:
    first, *rest = [check.id for _, _, check in shipped_criteria().framework.checks()]
    odd = [
        msgspec.structs.replace(answer(check, 3), evidence=text, owner=text)
        for check, text in zip(rest, HOSTILE, strict=False)
    ]
    others = [blank(check) for check in rest[len(odd) :]]
    evil = submission([blank(first), *odd, *others], force="=cmd|' /C calc'!A0", code="")
    content = render_xlsx(report_of(evil), force_sheets=True)
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
    book = opened(render_xlsx(report_of(submission([long, *map(blank, rest)]))))
    shown = table(book, "Checks")[0]["Evidence"]
    assert len(shown) == 32_767
    assert shown.endswith("… [cut: the rest is in the force's own workbook]")
    notes = [row["Text"] for row in table(book, "Notes")]
    assert any(note.startswith("Text longer than a cell can hold was cut") for note in notes)


def test_problems_lead_to_their_checks(content: bytes) -> None:
    book = opened(content)
    sheet = book["Problems"]
    (marked,) = sheet.tables.values()
    row = sheet[marked.ref][1]
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
    book = opened(render_xlsx(report_of(early, late), force_sheets=True))
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
    book = opened(render_xlsx(invented(61)))
    assert "Charts" not in book.sheetnames
    notes = [row["Text"] for row in table(book, "Notes")]
    assert "There are no charts: 61 submissions are more than a chart can name." in notes


def test_libreoffice_opens_it(report: Report, content: bytes, tmp_path: Path) -> None:
    program = shutil.which("soffice")
    if program is None:
        pytest.skip("LibreOffice is not on this machine")
    (tmp_path / "results.xlsx").write_bytes(content)
    profile = (tmp_path / "profile").as_uri()
    subprocess.run(
        [program, f"-env:UserInstallation={profile}", "--headless", "--convert-to", "ods",
         "--outdir", str(tmp_path), str(tmp_path / "results.xlsx")],
        check=True, capture_output=True, timeout=180,
    )  # fmt: skip
    from python_calamine import CalamineWorkbook

    book = CalamineWorkbook.from_path(tmp_path / "results.ods")
    assert book.sheet_names == opened(content).sheetnames
    rows = book.get_sheet_by_name("Summary").to_python()
    own = next(row for row in rows if str(row[0]).startswith("Brindlewick"))
    _same(own[1], float(report.forces[1].overall.tally.score or 0), "Brindlewick")


def test_export_and_score_write_the_same_workbook(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sample, day = str(SAMPLES / "aldermoss.xlsx"), "2026-11-23"
    one, two = tmp_path / "one.xlsx", tmp_path / "two.xlsx"
    assert exit_code(["export", sample, "-o", str(one), "--as-of", day]) == 0
    assert "1 warning; each is on the sheet Problems." in capsys.readouterr().err
    assert exit_code(["score", sample, "-o", str(two), "--as-of", day]) == 0
    first, second = opened(one.read_bytes()), opened(two.read_bytes())
    assert first.sheetnames == second.sheetnames
    for name in first.sheetnames:
        cells = [[c.value for c in row] for row in first[name].iter_rows()]
        assert cells == [[c.value for c in row] for row in second[name].iter_rows()]


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["-o", "results.ods"], 2, "results.ods: the suffix chooses the format and is one of"),
        (["-o", "there.xlsx"], 2, "there.xlsx exists; add --overwrite to replace it."),
        (["-o", "no/such/folder.xlsx"], 3, "cannot be written: No such file or directory."),
        ([], 2, "Missing option '-o'"),
    ],
)
def test_export_says_where_it_cannot_write(
    arguments: list[str],
    code: int,
    said: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("there.xlsx").write_text("mine", encoding="utf-8")
    assert exit_code(["export", str(SAMPLES / "aldermoss.xlsx"), *arguments]) == code
    assert said in capsys.readouterr().err
    assert Path("there.xlsx").read_text(encoding="utf-8") == "mine"
