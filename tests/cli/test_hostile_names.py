"""Codes for the terminal in the name of a file do nothing, whatever is said of it."""

import os
import shutil
from pathlib import Path

import pytest

from slavery_benchmark.shipped import shipped_folder
from tests.cli.running import run

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
    if sound:
        shutil.copy(ONE, tmp_path / sound)
    given = [sound if item == "{sound}" else item for item in arguments]
    _, out, err = run(capfd, *given)
    for code in ("\x1b", "\x07", "\u202e"):
        assert code not in out + err
