"""Tables of recorded crime as published, moved, and saved by other programs."""

import shutil
import zipfile
from pathlib import Path

import openpyxl
import pytest

from slavery_benchmark.official.figures import load_earlier_figure
from slavery_benchmark.official.tables import open_tables
from tests.official.recorded import (
    CODES,
    HEADER,
    ODS,
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
from tests.samples.make import save_with_libreoffice

needs_libreoffice = pytest.mark.skipif(
    shutil.which("soffice") is None,
    reason="LibreOffice Calc is not on this machine (Debian: libreoffice-calc)",
)


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


@pytest.mark.full
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


def test_an_ods_formula_without_a_value_is_told_from_a_blank(tmp_path: Path) -> None:
    path = tmp_path / "x.ods"
    with zipfile.ZipFile(path, "w") as made:
        made.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        cells = '<t:table-row><t:table-cell/><t:table-cell t:formula="of:=A1"/></t:table-row>'
        made.writestr("content.xml", ODS.format(cells))
    (grid,) = open_tables(path)[1]
    assert (grid.name, grid.value(0, 0)) == ("S", "")
    assert grid.value(0, 1) == "a formula that was never calculated"


def merged(path: Path, merge: str) -> Path:
    """Write the table with a merged title and another merge, under which the values are kept."""
    book = as_xlsx(path / "prc.xlsx", {"Data": [["Title"], HEADER, *published()]})
    made = openpyxl.load_workbook(book)
    made["Data"].merge_cells("A1:H1")
    made.save(book)
    with zipfile.ZipFile(book) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    with zipfile.ZipFile(book, "w") as new:
        for name, content in parts.items():
            more = f'<mergeCell ref="{merge}" /><mergeCell ref='.encode()
            new.writestr(name, content.replace(b"<mergeCell ref=", more))
    return book


def test_a_value_under_a_merge_is_not_used_and_a_merged_title_does_no_harm(tmp_path: Path) -> None:
    assert totals(read(merged(tmp_path, "J3:J9"))) == CODES
    assert lines(read(merged(tmp_path, "H3:H4"))) == [
        "prc.xlsx: Data!H4: the number cannot be used, so the quarter is not known: found “merged "
        "with H3”; expected a whole number, 0 or more."
    ]


def test_one_row_a_force_is_read_too_and_what_it_leaves_unsaid_is_said(tmp_path: Path) -> None:
    crime = read(as_csv(tmp_path / "one.csv", wide()))
    assert totals(crime) == CODES
    assert crime.faults == ()
    assert crime.notes == (
        "The table headed at line 1 has no column Offence Code: its figures are taken to be those "
        "of code 106, modern slavery.",
    )


def test_what_was_reported_of_2017_comes_with_its_source() -> None:
    earlier = load_earlier_figure()
    assert (earlier.forces, earlier.population, earlier.below, earlier.months) == (32, 43, 50, 15)
    assert earlier.rank == "second-hand"
    assert "Express & Star" in earlier.source
