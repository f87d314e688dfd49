"""The sheet Measures: what each force's own cases show, beside the levels that it judged."""

from collections.abc import Iterator, Sequence

from slavery_benchmark.core.case_table import CaseFiles, Selection
from slavery_benchmark.core.framework import Framework
from slavery_benchmark.core.measures import Measure
from slavery_benchmark.core.measuring import MeasureState, Range
from slavery_benchmark.core.report import Report
from slavery_benchmark.core.scores import CheckScore, ForceScore, MeasureScore
from slavery_benchmark.formats.workbook.cells import (
    COUNT,
    DIFFERS_MARK,
    NUMBER,
    PRECISE_SHARE,
    SCORE,
    Formatted,
)
from slavery_benchmark.formats.workbook.sheets import Column, ResultBook, Row
from slavery_benchmark.render.measure_text import KIND_WORDS
from slavery_benchmark.render.measure_words import (
    CHANCE,
    SELECTION_WORDS,
    missing_text,
    range_text,
    shown_text,
    state_text,
)
from slavery_benchmark.render.words import plain_name
from slavery_benchmark.render.xlsx.nodes import submission_columns, submission_values
from slavery_benchmark.render.xlsx.side_by_side import (
    figure,
    judged_text,
    marked_level,
    state_word,
)

MEASURES = "Measures"
_NO_CASES = "no case files"
_UNITS = {"median": "days"}
_PER_CENT = "%"
_COLUMNS = (
    Column("Force", 20),
    Column("Measure", 10.5),
    Column("Title", 34),
    Column("What the cases show", 27),
    Column("95% interval", 15),
    Column("State", 13),
    Column("Measured level", 9, COUNT),
    Column("Level, low", 7, COUNT),
    Column("Level, high", 7, COUNT),
    Column("Judged levels", 22),
    Column("Differs from", 11),
    Column("How the cases were chosen", 19),
    Column("Level, or why there is none", 48, printed=False),
    Column("Criterion", 10, printed=False),
    Column("Kind", 18, printed=False),
    Column("x", 8, COUNT, printed=False),
    Column("n", 8, COUNT, printed=False),
    Column("Unit", 7, printed=False),
    Column("Value", 11, printed=False),
    Column("Value at least", 11, printed=False),
    Column("Interval, low", 11, printed=False),
    Column("Interval, high", 11, printed=False),
    Column("What the interval shows", 58, printed=False),
    Column("If all were known, low", 11, printed=False),
    Column("If all were known, high", 11, printed=False),
    Column("What was not counted", 56, printed=False),
    Column("Cases counted", 9, COUNT, printed=False),
    Column("Still waiting", 9, COUNT, printed=False),
    Column("Not known", 9, COUNT, printed=False),
    Column("Left out", 9, COUNT, printed=False),
    Column("Not yet due", 9, COUNT, printed=False),
    Column("Not what it is about", 10, COUNT, printed=False),
    Column("Minimum cases", 10, COUNT, printed=False),
    Column("Cases listed", 9, COUNT, printed=False),
    Column("Cases in period", 9, COUNT, printed=False),
    Column("Score", 9, SCORE, printed=False),
    Column("Weight", 9, NUMBER, printed=False),
    Column("Share of the whole", 10, PRECISE_SHARE, printed=False),
)


def add_measures(book: ResultBook, report: Report) -> None:
    """Add Measures: one row for each force and measure. Nothing of a single case is in it."""

    def rows() -> Iterator[Row]:
        declared = list(report.framework.measures())
        for force in report.forces:
            checks: dict[str, list[CheckScore]] = {}
            for check in force.checks:
                checks.setdefault(check.node.parent or "", []).append(check)
            for (criterion, measure), found in zip(declared, force.measures, strict=True):
                yield _row(force, measure, found, checks[criterion.id], report.framework)

    book.add_table_sheet(
        MEASURES,
        "Measures: what each force's own cases show, beside the levels that it judged",
        "One row for each force and measure, worked out from the sheet Case files. A measure "
        "without a level says why under State; a blank number is unknown, never 0.",
        [*_COLUMNS, *submission_columns()],
        rows(),
        lines=[
            (
                f"Behind a measured level, {DIFFERS_MARK}: at least one level judged in its "
                "criterion is well above it. Under “Differs from” stand the checks."
            ),
            (
                "To the right of the printed columns: every figure as a number, in the unit named; "
                "a percentage is a number from 0 to 1 under a percent format."
            ),
        ],
        frozen_columns=2,
    )


def _row(
    force: ForceScore,
    declared: Measure,
    found: MeasureScore,
    checks: Sequence[CheckScore],
    framework: Framework,
) -> Row:
    measured, node, files = found.measured, found.node, force.submission.cases
    supplied = measured.state is not MeasureState.NOT_SUPPLIED
    interval, extremes = measured.interval, measured.extremes
    counts = [
        measured.cases,
        measured.waiting,
        measured.unknown,
        measured.left_out,
        measured.not_due,
        measured.outside,
    ]
    listed = files.listed if files is not None and files.listed else None
    return [
        plain_name(force.submission),
        node.id,
        node.title,
        shown_text(declared, measured),
        range_text(declared, interval) if interval else None,
        state_word(declared, measured),
        marked_level(measured.level, differs=bool(found.differs_from)),
        measured.level_low,
        measured.level_high,
        judged_text(checks),
        f"{DIFFERS_MARK} {', '.join(found.differs_from)}" if found.differs_from else None,
        _chosen(files, measured.selection),
        state_text(declared, measured, framework),
        node.parent,
        KIND_WORDS[declared.kind],
        measured.x if supplied else None,
        measured.n if supplied else None,
        _UNITS.get(declared.kind, _PER_CENT),
        figure(declared, measured.value),
        figure(declared, measured.at_least),
        *_ends(declared, interval),
        CHANCE.get(measured.selection, "") if interval else None,
        *_ends(declared, extremes),
        missing_text(declared, measured),
        *(count if supplied else None for count in counts),
        declared.minimum_cases,
        listed,
        files.in_period if files is not None else None,
        node.tally.score,
        node.weight if declared.is_scored else None,
        node.effective_weight if declared.is_scored else None,
        *submission_values(force),
    ]


def _ends(declared: Measure, ends: Range | None) -> tuple[Formatted | None, Formatted | None]:
    if ends is None:
        return None, None
    return figure(declared, ends.low), figure(declared, ends.high)


def _chosen(files: CaseFiles | None, selection: Selection) -> str:
    if files is None or not files.listed:
        return _NO_CASES
    return SELECTION_WORDS[selection]
