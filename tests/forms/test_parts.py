"""The parts of a form as several hands get them: what each holds, and what is said of it."""

from pathlib import Path

import pytest
from openpyxl import load_workbook

from slavery_benchmark.core.framework.parts import By, Part, parts_by
from slavery_benchmark.core.problems import Code
from slavery_benchmark.extracting import layout
from slavery_benchmark.extracting.extract import WANTED_SHEETS, extract_submission
from slavery_benchmark.forms.part_names import file_name
from slavery_benchmark.forms.template import make_template
from slavery_benchmark.reading.reader import read_workbook
from tests.builders import AS_OF, shipped_criteria
from tests.cli.running import joined, run

CRITERIA = shipped_criteria()


def part_file(folder: Path, number: int, by: By = "theme") -> tuple[Path, Part]:
    """Write a part of the shipped form for a force, and return its path."""
    part = parts_by(CRITERIA.framework, by)[number - 1]
    path = folder / file_name(part)
    force = CRITERIA.register.find("Kent Police")
    path.write_bytes(make_template(CRITERIA.framework, CRITERIA.register, force=force, part=part))
    return path, part


def test_the_parts_are_written_to_a_folder(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    done = run(capfd, "template", "--split", "theme", "--force", "Kent", "-o", tmp_path / "parts")
    assert done[0] == 0
    assert "7 parts of one form: each says on its first sheet which it is." in joined(done[2])
    names = [file_name(part) for part in parts_by(CRITERIA.framework, "theme")]
    assert [path.name for path in sorted((tmp_path / "parts").iterdir())] == names
    assert names[1] == "02-understanding.xlsx"
    assert len({file_name(part) for part in parts_by(CRITERIA.framework, "role")}) == 14


LEADING = next(part.number for part in parts_by(CRITERIA.framework, "theme") if part.leads)


@pytest.mark.parametrize(("by", "number"), [("theme", LEADING), ("theme", 1), ("role", 2)])
def test_a_part_has_the_cover_its_checks_alone_and_says_which_it_is(
    tmp_path: Path, by: By, number: int
) -> None:
    path, part = part_file(tmp_path, number, by)
    workbook = read_workbook(path, WANTED_SHEETS, (layout.CASES_SHEET,))
    made = extract_submission(workbook, CRITERIA.framework, CRITERIA.register, AS_OF)
    assert made.force == "Kent Police"
    assert {item.check for item in made.responses if item.cell} == set(part.checks)
    codes = [item.code for item in made.problems]
    assert codes.count(Code.PART_OF_A_FORM) == 1
    assert Code.CHECK_MISSING not in codes
    assert workbook.has(layout.CASES_SHEET) is part.leads
    cover = {row[0].value for row in load_workbook(path)[layout.COVER_SHEET].iter_rows()}
    assert (layout.COMPLETED_BY in cover) is part.leads
    assert (layout.CASES_IN_PERIOD in cover) is part.leads


def test_the_first_sheet_says_which_part_it_is_and_how_the_parts_come_together(
    tmp_path: Path,
) -> None:
    path, part = part_file(tmp_path, 2)
    start = load_workbook(path)[layout.START_SHEET]
    said = joined(" ".join(str(row[0].value or "") for row in start.iter_rows()))
    assert f"Part 2 of 7, {part.name}: {len(part.checks)} of the 53 checks of the form." in said
    assert "The other parts: 1 Leadership; 3 Victims;" in said
    assert "“benchmark merge FOLDER -o return.xlsx” joins them" in said
    leading = next(item for item in parts_by(CRITERIA.framework, "theme") if item.leads)
    assert f"are in part {leading.number}, {leading.name} alone" in said


def test_a_check_that_a_part_lost_is_missed(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    path, part = part_file(tmp_path, 2)
    book = load_workbook(path)
    book[layout.ANSWERS_SHEET]["A5"].value = ""
    book.save(path)
    code, out, _ = run(capfd, "check", path, "--format", "markdown")
    assert code == 1
    assert f"a row for {part.checks[0]}" in joined(out)


def test_a_cover_that_names_no_part_of_this_form_is_that_of_the_whole(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    path, _ = part_file(tmp_path, 1)
    book = load_workbook(path)
    for row in book[layout.COVER_SHEET].iter_rows():
        if row[0].value == layout.PART:
            row[1].value = "first half"
    book.save(path)
    _, out, _ = run(capfd, "check", path, "--format", "json")
    assert "part-of-a-form" not in out
    assert "check-missing" in out


def test_parts_need_a_folder_and_replace_nothing_unasked(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    code, _, err = run(capfd, "template", "--split", "role", "-o", tmp_path / "parts.xlsx")
    assert (code, "the parts of a form need a folder; name one" in joined(err)) == (2, True)
    files = [tmp_path / "parts" / f"{name}.xlsx" for name in ("01-leadership", "03-victims")]
    files[1].parent.mkdir()
    files[1].write_bytes(b"mine")
    code, _, err = run(capfd, "template", "--split", "theme", "-o", tmp_path / "parts")
    assert (code, "exists; add --overwrite" in joined(err)) == (2, True)
    assert not files[0].exists()
