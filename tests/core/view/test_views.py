"""What the inspector and a force see, and what is the same in every view."""

from fractions import Fraction as F
from random import Random

import msgspec
import pytest

from slavery_benchmark.core.change.actions import action_plans
from slavery_benchmark.core.comparing.funnel import WhyNoFunnel
from slavery_benchmark.core.scoring.scores import ForceScore
from slavery_benchmark.core.view.build import build_report_data
from slavery_benchmark.core.view.model import ReportData, View
from slavery_benchmark.core.visit.all_forces import visit_lists
from tests.core.view.runs import columns, report_of, scored, viewed


def forces(levels: tuple[int, ...] = (1, 2, 3, 4, 2, 3, 1)) -> list[ForceScore]:
    found = []
    for number, level in enumerate(levels):
        random = Random(number)  # noqa: S311 - the same every time
        cases = columns(random, 30 + 10 * number, {"begun": 1.0, "moved": 1.0})
        found.append(scored(f"Force {number}", cases, level, fictional=False))
    return found


def whole(view: View, own: str | None = None) -> ReportData:
    made = forces()
    report = report_of(made)
    return build_report_data(
        report,
        view=view,
        digest="d1g35t",
        own=own,
        visits=visit_lists(report.forces, report.framework),
        actions=action_plans(report.forces, report.framework, (), report.as_of),
    )


def test_the_inspector_sees_all() -> None:
    data = whole(View.INSPECTOR)
    made = forces()
    assert [force.force for force in data.forces] == [f.submission.force for f in made]
    for shown, force in zip(data.forces, made, strict=True):
        assert shown.score == force
        assert shown.overall.tally == force.overall.tally
        assert shown.overall.withheld == 0
        for nodes, own in ((shown.themes, force.themes), (shown.criteria, force.criteria)):
            assert [(node.id, node.tally) for node in nodes] == [(n.id, n.tally) for n in own]
        assert [check.node.id for check in shown.checks] == [c.node.id for c in force.checks]
        assert shown.cases is not None
        assert force.submission.cases is not None
        assert shown.cases.listed == force.submission.cases.listed
        assert [m.measured for m in shown.measures] == [m.measured for m in force.measures]
        assert all(item.withheld is None for item in shown.measures)
        assert all(item.response is not None for item in shown.checks)
    assert len(data.visits) == len(data.actions) == 7
    assert all(plan.full is not None for plan in data.actions)
    assert {item.force for item in data.problems} == {None, *(f.submission.force for f in made)}
    assert all(item.problem is not None for item in data.problems)
    assert (data.others, data.spreads, data.own) == (0, {}, None)


def test_every_view_has_the_digest_of_the_run() -> None:
    assert {whole(View.INSPECTOR).digest, whole(View.PUBLIC).digest,
            whole(View.FORCE, "Force 2").digest} == {"d1g35t"}  # fmt: skip


def test_a_force_sees_its_own_detail_and_no_other_name() -> None:
    data = whole(View.FORCE, "Force 2")
    assert [force.force for force in data.forces] == ["Force 2"]
    assert data.forces[0].score is not None
    first, second = data.visits[0], data.actions[0]
    assert (first.force, second.force) == ("Force 2", "Force 2")
    assert {item.force for item in data.problems} == {"Force 2"}
    assert (data.own, data.others) == ("Force 2", 6)
    bare = msgspec.structs.replace(data, framework=None)
    text = msgspec.json.encode(bare, enc_hook=str).decode()
    for other in (0, 1, 3, 4, 5, 6):
        assert f"Force {other}" not in text
        assert f"force {other}" not in text


def test_a_force_can_be_named_by_its_code() -> None:
    assert whole(View.FORCE, "force 2").own == "Force 2"
    with pytest.raises(KeyError):
        whole(View.FORCE, "Nowhere")


def test_a_force_and_its_view_belong_together() -> None:
    for view, own in ((View.FORCE, None), (View.PUBLIC, "Force 2")):
        with pytest.raises(ValueError, match="needs a force"):
            viewed(forces((1,)), view, own)


def test_quartiles_of_the_others_by_hand() -> None:
    without = [scored(f"Force {n}", None, level, fictional=False)
               for n, level in enumerate((0, 0, 1, 1, 1, 2, 2, 4, 4))]  # fmt: skip
    data = viewed([*without, scored("Own", None, 3, fictional=False)], View.FORCE, "Own")
    # 0, 0, 25, 25, 25, 50, 50, 100, 100
    spread = data.spreads["LEA"]
    assert spread.forces == 9
    assert (spread.lower_quartile, spread.median, spread.upper_quartile) == (25, 25, 50)


def test_quartiles_of_eight_others_lie_between_their_scores() -> None:
    without = [scored(f"Force {n}", None, level, fictional=False)
               for n, level in enumerate((0, 0, 1, 2, 3, 3, 3, 4))]  # fmt: skip
    data = viewed([*without, scored("Own", None, 3, fictional=False)], View.FORCE, "Own")
    # 0, 0, 25, 50, 75, 75, 75, 100: at 1.75 of the seven steps between them 0 + 0.75 x 25 = 18.75,
    # at 3.5 50 + 0.5 x 25 = 62.5, at 5.25 75
    spread = data.spreads["LEA"]
    assert (spread.lower_quartile, spread.median, spread.upper_quartile) == (19, 63, 75)


@pytest.mark.parametrize(
    ("levels", "there"),
    [
        ((1, 2, 3), False),
        ((1, 2, 3, 1, 2, 3, 4), False),
        ((1, 2, 3, 1, 2, 3, 4, 0), True),
        ((2,) * 8, False),
        ((*((2,) * 7), 3), True),
    ],
)
def test_no_quartiles_that_tell_of_one_force(levels: tuple[int, ...], there: bool) -> None:
    made = [scored(f"Force {n}", None, level, fictional=False) for n, level in enumerate(levels)]
    data = viewed([*made, scored("Own", None, 3, fictional=False)], View.FORCE, "Own")
    assert ("overall" in data.spreads) is there


def test_quartiles_do_not_tell_a_score_exactly() -> None:
    made = forces((1, 2, 3, 4, 2, 3, 1, 4, 2, 3))
    spread = viewed(made, View.FORCE, "Force 2").spreads["overall"]
    middle = {spread.lower_quartile, spread.median, spread.upper_quartile}
    scores = {force.overall.tally.score for force in made}
    assert all(isinstance(item, int) for item in middle)
    assert not middle & {score for score in scores if score is not None}


def test_invented_forces_do_not_count_beside_real_ones() -> None:
    made = [scored(f"Force {n}", None, n, fictional=False) for n in [1, 2] * 4]
    made += [scored("Sample", None, 0), scored("Own", None, 3, fictional=False)]
    assert viewed(made, View.FORCE, "Own").spreads["overall"].forces == 8


def test_a_force_sees_its_own_point_alone() -> None:
    data, full = whole(View.FORCE, "Force 2"), whole(View.INSPECTOR)
    for own, every in zip(data.funnels, full.funnels, strict=True):
        assert {point.force for point in own.points} <= {"Force 2"}
        assert {item.force for item in own.left_out} <= {"Force 2"}
        if own.points:
            mine = next(point for point in every.points if point.force == "Force 2")
            assert (own.points[0].x, own.points[0].n) == (mine.x, mine.n)
            # the grid does not reach to the largest force
            assert own.grid[-1].size <= own.points[0].size * 2 + 2
        else:
            assert (own.target, own.grid, own.points) == (None, (), ())
    assert any(funnel.points for funnel in data.funnels)
    assert any(item.why_none is not WhyNoFunnel.FEW_FORCES for item in full.funnels)


def test_without_enough_forces_there_is_no_point_either() -> None:
    data = viewed(forces((1, 2, 3)), View.FORCE, "Force 1")
    assert data.funnels
    for funnel in data.funnels:
        assert (funnel.why_none, funnel.points, funnel.grid) == (WhyNoFunnel.FEW_FORCES, (), ())


def test_the_public_sees_no_visit_list_and_actions_by_its_own_positions() -> None:
    data = whole(View.PUBLIC)
    assert data.visits == ()
    assert len(data.actions) == 7
    for plan in data.actions:
        assert plan.full is None
        force = data.force(plan.force)
        for action in plan.actions:
            node = force.node(action.criterion)
            assert action.priority == node.effective_weight * (
                100
                if node.position is None or node.tally.score is None
                else max(F(75) - node.tally.score, F(0))
            )
            assert node.position != "at target"


def test_the_public_sees_each_kind_of_problem_once() -> None:
    data = whole(View.PUBLIC)
    assert len(data.problems) == len({(item.force, item.code) for item in data.problems})
    assert all(item.problem is None for item in data.problems)


def test_a_force_or_node_that_is_not_there() -> None:
    data = whole(View.PUBLIC)
    with pytest.raises(KeyError):
        data.force("Nowhere")
    with pytest.raises(KeyError):
        data.forces[0].node("ABC-01")
