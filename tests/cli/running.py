"""The command line run in this process, as a user would; and what the tests of it share."""

from datetime import date
from pathlib import Path

import pytest

from slavery_benchmark.cli import exit_code
from slavery_benchmark.extracting import layout
from slavery_benchmark.shipped import shipped_folder
from tests.returns import Return, tampered

SAMPLES = shipped_folder("sample_data")
AS_OF = ["--as-of", "2026-11-23"]


def run(capfd: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, str, str]:
    """Run a command; return its exit code, and what it wrote to stdout and to stderr."""
    code = exit_code([str(item) for item in arguments])
    out, err = capfd.readouterr()
    assert "Traceback" not in err
    return code, out, err


def joined(text: str) -> str:
    """Return text on one line, wherever it was wrapped."""
    return " ".join(text.split())


def earlier_return(path: Path) -> Path:
    """Write the sound return as that of the year before, and return its path."""

    def earlier(made: Return) -> None:
        made.put_cover(layout.PERIOD_START, date(2024, 4, 1))
        made.put_cover(layout.PERIOD_END, date(2025, 3, 31))

    return tampered(path, earlier)
