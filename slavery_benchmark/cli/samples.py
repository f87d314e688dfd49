"""benchmark samples: the sample workbooks, out of an installation."""

from pathlib import Path

import click

from slavery_benchmark.cli import COMMANDS
from slavery_benchmark.cli.options import NEW_FILE
from slavery_benchmark.cli.output import copy_folder
from slavery_benchmark.cli.talk import say

_SUFFIXES = (".xlsx", ".ods")


@click.command("samples", short_help=COMMANDS["samples"])
@click.argument("folder", metavar="DIR", type=NEW_FILE)
def command(folder: Path) -> int:
    """Copy the sample workbooks of invented forces to a new folder.

    In its folder cycles are those of two more forces over three years, a folder a year.
    """
    from slavery_benchmark.shipped import shipped_folder

    copy_folder(shipped_folder("sample_data"), folder)
    count = sum(1 for path in folder.iterdir() if path.suffix in _SUFFIXES)
    say(f"Copied {count} workbooks. Try: benchmark score {folder}")
    years = sorted(path for path in (folder / "cycles").iterdir() if path.is_dir())
    more = sum(1 for year in years for path in year.iterdir() if path.suffix in _SUFFIXES)
    said = " ".join(f'"{year}"' if " " in str(year) else str(year) for year in years)
    say(f"Copied {more} more, of {len(years)} years. Try: benchmark progress {said}")
    return 0
