"""What the public can and cannot learn."""

from fractions import Fraction as F
from random import Random

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from slavery_benchmark.core.cases.measuring import Measured, MeasureState
from slavery_benchmark.core.cases.table import Selection
from slavery_benchmark.core.framework.framework import Criterion
from slavery_benchmark.core.scoring.baseline import Position
from slavery_benchmark.core.scoring.scores import Assurance
from slavery_benchmark.core.scoring.scoring import score_submission
from slavery_benchmark.core.view import suppress
from slavery_benchmark.core.view.build import build_report_data
from slavery_benchmark.core.view.model import ForceView, View
from slavery_benchmark.core.view.public import public_force
from slavery_benchmark.core.view.suppress import Withheld
from tests.builders import blank, submission
from tests.core.view.attack import (
    Made,
    possible,
    read_publicly,
    shown_numbers,
    small,
    small_counts,
    small_differences,
)
from tests.core.view.runs import DAY, HIDDEN, columns, files, report_of, scored, shipped, viewed
from tests.length import either

RATES = ("moved", "started", "route", "recorded", "crimes", "begun", "reviewed", "closed", "lines",
         "suspect", "order", "safeguarded", "referred", "arrested", "turned", "immigration",
         "section_45", "in_contact", "other_forces",
         "lead_force", "nca", "rocu", "rocu_needless")  # fmt: skip
EVEN = {"begun": 1.0, "closed": 1.0, "moved": 1.0, "other_forces": 1.0, "suspect": 1.0}
SLOW = settings(
    max_examples=either(short=3, full=10),
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)


@st.composite
def cases(draw: st.DrawFn) -> Made:
    rates = {column: draw(st.sampled_from([0, 0.05, 0.5, 0.95, 1])) for column in RATES}
    random = Random(draw(st.integers(0, 10_000)))  # noqa: S311
    return columns(random, draw(st.sampled_from([6, 12, 20, 40])), rates)


def even(cases: int = 40, **rates: float) -> Made:
    """Return cases in which everything holds about half of the time, but for these."""
    return columns(Random(5), cases, {**EVEN, **rates})  # noqa: S311


def put(made: Made, column: str, **times: int) -> None:
    """Give so many cases one word, and so many the next."""
    words: list[int | str] = [word for word, count in times.items() for _ in range(count)]
    made[column] = words


def shown(view: ForceView, measure: str) -> tuple[Withheld | None, int | None]:
    item = next(item for item in view.measures if item.node.id == measure)
    return item.withheld, item.of


@SLOW
@given(cases(), st.data())
def test_no_count_below_five_can_be_worked_out(made: Made, data: st.DataObject) -> None:
    counts = small_counts(made)
    if counts:
        measure, side = data.draw(st.sampled_from(counts))
        # the reader cannot tell one of 0 to 4 from another: all give the same public value
        assert len(possible(made, measure, side)) >= 3


@SLOW
@given(cases())
def test_no_two_numbers_of_cases_differ_by_a_count_below_five(made: Made) -> None:
    for numbers in shown_numbers(read_publicly(made)).values():
        assert small_differences(numbers) == set()


def test_the_cases_that_a_measure_is_not_about_are_not_given_away(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # 14 cases, of which 2 needed no sharing: COO-01m1 is about the other 12
    made = even(14)
    made["nca"][:] = ["Not needed", "Not needed", *["Yes"] * 12]
    view = read_publicly(made)
    assert view.cases is not None
    assert view.cases.listed == 14
    assert shown(view, "COO-01m1") == (Withheld.FEW_OTHERS, None)
    assert 12 not in shown_numbers(view)["cases"]
    monkeypatch.setattr(suppress, "_small_rest", lambda _: False)
    monkeypatch.setattr(suppress, "_put", lambda *_: True)
    assert small_differences(shown_numbers(read_publicly(made))["cases"]) == {2}


def test_every_small_rest_gives_the_same_public_view() -> None:
    seen = set()
    for count in range(1, 5):
        made = even(14)
        made["nca"][:] = ["Not needed"] * count + ["Yes"] * (14 - count)
        view = read_publicly(made)
        seen.add(msgspec.json.encode(view, enc_hook=str, order="sorted"))
    assert len(seen) == 1


def test_one_case_that_is_not_due_closes_a_measure() -> None:
    made = even(60, rocu_needless=0.0)
    made["recorded"][:] = [DAY + (1 if place % 2 else 9) for place in range(60)]
    assert shown(read_publicly(made), "REC-01m1")[0] is None
    made["reported"][0] = made["recorded"][0] = "not yet"
    whole = next(m for m in scored("Aldermoss", made).measures if m.node.id == "REC-01m1")
    assert whole.measured.n == 59
    view = read_publicly(made)
    assert shown(view, "REC-01m1")[0] is Withheld.LINKED
    assert small_differences(shown_numbers(view)["cases"]) == set()


@SLOW
@given(cases(), st.integers(0, 4))
def test_what_the_public_sees_is_true(made: Made, level: int) -> None:
    whole = scored("Aldermoss", made, level)
    view = public_force(whole, shipped(), Assurance.ASSERTED)
    places = [band.word for band in shipped().bands]
    for node in (view.overall, *view.themes, *view.criteria):
        true = whole.node(node.id)
        if true.tally.score is not None and node.tally.low is not None:
            assert node.tally.high is not None
            assert node.tally.low <= true.tally.score <= node.tally.high
        if node.band != true.band and node.band is not None:
            assert true.band is not None
            assert places.index(node.band) < places.index(true.band)
            assert node.band_at_least, "what is certain of what is shown"
        assert node.position in (None, Position.NOT_CERTAIN, true.position)
        if not node.withheld:
            seen, told = (msgspec.structs.replace(item.tally, floor=None) for item in (node, true))
            assert seen == told
        if node.tally.floor is not None and true.tally.floor is not None:
            assert node.tally.floor <= true.tally.floor


@pytest.mark.full
def test_a_leak_put_in_on_purpose_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    # 2 of 40 were "Not needed" at the regional unit: the cases of COO-02m1 are the other 38
    made = even(nca=0.5, rocu_needless=0.0)
    made["rocu"][:2] = ["Not needed", "Not needed"]
    assert shown(read_publicly(made), "COO-02m2") == (Withheld.LINKED, None)
    assert possible(made, "COO-02m2", "counted") == {0, 1, 2, 3, 4}
    monkeypatch.setattr(
        suppress, "links_of", lambda measures: {m.id: frozenset() for m in measures}
    )
    assert shown(read_publicly(made), "COO-02m2") == (Withheld.FEW_COUNTED, 40)
    monkeypatch.setattr(suppress, "_small_rest", lambda _: False)
    monkeypatch.setattr(suppress, "_put", lambda *_: True)
    assert possible(made, "COO-02m2", "counted") == {2}


@pytest.mark.full
def test_a_score_of_all_levels_would_tell_and_is_found() -> None:
    # 16 of 20 shared is level 2, 17 to 18 level 3, 19 to 20 level 4
    made = even(20)
    put(made, "nca", Yes=16, No=4)

    def careless(found: Made) -> ForceView:
        whole = scored("Aldermoss", found)
        view = read_publicly(found)
        overall = msgspec.structs.replace(view.overall, tally=whole.overall.tally)
        return msgspec.structs.replace(view, overall=overall)

    assert possible(made, "COO-01m1", "others") == {0, 1, 2, 3, 4}
    assert possible(made, "COO-01m1", "others", careless) == {4}


@pytest.mark.parametrize(
    ("yes", "withheld", "figures"),
    [
        (0, Withheld.FEW_COUNTED, False),
        (4, Withheld.FEW_COUNTED, False),
        (5, None, True),
        (15, None, True),
        (16, Withheld.FEW_OTHERS, False),
        (20, Withheld.FEW_OTHERS, False),
    ],
)
def test_counts_below_five_on_either_side(
    yes: int, withheld: Withheld | None, figures: bool
) -> None:
    made = even(20)
    put(made, "nca", Yes=yes, No=(20 - yes))
    view = read_publicly(made)
    item = next(item for item in view.measures if item.node.id == "COO-01m1")
    assert (item.withheld, item.figures is not None) == (withheld, figures)
    assert item.of == (20 if withheld else None)
    assert item.measured is None
    if item.figures is not None:
        assert (item.figures.x, item.figures.n) == (yes, 20)
    else:
        # its level is told only where all counts below five have the same
        assert (item.node.tally.score is None) is (withheld is Withheld.FEW_OTHERS)


def test_a_difference_of_two_measures_closes_the_later() -> None:
    # 22 of 40 cases are closed, and in 20 sharing was needed: no column joins the two
    made = even(40)
    closed = made["closed"][0]
    made["closed"][:] = [closed] * 22 + ["not yet"] * 18
    made["lines"][:] = ["Yes", "No"] * 20
    made["nca"][:] = ["Not needed"] * 20 + ["Yes", "No"] * 10
    made["arrested"][:] = [0] * 40
    view = read_publicly(made)
    assert shown(view, "INV-03m1")[0] is None
    assert shown(view, "COO-01m1")[0] is Withheld.LINKED
    item = next(item for item in view.measures if item.node.id == "COO-01m1")
    assert item.state is None
    made["closed"][22:25] = [closed] * 3
    assert shown(read_publicly(made), "COO-01m1")[0] is None


def test_too_few_cases_beside_a_closed_measure_would_tell_and_is_not_said() -> None:
    # 12 cases, 3 not needed: that COO-02m1 has too few would say that at least 3 were not
    made = even(12)
    made["rocu"][:] = ["Not needed", "Not needed", "Not needed", *["Yes"] * 9]
    view = read_publicly(made)
    states = {item.node.id: item.state for item in view.measures}
    assert states["COO-02m1"] is None
    assert states["COO-02m2"] is None
    assert possible(made, "COO-02m2", "counted") == {0, 1, 2, 3, 4}


def test_a_minimum_below_five_is_not_told_by_the_state() -> None:
    measure = next(m for _, m in shipped().measures() if m.id == "COO-01m1")
    low = msgspec.structs.replace(measure, minimum_cases=2)
    few = Measured(state=MeasureState.TOO_FEW, selection=Selection.ALL, cases=1)
    assert suppress.state_shown(few, low, None) is None
    assert suppress.state_shown(few, measure, None) is MeasureState.TOO_FEW


@pytest.mark.parametrize("cases", [1, 2, 4])
def test_with_a_low_minimum_hardly_any_cases_look_alike(cases: int) -> None:
    # with a minimum of 2, one case is too few and two are measured: the public is told neither
    low = shipped()
    themes = tuple(
        msgspec.structs.replace(theme, criteria=tuple(_with_minimum(c, 2) for c in theme.criteria))
        for theme in low.themes
    )
    low = msgspec.structs.replace(low, themes=themes)
    made = even(cases)
    whole = score_submission(
        submission([blank(c.id) for _, _, c in low.checks()], cases=files(made)), low
    )
    view = public_force(whole, low, Assurance.ASSERTED)
    item = next(item for item in view.measures if item.node.id == "COO-01m1")
    assert (item.state, item.withheld, item.of) == (None, Withheld.FEW_COUNTED, None)
    assert (item.node.tally.low, item.node.tally.high) == (F(0), F(100))


def _with_minimum(criterion: Criterion, minimum: int) -> Criterion:
    replace = msgspec.structs.replace
    measures = tuple(replace(item, minimum_cases=minimum) for item in criterion.measures)
    return replace(criterion, measures=measures)


def test_bounds_use_what_is_known_of_a_closed_measure() -> None:
    # fewer than 5 of 100 not shared: at least 96 %, which is the top level whatever the count
    made = even(100)
    put(made, "nca", Yes=98, No=2)
    node = next(m.node for m in read_publicly(made).measures if m.node.id == "COO-01m1")
    assert node.tally.low == node.tally.high == node.tally.score == 100
    assert node.position is Position.AT_TARGET


def test_nothing_written_in_a_workbook_is_in_the_public_value() -> None:
    forces = [scored(f"Force {n}", even(40)) for n in range(6)]
    for view, there in ((View.PUBLIC, False), (View.INSPECTOR, True)):
        data = viewed(forces, view)
        text = msgspec.json.encode(
            msgspec.structs.replace(data, framework=None), enc_hook=str, order="sorted"
        ).decode()
        assert (HIDDEN in text) is there
        assert ("aldermoss.xlsx" in text) is there  # the file's name
        assert ("C-1" in text) is False  # no case number
        assert "d1g35t" in text


def test_a_funnel_is_made_of_what_the_public_sees() -> None:
    forces = [scored(f"Force {n}", even(40 + n)) for n in range(6)]
    few = even(40)
    put(few, "nca", Yes=2, No=38)
    data = viewed([*forces, scored("Small", few)], View.PUBLIC)
    whole = viewed([*forces, scored("Small", few)], View.INSPECTOR)
    public = next(item for item in data.funnels if item.measure == "COO-01m1")
    full = next(item for item in whole.funnels if item.measure == "COO-01m1")
    assert {point.force for point in public.points} == {f"Force {n}" for n in range(6)}
    assert ("Small", "not shown in this view") in [(i.force, i.why) for i in public.left_out]
    x, n = sum(p.x for p in public.points), sum(p.n for p in public.points)
    assert public.target is not None
    assert public.target * n == 100 * x
    assert public.target != full.target
    assert len(full.points) == 7


def test_another_small_count_changes_nothing_in_the_whole_public_report() -> None:
    forces = [scored(f"Force {n}", even(40 + n)) for n in range(6)]
    seen = set()
    for count in range(5):
        few = even(40)
        put(few, "nca", Yes=count, No=(40 - count))
        data = viewed([*forces, scored("Small", few)], View.PUBLIC)
        seen.add(msgspec.json.encode(data, enc_hook=str, order="sorted"))
    assert len(seen) == 1


def test_answers_set_aside_by_own_cases_are_refused() -> None:
    report = report_of([scored("Aldermoss", even(40))], Assurance.OWN_CASES)
    with pytest.raises(ValueError, match="own cases"):
        build_report_data(report, view=View.PUBLIC, digest="d")


def test_the_number_of_cases_is_not_shown_below_five() -> None:
    assert read_publicly(even(4)).cases is not None
    found = [read_publicly(even(cases)).cases for cases in (4, 5)]
    assert [item.listed for item in found if item is not None] == [None, 5]


def test_no_case_files_are_said_and_nothing_is_closed() -> None:
    view = public_force(scored("Aldermoss", None), shipped(), Assurance.ASSERTED)
    assert {item.state.value for item in view.measures if item.state} == {"not supplied"}
    assert all(item.withheld is None for item in view.measures)
    assert view.overall.withheld == 0


def test_the_attack_counts_what_it_says() -> None:
    made = even(20)
    put(made, "nca", Yes=16, No=4)
    assert ("COO-01m1", "others") in small_counts(made)
    assert ("COO-01m1", "counted") not in small_counts(made)
    found = Measured(state=MeasureState.MEASURED, selection=Selection.ALL, x=3, n=9)
    assert (small(found, "counted"), small(found, "others")) == (3, 6)
