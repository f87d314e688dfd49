"""benchmark compare: forces side by side."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from slavery_benchmark.cli.data_set import the_data_set
from slavery_benchmark.cli.exits import UNUSABLE, USAGE, code_for
from slavery_benchmark.cli.options import (
    InputPath,
    IsoDate,
    as_of_option,
    assurance_option,
    criteria_option,
    gone_baseline_option,
    least_assurance,
    load_criteria_or_leave,
    progress,
    today,
)
from slavery_benchmark.cli.pages import chosen_format, deliver_document, page_options
from slavery_benchmark.cli.reading import files_argument, reading_asked, scheduler_option
from slavery_benchmark.cli.recorded_crime import load_context_or_leave, recorded_crime_option
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


@click.command("compare", short_help="Set forces side by side.")
@files_argument
@scheduler_option
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
@click.option("--period", type=IsoDate(), metavar="DATE", help="Take the period with this day.")
@assurance_option
@gone_baseline_option
@recorded_crime_option
@click.option("--sample", is_flag=True, help="The forces are a sample: give 95% intervals.")
@click.option("--pairs", is_flag=True, help="List the forces that are not told apart, and why.")
@robustness_options
@page_options
@as_of_option
@criteria_option
def command(files: tuple[Path, ...], **options: Any) -> int:
    """Set forces side by side.

    In order of name unless --sort asks otherwise: a comparison, not a league table. Groups are the
    regions and regional units of the register, and those of --groups.
    A data set (score --data-set) is summed up instead: how scores are spread, and who stands where.
    """
    check_robustness(options)
    data_set = the_data_set(files)
    if data_set is not None:
        if options["robustness"]:
            raise click.UsageError("--robustness is of forces side by side, not of a data set.")
        from slavery_benchmark.cli.data_set_summary import compare_data_set

        return compare_data_set(data_set, options)
    from slavery_benchmark.pages.compare.page import compare_page
    from slavery_benchmark.pipeline import assess

    output: Path | None = options["output"]
    overwrite: bool = options["overwrite"]
    chosen = chosen_format(options["format_name"], output, overwrite=overwrite, inputs=files)
    criteria = load_criteria_or_leave(options["criteria_folder"])
    groups = _groups(options["groups_file"], criteria)
    day = options["as_of"] or today()
    rung = least_assurance(options["assurance"])
    report = assess(files, criteria, day, progress, at_least=rung, reading=reading_asked())
    report = one_of_each(report, options["period"])
    say_problems(report, CHECK_NAMES_CELLS)
    if len(report.forces) < 2:
        say("There are no two forces to compare. One force alone: benchmark score.")
        return max(USAGE, code_for(report.worst()))
    comparison = _comparison(report, criteria, groups, options)
    context = load_context_or_leave(options["recorded_crime"], criteria.register)
    held = asked_robustness(options, comparison.forces, report.framework)
    said = {"fail_under": None, "assurance": report.at_least.value, **drawing_options(held)}
    document = compare_page(
        report,
        comparison,
        said,
        top=options["top"],
        bottom=options["bottom"],
        sample=options["sample"],
        context=context,
        robustness=held,
    )
    deliver_document(document, chosen, output, overwrite=overwrite, detail=options["detail"])
    return code_for(report.worst())


def _groups(path: Path | None, criteria: "Criteria") -> tuple["Group", ...]:
    from slavery_benchmark.core.comparing.groups import register_groups
    from slavery_benchmark.core.problems import UnusableError
    from slavery_benchmark.groups_file import read_groups

    if path is None:
        return register_groups(criteria.register)
    try:
        own, problems = read_groups(path, criteria.register)
    except UnusableError as refusal:
        say(refusal.problem.line())
        raise click.exceptions.Exit(UNUSABLE) from None
    for item in problems:
        say(item.line())
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
    ids = {key.casefold(): key for key in (OVERALL, *framework.effective_weights())}
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
