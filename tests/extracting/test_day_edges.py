"""The first and the last day of the period, and the day of the run, belong to what is read."""

from datetime import date, timedelta

import pytest

from slavery_benchmark.core.cases.table import UNUSABLE
from slavery_benchmark.core.scoring.scoring import score_submission
from slavery_benchmark.extracting import layout
from slavery_benchmark.reading.reader import CellValue
from tests.builders import AS_OF, END, START, shipped_criteria
from tests.extracting.case_sheets import Row, case, lines, read, sheet_of
from tests.extracting.raw_returns import cell_of_answer, extracted_raw, raw_return
from tests.returns import found

DAY = timedelta(days=1)


def test_evidence_confirmed_on_the_first_day_of_the_period_or_on_that_of_the_run_supports() -> None:
    days = {
        "INV-01a": START - DAY,
        "INV-01b": START,
        "INV-02a": START + DAY,
        "INV-02b": AS_OF - DAY,
        "INV-03a": AS_OF,
        "INV-03b": AS_OF + DAY,
    }
    answers: dict[tuple[str, str], CellValue] = {}
    for check, day in days.items():
        answers[check, layout.LEVEL] = 3.0
        answers[check, layout.EVIDENCE_DATE] = day
    made = extracted_raw(raw_return(answers=answers))
    assert found(made.problems) == [
        ("evidence-date-early", cell_of_answer("INV-01a", layout.EVIDENCE_DATE)),
        ("evidence-date-future", cell_of_answer("INV-03b", layout.EVIDENCE_DATE)),
    ]
    score = score_submission(made, shipped_criteria().framework)
    counted = {check: score.check(check).counted_level for check in days}
    unsupported = ("INV-01a", "INV-03b")
    assert counted == {check: 2 if check in unsupported else 3 for check in days}


@pytest.mark.parametrize(
    ("day", "problems"),
    [
        (AS_OF - DAY, []),
        (AS_OF, []),
        (AS_OF + DAY, ["case-date-future"]),
    ],
)
@pytest.mark.parametrize("column", ["closed", "reported"])
def test_a_case_may_be_dated_on_the_day_of_the_run(
    column: str, day: date, problems: list[str]
) -> None:
    changes = {"closed": day}
    if column == "reported":
        changes = dict.fromkeys(("reported", "recorded", "started", "reviewed"), day)
    table, left_out, said = read(sheet_of([case(1, **changes)]), (START, None))
    assert [str(item.code) for item in said] == problems * len(changes)
    assert table is not None
    value = table.values[column][0]
    assert value == (UNUSABLE if problems else day.toordinal())
    assert left_out == 0


@pytest.mark.parametrize(
    ("day", "inside"),
    [
        (START - DAY, False),
        (START, True),
        (END, True),
        (END + DAY, False),
    ],
)
@pytest.mark.parametrize("open_end", ["neither", "start", "end"])
def test_a_case_received_on_the_first_or_the_last_day_of_the_period_is_of_it(
    day: date, *, inside: bool, open_end: str
) -> None:
    period = (None if open_end == "start" else START, None if open_end == "end" else END)
    inside = inside or (open_end == "start" and day < START) or (open_end == "end" and day > END)
    later: Row = {"reported": day, "recorded": "", "started": "", "reviewed": ""}
    earlier: Row = {"first_contact": "", "recognised": ""}
    table, left_out, said = read(sheet_of([case(1), case(2, **later, **earlier)]), period)
    assert table is not None
    assert list(table.numbers) == (["1", "2"] if inside else ["1"])
    assert left_out == (0 if inside else 1)
    assert len(lines(said)) == left_out


@pytest.mark.parametrize(
    ("start", "end", "problems"),
    [
        (START, AS_OF, []),
        (START, AS_OF + DAY, ["period-future"]),
        (START, START, []),  # a period of one day
        (START, START - DAY, ["period-reversed"]),
        (AS_OF, None, ["period-end-missing"]),
        (AS_OF + DAY, None, ["period-end-missing", "period-future"]),
        (AS_OF - 732 * DAY, AS_OF, []),  # two leap years at most
        (AS_OF - 733 * DAY, AS_OF, ["period-long"]),
        (AS_OF - 732 * DAY, None, ["period-end-missing"]),
        (AS_OF - 733 * DAY, None, ["period-long", "period-end-missing"]),
    ],
)
def test_a_period_may_end_on_the_day_of_the_run_and_be_as_short_and_as_long_as_allowed(
    start: date, end: date | None, problems: list[str]
) -> None:
    cover = {layout.PERIOD_START: start, layout.PERIOD_END: end or ""}
    made = extracted_raw(raw_return(cover))
    said = [code for code, cell in found(made.problems) if cell.startswith("Cover!")]
    assert sorted(said) == sorted(problems)
    assert (made.period_start, made.period_end) == (
        (None, None) if "period-reversed" in problems else (start, end)
    )
