"""Arbitrary submissions, and editions that follow each other, for hypothesis."""

from typing import NamedTuple

import msgspec
from hypothesis import strategies as st

from slavery_benchmark.core.change.history import Cycle
from slavery_benchmark.core.framework.framework import Criterion, Framework
from slavery_benchmark.core.framework.lineage import LineageChange
from tests.builders import answer, blank, criterion, invalid, not_applicable
from tests.core.change.cycles import a_measure, became, cycle, edition, level, named, with_measures

WEIGHTS = st.sampled_from([0.1, 0.5, 1, 2, 3, 7])
KEPT = ["same", "same", "same", "reworded", "renamed", "split", "merged", "retired", "replaced"]


class Two(NamedTuple):
    """Two cycles, and the editions that may lie between."""

    earlier: Cycle
    later: Cycle
    editions: tuple[Framework, ...]


@st.composite
def first_editions(draw: st.DrawFn) -> Framework:
    """One to two themes of one to three criteria with checks, some with a measure."""
    themes = {}
    for name in ("AAA", "BBB")[: draw(st.integers(1, 2))]:
        criteria = []
        for number in range(1, draw(st.integers(1, 3)) + 1):
            checks = [(letter, draw(WEIGHTS)) for letter in "abc"[: draw(st.integers(1, 3))]]
            made = criterion(f"{name}-0{number}", checks, draw(WEIGHTS))
            if draw(st.booleans()):
                made = with_measures(made, a_measure(f"{made.id}m1", weight=draw(WEIGHTS)))
            criteria.append(made)
        themes[name] = (draw(WEIGHTS), criteria)
    return edition("1", themes)


@st.composite
def next_editions(draw: st.DrawFn, before: Framework, name: str) -> Framework:
    """An edition that follows `before`: anything may happen to its checks, measures and rules."""
    changes: list[LineageChange] = []
    themes = {}
    for theme in before.themes:
        made = [draw(_next_criteria(item, name, changes)) for item in theme.criteria]
        themes[theme.id] = (draw(WEIGHTS), made)
    after = edition(name, themes, before.identity.edition, changes)
    rule = msgspec.structs.replace(
        before.evidence,
        required_from=draw(st.integers(2, 4)),
        unsupported_level=draw(st.integers(0, 1)),
    )
    return msgspec.structs.replace(after, evidence=rule)


@st.composite
def _next_criteria(
    draw: st.DrawFn, before: Criterion, name: str, changes: list[LineageChange]
) -> Criterion:
    ids: list[str] = []
    left = [check.id for check in before.checks]
    while left:
        check = left.pop(0)
        what = draw(st.sampled_from(KEPT))
        new = f"{check}{name}"
        if what == "same":
            ids.append(check)
        elif what == "reworded":
            changes.append(became("reworded", check, check, comparable=draw(st.booleans())))
            ids.append(check)
        elif what == "renamed":
            changes.append(became("renamed", check, new))
            ids.append(new)
        elif what == "split":
            changes.append(became("split", check, f"{check} {new}"))
            ids += [check, new]
        elif what == "merged" and left:
            changes.append(became("merged", f"{check} {left.pop(0)}", new))
            ids.append(new)
        elif what == "replaced":
            changes.append(became("retired", check))
            changes.append(became("added", now=check))
            ids.append(check)
        else:
            changes.append(became("retired", check))
    if not ids or draw(st.booleans()):
        changes.append(became("added", now=f"{before.id}new{name}"))
        ids.append(f"{before.id}new{name}")
    checks = [(item.removeprefix(before.id), draw(WEIGHTS)) for item in ids]
    made = criterion(before.id, checks, draw(WEIGHTS))
    measures = [
        msgspec.structs.replace(item, weight=draw(WEIGHTS), days=draw(st.sampled_from([1, 1, 2])))
        for item in before.measures
        if draw(st.booleans())
    ]
    return with_measures(made, *measures)


@st.composite
def cycles_of(draw: st.DrawFn, made: Framework, year: int) -> Cycle:
    """A submission with any answers."""
    answers = {}
    for _, _, check in made.checks():
        kind = draw(st.sampled_from(["level", "level", "level", "bare", "blank", "bad", "excused"]))
        number = draw(st.integers(0, 4)) if kind in ("level", "bare") else 0
        answers[check.id] = {
            "level": level(check.id, number, year),
            "bare": answer(check.id, number, confirmed=None),
            "blank": blank(check.id),
            "bad": invalid(check.id),
            "excused": not_applicable(check.id),
        }[kind]
    shown = {item.id: draw(st.integers(0, 4)) for _, item in made.measures() if draw(st.booleans())}
    return cycle(made, answers, year, measured=shown)


@st.composite
def of_one_edition(draw: st.DrawFn) -> Two:
    """Two submissions under one edition."""
    made = draw(first_editions())
    return Two(draw(cycles_of(made, 2023)), draw(cycles_of(made, 2024)), ())


@st.composite
def of_editions(draw: st.DrawFn) -> Two:
    """Two submissions under editions one or two steps apart."""
    first = draw(first_editions())
    last = second = draw(next_editions(first, "2"))
    if draw(st.booleans()):
        last = draw(next_editions(second, "3"))
    return Two(draw(cycles_of(first, 2023)), draw(cycles_of(last, 2024)), (second,))


def renamed_throughout(made: Framework) -> Framework:
    """Return the next edition, in which every check has another id and nothing else differs."""
    changes: list[LineageChange] = []
    themes = []
    for theme in made.themes:
        criteria = []
        for item in theme.criteria:
            checks = []
            for check in item.checks:
                changes.append(became("renamed", check.id, f"{check.id}-new"))
                checks.append(msgspec.structs.replace(check, id=f"{check.id}-new"))
            criteria.append(msgspec.structs.replace(item, checks=tuple(checks)))
        themes.append(msgspec.structs.replace(theme, criteria=tuple(criteria)))
    after = msgspec.structs.replace(made, themes=tuple(themes))
    return named(after, "2", made.identity.edition, changes)
