"""How each number is made, as a table of rules, and the files that were read."""

from collections.abc import Iterator

from slavery_benchmark.core.cases.measuring import MeasureState
from slavery_benchmark.core.framework.case_sheet import CaseSheet
from slavery_benchmark.core.framework.declared import exact
from slavery_benchmark.core.framework.framework import Framework
from slavery_benchmark.core.framework.measures import Measure
from slavery_benchmark.core.problems import Severity, count_by_severity
from slavery_benchmark.core.scoring.report import Report
from slavery_benchmark.document.blocks import Table
from slavery_benchmark.document.columns import Column, Kind
from slavery_benchmark.document.numbers import count_text, plain_number, share_text
from slavery_benchmark.pages.export.columns import sheet_of
from slavery_benchmark.pages.report.method_rules import measure_rules
from slavery_benchmark.pages.words.measure_rules import bands_text, counted_text
from slavery_benchmark.pages.words.method_rules import (
    OWN,
    Rule,
    line_rules,
    own_cases_rules,
    score_rules,
)
from slavery_benchmark.pages.words.problems import file_name
from slavery_benchmark.pages.words.scores import capital, plain_name

_METHOD = (
    Column("what", "Part", width=24),
    Column("how", "How it is made", width=62),
    Column("why", "The framework's reason", width=46),
)
_INPUTS = (
    Column("file", "File", width=26),
    Column("use", "Use", width=11),
    Column("force", "Force", width=26),
    Column("start", "Period start", Kind.DATE),
    Column("end", "Period end", Kind.DATE),
    Column("errors", "Errors", Kind.COUNT, width=8),
    Column("warnings", "Warnings", Kind.COUNT),
    Column("sha256", "SHA-256", width=36, look="hash"),
)
_STATES = {
    MeasureState.MEASURED: "enough cases are known: it has a level, if it is scored",
    MeasureState.TOO_FEW: "about fewer cases than its minimum: it leaves every sum",
    MeasureState.NOT_SUPPLIED: "there are no case files: it counts as unanswered",
    MeasureState.CHOSEN: (
        "the cases were not all listed or drawn at random, it is not said how, or there are far "
        "more than the cover says: shown, but it "
        "says nothing of the others, so it has no level and no interval and counts as unanswered"
    ),
    MeasureState.TOO_LITTLE_KNOWN: (
        "too many of its cases are unknown or left out: it counts as unanswered"
    ),
    MeasureState.NOT_SETTLED: (
        "so many cases still wait that the median could be at more than one level: it counts as "
        "unanswered"
    ),
}


def method_table(framework: Framework) -> Table:
    """Return how each number is made, in sentences, with the rules of the framework."""
    return sheet_of(
        "Method",
        "how each number is made",
        _METHOD,
        tuple(_rules(framework)),
        about="Every rule below is read from the framework that was used.",
        look="roomy",
    )


def _rules(framework: Framework) -> Iterator[Rule]:
    yield from (*score_rules(framework), *line_rules(framework))
    shares = framework.effective_weights()
    for theme in framework.themes:
        yield Rule(
            f"Weight of {theme.title}",
            f"{plain_number(exact(theme.weight))}, which is {share_text(shares[theme.id])} of the "
            f"overall score when everything is answered; "
            f"{count_text(len(theme.criteria), 'criterion', 'criteria')}.",
            theme.weight_because,
        )
    sheet = framework.cases
    measures = [measure for _, measure in framework.measures()]
    if sheet is not None and measures:
        yield from measure_rules(sheet)
        yield Rule(
            "Level, low and high",
            "The worst and the best level that the interval and the cases not known leave open.",
            OWN,
        )
        states = "; ".join(f"“{state.value}”: {said}" for state, said in _STATES.items())
        yield Rule("State of a measure", f"{capital(states)}.", OWN)
        yield from own_cases_rules(sheet)
        for measure in measures:
            share = share_text(shares[measure.id]) if measure.id in shares else ""
            said = _of_measure(measure, framework, sheet, share)
            yield Rule(f"{measure.id}: {measure.title}", said, measure.bands_because)
    for source in framework.sources:
        yield Rule(f"Source: {source.id}", f"{source.title} ({source.rank}).", source.note)


def _of_measure(measure: Measure, framework: Framework, sheet: CaseSheet, share: str) -> str:
    parts = [*counted_text(measure, sheet), bands_text(measure, framework)]
    if measure.weight is not None:
        weight = plain_number(exact(measure.weight))
        parts.append(f"Needed: {count_text(measure.minimum_cases, 'case')} at least.")
        parts.append(f"Weight: {weight} in its criterion, {share} of the overall score.")
    if measure.found_figure:
        parts.append(f"{framework.words.head}: {measure.found_figure}.")
    return " ".join(parts)


def inputs_table(report: Report) -> Table:
    """Return every file that was given, whether it was used, and its hash."""
    records = []
    for force in report.forces:
        item = force.submission
        counts = count_by_severity(item.problems)
        records.append(
            {
                "file": item.source.file,
                "use": "scored",
                "force": plain_name(item),
                "start": item.period_start,
                "end": item.period_end,
                "errors": counts[Severity.ERROR],
                "warnings": counts[Severity.WARNING],
                "sha256": item.source.sha256,
            }
        )
    lost = {"use": "not usable", "force": "not known", "sha256": "not taken"}
    records += [{"file": file_name(problem), **lost} for problem in report.unusable]
    return sheet_of(
        "Inputs",
        "the workbooks that were read",
        _INPUTS,
        tuple(records),
        about="One row a file. The hash is the SHA-256 of the whole file as it was read.",
    )
