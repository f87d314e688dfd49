"""What has changed, as a reader meets it. To accept a golden file: UPDATE_GOLDEN=1 pytest."""

import csv
import io
import json
from fractions import Fraction
from typing import Any

import jsonschema
import msgspec
import pytest

from slavery_benchmark.core.reinspection.progress import ProgressReport
from slavery_benchmark.formats.terminal.page import Page
from slavery_benchmark.formats.terminal.symbols import ASCII, UNICODE, Symbols
from slavery_benchmark.render.progress.markdown import render_progress_markdown
from slavery_benchmark.render.progress.options import ProgressOptions
from slavery_benchmark.render.progress.result import render_progress_json
from slavery_benchmark.render.progress.table import COLUMNS, render_progress_csv
from slavery_benchmark.render.progress.text import render_progress_text
from tests.builders import answer, blank, criterion, framework
from tests.pages.made import same as compare
from tests.render.progress_reports import progress_of, shipped_progress
from tests.schemas.make import PROGRESS_SCHEMA


def text(
    report: ProgressReport, *, width: int = 80, symbols: Symbols = UNICODE, **options: Any
) -> str:
    page = Page(width=width, colour=False, symbols=symbols)
    return render_progress_text(report, ProgressOptions(**options), page)


def on_one_line(said: str) -> str:
    return " ".join(said.split())


@pytest.mark.parametrize(("width", "since"), [(80, "previous"), (120, "first")])
def test_one_force(width: int, since: str) -> None:
    said = text(shipped_progress("gorse*"), width=width, since=since)
    assert max(len(line) for line in said.splitlines()) <= width
    compare(f"progress-{since}-{width}.txt", said)


def test_every_check_that_moved_in_ascii() -> None:
    said = text(shipped_progress("hazel*"), symbols=ASCII, detail="checks")
    assert said.isascii()
    compare("progress-ascii.txt", said)


def test_several_forces_as_a_sample() -> None:
    said = text(shipped_progress(), sample=True)
    assert max(len(line) for line in said.splitlines()) <= 80
    compare("progress-all.txt", said)


def test_markdown() -> None:
    said = render_progress_markdown(shipped_progress(), ProgressOptions(detail="criteria"))
    compare("progress.md", said)


def test_a_regression_leads_with_its_evidence_and_no_net_figure_hides_it() -> None:
    # 75 falls to 50, while two criteria rise by 50: the total is higher
    before = {"ONE-01a": 3, "ONE-01b": 3, "ONE-02a": 0, "ONE-02b": 0}
    said = text(progress_of([before, {"ONE-02a": 4, "ONE-02b": 4}]))
    flat = on_one_line(said)
    assert (
        "1 criterion has regressed since the submission to 31 March 2024: ONE-01 Title of ONE-01 "
        "(75.0 to 50.0). 1 is remedied: ONE-02 Title of ONE-02 (0.0 to 100.0)."
    ) in flat
    assert "The overall score went from 41.7 to 66.7 (+25.0)" in flat
    assert (
        "ONE-01a: then 3 In place (Self-assessment!K5, “A log”, confirmed 31 March 2024); now 2 "
        "Partly in place (Self-assessment!K5, the same evidence, confirmed 31 March 2025)."
    ) in flat
    headings = ("Regressed (1)", "Persists (1)", "Remedied (1)")
    places = [said.index(heading) for heading in headings]
    assert places == sorted(places)


def test_a_fall_in_evidence_alone_and_a_fall_inside_held_are_said() -> None:
    before = {"ONE-01a": 3, "ONE-01b": 3, "ONE-02a": 4, "ONE-02b": 4}
    after = {"ONE-01a": answer("ONE-01a", 3, confirmed=None), "ONE-01b": 3,
             "ONE-02a": 3, "ONE-02b": 4}  # fmt: skip
    flat = on_one_line(text(progress_of([before, after])))
    assert "In evidence alone, with no level given lower than then: the fall of ONE-01." in flat
    assert "now 2 Partly in place, given as 3 In place (Self-assessment!K5, no evidence)." in flat
    assert (
        "At target both times, with a lower score now: ONE-02 Title of ONE-02 (100.0 to 87.5)."
    ) in flat


def test_a_criterion_no_longer_answered_is_not_re_tested_and_is_named() -> None:
    after = {"ONE-01a": blank("ONE-01a")}
    said = text(progress_of([{"ONE-01a": 3}, after]))
    assert "1 cannot be compared (ONE-01)" in on_one_line(said)
    row = next(line for line in said.splitlines() if line.startswith("ONE-01"))
    assert "62.5   50.0*      –" in row, "what is half known has no change"
    assert "Not re-tested (1)" in said


def test_two_points_are_no_trend_and_three_are_drawn() -> None:
    two = text(progress_of([{}, {"ONE-01a": 3}]))
    assert "Two points are not a trend." in two
    assert "Trend" not in two
    three = text(progress_of([{"ONE-01a": 0, "ONE-01b": 0}, {}, {"ONE-01a": 4, "ONE-01b": 4}]))
    assert "Two points" not in three
    assert "▁▅█" in three
    assert "Since its first submission, to 31 March 2024: " in three


def test_the_bridge_says_when_rounded_parts_do_not_add_up() -> None:
    # three checks of weight 1: each move of one level is 8.33 points, and two are 16.67
    used = framework({"ONE": (1, [criterion("ONE-01", [("a", 1), ("b", 1), ("c", 1)])])})
    then = {"ONE-01b": blank("ONE-01b"), "ONE-01a": 1}
    said = on_one_line(text(progress_of([then, {"ONE-01a": 2, "ONE-01b": 1}], used=used)))
    # 37.5 to 50.0 on what has a score both times, then 50.0 to 41.67: +12.5 and -8.33 make +4.17
    assert "Levels of what has a score both times +12.5" in said
    assert "Answered or measured only once -8.3" in said
    assert "To 31 March 2025 41.7" in said
    assert "Rounded parts" not in said, "12.5 - 8.3 is 4.2, as 41.7 - 37.5"
    then = {"ONE-01a": 2, "ONE-01b": 2, "ONE-01c": 1}
    after = {"ONE-01a": 2, "ONE-01b": 2, "ONE-01c": 3}
    said = on_one_line(text(progress_of([then, after], used=used)))
    # 41.67 to 58.33: 16.67 is printed as 16.7, and 58.3 - 41.7 is 16.6
    assert "Rounded scores differ by +16.6; the exact difference is +16.7" in said


def test_levels_then_against_now_are_counted() -> None:
    after = {"ONE-01a": 3, "ONE-01b": 0, "ONE-02a": blank("ONE-02a")}
    said = text(progress_of([{}, after]))
    row = next(line for line in said.splitlines() if line.startswith("2 Partly in place  "))
    assert row.split()[4:] == ["1", "0", "3", "1", "0", "1", "6"]
    assert (
        "Of 6 checks that both submissions can answer, 1 rose, 1 fell and 3 stayed at a level; 1 "
        "have no level then or now."
    ) in on_one_line(said)


def test_one_submission_alone_says_where_it_stands() -> None:
    said = on_one_line(text(progress_of([{"ONE-01a": 3, "ONE-01b": 3}])))
    assert "This is the only submission here, to 31 March 2024 (edition 2026." in said
    assert "Overall 58.3 of 100" in said
    assert "1 of 3 criteria is at target." in said


def test_several_forces_without_an_earlier_submission_have_no_counts() -> None:
    said = on_one_line(text(progress_of([{}], [{}])))
    assert "2 forces, and no earlier submission that any of them can be compared with." in said
    assert "Force 01 – 50.0 – Force 02 – 50.0 –" in said, "no earlier score and no count is a 0"


def test_forces_without_a_sample_get_no_test() -> None:
    forces = [[{}, {"ONE-01a": 1 if number < 3 else 3}] for number in range(6)]
    without = on_one_line(text(progress_of(*forces)))
    assert "so no test is made" in without
    assert "adjusted" not in without
    assert "3/3/0 of 6" in without
    assert "ONE-01 Title of ONE-01 (3 of 6)." in without
    with_test = on_one_line(text(progress_of(*forces), sample=True))
    assert "3/3/0 of 6 1.000 1.000" in with_test
    assert "if rising and falling were equally likely" in with_test


@pytest.fixture(scope="module")
def data() -> dict[str, Any]:
    result: dict[str, Any] = json.loads(render_progress_json(shipped_progress(), ProgressOptions()))
    return result


def test_json_fits_its_schema_and_its_bridge_adds_up(data: dict[str, Any]) -> None:
    jsonschema.validate(data, json.loads(PROGRESS_SCHEMA.read_text(encoding="utf-8")))
    for force in data["forces"]:
        for since in ("since_previous", "since_first"):
            bridge = force[since]["bridge"]
            parts = sum(part["difference"] for part in bridge["parts"])
            assert bridge["then"] + parts == pytest.approx(bridge["now"])
            assert len(bridge["parts"]) == 5
    assert all(item["p"] is None and item["adjusted"] is None for item in data["moves"])
    sample = json.loads(render_progress_json(shipped_progress(), ProgressOptions(sample=True)))
    tested = [item for item in sample["moves"] if item["higher"] + item["lower"]]
    assert all(0 < item["p"] <= item["adjusted"] <= 1 for item in tested)
    untested = [item for item in sample["moves"] if item not in tested]
    assert untested
    assert all(item["p"] is item["adjusted"] is None for item in untested)


def test_json_is_what_the_report_says(data: dict[str, Any]) -> None:
    report = shipped_progress()
    for force, item in zip(report.forces, data["forces"], strict=True):
        assert force.since_previous is not None
        change = force.since_previous.change
        assert [cycle["period"]["end"] for cycle in item["cycles"]] == [
            "2024-03-31", "2025-03-31", "2026-03-31",
        ]  # fmt: skip
        for found, said in zip(change.criteria, item["since_previous"]["criteria"], strict=True):
            assert said["disposition"] == found.disposition.value
            assert said["change"] == (None if found.change is None else float(found.change))
        counted = sum(entry["checks"] for entry in item["since_previous"]["transitions"])
        assert counted == len(change.now.checks)


def test_csv_has_a_row_for_each_force_criterion_and_comparison() -> None:
    report = shipped_progress()
    content = render_progress_csv(report).decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(content)))
    assert tuple(rows[0]) == COLUMNS
    assert len(rows) == 2 * 2 * 24
    row = next(row for row in rows if row["criterion"] == "VIC-05" and row["since"] == "previous")
    assert row["disposition"] == "regressed"
    assert row["fell"].split()[:2] == ["VIC-05a", "VIC-05b"]
    assert float(row["change"]) == -40
    two = list(csv.DictReader(io.StringIO(
        render_progress_csv(progress_of([{}, {"ONE-01a": 3}])).decode("utf-8-sig")
    )))  # fmt: skip
    assert {row["since"] for row in two} == {"previous"}
    assert Fraction(two[0]["progress"]) == Fraction(1, 2)


def test_what_a_workbook_holds_is_never_markup() -> None:
    hostile = answer("ONE-01a", 4)
    hostile = msgspec.structs.replace(hostile, evidence="[red]x[/red] | <b>y</b> =1+1")
    before = {"ONE-01a": hostile, "ONE-01b": 4}
    report = progress_of([before, {"ONE-01a": 0, "ONE-01b": 0}])
    assert "“[red]x[/red] | <b>y</b> =1+1”" in on_one_line(text(report))
    said = render_progress_markdown(report, ProgressOptions())
    assert "<b>" not in said
    assert "\\[red\\]x" in said
