"""Returns of an edition under another framework that asks the same: every page says so."""

import json
import shutil
from pathlib import Path

import pytest

from tests.cli.running import AS_OF, SAMPLES, earlier_return, joined, run
from tests.cli.test_changed_framework import copied

Capture = pytest.CaptureFixture[str]
SOUND = SAMPLES / "aldermoss.xlsx"
WHAT_IF = (
    "What if: returns made for stolen-freedom 2026.3 are scored here under heavier 1, which asks "
    "the same questions."
)


@pytest.fixture(scope="module")
def heavier(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A framework of its own name with the shipped questions, and one other weight."""
    folder = copied(tmp_path_factory.mktemp("heavier") / "criteria", "weight: 12", "weight: 60")
    path = folder / "framework.yaml"
    text = path.read_text(encoding="utf-8").replace("id: stolen-freedom", "id: heavier", 1)
    path.write_text(text.replace('edition: "2026.3"', 'edition: "1"', 1), encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    ("command", "suffix"),
    [
        (("score",), "txt"),
        (("compare", SOUND, SAMPLES / "brindlewick.xlsx"), "md"),
        (("visit",), "txt"),
        (("explain",), "txt"),
        (("report",), "html"),
        (("report", "--view", "public"), "html"),
    ],
    ids=str,
)
def test_every_page_says_what_the_returns_were_made_for(
    heavier: Path, tmp_path: Path, capfd: Capture, command: tuple[object, ...], suffix: str
) -> None:
    name, *more = command
    files = [item for item in more if isinstance(item, Path)] or [SOUND]
    rest = [item for item in more if not isinstance(item, Path)]
    output = tmp_path / f"page.{suffix}"
    code, _, err = run(capfd, name, *files, *rest, "--criteria", heavier, "-o", output, *AS_OF)
    assert code < 2, err
    assert WHAT_IF in joined(output.read_text(encoding="utf-8"))


def test_changes_over_time_say_it(heavier: Path, tmp_path: Path, capfd: Capture) -> None:
    before = earlier_return(tmp_path / "before.xlsx")
    options = ("--criteria", heavier, *AS_OF)
    _, out, err = run(capfd, "progress", before, SOUND, *options)
    assert WHAT_IF in joined(out), err
    _, out, _ = run(capfd, "progress", before, SOUND, "--format", "json", *options)
    cycle = json.loads(out)["forces"][0]["cycles"][0]
    assert cycle["framework"]["made_for"] == "stolen-freedom 2026.3"


def test_a_result_says_it_and_is_read_again(heavier: Path, tmp_path: Path, capfd: Capture) -> None:
    result = tmp_path / "result.json"
    run(capfd, "score", SOUND, "--criteria", heavier, "-o", result, *AS_OF)
    first = json.loads(result.read_text(encoding="utf-8"))
    assert first["framework"]["made_for"] == "stolen-freedom 2026.3"
    assert first["framework"]["changed"] is False
    _, out, err = run(capfd, "score", result, "--criteria", heavier, "--format", "json", *AS_OF)
    again = json.loads(out)
    assert again["framework"]["made_for"] == "stolen-freedom 2026.3", err
    assert again["digest"] == first["digest"]
    shipped = json.loads(run(capfd, "score", SOUND, "--format", "json", *AS_OF)[1])
    assert shipped["framework"]["made_for"] is None
    scores = [item["forces"][0]["overall"]["score"] for item in (first, shipped)]
    assert scores[0] != scores[1]


def test_other_questions_are_refused_with_the_edition_to_name(
    heavier: Path, tmp_path: Path, capfd: Capture
) -> None:
    other = tmp_path / "other"
    shutil.copytree(heavier, other)
    for path in heavier.glob("*.yaml"):
        text = path.read_text(encoding="utf-8")
        if path.name == "LEA.yaml":
            text = text.replace("question: >-\n", "question: >-\n          Do you know:\n", 1)
        (other / path.name).write_text(text, encoding="utf-8")
    code, _, err = run(capfd, "score", SOUND, "--criteria", other, *AS_OF)
    assert code == 3
    assert "the workbook was made for another edition: found “stolen-freedom 2026.3”" in joined(err)
    assert "name its edition (--criteria 2026.3) or its folder with --criteria" in joined(err)
    assert run(capfd, "score", SOUND, "--criteria", "2026.3", *AS_OF)[0] < 2
