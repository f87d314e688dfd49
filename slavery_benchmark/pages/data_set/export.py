"""A data set as sheets to work with: its summary, each submission in a row, and the problems."""

from collections.abc import Sequence
from typing import Any

import msgspec

from slavery_benchmark.core.comparing.set_summary import SetSummary
from slavery_benchmark.core.framework.framework import Framework
from slavery_benchmark.core.scoring.baseline import Position
from slavery_benchmark.core.scoring.scores import OVERALL
from slavery_benchmark.document.blocks import Document, Section, Streamed, Table
from slavery_benchmark.document.columns import Column, Kind
from slavery_benchmark.document.positions import POSITION_MARKS
from slavery_benchmark.pages.data_set.page import summary_page
from slavery_benchmark.pages.export.columns import BAND, NOT_GIVEN, POSITION_KEY, sheet_of
from slavery_benchmark.pages.export.method import method_table

_PROBLEMS = (
    Column("severity", "Severity", width=11),
    Column("code", "Code", width=26),
    Column("count", "How many", Kind.COUNT, width=10),
    Column("example", "The first of them", width=90),
)


class Given(msgspec.Struct, frozen=True, kw_only=True):
    """What is not in the summary: kinds of problem, and what `submission_record` makes of each
    submission.

    manifest_sha256: of the manifest of the data set.
    """

    problems: Sequence[Any]
    submissions: Streamed
    manifest_sha256: str


def set_export_page(summary: SetSummary, given: Given) -> Document:
    """Return the page. The submissions are taken one by one while they are written."""
    head, page = summary.overview.head, summary_page(summary)
    tables = [_problems(given.problems), method_table(head.framework)]
    if given.submissions.count:
        tables.insert(0, _submissions(head.framework, given.submissions))
    return msgspec.structs.replace(
        page,
        sections=(
            *page.sections,
            *(Section(id=table.id, title=table.sheet, blocks=(table,)) for table in tables),
        ),
        run=f"Hash of the manifest of the data set (SHA-256): {given.manifest_sha256}",
        subject="data set",
    )


def _problems(problems: Sequence[Any]) -> Table:
    return sheet_of(
        "Problems",
        "how many of each kind",
        _PROBLEMS,
        tuple(problems),
        about="Each problem is in the data set; here is the first of each kind."
        if problems
        else "There are none.",
    )


def _submissions(framework: Framework, submissions: Streamed) -> Table:
    themes = [theme.id for theme in framework.themes]
    columns = (
        Column("force", "Force", width=30),
        Column("code", "Code", width=25),
        Column("fictional", "Invented", Kind.FLAG),
        Column("start", "Period from", Kind.DATE),
        Column("end", "Period to", Kind.DATE),
        Column("taken", "Summed up", width=12),
        _score("score", "Overall", "position"),
        Column("position", framework.words.against, blank=NOT_GIVEN, width=15),
        Column("band", BAND.head, width=16),
        Column("coverage", "Answered", Kind.SHARE, width=10),
        *(_score(f"{theme} score", f"{theme} score", f"{theme} position") for theme in themes),
        Column("claimed", "Claimed", Kind.SCORE, printed=False),
        Column("low", "Could be, low", Kind.SCORE, printed=False),
        Column("high", "Could be, high", Kind.SCORE, printed=False),
        Column("excused", "Not applicable", Kind.SHARE, width=10, printed=False),
        *(_answered(theme) for theme in themes),
        Column("file", "File", width=40, printed=False),
    )
    return sheet_of(
        "Submissions",
        "one row each",
        columns,
        (),
        streamed=submissions,
        notes=(POSITION_KEY, "A blank number is unknown or does not apply, never 0."),
        about="Every submission of the data set, in the order of its parts: filter and sort at "
        "will.",
    )


def _score(key: str, head: str, position: str) -> Column:
    return Column(key, head, Kind.SCORE, marks=POSITION_MARKS, marked_by=position)


def _answered(theme: str) -> Column:
    head = f"{theme} answered"
    return Column(head, head, Kind.SHARE, width=10, printed=False)


def submission_record(
    nodes: dict[str, dict[str, Any]], themes: Sequence[str], more: dict[str, Any]
) -> dict[str, Any]:
    """Return the record of a submission from its rows by node, and what is not in these.

    KeyError if a node is missing, ValueError if a position is none.
    """
    record = {**nodes[OVERALL], **more, "position": _position(nodes[OVERALL])}
    for theme in themes:
        row = nodes[theme]
        record |= {f"{theme} score": row["score"], f"{theme} position": _position(row)}
        record[f"{theme} answered"] = row["coverage"]
    return record


def _position(row: dict[str, Any]) -> Position | None:
    return Position(row["position"]) if row["position"] else None
