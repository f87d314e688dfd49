"""Every fault in criteria files is named with file, line, key path, what was found and expected."""

from pathlib import Path

import pytest

from slavery_benchmark.cli import exit_code
from slavery_benchmark.criteria_files import CriteriaFaultsError, load_criteria
from slavery_benchmark.shipped import shipped_folder
from tests.criteria.frozen import folder

__all__ = ["folder"]


def spoil(folder: Path, name: str, old: str, new: str) -> int:
    """Replace the first `old` of a file; return the line on which it stood."""
    path = folder / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8", newline="\n")
    return text[: text.index(old)].count("\n") + 1


def faults(folder: Path) -> list[str]:
    with pytest.raises(CriteriaFaultsError) as caught:
        load_criteria(folder)
    start = str(folder) + ("\\" if "\\" in str(folder) else "/")
    return [fault.line_of_text().removeprefix(start) for fault in caught.value.faults]


@pytest.mark.parametrize(
    ("name", "old", "new", "message"),
    [
        (
            "REC.yaml",
            "    boundary: >-",
            "    boundry: >-",
            "REC.yaml:{line}: criteria[1].boundry: found the unknown key boundry; expected one of "
            "id, title, good, covers, elsewhere, boundary, size, weight, weight_because, "
            "baseline, shortcomings, checks, measures; nearest: boundary",
        ),
        (
            "REC.yaml",
            "      kind: mixed",
            "      kind: mixt",
            "REC.yaml:{line}: criteria[1].baseline.kind: found mixt; expected a kind of the "
            "baseline rubric; nearest: mixed",
        ),
        (
            "REC.yaml",
            "      level: 2",
            "      level: 3",
            "REC.yaml:{line}: criteria[1].baseline.level: found 3; expected 2, as the rubric has "
            "for the kind mixed",
        ),
        (
            "REC.yaml",
            "    weight: 1\n",
            "    weight: -1\n",
            "REC.yaml:{line}: criteria[1].weight: found -1; expected more than 0",
        ),
        (
            "REC.yaml",
            "    weight: 1\n",
            "",
            "REC.yaml:8: criteria[1].weight: found nothing; expected the key weight",
        ),
        (
            "REC.yaml",
            "prevalence: considerable variation",
            "prevalence: no",
            "REC.yaml:{line}: criteria[1].shortcomings[1].prevalence: found no (which YAML takes "
            'for false); expected the word in quotes: "no"',
        ),
        (
            "REC.yaml",
            "theme: REC\n",
            "theme: REC\ntheme: REC\n",
            "REC.yaml:3: theme: found the key theme again; expected it once (it stands on line 2)",
        ),
        (
            "REC.yaml",
            "      - id: REC-01b",
            "      - id: REC-01a",
            "REC.yaml:{line}: criteria[1].checks[2].id: found the id REC-01a again; expected an "
            "id of its own (it stands in REC.yaml)",
        ),
        (
            "REC.yaml",
            "          4: >-",
            "          5: >-",
            "REC.yaml:{line}: criteria[1].checks[1].levels.5: found level 5; expected a level of "
            "the scale, 0 to 4",
        ),
        (
            "REC.yaml",
            "asks_about: [REC-01-S1]",
            "asks_about: [REC-01-S2]",
            "REC.yaml:{line}: criteria[1].checks[1].asks_about[1]: found REC-01-S2; expected the "
            "id of a shortcoming of this criterion; nearest: REC-01-S1",
        ),
        (
            "REC.yaml",
            "rank: second-hand",
            "rank: primary",
            "REC.yaml:{line}: criteria[1].shortcomings[1].rank: found primary; expected "
            "second-hand, as framework.yaml has for the source express-and-star",
        ),
        (
            "REC.yaml",
            "rank: second-hand",
            "rank: secondhand",
            "REC.yaml:{line}: criteria[1].shortcomings[1].rank: found secondhand; expected one of "
            "primary, second-hand; nearest: second-hand",
        ),
        (
            "REC.yaml",
            "source: [express-and-star",
            "source: [express-and-stars",
            "REC.yaml:{line}: criteria[1].shortcomings[1].source: found express-and-stars; "
            "expected the id of a source in framework.yaml; nearest: express-and-star",
        ),
        (
            "INV.yaml",
            "drawn_from: INV-03-S1",
            "drawn_from: INV-03-S2",
            "INV.yaml:{line}: criteria[3].baseline.drawn_from: found INV-03-S2, which is "
            "second-hand; expected a primary shortcoming, as this criterion has one",
        ),
        (
            "framework.yaml",
            "  lowest_level: 2",
            "  lowest_level: 9",
            "framework.yaml:{line}: target.lowest_level: found 9; expected a level of the scale, "
            "0 to 4",
        ),
        (
            "framework.yaml",
            "    cap: Partly in place",
            "    cap: Partly",
            "framework.yaml:{line}: limits[1].cap: found Partly; expected the word of a band; "
            "nearest: Partly in place",
        ),
        (
            "framework.yaml",
            "  - {from: 50, word: Partly in place}",
            "  - {from: 20, word: Partly in place}",
            "framework.yaml:{line}: bands[3].from: found 20.0; expected more than 25, the band "
            "before",
        ),
        (
            "framework.yaml",
            "  minimum: 0.8",
            "  minimum: 010",
            "framework.yaml:{line}: coverage.minimum: found 010 (not a plain decimal number); "
            "expected digits only, such as 8",
        ),
        (
            "framework.yaml",
            "  date: 2026-11-23",
            "  date: yesterday",
            "framework.yaml:{line}: framework.date: found yesterday; expected a date, such as "
            "2026-11-23",
        ),
        (
            "framework.yaml",
            "  - id: REC\n",
            "  - id: RECS\n",
            "framework.yaml:{line}: themes[7].id: found RECS; expected a theme that has a file of "
            "its own; nearest: REC",
        ),
        (
            "forces.csv",
            "territorial",
            "teritorial",
            "forces.csv:{line}: kind: found teritorial; expected territorial, other or fictional; "
            "nearest: territorial",
        ),
    ],
)
def test_a_fault_is_named(folder: Path, name: str, old: str, new: str, message: str) -> None:
    line = spoil(folder, name, old, new)
    assert message.format(line=line) in faults(folder)


def test_missing_descriptor(folder: Path) -> None:
    spoil(folder, "REC.yaml", "          4: >-", "          5: >-")
    assert any(
        "found no descriptor for level 4; expected one for each" in f for f in faults(folder)
    )


def test_a_shortcoming_that_no_check_asks_about(folder: Path) -> None:
    path = folder / "LEA.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(
        text.replace("asks_about: [LEA-02-S2]", "asks_about: [LEA-02-S1]"), encoding="utf-8"
    )
    assert any(
        "found LEA-02-S2, which no check asks about; expected at least one check with it under "
        "asks_about" in fault
        for fault in faults(folder)
    )


def test_broken_yaml_says_where(folder: Path) -> None:
    spoil(folder, "REC.yaml", "title: Recording", "title: [Recording")
    (fault,) = [f for f in faults(folder) if f.startswith("REC.yaml:4: found")]
    assert "expected valid YAML; check indentation, quotes and colons" in fault


def test_faults_of_all_files_are_reported_at_once(folder: Path) -> None:
    spoil(folder, "REC.yaml", "    boundary: >-", "    boundry: >-")
    spoil(folder, "INV.yaml", "    weight: 3\n", "    weight: none\n")
    spoil(folder, "LEA.yaml", "drawn_from: LEA-01-S1", "drawn_from: LEA-01-S9")
    spoil(folder, "framework.yaml", "  lowest_level: 2", "  lowest_level: 9")
    said = "\n".join(faults(folder))
    for expected in ("boundry", "found none; expected a number", "LEA-01-S9", "found 9"):
        assert expected in said


def test_a_framework_that_does_not_load_ends_every_command_with_3(
    folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    spoil(folder, "REC.yaml", "    weight: 1\n", "    weight: -1\n")
    sample = str(shipped_folder("sample_data") / "aldermoss.xlsx")
    for command in (
        ["score", sample],
        ["check", sample],
        ["explain", sample, "INV-01"],
        ["template", "-o", str(folder / "t.xlsx")],
        ["criteria", "list"],
        ["criteria", "show", "INV-01"],
    ):
        assert exit_code([*command, "--criteria", str(folder)]) == 3
        out, err = capfd.readouterr()
        assert out == ""
        assert "criteria[1].weight: found -1; expected more than 0" in err
        assert "cannot be used: 1 fault." in err
    assert exit_code(["criteria", "check", str(folder)]) == 3


def test_a_folder_without_a_framework(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert exit_code(["criteria", "check", str(tmp_path)]) == 3
    assert "found a folder without it; expected a folder with framework.yaml" in (
        capfd.readouterr().err
    )


def test_a_copy_is_whole_and_line_endings_do_not_change_the_hash(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    copy = tmp_path / "copy"
    assert exit_code(["criteria", "copy", str(copy)]) == 0
    before = load_criteria(copy).framework.sha256()
    for path in copy.glob("*.yaml"):
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert load_criteria(copy).framework.sha256() == before
    assert exit_code(["criteria", "check", str(copy)]) == 0
    assert before in capfd.readouterr().out
