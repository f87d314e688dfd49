"""The charts of a document as files, for a paper: each as SVG with its title and source."""

from collections.abc import Iterator

from slavery_benchmark.document.blocks import Document
from slavery_benchmark.formats.charts.draw import drawn
from slavery_benchmark.formats.charts.frame import Frame


def chart_files(document: Document) -> Iterator[tuple[str, str]]:
    """Yield the name of each file, without an ending, and the chart as SVG."""
    note = " ".join(filter(None, (document.standing, document.run)))
    for chart in document.charts():
        if chart.file:
            frame = Frame(id=chart.id, title=chart.title or chart.said, standalone=True, note=note)
            yield chart.file, drawn(chart.picture, frame)
