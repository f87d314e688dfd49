"""A framework that bears the name of a shipped edition, with other content: every page says so."""

import json
from pathlib import Path

import pytest

from slavery_benchmark.shipped import shipped_folder
from tests.cli.running import AS_OF, SAMPLES, joined, run

Capture = pytest.CaptureFixture[str]
CHANGED = "changed: not the shipped edition"
SOUND = SAMPLES / "aldermoss.xlsx"


def copied(folder: Path, old: str = "", new: str = "") -> Path:
    """Copy the shipped criteria without their editions; the first `old` becomes `new`."""
    (folder / "modules").mkdir(parents=True)
    shipped = shipped_folder("criteria")
    for path in (*shipped.glob("*.*"), *shipped.glob("modules/*.*")):
        if path.suffix in (".yaml", ".csv"):
            text = path.read_text(encoding="utf-8")
            if path.name == "framework.yaml":
                text = text.replace(old, new, 1)
                text = text[: text.index("lineage:")] if "lineage:" in text else text
            (folder / path.relative_to(shipped)).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def changed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the shipped criteria, one weight in which is another."""
    return copied(tmp_path_factory.mktemp("changed") / "criteria", "weight: 12", "weight: 13")


@pytest.mark.parametrize(
    ("command", "suffix"),
    [
        (("score",), "txt"),
        (("score",), "md"),
        (("compare", SOUND, SAMPLES / "brindlewick.xlsx"), "txt"),
        (("visit",), "txt"),
        (("explain", "LEA-01"), "txt"),
        (("explain", "--levers"), "txt"),
        (("progress", SAMPLES / "cycles"), "txt"),
        (("report",), "html"),
        (("report", "--view", "public"), "html"),
    ],
    ids=str,
)
def test_every_page_says_that_an_edition_was_changed(
    changed: Path, tmp_path: Path, capfd: Capture, command: tuple[object, ...], suffix: str
) -> None:
    name, *more = command
    files = [item for item in more if isinstance(item, Path)] or [SOUND]
    rest = [item for item in more if not isinstance(item, Path)]
    output = tmp_path / f"page.{suffix}"
    options = ("--criteria", changed, "-o", output, *AS_OF)
    code, _, err = run(capfd, name, *files, *rest, *options)
    assert code != 2, err
    assert CHANGED in joined(output.read_text(encoding="utf-8"))


def test_the_screen_and_the_criteria_say_it_too(changed: Path, capfd: Capture) -> None:
    assert CHANGED in joined(run(capfd, "score", SOUND, "--criteria", changed, *AS_OF)[1])
    assert CHANGED in joined(run(capfd, "criteria", "check", changed)[1])
    assert CHANGED in joined(run(capfd, "criteria", "list", "--criteria", changed)[1])
    assert CHANGED in joined(run(capfd, "criteria", "show", "LEA-01", "--criteria", changed)[1])


def test_a_result_has_it_as_a_field_and_keeps_it_when_it_is_read(
    changed: Path, tmp_path: Path, capfd: Capture
) -> None:
    result = tmp_path / "result.json"
    run(capfd, "score", SOUND, "--criteria", changed, "-o", result, *AS_OF)
    assert json.loads(result.read_text(encoding="utf-8"))["framework"]["changed"] is True
    again = run(capfd, "score", result, "--criteria", changed, "--format", "json", *AS_OF)[1]
    assert json.loads(again)["framework"]["changed"] is True
    assert json.loads(again)["digest"] == json.loads(result.read_text(encoding="utf-8"))["digest"]
    shipped = run(capfd, "score", SOUND, "--format", "json", *AS_OF)[1]
    assert json.loads(shipped)["framework"]["changed"] is False


def test_an_edition_as_it_is_shipped_is_not_changed_wherever_it_lies(
    tmp_path: Path, capfd: Capture
) -> None:
    own = copied(tmp_path / "own", "edition: ", "edition: own-")
    assert CHANGED not in joined(run(capfd, "criteria", "check", own)[1])
    earlier = run(capfd, "criteria", "check", shipped_folder("criteria") / "editions" / "2026.1")
    assert CHANGED not in joined(earlier[1])
