"""What Method and Notes say of measures, for an edition that has them."""

from collections.abc import Iterator

from slavery_benchmark.core.case_sheet import CaseSheet
from slavery_benchmark.core.declared import exact
from slavery_benchmark.core.framework import Framework
from slavery_benchmark.core.measures import Measure
from slavery_benchmark.core.measuring import MeasureState
from slavery_benchmark.document.numbers import count_text, percent_text, plain_number, share_text
from slavery_benchmark.formats.workbook.sheets import Row
from slavery_benchmark.render.measure_text import bands_text, counted_text
from slavery_benchmark.render.measure_words import DIFFERS
from slavery_benchmark.render.method_rules import OWN, own_cases_rules
from slavery_benchmark.render.words import capital

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


def measure_method_rows(framework: Framework) -> Iterator[Row]:
    """Yield how measures are made, rule by rule and measure by measure; none without measures."""
    sheet = framework.cases
    measures = [measure for _, measure in framework.measures()]
    if sheet is None or not measures:
        return
    yield from _figures(sheet)
    yield from (list(rule) for rule in own_cases_rules(sheet))
    shares = framework.effective_weights()
    for measure in measures:
        share = share_text(shares[measure.id]) if measure.id in shares else ""
        said = _of_measure(measure, framework, sheet, share)
        yield [f"{measure.id}: {measure.title}", said, measure.bands_because]


def _figures(sheet: CaseSheet) -> Iterator[Row]:
    yield [
        "Measures",
        (
            "Worked out from the sheet Case files, never typed in, and scored in their criterion "
            "beside the judged checks, by weight. They need no evidence."
        ),
        f"A case: {sheet.a_case}",
    ]
    yield [
        "Dates that have not come",
        (
            "“Not yet” fails a limit that had passed at the end of the period, and is not yet due "
            "before. In a median it is a wait that goes on: the median is then Kaplan and Meier's. "
            "Leaving out what never happened would delete the gravest cases."
        ),
        OWN,
    ]
    yield [
        "Not known, left out",
        (
            "A blank cell is unknown. A case with a problem in a cell that a measure needs is left "
            "out of that measure. With either, the columns “If all were known” show what the "
            "figure could be. Below "
            f"{percent_text(exact(sheet.known.minimum))} known a measure has no level."
        ),
        sheet.known.because,
    ]
    yield [
        "95% interval",
        (
            "Of a share of cases: Wilson's. Of a share of people: Wilson's with an effective size, "
            "as the people of one case are not independent. Of a median: between two order "
            "statistics, none under 6 cases. Where all cases are listed it shows chance "
            "variation, how far the same practice could have fallen out otherwise; of cases drawn "
            "at random it shows sampling error."
        ),
        OWN,
    ]
    yield [
        "Level, low and high",
        "The worst and the best level that the interval and the cases not known leave open.",
        OWN,
    ]
    states = "; ".join(f"“{state.value}”: {said}" for state, said in _STATES.items())
    yield ["State of a measure", f"{capital(states)}.", OWN]
    yield [
        "Too few cases",
        (
            "The share of the weight that belongs to measures about fewer cases than their "
            "minimum. They leave every sum; their figures are shown."
        ),
        OWN,
    ]


def _of_measure(measure: Measure, framework: Framework, sheet: CaseSheet, share: str) -> str:
    parts = [*counted_text(measure, sheet), bands_text(measure, framework)]
    if measure.weight is not None:
        weight = plain_number(exact(measure.weight))
        parts.append(f"Needed: {count_text(measure.minimum_cases, 'case')} at least.")
        parts.append(f"Weight: {weight} in its criterion, {share} of the overall score.")
    if measure.figure_2017:
        parts.append(f"2017: {measure.figure_2017}.")
    return " ".join(parts)


def measure_notes(framework: Framework) -> Iterator[str]:
    """Yield the notes on measures; none where the edition has none."""
    if not any(True for _ in framework.measures()):
        return
    yield (
        "Measures are counts from the forces' own case files. Nobody has compared them with the "
        "files themselves, and forces differ in what reaches them as a case."
    )
    yield (
        "Of the sheet Case files this workbook holds counts, dates turned into days, and figures, "
        "but no row. Figures about few people can still point to somebody: think of that before "
        "the workbook is passed on."
    )
    yield (
        f"“{capital(DIFFERS)}” is a reason to read the files, not a result of "
        "reading them: the level, the figure or both may be wrong."
    )
