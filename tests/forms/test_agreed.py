"""Reviews set side by side, agreed and read back: what needs a reason, and every fault at "
"its cell."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from slavery_benchmark.core.problems import UnusableError
from slavery_benchmark.core.review.agreed import Behind, Part, Stage
from slavery_benchmark.core.review.review import SignOff
from slavery_benchmark.forms.review import layout
from slavery_benchmark.forms.review.layout import AGREE_SHEET, BEHIND_SHEET, CASES_SHEET
from tests.builders import shipped_criteria
from tests.forms.reviews import (
    SAMPLE,
    FormFile,
    agreed_form,
    filled_review,
    read_agreement,
    read_back,
    reviewed,
    said,
    sample_cases,
)
from tests.samples.make import save_with_libreoffice

FIRST = sample_cases().cases[0].case.row
A = {"INV_01a": 1, "INV_01b": 3, "INV_02a": 2, "VIC_01a": 1}
B = {"INV_01a": 3, "INV_01b": 2, "INV_02a": 2}


def column(column_id: str) -> str:
    declared = shipped_criteria().framework.cases
    assert declared is not None
    return declared.column(column_id).heading


@pytest.fixture
def form(tmp_path: Path) -> FormFile:
    """Return the form of two reviews, not filled in."""
    return agreed_form(reviewed(tmp_path, "A", **A), reviewed(tmp_path, "B", **B))


def agree(form: FormFile, check: str, level: object, reason: str = "", by: str = "") -> None:
    form.put(AGREE_SHEET, check, layout.AGREED, level)
    form.put(AGREE_SHEET, check, layout.REASON, reason or None)
    form.put(AGREE_SHEET, check, layout.BY, by or None)


def test_what_all_found_is_filled_in_and_the_rest_is_open(form: FormFile, tmp_path: Path) -> None:
    review = read_agreement(form.save(tmp_path / "agreed.xlsx"))
    assert review.problems == ()
    assert review.stage is Stage.AGREED
    assert review.reviewers == ("A", "B")
    assert review.levels == {"INV-02a": 2, "VIC-01a": 1}
    checks = {item.check: item for item in review.checks}
    assert checks["INV-01a"].levels == (1, 3)
    assert checks["VIC-01a"].levels == (1, None)
    assert checks["VIC-02a"].levels == (None, None)
    assert checks["INV-01a"].given == 4
    digests = [read_back(tmp_path / f"{name}.xlsx").source.sha256 for name in "AB"]
    assert review.behind == (
        Behind(what=Part.RETURN, file=SAMPLE.name, sha256=review.about.sha256),
        Behind(what=Part.REVIEW, file="A.xlsx", sha256=digests[0], reviewer="A"),
        Behind(what=Part.REVIEW, file="B.xlsx", sha256=digests[1], reviewer="B"),
    )


def test_the_words_of_reviewers_stand_side_by_side(tmp_path: Path) -> None:
    one, other = filled_review("A", INV_01a=1), filled_review("B", INV_01a=3)
    one.put(layout.REVIEW_SHEET, "INV-01a", layout.SEEN, "Four inboxes")
    one.put(layout.REVIEW_SHEET, "INV-01a", layout.CONFIDENCE, "Low")
    other.put(layout.REVIEW_SHEET, "INV-01a", layout.SEEN, "A log, kept daily")
    form = agreed_form(
        read_back(one.save(tmp_path / "A.xlsx")), read_back(other.save(tmp_path / "B.xlsx"))
    )
    top = form.top(AGREE_SHEET)
    row = form.sheet(AGREE_SHEET)[form.row(AGREE_SHEET, Check="INV-01a")]
    values = {name: row[place - 1].value for name, place in top.items()}
    assert values["A: level"] == "1 Emerging"
    assert values["A: saw"] == "Four inboxes\nconfidence low"
    assert values["B: level"] == "3 In place"
    assert values["B: saw"] == "A log, kept daily"
    assert (values["Apart"], values["Agreed level"]) == (2, None)


def test_a_wide_difference_needs_a_reason_and_a_role(form: FormFile, tmp_path: Path) -> None:
    agree(form, "INV-01a", "2 Partly in place", "The log was read together", "Lead inspector")
    agree(form, "INV-01b", "2 Partly in place", "", "Lead inspector")
    review = read_agreement(form.save(tmp_path / "agreed.xlsx"))
    assert review.problems == ()
    assert review.levels["INV-01a"] == review.levels["INV-01b"] == 2
    check = next(item for item in review.checks if item.check == "INV-01a")
    assert (check.reason, check.by) == ("The log was read together", "Lead inspector")


def test_without_reason_or_role_nothing_is_agreed(form: FormFile, tmp_path: Path) -> None:
    agree(form, "INV-01a", 1, "n/a", "Lead inspector")
    agree(form, "INV-01b", 2)
    agree(form, "INV-02a", 4)
    agree(form, "VIC-01a", 7)
    review = read_agreement(form.save(tmp_path / "agreed.xlsx"))
    assert review.levels == {}
    found = {item.check: item.code for item in review.problems}
    assert [(item.check, str(item.code)) for item in review.problems] == [
        ("VIC-01a", "review-level-not-recognised"),
        ("INV-01a", "agreed-reason-missing"),
        ("INV-01b", "agreed-role-missing"),
        ("INV-02a", "agreed-reason-missing"),
        ("INV-02a", "agreed-role-missing"),
    ], found
    lines = "\n".join(item.line() for item in review.problems)
    assert (
        "the agreed level needs a reason and has none, so nothing is agreed on the check: found "
        "“n/a”; expected why it is 1, where the reviewers have 1, 3." in lines
    )
    assert "expected why it is 4, where the reviewers have 2, 2." in lines
    assert (
        "nobody stands for the agreed level, so nothing is agreed on the check: found an empty "
        "cell; expected the role of whoever agreed it." in lines
    )


def test_one_review_is_agreed_as_it_is(tmp_path: Path) -> None:
    form = agreed_form(reviewed(tmp_path, "A", **A))
    form.put_line(layout.ROLE, "Chief inspector", layout.SIGN_SHEET)
    form.put_line(layout.SIGNED_ON, date(2026, 11, 9), layout.SIGN_SHEET)
    review = read_agreement(form.save(tmp_path / "agreed.xlsx"))
    assert review.problems == ()
    assert review.levels == {key.replace("_", "-"): level for key, level in A.items()}
    assert review.sign_off == SignOff(role="Chief inspector", on=date(2026, 11, 9))


def test_cases_read_alike_are_filled_in_and_the_rest_is_open(tmp_path: Path) -> None:
    one, other = filled_review("A"), filled_review("B")
    for made, suspect, started in ((one, "No", date(2026, 1, 2)), (other, "No", "Agrees")):
        made.put_case(FIRST, column("suspect"), suspect)
        made.put_case(FIRST, column("started"), started)
    other.put_case(FIRST, column("closed"), "Not known")
    form = agreed_form(
        read_back(one.save(tmp_path / "A.xlsx")), read_back(other.save(tmp_path / "B.xlsx"))
    )
    review = read_agreement(form.save(tmp_path / "agreed.xlsx"))
    assert review.problems == ()
    assert [case.row for case in review.cases] == [FIRST], "what nobody read is not in it"
    cells = {cell.column: cell for cell in review.cases[0].cells}
    assert (cells["suspect"].given, cells["suspect"].found) == ("Yes", "No")
    assert cells["started"].found is None
    assert cells["closed"].found == ""
    form.put_case(FIRST, column("started"), date(2026, 1, 3))
    review = read_agreement(form.save(tmp_path / "agreed.xlsx"))
    cells = {cell.column: cell for cell in review.cases[0].cells}
    assert cells["started"].found == date(2026, 1, 3).toordinal()
    for heading in ("A: the file says", layout.RETURN_SAYS):
        form.put_case(FIRST, column("suspect"), "Not needed", heading)
        review = read_agreement(form.save(tmp_path / "agreed.xlsx"))
        assert [code for code, _ in said(review.problems)] == ["fixed-cells-changed"]
        form.put_case(FIRST, column("suspect"), "No", "A: the file says")


def test_a_reviewers_level_that_was_changed_is_found(form: FormFile, tmp_path: Path) -> None:
    form.put(AGREE_SHEET, "INV-01a", "A: level", "3 In place")
    review = read_agreement(form.save(tmp_path / "agreed.xlsx"))
    assert [code for code, _ in said(review.problems)] == ["fixed-cells-changed"]


def test_what_the_force_said_is_taken_from_a_review_that_was_not_changed(tmp_path: Path) -> None:
    changed = filled_review("A", INV_01a=1)
    changed.put(layout.REVIEW_SHEET, "INV-01a", layout.GIVEN, "0 Not in place")
    one = read_back(changed.save(tmp_path / "A.xlsx"))
    form = agreed_form(one, reviewed(tmp_path, "B", INV_01a=1))
    review = read_agreement(form.save(tmp_path / "agreed.xlsx"))
    assert review.problems == ()
    assert next(item for item in review.checks if item.check == "INV-01a").given == 4


def test_what_it_rests_on_must_be_readable(form: FormFile, tmp_path: Path) -> None:
    cell = form.put_at(BEHIND_SHEET, 5, layout.WHAT, "retrun")
    with pytest.raises(UnusableError) as refused:
        read_agreement(form.save(tmp_path / "agreed.xlsx"))
    line = refused.value.problem.line()
    assert f"{cell}: unusable: this is not the form that is expected" in line
    assert "found “retrun”; expected one of return, review, agreed review" in line
    with pytest.raises(UnusableError) as refused:
        read_agreement(filled_review().save(tmp_path / "r.xlsx"))
    assert "found “Review”; expected a form “Agreed review”" in refused.value.problem.line()


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not on this machine")
def test_nothing_is_lost_in_libreoffice(form: FormFile, tmp_path: Path) -> None:
    agree(form, "INV-01a", "2 Partly in place", "The log was read together", "Lead inspector")
    path = form.save(tmp_path / "agreed.xlsx")
    out = tmp_path / "saved"
    out.mkdir()
    ours, theirs = read_agreement(path), read_agreement(save_with_libreoffice(path, out, "xlsx"))
    assert theirs.problems == ours.problems == ()
    for field in ("about", "behind", "checks", "cases", "sign_off"):
        assert getattr(theirs, field) == getattr(ours, field)


def test_cases_stand_on_a_sheet_that_says_what_it_is_for(form: FormFile) -> None:
    assert form.sheet(CASES_SHEET)["A2"].value == "No case was read."
