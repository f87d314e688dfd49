"""Bad input on the sheet of case files: each fault at its cell, and what becomes of its case."""

from collections.abc import Callable
from datetime import date, time
from fractions import Fraction
from pathlib import Path

import pytest

from slavery_benchmark.core.cases.measuring import MeasureState, Range
from slavery_benchmark.core.cases.table import BLANK, NOT_YET, UNUSABLE, Selection
from slavery_benchmark.extracting import layout
from slavery_benchmark.reading.addresses import column_letters
from slavery_benchmark.reading.raw_cells import NOT_CALCULATED
from slavery_benchmark.reading.reader import CellValue
from tests.extracting.case_sheets import (
    IDS,
    TOP,
    case,
    cases,
    cell_of,
    lines,
    measured,
    place_of,
    read,
    sheet_of,
    table_of,
)
from tests.returns import CASES_HEADER_ROW, Return, extracted, found, tampered

LEFT_OUT = ", so measures that need it leave the case out"
OR_UNKNOWN = ", or an empty cell for unknown"
DATE = f"the date is not recognised{LEFT_OUT}"
WORD = f"the word is not one that the column takes{LEFT_OUT}"
COUNT = f"the number is not recognised{LEFT_OUT}"
ORDER = f"the date is before one that it must follow{LEFT_OUT}"
MORE = f"there are more people here than there were{LEFT_OUT}"
A_DATE = f"expected a date, “Not yet”{OR_UNKNOWN}"
A_COUNT = f"expected a whole number from 0 to 9,999{OR_UNKNOWN}"
YES_OR_NO = "expected one of Yes, No, Not needed"


def test_sound_cases_have_no_problem() -> None:
    table, left_out, problems = read(sheet_of(cases(3)))
    assert (problems, left_out) == ((), 0)
    assert table is not None
    assert list(table.numbers) == ["1", "2", "3"]
    assert list(table.rows) == [6, 7, 8]
    assert str(table.case(1)) == "2 (row 7)"
    assert table.letters["started"] == "I"


# --- a cell ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("column", "value", "said"),
    [
        ("started", "soon", f"error: {DATE}: found “a text of 4 characters”; {A_DATE}."),
        ("started", "not yte", f"{A_DATE}; nearest: “Not yet”. [case-date-not-recognised]"),
        ("started", "13/13/2025", f"{DATE}: found “a text of 10 characters”; {A_DATE}."),
        ("started", "03/05/225", f"{DATE}: found “a text of 9 characters”; {A_DATE}."),
        ("started", 450.0, f"{DATE}: found “450”; {A_DATE}."),
        ("started", True, f"{DATE}: found “TRUE”; {A_DATE}."),
        ("started", time(3, 4), f"{DATE}: found “a time”; {A_DATE}."),
        (
            "started",
            date(1999, 12, 31),
            f"{DATE}: found “a date before 2000”; expected a date from 2000 on, “Not yet”"
            f"{OR_UNKNOWN}. [case-date-not-recognised]",
        ),
        (
            "started",
            date(2026, 11, 24),
            f"error: the date is in the future{LEFT_OUT}: found “2026-11-24”; expected a date up "
            f"to 2026-11-23, “Not yet”{OR_UNKNOWN}. [case-date-future]",
        ),
        (
            "reported",
            "Not yet",
            f"{DATE}: found “Not yet”; expected a date, as every case has had it{OR_UNKNOWN}.",
        ),
        (
            "first_contact",
            " not  YET",
            f"{DATE}: found “Not yet”; expected a date, as every case has had it"
            f"{OR_UNKNOWN}. [case-date-not-recognised]",
        ),
        ("victims", -1.0, f"error: {COUNT}: found “-1”; {A_COUNT}. [count-not-recognised]"),
        ("victims", 2.5, f"{COUNT}: found “2.5”; {A_COUNT}; nearest: “2” or “3”."),
        ("victims", "three", f"{COUNT}: found “a text of 5 characters”; {A_COUNT}."),
        ("victims", "2 or 3", f"{COUNT}: found “a text of 6 characters”; {A_COUNT}."),
        ("victims", True, f"{COUNT}: found “TRUE”; {A_COUNT}."),
        ("victims", date(2008, 5, 1), f"{COUNT}: found “a date”; {A_COUNT}."),
        ("victims", 10_000.0, f"{COUNT}: found “10000”; {A_COUNT}."),
        ("victims", 7_700_900_123.0, f"{COUNT}: found “a number of 10 digits”; {A_COUNT}."),
        ("suspect", "Yse", f"error: {WORD}: found “a text of 3 characters”; {YES_OR_NO}; nearest: "
         "“Yes”. [case-word-not-recognised]"),
        ("suspect", "not neded", f"{YES_OR_NO}; nearest: “Not needed”."),
        ("suspect", "N/A", f"{WORD}: found “n/a”; {YES_OR_NO}; nearest: “Not needed”."),
        ("suspect", "Maybe", f"{WORD}: found “a text of 5 characters”; {YES_OR_NO}."),
        ("suspect", 1.0, f"{WORD}: found “1”; {YES_OR_NO}."),
        ("route", "Partnr", "expected one of Police discovery, Public, Partner, Another force, "
         "Through the NRM; nearest: “Partner”."),
        ("route", "n/a", f"{WORD}: found “n/a”; expected one of Police discovery, Public, "
         "Partner, Another force, Through the NRM."),
        ("closed", "Unknown", "found “unknown”; expected a date, “Not yet”, or an empty cell for "
         "unknown. [case-date-not-recognised]"),
        ("closed", "N/A", "found “n/a”; expected a date, “Not yet”, or an empty cell for unknown; "
         "a step that was not needed is “Not yet”; nearest: “Not yet”."),
        ("closed", "Still open", "found “still open”; expected a date, “Not yet”, or an empty cell "
         "for unknown; nearest: “Not yet”."),
        ("recognised", date(2025, 4, 30), f"error: {ORDER}: found “2025-04-30”; expected "
         "2025-05-01 or later, which stands under Date of first police contact. "
         "[dates-out-of-order]"),
        ("reviewed", date(2025, 5, 3), f"{ORDER}: found “2025-05-03”; expected 2025-05-04 or "
         "later, which stands under Date investigation started."),
        ("safeguarded", 4.0, f"error: {MORE}: found “4”; expected at most 3, which stands under "
         "Potential victims. [more-than-there-were]"),
        ("in_contact", 2.0, f"{MORE}: found “2”; expected at most 1, which stands under Potential "
         "victims moved through the NRM or lost from sight."),
    ],
)  # fmt: skip
def test_a_bad_cell_is_named_and_its_case_left_out(
    column: str, value: CellValue, said: str
) -> None:
    table, left_out, problems = read(sheet_of([*cases(2), case(3, **{column: value}), case(4)]))
    (line,) = lines(problems)
    assert line.startswith(f"{cell_of(column, 3)}: error: ")
    assert said in line
    assert table is not None
    assert (len(table), left_out) == (4, 0)
    assert [v == UNUSABLE for v in table.values[column]] == [False, False, True, False]


@pytest.mark.parametrize(
    ("column", "value", "meant"),
    [
        ("started", "2025-05-04", date(2025, 5, 4).toordinal()),
        ("recognised", " NOT  yet ", NOT_YET),
        ("started", "", BLANK),
        ("started", "   ", BLANK),
        ("victims", "3", 3),
        ("victims", "3.0", 3),
        ("victims", "1,000", 1000),
        ("arrested", 0.0, 0),
        ("arrested", "", BLANK),
        ("suspect", "Y", "Yes"),
        ("suspect", " no", "No"),
        ("suspect", True, "Yes"),
        ("suspect", "FALSE", "No"),
        ("suspect", "not NEEDED", "Not needed"),
        ("route", "police\u00a0discovery", "Police discovery"),
    ],
)
def test_what_is_meant_is_understood(column: str, value: CellValue, meant: object) -> None:
    table, _, problems = read(sheet_of([case(1, **{column: value})]))
    assert problems == ()
    assert table is not None
    assert table.values[column][0] == meant


def test_true_and_one_in_a_column_are_told_apart() -> None:
    rows = [case(1, suspect=True), case(2, suspect=1.0), case(3, suspect=False)]
    table, _, problems = read(sheet_of(rows))
    assert found(problems) == [("case-word-not-recognised", cell_of("suspect", 2))]
    assert table is not None
    assert list(table.values["suspect"]) == ["Yes", UNUSABLE, "No"]


@pytest.mark.parametrize("turn", [1, -1])
def test_true_and_one_are_told_apart_however_far_they_stand_from_each_other(turn: int) -> None:
    far: list[CellValue] = [""] * 1_000
    cells = [1.0, *far, True, False, *far, 0.0, True, 1.0][::turn]
    table = table_of(*(case(n, suspect=value) for n, value in enumerate(cells, start=1)))
    words = [UNUSABLE, *far, "Yes", "No", *far, UNUSABLE, "Yes", UNUSABLE]
    assert list(table.values["suspect"]) == words[::turn]
    table = table_of(*(case(n, arrested=value) for n, value in enumerate(cells, start=1)))
    numbers = [1, *far, UNUSABLE, UNUSABLE, *far, 0, UNUSABLE, 1]
    assert list(table.values["arrested"]) == numbers[::turn]


def test_a_date_typed_as_british_text_is_read_and_said() -> None:
    table, _, problems = read(sheet_of([case(1, started="04/05/2025")]))
    assert lines(problems) == [
        f"{cell_of('started')}: warning: a date typed as text is read as day/month/year: found "
        "“04/05/2025”; expected a date cell; 04/05/2025 is read as 4 May 2025. "
        "[date-read-as-british]"
    ]
    assert table is not None
    assert table.values["started"] == [date(2025, 5, 4).toordinal()]


def test_people_both_referred_and_notified_are_too_many_together() -> None:
    table, _, problems = read(sheet_of([case(1, referred=2.0, notified=2.0)]))
    assert lines(problems) == [
        f"{cell_of('referred')}: error: {MORE}: found “2 + 2”; expected at most 3 together with "
        "Other potential victims notified. [more-than-there-were]"
    ]
    assert table is not None
    assert (table.values["referred"], table.values["notified"]) == ([UNUSABLE], [UNUSABLE])
    assert table.values["victims"] == [3]


def test_an_error_or_a_formula_without_value_is_not_blank() -> None:
    marks = {
        place_of("started", 1): "#N/A",
        place_of("victims", 2): NOT_CALCULATED,
        place_of("case", 3): "#REF!",
        place_of("suspect", 1): "Jane Doe was seen",
        (TOP - 1, 0): "#N/A",
    }
    rows = cases(3)
    rows[0]["started"] = rows[0]["suspect"] = rows[1]["victims"] = rows[2]["case"] = ""
    table, _, problems = read(sheet_of(rows, marks=marks))
    said = set(lines(problems))
    error = "error: the cell holds an error instead of an answer: found"
    typed = "expected a value typed or chosen here. [cell-error]"
    assert said == {
        f"{cell_of('started', 1)}: {error} “#N/A”; {typed}",
        f"{cell_of('suspect', 1)}: {error} “a text of 17 characters”; {typed}",
        f"{cell_of('case', 3)}: {error} “#REF!”; {typed}",
        f"{cell_of('victims', 2)}: error: the cell holds a formula that was never calculated; "
        "expected a value; open the workbook in Excel or LibreOffice and save it again. "
        "[formula-not-calculated]",
    }
    assert table is not None
    assert table.values["started"][0] == table.values["victims"][1] == UNUSABLE
    assert list(table.numbers) == ["1", "2", ""]


def test_a_first_contact_that_has_not_come_is_a_problem_and_no_way_out() -> None:
    late = [case(n, recognised=date(2026, 1, 31), reported=date(2026, 1, 31), recorded="",
                 started="", reviewed="") for n in range(1, 13)]  # fmt: skip
    sound = [case(n) for n in range(13, 21)]
    honest = measured("VIC-01m1", table_of(*late, *sound))
    assert (honest.cases, honest.state) == (20, MeasureState.MEASURED)
    hidden = [{**row, "first_contact": "Not yet"} for row in late]
    table, _, problems = read(sheet_of([*hidden, *sound]))
    assert found(problems) == [
        ("case-date-not-recognised", cell_of("first_contact", n)) for n in range(1, 13)
    ]
    assert table is not None
    shown = measured("VIC-01m1", table)
    assert (shown.cases, shown.not_due, shown.left_out) == (8, 0, 12)
    assert (shown.state, shown.level) == (MeasureState.TOO_LITTLE_KNOWN, None)


def test_a_step_after_one_that_has_not_come_is_a_problem_at_its_cell() -> None:
    rows = [*cases(16), *(case(n, started="Not yet") for n in range(17, 21))]
    table, left_out, problems = read(sheet_of(rows))
    assert lines(problems)[0] == (
        f"Case files!J22: error: {ORDER}: found “2025-05-10”; expected no date, as “Not yet” "
        "stands under Date investigation started, which comes before it. [dates-out-of-order]"
    )
    assert found(problems) == [
        ("dates-out-of-order", cell_of("reviewed", n)) for n in (17, 18, 19, 20)
    ]
    assert table is not None
    assert left_out == 0
    reviewed = measured("INV-02m1", table)
    assert (reviewed.cases, reviewed.not_due, reviewed.left_out) == (16, 0, 4)
    started = measured("INV-01m2", table)  # the one that it is compared with still counts
    assert (started.x, started.n, started.left_out) == (16, 20, 0)


def test_nothing_is_out_of_order_where_neither_step_has_come_or_the_later_is_unknown() -> None:
    for reviewed in ("Not yet", ""):
        table, _, problems = read(sheet_of([case(1, started="Not yet", reviewed=reviewed)]))
        assert problems == ()
        assert table is not None
        assert measured("INV-02m1", table).not_due == 1


def test_more_people_than_none_are_left_out_and_not_passed_over() -> None:
    nobody = {"victims": 0.0, "referred": 0.0, "notified": 0.0, "moved": 0.0, "in_contact": 0.0}
    rows = [*cases(10), *(case(n, **nobody, safeguarded=2.0) for n in range(11, 16))]
    table, _, problems = read(sheet_of(rows))
    assert lines(problems)[0] == (
        f"Case files!P16: error: {MORE}: found “2”; expected at most 0, which stands under "
        "Potential victims. [more-than-there-were]"
    )
    assert found(problems) == [
        ("more-than-there-were", cell_of("safeguarded", n)) for n in range(11, 16)
    ]
    assert table is not None
    for name in ("VIC-04m1", "VIC-02m2", "POW-04m1"):  # nor can the 0 be counted on
        one = measured(name, table)
        assert (one.cases, one.outside, one.left_out) == (10, 0, 5), name
    # of how many people the five are nobody knows, and the largest case has three: with all known
    # it could be 30 of 45 people to 45 of 45
    assert measured("VIC-04m1", table).extremes == Range(Fraction(3000, 45), Fraction(100))
    quiet = table_of(*cases(10), case(11, **nobody, safeguarded=0.0))
    assert (measured("VIC-04m1", quiet).outside, measured("VIC-04m1", quiet).left_out) == (1, 0)


def test_people_in_contact_of_none_that_moved_are_left_out() -> None:
    table, _, problems = read(sheet_of([*cases(10), case(11, moved=0.0, in_contact=2.0)]))
    assert found(problems) == [("more-than-there-were", cell_of("in_contact", 11))]
    assert table is not None
    contact = measured("VIC-05m1", table)
    assert (contact.cases, contact.outside, contact.left_out) == (10, 0, 1)


# --- a case ---------------------------------------------------------------------------------------


def test_a_bad_cell_takes_its_case_out_of_the_measures_that_need_it_alone() -> None:
    table = table_of(*cases(11), case(12, started="soon"))
    late = measured("INV-01m2", table)
    assert (late.cases, late.left_out, late.about) == (11, 1, 12)
    reviewed = measured("INV-02m1", table)
    assert reviewed.left_out == 1
    safe = measured("VIC-04m1", table)
    assert (safe.cases, safe.left_out, safe.n) == (12, 0, 36)


def test_a_case_that_stands_twice_counts_nowhere() -> None:
    table, left_out, problems = read(sheet_of([case("A-1"), case("A-2"), case(" A-1 ")]))
    assert lines(problems) == [
        "Case files!A8: error: a case stands twice, so no row of that number counts in any "
        "measure: found “the number in row 6 again”; expected one row for each case, each with a "
        "number of its own. [case-twice]"
    ]
    assert table is not None
    assert (list(table.numbers), left_out) == (["A-2"], 2)
    assert measured("VIC-04m1", table, left_out).left_out == 2


def test_a_case_without_a_number_counts_and_is_shown_by_its_row() -> None:
    table, left_out, problems = read(sheet_of([case(1), case("")]))
    assert lines(problems) == [
        "Case files!A7: warning: a case has no number; it counts and is shown by its row; expected "
        "a number made for this return. [case-without-number]"
    ]
    assert table is not None
    assert (len(table), left_out, str(table.case(1))) == (2, 0, "row 7")


@pytest.mark.parametrize("day", [date(2025, 3, 31), date(2026, 4, 1)])
def test_a_case_from_outside_the_period_counts_nowhere(day: date) -> None:
    other = case(2, reported=day, recorded="", started="", reviewed="")
    table, left_out, problems = read(sheet_of([case(1), other]))
    assert lines(problems) == [
        "Case files!E7: error: the case was not received in the period, so no measure counts it: "
        f"found “{day.isoformat()}”; expected a day of the period, 2025-04-01 to 2026-03-31. "
        "[case-outside-period]"
    ]
    assert table is not None
    assert (list(table.numbers), left_out) == (["1"], 1)


def test_first_and_last_day_belong_to_the_period_and_an_open_end_excludes_nothing() -> None:
    start, end = date(2025, 4, 1), date(2026, 3, 31)
    rows = [
        case(at, reported=day, recorded="", started="", reviewed="")
        for at, day in enumerate((start, end), start=1)
    ]
    assert read(sheet_of(rows))[1:] == (0, ())
    assert read(sheet_of(rows), (None, None))[1:] == (0, ())
    _, left_out, problems = read(sheet_of(rows), (None, date(2026, 3, 30)))
    assert left_out == 1
    assert "expected a day of the period, … to 2026-03-30" in lines(problems)[0]


def test_empty_rows_between_cases_are_no_cases() -> None:
    table, left_out, problems = read(sheet_of([case(1), {}, {"lines": "  "}, case(2), {}]))
    assert table is not None
    assert (list(table.rows), left_out, problems) == ([6, 9], 0, ())


# --- through real workbooks -----------------------------------------------------------------------


def test_faults_are_found_in_a_workbook_at_their_cells(tmp_path: Path) -> None:
    wanted: set[tuple[str, str]] = set()

    def tamper(made: Return) -> None:
        first, second, third = list(made.case_rows)[:3]
        wanted.update(
            {
                ("case-word-not-recognised", made.put_case(first, "nca", "perhaps")),
                ("count-not-recognised", made.put_case(first, "victims", "some")),
                ("case-date-future", made.put_case(second, "closed", date(2027, 1, 1))),
                ("case-date-not-recognised", made.put_case(second, "reviewed", "soon")),
                ("case-outside-period", made.put_case(third, "reported", date(2024, 4, 1))),
                ("cell-error", made.put_case(third, "rocu", "#N/A")),
                ("formula-not-calculated", made.put_case(third, "order", "=1+1")),
            }
        )

    path = tampered(tmp_path / "x.xlsx", tamper)
    submission = extracted(path)
    assert set(found(submission.problems)) == wanted
    assert submission.cases is not None
    assert submission.cases.left_out == 1


def cover_problem(tmp_path: Path, *lines_of_cover: tuple[str, object]) -> tuple[list[str], str]:
    """Return the problems of a return with these lines of the cover, and how cases were chosen."""

    def tamper(made: Return) -> None:
        for line, value in lines_of_cover:
            made.put_cover(line, value)

    submission = extracted(tampered(tmp_path / "x.xlsx", tamper))
    assert submission.cases is not None
    said = [item.line().split(": ", 1)[1] for item in submission.problems]
    return said, submission.cases.selection


def test_the_cover_does_not_say_how_cases_were_chosen(tmp_path: Path) -> None:
    said, selection = cover_problem(tmp_path, (layout.HOW_CHOSEN, None))
    assert said == [
        "Cover!B13: error: the cover does not say how the cases were chosen, so no measure has a "
        "level; expected one of All, Random, Other. [how-chosen-missing]"
    ]
    assert selection == Selection.UNSAID
    said, selection = cover_problem(tmp_path, (layout.HOW_CHOSEN, "Randm"))
    assert said == [
        "Cover!B13: error: the way in which the cases were chosen is not recognised, so no measure "
        "has a level: found “Randm”; expected one of All, Random, Other, which is for every other "
        "way; nearest: “Random”. [how-chosen-not-recognised]"
    ]
    assert selection == Selection.UNSAID
    said, selection = cover_problem(tmp_path, (layout.HOW_CHOSEN, "dip sample"))
    assert said == [
        "Cover!B13: error: the way in which the cases were chosen is not recognised, so no measure "
        "has a level: found “dip sample”; expected one of All, Random, Other, which is for every "
        "other way. [how-chosen-not-recognised]"
    ]
    assert selection == Selection.UNSAID


@pytest.mark.parametrize(
    ("value", "found_there"),
    [(None, ""), ("some", ": found “some”"), (-3, ": found “-3”"), (4.5, ": found “4.5”")],
)
def test_the_cover_does_not_say_how_many_cases_there_were(
    tmp_path: Path, value: object, found_there: str
) -> None:
    said, selection = cover_problem(tmp_path, (layout.CASES_IN_PERIOD, value))
    assert len(said) == 1
    assert said[0].startswith(
        "Cover!B12: warning: the cover does not say how many cases there were, so nobody can tell "
        f"whether all are here{found_there}; expected "
    )
    assert said[0].endswith("[cases-in-period-missing]")
    assert selection == Selection.ALL


def test_fewer_and_more_cases_than_the_cover_says(tmp_path: Path) -> None:
    submission = extracted(tampered(tmp_path / "x.xlsx"))
    assert submission.cases is not None
    listed = submission.cases.listed
    said, selection = cover_problem(tmp_path, (layout.CASES_IN_PERIOD, listed + 1))
    assert said == [
        "Cover!B12: warning: not every case of the period is on the sheet: found "
        f"“{listed} of {listed + 1}, and “All” under How the cases were chosen”; expected every "
        "case; below 80% of them no measure has a level. [cases-incomplete]"
    ]
    assert selection == Selection.ALL
    assert cover_problem(tmp_path, (layout.CASES_IN_PERIOD, listed * 2))[1] == "not all listed"
    chosen = (layout.HOW_CHOSEN, "random")
    assert cover_problem(tmp_path, (layout.CASES_IN_PERIOD, listed * 2), chosen) == ([], "random")
    said, selection = cover_problem(tmp_path, (layout.CASES_IN_PERIOD, listed - 1))
    assert said == [
        "Cover!B12: error: there are more cases on the sheet than the cover says that there were: "
        f"found “{listed - 1}”; expected at least {listed}; below 80% of them no measure has a "
        "level. [cases-more]"
    ]
    assert selection == Selection.ALL


@pytest.mark.parametrize("word", [layout.CHOSEN_ALL, layout.CHOSEN_RANDOM])
def test_far_more_cases_than_the_cover_says_have_no_level(tmp_path: Path, word: str) -> None:
    enough, too_few = (layout.CASES_IN_PERIOD, 36), (layout.CASES_IN_PERIOD, 35)  # 45 are listed
    chosen = (layout.HOW_CHOSEN, word)
    assert cover_problem(tmp_path, enough, chosen)[1] == word.lower()
    said, selection = cover_problem(tmp_path, too_few, chosen)
    assert len(said) == 1
    assert said[0].endswith(
        "found “35”; expected at least 45; below 80% of them no measure has a level. [cases-more]"
    )
    assert selection == Selection.MISCOUNTED
    assert cover_problem(tmp_path, too_few, (layout.HOW_CHOSEN, "other"))[1] == Selection.OTHER


def drop_cases(made: Return) -> None:
    """Delete the sheet."""
    del made.book[layout.CASES_SHEET]


def empty_cases(made: Return) -> None:
    """Delete every row below the headings."""
    made.cases.delete_rows(min(made.case_rows.values()), len(made.case_rows))


@pytest.mark.parametrize("without", [drop_cases, empty_cases])
def test_a_return_without_case_files_is_no_problem(
    tmp_path: Path, without: Callable[[Return], None]
) -> None:
    def supply_none(made: Return) -> None:
        without(made)
        made.put_cover(layout.HOW_CHOSEN, None)

    submission = extracted(tampered(tmp_path / "x.xlsx", supply_none))
    assert submission.problems == ()
    assert submission.cases is not None
    assert (submission.cases.table, submission.cases.listed) == (None, 0)


@pytest.mark.parametrize("without", [drop_cases, empty_cases])
@pytest.mark.parametrize("word", layout.HOW_CHOSEN_WORDS)
def test_no_cases_where_the_cover_says_that_they_are_listed(
    tmp_path: Path, without: Callable[[Return], None], word: str
) -> None:
    def spoil(made: Return) -> None:
        without(made)
        made.put_cover(layout.CASES_IN_PERIOD, 30)
        made.put_cover(layout.HOW_CHOSEN, word.lower())

    submission = extracted(tampered(tmp_path / "x.xlsx", spoil))
    assert [item.line().split(": ", 1)[1] for item in submission.problems] == [
        "Cover!B12: warning: not every case of the period is on the sheet: found "
        f"“0 of 30, and “{word}” under How the cases were chosen”; expected cases on the sheet "
        "Case files, or nothing under How the cases were chosen where they are not supplied. "
        "[cases-incomplete]"
    ]
    assert submission.cases is not None
    assert (submission.cases.listed, submission.cases.in_period) == (0, 30)


def test_a_table_that_cannot_be_found_is_not_said_to_be_empty(tmp_path: Path) -> None:
    def spoil(made: Return) -> None:
        for cell in made.cases[CASES_HEADER_ROW]:
            cell.value = "x"

    submission = extracted(tampered(tmp_path / "x.xlsx", spoil))
    assert found(submission.problems) == [("cases-unreadable", "Case files")]


def test_letters_of_every_declared_column_are_those_of_the_sheet(tmp_path: Path) -> None:
    submission = extracted(tampered(tmp_path / "x.xlsx"))
    assert submission.cases is not None
    assert submission.cases.table is not None
    assert dict(submission.cases.table.letters) == {
        name: column_letters(place) for place, name in enumerate(IDS)
    }
