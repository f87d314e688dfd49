"""An attack: nothing that inspectors wrote reaches a force or the public, nor that they wrote.

What they agreed is told to the force, and to the public once it is signed off: levels alone.
"""

import zipfile
from pathlib import Path

import pytest

from slavery_benchmark.forms.review import layout
from tests.cli.running import AS_OF, SAMPLES, run
from tests.forms.replies import SECRETS, signed_content
from tests.forms.reviews import SAMPLE, agreed_form, filled_review, read_back

Capture = pytest.CaptureFixture[str]
SECRET = "Zanzibar"  # noqa: S105 - the secret of this test
OTHER = SAMPLES / "aldermoss.xlsx"
VIEWS = (["--view", "public"], ["--view", "force", "--force", "Brindlewick"])
LEVELS = {"LEA_01a": 0, "LEA_01b": 4, "VIC_04a": 0, "INV_01a": 2}


def secret_review(folder: Path) -> Path:
    """Return a review in which every cell to be filled in, and its name, holds a secret."""
    made = filled_review(f"{SECRET}-label", **LEVELS)
    for check in LEVELS:
        made.put(layout.REVIEW_SHEET, check.replace("_", "-"), layout.SEEN, f"{SECRET} seen")
        made.put(layout.REVIEW_SHEET, check.replace("_", "-"), layout.NOTE, f"{SECRET} note")
    made.put(layout.REVIEW_SHEET, "VIC-01a", layout.LEVEL, f"{SECRET} level")
    made.put(layout.REVIEW_SHEET, "VIC-01b", layout.CONFIDENCE, f"{SECRET} confidence")
    cases = made.sheet(layout.CASES_SHEET)
    place = made.top(layout.CASES_SHEET)[layout.FILE_SAYS]
    for row in range(5, cases.max_row + 1):
        cases.cell(row, place).value = f"{SECRET} file"
    notes = made.sheet(layout.NOTES_SHEET)
    for column in range(1, 4):
        notes.cell(5, column).value = f"{SECRET} {column}"
    made.put_line(layout.ROLE, f"{SECRET} role", layout.SIGN_SHEET)
    return made.save(folder / f"{SECRET}-review.xlsx")


def text_of(path: Path) -> str:
    """Return everything in a file, that of a workbook unpacked."""
    if path.suffix != ".xlsx":
        return path.read_text(encoding="utf-8")
    with zipfile.ZipFile(path) as parts:
        names = [name for name in parts.namelist() if not name.startswith("docProps")]
        return "\n".join(f"{name}\n{parts.read(name).decode(errors='replace')}" for name in names)


def written(capfd: Capture, target: Path, command: str, *arguments: object) -> str:
    code, _, err = run(capfd, command, *arguments, "-o", target, "--overwrite", *AS_OF)
    assert target.exists(), (code, err)
    return text_of(target)


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize(("command", "suffix"), [("report", ".md"), ("export", ".xlsx")])
def test_a_page_is_the_same_with_and_without_reviews(
    tmp_path: Path, capfd: Capture, view: list[str], command: str, suffix: str
) -> None:
    review, target = secret_review(tmp_path), tmp_path / f"page{suffix}"
    files = (SAMPLE, OTHER)
    before = written(capfd, target, command, *files, *view)
    after = written(capfd, target, command, *files, review, *view)
    assert SECRET not in after
    assert after == before


@pytest.mark.parametrize("view", VIEWS)
def test_a_result_with_reviews_in_it_tells_no_more(
    tmp_path: Path, capfd: Capture, view: list[str]
) -> None:
    review, result = secret_review(tmp_path), tmp_path / "result.json"
    target = tmp_path / "page.md"
    run(capfd, "score", SAMPLE, review, "-o", result, *AS_OF)
    assert '"verified_level":4' in result.read_text().replace(" ", "")
    page = written(capfd, target, "report", result, *view)
    assert SECRET not in page
    assert "nspector gave" not in page.replace("an inspector gave it a level", "")
    assert "verified by" not in page


def test_what_was_agreed_is_told_to_the_force_by_its_levels_and_not_to_the_public(
    tmp_path: Path, capfd: Capture
) -> None:
    review = read_back(secret_review(tmp_path))
    form = agreed_form(review)
    form.put(layout.AGREE_SHEET, "LEA-01b", layout.REASON, f"{SECRET} reason")
    form.put(layout.AGREE_SHEET, "LEA-01b", layout.BY, f"{SECRET} role")
    agreed = form.save(tmp_path / f"{SECRET}-agreed.xlsx")
    target = tmp_path / "page.md"
    public, own = (written(capfd, target, "report", SAMPLE, agreed, *view) for view in VIEWS)
    bare = written(capfd, target, "report", SAMPLE, *VIEWS[0])
    assert SECRET not in own
    assert "Inspectors gave levels to" in own
    assert public == bare


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize(("command", "suffix"), [("report", ".md"), ("export", ".xlsx")])
def test_what_is_signed_off_is_told_to_all_and_no_note_of_it(
    tmp_path: Path, capfd: Capture, view: list[str], command: str, suffix: str
) -> None:
    signed = tmp_path / f"{SECRET}-final.xlsx"
    signed.write_bytes(signed_content())
    page = written(capfd, tmp_path / f"page{suffix}", command, SAMPLE, signed, *view)
    assert "verified" in page
    for secret in (SECRET, "The order was seen", "Chief inspector", *SECRETS.values()):
        assert secret not in page
