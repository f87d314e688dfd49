"""Editions that belong together: where they are found, and what is said of their lineage."""

import shutil
from pathlib import Path
from typing import get_args

import msgspec
import pytest

from slavery_benchmark.cli import exit_code
from slavery_benchmark.core.change.path import path_between
from slavery_benchmark.core.framework.framework import FrameworkFile
from slavery_benchmark.core.framework.lineage import ChangeKind, Lineage
from slavery_benchmark.core.framework.lineage_rules import own_breaches
from slavery_benchmark.criteria_files import CriteriaFaultsError, load_criteria, load_editions
from slavery_benchmark.shipped import shipped_folder
from slavery_benchmark.yaml_lines import read_yaml
from tests.criteria.frozen import folder
from tests.criteria.test_faults import spoil
from tests.criteria.test_lineage_faults import put, replace

__all__ = ["folder"]


def named(folder: Path) -> list[str]:
    return [framework.identity.edition for framework in load_editions(folder)]


def add_edition(folder: Path, name: str) -> Path:
    """Copy the current edition to editions/ under another name."""
    target = folder / "editions" / name
    target.mkdir()
    for path in folder.glob("*.yaml"):
        shutil.copy(path, target)
    spoil(target, "framework.yaml", 'edition: "2026.2"', f'edition: "{name}"')
    return target


def test_the_current_edition_finds_the_earlier_ones(folder: Path) -> None:
    add_edition(folder, "2026.0")
    (folder / "editions" / ".hidden").mkdir()
    (folder / "editions" / "note.txt").write_text("x", encoding="utf-8")
    assert named(folder) == ["2026.0", "2026.1"]


def test_an_earlier_edition_finds_the_current_one_and_those_beside_it(folder: Path) -> None:
    add_edition(folder, "2026.0")
    assert named(folder / "editions" / "2026.1") == ["2026.2", "2026.0"]


@pytest.mark.parametrize("said", ["2026.1", "./2026.1", "../editions/2026.1"])
def test_however_its_folder_is_named(
    folder: Path, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder / "editions")
    assert named(Path(said)) == ["2026.2"]
    assert load_criteria(Path(said)).register.forces
    monkeypatch.chdir("2026.1")
    assert named(Path()) == ["2026.2"]
    assert load_criteria(Path()).register.forces


def test_a_folder_without_editions_has_none(folder: Path) -> None:
    shutil.rmtree(folder / "editions")
    assert load_editions(folder) == ()


def test_a_broken_edition_is_named_with_its_file(folder: Path) -> None:
    spoil(folder, "editions/2026.1/REC.yaml", "      kind: mixed", "      kind: mixt")
    with pytest.raises(CriteriaFaultsError) as caught:
        load_editions(folder)
    path = folder / "editions" / "2026.1" / "REC.yaml"
    assert str(caught.value).startswith(f"{path}:")


def test_progress_takes_an_earlier_edition_by_its_name(capfd: pytest.CaptureFixture[str]) -> None:
    cycles = shipped_folder("sample_data") / "cycles"
    files = [str(cycles / year / "gorsemere.xlsx") for year in ("2023-24", "2024-25")]
    said = []
    for criteria in ([], ["--criteria", "2026.1"]):
        words = ["progress", *files, "--as-of", "2026-11-23", "--format", "csv", *criteria]
        assert exit_code(words) == 0
        said.append(capfd.readouterr().out)
    assert "VIC-05" in said[0]
    assert said[0] == said[1]


def test_a_copy_brings_the_earlier_editions_along(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    mine = tmp_path / "mine"
    assert exit_code(["criteria", "copy", str(mine)]) == 0
    assert named(mine) == named(shipped_folder("criteria")) == ["2026.1", "2026.2"]
    assert exit_code(["criteria", "check", str(mine)]) == 0
    assert (
        "It follows 2026.2: 0 checks and 3 measures the same, 4 split, 64 reworded, 1 added."
        in capfd.readouterr().out
    )
    assert exit_code(["criteria", "check", str(mine / "editions" / "2026.1")]) == 0
    assert "follows" not in capfd.readouterr().out


def test_a_lineage_without_its_edition_is_not_checked_and_that_is_said(
    folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    spoil(folder, "framework.yaml", "  id: stolen-freedom", "  id: mine")
    assert exit_code(["criteria", "check", str(folder)]) == 0
    assert (
        "Its lineage follows mine 2026.1, which is not among the editions here, so it cannot be "
        "checked."
    ) in capfd.readouterr().out


def test_another_scale_is_no_fault_and_is_said(
    folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    earlier = folder / "editions" / "2026.1"
    path = earlier / "framework.yaml"
    text = path.read_text(encoding="utf-8")
    start, end = text.index("  - level: 4\n"), text.index("# A band names")
    path.write_text(text[:start] + text[end:], encoding="utf-8", newline="\n")
    for theme in earlier.glob("*.yaml"):
        if theme.name != "framework.yaml":
            lines = theme.read_text(encoding="utf-8").split("\n")
            theme.write_text(_without_level_4(lines), encoding="utf-8", newline="\n")
    put(folder, *(f"{{kind: reworded, was: [{c}], now: [{c}], because: x}}" for c in _checks()))
    assert exit_code(["criteria", "check", str(folder)]) == 0
    assert (
        "It follows 2026.1: 0 checks the same, 51 reworded, 18 added. Nothing can be compared "
        "between them: 2026.1 has 4 levels, this edition 5."
    ) in capfd.readouterr().out


def _checks() -> list[str]:
    framework = load_criteria(shipped_folder("criteria") / "editions" / "2026.2").framework
    return [check.id for _, _, check in framework.checks()]


def _without_level_4(lines: list[str]) -> str:
    kept, skipped = [], False
    for line in lines:
        if line.startswith("          4: >-"):
            skipped = True
        elif skipped and not line.startswith("            "):
            skipped = False
        if not skipped:
            kept.append(line)
    return "\n".join(kept)


def test_list_and_show_say_what_changed(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    replace(folder, "REC.yaml", "REC-01b", "REC-01c")
    put(
        folder,
        "{kind: renamed, was: [REC-01b], now: [REC-01c], because: It moved.}",
        "{kind: reworded, was: [LEA-01a], now: [LEA-01a], comparable: false, because: Ranks.}",
    )
    assert exit_code(["criteria", "list", "--criteria", str(folder), "--detail"]) == 0
    said = " ".join(capfd.readouterr().out.split())
    assert "What changed since edition 2026.1" in said
    assert "Renamed: REC-01b is now REC-01c. It moved." in said
    assert ("Reworded: LEA-01a. Answers before and after are not comparable. Ranks.") in said
    assert "New: REC-01m1, REC-01m2." in said
    assert exit_code(["criteria", "show", "REC-01", "--criteria", str(folder)]) == 0
    said = " ".join(capfd.readouterr().out.split())
    assert "Since edition 2026.1: was REC-01b. It moved." in said
    assert said.count("Since edition 2026.1: new.") == 2
    assert exit_code(["criteria", "show", "rec-01b", "--criteria", str(folder)]) == 2
    said = " ".join(capfd.readouterr().err.split())
    assert "no criterion 'rec-01b'. It had one in edition 2026.1. Renamed: REC-01b is now" in said


def test_the_lineage_of_the_readme_has_every_kind_and_no_fault() -> None:
    text = (shipped_folder("criteria") / "README.md").read_text(encoding="utf-8")
    block = text[text.index("```yaml\nlineage:") + len("```yaml\n") :].partition("```")[0]
    document = read_yaml(block.encode(), "README.md")
    assert not document.faults
    assert isinstance(document.data, dict)
    lineage = msgspec.convert(document.data["lineage"], Lineage)
    assert {change.kind for change in lineage.changes} == set(get_args(ChangeKind))
    content = (shipped_folder("criteria") / "framework.yaml").read_bytes()
    file = msgspec.convert(read_yaml(content, "framework.yaml").data, FrameworkFile)
    replace_in = msgspec.structs.replace
    identity = replace_in(file.framework, edition="2027.1")
    assert not list(own_breaches(replace_in(file, framework=identity, lineage=lineage), None))


def test_an_edition_without_lineage_says_nothing_of_changes(
    capfd: pytest.CaptureFixture[str],
) -> None:
    assert exit_code(["criteria", "list", "--criteria", "2026.1"]) == 0
    assert "What changed" not in capfd.readouterr().out


@pytest.mark.parametrize(("edition", "measures"), [("2026.1", 0), ("2026.2", 3)])
def test_answers_of_earlier_editions_stand_for_every_check_of_today(
    edition: str, measures: int
) -> None:
    shipped = shipped_folder("criteria")
    now, editions = load_criteria(shipped).framework, load_editions(shipped)
    before = next(item for item in editions if item.identity.edition == edition)
    path = path_between(before, now, editions)
    assert path is not None
    checks = {check.id for _, _, check in now.checks()}
    assert checks <= path.forward.keys()
    assert path.forward["POW-02d"] == ("POW-02b",)
    assert len(path.forward.keys() - checks) == measures
