"""Writes the charts of a report into a folder, each as SVG and as PNG."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from slavery_benchmark.cli.output import make_folder, write_output
from slavery_benchmark.cli.results import progress
from slavery_benchmark.cli.talk import say

if TYPE_CHECKING:
    from slavery_benchmark.document.blocks import Document

_WORTH_WHILE = 12
"""Fewer PNGs are made before another process has begun."""


class ChartFiles:
    """The charts of a report, as they will stand in a folder."""

    def __init__(self, document: "Document", folder: Path) -> None:
        from slavery_benchmark.formats.charts.files import chart_files

        self.folder = folder
        self.charts = list(chart_files(document))

    def paths(self) -> Iterator[Path]:
        """Yield every file that will be written."""
        for name, _ in self.charts:
            yield self.folder / f"{name}.svg"
            yield self.folder / f"{name}.png"

    def write(self, jobs: int | None, *, overwrite: bool) -> None:
        """Write the files; leave with a sentence if the folder or one of them cannot be written.

        PNGs are made in `jobs` processes, or for None in as many as they are worth.
        """
        from slavery_benchmark.formats.charts.png import png_of
        from slavery_benchmark.workers import jobs_for_pieces, results_of

        make_folder(self.folder)
        pictures = [svg for _, svg in self.charts]
        count = jobs_for_pieces(len(pictures), jobs, _WORTH_WHILE)
        with (
            results_of(png_of, pictures, count) as made,
            progress(self.charts, "Drawing charts") as charts,
        ):
            for (name, svg), png in zip(charts, made, strict=True):
                for suffix, content in (("svg", svg.encode()), ("png", png)):
                    path = self.folder / f"{name}.{suffix}"
                    write_output(path, content, overwrite=overwrite, quiet=True)
        say(f"Wrote {2 * len(self.charts)} files to {self.folder}.")
