"""What has changed since earlier submissions: dispositions, what fell, the bridge, the trend."""

from collections.abc import Iterator

from slavery_benchmark.core.change.bridge import Bridge
from slavery_benchmark.core.change.disposition import Disposition
from slavery_benchmark.core.view.model import ChangeView, ComparedView, ProgressView
from slavery_benchmark.document.blocks import (
    Block,
    Heading,
    Paragraph,
    Points,
    Section,
    Table,
    paragraphs,
)
from slavery_benchmark.document.numbers import (
    count_text,
    date_text,
    percent_text,
    score_text,
    signed_text,
)
from slavery_benchmark.pages.progress.bridge import (
    BRIDGE_STEPS,
    chance_note,
    pier_label,
    rounding_note,
)
from slavery_benchmark.pages.progress.meanings import (
    BY_COVERAGE,
    MEANINGS,
    PROGRESS_MEANS,
    STANDING,
    TWO_POINTS,
    UNUSABLE_MEANS,
    marked_score,
)
from slavery_benchmark.pages.progress.rows import PREVIOUS, went_down
from slavery_benchmark.pages.progress.words import force_sentences
from slavery_benchmark.pages.report.cells import disposition_cell
from slavery_benchmark.pages.report.change_all import all_forces, left_out_blocks
from slavery_benchmark.pages.report.context import Context, criterion_id
from slavery_benchmark.pages.report.falls import coverage_line, fall_lines
from slavery_benchmark.pages.report.pictures import change_pictures
from slavery_benchmark.pages.report.tables import Cell, Head, table_of
from slavery_benchmark.pages.words.scores import capital


def change_section(context: Context) -> Section | None:
    """Return the section on change; None where no force has an earlier submission here."""
    if not (context.data.not_ordered or any(map(context.progress, range(len(context.forces))))):
        return None
    if context.single:
        blocks = (*change_blocks(context, 0), *left_out_blocks(context))
        return Section(id="change", title="What has changed", blocks=blocks, own_page=True)
    return Section(
        id="change", title="What has changed, force by force", blocks=tuple(all_forces(context)),
        own_page=True,
    )  # fmt: skip


def change_blocks(context: Context, place: int) -> Iterator[Block]:
    """Yield what changed for a force since its previous submission."""
    progress = context.progress(place)
    if progress is None:
        return
    if progress.full is not None:
        yield from paragraphs(list(force_sentences(progress.full, PREVIOUS)))
    else:
        yield from paragraphs(list(_public_sentences(progress)))
    compared = progress.since_previous
    if compared is None:
        return
    yield Paragraph(STANDING, "note")
    yield _criteria(context, place, compared)
    yield from _fell(context, progress)
    yield from _once(context, progress)
    yield from _bridge(context, place, compared)
    yield from _trend(context, place, progress)


def _public_sentences(progress: ProgressView) -> Iterator[str]:
    compared = progress.since_previous
    if compared is None:
        yield "Nothing is said of what changed."
        return
    since = date_text(compared.earlier)
    counts = [
        (kind, sum(item.disposition is kind for item in compared.criteria)) for kind in Disposition
    ]
    said = ", ".join(f"{number} {kind.value}" for kind, number in counts if number)
    yield f"Since the submission to {since}: {said}."
    if once := [item.criterion for item in compared.criteria if item.by_coverage_alone]:
        criteria = count_text(len(once), "criterion", "criteria")
        yield f"The score of {criteria} moved only {BY_COVERAGE}: {', '.join(once)}."
    if hidden := sum(item.withheld for item in compared.criteria):
        criteria = count_text(hidden, "criterion is", "criteria are")
        yield f"{criteria} not shown, as counts of cases below 5 are in them."
    yield TWO_POINTS


def _criteria(context: Context, place: int, compared: ComparedView) -> Table:
    kinds = list(Disposition)

    def order(item: ChangeView) -> tuple[int, float]:
        if item.disposition is None:
            return len(kinds), 0.0
        regressed = item.disposition is Disposition.REGRESSED
        return kinds.index(item.disposition), float(item.change or 0) if regressed else 0.0

    found = {item.disposition for item in compared.criteria}
    means = [f"{capital(kind.value)}: {MEANINGS[kind]}" for kind in kinds if kind in found]
    return table_of(
        id=f"change-{place + 1}",
        caption=(
            f"Criteria of {context.name(place)}, regressions first: {date_text(compared.earlier)} "
            f"and {date_text(compared.later)}"
        ),
        columns=(
            Head("Criterion"),
            Head("What became of it"),
            Head("Then", numeric=True),
            Head("Now", numeric=True),
            Head("Change", numeric=True),
            Head("Progress", numeric=True),
            Head("Note"),
        ),
        rows=tuple(
            (
                Cell(f"{item.criterion} {item.title}", to=criterion_id(item.criterion, place)),
                disposition_cell(item.disposition),
                Cell(marked_score(item.then), number=f"{place} {item.criterion} then"),
                Cell(marked_score(item.now), number=f"{place} {item.criterion} now"),
                Cell(signed_text(item.change), number=f"{place} {item.criterion} change"),
                Cell("" if item.progress is None else percent_text(item.progress)),
                Cell(_note(item)),
            )
            for item in sorted(compared.criteria, key=order)
        ),
        notes=(f"{'; '.join(means)}.", f"{PROGRESS_MEANS} {UNUSABLE_MEANS}."),
        look="roomy",
    )


def _note(item: ChangeView) -> str:
    """Return what must be known of a change: what has a score twice, or evidence alone."""
    notes = []
    if item.by_coverage_alone:
        like = item.like_for_like
        same = "nothing has a score both times"
        if like is not None:
            same = f"what has a score both times moved {signed_text(like)}"
        notes.append(f"only {BY_COVERAGE}; {same}")
    if item.evidence_alone:
        notes.append("a fall in evidence alone")
    return "; ".join(notes)


def _once(context: Context, progress: ProgressView) -> Iterator[Block]:
    """Yield what moved a criterion by coverage alone."""
    if progress.full is None or progress.full.since_previous is None:
        return
    change = progress.full.since_previous.change
    found = [item for item in change.criteria if item.by_coverage_alone]
    if found:
        text = "What moved only by what is there once"
        yield Heading(text=text, level=context.level)
        said = (f"{item.criterion} {item.title}. {coverage_line(change, item)}" for item in found)
        yield Points(tuple(said))


def _fell(context: Context, progress: ProgressView) -> Iterator[Block]:
    """Yield what fell, with the evidence then and now."""
    if progress.full is None or progress.full.since_previous is None:
        return
    change = progress.full.since_previous.change
    down = [item for item in change.criteria if went_down(item)]
    if down:
        yield Heading(text="What fell, then and now", level=context.level)
    for item in down:
        alone = " A fall in evidence alone." if item.evidence_alone else ""
        yield Paragraph(f"{item.criterion} {item.title} ({item.disposition.value}).{alone}")
        yield Points(tuple(fall_lines(change, item)))


def _bridge(context: Context, place: int, compared: ComparedView) -> Iterator[Block]:
    if compared.bridge_withheld:
        yield Paragraph(
            "The bridge between the two overall scores is not shown, as counts of cases below 5 "
            "are in them.",
            "note",
        )
    bridge = compared.bridge
    if bridge is None:
        return
    yield Heading(text="The bridge: what the change is made of", level=context.level)
    yield from (picture for picture in change_pictures(context, place) if "bridge" in picture.id)
    yield _bridge_table(context, place, compared, bridge)


def _bridge_table(context: Context, place: int, compared: ComparedView, bridge: Bridge) -> Table:
    start, end = f"To {date_text(compared.earlier)}", f"To {date_text(compared.later)}"
    piers = [
        (
            Cell(pier_label(pier)),
            Cell(signed_text(pier.difference), number=f"{place} {pier.step.value} pier"),
            Cell(score_text(pier.score)),
        )
        for pier in bridge.piers
    ]
    notes = [note for note in (BRIDGE_STEPS, chance_note(bridge), rounding_note(bridge)) if note]
    return table_of(
        id=f"bridge-{place + 1}",
        caption=f"The bridge of {context.name(place)}",
        columns=(Head("Part"), Head("Points", numeric=True), Head("Score", numeric=True)),
        rows=(
            (Cell(start), Cell(""), Cell(score_text(bridge.then))),
            *piers,
            (Cell(end), Cell(""), Cell(score_text(bridge.now))),
        ),
        notes=tuple(notes),
    )


def _trend(context: Context, place: int, progress: ProgressView) -> Iterator[Block]:
    found = [p for p in change_pictures(context, place) if "trend" in p.id]
    if not found:
        return
    yield Heading(text="The overall score at each submission", level=context.level)
    last, own = progress.trend[-1].overall, context.forces[place].overall.tally.score
    shared = last.tally.score if last else None
    said = "Over what all its submissions can answer of the latest edition"
    if shared is not None and own is not None and score_text(shared) != score_text(own):
        said += f": the latest has {score_text(shared)} so, and {score_text(own)} over all of it"
    yield Paragraph(f"{said}.")
    yield found[0]
    rows = []
    for point in progress.trend:
        node = point.overall
        score = score_text(node.tally.score if node else None)
        low, high = (node.tally.low, node.tally.high) if node else (None, None)
        span = "" if low == high else f"{score_text(low)} to {score_text(high)}"
        rows.append((Cell(f"To {date_text(point.period_end)}"), Cell(score), Cell(span)))
    yield table_of(
        id=f"trend-{place + 1}",
        caption=f"Overall score of {context.name(place)} at each submission",
        columns=(Head("Submission"), Head("Score", numeric=True), Head("Could be")),
        rows=tuple(rows),
    )
