"""Rows under the headings of the case files that are no cases are left out, and named."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from slavery_benchmark.reading.raw_cells import NOT_CALCULATED
from slavery_benchmark.reading.reader import CellValue
from tests.extracting.case_sheets import IDS, case, cases, lines, read, sheet_of
from tests.returns import Return, extracted, found, tampered

BLANKS: Mapping[str, CellValue] = dict.fromkeys(IDS, "")
SUMS: Mapping[str, CellValue] = {
    **BLANKS,
    "crimes": 9.0,
    "victims": 9.0,
    "safeguarded": 9.0,
    "referred": 6.0,
    "notified": 3.0,
}


def line(what: str, row: int = 9) -> str:
    return (
        f"Case files!A{row}: warning: rows under the headings that are no cases are left out and "
        f"not counted: found “{what}”; expected cases alone under the headings. [row-not-a-case]"
    )


@pytest.mark.parametrize(
    ("row", "what"),
    [
        ({**SUMS, "case": "Total"}, "totals, in row 9"),
        ({**SUMS, "case": "Grand total (n=3)"}, "totals, in row 9"),
        ({**SUMS, "route": "Total"}, "totals, in row 9"),
        ({**SUMS, "reported": 3.0}, "totals, in row 9"),
        (SUMS, "totals, in row 9"),
        ({**SUMS, "case": 3.0}, "totals, in row 9"),
        ({**case("Average"), "crimes": 2.5}, "totals, in row 9"),
        ({**BLANKS, "case": "All cases"}, "a note, in row 9"),
        ({**BLANKS, "case": "Source: extract of 1 May"}, "a note, in row 9"),
        ({**BLANKS, "first_contact": "Checked by the lead"}, "a note, in row 9"),
        (dict(zip(IDS, IDS, strict=True)), "a note, in row 9"),
        (case("Example"), "an example, in row 9"),
        (case("e.g. 12"), "an example, in row 9"),
        (case("TEST"), "an example, in row 9"),
        (case("Sample row"), "an example, in row 9"),
        ({**BLANKS, "case": 4}, "a number and nothing else, in row 9"),
    ],
)
def test_a_row_that_is_no_case_is_left_out(row: Mapping[str, CellValue], what: str) -> None:
    table, left_out, problems = read(sheet_of([*cases(3), row]))
    assert [item for item in lines(problems) if "row-not-a-case" in item] == [line(what)]
    assert len(problems) == 1
    assert table is not None
    assert (len(table), left_out) == (3, 0)
    assert sum(value for value in table.values["victims"] if isinstance(value, int)) == 9


def test_rows_numbered_in_advance_are_one_line() -> None:
    rows = [*cases(2), {**BLANKS, "case": 3}, case(4), {**BLANKS, "case": 5}, {**SUMS, "case": ""}]
    table, _, problems = read(sheet_of(rows))
    assert lines(problems) == [
        line("a number and nothing else, in 2 rows, 8 to 10", 8),
        line("totals, in row 11", 11),
    ]
    assert table is not None
    assert table.rows == [6, 7, 9]


@pytest.mark.parametrize(
    "row",
    [
        {**BLANKS, "case": 4, "victims": 2.0},
        {**BLANKS, "case": 4, "nca": "Yes"},
        {**BLANKS, "case": 4, "victims": "unk"},
        {**BLANKS, "case": "MS/2026/XII", "reported": "Not a day", "route": "Public"},
        {**BLANKS, "reported": case()["reported"]},
        {**case(4), "reported": ""},
    ],
)
def test_a_row_that_says_anything_of_a_case_is_one(row: Mapping[str, CellValue]) -> None:
    table, _, problems = read(sheet_of([*cases(3), row]))
    assert table is not None
    assert len(table) == 4
    assert "row-not-a-case" not in [code for code, _ in found(problems)]


def test_a_row_of_which_nobody_can_tell_is_a_case() -> None:
    row = {**BLANKS, "case": 4}
    table, _, problems = read(
        sheet_of([*cases(3), row], marks={(8, IDS.index("reported")): "#N/A"})
    )
    assert table is not None
    assert len(table) == 4
    assert [code for code, _ in found(problems)] == ["cell-error"]


def test_a_person_named_in_a_note_is_told_of() -> None:
    row = {**BLANKS, "case": "Ask jo.marker@example.org"}
    _, _, problems = read(sheet_of([*cases(1), row]))
    assert [code for code, _ in found(problems)] == ["row-not-a-case", "personal-data"]
    assert not any("jo.marker" in item for item in lines(problems))


def test_a_second_case_with_as_many_people_as_the_first_is_no_sum() -> None:
    table, _, problems = read(sheet_of([*cases(1), {**BLANKS, "case": 2, "victims": 3.0}]))
    assert table is not None
    assert len(table) == 2
    assert [code for code, _ in found(problems)] == ["cases-undated"]


def test_rows_of_nothing_but_formulas_without_values_are_cases_that_nobody_can_read(
    tmp_path: Path,
) -> None:
    def tamper(made: Return) -> None:
        for row in made.case_rows.values():
            for column in range(1, 31):
                made.cases.cell(row, column, f"=Source!A{row}")

    made = extracted(tampered(tmp_path / "x.xlsx", tamper))
    assert made.cases is not None
    assert made.cases.listed == 45
    assert {item.code.value for item in made.problems} == {"formula-not-calculated"}


def test_a_sum_without_value_or_name_is_no_case(tmp_path: Path) -> None:
    def tamper(made: Return) -> None:
        for column in ("victims", "safeguarded"):
            made.cases.cell(51, made.case_columns[column], "=SUM(O6:O50)")

    made = extracted(tampered(tmp_path / "x.xlsx", tamper))
    assert made.cases is not None
    assert made.cases.listed == 45
    assert [(item.code.value, item.found) for item in made.problems] == [
        ("row-not-a-case", "totals, in row 51")
    ]


def test_totals_that_no_program_has_worked_out_are_left_out_without_a_word_of_each() -> None:
    row = {**BLANKS, "victims": 9.0}
    marks = {(8, IDS.index(name)): NOT_CALCULATED for name in ("crimes", "referred")}
    table, left_out, problems = read(sheet_of([*cases(3), row], marks=marks))
    assert lines(problems) == [line("totals, in row 9")]
    assert table is not None
    assert (len(table), left_out) == (3, 0)


def test_a_numbered_case_whose_counts_were_not_worked_out_is_a_case() -> None:
    marks = {(8, IDS.index("crimes")): NOT_CALCULATED}
    table, _, problems = read(sheet_of([*cases(3), {**BLANKS, "case": 4}], marks=marks))
    assert table is not None
    assert len(table) == 4
    assert "formula-not-calculated" in " ".join(lines(problems))
