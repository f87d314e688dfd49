"""A rest of one to four cases closes a measure to the public, five or none do not."""

from collections.abc import Mapping
from itertools import permutations

import msgspec
import pytest

from slavery_benchmark.core.cases.measuring import Measured, MeasureState
from slavery_benchmark.core.cases.table import CaseFiles, Selection
from slavery_benchmark.core.framework.framework import Framework
from slavery_benchmark.core.framework.measures import Measure
from slavery_benchmark.core.scoring.scoring import score_submission
from slavery_benchmark.core.view.suppress import Withheld, closed_of
from tests.builders import answer, criterion, framework, submission
from tests.cases import measure

REST = ("unknown", "left_out", "waiting", "not_due", "outside")
LISTED = 60


def shown(x: int = 20, n: int = 40, **rest: int) -> Measured:
    """Return a measure with so many counted, and so many that are not."""
    found = Measured(
        state=MeasureState.MEASURED, selection=Selection.ALL, x=x, n=n, cases=n, level=2
    )
    return msgspec.structs.replace(found, **rest)


def alike(*ids: str) -> Framework:
    """Return a framework with one measure by each id; no column joins two of them."""
    made = msgspec.structs.replace(
        criterion("COO-01", [("a", 1)]), measures=tuple(_alone(name) for name in ids)
    )
    return framework({"COO": (1, [made])})


def _alone(name: str) -> Measure:
    shared = measure("COO-01m1")
    column = (msgspec.structs.replace(shared.counts[0], column=name),)
    return msgspec.structs.replace(shared, id=name, counts=column, cases=())


def joined(*ids: str) -> Framework:
    """Return a framework with measures of which each reads the column of all."""
    made = alike(*ids).themes[0].criteria[0]
    counts = _alone("x").counts
    measures = tuple(msgspec.structs.replace(item, counts=counts) for item in made.measures)
    return framework({"COO": (1, [msgspec.structs.replace(made, measures=measures)])})


def closed(
    made: Framework, figures: Mapping[str, Measured], listed: int = LISTED
) -> dict[str, Withheld]:
    """Return what is closed of a force that lists so many cases."""
    files = CaseFiles(table=None, listed=listed, in_period=listed, selection=Selection.ALL)
    given = submission([answer("COO-01a", 3)], cases=files)
    force = score_submission(given, made, measured=figures)
    return {name: item.why for name, item in closed_of(force, made).items()}


@pytest.mark.parametrize("kind", REST)
@pytest.mark.parametrize(
    ("count", "shut"), [(0, False), (1, True), (3, True), (4, True), (5, False)]
)
def test_a_rest_of_one_to_four_closes_whatever_kind_it_is(
    kind: str, count: int, *, shut: bool
) -> None:
    # 40 of 60 count: from the number of cases alone nothing can be told
    found = closed(alike("m1"), {"m1": shown(**{kind: count})})
    assert found == ({"m1": Withheld.LINKED} if shut else {})


@pytest.mark.parametrize(("kind", "other"), list(permutations(REST, 2)))
def test_a_small_rest_beside_a_large_one_closes(kind: str, other: str) -> None:
    assert closed(alike("m1"), {"m1": shown(**{kind: 4, other: 9})}) == {"m1": Withheld.LINKED}
    assert closed(alike("m1"), {"m1": shown(**{kind: 5, other: 9})}) == {}


@pytest.mark.parametrize(("away", "shut"), [(0, False), (1, True), (4, True), (5, False)])
def test_a_number_of_cases_within_four_of_all_that_are_listed_closes(
    away: int, *, shut: bool
) -> None:
    found = closed(alike("m1"), {"m1": shown(n=LISTED - away)})
    assert found == ({"m1": Withheld.LINKED} if shut else {})


@pytest.mark.parametrize("turned", [False, True])
@pytest.mark.parametrize(("away", "shut"), [(0, False), (1, True), (4, True), (5, False)])
def test_of_two_numbers_of_cases_within_four_the_later_closes(
    away: int, *, shut: bool, turned: bool
) -> None:
    numbers = (40 - away, 40) if turned else (40, 40 - away)
    figures = dict(zip(("m1", "m2"), (shown(n=n) for n in numbers), strict=True))
    assert closed(alike("m1", "m2"), figures) == ({"m2": Withheld.LINKED} if shut else {})


@pytest.mark.parametrize(
    ("x", "shut"),
    [
        (20, False),  # both halves are 20 of 40, beside 20 and 20
        (19, True),
        (16, True),
        (15, False),
        (24, True),
        (25, False),
    ],
)
def test_of_two_linked_measures_whose_counts_differ_by_one_to_four_the_later_closes(
    x: int, *, shut: bool
) -> None:
    figures = {"m1": shown(x=20), "m2": shown(x=x)}
    assert closed(joined("m1", "m2"), figures) == ({"m2": Withheld.LINKED} if shut else {})
    assert closed(alike("m1", "m2"), figures) == {}


@pytest.mark.parametrize(
    ("x", "n", "why"),
    [
        (0, 40, Withheld.FEW_COUNTED),
        (4, 40, Withheld.FEW_COUNTED),
        (5, 40, None),
        (35, 40, None),
        (36, 40, Withheld.FEW_OTHERS),
        (40, 40, Withheld.FEW_OTHERS),
        (4, 8, Withheld.FEW_COUNTED),  # few on both sides
    ],
)
def test_fewer_than_five_on_either_side_closes(x: int, n: int, why: Withheld | None) -> None:
    assert closed(alike("m1"), {"m1": shown(x=x, n=n)}) == ({} if why is None else {"m1": why})


@pytest.mark.parametrize(("ended", "shut"), [(0, True), (4, True), (5, False), (40, False)])
def test_a_median_closes_where_hardly_any_wait_had_ended(ended: int, *, shut: bool) -> None:
    median = measure("INV-01m1")
    made = msgspec.structs.replace(alike("m1").themes[0].criteria[0], measures=(median,))
    figures = {median.id: shown(x=ended, waiting=40 - ended)}
    found = closed(framework({"COO": (1, [made])}), figures)
    assert found == ({median.id: Withheld.FEW_COUNTED} if shut else {})
