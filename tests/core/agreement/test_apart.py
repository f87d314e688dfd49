"""How far apart levels are, over checks, criteria, themes and forces."""

from slavery_benchmark.core.agreement.apart import agreement_of
from slavery_benchmark.core.agreement.cases_read import cases_read
from slavery_benchmark.core.agreement.figures import Name
from tests.core.agreement.made import FRAMEWORK, agreed, case, returned, review, reviews_of

KENT = returned(3, 3, 2, None)


def test_a_force_is_held_against_each_inspector_until_levels_are_agreed() -> None:
    one, other = review(KENT, 1, 3, 2, 4), review(KENT, 3, 3, 1, None, who="B")
    found = agreement_of([(KENT, reviews_of(KENT, one, other))], FRAMEWORK)
    assert found.with_force.differences.by == ((-2, 1), (-1, 1), (0, 4))
    assert found.with_force.units == 3
    assert found.between is not None
    assert found.between.differences.by == ((-1, 1), (0, 1), (2, 1))
    assert [row.inspectors for row in found.rows] == [(1, 3), (3, 3), (2, 1), (4, None)]
    assert [row.apart for row in found.rows] == [2, 0, 1, 0]
    whole = reviews_of(KENT, one, other, agreed(KENT, 2, 3, 2, 4))
    found = agreement_of([(KENT, whole)], FRAMEWORK)
    assert found.with_force.differences.by == ((-1, 1), (0, 2))
    assert found.returns[0].agreed


def test_parts_hold_only_what_can_be_compared_checks_furthest_apart_first() -> None:
    found = agreement_of([(KENT, reviews_of(KENT, review(KENT, 3, 2, 4, 4)))], FRAMEWORK)
    side = found.with_force
    assert [part.id for part in side.checks] == ["BBB-01a", "AAA-01b", "AAA-01a"]
    assert [(part.id, part.differences.pairs) for part in side.criteria] == [
        *(("AAA-01", 2), ("BBB-01", 1)),
    ]
    assert [part.id for part in side.themes] == ["ONE", "TWO"]
    assert [part.id for part in side.forces] == [KENT.force]
    assert found.between is None
    assert side.marginals == ((0, 0, 1, 2, 0), (0, 0, 1, 1, 1))


def test_reviewers_behind_an_agreed_review_are_held_against_each_other() -> None:
    found = agreement_of([(KENT, reviews_of(KENT, agreed(KENT, 1, 2, 3, None)))], FRAMEWORK)
    assert found.returns[0].reviewers == ("A", "B")
    assert found.between is not None
    assert (found.between.differences.pairs, found.between.differences.same) == (3, 3)
    names = {item.name for item in found.between.figures}
    assert Name.FLEISS in names
    assert Name.COHEN not in names


def test_from_five_forces_on_a_force_is_left_out_at_a_time() -> None:
    pairs = []
    for number in range(5):
        force = returned(3, 2, 1, 0, sha=str(number), force=f"Force {number}", code=f"f{number}")
        own = review(force, 3 - number % 3, 2, 1, number % 2)
        pairs.append((force, reviews_of(force, own)))
    four, five = agreement_of(pairs[:4], FRAMEWORK), agreement_of(pairs, FRAMEWORK)
    (by_check, *_), (by_force, *_) = four.with_force.figures, five.with_force.figures
    assert by_check.low is not None
    assert by_force.low is not None
    assert five.with_force.forces[0].title == "Force 1"
    # of one force its checks are left out, but four are too few
    assert {part.figure.low for part in five.with_force.forces if part.figure} == {None}


def test_two_periods_of_a_force_are_told_apart() -> None:
    old = returned(1, 1, 1, 1, sha="1", period_end=None)
    pairs = [(item, reviews_of(item, review(item, 1, 1, 1, 1))) for item in (old, KENT)]
    names = [item.force for item in agreement_of(pairs, FRAMEWORK).returns]
    assert names == ["Aldermoss Constabulary, kent.xlsx", "Aldermoss Constabulary, 2026-03-31"]


# By hand: case 6 has 3 cells looked up of which 2 are wrong, case 7 has 1, which is right. 2 of 4
# cells are wrong. If the cells of a case are all alike they are worth 4^2 / (3^2 + 1) = 1.6 cells;
# e = x - m / 2 is 1/2 and -1/2, v = (1/4 + 1/4) / 16 = 1/32, a size of (1/4) x 32 = 8: so 1.6.


def test_cells_that_say_other_than_the_file_are_a_share_with_its_interval() -> None:
    cases = (
        case(6, {"one": (5, 6), "two": ("Yes", "No"), "three": ("Yes", "Yes"), "four": (1, None)}),
        case(7, {"one": (5, 5)}),
        case(8, {"one": (5, None)}),
    )
    found = cases_read(reviews_of(KENT, review(KENT, 1, 1, 1, 1, cases=cases)), KENT, FRAMEWORK)
    assert found is not None
    assert (found.drawn, found.read, found.cells, found.cells_wrong) == (3, 2, 4, 2)
    assert found.wrong.share == 0.5
    assert found.wrong.effective_size == 1.6
    assert [(item.column, item.read, item.wrong) for item in found.columns] == [
        *(("one", 2, 1), ("two", 1, 1), ("three", 1, 0)),
    ]


def test_a_cell_that_two_inspectors_read_otherwise_is_in_no_figure() -> None:
    reads = [(case(6, {"one": (5, found), "two": (1, 2)}),) for found in (6, 7)]
    one, other = (
        review(KENT, 1, 1, 1, 1, who=who, cases=cases)
        for who, cases in zip("AB", reads, strict=True)
    )
    found = cases_read(reviews_of(KENT, one, other), KENT, FRAMEWORK)
    assert found is not None
    assert (found.drawn, found.cells, found.cells_wrong, found.differing) == (1, 1, 1, 1)


def test_nothing_looked_up_is_nothing_and_not_no_error() -> None:
    blank = (case(6, {"one": (5, None)}),)
    assert cases_read(reviews_of(KENT, review(KENT, 1, 1, 1, 1)), KENT, FRAMEWORK) is None
    found = reviews_of(KENT, review(KENT, 1, 1, 1, 1, cases=blank))
    assert cases_read(found, KENT, FRAMEWORK) is None
