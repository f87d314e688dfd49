"""benchmark actions as a user meets it."""

import csv
import io
import json
import zipfile
from datetime import date
from pathlib import Path

import jsonschema
import openpyxl
import pytest

from slavery_benchmark.cli import exit_code
from slavery_benchmark.extracting.action_layout import (
    CRITERION,
    DONE,
    DUE,
    FORCE,
    INPUT_COLUMNS,
    OWNER,
    PLAN_SHEET,
    STEPS,
)
from tests.cli.running import AS_OF, SAMPLES, joined, run
from tests.forms.action_plans import PlanFile
from tests.schemas.make import RESULT_SCHEMA

WEAK, STRONG = SAMPLES / "brindlewick.xlsx", SAMPLES / "aldermoss.xlsx"
CHOSEN = SAMPLES / "cobblemarsh.xlsx"
SCHEMA = RESULT_SCHEMA.with_name("actions.schema.json")
OUTPUTS = ["a.txt", "a.md", "a.json", "a.csv", "a.xlsx"]
NASTY = '=HYPERLINK("http://example.org";"click")'


def text_of(path: Path) -> str:
    """Return all that an output holds, whatever its format."""
    if path.suffix != ".xlsx":
        return path.read_text(encoding="utf-8-sig")
    sheets = openpyxl.load_workbook(path).worksheets
    rows = (row for sheet in sheets for row in sheet.iter_rows(values_only=True))
    return "\n".join(str(value) for row in rows for value in row if value is not None)


@pytest.fixture
def filled(tmp_path: Path) -> Path:
    """A plan in which two forces promised something."""
    made = PlanFile()
    made.fill("brindlewick", "INV-03", "Brief every sergeant", "Head of crime", date(2026, 9, 30))
    made.fill("brindlewick", "INV-04", "Refresh the standard", "Head of crime", date(2026, 3, 31),
              date(2026, 3, 1))  # fmt: skip
    made.fill("brindlewick", "INV-02", "Meet fortnightly", "DCI", None, "yes")
    made.add_row(**{FORCE: "Aldermoss Constabulary", CRITERION: "LEA-02",
                    STEPS: "Test low numbers", DUE: date(2026, 6, 30)})  # fmt: skip
    return made.save(tmp_path / "filled.xlsx")


@pytest.mark.parametrize("width", ["80", "120"])
def test_the_page_fits_and_says_what_is_not_at_target_and_why(
    capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, width: str, filled: Path
) -> None:
    monkeypatch.setenv("COLUMNS", width)
    arguments = ("--previous", filled, "--detail", *AS_OF)
    code, out, _ = run(capfd, "actions", WEAK, CHOSEN, *arguments)
    assert code == 1  # a day of completion that is no date
    assert max(len(line) for line in out.splitlines()) <= int(width)
    said = joined(out)
    assert "HMICFRS graded no force in 2017" in said
    assert "Not at target: 24 of 24 criteria (19 no better than 2017, 5 above it)" in said
    assert "1. INV-03 Cases close only for good reason" in said
    assert "Lowest levels: INV-03a 0 Not in place, INV-03b 0 Not in place (Self-assessment!" in said
    assert "Good: An investigation ends when each potential victim has been spoken to" in said
    assert "(second-hand: bbc, account of the report)" in said
    assert "Too little is known of 12 to say." in said
    assert "Not known: nothing is answered, which is not 0." in said
    assert "VIC-02m1 has no level: chosen in another way than all or at random." in said


def test_what_was_promised_stands_beside_what_is_now(
    capfd: pytest.CaptureFixture[str], filled: Path
) -> None:
    _, out, err = run(capfd, "actions", WEAK, STRONG, "--previous", filled, "--detail", *AS_OF)
    said = joined(out)
    assert "Overdue: 2 (1 not marked as done, 1 done, not at target); 1 not clear" in said
    assert "Promised before: 1 step on 1 criterion. Overdue: 0; 1 at target now." in said
    assert "Promised before: Overdue: due 30 September 2026, not marked as done. Now 0.0" in said
    assert "Overdue: due 31 March 2026, done 1 March 2026, not at target. Now 15.0" in said
    assert f"{filled.name}: {PLAN_SHEET}!I" in err
    assert "[date-not-recognised]" in err


def test_json_holds_both_sides_and_keeps_its_schema(
    capfd: pytest.CaptureFixture[str], filled: Path
) -> None:
    arguments = ("--previous", filled, "--published", "2026-10-01", "--format", "json", *AS_OF)
    _, out, _ = run(capfd, "actions", WEAK, STRONG, *arguments)
    data = json.loads(out)
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    jsonschema.validate(data, schema)
    assert data["published"]["last_day"] == "2026-11-25"
    strong, weak = data["forces"]
    assert [(p["criterion"], p["outcome"]) for p in strong["promises"]] == [
        ("LEA-02", "at target now")
    ]
    assert "LEA-02" in strong["at_target"]
    assert [(p["criterion"], p["outcome"], p["overdue"]) for p in weak["promises"]] == [
        ("INV-03", "overdue, not done", True),
        ("INV-04", "done, not at target", True),
        ("INV-02", "not clear whether done", False),
    ]
    assert weak["promises"][0]["due"] == "2026-09-30"
    assert weak["promises"][2]["done_found"] == "yes"
    assert weak["promises"][1]["now"]["score"] == 15
    first = weak["actions"][0]
    assert (first["criterion"], first["standing"]) == ("INV-03", "no better than the baseline")
    assert first["low"][0]["cell"].startswith("Self-assessment!K")
    assert {item["rank"] for item in first["shortcomings"]} == {"primary", "second-hand"}


def test_csv_has_a_row_for_each_action_and_each_promise(
    capfd: pytest.CaptureFixture[str], filled: Path
) -> None:
    _, out, _ = run(capfd, "actions", WEAK, "--previous", filled, "--format", "csv", *AS_OF)
    rows = list(csv.DictReader(io.StringIO(out.lstrip("\ufeff"))))
    kinds = [row["kind"] for row in rows]
    assert (kinds.count("action"), kinds.count("promise")) == (24, 3)
    promised = next(row for row in rows if row["kind"] == "promise")
    assert (promised["steps"], promised["due"]) == ("Brief every sergeant", "2026-09-30")
    assert (promised["outcome"], promised["overdue"]) == ("overdue, not done", "True")
    assert all(row["steps"] == "" for row in rows if row["kind"] == "action")


def test_the_workbook_can_be_filled_in_and_shows_what_was_promised(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], filled: Path
) -> None:
    target = tmp_path / "next.xlsx"
    run(capfd, "actions", WEAK, STRONG, "--previous", filled, "--published", "2026-10-01",
        "-o", target, *AS_OF)  # fmt: skip
    made = PlanFile(target.read_bytes())
    sheet = made.sheet
    assert made.book.sheetnames == ["Cover", PLAN_SHEET, "Promised and done", "Sources"]
    assert not any(item.merged_cells.ranges for item in made.book.worksheets)
    row = made.rows["brindlewick", "INV-03"]
    for name in INPUT_COLUMNS:
        cell = sheet.cell(row, made.columns[name])
        assert cell.value is None, name
        assert cell.fill.fgColor.rgb.endswith("FFF7DC"), name
    assert not sheet.cell(row, made.columns[CRITERION]).fill.fgColor.rgb.endswith("FFF7DC")
    (rule,) = sheet.data_validations.dataValidation
    assert rule.type == "date"
    dated = {made.columns[DUE], made.columns[DONE]}
    assert {cells.min_col for cells in rule.sqref.ranges} == dated
    assert sheet.page_setup.orientation == "landscape"
    assert str(sheet.page_setup.paperSize) == "9"
    where = sheet.cell(row, made.columns["Where it stands"]).value
    assert "Promised before: 1 step, 1 overdue; see Promised and done." in str(where)
    cover = " ".join(str(r[0]) for r in made.book["Cover"].iter_rows(values_only=True))
    assert "published by 25 November 2026" in joined(cover)
    promised = list(made.book["Promised and done"].iter_rows(values_only=True))
    texts = [[str(value) for value in values] for values in promised]
    told = {values[1]: values for values in texts}
    assert told["LEA-02"][8].startswith("At target now: 83.3")
    assert told["INV-03"][3:5] == ["Brief every sergeant", "Head of crime"]
    assert told["INV-03"][8] == "Overdue: not marked as done. Now 0.0, no better than 2017."


def test_a_plan_of_a_cycle_is_the_input_of_the_next(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    first, second = tmp_path / "plans" / "first.xlsx", tmp_path / "plans" / "second.xlsx"
    first.parent.mkdir()
    assert run(capfd, "actions", WEAK, "-o", first, *AS_OF)[0] == 0
    made = PlanFile(first.read_bytes())
    made.fill("brindlewick", "INV-03", "First year's step", "Head of crime", date(2026, 1, 1))
    made.save(first)
    run(capfd, "actions", WEAK, "--previous", first, "-o", second, *AS_OF)
    made = PlanFile(second.read_bytes())
    made.fill("brindlewick", "INV-03", "Second year's step", "Head of crime", date(2026, 2, 1))
    made.save(second)
    code, out, _ = run(capfd, "actions", WEAK, "--previous", first.parent, *AS_OF)
    assert code == 0
    said = joined(out)
    assert "Promised before: 2 steps on 1 criterion. Overdue: 2 (2 not marked as done)." in said
    assert said.index("First year's step") < said.index("Second year's step")


@pytest.mark.parametrize("name", OUTPUTS)
def test_nothing_in_a_plan_becomes_a_formula_or_markup(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], name: str
) -> None:
    made = PlanFile()
    made.fill("brindlewick", "INV-03", "x", "[bold]DCI[/bold]", date(2026, 9, 30))
    for column in (STEPS, OWNER):
        row = made.rows["brindlewick", "INV-03"]
        cell = made.sheet.cell(row, made.columns[column])
        cell.value = NASTY if column == STEPS else cell.value
        cell.data_type = "s"
    plan = made.save(tmp_path / "nasty.xlsx")
    target = tmp_path / name
    assert run(capfd, "actions", WEAK, "--previous", plan, "-o", target, *AS_OF)[0] == 0
    said = joined(text_of(target))
    if name == "a.xlsx":
        with zipfile.ZipFile(target) as parts:
            sheets = [parts.read(n) for n in parts.namelist() if n.startswith("xl/worksheets/s")]
        assert not any(b"<f>" in part for part in sheets)
    if name == "a.csv":
        assert "'=HYPERLINK" in said
    if name == "a.md":
        assert "http://" not in said
        assert "\\[bold\\]" in said
    else:
        assert "[bold]DCI[/bold]" in said
    assert "HYPERLINK" in said


@pytest.mark.parametrize("name", OUTPUTS)
def test_without_published_nothing_is_said_of_a_deadline(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], name: str
) -> None:
    with_day, without = tmp_path / name, tmp_path / f"without-{name}"
    run(capfd, "actions", STRONG, "--published", "2026-03-01", "-o", with_day, *AS_OF)
    run(capfd, "actions", STRONG, "-o", without, *AS_OF)
    day = "2026-04-25" if name == "a.csv" else "25 April 2026"
    assert day in joined(text_of(with_day))
    if name != "a.csv":
        assert "That day has passed." in joined(text_of(with_day))
    assert day not in joined(text_of(without))
    assert "Police Act" not in joined(text_of(without))


def test_wrong_usage_is_refused_before_the_work(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], filled: Path
) -> None:
    code, _, err = run(capfd, "actions", WEAK, "--published", "2026-12-01", *AS_OF)
    assert (code, "is after 2026-11-23" in joined(err)) == (2, True)
    code, _, err = run(capfd, "actions", WEAK, "-o", tmp_path / "a.docx", *AS_OF)
    assert (code, "the suffix chooses the format" in joined(err)) == (2, True)
    before = filled.read_bytes()
    code, _, err = run(capfd, "actions", WEAK, "--previous", filled, "-o", filled, "--overwrite",
                       *AS_OF)  # fmt: skip
    assert (code, "is one of the inputs" in joined(err)) == (2, True)
    assert filled.read_bytes() == before


def test_a_plan_that_cannot_be_read_is_told_and_the_rest_goes_on(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], filled: Path
) -> None:
    gone = tmp_path / "gone.xlsx"
    code, out, err = run(capfd, "actions", WEAK, "--previous", gone, "--previous", WEAK,
                         "--previous", filled, *AS_OF)  # fmt: skip
    assert code == 3
    assert "[file-missing]" in err
    assert "expected a sheet named Action plan" in joined(err)
    assert "[sheet-missing]" in err
    assert "Promised before: 3 steps on 3 criteria." in joined(out)


def test_a_result_stands_for_its_workbook_and_is_no_plan(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], filled: Path
) -> None:
    result = tmp_path / "result.json"
    run(capfd, "score", WEAK, "-o", result, *AS_OF)
    page = run(capfd, "actions", WEAK, "--previous", filled, *AS_OF)
    assert run(capfd, "actions", result, "--previous", filled, *AS_OF) == page
    # in a folder of plans it is passed over; named as a plan it is refused
    assert run(capfd, "actions", WEAK, "--previous", tmp_path, *AS_OF)[:2] == page[:2]
    code, _, err = run(capfd, "actions", WEAK, "--previous", result, *AS_OF)
    assert (code, "[not-a-workbook]" in err) == (3, True)


def test_an_empty_folder_of_plans_is_told(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    code, _, err = run(capfd, "actions", WEAK, "--previous", tmp_path, *AS_OF)
    assert (code, "[folder-empty]" in err) == (3, True)


def test_the_same_plan_given_twice_counts_once(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], filled: Path
) -> None:
    copy = tmp_path / "copy.xlsx"
    copy.write_bytes(filled.read_bytes())
    _, out, _ = run(capfd, "actions", WEAK, "--previous", filled, "--previous", copy, *AS_OF)
    assert "Promised before: 3 steps on 3 criteria." in joined(out)


def test_forces_of_a_plan_that_sent_nothing_are_named(
    capfd: pytest.CaptureFixture[str], filled: Path
) -> None:
    _, out, _ = run(capfd, "actions", WEAK, "--previous", filled, *AS_OF)
    assert "Of these forces there is no submission here: Aldermoss Constabulary." in joined(out)


def test_the_help_says_what_it_is_for(capfd: pytest.CaptureFixture[str]) -> None:
    assert exit_code(["actions", "--help"]) == 0
    out, _ = capfd.readouterr()
    assert "Make an action plan, and follow up the last one." in joined(out)


def test_without_a_usable_submission_no_plan_is_written(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "folders" / "one").mkdir(parents=True)
    plan = tmp_path / "plan.xlsx"
    code, out, err = run(capfd, "actions", tmp_path / "folders", "-o", plan, *AS_OF)
    assert (code, out) == (3, "")
    assert "folder" in err
    assert not plan.exists()
