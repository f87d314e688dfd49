"""--baseline on score and compare: a force's own earlier submission, as a user meets it."""

import csv
import io
import json
from datetime import date
from pathlib import Path

import jsonschema
import pytest

from slavery_benchmark.workbook import layout
from tests.cli import running
from tests.cli.running import AS_OF, SAMPLES, earlier_return, joined
from tests.schemas.make import RESULT_SCHEMA
from tests.workbook.returns import Return, tampered

CYCLES = SAMPLES / "cycles"
FIRST, SECOND, THIRD = (CYCLES / year for year in ("2023-24", "2024-25", "2025-26"))
GORSE = THIRD / "gorsemere.xlsx"


@pytest.fixture(autouse=True)
def eighty_columns(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")


def run(capfd: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, str, str]:
    return running.run(capfd, *arguments, *AS_OF)


def test_the_words_go_from_position_to_change(capfd: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capfd, "score", GORSE, "--baseline", SECOND / "gorsemere.xlsx")
    said = joined(out)
    assert code == 0
    assert max(len(line) for line in out.splitlines()) <= 80
    assert "above its own submission of 1 April 2024 to 31 March 2025" in said
    assert "3 criteria have regressed since the submission to 31 March 2025: VIC-05" in said
    assert "◆ own earlier score" in said
    for heading in ("Theme ", "Criterion "):
        head = next(line for line in out.splitlines() if line.startswith(heading))
        assert head.split()[-4:-1] == ["Change", "Since", "then"] or "Since then" in head
        assert "2017" not in head
        assert "vs line" not in head
    row = next(line for line in out.splitlines() if line.startswith("VIC-05"))
    assert row.split()[-4:] == ["35.0", "75.0", "-40.0", "regressed"]
    body = said.split("Since then Answered")[1]
    assert "2017 reference line" not in body
    assert "Against 2017" not in said
    assert "a change, and no position against 2017" in body


def test_what_cannot_be_compared_between_editions_is_said(
    capfd: pytest.CaptureFixture[str],
) -> None:
    path = SECOND / "gorsemere.xlsx"
    code, out, _ = run(capfd, "score", path, "--baseline", FIRST, "--detail", "check")
    said = joined(out)
    assert code == 0
    assert "The earlier submission was written for edition 2026.1." in said
    assert "left out of the change: of 2026.2: VIC-01m1" in said
    # INV-01: two judged checks 1.5 then and 2 now; its two new measures are in the score alone
    line = next(line for line in out.splitlines() if line.startswith("INV-01 "))
    assert line.split()[-4:] == ["52.5", "37.5", "+12.5", "improved"]
    assert "of what both can answer, 37.5 then and 50.0 now" in said
    assert "then: not asked" in said
    assert "· then: 1 Emerging" in said


def test_a_folder_or_several_files_and_forces_that_are_not_in_the_run(
    capfd: pytest.CaptureFixture[str],
) -> None:
    _, with_folder, err = run(capfd, "score", GORSE, "--baseline", SECOND)
    assert "--baseline: 1 force is in earlier files and not in this run." in err
    _, with_files, _ = run(
        capfd, "score", GORSE, "--baseline", SECOND, "--baseline", FIRST / "gorsemere.xlsx"
    )
    # the latest before it counts; one more back tells what was held through two changes
    assert "embedded" not in with_folder
    assert "embedded, held through two changes in a row" in joined(with_files)
    assert "submission of 1 April 2024" in joined(with_files)


def test_a_force_without_an_earlier_submission_says_so(capfd: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capfd, "score", THIRD, "--baseline", SECOND / "gorsemere.xlsx")
    said = joined(out)
    assert code == 0
    assert "No earlier result: no file given is an earlier submission of this force." in said
    assert "1 of 2 have an earlier submission of their own here." in said
    assert "No earlier result: Hazelwharf Police." in said
    row = next(line for line in out.splitlines() if line.startswith("Hazelwharf Police   "))
    assert row.split()[2:5] == ["66.6", "–", "–"] or "–" in row


def test_a_result_stands_for_its_workbook(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    made = tmp_path / "earlier.json"
    run(capfd, "score", SECOND / "gorsemere.xlsx", "-o", made)
    _, of_result, _ = run(capfd, "score", GORSE, "--baseline", made, "--detail", "theme")
    _, of_workbook, _ = run(
        capfd, "score", GORSE, "--baseline", SECOND / "gorsemere.xlsx", "--detail", "theme"
    )
    assert of_result == of_workbook


def test_json_has_the_change_of_every_node_and_the_same_digest(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "out.json"
    run(capfd, "score", THIRD, "--baseline", SECOND / "gorsemere.xlsx", "-o", path)
    result = json.loads(path.read_text(encoding="utf-8"))
    jsonschema.validate(result, json.loads(RESULT_SCHEMA.read_text(encoding="utf-8")))
    first, second = result["own_baseline"]
    assert first["earlier"]["period_end"] == "2025-03-31"
    nodes = {node["id"]: node for node in first["nodes"]}
    assert nodes["VIC-05"] == {
        "id": "VIC-05", "then": 75.0, "now": 35.0, "change": -40.0, "disposition": "regressed",
        "by_coverage_alone": False,
    }  # fmt: skip
    assert (nodes["LEA"]["disposition"], nodes["LEA"]["change"] > 0) == (None, True)
    assert (second["force"], second["earlier"], second["nodes"]) == ("Hazelwharf Police", None, [])
    _, plain, _ = run(capfd, "score", THIRD, "--format", "json")
    assert json.loads(plain)["own_baseline"] == []
    assert json.loads(plain)["digest"] != result["digest"], "what it says of then is sealed too"
    # such a result is a submission like any other
    assert run(capfd, "score", path)[0] == 0


def test_csv_and_markdown_have_the_change_too(capfd: pytest.CaptureFixture[str]) -> None:
    _, out, _ = run(capfd, "score", GORSE, "--baseline", SECOND, "--format", "csv")
    rows = {row["id"]: row for row in csv.DictReader(io.StringIO(out.removeprefix("\ufeff")))}
    assert [rows["VIC-05"][name] for name in ("earlier", "change", "disposition")] == [
        "75.0", "-40.0", "regressed"
    ]  # fmt: skip
    assert rows["POW-02"]["change"] == "", "not known is blank, never 0"
    _, out, _ = run(capfd, "score", GORSE, "--baseline", SECOND, "--format", "markdown")
    assert "| Id | Title | Score | Earlier | Change | Since then | Band | Answered | Note |" in out
    assert "| 35.0 | 75.0 | -40.0 | regressed |" in out
    assert "Against 2017" not in out


def test_national_is_what_there_is_without_it(capfd: pytest.CaptureFixture[str]) -> None:
    plain = run(capfd, "score", GORSE)[1]
    assert run(capfd, "score", GORSE, "--baseline", "national")[1] == plain
    code, _, err = run(capfd, "score", GORSE, "--baseline", "national", "--baseline", SECOND)
    assert code == 2
    assert "national or files, not both" in err


@pytest.mark.parametrize(
    ("earlier", "code", "sentence"),
    [
        ([SAMPLES / "aldermoss.xlsx"], 2, "no file is an earlier submission of a force of this run,"
         " only of Aldermoss Constabulary."),
        ([CYCLES / "none.xlsx"], 3, "no file can be used, so there is nothing to set the forces"),
        ([CYCLES / "none.xlsx", SECOND], 3, "none.xlsx: unusable: no such file or folder."),
        ([SAMPLES / "foxglove-vale.xlsx", SAMPLES / "aldermoss.xlsx"], 2, "only of 2 forces."),
    ],
)  # fmt: skip
def test_files_that_cannot_be_a_baseline(
    capfd: pytest.CaptureFixture[str], earlier: list[Path], code: int, sentence: str
) -> None:
    options = [item for path in earlier for item in ("--baseline", path)]
    found, out, err = run(capfd, "score", GORSE, *options)
    assert found == code
    assert sentence in joined(err)
    assert bool(out) == (SECOND in earlier), "a file that can be used is"


def test_a_misspelt_force_gets_the_nearest(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    def misspelt(made: Return) -> None:
        made.put_cover(layout.FORCE, "Aldermos Constabulary")
        made.put_cover(layout.FORCE_CODE, None)
        made.put_cover(layout.PERIOD_START, date(2024, 4, 1))
        made.put_cover(layout.PERIOD_END, date(2025, 3, 31))

    path = tampered(tmp_path / "old.xlsx", misspelt)
    code, _, err = run(capfd, "score", SAMPLES / "aldermoss.xlsx", "--baseline", path)
    assert code == 2
    assert "only of Aldermos Constabulary. Nearest: Aldermoss Constabulary" in joined(err)


def test_a_later_file_and_one_that_overlaps_are_errors(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    code, out, err = run(capfd, "score", SECOND / "gorsemere.xlsx", "--baseline", GORSE)
    assert code == 1
    assert "is a later submission (1 April 2025 to 31 March 2026), and no earlier one" in err
    assert "[cycle-undated]" not in err
    code, out, err = run(capfd, "score", GORSE, "--baseline", GORSE)
    assert code == 1
    assert "gorsemere.xlsx is the submission that is scored, and no earlier one; no file" in err
    assert "No earlier result" in out
    assert "No earlier result" in out

    def overlapping(made: Return) -> None:
        made.put_cover(layout.PERIOD_START, date(2024, 10, 1))
        made.put_cover(layout.PERIOD_END, date(2025, 9, 30))

    path = tampered(tmp_path / "old.xlsx", overlapping)
    code, _, err = run(capfd, "score", SAMPLES / "aldermoss.xlsx", "--baseline", path)
    assert code == 1
    assert "two submissions of a force overlap" in err


def test_errors_in_an_earlier_workbook_are_counted(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    def earlier(made: Return) -> None:
        made.put_cover(layout.PERIOD_START, date(2024, 4, 1))
        made.put_cover(layout.PERIOD_END, date(2025, 3, 31))
        made.put("LEA-01a", layout.LEVEL, "mostly")

    path = tampered(tmp_path / "old.xlsx", earlier)
    code, _, err = run(capfd, "score", SAMPLES / "aldermoss.xlsx", "--baseline", path)
    assert code == 1
    assert "in earlier files; check names the cells." in err


def test_formats_that_have_no_place_for_changes(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "out.xlsx"
    code, _, err = run(capfd, "score", GORSE, "--baseline", SECOND, "-o", path)
    assert code == 2
    assert "benchmark progress writes them as .xlsx too" in joined(err)
    assert not path.exists()


def test_the_output_never_replaces_an_earlier_file(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    path = earlier_return(tmp_path / "old.json")
    code, _, err = run(
        capfd, "score", SAMPLES / "aldermoss.xlsx", "--baseline", path, "-o", path, "--overwrite"
    )
    assert code == 2
    assert "is one of the inputs" in joined(err)


def test_compare_sets_changes_side_by_side(capfd: pytest.CaptureFixture[str]) -> None:
    aldermoss = SAMPLES / "aldermoss.xlsx"
    code, out, _ = run(
        capfd, "compare", THIRD, aldermoss, "--baseline", SECOND, "--by", "criterion", "--only",
        "VIC",
    )  # fmt: skip
    said = joined(out)
    assert code == 0
    assert "Each cell: change since the force's own earlier submission, in points." in said
    row = next(line for line in out.splitlines() if line.startswith("Gorsemere"))
    assert row.split()[2:] == ["+25.0✓", "+10.0✓", "+12.5▲", "+15.0▲", "-40.0▼"]
    row = next(line for line in out.splitlines() if line.startswith("Aldermoss"))
    assert row.split()[2:] == ["none"] * 5
    assert "none is no earlier result" in said
    assert "1 regressed (Gorsemere Constabulary)" in said
    assert "2017 reference line" not in said.split("in points.")[1]
    assert "at or below 2017" not in said
    assert "stands out" not in said


def test_compare_by_theme_fits_and_says_what_each_is_set_against(
    capfd: pytest.CaptureFixture[str],
) -> None:
    _, out, _ = run(capfd, "compare", THIRD, "--baseline", SECOND)
    assert max(len(line) for line in out.splitlines()) <= 80
    assert "Gorsemere Constabulary (fictional): 1 April 2025 to 31 March 2026. Overall" in joined(
        out
    )
    code, out, err = run(capfd, "compare", THIRD, "--baseline", SECOND, "--against", "all")
    assert (code, out) == (2, "")
    assert "--baseline and --against" in err
    _, out, _ = run(capfd, "compare", THIRD, "--baseline", SECOND, "--format", "markdown")
    assert "## What each force is set against" in out
    assert "| 2017 reference line |" not in out
