"""The table of one force: every part of its score, with judged and measured side by side."""

from collections.abc import Iterator, Sequence
from typing import Any

import msgspec

from slavery_benchmark.core.framework.framework import Framework
from slavery_benchmark.core.scoring.scores import CheckScore, ForceScore, MeasureScore
from slavery_benchmark.core.view.model import CheckView, MeasureView
from slavery_benchmark.document.blocks import Table
from slavery_benchmark.document.columns import Column
from slavery_benchmark.document.numbers import count_text, percent_text, period_text
from slavery_benchmark.pages.export.columns import (
    CONTRADICTED_KEY,
    DIFFERS_KEY,
    FIGURES,
    JUST_KEY,
    KEY,
    LOOK_KEY,
    Shown,
    criterion_place,
    part_records,
)
from slavery_benchmark.pages.export.measures import judged_text, measured_text
from slavery_benchmark.pages.heads import in_words
from slavery_benchmark.pages.words.scores import headline, plain_name, row_note

_FIGURES = ("score", "coverage", "baseline", "difference", "position", "band")
_COLUMNS = (
    Column("id", "Id", to_by="leads", width=9),
    Column("title", "Title", width=30),
    *(column for column in FIGURES if column.key in _FIGURES),
)
_LEVELS = (
    Column("judged", "Judged levels", width=24),
    Column("measured", "Measured levels and figures", width=36),
)
_NAMED = ": the sheet Checks names the measures."
_NOTE = Column("note", "Note", width=36)


def force_table(shown: Shown, place: int) -> Table:
    """Return every part of the score of the force at a place, as the view shows it."""
    framework, force = shown.report.framework, shown.report.forces[place]
    checks: Sequence[CheckScore | CheckView] = force.checks
    measures: Sequence[MeasureScore | MeasureView] = force.measures
    if shown.public and shown.data is not None:
        checks, measures = shown.data.forces[place].checks, shown.data.forces[place].measures
    differs = f"Behind a judged level, {DIFFERS_KEY}."
    return Table(
        id="force",
        title=shown.labels[place],
        columns=(*in_words(_COLUMNS, shown.words), *(_LEVELS if shown.measured else ()), _NOTE),
        records=tuple(_rows(force, framework, checks, measures)),
        strong="strong",
        notes=(
            shown.words.say(f"{KEY} {LOOK_KEY}"),
            *(() if shown.public else (JUST_KEY,)),
            *((differs, CONTRADICTED_KEY) if shown.measured and not shown.public else ()),
        ),
        data=False,
    )


def force_tables(shown: Shown) -> Iterator[Table]:
    """Yield a table for the sheet of each force; one that is there twice has two names."""
    named: list[str] = []
    for place, force in enumerate(shown.report.forces):
        submission, label = force.submission, shown.labels[place]
        name = plain_name(submission)
        named.append(name)
        again = named.count(name)
        problems = count_text(len(submission.problems), "problem")
        period = period_text(submission.period_start, submission.period_end)
        table = force_table(shown, place)
        yield msgspec.structs.replace(
            table,
            notes=(
                *headline(force, shown.report.framework),
                *(
                    f"{note.removesuffix('.')}{_NAMED if DIFFERS_KEY in note else '.'}"
                    for note in table.notes
                ),
                "Claimed scores and what scores could be stand in the note; as numbers on Scores.",
            ),
            sheet=f"{name} ({again})" if again > 1 else name,
            about=f"{label}: {period}, from {submission.source.file}, {problems}.",
        )


def _rows(
    force: ForceScore,
    framework: Framework,
    checks: Sequence[CheckScore | CheckView],
    measures: Sequence[MeasureScore | MeasureView],
) -> Iterator[dict[str, Any]]:
    judged, found = {c.node.id: c for c in checks}, {m.node.id: m for m in measures}
    criteria = {criterion.id: criterion for _, criterion in framework.criteria()}
    for record in part_records(force, framework):
        notes = [row_note(record["node"])]
        if record["withheld"]:
            notes.append(f"{percent_text(record['withheld'])} not shown, as counts are below 5")
        record |= {"note": "; ".join(filter(None, notes)), "strong": record["part"] == "overall"}
        criterion = criteria.get(record["id"])
        if criterion is not None:
            record["leads"] = criterion_place(criterion.id)
            record["judged"] = judged_text((judged[c.id] for c in criterion.checks), marked=True)
            shown = [(measure, found[measure.id]) for measure in criterion.measures]
            record["measured"] = measured_text(shown) or "no measure"
        yield record
