"""What is wrong with files and cells, gravest first."""

from collections.abc import Iterator

from slavery_benchmark.core.problems import Severity
from slavery_benchmark.core.view.model import ProblemView
from slavery_benchmark.document.blocks import Block, Paragraph, Section
from slavery_benchmark.pages.report.context import Context
from slavery_benchmark.pages.report.tables import Cell, Head, table_of
from slavery_benchmark.pages.words.problems import counts_text, file_name
from slavery_benchmark.pages.words.scores import capital

_MOST_EACH = 8
"""How many cells with the same problem are named."""


def problems_section(context: Context) -> Section:
    """Return the section on problems; it says so where there are none."""
    return Section(id="problems", title="Problems in the files", blocks=tuple(_blocks(context)))


def _blocks(context: Context) -> Iterator[Block]:
    problems = context.data.problems
    if not problems:
        yield Paragraph("No problems were found.")
        return
    known = [item.problem for item in problems if item.problem is not None]
    if known:
        yield Paragraph(f"{counts_text(known)}. benchmark check names every cell and its remedy.")
    groups: dict[tuple[int, str, str], list[ProblemView]] = {}
    order = list(reversed(Severity))
    for item in problems:
        key = (order.index(item.severity), item.force or "", item.code.value)
        groups.setdefault(key, []).append(item)
    yield table_of(
        id="problems-table",
        caption="Problems, gravest first",
        columns=(
            Head("Force or file"),
            Head("Severity"),
            Head("What is wrong"),
            *((Head("Where"),) if known else ()),
            Head("Code"),
        ),
        rows=tuple(_row(groups[key], with_places=bool(known)) for key in sorted(groups)),
        look="roomy",
    )


def _row(items: list[ProblemView], *, with_places: bool) -> tuple[Cell, ...]:
    first = items[0]
    title = first.code.sentence
    said = f"{capital(title)}."
    where = ""
    if first.problem is not None:
        if len(items) == 1:
            said = capital(first.problem.sentence())
        places = [_place(item) for item in items]
        rest = len(places) - _MOST_EACH
        where = ", ".join(dict.fromkeys(places[:_MOST_EACH]))
        where += f" and {rest} more" if rest > 0 else ""
    tone = "" if first.severity is Severity.WARNING else "below"
    name = first.force or (file_name(first.problem) if first.problem else "a file")
    many = f", {len(items)} times" if len(items) > 1 else ""
    return (
        Cell(name),
        Cell(f"{first.severity.value}{many}", tone),
        Cell(said),
        *((Cell(where),) if with_places else ()),
        Cell(first.code.value),
    )


def _place(item: ProblemView) -> str:
    if item.problem is None:
        return ""
    found = f" “{item.problem.found}”" if item.problem.found else ""
    return f"{item.problem.cell or 'the whole file'}{found}"
