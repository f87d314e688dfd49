"""The sheets of changes: every criterion, every check then and now, and levels against levels."""

from collections.abc import Iterator
from fractions import Fraction

from slavery_benchmark.core.reinspection.change import Change, CriterionChange
from slavery_benchmark.core.reinspection.progress import Compared, ProgressReport
from slavery_benchmark.core.scores import CheckScore, MeasureScore
from slavery_benchmark.formats.terminal.symbols import UNICODE
from slavery_benchmark.formats.workbook.cells import DIFFERENCE, SCORE, SHARE, Formatted
from slavery_benchmark.formats.workbook.sheets import Column, ResultBook, Row
from slavery_benchmark.render.measure_words import figure_text, measures_by_id
from slavery_benchmark.render.progress.falls import end_text
from slavery_benchmark.render.progress.figures import (
    BY_COVERAGE,
    UNUSABLE,
    UNUSABLE_MEANS,
    marked_score,
    progress_text,
)
from slavery_benchmark.render.progress.rows import (
    FIRST,
    PREVIOUS,
    PartChange,
    falls,
    fell_while_held,
    is_usable,
    ordered,
    part_changes,
    trend_of,
    went_down,
)
from slavery_benchmark.render.progress.sparkline import sparkline, sparkline_legend
from slavery_benchmark.render.progress.words import POSITION, PROGRESS_MEANS
from slavery_benchmark.render.words import POSITION_WORDS, submission_title

NOTHING = "none"
_PERCENT = "0%"
"""A format of several parts would lose the minus of a part that is not about negative numbers."""


def spans(report: ProgressReport) -> Iterator[tuple[str, int, str, Compared]]:
    """Yield each comparison: the force's name, its place in the report, the span, and what it is.

    With two submissions the first is the previous one and comes once.
    """
    for place, force in enumerate(report.forces):
        name = submission_title(force.latest.score.submission)
        several = len(force.history.cycles) > 2
        if force.since_previous is not None:
            yield name, place, PREVIOUS, force.since_previous
        if several and force.since_first is not None:
            yield name, place, FIRST, force.since_first


def add_changes(book: ResultBook, report: ProgressReport) -> None:
    """Add Changes: one row for each force, span and criterion, regressions first."""
    columns = [
        Column("Force", 20),
        Column("Since", 9),
        Column("Criterion", 10),
        Column("Title", 26),
        Column("Disposition", 13),
        Column("Score then", 8, SCORE),
        Column("Score now", 8, SCORE),
        Column("Change", 9, DIFFERENCE),
        Column("Progress to target", 9, _PERCENT),
        Column("Trend", 8),
        Column("What fell", 26),
        Column("Position against 2017", 12),
        Column("By coverage alone", 10, printed=False),
        Column("Like for like", 9, DIFFERENCE, printed=False),
        Column("Fall in evidence alone", 10, printed=False),
        Column("Lower while held", 10, printed=False),
        Column("Usable then", 9, printed=False),
        Column("Usable now", 9, printed=False),
        Column("Answered then", 10, SHARE, printed=False),
        Column("Answered now", 10, SHARE, printed=False),
        Column("Not compared", 22, printed=False),
        Column("Theme", 8, printed=False),
        Column("Submission then, to", 14, printed=False),
        Column("Submission now, to", 14, printed=False),
        Column("Edition then", 10, printed=False),
        Column("Edition now", 10, printed=False),
    ]

    def rows() -> Iterator[Row]:
        for name, place, since, compared in spans(report):
            for item in ordered(compared.change):
                line = sparkline(trend_of(report.forces[place], item.criterion), UNICODE)
                yield _change_row(name, since, compared.change, item, line)

    book.add_table_sheet(
        "Changes",
        "Changes: what became of each criterion, regressions first",
        "One row for each force, span and criterion; first those that have regressed.",
        columns,
        rows(),
        lines=[
            f"{PROGRESS_MEANS} {UNUSABLE_MEANS}.",
            f"{sparkline_legend(UNICODE)} {POSITION}",
            "To the right of the printed columns: what was answered, editions, periods.",
        ],
        frozen_columns=4,
    )


def _change_row(name: str, since: str, change: Change, item: CriterionChange, trend: str) -> Row:
    then, now = item.then, item.now
    down = falls(change, item.criterion) if went_down(item) else []
    earlier, later = change.earlier, change.later
    return [
        name,
        since,
        item.criterion,
        item.title,
        _disposition(item),
        marked_cell(then.tally.score if then else None, marked_score(then)),
        marked_cell(now.tally.score if now else None, marked_score(now)),
        item.change,
        _progress(item.progress),
        trend or NOTHING,
        "; ".join(_move_words(part, change) for part in down) or NOTHING,
        POSITION_WORDS[later.score.node(item.criterion).position],
        item.by_coverage_alone,
        item.like_for_like,
        item.evidence_alone,
        fell_while_held(item),
        is_usable(then),
        is_usable(now),
        then.tally.coverage if then else None,
        now.tally.coverage if now else None,
        ", ".join(item.not_compared) or NOTHING,
        item.theme,
        earlier.end,
        later.end,
        earlier.framework.identity.edition,
        later.framework.identity.edition,
    ]


def _disposition(item: CriterionChange) -> str:
    """Return what became of a criterion, with a flag where it moved by coverage alone."""
    kind = item.disposition.value
    return f"{kind} ({BY_COVERAGE})" if item.by_coverage_alone else kind


def marked_cell(score: Fraction | None, said: str) -> Formatted | Fraction | None:
    """Return a score as a number that shows the mark which its text has, if any."""
    if score is not None and said.endswith(UNUSABLE):
        return Formatted(score, f'{SCORE}"{UNUSABLE}"')
    return score


def _progress(share: Fraction | None) -> Formatted | Fraction | None:
    """Return progress as a number that shows 0% or 100% only when it is."""
    said = progress_text(share)
    if share is not None and said.startswith(("over", "under")):
        return Formatted(share, f'"{said}"')
    return share


def _move_words(part: PartChange, change: Change) -> str:
    then, now = (end_text(end, change.framework) for end in (part.then, part.now))
    return f"{part.id}: {then}, now {now}"


def add_checks(book: ResultBook, report: ProgressReport) -> None:
    """Add Checks: one row for each force, span and check or measure, then and now."""
    columns = [
        Column("Force", 24),
        Column("Since", 9),
        Column("Check", 10),
        Column("What became of it", 13),
        Column("Counts then", 14),
        Column("Counts now", 14),
        Column("Evidence or figure then", 22),
        Column("Date then", 11),
        Column("Cell then", 19),
        Column("Evidence or figure now", 22),
        Column("Date now", 11),
        Column("Cell now", 19),
        Column("Question", 40, printed=False),
        Column("Criterion", 10, printed=False),
        Column("Kind", 10, printed=False),
        Column("Score then", 8, SCORE, printed=False),
        Column("Score now", 8, SCORE, printed=False),
    ]

    def rows() -> Iterator[Row]:
        for name, _, since, compared in spans(report):
            change = compared.change
            for item in ordered(change):
                for part in part_changes(change, item.criterion):
                    yield [name, since, *_check_row(part, change)]

    book.add_table_sheet(
        "Checks",
        "Checks: every answer and measure, then and now",
        "One row for each force, span and check, in the order of the sheet Changes. Evidence is as "
        "the force gave it: nobody has read it. Cells are those of each workbook.",
        columns,
        rows(),
        lines=["To the right of the printed columns: question, criterion, scores."],
        frozen_columns=3,
    )


def _check_row(part: PartChange, change: Change) -> Row:
    is_check = isinstance(part.now, CheckScore)
    then, now = (_rested_on(end, change) for end in (part.then, part.now))
    return [
        part.id,
        part.move.value,
        end_text(part.then, change.framework),
        end_text(part.now, change.framework),
        *then,
        *now,
        part.now.node.title,
        part.now.node.parent,
        "check" if is_check else "measure",
        part.then.node.tally.score,
        part.now.node.tally.score,
    ]


def _rested_on(part: CheckScore | MeasureScore, change: Change) -> Row:
    """Return evidence, date and cell of a check; the figure of a measure."""
    if isinstance(part, MeasureScore):
        return [
            figure_text(measures_by_id(change.framework)[part.node.id], part.measured),
            None,
            "Case files",
        ]
    response = part.response
    return [response.evidence or NOTHING, response.evidence_date, response.cell or "no row"]
