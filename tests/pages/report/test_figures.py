"""Counts, measures and funnel plots on the page against the JSON of the same run."""

from collections.abc import Iterator
from fractions import Fraction
from functools import cache
from typing import Any

import msgspec
import pytest

from slavery_benchmark.core.change.disposition import Disposition
from slavery_benchmark.core.comparing.funnel_limits import limits_at
from slavery_benchmark.core.scoring.report import Report
from slavery_benchmark.core.visit.all_forces import visit_lists
from slavery_benchmark.document.numbers import score_text
from slavery_benchmark.pages.progress.build import build_progress_result
from slavery_benchmark.pages.progress.rows import GROUPS
from slavery_benchmark.pages.score.build import build_result
from slavery_benchmark.pages.visit.build import build_visit
from tests.pages.progress.reports import shipped_progress
from tests.pages.report.pages import data_for, data_of, many_forces, page
from tests.pages.report.parsing import Parsed
from tests.pages.report.rendering import render_html
from tests.reports import report_of

Figure = tuple[str, str, str, str]


def figures_of(html: str) -> Iterator[Figure]:
    """Yield place, node or measure, field and text of every figure of a page."""
    for figure, text in Parsed(html).figures:
        place, node, field = figure.split(" ", 2)
        yield place, node, field, text


@cache
def real_forces() -> Report:
    """Return a report of twelve forces that count as real ones, so that there are funnel plots."""
    report = many_forces(12)
    forces = [
        msgspec.structs.replace(
            force, submission=msgspec.structs.replace(force.submission, fictional=False)
        )
        for force in report.forces
    ]
    return msgspec.structs.replace(report, forces=tuple(forces))


@cache
def page_of_twelve() -> str:
    return render_html(data_for(real_forces())).decode()


def json_of(report: Report) -> dict[str, Any]:
    result: dict[str, Any] = msgspec.to_builtins(build_result(report, {"assurance": "asserted"}))
    return result


def shown(value: float) -> str:
    return score_text(Fraction(value).limit_denominator(10**6))


def report_on(kind: str) -> tuple[str, dict[str, Any]]:
    """Return a page, and the JSON of its forces."""
    if kind == "twelve":
        return page_of_twelve(), json_of(real_forces())
    data = data_of(kind)
    scores = tuple(force.score for force in data.forces if force.score is not None)
    report = report_of(framework=data.framework)
    return page(kind), json_of(msgspec.structs.replace(report, forces=scores, as_of=data.as_of))


@pytest.mark.parametrize("kind", ["one", "many", "cycles", "twelve"])
def test_every_measure_is_that_of_the_json(kind: str) -> None:
    html, result = report_on(kind)
    checked = 0
    for place, node, field, text in figures_of(html):
        if field not in ("figure", "interval", "short"):
            continue
        force = result["forces"][int(place)]
        item = next(item for item in force["measures"] if item["id"] == node)
        for part in _parts(item, field):
            assert part in text, (place, node, field, text)
        checked += 1
    assert checked >= 2 * 18 * len(result["forces"])


def _parts(item: dict[str, Any], field: str) -> Iterator[str]:
    """Yield what must stand in a cell on a measure."""
    if field == "interval":
        ends = item["interval"]
        if ends is not None:
            yield from (_value(item, ends["low"]), _value(item, ends["high"]))
        return
    if not item["n"]:
        return
    if item["kind"] == "median":
        yield f"{item['n']} case"
        if item["value"] is not None:
            yield _value(item, item["value"])
    else:
        yield f"{item['x']} of {item['n']}"
        yield f"{shown(item['value'])}%"
    if field == "short" and item["level"] is not None:
        yield f"level {item['level']}"


def _value(item: dict[str, Any], value: float | None) -> str:
    if value is None:
        return ""
    if item["unit"] == "per cent":
        return shown(value)
    return f"{value:.0f}" if value == int(value) else shown(value)


def test_every_funnel_figure_is_that_of_the_json() -> None:
    html, result = report_on("twelve")
    funnels = {funnel.measure: funnel for funnel in data_for(real_forces()).funnels}
    checked = set()
    for place, node, field, text in figures_of(html):
        if field not in ("counted", "of", "share", "limits 95", "limits 998"):
            continue
        force = result["forces"][int(place)]
        item = next(item for item in force["measures"] if item["id"] == node)
        if field in ("counted", "of"):
            assert text == f"{item['x' if field == 'counted' else 'n']:,}"
        elif field == "share":
            assert text == f"{shown(item['value'])}%"
        else:
            assert text == _limits(funnels[node], result, item, field), (place, node, field)
        checked.add((place, node, field))
    assert len(checked) % 5 == 0
    assert len(checked) >= 5 * 5 * 8


def _limits(funnel: Any, result: dict[str, Any], item: dict[str, Any], field: str) -> str:
    """Return the limits of a force, its middle taken anew from the counts of the JSON."""
    names = {point.force for point in funnel.points}
    counted = [
        other
        for force in result["forces"]
        if force["force"] in names
        for other in force["measures"]
        if other["id"] == item["id"]
    ]
    x, n = (sum(other[key] for other in counted) for key in ("x", "n"))
    assert funnel.target == Fraction(100 * x, n)
    point = next(p for p in funnel.points if (p.x, p.n) == (item["x"], item["n"]))
    widened = funnel.dispersion.phi**0.5 if funnel.widening else 1.0
    size = item["n"] if funnel.kind != "share" else max(int(point.size), 1)
    found = limits_at(size, x / n, widened)
    low, high = (
        (found.low_95, found.high_95) if field == "limits 95" else (found.low_998, found.high_998)
    )
    return f"{shown(low)} to {shown(high)}%"


def test_counts_of_assurance_are_those_of_the_json() -> None:
    for kind in ("one", "many", "cycles"):
        html, result = report_on(kind)
        seen = 0
        for place, _, field, text in figures_of(html):
            if field.startswith("rung "):
                checks = result["forces"][int(place)]["checks"]
                rung = field.removeprefix("rung ")
                assert text == str(sum(check["assurance"] == rung for check in checks))
                seen += 1
        assert seen == 3 * len(result["forces"])


def test_points_of_the_visit_list_are_those_of_its_json() -> None:
    report = real_forces()
    lists = visit_lists(report.forces, report.framework)
    result = msgspec.to_builtins(build_visit(report, lists, None, None))
    seen = 0
    for place, _, field, text in figures_of(page_of_twelve()):
        if field.startswith("visit "):
            force = result["forces"][int(place)]
            label = field.removeprefix("visit ")
            number = force["points"] if label == "points" else force["parts"][label]
            assert text == score_text(Fraction(number))
            seen += 1
    assert seen >= 2 * 12


def test_counts_of_changes_are_those_of_the_json() -> None:
    result = msgspec.to_builtins(
        build_progress_result(shipped_progress(), since="previous", sample=False)
    )
    kinds = {name: {kind.value for kind in group} for name, group in GROUPS}
    assert set().union(*kinds.values()) == {kind.value for kind in Disposition}
    moves = {item["id"]: item for item in result["moves"]}
    seen = 0
    for place, node, field, text in figures_of(page("cycles")):
        if field.startswith("became "):
            group = kinds[field.removeprefix("became ")]
            if place == "all":
                found = moves[node]["dispositions"]
                number = sum(count for kind, count in found.items() if kind in group)
            else:
                criteria = result["forces"][int(place)]["since_previous"]["criteria"]
                number = sum(item["disposition"] in group for item in criteria)
            assert text == str(number), (place, node, field)
        elif field == "once":
            assert text == str(moves[node]["by_coverage"])
        elif field == "paired":
            item = moves[node]
            paired = item["higher"], item["lower"], item["same"]
            assert text == f"{paired[0]}/{paired[1]}/{paired[2]} of {sum(paired)}"
        else:
            continue
        seen += 1
    assert seen == 2 * 6 + 24 * 8
