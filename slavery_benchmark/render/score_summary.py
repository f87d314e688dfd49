"""What can be said of all the forces of a run: a table with a row a force, then sentences."""

from collections.abc import Iterator
from fractions import Fraction

from slavery_benchmark.core.report import Report
from slavery_benchmark.core.scores import ForceScore
from slavery_benchmark.document.numbers import percent_text, score_text
from slavery_benchmark.formats.terminal.page import Page
from slavery_benchmark.render.own_cases import own_cases_word
from slavery_benchmark.render.words import plain_name, run_summary

_WIDE = 110
_LAST = ("Lowest themes", "Own cases")


def write_summary(page: Page, report: Report) -> None:
    """Write the table and the sentences."""
    page.blank()
    page.heading(f"All {len(report.forces)} workbooks")
    header = ["Force", "Score", "Could be", "Answered", "Band"]
    kept = len(header)
    if page.width >= _WIDE:
        header.append(_LAST[0])
        header += [_LAST[1]] if report.framework.cases is not None else []
    rows = [tuple(_row(force)) for force in report.forces]
    page.table(
        header,
        [row[: len(header)] for row in rows],
        right=(1, 3),
        keep=range(kept),
    )
    said = "In order of name. The band is the framework's own word for a range of scores."
    page.paragraph(said, style="dim")
    page.blank()
    for sentence in run_summary(report.forces, report.framework):
        page.paragraph(sentence, style="bold")


def _row(force: ForceScore) -> Iterator[str]:
    tally = force.overall.tally
    yield plain_name(force.submission)
    yield score_text(tally.score)
    if tally.coverage == 1:
        yield "all answered"
    else:
        yield f"{score_text(tally.low)} to {score_text(tally.high)}"
    yield percent_text(tally.coverage)
    yield force.overall.band or "not given"
    placed = [theme for theme in force.themes if theme.position is not None]
    lowest = sorted(placed, key=lambda node: node.tally.score or Fraction(0))
    yield ", ".join(f"{theme.id} {score_text(theme.tally.score)}" for theme in lowest[:2])
    yield own_cases_word(force)
