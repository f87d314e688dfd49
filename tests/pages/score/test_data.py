"""JSON against its shipped schema, CSV and frames against JSON, and the digest."""

import csv
import io
import json
from datetime import date
from pathlib import Path
from typing import Any

import jsonschema
import msgspec
import pytest

from slavery_benchmark.core.scoring.only_just import only_just
from slavery_benchmark.core.scoring.report import Report
from slavery_benchmark.extracting import layout
from slavery_benchmark.formats import written
from slavery_benchmark.frames import nodes_frame
from slavery_benchmark.pages.score.build import digest_of
from slavery_benchmark.pages.score.page import score_page
from slavery_benchmark.pages.score.rows import COLUMNS, rows
from slavery_benchmark.pipeline import assess
from slavery_benchmark.shipped import shipped_folder
from tests.builders import AS_OF, shipped_criteria
from tests.pages.made import shown
from tests.reports import invented
from tests.results import result_json
from tests.returns import Return, tampered
from tests.schemas.make import RESULT_SCHEMA

SAMPLES = shipped_folder("sample_data")
HOSTILE = '=HYPERLINK("http://x")|<b>[red]x[/red]\x1b[31m\u202e`*'


@pytest.fixture(scope="module")
def report() -> Report:
    return assess([SAMPLES], shipped_criteria(), AS_OF)


@pytest.fixture(scope="module")
def result(report: Report) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(result_json(report, {}))
    return loaded


def test_the_result_fits_its_schema(result: dict[str, Any]) -> None:
    schema = json.loads(RESULT_SCHEMA.read_text(encoding="utf-8"))
    jsonschema.validate(result, schema)


def test_the_result_has_the_promised_fields(result: dict[str, Any]) -> None:
    assert list(result)[:7] == [
        "schema_version", "tool_version", "as_of", "options", "framework", "digest", "forces"
    ]  # fmt: skip
    force = result["forces"][0]
    for key in ("force", "code", "period", "source", "overall", "themes", "criteria", "checks",
                "problems"):  # fmt: skip
        assert key in force
    for key in ("id", "parent", "score", "claimed", "low", "high", "score_with_excused_at_zero",
                "coverage", "excused", "weight", "effective_weight", "baseline", "difference",
                "position"):  # fmt: skip
        assert key in force["overall"]
        assert key in force["checks"][0]
    for key in ("kind", "level", "state", "cell", "found", "evidence", "evidence_date",
                "not_applicable_reason", "assurance"):  # fmt: skip
        assert key in force["checks"][0]


def test_the_result_has_own_cases_beside_the_judged_levels(result: dict[str, Any]) -> None:
    forces = {force["force"].split()[0]: force for force in result["forces"]}
    weak, chosen, few = forces["Brindlewick"], forces["Cobblemarsh"], forces["Dapplefold"]
    assert weak["cases"] == {
        "listed": 60, "in_period": 60, "how_chosen": "all", "left_out": 0
    }  # fmt: skip
    assert {"check": "VIC-04a", "judged": 3, "measure": "VIC-04m1", "measured": 1} in weak[
        "discrepancies"
    ]
    check = next(item for item in weak["checks"] if item["id"] == "VIC-04a")
    assert (check["differs_from"], check["set_aside"]) == (["VIC-04m1"], False)
    measure = next(item for item in weak["measures"] if item["id"] == "VIC-04m1")
    assert (measure["x"], measure["n"], measure["unit"]) == (61, 113, "per cent")
    assert measure["value"] == pytest.approx(100 * 61 / 113)
    assert measure["interval"]["kind"] == "chance variation"
    assert measure["interval"]["low"] < measure["value"] < measure["interval"]["high"]
    assert not weak["judgement_alone"]
    assert chosen["judgement_alone"]
    assert {item["state"] for item in chosen["measures"]} == {"cases chosen"}
    assert all(item["interval"] is None for item in chosen["measures"])
    assert few["judgement_alone"]
    assert {item["state"] for item in few["measures"]} == {"too few cases"}
    assert few["overall"]["too_few"] == pytest.approx(0.113, abs=0.001)
    assert few["overall"]["coverage"] == 1, "what is too few leaves every sum"
    rungs = {item["assurance"] for item in forces["Aldermoss"]["checks"]}
    assert "own cases agree" in rungs


def test_a_measure_that_is_not_scored_is_shown_without_a_level(result: dict[str, Any]) -> None:
    for force in result["forces"]:
        measure = next(item for item in force["measures"] if item["id"] == "POW-02m2")
        assert (measure["scored"], measure["level"], measure["score"]) == (False, None, None)
        assert (measure["weight"], measure["effective_weight"]) == (0, 0)


def test_missing_numbers_are_null(result: dict[str, Any]) -> None:
    empty = next(f for f in result["forces"] if f["force"].startswith("Cobblemarsh"))
    theme = next(node for node in empty["themes"] if node["id"] == "POW")
    assert theme["score"] is None
    assert theme["coverage"] == 0
    check = next(node for node in empty["checks"] if node["parent"] == "POW-01")
    assert (check["state"], check["level"], check["score"]) == ("blank", None, None)


def test_parents_lead_to_the_total(result: dict[str, Any]) -> None:
    for force in result["forces"]:
        nodes = [force["overall"], *force["themes"], *force["criteria"], *force["checks"]]
        parents = {node["id"]: node["parent"] for node in nodes}
        assert len(parents) == len(nodes)
        assert parents["overall"] is None
        assert all(parent in parents for parent in parents.values() if parent is not None)


def test_the_digest_is_of_files_criteria_and_day_not_of_order_or_place(
    tmp_path: Path, report: Report, result: dict[str, Any]
) -> None:
    import shutil

    files = sorted((item for item in SAMPLES.iterdir() if item.is_file()), reverse=True)
    for file in files:
        shutil.copy(file, tmp_path)
    moved = assess([tmp_path / file.name for file in files], shipped_criteria(), AS_OF)
    assert json.loads(result_json(moved, {"fail_under": 3.0}))["digest"] == result["digest"]
    later = msgspec.structs.replace(report, as_of=date(2027, 1, 1))
    assert json.loads(result_json(later, {}))["digest"] != result["digest"]


def test_csv_has_a_row_a_node_and_the_numbers_of_the_json(
    report: Report, result: dict[str, Any]
) -> None:
    content = written(score_page(report, {}), "csv")
    assert content.startswith(b"\xef\xbb\xbf"), "Excel takes it for UTF-8"
    found = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))
    assert tuple(found[0]) == COLUMNS
    assert len(found) == 6 * (1 + 7 + 24 + 53 + 19)
    by_key = {(row["force"], row["id"]): row for row in found}
    for force in result["forces"]:
        parts = (*force["checks"], *force["measures"])
        for node in (force["overall"], *force["themes"], *force["criteria"], *parts):
            row = by_key[force["force"], node["id"]]
            for key in ("score", "claimed", "low", "high", "coverage", "baseline", "difference"):
                if node[key] is None:
                    assert row[key] == "", "unknown is empty, not 0"
                else:
                    assert abs(float(row[key]) - node[key]) < 1e-12
        for measure in force["measures"]:
            row = by_key[force["force"], measure["id"]]
            assert (row["kind"], row["measure_kind"]) == ("measure", measure["kind"])
            assert row["differs_from"].split() == measure["differs_from"]
            for key in ("value", "at_least", "x", "n", "unknown", "level", "level_low"):
                assert row[key] == ("" if measure[key] is None else str(measure[key]))
            ends = measure["interval"] or {"low": None, "kind": None}
            assert row["interval_low"] == ("" if ends["low"] is None else str(ends["low"]))
            assert row["interval_kind"] == (ends["kind"] or "")


def test_a_frame_keeps_unknown_apart_from_zero(report: Report) -> None:
    frame = nodes_frame(report)
    assert list(frame.columns) == list(COLUMNS)
    empty = frame[(frame["force"] == "Cobblemarsh Constabulary") & (frame["id"] == "POW")]
    assert empty["score"].isna().all()
    assert (empty["coverage"] == 0).all()
    assert str(frame["level"].dtype) == "Int64"
    few = frame[(frame["force"] == "Dapplefold Police") & (frame["kind"] == "measure")]
    assert few["level"].isna().all()
    assert few["n"].notna().all()
    assert str(frame["set_aside"].dtype) == "boolean"
    assert str(frame["evidence_date"].dtype).startswith("datetime64")


def test_parquet_holds_the_rows_with_their_types(report: Report) -> None:
    import pyarrow.parquet as pq

    table = pq.read_table(io.BytesIO(written(score_page(report, {}), "parquet")))
    assert table.column_names == list(COLUMNS)
    assert table.to_pylist() == list(rows(report)), "whole numbers, days and flags as they are"


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Report:
    def tamper(made: Return) -> None:
        for column in (layout.EVIDENCE, layout.OWNER, layout.COMMENT):
            cell = made.cell("INV-01a", column)
            cell.value = HOSTILE.replace("\x1b", "")
            cell.data_type = "s"
        made.put("INV-01b", layout.LEVEL, "[bold]mostly[/bold]|<script>")
        made.put_cover(layout.FORCE, "@SUM(1)[link=http://x]Evil[/link]|<i>")

    path = tampered(tmp_path_factory.mktemp("hostile") / "x.xlsx", tamper)
    return assess([path], shipped_criteria(), AS_OF)


def test_text_from_a_workbook_is_no_formula_in_csv(hostile: Report) -> None:
    content = written(score_page(hostile, {}), "csv").decode("utf-8-sig")
    found = list(csv.DictReader(io.StringIO(content)))
    assert found[0]["force"].startswith("'@SUM(1)")
    check = next(row for row in found if row["id"] == "INV-01a")
    assert check["evidence"].startswith("'=HYPERLINK")
    assert all(not value.startswith(("=", "@", "+")) for row in found for value in row.values())


def test_text_from_a_workbook_is_no_markup_in_a_terminal(hostile: Report) -> None:
    said = shown(score_page(hostile, {}), width=120, colour=True, detail=True)
    assert "@SUM(1)[link=http://x]Evil[/link]|<i>" in said
    assert "[bold]mostly[/bold]|<script>" in said
    assert "\x1b]8" not in said


def test_text_from_a_workbook_is_no_markup_in_markdown(hostile: Report) -> None:
    said = written(score_page(hostile, {}), "markdown").decode()
    assert "<i>" not in said
    assert "<script>" not in said
    assert "\\[link=http&#58;//x\\]Evil" in said
    assert "&#64;SUM" in said


def test_whether_a_position_is_only_just_so_stands_in_the_result_and_not_in_its_digest() -> None:
    report = invented(2)
    result = json.loads(result_json(report, {}))
    for force, scored in zip(result["forces"], report.forces, strict=True):
        just = only_just(scored, report.framework)
        nodes = [force["overall"], *force["themes"], *force["criteria"], *force["measures"]]
        assert {node["id"] for node in nodes if node["only_just"]} == just
        assert {check["only_just"] for check in force["checks"]} == {None}
        for node in (*nodes, *force["checks"]):
            del node["only_just"]
    assert digest_of(result) == result["digest"], "as it was before there was the field"
