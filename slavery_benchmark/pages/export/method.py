"""How each number is made, as a table of rules, and the files that were read."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from slavery_benchmark.core.cases.measuring import MeasureState
from slavery_benchmark.core.framework.case_sheet import CaseSheet
from slavery_benchmark.core.framework.declared import exact
from slavery_benchmark.core.framework.framework import Framework
from slavery_benchmark.core.framework.measures import Measure
from slavery_benchmark.core.problems import Severity, count_by_severity
from slavery_benchmark.core.scoring.report import Report
from slavery_benchmark.core.view.model import EarlierView
from slavery_benchmark.document.blocks import Table
from slavery_benchmark.document.columns import Column, Kind
from slavery_benchmark.document.numbers import count_text, percent_text, plain_number, share_text
from slavery_benchmark.pages.export.columns import sheet_of
from slavery_benchmark.pages.words.measure_rules import bands_text, counted_text
from slavery_benchmark.pages.words.method_rules import (
    OWN,
    Rule,
    line_rules,
    own_cases_rules,
    score_rules,
)
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


def method_table(framework: Framework, more: Sequence[Rule] = ()) -> Table:
    """Return how each number is made, in sentences, with the rules of the framework.

    more: the rules of numbers that stand beside the scores.
    """
    return sheet_of(
        "Method",
        "how each number is made",
        _METHOD,
        (*_rules(framework), *more),
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
        yield from _measure_rules(sheet)
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


def _measure_rules(cases: CaseSheet) -> Iterator[Rule]:
    yield Rule("A case", cases.a_case, OWN)
    yield Rule(
        "Proportion, and within a limit",
        "100 × x / n of the n cases that it is about. 95% interval: Wilson's, (p + z²/2n ± "
        "z √(p(1 - p)/n + z²/4n²)) / (1 + z²/n), z = 1.96.",
        OWN,
    )
    yield Rule(
        "Share of people",
        "100 × Σx / Σm over cases. Wilson's interval with the effective number of people, "
        "p(1 - p) / v with v = Σ(x - pm)² / (Σm)², corrected for few cases.",
        "What happens to the people of one case tends to be alike.",
    )
    yield Rule(
        "Median",
        "Days between two dates, the median by Kaplan and Meier: a wait that goes on counts as "
        "one. 95% interval: two order statistics; none under six cases.",
        "Leaving out what has not ended would delete the worst cases.",
    )
    yield Rule(
        "Level of a measure",
        "The highest band that the figure reaches, limits included. None with fewer cases than "
        f"its minimum, with less than {percent_text(exact(cases.known.minimum))} known, or if "
        "cases were chosen.",
        cases.known.because,
    )


def _of_measure(measure: Measure, framework: Framework, sheet: CaseSheet, share: str) -> str:
    parts = [*counted_text(measure, sheet), bands_text(measure, framework)]
    if measure.weight is not None:
        weight = plain_number(exact(measure.weight))
        parts.append(f"Needed: {count_text(measure.minimum_cases, 'case')} at least.")
        parts.append(f"Weight: {weight} in its criterion, {share} of the overall score.")
    if measure.found_figure:
        parts.append(f"{framework.words.head}: {measure.found_figure}.")
    return " ".join(parts)


def inputs_table(report: Report, earlier: Iterable[EarlierView] = ()) -> Table:
    """Return every file that was given, whether it was used, and its hash; `earlier` ones last."""
    records: list[dict[str, Any]] = []
    for force in report.forces:
        submission = force.submission
        counts = count_by_severity(submission.problems)
        records.append(
            {
                "file": submission.source.file,
                "use": "scored",
                "force": plain_name(submission),
                "start": submission.period_start,
                "end": submission.period_end,
                "errors": counts[Severity.ERROR],
                "warnings": counts[Severity.WARNING],
                "sha256": submission.source.sha256,
            }
        )
    lost = {"use": "not usable", "force": "not known", "sha256": "not taken"}
    records += [{"file": problem.file, **lost} for problem in report.unusable]
    for item in earlier:
        file, sha256 = item.source or ("", "")
        period = {"start": item.period_start, "end": item.period_end}
        use = f"earlier, {item.edition}"
        records.append({"file": file, "use": use, "force": item.force, "sha256": sha256, **period})
    return sheet_of(
        "Inputs",
        "the workbooks that were read",
        _INPUTS,
        tuple(records),
        about="One row a file. The hash is the SHA-256 of the whole file as it was read.",
    )
