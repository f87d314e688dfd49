"""A file over which a process ends, or that meets a fault of ours, costs that file alone."""

import os
import signal
from datetime import date
from pathlib import Path

import pytest

from slavery_benchmark import assessment
from slavery_benchmark.assessment import Assessment, Work
from slavery_benchmark.core.problems import Code, Problem
from slavery_benchmark.extracting.extract import extract_submission
from slavery_benchmark.input_files import Found
from slavery_benchmark.pipeline import assess
from slavery_benchmark.reading.reader import InputFile
from slavery_benchmark.shipped import shipped_folder
from slavery_benchmark.workers import results_of
from tests.builders import shipped_criteria

SAMPLES = shipped_folder("sample_data")


def task(number: int) -> int:
    """Return ten times a number, or end the process for one below 0."""
    if number < 0:
        os.kill(os.getpid(), getattr(signal, "SIGKILL", signal.SIGTERM))
    return number * 10


def lost(number: int) -> int:
    """Return what stands for a lost item."""
    return number


@pytest.mark.short(1)
@pytest.mark.parametrize(
    "items", [[-1, 2], [1, 2, 3, 4, 5, 6, 7, 8, 9, -10, 11, 12], [-1, -2, 3]], ids=str
)
def test_what_ends_its_process_costs_itself_alone(
    items: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    # another process finds this module only from here, wherever this one was when it began to spawn
    monkeypatch.syspath_prepend(Path(__file__).parents[1])
    expected = [item if item < 0 else item * 10 for item in items]
    with results_of(task, items, 2, lost) as results:
        assert list(results) == expected


def test_a_lost_file_is_named() -> None:
    kept: list[Problem] = []

    def keep(_: InputFile | Problem, assessed: object) -> None:
        assert isinstance(assessed, Problem)
        kept.append(assessed)

    work = Work(Assessment(criteria=shipped_criteria(), as_of=date(2026, 11, 23)), keep)
    work.of_lost(Found(Path("folder/ended.xlsx"), "ended.xlsx"))
    assert kept[0].code is Code.WORKER_LOST
    said = "ended.xlsx: unusable: every process that is given it"
    assert kept[0].line().startswith(said)
    assert kept[0].told().startswith(f"folder/{said}")


def test_a_fault_of_ours_costs_the_file_and_not_the_run(monkeypatch: pytest.MonkeyPatch) -> None:
    sound = extract_submission

    def extract(workbook: object, *given: object) -> object:
        if "cobblemarsh" in str(workbook.source.shown_as):  # type: ignore[attr-defined]
            raise ZeroDivisionError("a mistake")
        return sound(workbook, *given)  # type: ignore[arg-type]

    monkeypatch.setattr(assessment, "extract_submission", extract)
    files = [SAMPLES / "cobblemarsh.xlsx", SAMPLES / "aldermoss.xlsx"]
    report = assess(files, shipped_criteria(), date(2026, 11, 23))
    assert len(report.forces) == 1
    (fault,) = report.unusable
    assert fault.code is Code.FILE_FAILED
    assert "ZeroDivisionError: a mistake (extract, line" in fault.line()
