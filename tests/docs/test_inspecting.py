"""docs/inspecting.md gone through step by step: its commands run, its tables are put in."""

import re
import shlex
from datetime import date
from pathlib import Path

import pytest

from slavery_benchmark.cli import exit_code
from slavery_benchmark.core.review.agreed import Stage
from slavery_benchmark.forms.review import layout
from tests.cli.running import AS_OF
from tests.docs.test_docs import ROOT
from tests.forms.replies import stage
from tests.forms.reviews import FormFile

TEXT = (ROOT / "docs" / "inspecting.md").read_text(encoding="utf-8")
STEPS = re.split(r"^## [0-9]+\. ", TEXT.partition("## What each file")[0], flags=re.MULTILINE)[1:]
COMMAND = re.compile(r"```sh\nbenchmark (.*)\n```")
OUTPUT = re.compile(r"```\n(.*?)\n```", re.DOTALL)
ROW = re.compile(r"^\| ([^|]+) \| ([^|]+) \| ([^|]+) \| ([^|]+) \|$", re.MULTILINE)
DAY = re.compile(r"([0-9]{2})/([0-9]{2})/([0-9]{4})")
UNDATED = ("samples",)


def typed(text: str) -> object:
    """Return what a spreadsheet program makes of a text that is typed into a cell."""
    day = DAY.fullmatch(text)
    return date(int(day[3]), int(day[2]), int(day[1])) if day else text


def put_in(form: FormFile, sheet: str, row: str, column: str, text: str) -> None:
    """Put a value into a cell that a table of the document names."""
    case, comma, heading = row.partition(", ")
    if sheet == layout.CASES_SHEET and comma:
        place = form.row(sheet, Row=case, Column=heading)
    else:
        key = {layout.SIGN_SHEET: "Line", layout.NOTES_SHEET: "Note", layout.ASK_SHEET: "No"}
        place = form.row(sheet, **{key.get(sheet, "Check"): row})
    form.put_at(sheet, place, column, typed(text))


def test_somebody_with_the_document_alone_goes_the_whole_way(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert len(STEPS) == 10
    for step in STEPS:
        said = ""
        for command in COMMAND.findall(step):
            words = shlex.split(command)
            code = exit_code([*words, *([] if words[0] in UNDATED else AS_OF)])
            out, err = capfd.readouterr()
            assert code == 0 or (words[0] in ("visit", "actions") and code == 1), err
            said += out
        for shown in OUTPUT.findall(COMMAND.sub("", step)):
            assert " ".join(shown.split()) in " ".join(said.split())
        cells = [row for row in ROW.findall(step) if row[0] not in ("sheet", "---")]
        if cells:
            made = Path(words[words.index("-o") + 1])
            form = FormFile(made.read_bytes())
            for cell in cells:
                put_in(form, *cell)
            form.save(made)
    review = stage(Path("signed.xlsx"))
    assert review.stage is Stage.SIGNED
    assert review.levels == {"INV-01a": 2, "INV-01b": 1, "VIC-04a": 1}
    found = {cell.column: cell.found for case in review.cases for cell in case.cells}
    assert found["suspect"] == "No"
