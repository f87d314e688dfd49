"""Faults that need more than one word of a file spoilt."""

from pathlib import Path

import pytest

from slavery_benchmark.core.framework.faults import Fault
from slavery_benchmark.criteria_files import load_criteria
from slavery_benchmark.register_file import load_register
from slavery_benchmark.yaml_lines import read_yaml
from tests.criteria.test_faults import faults, folder, spoil

__all__ = ["folder"]


def said(content: str | bytes) -> list[str]:
    data = content.encode() if isinstance(content, str) else content
    return [fault.line_of_text() for fault in read_yaml(data, "x.yaml").faults]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("", "x.yaml:1: found an empty file; expected the keys of a criteria file"),
        (
            b"a: 1\nb: \xff\n",
            "x.yaml:2: found bytes that are not UTF-8; expected a text file saved as UTF-8",
        ),
        (
            "a: &x [1]\nb: *x\n",
            "x.yaml:1: b: found an anchor used again; expected the values written out in full",
        ),
        (
            "? [a, b]\n: 1\n",
            "x.yaml:1: found a key that is not a word; expected a single word as key",
        ),
        (
            "a: 0x10\n",
            "x.yaml:1: a: found 0x10 (not a plain decimal number); expected digits only, such as 8",
        ),
        (
            "a: .inf\n",
            "x.yaml:1: a: found .inf (not a plain decimal number); expected such as 0.8",
        ),
        (
            "a: on\n",
            'x.yaml:1: a: found on (which YAML takes for true); expected the word in quotes: "on"',
        ),
    ],
)
def test_what_yaml_would_pass_over(content: str | bytes, message: str) -> None:
    assert message in said(content)


def test_a_control_character_is_not_yaml() -> None:
    assert "expected valid YAML" in said(b"a: \x07\n")[0]


def test_null_is_nothing(folder: Path) -> None:
    line = spoil(folder, "REC.yaml", "title: Recording", "title: ~")
    assert f"REC.yaml:{line}: title: found nothing; expected text" in faults(folder)


def test_parts_that_do_not_belong_together(folder: Path) -> None:
    spoil(folder, "REC.yaml", "theme: REC", "theme: RAC")
    spoil(folder, "framework.yaml", "  - level: 1\n", "  - level: 2\n")
    spoil(folder, "framework.yaml", "    word: Emerging", "    word: Not in place")
    spoil(folder, "framework.yaml", "{from: 0, word", "{from: 5, word")
    spoil(folder, "framework.yaml", "  unsupported_level: 2", "  unsupported_level: 3")
    spoil(folder, "framework.yaml", "    level: 1\n    low: 0", "    level: 1\n    low: 2")
    spoil(folder, "framework.yaml", "    criterion: VIC-04", "    criterion: VIC-40")
    text = "\n".join(faults(folder))
    for expected in (
        "theme: found RAC; expected a theme that framework.yaml lists; nearest: REC",
        "criteria[1].id: found REC-01; expected an id that starts with RAC-",
        "levels[2].level: found 2; expected 1 (0, 1, 2, in order)",
        "levels[2].word: found Not in place again; expected a word of its own",
        "bands[1].from: found 5.0; expected 0 for the lowest band",
        "found 3; expected a level below 3, from which evidence is required",
        "baseline_rubric[1].level: found 1; expected a level inside its range, 2 to 1",
        "limits[1].criterion: found VIC-40; expected the id of a criterion",
    ):
        assert expected in text


def test_what_is_listed_twice_in_the_framework_is_named_where_it_stands_again(folder: Path) -> None:
    spoil(folder, "framework.yaml", "{from: 90, word: Embedded}", "{from: 90, word: in Place}")
    spoil(folder, "framework.yaml", "  - id: UND", "  - id: LEA")
    spoil(folder, "framework.yaml", "  - id: pvhonline", "  - id: press-release")
    spoil(folder, "framework.yaml", "  - id: criminalisation", "  - id: protection")
    spoil(folder, "framework.yaml", "  - kind: unqualified", "  - kind: widespread")
    again = [fault.partition(": ")[2] for fault in faults(folder) if " again; " in fault]
    assert again == [
        "bands[5].word: found in Place again; expected a word of its own",
        "baseline_rubric[2].kind: found widespread again; expected a kind of its own",
        "limits[2].id: found protection again; expected an id of its own",
        "themes[2].id: found LEA again; expected an id of its own",
        "sources[2].id: found press-release again; expected an id of its own",
    ]


def test_ids_baselines_and_words_of_a_criterion(folder: Path) -> None:
    spoil(folder, "REC.yaml", "      - id: REC-01a", "      - id: RAC-01a")
    spoil(folder, "REC.yaml", "drawn_from: REC-01-S1", "drawn_from: REC-01-S7")
    text = "\n".join(faults(folder))
    assert "checks[1].id: found RAC-01a; expected an id that starts with REC-01" in text
    assert "drawn_from: found REC-01-S7; expected the id of a shortcoming" in text


def test_two_levels_with_the_same_words(folder: Path) -> None:
    path = folder / "REC.yaml"
    text = path.read_text(encoding="utf-8")
    start = text.index("          0: >-")
    end = text.index("          1: >-")
    following = text.index("          2: >-")
    zero = text[start:end].replace("0: >-", "1: >-", 1)
    path.write_text(text[:end] + zero + text[following:], encoding="utf-8")
    assert any(
        "levels.1: found the words of level 0 again; expected a descriptor of its own" in fault
        for fault in faults(folder)
    )


def test_a_register_without_its_columns_or_with_a_code_twice(tmp_path: Path) -> None:
    path = tmp_path / "forces.csv"
    found: list[Fault] = []
    path.write_text("code,nam\nkent,Kent\n", encoding="utf-8")
    assert load_register(path, found).forces == ()
    assert "name: found no such column; expected the columns code, name" in (
        found[0].line_of_text()
    )
    assert found[0].nearest == ("nam",)
    found.clear()
    path.write_text(
        "code,name,short_name,kind\nkent,Kent Police,Kent,territorial\nkent,B,B,other\n",
        encoding="utf-8",
    )
    assert len(load_register(path, found).forces) == 2
    assert [fault.line_of_text().partition("forces.csv:")[2] for fault in found] == [
        "3: code: found the code kent again; expected a code of its own (it stands on line 2)"
    ]


def test_a_register_saved_in_another_encoding(tmp_path: Path) -> None:
    path = tmp_path / "forces.csv"
    path.write_bytes(b"code,name,short_name,kind\nx,Caf\xe9,C,other\n")
    found: list[Fault] = []
    assert load_register(path, found).forces == ()
    assert "forces.csv:2: found bytes that are not UTF-8; expected a file saved as UTF-8" in (
        found[0].line_of_text()
    )


def test_a_framework_without_a_register_has_no_forces(folder: Path) -> None:
    (folder / "forces.csv").unlink()
    assert load_criteria(folder).register.forces == ()
