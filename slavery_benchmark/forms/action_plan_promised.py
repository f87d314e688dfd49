"""The sheet on which what was promised stands beside what the later submission shows."""

from collections.abc import Iterator

from slavery_benchmark.core.change.actions import ActionPlans
from slavery_benchmark.core.framework.subject import Subject
from slavery_benchmark.formats.workbook.cells import SCORE
from slavery_benchmark.formats.workbook.sheets import Column, ResultBook, Row
from slavery_benchmark.pages.actions.promises import outcome_text
from slavery_benchmark.pages.words.scores import force_title

PROMISED_SHEET = "Promised and done"


def add_promises(book: ResultBook, plans: ActionPlans, words: Subject) -> None:
    """Add the sheet: one row for each row of an earlier plan in which something was written."""
    columns = [
        Column("Force", 15),
        Column("Criterion", 9),
        Column("Title", 17),
        Column("Promised", 34),
        Column("Owner (post)", 14),
        Column("Due date", 12),
        Column("Done on", 12),
        Column("Note", 16),
        Column("What the later submission shows", 36),
        Column("Score now", 8, SCORE),
        Column("Outcome", 20, printed=False),
        Column("Overdue", 9, printed=False),
        Column("Plan", 22, printed=False),
        Column("Cell", 18, printed=False),
    ]

    def rows() -> Iterator[Row]:
        for item in plans.forces:
            for found in item.promises:
                promise = found.promise
                yield [
                    force_title(item.force),
                    promise.criterion,
                    found.node.title,
                    promise.steps,
                    promise.owner,
                    promise.due or promise.due_found,
                    promise.done or promise.done_found,
                    promise.note,
                    outcome_text(found, words, dates=False),
                    found.node.tally.score,
                    found.outcome.value,
                    found.overdue,
                    found.plan.source.file,
                    promise.cell,
                ]

    book.add_table_sheet(
        PROMISED_SHEET,
        "Promised and done: the earlier plan beside the later submission",
        "One row for each row of an earlier plan in which something was written. Force by force, "
        "overdue first.",
        columns,
        rows(),
        lines=["“Not marked as done” means that no date stands in the column Done on."],
        frozen_columns=2,
    )
