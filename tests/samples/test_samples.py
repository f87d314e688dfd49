"""The shipped samples: that they hold the plain data, and that each still tells its story."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from slavery_benchmark.core.cases.measuring import MeasureState
from slavery_benchmark.core.cases.table import NOT_YET, Selection
from slavery_benchmark.core.scoring.scores import Assurance, ForceScore
from slavery_benchmark.extracting import layout
from slavery_benchmark.extracting.layout import NOT_YET_WORDS
from slavery_benchmark.forms.template import make_template
from slavery_benchmark.pipeline import assess_file
from slavery_benchmark.reading.reader import CellValue
from slavery_benchmark.shipped import shipped_folder
from tests.builders import AS_OF, shipped_criteria
from tests.length import either
from tests.returns import extracted
from tests.samples.case_generator import PERIOD_END, PERIOD_START, Profile, Wait, generate
from tests.samples.make import COVER, FORCES, SAVED_BY_LIBREOFFICE, cases_of, cover_of

CRITERIA = shipped_criteria()
SEVEN_MONTHS = 213


def shipped(name: str) -> Path:
    suffix = SAVED_BY_LIBREOFFICE.get(name, "xlsx")
    return shipped_folder("sample_data") / f"{name}.{suffix}"


def scored(name: str) -> ForceScore:
    return assess_file(shipped(name), CRITERIA, AS_OF)


def levels(score: ForceScore) -> set[int]:
    return {m.measured.level for m in score.measures if m.measured.level is not None}


def states(score: ForceScore) -> set[MeasureState]:
    return {measure.measured.state for measure in score.measures}


def as_read(value: CellValue) -> CellValue:
    if isinstance(value, date):
        return value.toordinal()
    return NOT_YET if value == NOT_YET_WORDS else value


@pytest.mark.parametrize("name", [name for name in FORCES if name != "foxglove-vale"])
def test_case_files_are_those_of_the_plain_data(name: str) -> None:
    files = extracted(shipped(name)).cases
    assert files is not None
    assert files.table is not None
    assert files.in_period == cover_of(name)[layout.CASES_IN_PERIOD]
    cases = cases_of(name, CRITERIA)
    for column, values in files.table.values.items():
        wanted = [as_read(case[column]) for case in cases]
        assert list(values) == (wanted if column != "case" else [str(v) for v in wanted]), column


def test_aldermoss_is_confirmed_by_its_cases() -> None:
    score = scored("aldermoss")
    assert min(levels(score)) >= 3
    assert not any(check.differs_from for check in score.checks)
    assert any(check.assurance is Assurance.OWN_CASES for check in score.checks)


def test_brindlewick_differs_from_its_cases() -> None:
    score = scored("brindlewick")
    differing = {check.node.id for check in score.checks if check.differs_from}
    assert {"INV-01a", "INV-01b", "VIC-04a"} <= differing
    assert score.submission.cases is not None
    table = score.submission.cases.table
    assert table is not None
    waits = [
        (PERIOD_END.toordinal() if end == NOT_YET else int(end)) - int(start)
        for start, end in table.combinations(("reported", "started"))
    ]
    assert sum(wait >= SEVEN_MONTHS for wait in waits) >= 3


def test_cobblemarsh_shows_cases_picked_by_hand() -> None:
    score = scored("cobblemarsh")
    assert states(score) == {MeasureState.CHOSEN}
    assert levels(score) == set()


def test_dapplefold_has_too_few_cases() -> None:
    score = scored("dapplefold")
    assert states(score) == {MeasureState.TOO_FEW}


def test_elderquay_drew_a_sample_and_does_not_know_everything() -> None:
    score = scored("elderquay")
    assert score.submission.cases is not None
    assert score.submission.cases.selection is Selection.RANDOM
    assert {MeasureState.MEASURED, MeasureState.TOO_LITTLE_KNOWN} <= states(score)
    assert any(measure.measured.unknown for measure in score.measures)


def test_foxglove_vale_has_every_kind_of_bad_case() -> None:
    problems = extracted(shipped("foxglove-vale")).problems
    codes = {str(p.code) for p in problems if p.cell.startswith(layout.CASES_SHEET)}
    assert codes == {
        "case-date-future",
        "case-date-not-recognised",
        "case-outside-period",
        "case-twice",
        "case-without-number",
        "case-word-not-recognised",
        "cell-error",
        "count-not-recognised",
        "date-read-as-british",
        "dates-out-of-order",
        "formula-not-calculated",
        "more-than-there-were",
        "personal-data",
    }
    assert "cases-incomplete" in {str(p.code) for p in problems}
    assert not any("someone@" in p.line() for p in problems)


POOR = Profile(
    to_recognition=Wait(at_once=0.1, ordinary=(3, 120), late=0.3),
    to_start=Wait(at_once=0.1, ordinary=(5, 90), late=0.4),
    clusters=0.5,
    arrested=0.4,
    notified=0.5,
    unknown=0.1,
)


@settings(max_examples=either(short=3, full=10), deadline=None)
@given(rows=st.integers(1, 40), seed=st.integers(0, 99), profile=st.sampled_from([Profile(), POOR]))
def test_generated_cases_have_no_fault(
    tmp_path_factory: pytest.TempPathFactory, rows: int, seed: int, profile: Profile
) -> None:
    cases = generate(rows, seed, profile)
    assert cases == generate(rows, seed, profile), "the same each time"
    assert len({case["case"] for case in cases}) == rows
    assert all(PERIOD_START <= case["reported"] <= PERIOD_END for case in cases)  # type: ignore[operator]
    path = tmp_path_factory.mktemp("generated") / "x.xlsx"
    cover = {**COVER, layout.CASES_IN_PERIOD: rows, layout.HOW_CHOSEN: layout.CHOSEN_ALL}
    force = CRITERIA.register.find("fictional-aldermoss")
    path.write_bytes(
        make_template(CRITERIA.framework, CRITERIA.register, force=force, cover=cover, cases=cases)
    )
    assert extracted(path).problems == ()
