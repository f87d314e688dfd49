"""benchmark visit as a user meets it."""

import csv
import io
import json
import re
from pathlib import Path

import jsonschema
import openpyxl
import pytest

from slavery_benchmark.extracting import layout
from tests.cli.running import AS_OF, SAMPLES, earlier_return, joined, run
from tests.cli.test_compare import RECORDED
from tests.returns import Return, tampered
from tests.schemas.make import VISIT_SCHEMA

DIFFERING = SAMPLES / "brindlewick.xlsx"
EXCUSED = SAMPLES / "elderquay.ods"
PICKED = SAMPLES / "cobblemarsh.xlsx"
OUTPUTS = ["v.txt", "v.md", "v.json", "v.csv", "v.xlsx", "v.html"]


def text_of(path: Path) -> str:
    """Return all that an output holds, whatever its format."""
    if path.suffix != ".xlsx":
        return path.read_text(encoding="utf-8")
    sheets = openpyxl.load_workbook(path).worksheets
    rows = (row for sheet in sheets for row in sheet.iter_rows(values_only=True))
    return "\n".join(str(value) for row in rows for value in row if value is not None)


@pytest.mark.parametrize("width", ["80", "120"])
def test_the_page_fits_and_leads_with_what_differs(
    capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, width: str
) -> None:
    monkeypatch.setenv("COLUMNS", width)
    code, out, _ = run(capfd, "visit", DIFFERING, "--cases", 6, "--detail", *AS_OF)
    assert code == 0
    assert max(len(line) for line in out.splitlines()) <= int(width)
    said = joined(out)
    assert said.index("Visit first for INV-01") < said.index("a list of questions, not a judgement")
    assert "HMICFRS graded no force in 2017" in said
    assert "Overall 24.8 of 100; 58.4 points to settle: known weakness 51.2, contradicted" in said
    assert said.index("1. INV-01 ") < said.index("2. INV-03 ")
    assert (
        "Judged INV-01a 4 Embedded, INV-01b 3 In place. Own cases show 0 Not in place (could be 0 "
        "to 1) on “Days from the report to the first investigative act” (INV-01m1): median 48 days"
        in said
    )
    assert "Case files!E, I" in said
    assert "Worth up to 4.5 points, contradicted by own cases." in said


@pytest.mark.parametrize("width", ["80", "120"])
def test_a_screen_answers_in_few_lines_and_says_how_to_see_the_rest(
    capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, width: str
) -> None:
    monkeypatch.setenv("COLUMNS", width)
    for name in (DIFFERING, EXCUSED, PICKED, SAMPLES / "dapplefold.xlsx"):
        _, out, _ = run(capfd, "visit", name, *AS_OF)
        assert len(out.splitlines()) <= 45
        assert "More: --detail." in joined(out)
    _, out, _ = run(capfd, "visit", SAMPLES, *AS_OF)
    lines = out.splitlines()
    assert len(lines) <= 6 + 30
    assert max(map(len, lines)) <= int(width)
    said = joined(out)
    assert "Visit first: Brindlewick Police (fictional), 58.4 points known to fall short" in said
    assert (
        "Ask first: Foxglove Vale Constabulary (fictional), 42.9 points not told; ask for the 5 "
        "cases not listed, what is empty in its case files and more." in said
    )
    assert lines.index("") - 2 <= 5, "the lead, under title and subtitle"
    head = next(at for at, line in enumerate(lines) if line.startswith("Force "))
    assert [line.split()[0] for line in lines[head + 1 : head + 7]] == [
        "Brindlewick", "Foxglove", "Cobblemarsh", "Elderquay", "Dapplefold", "Aldermoss"
    ]  # fmt: skip


def test_the_entries_of_one_force_stand_in_a_table_with_their_first_cells(
    capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "120")
    _, out, _ = run(capfd, "visit", DIFFERING, *AS_OF)
    lines = [" ".join(line.split()) for line in out.splitlines()]
    assert "No Where Why Points Self-assessment" in lines
    assert (
        "1 INV-01 Investigations start without delay contradicted by own cases 4.5 K28, M28"
        in lines
    )
    assert "And 14 more." in lines


def test_a_limit_says_how_many_more_there_are(capfd: pytest.CaptureFixture[str]) -> None:
    _, out, _ = run(capfd, "visit", DIFFERING, "--limit", 2, "--detail", *AS_OF)
    assert "  2. " in out
    assert "  3. " not in out
    more = re.search(r"And (\d+) more: --limit (\d+) shows them all\.", out)
    assert more is not None
    every = int(more[2])
    assert int(more[1]) + 2 == every
    _, out, _ = run(capfd, "visit", DIFFERING, "--limit", every, "--detail", *AS_OF)
    assert f" {every}. " in out
    assert "more: --limit" not in out


def test_hand_picked_cases_are_not_told_and_the_sample_says_so(
    capfd: pytest.CaptureFixture[str],
) -> None:
    _, out, _ = run(capfd, "visit", PICKED, "--cases", 3, "--detail", *AS_OF)
    said = joined(out)
    assert (
        "They say nothing of the others: INV-01m1, INV-01m2 are not known, nor are the levels that"
        in said
    )
    assert "Overall 53.6 of 100 on the force's word alone; 54.6 points to settle" in said
    assert "Ask first for a list of all cases and 26 answers." in said
    assert "The list itself is no sound base (chosen in another way than all or at random)" in said


def test_without_case_files_there_is_nothing_to_draw_and_that_is_no_error(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    def without(made: Return) -> None:
        del made.book[layout.CASES_SHEET]

    path = tampered(tmp_path / "r.xlsx", without)
    code, out, _ = run(capfd, "visit", path, "--cases", 5, *AS_OF)
    assert code == 0
    assert "No cases to draw from: no case files were supplied." in joined(out)
    _, out, _ = run(capfd, "visit", path, "--cases", 5, "--detail", *AS_OF)
    said = joined(out)
    assert (
        "No case files: INV-01m1, INV-01m2 are not known, nor are the levels that they test."
        in said
    )
    assert "Ask first for a list of all cases." in said
    target = tmp_path / "v.xlsx"
    run(capfd, "visit", path, "--cases", 5, "-o", target, *AS_OF)
    assert "No cases to draw from: no case files were supplied." in text_of(target)


def test_the_same_seed_draws_the_same_cases(capfd: pytest.CaptureFixture[str]) -> None:
    def drawn(*options: object) -> list[str]:
        arguments = ("visit", DIFFERING, "--cases", 8, "--format", "json", *options, *AS_OF)
        sample = json.loads(run(capfd, *arguments)[1])["forces"][0]["sample"]
        return [case["number"] for case in sample["cases"]]

    assert drawn() == drawn("--seed", 1) != drawn("--seed", 2)
    assert len(set(drawn())) == 8


def test_what_reading_would_tell_is_said_to_be_for_planning(
    capfd: pytest.CaptureFixture[str],
) -> None:
    _, out, _ = run(capfd, "visit", DIFFERING, "--cases", 5, *AS_OF)
    assert "Cases to read, in the order drawn" in out, "it was asked for"
    assert "5 of 60 cases drawn, seed 1." in out
    _, out, _ = run(capfd, "visit", DIFFERING, "--cases", 5, "--detail", *AS_OF)
    said = joined(out)
    assert "Intervals are for planning" in said
    assert "The strata are not a simple random sample" in said
    assert "too few, under six" in said
    assert "INV-02m1 First supervisor" in said, "a title, not a bare id"


def test_all_forces_together(capfd: pytest.CaptureFixture[str]) -> None:
    code, out, err = run(capfd, "visit", SAMPLES, "--limit", 3, "--detail", *AS_OF)
    assert code == 1, "one of the samples has errors"
    assert "benchmark check names the cells." in err
    first = out.partition("Aldermoss Constabulary (fictional)")[0]
    assert first.count("Brindlewick Police ") == 1 + 1, "in the lead, and in the order of forces"
    assert "All 6 forces" in out
    assert "Where it comes up, in how many of 6 forces" in joined(out)


def test_json_fits_its_schema_and_holds_every_entry(capfd: pytest.CaptureFixture[str]) -> None:
    _, out, _ = run(capfd, "visit", SAMPLES, "--cases", 4, "--format", "json", *AS_OF)
    result = json.loads(out)
    jsonschema.validate(result, json.loads(VISIT_SCHEMA.read_text(encoding="utf-8")))
    assert [force["force"].split()[0] for force in result["forces"]][:2] == [
        "Aldermoss", "Brindlewick"
    ]  # fmt: skip
    brindlewick = result["forces"][1]
    assert len(brindlewick["entries"]) == brindlewick["entries_in_all"] > 10, "no limit"
    first = brindlewick["entries"][0]
    assert (first["label"], first["id"]) == ("contradicted by own cases", "INV-01")
    assert first["points"] == pytest.approx(first["weight"] * (75 - first["worst"]))
    assert first["grounds"][0]["cases"][0]["cells"][0].startswith("Case files!")
    for force in result["forces"]:
        assert force["points"] == pytest.approx(sum(e["points"] for e in force["entries"]))
        assert force["points"] == pytest.approx(sum(force["parts"].values()))
        assert force["points"] == pytest.approx(force["falls_short"] + force["not_told"])
        for entry in force["entries"]:
            assert entry["points"] == pytest.approx(sum(entry["parts"].values()))
            assert entry["label"] == max(entry["parts"], key=entry["parts"].get)
    assert result["counted"] == 6
    ordered = sorted(result["forces"], key=lambda force: force["place"])
    assert [force["points"] for force in ordered] == sorted(
        (force["points"] for force in ordered), reverse=True
    )
    assert result["visit_first"]["force"] == "Brindlewick Police"
    assert result["ask_first"]["force"] == "Foxglove Vale Constabulary"
    asked = max(result["forces"], key=lambda force: force["not_told"])
    assert result["ask_first"]["points"] == asked["not_told"]
    cobblemarsh = next(f for f in result["forces"] if f["force"].startswith("Cobblemarsh"))
    assert cobblemarsh["ask_for"] == "a list of all cases and 26 answers"
    every = {
        (force["code"], entry["number"]): entry
        for force in result["forces"]
        for entry in force["entries"]
    }
    first = [every[item["code"], item["number"]] for item in result["first"]]
    assert len(first) == len(every)
    assert [entry["rank"] for entry in first] == list(range(1, len(every) + 1))
    assert first == sorted(first, key=lambda entry: -entry["points"])
    assert result["options"] == {"limit": None, "assurance": "asserted"}


def test_csv_ranks_the_entries_of_all_forces(capfd: pytest.CaptureFixture[str]) -> None:
    _, out, _ = run(capfd, "visit", SAMPLES, "--format", "csv", *AS_OF)
    rows = list(csv.DictReader(io.StringIO(out.removeprefix("\ufeff"))))
    ranks = [int(row["rank"]) for row in rows]
    assert sorted(ranks) == list(range(1, len(rows) + 1))
    best = min(rows, key=lambda row: int(row["rank"]))
    assert (best["force"], best["id"]) == ("Brindlewick Police", "INV-01")
    assert {row["label"] for row in rows} <= {
        "known weakness", "regressed", "contradicted by own cases", "without support", "not told"
    }  # fmt: skip


def test_xlsx_has_what_comes_first_of_all_forces(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "v.xlsx"
    run(capfd, "visit", SAMPLES, "-o", path, *AS_OF)
    sheet = openpyxl.load_workbook(path)["What comes first"]
    rows = list(sheet[next(iter(sheet.tables.values())).ref])
    assert [cell.value for cell in rows[0]][:4] == ["Rank", "Force", "No in its list", "Where"]
    assert [row[0].value for row in rows[1:]] == list(range(1, len(rows)))
    points = [float(str(row[-1].value)) for row in rows[1:]]
    assert points == sorted(points, reverse=True)
    sheet = openpyxl.load_workbook(path)["Order of forces"]
    rows = list(sheet[next(iter(sheet.tables.values())).ref])
    heads = [str(cell.value) for cell in rows[0]]
    assert heads[:5] == ["Force", "Points", "Known to fall short", "Not told", "Most of all"]
    for row in rows[1:]:
        total, known, untold = (float(str(cell.value)) for cell in row[1:4])
        assert total == pytest.approx(known + untold)


def test_what_was_answered_is_nowhere_said_to_be_unanswered(
    capfd: pytest.CaptureFixture[str],
) -> None:
    _, out, _ = run(capfd, "visit", EXCUSED, SAMPLES / "aldermoss.xlsx", *AS_OF)
    assert "Not told" in out
    _, out, _ = run(capfd, "visit", EXCUSED, SAMPLES / "aldermoss.xlsx", "--detail", *AS_OF)
    together = out.partition("All 2 forces")[2]
    assert "not told" in together
    assert "nanswered" not in together


def test_csv_has_a_row_an_entry_and_a_row_a_case(capfd: pytest.CaptureFixture[str]) -> None:
    _, out, _ = run(capfd, "visit", DIFFERING, "--cases", 4, "--format", "csv", *AS_OF)
    rows = list(csv.DictReader(io.StringIO(out.removeprefix("\ufeff"))))
    kinds = [row["kind"] for row in rows]
    assert kinds == ["entry"] * (len(rows) - 4) + ["case"] * 4
    assert [row["number"] for row in rows[:3]] == ["1", "2", "3"]
    assert float(rows[0]["points"]) == pytest.approx(
        float(rows[0]["weight"]) * (75 - float(rows[0]["worst"]))
    )
    assert rows[-1]["case"]
    assert rows[-1]["points"] == "", "unknown is empty, never 0"


def test_xlsx_has_the_list_and_the_cases(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "v.xlsx"
    assert run(capfd, "visit", DIFFERING, PICKED, "--cases", 4, "-o", path, *AS_OF)[0] == 0
    book = openpyxl.load_workbook(path)
    assert book.sheetnames == [
        "Cover", "Order of forces", "Visit list", "Cases to read", "Strata",
        "What reading would tell", "What comes first", "All forces", "Notes",
    ]  # fmt: skip
    said = text_of(path)
    assert "a list of questions, not a judgement" in said
    assert "INV-01b 3 In place. Own cases show " in said
    assert "C-0" in said
    assert "Cobblemarsh Constabulary (fictional): The list itself is no sound" in said
    assert "Brindlewick Police (fictional): " not in said, "nothing is wrong with its list"
    assert "The seed was 1." in said
    assert [row[0].value for row in book["Visit list"].iter_rows(min_row=7, max_row=8)] == [
        "Brindlewick Police (fictional)"
    ] * 2


def test_markdown_names_the_forces_of_each_label(capfd: pytest.CaptureFixture[str]) -> None:
    _, out, _ = run(capfd, "visit", DIFFERING, PICKED, "--format", "markdown", *AS_OF)
    assert "| Where | Forces known weakness | Which: known weakness |" in out
    assert "| INV-03 Cases close only for good reason | 1 | Brindlewick Police |" in out
    assert "Ask first for" in out


@pytest.mark.parametrize("name", OUTPUTS)
def test_free_text_of_the_case_files_is_in_no_output(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], name: str
) -> None:
    marker = "Zebulon"  # in a number, a word, a date, a count, a heading and a column of its own

    def leak(made: Return) -> None:
        numbers = list(made.case_rows)[:5]
        made.put_case(numbers[0], "case", f"{marker} met at the car wash in May")
        for number, column in zip(numbers[1:], ("lines", "started", "victims"), strict=False):
            made.put_case(number, column, f"{marker} was here")
        made.cases.cell(5, 40).value = f"Notes of {marker}"
        made.cases.cell(6, 40).value = f"{marker} called"

    path = tampered(tmp_path / "r.xlsx", leak)
    target = tmp_path / name
    code, _, err = run(capfd, "visit", path, "--cases", 60, "--limit", 99, "-o", target, *AS_OF)
    assert code == 1
    assert "error" in err
    said = text_of(target)
    assert "row" in said
    assert marker not in said + err


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (["--seed", "3"], "--seed is for --cases N"),
        (["--cases", "0"], "--cases"),
        (["--limit", "0"], "--limit"),
        (["-o", "v.docx"], "the suffix chooses the format"),
    ],
)
def test_wrong_usage_is_2(
    capfd: pytest.CaptureFixture[str], options: list[str], sentence: str
) -> None:
    code, out, err = run(capfd, "visit", DIFFERING, *options, *AS_OF)
    assert (code, out) == (2, "")
    assert sentence in joined(err)


def test_nothing_usable_leaves_with_3(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "x.xlsx"
    path.write_bytes(b"no workbook")
    code, out, err = run(capfd, "visit", path, *AS_OF)
    assert (code, out) == (3, "")
    assert "unusable" in err


def test_the_latest_period_of_a_force_counts(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    old = earlier_return(tmp_path / "old.xlsx")
    _, out, err = run(capfd, "visit", SAMPLES / "aldermoss.xlsx", old, *AS_OF)
    assert "left out" not in err
    assert out.count("Aldermoss Constabulary (fictional)") == 1
    assert (
        "Set against 1 April 2024 to 31 March 2025, old.xlsx: 1 criterion has regressed, 49 of 53 "
        "answers word for word." in joined(out)
    )


def test_recorded_crime_is_read_and_moves_no_order(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    table = tmp_path / "prc.csv"
    table.write_text(RECORDED, encoding="utf-8")
    _, without, _ = run(capfd, "visit", PICKED, "--detail", *AS_OF)
    _, out, _ = run(capfd, "visit", PICKED, "--recorded-crime", table, "--detail", *AS_OF)
    assert out == without, "an invented force has recorded nothing"
    code, out, err = run(capfd, "visit", PICKED, "--recorded-crime", PICKED, *AS_OF)
    assert (code, out) == (3, "")
    assert "no table of recorded crime was found" in err


def test_copied_evidence_is_asked_about_with_both_cells(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    text = "Minutes of the {} board with the decisions taken on each case, and who took them"

    def one(made: Return) -> None:
        made.put("LEA-01a", layout.EVIDENCE, text.format("Aldermoss Constabulary"))
        made.put("INV-01a", layout.EVIDENCE, "A log of its own, kept by the duty inspector")
        made.put("INV-01b", layout.EVIDENCE, "A log of its own, kept by the duty inspector")

    def other(made: Return) -> None:
        made.put_cover(layout.FORCE, "Brindlewick Police")
        made.put_cover(layout.FORCE_CODE, None)
        for check in list(made.rows)[:53]:
            made.put(check, layout.EVIDENCE, None)
        changed = text.format("Brindlewick").replace("decisions", "lessons").replace("who", "when")
        made.put("LEA-01a", layout.EVIDENCE, changed)

    paths = [tampered(tmp_path / "one.xlsx", one), tampered(tmp_path / "two.xlsx", other)]
    code, out, _ = run(capfd, "visit", *paths, "--copied", *AS_OF)
    assert code == 0
    said = joined(out).replace(f"{tmp_path}/", "")
    assert "Evidence that repeats itself (5 pairs)" in said
    assert (
        "one.xlsx INV-01a (M28) and one.xlsx INV-01b (M29) name the same evidence, word for word: "
        "does it show both?"
    ) in said
    assert (
        "one.xlsx LEA-01a (M5) and two.xlsx LEA-01a (M5) say the same, nearly word for word: was "
        "it written for each force?"
    ) in said
    _, out, _ = run(capfd, "visit", *paths, "--copied", "--format", "json", *AS_OF)
    pairs = json.loads(out)["repeats"]
    assert [(item["first"]["check"], item["second"]["check"]) for item in pairs[-2:]] == [
        ("INV-01a", "INV-01b"),
        ("LEA-01a", "LEA-01a"),
    ], "the sound return names one text beside four checks"
    _, out, _ = run(capfd, "visit", *paths, "--format", "json", *AS_OF)
    assert json.loads(out)["repeats"] is None, "not asked for is not none found"
    code, out, _ = run(capfd, "visit", SAMPLES / "aldermoss.xlsx", "--copied", *AS_OF)
    assert (code, "No evidence stands twice" in joined(out)) == (0, True)
