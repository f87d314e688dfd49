"""What would move the score as an Excel workbook: summary, gains, routes and falls."""

from collections.abc import Iterator, Sequence

from slavery_benchmark.core.reinspection.levers import Levers, Part
from slavery_benchmark.core.report import Report
from slavery_benchmark.document.numbers import count_text, date_text
from slavery_benchmark.formats.workbook.cells import COUNT, PRECISE_SHARE, SCORE
from slavery_benchmark.formats.workbook.cover import fill_cover, saved
from slavery_benchmark.formats.workbook.sheets import Column, ResultBook, Row
from slavery_benchmark.render.heads import caveat_sentences
from slavery_benchmark.render.levers.rows import place_titles, route_rows, step_rule
from slavery_benchmark.render.levers.words import STANDING, force_paragraphs
from slavery_benchmark.render.xlsx.nodes import force_labels

_SUMMARY = (
    "Steps: the fewest to the next band. Falls: the fewest answers that lower the band by falling "
    "one level. Empty: none, or it cannot be told; the words say which."
)
_GAINS = (
    "In points of the overall score; share among what has a score. By reference: if the level "
    "given counted. A measure follows from the case files: no answer moves it."
)


def render_levers_xlsx(report: Report, levers: Sequence[Levers], limit: int | None) -> bytes:
    """Return the levers as an .xlsx workbook, of each force the first `limit` gains."""
    book = ResultBook(report.framework.identity.title)
    labels = force_labels(report)
    _add_summary(book, report, labels, levers)
    _add_gains(book, report, labels, levers, limit)
    _add_routes(book, report, labels, levers)
    _add_falls(book, report, labels, levers)
    identity = report.framework.identity
    lines = [
        f"What would move the score of {count_text(len(levers), 'submission')}.",
        STANDING,
        identity.standing,
        *caveat_sentences(report),
        f"Framework: {identity.id}, edition {identity.edition}, of {date_text(identity.date)}.",
        f"Hash of the framework (SHA-256): {report.framework_sha256}",
        f"Dates are judged as of {date_text(report.as_of)}.",
        f"Made by benchmark {report.tool_version}.",
    ]
    fill_cover(book, lines)
    return saved(book, "what would move the score", STANDING, report.tool_version)


def _add_summary(
    book: ResultBook, report: Report, labels: Sequence[str], levers: Sequence[Levers]
) -> None:
    columns = [
        Column("Force", 34),
        Column("Score", 8, SCORE),
        Column("Band", 15),
        Column("Next band", 15),
        Column("Lacks, points", 8, SCORE),
        Column("Steps", 7, COUNT),
        Column("Falls", 7, COUNT),
        Column("In words", 84),
    ]

    def rows() -> Iterator[Row]:
        for label, item in zip(labels, levers, strict=True):
            overall, route, ways = item.force.overall, item.route, item.fragility.ways
            yield [
                label,
                overall.tally.score,
                overall.band or "not given",
                route.band,
                route.missing if route.band else None,
                len(route.steps) or None,
                len(ways[0].falls) if ways else None,
                " ".join(force_paragraphs(item, report.framework)),
            ]

    book.add_table_sheet(
        "Summary",
        "Summary: the next band, and what would lower the band",
        "One row for each force.",
        columns,
        rows(),
        lines=[_SUMMARY],
        frozen_columns=1,
    )


def _add_gains(
    book: ResultBook,
    report: Report,
    labels: Sequence[str],
    levers: Sequence[Levers],
    limit: int | None,
) -> None:
    columns = [
        Column("Force", 34),
        Column("No", 5, COUNT),
        Column("Check or measure", 54),
        Column("Kind", 10),
        Column("Level given", 8, COUNT),
        Column("Level that counts", 8, COUNT),
        Column("Share of the whole", 9, PRECISE_SHARE),
        Column("By reference", 10, SCORE),
        Column("To the target", 9, SCORE),
        Column("To the top", 9, SCORE),
        Column("Question", 120, printed=False),
        Column("Cell", 22, printed=False),
        Column("Id", 10, printed=False),
        Column("Criterion", 10, printed=False),
    ]
    titles = place_titles(report.framework)

    def rows() -> Iterator[Row]:
        for label, item in zip(labels, levers, strict=True):
            for number, gain in enumerate(item.gains[:limit], start=1):
                yield [
                    label,
                    number,
                    titles[gain.node.id],
                    gain.part.value,
                    gain.given,
                    gain.counted,
                    gain.share,
                    gain.by_reference,
                    gain.to_target,
                    gain.to_top,
                    gain.node.title if gain.part is Part.CHECK else None,
                    gain.cell,
                    gain.node.id,
                    gain.criterion,
                ]

    book.add_table_sheet(
        "Gains",
        "Gains: the points of the overall score still to gain",
        "One row for each check and measure that has a score and is not at the top.",
        columns,
        rows(),
        lines=[
            _GAINS,
            "To the right of the printed columns: question, cell, ids.",
        ],
        frozen_columns=3,
    )


def _add_routes(
    book: ResultBook, report: Report, labels: Sequence[str], levers: Sequence[Levers]
) -> None:
    columns = [
        Column("Force", 34),
        Column("To", 16),
        Column("Check", 54),
        Column("Level that counts", 14),
        Column("By reference", 12),
        Column("Steps", 7, COUNT),
        Column("Points", 9, SCORE),
    ]
    titles = place_titles(report.framework)

    def rows() -> Iterator[Row]:
        for label, item in zip(labels, levers, strict=True):
            for check, rise, by_reference, count, points in route_rows(item.route.steps):
                yield [label, item.route.band, titles[check], rise, by_reference, count, points]

    book.add_table_sheet(
        "Routes",
        "Routes: the fewest steps to the next band",
        "One row for each answer that rises; other choices of as many steps may do as well.",
        columns,
        rows(),
        lines=[step_rule(report.framework)],
        frozen_columns=3,
    )


def _add_falls(
    book: ResultBook, report: Report, labels: Sequence[str], levers: Sequence[Levers]
) -> None:
    columns = [
        Column("Force", 34),
        Column("Way", 24),
        Column("Answers", 9, COUNT),
        Column("Band then", 16),
        Column("Check", 54),
        Column("From", 7, COUNT),
        Column("To", 7, COUNT),
        Column("Points lost", 9, SCORE),
    ]
    titles = place_titles(report.framework)

    def rows() -> Iterator[Row]:
        for label, item in zip(labels, levers, strict=True):
            for way in item.fragility.ways:
                said = f"the limit on {way.node}" if way.limit else "the score"
                for fall in way.falls:
                    yield [
                        label,
                        said,
                        len(way.falls),
                        way.band,
                        titles[fall.check],
                        fall.before,
                        fall.after,
                        fall.worth,
                    ]

    book.add_table_sheet(
        "Falls",
        "Falls: the fewest answers that lower the band by falling one level",
        "One row for each answer, way by way; other choices of as many may do as well.",
        columns,
        rows(),
        frozen_columns=1,
    )
