"""A form in parts: every check in one part, and the part known again by its label."""

import pytest

from slavery_benchmark.core.framework.parts import WAYS, By, asked_in, part_named, parts_by
from tests.builders import criterion, framework, shipped_criteria

FRAMEWORK = shipped_criteria().framework


@pytest.mark.parametrize("by", WAYS)
def test_each_check_is_in_one_part_and_one_part_leads(by: By) -> None:
    parts = parts_by(FRAMEWORK, by)
    checks = [check for part in parts for check in part.checks]
    assert sorted(checks) == sorted(check.id for _, _, check in FRAMEWORK.checks())
    assert [part.number for part in parts] == list(range(1, len(parts) + 1))
    assert {part.of for part in parts} == {len(parts)}
    assert [part.leads for part in parts].count(True) == 1


def test_a_part_is_a_theme_or_what_one_role_is_asked() -> None:
    themes = parts_by(FRAMEWORK, "theme")
    assert [part.name for part in themes] == [theme.title for theme in FRAMEWORK.themes]
    of_role = {check.id: check.answered_by for _, _, check in FRAMEWORK.checks()}
    for part in parts_by(FRAMEWORK, "role"):
        assert {of_role[check] for check in part.checks} == {part.name}


def test_the_part_leads_that_has_the_most_measures() -> None:
    counts = {
        theme.title: sum(len(item.measures) for item in theme.criteria)
        for theme in FRAMEWORK.themes
    }
    leading = next(part for part in parts_by(FRAMEWORK, "theme") if part.leads)
    assert counts[leading.name] == max(counts.values())


def test_without_measures_the_first_part_leads() -> None:
    made = framework({"A": (1, [criterion("A-01", [("a", 1)])]),
                      "B": (1, [criterion("B-01", [("a", 1)])])})  # fmt: skip
    assert [part.leads for part in parts_by(made, "theme")] == [True, False]


@pytest.mark.parametrize("by", WAYS)
def test_a_part_is_known_again_by_its_label(by: By) -> None:
    for part in parts_by(FRAMEWORK, by):
        assert part_named(FRAMEWORK, f"  {part.label.upper()} ") == part
    assert part_named(FRAMEWORK, "") is None
    assert part_named(FRAMEWORK, "2 of 7 by theme: Nothing") is None


def test_a_part_asks_its_checks_alone_and_the_leading_one_for_cases() -> None:
    for part in parts_by(FRAMEWORK, "role"):
        asked = asked_in(FRAMEWORK, part)
        assert tuple(check.id for _, _, check in asked.checks()) == part.checks
        assert (asked.cases is not None) is part.leads
        assert all(asked.looked_at_by(look) for look in asked.looks)
