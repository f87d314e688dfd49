"""Options that say how files are read: in how many processes, and how large they may be."""

import pytest

from tests.cli.running import AS_OF, SAMPLES, joined, run
from tests.length import either

ALDERMOSS = SAMPLES / "aldermoss.xlsx"
CYCLES = SAMPLES / "cycles"


@pytest.mark.short(1)
@pytest.mark.parametrize("words", [("score",), ("compare", "--by", "criterion"), ("check",)])
def test_the_number_of_processes_changes_nothing(
    capfd: pytest.CaptureFixture[str], words: tuple[str, ...]
) -> None:
    form = () if words[0] == "check" else ("--format", "json")
    wanted = run(capfd, *words, SAMPLES, *form, *AS_OF, "--jobs", 1)
    for jobs in (3, 2)[: either(short=1, full=2)]:
        assert run(capfd, *words, SAMPLES, *form, *AS_OF, "--jobs", jobs) == wanted


@pytest.mark.full
def test_changes_over_time_are_the_same_in_two_processes(
    capfd: pytest.CaptureFixture[str],
) -> None:
    wanted = run(capfd, "progress", CYCLES, *AS_OF, "--jobs", 1)
    assert wanted[0] == 0
    assert run(capfd, "progress", CYCLES, *AS_OF, "--jobs", 2) == wanted


def test_no_process_at_all_is_refused(capfd: pytest.CaptureFixture[str]) -> None:
    code, _, err = run(capfd, "score", ALDERMOSS, "--jobs", 0)
    assert code == 2
    assert "0 is not in the range x>=1" in err


@pytest.mark.parametrize("command", ["score", "check", "visit", "explain", "actions", "progress"])
def test_a_workbook_beyond_a_limit_is_refused_and_read_when_told(
    capfd: pytest.CaptureFixture[str], command: str
) -> None:
    code, _, err = run(capfd, command, ALDERMOSS, *AS_OF, "--limits", "rows=20")
    assert code == 3
    assert "aldermoss.xlsx: " in err
    assert "unusable" in err
    code, _, err = run(capfd, command, ALDERMOSS, *AS_OF, "--limits", "rows=20,rows=900")
    assert code in (0, 1)
    assert "unusable" not in err


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ("huge", "--limits: 'huge' is neither a factor, such as 2, nor one of file, unpacked"),
        ("row=9", "--limits: there is no limit named row; nearest: rows."),
        ("rows=0", "--limits: rows has to be 1 or more."),
        ("nan", "--limits: a factor is above 0 and at most 1,000."),
    ],
)
def test_a_limit_that_is_none_is_refused(
    capfd: pytest.CaptureFixture[str], settings: str, said: str
) -> None:
    code, _, err = run(capfd, "score", ALDERMOSS, "--limits", settings)
    assert code == 2
    assert said in joined(err)
