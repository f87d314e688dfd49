"""The folders that lead to a file stand on the terminal of whoever names it, and in no output."""

import json
import shutil
from pathlib import Path, PurePosixPath, PureWindowsPath

import pytest

from slavery_benchmark.input_files import names_of
from tests.cli.running import AS_OF, SAMPLES, run
from tests.cli.test_case_privacy import written

PERSON = "jane.marker"
EARLIER = SAMPLES / "cycles" / "2024-25" / "gorsemere.xlsx"
LATER = SAMPLES / "cycles" / "2025-26" / "gorsemere.xlsx"


@pytest.mark.parametrize(
    ("paths", "names"),
    [
        (["/home/jane/a.xlsx", "/home/jane/b.xlsx"], ["a.xlsx", "b.xlsx"]),
        (["/home/jane/2025/a.xlsx", "2026/a.xlsx"], ["2025/a.xlsx", "2026/a.xlsx"]),
        (["/home/jane/a.xlsx", "/home/john/A.xlsx"], ["a.xlsx", "A (2).xlsx"]),
        (["x/2025/a.xlsx", "y/2025/a.xlsx"], ["2025/a.xlsx", "2025/a (2).xlsx"]),
        (["a.xlsx", "../a.xlsx", "a (2).xlsx"], ["a.xlsx", "a (2).xlsx", "a (2) (2).xlsx"]),
    ],
)  # fmt: skip
def test_files_of_one_name_stay_apart(paths: list[str], names: list[str]) -> None:
    assert names_of([PurePosixPath(path) for path in paths]) == names


def test_a_home_on_windows_is_one_too() -> None:
    paths = [PureWindowsPath(rf"C:\Users\{name}\a.xlsx") for name in ("jane", "john")]
    assert names_of(paths) == ["a.xlsx", "a (2).xlsx"]


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of a person: two cycles of one force under one name, and two files of no use."""
    folder = tmp_path_factory.mktemp("home") / PERSON
    for year, source in (("2025", EARLIER), ("2026", LATER)):
        (folder / year).mkdir(parents=True)
        shutil.copy(source, folder / year / "gorsemere.xlsx")
        (folder / year / "broken.xlsx").write_bytes(b"no workbook")
    (folder / "2026" / "beside.csv").write_bytes(b"x")
    return folder


@pytest.mark.parametrize(
    ("command", "suffix"),
    [
        *(("score", suffix) for suffix in ("json", "csv", "md", "xlsx", "txt", "parquet")),
        *(("check", suffix) for suffix in ("json", "html", "parquet")),
        *(("compare", "json"), ("visit", "json"), ("progress", "json"), ("actions", "xlsx")),
    ],
)
def test_no_output_holds_the_path(
    home: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str], command: str, suffix: str
) -> None:
    target = tmp_path / f"x.{suffix}"
    code, _, err = run(capfd, command, home / "2025", home / "2026", "-o", target, *AS_OF)
    assert code == 3, err
    for name, content in written(tmp_path):
        assert PERSON.encode() not in content, name
    assert f"{home / '2026' / 'broken.xlsx'}: unusable: " in err  # on the terminal as typed


def test_nor_does_a_data_set_a_replay_a_report_or_a_marked_copy(
    home: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    years, result = (home / "2025", home / "2026"), tmp_path / "x.json"
    run(capfd, "score", *years, "--data-set", tmp_path / "set", *AS_OF)
    run(capfd, "compare", tmp_path / "set", "-o", tmp_path / "set.json")
    run(capfd, "export", tmp_path / "set", "-o", tmp_path / "set.xlsx")
    run(capfd, "score", years[1], "-o", result, *AS_OF)
    run(capfd, "replay", result, "--workbook", years[0] / "gorsemere.xlsx", "-o", tmp_path / "r.md")
    run(capfd, "report", *years, "-o", tmp_path / "report.html", *AS_OF)
    run(capfd, "check", *years, "--mark", tmp_path / "marked", *AS_OF)
    workbook = years[1] / "gorsemere.xlsx"
    run(capfd, "template", "--from", workbook, "--with-cases", "-o", tmp_path / "new.xlsx")
    run(capfd, "template", "--from", result, "-o", tmp_path / "new2.xlsx")
    found = list(written(tmp_path))
    assert {name.partition(".")[0] for name, _ in found} >= {
        "r",
        "report",
        "set",
        "new",
        "part-00000",
    }
    for name, content in found:
        assert PERSON.encode() not in content, name


def test_two_files_of_one_name_are_told_apart_wherever_they_stand(
    home: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "x.md"
    run(capfd, "check", home / "2025", home / "2026", "-o", target, *AS_OF)
    said = target.read_text(encoding="utf-8")
    assert "2025/gorsemere.xlsx" in said
    assert "2026/gorsemere.xlsx" in said


@pytest.mark.parametrize("typed", [f"/home/{PERSON}/a.xlsx", rf"C:\Users\{PERSON}\a.xlsx"])
def test_nor_does_a_path_that_somebody_wrote_into_a_result(
    home: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str], typed: str
) -> None:
    result = tmp_path / "x.json"
    run(capfd, "score", home / "2026" / "gorsemere.xlsx", "-o", result, *AS_OF)
    data = json.loads(result.read_text(encoding="utf-8"))
    data["forces"][0]["source"]["file"] = typed
    result.write_text(json.dumps(data), encoding="utf-8")
    code, out, err = run(capfd, "score", result, "--format", "json", "--allow-edited")
    assert code == 0, err
    assert PERSON not in out
    assert '"file": "a.xlsx"' in out
