"""What was read and by which rules: the method of the export, with what only a report has."""

from collections.abc import Iterator

from slavery_benchmark.core.comparing.funnel import FEWEST_FORCES
from slavery_benchmark.core.framework.declared import exact
from slavery_benchmark.core.framework.framework import Framework
from slavery_benchmark.document.blocks import Block, Paragraph, Section, Table
from slavery_benchmark.document.columns import Column
from slavery_benchmark.document.numbers import date_text, plain_number
from slavery_benchmark.pages.export.method import inputs_table, method_table
from slavery_benchmark.pages.report.context import Context
from slavery_benchmark.pages.words.heads import edition_text
from slavery_benchmark.pages.words.method_rules import OWN, Rule
from slavery_benchmark.pages.words.scores import support_sentence
from slavery_benchmark.pages.words.views import VIEW_WORDS

_RUN = (Column("what", "What"), Column("value", "Value", look="hash"))


def method_section(context: Context) -> Section:
    """Return the section on method."""
    return Section(id="method", title="Method", blocks=tuple(_blocks(context)), own_page=True)


def _blocks(context: Context) -> Iterator[Block]:
    framework = context.framework
    support = support_sentence(context.shown.report.forces)
    yield Paragraph(f"{framework.identity.standing} {support} {framework.words.reading_lines}")
    yield method_table(framework, tuple(_rules(framework)))
    yield _run(context)
    if not context.public:
        yield inputs_table(context.shown.report, context.data.earlier)
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


def _run(context: Context) -> Table:
    data, identity = context.data, context.framework.identity
    editions = ", ".join(sorted({item.edition for item in data.earlier}))
    rows = (
        ("View", VIEW_WORDS[data.view]),
        ("Framework", f"{edition_text(context.framework)}, of {date_text(identity.date)}"),
        ("SHA-256 of the framework", data.framework_sha256),
        *((("Editions of earlier submissions", editions),) if editions else ()),
        ("Result digest", data.digest),
        ("Day that counts as today", date_text(data.as_of)),
        ("Version of benchmark", data.tool_version),
        ("Answers that count", f"assurance {data.at_least.value} or better"),
    )
    records = tuple({"what": what, "value": value} for what, value in rows)
    return Table(id="run", title="This report", columns=_RUN, records=records, data=False)


def _rules(framework: Framework) -> Iterator[Rule]:
    """Yield how numbers are made that stand in no other place: of funnels, visits and changes."""
    if framework.cases is not None:
        yield Rule(
            "Funnel plot",
            "Middle: Σx / Σn over the forces, or a target given. A count is outside a "
            "limit if P(X ≤ x) or P(X ≥ x), exact, is below 2.5% (or 0.1%) at that "
            "proportion. z = (x/n - middle) / √(middle(1 - middle)/n); the z-scores are "
            "winsorised at 10%, overdispersion φ = mean of z²; if forces differ by more than "
            "chance (p below 0.05) the distance of the limits is multiplied by √φ. At least "
            f"{FEWEST_FORCES} forces.",
            "D. J. Spiegelhalter, Statistics in Medicine 24 (2005), 1185-1202.",
        )
        yield Rule(
            "Visit list",
            "Groups in a fixed order; inside each, priority = share of the overall score × gap, in "
            "points of the overall score.",
            OWN,
        )
    target = plain_number(exact(framework.target.score))
    yield Rule(
        "What became of a criterion",
        "On unrounded supported scores, the first that holds: no earlier result; not re-tested; "
        "regressed (below target and lower, or no longer at target); held (at target both times; "
        "embedded, through two changes); remedied (newly at target); improved (higher); persists.",
        OWN,
    )
    yield Rule(
        "Progress",
        f"(now - then) / ({target} - then), at most 1; of the force's own earlier result alone.",
        OWN,
    )
    yield Rule(
        "Bridge",
        "One thing is changed at a time (levels, what is answered, not applicable, checks and "
        "rules, weights); each part is the difference of two full scores, so that then + Σparts = "
        "now.",
        OWN,
    )
