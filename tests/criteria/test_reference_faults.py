"""Faults in what an edition refers to: law, recommendations, outside looks, and checks tested."""

import shutil
from pathlib import Path

import pytest

from slavery_benchmark.criteria_files import load_criteria
from slavery_benchmark.shipped import shipped_folder
from tests.criteria.test_faults import faults, spoil


@pytest.fixture
def current(tmp_path: Path) -> Path:
    """Return a copy of the criteria of today, without the earlier editions."""
    copy = tmp_path / "mine"
    shutil.copytree(
        shipped_folder("criteria"), copy, ignore=shutil.ignore_patterns("editions", "schema")
    )
    return copy


@pytest.mark.parametrize(
    ("name", "old", "new", "said"),
    [
        ("framework.yaml", "    source: [college-s45, sg-2020, cps]", "    source: [college-s54]",
         "law[3].source[1]: found college-s54; expected the id of a source in this file; "
         "nearest: college-s45"),
        ("framework.yaml", "    criteria: [POW-03, POW-01, VIC-02]", "    criteria: [POW-09]",
         "law[3].criteria[1]: found POW-09; expected the id of a criterion"),
        ("framework.yaml", "  - id: section-45\n", "  - id: consent\n",
         "law[3]: found consent again; expected each of them once"),
        ("framework.yaml", "law_as_at: 2026-12-01\n", "",
         "law: found no day; expected law_as_at, the day as of which the law is told"),
        ("framework.yaml", "  - number: 10\n", "  - number: 11\n",
         "recommendations[11]: found 11 again; expected each of them once"),
        ("framework.yaml", "    addressee: forces\n    deadline: October 2018\n", "",
         "recommendations[2]: found 2; expected its source, addressee and criteria, as its text is "
         "known"),
        ("framework.yaml", "  - name: records test\n", "  - name: file review\n",
         "looks[2]: found file review again; expected each of them once"),
        ("POW.yaml", "        law: [section-45, conclusive-grounds]",
         "        law: [section-45, conclusive-ground]",
         "checks[2].law[2]: found conclusive-ground; expected the id of a statement of law in "
         "framework.yaml; nearest: conclusive-grounds"),
        ("LEA.yaml", "        look: paper trail", "        look: paper trial",
         "checks[1].look: found paper trial; expected the name of a look in framework.yaml; "
         "nearest: paper trail"),
        ("LEA.yaml", "        look: paper trail", "        look: shift visit",
         "checks[1].look: found shift visit; expected a level whose words name it"),
        ("INV.yaml", "        tests: [INV-01a, INV-01b]", "        tests: [INV-02a]",
         "measures[1].tests[1]: found INV-02a; expected the id of a check of this criterion"),
        ("COO.yaml", "        not_needed: 0.75", "        not_needed: 75",
         "measures[1].not_needed: found 75; expected 1 or less"),
        ("VIC.yaml", "        lists: true\n", "",
         "expected lists: true, without which it is never asked"),
        ("modules/SIN.yaml", "  - id: SIN-01\n", "  - id: SIM-01\n",
         "modules/SIN.yaml:9: criteria[1].id: found SIM-01; expected an id that starts with SIN-"),
        ("modules/SIN.yaml", "      - id: SIN-02a\n", "      - id: SIN-01a\n",
         "criteria[2].checks[1].id: found the id SIN-01a again; expected an id of its own (it "
         "stands in modules/SIN.yaml)"),
        ("modules/SIN.yaml", "  - id: SIN-01\n", "  - id: VIC-01\n",
         "criteria[1].id: found the id VIC-01 again; expected an id of its own (it stands in "
         "VIC.yaml)"),
        ("modules/SIN.yaml", "    source: [pec-websites-2023]", "    source: [pec-websites]",
         "criteria[2].source[1]: found pec-websites; expected the id of a source in "
         "framework.yaml; nearest: pec-websites-2023"),
        ("modules/SIN.yaml", "        law: [reconsideration]", "        law: [reconsidering]",
         "checks[2].law[1]: found reconsidering; expected the id of a statement of law in "
         "framework.yaml; nearest: reconsideration"),
        ("modules/SIN.yaml", "        look: paper trail", "        look: file review",
         "criteria[2].checks[1].look: found file review; expected a level whose words name it"),
        ("modules/SIN.yaml", "          4: >-", "          5: >-",
         "criteria[1].checks[1].levels: found no descriptor for level 4; expected one for each "
         "level, 0 to 4"),
        ("modules/SIN.yaml", "    because: >-", "    weight: >-",
         "criteria[1].weight: found the unknown key weight; expected one of"),
    ],
)  # fmt: skip
def test_a_fault_is_named(current: Path, name: str, old: str, new: str, said: str) -> None:
    spoil(current, name, old, new)
    assert any(said in line for line in faults(current)), faults(current)


def test_all_of_it_may_be_left_out(current: Path) -> None:
    path = current / "framework.yaml"
    text = path.read_text(encoding="utf-8")
    start, end = text.index("# What the criteria take the law"), text.index("# What changed since")
    shutil.rmtree(current / "modules")
    path.write_text(text[:start] + text[end:], encoding="utf-8", newline="\n")
    for theme in current.glob("*.yaml"):
        lines = theme.read_text(encoding="utf-8").split("\n")
        kept = [line for line in lines if not line.startswith("        law: [")]
        theme.write_text("\n".join(kept), encoding="utf-8", newline="\n")
    framework = load_criteria(current).framework
    assert framework.law == ()
    assert framework.recommendations == ()
