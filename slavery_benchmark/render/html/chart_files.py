"""The charts of a report as files, for a paper: SVG and PNG, each with its title and its source."""

from collections.abc import Iterator

from slavery_benchmark.core.view.model import ReportData
from slavery_benchmark.render.charts.frame import Layout
from slavery_benchmark.render.charts.png import png_of
from slavery_benchmark.render.html.context import Context
from slavery_benchmark.render.html.document import STANDING
from slavery_benchmark.render.html.pictures import pictures_of
from slavery_benchmark.render.numbers import date_text


def chart_files(data: ReportData) -> Iterator[tuple[str, bytes]]:
    """Yield the name and content of each file. NoFontError where no font is there for a PNG."""
    context, identity = Context(data), data.framework.identity
    note = (
        f"{STANDING}. Framework {identity.id} {identity.edition}, result {data.digest[:12]}, as of "
        f"{date_text(data.as_of)}, {data.view.value} view."
    )
    for picture in pictures_of(context):
        svg = picture.draw(picture.frame(Layout.WIDE, standalone=True, note=note))
        yield f"{picture.file}.svg", svg.encode()
        yield f"{picture.file}.png", png_of(svg)
