"""Answers of another system's table in a form: read by the rules of the form, bad rows named."""

from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest

from slavery_benchmark.core.scoring.submission import Response, State
from slavery_benchmark.extracting import layout
from tests.builders import shipped_criteria
from tests.cli.running import joined, run
from tests.returns import extracted, tampered

CHECKS = [check.id for _, _, check in shipped_criteria().framework.checks()]
ONE, TWO, THREE = CHECKS[:3]


def filled(
    capfd: pytest.CaptureFixture[str], table: Path, *more: object
) -> tuple[int, str, dict[str, Response]]:
    target = table.with_name("filled.xlsx")
    code, _, err = run(capfd, "template", "--answers", table, "-o", target, *more)
    if code:
        assert not target.exists()
        return code, err, {}
    return code, err, {item.check: item for item in extracted(target).responses}


def written(folder: Path, text: str, encoding: str = "utf-8") -> Path:
    path = folder / "answers.csv"
    path.write_bytes(text.encode(encoding))
    return path


def test_a_table_fills_the_form_whatever_the_case_and_order_of_its_columns(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    table = written(
        tmp_path,
        "OWNER,evidence_date,Not applicable because,Check,level,Evidence,comment,Ref\n"
        f"Lead,2026-03-01,,{ONE.lower()},3,Log,=1+1,9\n"
        f",,No coast,{TWO},Not applicable,,,\n"
        f",,,{THREE},partly in place,,,\n",
    )
    code, err, made = filled(capfd, table, "--force", "Kent")
    one, two, three = made[ONE], made[TWO], made[THREE]
    assert code == 0
    assert (one.level, one.evidence, one.evidence_date) == (3, "Log", date(2026, 3, 1))
    assert (one.owner, one.comment) == ("Lead", "=1+1")
    assert (two.state, two.not_applicable_reason) == (State.NOT_APPLICABLE, "No coast")
    assert (three.level, made[CHECKS[3]].state) == (2, State.BLANK)
    assert "Filled in 3 of 53 checks." in err
    assert f"Nothing in the table for 50: {CHECKS[3]}, " in err
    assert "Columns of the table that a form does not have: Ref." in err


def test_bad_rows_are_named_all_at_once_by_their_lines(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    table = written(
        tmp_path,
        "Check,Level,Evidence,Evidence date,Not applicable because\n"
        f'{ONE},9,"two\nlines",2026-03-01,\n'
        "LEA-99x,1,,,\n"
        f"{TWO},In plaice,,,\n"
        f"{TWO},3,Log,31/02/2026,\n"
        f"{THREE},Not applicable,,,\n",
    )
    code, err, _ = filled(capfd, table)
    lines = err.splitlines()
    assert code == 1
    assert [line.partition(": error")[0] for line in lines[:6]] == [
        f"{table}:{number}" for number in (2, 4, 5, 6, 6, 7)
    ]
    assert "found “9”" in lines[0]
    assert "nearest: “4 Embedded”" in lines[0]
    assert "[check-unknown]" in lines[1]
    assert "nearest: “3 In place”" in lines[2]
    assert {line.rpartition("[")[2] for line in lines[3:5]} == {
        "check-twice]",
        "date-not-recognised]",
    }
    assert "[reason-missing]" in lines[5]
    assert lines[6] == "6 errors in the table: nothing was written."


def test_a_column_with_almost_a_name_of_the_form_is_a_slip(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    code, err, _ = filled(capfd, written(tmp_path, f"Check,Level,Evidnce\n{ONE},2,Log\n"))
    assert code == 1
    assert ":1: error: a column is missing" in err
    assert "nearest: “Evidnce”" in err


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Check,Grade,Comment\nA,1,x\n", "key-column-missing"),
        ("a,b\n1,2\n", "header-missing"),
        ("Check,Level,level\nA,1,2\n", "key-column-twice"),
    ],
)
def test_a_table_without_its_headings_is_refused(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], text: str, code: str
) -> None:
    done, err, _ = filled(capfd, written(tmp_path, text))
    assert done == 3
    assert f"[{code}]" in err


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_a_table_is_read_in_the_encodings_that_programs_save(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], encoding: str
) -> None:
    table = written(tmp_path, f"Check;Level;Comment\n{ONE};2;Café\n", encoding)
    assert filled(capfd, table)[2][ONE].comment == "Café"


def test_how_a_date_was_read_is_said(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    table = written(tmp_path, f"Check,Level,Evidence date\n{ONE},2,01/03/2026\n")
    code, err, made = filled(capfd, table)
    assert (code, made[ONE].evidence_date) == (0, date(2026, 3, 1))
    assert f"{table}:2: warning: a date typed as text is read as day/month/year" in err


def test_a_sheet_is_read_wherever_its_table_stands(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    book = openpyxl.Workbook()
    book.active.append(["About this export"])  # type: ignore[union-attr]
    sheet = book.create_sheet("Export 7")
    for row in ([], ["Level", "Check", "Evidence date"], [4, ONE, datetime(2026, 3, 1)]):  # noqa: DTZ001
        sheet.append(row)
    path = tmp_path / "answers.xlsx"
    book.save(path)
    made = filled(capfd, path)[2]
    assert (made[ONE].level, made[ONE].evidence_date) == (4, date(2026, 3, 1))
    sheet["A3"].value = 7
    (path.with_name("filled.xlsx")).unlink()
    book.save(path)
    code, err, _ = filled(capfd, path)
    assert code == 1
    assert f"{path.name}: Export 7!A3: error: the level is not recognised" in err


def test_a_workbook_with_several_such_sheets_or_none_is_refused(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    book = openpyxl.Workbook()
    book.create_sheet("Other").append(["Check", "Levels"])
    path = tmp_path / "answers.xlsx"
    book.save(path)
    code, err, _ = filled(capfd, path)
    assert (code, "[header-missing]" in err) == (3, True)
    for sheet in book.worksheets:
        sheet["A1"].value, sheet["B1"].value = "Check", "Level"
    book.save(path)
    code, err, _ = filled(capfd, path)
    assert (code, "[sheet-twice]" in err, "Sheet, Other" in err) == (3, True, True)


def test_a_parquet_table_is_read(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    pa = pytest.importorskip("pyarrow")
    parquet = pytest.importorskip("pyarrow.parquet")
    data = {
        "check": [ONE, TWO, THREE],
        "level": [3, 2, None],
        "evidence": ["Log", None, None],
        "evidence_date": [date(2026, 3, 1), None, None],
        "comment": [None, "tested", None],
    }
    path = tmp_path / "answers.parquet"
    parquet.write_table(pa.table(data), path)
    made = filled(capfd, path)[2]
    assert (made[ONE].level, made[ONE].evidence_date) == (3, date(2026, 3, 1))
    assert (made[TWO].level, made[TWO].comment) == (2, "tested")
    assert made[THREE].state is State.BLANK
    path.with_name("filled.xlsx").unlink()
    parquet.write_table(pa.table(data | {"level": [3, 8, None]}), path)
    code, err, _ = filled(capfd, path)
    assert (code, f"{path.name}: row 2: error: the level is not recognised" in err) == (1, True)
    path.write_bytes(b"PAR1 and nothing more")
    code, err, _ = filled(capfd, path)
    assert (code, "[file-unreadable]" in err) == (3, True)


def test_a_return_can_be_the_table(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    path = tampered(tmp_path / "return.xlsx")
    made = filled(capfd, path)[2]
    assert [item.level for item in extracted(path).responses] == [
        made[check].level for check in CHECKS
    ]


def test_answers_and_parts_go_together_and_an_older_return_does_not(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    table = written(tmp_path, f"Check,Level\n{ONE},2\n{CHECKS[-1]},1\n")
    words = ["template", "--answers", table, "-o", tmp_path / "x.xlsx", "--from", "old.xlsx"]
    code, _, err = run(capfd, *words)
    assert (code, "--from and --answers: name one of them" in joined(err)) == (2, True)
    words = ["template", "--answers", table, "-o", table, "--overwrite"]
    assert run(capfd, *words)[0] == 2
    sheet = layout.ANSWERS_SHEET
    assert (
        run(capfd, "template", "--answers", table, "--split", "theme", "-o", tmp_path / "p")[0] == 0
    )
    last = max((tmp_path / "p").iterdir())
    values = {row[0]: row for row in openpyxl.load_workbook(last)[sheet].values}
    assert "1 Emerging" in values[CHECKS[-1]]
