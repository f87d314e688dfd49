"""What has changed, as a reader meets it. To accept a golden file: UPDATE_GOLDEN=1 pytest."""

import csv
import io
import json
from fractions import Fraction
from typing import Any

import jsonschema
import pytest

from slavery_benchmark.core.change.progress import ProgressReport
from slavery_benchmark.formats import written
from slavery_benchmark.formats.terminal.symbols import ASCII, UNICODE, Symbols
from slavery_benchmark.pages.progress.page import progress_page
from tests.builders import answer, blank, criterion, framework
from tests.pages.made import same as compare
from tests.pages.made import shown
from tests.pages.progress.reports import progress_of, shipped_progress
from tests.schemas.make import PROGRESS_SCHEMA


def text(
    report: ProgressReport,
    *,
    width: int = 80,
    symbols: Symbols = UNICODE,
    detail: bool = False,
    **options: Any,
) -> str:
    document = progress_page(report, **options)
    return shown(document, width=width, symbols=symbols, detail=detail)


def on_one_line(said: str) -> str:
    return " ".join(said.split())


@pytest.mark.parametrize(("width", "since"), [(80, "previous"), (120, "first")])
def test_one_force(width: int, since: str) -> None:
    said = text(shipped_progress("gorse*"), width=width, since=since)
    assert max(len(line) for line in said.splitlines()) <= width
    compare(f"progress-{since}-{width}.txt", said)


@pytest.mark.parametrize("force", ["gorse*", "hazel*"])
@pytest.mark.parametrize("since", ["previous", "first"])
def test_one_force_fits_on_a_screen(force: str, since: str) -> None:
    assert len(text(shipped_progress(force), since=since).splitlines()) <= 45


def test_forces_take_a_line_each() -> None:
    forces = [[{}, {"ONE-01a": number % 5}] for number in range(43)]
    said = text(progress_of(*forces))
    assert len(said.splitlines()) <= 43 + 30
    assert said.count("Force ") == 44


def test_all_of_it_in_ascii() -> None:
    said = text(shipped_progress("hazel*"), symbols=ASCII, detail=True)
    assert said.isascii()
    compare("progress-ascii.txt", said)


def test_several_forces_as_a_sample() -> None:
    said = text(shipped_progress(), sample=True)
    assert max(len(line) for line in said.splitlines()) <= 80
    compare("progress-all.txt", said)


def test_markdown() -> None:
    said = written(progress_page(shipped_progress()), "markdown").decode()
    compare("progress.md", said)


def test_a_regression_leads_with_its_evidence_and_no_net_figure_hides_it() -> None:
    # 75 falls to 50, while two criteria rise by 50: the total is higher
    before = {"ONE-01a": 3, "ONE-01b": 3, "ONE-02a": 0, "ONE-02b": 0}
    report = progress_of([before, {"ONE-02a": 4, "ONE-02b": 4}])
    said = text(report)
    flat = on_one_line(said)
    assert (
        "1 criterion has regressed since the period to 31 March 2024: ONE-01 Title of ONE-01 "
        "(75.0 to 50.0). Of the other 2: 1 persists, 1 remedied. The overall score went from 41.7 "
        "to 66.7 (+25.0)."
    ) in flat
    found = [f"ONE-0{n}" for n in (1, 3, 2)]
    rows = [line.split()[0] for line in said.splitlines() if line.startswith("ONE-")]
    assert rows == found
    detail = on_one_line(text(report, detail=True))
    assert (
        "ONE-01a level fell 3 In place 2 Partly in place Then A log, confirmed 31 March 2024 "
        "(Self-assessment!K5). Now A log, confirmed 31 March 2025 (Self-assessment!K5)."
    ) in detail


def test_a_fall_in_evidence_alone_and_a_fall_inside_held_are_said() -> None:
    before = {"ONE-01a": 3, "ONE-01b": 3, "ONE-02a": 4, "ONE-02b": 4}
    after = {"ONE-01a": answer("ONE-01a", 3, confirmed=None), "ONE-01b": 3,
             "ONE-02a": 3, "ONE-02b": 4}  # fmt: skip
    report = progress_of([before, after])
    flat = on_one_line(text(report))
    assert "▼ regressed, evidence alone 75.0 62.5 -12.5" in flat
    assert "Evidence alone: no level given is lower." in flat
    detail = on_one_line(text(report, detail=True))
    assert "evidence fell away 3 In place 2 Partly in place, given as 3 In place" in detail
    assert "Now no evidence (Self-assessment!K5)." in detail
    assert (
        "At target both times, with a lower score now: ONE-02 Title of ONE-02 (100.0 to 87.5)."
    ) in flat


def test_a_criterion_no_longer_answered_is_not_re_tested_and_is_named() -> None:
    after = {"ONE-01a": blank("ONE-01a")}
    said = text(progress_of([{"ONE-01a": 3}, after]))
    assert "1 cannot be compared (ONE-01)" in on_one_line(said)
    row = next(line for line in said.splitlines() if line.startswith("ONE-01"))
    assert row.split()[-5:] == ["not", "re-tested", "62.5", "50.0*", "–"], "half known: no change"
    assert "* too little known to compare." in said


def test_two_points_are_no_trend_and_three_are_drawn() -> None:
    two = text(progress_of([{}, {"ONE-01a": 3}]))
    assert "Two points are not a trend." in two
    assert "Trend" not in two
    years = [{"ONE-01a": 0, "ONE-01b": 0}, {}, {"ONE-01a": 4, "ONE-01b": 4}]
    three = text(progress_of(years), detail=True)
    assert "Two points" not in three
    assert "▁▅█" in three
    assert "The overall score at each submission" in three
    assert "Since its first submission, to 31 March 2024: " in three


def test_the_bridge_says_when_rounded_parts_do_not_add_up() -> None:
    # three checks of weight 1: each move of one level is 8.33 points, and two are 16.67
    used = framework({"ONE": (1, [criterion("ONE-01", [("a", 1), ("b", 1), ("c", 1)])])})
    then = {"ONE-01b": blank("ONE-01b"), "ONE-01a": 1}
    said = on_one_line(text(progress_of([then, {"ONE-01a": 2, "ONE-01b": 1}], used=used)))
    # 37.5 to 50.0 on what has a score both times, then 50.0 to 41.67: +12.5 and -8.33 make +4.17
    assert "Levels of what has a score both times +12.5 50.0" in said
    assert "Answered or measured only once -8.3 41.7" in said
    assert "Weights of the later edition" not in said, "what made no difference is left out"
    assert "Rounded parts" not in said, "12.5 - 8.3 is 4.2, as 41.7 - 37.5"
    then = {"ONE-01a": 2, "ONE-01b": 2, "ONE-01c": 1}
    after = {"ONE-01a": 2, "ONE-01b": 2, "ONE-01c": 3}
    said = on_one_line(text(progress_of([then, after], used=used)))
    # 41.67 to 58.33: 16.67 is printed as 16.7, and 58.3 - 41.7 is 16.6
    assert "Rounded scores differ by +16.6; the exact difference is +16.7" in said


def test_levels_then_against_now_are_counted() -> None:
    after = {"ONE-01a": 3, "ONE-01b": 0, "ONE-02a": blank("ONE-02a")}
    lines = text(progress_of([{}, after]), detail=True).splitlines()
    start = next(n for n, line in enumerate(lines) if line.startswith("Then  "))
    assert lines[start].split()[1:] == ["0", "1", "2", "3", "4", "blank", "All", "Fell", "Rose"]
    row = next(line for line in lines[start:] if line.startswith("2 Partly in place "))
    assert row.split()[4:] == ["1", "0", "3", "1", "0", "1", "6", "1", "1"]
    row = next(line for line in lines[start:] if line.startswith("All "))
    assert row.split()[1:] == ["1", "0", "3", "1", "0", "1", "6", "1", "1"]


def test_one_submission_alone_says_where_it_stands() -> None:
    said = on_one_line(text(progress_of([{"ONE-01a": 3, "ONE-01b": 3}])))
    assert "this is the only submission here, to 31 March 2024 (edition 2026." in said
    assert "Overall 58.3 of 100" in said
    assert "1 of 3 criteria is at target." in said


def test_several_forces_without_an_earlier_submission_have_no_counts() -> None:
    said = on_one_line(text(progress_of([{}], [{}])))
    assert "2 forces, and no earlier submission that any of them can be compared with." in said
    assert "Force 01 – 50.0 – Force 02 – 50.0 –" in said, "no earlier score and no count is a 0"


def test_forces_without_a_sample_get_no_test() -> None:
    forces = [[{}, {"ONE-01a": 1 if number < 3 else 3}] for number in range(6)]
    without = on_one_line(text(progress_of(*forces), detail=True))
    assert "so no test is made" in without
    assert "adjusted" not in without
    assert "most often on ONE-01 Title of ONE-01 (3 of 6)." in without
    with_test = on_one_line(text(progress_of(*forces), sample=True))
    assert "ONE-01 Title of ONE-01 3 0 3 0 0 0 3 3 0 1.000 1.000" in with_test
    assert "if rising and falling were equally likely" in with_test


@pytest.fixture(scope="module")
def data() -> dict[str, Any]:
    result: dict[str, Any] = json.loads(written(progress_page(shipped_progress()), "json"))
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
    sample = json.loads(written(progress_page(shipped_progress(), sample=True), "json"))
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


COLUMNS = (
    *("force", "code", "fictional", "basis", "since"),
    *("then_period_start", "then_period_end", "then_file", "then_edition"),
    *("now_period_start", "now_period_end", "now_file", "now_edition"),
    *("criterion", "title", "theme", "disposition", "then_score", "then_coverage", "then_usable"),
    *("now_score", "now_coverage", "now_usable", "change", "like_for_like", "by_coverage_alone"),
    *("progress", "evidence_alone", "within_chance", "lower_while_held", "fell", "not_compared"),
    "position",
)


def csv_of(report: ProgressReport) -> list[dict[str, str]]:
    content = written(progress_page(report), "csv").decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(content)))


def test_csv_has_a_row_for_each_force_criterion_and_comparison() -> None:
    report = shipped_progress()
    rows = csv_of(report)
    assert set(rows[0]) == set(COLUMNS)
    assert len(rows) == 2 * 2 * 24
    row = next(row for row in rows if row["criterion"] == "VIC-05" and row["since"] == "previous")
    assert row["disposition"] == "regressed"
    assert row["fell"].split()[:2] == ["VIC-05a", "VIC-05b"]
    assert float(row["change"]) == -40
    two = csv_of(progress_of([{}, {"ONE-01a": 3}]))
    assert {row["since"] for row in two} == {"previous"}
    assert Fraction(next(row["progress"] for row in two if row["criterion"] == "ONE-01")) == 0.5


def test_csv_of_one_submission_has_its_columns_and_no_row() -> None:
    content = written(progress_page(progress_of([{}])), "csv").decode("utf-8-sig")
    assert set(content.strip().split(",")) == set(COLUMNS)
