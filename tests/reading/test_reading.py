"""Real workbooks: moved, renamed, hidden, saved by other programs; and true addresses."""

import shutil
import zipfile
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from slavery_benchmark.core.problems import Code, UnusableError
from slavery_benchmark.core.scoring.submission import State
from slavery_benchmark.extracting import layout
from slavery_benchmark.shipped import shipped_folder
from tests.builders import shipped_criteria
from tests.length import either
from tests.returns import Return, extracted, found, sound_return, tampered
from tests.samples.make import FORCES, SAVED_BY_LIBREOFFICE, answers_of, save_with_libreoffice

SAMPLES = shipped_folder("sample_data")
NO_LIBREOFFICE = "LibreOffice Calc is not on this machine (Debian: libreoffice-calc)"
needs_libreoffice = pytest.mark.skipif(shutil.which("soffice") is None, reason=NO_LIBREOFFICE)


def test_a_sound_return_has_no_problems(tmp_path: Path) -> None:
    assert found(extracted(tampered(tmp_path / "x.xlsx")).problems) == []


def test_columns_rows_and_sheets_may_move(tmp_path: Path) -> None:
    def tamper(made: Return) -> None:
        made.answers.insert_cols(1, 2)
        made.answers.insert_rows(2, 3)
        made.cover.insert_rows(2, 4)
        made.cover.insert_cols(1)
        made.book.move_sheet("Lists", -3)
        made.book.create_sheet("Our notes")["A1"] = "=1/0"

    plain, moved = extracted(tampered(tmp_path / "a.xlsx")), tmp_path / "b.xlsx"
    other = extracted(tampered(moved, tamper))
    assert [r.level for r in other.responses] == [r.level for r in plain.responses]
    assert other.period_start == plain.period_start
    assert other.problems == ()
    assert other.responses[0].cell == "Self-assessment!M8"


def test_names_of_sheets_and_columns_are_read_kindly(tmp_path: Path) -> None:
    def tamper(made: Return) -> None:
        made.answers.title = "for a moment"
        made.answers.title = "SELF-ASSESSMENT"
        made.rename_column(layout.LEVEL, " level ")
        made.rename_column(layout.EVIDENCE_DATE, "Evidence\u00a0Date")

    assert extracted(tampered(tmp_path / "x.xlsx", tamper)).problems == ()


def test_extra_rows_and_notes_are_left_alone_but_answers_without_a_check_are_not(
    tmp_path: Path,
) -> None:
    def tamper(made: Return) -> None:
        made.answers["A60"] = "Notes by the tactical lead"
        made.answers["K62"] = 3

    made = extracted(tampered(tmp_path / "x.xlsx", tamper))
    assert found(made.problems) == [("row-without-check", "Self-assessment!A62")]


def test_a_hidden_sheet_is_used_and_said(tmp_path: Path) -> None:
    def tamper(made: Return) -> None:
        made.answers.sheet_state = "hidden"

    made = extracted(tampered(tmp_path / "x.xlsx", tamper))
    assert found(made.problems) == [("sheet-hidden", "Self-assessment")]
    assert made.responses[0].level == 3


def test_a_macro_workbook_is_read(tmp_path: Path) -> None:
    path = tmp_path / "x.xlsm"
    path.write_bytes(sound_return())
    assert extracted(path).responses[0].level == 3


def test_placeholders_are_no_evidence(tmp_path: Path) -> None:
    def tamper(made: Return) -> None:
        made.put("INV-01a", layout.EVIDENCE, "TBC")
        made.put("INV-01b", layout.EVIDENCE, "--")

    codes = [code for code, _ in found(extracted(tampered(tmp_path / "x.xlsx", tamper)).problems)]
    assert codes.count("evidence-placeholder") == 2
    assert codes.count("evidence-missing") == 2


@pytest.mark.parametrize("said", ["Y", "Yes.", "tbc.", "TBC - to be found", "Pending", "-", "ok"])
def test_more_ways_to_say_nothing(tmp_path: Path, said: str) -> None:
    made = extracted(
        tampered(tmp_path / "x.xlsx", lambda made: made.put("INV-01a", layout.EVIDENCE, said))
    )
    assert found(made.problems)[0] == ("evidence-placeholder", "Self-assessment!M28")


def test_no_is_not_a_reason(tmp_path: Path) -> None:
    def tamper(made: Return) -> None:
        made.put("INV-01a", layout.REASON, "No")
        made.put("INV-01b", layout.REASON, "-")
        made.put("INV-01b", layout.LEVEL, None)
        made.put("INV-02a", layout.REASON, "tbc")
        made.put("INV-02a", layout.LEVEL, "Not applicable")

    made = extracted(tampered(tmp_path / "x.xlsx", tamper))
    answers = {response.check: response.state for response in made.responses}
    assert answers["INV-01a"] is State.ANSWERED
    assert answers["INV-01b"] is State.BLANK
    assert answers["INV-02a"] is State.INVALID
    assert found(made.problems) == [
        ("reason-placeholder", "Self-assessment!L28"),
        ("reason-placeholder", "Self-assessment!L29"),
        ("evidence-without-level", "Self-assessment!K29"),
        ("reason-placeholder", "Self-assessment!L30"),
        ("reason-missing", "Self-assessment!L30"),
    ]


def test_a_second_sheet_of_almost_the_same_name_is_said(tmp_path: Path) -> None:
    made = extracted(
        tampered(tmp_path / "x.xlsx", lambda made: made.book.create_sheet("Self-assessment (2)"))
    )
    assert found(made.problems) == [("sheet-alike", "Self-assessment (2)")]


def test_a_period_that_makes_any_evidence_current_is_said(tmp_path: Path) -> None:
    made = extracted(
        tampered(
            tmp_path / "x.xlsx",
            lambda made: made.put_cover(layout.PERIOD_START, date(1925, 4, 1)),
        )
    )
    assert found(made.problems) == [("period-long", "Cover!B7")]


def test_an_unsupported_level_is_said_at_the_cell_that_lacks_something(tmp_path: Path) -> None:
    def tamper(made: Return) -> None:
        made.put("INV-01a", layout.EVIDENCE_DATE, None)
        made.put("INV-01b", layout.EVIDENCE, None)
        made.put("INV-02a", layout.EVIDENCE_DATE, "01/02/2026")

    assert found(extracted(tampered(tmp_path / "x.xlsx", tamper)).problems) == [
        ("evidence-undated", "Self-assessment!N28"),
        ("evidence-missing", "Self-assessment!M29"),
        ("date-read-as-british", "Self-assessment!N30"),
    ]


def test_a_line_that_stands_twice_and_a_code_of_another_force(tmp_path: Path) -> None:
    def tamper(made: Return) -> None:
        made.cover["C20"] = "Force"
        made.put_cover(layout.FORCE_CODE, "kent")

    assert found(extracted(tampered(tmp_path / "x.xlsx", tamper)).problems) == [
        ("cover-field-twice", "Cover!C20"),
        ("force-code-differs", "Cover!B6"),
    ]


def test_a_force_without_a_name_is_known_by_its_code(tmp_path: Path) -> None:
    def tamper(made: Return) -> None:
        made.put_cover(layout.FORCE, None)

    assert extracted(tampered(tmp_path / "x.xlsx", tamper)).force == "Aldermoss Constabulary"


def test_neither_name_nor_code(tmp_path: Path) -> None:
    def tamper(made: Return) -> None:
        made.put_cover(layout.FORCE, None)
        made.put_cover(layout.FORCE_CODE, None)

    assert found(extracted(tampered(tmp_path / "x.xlsx", tamper)).problems) == [
        ("force-missing", "Cover!B5")
    ]


def test_the_edition_is_found_in_the_document_properties(tmp_path: Path) -> None:
    def tamper(made: Return) -> None:
        made.put_cover(layout.EDITION, None)

    assert extracted(tampered(tmp_path / "x.xlsx", tamper)).edition == "2026.3"


def test_a_far_corner_is_refused_before_a_parser_allocates_it(tmp_path: Path) -> None:
    path = tampered(
        tmp_path / "x.xlsx",
        lambda made: made.answers.cell(1_048_576, 16_384).__setattr__("value", 1),
    )
    with pytest.raises(UnusableError) as caught:
        extracted(path)
    assert caught.value.problem.code is Code.TOO_LARGE
    assert "delete what lies far outside the table" in caught.value.problem.sentence()


def test_a_document_type_declaration_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "x.xlsx"
    with zipfile.ZipFile(tampered(tmp_path / "y.xlsx")) as old, zipfile.ZipFile(path, "w") as new:
        for item in old.infolist():
            content = old.read(item)
            if item.filename == "xl/workbook.xml":
                content = b'<!DOCTYPE x [<!ENTITY a "b">]>' + content
            new.writestr(item, content)
    with pytest.raises(UnusableError, match="document type declaration"):
        extracted(path)


@settings(max_examples=either(short=4, full=25), deadline=None)
@given(
    st.sampled_from([check.id for _, _, check in shipped_criteria().framework.checks()]),
    st.sampled_from(["mostly", 9, "#DIV/0!", "=A1", 2.5]),
)
def test_one_corrupted_level_is_one_problem_at_that_very_cell(
    tmp_path_factory: pytest.TempPathFactory, check: str, value: object
) -> None:
    made = Return(sound_return())
    cell = made.put(check, layout.LEVEL, value)
    path = made.save(tmp_path_factory.mktemp("corrupted") / "x.xlsx")
    result = extracted(path)
    assert [item.cell for item in result.problems] == [cell]
    response = next(item for item in result.responses if item.check == check)
    assert response.state is State.INVALID
    assert response.cell == cell


@pytest.mark.parametrize("name", FORCES)
def test_the_shipped_samples_hold_what_the_plain_data_say(name: str) -> None:
    path = SAMPLES / f"{name}.{SAVED_BY_LIBREOFFICE.get(name, 'xlsx')}"
    made = extracted(path)
    if name == "foxglove-vale":
        assert len(made.problems) == 38
        return
    for response in made.responses:
        given_ = answers_of(name)[response.check]
        level = str(given_[layout.LEVEL])
        assert str(response.level) == level[0] if level[:1].isdigit() else response.level is None
        assert response.not_applicable_reason == given_[layout.REASON]


@pytest.mark.parametrize(
    ("name", "program"),
    [("aldermoss.xlsx", "docProps/app.xml"), ("brindlewick.xlsx", "docProps/app.xml"),
     ("elderquay.ods", "meta.xml")],
)  # fmt: skip
def test_three_samples_were_saved_by_libreoffice(name: str, program: str) -> None:
    with zipfile.ZipFile(SAMPLES / name) as archive:
        assert b"LibreOffice" in archive.read(program)


@pytest.mark.short(1)
@needs_libreoffice
@pytest.mark.parametrize("suffix", ["xlsx", "ods"])
def test_a_return_saved_by_libreoffice_says_the_same(tmp_path: Path, suffix: str) -> None:
    def tamper(made: Return) -> None:
        made.put("INV-01a", layout.LEVEL, "=1/0")
        made.put("INV-01b", layout.LEVEL, "=2+1")
        made.put("INV-02a", layout.LEVEL, "mostly")

    path = tampered(tmp_path / "x.xlsx", tamper)
    (tmp_path / "out").mkdir()
    saved = save_with_libreoffice(path, tmp_path / "out", suffix)
    made = extracted(saved)
    answers = {response.check: response for response in made.responses}
    assert answers["INV-01a"].state is State.INVALID
    assert answers["INV-01b"].level == 3, "a calculated formula is its value"
    assert found(made.problems) == [
        ("cell-error", "Self-assessment!K28"),
        ("level-not-recognised", "Self-assessment!K30"),
        ("formula-used", "Self-assessment!K"),
    ]
    assert made.edition == "2026.3"


@needs_libreoffice
def test_the_template_opens_in_libreoffice_with_its_drop_downs(tmp_path: Path) -> None:
    path = tampered(tmp_path / "x.xlsx")
    (tmp_path / "out").mkdir()
    saved = save_with_libreoffice(path, tmp_path / "out", "xlsx")
    sheet = openpyxl.load_workbook(saved)["Self-assessment"]
    assert any("Lists" in str(rule.formula1) for rule in sheet.data_validations.dataValidation)
    assert sheet.conditional_formatting
