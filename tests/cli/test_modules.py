"""An optional module: its own sheet, its own table everywhere, and nothing of it in a score."""

import csv
import io
import json
from pathlib import Path

import openpyxl
import pytest

from slavery_benchmark.core.problems import Severity
from slavery_benchmark.core.scoring.report import Report
from slavery_benchmark.core.scoring.submission import State
from slavery_benchmark.extracting import layout
from slavery_benchmark.extracting.dates import EXPECTED
from slavery_benchmark.forms.template import make_template
from slavery_benchmark.pipeline import assess
from slavery_benchmark.reading.reader import CellValue
from tests.builders import AS_OF, shipped_criteria
from tests.cli.running import earlier_return, joined, run
from tests.returns import found
from tests.samples.make import answers_of, cases_of, cover_of

CRITERIA = shipped_criteria()
MODULE = CRITERIA.framework.modules[0]
CHECKS = [check.id for _, check in MODULE.checks()]
SHEET = layout.module_sheet(MODULE.id)
FORCES = ("aldermoss", "brindlewick")
EVIDENCE: dict[str, CellValue] = {
    layout.EVIDENCE: "Sample of files, paper 7",
    layout.EVIDENCE_DATE: "2026-03-01",
}
DAY = AS_OF.isoformat()


def levels(*given: int) -> dict[str, dict[str, CellValue]]:
    """Return answers to the first checks of the module, with evidence."""
    label = CRITERIA.framework.level_label
    return {
        check: {layout.LEVEL: label(level), **EVIDENCE}
        for check, level in zip(CHECKS, given, strict=False)
    }


def written(folder: Path, name: str, module: dict[str, dict[str, CellValue]] | None = None) -> Path:
    """Write the return of a sample force, with or without the sheet of the module."""
    path = folder / f"{name}.xlsx"
    content = make_template(
        CRITERIA.framework,
        CRITERIA.register,
        force=CRITERIA.register.find(f"fictional-{name}"),
        cover=cover_of(name),
        answers={**answers_of(name), **(module or {})},
        cases=cases_of(name, CRITERIA),
        modules=() if module is None else (MODULE,),
    )
    path.write_bytes(content)
    return path


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Return two folders of the same returns: without the module, and with it."""
    folder = tmp_path_factory.mktemp("modules")
    plain, beside = folder / "plain", folder / "beside"
    for folder in (plain, beside):
        folder.mkdir()
    for place, name in enumerate(FORCES):
        written(plain, name)
        written(beside, name, levels(*((4, 0, 3, 1, 2, 4)[place:])))
    return plain, beside


def assessed(folder: Path) -> Report:
    return assess([folder], CRITERIA, AS_OF, keep_cases=True)


def test_the_sheet_stands_for_itself_and_the_others_stay_as_they_are() -> None:
    books = {}
    for name, modules in (("plain", ()), ("beside", (MODULE,))):
        content = make_template(CRITERIA.framework, CRITERIA.register, modules=modules)
        books[name] = openpyxl.load_workbook(io.BytesIO(content))
    added = set(books["beside"].sheetnames) - set(books["plain"].sheetnames)
    assert added == {SHEET}
    for sheet in books["plain"].worksheets:
        if sheet.title != layout.START_SHEET:
            other = books["beside"][sheet.title]
            assert list(sheet.values) == list(other.values)
    rows = [str(row[0]) for row in books["beside"][SHEET].values]
    assert rows[4:] == CHECKS
    said = " ".join(str(row[0]) for row in books["beside"][layout.START_SHEET].values)
    assert f"What the sheet {SHEET} is for" in said


def test_nothing_of_a_module_is_in_any_score(both: tuple[Path, Path]) -> None:
    plain, beside = map(assessed, both)
    for one, other in zip(plain.forces, beside.forces, strict=True):
        assert one.submission.module_responses == ()
        assert [item.check for item in other.submission.module_responses] == CHECKS
        assert one.submission.responses == other.submission.responses
        assert found(one.submission.problems) == found(other.submission.problems)
        for name in ("overall", "themes", "criteria", "checks", "measures", "limits"):
            assert getattr(one, name) == getattr(other, name), name
        assert one.uncapped_band == other.uncapped_band


@pytest.mark.parametrize(
    "command",
    [
        ["score"],
        ["compare"],
        ["compare", "--by", "criterion"],
        ["compare", "--robustness"],
        ["visit"],
        ["actions"],
        ["check"],
    ],
    ids=" ".join,
)
def test_every_command_says_the_same_with_and_without_it(
    command: list[str], both: tuple[Path, Path], capfd: pytest.CaptureFixture[str]
) -> None:
    said = []
    for folder in both:
        code, out, _ = run(capfd, *command, folder, "--detail", "--as-of", DAY, "--format", "md")
        said.append((code, _without_the_module(out).replace(str(folder), "")))
    assert said[0] == said[1]


def _without_the_module(text: str) -> str:
    """Return a Markdown page without the sections of modules."""
    parts = text.split("\n## ")
    return "\n## ".join(part for part in parts if not part.startswith(f"{MODULE.title}: answers"))


def test_progress_says_the_same_with_and_without_it(
    both: tuple[Path, Path], tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    earlier = earlier_return(tmp_path / "earlier.xlsx")
    said = []
    for folder in both:
        later = folder / "aldermoss.xlsx"
        said.append(run(capfd, "progress", earlier, later, "--as-of", DAY, "--format", "csv"))
    assert said[0][:2] == said[1][:2]
    assert said[0][1]


def test_of_one_force_each_answer_is_told(
    both: tuple[Path, Path], capfd: pytest.CaptureFixture[str]
) -> None:
    code, out, _ = run(capfd, "score", both[1] / "aldermoss.xlsx", "--as-of", DAY)
    assert code == 0
    text = joined(out)
    assert f"{MODULE.title}: answers to module {MODULE.id}" in text
    assert "nothing in it enters a score, an order or a comparison" in text
    assert "4 Embedded" in text
    assert f"{SHEET}!" in text


@pytest.mark.parametrize(
    ("command", "kinds"),
    [
        ("score", ["md", "html", "txt", "csv", "json", "xlsx"]),
        ("compare", ["md", "html", "csv", "json", "xlsx"]),
        ("export", ["xlsx"]),
        ("report", ["html"]),
    ],
)
def test_every_format_holds_it(
    command: str,
    kinds: list[str],
    both: tuple[Path, Path],
    tmp_path: Path,
    capfd: pytest.CaptureFixture[str],
) -> None:
    for kind in kinds:
        target = tmp_path / f"{command}.{kind}"
        code, _, err = run(capfd, command, both[1], "--as-of", DAY, "-o", target)
        assert code == 0, err
        assert CHECKS[0] in _text_of(target), kind


def _text_of(path: Path) -> str:
    if path.suffix != ".xlsx":
        return path.read_text(encoding="utf-8")
    book = openpyxl.load_workbook(path)
    assert SHEET in book.sheetnames
    return " ".join(str(cell) for row in book[SHEET].values for cell in row)


def test_rows_for_programs_have_a_kind_of_their_own_and_no_score(
    both: tuple[Path, Path], capfd: pytest.CaptureFixture[str]
) -> None:
    rows = []
    for folder in both:
        _, out, _ = run(capfd, "score", folder, "--as-of", DAY, "--format", "csv")
        rows.append(list(csv.DictReader(io.StringIO(out.lstrip("\ufeff")))))
    plain, beside = rows
    assert [row for row in beside if row["kind"] != "module"] == plain
    added = [row for row in beside if row["kind"] == "module"]
    assert [row["id"] for row in added] == CHECKS * len(FORCES)
    assert {row["score"] for row in added} == {row["weight"] for row in added} == {""}


def test_the_public_is_not_told(
    both: tuple[Path, Path], tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "public.html"
    run(capfd, "report", both[1], "--view", "public", "--as-of", DAY, "-o", target)
    text = target.read_text(encoding="utf-8")
    assert "Sample of files, paper 7" not in text
    assert not any(check in text for check in CHECKS)


def test_a_result_keeps_the_answers_and_without_a_module_has_no_such_key(
    both: tuple[Path, Path], tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    targets = [tmp_path / "plain.json", tmp_path / "beside.json"]
    for folder, target in zip(both, targets, strict=True):
        run(capfd, "score", folder, "--as-of", DAY, "-o", target)
    plain, beside = (json.loads(path.read_text(encoding="utf-8")) for path in targets)
    assert not any("module_answers" in force for force in plain["forces"])
    assert [item["id"] for item in beside["forces"][0]["module_answers"]] == CHECKS
    again = assess([targets[1]], CRITERIA, AS_OF)
    assert again.forces[0].submission.module_responses[0].level == 4
    code, out, _ = run(capfd, "replay", targets[1], "--workbook", both[1])
    assert code == 0, out


def test_answers_are_carried_to_a_template_that_has_the_module(
    both: tuple[Path, Path], tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    old = both[1] / "aldermoss.xlsx"
    code, _, err = run(capfd, "template", "--from", old, "-o", tmp_path / "a.xlsx")
    assert code == 0
    assert f"answers to module {MODULE.id}; --module {MODULE.id} takes them" in joined(err)
    new = tmp_path / "b.xlsx"
    code, _, err = run(capfd, "template", "--from", old, "--module", MODULE.id.lower(), "-o", new)
    assert code == 0
    assert "module" not in joined(err)
    sheet = openpyxl.load_workbook(new)[SHEET]
    header = [str(cell) for cell in next(sheet.iter_rows(min_row=4, max_row=4, values_only=True))]
    row = list(next(sheet.iter_rows(min_row=5, max_row=5, values_only=True)))
    assert row[header.index(layout.LEVEL)] == "4 Embedded"
    assert row[header.index(layout.EVIDENCE)] == EVIDENCE[layout.EVIDENCE]


def test_an_unknown_module_is_named(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    code, _, err = run(capfd, "template", "--module", "NONE", "-o", tmp_path / "x.xlsx")
    assert code == 2
    assert f"The framework has no module 'NONE'. It has: {MODULE.id}." in joined(err)


def test_faults_on_the_sheet_are_told_with_their_cells(tmp_path: Path) -> None:
    given = levels(4, 3, 2)
    given[CHECKS[0]][layout.LEVEL] = "very good"
    given[CHECKS[1]][layout.EVIDENCE_DATE] = "soon"
    (force,) = assessed(written(tmp_path, "aldermoss", given)).forces
    submission = force.submission
    told = [item for item in submission.problems if item.cell.startswith(f"{SHEET}!")]
    assert [(str(item.code), item.check) for item in told] == [
        ("level-not-recognised", CHECKS[0]),
        ("date-not-recognised", CHECKS[1]),
    ]
    assert told[1].expected == EXPECTED
    assert submission.module_responses[0].state is State.INVALID


def test_a_sheet_without_a_table_costs_the_module_alone(tmp_path: Path) -> None:
    path = written(tmp_path, "aldermoss", levels(4))
    book = openpyxl.load_workbook(path)
    sheet = book[SHEET]
    for name in list(sheet.tables):
        del sheet.tables[name]
    sheet.delete_rows(1, sheet.max_row)
    sheet["A1"] = "Notes"
    book.save(path)
    (force,) = assessed(path).forces
    (problem,) = (item for item in force.submission.problems if SHEET in item.cell)
    assert (problem.severity, problem.cell) == (Severity.WARNING, SHEET)
    assert force.submission.module_responses == ()
    assert force.overall.tally.score is not None


def test_it_can_be_read_in_full(capfd: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capfd, "criteria", "list")
    assert code == 0
    assert f"Optional module {MODULE.id}: {MODULE.title}" in out
    for wanted, shown in ((MODULE.id, CHECKS), (CHECKS[0], CHECKS[:1])):
        code, out, _ = run(capfd, "criteria", "show", wanted)
        assert code == 0
        assert [check for check in CHECKS if f"\n{check} " in out] == shown
        assert "Why it is asked" in out
