"""What came of making a result again: whether it is the same, and every difference."""

from collections.abc import Mapping, Sequence

from slavery_benchmark.document.blocks import Document, Section, Table
from slavery_benchmark.document.columns import Column
from slavery_benchmark.document.numbers import count_text
from slavery_benchmark.pages.heads import STANDING

_SCORES_SHOWN = 12
_SCORE = "score"
_DIFFERENCES = (
    Column("kind", "In", whole_words=True, width=12),
    Column("where", "Where", width=40),
    Column("then", "In the result", width=40),
    Column("now", "Now", width=40),
)


def replay_page(
    rows: Sequence[Mapping[str, str]], *, name: str, made_from: str, edition: str, title: str
) -> Document:
    """Return the page: a sentence that answers the question, then every difference.

    `rows` have kind, where, then and now; kind "score" is what comes out, the others go in, and
    come first.
    """
    inputs = [row for row in rows if row["kind"] != _SCORE]
    scores = [row for row in rows if row["kind"] == _SCORE]
    ordered = (*inputs, *scores)
    table = Table(
        id="difference",
        title="",
        columns=_DIFFERENCES,
        records=ordered,
        sheet="Differences",
        limit=len(inputs) + _SCORES_SHOWN,
    )
    source = f"{made_from}, with edition {edition} of the criteria"
    if not rows:
        lead = [f"The same: {name} comes out again from {source}, to the last number."]
    else:
        number = count_text(len(rows), "thing")
        lead = [f"Not the same: {number} in {name} came out otherwise from {source}."]
        if not inputs:
            lead.append(
                "Nothing that goes into the scores differs: the scores in the file are not what "
                "its answers make."
            )
        elif not scores:
            lead.append("Every score is the same.")
    return Document(
        title=f"{title}: a result made again",
        lead=tuple(lead),
        standing=STANDING,
        sections=(Section(id="differences", title="", blocks=(table,)),),
        records=lambda: {
            "same": not rows,
            "result": name,
            "edition": edition,
            "differences": ordered,
        },
        subject="a result made again",
    )
