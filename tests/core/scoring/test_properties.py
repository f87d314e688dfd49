"""What holds for every force and every framework."""

from fractions import Fraction
from random import Random

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from slavery_benchmark.core.framework.framework import Framework, Theme
from slavery_benchmark.core.scoring.scores import ForceScore
from slavery_benchmark.core.scoring.scoring import score_submission
from slavery_benchmark.core.scoring.submission import Response, State
from tests.builders import (
    answer,
    blank,
    criterion,
    framework,
    invalid,
    not_applicable,
    submission,
)

WEIGHTS = st.sampled_from([0.1, 0.5, 1, 2, 3, 7])


@st.composite
def frameworks(draw: st.DrawFn) -> Framework:
    themes: dict[str, tuple[float, list[object]]] = {}
    for name in ("AAA", "BBB", "CCC")[: draw(st.integers(1, 3))]:
        criteria = []
        for number in range(1, draw(st.integers(1, 3)) + 1):
            letters = "abc"[: draw(st.integers(1, 3))]
            checks = [(letter, draw(WEIGHTS)) for letter in letters]
            kind = draw(st.sampled_from(["widespread", "mixed", "unqualified"]))
            criteria.append(criterion(f"{name}-0{number}", checks, draw(WEIGHTS), kind))
        themes[name] = (draw(WEIGHTS), criteria)  # type: ignore[assignment]
    return framework(themes)  # type: ignore[arg-type]


@st.composite
def forces(draw: st.DrawFn) -> tuple[Framework, list[Response]]:
    made = draw(frameworks())
    responses = []
    for _, _, check in made.checks():
        kind = draw(st.sampled_from(["level", "level", "level", "blank", "invalid", "excused"]))
        if kind == "level":
            level, supported = draw(st.integers(0, 4)), draw(st.booleans())
            item = answer(check.id, level) if supported else answer(check.id, level, confirmed=None)
            responses.append(item)
        else:
            responses.append(
                {"blank": blank, "invalid": invalid, "excused": not_applicable}[kind](check.id)
            )
    return made, responses


def scored(made: Framework, responses: list[Response]) -> ForceScore:
    return score_submission(submission(responses), made)


def numbers(force: ForceScore) -> list[object]:
    nodes = [force.overall, *force.themes, *force.criteria]
    return [(node.id, node.tally, node.reference, node.band, node.position) for node in nodes]


@given(forces())
def test_every_score_lies_within_its_bounds_and_below_its_claim(
    case: tuple[Framework, list[Response]],
) -> None:
    force = scored(*case)
    for node in (force.overall, *force.themes, *force.criteria):
        tally = node.tally
        if tally.score is not None:
            assert tally.low is not None
            assert tally.high is not None
            assert tally.claimed is not None
            assert 0 <= tally.low <= tally.high <= 100
            assert tally.score <= tally.claimed
            assert tally.excused_at_zero is not None
            assert tally.excused_at_zero <= tally.score or tally.excused == 0
        if tally.coverage == 1:
            assert tally.low == tally.score == tally.high


@given(forces(), st.data())
def test_raising_one_level_never_lowers_anything(
    case: tuple[Framework, list[Response]], data: st.DataObject
) -> None:
    made, responses = case
    raisable = [i for i, item in enumerate(responses) if item.level is not None and item.level < 4]
    if not raisable:
        return
    place = data.draw(st.sampled_from(raisable))
    level = (responses[place].level or 0) + 1
    raised = list(responses)
    raised[place] = msgspec.structs.replace(responses[place], level=level)
    before, after = scored(made, responses).overall.tally, scored(made, raised).overall.tally
    for field in ("score", "claimed", "low", "high", "excused_at_zero"):
        assert getattr(after, field) >= getattr(before, field)


@given(forces(), st.sampled_from([0.5, 2, 10]))
def test_scaling_all_weights_changes_nothing(
    case: tuple[Framework, list[Response]], factor: float
) -> None:
    made, responses = case

    def scale(theme: Theme) -> Theme:
        return msgspec.structs.replace(
            theme,
            weight=theme.weight * factor,
            criteria=tuple(
                msgspec.structs.replace(
                    item,
                    weight=item.weight * factor,
                    checks=tuple(
                        msgspec.structs.replace(check, weight=check.weight * factor)
                        for check in item.checks
                    ),
                )
                for item in theme.criteria
            ),
        )

    scaled = msgspec.structs.replace(made, themes=tuple(scale(theme) for theme in made.themes))
    before, after = scored(made, responses), scored(scaled, responses)
    assert numbers(before) == numbers(after)


@given(forces(), st.randoms())
def test_the_order_of_answers_and_of_themes_changes_nothing(
    case: tuple[Framework, list[Response]],
    random: Random,
) -> None:
    made, responses = case
    shuffled, themes = list(responses), list(made.themes)
    random.shuffle(shuffled)
    random.shuffle(themes)
    other = msgspec.structs.replace(made, themes=tuple(themes))
    assert scored(made, responses).overall.tally == scored(other, shuffled).overall.tally


@given(forces())
def test_not_applicable_scores_as_if_the_check_were_not_there(
    case: tuple[Framework, list[Response]],
) -> None:
    made, responses = case
    excused = {item.check for item in responses if item.state is State.NOT_APPLICABLE}
    themes = []
    for theme in made.themes:
        criteria = []
        for item in theme.criteria:
            checks = tuple(check for check in item.checks if check.id not in excused)
            if checks:
                criteria.append(msgspec.structs.replace(item, checks=checks))
        if criteria:
            themes.append(msgspec.structs.replace(theme, criteria=tuple(criteria)))
    if not themes:
        return
    without = msgspec.structs.replace(made, themes=tuple(themes))
    left = [item for item in responses if item.check not in excused]
    before, after = scored(made, responses).overall, scored(without, left).overall
    for field in ("score", "claimed", "low", "high", "coverage"):
        assert getattr(before.tally, field) == getattr(after.tally, field)
    assert before.reference == after.reference


@given(frameworks())
def test_shares_of_the_checks_add_up_to_one(made: Framework) -> None:
    shares = made.effective_weights()
    assert sum(shares[check.id] for _, _, check in made.checks()) == Fraction(1)


@given(forces())
def test_the_parts_give_the_whole(case: tuple[Framework, list[Response]]) -> None:
    force = scored(*case)
    parts = [node for node in force.themes if node.tally.score is not None]
    if parts:
        total = sum((node.weight * (node.tally.score or 0) for node in parts), Fraction(0))
        assert force.overall.tally.score == total / sum(node.weight for node in parts)
