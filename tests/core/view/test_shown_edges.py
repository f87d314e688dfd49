"""What the public is told of a closed measure, at the edges: of how many, and which levels."""

from fractions import Fraction as F

import msgspec
import pytest

from slavery_benchmark.core.cases.measuring import Measured, MeasureState
from slavery_benchmark.core.cases.table import Selection
from slavery_benchmark.core.framework.measures import Measure
from slavery_benchmark.core.scoring.baseline import Position
from slavery_benchmark.core.scoring.scores import Assurance
from slavery_benchmark.core.scoring.scoring import score_submission
from slavery_benchmark.core.view.lists import could_be_there
from slavery_benchmark.core.view.public import public_force
from slavery_benchmark.core.view.suppress import Closed, Withheld, closed_of, levels_left
from tests.builders import answer, criterion, framework, submission
from tests.cases import case_files, measure
from tests.core.view.test_small_rests import alike, joined, shown

NCA = measure("COO-01m1")
FEWER = msgspec.structs.replace(
    NCA,
    direction="lower",
    bands=tuple(
        msgspec.structs.replace(band, limit=limit)
        for band, limit in zip(NCA.bands, (60, 40, 20, 5), strict=True)
    ),
)
"""The same with the fewer the better: level 1 up to 60 %, 4 up to 5 %."""


@pytest.mark.parametrize(
    ("x", "n", "of"), [(4, 9, None), (4, 10, 10), (3, 10, 10), (0, 9, None), (0, 10, 10)]
)
def test_of_how_many_is_told_from_ten_on(x: int, n: int, of: int | None) -> None:
    made = alike("m1")
    force = score_submission(
        submission([answer("COO-01a", 3)]), made, measured={"m1": shown(x=x, n=n)}
    )
    assert closed_of(force, made) == {"m1": Closed(Withheld.FEW_COUNTED, of)}


def test_of_how_many_people_is_told_only_if_they_are_of_five_cases() -> None:
    made = alike("m1")
    for cases, of in ((4, None), (5, 20)):
        found = msgspec.structs.replace(shown(x=3, n=20), cases=cases)
        force = score_submission(submission([answer("COO-01a", 3)]), made, measured={"m1": found})
        assert closed_of(force, made)["m1"] == Closed(Withheld.FEW_COUNTED, of)


@pytest.mark.parametrize(
    ("made", "why", "of", "levels"),
    [
        # bands of COO-01m1 begin at 40, 65, 85 and 95 %
        (NCA, Withheld.FEW_COUNTED, 20, (0, 0)),  # at most 4 of 20
        (NCA, Withheld.FEW_COUNTED, 10, (0, 1)),  # at most 4 of 10, just level 1
        (NCA, Withheld.FEW_OTHERS, 10, (1, 4)),  # at least 6 of 10
        (NCA, Withheld.FEW_OTHERS, 20, (2, 4)),
        (NCA, Withheld.FEW_OTHERS, 80, (4, 4)),  # at least 76 of 80, 95 %
        (NCA, Withheld.FEW_OTHERS, 79, (3, 4)),
        (NCA, Withheld.LINKED, 20, (0, 4)),
        (NCA, Withheld.FEW_COUNTED, None, (0, 1)),  # of ten, its minimum, at least
        # the fewer the better: few that count are the better end
        (FEWER, Withheld.FEW_COUNTED, 20, (3, 4)),  # at most 20 %
        (FEWER, Withheld.FEW_COUNTED, 19, (2, 4)),
        (FEWER, Withheld.FEW_COUNTED, 80, (4, 4)),
        (FEWER, Withheld.FEW_OTHERS, 10, (0, 1)),  # at least 60 %
        (FEWER, Withheld.FEW_OTHERS, 20, (0, 0)),
    ],
)
def test_the_levels_that_a_small_count_leaves_open(
    made: Measure, why: Withheld, of: int | None, levels: tuple[int, int]
) -> None:
    assert levels_left(made, Closed(why, of), 4) == levels


def test_with_a_minimum_of_two_any_share_is_left_open() -> None:
    low = msgspec.structs.replace(NCA, minimum_cases=2)
    assert levels_left(low, Closed(Withheld.FEW_COUNTED), 4) == (0, 4)
    assert levels_left(low, Closed(Withheld.FEW_OTHERS), 4) == (0, 4)


@pytest.mark.parametrize(("level", "there"), [(2, False), (3, True), (4, True)])
def test_a_criterion_at_target_but_for_what_is_not_shown_is_no_action(
    level: int, *, there: bool
) -> None:
    # 4 of 40 shared: closed, at level 0; a at the target or not
    made = msgspec.structs.replace(criterion("COO-01", [("a", 9)]), measures=(NCA,))
    whole = framework({"COO": (1, [made])})
    cases = case_files({"nca": ["Yes"] * 36 + ["No"] * 4})
    force = score_submission(submission([answer("COO-01a", level)], cases=cases), whole)
    node = public_force(force, whole, Assurance.ASSERTED).node("COO-01")
    assert node.tally.score is not None
    uncertain = msgspec.structs.replace(
        node, position=Position.NOT_CERTAIN, withheld=F(1, 10),
        tally=msgspec.structs.replace(node.tally, score=F(25 * level)),
    )  # fmt: skip
    assert could_be_there(uncertain, whole) is there
    assert not could_be_there(msgspec.structs.replace(uncertain, withheld=F(0)), whole)
    assert not could_be_there(
        msgspec.structs.replace(uncertain, position=Position.NO_BETTER), whole
    )


def test_on_their_word_alone_is_said_only_if_no_scored_measure_has_a_level() -> None:
    made = alike("m1", "m2")

    def alone(*figures: Measured) -> bool:
        given = dict(zip(("m1", "m2"), figures, strict=True))
        force = score_submission(submission([answer("COO-01a", 3)]), made, measured=given)
        assert public_force(force, made, Assurance.ASSERTED).judgement_alone == (
            force.judgement_alone
        )
        return force.judgement_alone

    none = Measured(state=MeasureState.NOT_SUPPLIED, selection=Selection.UNSAID)
    some = shown()
    assert alone(none, none)
    assert not alone(some, none)
    assert not alone(none, some)
    assert not alone(some, some)


@pytest.mark.parametrize(
    ("level", "yes", "no", "low", "high", "shown_as"),
    [
        # a check of 1 and a closed measure of 0.5 (2 to 1). At most 4 of 10 is level 0 or 1, at
        # least 6 of 10 level 1 to 4. The score of the check alone, or the nearest that is possible:
        (4, 4, 6, F(200, 3), F(75), F(75)),  # 100 is above (2 x 100 + 25) / 3
        (0, 6, 4, F(25, 3), F(100, 3), F(25, 3)),  # 0 is below (0 + 25) / 3
        (2, 6, 4, F(125, 3), F(200, 3), F(50)),  # 50 lies between
    ],
)
def test_the_score_shown_is_that_without_the_closed_or_the_nearest_that_is_possible(
    level: int, yes: int, no: int, low: F, high: F, shown_as: F
) -> None:
    made = msgspec.structs.replace(criterion("COO-01", [("a", 1)]), measures=(NCA,))
    whole = framework({"COO": (1, [made])})
    cases = case_files({"nca": ["Yes"] * yes + ["No"] * no})
    force = score_submission(submission([answer("COO-01a", level)], cases=cases), whole)
    tally = public_force(force, whole, Assurance.ASSERTED).overall.tally
    assert (tally.low, tally.high, tally.score) == (low, high, shown_as)
    assert tally.claimed == shown_as


def test_a_linked_measure_is_not_counted_as_answered() -> None:
    # weights 1, 0.5 and 0.5; that m2 has a level must not be told, so 1.5 of 2 is certain
    made = joined("m1", "m2")
    figures = {"m1": shown(x=20), "m2": shown(x=19)}
    force = score_submission(submission([answer("COO-01a", 3)]), made, measured=figures)
    assert force.overall.tally.coverage == 1
    view = public_force(force, made, Assurance.ASSERTED)
    assert [item.withheld for item in view.measures] == [None, Withheld.LINKED]
    assert view.overall.tally.coverage == F(3, 4)
