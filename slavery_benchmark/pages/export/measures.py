"""The tables of measures: what each force's own cases show, beside the levels that it judged."""

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from math import isinf
from typing import Any

from slavery_benchmark.core.cases.measuring import Measured, MeasureState, Range
from slavery_benchmark.core.cases.table import CaseFiles, Selection
from slavery_benchmark.core.framework.framework import Framework
from slavery_benchmark.core.framework.measures import Measure
from slavery_benchmark.core.scoring.scores import CheckScore, ForceScore, MeasureScore
from slavery_benchmark.core.view.model import CheckView, Figures, ForceView, MeasureView
from slavery_benchmark.document.blocks import Table
from slavery_benchmark.document.columns import Column, Kind, Quantity
from slavery_benchmark.document.positions import DIFFERS as DIFFERS_SIGN
from slavery_benchmark.document.positions import contradicted
from slavery_benchmark.pages.export.columns import FORCE, WEIGHTS, Shown, sheet_of
from slavery_benchmark.pages.heads import submission_values
from slavery_benchmark.pages.score.build import measure_fields, node_fields
from slavery_benchmark.pages.words.measure_rules import KIND_WORDS
from slavery_benchmark.pages.words.measures import (
    CHANCE,
    SELECTION_WORDS,
    missing_text,
    range_text,
    short_level_text,
    shown_text,
    state_text,
)
from slavery_benchmark.pages.words.views import figures_text, public_text, why_no_figure

_NO_CASES = "no case files"
_COUNTS = ("x", "n", "cases", "waiting", "unknown", "left_out", "not_due", "outside")
_UNSCORED = {"weight": None, "effective_weight": None}


def _number(key: str, head: str, kind: Kind = Kind.COUNT, width: float = 9) -> Column:
    return Column(key, head, kind, width=width, printed=False)


_COLUMNS = (
    Column("id", "Measure", width=10.5),
    Column("title", "Title", width=34),
    Column("shown", "What the cases show", width=27),
    Column("interval", "95% interval", width=15),
    Column("state", "State", width=13),
    Column("level", "Measured level", Kind.LEVEL, sign_by="differs"),
    Column("level_low", "Level, low", Kind.LEVEL, width=7),
    Column("level_high", "Level, high", Kind.LEVEL, width=7),
    Column("judged", "Judged levels", width=22),
    Column("differs_from", "Differs from", width=11),
    Column("chosen", "How the cases were chosen", width=19),
    Column("why", "Level, or why there is none", width=48, printed=False),
    Column("parent", "Criterion", width=10, printed=False),
    Column("kind", "Kind", width=18, printed=False),
    _number("x", "x", width=8),
    _number("n", "n", width=8),
    Column("unit", "Unit", width=7, printed=False),
    _number("value", "Value", Kind.NUMBER, 11),
    _number("at_least", "Value at least", Kind.NUMBER, 11),
    _number("interval_low", "Interval, low", Kind.NUMBER, 11),
    _number("interval_high", "Interval, high", Kind.NUMBER, 11),
    Column("chance", "What the interval shows", width=58, printed=False),
    _number("extreme_low", "If all were known, low", Kind.NUMBER, 11),
    _number("extreme_high", "If all were known, high", Kind.NUMBER, 11),
    Column("missing", "What was not counted", width=56, printed=False),
    _number("cases", "Cases counted"),
    _number("waiting", "Still waiting"),
    _number("unknown", "Not known"),
    _number("left_out", "Left out"),
    _number("not_due", "Not yet due"),
    _number("outside", "Not what it is about", width=10),
    _number("minimum_cases", "Minimum cases", width=10),
    _number("listed", "Cases listed"),
    _number("in_period", "Cases in period"),
    _number("score", "Score", Kind.SCORE),
    *WEIGHTS,
)
_PUBLIC = frozenset(
    (
        *("id", "title", "shown", "interval", "state", "level", "chosen", "parent", "kind"),
        *(
            "x",
            "n",
            "value",
            "at_least",
            "interval_low",
            "interval_high",
            "chance",
            "minimum_cases",
        ),
        *("weight", "effective_weight"),
    )
)
_NOTE = (
    f"Behind a measured level, {DIFFERS_SIGN}: at least one level judged in its criterion is well "
    "above it. Under “Differs from” stand the checks."
)
_TITLE, _ABOUT = (
    "what each force's own cases show, beside the levels that it judged",
    (
        "One row for each force and measure, worked out from the sheet Case files. A measure "
        "without a level says why under State; a blank number is unknown, never 0. To the right of "
        "the printed columns: every figure as a number, in the unit named; a percentage is a "
        "number from 0 to 1 under a percent format."
    ),
)
_PUBLIC_TITLE, _PUBLIC_ABOUT = (
    "what each force's own cases show",
    (
        "One row for each force and measure. Where a count is below 5, or such a count could be "
        "worked out, x, proportion, interval and level are not shown; n is, where it tells "
        "nothing. A blank number is unknown or not shown, never 0."
    ),
)


def measure_tables(shown: Shown) -> Iterator[Table]:
    """Yield a table of each force. Nothing of a single case is in it."""
    framework = shown.report.framework
    declared = [measure for _, measure in framework.measures()]
    names = shown.labels if shown.public else shown.names
    public = shown.data if shown.public else None
    columns = [column for column in _COLUMNS if public is None or column.key in _PUBLIC]
    columns += () if public else shown.submission
    for place, (name, force) in enumerate(zip(names, shown.report.forces, strict=True)):
        if public is not None:
            records = list(_public_records(public.forces[place], declared))
        else:
            records = list(_records(force, declared, framework))
        yield sheet_of(
            "Measures",
            _PUBLIC_TITLE if public else _TITLE,
            columns,
            tuple(records),
            of=((FORCE, name),),
            notes=() if public else (_NOTE,),
            about=_PUBLIC_ABOUT if public else _ABOUT,
        )


def _records(
    force: ForceScore, declared: Sequence[Measure], framework: Framework
) -> Iterator[dict[str, Any]]:
    files = force.submission.cases
    checks: dict[str | None, list[CheckScore]] = {}
    for check in force.checks:
        checks.setdefault(check.node.parent, []).append(check)
    for measure, found in zip(declared, force.measures, strict=True):
        measured, differs = found.measured, found.differs_from
        record = {
            **measure_fields(found, measure),
            **_figures(measure, measured, measured.interval, measured.selection),
            **_ends(measure, "extreme", measured.extremes),
            "kind": KIND_WORDS[measure.kind],
            "shown": shown_text(measure, measured),
            "state": state_word(measure, measured),
            "differs": contradicted() if differs else None,
            "judged": judged_text(checks[found.node.parent]),
            "differs_from": f"{DIFFERS_SIGN} {', '.join(differs)}" if differs else None,
            "chosen": _chosen(files, measured.selection),
            "why": state_text(measure, measured, framework),
            "unit": "days" if measure.kind == "median" else "%",
            "missing": missing_text(measure, measured),
            "listed": files.listed or None if files is not None else None,
            "in_period": files.in_period if files is not None else None,
            **submission_values(force.submission, ""),
        }
        if measured.state is MeasureState.NOT_SUPPLIED:
            record |= dict.fromkeys(_COUNTS)
        yield record if measure.is_scored else record | _UNSCORED


def _public_records(force: ForceView, declared: Sequence[Measure]) -> Iterator[dict[str, Any]]:
    selection = force.cases.selection if force.cases else None
    for measure, item in zip(declared, force.measures, strict=True):
        found = item.figures
        record = {
            **node_fields(item.node),
            "kind": KIND_WORDS[measure.kind],
            "minimum_cases": measure.minimum_cases,
            "shown": why_no_figure(item) if found is None else figures_text(measure, found),
            "state": item.state.value if item.state else "not shown",
            "chosen": SELECTION_WORDS[selection] if selection else _NO_CASES,
            "n": item.of,
        }
        if found is not None:
            record |= {"level": found.level, "x": found.x, "n": found.n}
            record |= _figures(measure, found, found.interval, selection)
        yield record if item.scored else record | _UNSCORED


def _figures(
    measure: Measure, found: Measured | Figures, ends: Range | None, selection: Selection | None
) -> dict[str, Any]:
    """Return value and interval as numbers, and the interval in words."""
    return {
        "value": _figure(measure, found.value),
        "at_least": _figure(measure, found.at_least),
        "interval": range_text(measure, ends) if ends else None,
        "chance": CHANCE.get(selection) if ends and selection else None,
        **_ends(measure, "interval", ends),
    }


def _ends(measure: Measure, name: str, ends: Range | None) -> dict[str, Quantity | None]:
    if ends is None:
        return {}
    low, high = _figure(measure, ends.low), _figure(measure, ends.high)
    return {f"{name}_low": low, f"{name}_high": high}


def _figure(measure: Measure, value: Fraction | float | None) -> Quantity | None:
    """Return a value as a number in its unit; None where there is no number.

    Per cent is a number from 0 to 1 under a percent format, as spreadsheets have it. A median that
    is never reached is no number.
    """
    if value is None or (isinstance(value, float) and isinf(value)):
        return None
    if measure.kind == "median":
        return Quantity(value, Kind.DAYS)
    return Quantity(value / 100, Kind.PRECISE_SHARE)


def _chosen(files: CaseFiles | None, selection: Selection) -> str:
    if files is None or not files.listed:
        return _NO_CASES
    return SELECTION_WORDS[selection]


def state_word(measure: Measure, measured: Measured) -> str:
    """Return the state of a measure, and of one without bands that it is not scored."""
    if measured.state is MeasureState.MEASURED and not measure.is_scored:
        return "shown, not scored"
    return measured.state.value


def judged_text(checks: Iterable[CheckScore | CheckView], *, marked: bool = False) -> str:
    """Return the levels that were judged: INV-01a 4, INV-01b blank.

    `marked` puts a mark behind a level that differs from own cases: INV-01a 4 ≠.
    """
    parts: list[str] = []
    for check in checks:
        answer = check if isinstance(check, CheckView) else check.response
        said = f"{check.node.id} {answer.state.value if answer.level is None else answer.level}"
        if marked and check.differs_from:
            said += f" {DIFFERS_SIGN}"
        parts.append(f"{said} (set aside)" if check.set_aside else said)
    return ", ".join(parts)


def measured_text(measures: Iterable[tuple[Measure, MeasureScore | MeasureView]]) -> str:
    """Return levels and figures that were measured, or the word for why there is no level."""
    return "; ".join(f"{measure.id} {_measured(measure, found)}" for measure, found in measures)


def _measured(measure: Measure, found: MeasureScore | MeasureView) -> str:
    measured = found.measured
    if measured is None:
        return public_text(measure, found) if isinstance(found, MeasureView) else ""
    said = short_level_text(measured) or state_word(measure, measured)
    if measured.state is MeasureState.NOT_SUPPLIED:
        return said
    return f"{said}: {shown_text(measure, measured)}"
