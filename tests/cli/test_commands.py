"""The commands as a user meets them: formats, files, thresholds, exit codes, streams."""

import errno
import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from slavery_benchmark import __version__
from slavery_benchmark.cli import COMMANDS, expand_wildcards, main
from tests.cli.running import AS_OF, SAMPLES, joined, run

STRONG = str(SAMPLES / "aldermoss.xlsx")


def test_the_short_help_of_each_command_is_its_own() -> None:
    import click

    context = click.Context(main)
    for name, said in COMMANDS.items():
        command = main.get_command(context, name)
        assert command is not None
        assert command.get_short_help_str(100) == said


def test_version_and_help(capfd: pytest.CaptureFixture[str]) -> None:
    assert run(capfd, "--version") == (0, f"benchmark, version {__version__}\n", "")
    code, out, _ = run(capfd, "score", "--help")
    assert code == 0
    assert "unanswered is shown as unknown and never counts as 0" in " ".join(out.split())


def test_a_misspelt_command_gets_the_nearest(capfd: pytest.CaptureFixture[str]) -> None:
    code, _, err = run(capfd, "scroe", STRONG)
    assert code == 2
    assert "score" in err


def test_a_command_that_went_names_what_does_it_now(capfd: pytest.CaptureFixture[str]) -> None:
    code, out, err = run(capfd, "levers", STRONG)
    assert (code, out) == (2, "")
    assert "No such command 'levers'. That is benchmark explain FILE --levers now." in err


@pytest.mark.parametrize(
    "arguments",
    [["score"], ["score", STRONG, "--detail=check"], ["score", STRONG, "--fail-under", "101"],
     ["score", STRONG, "--as-of", "yesterday"], ["explain", STRONG, "INV-99"],
     ["criteria", "show", "INV-99"], ["score", STRONG, "-o", "x.docx"],
     ["template", "-o", "x.ods"]],
)  # fmt: skip
def test_wrong_usage_is_2(capfd: pytest.CaptureFixture[str], arguments: list[str]) -> None:
    code, out, err = run(capfd, *arguments)
    assert code == 2
    assert out == ""
    assert "Error" in err


@pytest.mark.parametrize("command", ["score", "compare"])
def test_what_was_baseline_names_progress(capfd: pytest.CaptureFixture[str], command: str) -> None:
    code, out, err = run(capfd, command, SAMPLES / "aldermoss.xlsx", "--baseline", "old.xlsx")
    assert (code, out) == (2, "")
    assert "Change over time is benchmark progress EARLIER NOW." in joined(err)
    assert "--baseline" not in run(capfd, command, "--help")[1]


def test_unknown_ids_get_the_nearest(capfd: pytest.CaptureFixture[str]) -> None:
    _, _, err = run(capfd, "explain", STRONG, "INV-99")
    assert "Nearest: INV" in err


def test_ids_may_be_written_in_lower_case(capfd: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capfd, "explain", STRONG, "inv-01A", *AS_OF)
    assert code == 0
    assert out.startswith("INV-01a in Aldermoss Constabulary (fictional)")
    assert run(capfd, "criteria", "show", "inv-01b")[0] == 0


@pytest.mark.parametrize(
    ("suffix", "start"),
    [(".json", b"{"), (".csv", b"\xef\xbb\xbfforce,"), (".md", b"# Modern"), (".txt", b"Modern")],
)
def test_the_suffix_chooses_the_format(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], suffix: str, start: bytes
) -> None:
    path = tmp_path / f"out{suffix}"
    code, out, err = run(capfd, "score", STRONG, "-o", path, *AS_OF)
    assert (code, out) == (0, "")
    assert f"Wrote {path}." in err
    assert path.read_bytes().startswith(start)
    assert list(tmp_path.iterdir()) == [path], "no temporary file is left"


def test_output_is_refused_before_the_work_if_it_exists(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "out.json"
    path.write_text("mine")
    code, _, err = run(capfd, "score", STRONG, "-o", path)
    assert code == 2
    assert "add --overwrite to replace it" in err
    assert path.read_text() == "mine"
    assert run(capfd, "score", STRONG, "-o", path, "--overwrite")[0] == 0
    assert json.loads(path.read_text(encoding="utf-8"))["forces"]


def test_output_that_cannot_be_written_is_3(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    code, _, err = run(capfd, "score", STRONG, "-o", tmp_path / "no" / "out.json")
    assert code == 3
    assert "cannot be written" in err


def test_a_full_disk_leaves_the_old_file_whole(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "out.json"
    path.write_text("last year's")

    def full(handle: int, *_: object) -> None:
        os.close(handle)
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fdopen", full)
    code, _, err = run(capfd, "score", STRONG, "-o", path, "--overwrite", *AS_OF)
    monkeypatch.undo()
    assert code == 3
    assert f"{path}: cannot be written: No space left on device." in err
    assert path.read_text() == "last year's"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("command", ["score", "compare", "export"])
def test_an_excel_workbook_by_its_suffix(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], command: str
) -> None:
    path = tmp_path / "out.xlsx"
    files = [STRONG, SAMPLES / "brindlewick.xlsx"]
    assert run(capfd, command, *files, "-o", path, *AS_OF)[0] == 0
    assert zipfile.ZipFile(path).testzip() is None


def test_export_writes_the_other_formats_too(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "out.csv"
    assert run(capfd, "export", STRONG, "-o", path, *AS_OF)[0] == 0
    assert path.read_bytes().startswith(b"\xef\xbb\xbfforce,")
    for name in ("out.ods", "out.txt"):
        assert run(capfd, "export", STRONG, "-o", tmp_path / name)[0] == 2


@pytest.mark.parametrize(("threshold", "code"), [("78", 0), ("79", 1)])
def test_fail_under(capfd: pytest.CaptureFixture[str], threshold: str, code: int) -> None:
    got, _, err = run(capfd, "score", STRONG, "--fail-under", threshold, *AS_OF)
    assert got == code
    assert ("scores 78.7: not shown to reach 79." in err) == bool(code)


def test_fail_under_is_not_met_by_an_unknown_score(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "empty.xlsx"
    assert run(capfd, "template", "--force", "Kent", "-o", path)[0] == 0
    code, out, err = run(capfd, "score", path, "--fail-under", "0", *AS_OF)
    assert code == 1
    assert "Kent Police: no overall score: nothing was answered." in out
    assert "Kent Police has no overall score: not shown to reach 0." in err


def test_fail_under_is_not_met_by_a_few_good_answers(capfd: pytest.CaptureFixture[str]) -> None:
    code, _, err = run(capfd, "score", SAMPLES / "cobblemarsh.xlsx", "--fail-under", "50", *AS_OF)
    assert code == 1
    assert "scores too little of the weight to tell: not shown to reach 50." in err


def test_nan_is_no_threshold(capfd: pytest.CaptureFixture[str]) -> None:
    assert run(capfd, "score", STRONG, "--fail-under", "nan")[0] == 2


def test_an_input_is_never_replaced(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "in.xlsx"
    path.write_bytes(Path(STRONG).read_bytes())
    for command in (
        ["score", path, "-o", path, "--format", "csv", "--overwrite"],
        ["score", tmp_path, "-o", path, "--format", "csv", "--overwrite"],
        ["template", "--from", path, "-o", path, "--overwrite"],
    ):
        code, _, err = run(capfd, *command)
        assert code == 2
        assert "is one of the inputs; name another file." in err
    assert path.read_bytes() == Path(STRONG).read_bytes()


def test_an_empty_name_is_not_the_folder_here(capfd: pytest.CaptureFixture[str]) -> None:
    code, _, err = run(capfd, "check", "")
    assert code == 2
    assert "an empty name" in err


def test_a_folder_that_cannot_be_made_is_3(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").write_text("")
    for command in (["samples"], ["criteria", "copy"]):
        code, _, err = run(capfd, *command, tmp_path / "file" / "x")
        assert code == 3
        assert "cannot be written" in err


def test_warnings_alone_are_0(capfd: pytest.CaptureFixture[str]) -> None:
    code, _, err = run(capfd, "score", SAMPLES / "dapplefold.xlsx", *AS_OF)
    assert code == 0
    assert "42 warnings." in err


def test_samples_are_copied_out(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "samples"
    code, _, err = run(capfd, "samples", folder)
    assert code == 0
    assert "Copied 6 workbooks." in err
    assert sorted(path.name for path in folder.iterdir()) == sorted(
        path.name for path in SAMPLES.iterdir()
    )
    assert run(capfd, "samples", folder)[0] == 2


def test_a_person_learns_who_is_furthest_below_where_and_how_sure(
    capfd: pytest.CaptureFixture[str],
) -> None:
    _, out, _ = run(capfd, "score", SAMPLES, *AS_OF)
    said = " ".join(out.split())
    assert "Furthest below target: Brindlewick Police (fictional), by " in said
    assert "most of all in Understanding" in said
    assert "Brindlewick Police 24.8 all answered 100% Not in place" in said
    assert "Too little answered to place 2 of 6. On judgement alone: Cobblemarsh" in said


# --- as a process ---------------------------------------------------------------------------------


def process(*arguments: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "slavery_benchmark", *arguments],
        capture_output=True,
        check=False,
        timeout=600,
        env={**os.environ, **environment},
    )


def test_python_m_does_the_same() -> None:
    assert process("--version").stdout.strip() == f"benchmark, version {__version__}".encode()


@pytest.mark.parametrize("encoding", ["cp1252", "ascii", "cp437"])
def test_a_console_of_another_encoding_gets_marks_that_it_can_show(encoding: str) -> None:
    done = process("score", STRONG, *AS_OF, PYTHONIOENCODING=encoding, PYTHONUTF8="0")
    assert done.returncode == 0
    said = done.stdout.decode(encoding)
    assert "O score  + 2017 line  c claimed  | target" in said, "the signs that occur"
    assert "?" not in said.replace("? not certain", "")
    assert said.isascii()
    assert done.stderr.decode(encoding).isascii()


def test_a_comparison_in_plain_characters() -> None:
    done = process("compare", STRONG, str(SAMPLES / "brindlewick.xlsx"), *AS_OF,
                   PYTHONIOENCODING="cp1252", PYTHONUTF8="0")  # fmt: skip
    said = done.stdout.decode("cp1252")
    assert said.isascii()
    assert "T at target, ^ above, v no better." in " ".join(said.split()), "the signs that occur"


def test_wildcards_are_expanded_where_the_shell_leaves_them(tmp_path: Path) -> None:
    for name in ("b.xlsx", "a.xlsx"):
        (tmp_path / name).touch()
    said = expand_wildcards(
        ["score", str(tmp_path / "*.xlsx"), "none*.xlsx", "--sort", "gap"], shell_does=False
    )
    assert said == [
        "score", str(tmp_path / "a.xlsx"), str(tmp_path / "b.xlsx"), "none*.xlsx", "--sort", "gap"
    ]  # fmt: skip
    assert expand_wildcards(["*"], shell_does=True) == ["*"]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no umask")
def test_an_output_is_as_private_as_the_user_wants(tmp_path: Path) -> None:
    path = tmp_path / "out.json"
    done = subprocess.run(
        ["sh", "-c", f'umask 077; "{sys.executable}" -m slavery_benchmark score "{STRONG}" -o '
         f'"{path}"'],
        check=True,
        capture_output=True,
        timeout=600,
    )  # fmt: skip
    assert done.returncode == 0
    assert path.stat().st_mode & 0o777 == 0o600


@pytest.mark.skipif(os.name == "nt", reason="such names cannot be made on Windows")
def test_names_that_are_no_text_and_loops_of_links(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    odd = tmp_path / os.fsdecode(b"r\xe9sum\xe9.xlsx")
    odd.write_bytes(Path(STRONG).read_bytes())
    loop = tmp_path / "loop.xlsx"
    loop.symlink_to(loop)
    code, out, err = run(capfd, "score", odd, loop, tmp_path / ("x" * 300), *AS_OF)
    assert code == 3
    assert "rsum.xlsx" in out
    assert err.count("unusable: ") == 2


def test_data_is_utf_8_whatever_the_console_uses() -> None:
    done = process("score", str(SAMPLES), "--format", "json", PYTHONIOENCODING="cp1252")
    assert json.loads(done.stdout.decode("utf-8"))["forces"]


def test_no_colour_without_a_terminal() -> None:
    assert b"\x1b[" not in process("score", STRONG).stdout


@pytest.mark.skipif(os.name == "nt", reason="a broken pipe is another error on Windows")
def test_a_closed_pipe_ends_quietly() -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "slavery_benchmark", "criteria", "list", "--format", "json"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        assert running.stdout.read(1) == b"{"
        running.stdout.close()
        assert running.stderr.read() == b""
        assert running.wait(600) == 0


@pytest.mark.parametrize(
    ("command", "unwanted"),
    [
        (["--help"], ["pandas", "numpy", "openpyxl", "rich", "yaml", "msgspec", "python_calamine"]),
        (["score", STRONG], ["pandas", "numpy", "openpyxl", "jsonschema"]),
        (["check", STRONG], ["pandas", "numpy", "openpyxl", "jsonschema"]),
    ],
)
def test_quick_commands_import_only_what_they_need(command: list[str], unwanted: list[str]) -> None:
    code = (
        "import sys; from slavery_benchmark.cli import exit_code; "
        f"exit_code({command!r}); "
        f"sys.stderr.write('IMPORTED ' + ' '.join(m for m in {unwanted!r} if m in sys.modules))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, check=True, timeout=600
    )
    assert done.stderr.decode().rpartition("IMPORTED")[2].split() == []


def test_a_fault_of_ours_is_said_to_be_one(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    import slavery_benchmark.pipeline

    def fail(*_: object, **__: object) -> None:
        raise RuntimeError("a mistake")

    monkeypatch.setattr(slavery_benchmark.pipeline, "report_of", fail)
    code, _, err = run(capfd, "score", STRONG)
    assert code == 70
    assert "This is a fault of benchmark" in err
    assert "Traceback" not in err


def test_an_interruption_is_130(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    import slavery_benchmark.pipeline

    def interrupt(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(slavery_benchmark.pipeline, "report_of", interrupt)
    code, _, err = run(capfd, "score", STRONG)
    assert code == 130
    assert "Interrupted." in err
