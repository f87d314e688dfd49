"""What the public is told of the measures that it does not see."""

from fractions import Fraction as F

import msgspec
import pytest

from slavery_benchmark.core.cases.table import CaseFiles, Selection
from slavery_benchmark.core.framework.framework import Framework
from slavery_benchmark.core.framework.measures import MeasureBand
from slavery_benchmark.core.scoring.baseline import Position
from slavery_benchmark.core.scoring.scoring import score_submission
from slavery_benchmark.core.view.model import View
from slavery_benchmark.core.view.spoken import report_in
from slavery_benchmark.core.view.suppress import Closed, Withheld, closed_of, levels_left
from tests.builders import answer, submission
from tests.cases import measure
from tests.core.view.attack import read_publicly
from tests.core.view.runs import scored, viewed
from tests.core.view.test_public import even, put
from tests.core.view.test_small_rests import LISTED, alike, joined, shown


@pytest.mark.parametrize(
    ("yes", "withheld", "score", "high", "position"),
    [
        # COO-01 is judged level 2 and has one measure, a fifth of its weight
        (
            0,
            F(1, 5),
            F(40),
            F(40),
            Position.NO_BETTER,
        ),  # few are shared: level 0 whatever the count
        (10, F(0), F(45), F(45), Position.NO_BETTER),  # 10 of 20 are shown: level 1
        (16, F(1, 5), F(50), F(60), Position.NOT_CERTAIN),  # 80 % or more: level 2 to 4
    ],
)
def test_a_closed_measure_is_answered_and_its_share_is_named(
    yes: int, withheld: F, score: F, high: F, position: Position
) -> None:
    made = even(20)
    put(made, "nca", Yes=yes, No=(20 - yes))
    view = read_publicly(made)
    node = next(item for item in view.criteria if item.id == "COO-01")
    assert (node.tally.coverage, node.withheld) == (F(1), withheld)
    assert (node.tally.score, node.tally.high, node.position) == (score, high, position)
    assert {check.differs_from for check in view.checks} == {()}
    assert not view.judgement_alone


def test_without_case_files_the_public_is_told_that_it_is_judgement_alone() -> None:
    (force,) = viewed([scored("Own", None, 3, fictional=False)], View.PUBLIC).forces
    assert force.judgement_alone
    assert {node.withheld for node in force.criteria} == {0}


def test_sentences_for_the_public_are_made_from_what_it_sees() -> None:
    data = viewed([scored("Own", even(40), 3, fictional=False)], View.PUBLIC)
    (shown,), (said,) = data.forces, report_in(data).forces
    assert (said.overall, said.themes, said.criteria) == (
        shown.overall, shown.themes, shown.criteria
    )  # fmt: skip
    assert (said.uncapped_band, said.limits) == (shown.uncapped_band, shown.limits)
    assert (said.checks, said.measures, said.submission.responses) == ((), (), ())


def closed(made: Framework, **counted: int) -> dict[str, Closed]:
    """Return what is closed of a force with so many of 40 by measure."""
    files = CaseFiles(table=None, listed=LISTED, in_period=LISTED, selection=Selection.ALL)
    given = submission([answer("COO-01a", 3)], cases=files)
    figures = {name: shown(x=x) for name, x in counted.items()}
    return closed_of(score_submission(given, made, measured=figures), made)


def test_how_many_a_closed_measure_is_about_is_told_only_where_no_other_hangs_together() -> None:
    assert closed(alike("m1"), m1=2) == {"m1": Closed(Withheld.FEW_COUNTED, 40)}
    found = closed(joined("m1", "m2"), m1=2, m2=20)
    assert found["m1"] == Closed(Withheld.LINKED, None)


def test_none_of_all_is_among_what_few_counted_leaves_open() -> None:
    bands = tuple(
        MeasureBand(level=level, limit=limit, basis="proposed")
        for level, limit in ((1, 60), (2, 40), (3, 20), (4, 0.5))
    )
    low = msgspec.structs.replace(measure("COO-01m1"), direction="lower", bands=bands)
    # up to 4 of 40 are 10 %, which is level 3; none of them is level 4
    assert levels_left(low, Closed(Withheld.FEW_COUNTED, 40), 4) == (3, 4)
    high = msgspec.structs.replace(low, direction="higher")
    assert levels_left(high, Closed(Withheld.NO_LEVEL), 4) == (0, 4)
