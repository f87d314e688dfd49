"""What has changed as an Excel workbook: summary, changes, checks, bridge and its picture."""

from collections.abc import Iterator

from slavery_benchmark.core.reinspection.progress import ForceProgress, ProgressReport
from slavery_benchmark.document.numbers import count_text, date_text
from slavery_benchmark.formats.terminal.symbols import UNICODE
from slavery_benchmark.formats.workbook.cells import COUNT, DIFFERENCE, SCORE
from slavery_benchmark.formats.workbook.cover import fill_cover, saved
from slavery_benchmark.formats.workbook.sheets import Column, ResultBook, Row
from slavery_benchmark.render.progress.all_words import GROUPS, force_line
from slavery_benchmark.render.progress.edition_words import frameworks_sentence, left_out_sentences
from slavery_benchmark.render.progress.figures import UNUSABLE_MEANS
from slavery_benchmark.render.progress.options import ProgressOptions, frameworks_of
from slavery_benchmark.render.progress.rows import overall_trend
from slavery_benchmark.render.progress.sparkline import sparkline
from slavery_benchmark.render.progress.waterfall import add_bridges
from slavery_benchmark.render.progress.words import (
    POSITION,
    STANDING,
    TWO_POINTS,
    force_sentences,
)
from slavery_benchmark.render.progress.xlsx_changes import add_changes, add_checks, marked_cell
from slavery_benchmark.render.progress.xlsx_levels import add_transitions
from slavery_benchmark.render.progress.xlsx_more import (
    add_editions,
    add_moves,
    add_notes,
    add_problems,
    add_trend,
)
from slavery_benchmark.render.words import POSITION_WORDS, submission_title


def render_progress_xlsx(report: ProgressReport, options: ProgressOptions) -> bytes:
    """Return what has changed as an .xlsx workbook, whole whatever the detail of a page would be.

    The summary and the charts are about the span that --since asks for, the tables about both.
    """
    frameworks = frameworks_of(report)
    identity = frameworks[-1].identity
    book = ResultBook(identity.title)
    _add_summary(book, report, options.since)
    if any(force.since_previous or force.since_first for force in report.forces):
        add_changes(book, report)
        add_checks(book, report)
        add_transitions(book, report)
        charts = add_bridges(book, report, options.since)
    else:
        charts = False
    if report.moves:
        add_moves(book, report, sample=options.sample)
    add_trend(book, report)
    add_editions(book, report)
    add_problems(book, report)
    add_notes(book, report, charts=charts, sample=options.sample)
    order = {name: index for index, name in enumerate(book.book.sheetnames)}
    book.contents.sort(key=lambda placed: order[placed.title])
    cycles = sum(len(force.history.cycles) for force in report.forces)
    fill_cover(
        book,
        [
            (
                f"What has changed: {count_text(len(report.forces), 'force')}, "
                f"{count_text(cycles, 'submission')}."
            ),
            STANDING,
            POSITION,
            TWO_POINTS,
            identity.standing,
            frameworks_sentence(frameworks),
            f"Dates are judged as of {date_text(report.as_of)}.",
            f"Made by benchmark {report.tool_version}.",
        ],
    )
    return saved(book, "what has changed", STANDING, report.tool_version)


def _add_summary(book: ResultBook, report: ProgressReport, since: str) -> None:
    """Add Summary: one row a force, with the sentences that a page opens with."""
    columns = [
        Column("Force", 24),
        Column("In words", 62),
        Column("Overall then", 8.5, SCORE),
        Column("Overall now", 8.5, SCORE),
        Column("Change", 9, DIFFERENCE),
        *(Column(f"Criteria: {name}", 10.5, COUNT) for name, _ in GROUPS),
        Column("Regressed, largest falls first", 24, printed=False),
        Column("Trend of the whole", 12, printed=False),
        Column("Position against 2017", 12, printed=False),
        Column("Submissions", 11, COUNT, printed=False),
    ]

    def row(force: ForceProgress) -> Row:
        line = force_line(force, since)
        return [
            submission_title(force.latest.score.submission),
            " ".join(force_sentences(force, since)),
            marked_cell(line.then, line.then_text),
            marked_cell(line.now, line.now_text),
            line.change,
            *(line.counts or [None] * len(GROUPS)),
            ", ".join(line.regressed) or "none",
            sparkline(overall_trend(force), UNICODE) or "none",
            POSITION_WORDS[force.latest.score.overall.position],
            len(force.history.cycles),
        ]

    def rows() -> Iterator[Row]:
        for force in report.forces:
            yield row(force)

    book.add_table_sheet(
        "Summary",
        "Summary: what has changed for each force",
        f"One row a force, by name: the latest submission against the {since} one.",
        columns,
        rows(),
        lines=[
            *left_out_sentences(report),
            f"{UNUSABLE_MEANS}.",
            (
                "Overall scores are those under each submission's own edition; criteria are "
                "compared over what both can answer."
            ),
            "To the right of the printed columns: regressions, trend, position against 2017.",
        ],
        frozen_columns=1,
    )
