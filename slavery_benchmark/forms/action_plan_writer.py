"""The action plan as an Excel workbook: rows to fill in, and what was promised beside what is."""

from collections.abc import Iterator, Sequence
from copy import copy
from datetime import date
from typing import Any

from msgspec import structs
from openpyxl.packaging.custom import StringProperty
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.pagebreak import Break

from slavery_benchmark.core.change.actions import Action, ActionPlans, ForceActions
from slavery_benchmark.core.scoring.report import Report
from slavery_benchmark.document.numbers import count_text, date_text
from slavery_benchmark.extracting.action_layout import (
    AS_OF_PROPERTY,
    CODE,
    COUNT_PROPERTY,
    CRITERION,
    DONE,
    DUE,
    FORCE,
    INPUT_COLUMNS,
    NOTE,
    OWNER,
    PLAN_SHEET,
    STEPS,
)
from slavery_benchmark.extracting.layout import EDITION_PROPERTY
from slavery_benchmark.formats.workbook.cells import SCORE, SHARE
from slavery_benchmark.formats.workbook.cover import fill_cover, saved
from slavery_benchmark.formats.workbook.sheets import Column, ResultBook, Row, TableSheet
from slavery_benchmark.forms.action_plan_promised import PROMISED_SHEET, add_promises
from slavery_benchmark.pages.actions.words import (
    ORDER,
    RANKS,
    deadline_text,
    plans_lines,
    standing_words,
    status_text,
    why_lines,
)
from slavery_benchmark.pages.words.heads import caveat_sentences
from slavery_benchmark.pages.words.scores import force_title, position_text
from slavery_benchmark.writing.sheet_style import DATE_FORMAT, date_entry_rule, put_input

_LEAST_HEIGHT = 48.0
"""In points: room for a few lines written by hand or typed."""
_COLUMNS = (
    Column(FORCE, 14),
    Column(CRITERION, 9),
    Column("Title", 15),
    Column("What good looks like", 30),
    Column("Where it stands", 38),
    Column(STEPS, 34),
    Column(OWNER, 13),
    Column(DUE, 11),
    Column(DONE, 11),
    Column(NOTE, 14),
    Column(CODE, 12, printed=False),
    Column("Standing", 14, printed=False),
    Column("Against the baseline", 11, printed=False),
    Column("Score", 8, SCORE, printed=False),
    Column("Could be, low", 8, SCORE, printed=False),
    Column("Could be, high", 8, SCORE, printed=False),
    Column("Answered", 10, SHARE, printed=False),
    Column("Points", 8, SCORE, printed=False),
    Column("What was found", 36, printed=False),
    Column("Known", 12, printed=False),
    Column("Source", 44, printed=False),
)
_AGAINST, _FOUND = "Against the baseline", "What was found"
_PLACES = {column.header: place for place, column in enumerate(_COLUMNS, start=1)}
_FILL_IN = (
    "Fill in the tinted cells. Owner is a post, not a name. For a further step copy the row. Leave "
    "the columns Force and Criterion as they are: by them the plan is read back."
)
_TO_THE_RIGHT = (
    "To the right of the printed columns: figures, what {} found, and whether that is known "
    "first-hand. Points is share of the overall score x gap to target."
)


def render_actions_xlsx(report: Report, plans: ActionPlans, published: date | None) -> bytes:
    """Return the action plans as an .xlsx workbook that can be filled in and read back."""
    book = ResultBook(report.framework.identity.title)
    _add_plan(book, report, plans)
    if any(item.promises for item in plans.forces):
        add_promises(book, plans, report.framework.words)
    _add_sources(book, report)
    fill_cover(book, list(_cover_lines(report, plans, published)))
    identity = report.framework.identity
    rows = sum(len(item.actions) for item in plans.forces)
    properties: Any = book.book.custom_doc_props  # type: ignore[attr-defined]  # not in the stubs
    for name, value in (
        (EDITION_PROPERTY, f"{identity.id} {identity.edition}"),
        (AS_OF_PROPERTY, report.as_of.isoformat()),
        (COUNT_PROPERTY, str(rows)),
    ):
        properties.append(StringProperty(name=name, value=value))
    return saved(book, "action plan", standing_words(report.forces), report.tool_version)


def _add_plan(book: ResultBook, report: Report, plans: ActionPlans) -> None:
    def rows() -> Iterator[Row]:
        for item in plans.forces:
            for action in item.actions:
                yield _row(action, item, report)

    words = report.framework.words
    heads = {_AGAINST: words.against, _FOUND: f"What {words.found_by} found"}
    said = [_FILL_IN, words.say(ORDER), _TO_THE_RIGHT.format(words.found_by)]
    none = not any(item.actions for item in plans.forces)
    placed = book.add_table_sheet(
        PLAN_SHEET,
        "Action plan: what is not yet at target",
        "One row for each force and criterion that is not at target, or of which too little is "
        "known to say.",
        tuple(
            structs.replace(column, header=heads.get(column.header, column.header))
            for column in _COLUMNS
        ),
        rows(),
        lines=["There is no such criterion."] if none else said,
        frozen_columns=_PLACES["Title"],
    )
    if not none:
        _prepare_inputs(placed)
        _break_pages(placed, [len(item.actions) for item in plans.forces])


def _row(action: Action, item: ForceActions, report: Report) -> Row:
    framework, criterion, node = report.framework, action.criterion, action.node
    where = [status_text(action, framework), *why_lines(action, item, framework)]
    if action.promises:
        count = count_text(len(action.promises), "step")
        overdue = sum(found.overdue for found in action.promises)
        late = f", {overdue} overdue" if overdue else ""
        where.append(f"Promised before: {count}{late}; see {PROMISED_SHEET}.")
    found = criterion.shortcomings
    names = {source.id: source.title for source in framework.sources}
    return [
        force_title(item.force),
        criterion.id,
        criterion.title,
        criterion.good,
        " ".join(where),
        *([None] * len(INPUT_COLUMNS)),
        item.force.submission.code,
        framework.words.say(action.standing),
        position_text(node),
        node.tally.score,
        node.tally.low,
        node.tally.high,
        node.tally.coverage,
        action.priority,
        " ".join(f"{each.id}: {each.text}" for each in found),
        ", ".join(dict.fromkeys(RANKS[each.rank] for each in found)),
        " ".join(
            f"{each.id}: {'; '.join(names[source] for source in each.sources)} ({each.where})."
            for each in found
        ),
    ]


def _prepare_inputs(placed: TableSheet) -> None:
    """Tint the cells to fill in, with a rule on dates and room to write."""
    sheet = placed.sheet
    first, last = placed.header_row + 1, placed.last_row
    for row in range(first, last + 1):
        for name in INPUT_COLUMNS:
            cell: Any = sheet.cell(row, _PLACES[name])
            # the writer of tables shares one style between cells
            cell._style = copy(cell._style)  # noqa: SLF001
            put_input(cell, "")
            if name in (DUE, DONE):
                cell.number_format = DATE_FORMAT
        height = sheet.row_dimensions[row].height or 0
        sheet.row_dimensions[row].height = max(height, _LEAST_HEIGHT)
    rule = date_entry_rule()
    sheet.add_data_validation(rule)
    for name in (DUE, DONE):
        letter = get_column_letter(_PLACES[name])
        rule.add(f"{letter}{first}:{letter}{last}")


def _break_pages(placed: TableSheet, rows: Sequence[int]) -> None:
    """Begin each force on a page of its own."""
    last = placed.header_row
    for count in rows[:-1]:
        last += count
        if count and last < placed.last_row:
            placed.sheet.row_breaks.append(Break(id=last))


def _add_sources(book: ResultBook, report: Report) -> None:
    book.add_table_sheet(
        "Sources",
        f"Sources: where facts about {report.framework.words.baseline} come from",
        f"First-hand: what {report.framework.words.body} itself published. Second-hand: an account "
        "of it.",
        [Column("Id", 18), Column("Known", 14), Column("Source", 70), Column("Note", 40)],
        (
            [source.id, RANKS[source.rank], source.title, source.note]
            for source in report.framework.sources
        ),
    )


def _cover_lines(report: Report, plans: ActionPlans, published: date | None) -> Iterator[str]:
    identity = report.framework.identity
    yield f"Action plan made from {count_text(len(report.forces), 'submission')}."
    yield standing_words(report.forces)
    if published is not None:
        yield deadline_text(published, report.as_of)
    yield identity.standing
    yield from caveat_sentences(report)
    yield from plans_lines(plans)
    yield f"Framework: {identity.id}, edition {identity.edition}, of {date_text(identity.date)}."
    yield f"Hash of the framework (SHA-256): {report.framework_sha256}"
    yield f"Dates are judged as of {date_text(report.as_of)}."
    yield f"Made by benchmark {report.tool_version}."
