"""How sure it is: bounds, what was answered, claimed against supported, assurance, own cases."""

from collections.abc import Iterator

from slavery_benchmark.core.scoring.scores import Assurance
from slavery_benchmark.core.scoring.submission import State
from slavery_benchmark.core.view.model import ForceView
from slavery_benchmark.document.blocks import Block, Paragraph, Points, Section
from slavery_benchmark.document.numbers import count_text, percent_text
from slavery_benchmark.pages.report.cells import (
    claimed_cell,
    coverage_cell,
    number_of,
    range_cell,
    score_cell,
)
from slavery_benchmark.pages.report.context import Context, force_id
from slavery_benchmark.pages.report.tables import Cell, Head, table_of
from slavery_benchmark.pages.words.measures import JUDGEMENT_ALONE, SELECTION_WORDS
from slavery_benchmark.pages.words.own_cases import own_cases_line
from slavery_benchmark.pages.words.scores import SUPPORT
from slavery_benchmark.pages.words.views import not_shown_sentence

_RUNGS = {
    Assurance.ASSERTED: "Asserted",
    Assurance.DOCUMENTED: "Documented",
    Assurance.OWN_CASES: "Own cases agree",
}
LADDER = (
    "Assurance of an answer, lowest first. Asserted: the force says so. Documented: a dated "
    "reference stands beside a level that needs one. Own cases agree: documented, and no measured "
    "level of the criterion is below the judged one."
)


def certainty_section(context: Context) -> Section:
    """Return the section on how sure the scores are."""
    return Section(id="certainty", title="How sure it is", blocks=tuple(_blocks(context)))


def _blocks(context: Context) -> Iterator[Block]:
    yield Paragraph(
        "An answer that is missing is unknown and never 0: “could be” is the score with all that "
        f"is unknown at 0, and at 100. {SUPPORT}"
    )
    yield table_of(
        id="certainty-table",
        caption="Overall scores, and how far they can be leaned on",
        columns=(
            Head("Force"),
            Head("Supported", numeric=True),
            Head("Claimed", numeric=True),
            Head("Could be"),
            Head("Answered", numeric=True),
            Head("Not applicable", numeric=True),
            *(Head(word, numeric=True) for word in _RUNGS.values()),
        ),
        rows=tuple(_row(context, place) for place in range(len(context.forces))),
        notes=(LADDER, _counted(context)),
    )
    lines = tuple(_cases(context, place) for place in range(len(context.forces)))
    if context.framework.cases is not None:
        yield Paragraph("What the scores rest on beside judgement:")
        yield Points(lines)


def _row(context: Context, place: int) -> tuple[Cell, ...]:
    force = context.forces[place]
    overall = force.overall
    to = "" if context.single else force_id(place)
    return (
        Cell(context.name(place), to=to),
        score_cell(place, overall),
        claimed_cell(place, overall),
        range_cell(place, overall),
        coverage_cell(place, overall),
        Cell(percent_text(overall.tally.excused), number=number_of(place, overall, "excused")),
        *(
            Cell(str(_reached(force, rung)), number=number_of(place, overall, f"rung {rung.value}"))
            for rung in _RUNGS
        ),
    )


def _reached(force: ForceView, rung: Assurance) -> int:
    return sum(check.assurance is rung for check in force.checks)


def _counted(context: Context) -> str:
    checks = len(context.forces[0].checks) if context.forces else 0
    return (
        f"The last {len(_RUNGS)} columns count answers, of {count_text(checks, 'check')}; what is "
        "left is unanswered or not applicable."
    )


def _cases(context: Context, place: int) -> str:
    """Return what a force's own cases say, and what of its score is not shown."""
    force = context.forces[place]
    if force.overall.tally.score is None:
        said = "there is no score"
    elif force.score is not None:
        said = own_cases_line(force.score)
    elif force.judgement_alone:
        said = f"the score rests on {JUDGEMENT_ALONE}"
    else:
        shown = sum(item.figures is not None for item in force.measures)
        of = count_text(len(force.measures), "measure")
        said = f"{shown} of {of} shown"
        if force.cases is not None:
            said += f"; {SELECTION_WORDS[force.cases.selection]}"
    answered = sum(check.state is State.ANSWERED for check in force.checks)
    checks = f"{answered} of {count_text(len(force.checks), 'check')} answered"
    hidden = not_shown_sentence(force.overall)
    return f"{context.name(place)}: {checks}; {said}.{f' {hidden}' if hidden else ''}"
