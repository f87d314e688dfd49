"""Small forces for hypothesis: a framework with limits and measures, and answers of every kind."""

from collections.abc import Sequence

from hypothesis import strategies as st

from slavery_benchmark.core.cases.measuring import Measured, MeasureState
from slavery_benchmark.core.cases.table import Selection
from slavery_benchmark.core.framework.framework import Framework, Limit
from slavery_benchmark.core.scoring.submission import Response
from tests.builders import answer, blank, criterion, framework, invalid, not_applicable
from tests.core.visit.visits import measure, measured

WEIGHTS = st.sampled_from([0.5, 1, 2, 3, 7])
CAPS = ["Not in place", "Emerging", "Partly in place", "In place", "Embedded"]
MOST_CHECKS = 5
Case = tuple[Framework, list[Response], dict[str, Measured]]


@st.composite
def cases(draw: st.DrawFn, *, gaps: bool) -> Case:
    """Draw a small framework with limits and measures, and answers; with `gaps` not all scored."""
    left = draw(st.integers(1, MOST_CHECKS))
    themes: dict[str, tuple[float, list[object]]] = {}
    shown: dict[str, Measured] = {}
    ids: list[str] = []
    for theme in ("AAA", "BBB"):
        criteria: list[object] = []
        for number in (1, 2):
            count = draw(st.integers(1, min(left, 3))) if left else 0
            if not count:
                break
            left -= count
            ids.append(f"{theme}-0{number}")
            made = criterion(ids[-1], [(c, draw(WEIGHTS)) for c in "abc"[:count]], draw(WEIGHTS))
            if draw(st.booleans()):
                made = measured(made, measure(f"{ids[-1]}m1", "within"))
                shown[f"{ids[-1]}m1"] = draw(_measured())
            criteria.append(made)
        if criteria:
            themes[theme] = (draw(WEIGHTS), criteria)
    limits = [
        Limit(id=f"limit-{n}", criterion=draw(st.sampled_from(ids)), because="It is a test.",
              below_level=draw(st.integers(0, 4)), cap=draw(st.sampled_from(CAPS)))
        for n in range(draw(st.integers(0, 2)))
    ]  # fmt: skip
    whole = framework(themes, limits)  # type: ignore[arg-type]
    kinds = ["level"] * 4 + (["blank", "invalid", "excused"] if gaps else [])
    responses = [draw(_response(check.id, kinds)) for _, _, check in whole.checks()]
    return whole, responses, shown


@st.composite
def _measured(draw: st.DrawFn) -> Measured:
    level = draw(st.none() | st.integers(0, 4))
    if level is None:
        state = draw(st.sampled_from([MeasureState.NOT_SUPPLIED, MeasureState.TOO_FEW]))
        return Measured(state=state, selection=Selection.ALL)
    return Measured(state=MeasureState.MEASURED, selection=Selection.ALL, level=level,
                    level_low=level, level_high=level)  # fmt: skip


@st.composite
def _response(draw: st.DrawFn, check: str, kinds: Sequence[str]) -> Response:
    kind = draw(st.sampled_from(kinds))
    if kind == "level":
        level = draw(st.sampled_from([0, 1, 2, 3, 3, 4, 4]))
        return (
            answer(check, level)
            if draw(st.sampled_from([True, True, False]))
            else answer(check, level, confirmed=None)
        )
    return {"blank": blank, "invalid": invalid, "excused": not_applicable}[kind](check)
