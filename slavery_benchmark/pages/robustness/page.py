"""What a comparison says of the robustness of its order: a table of ranks, and what swaps them."""

from collections.abc import Iterator
from typing import Any

from slavery_benchmark.core.framework.framework import Framework
from slavery_benchmark.document.blocks import Chart, Section, Table, paragraphs
from slavery_benchmark.document.columns import Column, Kind, exactly
from slavery_benchmark.document.numbers import plain_number
from slavery_benchmark.document.pictures import RankIntervals, RankRow
from slavery_benchmark.pages.heads import FORCE
from slavery_benchmark.pages.robustness.records import RobustnessResult
from slavery_benchmark.pages.robustness.words import (
    change_text,
    lead_sentence,
    notes,
    span_text,
    swap_sentence,
)

SHEET = "Robustness"
_RANKS = (
    FORCE,
    Column("rank", "Rank", Kind.COUNT),
    Column("median", "Median", Kind.COUNT, whole="Median rank"),
    Column("range", "5 to 95%", whole="5 to 95% of ranks", whole_words=True, data=False),
    Column("low", "5%", Kind.COUNT, people=False),
    Column("high", "95%", Kind.COUNT, people=False),
    Column("first", "First", Kind.SHARE, whole="Share of draws in which it is first"),
    Column("mean_change", "Moves", Kind.POINTS, whole="Mean absolute change of rank"),
    Column("swap", "Next below", whole="What brings the next below level", drop=1, whole_words=True,
           data=False),
)  # fmt: skip
_SWAPS = (
    Column("higher", "Force"),
    Column("lower", "Next below"),
    Column("weight", "Weight"),
    Column("before", "From", Kind.NUMBER),
    Column("after", "To", Kind.NUMBER),
    Column("change", "Change", Kind.NUMBER),
)


def robustness_sections(found: RobustnessResult, framework: Framework) -> Iterator[Section]:
    """Yield the draws; then, in full, each theme left out and other spacings of the levels."""
    swaps = {item.higher: item for item in found.swaps}
    records = []
    for item in found.ranks:
        swap = swaps.get(item.force)
        said = f"{swap.weight} {change_text(swap)}" if swap and swap.weight else ""
        records.append({**_plain(item), "range": span_text(item), "swap": said})
    table = Table(
        id="robustness",
        title="",
        columns=_RANKS,
        records=tuple(records),
        notes=tuple(notes(found)),
        sheet=SHEET,
        data=False,
    )
    sentences = [lead_sentence(found)]
    if found.asked is not None:
        sentences.append(swap_sentence(found.asked, framework))
    yield Section(
        id="robustness",
        title="How far the order holds under other weights",
        blocks=(*paragraphs(sentences), _picture(found), table),
    )
    yield Section(
        id="otherwise",
        title="Ranks with a theme left out, and with levels worth something else",
        blocks=(_otherwise(found),),
        detail=True,
    )


def _picture(found: RobustnessResult) -> Chart:
    rows = tuple(
        RankRow(label=item.force, rank=item.rank, low=item.low, median=item.median, high=item.high)
        for item in found.ranks
    )
    return Chart(
        id="figure-rank-intervals",
        file="rank-intervals",
        title="How far each rank holds",
        said="Ranks, and the range of them under drawn weights; 1 is highest.",
        picture=RankIntervals(rows=rows),
    )


def robustness_tables(found: RobustnessResult) -> Iterator[Table]:
    """Yield what CSV and Parquet hold of it: a record a force, a pair, and a rank otherwise."""
    ranks = tuple(_plain(item) for item in found.ranks)
    drawn = {"draws": found.draws, "seed": found.seed, "factor": found.factor}
    columns = (*_RANKS, *(Column(key, key.capitalize(), Kind.NUMBER) for key in drawn))
    yield Table(
        id="robustness",
        title="",
        columns=columns,
        records=tuple({**rank, **drawn} for rank in ranks),
        on_page=False,
    )
    pairs = found.swaps if found.asked is None else (*found.swaps, found.asked)
    yield Table(id="swap", title="", columns=_SWAPS, records=pairs, on_page=False)
    yield Table(
        id="rank otherwise",
        title="",
        columns=(FORCE, Column("id", "How"), Column("rank", "Rank", Kind.COUNT)),
        records=tuple(
            {"force": item.force, "code": item.code, "id": name, "rank": rank}
            for item in found.ranks
            for name, rank in (
                *((f"without {one.without}", one.rank) for one in item.themes),
                *((spacing_text(one.points), one.rank) for one in item.spacings),
            )
        ),
        on_page=False,
    )


def spacing_text(points: tuple[float, ...]) -> str:
    """Return what levels are worth: 0, 40, 70, 90, 100."""
    return ", ".join(plain_number(exactly(value)) for value in points)


def _otherwise(found: RobustnessResult) -> Table:
    first = found.ranks[0]
    themes = [item.without for item in first.themes]
    spacings = [spacing_text(item.points) for item in first.spacings]
    columns = [FORCE, Column("rank", "Rank", Kind.COUNT)]
    columns += [
        Column(f"without {theme}", f"-{theme}", Kind.COUNT, whole=f"Without {theme}")
        for theme in themes
    ]
    columns += [
        Column(
            f"spacing {place}", f"Levels {'AB'[place]}", Kind.COUNT, whole=f"Levels worth {said}"
        )
        for place, said in enumerate(spacings)
    ]
    records: list[dict[str, Any]] = [
        {
            **_plain(item),
            **{f"without {one.without}": one.rank for one in item.themes},
            **{f"spacing {place}": one.rank for place, one in enumerate(item.spacings)},
        }
        for item in found.ranks
    ]
    worth = [f"Levels {'AB'[place]}: worth {said} points" for place, said in enumerate(spacings)]
    return Table(
        id="otherwise",
        title="",
        columns=tuple(columns),
        records=tuple(records),
        notes=(f"{'. '.join(worth)}; their order is given, their distances are a choice.",)
        if worth
        else (),
        sheet="Ranks otherwise",
        data=False,
    )


def _plain(item: Any) -> dict[str, Any]:
    names = ("force", "code", "rank", "low", "median", "high", "first", "mean_change")
    return {name: getattr(item, name) for name in names}
