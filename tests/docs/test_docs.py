"""What the documents say is what the program does. UPDATE_DOCS=1 fills the help blocks in."""

import json
import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from slavery_benchmark.cli import exit_code
from slavery_benchmark.core.problems import Code
from tests.length import either

ROOT = Path(__file__).parents[2]
README = ROOT / "README.md"
HELP_BLOCK = re.compile(r"<!-- help: benchmark ?([a-z]*) ?-->\n```\n(.*?)```", re.DOTALL)


def program(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "slavery_benchmark", *arguments],
        cwd=ROOT,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=600,
        env={**os.environ, "COLUMNS": "80", "PYTHONIOENCODING": "utf-8"},
    )


def test_help_blocks_are_what_the_program_prints() -> None:
    text = README.read_text(encoding="utf-8")

    def filled(match: re.Match[str]) -> str:
        said = program(*match[1].split(), "--help").stdout
        return f"<!-- help: benchmark{' ' + match[1] if match[1] else ''} -->\n```\n{said}```"

    wanted = HELP_BLOCK.sub(filled, text)
    if os.environ.get("UPDATE_DOCS"):
        README.write_text(wanted, encoding="utf-8", newline="\n")
    assert len(HELP_BLOCK.findall(text)) == 2
    assert wanted == README.read_text(encoding="utf-8")


def test_the_picture_in_the_readme_is_of_this_version() -> None:
    said = program("score", "sample_data/aldermoss.xlsx", "--as-of", "2026-11-23").stdout
    picture = re.search(r"```\n(Aldermoss.*?)```", README.read_text(encoding="utf-8"), re.DOTALL)
    assert picture is not None
    assert picture[1] in said


MAKES_OR_SHOWS = ("template", "criteria", "samples", "explain", "replay")


def _with_samples(command: str) -> str:
    samples = (ROOT / "sample_data").as_posix()
    for name, folder in (("returns-2025", "cycles/2024-25"), ("returns-2026", "cycles/2025-26")):
        command = command.replace(name, f"{samples}/{folder}")
    return command.replace("returns", samples)


def _commands(text: str) -> list[str]:
    found = re.findall(r"\| `benchmark (.*?)`", text)
    assert len(found) >= 4
    return found


ADDS_MORE = "pip install -c constraints.txt '.[dask,parquet]'"
HIDES_MORE = """
import sys
sys.modules.update(dict.fromkeys(("dask", "distributed", "pyarrow")))
"""
RUNS_EACH = """
import json, sys
from slavery_benchmark.cli import exit_code
for words in json.loads(sys.argv[1]):
    sys.stderr.write(f"CODE {exit_code(words)}\\n")
"""


def _run_each(commands: list[str], folder: Path, before: str = "") -> None:
    """Run commands of the README one after the other, in one process: to start is what takes long.

    before: Python that is run first.
    """
    words = [shlex.split(_with_samples(command)) for command in commands]
    done = subprocess.run(
        [sys.executable, "-c", before + RUNS_EACH, json.dumps(words)],
        cwd=folder,
        capture_output=True,
        check=True,
        timeout=1200,
    )
    found = re.split(r"^CODE (?=\d+$)", done.stderr.decode(), flags=re.MULTILINE)
    assert len(found) == len(commands) + 1
    for command, before_it, after_it in zip(commands, found, found[1:], strict=False):
        wanted = {"0"}
        if not command.startswith(MAKES_OR_SHOWS) or "kent.xlsx" in command:
            wanted = {"0", "1"}  # samples have problems, and an empty return lacks its period
        assert after_it.partition("\n")[0] in wanted, (command, before_it)


def tried(commands: list[str]) -> Iterator[str]:
    """Yield the commands; in short, of those that read a folder the first of each name."""
    before: set[str] = set()
    for command in commands:
        name = command.partition(" ")[0]
        if "returns" not in command or name not in before or either(short=0, full=1):
            yield command
        before.update([name] if "returns" in command else [])


def _write_answers(folder: Path) -> str:
    """Write the table of the example to answers.csv; return it."""
    text = (ROOT / "docs" / "hands.md").read_text(encoding="utf-8")
    found = re.search(r"```csv\n(.*?)```", text, re.DOTALL)
    assert found is not None
    (folder / "answers.csv").write_text(found[1], encoding="utf-8", newline="\n")
    return found[1]


def test_the_example_of_a_table_of_answers_is_read_as_it_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    table = _write_answers(tmp_path)
    words = ["template", "--force", "Kent", "--answers", "answers.csv", "-o", "kent.xlsx"]
    assert exit_code(words) == 0
    assert "Filled in 3 of 53 checks." in capfd.readouterr().err
    Path("answers.csv").write_text(table.replace("LEA-01b,2", "LEA-01b,5"), encoding="utf-8")
    assert exit_code([*words, "--overwrite"]) == 1
    said = capfd.readouterr().err.splitlines()[0]
    assert said in (ROOT / "docs" / "hands.md").read_text(encoding="utf-8")


def test_the_commands_of_the_readme_run(tmp_path: Path) -> None:
    """Those above the line that installs the extras run without them."""
    plain, more = map(_commands, README.read_text(encoding="utf-8").split(ADDS_MORE))
    _write_answers(tmp_path)
    (tmp_path / "groups.csv").write_text("force,group\nAldermoss,My group\n", encoding="utf-8")
    here = [command for command in more if "--scheduler" not in command]
    assert len(more) - len(here) == 1, "tests/cluster has a cluster to run it on"
    _run_each(
        ["template --force Kent --module SIN -o kent-2025.xlsx", *tried(plain)],
        tmp_path,
        HIDES_MORE,
    )
    _run_each(here, tmp_path)


def test_the_python_of_the_readme_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    code = re.search(r"```python\n(.*?)```", README.read_text(encoding="utf-8"), re.DOTALL)
    assert code is not None
    monkeypatch.chdir(ROOT)
    names: dict[str, object] = {}
    exec(code[1], names)  # noqa: S102 - our own document
    assert len(names["frame"]) == 6 * 104  # type: ignore[arg-type]


def test_every_problem_has_a_section_with_its_sentence() -> None:
    text = (ROOT / "docs" / "problems.md").read_text(encoding="utf-8")
    section = re.compile(r"^### (\S+)\n\n(.*?)(?=\n###|\n## |\Z)", re.DOTALL | re.MULTILINE)
    sections = dict(section.findall(text))
    assert set(sections) == {str(code) for code in Code}
    for code in Code:
        severity, title = code.severity, code.sentence
        said = " ".join(sections[str(code)].split())
        assert f"{severity}: {title}." in said.lower() or f"{severity}: {title}." in said, code


DOCUMENTS = ("README.md", "CONTRIBUTING.md", "criteria/README.md")


@pytest.mark.parametrize(
    "name",
    [
        *DOCUMENTS,
        "docs/method.md",
        "docs/change.md",
        "docs/many.md",
        "docs/problems.md",
        "docs/inspecting.md",
        "docs/hands.md",
    ],
)
def test_links_in_the_documents_lead_somewhere(name: str) -> None:
    path = ROOT / name
    for target in re.findall(r"\]\(([^)#]+)\)", path.read_text(encoding="utf-8")):
        if not target.startswith("http"):
            assert (path.parent / target).exists(), target
