"""The framework for a reader: the list of criteria, and one criterion in full."""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any

import msgspec

from slavery_benchmark.core.framework.declared import exact
from slavery_benchmark.core.framework.framework import (
    Check,
    Criterion,
    Framework,
    Shortcoming,
    Theme,
)
from slavery_benchmark.core.framework.measures import Measure
from slavery_benchmark.core.framework.modules import (
    IN_NO_SCORE,
    CheckText,
    Module,
    ModuleCriterion,
)
from slavery_benchmark.core.framework.references import LawStatement
from slavery_benchmark.document.blocks import (
    Block,
    Document,
    Heading,
    Paragraph,
    Points,
    Section,
    Table,
    paragraphs,
)
from slavery_benchmark.document.columns import Column, Kind
from slavery_benchmark.document.numbers import count_text, plain_number, share_text
from slavery_benchmark.extracting.layout import module_sheet
from slavery_benchmark.pages.criteria.lineage import lineage_line, lineage_section
from slavery_benchmark.pages.words import measure_rules
from slavery_benchmark.pages.words.heads import changed_sentence, edition_text
from slavery_benchmark.pages.words.recommendations import recommendation_line, source_with_rank

_CRITERIA = (
    Column("id", "Criterion", whole_words=True, width=10),
    Column("title", "What good looks like, in short", cut=True, width=60),
    Column("share", "Share", Kind.PRECISE_SHARE),
    Column("checks", "Checks", Kind.COUNT),
    Column("measures", "Measures", Kind.COUNT, drop=2),
    Column("baseline", "", whole_words=True, width=12),
    Column("kind", "Kind", whole_words=True, drop=1, width=14),
)
_LEVELS = (
    Column("level", "Level", whole_words=True, width=18),
    Column("words", "What one would see", width=100),
)


def shortcoming_line(shortcoming: Shortcoming, framework: Framework) -> str:
    """Return a shortcoming with how widespread it was, where it stands and its sources."""
    sources = "; ".join(framework.source(item).title for item in shortcoming.sources)
    figure = f" Figure: {shortcoming.figure}." if shortcoming.figure else ""
    return (
        f"{shortcoming.id}: {shortcoming.text} How widespread: {shortcoming.prevalence}.{figure} "
        f"Source ({shortcoming.rank}): {sources}; {shortcoming.where}."
    )


def criteria_page(framework: Framework, sha256: str) -> Document:
    """Return every theme and criterion with weight and baseline; on request its shortcomings."""
    identity = framework.identity
    shares = framework.effective_weights()
    count = sum(1 for _ in framework.criteria())
    checks = sum(1 for _ in framework.checks())
    found = sum(len(criterion.shortcomings) for _, criterion in framework.criteria())
    sections = [_theme(framework, theme, shares) for theme in framework.themes]
    sections += [_listed(module) for module in framework.modules]
    if framework.lineage is not None:
        sections.append(lineage_section(framework.lineage))
    sources = tuple(
        f"{source.id} ({source.rank}): {source.title}. {source.note}"
        for source in framework.sources
    )
    sections += _of_law(framework, framework.law, detail=True)
    if framework.recommendations:
        said = tuple(recommendation_line(item, framework) for item in framework.recommendations)
        title = "Recommendations of the report"
        section = Section(id="recommendations", title=title, blocks=(Points(said),), detail=True)
        sections.append(section)
    sections.append(Section(id="sources", title="Sources", blocks=(Points(sources),), detail=True))
    return Document(
        title=identity.title,
        subtitle=f"Framework {edition_text(framework, sha256)}, of {identity.date.isoformat()}",
        caveats=tuple(filter(None, (changed_sentence(framework),))),
        lead=(
            (
                f"{count_text(count, 'criterion', 'criteria')} in "
                f"{count_text(len(framework.themes), 'theme')}, {count_text(checks, 'check')}, "
                f"{count_text(found, 'shortcoming')}. Shares are of the overall score when "
                "everything is answered. benchmark criteria show ID has one in full."
            ),
        ),
        standing=identity.standing,
        about=("“Second-hand” marks what is known only from accounts of the report.",),
        sections=tuple(sections),
        records=lambda: framework_records(framework, sha256),
        single=False,
        subject="the criteria",
    )


def _theme(framework: Framework, theme: Theme, shares: Mapping[str, Fraction]) -> Section:
    rows = []
    said: list[Block] = []
    for criterion in theme.criteria:
        baseline = criterion.baseline
        rows.append(
            {
                "id": criterion.id,
                "title": criterion.title,
                "share": shares[criterion.id],
                "checks": len(criterion.checks),
                "measures": len(criterion.measures),
                "baseline": f"{baseline.level} ({baseline.low} to {baseline.high})",
                "kind": baseline.kind,
            }
        )
        lines = tuple(shortcoming_line(item, framework) for item in criterion.shortcomings)
        said.append(Heading(text=f"{criterion.id} {criterion.title}", detail=True))
        said.append(Points(lines, detail=True))
    table = Table(
        id="criterion",
        columns=tuple(
            msgspec.structs.replace(column, head=framework.words.level)
            if column.key == "baseline"
            else column
            for column in _CRITERIA
        ),
        records=tuple(rows),
        of=((Column("theme", "Theme", width=20), theme.title),),
        sheet="Criteria",
    )
    title = f"{theme.id} {theme.title}, {share_text(shares[theme.id])}"
    return Section(id=theme.id, title=title, blocks=(table, *said))


def _listed(module: Module) -> Section:
    table = Table(
        id="module criterion",
        columns=(_CRITERIA[0], _CRITERIA[1], _CRITERIA[3]),
        records=tuple(
            {"id": item.id, "title": item.title, "checks": len(item.checks)}
            for item in module.criteria
        ),
        sheet=module_sheet(module.id),
        data=False,
    )
    said = f"{IN_NO_SCORE} benchmark criteria show {module.id} has it in full."
    return Section(
        id=f"module {module.id}",
        title=f"Optional module {module.id}: {module.title}",
        blocks=(Paragraph(said, "note"), table),
    )


def criterion_page(framework: Framework, wanted: str) -> Document:
    """Return one criterion in full, or the one to which the check or measure `wanted` belongs.

    The id of an optional module stands for all of it. Raises KeyError if the framework has none.
    """
    for theme, criterion in framework.criteria():
        parts = [check.id for check in criterion.checks]
        parts += [measure.id for measure in criterion.measures]
        if wanted.casefold() in [item.casefold() for item in (criterion.id, *parts)]:
            return _criterion(framework, theme, criterion)
    for module in framework.modules:
        chosen = [
            criterion
            for criterion in module.criteria
            if wanted.casefold()
            in [item.casefold() for item in (module.id, criterion.id, *_ids(criterion.checks))]
        ]
        if chosen:
            return _module(framework, module, chosen)
    raise KeyError(wanted)


def _ids(checks: Sequence[CheckText]) -> Iterator[str]:
    return (check.id for check in checks)


def _module(framework: Framework, module: Module, criteria: Sequence[ModuleCriterion]) -> Document:
    law = [
        item
        for item in framework.law
        if any(criterion.id in item.criteria for criterion in criteria)
    ]
    return Document(
        title=f"{module.id} {module.title}",
        subtitle="An optional module",
        lead=(module.about, IN_NO_SCORE),
        standing=framework.identity.standing,
        sections=(
            *(part for criterion in criteria for part in _beside(framework, criterion)),
            *_of_law(framework, law, detail=False),
        ),
        subject="a module",
    )


def _beside(framework: Framework, criterion: ModuleCriterion) -> Iterator[Section]:
    """Yield a criterion of a module, and its checks."""
    sources = "; ".join(source_with_rank(framework.source(item)) for item in criterion.source)
    said = [
        f"What good looks like: {criterion.good}",
        f"Covers: {criterion.covers}",
        f"Elsewhere: {criterion.elsewhere}" if criterion.elsewhere else "",
        f"Small and large forces: {criterion.size}",
        f"Why it is asked: {criterion.because} Source: {sources}.",
    ]
    title = f"{criterion.id} {criterion.title}"
    yield Section(id=criterion.id, title=title, blocks=paragraphs(said))
    for check in criterion.checks:
        yield _check(framework, check, f"Asked of: {check.answered_by}. In no score.")


def _criterion(framework: Framework, theme: Theme, criterion: Criterion) -> Document:
    shares = framework.effective_weights()
    baseline, words = criterion.baseline, framework.words
    found = [shortcoming_line(shortcoming, framework) for shortcoming in criterion.shortcomings]
    found.append(
        f"Baseline: level {baseline.level}, {framework.levels[baseline.level].word} (range "
        f"{baseline.low} to {baseline.high}), kind “{baseline.kind}”, drawn from "
        f"{baseline.drawn_from}. {baseline.because} {words.own_reading}"
    )
    found += [
        recommendation_line(item, framework) for item in framework.recommended_to(criterion.id)
    ]
    sections = [
        Section(id="found", title=f"What {words.found_by} found", blocks=paragraphs(found)),
        *(_scored(framework, check, share_text(shares[check.id])) for check in criterion.checks),
        *(
            _measure(framework, item, share_text(shares[item.id]) if item.id in shares else "")
            for item in criterion.measures
        ),
        *_of_law(framework, tuple(framework.law_of(criterion.id)), detail=False),
    ]
    return Document(
        title=f"{criterion.id} {criterion.title}",
        subtitle=f"Theme: {theme.title}. {theme.about}",
        lead=(
            f"What good looks like: {criterion.good}",
            *_bounds(criterion),
            f"Small and large forces: {criterion.size}",
            (
                f"Weight: {plain_number(exact(criterion.weight))} in its theme, "
                f"{share_text(shares[criterion.id])} of the overall score. "
                f"{criterion.weight_because}"
            ),
        ),
        standing=framework.identity.standing,
        caveats=tuple(filter(None, (changed_sentence(framework),))),
        sections=tuple(sections),
        subject="a criterion",
    )


def _bounds(criterion: Criterion) -> Iterator[str]:
    """Yield what belongs to a criterion, and what to its neighbours."""
    if criterion.covers:
        yield f"Covers: {criterion.covers}"
    if criterion.elsewhere:
        yield f"Elsewhere: {criterion.elsewhere}"
    if criterion.boundary:
        yield f"What belongs here: {criterion.boundary}"


def law_line(item: LawStatement, framework: Framework) -> str:
    """Return a statement of law with its provision, day, sources, and what is not established."""
    sources = "; ".join(source_with_rank(framework.source(source)) for source in item.source)
    open_end = f" Not established: {item.not_established}" if item.not_established else ""
    return (
        f"{item.id}: {item.provision}. {item.says} As at: {item.as_at}.{open_end} "
        f"Source: {sources}."
    )


def _of_law(
    framework: Framework, lines: Sequence[LawStatement], *, detail: bool
) -> Iterator[Section]:
    if not lines:
        return
    day = f", as at {framework.law_as_at.isoformat()}" if framework.law_as_at else ""
    yield Section(
        id="law",
        title=f"Law and guidance as read here{day}",
        blocks=paragraphs([law_line(item, framework) for item in lines]),
        detail=detail,
    )


def _scored(framework: Framework, check: Check, share: str) -> Section:
    asked = (
        f"Asked of: {check.answered_by}. Asks about {', '.join(check.asks_about)}. Weight: "
        f"{plain_number(exact(check.weight))} in its criterion, {share} of the overall score. "
        f"{check.weight_because}"
    )
    return _check(framework, check, asked)


def _check(framework: Framework, check: CheckText, asked: str) -> Section:
    levels = tuple(
        {"level": f"{level.level} {level.word}", "words": check.levels[str(level.level)]}
        for level in framework.levels
    )
    table = Table(
        id="level",
        columns=_LEVELS,
        records=levels,
        of=((Column("check", "Check", width=10), check.id),),
        sheet="Levels",
    )
    look = f"Outside look from another unit or body: {check.look}." if check.look else ""
    law = f"Law: {', '.join(check.law)}." if check.law else ""
    return Section(
        id=check.id,
        title=check.id,
        blocks=(
            Paragraph(check.question, "warning"),
            *paragraphs([asked, lineage_line(framework, check.id)], "note"),
            *paragraphs([check.note, f"Evidence could be: {check.evidence}", look, law]),
            table,
        ),
    )


def _measure(framework: Framework, measure: Measure, share: str) -> Section:
    sheet = framework.cases
    if sheet is None:
        raise AssertionError("the loader refuses measures without a sheet of case files")
    tested = f" Tests the levels of {', '.join(measure.tests)}." if measure.tests else ""
    weight = "Not scored."
    if measure.weight is not None:
        weight = (
            f"Weight: {plain_number(exact(measure.weight))} in its criterion, {share} of the "
            "overall score."
        )
    asked = (
        f"Worked out from the case files: {measure_rules.KIND_WORDS[measure.kind]}. Asks about "
        f"{', '.join(measure.asks_about)}.{tested} {weight} {measure.weight_because}"
    )
    said = [
        " ".join(measure_rules.counted_text(measure, sheet)),
        f"Columns: {measure_rules.columns_text(measure, sheet)}.",
        f"{measure_rules.bands_text(measure, framework)} {measure.bands_because}",
        measure_rules.rules_text(measure, sheet) if measure.is_scored else "",
        f"{framework.words.head}: {measure.found_figure}." if measure.found_figure else "",
        measure.note,
    ]
    return Section(
        id=measure.id,
        title=measure.id,
        blocks=(
            Paragraph(measure.title, "warning"),
            *paragraphs([asked, lineage_line(framework, measure.id)], "note"),
            *paragraphs(said),
        ),
    )


def framework_records(framework: Framework, sha256: str) -> dict[str, Any]:
    """Return the whole framework as data, with its hash and effective weights."""
    return {
        "sha256": sha256,
        "changed": framework.changed,
        "effective_weights": {
            key: float(share) for key, share in framework.effective_weights().items()
        },
        "framework": msgspec.to_builtins(framework.declared()),
    }
