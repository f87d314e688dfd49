"""The samples over three cycles: that they hold the plain data, and tell what they promise."""

from datetime import date
from pathlib import Path

import pytest

from slavery_benchmark.assessment import Assessment
from slavery_benchmark.cli import exit_code
from slavery_benchmark.core.cases.measuring import MeasureState
from slavery_benchmark.core.cases.table import NOT_YET
from slavery_benchmark.core.change.bridge import Step
from slavery_benchmark.core.change.change import Change, CriterionChange, Disposition
from slavery_benchmark.core.change.progress import Compared, ForceProgress, build_progress
from slavery_benchmark.core.scoring.submission import State, Submission
from slavery_benchmark.criteria_files import load_editions
from slavery_benchmark.extracting import layout
from slavery_benchmark.extracting.layout import NOT_YET_WORDS
from slavery_benchmark.pipeline import assess_cycles, assess_file
from slavery_benchmark.reading.reader import CellValue
from slavery_benchmark.shipped import shipped_folder
from tests.builders import AS_OF, shipped_criteria
from tests.samples.cycles import FIRST_EDITION, PERIODS, Return, returns

FOLDER = shipped_folder("sample_data") / "cycles"
EDITIONS = load_editions(shipped_folder("criteria"))
RETURNS = tuple(returns())
G, H = "fictional-gorsemere", "fictional-hazelwharf"


def read(item: Return) -> Submission:
    return assess_file(FOLDER / item.path, item.criteria, AS_OF).submission


@pytest.fixture(scope="module")
def forces() -> dict[str, ForceProgress]:
    folders = [FOLDER / period for period in reversed(PERIODS)]  # in any order
    cycles, unusable = assess_cycles(
        folders, Assessment(criteria=shipped_criteria(), as_of=AS_OF, editions=EDITIONS)
    )
    assert not unusable
    report = build_progress(cycles, EDITIONS, tool_version="", as_of=AS_OF, unusable=unusable)
    assert not report.problems
    return {force.history.code: force for force in report.forces}


def since(force: ForceProgress, which: str = "previous") -> Compared:
    found = force.since_previous if which == "previous" else force.since_first
    assert found is not None
    return found


def criterion(change: Change, criterion_id: str) -> CriterionChange:
    return next(item for item in change.criteria if item.criterion == criterion_id)


def as_read(value: CellValue) -> CellValue:
    if isinstance(value, date):
        return value.toordinal()
    return NOT_YET if value == NOT_YET_WORDS else value


@pytest.mark.parametrize("item", RETURNS, ids=lambda item: item.path.as_posix())
def test_the_files_hold_the_plain_data(item: Return) -> None:
    submission = read(item)
    assert submission.edition == item.criteria.framework.identity.edition
    assert submission.code == f"fictional-{item.name}"
    assert submission.period_start == item.cover[layout.PERIOD_START]
    assert submission.period_end == item.cover[layout.PERIOD_END]
    held = {response.check: response for response in submission.responses}
    assert list(held) == list(item.answers)
    for check, answer in item.answers.items():
        response, said = held[check], str(answer[layout.LEVEL])
        assert response.evidence == answer[layout.EVIDENCE], check
        assert (response.evidence_date or "") == answer[layout.EVIDENCE_DATE], check
        assert response.owner == answer[layout.OWNER], check
        assert response.comment == answer[layout.COMMENT], check
        if said[:1].isdigit():
            assert response.level == int(said[0]), check
        elif said:
            assert response.state is State.NOT_APPLICABLE, check
            assert response.not_applicable_reason == answer[layout.REASON], check
        else:
            assert response.state is State.BLANK, check


@pytest.mark.parametrize("item", RETURNS, ids=lambda item: item.path.as_posix())
def test_case_files_are_those_of_the_plain_data(item: Return) -> None:
    files = read(item).cases
    table = files.table if files else None
    if not item.cases:
        assert table is None or not len(table.values["case"])
        return
    assert table is not None
    for column, values in table.values.items():
        wanted = [as_read(case[column]) for case in item.cases]
        assert list(values) == wanted, column


def test_nothing_is_wrong_with_them_but_two_levels_without_support() -> None:
    codes = [
        (item.path.as_posix(), str(problem.code))
        for item in RETURNS
        for problem in read(item).problems
    ]
    assert codes == [
        ("2025-26/gorsemere.xlsx", "evidence-date-early"),
        ("2025-26/hazelwharf.xlsx", "evidence-missing"),
    ]


@pytest.mark.parametrize(
    ("force", "criterion_id", "wanted"),
    [
        (G, "VIC-05", Disposition.REGRESSED),  # the liaison post ended
        (G, "COO-03", Disposition.REGRESSED),  # never at target, and lower
        (G, "INV-01", Disposition.REMEDIED),
        (G, "VIC-01", Disposition.REMEDIED),
        (G, "LEA-03", Disposition.HELD),
        (G, "LEA-01", Disposition.EMBEDDED),
        (G, "COO-01", Disposition.EMBEDDED),
        (G, "VIC-04", Disposition.IMPROVED),
        (G, "POW-01", Disposition.PERSISTS),
        (G, "POW-02", Disposition.NOT_RETESTED),  # left blank
        (G, "REC-01", Disposition.NO_EARLIER),
        (H, "INV-01", Disposition.PERSISTS),  # lower only by cases listed for the first time
        (H, "COO-04", Disposition.REGRESSED),
        (H, "VIC-04", Disposition.REMEDIED),
        (H, "UND-02", Disposition.HELD),
        (H, "LEA-03", Disposition.EMBEDDED),
        (H, "LEA-01", Disposition.PERSISTS),
        (H, "VIC-05", Disposition.NOT_RETESTED),  # not applicable
    ],
)
def test_each_story_is_told(
    forces: dict[str, ForceProgress], force: str, criterion_id: str, wanted: Disposition
) -> None:
    assert criterion(since(forces[force]).change, criterion_id).disposition is wanted


def test_every_disposition_is_there(forces: dict[str, ForceProgress]) -> None:
    assert {item.disposition for item in since(forces[G]).change.criteria} == set(Disposition)


def test_the_score_rises_over_every_regression(forces: dict[str, ForceProgress]) -> None:
    for code, force in forces.items():
        scores = [cycle.score.overall.tally.score for cycle in force.history.cycles]
        assert None not in scores
        assert scores == sorted(scores, key=lambda score: score or 0)
        change = since(force).change
        lost = [c for c in change.criteria if c.disposition is Disposition.REGRESSED]
        assert len(lost) == {G: 3, H: 2}[code]


@pytest.mark.parametrize(("force", "criterion_id"), [(G, "UND-01"), (H, "INV-04")])
def test_a_fall_in_evidence_alone(
    forces: dict[str, ForceProgress], force: str, criterion_id: str
) -> None:
    found = criterion(since(forces[force]).change, criterion_id)
    assert found.disposition is Disposition.REGRESSED
    assert found.evidence_alone
    others = [c for c in since(forces[force]).change.criteria if c.evidence_alone]
    assert others == [found]


def test_the_first_cycle_is_on_the_first_edition(forces: dict[str, ForceProgress]) -> None:
    for force in forces.values():
        editions = [cycle.framework.identity.edition for cycle in force.history.cycles]
        assert editions == [FIRST_EDITION, "2026.3", "2026.3"]
        first = since(force, "first")
        added = {part for c in first.change.criteria for part in c.not_compared}
        assert added == {measure.id for _, measure in force.latest.framework.measures()}
        assert first.change.dropped == ()
        assert first.bridge is not None
        steps = {pier.step: pier.difference for pier in first.bridge.piers}
        assert steps[Step.CRITERIA] != 0
        assert sum(steps.values()) == first.bridge.now - first.bridge.then


def test_measures_appear(forces: dict[str, ForceProgress]) -> None:
    change = since(forces[H]).change
    before = {m.node.id: m.measured.state for m in change.then.measures}
    after = {m.node.id: m.measured.state for m in change.now.measures}
    assert set(before.values()) == {MeasureState.NOT_SUPPLIED}
    assert after["INV-01m1"] is MeasureState.MEASURED
    assert criterion(change, "INV-01").then is not None
    told = forces[H].latest.score.checks
    assert [check.node.id for check in told if check.differs_from] == ["INV-01a", "INV-01b"]


def test_the_folder_of_samples_means_the_six_right_in_it(
    capfd: pytest.CaptureFixture[str],
) -> None:
    sample = str(shipped_folder("sample_data"))
    assert exit_code(["score", sample, "--format", "csv", "--as-of", "2026-11-23"]) in (0, 1)
    out = capfd.readouterr().out
    assert "Aldermoss" in out
    assert "Gorsemere" not in out


def test_samples_are_copied_with_their_cycles(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    assert exit_code(["samples", str(tmp_path / "mine")]) == 0
    err = capfd.readouterr().err
    assert "Copied 6 workbooks. Try: benchmark score" in err
    assert "Copied 6 more, of 3 years. Try: benchmark progress" in err
    for item in RETURNS:
        copied = tmp_path / "mine" / "cycles" / item.path
        assert copied.read_bytes() == (FOLDER / item.path).read_bytes()
