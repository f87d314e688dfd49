"""Tables of recorded crime as published, moved, saved by other programs, and spoilt.

The counts are those of 2017/18 for offence code 106: Home Office, police recorded crime open data
tables for police force areas, as first published. Contains public sector information licensed
under the Open Government Licence v3.0.
"""

import csv
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from slavery_benchmark.core.context import RecordedCrime
from slavery_benchmark.official import ods as official_ods
from slavery_benchmark.official.figures import load_earlier_figure, read_recorded_crime
from slavery_benchmark.official.tables import OfficialFiguresError
from tests.builders import shipped_criteria
from tests.samples.make import save_with_libreoffice

needs_libreoffice = pytest.mark.skipif(
    shutil.which("soffice") is None,
    reason="LibreOffice Calc is not on this machine (Debian: libreoffice-calc)",
)

HEADER = ["Financial Year", "Financial Quarter", "Force Name", "Offence Description",
          "Offence Group", "Offence Subgroup", "Offence Code", "Number of Offences"]  # fmt: skip
RECORDED = {
    "Avon and Somerset": (30, 21, 23, 25),
    "British Transport Police": (0, 3, 2, 0),
    "Devon & Cornwall": (1, 7, 8, 13),
    "London, City of": (0, 2, 1, 2),
    "Metropolitan Police": (109, 102, 215, 221),
}
CODES = {"avon-and-somerset": 99, "btp": 5, "devon-and-cornwall": 29, "city-of-london": 5,
         "metropolitan": 647}  # fmt: skip
Rows = list[list[Any]]


def published(year: str = "2017/18") -> Rows:
    """Return the rows of a year: for each force and quarter modern slavery and another offence."""
    group = ["Violence against the person", "Violence without injury"]
    return [
        row
        for quarter in (1, 2, 3, 4)
        for name, counts in RECORDED.items()
        for row in (
            [year, quarter, name, "Assault without injury", *group, "105A", 1000],
            [year, quarter, name, "Modern slavery", *group, 106, counts[quarter - 1]],
        )
    ]


def as_csv(path: Path, rows: Rows, *, delimiter: str = ",", encoding: str = "utf-8") -> Path:
    with path.open("w", encoding=encoding, newline="") as stream:
        csv.writer(stream, delimiter=delimiter).writerows(rows)
    return path


def as_xlsx(path: Path, sheets: dict[str, Rows]) -> Path:
    book = openpyxl.Workbook()
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    del book["Sheet"]
    book.save(path)
    return path


def read(path: Path, year: str | None = None) -> RecordedCrime:
    return read_recorded_crime(path, shipped_criteria().register, year=year)


def totals(crime: RecordedCrime) -> dict[str, int | None]:
    return {count.code: count.total for count in crime.counts}


def lines(crime: RecordedCrime) -> list[str]:
    folder = str(Path(crime.source.shown_as).parent)
    return [fault.line().replace(f"{folder}/", "") for fault in crime.faults]


def refused(path: Path, year: str | None = None) -> list[str]:
    with pytest.raises(OfficialFiguresError) as caught:
        read(path, year)
    return [fault.line().replace(f"{path.parent}/", "") for fault in caught.value.faults]


def changed(path: Path, change: Callable[[Rows], object]) -> Path:
    """Write the published rows as csv, changed; row 0 is the header."""
    rows = [HEADER, *published()]
    change(rows)
    return as_csv(path / "prc.csv", rows)


def like_the_published_workbook(path: Path) -> Path:
    """Two years on a sheet each, titles above, and a sheet that is another table."""
    older = [[*row[:7], 1] for row in published("2016/17")]
    reference: Rows = [
        ["Offence Code", "Offence Description", "Note"],
        [106, "Modern slavery", "New"],
    ]
    return as_xlsx(
        path,
        {
            "Cover": [["Police recorded crime"]],
            "2016-17": [HEADER, *older],
            "2017-18": [["Police recorded crime"], ["A line about it"], [], HEADER, *published()],
            "Offences": reference,
        },
    )


def test_csv_and_xlsx_give_the_same(tmp_path: Path) -> None:
    plain = read(as_csv(tmp_path / "prc.csv", [HEADER, *published()]))
    book = read(like_the_published_workbook(tmp_path / "prc.xlsx"))
    assert totals(plain) == totals(book) == CODES
    assert (plain.year, book.year, book.years) == ("2017/18", "2017/18", ("2016/17", "2017/18"))
    assert plain.faults == book.faults == ()
    assert plain.counts == book.counts
    london = plain.count("city-of-london")
    assert london is not None
    assert (london.quarters, london.territorial) == (((1, 0), (2, 2), (3, 1), (4, 2)), True)
    rail = plain.count("btp")
    assert rail is not None
    assert not rail.territorial
    assert len(plain.territorial) == 43


@needs_libreoffice
def test_ods_gives_the_same_and_names_an_error_cell(tmp_path: Path) -> None:
    book = like_the_published_workbook(tmp_path / "prc.xlsx")
    made = save_with_libreoffice(book, tmp_path, "ods")
    assert read(made).counts == read(book).counts

    spoilt = openpyxl.load_workbook(book)
    spoilt["2017-18"]["H6"] = "=1/0"
    spoilt["2017-18"]["H8"] = "=2+19"
    spoilt.save(tmp_path / "spoilt.xlsx")
    crime = read(save_with_libreoffice(tmp_path / "spoilt.xlsx", tmp_path, "ods"))
    assert lines(crime) == [
        "spoilt.ods: 2017-18!H6: the number cannot be used, so the quarter is not known: found "
        "“#DIV/0!”; expected a whole number, 0 or more."
    ]
    assert totals(crime)["avon-and-somerset"] is None
    rail = crime.count("btp")
    assert rail is not None
    assert dict(rail.quarters)[1] == 21


def test_another_year_is_read_if_asked_for(tmp_path: Path) -> None:
    book = like_the_published_workbook(tmp_path / "prc.xlsx")
    assert totals(read(book, "2016-17")) == dict.fromkeys(CODES, 4)
    assert refused(book, "2015/16") == [
        "prc.xlsx: the table has no modern slavery figures for this financial year: found "
        "“2015/16”; expected one of 2016/17, 2017/18."
    ]


def test_columns_are_found_by_name_wherever_they_stand(tmp_path: Path) -> None:
    order = [7, 6, 2, 1, 0]
    names = ["number_of_offences ", "OFFENCE  CODE", "Force name [note 2]", "Quarter", "Year"]
    rows = [[*(row[i] for i in order), "x"] for row in published()]
    for row in rows:
        row[1], row[3], row[0] = f"{row[1]} ", f"Q{row[3]}", f"{row[0]:,}"
    for delimiter, encoding in ((",", "utf-8-sig"), (";", "cp1252"), ("\t", "utf-16")):
        path = tmp_path / "prc.csv"
        as_csv(path, [["A title – of 2018"], [*names, "Other"], *rows], delimiter=delimiter,
               encoding=encoding)  # fmt: skip
        assert totals(read(path)) == CODES, encoding


def test_a_missing_quarter_leaves_the_year_without_a_total(tmp_path: Path) -> None:
    crime = read(changed(tmp_path, lambda rows: rows.remove(rows[2])))
    found = crime.count("avon-and-somerset")
    assert found is not None
    assert (found.total, found.known, found.missing) == (None, 69, (1,))
    assert crime.faults == ()


def test_two_offences_under_one_code_are_added(tmp_path: Path) -> None:
    def split(rows: Rows) -> None:
        rows[2][7] = 10
        rows.append([*rows[2][:3], "Modern slavery, older wording", *rows[2][4:7], 20])

    assert totals(read(changed(tmp_path, split))) == CODES


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


ODS = (
    '<o:document-content xmlns:o="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:t="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:p="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><o:body><o:spreadsheet>'
    '<t:table t:name="S">{}</t:table></o:spreadsheet></o:body></o:document-content>'
)


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


def test_an_ods_formula_without_a_value_is_told_from_a_blank() -> None:
    cells = '<t:table-row><t:table-cell/><t:table-cell t:formula="of:=A1"/></t:table-row>'
    assert official_ods.scan_sheets(ODS.format(cells).encode(), "x") == {"S": {(0, 1): ""}}


WIDE = ["code", "force_name_in_source", "ons_code", "q1", "q2", "q3", "q4", "total_2017_18"]


def wide(**changes: object) -> Rows:
    rows = [["-", name, "-", *counts, sum(counts)] for name, counts in RECORDED.items()]
    for place, value in changes.items():
        rows[0][WIDE.index(place)] = value
    return [WIDE, *rows, ["", "Source: Home Office", "", "", "", "", "", ""]]


def test_one_row_a_force_is_read_too_and_what_it_leaves_unsaid_is_said(tmp_path: Path) -> None:
    crime = read(as_csv(tmp_path / "one.csv", wide()))
    assert totals(crime) == CODES
    assert crime.faults == ()
    assert crime.notes == (
        "The table headed at line 1 has no column Offence Code: its figures are taken to be those "
        "of code 106, modern slavery.",
    )


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


def test_what_was_reported_of_2017_comes_with_its_source() -> None:
    earlier = load_earlier_figure()
    assert (earlier.forces, earlier.population, earlier.below, earlier.months) == (32, 43, 50, 15)
    assert earlier.rank == "second-hand"
    assert "Express & Star" in earlier.source
