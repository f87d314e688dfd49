"""From files to what a report shows: the latest submission of each force, and what came before."""

from collections.abc import Mapping, Sequence
from contextlib import nullcontext, suppress
from datetime import date
from pathlib import Path

import msgspec

from slavery_benchmark import __version__
from slavery_benchmark.assessment import Assessment
from slavery_benchmark.core.change.actions import action_plans
from slavery_benchmark.core.change.earlier import earlier_of
from slavery_benchmark.core.change.history import Cycle
from slavery_benchmark.core.change.progress import ProgressReport, build_progress
from slavery_benchmark.core.comparing.funnel import Widen
from slavery_benchmark.core.comparing.selection import one_each
from slavery_benchmark.core.problems import Code
from slavery_benchmark.core.scoring.report import Report
from slavery_benchmark.core.view.build import build_report_data
from slavery_benchmark.core.view.model import ReportData, View
from slavery_benchmark.core.visit.all_forces import VisitLists, visit_lists
from slavery_benchmark.core.visit.questions import Recorded
from slavery_benchmark.pages.score.run_digest import digest_of_cycles, digest_of_run
from slavery_benchmark.pipeline import Progress, assess_cycles, report_of_one_edition


class Run(msgspec.Struct, frozen=True, kw_only=True):
    """What was read. data: None if there is no force, or none with the name that was asked for.

    said: which submissions are left out, and why.
    """

    report: Report
    data: ReportData | None
    said: tuple[str, ...]


class Latest(msgspec.Struct, frozen=True, kw_only=True):
    """One submission of each force, with what came before it.

    earlier: the submissions before those of the report. change: what changed up to them; None if no
    force has two. said: which submissions are left out, and why.
    """

    report: Report
    earlier: tuple[Cycle, ...]
    change: ProgressReport | None
    said: tuple[str, ...]

    def visits(self, recorded: Mapping[str, Recorded] | None = None) -> VisitLists:
        """Return the visit lists. `recorded`: offences recorded, by the code of the force."""
        forces = self.report.forces
        before = earlier_of(forces, self.change)
        return visit_lists(forces, self.report.framework, before, recorded)


def read_latest(
    paths: Sequence[Path],
    task: Assessment,
    progress: Progress = nullcontext,
    *,
    period: date | None = None,
) -> Latest:
    """Read and score every file, each under its own edition.

    The report is of one submission of each force, the latest or that of the period asked for.
    """
    cycles, unusable = assess_cycles(paths, task, progress)
    kept, said = one_each([cycle.score for cycle in cycles], period)
    chosen = [cycle for cycle in cycles if any(cycle.score is score for score in kept)]
    report = report_of_one_edition(chosen, unusable, task)
    change = _progress(cycles, chosen, task)
    return Latest(
        report=report,
        earlier=_earlier(cycles, chosen) if change else (),
        change=change,
        said=tuple(said) if period else (),
    )


def read_run(
    paths: Sequence[Path],
    task: Assessment,
    progress: Progress = nullcontext,
    *,
    view: View,
    own: str | None = None,
    period: date | None = None,
    widen: Widen = Widen.BY_RULE,
) -> Run:
    """Read and score every file, each under its own edition, and make the view that is wanted.

    What changed is told where a force has an earlier submission. own: the force of its own view, by
    name or code. widen: how the limits of funnels are widened.
    """
    latest = read_latest(paths, task, progress, period=period)
    report, data = latest.report, None
    with suppress(KeyError):  # no force, or none with this name
        if report.forces:
            data = build_report_data(
                report,
                view=view,
                digest=digest_of_cycles(report, latest.earlier),
                own=own,
                earlier=latest.earlier,
                widen=widen,
                progress=latest.change,
                visits=latest.visits(),
                actions=action_plans(report.forces, report.framework, (), report.as_of),
            )
    return Run(report=report, data=data, said=latest.said)


def _progress(
    cycles: Sequence[Cycle], chosen: Sequence[Cycle], task: Assessment
) -> ProgressReport | None:
    """Return what changed up to the submissions of the report; None if no force has two of them.

    A force with one submission is none of its forces: nothing is to be told of what changed there.
    """
    last = max((cycle.end for cycle in chosen if cycle.end is not None), default=None)
    if len(cycles) == len(chosen) or last is None:
        return None
    until = [cycle for cycle in cycles if cycle.end is not None and cycle.end <= last]
    report = build_progress(
        until,
        (task.criteria.framework, *(task.editions or ())),
        tool_version=__version__,
        as_of=task.as_of,
        unusable=(),
    )
    several = tuple(force for force in report.forces if len(force.history.cycles) > 1)
    if not several and not report.left_out:
        return None
    single = {Code.CYCLE_SINGLE}
    problems = tuple(item for item in report.problems if item.code not in single)
    return msgspec.structs.replace(report, forces=several, problems=problems)


def latest_data(report: Report, view: View, own: str | None) -> tuple[ReportData, tuple[str, ...]]:
    """Return what a view shows of the latest submission of each force, and what is left out.

    The digest is that of the whole run. KeyError if the report does not have the force `own`.
    """
    kept, said = one_each(report.forces, None)
    shown = tuple(force for force in report.forces if any(force is score for score in kept))
    latest = msgspec.structs.replace(report, forces=shown)
    data = build_report_data(latest, view=view, digest=digest_of_run(report), own=own)
    return data, tuple(said)


def _earlier(cycles: Sequence[Cycle], chosen: Sequence[Cycle]) -> tuple[Cycle, ...]:
    """Return the submissions that the page takes in beside those of the report."""
    last = max(cycle.end for cycle in chosen if cycle.end is not None)
    return tuple(
        cycle
        for cycle in cycles
        if (cycle.end is None or cycle.end <= last) and not any(cycle is item for item in chosen)
    )
