"""Tables of recorded crime with something wrong: what is said, and that nothing is guessed."""

import zipfile
from pathlib import Path

import openpyxl
import pytest

from tests.official.recorded import (
    CODES,
    HEADER,
    ODS,
    WIDE,
    Rows,
    as_csv,
    as_xlsx,
    changed,
    lines,
    published,
    read,
    refused,
    totals,
    wide,
)


@pytest.mark.parametrize(
    ("column", "value", "said"),
    [
        (7, "many", "the number cannot be used, so the quarter is not known: found “many”; "
                    "expected a whole number, 0 or more."),
        (7, "", "the number cannot be used, so the quarter is not known: found an empty cell; "
                "expected a whole number, 0 or more."),
        (7, -3, "the number cannot be used, so the quarter is not known: found “-3”; expected a "
                "whole number, 0 or more."),
        (7, 2.5, "the number cannot be used, so the quarter is not known: found “2.5”; expected a "
                 "whole number, 0 or more."),
        (1, 5, "the quarter is not recognised, so the row is left out: found “5”; expected 1, 2, "
               "3 or 4."),
        (0, "2017", "the financial year is not recognised, so the row is left out: found “2017”; "
                    "expected a year such as 2017/18."),
        (2, "Avon & Somerst", "the register has no such force, so its rows are left out: found "
                              "“Avon & Somerst”; expected the name of a force; nearest: “Avon and "
                              "Somerset Constabulary”."),
        (2, "Aldermoss", "the register has no such force, so its rows are left out: found "
                         "“Aldermoss”; expected the name of a force."),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_row_is_said_and_the_quarter_is_not_known(
    tmp_path: Path, column: int, value: object, said: str
) -> None:
    crime = read(changed(tmp_path, lambda rows: rows[2].__setitem__(column, value)))
    assert lines(crime) == [f"prc.csv:3: {said}"]
    assert totals(crime) == CODES | {"avon-and-somerset": None}


def test_a_quarter_that_stands_twice_does_not_count(tmp_path: Path) -> None:
    crime = read(changed(tmp_path, lambda rows: rows.append(list(rows[2]))))
    assert lines(crime) == [
        "prc.csv:42: a force has a quarter twice, so neither of them counts: found “Avon and "
        "Somerset Constabulary, 2017/18, quarter 1”; expected it once (it stands at line 3 too)."
    ]
    assert totals(crime)["avon-and-somerset"] is None


def test_an_unknown_force_is_said_once_a_year(tmp_path: Path) -> None:
    def rename(rows: Rows) -> None:
        for row in rows[1:]:
            row[2] = row[2].replace("Devon & Cornwall", "Wessex")

    assert len(lines(read(changed(tmp_path, rename)))) == 1


def test_a_missing_column_is_named_with_the_nearest(tmp_path: Path) -> None:
    path = changed(tmp_path, lambda rows: rows.__setitem__(0, [*HEADER[:7], "Numbr of Offences"]))
    assert refused(path) == [
        "prc.csv:1: a column is missing, so the table is left out; expected a column named Number "
        "of Offences; nearest: “Numbr of Offences”."
    ]


def test_a_column_that_stands_twice(tmp_path: Path) -> None:
    rows = [[*HEADER, "Force Name"], *([*row, row[2]] for row in published())]
    assert totals(read(as_csv(tmp_path / "same.csv", rows))) == CODES
    rows[1][-1] = "Kent"
    assert refused(as_csv(tmp_path / "prc.csv", rows)) == [
        "prc.csv:1: a column stands twice, so the table is left out: found “Force Name”; expected "
        "it once."
    ]


def test_a_table_without_modern_slavery(tmp_path: Path) -> None:
    rows = [row for row in published() if row[6] != 106]
    assert refused(as_csv(tmp_path / "prc.csv", [HEADER, *rows])) == [
        "prc.csv: the table holds no figure for modern slavery that can be used; expected rows "
        "with 106 as Offence Code."
    ]


NO_TABLE = (
    "no table of recorded crime was found; expected a row with the headings Financial Year, "
    "Financial Quarter, Force Name, Offence Code, Number of Offences."
)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "the file is empty; expected a table as .csv, .xlsx or .ods."),
        (b"a,b\n1,2\n", NO_TABLE),
        (b"<html>Not found</html>", "this is not a table: found “a web page or XML”; expected "
                                    ".csv, .xlsx or .ods."),
        (b"\x00\x01\x02", "this is not a table: found “something else”; expected .csv, .xlsx or "
                          ".ods."),
        (b"PK\x03\x04 and no more", "the workbook is damaged or incomplete: found “a file that "
                                    "breaks off”; expected the whole file: send or save it again."),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "workbooks of this format are not read: found “the "
         "format of Excel 97-2003 (.xls)”; expected an .xlsx: open it and choose Save As, Excel "
         "Workbook."),
    ],
)  # fmt: skip
def test_what_is_no_table(tmp_path: Path, content: bytes, said: str) -> None:
    path = tmp_path / "x.csv"
    path.write_bytes(content)
    assert refused(path) == [f"x.csv: {said}"]


def test_a_quotation_mark_that_is_never_closed_does_not_swallow_rows(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_text(f'{",".join(HEADER)}\n2017/18,1,"Kent\n')
    (said,) = refused(path)
    assert said.startswith("x.csv:2: the line cannot be read: found “unexpected end of data”")


def test_a_file_that_is_not_there_and_a_folder(tmp_path: Path) -> None:
    assert refused(tmp_path / "none.csv") == ["none.csv: no such file."]
    (said,) = refused(tmp_path)
    assert "the file cannot be opened: found “Is a directory”" in said


def test_an_error_in_the_offence_code_is_not_passed_over(tmp_path: Path) -> None:
    book = as_xlsx(tmp_path / "prc.xlsx", {"Data": [HEADER, *published()]})
    made = openpyxl.load_workbook(book)
    made["Data"]["G3"] = "#N/A"
    made.save(book)
    crime = read(book)
    assert lines(crime) == [
        "prc.xlsx: Data!G3: the offence code cannot be read, so the row is left out: found “#N/A”; "
        "expected a code or a calculated value."
    ]
    assert totals(crime)["avon-and-somerset"] is None


def ods(path: Path, rows: str) -> Path:
    with zipfile.ZipFile(path, "w") as made:
        made.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        made.writestr("content.xml", ODS.format(rows))
    return path


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ('<t:table-row t:number-rows-repeated="90000"><t:table-cell t:number-columns-repeated="999"'
         ' o:value-type="float" o:value="1"><p:p>1</p:p></t:table-cell></t:table-row>',
         "x.ods: S: the file is too large: found “a cell in row 90,000 and one in column 999”"),
        ('<t:table-row t:number-rows-repeated="-1"><t:table-cell/></t:table-row>',
         "x.ods: the workbook is damaged or incomplete: found “a cell repeated -1 times”"),
        ("<t:table-row>", "x.ods: the workbook is damaged or incomplete: found “mismatched tag"),
    ],
)  # fmt: skip
def test_an_ods_that_reaches_too_far_or_is_broken(tmp_path: Path, rows: str, said: str) -> None:
    (found,) = refused(ods(tmp_path / "x.ods", rows))
    assert found.startswith(said)


def test_a_total_that_is_not_the_sum(tmp_path: Path) -> None:
    crime = read(as_csv(tmp_path / "one.csv", wide(q1=31)))
    assert lines(crime) == [
        "one.csv:2: the total is not the sum of the quarters, so none of them counts: found “99”; "
        "expected 100."
    ]
    found = crime.count("avon-and-somerset")
    assert found is not None
    assert found.quarters == ()


def test_one_row_a_force_needs_a_year_somewhere(tmp_path: Path) -> None:
    rows = wide()
    rows[0] = [*WIDE[:7], "total"]
    assert refused(as_csv(tmp_path / "one.csv", rows)) == [
        "one.csv:1: a column is missing, so the table is left out; expected a column named "
        "Financial Year."
    ]
