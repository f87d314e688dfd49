"""The table of one force: every part of its score, with judged and measured side by side."""

from collections.abc import Iterator
from typing import Any

from slavery_benchmark.core.framework.framework import Framework
from slavery_benchmark.core.scoring.scores import ForceScore
from slavery_benchmark.document.blocks import Table
from slavery_benchmark.document.columns import Column
from slavery_benchmark.document.numbers import count_text, period_text
from slavery_benchmark.pages.export.columns import (
    DIFFERS_KEY,
    FIGURES,
    KEY,
    LOOK_KEY,
    Shown,
    part_records,
)
from slavery_benchmark.pages.export.measures import judged_text, measured_text
from slavery_benchmark.pages.heads import in_words
from slavery_benchmark.pages.words.scores import headline, plain_name, row_note

_FIGURES = ("score", "coverage", "baseline", "difference", "position", "band")
_COLUMNS = (
    Column("id", "Id", width=9),
    Column("title", "Title", width=30),
    *(column for column in FIGURES if column.key in _FIGURES),
)
_LEVELS = (
    Column("judged", "Judged levels", width=24),
    Column("measured", "Measured levels and figures", width=36),
)
_NOTE = Column("note", "Note", width=36)


def force_tables(shown: Shown) -> Iterator[Table]:
    """Yield a table for the sheet of each force; one that is there twice has two names."""
    framework = shown.report.framework
    named: list[str] = []
    for label, force in zip(shown.labels, shown.report.forces, strict=True):
        submission = force.submission
        name = plain_name(submission)
        named.append(name)
        again = named.count(name)
        problems = count_text(len(submission.problems), "problem")
        period = period_text(submission.period_start, submission.period_end)
        yield Table(
            id="force",
            title=label,
            columns=(*in_words(_COLUMNS, shown.words), *(_LEVELS if shown.measured else ()), _NOTE),
            records=tuple(_rows(force, framework)),
            strong="strong",
            notes=(
                *headline(force, framework),
                shown.words.say(f"{KEY} {LOOK_KEY}"),
                *((_differs_here(),) if shown.measured else ()),
                "Claimed scores and what scores could be stand in the note; as numbers on Scores.",
            ),
            sheet=f"{name} ({again})" if again > 1 else name,
            about=f"{label}: {period}, from {submission.source.file}, {problems}.",
            data=False,
        )


def _differs_here() -> str:
    return f"Behind a judged level, {DIFFERS_KEY}: the sheet Checks names the measures."


def _rows(force: ForceScore, framework: Framework) -> Iterator[dict[str, Any]]:
    measures = {item.node.id: item for item in force.measures}
    criteria = {criterion.id: criterion for _, criterion in framework.criteria()}
    for record in part_records(force):
        record |= {"note": row_note(record["node"]), "strong": record["part"] == "overall"}
        criterion = criteria.get(record["id"])
        if criterion is not None:
            checks = (force.check(check.id) for check in criterion.checks)
            record["judged"] = judged_text(checks, marked=True)
            found = [(measure, measures[measure.id]) for measure in criterion.measures]
            record["measured"] = measured_text(found) or "no measure"
        yield record
