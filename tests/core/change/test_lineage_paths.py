"""Which checks of two editions may be compared, by their lineage."""

import msgspec
import pytest

from slavery_benchmark.core.change.change import Disposition, change_between
from slavery_benchmark.core.change.path import path_between
from slavery_benchmark.core.framework.framework import Level
from slavery_benchmark.core.framework.lineage import LineageChange
from tests.builders import criterion
from tests.core.change.cycles import (
    a_measure,
    became,
    cycle,
    edition,
    named,
    one,
    way,
    with_measures,
)


def test_without_a_change_named_equal_ids_are_the_same_checks() -> None:
    path = way(one("1", "ab"), one("2", "bc", "1"))
    assert path.forward == {"X-01b": ("X-01b",)}
    assert path.backward == {"X-01b": ("X-01b",)}


def test_renamed_split_and_merged_are_followed_over_three_editions() -> None:
    first = one("1", "abcd")
    second = one(
        "2",
        "xyzd",
        "1",
        became("renamed", "X-01a", "X-01x"),
        became("split", "X-01b", "X-01y X-01z"),
        became("retired", "X-01c"),
    )
    third = one(
        "3",
        "xme",
        "2",
        became("merged", "X-01y X-01z", "X-01m"),
        became("reworded", "X-01x", "X-01x"),
        became("added", now="X-01e"),
    )
    path = way(first, third, second)
    assert path.forward == {"X-01x": ("X-01a",), "X-01m": ("X-01b",)}
    assert path.backward == {"X-01a": ("X-01x",), "X-01b": ("X-01m",)}
    assert path_between(first, third, ()) is None  # the edition between is not known


def test_a_part_of_a_split_check_is_enough_to_look_back_from() -> None:
    """b became y and z, z was retired: y can be compared, and b as a whole cannot be answered."""
    first = one("1", "ab")
    second = one("2", "ayz", "1", became("split", "X-01b", "X-01y X-01z"))
    third = one("3", "ay", "2", became("retired", "X-01z"))
    path = way(first, third, second)
    assert path.forward["X-01y"] == ("X-01b",)
    assert "X-01b" not in path.backward
    change = change_between(
        cycle(first, {"X-01a": 1, "X-01b": 1}),
        cycle(third, {"X-01a": 1, "X-01y": 2}, 2025),
        [second],
    )
    assert change is not None
    assert change.dropped == ()  # the answer to b was used


@pytest.mark.parametrize(
    "change",
    [
        became("reworded", "X-01a", "X-01a", comparable=False),
        became("retired", "X-01a"),
        became("added", now="X-01a"),  # another question under an old id
    ],
)
def test_what_is_not_comparable_is_told_and_left_out(change: LineageChange) -> None:
    first, second = one("1", "ab"), one("2", "ab", "1", change)
    found = change_between(
        cycle(first, {"X-01a": 4, "X-01b": 1}), cycle(second, {"X-01a": 0, "X-01b": 2}, 2025), ()
    )
    assert found is not None
    assert found.dropped == ("X-01a",)
    item = found.criteria[0]
    assert item.not_compared == ("X-01a",)
    assert item.disposition is Disposition.IMPROVED  # by b alone: 25 to 50
    assert item.change == 25


def test_a_criterion_with_nothing_to_compare_has_no_earlier_result() -> None:
    first = edition("1", {"X": (1, [criterion("X-01", [("a", 1)])])})
    second = edition(
        "2", {"X": (1, [criterion("X-01", [("a", 1)]), criterion("X-02", [("a", 1)])])}, "1"
    )
    found = change_between(
        cycle(first, {"X-01a": 1}), cycle(second, {"X-01a": 1, "X-02a": 4}, 2025), ()
    )
    assert found is not None
    item = found.criteria[1]
    assert item.disposition is Disposition.NO_EARLIER
    assert (item.then, item.now, item.change, item.progress) == (None, None, None, None)
    assert item.not_compared == ("X-02a",)


def test_no_lineage_or_another_framework_or_a_changed_scale_cannot_be_compared() -> None:
    first = one("1", "a")
    assert path_between(first, one("2", "a"), ()) is None
    assert path_between(first, one("2", "a", "0"), ()) is None
    assert path_between(one("2", "a", "1"), first, ()) is None  # forward in time only
    identity = msgspec.structs.replace(first.identity, id="another")
    assert (
        path_between(msgspec.structs.replace(first, identity=identity), one("2", "a", "1"), ())
        is None
    )
    shorter = msgspec.structs.replace(first, levels=first.levels[:4])
    assert path_between(shorter, one("2", "a", "1"), ()) is None
    longer = (*first.levels, Level(level=5, word="More", meaning="More."))
    assert (
        path_between(msgspec.structs.replace(first, levels=longer), one("2", "a", "1"), ()) is None
    )


def test_an_edition_that_follows_itself_leads_nowhere() -> None:
    round_about = one("2", "a", "2")
    assert path_between(one("1", "a"), round_about, ()) is None
    assert path_between(one("1", "a"), one("2", "a", "3"), [one("3", "a", "2")]) is None


def test_a_lineage_that_names_what_is_not_there_is_not_followed() -> None:
    path = way(one("1", "a"), one("2", "ab", "1", became("renamed", "X-01q", "X-01b")))
    assert path.forward == {"X-01a": ("X-01a",)}


@pytest.mark.parametrize("was", ["X-01a X-01q", "X-01q X-01a"])
def test_a_merger_of_which_a_part_is_missing_is_not_followed(was: str) -> None:
    path = way(one("1", "ab"), one("2", "zb", "1", became("merged", was, "X-01z")))
    assert path.forward == path.backward == {"X-01b": ("X-01b",)}


def test_a_split_of_which_a_part_is_missing_is_not_followed() -> None:
    split = became("split", "X-01a", "X-01y X-01q")
    path = way(one("1", "ab"), one("2", "yb", "1", split))
    assert path.forward == path.backward == {"X-01b": ("X-01b",)}


def test_a_measure_does_not_stand_for_checks_nor_a_check_for_a_measure() -> None:
    item = criterion("X-01", [("a", 1), ("b", 1)])
    measuring = edition("1", {"X": (1, [with_measures(item, a_measure("X-01m1"))])})
    was = became("merged", "X-01a X-01m1", "X-01z")
    assert way(measuring, one("2", "bz", "1", was)).forward == {"X-01b": ("X-01b",)}
    now = became("split", "X-01z", "X-01a X-01m1")
    later = named(measuring, "2", "1", [now])
    assert way(one("1", "zb"), later).forward == {"X-01b": ("X-01b",)}


def test_the_edition_of_the_earlier_submission_counts_before_another_of_its_name() -> None:
    first, changed = one("1", "a"), one("1", "ab")
    second = one("2", "a", "1")
    for others in ([changed], [changed, first], [first, changed]):
        path = path_between(first, second, others)
        assert path is not None
        assert path.forward == {"X-01a": ("X-01a",)}
