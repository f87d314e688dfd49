"""What commands do besides their work: nothing is written elsewhere, nothing uses the network, and
no text of a workbook reaches a terminal as anything but text."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import openpyxl
import pytest

from tests.cli.running import AS_OF, SAMPLES, run
from tests.returns import Return, tampered

BRINDLEWICK = str(SAMPLES / "brindlewick.xlsx")
ALDERMOSS = str(SAMPLES / "aldermoss.xlsx")
CYCLES = str(SAMPLES / "cycles")

# every command, with its outputs in OUT; what stands there later is made by what stands before
COMMANDS = [
    ["score", ALDERMOSS, "-o", "OUT/result.json"],
    ["score", str(SAMPLES), "--jobs", "2"],
    ["compare", ALDERMOSS, BRINDLEWICK, "-o", "OUT/compare.xlsx"],
    ["check", ALDERMOSS, "--mark", "OUT/marked.xlsx"],
    ["export", ALDERMOSS, "-o", "OUT/export.xlsx"],
    ["visit", ALDERMOSS, "-o", "OUT/visit.xlsx"],
    ["explain", ALDERMOSS, "--levers", "-o", "OUT/levers.xlsx"],
    ["review", ALDERMOSS, "--reviewer", "A", "--cases", "3", "-o", "OUT/review.xlsx"],
    ["moderate", "OUT/review.xlsx", "-o", "OUT/agreed.xlsx"],
    ["review", "--reply", "OUT/agreed.xlsx", "-o", "OUT/reply.xlsx"],
    ["review", "OUT/agreed.xlsx", "--answer", "OUT/reply.xlsx", "-o", "OUT/answer.xlsx"],
    ["actions", ALDERMOSS, "-o", "OUT/plan.xlsx"],
    ["progress", CYCLES, "-o", "OUT/progress.xlsx"],
    ["replay", "OUT/result.json"],
    ["report", ALDERMOSS, "-o", "OUT/report.html"],
    ["explain", ALDERMOSS, "VIC-01"],
    ["template", "-o", "OUT/template.xlsx", "--from", ALDERMOSS],
    ["merge", ALDERMOSS, "-o", "OUT/merged.xlsx"],
    ["criteria", "list"],
    ["criteria", "copy", "OUT/criteria"],
    ["criteria", "check", "OUT/criteria"],
    ["samples", "OUT/samples"],
]
UNDATED = {"template", "merge", "criteria", "samples", "replay"}

# Python tells of each file that it opens for writing, folder that it makes, and connection
WATCHED = """
import json, os, sys
from slavery_benchmark.cli import exit_code
written, network = [], []
CHANGES = {"os.mkdir", "os.rename", "os.remove", "os.rmdir", "os.link", "os.symlink", "os.truncate"}
def hook(event, arguments):
    if event.startswith("socket.") or event.startswith("urllib."):
        network.append(event)
        raise OSError("no network here")
    if event == "open" and isinstance(arguments[0], (str, bytes)):
        if (arguments[2] or 0) & (os.O_WRONLY | os.O_RDWR | os.O_CREAT):
            written.append(os.path.abspath(os.fsdecode(arguments[0])))
    elif event in CHANGES:
        written.extend(os.path.abspath(os.fsdecode(a)) for a in arguments[:2] if isinstance(a, (str, bytes)))
sys.addaudithook(hook)
codes = [exit_code(words) for words in json.loads(sys.argv[1])]
sys.stderr.write("SEEN" + json.dumps([codes, written, network]))
"""  # noqa: E501


@pytest.mark.full
def test_nothing_is_written_but_the_outputs_and_there_is_no_network(tmp_path: Path) -> None:
    out, home, here = (tmp_path / name for name in ("out", "home", "here"))
    for folder in (out, home, here):
        folder.mkdir()
    home.chmod(0o500)
    here.chmod(0o500)
    commands = [
        [
            *(word.replace("OUT", str(out)) for word in words),
            *([] if words[0] in UNDATED else AS_OF),
        ]
        for words in COMMANDS
    ]
    # in one process each, but for the second: workers are processes of their own
    names = ("HOME", "USERPROFILE", "TMPDIR", "TEMP", "TMP", "XDG_CACHE_HOME", "XDG_CONFIG_HOME")
    environment = {**os.environ, **dict.fromkeys(names, str(home))}
    alone = [words for words in commands if "--jobs" not in words]
    done = subprocess.run(
        [sys.executable, "-B", "-c", WATCHED, json.dumps(alone)],
        capture_output=True, check=True, cwd=here, env=environment,
    )  # fmt: skip
    codes, written, network = json.loads(done.stderr.decode().rpartition("SEEN")[2])
    assert codes == [0] * len(alone), done.stderr.decode()
    assert network == []
    elsewhere = {path for path in written if not path.startswith((str(out), os.devnull))}
    assert elsewhere == set()
    for words in commands:
        if "--jobs" in words:
            workers = [sys.executable, "-B", "-m", "slavery_benchmark", *words]
            ended = subprocess.run(
                workers, capture_output=True, check=False, cwd=here, env=environment
            )
            assert ended.returncode in (0, 1), ended.stderr.decode()
    assert list(home.iterdir()) == list(here.iterdir()) == []
    assert sorted(path.name for path in out.iterdir()) == sorted(
        {word.partition("/")[2] for words in COMMANDS for word in words if word.startswith("OUT/")}
    )


# what a terminal acts on, and marks that reverse the order of the text around them
ACTS = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]"
)
HOSTILE = "x\x9b2J\x9d0;title\x07 \u202eeciloP\u202c \u2066\u200fy _x001B_[31m"


def hostile_return(path: Path) -> Path:
    def spoil(made: Return) -> None:
        text = HOSTILE.replace("\x07", "")  # openpyxl refuses to write that one
        made.put_cover("Force", f"Kent {text}")
        made.put("VIC-01a", "Evidence", text)
        made.put("VIC-01b", "Level", text)
        made.put("VIC-01b", "Comment", text)
        made.put("VIC-02a", "Owner (role)", text)

    return tampered(path, spoil)


@pytest.mark.parametrize(
    "words",
    [["score", "FILE", "--detail"], ["score", "FILE", "--format", "markdown"],
     ["score", "FILE", "--format", "csv"], ["score", "FILE", "--format", "json"],
     ["check", "FILE"], ["compare", "FILE", ALDERMOSS], ["visit", "FILE"],
     ["explain", "FILE", "--levers"],
     ["actions", "FILE"], ["progress", "FILE", ALDERMOSS], ["explain", "FILE", "VIC-01"],
     ["score", "FILE", "--limits", "rows=5"]],
)  # fmt: skip
def test_escapes_and_reordering_marks_do_nothing_to_a_terminal(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], words: list[str]
) -> None:
    path = hostile_return(tmp_path / "a\x9b31m\u202ered.xlsx")
    code, out, err = run(capfd, *(str(path) if w == "FILE" else w for w in words), *AS_OF)
    assert code in (0, 1, 2, 3)
    assert out + err
    assert ACTS.findall(out + err) == []


@pytest.mark.parametrize("suffix", ["html", "md", "csv", "json", "txt", "xlsx"])
def test_escapes_and_reordering_marks_do_nothing_in_an_output(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], suffix: str
) -> None:
    path = hostile_return(tmp_path / "return.xlsx")
    output = tmp_path / f"out.{suffix}"
    command = {"html": "report", "xlsx": "export"}.get(suffix, "score")
    assert run(capfd, command, path, *AS_OF, "-o", output)[0] in (0, 1)
    if suffix == "xlsx":
        book = openpyxl.load_workbook(output)
        cells = (
            cell for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row
        )
        said = "\n".join(str(cell) for cell in cells)
    else:
        said = output.read_text(encoding="utf-8-sig")
    assert ACTS.findall(said) == []


def test_what_a_marked_copy_says_has_neither(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """The cells are those of the workbook; what the tool adds is comments and a sheet."""
    path = hostile_return(tmp_path / "return.xlsx")
    marked = tmp_path / "marked.xlsx"
    assert run(capfd, "check", path, *AS_OF, "--mark", marked)[0] == 1
    book = openpyxl.load_workbook(marked)
    added = [str(cell) for row in book.worksheets[-1].iter_rows(values_only=True) for cell in row]
    every = (cell for sheet in book for row in sheet.iter_rows() for cell in row)
    added += [cell.comment.text for cell in every if cell.comment]
    assert any("level-not-recognised" in said for said in added)
    assert ACTS.findall("\n".join(added)) == []
