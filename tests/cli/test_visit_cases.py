"""What benchmark visit and explain say of cases: met or not, how many, and what is not needed."""

import json
from pathlib import Path

import pytest

from tests.cli.running import AS_OF, SAMPLES, joined, run
from tests.cli.test_visit import DIFFERING, EXCUSED, OUTPUTS, text_of
from tests.returns import Return, tampered


def test_a_median_is_planned_in_days(capfd: pytest.CaptureFixture[str]) -> None:
    _, out, _ = run(capfd, "visit", DIFFERING, "--cases", 10, "--detail", *AS_OF)
    said = joined(out)
    assert "16 days or more" in said
    assert "shortest first" not in said
    _, out, _ = run(capfd, "visit", DIFFERING, "--cases", 10, "--format", "json", *AS_OF)
    plans = {plan["measure"]: plan for plan in json.loads(out)["forces"][0]["sample"]["measures"]}
    assert (plans["INV-01m1"]["low_days"], plans["INV-01m1"]["high_days"]) == (16, None)
    assert plans["VIC-02m2"]["low_days"] is None


def test_cases_that_meet_what_is_said_not_to_apply_are_not_said_to_fail_it(
    capfd: pytest.CaptureFixture[str],
) -> None:
    _, out, _ = run(capfd, "visit", EXCUSED, "--detail", *AS_OF)
    said = joined(out)
    assert "POW-03m1 is about. Test whether it cannot apply here." in said
    assert "Cases: 36 (row 41), met;" in said
    assert "Cases: 5 (row 10), not met; 25 (row 30), not met;" in said, "adverse ones alike"
    _, out, _ = run(capfd, "visit", EXCUSED, "--format", "json", *AS_OF)
    entries = json.loads(out)["forces"][0]["entries"]
    shown = {
        (case["standing"], case["shows"])
        for entry in entries
        for ground in entry["grounds"]
        for case in ground["cases"]
        if case["measure"] in ("POW-03m1", "POW-02m1")
    }
    assert shown == {("good", "met"), ("adverse", "not met"), ("not known", "not known")}


def test_too_little_known_is_shown_at_both_extremes(capfd: pytest.CaptureFixture[str]) -> None:
    _, out, _ = run(capfd, "visit", EXCUSED, "--detail", *AS_OF)
    assert "11 of 12 cases (91.7%); with all known it could be 64.7 to 94.1%." in joined(out)


def test_too_few_cases_are_all_named(capfd: pytest.CaptureFixture[str]) -> None:
    _, out, _ = run(capfd, "visit", SAMPLES / "aldermoss.xlsx", "--detail", *AS_OF)
    said = joined(out)
    assert "Too few cases for a level: 2 where 10 are needed, “Treated as a victim" in said
    assert (
        "(VIC-02m1); 2 where 10 are needed, “Cases with an arrested or interviewed potential "
        "victim in which section 45 was considered” (POW-03m1). So few can all be read. Cases: 32 "
        "(row 37), 0 days; 43 (row 48), 0 days." in said
    )


def test_not_needed_in_every_case_leaves_no_level(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    def excuse(made: Return) -> None:
        for number in list(made.case_rows):
            made.put_case(number, "rocu", "Not needed")

    path = tampered(tmp_path / "r.xlsx", excuse)
    _, out, _ = run(capfd, "visit", path, "--detail", *AS_OF)
    said = joined(out)
    assert (
        "“Not needed” takes 45 of 45 cases out of COO-02m1. 36 of them are more than may be: they "
        "count as not known. Shown and not scored, “Cases in which "
        "sharing with the regional unit was held not needed” (COO-02m2): 45 of 45 cases (100.0%). "
        "Read some of them, and ask why it was not needed." in said
    )
    assert "COO-02m1: no level: counted 0 of 36; needs 29 (80%), and at least 10." in said
    assert "0 cases" not in said


def test_cases_that_an_unscored_measure_lists_are_named_longest_first(
    capfd: pytest.CaptureFixture[str],
) -> None:
    _, out, _ = run(capfd, "visit", DIFFERING, "--detail", *AS_OF)
    assert (
        "“Recognised as a possible victim at the first police contact” (VIC-01m1), shown and not "
        "scored: 9 of 59 cases (15.3%). In 50 cases it was not so: read them, longest first, "
        "beginning with these 5. Cases: C-007 (row 12), 212 days; C-058 (row 63), 209 days; C-043 "
        "(row 48), 205 days; C-055 (row 60), 205 days; C-057 (row 62), 191 days." in joined(out)
    )
    _, out, _ = run(capfd, "visit", DIFFERING, "--format", "json", *AS_OF)
    (found,) = (
        item
        for item in json.loads(out)["forces"][0]["questions"]
        if item["topic"] == "cases that a measure lists"
    )
    assert (found["measures"], found["count"], found["of"]) == (["VIC-01m1"], 50, 59)


def test_what_is_set_aside_for_its_assurance_is_said(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    alone = ("--assurance", "documented", *AS_OF)
    _, out, _ = run(capfd, "visit", DIFFERING, *alone)
    assert "Only answers of this assurance or better count: documented." in joined(out)
    assert "49 answers of less assurance than asked for: set aside" in joined(out)
    for name in OUTPUTS:
        path = tmp_path / name
        assert run(capfd, "visit", DIFFERING, "-o", path, *alone)[0] == 0
        assert "documented" in text_of(path), name
    _, out, _ = run(capfd, "explain", DIFFERING, "INV-03a", *alone)
    said = joined(out)
    assert "Only answers of this assurance or better count: documented." in said
    assert "the answer is set aside, as if unanswered." in said


def test_cases_of_a_measure_without_bands_are_accused_of_nothing(
    capfd: pytest.CaptureFixture[str],
) -> None:
    _, out, _ = run(capfd, "explain", SAMPLES / "aldermoss.xlsx", "POW-02m2", *AS_OF)
    assert "not scored" in out
    assert "Cases to read first" not in out
    assert "not met" not in out
    _, out, _ = run(capfd, "explain", SAMPLES / "aldermoss.xlsx", "POW-02m1", *AS_OF)
    assert "Cases to read first:" in out
    assert "40 (row 45), not met; Case files!M45, N45" in out


def test_a_result_holds_no_cases_to_draw_from(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    result = tmp_path / "kept.json"
    run(capfd, "score", SAMPLES / "aldermoss.xlsx", "-o", result, *AS_OF)
    for form in ("table", "markdown"):
        _, out, _ = run(capfd, "visit", result, "--cases", 3, "--format", form, *AS_OF)
        assert "a result holds no cases; name the workbook." in joined(out)
        assert "no case files were supplied" not in joined(out)
