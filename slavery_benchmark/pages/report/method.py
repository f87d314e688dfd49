"""How each number is made, with the rules of the framework that was used, and what was read."""

from collections.abc import Iterator

from slavery_benchmark.core.framework.framework import Framework
from slavery_benchmark.document.blocks import Block, Paragraph, Section, Table
from slavery_benchmark.document.numbers import (
    date_text,
    period_text,
    share_text,
)
from slavery_benchmark.pages.report.context import Context
from slavery_benchmark.pages.report.method_rules import rule_rows
from slavery_benchmark.pages.report.tables import Cell, Head, table_of
from slavery_benchmark.pages.words.scores import SUPPORT
from slavery_benchmark.pages.words.views import VIEW_WORDS


def method_section(context: Context) -> Section:
    """Return the section on method."""
    return Section(id="method", title="Method", blocks=tuple(_blocks(context)), own_page=True)


def _blocks(context: Context) -> Iterator[Block]:
    framework = context.framework
    yield Paragraph(f"{framework.identity.standing} {SUPPORT} {framework.words.reading_lines}")
    yield table_of(
        id="method-rules",
        caption="How each number is made",
        columns=(Head("What"), Head("How"), Head("The framework's reason")),
        rows=tuple(tuple(Cell(text) for text in row) for row in rule_rows(framework)),
        look="roomy",
    )
    yield _weights(framework)
    yield _sources(framework)
    yield _run(context)
    if not context.public:
        yield _inputs(context)
    yield Paragraph(
        "The result digest is the same for every view of one run, and for the same workbooks "
        f"(whatever they are called), criteria and day; {_digest_of(context)}",
        "note",
    )


def _digest_of(context: Context) -> str:
    if not context.data.earlier:
        return "benchmark score -o NAME.json writes the result that it is of."
    return (
        "it covers the earlier submissions too: it is the SHA-256 of the digests, a line each, of "
        "the result of the latest submissions and of each earlier one by itself, these in order."
    )


def _weights(framework: Framework) -> Table:
    shares = framework.effective_weights()
    return table_of(
        id="method-weights",
        caption="Weights: shares of the overall score when everything is answered",
        columns=(Head("Theme"), Head("Share", numeric=True), Head("Why")),
        rows=tuple(
            (
                Cell(f"{theme.id} {theme.title}"),
                Cell(share_text(shares[theme.id])),
                Cell(theme.weight_because),
            )
            for theme in framework.themes
        ),
        look="roomy",
    )


def _sources(framework: Framework) -> Table:
    return table_of(
        id="method-sources",
        caption=f"Sources of what is said of {framework.words.found_by}",
        columns=(Head("Source"), Head("Rank"), Head("Note")),
        rows=tuple(
            (Cell(item.title), Cell(item.rank), Cell(item.note)) for item in framework.sources
        ),
        look="roomy",
    )


def _run(context: Context) -> Table:
    data, identity = context.data, context.framework.identity
    editions = ", ".join(sorted({item.edition for item in data.earlier}))
    rows = (
        ("View", VIEW_WORDS[data.view]),
        ("Framework", f"{identity.id} {identity.edition}, of {date_text(identity.date)}"),
        ("SHA-256 of the framework", data.framework_sha256),
        *((("Editions of earlier submissions", editions),) if editions else ()),
        ("Result digest", data.digest),
        ("Day that counts as today", date_text(data.as_of)),
        ("Version of benchmark", data.tool_version),
        ("Answers that count", f"assurance {data.at_least.value} or better"),
    )
    return table_of(
        id="method-run",
        caption="This report",
        columns=(Head("What"), Head("Value")),
        rows=tuple((Cell(what), Cell(value, "hash")) for what, value in rows),
    )


def _inputs(context: Context) -> Table:
    rows, identity = [], context.framework.identity
    edition = f"{identity.id} {identity.edition}"
    for place, force in enumerate(context.forces):
        file, sha256 = force.source or ("", "")
        period = period_text(force.period_start, force.period_end)
        rows.append(_input(context.name(place), period, edition, file, sha256))
    for item in context.data.earlier:
        period = period_text(item.period_start, item.period_end)
        rows.append(_input(item.force, period, item.edition, *(item.source or ("", ""))))
    return table_of(
        id="method-inputs",
        caption="Workbooks that the scores are of, with the SHA-256 of each file",
        columns=(
            Head("Force"),
            Head("Period"),
            Head("Edition"),
            Head("File"),
            Head("SHA-256"),
        ),
        rows=tuple(rows),
    )


def _input(force: str, period: str, edition: str, file: str, sha256: str) -> tuple[Cell, ...]:
    return (Cell(force), Cell(period), Cell(edition), Cell(file), Cell(sha256, "hash"))
