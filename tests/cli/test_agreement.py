"""benchmark agreement, and other commands that are given reviews among their files."""

import json
from pathlib import Path

import pytest

from tests.cli.running import AS_OF, joined, run
from tests.forms.reviews import SAMPLE, agreed_form, filled_review, reviewed

Capture = pytest.CaptureFixture[str]
LEVELS = {"LEA_01a": 0, "LEA_01b": 1, "VIC_04a": 1, "INV_01a": 2}


def filled(folder: Path, reviewer: str = "A", **levels: int) -> Path:
    return filled_review(reviewer, **(levels or LEVELS)).save(folder / f"{reviewer}.xlsx")


def test_reviews_are_set_beside_their_return(tmp_path: Path, capfd: Capture) -> None:
    one, other = filled(tmp_path), filled(tmp_path, "B", LEA_01a=1, LEA_01b=1, VIC_04a=1)
    code, out, err = run(capfd, "agreement", SAMPLE, one, other, *AS_OF)
    assert code == 0, err
    assert "Inspectors agree with the force on 3 of 7 levels" in joined(out)
    assert "Inspectors agree among themselves on 2 of 3 pairs" in joined(out)


@pytest.mark.parametrize("suffix", [".json", ".csv", ".md", ".html", ".xlsx", ".txt"])
def test_every_format_holds_it(tmp_path: Path, capfd: Capture, suffix: str) -> None:
    target = tmp_path / f"agreement{suffix}"
    code, _, err = run(capfd, "agreement", SAMPLE, filled(tmp_path), "-o", target, *AS_OF)
    assert code == 0, err
    assert target.stat().st_size > 500


def test_a_review_without_its_return_is_said(tmp_path: Path, capfd: Capture) -> None:
    code, out, err = run(capfd, "agreement", filled(tmp_path), *AS_OF)
    assert (code, out) == (3, "")
    assert "the return that a review is about is not among the files" in joined(err)
    assert "There is no review of a return among the files" in joined(err)


def test_a_return_alone_has_nothing_to_agree_with(capfd: Capture) -> None:
    code, out, err = run(capfd, "agreement", SAMPLE, *AS_OF)
    assert (code, out) == (3, "")
    assert "There is no review of a return among the files: benchmark review" in joined(err)


def test_an_agreed_review_is_what_a_force_is_held_against(tmp_path: Path, capfd: Capture) -> None:
    form = agreed_form(reviewed(tmp_path, "A", **LEVELS))
    agreed = form.save(tmp_path / "agreed.xlsx")
    target = tmp_path / "out.json"
    code, _, err = run(capfd, "agreement", SAMPLE, agreed, "-o", target, *AS_OF)
    assert code == 0, err
    assert "agreed" in json.dumps(json.loads(target.read_text()))
