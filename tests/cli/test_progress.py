"""benchmark progress as a user meets it."""

import json
import re
import shutil
from datetime import date
from pathlib import Path

import pytest

from slavery_benchmark.extracting import layout
from tests.cli.running import AS_OF, SAMPLES, joined, run
from tests.returns import Return, tampered

CYCLES = SAMPLES / "cycles"


def test_folders_of_cycles_in_any_order(capfd: pytest.CaptureFixture[str]) -> None:
    folders = sorted(CYCLES.iterdir())
    code, out, err = run(capfd, "progress", *folders, *AS_OF)
    assert code == 0, err
    assert "2 forces, each against its own previous submission" in joined(out)
    assert run(capfd, "progress", *reversed(folders), *AS_OF)[1] == out


def test_the_order_that_was_taken_is_said(
    capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    new, old = CYCLES / "2025-26" / "hazelwharf.xlsx", CYCLES / "2024-25" / "hazelwharf.ods"
    code, out, err = run(capfd, "progress", new, old, *AS_OF)
    assert code == 0, err
    assert max(len(line) for line in out.splitlines()) <= 80
    said = joined(out)
    assert "To 31 March 2026 (hazelwharf.xlsx), against to 31 March 2025 (hazelwharf.ods)" in said
    assert "Two points are not a trend." in said


def test_one_cycle_is_a_warning_and_its_present_state(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    path = tampered(tmp_path / "new.xlsx")
    code, out, err = run(capfd, "progress", path, *AS_OF)
    assert code == 0
    assert "there is one submission of this force" in err
    assert "[cycle-single]" in err
    assert "this is the only submission here, to 31 March 2026" in joined(out)
    assert "Overall 79.1 of 100" in out


def test_periods_that_overlap_are_refused(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    def overlapping(made: Return) -> None:
        made.put_cover(layout.PERIOD_START, date(2024, 4, 1))
        made.put_cover(layout.PERIOD_END, date(2025, 6, 30))

    paths = [tampered(tmp_path / "new.xlsx"), tampered(tmp_path / "old.xlsx", overlapping)]
    code, out, err = run(capfd, "progress", *paths, *AS_OF)
    assert (code, out) == (1, "")
    assert "two submissions of a force overlap" in err
    assert "expected a first day after 2025-06-30, the last one of " in err
    assert "[case-outside-period]" not in err, "cells are what check is for"


def test_a_force_of_another_name_is_another_force(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    def renamed(made: Return) -> None:
        made.put_cover(layout.FORCE, "Somewhere Else")
        made.put_cover(layout.FORCE_CODE, "")
        made.put_cover(layout.PERIOD_START, date(2024, 4, 1))
        made.put_cover(layout.PERIOD_END, date(2025, 3, 31))

    paths = [tampered(tmp_path / "new.xlsx"), tampered(tmp_path / "old.xlsx", renamed)]
    code, out, err = run(capfd, "progress", *paths, *AS_OF)
    assert code == 1, "its cases are not of the period"
    assert err.count("[cycle-single]") == 2
    assert "Somewhere Else" in out


def test_the_same_period_twice_says_nothing_of_change(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    def other(made: Return) -> None:
        made.put("INV-01a", layout.LEVEL, 0)

    paths = [tampered(tmp_path / "one.xlsx"), tampered(tmp_path / "two.xlsx", other)]
    code, out, err = run(capfd, "progress", *paths, *AS_OF)
    assert (code, out) == (1, "")
    assert "expected one submission for each period; " in err


def test_an_unusable_file_leaves_with_3_and_the_rest_is_told(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    broken = tmp_path / "broken.xlsx"
    broken.write_bytes(b"no workbook")
    code, out, err = run(capfd, "progress", *sorted(CYCLES.glob("*/gorse*")), broken, *AS_OF)
    assert code == 3
    assert f"{broken}: unusable: " in err
    assert "Gorsemere Constabulary" in out


def test_editions_without_lineage_are_not_compared(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    criteria = tmp_path / "criteria"
    shutil.copytree(SAMPLES.parent / "criteria", criteria)
    path = criteria / "framework.yaml"
    said = path.read_text(encoding="utf-8")
    path.write_text(said.split("\nlineage:")[0] + "\n", encoding="utf-8")
    files = [CYCLES / "2023-24" / "gorsemere.xlsx", CYCLES / "2025-26" / "gorsemere.xlsx"]
    code, out, err = run(capfd, "progress", *files, "--criteria", criteria, *AS_OF)
    assert code == 1
    assert "[editions-unrelated]" in err
    assert "no lineage leads between the editions 2026.1 and 2026.3" in joined(out)
    assert re.search(r"Overall \d\d\.\d of 100", joined(out)), (
        "where it stands is said all the same"
    )


def test_both_editions_are_said_where_they_differ(capfd: pytest.CaptureFixture[str]) -> None:
    files = sorted(CYCLES.glob("*/gorse*"))
    _, out, _ = run(capfd, "progress", *files, "--since", "first", *AS_OF)
    said = joined(out)
    assert "Written for edition 2026.1 then and 2026.3 now" in said
    assert "left out: 19 of 2026.3" in said
    assert "Since its previous submission, to 31 March 2025: 3 regressed" in said
    _, out, _ = run(capfd, "progress", *files, "--detail", *AS_OF)
    own, other = (
        next(line for line in out.splitlines() if re.search(rf"31 March 2024 .* 2026.{n} ", line))
        for n in (1, 3)
    )
    assert " yes " in own
    assert " no " in other


def test_detail_goes_to_every_check(capfd: pytest.CaptureFixture[str]) -> None:
    files = sorted(CYCLES.glob("*/gorse*"))
    short, long = (
        run(capfd, "progress", *files, *detail, *AS_OF)[1] for detail in ([], ["--detail"])
    )
    assert "The bridge from" in short
    assert "More: --detail." in short
    assert "VIC-05a" not in short
    assert "VIC-05a" in long
    pages = run(capfd, "progress", *sorted(CYCLES.glob("*/*")), "--detail", *AS_OF)[1]
    assert pages.count("Levels then (rows) against now (columns)") == 4, "two forces, two spans"


@pytest.mark.parametrize(
    ("name", "start"),
    [("x.json", b"{"), ("x.csv", b"\xef\xbb\xbfforce"), ("x.md", b"# "), ("x.xlsx", b"PK"),
     ("x.txt", b"Modern"), ("x.html", b"<!DOCTYPE html>"), ("x.parquet", b"PAR1")],
)  # fmt: skip
def test_the_suffix_decides_and_nothing_is_overwritten(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], name: str, start: bytes
) -> None:
    path = tmp_path / name
    arguments = ["progress", *sorted(CYCLES.glob("*/gorse*")), "-o", path, *AS_OF]
    assert run(capfd, *arguments)[0] == 0
    assert path.read_bytes().startswith(start)
    code, _, err = run(capfd, *arguments)
    assert code == 2
    assert "add --overwrite" in err


def test_json_on_stdout_names_no_folder(capfd: pytest.CaptureFixture[str]) -> None:
    files = sorted(CYCLES.glob("*/gorse*"))
    code, out, _ = run(capfd, "progress", *files, "--format", "json", *AS_OF)
    assert code == 0
    assert {item["source"]["file"] for item in json.loads(out)["forces"][0]["cycles"]} == {
        f"{year}/gorsemere.xlsx" for year in ("2023-24", "2024-25", "2025-26")
    }  # by the folder right above them, as they are of one name
    assert str(CYCLES) not in out


def test_a_result_stands_for_its_workbook(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    files = sorted(CYCLES.glob("*/gorse*"))
    result = tmp_path / "latest.json"
    assert run(capfd, "score", files[-1], "-o", result, *AS_OF)[0] == 0
    with_result = run(capfd, "progress", result, *files[:-1], *AS_OF)[1]
    assert with_result == run(capfd, "progress", *files, *AS_OF)[1]
