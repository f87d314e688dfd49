"""What a command was asked in the options that it shares with others, and what comes of them."""

import os
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime
from functools import cached_property, wraps
from inspect import cleandoc
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
import msgspec

from slavery_benchmark.cli import COMMANDS
from slavery_benchmark.cli.exits import UNUSABLE
from slavery_benchmark.cli.options import RUNGS, InputPath, Question, is_protected
from slavery_benchmark.cli.output import deliver, refuse_existing
from slavery_benchmark.cli.results import progress
from slavery_benchmark.cli.talk import nearest_hint, require_library, say
from slavery_benchmark.formats import SUFFIXES, TABLE, written

if TYPE_CHECKING:
    from slavery_benchmark.assessment import Assessment, Reading
    from slavery_benchmark.core.comparing.context import OfficialFigures
    from slavery_benchmark.core.framework.framework import Framework
    from slavery_benchmark.core.scoring.report import Report
    from slavery_benchmark.core.scoring.scores import Assurance
    from slavery_benchmark.core.visit.questions import Recorded
    from slavery_benchmark.criteria_files import Criteria, CriteriaFaultsError
    from slavery_benchmark.document.blocks import Document


_COMMON = {
    *("files", "allow_edited", "jobs", "scheduler", "insecure", "limits", "assurance", "as_of"),
    *("criteria_folder", "format_name", "output", "overwrite", "detail", "recorded_crime"),
    *("view_name", "own"),
}
"""What `Asked` makes something of; a command is given its other options by their names."""


_REACH = {"inspector": "all", "force": "agreed", "public": "signed off"}
"""Which reviews a view may tell of."""


class Asked:
    """The common options of a command that runs; what they stand for is made when it is needed.

    day: the day that counts as today. detail: whether all is shown.
    """

    def __init__(self, values: Mapping[str, Any]) -> None:
        self.values = values
        self.files: tuple[Path, ...] = values.get("files", ())
        self.output: Path | None = values.get("output")
        self.overwrite: bool = values.get("overwrite", False)
        self.detail: bool = values.get("detail", True)
        self.view: str = values.get("view_name", "inspector")
        self.day: date = values.get("as_of") or today()
        self.as_of: date | None = values.get("as_of")
        self.criteria_folder: Path | None = values.get("criteria_folder")

    @cached_property
    def format(self) -> str:
        """The format that was named, or that the suffix of the output stands for.

        UsageError, before any work is done, for another suffix or a file that may not be written:
        one of the inputs among them.
        """
        named: str | None = self.values.get("format_name")
        if self.output is not None:
            refuse_existing(self.output, overwrite=self.overwrite, inputs=_inputs())
        if named is not None or self.output is None:
            return named or TABLE
        chosen = SUFFIXES.get(self.output.suffix.lower())
        if chosen is None:
            raise click.UsageError(
                f"{self.output}: the suffix chooses the format and is one of "
                f"{', '.join(SUFFIXES)}; or give --format."
            )
        if chosen == "parquet":
            require_library("Parquet", "pyarrow", "parquet")
        return chosen

    @cached_property
    def criteria(self) -> "Criteria":
        """The criteria of the folder asked for, or of the tool; leaves with every fault."""
        from slavery_benchmark.criteria_files import Criteria, CriteriaFaultsError, load_criteria

        try:
            criteria = load_criteria(self._folder)
        except CriteriaFaultsError as error:
            raise self._faulty(error) from None
        if self.criteria_folder is None:
            return criteria
        from slavery_benchmark.shipped_editions import marked, standing_in

        return Criteria(standing_in(marked(criteria.framework)), criteria.register)

    @cached_property
    def editions(self) -> "tuple[Framework, ...]":
        """The other editions beside the criteria; leaves with every fault."""
        from slavery_benchmark.criteria_files import CriteriaFaultsError, load_editions

        try:
            editions = load_editions(self._folder)
        except CriteriaFaultsError as error:
            raise self._faulty(error) from None
        if self.criteria_folder is None:
            return editions
        from slavery_benchmark.shipped_editions import marked

        return tuple(marked(edition) for edition in editions)

    @property
    def _folder(self) -> Path:
        from slavery_benchmark.shipped import shipped_folder

        return self.criteria_folder or shipped_folder("criteria")

    def _faulty(self, error: "CriteriaFaultsError") -> click.exceptions.Exit:
        return leave_with_faults(error, str(self.criteria_folder or "shipped with benchmark"))

    @property
    def least_assurance(self) -> "Assurance":
        """The least assurance that counts; the lowest unless another was asked for."""
        from slavery_benchmark.core.scoring.scores import Assurance

        said: str | None = self.assurance
        return Assurance(RUNGS[said]) if said else Assurance.ASSERTED

    @property
    def assurance(self) -> str | None:
        """What --assurance was, in its own words."""
        said: str | None = self.values.get("assurance")
        return said

    @cached_property
    def reading(self) -> "Reading":
        """How files are to be read."""
        from slavery_benchmark.assessment import Reading
        from slavery_benchmark.reading.limits import limits_from

        jobs, scheduler = self.values.get("jobs"), self.values.get("scheduler")
        settings: str | None = self.values.get("limits")
        try:
            limits = limits_from(settings) if settings is not None else Reading().limits
        except ValueError as error:
            raise click.UsageError(f"--limits: {error}.") from None
        if scheduler is not None and jobs is not None:
            raise click.UsageError("--jobs and --scheduler: name one of them.")
        if scheduler is not None:
            if not self.values.get("insecure") and not is_protected(scheduler):
                raise click.UsageError(
                    f"--scheduler {scheduler}: over tcp://, whoever is on the network between "
                    "can read returns and run code here; use tls://, or add --insecure."
                )
            require_library("--scheduler", "distributed", "dask")
        edited = bool(self.values.get("allow_edited"))
        return Reading(jobs=jobs, scheduler=scheduler, allow_edited=edited, limits=limits)

    def task(
        self, *, keep_cases: bool = False, each_edition: bool = False, what_if: bool = True
    ) -> "Assessment":
        """Return how each file is assessed; `each_edition`: under the one it was written for.

        what_if: returns made for another edition of the same questions may be scored too.
        """
        from slavery_benchmark.assessment import Assessment
        from slavery_benchmark.core.agreement.paired import Reach
        from slavery_benchmark.criteria_files import Criteria

        criteria = self.criteria
        if not what_if:
            framework = msgspec.structs.replace(criteria.framework, stands_for=())
            criteria = Criteria(framework, criteria.register)
        return Assessment(
            criteria=criteria,
            as_of=self.day,
            at_least=self.least_assurance,
            keep_cases=keep_cases,
            editions=self.editions if each_edition else None,
            reading=self.reading,
            reach=Reach(_REACH[self.view]),
        )

    def report(self, files: Sequence[Path] | None = None, *, keep_cases: bool = False) -> "Report":
        """Assess the files. Whatever else was asked wrongly is said before that.

        Where every workbook was made for an earlier edition that comes with the tool, and no other
        criteria were asked for, the report is of that edition, and that is said.
        """
        from slavery_benchmark.core.problems import Code
        from slavery_benchmark.pipeline import assess_cycles, report_of, report_of_one_edition

        files = self.files if files is None else files
        report = report_of(files, self.task(keep_cases=keep_cases), progress)
        of_another = any(item.code is Code.EDITION_DIFFERS for item in report.unusable)
        if report.forces or self.criteria_folder is not None or not of_another:
            return report
        task = self.task(keep_cases=keep_cases, each_edition=True)
        found = report_of_one_edition(*assess_cycles(files, task, progress), task)
        ours, theirs = self.criteria.framework.identity, found.framework.identity
        if not found.forces or theirs == ours:
            return report
        say(
            f"Scored under edition {theirs.edition}, which the workbooks were made for; the latest "
            f"is {ours.edition} (benchmark template --from carries answers over)."
        )
        return found

    @cached_property
    def context(self) -> "OfficialFigures | None":
        """The official figures of --recorded-crime; None without it."""
        path: Path | None = self.values.get("recorded_crime")
        if path is None:
            return None
        from slavery_benchmark.core.comparing.context import build_context
        from slavery_benchmark.official.figures import load_earlier_figure, read_recorded_crime

        crime = read_recorded_crime(path, self.criteria.register)
        whole = crime.latest_full_year
        if whole is not None and whole != crime.year:
            say(f"{path}: {crime.year} is not whole yet; {whole} is shown.")
            crime = crime.of_year(whole)
        for fault in crime.faults:
            say(fault.line())
        return build_context(crime, load_earlier_figure())

    @property
    def recorded_offences(self) -> "dict[str, Recorded]":
        """The offences of the year chosen, by the code of the force; of whole years alone."""
        if self.context is None:
            return {}
        from slavery_benchmark.core.visit.questions import Recorded

        counts = self.context.crime.counts
        found = ((item.code, item.year, item.total) for item in counts)
        return {code: Recorded(year, total) for code, year, total in found if total is not None}

    def check_view(self) -> None:
        """Raise UsageError if the view may not be written, or its options do not go together."""
        _ = self.format
        if (self.view == "force") != (self.values.get("own") is not None):
            raise click.UsageError("--view force and --force NAME go together.")
        if self.view == "public" and self.assurance == "own-cases":
            raise click.UsageError(
                "--view public with --assurance own-cases: which answers are set aside would tell "
                "what the cases show; take --assurance documented."
            )

    @property
    def own(self) -> str | None:
        """The name in the register of the force of the view, or what was asked for."""
        own: str | None = self.values.get("own")
        known = self.criteria.register.find(own) if own else None
        return own if known is None else known.name

    def no_such_force(self, report: "Report") -> click.UsageError:
        """Return the error for a force that the run does not have, with the nearest names."""
        from slavery_benchmark.core.text import nearest

        names = [force.submission.force for force in report.forces]
        hint = nearest_hint(nearest(self.own or "", names, 3))
        return click.UsageError(f"--force {self.own!r} names no force of this run.{hint}")

    def deliver(self, document: "Document") -> None:
        """Write a document to its file, or to the screen as wide as that is."""
        content = self._screen(document) if self.on_screen else written(document, self.format)
        deliver(content, self.output, on_screen=self.format == TABLE, overwrite=self.overwrite)

    @property
    def on_screen(self) -> bool:
        """Whether a page is shown and not written."""
        return self.format == TABLE and self.output is None

    def _screen(self, document: "Document") -> bytes:
        import shutil

        from slavery_benchmark.formats.terminal.page import Page
        from slavery_benchmark.formats.terminal.render import render_terminal
        from slavery_benchmark.formats.terminal.symbols import symbols_for

        plain = os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb"
        page = Page(
            width=shutil.get_terminal_size((80, 24)).columns,
            colour=sys.stdout.isatty() and not plain,
            symbols=symbols_for(sys.stdout.encoding),
        )
        return render_terminal(document, page, detail=self.detail).encode()


def question(
    name: str, *common: click.Parameter | tuple[click.Parameter, ...]
) -> Callable[[Callable[..., int]], Question]:
    """Make a command of a function: its own options, and those of `common`, which it is `Asked`."""

    def decorate(function: Callable[..., int]) -> Question:
        @wraps(function)
        def callback(**values: Any) -> int:
            asked = Asked({key: values.pop(key) for key in _COMMON & values.keys()})
            if "format_name" in asked.values:
                _ = asked.format  # what may not be written is refused before any work is done
            return function(asked, **values)

        own: list[click.Parameter] = getattr(callback, "__click_params__", [])
        params = list(reversed(own))
        for item in common:
            params += item if isinstance(item, tuple) else (item,)
        return Question(
            name,
            params=params,
            callback=callback,
            help=cleandoc(function.__doc__ or ""),
            short_help=COMMANDS.get(name),
        )

    return decorate


def today() -> date:
    """Return the local date: the only clock of the program."""
    try:
        return datetime.now().astimezone().date()
    except (ValueError, OverflowError):  # a time zone that is more than a day off
        return datetime.now(tz=UTC).date()


def _inputs() -> Iterator[Path]:
    """Yield each path that the command that runs is given to read, but for criteria."""
    context = click.get_current_context()
    for param in context.command.params:
        if type(param.type) is InputPath:
            value: Any = context.params.get(param.name or "")
            yield from value if isinstance(value, tuple) else () if value is None else (value,)


def leave_with_faults(error: "CriteriaFaultsError", where: str) -> click.exceptions.Exit:
    """Say every fault of the criteria in a folder on stderr; return what leaves."""
    for fault in error.faults:
        say(fault.line_of_text())
    count = f"{len(error.faults)} fault" + ("" if len(error.faults) == 1 else "s")
    say(f"The criteria ({where}) cannot be used: {count}.")
    return click.exceptions.Exit(UNUSABLE)
