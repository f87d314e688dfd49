"""One order everywhere: what visit, the report and their data say of whom to visit first."""

from fractions import Fraction
from pathlib import Path

import pytest

from slavery_benchmark.assessment import Assessment
from slavery_benchmark.core.cases.table import CaseFiles, Selection
from slavery_benchmark.core.framework.framework import Criterion, Theme
from slavery_benchmark.core.scoring.scores import ForceScore
from slavery_benchmark.core.view.model import View
from slavery_benchmark.core.visit.all_forces import visit_lists
from slavery_benchmark.core.visit.entry import Why
from slavery_benchmark.pages.report.page import report_page
from slavery_benchmark.pages.visit.page import visit_page
from slavery_benchmark.pipeline import assess_file
from slavery_benchmark.report_data import Latest, read_latest, read_run
from tests.builders import AS_OF, answer, blank, shipped_criteria
from tests.core.visit.visits import scored

SAMPLES = Path("sample_data")
SHIPPED = shipped_criteria()


TASK = Assessment(criteria=SHIPPED, as_of=AS_OF, keep_cases=True, editions=())


def latest(*paths: Path) -> Latest:
    return read_latest(paths, TASK)


@pytest.mark.parametrize("folders", [("cycles",), ("",)])
def test_report_and_visit_agree(folders: tuple[str, ...]) -> None:
    paths = [SAMPLES / folder for folder in folders]
    found = latest(*paths)
    lists = found.visits()
    data = read_run(paths, TASK, view=View.INSPECTOR).data
    assert data is not None
    assert [view.points for view in data.visits] == [visit.points for visit in lists.forces]
    assert [view.entries for view in data.visits] == [visit.entries for visit in lists.forces]
    said = visit_page(found.report, lists, None, None).lead
    page = report_page(data)
    texts = [*page.lead, *(getattr(block, "text", "") for block in page.sections[0].blocks)]
    assert set(said) <= set(texts), "in the same words"


def test_what_has_regressed_since_the_earlier_submission_is_on_the_list() -> None:
    lists = latest(SAMPLES / "cycles").visits()
    fallen = {
        visit.force.submission.force.split()[0]: {
            entry.criterion
            for entry in visit.entries
            if any(ground.why is Why.REGRESSED for ground in entry.grounds)
        }
        for visit in lists.forces
    }
    assert fallen == {
        "Gorsemere": {"VIC-05", "COO-03", "UND-01"},
        "Hazelwharf": {"COO-04", "INV-04"},
    }
    alone = latest(SAMPLES / "cycles" / "2025-26").visits()
    assert [visit.points.total for visit in alone.forces] == [
        visit.points.total for visit in lists.forces
    ], "the fall is in the levels: it changes the label, not the points"


def told(name: str, level: int | None, files: CaseFiles) -> ForceScore:
    checks = [check.id for _, _, check in SHIPPED.framework.checks()]
    answers = [blank(item) if level is None else answer(item, level) for item in checks]
    return scored(SHIPPED.framework, answers, files, force=name, code=name)


def open_points(item: tuple[Theme, Criterion]) -> Fraction:
    """Return the points of a criterion of which the measures and what they test are not known."""
    _, criterion = item
    shares, whole = SHIPPED.framework.effective_weights(), Fraction(0)
    scored_ones = [measure for measure in criterion.measures if measure.is_scored]
    for check in criterion.checks:
        if not any(measure.is_test_of(check.id) for measure in scored_ones):
            whole += shares[check.id] * 100
    return max(shares[criterion.id] * 75 - whole, Fraction(0))


def test_a_force_that_tells_nothing_comes_before_one_that_tells_all() -> None:
    """The blank force, the one with 51 answers at level 4 and no case list, the honest one."""
    none = CaseFiles(table=None, listed=0, in_period=1500, selection=Selection.UNSAID)
    silent, wordy = told("Silent", None, none), told("Wordy", 4, none)
    honest = assess_file(SAMPLES / "aldermoss.xlsx", SHIPPED, AS_OF)
    lists = visit_lists([honest, wordy, silent], SHIPPED.framework)
    assert lists.ranking == (2, 1, 0)
    assert lists.forces[2].points.total == 75
    assert lists.forces[1].points.total == sum(map(open_points, SHIPPED.framework.criteria()))
    assert lists.forces[1].points.known == 0
    assert lists.forces[0].points.total < 2
    assert (lists.visit_first(), lists.ask_first()) == (0, 2)
