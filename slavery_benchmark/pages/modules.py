"""Answers to optional modules, in a section of their own wherever answers are shown."""

from collections.abc import Iterator, Sequence
from typing import Any

from slavery_benchmark.core.framework.framework import Framework
from slavery_benchmark.core.framework.modules import IN_NO_SCORE, Module
from slavery_benchmark.core.scoring.scores import ForceScore
from slavery_benchmark.core.scoring.scoring import has_support
from slavery_benchmark.core.scoring.submission import Response, State, Submission
from slavery_benchmark.document.blocks import Paragraph, Section, Table
from slavery_benchmark.document.columns import Column
from slavery_benchmark.extracting.layout import module_sheet
from slavery_benchmark.pages.words.scores import plain_name

_ANSWERS = (
    Column("id", "Check", whole_words=True, width=10),
    Column("title", "Criterion", width=40),
    Column("answer", "Answer", width=24),
    Column("counts", "Without dated evidence", optional=True, width=24),
    Column("evidence", "Evidence", detail=True, optional=True, width=30),
    Column("cell", "Cell", whole_words=True, width=18),
)
_NAME = Column("name", "Force", cut=True, width=34)
_SHORT = {State.BLANK: "", State.NOT_APPLICABLE: "n/a", State.INVALID: "?"}
_KEY = "The level that the force gave; n/a: not applicable; ?: it cannot be read; empty: no answer."


def module_sections(forces: Sequence[ForceScore], framework: Framework) -> Iterator[Section]:
    """Yield a section for each module that one of these forces has answered."""
    for module in framework.modules:
        ids = {check.id for _, check in module.checks()}
        given = [
            {item.check: item for item in force.submission.module_responses if item.check in ids}
            for force in forces
        ]
        if not any(item.state is not State.BLANK for found in given for item in found.values()):
            continue
        if len(forces) == 1:
            table = _of_one(module, forces[0].submission, given[0], framework)
        else:
            table = _of_several(module, forces, given)
        yield Section(
            id=f"module {module.id}",
            title=f"{module.title}: answers to module {module.id}",
            blocks=(Paragraph(IN_NO_SCORE, "note"), table),
            detail=len(forces) > 1,
        )


def _of_one(
    module: Module, submission: Submission, given: dict[str, Response], framework: Framework
) -> Table:
    return Table(
        id="module",
        columns=_ANSWERS,
        records=tuple(
            {"id": check.id, "title": criterion.title}
            | _answer(given[check.id], submission, framework)
            for criterion, check in module.checks()
        ),
        sheet=module_sheet(module.id),
        data=False,
    )


def _answer(response: Response, submission: Submission, framework: Framework) -> dict[str, Any]:
    """Return an answer, and the level that it is worth where evidence is lacking."""
    said, counts = response.state.value, ""
    if response.level is not None:
        said = framework.level_label(response.level)
        rule = framework.evidence
        if response.level >= rule.required_from and not has_support(response, submission):
            counts = framework.level_label(rule.unsupported_level)
    elif response.state is State.NOT_APPLICABLE:
        said += f": {response.not_applicable_reason}"
    elif response.state is State.INVALID and response.found:
        said += f": “{response.found}”"
    return {
        "answer": said,
        "counts": counts,
        "evidence": response.evidence,
        "cell": response.cell or "",
    }


def _of_several(
    module: Module, forces: Sequence[ForceScore], given: Sequence[dict[str, Response]]
) -> Table:
    """Return a row a force, in their order, and a column a check: nothing is worked out of it."""
    checks = [check.id for _, check in module.checks()]
    return Table(
        id="module",
        columns=(_NAME, *(Column(check, check, width=9) for check in checks)),
        records=tuple(
            {"name": plain_name(force.submission)}
            | {check: _short(found.get(check)) for check in checks}
            for force, found in zip(forces, given, strict=True)
        ),
        notes=(_KEY,),
        sheet=module_sheet(module.id),
        data=False,
    )


def _short(response: Response | None) -> str:
    if response is None or response.level is None:
        return "" if response is None else _SHORT.get(response.state, "")
    return str(response.level)
