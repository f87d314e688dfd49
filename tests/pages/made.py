"""Pages of the samples as a terminal shows them, and files of what they said."""

import os
from collections.abc import Sequence
from html import unescape
from pathlib import Path
from textwrap import wrap

from slavery_benchmark.core.comparing.comparison import NAME, Against, Comparison, compare_forces
from slavery_benchmark.core.comparing.selection import columns_for, criteria_for
from slavery_benchmark.core.scoring.report import Report
from slavery_benchmark.core.scoring.scores import ForceScore
from slavery_benchmark.document.blocks import Document
from slavery_benchmark.formats import written
from slavery_benchmark.formats.terminal.page import Page
from slavery_benchmark.formats.terminal.render import render_terminal
from slavery_benchmark.formats.terminal.symbols import UNICODE, Symbols

GOLDEN = Path(__file__).parent / "golden"


def shown(
    document: Document,
    *,
    width: int = 80,
    symbols: Symbols = UNICODE,
    detail: bool = False,
    colour: bool = False,
) -> str:
    """Return a page as a terminal of this width shows it; no line is wider."""
    page = Page(width=width, colour=colour, symbols=symbols)
    said = render_terminal(document, page, detail=detail)
    if not colour:
        assert max(map(len, said.splitlines())) <= width
    return said


def all_said(document: Document) -> str:
    """Return all that a page says, on one line, whatever is beside it on a screen."""
    said = written(document, "markdown").decode()
    return " ".join(unescape(said.replace("\\", "")).split())


def same(name: str, said: str) -> None:
    """Assert that it is what the golden file holds. UPDATE_GOLDEN=1 accepts what is said."""
    path = GOLDEN / name
    if os.environ.get("UPDATE_GOLDEN"):
        GOLDEN.mkdir(exist_ok=True)
        path.write_text(said, encoding="utf-8", newline="\n")
    assert said == path.read_text(encoding="utf-8")


def force_named(report: Report, start: str) -> ForceScore:
    """Return the force whose name begins so."""
    return next(force for force in report.forces if force.submission.force.startswith(start))


def compared(
    report: Report, *, by: str = "theme", only: Sequence[str] = (), sort: str = NAME
) -> Comparison:
    """Return the comparison of all forces of a report against 2017."""
    framework = report.framework
    return compare_forces(
        report.forces,
        framework,
        columns=columns_for(framework, by, only),
        sort=sort,
        against=Against(name="the 2017 reference line", scores=None),
        population=len(report.forces),
        with_pairs=True,
        criteria=criteria_for(framework, only),
    )


def lead_lines(document: Document, width: int = 80) -> int:
    """Return how many lines the lead takes on a screen of this width."""
    return sum(len(wrap(text, width)) for text in document.lead)
