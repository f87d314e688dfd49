"""The page of forces side by side: a grid of scores, then what it means and what it cannot say."""

from collections.abc import Iterable, Iterator
from typing import Any

import msgspec
from msgspec.structs import asdict

from slavery_benchmark.core.comparing.comparison import NAME, Comparison, CriterionCount
from slavery_benchmark.core.comparing.context import OfficialFigures
from slavery_benchmark.core.comparing.robustness import Robustness
from slavery_benchmark.core.framework.framework import Framework
from slavery_benchmark.core.framework.subject import Subject
from slavery_benchmark.core.scoring.only_just import only_just
from slavery_benchmark.core.scoring.report import Report
from slavery_benchmark.core.scoring.scores import OVERALL
from slavery_benchmark.document.blocks import Document, Section, Table, paragraphs
from slavery_benchmark.document.columns import Column, Kind
from slavery_benchmark.document.numbers import score_text
from slavery_benchmark.document.positions import JUST, ONLY_JUST, POSITION_MARKS, doubt
from slavery_benchmark.pages.compare.build import build_comparison, count_result
from slavery_benchmark.pages.compare.marks import alone_sentence, differing_in, differs_sentence
from slavery_benchmark.pages.compare.records import ComparisonResult, CountResult
from slavery_benchmark.pages.compare.words import (
    cell_value,
    contrast_lines,
    fixed_lines,
    grid_notes,
    lead_sentences,
    marked_name,
    missing_words,
    node_title,
    own_cases_lines,
    rank_text,
    reference_row,
)
from slavery_benchmark.pages.context import context_section
from slavery_benchmark.pages.heads import FORCE, page_of
from slavery_benchmark.pages.modules import module_sections
from slavery_benchmark.pages.robustness.build import build_robustness
from slavery_benchmark.pages.robustness.page import robustness_sections, robustness_tables
from slavery_benchmark.pages.score.build import build_result
from slavery_benchmark.pages.score.rows import data_table
from slavery_benchmark.pages.words.scores import ONLY_JUST_MEANS, capital, support_sentence


def _counts(words: Subject) -> tuple[Column, ...]:
    low = capital(words.low)
    return (
        Column("name", "Criterion", cut=True, width=54, data=False),
        Column("criterion", "Id", people=False),
        Column("title", "Title", people=False),
        Column("answering", "Answering", Kind.COUNT),
        Column("at_target", "At target", Kind.COUNT),
        Column("at_target_at_most", "At most", Kind.COUNT, whole="At target at most"),
        Column("at_or_below", "Low", Kind.COUNT, whole=low),
        Column("at_or_below_at_most", "At most", Kind.COUNT, whole=f"{low} at most"),
        Column("not_certain", "Not certain", Kind.COUNT),
        Column("at_target_share", "95% at target", whole_words=True, optional=True, data=False),
        Column("at_or_below_share", "95% low", whole_words=True, optional=True, data=False),
        *(
            Column(f"{what}_{end}", name, Kind.NUMBER, people=False)
            for what, name in (("at_target", "At target"), ("at_or_below", low))
            for end in ("share_low", "share_high")
        ),
        Column("population", "Forces in all", Kind.COUNT, people=False),
    )


def _counts_note(words: Subject) -> str:
    return (
        "Among the forces that answered enough; at most: if all the others were there too. "
        f"Low: {words.low}."
    )


_PAIRS = (
    Column("first", "Force", width=34),
    Column("second", "Not told apart from", width=34),
    Column("why", "Why", width=24),
    Column("gap", "Gap", Kind.SCORE),
    Column("answer", "One answer", Kind.SCORE, whole="What one answer can make"),
)
_RANKS = (
    FORCE,
    Column("place", "Rank", Kind.COUNT),
    Column("best", "Best rank", Kind.COUNT),
    Column("worst", "Worst rank", Kind.COUNT),
)
_DIFFERENCES = (FORCE, Column("id", "Id"), Column("difference", "Difference", Kind.DIFFERENCE))
_STANDS_OUT = (FORCE, Column("id", "Criterion"), Column("gap", "Gap", Kind.DIFFERENCE))


def compare_page(
    report: Report,
    comparison: Comparison,
    options: dict[str, str | float | None],
    *,
    top: int | None = None,
    bottom: int | None = None,
    sample: bool = False,
    context: OfficialFigures | None = None,
    robustness: Robustness | None = None,
) -> Document:
    """Return the page of a comparison, with official figures beside it where there are any.

    `top` and `bottom` say how many forces of either end of the order are shown, all without them;
    the forces of a `sample` get intervals. `robustness` is of the forces of the comparison.
    """
    framework = report.framework
    found = build_comparison(comparison, sample=sample)
    held = None if robustness is None else build_robustness(robustness, comparison.forces)
    found = msgspec.structs.replace(found, robustness=held)
    data = _data(found, framework.words)
    drawn = () if held is None else tuple(robustness_tables(held))
    sections = [
        Section(id="grid", blocks=(_grid(comparison, framework, top, bottom),)),
        *(() if held is None else robustness_sections(held, framework)),
        *_further(comparison, framework, sample=sample),
        *module_sections(report.forces, framework),
        Section(id="sheets", blocks=tuple(table for table in data if table.sheet)),
    ]
    if context is not None:
        submissions = [force.submission for force in comparison.forces]
        sections.append(context_section(context, submissions))
    return page_of(
        report,
        lead_sentences(comparison, framework),
        sections=sections,
        about=(support_sentence(report.forces), framework.words.reading_lines),
        title=framework.identity.title,
        records=lambda: msgspec.structs.replace(build_result(report, options), comparison=found),
        data_tables=lambda: (
            *(data_table(force, framework) for force in report.forces),
            *data,
            *drawn,
        ),
        subject="forces side by side",
    )


def _grid(
    comparison: Comparison, framework: Framework, top: int | None, bottom: int | None
) -> Table:
    """Return a row a force and a column a node: score or difference, and where it stands."""
    national = comparison.against.scores is None
    kind = Kind.SCORE if national else Kind.DIFFERENCE
    ranked = comparison.sorted_by != NAME
    columns = [Column("name", "Force", cut=True, width=34)]
    if ranked:
        columns.append(Column("rank", "Rank", whole_words=True, width=8))
    columns += [
        Column(
            node,
            "Overall" if node == OVERALL else node,
            kind,
            whole=_whole(node, framework),
            marks=POSITION_MARKS,
            marked_by=f"{node} position",
            sign_by=f"{node} doubt",
        )
        for node in comparison.columns
    ]
    shown = _shown(comparison, top, bottom)
    records = [_row(comparison, place, framework) for place in shown]
    title, values = reference_row(comparison, framework)
    line = values if national else {node: score_text(value) for node, value in values.items()}
    records.append({"name": title, **line})
    said = (
        *grid_notes(comparison, shown, framework.words),
        missing_words(comparison, shown),
        alone_sentence(comparison),
        differs_sentence(comparison),
        _just_sentence(comparison, records),
    )
    return Table(
        id="grid",
        columns=tuple(columns),
        records=tuple(records),
        panels=2 if ranked else 1,
        notes=tuple(sentence for sentence in said if sentence),
        sheet="Side by side",
        look="heat",
    )


def _just_sentence(comparison: Comparison, records: Iterable[Any]) -> str:
    """Return what the sign of a position that is only just so means; empty if none is."""
    found = (record.get(f"{node} doubt") for record in records for node in comparison.columns)
    if not any(mark and JUST in mark.sign for mark in found):
        return ""
    of = "" if comparison.sorted_by == NAME else ", said of what the order is by"
    return f"{JUST} {capital(ONLY_JUST)}{of}: {ONLY_JUST_MEANS}."


def _row(comparison: Comparison, place: int, framework: Framework) -> dict[str, Any]:
    force = comparison.forces[place]
    just = only_just(force, framework)
    if comparison.sorted_by != NAME:  # beside ranks there is room for it where it bears on them
        just &= {comparison.sorted_by}
    row: dict[str, Any] = {
        "name": marked_name(force, comparison),
        "rank": rank_text(comparison.ranks.get(place)),
    }
    for node in comparison.columns:
        row[node] = cell_value(comparison, place, node)
        position = row[f"{node} position"] = force.node(node).position
        row[f"{node} doubt"] = doubt(
            position, is_contradicted=bool(differing_in(force, node)), is_just=node in just
        )
    return row


def _whole(node: str, framework: Framework) -> str:
    title = node_title(node, framework)
    return f"{node} {title}" if node not in (OVERALL, title) else ""


def _shown(comparison: Comparison, top: int | None, bottom: int | None) -> list[int]:
    """Return the places of the forces to show: all, or the first and last of the order."""
    places = range(len(comparison.forces))
    if top is None and bottom is None:
        return list(places)
    return sorted({*places[: top or 0], *(places[-bottom:] if bottom else ())})


def _further(comparison: Comparison, framework: Framework, *, sample: bool) -> Iterator[Section]:
    counts = counts_table(comparison.counts, framework.words, sample=sample)
    yield Section(id="counts", title="Criterion by criterion", blocks=(counts,), detail=True)
    said = (
        ("What the forces' own cases show", own_cases_lines(comparison, framework)),
        ("Who is at target where others are not", fixed_lines(comparison)),
        (
            "What stands out in each force, against the mean of the others",
            contrast_lines(comparison),
        ),
    )
    for place, (title, lines) in enumerate(said, start=1):
        yield Section(id=f"list-{place}", title=title, blocks=paragraphs(lines), detail=True)
    if comparison.pairs:
        node = OVERALL if comparison.sorted_by == NAME else comparison.sorted_by
        names = [marked_name(force, comparison) for force in comparison.forces]
        rows = (
            {**asdict(pair), "first": names[pair.first], "second": names[pair.second]}
            for pair in comparison.pairs
        )
        sheet = "Not told apart"
        pairs = Table(id="pair", columns=_PAIRS, records=tuple(rows), sheet=sheet)
        title = f"Forces that are not told apart on {node_title(node, framework)}"
        yield Section(id="pairs", title=title, blocks=(pairs,), detail=True)


def counts_table(counts: Iterable[CriterionCount], words: Subject, *, sample: bool) -> Table:
    """Return how many forces stand where on each criterion."""
    rows = (
        {**_count(count_result(count, sample=sample)), "name": f"{count.criterion} {count.title}"}
        for count in counts
    )
    return Table(
        id="count",
        columns=_counts(words),
        records=tuple(rows),
        notes=(_counts_note(words),),
        sheet="Criterion by criterion",
    )


def _count(found: CountResult) -> dict[str, Any]:
    """Return a count with its intervals as text, and their ends as shares."""
    row = asdict(found)
    for what in ("at_target", "at_or_below"):
        interval = row.pop(f"{what}_interval")
        if interval is not None:
            low, high = interval.low, interval.high
            row |= {f"{what}_share_low": low, f"{what}_share_high": high}
            row[f"{what}_share"] = f"{low:.0%} to {high:.0%}"
    return row


def _data(found: ComparisonResult, words: Subject) -> tuple[Table, ...]:
    """Return what CSV and Parquet hold of a comparison beside the scores, and sheets in part."""
    ranked = any(rank.place is not None for rank in found.ranks)
    sets: tuple[tuple[str, str, tuple[Column, ...], Iterable[Any]], ...] = (
        ("rank", "Ranks" if ranked else "", _RANKS, found.ranks),
        ("pair", "", _PAIRS, found.pairs),
        ("count", "", _counts(words), map(_count, found.counts)),
        ("difference", "Differences", _DIFFERENCES, found.differences),
        ("stands out", "What stands out", _STANDS_OUT, found.stands_out),
    )
    return tuple(
        Table(
            id=kind,
            columns=columns,
            records=tuple(records),
            sheet=sheet,
            about=f"Differences from {found.against}, in points." if kind == "difference" else "",
            on_page=False,
        )
        for kind, sheet, columns, records in sets
    )
