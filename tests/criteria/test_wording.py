"""The words that an officer chooses by: short, told apart, and no formula that picks level 4."""

import re
from collections.abc import Callable
from io import BytesIO

import openpyxl
import pytest

from slavery_benchmark.core.framework.framework import Framework
from slavery_benchmark.core.framework.modules import CheckText
from slavery_benchmark.extracting.layout import ANSWERS_SHEET, START_SHEET
from slavery_benchmark.forms.template import make_template
from tests.builders import shipped_criteria

MOST_WORDS = 12_000
EXAMPLE = "Example: "
FORMULA = re.compile(
    r"\b(second|again|later|since|years?|repeat\w*|chang\w+|held|surviv\w+|outliv\w+|outlast\w+|"
    r"kept|gone|next|new|another|first|earlier|once|months?|still|confirm\w*|altered|no longer|"
    r"afresh|third)\b",
    re.IGNORECASE,
)
"""What told level 4 from the others in 2026.2: a second look, something changed or kept."""
LEGAL = re.compile(
    r"\bsection \d|Schedule \d|statutory|Children Act|\bPIP\b|duty to notify|without identity|"
    r"no conviction|treated as under 18|for each victim\)?[;.]|\blimbs?\b",
    re.IGNORECASE,
)


@pytest.fixture(scope="module")
def framework() -> Framework:
    return shipped_criteria().framework


def checks_of(framework: Framework) -> list[CheckText]:
    """Return all checks, those of optional modules too: they are written to the same standard."""
    beside = [check for module in framework.modules for _, check in module.checks()]
    return [*(check for _, _, check in framework.checks()), *beside]


LOOKS = [look.name for look in shipped_criteria().framework.looks]


def bare_words(words: str) -> int:
    """Return the number of words, more than any other where there is no example and no look."""
    marked = EXAMPLE in words or any(look in words.casefold() for look in LOOKS)
    return len(words.split()) + (0 if marked else MOST_WORDS)


def picked(checks: list[CheckText], score: Callable[[str], int]) -> int:
    """Return in how many checks a score of the words alone is highest at the highest level."""
    found = 0
    for check in checks:
        scores = {level: score(words) for level, words in check.levels.items()}
        best = [level for level, value in scores.items() if value == max(scores.values())]
        found += best == [max(check.levels)]
    return found


def sheets(framework: Framework) -> dict[str, str]:
    book = openpyxl.load_workbook(BytesIO(make_template(framework, shipped_criteria().register)))
    return {
        sheet.title: " ".join(
            cell.value for row in sheet.iter_rows() for cell in row if isinstance(cell.value, str)
        )
        for sheet in book
    }


def test_the_answer_sheet_is_short(framework: Framework) -> None:
    assert len(sheets(framework)[ANSWERS_SHEET].split()) <= MOST_WORDS


def test_the_form_says_how_to_choose_and_whom_a_look_serves(framework: Framework) -> None:
    said = sheets(framework)
    for sheet in (ANSWERS_SHEET, START_SHEET):
        assert "Choose the highest level whose every requirement you meet" in said[sheet]
        assert "Lower levels are examples: yours need not look the same." in said[sheet]
    assert "If nothing went wrong and nobody left, a planned test is enough." in said[START_SHEET]
    for look in framework.looks:
        served = ", ".join(framework.looked_at_by(look))
        assert served
        assert f"(serves {served}): {look.meaning}" in said[START_SHEET]


@pytest.mark.parametrize(
    "score",
    [
        lambda words: len(words.split()),
        lambda words: -len(words.split()),
        len,
        lambda words: len(FORMULA.findall(words)),
        lambda words: -len(FORMULA.findall(words)),
        bare_words,
    ],
    ids=["most words", "fewest words", "longest", "formula words", "fewest formula words", "bare"],
)
def test_neither_length_nor_formula_words_pick_level_4(
    score: Callable[[str], int], framework: Framework
) -> None:
    checks = checks_of(framework)
    assert picked(checks, score) <= len(checks) / 2


def test_neither_do_they_in_a_module(framework: Framework) -> None:
    for module in framework.modules:
        checks = [check for _, check in module.checks()]
        for score in (lambda words: len(words.split()), lambda words: len(FORMULA.findall(words))):
            assert picked(checks, score) <= len(checks) / 2


def test_each_level_has_12_to_45_words(framework: Framework) -> None:
    for check in checks_of(framework):
        for level, words in check.levels.items():
            assert 12 <= len(words.split()) <= 45, f"{check.id} level {level}"


def test_each_criterion_of_a_module_says_why_and_by_which_source(framework: Framework) -> None:
    for module in framework.modules:
        for criterion in module.criteria:
            assert criterion.because
            assert all(framework.source(item) for item in criterion.source)


def test_requirements_are_told_apart_from_examples(framework: Framework) -> None:
    for check in checks_of(framework):
        for level in "12":
            required, _, example = check.levels[level].partition(EXAMPLE)
            assert required, f"{check.id} level {level}"
            assert example, f"{check.id} level {level}"
        for level in "03":
            assert EXAMPLE not in check.levels[level], f"{check.id} level {level}"
        assert not check.levels["4"].startswith(EXAMPLE), check.id


def test_level_3_names_its_outside_look_and_no_other_level_needs_one(framework: Framework) -> None:
    looks = [look.name for look in framework.looks]
    for check in checks_of(framework):
        named = {
            level: [look for look in looks if look in words.casefold()]
            for level, words in check.levels.items()
        }
        assert named == {"0": [], "1": [], "2": [], "3": [check.look], "4": []}, check.id


def test_level_3_bears_an_exception(framework: Framework) -> None:
    assert "Isolated exceptions" in framework.levels[3].meaning
    for check in checks_of(framework):
        strict = re.findall(r"\b(every|any|all cases|none)\b", check.levels["3"], re.IGNORECASE)
        assert len(strict) <= 1, check.id


def test_what_the_law_says_has_its_statement(framework: Framework) -> None:
    for check in checks_of(framework):
        said = " ".join([check.question, check.note])
        if LEGAL.search(said):
            assert check.law, f"{check.id}: {LEGAL.findall(said)}"


def test_each_statement_of_law_has_its_day_and_sources(framework: Framework) -> None:
    assert framework.law_as_at == framework.identity.date
    for item in framework.law:
        assert item.provision
        assert item.as_at
        for source in item.source:
            assert framework.source(source).rank in ("official", "second-hand")
    used = {name for check in checks_of(framework) for name in check.law}
    shown = {item.id for item in framework.law if item.criteria}
    assert used <= shown


def test_the_eleven_recommendations_are_there_and_four_are_unknown(framework: Framework) -> None:
    numbers = [item.number for item in framework.recommendations]
    assert numbers == list(range(1, 12))
    unknown = [item.number for item in framework.recommendations if item.text is None]
    assert unknown == [1, 3, 10, 11]
    assert {item.addressee for item in framework.recommendations if item.text} == {"forces"}
