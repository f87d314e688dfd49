"""Every command that writes a file, with every option that adds tables, in every format."""

from pathlib import Path

import pyarrow.parquet as pq
import pytest

from slavery_benchmark.formats import SUFFIXES
from tests.cli.running import AS_OF, SAMPLES, run
from tests.length import either

ALDERMOSS, BRINDLEWICK, ELDERQUAY = (
    SAMPLES / name for name in ("aldermoss.xlsx", "brindlewick.xlsx", "elderquay.ods")
)
THEN, BEFORE, NOW = (SAMPLES / "cycles" / year for year in ("2023-24", "2024-25", "2025-26"))
ROBUST = ("--robustness", "--draws", "20")
REVIEW = "review"
"""Stands for a review of Aldermoss."""
COMMANDS = {
    "score": ("score", ALDERMOSS),
    "score several": ("score", ALDERMOSS, ELDERQUAY),
    "score detail": ("score", ALDERMOSS, "--detail"),
    "score reviewed": ("score", ALDERMOSS, REVIEW),
    "compare": ("compare", ALDERMOSS, ELDERQUAY),
    # on no criterion is one of these two at target alone: a heading with nothing under it
    "compare pairs": ("compare", ALDERMOSS, ELDERQUAY, "--by", "criterion", "--pairs"),
    # no weight brings these two level: the pair has no weight, and nodes have a number there
    "compare robustness": ("compare", ALDERMOSS, BRINDLEWICK, *ROBUST),
    "compare both": ("compare", ALDERMOSS, BRINDLEWICK, ELDERQUAY, "--pairs", *ROBUST),
    "compare reviewed": ("compare", ALDERMOSS, REVIEW, BRINDLEWICK, *ROBUST),
    "visit": ("visit", ALDERMOSS, BRINDLEWICK),
    "visit cases": ("visit", ALDERMOSS, "--cases", "3"),
    "visit copied": ("visit", ALDERMOSS, BRINDLEWICK, "--copied"),
    "visit since": ("visit", BEFORE, NOW, "--copied", "--cases", "3"),
    "check": ("check", ALDERMOSS),
    "check since": ("check", NOW / "gorsemere.xlsx", "--since", BEFORE / "gorsemere.xlsx"),
    "explain": ("explain", ALDERMOSS),
    "explain criterion": ("explain", ALDERMOSS, "INV-01"),
    "explain reviewed": ("explain", ALDERMOSS, "--review", REVIEW),
    "explain levers": ("explain", ALDERMOSS, "--levers"),
    "progress": ("progress", THEN, BEFORE, NOW),
    "actions": ("actions", ALDERMOSS, BRINDLEWICK),
    "agreement": ("agreement", ALDERMOSS, REVIEW),
    "criteria": ("criteria", "list"),
    "criterion": ("criteria", "show", "INV-01"),
}
ONLY = {"actions": {".xlsx"}}
"""Where a suffix asks for something else than the page."""
CASES = [
    pytest.param(COMMANDS[name], suffix, id=f"{name}{suffix}")
    for at, name in enumerate(COMMANDS)
    for to, suffix in enumerate(SUFFIXES)
    # in short each meets Parquet, which has types, and some meet one of the others
    if suffix == ".parquet" or (at + to) % either(short=24, full=1) == 0
    if suffix not in ONLY.get(name, ())
]


@pytest.fixture(scope="module")
def review(tmp_path_factory: pytest.TempPathFactory) -> Path:
    from slavery_benchmark.cli import exit_code

    path = tmp_path_factory.mktemp("review") / "review.xlsx"
    wanted = ["review", str(ALDERMOSS), "-o", str(path), "--reviewer", "A", "--cases", "3"]
    assert exit_code(wanted) == 0
    return path


@pytest.mark.parametrize(("command", "suffix"), CASES)
def test_every_table_is_written(
    command: tuple[object, ...],
    suffix: str,
    review: Path,
    tmp_path: Path,
    capfd: pytest.CaptureFixture[str],
) -> None:
    path = tmp_path / f"out{suffix}"
    given = [review if item == REVIEW else item for item in command]
    as_of = () if command[0] == "criteria" else AS_OF
    code, _, err = run(capfd, *given, "-o", path, *as_of)
    assert code in (0, 1), err
    assert path.stat().st_size > 0
    if suffix == ".parquet":
        assert pq.read_table(path).num_columns > 0


def test_a_number_beside_words_of_another_table_stays_a_number(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "order.parquet"
    assert run(capfd, *COMMANDS["compare robustness"], "-o", path, *AS_OF)[0] in (0, 1)
    table = pq.read_table(path)
    held = {type(value) for value in table["weight"].to_pylist()} - {type(None)}
    assert held == {float}


def test_a_heading_with_nothing_under_it_is_left_out(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "pairs.html"
    code, _, err = run(capfd, *COMMANDS["compare pairs"], "-o", path, *AS_OF)
    assert code in (0, 1), err
    assert 'id="pairs"' in path.read_text(encoding="utf-8")
