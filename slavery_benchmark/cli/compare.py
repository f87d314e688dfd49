"""benchmark compare: forces side by side."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from slavery_benchmark.cli.asked import Asked, question
from slavery_benchmark.cli.data_set import compare_data_set, the_data_set
from slavery_benchmark.cli.exits import USAGE, code_for
from slavery_benchmark.cli.options import (
    AS_OF_CRITERIA,
    ASSURANCE,
    FILES,
    GONE_BASELINE,
    INSECURE,
    PAGE,
    PERIOD,
    RECORDED_CRIME,
    SCHEDULER,
    InputPath,
)
from slavery_benchmark.cli.results import CHECK_NAMES_CELLS, known_id, one_of_each, say_problems
from slavery_benchmark.cli.robustness import (
    asked_robustness,
    check_robustness,
    drawing_options,
    robustness_options,
)
from slavery_benchmark.cli.talk import nearest_hint, say

if TYPE_CHECKING:
    from slavery_benchmark.core.comparing.comparison import Against, Comparison
    from slavery_benchmark.core.comparing.groups import Group
    from slavery_benchmark.core.scoring.report import Report
    from slavery_benchmark.criteria_files import Criteria


_MOST_SAID = 20
"""Lines of a file of groups of which it is said what is wrong."""


@question(
    "compare",
    *(*FILES, SCHEDULER, INSECURE, PERIOD, ASSURANCE, GONE_BASELINE, RECORDED_CRIME),
    *(*PAGE, *AS_OF_CRITERIA),
)
@click.option(
    "--by",
    type=click.Choice(["theme", "criterion", "check"]),
    default="theme",
    show_default=True,
    help="What the columns are.",
)
@click.option(
    "--sort",
    default="name",
    metavar="NAME",
    show_default=True,
    help="Order: name, overall, or the id of a theme, criterion, check or measure, highest first.",
)
@click.option(
    "--against",
    default="national",
    metavar="WHAT",
    show_default=True,
    help="national (the reference line), all (mean of these forces), a force, or a group.",
)
@click.option(
    "--only",
    multiple=True,
    metavar="ID",
    help="Only these themes, criteria, checks or measures.",
)
@click.option("--top", type=click.IntRange(1), metavar="N", help="Show the first N of the order.")
@click.option("--bottom", type=click.IntRange(1), metavar="N", help="Show the last N.")
@click.option(
    "--groups",
    "groups_file",
    type=InputPath(),
    metavar="FILE.csv",
    help="Groups of your own: a CSV with the columns force and group.",
)
@click.option("--sample", is_flag=True, help="The forces are a sample: give 95% intervals.")
@click.option("--pairs", is_flag=True, help="List the forces that are not told apart, and why.")
@robustness_options
def command(asked: Asked, **options: Any) -> int:
    """Set forces side by side.

    In order of name unless --sort asks otherwise: a comparison, not a league table. Groups are the
    regions and regional units of the register, and those of --groups.
    A data set (score --data-set) is summed up instead: how scores are spread, and who stands where.
    """
    check_robustness(options)
    data_set = the_data_set(asked.files)
    if data_set is not None:
        if options["robustness"]:
            raise click.UsageError("--robustness is of forces side by side, not of a data set.")
        return compare_data_set(asked, data_set, options)
    from slavery_benchmark.pages.compare.page import compare_page

    groups = _groups(options["groups_file"], asked.criteria)
    report = one_of_each(asked.report(), options["period"])
    say_problems(report, CHECK_NAMES_CELLS)
    if len(report.forces) < 2:
        say("There are no two forces to compare. One force alone: benchmark score.")
        return max(USAGE, code_for(report.worst()))
    comparison = _comparison(report, asked.criteria, groups, options)
    held = asked_robustness(options, comparison.forces, report.framework)
    said = {"fail_under": None, "assurance": report.at_least.value, **drawing_options(held)}
    document = compare_page(
        report,
        comparison,
        said,
        top=options["top"],
        bottom=options["bottom"],
        sample=options["sample"],
        context=asked.context,
        robustness=held,
    )
    asked.deliver(document)
    return code_for(report.worst())


def _groups(path: Path | None, criteria: "Criteria") -> tuple["Group", ...]:
    from slavery_benchmark.core.comparing.groups import register_groups
    from slavery_benchmark.groups_file import read_groups

    if path is None:
        return register_groups(criteria.register)
    own, problems = read_groups(path, criteria.register)
    for item in problems[:_MOST_SAID]:
        say(item.told())
    if len(problems) > _MOST_SAID:
        say(f"{path}: {len(problems) - _MOST_SAID:,} more lines name no force of the register.")
    return (*own, *register_groups(criteria.register))


def _comparison(
    report: "Report",
    criteria: "Criteria",
    groups: tuple["Group", ...],
    options: dict[str, Any],
) -> "Comparison":
    from slavery_benchmark.core.comparing.comparison import NAME, compare_forces
    from slavery_benchmark.core.comparing.selection import columns_for, criteria_for
    from slavery_benchmark.core.scoring.scores import OVERALL

    framework = report.framework
    ids = {key: key for key in (OVERALL, *framework.effective_weights())}
    ids |= {"name": NAME, "score": OVERALL}
    sort = known_id(options["sort"], ids, "--sort")
    only = [known_id(item, ids, "--only") for item in options["only"]]
    columns = columns_for(framework, options["by"], only)
    if not columns:
        raise click.UsageError("--only leaves no column; name what --by shows, or its theme.")
    population = sum(1 for force in criteria.register.forces if force.kind == "territorial")
    real = any(not force.submission.fictional for force in report.forces)
    return compare_forces(
        report.forces,
        framework,
        columns=columns,
        sort=sort,
        against=_against(options["against"], report, criteria, groups),
        population=population if real else len(report.forces),
        with_pairs=options["pairs"],
        criteria=criteria_for(framework, only),
    )


def _against(
    said: str, report: "Report", criteria: "Criteria", groups: tuple["Group", ...]
) -> "Against":
    from slavery_benchmark.core.comparing.selection import ALL, NATIONAL, against_what
    from slavery_benchmark.core.text import nearest

    found = against_what(said, report.forces, report.framework, criteria.register, groups)
    if found is None:
        if any(group.name.casefold() == said.casefold() for group in groups):
            raise click.UsageError(f"--against: no force of this run is in the group {said}.")
        names = [force.submission.force for force in report.forces]
        close = nearest(said, [NATIONAL, ALL, *names, *(group.name for group in groups)], 3)
        hint = nearest_hint(close)
        raise click.UsageError(f"--against {said!r} names no force or group of this run.{hint}")
    return found
