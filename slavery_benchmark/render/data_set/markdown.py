"""The summary of a data set as Markdown, with the same sentences as the text."""

from collections.abc import Iterator

from slavery_benchmark.core.set_summary import SetSummary
from slavery_benchmark.document.numbers import percent_text, score_text
from slavery_benchmark.render.data_set.text import spread_values
from slavery_benchmark.render.data_set.words import (
    MISSING,
    POSITIONS,
    SCORES,
    SCORES_LINE,
    STANDING,
    STANDING_LINE,
    introduction,
    label,
    missing_lines,
)
from slavery_benchmark.render.markdown_parts import escaped, run_head, table
from slavery_benchmark.render.words import POSITION_WORDS


def render_summary_markdown(summary: SetSummary) -> str:
    """Return the summary as Markdown."""
    parts = [
        *run_head(summary.overview.head),
        " ".join(escaped(sentence) for sentence in introduction(summary)),
        f"## {SCORES}",
        escaped(SCORES_LINE),
        _scores(summary),
        f"## {STANDING}",
        escaped(STANDING_LINE),
        _standing(summary),
    ]
    lines = [f"- {escaped(line)}" for line in missing_lines(summary)]
    if lines:
        parts += [f"## {MISSING}", "\n".join(lines)]
    return "\n\n".join(parts) + "\n"


def _scores(summary: SetSummary) -> str:
    header = ["", "With a score", "Without", "Lowest", "Lower quartile", "Median"]
    header += ["Upper quartile", "Highest", "2017 reference line"]
    return table(header, _rule(header), _score_rows(summary))


def _score_rows(summary: SetSummary) -> Iterator[list[str]]:
    for found in summary.nodes:
        counts = [f"{found.with_score:,}", f"{found.without_score:,}"]
        yield [label(found), *counts, *spread_values(found), score_text(found.node.reference)]


def _standing(summary: SetSummary) -> str:
    words = [POSITION_WORDS[position] for position in POSITIONS]
    header = ["", "With a position", words[0], "Share at target", *words[1:], "Without"]
    return table(header, _rule(header), _standing_rows(summary))


def _standing_rows(summary: SetSummary) -> Iterator[list[str]]:
    for found in summary.nodes:
        first, *others = (f"{found.positions[position]:,}" for position in POSITIONS)
        share = percent_text(found.share_at_target)
        yield [label(found), f"{found.placed:,}", first, share, *others, f"{found.not_placed:,}"]


def _rule(header: list[str]) -> str:
    return "|---|" + "---:|" * (len(header) - 1)
