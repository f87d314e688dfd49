"""benchmark explain as a user meets it: one number, and what would move the score."""

import csv
import io
import json
import shutil
from pathlib import Path

import jsonschema
import openpyxl
import pytest

from slavery_benchmark.extracting import layout
from tests.cli.running import AS_OF, SAMPLES, earlier_return, joined, run
from tests.formats.xlsx_checklist import faults
from tests.reports import opened, table
from tests.returns import Return, tampered

SOUND = SAMPLES / "aldermoss.xlsx"
SCHEMA = Path(__file__).parents[2] / "slavery_benchmark" / "schemas" / "levers.schema.json"


@pytest.mark.parametrize("width", ["80", "120"])
def test_levers_lead_with_the_answer_and_fit(
    capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, width: str
) -> None:
    monkeypatch.setenv("COLUMNS", width)
    code, out, _ = run(capfd, "explain", SOUND, "--levers", "--detail", *AS_OF)
    assert code == 0
    assert max(len(line) for line in out.splitlines()) <= int(width)
    said = joined(out)
    assert "arithmetic on the answers as they stand, neither a plan nor a judgement" in said
    assert "HMICFRS graded no force in 2017" in said
    assert said.index("Next band: Embedded") < said.index("falling by one level")
    assert said.index("falling by one level") < said.index("steps that add up to Embedded")
    assert "by measures, which no answer raises" in said


def test_without_an_id_it_is_the_overall_score(capfd: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capfd, "explain", SOUND, *AS_OF)
    assert code == 0
    assert "Overall scores 78.7 of 100: " in out
    assert run(capfd, "explain", SOUND, "overall", *AS_OF)[1] == out
    assert run(capfd, "explain", SOUND, "OVERALL", *AS_OF)[1] == out


def test_a_score_and_why_there_is_none_are_columns_of_their_own(
    capfd: pytest.CaptureFixture[str],
) -> None:
    weak = SAMPLES / "cobblemarsh.xlsx"

    def parts(node: str) -> list[dict[str, str]]:
        _, out, _ = run(capfd, "explain", weak, node, "--format", "csv", *AS_OF)
        rows = csv.DictReader(io.StringIO(out.removeprefix("\ufeff")))
        return [row for row in rows if row["node"] == node]

    assert {row["state"] for row in parts("INV")} == {""}
    assert all(0 <= float(row["score"]) <= 100 for row in parts("INV"))
    blank = {(row["score"], row["state"], row["low"], row["high"]) for row in parts("VIC-05")}
    assert blank == {("", "unanswered", "0.0", "100.0")}


def test_a_folder_is_explained_force_by_force_on_the_screen_alone(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    _, out, _ = run(capfd, "explain", SAMPLES, "INV-01", *AS_OF)
    assert out.count("1. INV-01 Investigations start without delay") == 6
    for more in (["--format", "json"], ["-o", tmp_path / "x.json"]):
        code, out, err = run(capfd, "explain", SAMPLES, "INV-01", *more, *AS_OF)
        assert (code, out) == (2, "")
        assert "holds 6 forces, and what is written is about one" in joined(err)
    assert list(tmp_path.iterdir()) == []


def test_a_limit_says_how_many_more_there_are(capfd: pytest.CaptureFixture[str]) -> None:
    _, out, _ = run(capfd, "explain", SOUND, "--levers", "--limit", 2, *AS_OF)
    gains = out[out.index("Points still to gain") :].splitlines()
    assert gains[2].startswith("UND-01a")
    assert gains[4] == "And 51 more."
    _, out, _ = run(capfd, "explain", SOUND, "--levers", "--limit", 53, *AS_OF)
    assert "more." not in out[out.index("Points still to gain") :]


def test_several_forces_have_a_row_each_first(capfd: pytest.CaptureFixture[str]) -> None:
    code, out, err = run(capfd, "explain", SAMPLES, "--levers", *AS_OF)
    assert code == 1, "one of the samples has errors"
    assert "benchmark check names the cells." in err
    first = joined(out[out.index("All 6 forces") :])
    assert "Brindlewick Police 24.8 Not in place Emerging 0.2 1 Cobblemarsh" in first
    assert "not given" in first
    assert "Points still to gain" not in out
    _, out, _ = run(capfd, "explain", SAMPLES, "--levers", "--detail", *AS_OF)
    assert out.count("Points still to gain") == 6


def test_json_fits_its_schema_and_adds_up(capfd: pytest.CaptureFixture[str]) -> None:
    _, out, _ = run(capfd, "explain", SAMPLES, "--levers", "--format", "json", *AS_OF)
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
            assert route["score"] <= force["score"] + gained + 1e-9, "from what is certain"
    elderquay = result["forces"][4]
    assert (elderquay["band"], elderquay["band_at_least"]) == ("Partly in place", True)
    assert elderquay["gaps"] is None


def test_csv_has_a_row_a_force_gain_step_and_fall(capfd: pytest.CaptureFixture[str]) -> None:
    _, out, _ = run(capfd, "explain", SOUND, "--levers", "--format", "csv", *AS_OF)
    rows = list(csv.DictReader(io.StringIO(out.removeprefix("\ufeff"))))
    kinds = [row["kind"] for row in rows]
    assert list(dict.fromkeys(kinds)) == ["step", "check", "measure", "fall", "force"]
    force = rows[-1]
    steps = [int(row["steps"]) for row in rows if row["kind"] == "step"]
    assert int(force["steps"]) == sum(steps)
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
    assert run(capfd, "explain", SAMPLES, "--levers", "-o", path, *AS_OF)[0] == 1
    book = opened(path.read_bytes())
    sheets = ["Summary", "Steps", "Gains", "Falls", "To answer first", "Limits"]
    assert book.sheetnames[0] == "Cover"
    assert sorted(book.sheetnames[1:]) == sorted([*sheets, "Notes"])
    assert faults(path.read_bytes()) == []
    summary = table(book, "Summary")
    assert [row["Band"] for row in summary][:3] == ["In place", "Not in place", "not given"]
    own = summary[0]["Force"]
    steps = [row["Steps"] for row in table(book, "Steps") if row["Force"] == own]
    assert sum(steps) == summary[0]["Steps"]
    assert summary[2]["Steps"] is None
    gains = table(book, "Gains")
    assert {row["Force"] for row in gains} == {row["Force"] for row in summary}
    assert all(row["Question"] and row["Cell"] for row in gains if row["Counts"] == "2")


def test_text_of_a_workbook_is_no_formula_and_no_markup(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    def named(made: Return) -> None:
        made.put_cover(layout.FORCE, "@sum [bold]*x*")

    path = tampered(tmp_path / "r.xlsx", named)
    _, out, _ = run(capfd, "explain", path, "--levers", *AS_OF)
    assert "@sum [bold]*x*" in out
    _, out, _ = run(capfd, "explain", path, "--levers", "--format", "csv", *AS_OF)
    assert "'@sum [bold]*x*" in out
    _, out, _ = run(capfd, "explain", path, "--levers", "--format", "markdown", *AS_OF)
    assert r"&#64;sum \[bold\]\*x\*" in out
    target = tmp_path / "l.xlsx"
    run(capfd, "explain", path, "--levers", "-o", target, *AS_OF)
    sheet = openpyxl.load_workbook(target)["Summary"]
    cells = [cell for row in sheet.iter_rows() for cell in row if "@sum" in str(cell.value)]
    assert cells
    assert all(cell.data_type == "s" for cell in cells)


def test_the_latest_period_of_a_force_counts(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    earlier_return(tmp_path / "old.xlsx")
    shutil.copy(SOUND, tmp_path)
    _, out, err = run(capfd, "explain", tmp_path, "--levers", *AS_OF)
    assert "old.xlsx is left out, another period." in err
    assert out.count("Aldermoss Constabulary (fictional)") == 1


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (["--limit", "0"], "--limit"),
        (["INV-01"], "--levers is about the overall score; leave the ID out."),
        (["-o", "l.docx"], "the suffix chooses the format"),
    ],
)
def test_wrong_usage_is_2(
    capfd: pytest.CaptureFixture[str], options: list[str], sentence: str
) -> None:
    code, out, err = run(capfd, "explain", SOUND, "--levers", *options, *AS_OF)
    assert (code, out) == (2, "")
    assert sentence in joined(err)


def test_nothing_usable_leaves_with_3(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "x.xlsx"
    path.write_bytes(b"no workbook")
    code, out, err = run(capfd, "explain", path, "--levers", *AS_OF)
    assert (code, out) == (3, "")
    assert "unusable" in err


def test_what_is_unanswered_is_said_where_there_is_a_band(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    def tamper(made: Return) -> None:
        made.put("LEA-01a", layout.LEVEL, None)

    _, out, _ = run(capfd, "explain", tampered(tmp_path / "one.xlsx", tamper), "--levers", *AS_OF)
    said = joined(out)
    assert "1 check is unanswered and carries " in said
    assert "% of the weight; what it would add is not known." in said
    _, out, _ = run(capfd, "explain", tampered(tmp_path / "none.xlsx"), "--levers", *AS_OF)
    assert "unanswered" not in out


def test_unreadable_answers_are_counted_with_the_unanswered(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    def tamper(made: Return) -> None:
        made.put("LEA-01a", layout.LEVEL, None)
        made.put("LEA-01b", layout.LEVEL, "mostly")

    _, out, _ = run(capfd, "explain", tampered(tmp_path / "two.xlsx", tamper), "--levers", *AS_OF)
    assert "2 checks are unanswered or unreadable and carry " in joined(out)
