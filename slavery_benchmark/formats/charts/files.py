"""The charts of a document as files, for a paper: SVG and PNG, each with its title and source."""

from collections.abc import Iterator

from slavery_benchmark.document.blocks import Document
from slavery_benchmark.formats.charts.draw import drawn
from slavery_benchmark.formats.charts.frame import Frame
from slavery_benchmark.formats.charts.png import png_of


def chart_files(document: Document) -> Iterator[tuple[str, bytes]]:
    """Yield the name and content of each file. NoFontError where no font is there for a PNG."""
    note = " ".join(filter(None, (document.standing, document.run)))
    for chart in document.charts():
        if chart.file:
            frame = Frame(id=chart.id, title=chart.title or chart.said, standalone=True, note=note)
            svg = drawn(chart.picture, frame)
            yield f"{chart.file}.svg", svg.encode()
            yield f"{chart.file}.png", png_of(svg)
