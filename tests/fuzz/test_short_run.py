"""A short run of the fuzzer, in a process of its own; the long ones are python -m tests.fuzz."""

import multiprocessing
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from slavery_benchmark.core.framework.framework import Level
from slavery_benchmark.core.merging import Row, join_rows
from slavery_benchmark.extracting import layout, values
from slavery_benchmark.reading.reader import CellValue
from tests.fuzz.bases import OPEN_XML, base, parts_of, zipped
from tests.fuzz.harness import seeds, try_part
from tests.fuzz.of_cells import mutate_cell
from tests.fuzz.of_hands import cut, judge_parts
from tests.fuzz.of_people import WAYS, Doctored
from tests.fuzz.tiny import TARGETS, sound_part
from tests.fuzz.trying import KINDS, harmful, judge, of_hands, of_people, run, try_one
from tests.fuzz.worker import Worker
from tests.length import either

REFUSED = {
    "answers/cell-twice.xml": "damaged",
    "answers/far-corner.xml": "too-large",
    "answers/two-values.xml": "damaged",
    "book/same-name-twice.xml": "sheet-twice",
    "document/entity.xml": "not-a-workbook",
    "document/repeated-far.xml": "too-large",
    "links/outside.xml": "damaged",
    "zip/empty.zip": "not-a-workbook",
}
"""The kept inputs that are not scored, with the code of the problem."""


@pytest.fixture(scope="module")
def worker() -> Iterator[Worker]:
    with Worker(seed=0, clock=600) as made:  # beside other work an input can take a minute
        yield made


@pytest.mark.parametrize("kind", KINDS)
@settings(
    max_examples=either(short=4, full=25),
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
@given(number=st.integers(0, 10**6))
def test_no_input_does_what_the_tool_should_not_do(worker: Worker, kind: str, number: int) -> None:
    outcome = worker.try_one(kind, number)
    assert not outcome.findings, (outcome.said, outcome.commands)


FOUND = (("people", 137, 5), ("people", 288, 5))
"""Inputs, by kind, number and seed, that once showed a fault."""


@pytest.mark.parametrize(("kind", "number", "seed"), FOUND)
def test_a_fault_that_was_found_is_mended(
    tmp_path: Path, kind: str, number: int, seed: int
) -> None:
    assert try_one(kind, number, seed, tmp_path).findings == []


@pytest.mark.parametrize("target", list(TARGETS))
def test_the_smallest_workbook_is_scored(target: str, tmp_path: Path) -> None:
    assert try_part(target, sound_part(target), tmp_path) == "scored"


@pytest.mark.parametrize("name", list(seeds()))
def test_the_inputs_that_are_kept(name: str, tmp_path: Path) -> None:
    target, content = seeds()[name]
    assert try_part(target, content, tmp_path) == REFUSED.get(name, "scored")


# --- the fuzzer itself: it notices what it is meant to notice -------------------------------------


@pytest.fixture
def sound_bases() -> None:
    """Read the sound workbooks before a reader is broken on purpose."""
    for name in OPEN_XML:
        base(name)


def _findings(folder: Path) -> Iterator[str]:
    for number in range(200):
        yield from judge(mutate_cell(Random(number), document=False), folder)  # noqa: S311


@pytest.mark.usefixtures("sound_bases")
def test_a_level_that_is_read_wrong_is_noticed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def wrong(value: CellValue, levels: tuple[Level, ...]) -> int | str | values.Bad | None:
        found = values.read_level(value, levels)
        return 2 if found == 4 else found

    monkeypatch.setattr("slavery_benchmark.extracting.extract.read_level", wrong)
    assert any(finding.startswith("wrong score") for finding in _findings(tmp_path))


@pytest.mark.usefixtures("sound_bases")
def test_a_count_that_is_read_wrong_is_noticed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def wrong(_value: CellValue, _most: int) -> int:
        return 0

    monkeypatch.setattr("slavery_benchmark.extracting.case_values.read_count", wrong)
    assert any("wrong" in finding for finding in _findings(tmp_path))


@pytest.mark.usefixtures("sound_bases")
def test_a_total_that_is_counted_as_a_case_is_noticed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        "slavery_benchmark.extracting.case_files.rows_without_case", lambda *_, **__: {}
    )
    random = Random(1)  # noqa: S311
    made = base(OPEN_XML[0])
    parts = dict(parts_of(made.name))
    said, judged = WAYS["totals"](made, parts, random)
    doctored = Doctored(made, zipped(parts), said, judged)
    assert list(of_people(doctored, tmp_path))


@pytest.mark.usefixtures("sound_bases")
def test_an_answer_that_is_lost_in_joining_is_noticed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def losing(about: str, rows: Sequence[Row[CellValue]], prefer: Sequence[str]) -> object:
        made, conflicts = join_rows(about, rows, prefer)
        return {name: said for name, said in made.items() if name != layout.EVIDENCE}, conflicts

    monkeypatch.setattr("slavery_benchmark.forms.joined_parts.join_rows", losing)
    found = of_hands(judge_parts, cut(Random(3)), tmp_path)  # noqa: S311
    assert any("joined to something else" in finding for finding in found)


def test_a_fault_of_the_tool_is_noticed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise ValueError("odd")

    monkeypatch.setattr("slavery_benchmark.cli.score.command.callback", broken)
    found = list(run(["score", str(tmp_path)], tmp_path))
    assert len(found) == 1
    assert found[0].startswith("score: exit code 70")


@pytest.mark.full
def test_an_input_that_ends_the_process_is_noticed_and_the_next_is_tried() -> None:
    others = {child.pid for child in multiprocessing.active_children()}
    with Worker(seed=0) as worker:
        for child in multiprocessing.active_children():
            if child.pid not in others:
                child.kill()
                child.join()
        assert worker.try_one("bytes", 1).findings == ["aborts: SIGKILL"]
        assert worker.try_one("bytes", 2).said


@pytest.mark.full
def test_an_input_that_hangs_is_noticed_and_the_next_is_tried() -> None:
    with Worker(seed=0, clock=0) as worker:
        assert worker.try_one("bytes", 1).findings == ["hangs: no answer in 0 s"]


def test_what_does_something_to_a_terminal_is_noticed() -> None:
    assert harmful("a\x1b[2Jb")
    assert harmful("a\u202eb")
    assert not harmful("a\n\tb ● “é”")
