"""benchmark samples: the sample workbooks, out of an installation."""

from pathlib import Path

import click

from slavery_benchmark.cli.output import copy_folder
from slavery_benchmark.cli.talk import say


@click.command("samples", short_help="Copy the sample workbooks to a folder.")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
def command(folder: Path) -> int:
    """Copy the sample workbooks of invented forces to a new folder."""
    from slavery_benchmark.shipped import shipped_folder

    copy_folder(shipped_folder("sample_data"), folder)
    count = sum(1 for path in folder.iterdir() if path.suffix in (".xlsx", ".ods"))
    say(f"Copied {count} workbooks. Try: benchmark score {folder}")
    return 0
