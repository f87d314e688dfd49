"""Forces side by side as Markdown: the table, then what it means in words."""

from collections.abc import Iterator

from slavery_benchmark.core.comparison import NAME, Comparison
from slavery_benchmark.core.report import Report
from slavery_benchmark.document.numbers import score_text
from slavery_benchmark.formats.terminal.symbols import UNICODE
from slavery_benchmark.render.compare_marks import (
    alone_sentence,
    differing_in,
    differs_sentence,
    marks_of,
)
from slavery_benchmark.render.compare_words import (
    COUNTS_HEADING,
    cell_text,
    count_line,
    further_lists,
    introduction,
    missing_words,
    rank_text,
    reference_row,
)
from slavery_benchmark.render.markdown_parts import escaped, run_head, table
from slavery_benchmark.render.words import force_title


def render_comparison_markdown(report: Report, comparison: Comparison, *, sample: bool) -> str:
    """Return the comparison as Markdown, with the same sentences as the text."""
    framework = report.framework
    parts = [
        *run_head(report),
        " ".join(escaped(sentence) for sentence in introduction(comparison, framework)),
        _grid(report, comparison),
        escaped(missing_words(comparison, range(len(comparison.forces)))),
        alone_sentence(comparison),
        differs_sentence(comparison),
    ]
    parts = [part for part in parts if part]
    counts = (count_line(count, sample=sample) for count in comparison.counts)
    for heading, lines in ((COUNTS_HEADING, counts), *further_lists(comparison, framework)):
        items = [f"- {escaped(line)}" for line in lines]
        if items:
            parts += [f"## {heading}", "\n".join(items)]
    return "\n\n".join(parts) + "\n"


def _grid(report: Report, comparison: Comparison) -> str:
    """Return the table: a line a force, and last what they are compared with."""
    ranked = comparison.sorted_by != NAME
    columns = comparison.columns
    header = ["Force", *(["Rank"] if ranked else []), *columns]
    rule = "|---|" + "---:|" * (len(header) - 1)
    title, values = reference_row(comparison, report.framework)
    last = [title, *([""] if ranked else []), *(score_text(values.get(c)) for c in columns)]
    return table(header, rule, [*_rows(comparison), last])


def _rows(comparison: Comparison) -> Iterator[list[str]]:
    for place, force in enumerate(comparison.forces):
        cells = [f"{force_title(force)} {marks_of(force, comparison)}".rstrip()]
        if comparison.sorted_by != NAME:
            cells.append(rank_text(comparison.ranks.get(place), UNICODE))
        for column in comparison.columns:
            node = force.node(column)
            text = cell_text(comparison, place, column)
            marks = [UNICODE.positions[node.position].strip()]
            marks.append(UNICODE.differs if differing_in(force, column) else "")
            cells.append(" ".join(part for part in (text, *marks) if part))
        yield cells
