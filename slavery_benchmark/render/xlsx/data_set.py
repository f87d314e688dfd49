"""A data set as a workbook: the summary of all submissions, each in a row, and the problems."""

from collections.abc import Iterable, Iterator, Sequence

import msgspec

from slavery_benchmark.core.baseline import Position
from slavery_benchmark.core.framework import Framework
from slavery_benchmark.core.set_summary import NodeSummary, SetSummary
from slavery_benchmark.document.numbers import date_text
from slavery_benchmark.formats.workbook.cells import COUNT, DATE, POSITION_KEY, SCORE, SHARE, Marked
from slavery_benchmark.formats.workbook.cover import fill_cover, saved
from slavery_benchmark.formats.workbook.sheets import Column, ResultBook, Row
from slavery_benchmark.formats.workbook.streamed import StreamedSheet
from slavery_benchmark.pages.data_set.words import (
    POSITIONS,
    SCORES_LINE,
    STANDING_LINE,
    introduction,
    why_text,
)
from slavery_benchmark.render.heads import caveat_sentences
from slavery_benchmark.render.words import POSITION_WORDS, REFERENCE_LINE, SUPPORT, capital
from slavery_benchmark.render.xlsx.method import add_method, add_notes
from slavery_benchmark.saved_workbook import Streamed

ProblemCount = tuple[str, str, int, str]
"""Severity, code, how many there are, and the first of them in words."""


class Given(msgspec.Struct, frozen=True, kw_only=True):
    """What is not in the summary: kinds of problem, how many submissions, and a row for each.

    manifest_sha256: of the manifest of the data set.
    """

    problems: Sequence[ProblemCount]
    submissions: int
    rows: Iterable[Row]
    manifest_sha256: str


def render_set_xlsx(summary: SetSummary, given: Given) -> bytes:
    """Return the workbook. The rows of submissions are taken one by one while it is packed."""
    head = summary.overview.head
    book = ResultBook(head.framework.identity.title)
    _add_summary(book, summary)
    streamed = {}
    if given.submissions:
        sheet = StreamedSheet(
            book,
            "Submissions",
            "Submissions: one row each",
            "Every submission of the data set, in the order of its parts: filter and sort at will.",
            submission_columns(head.framework),
            given.submissions,
            lines=[POSITION_KEY, "A blank number is unknown or does not apply, never 0."],
            frozen_columns=1,
        )
        content = sheet.content(given.rows)
        streamed[sheet.title] = Streamed(content, sheet.dimension())
    _add_problems(book, given.problems)
    add_method(book, head)
    add_notes(book, list(_notes(summary)))
    fill_cover(book, list(_cover_lines(summary, given)))
    subject = head.framework.identity.standing
    return saved(book, "data set", subject, head.tool_version, streamed)


def submission_columns(framework: Framework) -> list[Column]:
    """Return the columns of the sheet Submissions; rows are made for them elsewhere."""
    return [
        Column("Force", 30),
        Column("Code", 25),
        Column("Invented", 9),
        Column("Period from", 12, DATE),
        Column("Period to", 11, DATE),
        Column("In Summary", 12, indented=True),
        Column("Overall", 9, SCORE),
        Column("Against 2017", 15, indented=True),
        Column("Band", 16),
        Column("Answered", 10, SHARE),
        *(Column(f"{theme.id} score", 9, SCORE) for theme in framework.themes),
        Column("Claimed", 9, SCORE, printed=False),
        Column("Could be, low", 9, SCORE, printed=False),
        Column("Could be, high", 9, SCORE, printed=False),
        Column("Not applicable", 10, SHARE, printed=False),
        *(Column(f"{theme.id} answered", 10, SHARE, printed=False) for theme in framework.themes),
        Column("File", 40, printed=False),
    ]


def position_words(value: str | None) -> str:
    """Return a position as the tables of a data set have it, in words."""
    return POSITION_WORDS[Position(value) if value else None]


def marked(score: float | None, position: str | None) -> Marked:
    """Return a score with the mark of its position."""
    return Marked(score, Position(position) if position else None)  # type: ignore[arg-type]


def _add_summary(book: ResultBook, summary: SetSummary) -> None:
    words = [capital(POSITION_WORDS[position]) for position in POSITIONS]
    book.add_table_sheet(
        "Summary",
        "Summary: how scores are spread, and where submissions stand",
        "The whole, each theme and each criterion.",
        [
            Column("Id", 9),
            Column("Title", 34),
            Column("With a score", 9, COUNT),
            Column("Without a score", 9, COUNT),
            Column("Lowest", 8, SCORE),
            Column("Lower quartile", 8, SCORE),
            Column("Median", 8, SCORE),
            Column("Upper quartile", 8, SCORE),
            Column("Highest", 8, SCORE),
            Column("2017 reference line", 10, SCORE),
            *(Column(word, 9, COUNT) for word in words),
            Column("Without a position", 9, COUNT),
            Column("Share at target", 9, SHARE),
            Column("Why there is no score", 40, indented=True),
        ],
        map(_summary_row, summary.nodes),
        lines=[*introduction(summary), SCORES_LINE, STANDING_LINE],
        frozen_columns=2,
        bold_rows=1,
    )


def _summary_row(found: NodeSummary) -> Row:
    spread = found.spread
    numbers = [None] * 5 if spread is None else [*msgspec.structs.astuple(spread)]
    return [
        found.node.id,
        found.node.title,
        found.with_score,
        found.without_score,
        *numbers,
        found.node.reference,
        *(found.positions[position] for position in POSITIONS),
        found.not_placed,
        found.share_at_target,
        why_text(found),
    ]


def _add_problems(book: ResultBook, problems: Sequence[ProblemCount]) -> None:
    book.add_table_sheet(
        "Problems",
        "Problems: how many of each kind",
        "Each problem is in the data set; here is the first of each kind."
        if problems
        else "There are none.",
        [
            Column("Severity", 11),
            Column("Code", 26),
            Column("How many", 10, COUNT),
            Column("The first of them", 90, indented=True),
        ],
        problems,
    )


def _cover_lines(summary: SetSummary, given: Given) -> Iterator[str]:
    head = summary.overview.head
    identity = head.framework.identity
    yield "A data set of results, scored against what was found in 2017, summed up."
    yield identity.standing
    yield from introduction(summary)
    yield f"Report of 2017: {identity.report}"
    yield f"Framework: {identity.id}, edition {identity.edition}, of {date_text(identity.date)}."
    yield f"Hash of the framework (SHA-256): {head.framework_sha256}"
    yield f"Hash of the manifest of the data set (SHA-256): {given.manifest_sha256}"
    yield from caveat_sentences(head)
    yield f"Dates are judged as of {date_text(head.as_of)}."
    yield f"Made by benchmark {head.tool_version}."


def _notes(summary: SetSummary) -> Iterator[str]:
    yield summary.overview.head.framework.identity.standing
    yield SUPPORT
    yield REFERENCE_LINE
    yield SCORES_LINE
    yield STANDING_LINE
    yield "A blank number is unknown or does not apply, never 0."
    yield (
        "Cells hold exact values; number formats show one decimal. Two figures that look alike may "
        "differ, and rounded figures need not add up."
    )
    yield (
        "Named exceptions to the guidance on releasing statistics in spreadsheets: header rows "
        "stay in view (frozen), and tables can be filtered."
    )
    yield (
        "Where a table is wider than a page, its first columns are printed; the rest is on screen, "
        "not hidden."
    )
