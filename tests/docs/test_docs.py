"""What the documents say is what the program does. UPDATE_DOCS=1 fills the help blocks in."""

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from slavery_benchmark.core.problems import CATALOGUE, Code

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


def test_the_commands_of_the_readme_run(tmp_path: Path) -> None:
    """Those above the line that installs the extras run without them."""
    plain, more = README.read_text(encoding="utf-8").split(ADDS_MORE)
    (tmp_path / "hidden").mkdir()
    (tmp_path / "hidden" / "sitecustomize.py").write_text(HIDES_MORE, encoding="utf-8")
    without = {**os.environ, "PYTHONPATH": str(tmp_path / "hidden")}
    table = {**dict.fromkeys(_commands(plain), without), **dict.fromkeys(_commands(more))}
    (tmp_path / "groups.csv").write_text("force,group\nAldermoss,My group\n", encoding="utf-8")
    here = {command: where for command, where in table.items() if "--scheduler" not in command}
    assert len(table) - len(here) == 1, "tests/cluster has a cluster to run it on"
    for command, where in {"template --force Kent -o kent-2025.xlsx": None, **here}.items():
        words = shlex.split(_with_samples(command))
        done = subprocess.run(
            [sys.executable, "-m", "slavery_benchmark", *words],
            cwd=tmp_path,
            env=where,
            capture_output=True,
            check=False,
            timeout=600,
        )
        wanted = {0} if words[0] in MAKES_OR_SHOWS else {0, 1}  # samples have problems
        if "kent.xlsx" in command:
            wanted = {0, 1}  # an empty return lacks its period
        assert done.returncode in wanted, (command, done.stderr.decode())


def test_the_python_of_the_readme_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    code = re.search(r"```python\n(.*?)```", README.read_text(encoding="utf-8"), re.DOTALL)
    assert code is not None
    monkeypatch.chdir(ROOT)
    names: dict[str, object] = {}
    exec(code[1], names)  # noqa: S102 - our own document
    assert len(names["frame"]) == 6 * 101  # type: ignore[arg-type]


def test_every_problem_has_a_section_with_its_sentence() -> None:
    text = (ROOT / "docs" / "problems.md").read_text(encoding="utf-8")
    section = re.compile(r"^### (\S+)\n\n(.*?)(?=\n###|\n## |\Z)", re.DOTALL | re.MULTILINE)
    sections = dict(section.findall(text))
    assert set(sections) == {str(code) for code in Code}
    for code, (severity, title) in CATALOGUE.items():
        said = " ".join(sections[str(code)].split())
        assert f"{severity}: {title}." in said.lower() or f"{severity}: {title}." in said, code


DOCUMENTS = ("README.md", "CONTRIBUTING.md", "criteria/README.md")


@pytest.mark.parametrize(
    "name", [*DOCUMENTS, "docs/method.md", "docs/change.md", "docs/many.md", "docs/problems.md"]
)
def test_links_in_the_documents_lead_somewhere(name: str) -> None:
    path = ROOT / name
    for target in re.findall(r"\]\(([^)#]+)\)", path.read_text(encoding="utf-8")):
        if not target.startswith("http"):
            assert (path.parent / target).exists(), target
