"""The sentences on agreement, the same in every format."""

from collections.abc import Iterator

from slavery_benchmark.core.agreement.apart import Agreement, OfReturn, Part, Side
from slavery_benchmark.core.agreement.cases_read import CasesRead
from slavery_benchmark.core.agreement.figures import Differences, Figure, Name
from slavery_benchmark.document.columns import exactly
from slavery_benchmark.document.numbers import UNKNOWN, count_text, percent_text, rounded

STANDING = "Inspectors' working paper: not for publication, and not for the force."
_HELD = (
    "A force is held against the level that inspectors agreed; where nothing was agreed, against "
    "each inspector's own. The force's level is the one that it gave, with or without evidence."
)
_READ = (
    "Figures: agreement is the share of pairs of one level. Of the others 1 is full agreement and "
    "0 what chance would make. Kappa falls where nearly all levels are alike, although nearly all "
    "agree; AC1 and AC2 do not. Unknown is a figure that is not defined. Formulas and sources: "
    "docs/method.md, “Agreement”."
)
_INTERVALS = (
    "Intervals, 95%: Wilson's for agreement on one return; else by leaving out a check at a time, "
    "or from five forces on a force at a time. None with fewer than five."
)
ABOUT = (_HELD, _READ, _INTERVALS)
STRATA = "Cases were drawn from strata and are no simple random sample."
_NAMED = 3


def lead(found: Agreement) -> Iterator[str]:
    """Yield what a chief inspector must know, first of all how often the level is the same."""
    yield from _with_force(found)
    if found.between is not None:
        yield _between(found.between)
    yield from cells_sentences(found)


def _with_force(found: Agreement) -> Iterator[str]:
    side = found.with_force
    total = side.differences
    if not total.pairs:
        yield "No check has both a level of the force and one of an inspector."
        return
    several = len(found.returns) > 1
    whom = f"{len(found.returns)} forces" if several else "the force"
    what = "levels" if several or total.pairs != side.units else "checks"
    yield (
        f"Inspectors agree with {whom} on {total.same:,} of {total.pairs:,} {what}"
        f"{directions(total)}.{_on_average(total)}"
    )
    figure = kappa_of(side.figures)
    if figure is not None:
        yield figure_sentence(figure)
    furthest = [item for item in side.checks if item.differences.mean_apart][:_NAMED]
    if not furthest:
        return
    checks = ", ".join(f"{item.id} ({apart_text(item, mean=several)})" for item in furthest)
    if not several:
        yield f"Read most differently: {checks}."
        return
    forces = [item for item in side.forces if item.differences.mean_apart][:_NAMED]
    named = ", ".join(f"{item.title} ({apart_text(item, mean=True)})" for item in forces)
    yield f"Read most differently, by mean distance in levels: {named}; {checks}."


def directions(found: Differences) -> str:
    """Return how many second levels are lower and higher: ; 12 are lower, 4 higher."""
    parts: list[str] = []
    for count, word, sign in ((found.lower, "lower", -1), (found.higher, "higher", 1)):
        far = sum(n for apart, n in found.by if apart * sign >= 2)
        verb = ("is " if count == 1 else "are ") if not parts else ""
        some = f" ({far:,} by two levels or more)" if far else ""
        if count:
            parts.append(f"{count:,} {verb}{word}{some}")
    return f"; {', '.join(parts)}" if parts else ""


def _on_average(found: Differences) -> str:
    mean = found.mean
    if not mean:
        return ""
    size = rounded(exactly(abs(mean)), 2)
    return f" On average they are {size} of a level {'lower' if mean < 0 else 'higher'}."


def apart_text(part: Part, *, mean: bool) -> str:
    """Return how far apart the levels of a part are: 2 lower; of several a mean: 0.75."""
    found = part.differences
    if len(found.by) == 1 and not mean:
        apart = found.by[0][0]
        return f"{abs(apart)} {'lower' if apart < 0 else 'higher'}"
    size = f"{rounded(exactly(found.mean_apart or 0), 2)}"
    return size if mean else f"{size} on average"


def _between(side: Side) -> str:
    total = side.differences
    if not total.pairs:
        return "No check has levels of two inspectors."
    verb = "is" if total.far == 1 else "are"
    far = f"; {total.far:,} {verb} two levels or more apart" if total.far else ""
    figure = kappa_of(side.figures)
    beyond = "" if figure is None else f" Their kappa is {number_text(figure)}."
    return (
        f"Inspectors agree among themselves on {total.same:,} of "
        f"{count_text(total.pairs, 'pair')} of levels{far}.{beyond}"
    )


def kappa_of(figures: tuple[Figure, ...]) -> Figure | None:
    """Return kappa by squared steps; None where it is not defined."""
    kappas = (Name.COHEN, Name.FLEISS)
    found = (item for item in figures if item.name in kappas and item.how == "quadratic")
    figure = next(found, None)
    return None if figure is None or figure.value is None else figure


def figure_sentence(figure: Figure) -> str:
    """Return kappa in words."""
    return (
        f"Kappa, in which a larger difference counts more, is {number_text(figure)}: 1 is full "
        "agreement, 0 what chance would make."
    )


def number_text(figure: Figure) -> str:
    """Return a figure with its interval: 0.71 (95%: 0.58 to 0.83)."""
    if figure.value is None:
        return UNKNOWN
    ends = interval_text(figure)
    return f"{rounded(exactly(figure.value), 2)}{f' (95%: {ends})' if ends else ''}"


def interval_text(figure: Figure) -> str:
    """Return the interval of a figure; empty where it has none."""
    if figure.low is None or figure.high is None:
        return ""
    return f"{rounded(exactly(figure.low), 2)} to {rounded(exactly(figure.high), 2)}"


def cells_sentences(found: Agreement) -> Iterator[str]:
    """Yield what reading cases showed; of several returns the sum, and who has most wrong."""
    read = [(item, item.cases) for item in found.returns if item.cases is not None]
    if len(read) == 1:
        ((_, cases),) = read
        yield wrong_sentence(cases)
    elif read:
        cells = sum(cases.cells for _, cases in read)
        wrong = sum(cases.cells_wrong for _, cases in read)
        item, most = max(read, key=lambda pair: pair[1].wrong.share)
        yield (
            f"Of {cells:,} cells looked up in cases of {count_text(len(read), 'force')} {wrong:,} "
            f"say other than the file; most in {item.force} ({percent_text(most.wrong.share)})."
        )


def wrong_sentence(cases: CasesRead) -> str:
    """Return how many cells of the cases read say other than the file."""
    low, high = (percent_text(exactly(end)) for end in (cases.wrong.low, cases.wrong.high))
    verb = "says" if cases.cells_wrong == 1 else "say"
    return (
        f"Of {count_text(cases.cells, 'cell')} looked up in {count_text(cases.read, 'case')} "
        f"{cases.cells_wrong:,} {verb} other than the file: {percent_text(cases.wrong.share)} "
        f"(95%: {low} to {high})."
    )


def return_text(item: OfReturn) -> str:
    """Return who reviewed a return, and how far that has come."""
    who = f"reviewers {', '.join(item.reviewers)}" if item.reviewers else "no reviewer named"
    if item.signed_off:
        return f"{who}; agreed and signed off"
    return f"{who}; {'agreed' if item.agreed else 'not agreed yet'}"
