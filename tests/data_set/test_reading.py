"""Others read a data set as one table: pandas, DuckDB, pyarrow; and what is in it."""

import shutil
from datetime import date
from pathlib import Path

import duckdb
import msgspec
import pandas as pd
import pyarrow.parquet as pq
import pytest

from slavery_benchmark.core.problems import Code
from slavery_benchmark.data_set.export import workbook_of
from slavery_benchmark.data_set.layout import period_name, period_of
from slavery_benchmark.data_set.summary import summarise
from slavery_benchmark.data_set.tables import (
    FILE_COLUMNS,
    PROBLEM_COLUMNS,
    files_schema,
    problems_schema,
    scores_schema,
)
from slavery_benchmark.frames import nodes_frame
from slavery_benchmark.pipeline import assess
from tests.builders import AS_OF, shipped_criteria
from tests.data_set.sets import CYCLES, made, returns

YEARS = [CYCLES / "2024-25", CYCLES / "2025-26"]


@pytest.fixture(scope="module")
def years(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data set of forces over two years, with a file to a part."""
    folder = tmp_path_factory.mktemp("sets") / "years"
    made(folder, YEARS, chunk=1)
    return folder


@pytest.fixture(scope="module")
def mixed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data set of returns: one is there twice, one broken, one a result of another."""
    place = tmp_path_factory.mktemp("mixed")
    made(place / "set", [returns(place / "returns")])
    return place / "set"


def _of(path: Path) -> "pd.DataFrame":
    return pd.read_parquet(path)


def test_pandas_reads_what_nodes_frame_gives(years: Path) -> None:
    wanted = nodes_frame(assess(YEARS, shipped_criteria(), AS_OF))
    found = _of(years / "scores")
    assert set(found["period"]) == {"2024-04-01_2025-03-31", "2025-04-01_2026-03-31"}
    order = ["force", "period_start", "kind", "id"]
    found = found.drop(columns="period").sort_values(order, ignore_index=True)
    wanted = wanted.sort_values(order, ignore_index=True)
    # columns that are empty in the frame have no type of their own there
    for column in wanted.columns:
        if wanted[column].isna().all():
            wanted[column] = wanted[column].astype(found[column].dtype)
    pd.testing.assert_frame_equal(found, wanted)


def test_every_part_of_a_table_has_the_same_schema(years: Path, mixed: Path) -> None:
    for name, schema in (
        ("scores", scores_schema()),
        ("problems", problems_schema()),
        ("files", files_schema()),
    ):
        parts = [path for folder in (years, mixed) for path in (folder / name).rglob("*.parquet")]
        assert len(parts) > 3
        for path in parts:
            assert pq.read_schema(path).equals(schema, check_metadata=name == "scores"), path


def test_duckdb_reads_it_as_one_table_by_period(years: Path) -> None:
    table = f"read_parquet('{years}/scores/**/*.parquet', hive_partitioning = true)"
    found = duckdb.sql(
        f"select period, count(*), round(avg(score), 6) from {table} "  # noqa: S608 - a test's path
        "where kind = 'overall' group by period order by period"
    )
    assert found is not None
    rows = found.fetchall()
    report = assess(YEARS, shipped_criteria(), AS_OF)
    for period, count, mean in rows:
        scores = [
            float(force.overall.tally.score or 0)
            for force in report.forces
            if period_name(force.submission.period_start, force.submission.period_end) == period
        ]
        assert count == len(scores)
        assert mean == pytest.approx(sum(scores) / len(scores))
    assert len(rows) == 2


def test_the_list_of_files_says_what_became_of_each(mixed: Path) -> None:
    found = _of(mixed / "files")
    assert tuple(found.columns) == FILE_COLUMNS
    names = [name.rpartition("/")[2] for name in found["file"]]
    # results come last
    assert names == ["aldermoss.xlsx", "brindlewick.xlsx", "broken.xlsx", "cobblemarsh.xlsx",
                     "copy.xlsx", "again.json"]  # fmt: skip
    assert list(found["outcome"]) == [
        "scored",
        "scored",
        "unusable",
        "scored",
        "scored",
        "repeated",
    ]
    assert list(found["part"]) == [0, 0, 1, 1, 2, 2]
    assert list(found["submissions"]) == [1, 1, 0, 1, 1, 0]
    assert found["sha256"][0] == found["sha256"][4]
    assert found["sha256"].str.fullmatch("[0-9a-f]{64}").all()
    assert list(found["force"][0]) == ["Aldermoss Constabulary"]
    assert len(_of(mixed / "scores").query("kind == 'overall'")) == 4


def test_problems_are_those_of_score_and_the_last_part_is_about_the_whole(
    mixed: Path,
) -> None:
    found = _of(mixed / "problems")
    assert tuple(found.columns) == PROBLEM_COLUMNS
    report = assess([mixed.parent / "returns"], shipped_criteria(), AS_OF)
    assert sorted(found["line"]) == sorted(item.line() for item in report.problems())
    last = _of(mixed / "problems" / "part-00003.parquet")
    assert list(last["problem"]) == [str(Code.SUBMISSION_TWICE)] * 2
    assert set(last["force"]) == {"Aldermoss Constabulary"}
    unusable = found[found["severity"] == "unusable"]
    assert len(unusable) == 1
    assert unusable["force"].isna().all()


def test_a_summary_counts_the_latest_period_of_each_force_or_the_one_asked_for(
    years: Path,
) -> None:
    latest = summarise(years, "theme").selection
    files = len(_of(years / "files"))
    assert latest.summed_up + latest.other_periods == files
    assert latest.summed_up == latest.outside_period + len(set(_of(years / "scores")["force"]))
    earlier = summarise(years, "theme", period=date(2024, 6, 1)).selection
    assert earlier.summed_up == sum(
        "2024-04-01_2025-03-31" in list(item) for item in _of(years / "files")["period"]
    )
    assert earlier.summed_up < files


def test_a_summary_is_what_the_scores_of_the_same_submissions_give(mixed: Path) -> None:
    found = {item.node.id: item for item in summarise(mixed, "check").nodes}
    rows = _of(mixed / "scores")
    for node, group in rows[rows["kind"] != "measure"].groupby("id", observed=True):
        scores = group["score"].dropna()
        item = found[str(node)]
        assert item.with_score == len(scores)
        assert item.without_score == len(group) - len(scores)
        assert item.placed == group["position"].notna().sum()
        if item.spread is not None:
            quarter = [scores.quantile(q) for q in (0, 0.25, 0.5, 0.75, 1)]
            spread = msgspec.structs.astuple(item.spread)
            assert list(map(float, spread)) == pytest.approx(quarter)


@pytest.mark.parametrize(
    ("start", "end", "name"),
    [
        (date(2025, 4, 1), date(2026, 3, 31), "2025-04-01_2026-03-31"),
        (None, date(2026, 3, 31), "unknown_2026-03-31"),
        (date(2025, 4, 1), None, "2025-04-01_unknown"),
        (None, None, "unknown"),
    ],
)
def test_a_period_is_written_so_that_it_can_be_read_back(
    start: date | None, end: date | None, name: str
) -> None:
    assert period_name(start, end) == name
    assert period_of(name) == (start, end)


def test_a_data_set_that_calls_a_position_by_its_former_word_is_read_alike(
    years: Path, tmp_path: Path
) -> None:
    import pyarrow as pa
    import pyarrow.compute as pc

    old = tmp_path / "old"
    shutil.copytree(years, old)
    replaced = 0
    for path in (old / "scores").rglob("*.parquet"):
        table = pq.ParquetFile(path).read()
        column = table.column("position")
        then = pc.if_else(pc.equal(column, "no better"), "at", column)
        replaced += sum(1 for word in then.to_pylist() if word == "at")
        place = table.column_names.index("position")
        written = table.set_column(place, table.schema.field("position"), then.cast(pa.string()))
        pq.write_table(written, path)
    assert replaced
    by_now = summarise(years, "criterion", (), None)
    assert summarise(old, "criterion", (), None).nodes == by_now.nodes
    assert workbook_of(old)[1]
