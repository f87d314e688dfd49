"""Codes for the terminal in the name of a file do nothing, whatever is said of it."""

import os
import shutil
from pathlib import Path

import pytest

from slavery_benchmark.extracting import layout
from slavery_benchmark.shipped import shipped_folder
from tests.cli.running import run
from tests.cli.test_case_privacy import written
from tests.returns import Return, tampered

NAME = "a\x1b]0;x\x07\x1b[31m\u202eb"
ONE = shipped_folder("sample_data") / "aldermoss.xlsx"


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such names")
@pytest.mark.parametrize(
    "arguments",
    [
        ("score", f"{NAME}.xlsx"),
        ("score", f"{NAME}.json"),
        ("score", "{sound}"),
        ("check", "{sound}"),
        ("compare", "{sound}", "--groups", NAME),
        ("score", "{sound}", "--recorded-crime", NAME),
        ("score", "{sound}", "--criteria", NAME),
        ("score", "{sound}", "-o", f"{NAME}.xyz"),
        ("score", "{sound}", "-o", f"{NAME}/x.csv"),
        ("check", "{sound}", "--mark", NAME),
        ("explain", "{sound}", NAME),
        ("replay", NAME),
        (NAME,),
        ("score", f"--{NAME}", "{sound}"),
        ("template", NAME),
        ("template", "x.xlsx", "--from", f"{NAME}.json"),
        ("merge", f"{NAME}.xlsx", "-o", "x.xlsx"),
        ("merge", "{sound}", "-o", f"{NAME}/x.xlsx"),
        ("merge", "{sound}", "-o", "x.xlsx", "--prefer", NAME),
        ("template", "-o", f"{NAME}.xlsx", "--force", NAME),
        ("template", "-o", "{sound}"),
        ("visit", "{sound}", "--cases", NAME),
        ("visit", "{sound}", "-o", f"{NAME}.json"),
        ("actions", "{sound}", "--previous", "{sound}"),
        ("actions", "{sound}", "--previous", NAME),
        ("report", "{sound}", "-o", f"{NAME}.html", "--view", "force", "--force", NAME),
        ("report", "{sound}", "-o", "x.html", "--charts", NAME),
        ("progress", "{sound}", "."),
        ("export", "{sound}", "-o", f"{NAME}.xlsx", "--view", NAME),
        ("score", "{sound}", "--data-set", NAME),
        ("score", "{sound}", "--scheduler", NAME),
        ("score", "{sound}", "--limits", NAME),
        ("score", "{sound}", "--as-of", NAME),
        ("score", ".", f"{NAME}/"),
        ("compare", "{sound}", "--sort", NAME),
        ("compare", "{sound}", "--against", NAME),
        ("criteria", "show", NAME),
        ("criteria", "check", NAME),
        ("criteria", "copy", NAME),
        ("criteria", NAME),
        ("samples", f"{NAME}/{NAME}"),
        ("replay", "{sound}", "--workbook", NAME),
    ],
)
def test_codes_in_a_name_are_cleaned(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
    arguments: tuple[str, ...],
) -> None:
    monkeypatch.chdir(tmp_path)
    sound = f"{NAME}.xlsx" if "{sound}" in arguments else ""
    monkeypatch.setenv("COLUMNS", "80")
    if sound:
        shutil.copy(ONE, tmp_path / sound)
    given = [sound if item == "{sound}" else item for item in arguments]
    _, out, err = run(capfd, *given)
    for code in ("\x1b", "\x07", "\u202e"):
        assert code not in out + err


def test_a_name_adds_no_line_of_its_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    for words in (("score", ONE, "-o", "a\nSound: x.xlsz"), ("score", "a\nSound: x.xlsz")):
        _, _, err = run(capfd, *words)
        assert not any(line.startswith("Sound") for line in err.splitlines())


MARKS = "\u202e\u2066\x9b\u200f"


@pytest.mark.parametrize(
    "words",
    [
        ("check", "sent.xlsx", "--mark", "x.xlsx"),
        ("template", "--from", "sent.xlsx", "-o", "x.xlsx"),
        ("template", "--force", f"A {MARKS}\udc9b", "-o", "x.xlsx"),
    ],
    ids=("marked", "from", "force"),
)
def test_workbooks_keep_no_marks_that_turn_letters_round(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
    words: tuple[str, ...],
) -> None:
    monkeypatch.chdir(tmp_path)

    def tamper(made: Return) -> None:
        for column in (layout.EVIDENCE, layout.OWNER, layout.COMMENT):
            made.put("INV-01a", column, f"a{MARKS}b")
        made.put_cover(layout.COMPLETED_BY, MARKS)

    tampered(tmp_path / "sent.xlsx", tamper)
    code, _, err = run(capfd, *words)
    assert code in (0, 1), err
    for name, content in written(tmp_path):
        if name.startswith("x.xlsx"):
            assert not set(content.decode()) & set(MARKS), name
            assert b"&#56475;" not in content, name  # no XML holds it
