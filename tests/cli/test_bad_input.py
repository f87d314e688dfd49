"""What bad input gets: a sentence on stderr, the right exit code, no traceback, nothing lost."""

import re
import shutil
import zipfile
from datetime import date
from pathlib import Path

import pytest

from slavery_benchmark.extracting import layout
from slavery_benchmark.shipped import shipped_folder
from tests.cli.running import AS_OF, run
from tests.returns import Return, Tamper, sound_return, tampered

FILES = Path(__file__).parents[1] / "reading" / "files"


# --- files that cannot be used: 3 -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        (
            "notes.xlsx",
            b"force,level\nAldermoss,3\n",
            "this is not a workbook: found “plain text, perhaps CSV”; expected .xlsx, .xlsm or "
            ".ods. [not-a-workbook]",
        ),
        (
            "page.xlsx",
            b"<html><table></table></html>",
            "this is not a workbook: found “a web page”",
        ),
        ("empty.xlsx", b"", "this is not a workbook: found “an empty file”"),
        ("report.xlsx", b"%PDF-1.7 ...", "this is not a workbook: found “a PDF document”"),
        (
            "cut.xlsx",
            sound_return()[:20_000],
            "the workbook is damaged or incomplete: found “a file that breaks off”; expected the "
            "whole file: send or save it again. [damaged]",
        ),
    ],
    ids=["text", "page", "empty", "report", "cut"],  # else the bytes, which differ by the second
)
def test_a_file_that_is_no_workbook(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], name: str, content: bytes, sentence: str
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    code, out, err = run(capfd, "score", path)
    assert code == 3
    assert out == ""
    assert f"{path}: unusable: {sentence}" in err


def test_a_workbook_with_a_password(capfd: pytest.CaptureFixture[str]) -> None:
    code, _, err = run(capfd, "score", FILES / "password.xlsx")
    assert code == 3
    assert (
        "unusable: the workbook is protected by a password; expected a copy saved without the "
        "password. [password]" in err
    )


def test_the_format_of_excel_97(capfd: pytest.CaptureFixture[str]) -> None:
    code, _, err = run(capfd, "score", FILES / "old.xls")
    assert code == 3
    assert (
        "workbooks of this format are not read: found “the format of Excel 97-2003 (.xls)”; "
        "expected an .xlsx: open it and choose Save As, Excel Workbook. [old-format]" in err
    )


def test_the_binary_format_and_other_archives(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    for name, part, sentence in (
        ("a.xlsb", "xl/workbook.bin", "found “Excel's binary format (.xlsb)”; expected an .xlsx"),
        ("b.xlsx", "word/document.xml", "found “a Word document”"),
        ("c.xlsx", "readme.txt", "found “a zip archive of something else”"),
    ):
        with zipfile.ZipFile(tmp_path / name, "w") as archive:
            archive.writestr(part, b"x")
        code, _, err = run(capfd, "score", tmp_path / name)
        assert code == 3
        assert sentence in err


def test_a_file_or_folder_that_is_not_there(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    code, _, err = run(capfd, "score", tmp_path / "nowhere.xlsx")
    assert code == 3
    assert "nowhere.xlsx: unusable: no such file or folder. [file-missing]" in err
    code, _, err = run(capfd, "check", tmp_path)
    assert code == 3
    assert "the folder holds no workbook; expected at least one .xlsx, .xlsm or .ods" in err


def unusable(tmp_path: Path, capfd: pytest.CaptureFixture[str], tamper: Tamper) -> str:
    code, _, err = run(capfd, "score", tampered(tmp_path / "x.xlsx", tamper), *AS_OF)
    assert code == 3
    return err


def test_an_empty_sheet(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    def tamper(made: Return) -> None:
        made.answers.delete_rows(1, 100)

    err = unusable(tmp_path, capfd, tamper)
    assert (
        "x.xlsx: Self-assessment: unusable: the sheet is empty; expected the table of the "
        "template. [sheet-empty]" in err
    )


def test_a_missing_sheet_gets_the_nearest_name(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    def tamper(made: Return) -> None:
        made.answers.title = "Self asessment"

    err = unusable(tmp_path, capfd, tamper)
    assert (
        "a sheet is missing: found “Start here, Cover, Self asessment, Case files, Lists”; "
        "expected a sheet named Self-assessment; nearest: “Self asessment”. [sheet-missing]" in err
    )


def test_a_missing_level_column_gets_the_nearest_name(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    err = unusable(tmp_path, capfd, lambda made: made.rename_column(layout.LEVEL, "Levels"))
    assert (
        "Self-assessment!A4: unusable: a column without which nothing can be scored is missing; "
        "expected a column named Level; nearest: “Levels”. [key-column-missing]" in err
    )


def test_a_level_column_that_stands_twice(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    err = unusable(tmp_path, capfd, lambda made: made.rename_column(layout.COMMENT, "Level"))
    assert "found “Level at Self-assessment!K4 and Self-assessment!P4”; expected it once" in err


def test_no_header_row(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    err = unusable(tmp_path, capfd, lambda made: made.answers.delete_rows(4))
    assert "the header row cannot be found; expected a row with the names Check, Level" in err


def test_another_edition(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    def tamper(made: Return) -> None:
        made.put_cover(layout.EDITION, "stolen-freedom 2019.1")

    err = unusable(tmp_path, capfd, tamper)
    assert (
        "Cover!B14: unusable: the workbook was made for another edition: found “stolen-freedom "
        "2019.1”; expected “stolen-freedom 2026.3”, or one that asks the same questions; name its "
        "edition (--criteria 2019.1) or its folder with" in err
    )


def test_no_edition_at_all(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    def tamper(made: Return) -> None:
        made.put_cover(layout.EDITION, None)
        made.book.custom_doc_props.props.clear()  # type: ignore[attr-defined]

    err = unusable(tmp_path, capfd, tamper)
    assert "Cover!B14: unusable: the workbook does not say its framework edition" in err


# --- cells that cannot be used: 1 -----------------------------------------------------------------


def sentence_for(tmp_path: Path, capfd: pytest.CaptureFixture[str], tamper: Tamper) -> str:
    path = tampered(tmp_path / "x.xlsx", tamper)
    code, out, err = run(capfd, "score", path, *AS_OF)
    assert code == 1
    assert "Aldermoss Constabulary" in out, "the force is scored all the same"
    return err


LEVELS = "expected a level from 0 Not in place to 4 Embedded, or Not applicable with a reason"


@pytest.mark.parametrize(
    ("value", "sentence"),
    [
        (7, f"found “7”; {LEVELS}; nearest: “4 Embedded”."),
        (-1, f"found “-1”; {LEVELS}; nearest: “0 Not in place”."),
        ("mostly", f"found “mostly”; {LEVELS}."),
        ("In plaice", f"found “In plaice”; {LEVELS}; nearest: “3 In place”."),
        (2.5, f"found “2.5”; {LEVELS}; nearest: “2 Partly in place” or “3 In place”."),
        ("3 Emerging", "expected a number and a word that belong together; nearest: “3 In place” "
         "or “1 Emerging”."),
        (True, f"found “TRUE”; {LEVELS}."),
        (date(2026, 3, 1), f"found “2026-03-01”; {LEVELS}."),
    ],
)  # fmt: skip
def test_a_level_that_is_none(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], value: object, sentence: str
) -> None:
    err = sentence_for(tmp_path, capfd, lambda made: made.put("INV-01a", layout.LEVEL, value))
    assert (
        "x.xlsx: Self-assessment!K28: error: the level is not recognised, so the check counts as "
        "unanswered" in err
    )
    assert sentence in err
    assert "[level-not-recognised]" in err


def test_an_error_cell_is_not_blank(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    err = sentence_for(tmp_path, capfd, lambda made: made.put("INV-01a", layout.LEVEL, "#N/A"))
    assert (
        "Self-assessment!K28: error: the cell holds an error instead of an answer: found “#N/A”; "
        "expected a value typed or chosen here. [cell-error]" in err
    )


def test_a_formula_never_calculated(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    err = sentence_for(tmp_path, capfd, lambda made: made.put("INV-01a", layout.LEVEL, "=1+2"))
    assert (
        "Self-assessment!K28: error: the cell holds a formula that was never calculated; expected "
        "a value; open the workbook in Excel or LibreOffice and save it again. "
        "[formula-not-calculated]" in err
    )


def test_a_check_with_two_rows(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    err = sentence_for(tmp_path, capfd, lambda made: made.put("INV-01b", layout.CHECK, "INV-01a"))
    assert (
        "Self-assessment!A29: error: a check has more than one row, so none of them counts: found "
        "“INV-01a, also in row 28”; expected one row for each check. [check-twice]" in err
    )
    assert "a check has no row, so it counts as unanswered; expected a row for INV-01b." in err


def test_an_unknown_check(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    err = sentence_for(tmp_path, capfd, lambda made: made.put("INV-01a", layout.CHECK, "INV-01aa"))
    assert (
        "Self-assessment!A28: error: no such check in this framework, so the row is left out: "
        "found “INV-01aa”; expected the id of a check; nearest: “INV-01a”. [check-unknown]" in err
    )


def test_evidence_in_the_future(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    err = sentence_for(
        tmp_path,
        capfd,
        lambda made: made.put("INV-01a", layout.EVIDENCE_DATE, date(2026, 11, 24)),
    )
    assert (
        "Self-assessment!N28: error: the evidence date is in the future, so it does not count: "
        "found “2026-11-24”; expected a date up to 2026-11-23. [evidence-date-future]" in err
    )


def test_evidence_from_before_the_period_is_a_warning(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    path = tampered(
        tmp_path / "x.xlsx",
        lambda made: made.put("LEA-01a", layout.EVIDENCE_DATE, date(2025, 3, 31)),
    )
    code, _, err = run(capfd, "score", path, *AS_OF)
    assert code == 0
    assert (
        "Self-assessment!N5: warning: evidence was last confirmed before the period, so it does "
        "not support the level: found “2025-03-31”; expected a date from 2025-04-01 on; until "
        "then 3 In place counts as 2 Partly in place. [evidence-date-early]" in err
    )


def test_not_applicable_without_a_reason_and_a_level_with_one(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    def tamper(made: Return) -> None:
        made.put("INV-01a", layout.LEVEL, "n/a")
        made.put("INV-01b", layout.REASON, "Too small")

    err = sentence_for(tmp_path, capfd, tamper)
    assert "Self-assessment!L28: error: not applicable without a reason" in err
    assert "Self-assessment!L29: error: a level and a reason why it is not applicable" in err


def test_a_missing_evidence_column_is_said_once_and_nothing_is_guessed(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    err = sentence_for(tmp_path, capfd, lambda made: made.rename_column(layout.EVIDENCE, "Proof"))
    assert "a level that needs evidence has none" not in err
    assert (
        "Self-assessment!A4: error: a column is missing, so all of it counts as blank; expected "
        "a column named Evidence" in err
    )


def test_the_period_missing_reversed_or_misspelt(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    err = sentence_for(tmp_path, capfd, lambda made: made.put_cover(layout.PERIOD_START, None))
    assert "Cover!B7: error: the period has no first day, so no evidence can be shown to be" in err
    err = sentence_for(
        tmp_path, capfd, lambda made: made.put_cover(layout.PERIOD_END, date(2020, 1, 1))
    )
    assert "Cover!B8: error: the period ends before it starts" in err
    err = sentence_for(tmp_path, capfd, lambda made: made.put_cover(layout.PERIOD_END, "March"))
    assert "Cover!B8: error: the date is not recognised, so it does not count: found “March”" in err


def test_an_unknown_force_is_scored_with_the_nearest_names(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    path = tampered(
        tmp_path / "x.xlsx",
        lambda made: made.put_cover(layout.FORCE, "Northshire Police"),
    )
    code, out, err = run(capfd, "score", path, *AS_OF)
    assert code == 0
    assert "Northshire Police: overall" in out
    assert "found “Northshire Police”; expected a force of the register; nearest: “North " in err


def test_two_workbooks_of_one_force_and_period(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    first = tampered(tmp_path / "a.xlsx")
    second = tampered(tmp_path / "b.xlsx", lambda made: made.put("INV-01a", layout.LEVEL, 1))
    code, out, err = run(capfd, "score", first, second, *AS_OF)
    assert code == 1
    assert out.count("Aldermoss Constabulary") >= 2
    assert (
        "a.xlsx: Cover: error: one force has more than one workbook for this period; all are "
        "shown, none is preferred: found “b.xlsx”" in err
    )


# --- the batch ------------------------------------------------------------------------------------


def test_one_bad_file_does_not_stop_the_others_and_the_highest_code_wins(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    shutil.copy(shipped_folder("sample_data") / "aldermoss.xlsx", tmp_path / "a.xlsx")
    shutil.copy(shipped_folder("sample_data") / "foxglove-vale.xlsx", tmp_path / "b.xlsx")
    (tmp_path / "c.xlsx").write_text("no")
    (tmp_path / "~$a.xlsx").write_text("a lock file")
    code, out, err = run(capfd, "score", tmp_path, "--format", "json", *AS_OF)
    assert code == 3
    assert '"force": "Aldermoss Constabulary"' in out
    assert '"force": "Foxglove Vale Constabulary"' in out
    assert "c.xlsx: unusable: this is not a workbook" in err
    assert "~$a.xlsx" not in err


def test_check_lists_everything_at_once(
    capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "300")  # whatever the length of the path, it is not broken
    path = shipped_folder("sample_data") / "foxglove-vale.xlsx"
    code, out, _ = run(capfd, "check", path, *AS_OF)
    assert code == 1
    assert " ".join(out.split()).startswith(
        f"What is to be done {path.name}: 29 errors and 9 warnings in 33 things to do. 41 of "
        "53 checks "
        "answered: too few for a band. Own cases: 31 of 36 cases, said to be all, 3 of them used "
        "by no measure; 12 of 16 scored measures have a level; 2 with too few cases (1.3% of the "
        "weight); 1 measure contradicts 1 judged level (VIC-04a). "
    )
    assert len(re.findall(r"^ +\[[a-z-]+\]$", out, re.MULTILINE)) == 33
    assert "--mark marked.xlsx writes a copy" in " ".join(out.split())


def test_check_of_a_sound_workbook_says_so(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "300")
    path = tampered(tmp_path / "x.xlsx")
    code, out, _ = run(capfd, "check", path, *AS_OF)
    assert code == 0
    assert " ".join(out.split()).startswith(
        f"What is to be done {path.name}: no problems. 53 of 53 checks answered. Own cases: 45 "
        "of 45 "
        "cases, all listed; 14 of 16 scored measures have a level; 2 with too few cases (1.3% of "
        "the weight); the force's case files contradict none of its levels. "
    )
