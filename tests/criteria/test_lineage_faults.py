"""Faults in a lineage, named by file, line and key path: inside an edition, and between two."""

import shutil
from pathlib import Path

import pytest

from slavery_benchmark.cli import exit_code
from slavery_benchmark.criteria_files import CriteriaFaultsError
from slavery_benchmark.lineage_files import check_editions
from slavery_benchmark.shipped import shipped_folder
from tests.criteria.frozen import folder
from tests.criteria.test_faults import faults, spoil

__all__ = ["folder"]

HEAD = 'lineage:\n  follows: "2026.1"\n  changes:\n'


def put(folder: Path, *changes: str) -> int:
    """Put changes before those of the current edition; return the line of the first."""
    line = spoil(folder, "framework.yaml", HEAD, HEAD + "".join(f"    - {c}\n" for c in changes))
    return line + HEAD.count("\n")


def replace(folder: Path, name: str, old: str, new: str) -> None:
    """Replace every `old` in a file."""
    path = folder / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8", newline="\n")


def between(folder: Path) -> list[str]:
    """Return the faults that checking the editions of a folder finds, relative to it."""
    with pytest.raises(CriteriaFaultsError) as caught:
        check_editions(folder)
    start = str(folder) + ("\\" if "\\" in str(folder) else "/")
    return [fault.line_of_text().removeprefix(start) for fault in caught.value.faults]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (
            "{kind: renamed, was: [LEA-09a, LEA-09b], now: [LEA-01a], because: x}",
            ".was: found two ids; expected one id, as the kind is renamed",
        ),
        (
            "{kind: renamed, was: [LEA-01a], now: [LEA-01a], because: x}",
            ".now: found LEA-01a; expected another id, or the kind reworded",
        ),
        (
            "{kind: reworded, was: [LEA-01a], now: [LEA-01b], because: x}",
            ".now: found LEA-01b; expected LEA-01a, or the kind renamed; nearest: LEA-01a",
        ),
        (
            "{kind: reworded, now: [LEA-01b], because: x}",
            ".was: found no id; expected one id, as the kind is reworded",
        ),
        (
            "{kind: split, was: [LEA-09a], now: [LEA-01a], because: x}",
            ".now: found one id; expected two ids or more, as the kind is split",
        ),
        (
            "{kind: merged, was: [LEA-09a], now: [LEA-01a], because: x}",
            ".was: found one id; expected two ids or more, as the kind is merged",
        ),
        (
            "{kind: retired, was: [LEA-09a], now: [LEA-01a], because: x}",
            ".now: found one id; expected no id, as the kind is retired",
        ),
        (
            "{kind: retired, because: x}",
            ".was: found no id; expected one id or more, as the kind is retired",
        ),
        (
            "{kind: added, was: [LEA-09a], now: [LEA-01a], because: x}",
            ".was: found one id; expected no id, as the kind is added",
        ),
        (
            "{kind: added, now: [LEA-01a], comparable: false, because: x}",
            ".comparable: found false; expected no such key, as what was added has nothing to be "
            "compared with",
        ),
        (
            "{kind: retired, was: [LEA-09a], comparable: false, because: x}",
            ".comparable: found false; expected no such key, as what was retired has nothing to be "
            "compared with",
        ),
        (
            "{kind: added, now: [LEA-01x], because: x}",
            ".now[1]: found LEA-01x; expected the id of a check or measure of this edition; "
            "nearest: LEA-01b",
        ),
        (
            "{kind: retired, was: [LEA-01a], because: x}",
            ".was[1]: found LEA-01a, which this edition still has; expected LEA-01a under now of a "
            "change as well, or no change of it",
        ),
        (
            "{kind: split, was: [INV-01a], now: [INV-01a, INV-02m1], because: x}",
            ": found the check INV-01a with the measure INV-02m1; expected only checks, or only "
            "measures",
        ),
        (
            "{kind: merged, was: [X-01m1, X-01m2], now: [INV-02m1], because: x}",
            ".comparable: found true; expected false, as a figure is none of its parts (INV-02m1 "
            "is a measure)",
        ),
        (
            "{kind: renamd, was: [LEA-09a], now: [LEA-01a], because: x}",
            ".kind: found renamd; expected one of added, merged, renamed, retired, reworded, "
            "split; nearest: renamed",
        ),
        (
            "{kind: retired, was: [LEA-09a]}",
            ".because: found nothing; expected the key because",
        ),
    ],
)
def test_a_change_that_cannot_be(folder: Path, change: str, said: str) -> None:
    line = put(folder, change)
    assert f"framework.yaml:{line}: lineage.changes[1]{said}" in faults(folder)


def test_no_id_twice_on_one_side(folder: Path) -> None:
    line = put(
        folder,
        "{kind: retired, was: [LEA-09a], because: x}",
        "{kind: split, was: [LEA-09a], now: [LEA-01a, LEA-01b], because: x}",
        "{kind: added, now: [INV-01m1], because: x}",
    )
    said = faults(folder)
    assert (
        f"framework.yaml:{line + 1}: lineage.changes[2].was[1]: found the id LEA-09a again; "
        "expected it once under was (it stands in lineage.changes[1])"
    ) in said
    again = [item for item in said if "found the id INV-01m1 again" in item]
    assert len(again) == 1
    assert "expected it once under now (it stands in lineage.changes[3])" in again[0]


def test_an_edition_does_not_follow_itself(folder: Path) -> None:
    line = spoil(folder, "framework.yaml", '  follows: "2026.1"', '  follows: "2026.2"')
    assert (
        f"framework.yaml:{line}: lineage.follows: found 2026.2; expected the edition before this "
        "one"
    ) in faults(folder)


def test_a_fault_elsewhere_is_not_made_worse_by_the_lineage(folder: Path) -> None:
    spoil(folder, "INV.yaml", "        from: reported\n", "        form: reported\n")
    assert not [item for item in faults(folder) if "lineage" in item]


def test_the_id_of_an_earlier_check_must_be_one(folder: Path) -> None:
    line = put(folder, "{kind: retired, was: [LEA-01z], because: x}")
    assert between(folder) == [
        f"framework.yaml:{line}: lineage.changes[1].was[1]: found LEA-01z; expected the id of a "
        "check or measure of 2026.1; nearest: LEA-01b"
    ]


def test_every_check_that_is_gone_and_every_new_one_is_named(folder: Path) -> None:
    replace(folder, "REC.yaml", "REC-01b", "REC-01c")
    line = put(folder) - 1
    assert between(folder) == [
        f"framework.yaml:{line}: lineage.changes: found nothing about REC-01b, which 2026.1 has "
        "and this edition has not; expected a change with it under was: renamed, split, merged or "
        "retired; nearest: REC-01c",
        f"framework.yaml:{line}: lineage.changes: found nothing about REC-01c, which 2026.1 has "
        "not; expected a change with it under now: added, renamed, split or merged; nearest: "
        "REC-01b",
    ]
    put(folder, "{kind: renamed, was: [REC-01b], now: [REC-01c], because: x}")
    assert check_editions(folder).before is not None


def test_what_counts_as_new_was_not_there(folder: Path) -> None:
    line = put(folder, "{kind: added, now: [LEA-01a], because: x}")
    assert between(folder) == [
        f"framework.yaml:{line}: lineage.changes[1].now[1]: found LEA-01a, which 2026.1 has too; "
        "expected LEA-01a under was of a change as well, or no change of it"
    ]


def test_other_words_under_the_same_id_are_said(folder: Path) -> None:
    spoil(
        folder,
        "REC.yaml",
        "        question: >-\n          How",
        "        question: >-\n          Why",
    )
    line = put(folder) - 1
    assert between(folder) == [
        f"framework.yaml:{line}: lineage.changes: found nothing about REC-01a, which has another "
        "question or other words for its levels than in 2026.1; expected a change of the kind "
        "reworded, which says whether the two are comparable"
    ]
    put(folder, "{kind: reworded, was: [REC-01a], now: [REC-01a], comparable: false, because: x}")
    assert check_editions(folder).before is not None


def with_measures_before(folder: Path) -> None:
    """Let the current files follow an edition 2026.3 that has the same measures."""
    before = folder / "editions" / "2026.3"
    before.mkdir()
    for path in folder.glob("*.yaml"):
        shutil.copy(path, before)
    spoil(before, "framework.yaml", 'edition: "2026.2"', 'edition: "2026.3"')
    path = folder / "framework.yaml"
    text = path.read_text(encoding="utf-8")
    text = text[: text.index(HEAD)] + HEAD.replace("2026.1", "2026.3").replace(
        "changes:", "changes: []"
    )
    path.write_text(text, encoding="utf-8", newline="\n")


@pytest.mark.parametrize("comparable", ["true", "false"])
def test_a_measure_with_other_bands_is_not_comparable(folder: Path, comparable: str) -> None:
    with_measures_before(folder)
    assert check_editions(folder).before is not None
    spoil(folder, "COO.yaml", "{level: 4, limit: 95,", "{level: 4, limit: 96,")
    (fault,) = between(folder)
    assert (
        "lineage.changes: found nothing about COO-01m1, which is counted or banded in another way "
        "than in 2026.3; expected a change of the kind reworded"
    ) in fault
    change = f"\n    - {{kind: reworded, was: [COO-01m1], now: [COO-01m1], comparable: {comparable}"
    spoil(folder, "framework.yaml", "changes: []", "changes:" + change + ", because: x}")
    if comparable == "false":
        assert check_editions(folder).before is not None
    else:
        (fault,) = between(folder)
        assert (
            "lineage.changes[1].comparable: found true; expected false, as COO-01m1 is counted or "
            "banded in another way than before"
        ) in fault


@pytest.mark.parametrize("comparable", ["true", "false"])
def test_a_measure_that_only_has_another_id_may_be_comparable(
    folder: Path, comparable: str
) -> None:
    with_measures_before(folder)
    replace(folder, "COO.yaml", "COO-01m1", "COO-01m9")
    change = (
        "\n    - {kind: renamed, was: [COO-01m1], now: [COO-01m9], "
        f"comparable: {comparable}, because: x}}"
    )
    spoil(folder, "framework.yaml", "changes: []", "changes:" + change)
    assert check_editions(folder).before is not None


def test_checks_and_measures_are_not_mixed(folder: Path) -> None:
    with_measures_before(folder)
    replace(folder, "COO.yaml", "COO-01m1", "COO-01m9")
    replace(folder, "REC.yaml", "REC-01b", "REC-01c")
    changes = (
        "\n    - {kind: renamed, was: [COO-01m1], now: [REC-01c], because: x}"
        "\n    - {kind: renamed, was: [REC-01b], now: [COO-01m9], because: x}"
    )
    spoil(folder, "framework.yaml", "changes: []", "changes:" + changes)
    said = between(folder)
    assert len(said) == 2
    assert "found the check REC-01c with the measure COO-01m1; expected only checks" in said[0]
    assert "found the check REC-01b with the measure COO-01m9; expected only checks" in said[1]


def test_editions_do_not_follow_each_other_in_a_ring(folder: Path) -> None:
    earlier = folder / "editions" / "2026.1" / "framework.yaml"
    text = earlier.read_text(encoding="utf-8")
    earlier.write_text(text + 'lineage: {follows: "2026.2"}\n', encoding="utf-8", newline="\n")
    said = between(folder)
    assert any(
        "lineage.follows: found 2026.1, which itself follows 2026.2; expected an edition that came "
        "before" in item
        for item in said
    )


def test_an_edition_has_the_name_of_its_folder_and_no_other_ones(folder: Path) -> None:
    (folder / "editions" / "2026.1").rename(folder / "editions" / "2025.9")
    said = between(folder)
    name = Path("editions") / "2025.9" / "framework.yaml"
    assert said == [
        f"{name}:4: framework.edition: found 2026.1; expected 2025.9, as its folder is called"
    ]
    copy = folder / "editions" / "2026.2"
    copy.mkdir()
    for path in folder.glob("*.yaml"):
        shutil.copy(path, copy)
    assert any(
        f"framework.edition: found the edition 2026.2 again; expected an edition of its own "
        f"({copy} has it)" in item
        for item in between(folder)
    )


def test_a_broken_earlier_edition_ends_check_with_3(
    folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    spoil(folder, "editions/2026.1/REC.yaml", "      kind: mixed", "      kind: mixt")
    assert exit_code(["criteria", "check", str(folder)]) == 3
    out, err = capfd.readouterr()
    assert out == ""
    assert "found mixt; expected a kind of the baseline rubric" in err
    assert f"The criteria ({folder}) cannot be used: 1 fault." in err


def test_shipped_editions_fit_each_other() -> None:
    checked = check_editions(shipped_folder("criteria"))
    assert checked.before is not None
    assert checked.framework.lineage is not None
    assert checked.framework.lineage.follows == checked.before.identity.edition
