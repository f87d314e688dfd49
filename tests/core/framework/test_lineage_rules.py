"""What must hold of a lineage, at the edges: how many ids, which sides, checks and measures."""

import msgspec
import pytest

from slavery_benchmark.core.framework.criterion_rules import ThemePart
from slavery_benchmark.core.framework.framework import Framework
from slavery_benchmark.core.framework.framework_rules import breaches
from slavery_benchmark.core.framework.lineage_rules import lineage_breaches
from tests.builders import criterion
from tests.core.change.cycles import a_measure, became, edition, one, with_measures
from tests.core.framework.test_framework_rules import file_of


def between(earlier: Framework, later: Framework) -> list[tuple[str, str]]:
    """Return what was found and is expected where two editions do not fit each other."""
    return [(item.found, item.expected) for item in lineage_breaches(earlier, later)]


@pytest.mark.parametrize(
    ("kind", "was", "now", "said"),
    [
        ("renamed", "X-01b", "X-01a", []),
        ("renamed", "X-01b X-01c", "X-01a", [("two ids", "one id, as the kind is renamed")]),
        ("renamed", "X-01b X-01c X-01d", "X-01a", [("3 ids", "one id, as the kind is renamed")]),
        ("merged", "X-01b X-01c", "X-01a", []),
        ("merged", "X-01b X-01c X-01d", "X-01a", []),
        ("merged", "X-01b", "X-01a", [("one id", "two ids or more, as the kind is merged")]),
        ("retired", "X-01b", "", []),
        ("retired", "X-01b X-01c", "", []),
        ("retired", "", "", [("no id", "one id or more, as the kind is retired")]),
        ("added", "", "X-01a", []),
    ],
)
def test_a_change_has_as_many_ids_as_its_kind_asks_for(
    kind: str, was: str, now: str, said: list[tuple[str, str]]
) -> None:
    made = one("2", "a", "1", became(kind, was, now))
    themes = [ThemePart("X.yaml", "X", tuple(enumerate(made.themes[0].criteria)))]
    found = breaches(file_of(made), themes, made.cases, has_case_files=True, complete=True)
    assert [(item.found, item.expected) for item in found if item.part is None] == said


def test_a_part_that_a_change_names_on_one_side_alone_is_told_once() -> None:
    # a is in both editions with another question: the change names it under now alone
    first = one("1", "ab")
    second = one("2", "a", "1", became("renamed", "X-01b", "X-01a"))
    item = second.themes[0].criteria[0]
    check = msgspec.structs.replace(item.checks[0], question="Another?")
    item = msgspec.structs.replace(item, checks=(check,))
    theme = msgspec.structs.replace(second.themes[0], criteria=(item,))
    second = msgspec.structs.replace(second, themes=(theme,))
    assert between(first, second) == [
        ("X-01a, which 1 has too", "X-01a under was of a change as well, or no change of it")
    ]
    plain = msgspec.structs.replace(
        second, lineage=one("2", "a", "1", became("retired", "X-01b")).lineage
    )
    (said,) = between(first, plain)
    assert said[0].startswith("nothing about X-01a, which has another question or other words")


def test_checks_and_measures_are_not_mixed_and_the_first_check_is_named() -> None:
    item = criterion("X-01", [("a", 1), ("b", 1), ("c", 1)])
    first = edition(
        "1", {"X": (1, [with_measures(item, a_measure("X-01m1"), a_measure("X-01m2"))])}
    )
    merged = one("2", "cz", "1", became("merged", "X-01m2 X-01a X-01b X-01m1", "X-01z"))
    assert between(first, merged) == [
        ("the check X-01a with the measure X-01m2", "only checks, or only measures")
    ]
    # an edition that mixes them on its own side has been told so by itself
    split = became("split", "X-01c", "X-01z X-01m1")
    later = edition(
        "2",
        {"X": (1, [with_measures(criterion("X-01", [("a", 1), ("b", 1), ("z", 1)]),
                                 a_measure("X-01m1"), a_measure("X-01m2"))])},
        "1",
        [split],
    )  # fmt: skip
    old = one("1", "abc")
    assert [said for said in between(old, later) if "with the measure" in said[0]] == []
    themes = [ThemePart("X.yaml", "X", tuple(enumerate(later.themes[0].criteria)))]
    own = breaches(file_of(later), themes, later.cases, has_case_files=True, complete=True)
    assert [item.found for item in own if item.part is None] == [
        "the check X-01z with the measure X-01m1"
    ]


def test_a_measure_that_counts_otherwise_is_not_comparable() -> None:
    item = criterion("X-01", [("a", 1)])
    first = edition("1", {"X": (1, [with_measures(item, a_measure("X-01m1"))])})

    def later(fewest: int) -> Framework:
        other = with_measures(item, a_measure("X-01m9", minimum_cases=fewest))
        return edition("2", {"X": (1, [other])}, "1", [became("renamed", "X-01m1", "X-01m9")])

    same = a_measure("X-01m1").minimum_cases
    assert between(first, later(same)) == []
    assert between(first, later(same + 1)) == [
        ("true", "false, as X-01m9 is counted or banded in another way than before")
    ]
