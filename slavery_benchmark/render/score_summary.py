"""What can be said of all the forces of a run: a table with a row a force, then sentences."""

from collections.abc import Iterator
from fractions import Fraction
from typing import TYPE_CHECKING

from slavery_benchmark.core.report import Report
from slavery_benchmark.core.scores import OVERALL, ForceScore
from slavery_benchmark.document.numbers import percent_text, score_text, signed_text
from slavery_benchmark.formats.terminal.page import Page
from slavery_benchmark.render.own_cases import own_cases_word
from slavery_benchmark.render.words import plain_name, run_summary

if TYPE_CHECKING:
    from slavery_benchmark.core.reinspection.own_baseline import OwnBaseline, OwnBaselines

_WIDE = 110
_LAST = ("Lowest themes", "Own cases")


def write_summary(page: Page, report: Report, own: "OwnBaselines | None" = None) -> None:
    """Write the table and the sentences; with `own` the change of each force since its own."""
    page.blank()
    page.heading(f"All {len(report.forces)} workbooks")
    header = ["Force", "Score", "Could be", "Answered", "Band"]
    if own is not None:
        header = ["Force", "Score", "Earlier", "Change", "Regressed", "Answered"]
    kept = len(header)
    if page.width >= _WIDE:
        header += [_LAST[0]] if own is None else ["Band"]
        header += [_LAST[1]] if report.framework.cases is not None else []
    rows = [tuple(_row(force, own.of(force) if own else None)) for force in report.forces]
    page.table(
        header,
        [row[: len(header)] for row in rows],
        right=(1, 3) if own is None else (1, 2, 3, 4, 5),
        keep=range(kept),
    )
    said = "In order of name. The band is the framework's own word for a range of scores."
    if own is not None:
        from slavery_benchmark.render.own_baseline_words import run_sentence

        said = (
            f"In order of name. {run_sentence(own)} Regressed: how many criteria have. Earlier and "
            "Change are of what both submissions can answer."
        )
    page.paragraph(said, style="dim")
    page.blank()
    for sentence in run_summary(report.forces, report.framework):
        page.paragraph(sentence, style="bold")


def _row(force: ForceScore, own: "OwnBaseline | None") -> Iterator[str]:
    tally = force.overall.tally
    yield plain_name(force.submission)
    yield score_text(tally.score)
    if own is not None:
        yield from _changed(own)
    elif tally.coverage == 1:
        yield "all answered"
    else:
        yield f"{score_text(tally.low)} to {score_text(tally.high)}"
    yield percent_text(tally.coverage)
    yield force.overall.band or "not given"
    if own is None:
        placed = [theme for theme in force.themes if theme.position is not None]
        lowest = sorted(placed, key=lambda node: node.tally.score or Fraction(0))
        yield ", ".join(f"{theme.id} {score_text(theme.tally.score)}" for theme in lowest[:2])
    yield own_cases_word(force)


def _changed(own: "OwnBaseline") -> Iterator[str]:
    from slavery_benchmark.render.own_baseline_words import regressed_text

    found = own.of(OVERALL)
    yield score_text(found.then.tally.score if found.then else None)
    yield signed_text(found.change)
    yield regressed_text(own)
