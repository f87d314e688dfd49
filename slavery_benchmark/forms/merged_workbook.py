"""The workbook that parts make together: which edition it is of, and how it is written."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import msgspec

from slavery_benchmark.core.framework.framework import Framework
from slavery_benchmark.core.framework.register import Register
from slavery_benchmark.core.problems import CannotGoOnError
from slavery_benchmark.core.scoring.submission import State
from slavery_benchmark.core.scoring.submission_digest import digest_of_submission
from slavery_benchmark.document.numbers import count_text
from slavery_benchmark.extracting.cover import edition_of
from slavery_benchmark.extracting.extract import (
    WANTED_SHEETS,
    extract_submission,
    optional_sheets,
)
from slavery_benchmark.extracting.sheet_kinds import search_for
from slavery_benchmark.forms.copied_cells import Losses
from slavery_benchmark.forms.joined_parts import JoinedParts
from slavery_benchmark.forms.template import make_template
from slavery_benchmark.forms.written_values import written_row
from slavery_benchmark.reading.reader import (
    InputFile,
    RawWorkbook,
    read_file,
    workbook_in,
)


class MergedWorkbook(msgspec.Struct, frozen=True):
    """The bytes of an .xlsx, and what is to be said of it."""

    content: bytes
    sentences: tuple[str, ...]


def read_part(path: Path, name: str, editions: Sequence[Framework]) -> RawWorkbook:
    """Read what of a workbook of this name is joined; UnusableError as `workbook_in` raises it."""
    search = search_for(editions)
    given = read_file(path, name=name)
    return workbook_in(given, WANTED_SHEETS, optional_sheets(editions), search=search)


def edition_of_parts(workbooks: Sequence[RawWorkbook], editions: Sequence[Framework]) -> Framework:
    """Return the edition that all name; CannotGoOnError where they name several.

    One that nobody knows is taken for the first, whose reader refuses it in its own words.
    """
    found = [edition_of(workbook, editions) or editions[0] for workbook in workbooks]
    names = [f"{item.identity.id} {item.identity.edition}" for item in found]
    if len(set(names)) > 1:
        said = "; ".join(
            f"{workbook.source.shown_as} has “{name}”"
            for workbook, name in zip(workbooks, names, strict=True)
        )
        raise CannotGoOnError(
            f"These parts are of several editions: {said}.",
            "Nothing was joined: carry those of the older one over with `benchmark template "
            "--from OLD -o NEW` first.",
        )
    return found[0]


def make_merged(
    joined: JoinedParts, framework: Framework, register: Register, as_of: date
) -> MergedWorkbook:
    """Write what parts say together as one workbook, and read it back for what is said of it."""
    losses = Losses()
    content = make_template(
        framework,
        register,
        cover=written_row(joined.cover, losses),
        answers={check: written_row(row, losses) for check, row in joined.answers.items()},
        cases=[written_row(case, losses) for case in joined.cases],
        modules=[
            module
            for module in framework.modules
            if any(check.id in joined.answers for _, check in module.checks())
        ],
    )
    given = InputFile(name="", content=content)
    workbook = workbook_in(given, WANTED_SHEETS, optional_sheets((framework,)))
    made = extract_submission(workbook, framework, register, as_of)
    answered = sum(item.state in (State.ANSWERED, State.NOT_APPLICABLE) for item in made.responses)
    cases = f", {count_text(len(joined.cases), 'case')}" if framework.cases else ""
    sentence = (
        f"Answered: {answered} of {count_text(len(made.responses), 'check')}{cases}. Digest of "
        f"what it says: {digest_of_submission(made)[:12]}, the same for the same in one workbook."
    )
    return MergedWorkbook(content, (sentence, *losses.sentences()))
