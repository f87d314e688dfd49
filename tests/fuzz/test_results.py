"""Results that the fuzzer broke the tool with: each is refused in a sentence."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.running import AS_OF, joined, run
from tests.fuzz.bases import result

Steps = tuple[str | int, ...]
FORCE: Steps = ("forces", 0)


def changed(path: Path, steps: Steps, value: object) -> Path:
    data = json.loads(result())
    inner: Any = data
    for step in steps[:-1]:
        inner = inner[step]
    inner[steps[-1]] = value
    path.write_text(json.dumps(data))
    return path


@pytest.mark.parametrize("value", ["\x1b[2JKent", "Kent \u202eetoN", "Kent\x9b2J", "Kent\x00"])
@pytest.mark.parametrize(
    "steps",
    [
        (*FORCE, "force"),
        (*FORCE, "source", "file"),
        (*FORCE, "checks", 0, "evidence"),
        ("criteria", "identity", "title"),
        ("criteria", "themes", 0, "criteria", 0, "good"),
    ],
)
def test_a_result_with_terminal_escapes_or_reordering_marks(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], steps: Steps, value: str
) -> None:
    path = changed(tmp_path / "result.json", steps, value)
    for command in (["score", path, "--allow-edited", *AS_OF], ["replay", path]):
        code, out, err = run(capfd, *command)
        assert code == 3
        assert out == ""
        assert "text with control characters" in joined(err)


@pytest.mark.parametrize(
    ("steps", "value"),
    [
        ((*FORCE, "problems", 0, "code"), "nonsense"),
        ((*FORCE, "problems", 0, "severity"), "nonsense"),
        ((*FORCE, "checks", 0, "id"), "XXX-01a"),
        ((*FORCE, "checks", 0, "state"), "nonsense"),
        ((*FORCE, "measures", 0, "id"), "XXX-01m1"),
        ((*FORCE, "checks"), []),
        ((*FORCE, "themes"), []),
        (("options", "assurance"), "nonsense"),
    ],
)
def test_a_result_that_names_what_there_is_not(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], steps: Steps, value: object
) -> None:
    path = changed(tmp_path / "result.json", steps, value)
    for command in (["score", path, "--allow-edited", *AS_OF], ["replay", path]):
        code, out, err = run(capfd, *command)
        assert code == 3, command
        assert out == ""
        assert "[result-unreadable]" in joined(err)
