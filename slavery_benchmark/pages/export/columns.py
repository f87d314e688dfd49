"""What the tables of an export are made from, and the columns that several of them have."""

from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from slavery_benchmark.core.framework.framework import Framework
from slavery_benchmark.core.framework.subject import Subject
from slavery_benchmark.core.scoring.only_just import only_just
from slavery_benchmark.core.scoring.report import Report
from slavery_benchmark.core.scoring.scores import ForceScore
from slavery_benchmark.core.view.model import ReportData, View
from slavery_benchmark.document.blocks import Table
from slavery_benchmark.document.columns import Column, Kind
from slavery_benchmark.document.positions import (
    CONTRADICTED,
    ONLY_JUST,
    POSITION_SIGNS,
    POSITION_WORDS,
    POSITIONS,
    contradicted,
)
from slavery_benchmark.document.positions import DIFFERS as DIFFERS_SIGN
from slavery_benchmark.pages.heads import labels_of, submission_values
from slavery_benchmark.pages.score.build import node_fields
from slavery_benchmark.pages.words import verified
from slavery_benchmark.pages.words.contradicted import contradictions
from slavery_benchmark.pages.words.measures import DIFFERS, OF_ITS_CRITERION
from slavery_benchmark.pages.words.scores import (
    ONLY_JUST_MEANS,
    band_text,
    capital,
    plain_name,
)

_SIGNS = ", ".join(f"{POSITION_SIGNS[item].sign} {POSITION_WORDS[item]}" for item in POSITIONS)
POSITION_KEY = f"{_SIGNS}, no mark: not given"
KEY = f"Marks behind a score, against the range of the baseline: {POSITION_KEY}."
JUST_KEY = f"{capital(ONLY_JUST)}: {ONLY_JUST_MEANS}."
LOOK_KEY = "A score in bold is at target; an underlined one is no better than the baseline."
"""How a score looks where its position stands in words in the same row."""
CONTRADICTED_KEY = (
    f"{DIFFERS_SIGN} with a score or position: a level judged under it is {CONTRADICTED}, so that "
    "it is no sign of how things are."
)
DIFFERS_KEY = f"{DIFFERS_SIGN} {DIFFERS} {OF_ITS_CRITERION}"
NOT_GIVEN = "not given"
JUST_SO = f", {ONLY_JUST}"
"""Behind a position that one case or one answer would change."""
FORCE = Column("force", "Force", width=24)
SCORE = Column(
    "score",
    "Score",
    Kind.SCORE,
    marks={
        f"{position}{end}": mark
        for position, mark in POSITION_SIGNS.items()
        for end in ("", JUST_SO)
    },
    marked_by="position",
    sign_by="contradicted",
)
REFERENCE = Column("baseline", "Reference line", Kind.SCORE, width=10)
DIFFERENCE = Column("difference", "Difference", Kind.DIFFERENCE, width=11)
POSITION = Column(
    "position",
    "Against the baseline",
    blank=NOT_GIVEN,
    sign_by="contradicted",
    whole_words=True,
    width=20,
)
BAND = Column("band", "Band", blank=NOT_GIVEN, width=14)
FIGURES = (
    SCORE,
    Column("claimed", "Claimed score", Kind.SCORE),
    Column("low", "Could be, low", Kind.SCORE),
    Column("high", "Could be, high", Kind.SCORE),
    Column("coverage", "Answered", Kind.SHARE, width=10),
    REFERENCE,
    DIFFERENCE,
    POSITION,
    BAND,
    msgspec.structs.replace(verified.SUPPORTED, head="Own score", drop=0),
    msgspec.structs.replace(verified.VERIFIED, head="Verified score", drop=0),
    Column("reviewed", "Reviewed", Kind.SHARE, optional=True, width=10),
)
WITHHELD = Column("withheld", "Not shown, as counts are below 5", Kind.PRECISE_SHARE, width=11)
RANGE = (
    Column("baseline_low", "Baseline range, low", Kind.SCORE, width=10, printed=False),
    Column("baseline_high", "Baseline range, high", Kind.SCORE, width=10, printed=False),
)
WEIGHTS = (
    Column("weight", "Weight", Kind.NUMBER, printed=False),
    Column("effective_weight", "Share of the whole", Kind.PRECISE_SHARE, width=10, printed=False),
)
MEASURED = (
    Column("differing", "Measures that contradict judged levels", Kind.COUNT, printed=False),
    Column("too_few", "Too few cases", Kind.PRECISE_SHARE, width=11, printed=False),
)
SUBMISSION = (
    Column("code", "Code", width=26, printed=False),
    Column("fictional", "Fictional", Kind.FLAG, width=10, printed=False),
    Column("period_start", "Period start", Kind.DATE, printed=False),
    Column("period_end", "Period end", Kind.DATE, printed=False),
    Column("file", "File", width=28, printed=False),
)


class Shown(msgspec.Struct, frozen=True, kw_only=True):
    """A report, and the view that is shown of it; `data` is None for the inspector's."""

    report: Report
    data: ReportData | None
    labels: tuple[str, ...]
    public: bool
    measured: bool

    @property
    def words(self) -> Subject:
        """What the framework calls its baseline."""
        return self.report.framework.words

    @property
    def names(self) -> tuple[str, ...]:
        """What each force is called where columns say which submission it is."""
        return tuple(plain_name(force.submission) for force in self.report.forces)

    @property
    def submission(self) -> tuple[Column, ...]:
        """The columns that say which submission a row is from; the public sees no file."""
        return SUBMISSION[:-1] if self.public else SUBMISSION


def shown_of(report: Report, data: ReportData | None) -> Shown:
    """Return what is shown of a report; its edition may measure nothing."""
    return Shown(
        report=report,
        data=data,
        labels=tuple(labels_of(report)),
        public=data is not None and data.view is View.PUBLIC,
        measured=any(True for _ in report.framework.measures()),
    )


def sheet_of(
    sheet: str, said: str, columns: Iterable[Column], records: Iterable[Any], **more: Any
) -> Table:
    """Return a table with a sheet for itself, which is no data: score writes these."""
    return Table(
        id=sheet,
        title=f"{sheet}: {said}",
        columns=tuple(columns),
        records=tuple(records),
        sheet=sheet,
        data=False,
        **more,
    )


def place_of(number: int) -> str:
    """Return the place of a force on a page that tells of each, the first being 1."""
    return f"force-{number}"


def criterion_place(criterion: str) -> str:
    """Return the place of what was found on a criterion, on a page that has it."""
    return f"criterion-{criterion}"


def part_records(force: ForceScore, framework: Framework) -> Iterator[dict[str, Any]]:
    """Yield a record of the whole, of each theme and of each criterion, with every figure.

    A criterion with a level that own cases contradict has the sign of that.
    """
    differ = contradictions(force)
    just = only_just(force, framework)
    parts = (("overall", (force.overall,)), ("theme", force.themes), ("criterion", force.criteria))
    for part, nodes in parts:
        for node in nodes:
            differing = differ.get(node.id)
            withheld = getattr(node, "withheld", None)
            more = {"part": part, "withheld": withheld, "differing": differing, "node": node}
            more["band"] = band_text(node)
            if part == "criterion" and differing:
                more["contradicted"] = contradicted(node.position)
            if node.id in just:
                more["position"] = f"{node.position}{JUST_SO}"
            yield {**node_fields(node), **more, **submission_values(force.submission, "")}
