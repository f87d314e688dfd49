"""Measures in the Excel export: judged beside measured, states in words, unknown as blank."""

import io
import random
import zipfile
from collections.abc import Callable
from datetime import date
from fractions import Fraction
from functools import cache
from math import isinf
from pathlib import Path
from typing import Any

import msgspec
import openpyxl
import pytest
from openpyxl import Workbook

from slavery_benchmark.cli import exit_code
from slavery_benchmark.core.cases.measuring import Measured, MeasureState, Range
from slavery_benchmark.core.cases.table import NOT_YET, CaseFiles, CaseValue, Selection
from slavery_benchmark.core.framework.case_sheet import NO, YES
from slavery_benchmark.core.scoring.report import Report
from slavery_benchmark.core.scoring.scores import Assurance, MeasureScore
from slavery_benchmark.core.scoring.submission import Submission
from slavery_benchmark.criteria_files import load_criteria
from slavery_benchmark.extracting.layout import NOT_YET_WORDS
from slavery_benchmark.pipeline import assess
from slavery_benchmark.shipped import shipped_folder
from tests.builders import AS_OF, answer, shipped_criteria, submission
from tests.cases import case_files
from tests.formats.xlsx_checklist import faults
from tests.length import either
from tests.pages.export.making import workbook
from tests.reports import opened, report_of
from tests.returns import Return, sound_return
from tests.samples.case_generator import Profile, generate

FRAMEWORK = shipped_criteria().framework
CHECKS = [check.id for _, _, check in FRAMEWORK.checks()]
PERSON = "Anna Nowak of 4 Mill Lane"


def cases(
    rows: int, seed: int, profile: Profile | None = None, selection: Selection = Selection.ALL
) -> CaseFiles:
    """Return case files as they come out of a workbook, drawn with a seed."""

    def plain(value: date | str | int) -> CaseValue:
        if isinstance(value, date):
            return value.toordinal()
        return NOT_YET if value == NOT_YET_WORDS else value

    drawn = generate(rows, seed, profile)
    columns = {column: [plain(row[column]) for row in drawn] for column in drawn[0]}
    return case_files(columns, selection=selection)


def of(files: CaseFiles | None, force: str, level: int = 4) -> Submission:
    """Return a submission that claims a level in every check, with these case files."""
    answers = [answer(check, level) for check in CHECKS]
    return submission(answers, force=force, code="", cases=files)


POOR = Profile(safeguarded=0.3, nca=0.2, lines=0.4, unknown=0.02)


@cache
def five() -> Report:
    """Return forces whose cases differ, are too few, were chosen, are not known, are not there."""
    return report_of(
        of(cases(60, 1, POOR), "Differs"),
        of(cases(6, 2), "Few"),
        of(cases(40, 3, selection=Selection.OTHER), "Chosen"),
        of(None, "None"),
        of(cases(50, 4, Profile(unknown=0.08), selection=Selection.RANDOM), "Unknown"),
    )


@cache
def content_of_five() -> bytes:
    return workbook(five(), force_sheets=True)


@cache
def book_of_five() -> Workbook:
    return opened(content_of_five())


def table(name: str, book: Workbook | None = None) -> list[dict[str, Any]]:
    """Return the cells of a sheet's table by header."""
    sheet = (book or book_of_five())[name]
    (marked,) = sheet.tables.values()
    header, *rows = sheet[marked.ref]
    names = [str(cell.value) for cell in header]
    return [dict(zip(names, row, strict=True)) for row in rows]


def values(name: str, force: str, book: Workbook | None = None) -> list[dict[str, Any]]:
    """Return the values of the rows of one force, by header."""
    rows = [{key: cell.value for key, cell in row.items()} for row in table(name, book)]
    return [row for row in rows if row["Force"] == force]


def test_there_is_a_row_for_each_force_and_measure() -> None:
    measures = [measure.id for _, measure in FRAMEWORK.measures()]
    rows = [(row["Force"].value, row["Measure"].value) for row in table("Measures")]
    assert rows == [
        (force, measure)
        for force in ("Chosen", "Differs", "Few", "None", "Unknown")
        for measure in measures
    ]
    assert faults(content_of_five()) == []


NUMBERS: dict[str, Callable[[Measured], Fraction | float | None]] = {
    "x": lambda m: m.x,
    "n": lambda m: m.n,
    "Value": lambda m: m.value,
    "Value at least": lambda m: m.at_least,
    "Interval, low": lambda m: _end(m.interval, "low"),
    "Interval, high": lambda m: _end(m.interval, "high"),
    "If all were known, low": lambda m: _end(m.extremes, "low"),
    "If all were known, high": lambda m: _end(m.extremes, "high"),
    "Measured level": lambda m: m.level,
    "Level, low": lambda m: m.level_low,
    "Level, high": lambda m: m.level_high,
    "Cases counted": lambda m: m.cases,
    "Still waiting": lambda m: m.waiting,
    "Not known": lambda m: m.unknown,
    "Left out": lambda m: m.left_out,
    "Not yet due": lambda m: m.not_due,
    "Not what it is about": lambda m: m.outside,
}
IN_UNIT = [name for name in NUMBERS if name.startswith(("Value", "Interval", "If all"))]
LEVELS = ("Measured level", "Level, low", "Level, high")


def _end(ends: Range | None, which: str) -> Fraction | float | None:
    found: Fraction | float | None = getattr(ends, which, None)
    return None if found is None or (isinstance(found, float) and isinf(found)) else found


def test_every_number_is_the_exact_one_and_unknown_is_blank() -> None:
    rows = iter(table("Measures"))
    compared = blanks = 0
    for force in five().forces:
        for item in force.measures:
            row, measured = next(rows), item.measured
            for header, number in NUMBERS.items():
                wanted = number(measured)
                if measured.state is MeasureState.NOT_SUPPLIED:
                    wanted = None
                if wanted is not None and header in IN_UNIT and row["Unit"].value == "%":
                    wanted = wanted / 100
                compared += 1
                if wanted is None:
                    assert row[header].value is None, (item.node.id, header)
                    blanks += 1
                else:
                    assert abs(row[header].value - wanted) < 1e-12, (item.node.id, header)
    assert compared == 5 * 19 * len(NUMBERS)
    assert blanks > 19 * len(NUMBERS)


def test_a_percentage_and_days_have_formats_of_their_own() -> None:
    rows = {row["Measure"].value: row for row in table("Measures") if row["Force"].value == "Few"}
    share, median = rows["VIC-04m1"], rows["INV-01m1"]
    assert (share["Unit"].value, share["Value"].number_format) == ("%", "0.0%")
    assert (median["Unit"].value, median["Kind"].value) == ("days", "median time")
    assert median["Value"].number_format == '[=1]General" day";General" days"'


@pytest.mark.parametrize(
    ("force", "state", "why", "chosen"),
    [
        ("Few", "too few cases", "no level: too few cases, 6 where 10 are needed", "all listed"),
        ("None", "not supplied", "no level: no case files were supplied", "no case files"),
        (
            "Chosen",
            "cases chosen",
            "no level: chosen in another way than all or at random",
            "chosen in another way than all or at random",
        ),
    ],
)
def test_a_measure_without_a_level_says_why_in_words(
    force: str, state: str, why: str, chosen: str
) -> None:
    row = next(row for row in values("Measures", force) if row["Measure"] == "VIC-04m1")
    assert [row[level] for level in LEVELS] == [None, None, None]
    assert (row["State"], row["Level, or why there is none"]) == (state, why)
    assert row["How the cases were chosen"] == chosen
    if state == "cases chosen":
        assert (row["95% interval"], row["Interval, low"]) == (None, None)
        assert row["What the cases show"].endswith("%)")


def test_too_little_known_and_not_scored_have_their_words() -> None:
    rows = {row["Measure"]: row for row in values("Measures", "Unknown")}
    assert rows["VIC-04m1"]["State"] == "too little known"
    assert "with all known it could be" in rows["VIC-04m1"]["What was not counted"]
    rows = {row["Measure"]: row for row in values("Measures", "Differs")}
    assert rows["POW-02m2"]["State"] == "shown, not scored"
    assert rows["POW-02m2"]["Weight"] is None
    assert rows["POW-02m2"]["x"] is not None


def test_the_interval_says_what_it_is_of() -> None:
    said = {
        force: {row["What the interval shows"] for row in values("Measures", force)}
        for force in ("Differs", "Chosen")
    }
    assert said["Chosen"] == {None}
    assert any(text and "not sampling error" in text for text in said["Differs"])


def test_a_difference_is_marked_wherever_the_level_stands() -> None:
    row = next(
        row
        for row in table("Measures")
        if (row["Force"].value, row["Measure"].value) == ("Differs", "VIC-04m1")
    )
    assert row["Measured level"].value == 0
    assert row["Measured level"].number_format == '0" ≠"'
    assert row["Judged levels"].value == "VIC-04a 4, VIC-04b 4, VIC-04c 4"
    assert row["Differs from"].value == "≠ VIC-04a"
    judged = next(
        row
        for row in table("Checks")
        if (row["Force"].value, row["Check"].value) == ("Differs", "VIC-04a")
    )
    assert (judged["Level"].value, judged["Level"].number_format) == (4, '0" ≠"')
    assert judged["Differs from own cases"].value == "VIC-04m1"
    assert judged["Assurance"].value == "documented"
    wide = next(row for row in table("Criteria") if row["Line or force"].value.startswith("Differ"))
    marked = [cell for name, cell in wide.items() if name.startswith("VIC-04")]
    assert marked[0].number_format.endswith('≠"')
    part = next(row for row in table("Scores") if _is(row, "Differs", "VIC-04"))
    assert part["Against 2017"].value.startswith("≠ "), "never a calm position"
    own = next(row for row in table("Differs") if row["Id"].value == "VIC-04")
    assert own["Against 2017"].value.startswith("≠ ")
    assert own["Judged levels"].value == "VIC-04a 4 ≠, VIC-04b 4, VIC-04c 4"
    assert own["Measured levels and figures"].value.startswith("VIC-04m1 0: ")


def _is(row: Any, force: str, part: str) -> bool:
    return (row["Force"].value, row["Id"].value) == (force, part)


def test_the_summary_flags_judgement_alone_and_counts_what_differs() -> None:
    rows = {
        str(row["Force"].value).split(" (")[0]: {key: cell.value for key, cell in row.items()}
        for row in table("Summary")
    }
    for force in five().forces:
        row = rows[force.submission.force]
        differing = sum(1 for item in force.measures if item.differs_from)
        alone = force.submission.force in ("Few", "None", "Chosen")
        assert row["Judgement alone"] == ("yes" if alone else "no")
        if alone:
            assert row["Own cases"] == "judgement alone"
        elif differing > 1:
            assert row["Own cases"] == f"{differing} contradict"
        assert row["Measures that contradict judged levels"] == (None if alone else differing)
        assert abs(row["Too few cases"] - force.overall.tally.too_few) < 1e-12
    assert rows["Few"]["Too few cases"] > 0 == rows["None"]["Too few cases"]
    scores = {row["Id"]: row for row in values("Scores", "Differs")}
    assert scores["VIC-04"]["Measures that contradict judged levels"] == 1
    assert scores["LEA-01"]["Measures that contradict judged levels"] is None, "nothing measures it"


def test_a_median_that_is_not_reached_is_words_and_no_number() -> None:
    start = date(2025, 6, 1).toordinal()
    waiting = case_files(
        {
            "reported": [start + day for day in range(20)],
            "started": [NOT_YET] * 15 + [start + 30] * 5,
        }
    )
    book = opened(workbook(report_of(of(waiting, "Waits"))))
    row = next(row for row in values("Measures", "Waits", book) if row["Measure"] == "INV-01m1")
    assert row["What the cases show"].startswith("median not reached, at least")
    assert (row["Value"], row["Interval, high"]) == (None, None)
    assert row["Value at least"] > 200
    assert row["95% interval"].endswith("days or more")


def test_answers_that_were_set_aside_are_told() -> None:
    shared = case_files({"nca": [YES] * 19 + [NO]})
    report = report_of(of(shared, "Strict"), at_least=Assurance.OWN_CASES)
    book = opened(workbook(report, force_sheets=True))
    aside = {row["Check"]: row["Set aside"] for row in values("Checks", "Strict", book)}
    assert (aside["COO-01a"], aside["LEA-01a"]) == ("no", "yes")
    cover = [str(row[0].value) for row in book["Cover"].iter_rows()]
    assert any("own cases agree" in line and "set aside" in line for line in cover)
    own = next(row for row in table("Strict", book) if row["Id"].value == "LEA-01")
    assert "LEA-01a 4 (set aside)" in own["Judged levels"].value


def test_export_takes_the_assurance_that_score_takes(tmp_path: Path) -> None:
    sample, made = shipped_folder("sample_data") / "aldermoss.xlsx", tmp_path / "strict.xlsx"
    said = ["export", str(sample), "-o", str(made), "--as-of", str(AS_OF)]
    assert exit_code([*said, "--assurance", "own-cases"]) == 0
    book = openpyxl.load_workbook(made)
    aside = {row["Set aside"].value for row in table("Checks", book) if row["Level"].value}
    assert aside == {"yes", "no"}
    assert any("set aside" in str(row[0].value) for row in book["Cover"].iter_rows())


def test_method_and_notes_explain_measures() -> None:
    parts = {row["Part"].value: row["How it is made"].value for row in table("Method")}
    for part in ("A case", "Median", "State of a measure", "≠ Differs from own cases"):
        assert part in parts
    for state in MeasureState:
        assert f"“{state.value}”" in parts["State of a measure"]
    for criterion, measure in FRAMEWORK.measures():
        assert f"{measure.id}: {measure.title}" in parts, criterion.id
    notes = " ".join(str(row["Text"].value) for row in table("Notes"))
    assert "Figures about few people can still point to somebody" in notes


def test_nothing_is_said_of_measures_where_the_edition_has_none() -> None:
    criteria = load_criteria(shipped_folder("criteria") / "editions" / "2026.1")
    checks = [check.id for _, _, check in criteria.framework.checks()]
    made = submission([answer(check, 3) for check in checks])
    report = report_of(made, framework=criteria.framework)
    content = workbook(report, force_sheets=True)
    assert faults(content) == []
    book = opened(content)
    assert "Measures" not in book.sheetnames
    text = _all_text(content).lower()
    assert [word for word in ("own cases", "case files", "≠") if word in text] == []


def _all_text(content: bytes) -> str:
    """Return every part of the file: cells, formats, charts, properties."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        parts = [package.read(name).decode("utf-8", "replace") for name in package.namelist()]
    return "\n".join(parts)


def test_no_free_text_of_the_case_sheet_gets_out(tmp_path: Path) -> None:
    made = Return(sound_return())
    made.cases.cell(1, made.cases.max_column + 1).value = PERSON
    extra = made.cases.max_column
    for row in made.case_rows.values():
        made.cases.cell(row, extra).value = PERSON
    for column in ("route", "victims", "reported", "nca"):
        made.put_case(2, column, PERSON)
    made.put_case(PERSON, "nca", YES)
    path = made.save(tmp_path / "leaky.xlsx")
    report = assess([path], shipped_criteria(), AS_OF)
    assert len(report.forces) == 1
    text = _all_text(workbook(report, force_sheets=True))
    assert "Measures: what each force" in text
    assert "Nowak" not in text
    assert "Mill Lane" not in text


def test_titles_of_an_edition_stay_text() -> None:
    evil = '=HYPERLINK("http://example.org")'

    def renamed(item: MeasureScore) -> MeasureScore:
        return msgspec.structs.replace(item, node=msgspec.structs.replace(item.node, title=evil))

    force = five().forces[1]
    force = msgspec.structs.replace(force, measures=tuple(map(renamed, force.measures)))
    content = workbook(msgspec.structs.replace(five(), forces=(force,)))
    assert faults(content) == []
    book = opened(content)
    assert {row["Title"].value for row in table("Measures", book)} == {evil}


def test_forty_three_forces_meet_the_checklist() -> None:
    count = either(short=7, full=43)
    chance = random.Random(2017)  # noqa: S311 - no secret
    forces = [
        of(cases(chance.randint(5, 90), number), f"Force {number:02}", chance.randint(1, 4))
        for number in range(1, count + 1)
    ]
    content = workbook(report_of(*forces))
    assert faults(content) == []
    book = opened(content)
    assert len(table("Measures", book)) == count * 19
