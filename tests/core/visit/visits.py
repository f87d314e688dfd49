"""Forces with case files for tests of the visit list: three measures in criteria of their own."""

from collections.abc import Iterable, Sequence
from datetime import date

import msgspec

from slavery_benchmark.core.cases.table import CaseFiles, CaseTable, CaseValue, Selection
from slavery_benchmark.core.framework.framework import Criterion, Framework
from slavery_benchmark.core.framework.measures import Condition, Measure, MeasureBand
from slavery_benchmark.core.scoring.scores import ForceScore
from slavery_benchmark.core.scoring.scoring import score_submission
from slavery_benchmark.core.scoring.submission import Response
from tests.builders import END, START, criterion, framework, submission

OPENED = START.toordinal()
LETTERS = {"case": "A", "reported": "E", "started": "I", "victims": "O", "safeguarded": "P",
           "other_forces": "W", "lead_force": "X"}  # fmt: skip
BANDS = ((1, 40), (2, 65), (3, 85), (4, 95))
DAYS = ((1, 42), (2, 14), (3, 5), (4, 2))


def measure(measure_id: str, kind: str, bands: Sequence[tuple[int, int]] = BANDS) -> Measure:
    """Return a measure of a kind on the columns that the kind has here."""
    keys: dict[str, object] = {
        "within": {"start": "reported", "end": "started", "days": 7},
        "median": {"start": "reported", "end": "started", "direction": "lower"},
        "share": {"people": ("safeguarded",), "over": "victims"},
        "proportion": {
            "cases": (Condition(column="other_forces", one_of=("Yes",)),),
            "counts": (Condition(column="lead_force", one_of=("Yes",)),),
        },
    }[kind]  # type: ignore[assignment]
    fields: dict[str, object] = {
        "id": measure_id,
        "kind": kind,
        "title": f"Title of {measure_id}",
        "asks_about": ("S1",),
        "direction": "higher",
        "minimum_cases": 6,
        "weight": 1,
        "weight_because": "It is a test.",
        "bands": tuple(MeasureBand(level=n, limit=at, basis="proposed") for n, at in bands),
        "bands_because": "It is a test.",
        "note": "None.",
        **keys,
    }
    return Measure(**fields)  # type: ignore[arg-type]


def measured(made: Criterion, *measures: Measure) -> Criterion:
    """Return a criterion with these measures."""
    return msgspec.structs.replace(made, measures=measures)


def one_criterion(*kinds: str) -> Framework:
    """Return a framework of one criterion, A-01: check a of weight 3, a measure a kind of 1."""
    measures = [measure(f"A-01m{n}", kind, DAYS if kind == "median" else BANDS)
                for n, kind in enumerate(kinds, start=1)]  # fmt: skip
    return framework({"A": (1, [measured(criterion("A-01", [("a", 3)]), *measures)])})


def case(number: str = "", /, **values: CaseValue) -> tuple[str, dict[str, CaseValue]]:
    """Return a case that is in order on every count, but for these values."""
    good: dict[str, CaseValue] = {
        "reported": OPENED, "started": OPENED + 1, "victims": 2, "safeguarded": 2,
        "other_forces": "Yes", "lead_force": "Yes",
    }  # fmt: skip
    return number, {**good, **values}


def files(
    cases: Iterable[tuple[str, dict[str, CaseValue]]], selection: Selection = Selection.ALL
) -> CaseFiles:
    """Return case files with these cases in rows 6 and on, numbered where they have no number."""
    every = [(number or str(place), values) for place, (number, values) in enumerate(cases, 1)]
    table = CaseTable(
        sheet="Case files",
        rows=range(6, 6 + len(every)),
        numbers=[number for number, _ in every],
        letters=LETTERS,
        values={column: [values[column] for _, values in every] for column in every[0][1]},
    )
    return CaseFiles(table=table, listed=len(every), in_period=len(every), selection=selection)


def scored(
    made: Framework,
    responses: Iterable[Response],
    cases: CaseFiles | None = None,
    *,
    period_end: date = END,
    **changes: object,
) -> ForceScore:
    """Return the scores of a force with these answers and cases."""
    empty = CaseFiles(table=None, listed=0, in_period=None, selection=Selection.UNSAID)
    own = submission(responses, cases=cases or empty, period_end=period_end, **changes)
    return score_submission(own, made)
