"""The criteria that come with the tool: complete, sourced, and not repeated in the code."""

import csv
import re
from fractions import Fraction
from pathlib import Path

import pytest

from slavery_benchmark.cli import exit_code
from slavery_benchmark.core.framework.declared import exact
from slavery_benchmark.core.framework.framework import Framework
from tests.builders import shipped_criteria

HERE = Path(__file__).parent
PACKAGE = HERE.parents[1] / "slavery_benchmark"
with (HERE / "findings_2017.csv").open(encoding="utf-8", newline="") as stream:
    FINDINGS = list(csv.DictReader(stream))


@pytest.fixture(scope="module")
def framework() -> Framework:
    return shipped_criteria().framework


@pytest.mark.parametrize("row", FINDINGS, ids=lambda row: f"{row['criterion']}-{row['rank']}")
def test_every_finding_of_2017_is_a_shortcoming_with_its_source(
    row: dict[str, str], framework: Framework
) -> None:
    criterion = next(item for _, item in framework.criteria() if item.id == row["criterion"])
    assert [
        item
        for item in criterion.shortcomings
        if item.rank == row["rank"]
        and row["prevalence"] in item.prevalence
        and row["source"] in item.sources
    ]


def test_there_are_no_more_shortcomings_than_findings(framework: Framework) -> None:
    shortcomings = [item for _, c in framework.criteria() for item in c.shortcomings]
    assert len(shortcomings) == len(FINDINGS)


def test_the_list_shows_every_shortcoming_with_its_source(
    framework: Framework, capfd: pytest.CaptureFixture[str]
) -> None:
    assert exit_code(["criteria", "list", "--detail"]) == 0
    said = " ".join(capfd.readouterr().out.split())
    for _, criterion in framework.criteria():
        for item in criterion.shortcomings:
            assert f"{item.id}: {item.text}".replace("’", "'") in said.replace("’", "'")
            titles = "; ".join(framework.source(source).title for source in item.sources)
            assert f"Source ({item.rank}): {titles}; {item.where}." in said


def test_quoted_words_are_marked_only_in_primary_sources(framework: Framework) -> None:
    for _, criterion in framework.criteria():
        if criterion.baseline.because.count('"'):
            ranks = {item.rank for item in criterion.shortcomings}
            assert "primary" in ranks, criterion.id


def test_each_level_has_words_of_its_own_that_one_can_take_in(framework: Framework) -> None:
    for _, _, check in framework.checks():
        for level, words in check.levels.items():
            assert 12 <= len(words.split()) <= 45, f"{check.id} level {level}"


@pytest.mark.parametrize(
    "banned", ["robust", "proactive", "holistic", "genuine victim", "rescued", "illegal "]
)
def test_words_that_say_nothing_or_blame_are_not_used(banned: str, framework: Framework) -> None:
    for _, _, check in framework.checks():
        text = " ".join([check.question, check.note, *check.levels.values()])
        assert banned not in text.lower(), check.id
    for _, measure in framework.measures():
        assert banned not in f"{measure.title} {measure.note}".lower(), measure.id


def test_measured_levels_weigh_a_fifth_of_their_criterion(framework: Framework) -> None:
    for _, criterion in framework.criteria():
        measured = [exact(item.weight) for item in criterion.measures if item.weight is not None]
        total = sum(weight for _, weight in criterion.weights())
        if measured:
            assert sum(measured) / total == Fraction(1, 5), criterion.id


def test_each_measure_says_what_it_cannot_show_and_where_its_bands_come_from(
    framework: Framework, capfd: pytest.CaptureFixture[str]
) -> None:
    found = list(framework.measures())
    assert len(found) == 19
    for criterion, measure in found:
        assert exit_code(["criteria", "show", measure.id]) == 0
        said = " ".join(capfd.readouterr().out.split()).replace("’", "'")
        assert f"{criterion.id} {criterion.title}".replace("’", "'") in said
        for text in (measure.title, measure.note, measure.bands_because, measure.weight_because):
            assert text.replace("’", "'") in said, measure.id
        assert ("(proposed)" in said) or not measure.bands


def test_no_criterion_level_word_or_force_stands_in_the_code(framework: Framework) -> None:
    words = [level.word for level in framework.levels]
    words += [criterion.id for _, criterion in framework.criteria()]
    words += [force.name for force in shipped_criteria().register.forces]
    assert framework.cases is not None
    words += [column.heading for column in framework.cases.columns if " " in column.heading]
    pattern = re.compile("|".join(rf"\b{re.escape(word)}\b" for word in words))
    for path in PACKAGE.rglob("*.py"):
        code = re.sub(r'""".*?"""', "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
        code = re.sub(r"#.*", "", code)
        # an example in a help text may name one
        found = [item for item in pattern.findall(code) if path.parent.name != "cli"]
        assert not found, f"{path.name}: {found}"


def test_the_register_has_the_43_forces_of_the_statistics() -> None:
    register = shipped_criteria().register
    assert sum(force.kind == "territorial" for force in register.forces) == 43
    assert len({force.ons_code for force in register.forces if force.kind == "territorial"}) == 43


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("Met", "Metropolitan Police Service"),
        ("gmp", "Greater Manchester Police"),
        ("Devon & Cornwall", "Devon and Cornwall Police"),
        (" DEVON  AND CORNWALL ", "Devon and Cornwall Police"),
        ("Dyfed Powys", "Dyfed-Powys Police"),
        ("Hampshire and Isle of Wight Constabulary", "Hampshire Constabulary"),
    ],
)
def test_forces_are_known_by_their_other_names(said: str, name: str) -> None:
    found = shipped_criteria().register.find(said)
    assert found is not None
    assert found.name == name


def test_an_unknown_force_gets_the_nearest_real_names() -> None:
    assert shipped_criteria().register.nearest("Lancasheer")[0] == "Lancashire Constabulary"
    assert not any("Aldermoss" in name for name in shipped_criteria().register.nearest("Aldermos"))
