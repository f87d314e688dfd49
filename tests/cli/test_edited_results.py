"""A result that was changed after it was written: every page and file made from it says so."""

import json
from pathlib import Path

import openpyxl
import pytest

from tests.cli.running import AS_OF, SAMPLES, joined, run

SAID = "was changed after it was written; its answers are taken as they stand."


@pytest.fixture
def edited(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> Path:
    path = tmp_path / "edited.json"
    run(capfd, "score", SAMPLES / "foxglove-vale.xlsx", "-o", path, *AS_OF)
    result = json.loads(path.read_text(encoding="utf-8"))
    answer = next(item for item in result["forces"][0]["checks"] if item["level"] == 1)
    answer["level"] = 2
    path.write_text(json.dumps(result), encoding="utf-8")
    return path


@pytest.mark.parametrize("command", ["score", "compare", "explain", "visit", "actions"])
@pytest.mark.parametrize("form", ["table", "markdown"])
def test_every_page_says_so(
    edited: Path, capfd: pytest.CaptureFixture[str], command: str, form: str
) -> None:
    beside = [SAMPLES / "aldermoss.xlsx"] if command == "compare" else []
    _, out, _ = run(capfd, command, edited, *beside, "--allow-edited", "--format", form, *AS_OF)
    named = command in ("compare", "explain")  # the force stands in the title of an explanation
    head = joined(out if named else out.split("Foxglove Vale")[0])
    assert f"edited.json {SAID}" in head


@pytest.mark.parametrize("command", ["export", "explain", "visit", "actions"])
def test_every_workbook_says_so_on_its_cover(
    edited: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str], command: str
) -> None:
    made = tmp_path / "made.xlsx"
    more = ["--levers"] if command == "explain" else []
    run(capfd, command, edited, *more, "--allow-edited", "-o", made, *AS_OF)
    rows = openpyxl.load_workbook(made).worksheets[0].iter_rows(values_only=True)
    assert SAID in joined(" ".join(str(value) for row in rows for value in row if value))


@pytest.mark.parametrize("command", ["explain", "visit", "actions"])
def test_json_says_so_in_its_standing(
    edited: Path, capfd: pytest.CaptureFixture[str], command: str
) -> None:
    more = ["--levers"] if command == "explain" else []
    _, out, _ = run(capfd, command, edited, *more, "--allow-edited", "--format", "json", *AS_OF)
    assert SAID in json.loads(out)["standing"]


def test_two_are_named_in_one_sentence(
    edited: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    other = tmp_path / "other.json"
    run(capfd, "score", SAMPLES / "brindlewick.xlsx", "-o", other, *AS_OF)
    text = other.read_text(encoding="utf-8").replace('"level": 2,', '"level": 1,', 1)
    other.write_text(text, encoding="utf-8")
    _, out, _ = run(capfd, "actions", edited, other, "--allow-edited", *AS_OF)
    assert "other.json were changed after they were written; their answers" in joined(out)


def test_an_untouched_result_is_not_said_to_be_edited(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "kept.json"
    run(capfd, "score", SAMPLES / "aldermoss.xlsx", "-o", path, *AS_OF)
    _, out, _ = run(capfd, "explain", path, "--allow-edited", *AS_OF)
    assert "changed after" not in out
