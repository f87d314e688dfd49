"""An action plan read back: what was written in it, and every fault at its cell."""

import shutil
from datetime import date, timedelta
from pathlib import Path

import pytest

from slavery_benchmark.core.change.actions import action_plans
from slavery_benchmark.core.change.promises import Promise
from slavery_benchmark.core.problems import Code, UnusableError
from slavery_benchmark.extracting.action_layout import (
    CODE,
    CRITERION,
    DONE,
    DUE,
    FORCE,
    NOTE,
    OWNER,
    PLAN_SHEET,
    STEPS,
    UNREADABLE,
)
from slavery_benchmark.forms.action_plan_writer import render_actions_xlsx
from tests.builders import AS_OF
from tests.forms.action_plans import PlanFile, read_plan, said, sample_report
from tests.samples.make import save_with_libreoffice

FORCE_NAME = "Brindlewick Police"
KEY = "fictional-brindlewick"


def test_what_is_written_comes_back_and_the_rest_is_empty(tmp_path: Path) -> None:
    made = PlanFile()
    made.fill("brindlewick", "INV-03", "Brief\t sergeants\nand\u200b sample", "Head of crime",
              date(2026, 9, 30), date(2026, 9, 1), "On the\u202e shelf")  # fmt: skip
    plan = made.read(tmp_path)
    assert plan.promises == (
        Promise(
            force=FORCE_NAME,
            key=KEY,
            criterion="INV-03",
            steps="Brief sergeants and sample",
            owner="Head of crime",
            due=date(2026, 9, 30),
            done=date(2026, 9, 1),
            note="On the shelf",
            cell=f"{PLAN_SHEET}!F{made.rows['brindlewick', 'INV-03']}",
        ),
    )
    assert plan.problems == ()
    assert plan.as_of == AS_OF
    assert (KEY, "INV-03") not in plan.empty
    assert (KEY, "INV-04") in plan.empty
    assert len(plan.empty) == len(made.rows) - 1


def test_a_criterion_may_have_several_steps_and_a_force_be_known_by_name_alone(
    tmp_path: Path,
) -> None:
    made = PlanFile()
    made.fill("brindlewick", "INV-03", "First step")
    row = made.add_row(**{FORCE: "brindlewick  POLICE", CRITERION: "inv-03 Cases close",
                          STEPS: "Second step"})  # fmt: skip
    made.add_row(**{CODE: KEY, CRITERION: "INV-04", STEPS: "Known by its code"})
    made.add_row(**{FORCE: "Kent", CRITERION: "INV-04", STEPS: "Of a force that is not here"})
    plan = made.read(tmp_path)
    assert [(item.key, item.criterion, item.steps) for item in plan.promises] == [
        (KEY, "INV-03", "First step"),
        (KEY, "INV-03", "Second step"),
        (KEY, "INV-04", "Known by its code"),
        ("kent", "INV-04", "Of a force that is not here"),
    ]
    assert plan.promises[1].cell == f"{PLAN_SHEET}!F{row}"
    assert plan.problems == ()


def test_each_fault_is_told_at_its_cell(tmp_path: Path) -> None:
    made = PlanFile()
    made.fill("brindlewick", "INV-01", "A step", "Head of crime")
    unknown = made.put("brindlewick", "INV-01", CRITERION, "INV-O1")
    made.fill("brindlewick", "INV-02", "A step")
    stranger = made.put("brindlewick", "INV-02", FORCE, "Brindlewik Police")
    made.fill("brindlewick", "INV-03", "A step", "DCI", "next spring", "yes")
    due = made.put("brindlewick", "INV-03", DUE, "next spring")
    done = made.put("brindlewick", "INV-03", DONE, "yes")
    made.fill("brindlewick", "INV-04", "=1+1", "j.smith@example.org", "31/12/2026",
              date(2027, 1, 1))  # fmt: skip
    steps = made.put("brindlewick", "INV-04", STEPS, "=1+1")
    owner = made.put("brindlewick", "INV-04", OWNER, "j.smith@example.org")
    typed = made.put("brindlewick", "INV-04", DUE, "31/12/2026")
    future = made.put("brindlewick", "INV-04", DONE, date(2027, 1, 1))
    other = made.put("aldermoss", "POW-01", CODE, KEY)
    made.fill("aldermoss", "POW-01", "A step")
    row = made.add_row(**{STEPS: "Of nothing"})
    nameless = made.add_row(**{CRITERION: "INV-01", NOTE: "Of nobody"})
    plan = made.read(tmp_path)
    assert sorted(said(plan.problems)) == sorted(
        [
            ("action-criterion-unknown", unknown),
            ("action-force-unknown", stranger),
            ("date-not-recognised", due),
            ("date-not-recognised", done),
            ("formula-not-calculated", steps),
            ("personal-data", owner),
            ("date-read-as-british", typed),
            ("action-done-future", future),
            ("force-code-differs", other),
            ("action-row-unnamed", f"{PLAN_SHEET}!B{row}"),
            ("action-row-unnamed", f"{PLAN_SHEET}!A{nameless}"),
        ]
    )
    lines = " ".join(item.line() for item in plan.problems)
    assert "found “INV-O1”; expected the id of a criterion of stolen-freedom" in lines
    assert "nearest: “INV-01”" in lines
    assert "nearest: “Brindlewick Police”" in lines
    assert "j.smith" not in lines
    by_id = {item.criterion: item for item in plan.promises}
    assert set(by_id) == {"POW-01", "INV-03", "INV-04"}
    assert by_id["POW-01"].force == "Aldermoss Constabulary"
    unclear = by_id["INV-03"]
    assert (unclear.due, unclear.due_found) == (None, "next spring")
    assert (unclear.done, unclear.done_found) == (None, "yes")
    assert by_id["INV-04"].steps == UNREADABLE
    assert by_id["INV-04"].due == date(2026, 12, 31)
    assert (by_id["INV-04"].done, by_id["INV-04"].done_found) == (None, "2027-01-01")


def test_what_was_done_on_the_day_of_the_run_is_done(tmp_path: Path) -> None:
    made = PlanFile()
    made.fill("brindlewick", "INV-03", "A step", "Head of crime", AS_OF, AS_OF)
    cell = made.put("aldermoss", "POW-01", DONE, AS_OF + timedelta(days=1))
    other = made.put("aldermoss", "POW-01", CODE, KEY)
    plan = made.read(tmp_path)
    assert said(plan.problems) == [("force-code-differs", other), ("action-done-future", cell)]
    assert "expected fictional-aldermoss" in plan.problems[0].line()
    done = {item.criterion: (item.done, item.done_found) for item in plan.promises}
    tomorrow = (AS_OF + timedelta(days=1)).isoformat()
    assert done == {"INV-03": (AS_OF, ""), "POW-01": (None, tomorrow)}


def test_a_date_that_is_an_error_is_called_one(tmp_path: Path) -> None:
    made = PlanFile()
    made.fill("brindlewick", "INV-03", "A step", "DCI", "=1/0", "=1/0")
    plan = made.read(tmp_path)
    (promise,) = plan.promises
    assert (promise.due, promise.due_found) == (None, "an error")
    assert (promise.done, promise.done_found) == (None, "an error")


def test_a_force_that_is_in_no_workbook_is_offered_the_one_name_most_like_it(
    tmp_path: Path,
) -> None:
    made = PlanFile()
    made.add_row(**{FORCE: "North Yorkshyre", CRITERION: "INV-04", STEPS: "A step"})
    (item,) = made.read(tmp_path).problems
    assert item.code is Code.ACTION_FORCE_UNKNOWN
    assert item.nearest == ("North Yorkshire Police",)


def test_a_row_without_anything_written_has_no_fault(tmp_path: Path) -> None:
    made = PlanFile()
    made.put("brindlewick", "INV-01", CRITERION, "RETIRED-01")
    made.put("brindlewick", "INV-02", FORCE, "Nowhere")
    assert made.read(tmp_path).problems == ()


@pytest.mark.parametrize(
    ("column", "code"),
    [(DUE, Code.COLUMN_MISSING), (NOTE, Code.COLUMN_MISSING), (FORCE, None)],
)
def test_a_column_that_is_gone_is_blank_and_said(
    tmp_path: Path, column: str, code: Code | None
) -> None:
    made = PlanFile()
    made.fill("brindlewick", "INV-03", "A step", "DCI", date(2026, 9, 30), None, "A note")
    made.put_at(made.top, column, "Something else")
    plan = made.read(tmp_path)
    # without the names of forces their codes do
    assert [item.code for item in plan.problems] == [code or Code.COLUMN_MISSING]
    assert [item.key for item in plan.promises] == [KEY]
    assert (plan.promises[0].due is None) is (column == DUE)


@pytest.mark.parametrize("wrong", [(CRITERION, "Kriterion"), (STEPS, CRITERION)])
def test_without_one_column_of_criteria_a_plan_cannot_be_read(
    tmp_path: Path, wrong: tuple[str, str]
) -> None:
    made = PlanFile()
    made.put_at(made.top, *wrong)
    with pytest.raises(UnusableError) as refusal:
        made.read(tmp_path)
    assert refusal.value.problem.code is Code.ACTION_PLAN_UNREADABLE
    assert refusal.value.problem.cell.startswith(f"{PLAN_SHEET}!")


def test_a_sheet_without_the_table_cannot_be_read(tmp_path: Path) -> None:
    made = PlanFile()
    made.sheet.delete_rows(1, made.sheet.max_row)
    with pytest.raises(UnusableError, match=r"a row with Force, Force code, Criterion, Steps"):
        made.read(tmp_path)


def test_a_plan_without_actions_is_empty_and_no_fault(tmp_path: Path) -> None:
    report = sample_report()
    path = tmp_path / "none.xlsx"
    path.write_bytes(
        render_actions_xlsx(report, action_plans((), report.framework, (), AS_OF), None)
    )
    plan = read_plan(path)
    assert (plan.promises, plan.empty, plan.problems) == ((), (), ())


@pytest.mark.short(1)
@pytest.mark.skipif(
    shutil.which("soffice") is None,
    reason="LibreOffice Calc is not on this machine (Debian: libreoffice-calc)",
)
@pytest.mark.parametrize("suffix", ["xlsx", "ods"])
def test_a_plan_saved_by_libreoffice_reads_the_same(tmp_path: Path, suffix: str) -> None:
    made = PlanFile()
    made.fill("brindlewick", "INV-03", "Brief sergeants", "Head of crime", date(2026, 9, 30),
              date(2026, 9, 1), "A note")  # fmt: skip
    path = made.save(tmp_path / "plan.xlsx")
    (tmp_path / "out").mkdir()
    saved = read_plan(save_with_libreoffice(path, tmp_path / "out", suffix))
    own = read_plan(path)
    assert saved.promises == own.promises
    assert saved.empty == own.empty
    assert saved.problems == ()
    assert saved.as_of == AS_OF
