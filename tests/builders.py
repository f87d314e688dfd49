"""Small frameworks and submissions for tests, built in a line each."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cache

import msgspec

from slavery_benchmark.core.framework.framework import (
    Baseline,
    Check,
    Criterion,
    Framework,
    Limit,
    Shortcoming,
    Theme,
)
from slavery_benchmark.core.scoring.submission import Response, SourceFile, State, Submission
from slavery_benchmark.criteria_files import Criteria, load_criteria
from slavery_benchmark.shipped import shipped_folder

START, END = date(2025, 4, 1), date(2026, 3, 31)
AS_OF = date(2026, 11, 23)


@cache
def shipped_criteria() -> Criteria:
    """Return the criteria that come with the tool."""
    return load_criteria(shipped_folder("criteria"))


def check(check_id: str, weight: float = 1) -> Check:
    """Return a check with words of no meaning."""
    return Check(
        id=check_id,
        question=f"What of {check_id}?",
        asks_about=(f"{check_id[:-1]}-S1",),
        answered_by="Somebody",
        weight=weight,
        weight_because="It is a test.",
        note="None.",
        evidence="None.",
        levels={str(level): f"{check_id} at {level}" for level in range(5)},
    )


def criterion(
    criterion_id: str,
    checks: Sequence[tuple[str, float]],
    weight: float = 1,
    kind: str = "widespread",
) -> Criterion:
    """Return a criterion with the checks (letter, weight) and a baseline of the shipped kinds."""
    rubric = next(
        item for item in shipped_criteria().framework.baseline_rubric if item.kind == kind
    )
    shortcoming = Shortcoming(
        id=f"{criterion_id}-S1",
        text="Something was wrong.",
        prevalence="many",
        rank="primary",
        source="press-release",
        where="somewhere",
    )
    return Criterion(
        id=criterion_id,
        title=f"Title of {criterion_id}",
        good="Good.",
        boundary="None.",
        size="Any.",
        weight=weight,
        weight_because="It is a test.",
        baseline=Baseline(
            kind=kind,
            level=rubric.level,
            low=rubric.low,
            high=rubric.high,
            drawn_from=shortcoming.id,
            because="It is a test.",
        ),
        shortcomings=(shortcoming,),
        checks=tuple(check(f"{criterion_id}{letter}", item) for letter, item in checks),
    )


def framework(
    themes: Mapping[str, tuple[float, Sequence[Criterion]]], limits: Iterable[Limit] = ()
) -> Framework:
    """Return a framework of these themes (id to weight and criteria) under the shipped rules."""
    return msgspec.structs.replace(
        shipped_criteria().framework,
        limits=tuple(limits),
        themes=tuple(
            Theme(
                id=theme,
                title=f"Theme {theme}",
                about="A test.",
                weight=weight,
                weight_because="It is a test.",
                criteria=tuple(criteria),
            )
            for theme, (weight, criteria) in themes.items()
        ),
    )


def answer(check_id: str, level: int, *, confirmed: date | None = END) -> Response:
    """Return an answer with evidence last confirmed on a day, or without any for None."""
    return Response(
        check=check_id,
        state=State.ANSWERED,
        cell="Self-assessment!K5",
        found=str(level),
        level=level,
        evidence="" if confirmed is None else "A log",
        evidence_date=confirmed,
    )


def blank(check_id: str) -> Response:
    """Return no answer."""
    return Response(check=check_id, state=State.BLANK)


def invalid(check_id: str) -> Response:
    """Return an answer that cannot be read."""
    return Response(check=check_id, state=State.INVALID, found="mostly")


def not_applicable(check_id: str) -> Response:
    """Return a check excused with a reason."""
    return Response(check=check_id, state=State.NOT_APPLICABLE, not_applicable_reason="No custody.")


def submission(responses: Iterable[Response], **changes: object) -> Submission:
    """Return a submission of an invented force with these responses."""
    made = Submission(
        force="Aldermoss Constabulary",
        code="fictional-aldermoss",
        fictional=True,
        period_start=START,
        period_end=END,
        edition="test",
        source=SourceFile("aldermoss.xlsx", "0" * 64, "aldermoss.xlsx"),
        responses=tuple(responses),
        problems=(),
    )
    return msgspec.structs.replace(made, **changes)
