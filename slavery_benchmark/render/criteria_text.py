"""The framework for a reader: the list of criteria, and one criterion in full."""

from typing import Any

import msgspec

from slavery_benchmark.core.declared import exact
from slavery_benchmark.core.framework import Check, Criterion, Framework, Shortcoming, Theme
from slavery_benchmark.core.measures import Measure
from slavery_benchmark.document.numbers import count_text, plain_number, share_text
from slavery_benchmark.formats.terminal.page import Page
from slavery_benchmark.render.data_files import json_bytes
from slavery_benchmark.render.lineage_text import lineage_line, write_lineage
from slavery_benchmark.render.measure_text import (
    KIND_WORDS,
    bands_text,
    columns_text,
    counted_text,
    rules_text,
)


def shortcoming_line(shortcoming: Shortcoming, framework: Framework) -> str:
    """Return a shortcoming with its prevalence, where it stands and its sources."""
    sources = "; ".join(framework.source(item).title for item in shortcoming.sources)
    figure = f" Figure: {shortcoming.figure}." if shortcoming.figure else ""
    return (
        f"{shortcoming.id}: {shortcoming.text} Prevalence: {shortcoming.prevalence}.{figure} "
        f"Source ({shortcoming.rank}): {sources}; {shortcoming.where}."
    )


def render_criteria_list(framework: Framework, sha256: str, page: Page) -> str:
    """Return every theme and criterion with weight, baseline and shortcomings."""
    identity = framework.identity
    shares = framework.effective_weights()
    page.line((identity.title, "bold"))
    page.paragraph(
        f"Framework {identity.id} {identity.edition} of {identity.date.isoformat()} "
        f"({sha256[:12]}). {identity.standing}"
    )
    page.paragraph(
        "“Second-hand” marks what is known only from accounts of the report. Percentages are "
        "shares of the overall score when everything is answered.",
        style="dim",
    )
    for theme in framework.themes:
        page.blank()
        page.heading(f"{theme.id} {theme.title}, {share_text(shares[theme.id])}")
        for criterion in theme.criteria:
            baseline = criterion.baseline
            page.paragraph(f"{criterion.id} {criterion.title}", style="bold")
            count = count_text(len(criterion.checks), "check")
            if criterion.measures:
                count += f", {count_text(len(criterion.measures), 'measure')}"
            page.paragraph(
                f"{share_text(shares[criterion.id])} of the whole, {count}; 2017: level "
                f"{baseline.level} ({baseline.low} to {baseline.high}), {baseline.kind}",
                indent=4,
            )
            for shortcoming in criterion.shortcomings:
                sources = ", ".join(shortcoming.sources)
                figure = f" [{shortcoming.figure}]" if shortcoming.figure else ""
                page.paragraph(
                    f"{shortcoming.id}: {shortcoming.text}{figure} “{shortcoming.prevalence}”. "
                    f"{shortcoming.rank}: {sources}, {shortcoming.where}.",
                    style="dim",
                    indent=4,
                )
    if framework.lineage is not None:
        page.blank()
        write_lineage(page, framework.lineage)
    page.blank()
    page.heading("Sources")
    for source in framework.sources:
        page.paragraph(f"{source.id} ({source.rank}): {source.title}. {source.note}", indent=2)
    return page.text


def render_criterion(framework: Framework, wanted: str, page: Page) -> str:
    """Return one criterion in full, or the one to which the check or measure `wanted` belongs.

    Raises KeyError if the framework has neither.
    """
    for theme, criterion in framework.criteria():
        parts = [check.id for check in criterion.checks]
        parts += [measure.id for measure in criterion.measures]
        if wanted.casefold() in [item.casefold() for item in (criterion.id, *parts)]:
            _write_criterion(page, framework, theme, criterion)
            return page.text
    raise KeyError(wanted)


def _write_criterion(page: Page, framework: Framework, theme: Theme, criterion: Criterion) -> None:
    shares = framework.effective_weights()
    baseline = criterion.baseline
    page.heading(f"{criterion.id} {criterion.title}")
    page.paragraph(f"Theme: {theme.title}. {theme.about}", style="dim")
    page.blank()
    page.paragraph(f"What good looks like: {criterion.good}")
    page.paragraph(f"Not here: {criterion.boundary}")
    page.paragraph(f"Small and large forces: {criterion.size}")
    page.paragraph(
        f"Weight: {plain_number(exact(criterion.weight))} in its theme, "
        f"{share_text(shares[criterion.id])} of the overall score. {criterion.weight_because}"
    )
    page.blank()
    page.line(("What 2017 found", "bold"))
    for shortcoming in criterion.shortcomings:
        page.paragraph(shortcoming_line(shortcoming, framework), indent=2)
    page.paragraph(
        f"Baseline: level {baseline.level}, {framework.levels[baseline.level].word} (range "
        f"{baseline.low} to {baseline.high}), kind “{baseline.kind}”, drawn from "
        f"{baseline.drawn_from}. {baseline.because} HMICFRS scored nothing; this is our reading.",
        indent=2,
    )
    for check in criterion.checks:
        page.blank()
        _write_check(page, framework, check, share_text(shares[check.id]))
    for measure in criterion.measures:
        page.blank()
        share = shares.get(measure.id)
        _write_measure(page, framework, measure, share_text(share) if share else "")


def _write_check(page: Page, framework: Framework, check: Check, share: str) -> None:
    page.line((check.id, "bold"))
    page.paragraph(check.question, style="bold")
    page.paragraph(
        f"Asked of: {check.answered_by}. Asks about {', '.join(check.asks_about)}. Weight: "
        f"{plain_number(exact(check.weight))} in its criterion, {share} of the overall score. "
        f"{check.weight_because}",
        style="dim",
    )
    _write_lineage_line(page, framework, check.id)
    page.paragraph(check.note)
    page.paragraph(f"Evidence could be: {check.evidence}")
    for level in framework.levels:
        page.paragraph(f"{level.level} {level.word}", style="bold", indent=2)
        page.paragraph(check.levels[str(level.level)], indent=4)


def _write_lineage_line(page: Page, framework: Framework, part: str) -> None:
    said = lineage_line(framework, part)
    if said:
        page.paragraph(said, style="dim")


def _write_measure(page: Page, framework: Framework, measure: Measure, share: str) -> None:
    sheet = framework.cases
    if sheet is None:
        raise AssertionError("the loader refuses measures without a sheet of case files")
    page.line((measure.id, "bold"))
    page.paragraph(measure.title, style="bold")
    weight = "Not scored."
    if measure.weight is not None:
        weight = (
            f"Weight: {plain_number(exact(measure.weight))} in its criterion, {share} of the "
            "overall score."
        )
    page.paragraph(
        f"Worked out from the case files: {KIND_WORDS[measure.kind]}. Asks about "
        f"{', '.join(measure.asks_about)}. {weight} {measure.weight_because}",
        style="dim",
    )
    _write_lineage_line(page, framework, measure.id)
    page.paragraph(" ".join(counted_text(measure, sheet)))
    page.paragraph(f"Columns: {columns_text(measure, sheet)}.")
    page.paragraph(f"{bands_text(measure, framework)} {measure.bands_because}")
    if measure.is_scored:
        page.paragraph(rules_text(measure, sheet))
    if measure.figure_2017:
        page.paragraph(f"2017: {measure.figure_2017}.")
    page.paragraph(measure.note)


def render_framework_json(framework: Framework, sha256: str) -> bytes:
    """Return the whole framework as indented JSON with its hash and effective weights."""
    content: dict[str, Any] = {
        "sha256": sha256,
        "effective_weights": {
            key: float(share) for key, share in framework.effective_weights().items()
        },
        "framework": msgspec.to_builtins(framework),
    }
    return json_bytes(content)
