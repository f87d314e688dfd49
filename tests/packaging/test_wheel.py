"""The wheel: holds what is tracked, installs, and runs from anywhere."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def run(*command: object, cwd: Path) -> str:
    done = subprocess.run(
        [str(part) for part in command],
        cwd=cwd,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=600,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    run(sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "-w", folder, ROOT, cwd=ROOT)
    (built,) = folder.glob("*.whl")
    return built


@pytest.mark.skipif(not (ROOT / ".git").exists(), reason="not a git checkout")
def test_criteria_and_samples_are_in_the_wheel(wheel: Path) -> None:
    tracked = run("git", "ls-files", "criteria", "sample_data", cwd=ROOT).split()
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    shipped = {name for name in names if name.startswith("slavery_benchmark/_shipped/")}
    assert shipped == {f"slavery_benchmark/_shipped/{name}" for name in tracked}
    assert "slavery_benchmark/schemas/result.schema.json" in names
    assert "slavery_benchmark/py.typed" in names
    fonts = {name.rpartition("/")[2] for name in names if "/charts/fonts/" in name}
    assert fonts == {"Arimo-Regular.ttf", "Arimo-Bold.ttf", "OFL.txt", "README.md"}
    assert not any(name.startswith(("tests/", "docs/")) for name in names)


@pytest.mark.full
def test_the_installed_wheel_runs_from_anywhere(wheel: Path, tmp_path: Path) -> None:
    environment = tmp_path / "environment"
    run(sys.executable, "-m", "venv", environment, cwd=tmp_path)
    programs = environment / ("Scripts" if sys.platform == "win32" else "bin")
    tested = ("-c", ROOT / "constraints.txt")
    run(programs / "python", "-m", "pip", "install", "--quiet", *tested, wheel, cwd=tmp_path)
    benchmark = programs / "benchmark"
    copied = run(benchmark, "criteria", "copy", "criteria", cwd=tmp_path)
    assert copied == ""
    said = run(benchmark, "criteria", "check", "criteria", cwd=tmp_path)
    assert "7 themes, 24 criteria, 53 checks, 19 measures; nothing wrong" in said
    run(benchmark, "samples", "mine", cwd=tmp_path)
    said = run(benchmark, "score", Path("mine") / "aldermoss.xlsx", cwd=tmp_path)
    assert "Aldermoss Constabulary (fictional)" in said
    run(benchmark, "template", "--force", "Kent", "-o", "kent.xlsx", cwd=tmp_path)
    assert (tmp_path / "kent.xlsx").is_file()
