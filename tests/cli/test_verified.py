"""Reviews among the files of other commands: the verified score, and what stands beside it."""

import json
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from slavery_benchmark.forms.review import layout
from tests.builders import shipped_criteria
from tests.cli.running import AS_OF, SAMPLES, joined, run
from tests.forms.reviews import (
    SAMPLE,
    FormFile,
    agreed_form,
    blank_review,
    filled_review,
    read_back,
)

Capture = pytest.CaptureFixture[str]
OTHER = SAMPLES / "aldermoss.xlsx"


@cache
def whole_review() -> bytes:
    """Return a review in which every check is at level 3."""
    made = FormFile(blank_review("A"))
    place = made.top(layout.REVIEW_SHEET)
    sheet = made.sheet(layout.REVIEW_SHEET)
    for row in range(5, sheet.max_row + 1):
        if sheet.cell(row, place[layout.CHECK]).value:
            label = shipped_criteria().framework.level_label(3)
            sheet.cell(row, place[layout.LEVEL]).value = label
    content = BytesIO()
    for item in made.book.worksheets:
        for name in list(item.tables):
            del item.tables[name]
    made.book.save(content)
    return content.getvalue()


@pytest.fixture
def reviewed(tmp_path: Path) -> Path:
    path = tmp_path / "whole.xlsx"
    path.write_bytes(whole_review())
    return path


def result_of(capfd: Capture, folder: Path, *arguments: object) -> dict[str, Any]:
    target = folder / "result.json"
    run(capfd, "score", *arguments, "-o", target, "--overwrite", *AS_OF)
    found: dict[str, Any] = json.loads(target.read_text())
    return found


def test_score_counts_verified_levels_and_says_so(reviewed: Path, capfd: Capture) -> None:
    _, out, _ = run(capfd, "score", SAMPLE, reviewed, "--detail", *AS_OF)
    said = joined(out)
    assert "of 100 as verified by inspectors" in said
    assert (
        "Inspectors gave levels to 100% of the weight of its checks (not agreed yet); on its own "
        "word the force scores 24.8." in said
    )
    assert "Self-assessments with inspectors' levels beside them, no grades" in said


def test_too_little_reviewed_stands_beside_the_score(tmp_path: Path, capfd: Capture) -> None:
    few = filled_review("A", LEA_01a=4, LEA_01b=4).save(tmp_path / "few.xlsx")
    _, out, _ = run(capfd, "score", SAMPLE, few, *AS_OF)
    said = joined(out)
    assert "overall 24.8 of 100, Not in place." in said
    assert "Inspectors gave levels to 3% of the weight of its checks (not agreed yet), too" in said
    assert "little to count (80%); with them the score would be" in said


def test_scores_that_are_not_alike_are_said_to_be(reviewed: Path, capfd: Capture) -> None:
    _, out, _ = run(capfd, "compare", SAMPLE, OTHER, reviewed, "--detail", *AS_OF)
    assert (
        "The score of Brindlewick Police counts inspectors' levels, those of the others the "
        "forces' own: they are not alike." in joined(out)
    )


def test_a_result_holds_the_three_scores_and_can_be_made_again(
    reviewed: Path, tmp_path: Path, capfd: Capture
) -> None:
    bare, found = result_of(capfd, tmp_path, SAMPLE), result_of(capfd, tmp_path, SAMPLE, reviewed)
    (force,) = found["forces"]
    overall = force["overall"]
    assert (
        overall["score"]
        == overall["verified"]
        > overall["supported"]
        == bare["forces"][0]["overall"]["score"]
    )
    assert overall["reviewed"] == 1
    assert {check["assurance"] for check in force["checks"]} == {"verified"}
    assert force["verification"]["agreed"] is False
    assert [item["file"] for item in force["verification"]["reviews"]] == ["whole.xlsx"]
    assert found["digest"] != bare["digest"]
    target = tmp_path / "result.json"
    code, out, err = run(
        capfd, "replay", target, "--workbook", SAMPLE, "--workbook", reviewed, *AS_OF
    )
    assert code in (0, 1), err
    assert "differs" not in joined(out).replace("nothing differs", "")
    copy = target.rename(tmp_path / "first.json")
    again = result_of(capfd, tmp_path, copy)
    assert again["forces"][0]["overall"] == overall
    target = copy
    _, out, _ = run(capfd, "replay", target, "--workbook", SAMPLE, *AS_OF)
    assert "reviews" in joined(out)


def test_the_name_of_a_review_does_not_move_the_digest(
    reviewed: Path, tmp_path: Path, capfd: Capture
) -> None:
    one = result_of(capfd, tmp_path, SAMPLE, reviewed)["digest"]
    other = reviewed.rename(tmp_path / "renamed.xlsx")
    assert result_of(capfd, tmp_path, SAMPLE, other)["digest"] == one


def test_visit_takes_what_inspectors_saw_as_settled(reviewed: Path, capfd: Capture) -> None:
    _, out, _ = run(capfd, "visit", SAMPLE, reviewed, "--detail", *AS_OF)
    assert "judged" not in joined(out).split("Questions")[0].replace("misjudged", "")


@pytest.mark.parametrize("command", ["visit", "actions"])
def test_a_page_with_reviews_says_that_it_rests_on_them(
    tmp_path: Path, command: str, capfd: Capture
) -> None:
    filled_review("A", INV_01a=2).save(tmp_path / "a.xlsx")
    for more, expected in (
        ((), "own workbook."),
        ((tmp_path / "a.xlsx",), "own workbook and from the reviews of it that are given."),
    ):
        _, out, _ = run(capfd, command, SAMPLE, *more, "--detail", *AS_OF)
        assert expected in joined(out)


def test_explain_takes_reviews_by_an_option(reviewed: Path, capfd: Capture) -> None:
    _, out, _ = run(capfd, "explain", SAMPLE, "LEA-01a", "--review", reviewed, *AS_OF)
    assert "Inspectors: level 3 In place; that counts, worth 75." in joined(out)


def test_only_verified_answers_can_be_counted(tmp_path: Path, capfd: Capture) -> None:
    few = filled_review("A", LEA_01a=4, LEA_01b=4).save(tmp_path / "few.xlsx")
    result = result_of(capfd, tmp_path, SAMPLE, few, "--assurance", "verified")
    checks = {check["id"]: check for check in result["forces"][0]["checks"]}
    assert checks["LEA-01a"]["counted_level"] == 4
    assert checks["LEA-02a"]["counted_level"] is None
    assert checks["LEA-02a"]["set_aside"]


def test_an_agreed_review_stands_in_place_of_those_behind_it(
    tmp_path: Path, capfd: Capture
) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(whole_review())
    agreed = agreed_form(read_back(path)).save(tmp_path / "agreed.xlsx")
    _, out, _ = run(capfd, "score", SAMPLE, agreed, path, "--detail", *AS_OF)
    assert "(agreed, not signed off)" in joined(out)
