"""benchmark template: the workbook that a force fills in."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from slavery_benchmark.cli.asked import Asked, question
from slavery_benchmark.cli.exits import PROBLEMS
from slavery_benchmark.cli.options import CRITERIA, NEW_FILE, OVERWRITE, InputPath
from slavery_benchmark.cli.output import make_folder, refuse_existing, write_output
from slavery_benchmark.cli.talk import nearest_hint, require_library, say

if TYPE_CHECKING:
    from slavery_benchmark.core.framework.framework import Framework
    from slavery_benchmark.core.framework.modules import Module
    from slavery_benchmark.core.framework.parts import By, Part
    from slavery_benchmark.criteria_files import Criteria
    from slavery_benchmark.forms.carry_over import CarriedOver


@question("template", OVERWRITE, CRITERIA)
@click.option("--force", "force_name", metavar="NAME", help="Fill in the force's name and code.")
@click.option(
    "--from",
    "old",
    metavar="OLD",
    type=NEW_FILE,
    help="Carry over what the force answered in an older workbook, or result (.json).",
)
@click.option(
    "--with-cases",
    is_flag=True,
    help="With --from: carry over its period and case files too, for the same period.",
)
@click.option(
    "--answers",
    "table",
    metavar="TABLE",
    type=InputPath(),
    help="Fill in the answers of a table (.csv, .xlsx, .ods, .parquet) with columns named as those "
    "of the form: Check, Level, Evidence, Evidence date, Not applicable because, Owner, Comment.",
)
@click.option(
    "--split",
    type=click.Choice(["theme", "role"]),
    help="Make a form of each theme, or for each role that is asked, for several hands; "
    "`benchmark merge` joins them.",
)
@click.option(
    "--module",
    "module_ids",
    metavar="ID",
    multiple=True,
    help="Add the sheet of an optional module, in no score; see criteria list.",
)
@click.option(
    "-o",
    "--output",
    "target",
    required=True,
    metavar="FILE.xlsx",
    type=NEW_FILE,
    help="The workbook to write; with --split the folder for the parts.",
)
def command(
    asked: Asked,
    force_name: str | None,
    old: Path | None,
    with_cases: bool,
    table: Path | None,
    split: "By | None",
    module_ids: tuple[str, ...],
    target: Path,
) -> int:
    """Make the workbook that a force fills in, in Excel or LibreOffice."""
    from slavery_benchmark.document.numbers import count_text
    from slavery_benchmark.extracting import layout
    from slavery_benchmark.forms.carry_over import CarriedOver
    from slavery_benchmark.forms.template import make_template

    targets = _targets(asked, target, split)
    if with_cases and old is None:
        raise click.UsageError("--with-cases needs --from, the workbook that holds them.")
    if old is not None and table is not None:
        raise click.UsageError("--from and --answers: name one of them.")
    for path in targets:
        given = [item for item in (old, table) if item is not None]
        refuse_existing(path, overwrite=asked.overwrite, inputs=given)
    criteria, carried = asked.criteria, CarriedOver()
    modules = _modules(criteria.framework, module_ids)
    if old is not None:
        carried = _carried_over(old, criteria, asked.editions, with_cases=with_cases)
    if table is not None:
        found = _tabled(asked, table)
        if found is None:
            return PROBLEMS
        carried = found
    force = criteria.register.find(force_name) if force_name else None
    if force_name and force is None:
        close = criteria.register.nearest(force_name)
        hint = nearest_hint(close)
        say(f"The register has no force named {force_name!r}.{hint} Used as given.")
    earlier = str(carried.cover.get(layout.FORCE, ""))
    if force_name and earlier and criteria.register.find(earlier) is not force:
        say(f"These answers are {earlier}'s: {old} names that force, not {force_name}.")
    for path, part in targets.items():
        content = make_template(
            criteria.framework,
            criteria.register,
            force=force,
            force_name=force_name or "",
            cover=carried.cover,
            answers=carried.answers,
            cases=carried.cases,
            part=part,
            modules=modules,
        )
        make_folder(path.parent)
        write_output(path, content, overwrite=asked.overwrite)
    if split:
        say(
            f"{count_text(len(targets), 'part')} of one form: each says on its first sheet which "
            f"it is. benchmark merge {target} -o return.xlsx joins them."
        )
    for sentence in carried.sentences:
        say(sentence)
    for module in criteria.framework.modules:
        answered = any(check.id in carried.answers for _, check in module.checks())
        if answered and module not in modules:
            say(
                f"Not carried over: answers to module {module.id}; --module {module.id} takes them."
            )
    return 0


def _targets(asked: Asked, target: Path, split: "By | None") -> "dict[Path, Part | None]":
    """Return the workbooks to write, with the part that each is; UsageError for a bad name."""
    from slavery_benchmark.core.framework.parts import parts_by
    from slavery_benchmark.forms.part_names import file_name

    is_workbook = target.suffix.lower() == ".xlsx"
    if split is None and not is_workbook:
        raise click.UsageError(f"{target}: a template is an .xlsx; end the name so.")
    if split is None:
        return {target: None}
    if is_workbook or (target.exists() and not target.is_dir()):
        raise click.UsageError(f"{target}: the parts of a form need a folder; name one.")
    parts = parts_by(asked.criteria.framework, split)
    return {target / file_name(part): part for part in parts}


def _tabled(asked: Asked, table: Path) -> "CarriedOver | None":
    """Return the answers of a table; None if rows of it are to be mended, which is said."""
    from slavery_benchmark.answers_file import is_parquet, open_answers
    from slavery_benchmark.core.problems import Severity, count_by_severity
    from slavery_benchmark.document.numbers import count_text
    from slavery_benchmark.forms.carry_over import CarriedOver
    from slavery_benchmark.forms.tabled_answers import read_answers

    if is_parquet(table):
        require_library("Parquet", "pyarrow", "parquet")
    criteria = asked.criteria
    found = read_answers(open_answers(table), criteria.framework, criteria.register, asked.day)
    for item in found.problems:
        say(item.told())
    if found.is_sound:
        return CarriedOver(answers=found.answers, sentences=found.sentences)
    errors = count_by_severity(found.problems)[Severity.ERROR]
    say(f"{count_text(errors, 'error')} in the table: nothing was written.")
    return None


def _modules(framework: "Framework", wanted: tuple[str, ...]) -> "tuple[Module, ...]":
    """Return the optional modules with these ids, each once, in the order of the edition."""
    from slavery_benchmark.core.text import nearest

    found = []
    for name in wanted:
        try:
            found.append(framework.module(name))
        except KeyError:
            ids = [module.id for module in framework.modules]
            said = nearest_hint(nearest(name, ids)) or f" It has: {', '.join(ids) or 'none'}."
            raise click.UsageError(f"The framework has no module {name!r}.{said}") from None
    return tuple(module for module in framework.modules if module in found)


def _carried_over(
    old: Path, criteria: "Criteria", editions: "tuple[Framework, ...]", *, with_cases: bool
) -> "CarriedOver":
    """Return what stands in an older workbook or result. UnusableError if that cannot be told."""
    from slavery_benchmark.forms.carry_over import carry_over, carry_over_submission
    from slavery_benchmark.input_files import RESULT_SUFFIX

    if old.suffix.lower() != RESULT_SUFFIX:
        return carry_over(old, criteria.framework, editions, with_cases=with_cases)
    if with_cases:
        raise click.UsageError("--with-cases: a result holds no case files; name the workbook.")
    from slavery_benchmark.core.text import clean
    from slavery_benchmark.reading.reader import file_content
    from slavery_benchmark.record.read import read_record, scores_in

    shown_as = clean(old.name)
    record = read_record(file_content(old), shown_as)
    scores = scores_in(record)
    if len(scores) != 1:
        raise click.UsageError(
            f"--from {shown_as}: a result of {len(scores)} submissions; name that of one force, or "
            "its workbook."
        )
    return carry_over_submission(
        scores[0].submission, record.framework, criteria.framework, editions
    )
