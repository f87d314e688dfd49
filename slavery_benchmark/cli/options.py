"""Options that mean the same in every command."""

import re
from datetime import date
from pathlib import Path
from typing import Any

import click

from slavery_benchmark.formats import FORMATS, SUFFIXES

RUNGS = {"documented": "documented", "own-cases": "own cases agree", "verified": "verified"}
"""What --assurance takes, and what the core calls it."""
_ADDRESS = re.compile(r"(?:tcp|tls)://(?:\[[0-9A-Fa-f:.%]+\]|[^\s/:\[\]]+):[0-9]{1,5}")


class IsoDate(click.ParamType):  # type: ignore[type-arg]
    """A date written as 2026-03-31."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """Return the date, or fail with what is expected."""
        if isinstance(value, date):
            return value
        try:
            return date.fromisoformat(str(value))
        except ValueError:
            self.fail(f"{value!r} is not a date such as 2026-03-31", param, ctx)


class InputPath(click.ParamType):  # type: ignore[type-arg]
    """A path to read. Whether it is there and readable is said file by file, later."""

    name = "path"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Path:
        """Return the path; an empty word, as an unset variable leaves, is not the folder here."""
        if not str(value):
            self.fail("an empty name; name a file or a folder", param, ctx)
        return Path(value)


class CriteriaPath(InputPath):
    """A folder of criteria, or the name of an edition that comes with benchmark."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Return the folder; a name that is no folder here may be that of a shipped edition."""
        if not Path(value).exists():
            from slavery_benchmark.criteria_files import load_criteria
            from slavery_benchmark.shipped import shipped_folder

            current = shipped_folder("criteria")
            editions = (current / "editions").iterdir()
            found = next((item for item in editions if item.name == str(value)), None)
            if found is None and load_criteria(current).framework.identity.edition == str(value):
                found = current
            value = found or value
        return super().convert(value, param, ctx)


def _address(_: click.Context, __: click.Parameter, value: str | None) -> str | None:
    if value is not None and not _ADDRESS.fullmatch(value):
        raise click.UsageError(
            f"--scheduler {value!r}: write it as tcp://host:8786 or tls://host:8786."
        )
    return value


def is_protected(address: str) -> bool:
    """Return whether nobody between here and a scheduler can read along, or answer for it."""
    scheme, _, place = address.partition("://")
    host = place.rpartition(":")[0].strip("[]").partition("%")[0]
    if scheme == "tls" or host == "localhost":
        return True
    import ipaddress

    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _refuse_baseline(_: click.Context, __: click.Parameter, value: str | None) -> None:
    if value is not None:
        raise click.UsageError(
            "There is no --baseline. Change over time is benchmark progress EARLIER NOW."
        )


NEW_FILE = click.Path(path_type=Path)
NEW_WORKBOOK = click.option(
    "-o",
    "--output",
    "target",
    required=True,
    metavar="FILE.xlsx",
    type=NEW_FILE,
    help="The workbook to write.",
)
DRAW_SEED = 1
SEED = click.option(
    "--seed",
    type=int,
    metavar="S",
    help=f"Draw other cases: the same seed draws the same ones [default: {DRAW_SEED}].",
)
JOBS = click.Option(
    ["--jobs"],
    type=click.IntRange(1),
    metavar="N",
    help="Read files in N processes [default: as many as they are worth].",
)
SCHEDULER = click.Option(
    ["--scheduler"],
    metavar="ADDRESS",
    callback=_address,
    help="Read files on the Dask cluster of this scheduler, as tls://host:8786.",
)
INSECURE = click.Option(
    ["--insecure"],
    is_flag=True,
    help="With --scheduler: let tcp:// lead to another machine, where anyone on the way can read "
    "returns and run code here.",
)
LIMITS = click.Option(
    ["--limits"],
    metavar="WHAT",
    help="Read larger workbooks: a factor (2), or a limit by name (rows=900000).",
)
DATA_SET = click.Option(
    ["--data-set"],
    type=InputPath(),
    metavar="FOLDER",
    help="Write Parquet parts to this folder instead of a report, for very many files.",
)
RESUME = click.Option(
    ["--resume"], is_flag=True, help="Go on with the data set where a run was interrupted."
)
_LAST = (JOBS, SCHEDULER, INSECURE, LIMITS, DATA_SET, RESUME)
"""Options that few need: they have a section of their own at the end of --help."""

ALLOW_EDITED = click.Option(
    ["--allow-edited"],
    is_flag=True,
    help="Take a result (.json) that was changed after it was written, and say so.",
)
FILES = (
    click.Argument(["files"], nargs=-1, required=True, metavar="FILE...", type=InputPath()),
    ALLOW_EDITED,
    JOBS,
    LIMITS,
)
"""Workbooks and results, or folders of them; and how they are to be read."""
ASSURANCE = click.Option(
    ["--assurance"],
    type=click.Choice(list(RUNGS)),
    help="Count only answers with evidence of the period (documented), or of these only those "
    "that measured levels bear out (own-cases), or that inspectors gave a level (verified); set "
    "the others aside as unanswered.",
)
PERIOD = click.Option(
    ["--period"], type=IsoDate(), metavar="DATE", help="Take the period with this day."
)
RECORDED_CRIME = click.Option(
    ["--recorded-crime"],
    type=InputPath(),
    metavar="FILE",
    help="Show the offences that each force recorded, from the Home Office's open data table, "
    "beside the scores and never inside them.",
)
GONE_BASELINE = click.Option(
    ["--baseline"], hidden=True, expose_value=False, callback=_refuse_baseline
)
"""An option as it is remembered: an error that names the command that does it now."""
OVERWRITE = click.Option(["--overwrite"], is_flag=True, help="Replace the output file.")
PAGE = (
    click.Option(["--detail"], is_flag=True, help="Show all of it; a file always holds all."),
    click.Option(
        ["--format", "format_name"],
        type=click.Choice([name for name, item in FORMATS.items() if item.text]),
        help="What to print. Without it the suffix of --output decides, else table.",
    ),
    click.Option(
        ["-o", "--output"],
        metavar="FILE",
        type=NEW_FILE,
        help=f"Write to this file instead of the screen: {', '.join(SUFFIXES)}.",
    ),
    OVERWRITE,
)
"""How a page is shown, or written."""
CRITERIA = click.Option(
    ["--criteria", "criteria_folder"],
    metavar="DIR",
    type=CriteriaPath(),
    help="Use the framework in this folder, or an edition by its name (2026.1).",
)
AS_OF_CRITERIA = (
    click.Option(
        ["--as-of"],
        type=IsoDate(),
        metavar="DATE",
        help="The day that counts as today, as 2026-03-31. Later dates are in the future.",
    ),
    CRITERIA,
)


def written_view(suffix: str) -> tuple[click.Option, ...]:
    """Return what says where a view is written, and for whom it is. `suffix`: the usual one."""
    return (
        click.Option(
            ["-o", "--output"],
            metavar="FILE",
            required=True,
            type=NEW_FILE,
            help=f"Write to this file, an {suffix} unless its suffix says otherwise.",
        ),
        OVERWRITE,
        click.Option(
            ["--view", "view_name"],
            type=click.Choice(["inspector", "force", "public"]),
            default="inspector",
            show_default=True,
            help="For whom it is. inspector: all. force: one force in full, the others without "
            "names. public: no evidence, owners or case numbers, and no count below 5.",
        ),
        click.Option(
            ["--force", "own"],
            metavar="NAME",
            help="The force of --view force, by name or code.",
        ),
    )


class Question(click.Command):
    """A command whose options that few need come last in its help, in a section of their own."""

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options."""
        for title, last in (("Options", False), ("Very many or very large files", True)):
            rows = [
                row
                for item in self.get_params(ctx)
                if isinstance(item, click.Option)
                and (item in _LAST) is last
                and (row := item.get_help_record(ctx)) is not None
            ]
            if rows:
                with formatter.section(title):
                    formatter.write_dl(rows)
