"""What a user sees of results as files: read in place of workbooks, made again, told apart."""

import json
import shutil
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from slavery_benchmark.pages.score.build import digest_of
from slavery_benchmark.shipped import shipped_folder
from tests.cli import running
from tests.cli.running import AS_OF as DAY
from tests.cli.running import SAMPLES

BRINDLEWICK = SAMPLES / "brindlewick.xlsx"
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(capfd: pytest.CaptureFixture[str]) -> Run:
    """Return what runs a command: its exit code, and what it wrote to stdout and to stderr."""
    return partial(running.run, capfd)


@pytest.fixture
def result(run: Run, tmp_path: Path) -> Path:
    """Return a result that was made of a sample workbook."""
    path = tmp_path / "brindlewick.json"
    assert run("score", str(BRINDLEWICK), "-o", str(path), *DAY)[0] == 0
    return path


def changed(path: Path, change: Callable[[dict[str, Any]], None]) -> Path:
    """Return the result after a change by hand."""
    data = json.loads(path.read_text(encoding="utf-8"))
    change(data)
    path.write_text(json.dumps(data), encoding="utf-8")
    return path


def seen(run: Run, path: Path, *options: str) -> list[tuple[str, str, str, str]]:
    """Return the differences that replay names, as (in, where, in the result, now)."""
    code, out, _ = run("replay", str(path), *options, "--format", "json")
    data = json.loads(out)
    assert code == (0 if data["same"] else 1)
    return [(d["kind"], d["where"], d["then"], d["now"]) for d in data["differences"]]


def odd(version: str, forces: object) -> str:
    """Return a result of which little is right."""
    data = {"schema_version": version, "forces": forces, "options": {}, "digest": ""}
    return json.dumps(data)


@pytest.mark.parametrize("command", ["score", "compare", "visit"])
def test_a_result_says_what_its_workbook_says(run: Run, command: str, result: Path) -> None:
    aldermoss = str(SAMPLES / "aldermoss.xlsx")
    other = [aldermoss] if command == "compare" else []
    from_workbook = run(command, str(BRINDLEWICK), *other, *DAY)
    from_result = run(command, str(result), *other, *DAY)
    assert from_result[0] == from_workbook[0]
    if command == "visit":  # the case numbers stay in the workbook
        assert "INV-01 " in from_result[1]
    else:
        assert from_result[1] == from_workbook[1]


def test_a_result_of_a_result_is_the_same(run: Run, result: Path, tmp_path: Path) -> None:
    again = tmp_path / "again.json"
    run("score", str(result), "-o", str(again), *DAY)
    assert again.read_bytes() == result.read_bytes()


def test_a_workbook_and_its_result_in_one_folder_count_once(
    run: Run, result: Path, tmp_path: Path
) -> None:
    shutil.copy(BRINDLEWICK, tmp_path)
    code, out, err = run("score", str(tmp_path), *DAY)
    assert code == 0
    assert result.parent == tmp_path
    assert out.count("Brindlewick Police (fictional)") == 1
    assert "submission-twice" not in err


def test_replay_says_that_a_result_is_the_same(run: Run, result: Path) -> None:
    code, out, _ = run("replay", str(result), "--workbook", str(BRINDLEWICK))
    assert code == 0
    said = " ".join(out.split())
    assert "The same: brindlewick.json comes out again from brindlewick.xlsx, " in said


def test_replay_without_a_workbook_scores_the_answers_again(run: Run, result: Path) -> None:
    code, out, _ = run("replay", str(result))
    assert code == 0
    assert "from the answers in it" in " ".join(out.split())


def test_replay_names_a_cell_that_was_changed(run: Run, result: Path, tmp_path: Path) -> None:
    book = openpyxl.load_workbook(BRINDLEWICK)
    sheet = book["Self-assessment"]
    cell = next(row[10] for row in sheet.iter_rows() if any(c.value == "INV-01a" for c in row))
    assert str(cell.value).startswith("4") or str(cell.value).startswith("3")
    cell.value = 1
    path = tmp_path / "changed.xlsx"
    book.save(path)
    found = seen(run, result, "--workbook", str(path))
    kinds = [item[0] for item in found]
    assert "workbook" in kinds
    levels = [item for item in found if item[0] == "answer" and item[1].endswith(", level")]
    assert [(where, now) for _, where, _, now in levels] == [
        (f"Self-assessment!{cell.coordinate} (INV-01a), level", "1")
    ]
    assert ("score", "overall, score") in [item[:2] for item in found]


def test_replay_names_a_weight_that_was_changed_in_the_criteria(
    run: Run, result: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "criteria"
    shutil.copytree(shipped_folder("criteria"), folder)
    file = folder / "framework.yaml"
    text = file.read_text(encoding="utf-8")
    assert "weight: 27" in text
    file.write_text(text.replace("weight: 27", "weight: 28"), encoding="utf-8")
    found = seen(run, result, "--workbook", str(BRINDLEWICK), "--criteria", str(folder))
    assert [item for item in found if item[0] == "criteria"] == [
        ("criteria", "themes[VIC].weight", "27.0", "28.0")
    ]


def test_replay_names_a_weight_that_was_changed_in_the_file(run: Run, result: Path) -> None:
    def heavier(data: dict[str, Any]) -> None:
        data["criteria"]["themes"][2]["weight"] = 28.0

    found = seen(run, changed(result, heavier))
    assert [item for item in found if item[0] == "criteria"] == [
        ("criteria", "themes[VIC].weight", "28.0", "27.0")
    ]


def test_replay_names_an_option_and_a_day(run: Run, result: Path) -> None:
    options = ("--assurance", "documented", "--as-of", "2026-12-01")
    found = seen(run, result, "--workbook", str(BRINDLEWICK), *options)
    assert ("option", "assurance", "asserted", "documented") in found
    assert ("day", "as_of", "2026-11-23", "2026-12-01") in found


def test_replay_names_an_option_that_was_changed_in_the_file(run: Run, result: Path) -> None:
    found = seen(run, changed(result, lambda data: data["options"].update(assurance="documented")))
    assert found[0][:2] == ("file", "digest")
    assert "score" in {item[0] for item in found}


def test_replay_names_another_version(run: Run, result: Path) -> None:
    found = seen(run, changed(result, lambda data: data.update(tool_version="0.0.9")))
    assert [item[:3] for item in found] == [("version", "tool_version", "0.0.9")]


def test_replay_names_a_score_that_was_changed_in_the_file(run: Run, result: Path) -> None:
    def better(data: dict[str, Any]) -> None:
        data["forces"][0]["overall"]["score"] = 99.0

    changed(result, better)
    code, out, _ = run("replay", str(result))
    assert code == 1
    assert "overall, score" in out
    assert ("score", "overall, score") in [item[:2] for item in seen(run, result)]


def test_replay_of_another_edition_uses_that_edition(run: Run, tmp_path: Path) -> None:
    first = next((SAMPLES / "cycles" / "2023-24").glob("*.xlsx"))
    path = tmp_path / "first.json"
    assert run("score", str(first), "--criteria", "2026.1", "-o", str(path), *DAY)[0] == 0
    code, out, _ = run("replay", str(path), "--workbook", str(first))
    assert code == 0, out
    assert "with edition 2026.1" in " ".join(out.split())


def test_replay_says_which_workbook_it_was_not_given(run: Run, result: Path) -> None:
    aldermoss = SAMPLES / "aldermoss.xlsx"
    found = seen(run, result, "--workbook", str(aldermoss))
    assert ("cover", "force", "Brindlewick Police", "Aldermoss Constabulary") in found


def test_an_edited_result_is_refused_and_taken_when_told(run: Run, result: Path) -> None:
    def higher(data: dict[str, Any]) -> None:
        data["forces"][0]["checks"][0]["level"] = 4

    changed(result, higher)
    code, out, err = run("score", str(result), *DAY)
    assert code == 3
    assert "the result was changed after it was written" in err
    assert "--allow-edited" in err
    assert "result-edited" in err
    code, out, err = run("score", str(result), "--allow-edited", *DAY)
    assert code == 0
    assert "Brindlewick" in out
    assert "its answers are taken as they stand" in err


def test_criteria_edited_in_a_result_are_noticed(run: Run, result: Path) -> None:
    def easier(data: dict[str, Any]) -> None:
        data["criteria"]["target"]["score"] = 10

    code, _, err = run("score", str(changed(result, easier)), *DAY)
    assert code == 3
    assert "found “its criteria”" in err


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("", "this is not a result that benchmark wrote"),
        ("[1, 2]", "found “other JSON”"),
        (odd("1.3", 3), "this is not a result that benchmark wrote"),
        (odd("9.0", []), "found “schema 9.0”; expected schema 1.3"),
        (odd("1.1", []), "found “schema 1.1”; expected schema 1.2"),
        ("[" * 100_000, "this is not a result that benchmark wrote"),
    ],
)
def test_what_is_no_result_is_refused(run: Run, content: str, said: str, tmp_path: Path) -> None:
    path = tmp_path / "odd.json"
    path.write_text(content, encoding="utf-8")
    for command in ("score", "replay"):
        code, _, err = run(command, str(path))
        assert code == 3
        assert said in err


def test_a_result_of_another_edition_is_refused_with_the_way_out(run: Run, tmp_path: Path) -> None:
    first = next((SAMPLES / "cycles" / "2023-24").glob("*.xlsx"))
    path = tmp_path / "first.json"
    run("score", str(first), "--criteria", "2026.1", "-o", str(path), *DAY)
    code, _, err = run("score", str(path), *DAY)
    assert code == 3
    assert "found “stolen-freedom 2026.1”; expected “stolen-freedom 2026.3”; name the other" in err
    assert run("score", str(path), "--criteria", "2026.1", *DAY)[0] == 0


def test_another_day_needs_the_workbook(run: Run, result: Path) -> None:
    code, _, err = run("replay", str(result), "--as-of", "2026-01-01")
    assert code == 2
    assert "--as-of needs --workbook" in err


def test_replay_under_another_edition_names_what_differs(run: Run, result: Path) -> None:
    found = seen(run, result, "--criteria", "2026.1")
    assert found[0] == ("edition", "framework.edition", "2026.3", "2026.1")
    assert any("criteria[INV-01].measures[INV-01m1]" in where for _, where, _, _ in found)


@pytest.mark.parametrize("changes", [[], [{"force": "Brindlewick Police", "nodes": []}]])
def test_a_result_of_the_schema_before_is_read_with_or_without_changes_in_it(
    run: Run, result: Path, changes: list[dict[str, Any]]
) -> None:
    page = run("score", str(result), *DAY)
    seal = json.loads(result.read_text(encoding="utf-8"))["digest"]

    def older(data: dict[str, Any]) -> None:
        data |= {"schema_version": "1.2", "own_baseline": changes}
        data["digest"] = digest_of(data)
        assert (data["digest"] == seal) is not bool(changes)

    changed(result, older)
    assert run("score", str(result), *DAY) == page
    code, _, err = run("replay", str(result))
    assert code == 0
    assert ("What it says of earlier submissions is not made again" in err) is bool(changes)

    def other(data: dict[str, Any]) -> None:
        data["own_baseline"] = [*changes, {"force": "another"}]

    changed(result, other)
    assert run("score", str(result), *DAY)[0] == 3, "what it says of then is sealed too"
    assert [where for _, where, _, _ in seen(run, result)] == ["digest"]


def test_a_result_without_a_submission_is_refused(run: Run, tmp_path: Path) -> None:
    first = next((SAMPLES / "cycles" / "2023-24").glob("*.xlsx"))
    path = tmp_path / "empty.json"
    latest = ["--criteria", str(shipped_folder("criteria"))]
    assert run("score", str(first), *latest, "-o", str(path), *DAY)[0] == 3
    for command in ("score", "progress", "explain"):
        code, _, err = run(command, str(path), *DAY)
        assert code == 3
        assert f"found “no submission ({first.name} could not be used)”" in err


def test_another_output_of_benchmark_is_told_from_a_result(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "levers.json"
    run("explain", str(BRINDLEWICK), "--levers", "-o", str(path), *DAY)
    code, _, err = run("score", str(path), *DAY)
    assert code == 3
    assert "found “another output of benchmark than that of score”" in err


@pytest.mark.parametrize("inside", ["at", "within"])
def test_a_result_with_the_former_words_of_positions_is_read_alike(
    run: Run, result: Path, inside: str
) -> None:
    data = json.loads(result.read_text(encoding="utf-8"))
    formerly: set[str] = set()
    for force in data["forces"]:
        lists = (force[name] for name in ("themes", "criteria", "checks", "measures"))
        for node in (force["overall"], *(node for nodes in lists for node in nodes)):
            if node["position"] == "no better":
                bottom = node["baseline_low"]
                ends = node["low"] < bottom, node["high"] < bottom
                words = {(False, False): inside, (True, True): "below"}
                node["position"] = words.get(ends, "not certain")
                formerly.add(node["position"])
    assert formerly == {inside, "below"}
    result.write_text(json.dumps(data), encoding="utf-8")
    assert run("replay", str(result))[0] == 0
    code, out, _ = run("score", str(result), "--format", "json", *DAY)
    assert code == 0
    told = json.loads(out)
    assert told["digest"] == data["digest"]
    assert {node["position"] for node in told["forces"][0]["criteria"]} == {"no better", "above"}
