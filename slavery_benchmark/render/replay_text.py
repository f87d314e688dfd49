"""What came of making a result again, as a page and as JSON."""

from collections.abc import Mapping, Sequence
from typing import Any

from slavery_benchmark.document.numbers import count_text
from slavery_benchmark.formats.terminal.page import Page
from slavery_benchmark.render.data_files import json_bytes

_SCORES_SHOWN = 12
_COLUMNS = ("In", "Where", "In the result", "Now")


def render_replay_text(
    rows: Sequence[Mapping[str, str]], *, name: str, made_from: str, edition: str, page: Page
) -> str:
    """Return the page: a sentence that answers the question, then every difference.

    `rows` have kind, where, then and now; kind "score" is what comes out, the others go in.
    """
    source = f"{made_from}, with edition {edition} of the criteria"
    if not rows:
        page.paragraph(f"The same: {name} comes out again from {source}, to the last number.")
        return page.text
    inputs = [row for row in rows if row["kind"] != "score"]
    scores = [row for row in rows if row["kind"] == "score"]
    number = count_text(len(rows), "thing")
    page.paragraph(f"Not the same: {number} in {name} came out otherwise from {source}.")
    if scores and not inputs:
        page.paragraph(
            "Nothing that goes into the scores differs: the scores in the file are not what its "
            "answers make."
        )
    elif inputs and not scores:
        page.paragraph("Every score is the same.")
    page.blank()
    shown = [*inputs, *scores[:_SCORES_SHOWN]]
    page.table(
        _COLUMNS, [[row["kind"], row["where"], row["then"], row["now"]] for row in shown], keep=(0,)
    )
    left = len(rows) - len(shown)
    if left:
        page.paragraph(f"{left} more scores differ; --format json lists all.")
    return page.text


def render_replay_json(rows: Sequence[Mapping[str, str]], **about: Any) -> bytes:
    """Return the differences as JSON: `same`, what the result was made again from, and the rows."""
    return json_bytes({"same": not rows, **about, "differences": list(rows)})
