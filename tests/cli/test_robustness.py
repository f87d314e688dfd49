"""compare --robustness, from the command line: every format, the same draws again, and refusals."""

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from tests.cli.running import AS_OF, SAMPLES, run
from tests.schemas.make import RESULT_SCHEMA

FILES = [SAMPLES / name for name in ("aldermoss.xlsx", "elderquay.ods", "cobblemarsh.xlsx")]
FEW = ["--draws", "20"]
Capture = pytest.CaptureFixture[str]


def result(capfd: Capture, *arguments: str) -> dict[str, Any]:
    code, out, err = run(
        capfd, "compare", *FILES, "--robustness", *FEW, "--format", "json", *arguments, *AS_OF
    )
    assert code in (0, 1), err
    loaded: dict[str, Any] = json.loads(out)
    return loaded


def test_what_was_drawn_is_in_the_result(capfd: Capture) -> None:
    found = result(capfd, "--seed", "5", "--factor", "0.1", "--swap", "aldermoss constabulary",
                   "Elderquay Police")  # fmt: skip
    jsonschema.validate(found, json.loads(RESULT_SCHEMA.read_text(encoding="utf-8")))
    assert {key: found["options"][key] for key in ("draws", "seed", "factor")} == {
        "draws": 20, "seed": 5, "factor": 0.1
    }  # fmt: skip
    held = found["comparison"]["robustness"]
    assert (held["draws"], held["seed"], held["factor"]) == (20, 5, 0.1)
    assert [item["force"] for item in held["ranks"]][:2] == [
        "Aldermoss Constabulary", "Elderquay Police"
    ]  # fmt: skip
    assert held["asked"]["weight"] == "UND-02"


def test_replay_draws_again_and_says_what_differs(capfd: Capture, tmp_path: Path) -> None:
    path = tmp_path / "order.json"
    found = result(capfd)
    assert found["comparison"]["robustness"]["seed"] == 1, "unless another is asked for"
    path.write_text(json.dumps(found), encoding="utf-8")
    assert run(capfd, "replay", str(path))[0] == 0
    data = json.loads(path.read_text(encoding="utf-8"))
    data["comparison"]["robustness"]["ranks"][0]["median"] = 3
    path.write_text(json.dumps(data), encoding="utf-8")
    code, out, _ = run(capfd, "replay", str(path))
    assert code == 1
    assert "robustness of Aldermoss Constabulary, median" in " ".join(out.split())


@pytest.mark.parametrize("suffix", ["html", "md", "csv", "txt", "xlsx"])
def test_every_format_has_it(capfd: Capture, tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"order.{suffix}"
    run(capfd, "compare", *FILES, "--robustness", *FEW, "-o", str(path), *AS_OF)
    if suffix == "xlsx":
        import openpyxl

        book = openpyxl.load_workbook(path)
        assert "Robustness" in book.sheetnames
        assert "Ranks otherwise" in book.sheetnames
        return
    text = path.read_text(encoding="utf-8-sig")
    if suffix == "csv":
        kinds = [line.partition(",")[0] for line in text.splitlines()]
        assert (kinds.count("robustness"), kinds.count("swap")) == (2, 1)
        return
    assert "How far the order holds under other weights" in text
    assert "Aldermoss Constabulary is first in 95%" in " ".join(text.split())
    if suffix == "html":
        assert "rank with the weights as they are" in text, "the picture of rank intervals"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--draws", "5"], "--draws needs --robustness."),
        (["--swap", "Aldermoss Constabulary", "Elderquay Police"], "--swap needs --robustness."),
        (["--robustness", "--factor", "1"], "Invalid value for '--factor'"),
        (["--robustness", "--swap", "Aldermos Constabulary", "Elderquay Police"],
         "--swap 'Aldermos Constabulary' names no force of this run."),
        (["--robustness", "--swap", "Cobblemarsh Constabulary", "Elderquay Police"],
         "Cobblemarsh Constabulary has no overall position, and so no rank."),
        (["--robustness", "--swap", "Elderquay Police", "Elderquay Police"],
         "--swap names one force twice."),
    ],
)  # fmt: skip
def test_what_cannot_be_asked_is_said(capfd: Capture, arguments: list[str], said: str) -> None:
    code, _, err = run(capfd, "compare", *FILES, *arguments, *AS_OF)
    assert code == 2
    assert said in " ".join(err.split())


def test_two_forces_with_a_rank_are_needed(capfd: Capture) -> None:
    two = [FILES[0], FILES[2]]
    code, _, err = run(capfd, "compare", *two, "--robustness", *AS_OF)
    assert code == 2
    assert "--robustness needs two forces with an overall position" in " ".join(err.split())
