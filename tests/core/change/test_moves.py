"""How many forces moved which way, and the tests of it, against independent calculations."""

from collections.abc import Iterable
from fractions import Fraction as F

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binomtest
from statsmodels.stats.multitest import multipletests

from slavery_benchmark.core.change.change import Change, Disposition, change_between
from slavery_benchmark.core.change.moves import false_discovery, moves_of, sign_test
from tests.builders import blank, criterion
from tests.core.change.cycles import cycle, edition, named

TWO = edition("1", {"X": (1, [criterion("X-01", [("a", 1)]), criterion("X-02", [("a", 1)])])})


def change(
    then: int | None, now: int | None, *, force: str = "A", fictional: bool = True
) -> Change:
    """Return the change of a force whose X-01 went from one level to another; X-02 stays at 1."""
    cycles = [
        cycle(
            TWO,
            {"X-01a": blank("X-01a") if level is None else level, "X-02a": 1},
            year,
            force=force,
            code=force,
            fictional=fictional,
        )
        for year, level in ((2023, then), (2024, now))
    ]
    found = change_between(cycles[0], cycles[1], ())
    assert found is not None
    return found


def test_moves_of_six_forces_counted_by_hand() -> None:
    """Up 1-2, 2-3, 0-3, 1-4; down 3-1; one without an answer now.

    Four up and one down of five: 1 or 0 of five in one direction has 5 + 1 of 32 chances, both ways
    2 x 6 / 32 = 3/8. X-02 stayed in all: nothing to test, so one criterion was tested: 3/8 x 1.
    """
    levels = [(1, 2), (2, 3), (0, 3), (1, 4), (3, 1), (2, None)]
    first, second = moves_of([change(*pair) for pair in levels])
    assert (first.criterion, first.title, first.forces) == ("X-01", "Title of X-01", 6)
    assert (first.higher, first.lower, first.same) == (4, 1, 0)
    assert {kind: count for kind, count in first.dispositions.items() if count} == {
        Disposition.REGRESSED: 1,
        Disposition.IMPROVED: 1,
        Disposition.REMEDIED: 3,
        Disposition.NOT_RETESTED: 1,
    }
    assert list(first.dispositions) == list(Disposition)
    assert (first.p, first.adjusted) == (F(3, 8), F(3, 8))
    assert (second.higher, second.lower, second.same) == (0, 0, 6)
    assert (second.p, second.adjusted) == (None, None)


def test_one_force_makes_no_counts() -> None:
    assert moves_of([]) == ()
    assert moves_of([change(1, 2)]) == ()


def test_invented_forces_do_not_count_beside_real_ones() -> None:
    invented = [change(1, 2), change(1, 2)]
    real = [change(2, 1, fictional=False), change(2, 0, fictional=False)]
    first = moves_of([*invented, *real])[0]
    assert (first.forces, first.higher, first.lower) == (2, 0, 2)
    assert moves_of([*invented, real[0]]) == ()
    assert moves_of(invented)[0].forces == 2


def ending_in(found: Change, name: str, year: int) -> Change:
    made = named(TWO, name)
    identity = msgspec.structs.replace(made.identity, date=made.identity.date.replace(year=year))
    made = msgspec.structs.replace(made, identity=identity)
    later = msgspec.structs.replace(found.later, framework=made)
    return msgspec.structs.replace(found, later=later)


def test_forces_are_counted_that_end_in_the_most_common_edition_then_in_the_later_one() -> None:
    up, down = change(1, 2), change(2, 1)
    old, new = ending_in(up, "old", 2024), ending_in(down, "new", 2025)
    assert moves_of([old, new, old, new, old])[0].higher == 3
    for order in ([old, old, new, new], [new, new, old, old]):
        found = moves_of(order)[0]
        assert (found.forces, found.higher, found.lower) == (2, 0, 2)


@given(st.integers(0, 60), st.integers(0, 60))
def test_the_sign_test_is_the_exact_binomial_test(higher: int, lower: int) -> None:
    p = sign_test(higher, lower)
    assert p == sign_test(lower, higher)
    if higher + lower == 0:
        assert p == 1
    else:
        assert float(p) == pytest.approx(binomtest(higher, higher + lower).pvalue, rel=1e-9)


def test_a_sign_test_by_hand() -> None:
    assert sign_test(6, 0) == F(2, 64)
    assert sign_test(3, 3) == 1
    assert sign_test(5, 1) == F(2 * (1 + 6), 64)


P_VALUES = st.lists(st.fractions(0, 1, max_denominator=1000), min_size=1, max_size=30)


@given(P_VALUES)
def test_the_false_discovery_rate_is_that_of_benjamini_and_hochberg(p_values: list[F]) -> None:
    expected: Iterable[float] = multipletests([float(p) for p in p_values], method="fdr_bh")[1]
    found = false_discovery(p_values)
    assert [float(p) for p in found if p is not None] == pytest.approx(
        list(expected), rel=1e-9, abs=1e-12
    )
    assert all(q is not None and p <= q <= 1 for p, q in zip(p_values, found, strict=True))
    assert false_discovery([None, *p_values, None]) == [None, *found, None]


def test_a_false_discovery_rate_by_hand() -> None:
    # of four, smallest first: 0.01 x 4, 0.02 x 2, 0.03 x 4/3 = 0.04, 0.5; all at most the next
    found = false_discovery([F(1, 2), F(1, 100), F(3, 100), F(2, 100)])
    assert found == [F(1, 2), F(4, 100), F(4, 100), F(4, 100)]
    assert false_discovery([]) == []
