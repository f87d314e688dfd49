"""Data sets as a user meets them: score --data-set, --resume, and the summaries."""

import csv
import io
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import jsonschema
import msgspec
import openpyxl
import pytest

from slavery_benchmark.data_set.manifest import read_manifest, write_manifest
from tests.cli.running import AS_OF, SAMPLES, joined, run
from tests.data_set.sets import contents, made, returns, rewritten
from tests.formats.xlsx_checklist import faults
from tests.returns import Return, tampered
from tests.schemas.make import DATA_SET_SCHEMA, SUMMARY_SCHEMA

Capture = pytest.CaptureFixture[str]
SOUND = [SAMPLES / f"{name}.xlsx" for name in ("aldermoss", "brindlewick", "cobblemarsh")]
STANDING = "self-assessment, not an inspection result"


@pytest.fixture
def results(tmp_path: Path, capfd: Capture) -> Path:
    """A data set of three samples."""
    code, _, _ = run(capfd, "score", *SOUND, *AS_OF, "--data-set", tmp_path / "set")
    assert code == 0
    return tmp_path / "set"


def test_score_writes_parts_and_says_what_is_in_them(tmp_path: Path, capfd: Capture) -> None:
    files, folder = returns(tmp_path / "returns"), tmp_path / "set"
    code, out, err = run(capfd, "score", files, *AS_OF, "--data-set", folder)
    assert code == 3
    said = joined(out)
    assert STANDING in said
    assert "6 files: 4 submissions, 1 file that cannot be used." in said
    assert "Problems: 1 unusable file, 2 errors and " in said
    assert f"benchmark compare {folder} sums them up." in said
    assert "broken.xlsx: unusable: this is not a workbook" in err
    assert set(contents(folder)) == {
        "benchmark.json",
        *("files", "files/part-00000.parquet", "problems"),
        *("problems/part-00000.parquet", "problems/part-00001.parquet", "scores"),
        "scores/period=2025-04-01_2026-03-31",
        "scores/period=2025-04-01_2026-03-31/part-00000.parquet",
    }
    schema = json.loads(DATA_SET_SCHEMA.read_text(encoding="utf-8"))
    manifest = json.loads((folder / "benchmark.json").read_bytes())
    jsonschema.validate(manifest, schema)
    assert (manifest["complete"], manifest["files"], manifest["as_of"]) == (True, 6, "2026-11-23")


def test_a_folder_that_holds_something_is_left_alone(results: Path, capfd: Capture) -> None:
    before = contents(results)
    code, out, err = run(capfd, "score", *SOUND, "--data-set", results)
    assert (code, out) == (2, "")
    assert "holds a data set; name a new folder, or add --resume to go on with it." in joined(err)
    for more in ([], ["--resume"]):
        code, _, err = run(capfd, "score", *SOUND, "--data-set", SAMPLES, *more)
        assert code == 3
        assert f"{SAMPLES} holds files and no data set; name another folder." in err
        code, _, err = run(capfd, "score", *SOUND, "--data-set", SOUND[0], *more)
        assert code == 3
        assert "is a file; name a folder." in err
    assert contents(results) == before


def test_resume_begins_where_there_is_nothing_and_does_nothing_where_all_is_done(
    tmp_path: Path, capfd: Capture
) -> None:
    folder = tmp_path / "set"
    for said in ("3 files: 3 submissions", "All were finished before this run."):
        words = ["score", *SOUND, *AS_OF, "--data-set", folder, "--resume"]
        code, out, _ = run(capfd, *words)
        assert code == 0
        assert said in joined(out)
    before = contents(folder)
    run(capfd, *words)
    assert contents(folder) == before


@pytest.mark.parametrize(
    ("more", "what"),
    [
        (["--as-of", "2026-11-22"], "another --as-of: 2026-11-23, now 2026-11-22."),
        ([*AS_OF, "--assurance", "documented"], "--assurance: asserted, now documented."),
        ([*AS_OF, "--criteria", "2026.1"], "stolen-freedom 2026.3, now stolen-freedom 2026.1."),
        ([*AS_OF, "--limits", "2"], "another --limits: file="),
        ([*AS_OF, "--allow-edited"], "--allow-edited: False, now True."),
        ([*AS_OF, SAMPLES / "dapplefold.xlsx"], "another number of files: 3, now 4."),
    ],
)
def test_a_data_set_that_was_begun_otherwise_is_not_gone_on_with(
    results: Path, capfd: Capture, more: list[object], what: str
) -> None:
    for complete in (True, False):
        write_manifest(results, msgspec.structs.replace(read_manifest(results), complete=complete))
        before = contents(results)
        code, out, err = run(capfd, "score", *SOUND, *more, "--data-set", results, "--resume")
        assert (code, out) == (3, "")
        assert what in joined(err)
        assert contents(results) == before


@pytest.mark.parametrize("table", ["files", "problems", "scores"])
def test_a_damaged_data_set_is_not_said_to_be_finished(
    results: Path, capfd: Capture, table: str
) -> None:
    part = next((results / table).rglob("*.parquet"))
    whole = part.read_bytes()
    for spoilt in (None, whole[:-100]):
        part.unlink(missing_ok=True)
        if spoilt is not None:
            part.write_bytes(spoilt)
        words = ["score", *SOUND, *AS_OF, "--data-set", results, "--resume"]
        code, out, err = run(capfd, *words)
        assert (code, out) == (3, "")
        assert f"{part} " in err
        assert "the data set is damaged. Score the files again, into a new folder." in err


def test_a_cluster_that_is_not_there_leaves_nothing_behind(tmp_path: Path, capfd: Capture) -> None:
    words = [
        "score",
        *SOUND,
        "--scheduler",
        "tcp://no-such-host.invalid:1",
        "--insecure",
        "--data-set",
    ]
    code, _, err = run(capfd, *words, tmp_path / "new")
    assert code == 3
    assert "no scheduler of a cluster answers" in err
    assert not (tmp_path / "new").exists()


def test_a_force_with_two_returns_for_a_period_is_said_to_count_twice(
    tmp_path: Path, capfd: Capture
) -> None:
    (tmp_path / "again.xlsx").write_bytes(SOUND[0].read_bytes())
    folder = tmp_path / "set"
    run(capfd, "score", *SOUND, tmp_path / "again.xlsx", *AS_OF, "--data-set", folder)
    _, out, _ = run(capfd, "compare", folder)
    assert "(1 more than forces: one with several for its period counts with each)" in joined(out)


def test_a_data_set_is_no_result(results: Path, capfd: Capture) -> None:
    code, _, err = run(capfd, "check", results)
    assert code == 3
    assert "the manifest of a data set: give its folder to compare or export" in joined(err)


def test_other_files_in_as_many_or_another_version_are_refused_too(
    results: Path, capfd: Capture
) -> None:
    other = [*SOUND[:2], SAMPLES / "dapplefold.xlsx", *AS_OF, "--data-set", results, "--resume"]
    code, _, err = run(capfd, "score", *other)
    assert code == 3
    said = "or with the same under other names: cobblemarsh.xlsx stands where dapplefold.xlsx would"
    assert said in joined(err)
    rewritten(results / "benchmark.json", lambda data: data.update(tool_version="9.9"))
    code, _, err = run(capfd, "score", *SOUND, *AS_OF, "--data-set", results, "--resume")
    assert code == 3
    assert "another version of benchmark: 9.9, now " in err


def test_the_day_of_the_data_set_holds_when_a_run_is_resumed_on_another(
    results: Path, capfd: Capture
) -> None:
    code, out, err = run(capfd, "score", *SOUND, "--data-set", results, "--resume")
    assert code == 0
    assert "All were finished before this run." in out
    if "2026-11-23" in err:  # not on that very day
        assert "was begun with --as-of 2026-11-23: that day counts as today." in err


def test_a_file_that_was_changed_after_it_was_assessed_is_said(
    tmp_path: Path, capfd: Capture
) -> None:
    mine = tmp_path / "mine.xlsx"
    shutil.copy(SOUND[0], mine)
    words = ["score", mine, *AS_OF, "--data-set", tmp_path / "set", "--resume"]
    assert run(capfd, *words)[0] == 0
    shutil.copy(SOUND[1], mine)
    code, _, err = run(capfd, *words)
    assert code == 1
    assert "mine.xlsx: was changed since it was assessed; the data set holds it as it was." in err


@pytest.mark.parametrize(
    ("words", "named"),
    [
        (["-o", "x.csv"], "--output"),
        (["--format", "json"], "--format"),
        (["--detail", "--sort", "gap"], "--sort, --detail do"),
        (["--fail-under", "5"], "--fail-under does"),
        (["--recorded-crime", "x.csv"], "--recorded-crime"),
    ],
)
def test_options_of_a_report_do_not_go_with_a_data_set(
    tmp_path: Path, capfd: Capture, words: list[str], named: str
) -> None:
    code, _, err = run(capfd, "score", *SOUND, "--data-set", tmp_path / "set", *words)
    assert code == 2
    assert named in err
    assert "not go with --data-set." in err
    assert not (tmp_path / "set").exists()


def test_resume_alone_and_no_pyarrow_are_wrong_usage(
    tmp_path: Path, capfd: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    code, _, err = run(capfd, "score", *SOUND, "--resume")
    assert code == 2
    assert "--resume goes with --data-set." in err
    monkeypatch.setattr("importlib.util.find_spec", lambda _: None)
    code, _, err = run(capfd, "score", *SOUND, "--data-set", tmp_path / "set")
    assert code == 2
    assert "A data set needs the library pyarrow: pip install '.[parquet]' in a copy of " in joined(
        err
    )


LIMITED = """
import resource, sys
from slavery_benchmark.cli import run
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv.pop(1)),) * 2)
run()
"""


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such limit")
@pytest.mark.parametrize("room", [1_000, 230_000])
def test_a_full_disk_is_said_and_what_is_written_is_gone_on_with(
    tmp_path: Path, capfd: Capture, room: int
) -> None:
    """Room for nothing, or for the manifest and one line of the journal."""
    words = [*map(str, SOUND), *AS_OF, "--data-set"]
    run(capfd, "score", *words, tmp_path / "whole")
    folder = tmp_path / "set"
    command = [sys.executable, "-c", LIMITED, str(room), "score", *words, str(folder)]
    done = subprocess.run(command, capture_output=True, check=False)
    assert done.returncode == 3
    said = done.stderr.decode()
    assert "cannot be written: File too large." in said
    assert f"What was written to {folder} stays; go on with --resume when there is room." in said
    assert not list(folder.rglob("*.tmp"))
    code, _, _ = run(capfd, "score", *words, folder, "--resume")
    assert code == 0
    assert contents(folder) == contents(tmp_path / "whole")


@pytest.mark.parametrize("width", ["80", "120"])
def test_compare_sums_a_data_set_up_on_a_page_that_fits(
    results: Path, capfd: Capture, monkeypatch: pytest.MonkeyPatch, width: str
) -> None:
    monkeypatch.setenv("COLUMNS", width)
    code, out, err = run(capfd, "compare", results, "--detail")
    assert code == 0
    assert max(map(len, out.splitlines())) <= int(width)
    said = joined(out)
    assert STANDING in said
    assert "Summed up: 3 submissions, the latest period of each force." in said
    assert "inclusive quartiles, as Excel's QUARTILE.INC" in said
    assert "A spread of scores, not a league table: nothing is ranked." in said
    # the quartiles of three scores are half way between them
    assert "Overall 3 0 24.8 39.2 53.6 66.1 78.7 31.0" in said
    assert "COO Co-ordination 1 unanswered or unknown" in said
    assert "Aldermoss" not in out
    assert f"1 warning; each is in {results / 'problems'}." in err


def test_by_and_only_say_which_rows_there_are(results: Path, capfd: Capture) -> None:
    _, out, _ = run(capfd, "compare", results, "--by", "criterion", "--only", "und", "--format",
                    "csv")  # fmt: skip
    rows = list(csv.DictReader(io.StringIO(out.removeprefix("\ufeff"))))
    assert [row["id"] for row in rows] == ["UND", "UND-01", "UND-02"]
    assert {row["basis"] for row in rows} == {STANDING}
    code, _, err = run(capfd, "compare", results, "--only", "UND-01")
    assert code == 2
    assert "--only leaves no row" in err
    code, _, err = run(capfd, "compare", results, "--only", "UNDD")
    assert code == 2
    assert "the framework has no 'UNDD'. Nearest: " in err


def test_the_summary_as_json_fits_its_schema_and_is_the_same_in_every_format(
    results: Path, tmp_path: Path, capfd: Capture
) -> None:
    _, out, _ = run(capfd, "compare", results, "--by", "check", "--format", "json")
    found: dict[str, Any] = json.loads(out)
    jsonschema.validate(found, json.loads(SUMMARY_SCHEMA.read_text(encoding="utf-8")))
    overall = found["nodes"][0]
    assert overall["positions"] == {"at_target": 1, "above": 0, "no_better": 1,
                                    "not_certain": 0, "none": 1}  # fmt: skip
    assert overall["share_at_target"] == 0.5
    for node in found["nodes"]:
        assert node["with_score"] + node["without_score"] == 3
        assert node["without_score"] == sum(node["missing"].values())
        assert node["with_score"] == sum(node["positions"].values())
    output = tmp_path / "summary.md"
    assert run(capfd, "compare", results, "-o", output)[0] == 0
    assert STANDING in output.read_text(encoding="utf-8")
    assert "| Overall | 3 | 0 | 24.8 | 39.2 | 53.6 | 66.1 | 78.7 | 31.0 |" in (
        output.read_text(encoding="utf-8")
    )


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--sort", "score"], "--sort does not go with a data set"),
        (["--jobs", "2", "--criteria", "2026.1"], "--jobs, --criteria do not go with a data set"),
        (["--pairs", "--sample", "--top", "3"], "--top, --sample, --pairs do not go with"),
        ([str(SOUND[0])], "is a data set; give it alone."),
        (["-o", "x.docx"], "the suffix chooses the format"),
    ],
)
def test_what_does_not_go_with_a_data_set_is_named(
    results: Path, capfd: Capture, words: list[str], said: str
) -> None:
    code, _, err = run(capfd, "compare", results, *words)
    assert code == 2
    assert said in joined(err)


def test_a_period_that_nobody_has_leaves_nothing_to_sum_up(results: Path, capfd: Capture) -> None:
    code, out, err = run(capfd, "compare", results, "--period", "2019-01-01")
    assert (code, out) == (2, "")
    assert "There is no submission to sum up." in err
    _, out, _ = run(capfd, "compare", results, "--period", "2025-06-01")
    assert "of each force the period that holds 1 June 2025." in joined(out)


def test_an_unfinished_data_set_is_summed_up_as_far_as_it_is_and_said_to_be(
    tmp_path: Path, capfd: Capture
) -> None:
    folder = tmp_path / "set"
    made(folder, SOUND, chunk=1)
    manifest = msgspec.structs.replace(read_manifest(folder), complete=False)
    write_manifest(folder, manifest)
    for path in folder.rglob("part-00002.parquet"):
        if path.parent.name == "files":
            path.unlink()  # its scores are there and not committed
    code, out, err = run(capfd, "compare", folder)
    assert code == 1
    assert "Not complete: 2 of 3 files are in the parts." in joined(out)
    assert "Summed up: 2 submissions" in joined(out)
    assert "is not complete: 2 of 3 files." in joined(err)
    output = tmp_path / "summary.xlsx"
    assert run(capfd, "export", folder, "-o", output)[0] == 1
    book = openpyxl.load_workbook(output)
    lines = [str(row[0].value) for row in book["Cover"].iter_rows(max_row=8)]
    assert any(line.startswith("Not complete: 2 of 3 files") for line in lines)


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (lambda f: (f / "benchmark.json").write_bytes(b"{"), "is not a whole manifest"),
        (lambda f: (f / "benchmark.json").write_bytes(b"[1]"), "is not the manifest of a data set"),
        (lambda f: rewritten(f / "benchmark.json", lambda d: d.update(schema_version="2.0")),
         "is of schema 2.0; this version of benchmark reads 1.0."),
        (lambda f: rewritten(f / "benchmark.json", lambda d: d["criteria"].update(bands=[])),
         "its criteria do not have the hash that it says"),
        (lambda f: rewritten(f / "benchmark.json", lambda d: d.update(tool_version="\x1b[2J")),
         "is not the manifest of a data set"),
        (lambda f: next((f / "scores").rglob("*.parquet")).unlink(), "is missing: the data"),
            (lambda f: (f / "files" / "part-00000.parquet").unlink(), "parquet is missing"),
            (lambda f: (f / "problems" / "part-00000.parquet").unlink(), "parquet is missing"),
        (lambda f: next((f / "scores").rglob("*.parquet")).write_bytes(b"PAR1"), "cannot be read"),
        (lambda f: (f / "files" / "part-00000.parquet").write_bytes(b""), "cannot be read"),
        (lambda f: shutil.copy(f / "problems" / "part-00000.parquet",
                               f / "files" / "part-00000.parquet"), "is no part of this table"),
    ],
)  # fmt: skip
def test_a_data_set_that_is_spoilt_is_a_sentence_and_3(
    results: Path, capfd: Capture, spoil: Any, said: str
) -> None:
    spoil(results)
    for command in (["compare", results], ["export", results, "-o", results.parent / "x.xlsx"]):
        code, out, err = run(capfd, *command)
        assert (code, out) == (3, ""), err
        assert said in joined(err)


def test_export_writes_a_workbook_with_every_submission_as_text_and_numbers(
    tmp_path: Path, capfd: Capture
) -> None:
    folder, output = tmp_path / "set", tmp_path / "set.xlsx"
    made(folder, [returns(tmp_path / "returns")])
    code, _, err = run(capfd, "export", folder, "-o", output)
    assert code == 3
    assert f"Wrote {output}." in err
    content = output.read_bytes()
    assert faults(content) == []
    book = openpyxl.load_workbook(io.BytesIO(content))
    assert book.sheetnames == [
        "Cover", "Scores", "Against 2017", "Why there is no score", "Submissions", "Problems",
        "Method", "Notes",
    ]  # fmt: skip
    sheet = book["Submissions"]
    (table,) = sheet.tables.values()
    assert table.ref == sheet.dimensions.replace("A1", table.ref.split(":")[0])
    rows = list(sheet[table.ref])
    names = [cell.value for cell in rows[0]]
    found = [dict(zip(names, [cell.value for cell in row], strict=True)) for row in rows[1:]]
    assert [row["Force"] for row in found] == [
        "Aldermoss Constabulary", "Brindlewick Police", "Cobblemarsh Constabulary",
        "Aldermoss Constabulary"]  # fmt: skip
    assert found[0]["Overall"] == pytest.approx(78.6694, abs=1e-4)
    assert found[0]["Against 2017"] == "at target"
    assert found[2]["Band"] is None
    assert found[2]["COO score"] is None
    assert all(cell.data_type in "snd" for row in rows for cell in row)
    problems = [[cell.value for cell in row] for row in book["Problems"].iter_rows()]
    assert [row[2] for row in problems if row[1] == "submission-twice"] == [2]
    assert STANDING in str([row[0].value for row in book["Cover"].iter_rows(max_row=9)])


def test_a_force_whose_name_is_a_formula_stays_text_in_the_workbook(
    tmp_path: Path, capfd: Capture
) -> None:
    def rename(made: Return) -> None:
        place = made.put_cover("Force", '=HYPERLINK("x")&<b>').rpartition("!")[2]
        made.cover[place].data_type = "s"

    path = tampered(tmp_path / "bad.xlsx", rename)
    run(capfd, "score", path, *AS_OF, "--data-set", tmp_path / "set")
    run(capfd, "export", tmp_path / "set", "-o", tmp_path / "x.xlsx")
    book = openpyxl.load_workbook(tmp_path / "x.xlsx")
    cells = [cell for row in book["Submissions"].iter_rows() for cell in row]
    (cell,) = [cell for cell in cells if str(cell.value).startswith("=")]
    assert (cell.value, cell.data_type) == ('=HYPERLINK("x")&<b>', "s")
