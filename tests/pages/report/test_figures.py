"""Counts, measures and funnel plots on the page against the JSON of the same run."""

from fractions import Fraction
from functools import cache
from typing import Any

import msgspec
import pytest

from slavery_benchmark.core.comparing.funnel_limits import limits_at
from slavery_benchmark.core.scoring.report import Report
from slavery_benchmark.core.scoring.scores import Assurance
from slavery_benchmark.core.visit.all_forces import visit_lists
from slavery_benchmark.document.blocks import Chart, Document, Entry
from slavery_benchmark.document.numbers import score_text
from slavery_benchmark.document.pictures import HeatMap
from slavery_benchmark.formats.html import render_html
from slavery_benchmark.pages.progress.page import progress_page
from slavery_benchmark.pages.report.page import report_page
from slavery_benchmark.pages.score.build import build_result
from slavery_benchmark.pages.visit.words import place_title
from tests.pages.progress.reports import shipped_progress
from tests.pages.report.pages import data_for, data_of, document, many_forces, tables
from tests.reports import report_of


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
def document_of_twelve() -> Document:
    return report_page(data_for(real_forces()))


@cache
def page_of_twelve() -> str:
    return render_html(document_of_twelve()).decode()


def json_of(report: Report) -> dict[str, Any]:
    result: dict[str, Any] = msgspec.to_builtins(build_result(report, {"assurance": "asserted"}))
    return result


def shown(value: float) -> str:
    return score_text(Fraction(value).limit_denominator(10**6))


def report_on(kind: str) -> tuple[Document, dict[str, Any]]:
    """Return a page, and the JSON of its forces."""
    if kind == "twelve":
        return document_of_twelve(), json_of(real_forces())
    data = data_of(kind)
    scores = tuple(force.score for force in data.forces if force.score is not None)
    report = report_of(framework=data.framework)
    return document(kind), json_of(msgspec.structs.replace(report, forces=scores, as_of=data.as_of))


KINDS = ["one", "many", "cycles", "twelve"]


@pytest.mark.parametrize("kind", KINDS)
def test_every_figure_of_a_node_is_that_of_the_json(kind: str) -> None:
    found, result = report_on(kind)
    of_forces = tables(found, "force")[-len(result["forces"]) :]
    for table, force in zip(of_forces, result["forces"], strict=True):
        nodes = [force["overall"], *force["themes"], *force["criteria"]]
        for record, node in zip(table.records, nodes, strict=True):
            for key in ("id", "score", "coverage", "baseline", "difference"):
                assert record[key] == node[key], (node["id"], key)
            at_least = "at least " if node["band"] and node["band_at_least"] else ""
            assert record["band"] == (node["band"] and f"{at_least}{node['band']}")
            just = ", only just" if node["only_just"] else ""
            assert record["position"] == (node["position"] and f"{node['position']}{just}")


@pytest.mark.parametrize("kind", KINDS)
def test_every_measure_is_that_of_the_json(kind: str) -> None:
    found, result = report_on(kind)
    for table, force in zip(tables(found, "Measures"), result["forces"], strict=True):
        for record, item in zip(table.records, force["measures"], strict=True):
            assert record["id"] == item["id"]
            assert record["level"] == item["level"]
            if item["n"] and item["kind"] != "median":
                assert f"{item['x']:,} of {item['n']:,}" in record["shown"]
                assert f"{shown(item['value'])}%" in record["shown"]


def test_every_change_is_that_of_the_page_of_progress() -> None:
    report = shipped_progress()
    wanted = [
        table
        for force in report.forces
        for table in progress_page(msgspec.structs.replace(report, forces=(force,))).tables()
        if table.id in ("criterion", "check", "bridge", "trend", "transition", "submission")
    ]
    for name in {table.id for table in wanted}:
        records = [table.records for table in wanted if table.id == name]
        assert [table.records for table in tables(document("cycles"), name)] == records


@pytest.mark.parametrize("kind", ["one", "many"])
def test_every_entry_of_the_visit_lists_stands_in_them(kind: str) -> None:
    scores = [force.score for force in data_of(kind).forces if force.score is not None]
    lists = visit_lists(scores, data_of(kind).framework)
    told = [block for block in document(kind).blocks() if isinstance(block, Entry)]
    for visit in lists.forces:
        for number, entry in enumerate(visit.entries, start=1):
            title = place_title(entry)
            assert (number, title) in {(block.number, block.title) for block in told}


def test_every_funnel_figure_is_that_of_the_json() -> None:
    found, result = report_on("twelve")
    forces = {force["force"]: force for force in result["forces"]}
    checked = 0
    for funnel in data_for(real_forces()).funnels:
        for table in tables(found, f"funnel-{funnel.measure}"):
            for row in table.records:
                measures = forces[row["force"]]["measures"]
                item = next(item for item in measures if item["id"] == funnel.measure)
                assert (row["x"], row["n"]) == (item["x"], item["n"])
                assert row["share"] * 100 == Fraction(100 * item["x"], item["n"])
                for field in ("limits_95", "limits_998"):
                    assert row[field] == _limits(funnel, result, item, field), row["force"]
                checked += 1
    assert checked >= 5 * 8


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
    size = item["n"] if funnel.kind != "share" else max(int(point.size), 1)
    found = limits_at(size, x / n, funnel.dispersion, funnel.widening)
    low, high = (
        (found.low_95, found.high_95) if field == "limits_95" else (found.low_998, found.high_998)
    )
    return f"{shown(low)} to {shown(high)}%"


def test_counts_of_assurance_are_those_of_the_json() -> None:
    for kind in ("one", "many", "cycles"):
        found, result = report_on(kind)
        (table,) = tables(found, "certainty")
        for record, force in zip(table.records, result["forces"], strict=True):
            for rung in Assurance:
                counted = sum(check["assurance"] == rung for check in force["checks"])
                assert record[rung.value] == counted


def test_the_map_marks_what_own_cases_contradict() -> None:
    report = many_forces(12)
    found = {
        (force.submission.force, measure.node.parent)
        for force in report.forces
        for measure in force.measures
        if measure.differs_from
    }
    (chart,) = (
        c for c in _charts(report_page(data_for(report))) if c.file == "forces-by-criterion"
    )
    picture = chart.picture
    assert isinstance(picture, HeatMap)
    assert {
        (row.label.removesuffix(" (fictional)"), picture.columns[number].label)
        for row in picture.rows
        for number in row.contradicted
    } == found
    assert found


def _charts(page: Document) -> list[Chart]:
    return [block for part in page.sections for block in part.blocks if isinstance(block, Chart)]
