"""The sheet of levels then against levels now."""

from collections.abc import Iterator

from slavery_benchmark.core.reinspection.progress import ProgressReport
from slavery_benchmark.document.numbers import date_text
from slavery_benchmark.formats.workbook.cells import COUNT
from slavery_benchmark.formats.workbook.sheets import Column, ResultBook, Row
from slavery_benchmark.render.progress.options import frameworks_of
from slavery_benchmark.render.progress.transitions import STATES, answer_label, transitions_of
from slavery_benchmark.render.progress.xlsx_changes import spans


def add_transitions(book: ResultBook, report: ProgressReport) -> None:
    """Add Transitions: one row for each force, span and answer then, one column an answer now."""
    framework = frameworks_of(report)[-1]
    answers = [str(level.level) for level in framework.levels]
    answers += [state.value for state in STATES]
    columns = [
        Column("Force", 26),
        Column("Since", 10),
        Column("Answer then", 19),
        *(Column(f"Now {answer_label(answer, framework)}", 12, COUNT) for answer in answers),
        Column("All", 8, COUNT),
    ]

    def rows() -> Iterator[Row]:
        for name, _, since, compared in spans(report):
            found = transitions_of(compared.change)
            for then, counts in zip(found.answers, found.counts, strict=True):
                by_answer = dict(zip(found.answers, counts, strict=True))
                yield [
                    name,
                    since,
                    answer_label(then, compared.change.framework),
                    *(by_answer.get(answer, 0) for answer in answers),
                    sum(counts),
                ]

    days = {date_text(compared.change.later.end) for _, _, _, compared in spans(report)}
    about = "How many checks went from which answer to which, with each level as it counts."
    book.add_table_sheet(
        "Transitions",
        "Transitions: levels then against levels now",
        f"{about} Now: the submission to {days.pop()}." if len(days) == 1 else about,
        columns,
        rows(),
        frozen_columns=3,
    )
