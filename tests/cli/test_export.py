"""benchmark export as a user meets it."""

import json
import re
from pathlib import Path

import pytest

from slavery_benchmark.extracting import layout
from tests.cli.running import AS_OF, SAMPLES, run
from tests.reports import opened, table
from tests.returns import Return, tampered


def test_export_and_score_write_the_same_workbook(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    sample = SAMPLES / "aldermoss.xlsx"
    one, two = tmp_path / "one.xlsx", tmp_path / "two.xlsx"
    code, _, err = run(capfd, "export", sample, "-o", one, *AS_OF)
    assert code == 0
    assert "1 warning; each is on the sheet Problems." in err
    assert run(capfd, "score", sample, "-o", two, *AS_OF)[0] == 0
    first, second = opened(one.read_bytes()), opened(two.read_bytes())
    assert first.sheetnames == second.sheetnames
    for name in first.sheetnames:
        cells = [[c.value for c in row] for row in first[name].iter_rows()]
        assert cells == [[c.value for c in row] for row in second[name].iter_rows()]


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["-o", "results.ods"], 2, "results.ods: the suffix chooses the format and is one of"),
        (["-o", "there.xlsx"], 2, "there.xlsx exists; add --overwrite to replace it."),
        (["-o", "no/such/folder.xlsx"], 3, "cannot be written: No such file or directory."),
        ([], 2, "Missing option '-o'"),
    ],
)
def test_export_says_where_it_cannot_write(
    arguments: list[str],
    code: int,
    said: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("there.xlsx").write_text("mine", encoding="utf-8")
    found, _, err = run(capfd, "export", SAMPLES / "aldermoss.xlsx", *arguments)
    assert found == code
    assert said in err
    assert Path("there.xlsx").read_text(encoding="utf-8") == "mine"


def cover_of(path: Path) -> list[str]:
    return [str(row[0].value) for row in opened(path.read_bytes()).worksheets[0].iter_rows()]


@pytest.mark.full
def test_the_views_of_one_run_have_one_digest_and_say_which_they_are(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    digests, stated = set(), []
    for number, view in enumerate(
        (["inspector"], ["public"], ["force", "--force", "fictional-brindlewick"])
    ):
        path = tmp_path / f"{number}.xlsx"
        code, _, _ = run(capfd, "export", SAMPLES, "-o", path, *AS_OF, "--view", *view)
        assert code == 1, "problems of workbooks"
        lines = cover_of(path)
        said = " ".join(lines)
        digests.add(re.search(r"Digest of the result, .*? (\w{64})", said)[1])  # type: ignore[index]
        stated.append(lines[3].partition(":")[0])
    _, out, _ = run(capfd, "score", SAMPLES, "--format", "json", *AS_OF)
    (digest,) = digests
    assert digest == json.loads(out)["digest"]
    assert stated == ["Inspector's view", "Public view", "View of one force"]


def test_a_view_is_of_the_latest_submission_of_each_force(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "public.xlsx"
    years = sorted((SAMPLES / "cycles").iterdir())
    code, _, err = run(capfd, "export", *years, "-o", path, *AS_OF, "--view", "public")
    assert code == 3, "the first year is of an earlier edition"
    assert "is left out, another period." in err
    names = [row["Force"] for row in table(opened(path.read_bytes()), "Summary")]
    assert len(names) == len(set(names)) == 2


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["-o", "r.csv", "--view", "public"], "r.csv: with --view public only .xlsx, .html or .md"),
        (
            ["-o", "r.json", "--view", "force", "--force", "Kent"],
            "with --view force only .xlsx, .html or .md",
        ),
        (["-o", "r.xlsx", "--view", "force"], "--view force and --force NAME go together."),
        (["-o", "r.xlsx", "--force", "Kent"], "--view force and --force NAME go together."),
        (
            ["-o", "r.xlsx", "--view", "public", "--force-sheets"],
            "--force-sheets: there are none with --view public.",
        ),
        (
            ["-o", "r.xlsx", "--view", "public", "--assurance", "own-cases"],
            "take --assurance documented.",
        ),
        (
            ["-o", "r.xlsx", "--view", "force", "--force", "Aldermos"],
            "--force 'Aldermos' names no force of this run. Nearest: Aldermoss Constabulary.",
        ),
    ],
)
def test_export_says_which_views_it_cannot_write(
    arguments: list[str],
    said: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    code, _, err = run(capfd, "export", SAMPLES / "aldermoss.xlsx", *arguments)
    assert code == 2
    assert said in " ".join(err.split())
    assert not list(tmp_path.iterdir())


def test_export_says_why_a_force_is_not_in_the_run_before_that_it_is_not(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    def tamper(made: Return) -> None:
        made.put_cover(layout.EDITION, "stolen-freedom 2019.1")

    path = tampered(tmp_path / "return.xlsx", tamper)
    own = ["--view", "force", "--force", "Aldermoss", "-o", tmp_path / "own.xlsx"]
    code, _, err = run(capfd, "export", path, *own)
    assert code == 2
    said = " ".join(err.split())
    assert "[edition-differs]" in said
    assert said.index("[edition-differs]") < said.index("names no force of this run")


def test_export_of_a_folder_of_folders_says_which_commands_take_one(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    code, _, err = run(capfd, "export", SAMPLES / "cycles", "-o", tmp_path / "all.xlsx")
    assert code != 0
    said = " ".join(err.split())
    assert "cycles holds folders: report and progress take a folder of them" in said


@pytest.mark.parametrize("suffix", ["html", "md"])
def test_export_writes_what_a_view_shows_as_a_page(
    suffix: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / f"public.{suffix}"
    code, _, _ = run(capfd, "export", SAMPLES, "-o", path, *AS_OF, "--view", "public")
    assert code == 1, "problems of workbooks"
    said = path.read_text(encoding="utf-8")
    assert "Public view: no evidence, owners or case numbers" in said
    for part in ("Summary", "Criteria", "Scores", "Checks", "Measures", "Problems", "Method"):
        assert re.search(rf"(?m)(^## |<h2[^>]*>){part}", said), part
    assert "brindlewick.xlsx" not in said


def test_export_writes_the_data_that_score_writes(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    for suffix in ("json", "csv"):
        one, two = tmp_path / f"one.{suffix}", tmp_path / f"two.{suffix}"
        run(capfd, "export", SAMPLES / "aldermoss.xlsx", "-o", one, *AS_OF)
        run(capfd, "score", SAMPLES / "aldermoss.xlsx", "-o", two, *AS_OF)
        if suffix == "csv":
            assert one.read_bytes() == two.read_bytes()
        else:
            first, second = (json.loads(path.read_bytes()) for path in (one, two))
            assert first["digest"] == second["digest"]
