"""Changes over time in each view."""

from datetime import date
from fractions import Fraction
from random import Random

import msgspec

from slavery_benchmark.core.change.history import Cycle
from slavery_benchmark.core.change.progress import ProgressReport, build_progress
from slavery_benchmark.core.view.build import build_report_data
from slavery_benchmark.core.view.model import NodeView, ReportData, View
from tests.builders import AS_OF
from tests.core.change.cycles import named
from tests.core.view.attack import Made
from tests.core.view.runs import columns, report_of, scored, shipped

RATES = {"begun": 1.0, "moved": 1.0, "other_forces": 1.0, "suspect": 1.0, "closed": 1.0,
         "route": 1.0, "rocu_needless": 0.0}  # fmt: skip


def even(not_shared: int = 20) -> Made:
    """Return cases in which everything holds about half of the time, and so many not shared."""
    made = columns(Random(3), 40, RATES)  # noqa: S311 - the same every time
    made["nca"] = [*["No"] * not_shared, *["Yes"] * (40 - not_shared)]
    return made


def progress(name: str, *cycles: tuple[int, int, Made | None]) -> list[Cycle]:
    """Return the cycles (year, level, cases) of a force."""
    return [
        Cycle(
            score=scored(name, cases, level, period_start=date(year, 4, 1),
                         period_end=date(year + 1, 3, 31), fictional=False),
            framework=shipped(),
        )
        for year, level, cases in cycles
    ]  # fmt: skip


def report(*cycles: Cycle) -> ProgressReport:
    return build_progress(cycles, [shipped()], tool_version="1", as_of=AS_OF, unusable=())


def viewed(found: ProgressReport, view: View, own: str | None = None) -> ReportData:
    latest = [force.latest.score for force in found.forces]
    return build_report_data(report_of(latest), view=view, digest="d", own=own, progress=found)


def test_without_small_counts_the_public_sees_every_change() -> None:
    found = report(*progress("Alder", (2023, 1, None), (2024, 2, None)))
    public = viewed(found, View.PUBLIC).progress[0]
    full = viewed(found, View.INSPECTOR).progress[0]
    assert full.full == found.forces[0]
    assert public == msgspec.structs.replace(full, full=None)
    assert public.since_previous is not None
    assert public.since_previous.bridge is not None
    trend = [(point.period_end, point.overall) for point in public.trend]
    assert [(end, node.tally.score) for end, node in trend if node is not None] == [
        (date(2024, 3, 31), Fraction(25)),
        (date(2025, 3, 31), Fraction(50)),
    ]


def test_a_closed_measure_keeps_its_criterion_the_bridge_and_the_total_back() -> None:
    found = report(*progress("Alder", (2025, 1, even(3)), (2026, 2, even())))
    view = viewed(found, View.PUBLIC).progress[0]
    compared = view.since_previous
    assert compared is not None
    assert compared.bridge is None
    assert compared.bridge_withheld
    shared = next(item for item in compared.criteria if item.criterion == "COO-01")
    assert shared.withheld
    assert (shared.then, shared.now, shared.change, shared.disposition) == (None,) * 4
    judged = next(item for item in compared.criteria if item.criterion == "LEA-01")
    assert judged.disposition == "improved"
    assert judged.change == 25
    first, second = (point.overall for point in view.trend)
    assert isinstance(first, NodeView)
    assert first.withheld > 0
    assert second is not None
    assert found.forces[0].trend[0].overall.tally.score != first.tally.score


def test_another_small_count_changes_nothing_that_the_public_sees_of_changes() -> None:
    for place in (0, 1):
        seen = set()
        for count in range(5):
            cases = [even(), even()]
            cases[place] = even(count)
            made = progress("Alder", (2023, 1, cases[0]), (2024, 2, cases[1]))
            other = progress("Birch", (2023, 2, even()), (2024, 1, even()))
            data = viewed(report(*made, *other), View.PUBLIC)
            seen.add(msgspec.json.encode(data, enc_hook=str, order="sorted"))
        assert len(seen) == 1


def test_counts_over_forces_leave_out_what_is_withheld_of_one() -> None:
    small = progress("Alder", (2023, 1, even(3)), (2024, 2, even()))
    other = progress("Birch", (2023, 2, even()), (2024, 1, even()))
    found = report(*small, *other)
    full, public = viewed(found, View.INSPECTOR), viewed(found, View.PUBLIC)
    assert {item.criterion for item in full.moves} == {c.id for _, c in shipped().criteria()}
    named = {item.criterion for item in public.moves}
    assert "COO-01" not in named
    assert "LEA-01" in named


def test_a_force_sees_its_own_changes_alone() -> None:
    small = progress("Alder", (2023, 1, even(3)), (2024, 2, even()))
    other = progress("Birch", (2023, 2, even()), (2024, 1, even()))
    data = viewed(report(*small, *other), View.FORCE, "Birch")
    assert [item.force for item in data.progress] == ["Birch"]
    assert data.progress[0].full is not None
    assert data.moves == ()


def test_measures_of_another_edition_keep_back_every_criterion_that_measures() -> None:
    earlier, later = progress("Alder", (2023, 1, even(3)), (2024, 2, even()))
    old, new = named(shipped(), "before"), named(shipped(), "after", "before")
    cycles = [
        msgspec.structs.replace(earlier, framework=old),
        msgspec.structs.replace(later, framework=new),
    ]
    found = build_progress(cycles, [old, new], tool_version="1", as_of=AS_OF, unusable=())
    view = viewed(found, View.PUBLIC).progress[0]
    assert view.since_previous is not None
    withheld = {item.criterion for item in view.since_previous.criteria if item.withheld}
    assert withheld == {c.id for _, c in shipped().criteria() if c.measures}
    # the total of then, put into the later edition, is left out
    assert view.trend[0].overall is None


def late(count: int) -> Made:
    """Return cases of which so few were begun late: some days more for each of them."""
    made = even()
    day = int(made["reported"][0])
    made["started"] = [*[day + 20] * count, *[day + 1] * (40 - count)]
    made["reviewed"] = [int(started) + 5 for started in made["started"]]
    return made


def test_waits_with_a_small_count_tell_nothing_by_what_became_of_their_criterion() -> None:
    # whether waits differ beyond chance decides what became of INV-01: more than is shown of them
    seen = set()
    for count in range(5):
        found = report(*progress("Alder", (2025, 1, even()), (2026, 2, late(count))))
        view = viewed(found, View.PUBLIC).progress[0]
        assert view.since_previous is not None
        shown = {item.criterion: item for item in view.since_previous.criteria}
        assert shown["INV-01"].withheld
        seen.add(msgspec.json.encode(view, enc_hook=str, order="sorted"))
    assert len(seen) == 1
    open_ones = viewed(report(*progress("Alder", (2025, 1, even()), (2026, 2, even()))),
                       View.PUBLIC).progress[0].since_previous  # fmt: skip
    assert open_ones is not None
    assert not next(item for item in open_ones.criteria if item.criterion == "INV-01").withheld
