"""From the results of a run to what one view of it shows."""

from collections.abc import Iterator, Sequence

from slavery_benchmark.core.change.actions import ActionPlans
from slavery_benchmark.core.change.history import Cycle
from slavery_benchmark.core.change.progress import ForceProgress, ProgressReport
from slavery_benchmark.core.comparing.funnel import Widen, funnels_of
from slavery_benchmark.core.comparing.funnel_family import with_adjusted
from slavery_benchmark.core.framework.framework import Framework
from slavery_benchmark.core.problems import Code
from slavery_benchmark.core.scoring.report import Report
from slavery_benchmark.core.scoring.scores import ForceScore
from slavery_benchmark.core.view.changes import progress_view, public_moves, public_progress
from slavery_benchmark.core.view.funnels import own_point, view_funnels
from slavery_benchmark.core.view.lists import action_views, problem_views, visit_views
from slavery_benchmark.core.view.model import (
    CasesView,
    EarlierView,
    ForceView,
    MeasureView,
    ReportData,
    View,
)
from slavery_benchmark.core.view.others import others_seen, spreads_of
from slavery_benchmark.core.view.public import check_view, figures_of, node_view, public_force
from slavery_benchmark.core.visit.all_forces import VisitLists


def build_report_data(
    report: Report,
    *,
    view: View,
    digest: str,
    own: str | None = None,
    progress: ProgressReport | None = None,
    visits: VisitLists | None = None,
    actions: ActionPlans | None = None,
    earlier: Sequence[Cycle] = (),
    widen: Widen = Widen.BY_RULE,
) -> ReportData:
    """Return what a view shows of a run, with one submission of each force in the report.

    digest: that of the run's result. own: the name or code of the force whose view it is; KeyError
    if the report does not have it. ValueError for a view that cannot be made: a force's without
    `own`, or the public's of answers set aside by own cases. widen: how the limits of funnels are.
    """
    if (view is View.FORCE) != (own is not None):
        raise ValueError("the view of a force needs a force, and no other view takes one")
    name = None if own is None else _named(report, own)
    mine = [f for f in report.forces if name is None or f.submission.force == name]
    others = [f for f in report.forces if name is not None and f.submission.force != name]
    public, framework = view is View.PUBLIC, report.framework
    if public:
        forces = tuple(public_force(f, framework, report.at_least) for f in mine)
    else:
        forces = tuple(_force_view(f, framework) for f in mine)
    seen = others_seen(others, report)
    if view is View.INSPECTOR:
        funnels = with_adjusted(funnels_of(report.forces, framework, widen))
    else:
        funnels = with_adjusted(view_funnels((*forces, *seen), framework, widen))
    if name is not None:
        funnels = tuple(own_point(funnel, name) for funnel in funnels)
    changed = [f for f in progress.forces if name in (None, f.history.force)] if progress else []
    changes = tuple(
        public_progress(f, report.at_least) if public else progress_view(f) for f in changed
    )
    moves = progress.moves if progress and name is None else ()
    return ReportData(
        view=view,
        digest=digest,
        tool_version=report.tool_version,
        as_of=report.as_of,
        framework=framework,
        framework_sha256=report.framework_sha256,
        at_least=report.at_least,
        own=name,
        forces=forces,
        others=len(others),
        spreads=spreads_of(seen, report),
        funnels=funnels,
        progress=changes,
        moves=public_moves(moves, changes) if public else moves,
        visits=() if public or visits is None else tuple(visit_views(visits, name)),
        actions=tuple(action_views(actions, forces, framework, view)) if actions else (),
        problems=tuple(problem_views(report, progress, mine, view)),
        edited=tuple(_edited(mine, changed, view)),
        not_ordered=tuple(
            item.force
            for item in (progress.left_out if progress else ())
            if name in (None, item.force)
        ),
        earlier=tuple(_earlier(earlier, name, public=public)),
    )


def _earlier(cycles: Sequence[Cycle], name: str | None, *, public: bool) -> Iterator[EarlierView]:
    """Yield the earlier submissions that the view names, by force and period."""

    def key(cycle: Cycle) -> tuple[str, str, str]:
        submission = cycle.score.submission
        return submission.force.casefold(), str(cycle.end or ""), submission.source.sha256

    for cycle in sorted(cycles, key=key):
        submission = cycle.score.submission
        if name not in (None, submission.force):
            continue
        identity, source = cycle.framework.identity, submission.source
        yield EarlierView(
            force=submission.force,
            period_start=cycle.start,
            period_end=cycle.end,
            edition=f"{identity.id} {identity.edition}",
            source=None if public else (source.file, source.sha256),
        )


def _edited(mine: Sequence[ForceScore], changed: Sequence[ForceProgress], view: View) -> list[str]:
    """Return which results, of these and earlier submissions, were changed since written."""
    scores = [*mine, *(cycle.score for force in changed for cycle in force.history.cycles)]
    found = {
        score.submission.force if view is View.PUBLIC else item.file
        for score in scores
        for item in score.submission.problems
        if item.code is Code.RESULT_EDITED
    }
    return sorted(found)


def _named(report: Report, own: str) -> str:
    for force in report.forces:
        if own in (force.submission.force, force.submission.code):
            return force.submission.force
    raise KeyError(own)


def _force_view(force: ForceScore, framework: Framework) -> ForceView:
    submission, cases = force.submission, force.submission.cases
    return ForceView(
        force=submission.force,
        code=submission.code,
        fictional=submission.fictional,
        period_start=submission.period_start,
        period_end=submission.period_end,
        source=(submission.source.file, submission.source.sha256),
        overall=node_view(force.overall),
        themes=tuple(node_view(node) for node in force.themes),
        criteria=tuple(node_view(node) for node in force.criteria),
        checks=tuple(check_view(check) for check in force.checks),
        measures=tuple(_measures(force, framework)),
        uncapped_band=force.uncapped_band,
        limits=force.limits,
        cases=None if cases is None else CasesView(listed=cases.listed, selection=cases.selection),
        judgement_alone=force.judgement_alone,
        score=force,
        verification=submission.verification,
        counts_verified=force.counts_verified,
    )


def _measures(force: ForceScore, framework: Framework) -> Iterator[MeasureView]:
    for item, (_, measure) in zip(force.measures, framework.measures(), strict=True):
        yield MeasureView(
            node=node_view(item.node),
            kind=measure.kind,
            state=item.measured.state,
            scored=measure.is_scored,
            minimum_cases=measure.minimum_cases,
            differs_from=item.differs_from,
            figures=figures_of(item.measured, measure),
            withheld=None,
            of=None,
            measured=item.measured,
        )
