"""The sentences of a visit list, the same in every format."""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from slavery_benchmark.core.framework.framework import Framework
from slavery_benchmark.core.scoring.scores import ForceScore
from slavery_benchmark.core.visit.all_forces import ForceVisit, Place, VisitLists
from slavery_benchmark.core.visit.entry import Entry, Why
from slavery_benchmark.core.visit.priority import Label, Parts
from slavery_benchmark.core.visit.questions import Topic
from slavery_benchmark.document.numbers import count_text, period_text, score_text
from slavery_benchmark.pages.visit.asking import ask_for
from slavery_benchmark.pages.words.cases import where_text
from slavery_benchmark.pages.words.measures import cases_text
from slavery_benchmark.pages.words.scores import capital, on_whose_word, submission_title
from slavery_benchmark.pages.words.verified import from_reviews

IN_SHORT = "A list of questions, not a judgement."
ORDER = (
    "Points to settle: share of the overall score x (target - worst plausible score). “Falls "
    "short” is known; “not told” counts as 0 until it is told."
)
LIMIT = 10
"""How many rows of what comes first are shown unless asked otherwise."""
NOTHING = "nothing to settle"
_ASKED, _NAMED = 2, 3
"""How many things to ask for, and regressed criteria, a lead names: it has five lines at most."""
LEFT_OUT = "Invented forces are left out."
LABEL_HEADS = {
    Label.WEAKNESS: "Weak",
    Label.REGRESSED: "Regressed",
    Label.CONTRADICTED: "Contradicted",
    Label.UNSUPPORTED: "No support",
    Label.NOT_TOLD: "Not told",
}
"""Heads of columns, of points and of counts."""


def standing_words(forces: Sequence[ForceScore]) -> str:
    """Return what a visit list is, and where all that it says of a force comes from."""
    return (
        "Where to look first on a visit, and why: a list of questions, not a judgement. All that "
        f"it says of a force comes from the force's own workbook{from_reviews(forces)}."
    )


def lead(lists: VisitLists) -> Iterator[str]:
    """Yield the answer: whom to visit first and for what, whom to ask first for what."""
    if len(lists.forces) == 1:
        yield from _lead_of_one(lists.forces[0])
        return
    visit, ask = lists.visit_first(), lists.ask_first()
    if visit is not None:
        item = lists.forces[visit]
        yield (
            f"Visit first: {submission_title(item.force.submission)}, "
            f"{_points(item.points.known)} known to fall short, most of all "
            f"{place_title(_most_known(item))}{_fallen(item)}."
        )
    if ask is not None:
        item = lists.forces[ask]
        yield (
            f"Ask first: {submission_title(item.force.submission)}, "
            f"{_points(item.points.not_told)} not told; ask for {ask_for(item, _ASKED)}."
        )
    if visit is None and ask is None:
        yield f"{count_text(len(lists.counted), 'force')}, with nothing to settle."
    if len(lists.counted) < len(lists.forces):
        yield LEFT_OUT


def _lead_of_one(visit: ForceVisit) -> Iterator[str]:
    score = visit.force.overall.tally.score
    overall = f"Overall {score_text(score)} of 100{on_whose_word(visit.force)}"
    if score is None:
        overall = "No overall score, as nothing was answered"
    yield f"{overall}; {points_line(visit)}."
    if visit.points.known:
        entry = _most_known(visit)
        fallen = _fallen(visit, named=True)
        yield f"Visit first for {place_title(entry)}, {points_text(entry)}{fallen}."
    if asked := ask_for(visit):
        yield f"Ask first for {asked}."


def _fallen(visit: ForceVisit, *, named: bool = False) -> str:
    """Return how many criteria have regressed, after what else is said; empty for none."""
    fallen = [
        entry.criterion
        for entry in visit.entries
        if any(ground.why is Why.REGRESSED for ground in entry.grounds)
    ]
    have = "criterion has" if len(fallen) == 1 else "criteria have"
    which = f" ({', '.join(fallen[:_NAMED])}{'…' if fallen[_NAMED:] else ''})" if named else ""
    return f"; {len(fallen)} {have} regressed{which}" if fallen else ""


def _most_known(visit: ForceVisit) -> Entry:
    """Return the entry of which most is known to fall short."""

    def known(entry: Entry) -> Fraction:
        return entry.points.total - entry.points.parts.get(Label.NOT_TOLD, Fraction(0))

    return max(visit.entries, key=known)


def points_line(visit: ForceVisit) -> str:
    """Return how many points of a force there are to settle, and what makes them."""
    if not visit.points.total:
        return NOTHING
    return f"{_points(visit.points.total)} to settle: {parts_text(visit.points.parts)}"


def parts_text(parts: Parts) -> str:
    """Return points under their labels: known weakness 4.0, not told 1.5."""
    return ", ".join(f"{label} {score_text(parts[label])}" for label in Label if label in parts)


def force_lines(visit: ForceVisit, framework: Framework) -> Iterator[str]:
    """Yield what is said of a force as a whole: its points, its case files, what is set aside."""
    yield f"{capital(points_line(visit))}."
    yield from what_it_rests_on(visit, framework)
    if asked := ask_for(visit):
        yield f"Ask first for {asked}."


def what_it_rests_on(visit: ForceVisit, framework: Framework) -> Iterator[str]:
    """Yield what there is of cases and of earlier submissions, and what answers are set aside."""
    if framework.cases is not None:
        yield f"Cases: {cases_text(visit.force.submission.cases)}."
    if visit.earlier is not None:
        before, fallen = visit.earlier.submission, len(visit.earlier.falls)
        period = period_text(before.period_start, before.period_end)
        have = "criterion has" if fallen == 1 else "criteria have"
        said = f"Set against {period}, {before.source.file}: {fallen} {have} regressed"
        same = next((item for item in visit.questions if item.topic is Topic.CARRIED), None)
        yield (
            f"{said}, {same.count:,} of {same.of:,} answers word for word." if same else f"{said}."
        )
    if aside := sum(check.set_aside for check in visit.force.checks):
        yield (
            f"{count_text(aside, 'answer')} of less assurance than asked for: set aside, and "
            f"counted as if unanswered."
        )


def place_title(entry: Entry) -> str:
    """Return what an entry is about: id and title of its criterion."""
    return f"{entry.criterion} {entry.title}"


def first_cells(cells: Sequence[str], sheet: str) -> str:
    """Return the first two cells of an entry, without the sheet that most of a list is on."""
    return where_text(cells[:2]).removeprefix(f"{sheet}!")


def points_text(entry: Entry) -> str:
    """Return the points of an entry as 3.2 points."""
    return _points(entry.points.total)


def _points(points: Fraction) -> str:
    return f"{score_text(points)} points"


def worth_text(entry: Entry) -> str:
    """Return what an entry is worth, and what makes it."""
    parts = entry.points.parts
    more = f", {parts_text(parts)}" if len(parts) > 1 else f", {entry.label}"
    return f"Worth up to {points_text(entry)}{more}."


def names_at(item: Place, label: Label, lists: VisitLists) -> str:
    """Return the names of the forces that have an entry of a label at a place; empty for none."""
    places = item.forces.get(label, ())
    return ", ".join(lists.forces[place].force.submission.force or "not named" for place in places)


def place_name(item: Place) -> str:
    """Return id and title of a criterion."""
    return f"{item.criterion} {item.title}"
