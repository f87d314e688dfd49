"""Official figures beside the scores, as a section of a page."""

from collections.abc import Iterable

from slavery_benchmark.core.comparing.context import OfficialFigures
from slavery_benchmark.core.scoring.submission import Submission
from slavery_benchmark.document.blocks import Section, Table, paragraphs
from slavery_benchmark.document.columns import Column
from slavery_benchmark.pages.words.context import (
    context_sentences,
    force_cells,
    one_each,
    period_sentences,
)
from slavery_benchmark.pages.words.scores import submission_title


def context_section(context: OfficialFigures, submissions: Iterable[Submission]) -> Section:
    """Return the recorded offences of the forces, then the sentences about all forces."""
    shown = one_each(submissions)
    year = context.crime.year
    columns = (
        Column("name", "Force", width=34),
        Column("recorded", f"Recorded {year}", whole_words=True, width=12),
        Column("note", "Note", width=60),
    )
    rows = []
    for item in shown:
        recorded, note = force_cells(context, item)
        rows.append({"name": submission_title(item), "recorded": recorded, "note": note})
    table = Table(
        id="recorded crime",
        title="",
        columns=columns,
        records=tuple(rows),
        sheet="Recorded crime",
        data=False,
    )
    said = paragraphs([*period_sentences(context, shown), *context_sentences(context)])
    title = f"Context: recorded modern slavery offences, {year}, in no score"
    return Section(id="context", title=title, blocks=(table, *said))
