"""What a report shows in one view. What may not be shown is not in these values at all.

Where a part can be missing its docstring says in which view. None never stands for 0.
"""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from fractions import Fraction

import msgspec

from slavery_benchmark.core.cases.measuring import Measured, MeasureState, Range
from slavery_benchmark.core.cases.table import Selection
from slavery_benchmark.core.change.actions import ForceActions, Standing
from slavery_benchmark.core.change.bridge import Bridge
from slavery_benchmark.core.change.change import Disposition
from slavery_benchmark.core.change.moves import CriterionMoves
from slavery_benchmark.core.change.progress import ForceProgress
from slavery_benchmark.core.comparing.funnel import Funnel
from slavery_benchmark.core.framework.framework import Framework
from slavery_benchmark.core.framework.measures import MeasureKind
from slavery_benchmark.core.problems import Code, Problem, Severity
from slavery_benchmark.core.scoring.scores import Assurance, ForceScore, LimitApplied, NodeScore
from slavery_benchmark.core.scoring.submission import Response, State, Verification
from slavery_benchmark.core.scoring.tally import ZERO
from slavery_benchmark.core.view.suppress import Withheld
from slavery_benchmark.core.visit.entry import Entry
from slavery_benchmark.core.visit.priority import ForcePoints
from slavery_benchmark.core.visit.questions import Question


class View(StrEnum):
    """For whom a report is."""

    INSPECTOR = "inspector"
    FORCE = "force"
    PUBLIC = "public"


class NodeView(NodeScore, frozen=True, kw_only=True):
    """A node as a view shows it.

    withheld: share of its weight of measures that have a level which is not shown. Where that is
    above 0 the score is that of the rest, moved no further than to what is possible; low and high
    are what is possible; band and position are given only if they are the same whatever the levels
    not shown are. between: the lowest and the highest that its score is where everything is seen;
    None where the score here is that. untold: share of its weight of which it is not said whether
    it was measured; coverage is without it.
    """

    withheld: Fraction = ZERO
    between: tuple[Fraction, Fraction] | None = None
    untold: Fraction = ZERO


class CheckView(msgspec.Struct, frozen=True, kw_only=True):
    """A judged check. response: the whole answer; None for the public.

    differs_from: empty for the public, whom it would tell of cases that are not known.
    """

    node: NodeView
    state: State
    level: int | None
    counted_level: int | None
    assurance: Assurance | None
    differs_from: tuple[str, ...]
    set_aside: bool
    response: Response | None
    verified_level: int | None = None


class Figures(msgspec.Struct, frozen=True, kw_only=True):
    """What the cases show, as far as it may be shown: value and interval in the measure's unit.

    x: what was counted of n; None for a median. at_least: for a median beyond what was seen.
    """

    value: Fraction | None
    at_least: Fraction | None
    x: int | None
    n: int
    interval: Range | None
    level: int | None


class MeasureView(msgspec.Struct, frozen=True, kw_only=True):
    """A measure.

    state: None where even that is not shown. figures: None if nothing was measured, or the public
    may not see it; withheld then says why, and `of` is n, where that may be shown. measured: all
    that is known; None for the public.
    """

    node: NodeView
    kind: MeasureKind
    state: MeasureState | None
    scored: bool
    minimum_cases: int
    differs_from: tuple[str, ...]
    figures: Figures | None
    withheld: Withheld | None
    of: int | None
    measured: Measured | None


class CasesView(msgspec.Struct, frozen=True, kw_only=True):
    """The case files. listed: None if there are fewer than five, for the public."""

    listed: int | None
    selection: Selection


class ForceView(msgspec.Struct, frozen=True, kw_only=True):
    """One force. score: everything that is known of it; None for the public.

    source: file and hash of the workbook; empty for the public. verification: without the files for
    the public, and None until it is signed off.
    """

    force: str
    code: str
    fictional: bool
    period_start: date | None
    period_end: date | None
    source: tuple[str, str] | None
    overall: NodeView
    themes: tuple[NodeView, ...]
    criteria: tuple[NodeView, ...]
    checks: tuple[CheckView, ...]
    measures: tuple[MeasureView, ...]
    uncapped_band: str | None
    limits: tuple[LimitApplied, ...]
    cases: CasesView | None
    judgement_alone: bool
    score: ForceScore | None
    verification: Verification | None = None
    counts_verified: bool = False

    def node(self, node_id: str) -> NodeView:
        """Return the node with this id (`overall` for the total); KeyError if there is none."""
        parts = (*(item.node for item in self.checks), *(item.node for item in self.measures))
        for node in (self.overall, *self.themes, *self.criteria, *parts):
            if node.id == node_id:
                return node
        raise KeyError(node_id)


class ProblemView(msgspec.Struct, frozen=True, kw_only=True):
    """A problem. force: None for a file that could not be used. problem: None for the public."""

    force: str | None
    code: Code
    severity: Severity
    problem: Problem | None


class Spread(msgspec.Struct, frozen=True, kw_only=True):
    """How the other forces lie on a node, in the view of one force.

    forces: how many others have a score. Quartiles in whole points, rounded half up.
    """

    node: str
    forces: int
    lower_quartile: int
    median: int
    upper_quartile: int


class ChangeView(msgspec.Struct, frozen=True, kw_only=True):
    """A criterion then and now. disposition: None, and no other figure, where it is withheld."""

    criterion: str
    title: str
    theme: str
    disposition: Disposition | None
    then: NodeScore | None = None
    now: NodeScore | None = None
    change: Fraction | None = None
    like_for_like: Fraction | None = None
    evidence_alone: bool = False
    progress: Fraction | None = None
    not_compared: tuple[str, ...] = ()
    by_coverage_alone: bool = False
    within_chance: tuple[str, ...] = ()

    @property
    def withheld(self) -> bool:
        """Whether a measure with a count below five keeps it from being shown."""
        return self.disposition is None


class ComparedView(msgspec.Struct, frozen=True, kw_only=True):
    """A change between two submissions, by the last days of their periods.

    bridge_withheld: there is a bridge, and a count below five keeps it from being shown.
    """

    earlier: date | None
    later: date | None
    criteria: tuple[ChangeView, ...]
    bridge: Bridge | None
    bridge_withheld: bool


class TrendPoint(msgspec.Struct, frozen=True, kw_only=True):
    """The overall node of a submission, by its last day; None where it is withheld."""

    period_end: date | None
    overall: NodeScore | None


class ProgressView(msgspec.Struct, frozen=True, kw_only=True):
    """What changed for one force. full: everything that is known of it; None for the public."""

    force: str
    since_previous: ComparedView | None
    since_first: ComparedView | None
    trend: tuple[TrendPoint, ...]
    full: ForceProgress | None

    @property
    def differs_in_parts(self) -> bool:
        """Whether the scores of the trend are not all made of the same checks and measures."""
        return any(
            point.overall is None
            or (isinstance(point.overall, NodeView) and point.overall.withheld)
            for point in self.trend
        )


class VisitView(msgspec.Struct, frozen=True, kw_only=True):
    """The visit list of a force; there is none for the public."""

    force: str
    points: ForcePoints
    entries: tuple[Entry, ...]
    questions: tuple[Question, ...] = ()


class ActionView(msgspec.Struct, frozen=True, kw_only=True):
    """A criterion to act on. priority: points of the overall score."""

    criterion: str
    title: str
    standing: Standing
    priority: Fraction


class ActionsView(msgspec.Struct, frozen=True, kw_only=True):
    """A force's actions in order. full: with what was promised; None for the public."""

    force: str
    actions: tuple[ActionView, ...]
    full: ForceActions | None


class EarlierView(msgspec.Struct, frozen=True, kw_only=True):
    """An earlier submission on the page. source: file and hash; None for the public."""

    force: str
    period_start: date | None
    period_end: date | None
    edition: str
    source: tuple[str, str] | None


class ReportData(msgspec.Struct, frozen=True, kw_only=True):
    """A report in one view.

    digest: of the result of the run, earlier submissions and all, the same in every view. own: the
    force whose view it is. forces: those shown by name. others: how many other forces there are in
    the run, in the view of a force. spreads: how these lie, by the id of the node; a node is
    missing where that would tell of a single force. funnels: the force's own point alone, in its
    view. visits, moves, unusable problems: as far as the view has them. edited: results that were
    changed after they were written and are taken all the same, by file; for the public by force.
    not_ordered: forces of which no change is told, as their submissions cannot be put in order.
    earlier: submissions before those of `forces`.
    """

    view: View
    digest: str
    tool_version: str
    as_of: date
    framework: Framework
    framework_sha256: str
    at_least: Assurance
    own: str | None
    forces: tuple[ForceView, ...]
    others: int
    spreads: Mapping[str, Spread]
    funnels: tuple[Funnel, ...]
    progress: tuple[ProgressView, ...]
    moves: tuple[CriterionMoves, ...]
    visits: tuple[VisitView, ...]
    actions: tuple[ActionsView, ...]
    problems: tuple[ProblemView, ...]
    edited: tuple[str, ...] = ()
    not_ordered: tuple[str, ...] = ()
    earlier: tuple[EarlierView, ...] = ()

    def force(self, name: str) -> ForceView:
        """Return the force with this name; KeyError if the view has none."""
        for force in self.forces:
            if force.force == name:
                return force
        raise KeyError(name)
