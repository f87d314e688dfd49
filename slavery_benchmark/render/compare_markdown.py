"""Forces side by side as Markdown: the table, then what it means in words."""

from collections.abc import Iterator

from slavery_benchmark.core.comparison import NAME, Comparison
from slavery_benchmark.core.report import Report
from slavery_benchmark.core.scores import Assurance
from slavery_benchmark.render.compare_text import national_line, rank_text
from slavery_benchmark.render.compare_words import (
    alone_sentence,
    cell_text,
    contrast_lines,
    count_line,
    fixed_lines,
    introduction,
    missing_words,
    own_cases_lines,
    pair_lines,
)
from slavery_benchmark.render.markdown import escaped
from slavery_benchmark.render.numbers import date_text, score_text
from slavery_benchmark.render.own_cases import rung_sentence
from slavery_benchmark.render.symbols import UNICODE
from slavery_benchmark.render.words import REFERENCE_LINE, SUPPORT, force_title


def render_comparison_markdown(report: Report, comparison: Comparison, *, sample: bool) -> str:
    """Return the comparison as Markdown, with the same sentences as the text."""
    framework = report.framework
    identity = framework.identity
    parts = [
        f"# {escaped(identity.title)}",
        (
            f"Framework {escaped(identity.id)} {escaped(identity.edition)} "
            f"(`{report.framework_sha256[:12]}`), as of {date_text(report.as_of)}. "
            f"{escaped(identity.standing)} {SUPPORT} {REFERENCE_LINE}"
        ),
        rung_sentence(report.at_least) if report.at_least is not Assurance.ASSERTED else "",
        " ".join(escaped(sentence) for sentence in introduction(comparison, framework)),
        "\n".join(_table(report, comparison)),
        escaped(missing_words(comparison, range(len(comparison.forces)))),
        alone_sentence(comparison),
    ]
    parts = [part for part in parts if part]
    lists = (
        (
            "Criterion by criterion",
            (count_line(count, sample=sample) for count in comparison.counts),
        ),
        ("What the forces' own cases show", own_cases_lines(comparison)),
        ("Who is at target where others are not", fixed_lines(comparison)),
        (
            "What stands out in each force, against the mean of the others",
            contrast_lines(comparison),
        ),
        ("Forces that are not told apart", pair_lines(comparison, framework)),
    )
    for heading, lines in lists:
        items = [f"- {escaped(line)}" for line in lines]
        if items:
            parts += [f"## {heading}", "\n".join(items)]
    return "\n\n".join(parts) + "\n"


def _table(report: Report, comparison: Comparison) -> Iterator[str]:
    ranked = comparison.sorted_by != NAME
    columns = comparison.columns
    rank_head = ["Rank"] if ranked else []
    yield "| " + " | ".join(["Force", *rank_head, *columns]) + " |"
    yield "|---|" + "---:|" * (len(columns) + len(rank_head))
    for place, force in enumerate(comparison.forces):
        mark = f" {UNICODE.alone}" if force.judgement_alone else ""
        cells = [escaped(force_title(force)) + mark]
        if ranked:
            cells.append(rank_text(comparison.ranks.get(place), UNICODE))
        for column in columns:
            node = force.node(column)
            text = cell_text(comparison, place, column)
            cells.append(f"{text} {UNICODE.positions[node.position]}".strip())
        yield "| " + " | ".join(cells) + " |"
    if comparison.against.scores is None:
        values, title = national_line(comparison, report.framework), "2017 reference line"
    else:
        values, title = comparison.against.scores, comparison.against.name
    last = [escaped(title), *([""] if ranked else [])]
    yield "| " + " | ".join([*last, *(score_text(values.get(c)) for c in columns)]) + " |"
