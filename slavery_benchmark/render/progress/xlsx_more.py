"""The sheets beside the changes: moves over all forces, trend, editions, problems, notes."""

from collections.abc import Iterator

from slavery_benchmark.core.problems import Problem
from slavery_benchmark.core.reinspection.progress import ForceProgress, ProgressReport
from slavery_benchmark.core.scores import OVERALL
from slavery_benchmark.document.numbers import date_text
from slavery_benchmark.formats.workbook.cells import COUNT, SCORE, SHARE
from slavery_benchmark.formats.workbook.sheets import Column, ResultBook, Row
from slavery_benchmark.render.problems_text import counts_text, file_name
from slavery_benchmark.render.progress.all_words import (
    GROUPS,
    MOVES_HEADING,
    grouped,
    moves_in_order,
    test_sentence,
)
from slavery_benchmark.render.progress.bridge import BRIDGE_STEPS
from slavery_benchmark.render.progress.edition_words import edition_sentences
from slavery_benchmark.render.progress.rows import is_usable
from slavery_benchmark.render.progress.words import (
    MEANINGS,
    POSITION,
    PROGRESS_MEANS,
    STANDING,
    TWO_POINTS,
)
from slavery_benchmark.render.words import capital, submission_title

_P = "0.000"


def add_moves(book: ResultBook, report: ProgressReport, *, sample: bool) -> None:
    """Add Moves: how many forces moved which way on each criterion; tests only of a sample."""
    columns = [
        Column("Criterion", 10),
        Column("Title", 38),
        *(Column(capital(name), 10, COUNT) for name, _ in GROUPS),
        Column("Rose", 8, COUNT),
        Column("Fell", 8, COUNT),
        Column("Same", 8, COUNT),
        Column("Only by what was answered once", 12, COUNT),
        *((Column("p", 9, _P), Column("p, adjusted", 10, _P)) if sample else ()),
    ]

    def rows() -> Iterator[Row]:
        for item in moves_in_order(report):
            yield [
                item.criterion,
                item.title,
                *grouped(item.dispositions),
                item.higher,
                item.lower,
                item.same,
                item.by_coverage,
                *((item.p, item.adjusted) if sample else ()),
            ]

    book.add_table_sheet(
        "Moves",
        MOVES_HEADING,
        "Forces since their previous submissions, most regressions first. Rose, fell and same: of "
        "those with a score both times, over what has one both times.",
        columns,
        rows(),
        lines=[test_sentence(sample=sample), TWO_POINTS],
        frozen_columns=2,
    )


def add_trend(book: ResultBook, report: ProgressReport) -> None:
    """Add Trend: the score of the whole and of each criterion at every submission."""
    columns = [
        Column("Force", 30),
        Column("Criterion", 12),
        Column("Title", 44),
        Column("Submission, to", 14),
        Column("Score", 9, SCORE),
        Column("Answered", 10, SHARE),
        Column("Enough known to compare", 12),
    ]

    def rows() -> Iterator[Row]:
        for force in report.forces:
            if len(force.trend) != len(force.history.cycles):
                continue
            name = submission_title(force.latest.score.submission)
            for node_id in (OVERALL, *(node.id for node in force.trend[-1].criteria)):
                for cycle, score in zip(force.history.cycles, force.trend, strict=True):
                    node = score.node(node_id)
                    tally = node.tally
                    yield [
                        name,
                        node_id,
                        node.title,
                        cycle.end,
                        tally.score,
                        tally.coverage,
                        is_usable(node),
                    ]

    book.add_table_sheet(
        "Trend",
        "Trend: the whole and each criterion at every submission",
        "Over what all submissions of a force can answer of its latest edition.",
        columns,
        rows(),
        lines=[TWO_POINTS],
        frozen_columns=2,
    )


def add_editions(book: ResultBook, report: ProgressReport) -> None:
    """Add Editions: the overall score of each submission under each edition."""
    columns = [
        Column("Force", 34),
        Column("Submission, to", 16),
        Column("Under edition", 14),
        Column("Written for it", 14),
        Column("Overall score", 12, SCORE),
        Column("Answered", 12, SHARE),
    ]

    def rows() -> Iterator[Row]:
        for force in report.forces:
            for item in force.editions:
                yield [
                    submission_title(force.latest.score.submission),
                    item.period_end,
                    item.edition,
                    item.own,
                    item.overall.tally.score,
                    item.overall.tally.coverage,
                ]

    lines: list[str] = []
    for force in report.forces:
        lines += _edition_lines(force)
    book.add_table_sheet(
        "Editions",
        "Editions: every submission under every edition",
        "An earlier submission under a later edition, and the reverse, as far as the lineage of "
        "the editions lets answers be compared.",
        columns,
        rows(),
        lines=list(dict.fromkeys(lines)),
        frozen_columns=1,
    )


def _edition_lines(force: ForceProgress) -> list[str]:
    """Return what cannot be compared between the first and the latest edition of a force."""
    if force.since_first is None:
        return []
    sentences = edition_sentences(force, force.since_first.change)
    return [said for said in sentences if not said.startswith("Overall")]


def add_problems(book: ResultBook, report: ProgressReport) -> None:
    """Add Problems: of files, of the order of submissions, and of every workbook."""
    columns = [
        Column("File", 26),
        Column("Submission, to", 14),
        Column("Cell", 22),
        Column("Severity", 10),
        Column("What is wrong", 42),
        Column("Found", 20),
        Column("Expected", 40),
        Column("Problem code", 24, printed=False),
    ]

    def rows() -> Iterator[Row]:
        for item in (*report.unusable, *report.problems):
            yield _problem_row(item, "")
        for force in report.forces:
            for cycle in force.history.cycles:
                for item in cycle.score.submission.problems:
                    yield _problem_row(item, date_text(cycle.end))

    found = report.every_problem()
    book.add_table_sheet(
        "Problems",
        "Problems: what is wrong with files, their order and their cells",
        f"{counts_text(found)}." if found else "No problems were found.",
        columns,
        rows(),
    )


def _problem_row(item: Problem, end: str) -> Row:
    return [
        file_name(item),
        end or "the run",
        item.cell or "the whole file",
        item.severity.value,
        item.title,
        "nothing to show" if item.found is None else item.found or "an empty cell",
        item.expected,
        item.code.value,
    ]


def add_notes(book: ResultBook, report: ProgressReport, *, charts: bool, sample: bool) -> None:
    """Add Notes: how each figure is made, and what it is not."""

    def rows() -> Iterator[Row]:
        yield ["Change", f"Score now less score then, in points, before rounding. {STANDING}"]
        yield ["Position", POSITION]
        for kind, meaning in MEANINGS.items():
            yield [f"Disposition: {kind.value}", f"{capital(meaning)}."]
        yield ["Progress", capital(PROGRESS_MEANS.removeprefix("Progress: "))]
        yield ["Bridge", BRIDGE_STEPS]
        yield [
            "Editions",
            (
                "A submission is scored under the edition that it was written for. Criteria are "
                "compared over the part of the later edition that both submissions can answer: a "
                "check that was split passes its answer on to each part, and of checks that were "
                "merged the lowest answer stands."
            ),
        ]
        yield ["Two points", TWO_POINTS]
        yield ["Tests", test_sentence(sample=sample)]
        yield [
            "Unknown",
            "A blank score is unknown and never 0. A blank change: one end is unknown.",
        ]
        yield [
            "Layout",
            (
                "Headers are frozen and tables have filters, as this is a working results book."
                + (
                    " The charts are native; their numbers are on the sheet Bridge."
                    if charts
                    else ""
                )
            ),
        ]
        if book.cells.cut:
            yield ["Cut texts", f"Too long for a cell and cut: {', '.join(book.cells.cut)}."]

    book.add_table_sheet(
        "Notes",
        "Notes: how each figure is made, and what it is not",
        f"Dates are judged as of {date_text(report.as_of)}.",
        [Column("About", 30), Column("Note", 100)],
        rows(),
    )
