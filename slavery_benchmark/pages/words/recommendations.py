"""A recommendation of the report in a line, with its addressee, deadline and source."""

from slavery_benchmark.core.framework.framework import Framework, Source
from slavery_benchmark.core.framework.references import Recommendation


def source_with_rank(source: Source) -> str:
    """Return the title of a source, with its rank."""
    return f"{source.title} ({source.rank})"


def recommendation_line(item: Recommendation, framework: Framework) -> str:
    """Return a recommendation in our words; that it is unknown, if no source tells of it."""
    if item.text is None:
        return f"Recommendation {item.number}: unknown; no source at hand tells of it."
    deadline = f", {item.deadline}" if item.deadline else ", deadline not known"
    sources = "; ".join(source_with_rank(framework.source(source)) for source in item.source)
    return (
        f"Recommendation {item.number}, in our words (to {item.addressee}{deadline}): {item.text} "
        f"Source: {sources}."
    )
