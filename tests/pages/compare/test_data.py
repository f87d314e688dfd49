"""What setting forces side by side adds is the same in JSON, CSV and workbooks."""

import csv
import io
import json
from typing import Any

import pytest

from slavery_benchmark.core.scoring.report import Report
from slavery_benchmark.core.scoring.scores import OVERALL
from slavery_benchmark.document.blocks import Document
from slavery_benchmark.formats import written
from slavery_benchmark.pages.compare.page import compare_page
from tests.pages.made import compared
from tests.reports import opened, table


@pytest.fixture(scope="module")
def page(forty_three: Report) -> Document:
    return compare_page(forty_three, compared(forty_three, sort=OVERALL), {}, sample=True)


@pytest.fixture(scope="module")
def result(page: Document) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(written(page, "json"))["comparison"]
    return found


@pytest.fixture(scope="module")
def rows(page: Document) -> list[dict[str, str]]:
    content = written(page, "csv").decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(content)))


def of_kind(rows: list[dict[str, str]], kind: str, *names: str) -> list[tuple[str, ...]]:
    """Return these columns of the rows of a kind."""
    return [tuple(row[name] for name in names) for row in rows if row["kind"] == kind]


def plain(found: list[dict[str, Any]], *names: str) -> list[tuple[str, ...]]:
    """Return these fields as CSV has them."""
    return [
        tuple("" if item[name] is None else str(item[name]) for name in names) for item in found
    ]


def test_ranks(page: Document, result: dict[str, Any], rows: list[dict[str, str]]) -> None:
    names = ("force", "place", "best", "worst")
    assert of_kind(rows, "rank", *names) == plain(result["ranks"], *names)
    assert any(rank["best"] != rank["worst"] for rank in result["ranks"] if rank["place"])
    book = opened(written(page, "xlsx"))
    found = [tuple(row.values()) for row in table(book, "Ranks")]
    assert found == [tuple(rank[name] for name in names) for rank in result["ranks"]]
    seen = [row["Rank"] for row in table(book, "Side by side")][: len(result["ranks"])]
    assert seen == [
        "–"
        if rank["place"] is None
        else str(rank["place"])
        if rank["best"] == rank["worst"]
        else f"{rank['best']}–{rank['worst']}"
        for rank in result["ranks"]
    ]


def test_pairs(page: Document, result: dict[str, Any], rows: list[dict[str, str]]) -> None:
    names = ("first", "second", "why", "gap", "answer")
    assert result["pairs"]
    assert of_kind(rows, "pair", *names) == plain(result["pairs"], *names)
    found = table(opened(written(page, "xlsx")), "Not told apart")
    heads = ("Not told apart from", "Why", "Gap", "What one answer can make")
    for row, pair in zip(found, result["pairs"], strict=True):
        assert str(row["Force"]).endswith(pair["first"]), "behind its mark, if it has one"
        second, why, gap, answer = (row[head] for head in heads)
        assert str(second).endswith(pair["second"])
        assert why == pair["why"]
        assert (gap, answer) == pytest.approx((pair["gap"], pair["answer"]))


def test_counts(page: Document, result: dict[str, Any], rows: list[dict[str, str]]) -> None:
    names = ("criterion", "title", "answering", "population", "at_target", "at_target_at_most",
             "at_or_below", "at_or_below_at_most", "not_certain")  # fmt: skip
    assert of_kind(rows, "count", *names) == plain(result["counts"], *names)
    ends = of_kind(rows, "count", "at_target_share_low", "at_target_share_high")
    assert ends == [
        tuple(map(str, (count["at_target_interval"] or {"low": "", "high": ""}).values()))
        for count in result["counts"]
    ]
    found = table(opened(written(page, "xlsx")), "Criterion by criterion")
    assert [row["At target"] for row in found] == [item["at_target"] for item in result["counts"]]
    assert [row["No better than 2017"] for row in found] == [
        item["at_or_below"] for item in result["counts"]
    ]


def test_differences(page: Document, result: dict[str, Any], rows: list[dict[str, str]]) -> None:
    names = ("force", "id", "difference")
    assert of_kind(rows, "difference", *names) == plain(result["differences"], *names)
    book = opened(written(page, "xlsx"))
    for row, item in zip(table(book, "Differences"), result["differences"], strict=True):
        assert (row["Force"], row["Id"]) == (item["force"], item["id"])
        assert row["Difference"] == pytest.approx(item["difference"], abs=1e-12)
    assert "from the 2017 reference line" in str(book["Differences"]["A2"].value)


def test_overall_is_called_so_everywhere(page: Document, rows: list[dict[str, str]]) -> None:
    assert "Total" not in written(page, "markdown").decode()
    assert {row["id"] for row in rows if row["kind"] == "overall"} == {"overall"}
    heads = list(table(opened(written(page, "xlsx")), "Side by side")[0])
    assert heads[:3] == ["Force", "Rank", "Overall"]
