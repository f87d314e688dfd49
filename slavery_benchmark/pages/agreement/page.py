"""The page of agreement: forces and inspectors, inspectors among themselves, cases read."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import msgspec

from slavery_benchmark.core.agreement.apart import Agreement, OfReturn, Part, Side
from slavery_benchmark.core.agreement.cases_read import CasesRead, MeasureRead
from slavery_benchmark.core.agreement.figures import Figure
from slavery_benchmark.core.framework.framework import Framework
from slavery_benchmark.core.scoring.report import Report
from slavery_benchmark.document.blocks import Block, Document, Heading, Section, Table, paragraphs
from slavery_benchmark.document.columns import Column, Kind
from slavery_benchmark.document.numbers import count_text
from slavery_benchmark.pages.agreement import words
from slavery_benchmark.pages.heads import FORCE, page_of
from slavery_benchmark.pages.words.measures import figure_text, measures_by_id

_FIRST = 8
"""So many checks and forces a screen shows, furthest apart first."""
_FIGURES = (
    Column("name", "Figure", whole_words=True, width=22),
    Column("how", "Counts", whole_words=True, width=16),
    Column("shown", "Value", whole_words=True, width=10, data=False),
    Column("value", "Value", Kind.NUMBER, people=False),
    Column("interval", "95% interval", whole_words=True, width=18, data=False, blank="–"),
    Column("low", "Low", Kind.NUMBER, people=False),
    Column("high", "High", Kind.NUMBER, people=False),
)
_COUNTS = (
    Column("pairs", "Pairs", Kind.COUNT),
    Column("same", "Same", Kind.COUNT),
    Column("lower", "Lower", Kind.COUNT),
    Column("higher", "Higher", Kind.COUNT),
    Column("far", "By 2+", Kind.COUNT, whole="Two levels apart or more"),
    Column("mean", "Mean", Kind.DIFFERENCE, whole="Mean difference in levels"),
)
_AMONG = (*_COUNTS[:2], _COUNTS[4])
_APART = Column("mean_apart", "Apart", Kind.POINTS, whole="Mean distance in levels", drop=2)
_KAPPA = (
    Column("kappa", "Kappa", whole="Kappa by squared steps", whole_words=True, width=24, drop=1,
           data=False, blank="–"),
    Column("kappa_value", "Kappa", Kind.NUMBER, people=False),
    Column("kappa_low", "Low", Kind.NUMBER, people=False),
    Column("kappa_high", "High", Kind.NUMBER, people=False),
)  # fmt: skip
_BY_CHECK = "Checks, furthest apart first"
_SIGNS = "Lower, higher: the inspectors' level beside the force's."


def agreement_page(report: Report, found: Agreement) -> Document:
    """Return the page of the reviews of a run."""
    framework = report.framework
    sections = [
        *_side("force", "Forces and inspectors", found.with_force, found, framework),
        *(_side("among", "Inspectors among themselves", found.between, found, framework)
          if found.between else ()),
        *_levels(found),
        *_cases(found, framework),
    ]  # fmt: skip
    page = page_of(
        report,
        words.lead(found),
        sections=sections,
        about=words.ABOUT,
        detail=False,
        title=f"{framework.identity.title}: agreement",
        subject="agreement",
    )
    return msgspec.structs.replace(page, standing=words.STANDING, single=len(found.returns) == 1)


def _side(
    key: str, title: str, side: Side, found: Agreement, framework: Framework
) -> Iterator[Section]:
    """Yield what is told of one side: its figures, then its parts."""
    own = side is found.with_force
    counts = _COUNTS if own else _AMONG
    notes = (_SIGNS,) if own else ()

    def table(kind: str, name: Column, parts: Sequence[Part], **fields: Any) -> Table:
        figure = _KAPPA if any(part.figure for part in parts) else ()
        return Table(
            id=f"{key} {kind}",
            columns=(name, *counts, _APART, *figure),
            records=tuple(map(_part, parts)),
            notes=notes,
            sheet=f"{'Self' if own else 'Among'}, {kind}",
            **fields,
        )

    check = Column("name", "Check", cut=True, width=60)
    blocks: list[Block] = []
    if len(found.returns) > 1:
        blocks.append(table("forces", FORCE, side.forces, title="Forces", first=_FIRST))
    themes = Column("name", "Theme", cut=True, width=40)
    criteria = Column("name", "Criterion", cut=True, width=54)
    blocks += [
        table("themes", themes, side.themes, title="Themes"),
        _answers(found, _BY_CHECK, first=_FIRST)
        if own and len(found.returns) == 1
        else table("checks", check, side.checks, title=_BY_CHECK, first=_FIRST),
        table("criteria", criteria, side.criteria, title="Criteria", detail=True),
        Heading(text="Figures", detail=True),
        Table(
            id=f"{key} figures",
            columns=_FIGURES,
            records=tuple(map(_figure, side.figures)),
            sheet=f"{'Self' if own else 'Among'}, figures",
            detail=True,
        ),
        _marginals(key, side, framework, own=own),
    ]
    yield Section(id=key, title=title, blocks=tuple(blocks), detail=not own)


def _part(part: Part) -> dict[str, Any]:
    found, figure = part.differences, part.figure
    return {
        "id": part.id,
        "force": part.title,
        "name": f"{part.id} {part.title}",
        "pairs": found.pairs,
        "same": found.same,
        "lower": found.lower,
        "higher": found.higher,
        "far": found.far,
        "mean": found.mean,
        "mean_apart": found.mean_apart,
        "kappa": words.number_text(figure).replace("95%: ", "") if figure else None,
        "kappa_value": figure and figure.value,
        "kappa_low": figure and figure.low,
        "kappa_high": figure and figure.high,
    }


def _figure(figure: Figure) -> dict[str, Any]:
    alone = msgspec.structs.replace(figure, low=None)
    return {
        "name": figure.name.value,
        "how": figure.how,
        "shown": words.number_text(alone) if figure.value is not None else "unknown",
        "value": figure.value,
        "interval": words.interval_text(figure),
        "low": figure.low,
        "high": figure.high,
    }


def _marginals(key: str, side: Side, framework: Framework, *, own: bool) -> Table:
    """Return how often each level was given, which explains the figures."""
    heads = ("Force", "Inspectors") if own else ("Inspectors",)
    columns = [Column("level", "Level", whole_words=True, width=24)]
    columns += [Column(head.lower(), head, Kind.COUNT) for head in heads]
    records = tuple(
        {
            "level": framework.level_label(level.level),
            **{head.lower(): row[place] for head, row in zip(heads, side.marginals, strict=False)},
        }
        for place, level in enumerate(framework.levels)
    )
    return Table(
        id=f"{key} levels",
        title="How often each level was given",
        columns=tuple(columns),
        records=records,
        sheet=f"{'Self' if own else 'Among'}, levels",
        detail=True,
    )


def _levels(found: Agreement) -> Iterator[Section]:
    """Yield who reviewed each return; of several every check with the levels of all."""
    said = (f"{item.force}: {words.return_text(item)}." for item in found.returns)
    table = [_answers(found)] if len(found.returns) > 1 else []
    yield Section(
        id="levels",
        title="Who reviewed, and the levels" if table else "Who reviewed",
        blocks=(*paragraphs(said, "note"), *table),
        detail=True,
    )


def _answers(found: Agreement, title: str = "", first: int | None = None) -> Table:
    """Return every check with the levels of all who gave one; of one return furthest apart first.

    Inspectors of several returns are others from one to the next, so that they are numbered.
    """
    (only, *others) = found.returns
    most = max((len(row.inspectors) for row in found.rows), default=0)
    heads = [f"Insp. {n}" for n in range(1, most + 1)] if others else list(only.reviewers)
    places = [f"inspector {n}" for n in range(1, most + 1)]
    columns = [
        *([FORCE] if others else []),
        Column("check", "Check", whole_words=True, width=10),
        *([] if others else [Column("question", "Question", cut=True, width=60)]),
        Column("given", "Force", Kind.LEVEL),
        *(Column(key, head, Kind.LEVEL, width=9) for key, head in zip(places, heads, strict=False)),
        Column("agreed", "Agreed", Kind.LEVEL, optional=True),
        Column("apart", "Apart", Kind.LEVEL, whole="Widest difference in levels"),
    ]
    rows = [row for row in found.rows if any(x is not None for x in (*row.inspectors, row.agreed))]
    if not others:
        rows.sort(key=lambda row: -row.apart)
    records = tuple(
        {
            "force": row.force,
            "check": row.check,
            "question": row.question,
            "given": row.given,
            **dict(zip(places, row.inspectors, strict=False)),
            "agreed": row.agreed,
            "apart": row.apart,
        }
        for row in rows
    )
    return Table(
        id="level",
        title=title,
        columns=tuple(columns),
        records=records,
        sheet="Levels",
        first=first,
    )


def _cases(found: Agreement, framework: Framework) -> Iterator[Section]:
    read = [(item, item.cases) for item in found.returns if item.cases is not None]
    if not read:
        return
    blocks: list[Block] = []
    for item, cases in read:
        if len(read) > 1:
            blocks.append(Heading(text=item.force))
        blocks += paragraphs([words.wrong_sentence(cases), *_differing(cases)])
    blocks += [_columns(read, framework), _measures(read, framework)]
    yield Section(id="cases", title="Cases read", blocks=tuple(blocks), detail=True)


def _differing(cases: CasesRead) -> Iterator[str]:
    yield words.STRATA
    if cases.differing:
        yield (
            f"{count_text(cases.differing, 'cell')} read otherwise by two inspectors, so left out."
        )


def _columns(read: Iterable[tuple[OfReturn, CasesRead]], framework: Framework) -> Table:
    sheet = framework.cases
    headings = {column.id: column.heading for column in sheet.columns} if sheet else {}
    records = tuple(
        {
            "force": item.force,
            "column": headings.get(column.column, column.column),
            "read": column.read,
            "wrong": column.wrong,
        }
        for item, cases in read
        for column in cases.columns
    )
    return Table(
        id="column read",
        title="Columns of the case files",
        columns=(
            FORCE,
            Column("column", "Column", width=40),
            Column("read", "Looked up", Kind.COUNT),
            Column("wrong", "Wrong", Kind.COUNT),
        ),
        records=records,
        sheet="Cases, columns",
    )


def _measures(read: Iterable[tuple[OfReturn, CasesRead]], framework: Framework) -> Table:
    declared = measures_by_id(framework)

    def record(item: OfReturn, found: MeasureRead) -> dict[str, Any]:
        measure = declared[found.measure]
        return {
            "force": item.force,
            "measure": f"{measure.id} {measure.title}",
            "given": figure_text(measure, found.given),
            "found": figure_text(measure, found.found),
        }

    return Table(
        id="measure read",
        title="Measures, of the cases read alone",
        columns=(
            FORCE,
            Column("measure", "Measure", cut=True, width=50),
            Column("given", "As returned", width=26),
            Column("found", "By the files", width=26),
        ),
        records=tuple(record(item, found) for item, cases in read for found in cases.measures),
        notes=(words.STRATA,),
        sheet="Cases, measures",
    )
