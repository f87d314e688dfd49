"""Every page of the package, made from a report: found by its name, given what its types ask for.

A function `*_page` in slavery_benchmark/pages is covered without being named here. What it takes
is made by name (`NAMED`) or by type (`VALUES`), and a plain text is the name of a force; where a
page takes what none took before, a line there says how it is made.
"""

import importlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from inspect import Parameter, signature
from pathlib import Path
from types import FunctionType
from typing import Any, get_type_hints

import msgspec

from slavery_benchmark import pages
from slavery_benchmark.core.agreement.apart import Agreement, agreement_of
from slavery_benchmark.core.agreement.paired import pair_reviews
from slavery_benchmark.core.change.actions import ActionPlans, action_plans
from slavery_benchmark.core.change.history import Cycle
from slavery_benchmark.core.change.levers import Levers, levers_of
from slavery_benchmark.core.change.progress import ProgressReport, build_progress
from slavery_benchmark.core.comparing.comparison import NAME, Against, Comparison, compare_forces
from slavery_benchmark.core.comparing.context import OfficialFigures
from slavery_benchmark.core.comparing.selection import columns_for
from slavery_benchmark.core.comparing.set_summary import (
    Missing,
    NodeSummary,
    Overview,
    Selection,
    SetSummary,
    summary_nodes,
)
from slavery_benchmark.core.framework.framework import Framework
from slavery_benchmark.core.problems import Severity
from slavery_benchmark.core.review.review import CheckReview, Review
from slavery_benchmark.core.scoring.baseline import Position
from slavery_benchmark.core.scoring.report import Report
from slavery_benchmark.core.scoring.scores import ForceScore
from slavery_benchmark.core.scoring.scoring import score_submission
from slavery_benchmark.core.scoring.submission import SourceFile
from slavery_benchmark.core.view.model import ReportData
from slavery_benchmark.core.visit.all_forces import VisitLists, visit_lists
from slavery_benchmark.core.visit.case_sample import CaseSample, draw_cases
from slavery_benchmark.document.blocks import Document, Streamed
from slavery_benchmark.forms.review.about import about_return
from slavery_benchmark.pages.data_set.export import Given
from tests.pages.report.pages import data_for


def _first_check(report: Report) -> str:
    return next(check.id for _, _, check in report.framework.checks())


def _force(report: Report) -> ForceScore:
    """Return the force that says what it likes."""
    return next(force for force in report.forces if force.submission.code != "zoe")


def _text(report: Report) -> str:
    return _force(report).submission.force


def _comparison(report: Report) -> Comparison:
    return compare_forces(
        report.forces,
        report.framework,
        columns=columns_for(report.framework, "criterion", ()),
        sort=NAME,
        against=Against(name=_text(report), scores=None),
        population=len(report.forces),
        with_pairs=True,
    )


def _overview(report: Report) -> Overview:
    return Overview(
        head=report,
        complete=False,
        parts=1,
        files=2,
        files_in_all=3,
        unusable=0,
        submissions=2,
        problems=dict.fromkeys(Severity, 1),
    )


def _summary(report: Report) -> SetSummary:
    nodes = tuple(
        NodeSummary(
            node=node,
            with_score=0,
            missing=dict.fromkeys(Missing, 0),
            spread=None,
            positions=dict.fromkeys(Position, 0),
            not_placed=0,
        )
        for node in summary_nodes(report.framework, "criterion")
    )
    selection = Selection(
        period=None, summed_up=2, forces=2, other_periods=0, outside_period=0, invented=0
    )
    return SetSummary(overview=_overview(report), selection=selection, by="criterion", nodes=nodes)


def _given(report: Report) -> Given:
    problem = {"severity": "error", "code": "x", "count": 1, "example": _text(report)}
    row = dict.fromkeys(("force", "code", "file", "band"), _text(report))
    return Given(
        problems=[problem],
        submissions=Streamed(2, lambda: iter([row, row])),
        manifest_sha256=report.framework_sha256,
    )


def _differences(report: Report) -> Sequence[Mapping[str, str]]:
    said = dict.fromkeys(("where", "then", "now"), _text(report))
    return [{"kind": kind, **said} for kind in ("answer", "score")]


def _samples(report: Report) -> list[CaseSample | None]:
    return [draw_cases(force, report.framework, 3, 1) for force in report.forces]


def _agreement(report: Report) -> Agreement:
    """Return how far two inspectors agree with the first force; their words are its name."""
    of, said = report.forces[0].submission, _text(report)
    found = [
        Review(
            source=SourceFile(said, who * 64, said),
            about=about_return(of, report.framework),
            reviewer=f"{who} {said}",
            checks=tuple(
                CheckReview(
                    check=item.check, state=item.state, given=item.level, level=level, seen=said
                )
                for item in of.responses
            ),
        )
        for level, who in enumerate("ab")
    ]
    return agreement_of([(of, pair_reviews(found, [of]).of[of.source.sha256])], report.framework)


def _progress(report: Report) -> ProgressReport:
    """Return what rose and what fell for each force since the two years before."""
    cycles = []
    for force in report.forces:
        now = force.submission
        for years in (2, 1, 0):
            made = msgspec.structs.replace(
                now,
                responses=tuple(
                    item
                    if item.level is None
                    else msgspec.structs.replace(item, level=4 - years if place % 3 else years + 1)
                    for place, item in enumerate(now.responses)
                ),
                period_start=_years_before(now.period_start, years),
                period_end=_years_before(now.period_end, years),
            )
            scored = score_submission(made, report.framework)
            cycles.append(Cycle(score=scored, framework=report.framework))
    return build_progress(
        cycles,
        (report.framework,),
        tool_version=report.tool_version,
        as_of=report.as_of,
        unusable=(),
    )


def _years_before(day: date | None, years: int) -> date:
    assert day is not None
    return day.replace(year=day.year - years)


NAMED: dict[str, Callable[[Report], Any]] = {
    "sha256": lambda report: report.framework_sha256,
    "wanted": _first_check,
    "node_id": _first_check,
    "samples": _samples,
}
VALUES: dict[Any, Callable[[Report], Any]] = {
    Report: lambda report: report,
    Framework: lambda report: report.framework,
    ForceScore: _force,
    str: _text,
    int | None: lambda _: 1,
    date | None: lambda report: report.as_of,
    Comparison: _comparison,
    Overview: _overview,
    SetSummary: _summary,
    Given: _given,
    Agreement: _agreement,
    VisitLists: lambda report: visit_lists(report.forces, report.framework),
    ProgressReport: _progress,
    ActionPlans: lambda report: action_plans(report.forces, report.framework, (), report.as_of),
    Sequence[Mapping[str, str]]: _differences,
    dict[str, str | float | None]: lambda report: {"assurance": report.at_least.value},
    ReportData: data_for,
    Sequence[Levers]: lambda report: [levers_of(f, report.framework) for f in report.forces],
}


def _functions() -> Iterator[FunctionType]:
    root = Path(pages.__path__[0])
    for path in sorted(root.rglob("*.py")):
        parts = path.relative_to(root).with_suffix("").parts
        name = ".".join((pages.__name__, *parts)).removesuffix(".__init__")
        for value in vars(importlib.import_module(name)).values():
            if (
                isinstance(value, FunctionType)
                and value.__name__.endswith("_page")
                and not value.__name__.startswith("_")
                and value.__module__ == name
            ):
                yield value


PAGES: dict[str, FunctionType] = {function.__name__: function for function in _functions()}


def made(name: str, report: Report) -> Document:
    """Return a page of a report."""
    function = PAGES[name]
    types = get_type_hints(function, localns={"OfficialFigures": OfficialFigures})
    given = {}
    for key, parameter in signature(function).parameters.items():
        if parameter.default is not Parameter.empty:
            continue
        maker = NAMED.get(key) or VALUES.get(types[key])
        assert maker, f"{name} takes {key}, {types[key]}: say in VALUES how it is made"
        given[key] = maker(report)
    document = function(**given)
    assert isinstance(document, Document)
    return document
