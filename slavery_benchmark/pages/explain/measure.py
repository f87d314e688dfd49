"""The step of an explanation that is about a measure: from the cells to the level."""

from collections import Counter
from collections.abc import Iterator, Mapping
from fractions import Fraction

from slavery_benchmark.core.cases.measuring import Measured, MeasureState, outcomes_of
from slavery_benchmark.core.cases.outcomes import Outcome
from slavery_benchmark.core.cases.table import CaseTable
from slavery_benchmark.core.framework.case_sheet import CaseSheet
from slavery_benchmark.core.framework.declared import exact
from slavery_benchmark.core.framework.framework import Criterion, Framework
from slavery_benchmark.core.framework.measures import Measure
from slavery_benchmark.core.framework.subject import Subject
from slavery_benchmark.core.scoring.scores import ForceScore, MeasureScore
from slavery_benchmark.core.visit.adverse_cases import CaseReader
from slavery_benchmark.document.blocks import Block, Paragraph, Points, Table, paragraphs
from slavery_benchmark.document.columns import Column, Kind
from slavery_benchmark.document.numbers import plain_number, share_text
from slavery_benchmark.pages.explain.figures import figure_sentences
from slavery_benchmark.pages.explain.months import month_blocks
from slavery_benchmark.pages.words.cases import case_text, where_text
from slavery_benchmark.pages.words.measure_rules import (
    KIND_WORDS,
    bands_text,
    counted_text,
    rules_text,
)
from slavery_benchmark.pages.words.measures import cases_text, known_text, level_text, state_text
from slavery_benchmark.pages.words.scores import capital

_WORST = 5
"""So many cases to read are named."""


def measure_blocks(
    force: ForceScore, item: MeasureScore, criterion: Criterion, framework: Framework
) -> Iterator[Block]:
    """Yield the step of a measure. What each case says needs the table of cases in the submission.

    Of a case no more is shown than its number, its row and what the measure makes of it.
    """
    sheet = framework.cases
    measure = next(found for found in criterion.measures if found.id == item.node.id)
    if sheet is None:
        raise AssertionError("the loader refuses measures without a sheet of case files")
    files = force.submission.cases
    table = files.table if files is not None else None
    yield Paragraph(f"A {KIND_WORDS[measure.kind]}. {' '.join(counted_text(measure, sheet))}")
    if item.measured.state is not MeasureState.NOT_SUPPLIED:
        yield Paragraph(f"Case files: {cases_text(files)}.")
        if table is not None and len(table):
            yield Paragraph(_cells_text(measure, table, sheet))
        yield _counts(item.measured)
    outcomes: Mapping[Outcome, int] = Counter()
    if table is not None:
        outcomes = outcomes_of(measure, table, force.submission.period_end)
    yield from paragraphs(figure_sentences(measure, item.measured, outcomes))
    yield from month_blocks(measure, force.submission, sheet)
    yield from paragraphs(_levels(measure, item, framework, sheet))
    yield from paragraphs(_differing(force, item, framework, sheet))
    yield from paragraphs(_standing(measure, item, criterion, framework.words), "note", detail=True)
    if table is not None:
        reader = CaseReader(framework, table, force.submission.period_end)
        worst = reader.worst(measure, _WORST)
        if worst:
            yield Paragraph(
                "Cases to read first:"
                if measure.is_scored or measure.lists
                else "Cases not known to it:"
            )
            yield Points(
                tuple(f"{case_text(case, measure)}; {where_text(case.cells)}" for case in worst)
            )


def discrepancy_sentence(judged: int, measured: Measured, sheet: CaseSheet) -> str:
    """Return whether a level given differs from a measured one, with the arithmetic.

    ValueError if the measure has no level.
    """
    if measured.level is None or measured.level_high is None:
        raise ValueError("no measured level to compare with")
    gap, needed, best = judged - measured.level, sheet.discrepancy.levels, measured.level_high
    if gap < needed:
        return f"Judged {judged} - {measured.level} = {gap}, less than {needed}: does not differ."
    above = f"Judged {judged} - {measured.level} = {gap}, at least {needed}, and {judged} is"
    if judged > best:
        return f"{above} above {best}, the best level left open: it differs from own cases."
    return f"{above} not above {best}, the best level left open: does not differ."


def _cells_text(measure: Measure, table: CaseTable, sheet: CaseSheet) -> str:
    first, last = table.rows[0], table.rows[-1]
    cells = []
    for column in measure.columns():
        letter = table.letters.get(column)
        place = f"{letter}{first}:{letter}{last}" if letter else "no column"
        cells.append(f"“{sheet.column(column).heading}” {place}")
    return f"Cells of {table.sheet}: {', '.join(cells)}."


def _counts(measured: Measured) -> Table:
    rows = [
        ("counted", measured.cases),
        ("not known", measured.unknown),
        ("left out for a problem", measured.left_out),
        ("not yet due", measured.not_due),
        ("not what the measure is about", measured.outside),
    ]
    rows.append(("on the sheet", sum(count for _, count in rows)))
    return Table(
        id="cases",
        columns=(Column("what", "Cases", width=30), Column("number", "Number", Kind.COUNT)),
        records=tuple({"what": word, "number": count} for word, count in rows),
        sheet="Cases",
    )


def _levels(
    measure: Measure, item: MeasureScore, framework: Framework, sheet: CaseSheet
) -> Iterator[str]:
    measured = item.measured
    if measure.is_scored:
        yield bands_text(measure, framework)
        said = rules_text(measure, sheet)
        if measured.cases:
            said += f" Here: {known_text(measure, measured)}."
        yield said
    if measured.level is None:
        yield f"{capital(state_text(measure, measured, framework))}."
        return
    points = framework.points(measured.level)
    ends = "The ends of the interval and of what is not known give "
    ends += "it too" if measured.level_low == measured.level_high else "the levels in brackets"
    yield f"Level {level_text(measured, framework)}, worth {plain_number(points)} of 100. {ends}."


def _differing(
    force: ForceScore, item: MeasureScore, framework: Framework, sheet: CaseSheet
) -> Iterator[str]:
    for check_id in item.differs_from:
        judged = force.check(check_id).response.level or 0
        yield (
            f"{check_id} is judged {framework.level_label(judged)}. "
            f"{discrepancy_sentence(judged, item.measured, sheet)}"
        )


def _standing(
    measure: Measure, item: MeasureScore, criterion: Criterion, words: Subject
) -> Iterator[str]:
    """Yield weight, what was found, where the bands come from, and the note."""
    if measure.weight is not None:
        total = sum((weight for _, weight in criterion.weights()), Fraction(0))
        yield (
            f"Weight: {plain_number(exact(measure.weight))} of {plain_number(total)} in "
            f"{criterion.id}, {share_text(item.node.effective_weight)} of the overall score. "
            f"{measure.weight_because}"
        )
    if measure.found_figure:
        yield f"{words.head}: {measure.found_figure}."
    yield f"{measure.bands_because} {measure.note}"
