"""benchmark levers as a user meets it."""

import csv
import io
import json
from pathlib import Path

import jsonschema
import openpyxl
import pytest

from slavery_benchmark.workbook import layout
from tests.cli.running import AS_OF, SAMPLES, earlier_return, joined, run
from tests.formats.xlsx_checklist import faults
from tests.render.reports import opened, table
from tests.workbook.returns import Return, tampered

SOUND = SAMPLES / "aldermoss.xlsx"
SIX = [SAMPLES / f"{name}" for name in (
    "aldermoss.xlsx", "brindlewick.xlsx", "cobblemarsh.xlsx", "dapplefold.xlsx",
    "elderquay.ods", "foxglove-vale.xlsx")]  # fmt: skip
SCHEMA = Path(__file__).parents[2] / "slavery_benchmark" / "schemas" / "levers.schema.json"


@pytest.mark.parametrize("width", ["80", "120"])
def test_the_page_opens_with_sentences_and_fits(
    capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, width: str
) -> None:
    monkeypatch.setenv("COLUMNS", width)
    code, out, _ = run(capfd, "levers", SOUND, *AS_OF)
    assert code == 0
    assert max(len(line) for line in out.splitlines()) <= int(width)
    said = joined(out)
    assert "arithmetic on the answers as they stand, neither a plan nor a judgement" in said
    assert "HMICFRS graded no force in 2017" in said
    assert said.index("The next band is Embedded") < said.index("falling by one level")
    assert said.index("falling by one level") < said.index("Route to Embedded")
    assert "by measures, which no answer raises" in said


def test_a_limit_says_how_many_more_there_are(capfd: pytest.CaptureFixture[str]) -> None:
    _, out, _ = run(capfd, "levers", SOUND, "--limit", 2, *AS_OF)
    more = int(out.split("And ")[1].split(" more: --limit ")[0])
    every = int(out.split("--limit ")[1].split()[0])
    assert more + 2 == every
    _, out, _ = run(capfd, "levers", SOUND, "--limit", every, *AS_OF)
    assert "more: --limit" not in out


def test_several_forces_are_summed_up_at_the_end(capfd: pytest.CaptureFixture[str]) -> None:
    code, out, err = run(capfd, "levers", *SIX, *AS_OF)
    assert code == 1, "one of the samples has errors"
    assert "benchmark check names the cells." in err
    last = out[out.index("All 6 forces") :]
    assert "Brindlewick Police    24.8   Not in place      Emerging" in last
    assert "not given" in last


def test_json_fits_its_schema_and_adds_up(capfd: pytest.CaptureFixture[str]) -> None:
    _, out, _ = run(capfd, "levers", *SIX, "--format", "json", *AS_OF)
    result = json.loads(out)
    jsonschema.validate(result, json.loads(SCHEMA.read_text(encoding="utf-8")))
    states = {force["force"].split()[0]: force["route"]["state"] for force in result["forces"]}
    assert states["Aldermoss"] == "found"
    assert states["Cobblemarsh"] == "no band to start from"
    for force in result["forces"]:
        assert len(force["gains"]) == force["gains_in_all"], "no limit"
        lacking = sum(gain["to_top"] for gain in force["gains"])
        assert lacking == pytest.approx(100 - force["score"])
        route = force["route"]
        if route["state"] == "found":
            gained = sum(step["points"] for step in route["steps"])
            assert route["score"] == pytest.approx(force["score"] + gained)
    elderquay = result["forces"][4]
    assert (elderquay["band"], elderquay["band_by_score"]) == (None, "In place")
    assert elderquay["gaps"]["untold"][0]["limits"] == ["criminalisation"]


def test_csv_has_a_row_a_force_gain_step_and_fall(capfd: pytest.CaptureFixture[str]) -> None:
    _, out, _ = run(capfd, "levers", SOUND, "--format", "csv", *AS_OF)
    rows = list(csv.DictReader(io.StringIO(out.removeprefix("\ufeff"))))
    kinds = [row["kind"] for row in rows]
    assert list(dict.fromkeys(kinds)) == ["force", "check", "measure", "step", "fall"]
    force = rows[0]
    assert int(force["steps"]) == kinds.count("step")
    assert int(force["falls"]) == kinds.count("fall")
    falls = [row for row in rows if row["kind"] == "fall"]
    assert all(int(row["before"]) - int(row["after"]) == 1 for row in falls)
    score = float(force["score"]) + sum(float(row["points"]) for row in falls)
    assert score < 75 <= float(force["score"])
    assert force["share"] == "", "unknown is empty, never 0"


def test_xlsx_has_a_sheet_of_gains_of_routes_and_of_falls(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "levers.xlsx"
    assert run(capfd, "levers", *SIX, "-o", path, *AS_OF)[0] == 1
    book = opened(path.read_bytes())
    assert book.sheetnames == ["Cover", "Summary", "Gains", "Routes", "Falls"]
    assert [fault for fault in faults(path.read_bytes()) if "notes" not in fault] == []
    summary = table(book, "Summary")
    assert [row["Band"] for row in summary][:3] == ["In place", "Not in place", "not given"]
    steps = [row["Steps"] for row in table(book, "Routes") if row["To"] == "Embedded"]
    assert sum(steps) == summary[0]["Steps"]
    assert summary[2]["Steps"] is None
    assert {row["Kind"] for row in table(book, "Gains")} == {"check", "measure"}


def test_text_of_a_workbook_is_no_formula_and_no_markup(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    def named(made: Return) -> None:
        made.put_cover(layout.FORCE, "@sum [bold]*x*")

    path = tampered(tmp_path / "r.xlsx", named)
    _, out, _ = run(capfd, "levers", path, *AS_OF)
    assert "@sum [bold]*x*" in out
    _, out, _ = run(capfd, "levers", path, "--format", "csv", *AS_OF)
    assert "'@sum [bold]*x*" in out
    _, out, _ = run(capfd, "levers", path, "--format", "markdown", *AS_OF)
    assert r"&#64;sum \[bold\]\*x\*" in out
    target = tmp_path / "l.xlsx"
    run(capfd, "levers", path, "-o", target, *AS_OF)
    sheet = openpyxl.load_workbook(target)["Summary"]
    cells = [cell for row in sheet.iter_rows() for cell in row if "@sum" in str(cell.value)]
    assert cells
    assert all(cell.data_type == "s" for cell in cells)


def test_the_latest_period_of_a_force_counts(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    old = earlier_return(tmp_path / "old.xlsx")
    _, out, err = run(capfd, "levers", SOUND, old, *AS_OF)
    assert "old.xlsx is left out, another period." in err
    assert out.count("Aldermoss Constabulary (fictional)") == 1


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (["--limit", "0"], "--limit"),
        (["-o", "l.parquet"], "Levers are not written as Parquet; take .csv or .json."),
        (["-o", "l.docx"], "the suffix chooses the format"),
    ],
)
def test_wrong_usage_is_2(
    capfd: pytest.CaptureFixture[str], options: list[str], sentence: str
) -> None:
    code, out, err = run(capfd, "levers", SOUND, *options, *AS_OF)
    assert (code, out) == (2, "")
    assert sentence in joined(err)


def test_nothing_usable_leaves_with_3(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "x.xlsx"
    path.write_bytes(b"no workbook")
    code, out, err = run(capfd, "levers", path, *AS_OF)
    assert (code, out) == (3, "")
    assert "unusable" in err


def test_what_is_unanswered_is_said_where_there_is_a_band(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    def tamper(made: Return) -> None:
        made.put("LEA-01a", layout.LEVEL, None)

    _, out, _ = run(capfd, "levers", tampered(tmp_path / "one.xlsx", tamper), *AS_OF)
    said = joined(out)
    assert "1 check is unanswered and carries " in said
    assert "% of the weight; what it would add is not known." in said
    _, out, _ = run(capfd, "levers", tampered(tmp_path / "none.xlsx"), *AS_OF)
    assert "unanswered" not in out


def test_unreadable_answers_are_counted_with_the_unanswered(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    def tamper(made: Return) -> None:
        made.put("LEA-01a", layout.LEVEL, None)
        made.put("LEA-01b", layout.LEVEL, "mostly")

    _, out, _ = run(capfd, "levers", tampered(tmp_path / "two.xlsx", tamper), *AS_OF)
    assert "2 checks are unanswered or unreadable and carry " in joined(out)
