"""The charts of a report as files, for a paper: each with its title and its source."""

from collections.abc import Iterator

from slavery_benchmark.core.view.model import ReportData
from slavery_benchmark.document.numbers import date_text
from slavery_benchmark.formats.charts.frame import Layout
from slavery_benchmark.render.html.context import Context
from slavery_benchmark.render.html.document import STANDING
from slavery_benchmark.render.html.others import others_pictures
from slavery_benchmark.render.html.pictures import (
    Picture,
    all_forces_picture,
    change_pictures,
    criteria_picture,
    funnel_picture,
    heat_picture,
    themes_picture,
)


def chart_files(data: ReportData) -> Iterator[tuple[str, str]]:
    """Yield the name of each file, without an ending, and the chart as SVG."""
    context, identity = Context(data), data.framework.identity
    note = (
        f"{STANDING}. Framework {identity.id} {identity.edition}, result {data.digest[:12]}, as of "
        f"{date_text(data.as_of)}, {data.view.value} view."
    )
    for picture in _pictures(context):
        yield picture.file, picture.draw(picture.frame(Layout.WIDE, standalone=True, note=note))


def _pictures(context: Context) -> Iterator[Picture]:
    """Yield every chart of the report, in the order of the page."""
    if len(context.forces) > 1:
        yield all_forces_picture(context)
        yield heat_picture(context)
    for funnel in context.data.funnels:
        if funnel.grid:
            yield funnel_picture(context, funnel)
    for place in range(len(context.forces)):
        yield themes_picture(context, place)
        yield from others_pictures(context, place)
        yield criteria_picture(context, place)
        yield from change_pictures(context, place)
