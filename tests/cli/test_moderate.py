"""benchmark moderate: what is said of reviews side by side, and which are refused."""

from pathlib import Path

import pytest

from slavery_benchmark.forms.review import layout
from tests.cli.running import AS_OF, joined, run
from tests.forms.reviews import FormFile, blank_review, filled_review, read_agreement

Capture = pytest.CaptureFixture[str]


def two(folder: Path) -> tuple[Path, Path]:
    """Write two reviews that differ; return their paths."""
    one = filled_review("A", INV_01a=0, INV_01b=3, INV_02a=2, VIC_01a=1, VIC_02a=2)
    other = filled_review("B", INV_01a=4, INV_01b=1, INV_02a=2, VIC_01a=2, POW_01a=1)
    return one.save(folder / "a.xlsx"), other.save(folder / "b.xlsx")


def test_five_lines_say_how_far_reviewers_agree(tmp_path: Path, capfd: Capture) -> None:
    target = tmp_path / "agreed.xlsx"
    code, out, err = run(capfd, "moderate", *two(tmp_path), "-o", target, *AS_OF)
    assert (code, joined(err)) == (0, f"Wrote {target}.")
    assert out.splitlines() == [
        "Brindlewick Police (fictional), 1 April 2025 to 31 March 2026: 2 reviews (A, B).",
        "53 checks: 4 reviewed by all, 2 by some, 47 by nobody.",
        "Reviewed by all: 1 on one level, 1 one level apart, 2 further apart.",
        "Furthest apart: INV-01a (0, 4); INV-01b (3, 1); VIC-01a (1, 2).",
        "To agree: 3 levels, 2 of them with a reason; the others are filled in.",
    ]
    assert read_agreement(target).levels == {"INV-02a": 2, "VIC-02a": 2, "POW-01a": 1}


def test_one_review_alone_can_be_agreed(tmp_path: Path, capfd: Capture) -> None:
    one, _ = two(tmp_path)
    code, out, _ = run(capfd, "moderate", one, "-o", tmp_path / "agreed.xlsx", *AS_OF)
    assert code == 0
    assert out.splitlines()[1:] == [
        "5 of 53 checks have a level; the others were not looked into.",
        "The levels are filled in: agree them as they are, or say why another is right.",
    ]


def test_two_reviews_by_one_reviewer_are_refused(tmp_path: Path, capfd: Capture) -> None:
    one, other = two(tmp_path)
    form = FormFile(other.read_bytes())
    form.put_line(layout.REVIEWER, "a")
    form.save(other)
    target = tmp_path / "agreed.xlsx"
    code, out, err = run(capfd, "moderate", one, other, "-o", target, *AS_OF)
    assert (code, out, target.exists()) == (3, "", False)
    assert joined(err) == (
        f"{other.name}: unusable: two reviews are by one reviewer, so they are not two views: "
        f"found “a, also in {one.name}”; expected another reviewer in each. [reviewer-twice]"
    )


def test_another_return_and_a_changed_one_are_not_mixed_up(tmp_path: Path, capfd: Capture) -> None:
    one, other = two(tmp_path)
    target = tmp_path / "agreed.xlsx"
    form = FormFile(other.read_bytes())
    form.put_line(layout.RETURN_DIGEST, "ab" * 32)
    form.save(other)
    code, _, err = run(capfd, "moderate", one, other, "-o", target, *AS_OF)
    assert (code, target.exists()) == (3, False)
    assert (
        "the reviews are of one force and period, but of different files of its return: found "
        "“Brindlewick Police, brindlewick.xlsx, digest abababababab…”" in joined(err)
    )
    form.put_line(layout.FORCE_CODE, "fictional-aldermoss")
    form.put_line(layout.FORCE, "Aldermoss Constabulary (fictional)")
    form.save(other)
    code, _, err = run(capfd, "moderate", one, other, "-o", target, *AS_OF)
    assert code == 3
    assert "the reviews are not all of one return: found “Aldermoss Constabulary" in joined(err)


def test_problems_of_a_review_are_said_and_the_rest_is_used(tmp_path: Path, capfd: Capture) -> None:
    one, other = two(tmp_path)
    form = FormFile(other.read_bytes())
    cell = form.put(layout.REVIEW_SHEET, "INV-02a", layout.LEVEL, "six")
    form.save(other)
    code, out, err = run(capfd, "moderate", one, other, "-o", tmp_path / "agreed.xlsx", *AS_OF)
    assert code == 1
    assert f"{other.name}: {cell}: error: the level is not on the scale" in joined(err)
    assert "53 checks: 3 reviewed by all" in out


def test_what_is_no_review_is_refused(tmp_path: Path, capfd: Capture) -> None:
    blank, target = tmp_path / "blank.xlsx", tmp_path / "agreed.xlsx"
    blank.write_bytes(blank_review(""))
    code, _, err = run(capfd, "moderate", blank, tmp_path / "none.xlsx", "-o", target)
    assert (code, target.exists()) == (3, False)
    assert "the review does not say whose it is" in joined(err)
    assert "none.xlsx: unusable: no such file or folder" in joined(err)
    code, _, err = run(capfd, "moderate", blank, "-o", tmp_path / "agreed.csv")
    assert code == 2
    assert "a form is an .xlsx; end the name so." in joined(err)
