"""Answers to one edition read as answers to another."""

from fractions import Fraction as F

import msgspec
import pytest

from slavery_benchmark.core.change.change import Disposition, change_between
from slavery_benchmark.core.change.history import Cycle
from slavery_benchmark.core.change.path import comparable_part, parts_of
from slavery_benchmark.core.change.translation import carried_back, carried_forward
from slavery_benchmark.core.framework.framework import Framework, Limit
from slavery_benchmark.core.framework.lineage import LineageChange
from slavery_benchmark.core.framework.measures import MeasureBand
from slavery_benchmark.core.scoring.scores import Assurance
from slavery_benchmark.core.scoring.submission import Response, State
from tests.builders import answer, blank, criterion, invalid, not_applicable
from tests.core.change.cycles import a_measure, became, cycle, edition, one, way, with_measures


def merged(*answers: Response) -> Cycle:
    """Return answers to a, b, c as one answer to m, which they were merged into."""
    first = one("1", "abc")
    second = one("2", "m", "1", became("merged", "X-01a X-01b X-01c", "X-01m"))
    earlier = cycle(first, dict(zip(("X-01a", "X-01b", "X-01c"), answers, strict=True)))
    path = way(first, second)
    return Cycle(score=carried_forward(earlier.score, path, second), framework=second)


def a(level: int, *, supported: bool = True) -> Response:
    return answer("X-01a", level) if supported else answer("X-01a", level, confirmed=None)


@pytest.mark.parametrize(
    ("answers", "state", "level", "counted"),
    [
        ((a(3), a(1), a(4)), State.ANSWERED, 1, 1),
        # the lowest that counts: 4 without evidence counts as 2
        ((a(4, supported=False), a(3), a(3)), State.ANSWERED, 4, 2),
        ((a(4, supported=False), a(2), a(3)), State.ANSWERED, 2, 2),
        ((a(4), a(3), a(3, supported=False)), State.ANSWERED, 3, 2),
        # one that is missing makes the whole unknown
        ((a(3), blank("X-01b"), a(4)), State.BLANK, None, None),
        ((a(3), invalid("X-01b"), a(4)), State.INVALID, None, None),
        ((not_applicable("X-01a"), blank("X-01b"), a(4)), State.BLANK, None, None),
        # one that does not apply is passed over
        ((not_applicable("X-01a"), a(3), a(4)), State.ANSWERED, 3, 3),
        ((not_applicable("X-01a"),) * 3, State.NOT_APPLICABLE, None, None),
    ],
)
def test_of_merged_checks_the_lowest_answer_stands(
    answers: tuple[Response, ...], state: State, level: int | None, counted: int | None
) -> None:
    named = [
        msgspec.structs.replace(item, check=f"X-01{c}")
        for item, c in zip(answers, "abc", strict=True)
    ]
    check = merged(*named).score.check("X-01m")
    assert (check.response.state, check.response.level, check.counted_level) == (
        state,
        level,
        counted,
    )


def test_the_lowest_is_found_under_the_evidence_rule_of_the_edition_asked_for() -> None:
    """Under the first edition 3 without evidence counts as 1, under the second as 3, above 2."""
    first, second = one("1", "ab"), one("2", "m", "1", became("merged", "X-01a X-01b", "X-01m"))
    strict = msgspec.structs.replace(first.evidence, unsupported_level=1)
    lenient = msgspec.structs.replace(second.evidence, required_from=4)
    first = msgspec.structs.replace(first, evidence=strict)
    second = msgspec.structs.replace(second, evidence=lenient)
    earlier = cycle(first, {"X-01a": answer("X-01a", 3, confirmed=None), "X-01b": 2})
    assert earlier.score.check("X-01a").counted_level == 1
    check = carried_forward(earlier.score, way(first, second), second).check("X-01m")
    assert check.counted_level == 2


def test_each_part_of_a_split_check_inherits_its_answer_and_backwards_the_lowest_stands() -> None:
    first, second = one("1", "a"), one("2", "yz", "1", became("split", "X-01a", "X-01y X-01z"))
    path = way(first, second)
    forward = carried_forward(cycle(first, {"X-01a": 3}).score, path, second)
    assert [check.counted_level for check in forward.checks] == [3, 3]
    back = carried_back(cycle(second, {"X-01y": 4, "X-01z": 1}).score, path)
    assert [check.counted_level for check in back.checks] == [1]
    assert back.submission.edition == "1"


def test_an_answer_that_was_set_aside_stays_unanswered() -> None:
    first, second = one("1", "ab"), one("2", "ab", "1")
    earlier = cycle(
        first,
        {"X-01a": answer("X-01a", 2, confirmed=None), "X-01b": 4},
        at_least=Assurance.DOCUMENTED,
    )
    assert carried_forward(earlier.score, way(first, second), second).overall.tally.score == 100


def test_a_measure_is_the_same_only_if_it_counts_the_same_in_the_same_bands() -> None:
    def with_measure(name: str, follows: str | None, **changes: object) -> Framework:
        item = with_measures(criterion("X-01", [("a", 1)]), a_measure("X-01m1", **changes))
        return edition(name, {"X": (1, [item])}, follows)

    first = with_measure("1", None)
    both = {"X-01a", "X-01m1"}
    words = with_measure("2", "1", title="Other words", note="Other", weight=2.0)
    assert way(first, words).forward.keys() == both
    bands = tuple(
        MeasureBand(level=band.level, limit=band.limit - 1, basis=band.basis)
        for band in a_measure("X-01m1").bands
    )
    for changed in (
        with_measure("2", "1", bands=bands),
        with_measure("2", "1", days=2),
        with_measure("2", "1", minimum_cases=5),
    ):
        assert way(first, changed).forward.keys() == {"X-01a"}
    assert words.cases is not None
    known = msgspec.structs.replace(words.cases.known, minimum=0.5)
    fewer = msgspec.structs.replace(words, cases=msgspec.structs.replace(words.cases, known=known))
    assert way(first, fewer).forward.keys() == {"X-01a"}


def test_a_renamed_measure_is_carried_and_one_renamed_with_other_bands_is_not() -> None:
    def made(name: str, measure_id: str, *changes: LineageChange, **other: object) -> Framework:
        item = with_measures(criterion("X-01", [("a", 1)]), a_measure(measure_id, **other))
        return edition(name, {"X": (1, [item])}, "1" if changes else None, changes)

    renamed = became("renamed", "X-01m1", "X-01m9")
    first, second = made("1", "X-01m1"), made("2", "X-01m9", renamed)
    path = way(first, second)
    assert path.forward["X-01m9"] == ("X-01m1",)
    carried = carried_forward(
        cycle(first, {"X-01a": 1}, measured={"X-01m1": 3}).score, path, second
    )
    assert carried.measure("X-01m9").measured.level == 3
    other = made("2", "X-01m9", renamed, direction="lower")
    assert way(first, other).forward.keys() == {"X-01a"}
    check_for_measure = made("2", "X-01m9", became("renamed", "X-01a", "X-01m9"))
    assert way(first, check_for_measure).forward == {}


def test_a_new_measure_is_unanswered_under_the_whole_edition_and_left_out_of_the_common_part() -> (
    None
):
    first = one("1", "a")
    item = with_measures(criterion("X-01", [("a", 3)]), a_measure("X-01m1", weight=1.0))
    second = edition("2", {"X": (1, [item])}, "1")
    path = way(first, second)
    earlier = cycle(first, {"X-01a": 2}).score
    whole = carried_forward(earlier, path, second)
    assert (whole.overall.tally.score, whole.overall.tally.coverage) == (F(50), F(3, 4))
    common = comparable_part(path)
    assert list(parts_of(common)) == ["X-01a"]
    assert carried_forward(earlier, path, common).overall.tally.coverage == 1


def test_a_limit_on_what_cannot_be_compared_does_not_hold_the_band_down() -> None:
    second = edition(
        "2", {"X": (1, [criterion("X-01", [("a", 1)]), criterion("X-02", [("a", 1)])])}, "1"
    )
    limit = Limit(
        id="l", criterion="X-02", below_level=4, cap=second.bands[0].word, because="A test."
    )
    second = msgspec.structs.replace(second, limits=(limit,))
    common = comparable_part(way(one("1", "a"), second))
    assert common.limits == ()
    assert [theme.id for theme in common.themes] == ["X"]


def test_held_follows_a_criterion_into_an_edition_where_it_has_another_id() -> None:
    first = one("1", "a")
    item = criterion("Y-07", [("a", 1)])
    second = edition("2", {"X": (1, [item])}, "1", [became("renamed", "X-01a", "Y-07a")])
    years = [cycle(first, {"X-01a": 3}, year) for year in (2023, 2024)]
    before = change_between(years[0], years[1], ())
    after = change_between(years[1], cycle(second, {"Y-07a": 3}, 2025), (), before)
    assert after is not None
    assert after.criteria[0].disposition is Disposition.EMBEDDED


@pytest.mark.parametrize(("other", "expected"), [(3, Disposition.EMBEDDED), (2, Disposition.HELD)])
def test_a_criterion_made_of_two_is_embedded_only_if_both_were_held(
    other: int, expected: Disposition
) -> None:
    first = edition("1", {"X": (1, [criterion("X-01", [("a", 1)]), criterion("X-02", [("a", 1)])])})
    item = criterion("X-03", [("a", 1)])
    merged_from = became("merged", "X-01a X-02a", "X-03a")
    second = edition("2", {"X": (1, [item])}, "1", [merged_from])
    earliest = cycle(first, {"X-01a": 3, "X-02a": other}, 2023)
    earlier = cycle(first, {"X-01a": 3, "X-02a": 3}, 2024)
    before = change_between(earliest, earlier, ())
    after = change_between(earlier, cycle(second, {"X-03a": 3}, 2025), (), before)
    assert after is not None
    assert after.criteria[0].disposition is expected
