"""The sheets that say how: Method, Inputs and Notes."""

from collections.abc import Iterator, Sequence

from slavery_benchmark.core.declared import exact
from slavery_benchmark.core.framework import Framework
from slavery_benchmark.core.problems import Severity, count_by_severity
from slavery_benchmark.core.report import Report
from slavery_benchmark.core.view.model import ReportData, View
from slavery_benchmark.document.numbers import count_text, plain_number, share_text
from slavery_benchmark.formats.workbook.cells import COUNT, LOOK_KEY
from slavery_benchmark.formats.workbook.sheets import Column, ResultBook, Row
from slavery_benchmark.render.method_rules import line_rules, score_rules
from slavery_benchmark.render.problems_text import file_name
from slavery_benchmark.render.words import REFERENCE_LINE, SUPPORT, plain_name
from slavery_benchmark.render.xlsx.method_measures import measure_method_rows, measure_notes
from slavery_benchmark.render.xlsx.public import public_notes


def add_method(book: ResultBook, report: Report) -> None:
    """Add Method: how each number is made, in sentences, with the rules of the framework."""
    book.add_table_sheet(
        "Method",
        "Method: how each number is made",
        "Every rule below is read from the framework that was used.",
        [
            Column("Part", 24),
            Column("How it is made", 62),
            Column("The framework's reason", 46),
        ],
        _method_rows(report.framework),
        frozen_columns=1,
    )


def _method_rows(framework: Framework) -> Iterator[Row]:
    yield from (list(rule) for rule in (*score_rules(framework), *line_rules(framework)))
    shares = framework.effective_weights()
    for theme in framework.themes:
        yield [
            f"Weight of {theme.title}",
            (
                f"{plain_number(exact(theme.weight))}, which is {share_text(shares[theme.id])} of "
                f"the overall score when everything is answered; {len(theme.criteria)} criteria."
            ),
            theme.weight_because,
        ]
    yield from measure_method_rows(framework)
    for source in framework.sources:
        yield [f"Source: {source.id}", f"{source.title} ({source.rank}).", source.note]


def add_inputs(book: ResultBook, report: Report) -> None:
    """Add Inputs: every file that was given, whether it was used, and its hash."""

    def rows() -> Iterator[Row]:
        for force in report.forces:
            item = force.submission
            counts = count_by_severity(item.problems)
            yield [
                item.source.file,
                "scored",
                plain_name(item),
                item.period_start,
                item.period_end,
                counts[Severity.ERROR],
                counts[Severity.WARNING],
                item.source.sha256,
            ]
        for problem in report.unusable:
            name = file_name(problem)
            yield [name, "not usable", "not known", None, None, None, None, "not taken"]

    book.add_table_sheet(
        "Inputs",
        "Inputs: the workbooks that were read",
        "One row a file. The hash is the SHA-256 of the whole file as it was read.",
        [
            Column("File", 26),
            Column("Use", 11),
            Column("Force", 26),
            Column("Period start", 12),
            Column("Period end", 12),
            Column("Errors", 8, COUNT),
            Column("Warnings", 9, COUNT),
            Column("SHA-256", 36),
        ],
        rows(),
    )


def add_notes(book: ResultBook, notes: Sequence[str]) -> None:
    """Add Notes: the numbered notes on the whole workbook."""
    book.add_table_sheet(
        "Notes",
        "Notes",
        "What to know before numbers are passed on.",
        [Column("Note", 7, COUNT), Column("Text", 120)],
        ([number, text] for number, text in enumerate(notes, start=1)),
    )


def notes_of(
    book: ResultBook, report: Report, *, charts: bool, data: ReportData | None
) -> Iterator[str]:
    """Yield the notes, those on this very run last. `data` is None for the inspector's view."""
    yield report.framework.identity.standing
    yield SUPPORT
    yield REFERENCE_LINE
    if data is not None and data.view is View.PUBLIC:
        yield from public_notes(report.framework)
    else:
        yield from measure_notes(report.framework)
    yield (
        "Cells hold exact values; number formats show one decimal. Two figures that look alike may "
        "differ, and rounded figures need not add up."
    )
    yield (
        "A blank number is unknown or does not apply, never 0. The column beside it says which: "
        "the state of a check or measure, or “not given” for a position or band."
    )
    yield (
        f"{LOOK_KEY} So it is where “Against 2017” says the same in words; the mark behind a score "
        "says it on every sheet. Nothing is told by colour."
    )
    yield (
        "Named exceptions to the guidance on releasing statistics in spreadsheets: header rows "
        "stay in view (frozen), tables can be filtered, and charts are in the workbook. Each chart "
        "has alternative text, and its numbers are on the sheet Chart data."
    )
    yield (
        "Where a table is wider than a page, its first columns are printed; the rest is on screen, "
        "not hidden."
    )
    yield (
        "Text from workbooks is shown as text, without control characters and line breaks. Nothing "
        "in this workbook is a formula, a macro or a link to another file."
    )
    if not charts and report.forces:
        yield (
            f"There are no charts: {count_text(len(report.forces), 'submission')} are more than a "
            "chart can name."
        )
    if book.cells.cut:
        yield (
            "Text longer than a cell can hold was cut and marked in "
            f"{count_text(len(book.cells.cut), 'cell')}: {', '.join(book.cells.cut[:20])}"
            f"{' and more' if len(book.cells.cut) > 20 else ''}."
        )
