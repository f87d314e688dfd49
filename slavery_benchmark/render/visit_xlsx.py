"""The visit lists as an Excel workbook: entries, cases to read, and where entries come up."""

from collections.abc import Iterator, Sequence

from slavery_benchmark.core.case_sample import CaseSample
from slavery_benchmark.core.report import Report
from slavery_benchmark.core.visit_all import VisitLists
from slavery_benchmark.document.numbers import count_text, date_text
from slavery_benchmark.formats.workbook.cells import COUNT, PRECISE_SHARE, SCORE
from slavery_benchmark.formats.workbook.cover import fill_cover, saved
from slavery_benchmark.formats.workbook.sheets import Column, ResultBook, Row
from slavery_benchmark.render.heads import caveat_sentences
from slavery_benchmark.render.measure_words import measures_by_id
from slavery_benchmark.render.visit_all_xlsx import add_first, add_places
from slavery_benchmark.render.visit_case_words import cases_lines, where_text
from slavery_benchmark.render.visit_reasons import reason
from slavery_benchmark.render.visit_sample_words import (
    LOT,
    PLANNING,
    STRATA,
    Samples,
    caution,
    days_wide,
    interval_words,
    look_for,
    no_cases,
    width,
)
from slavery_benchmark.render.visit_words import (
    ORDER,
    STANDING,
    action,
    place_title,
)
from slavery_benchmark.render.xlsx.nodes import force_labels


def render_visit_xlsx(
    report: Report, lists: VisitLists, samples: Samples, limit: int | None
) -> bytes:
    """Return the lists as an .xlsx workbook, of each force the first `limit` entries."""
    book = ResultBook(report.framework.identity.title)
    _add_entries(book, report, lists, limit)
    if samples is not None:
        _add_cases(book, report, samples)
        _add_plans(book, report, samples)
    if len(lists.forces) > 1:
        add_first(book, report, lists, limit)
        add_places(book, lists)
    _write_cover(book, report)
    return saved(book, "visit list", STANDING, report.tool_version)


def _add_entries(book: ResultBook, report: Report, lists: VisitLists, limit: int | None) -> None:
    columns = [
        Column("Force", 19),
        Column("No", 5, COUNT),
        Column("Group", 16),
        Column("Where", 26),
        Column("Why", 50),
        Column("Cases to read first", 34),
        Column("Share of the whole", 9, PRECISE_SHARE),
        Column("Gap", 8, SCORE),
        Column("Points", 8, SCORE),
        Column("What to do", 30, printed=False),
        Column("Question", 42, printed=False),
        Column("Cells", 26, printed=False),
        Column("Id", 10, printed=False),
        Column("Criterion", 10, printed=False),
        Column("Reason in short", 24, printed=False),
    ]

    def rows() -> Iterator[Row]:
        for label, visit in zip(force_labels(report), lists.forces, strict=True):
            for number, entry in enumerate(visit.entries[:limit], start=1):
                yield [
                    label,
                    number,
                    entry.group.value,
                    place_title(entry, report.framework),
                    reason(entry, visit.force, report.framework),
                    "; ".join(cases_lines(entry, report.framework)),
                    entry.weight,
                    entry.gap,
                    entry.priority,
                    action(entry),
                    entry.title if entry.node in entry.checks else None,
                    where_text(entry.cells),
                    entry.node,
                    entry.criterion,
                    entry.why.value,
                ]

    book.add_table_sheet(
        "Visit list",
        "Visit list: what to look at first, and why",
        STANDING,
        columns,
        rows(),
        lines=[ORDER, "To the right of the printed columns: what to do, question, cells."],
        frozen_columns=2,
    )


def _add_cases(book: ResultBook, report: Report, samples: Sequence[CaseSample | None]) -> None:
    columns = [
        Column("Force", 26),
        Column("No", 5, COUNT),
        Column("Case", 12),
        Column("Row", 8, COUNT),
        Column("Drawn as", 30),
        Column("Look for", 90),
    ]
    labels = force_labels(report)

    def rows() -> Iterator[Row]:
        for label, sample in zip(labels, samples, strict=True):
            for number, item in enumerate(sample.cases if sample else (), start=1):
                yield [
                    label,
                    number,
                    item.case.number or None,
                    item.case.row,
                    STRATA[item.stratum],
                    look_for(item, report.framework),
                ]

    without = [
        (label, force.submission)
        for label, force, sample in zip(labels, report.forces, samples, strict=True)
        if sample is None
    ]
    seeds = {sample.seed for sample in samples if sample}
    lines = [f"{LOT} The seed was {seed}." for seed in sorted(seeds)]
    lines += [f"{label}: {no_cases(report.framework, sent)}" for label, sent in without]
    lines += [
        f"{label}: {caution(sample)}"
        for label, sample in zip(labels, samples, strict=True)
        if sample and caution(sample)
    ]
    book.add_table_sheet(
        "Cases to read",
        "Cases to read: drawn by lot, stratum by stratum",
        "One row for each case drawn, in the order drawn.",
        columns,
        rows(),
        lines=lines,
        frozen_columns=3,
    )


def _add_plans(book: ResultBook, report: Report, samples: Sequence[CaseSample | None]) -> None:
    measures = measures_by_id(report.framework)
    columns = [
        Column("Force", 26),
        Column("Measure", 11),
        Column("Title", 48),
        Column("Cases drawn", 8, COUNT),
        Column("Cases it is about", 9, COUNT),
        Column("95% interval after reading", 38),
        Column("Width, points", 8, SCORE),
        Column("Width, days", 8, COUNT),
    ]

    def rows() -> Iterator[Row]:
        for label, sample in zip(force_labels(report), samples, strict=True):
            for plan in sample.measures if sample else ():
                if not plan.cases:
                    continue
                yield [
                    label,
                    plan.measure,
                    measures[plan.measure].title,
                    plan.drawn,
                    plan.cases,
                    interval_words(plan, measures[plan.measure]),
                    None if plan.interval is None else width(plan.interval),
                    None if plan.days is None else days_wide(plan.days),
                ]

    book.add_table_sheet(
        "What reading would tell",
        "What reading these cases would tell of each measure",
        "One row for each force and measure.",
        columns,
        rows(),
        lines=[PLANNING],
        frozen_columns=2,
    )


def _write_cover(book: ResultBook, report: Report) -> None:
    identity = report.framework.identity
    lines = [
        f"Visit list made from {count_text(len(report.forces), 'submission')}.",
        STANDING,
        identity.standing,
        *caveat_sentences(report),
        f"Framework: {identity.id}, edition {identity.edition}, of {date_text(identity.date)}.",
        f"Hash of the framework (SHA-256): {report.framework_sha256}",
        f"Dates are judged as of {date_text(report.as_of)}.",
        f"Made by benchmark {report.tool_version}.",
    ]
    fill_cover(book, lines)
