"""“Not needed” in a column of dates: a problem that says what to enter instead."""

from tests.extracting.case_sheets import case, lines, read, sheet_of


def test_not_needed_under_a_date_says_what_to_enter() -> None:
    _, _, problems = read(sheet_of([case(1, started="Not needed", reviewed="Not yet"), case(2)]))
    (said,) = lines(problems)
    assert (
        "found “a text of 10 characters”; expected a date, “Not yet”, or an empty cell for "
        "unknown; a step that was not needed is “Not yet”"
    ) in said
