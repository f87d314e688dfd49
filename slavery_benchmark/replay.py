"""A result made again from its workbooks, or from the answers in it, and what then differs."""

from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

import msgspec

from slavery_benchmark import __version__
from slavery_benchmark.core.comparing.robustness import Drawing, robustness_of
from slavery_benchmark.core.framework.framework import Framework
from slavery_benchmark.core.problems import Problem
from slavery_benchmark.core.scoring.report import Report, build_report
from slavery_benchmark.core.scoring.scores import Assurance
from slavery_benchmark.criteria_files import Criteria
from slavery_benchmark.pages.robustness.build import build_robustness
from slavery_benchmark.pages.score.build import build_result
from slavery_benchmark.pages.score.records import Result
from slavery_benchmark.pipeline import assess
from slavery_benchmark.record.differences import (
    Difference,
    Kind,
    criteria_differences,
    differences,
    robustness_differences,
)
from slavery_benchmark.record.read import Record, assurance_of, scores_in


class Replay(msgspec.Struct, frozen=True, kw_only=True):
    """What came of making a result again.

    edition: the edition that was used. own_criteria: it is the one in the result, as no other of
    its name was found. unusable: why workbooks could not be used; the differences then say little.
    """

    differences: tuple[Difference, ...]
    edition: str
    own_criteria: bool
    unusable: tuple[Problem, ...]


def replay(
    record: Record,
    workbooks: Sequence[Path],
    criteria: Criteria,
    editions: Iterable[Framework],
    *,
    as_of: date | None = None,
    at_least: Assurance | None = None,
    criteria_asked: bool = False,
) -> Replay:
    """Make a result again and return all that differs, first what goes in, then what comes out.

    The criteria are those of the edition that the result names, among `criteria` and `editions`; or
    `criteria` as they are, with `criteria_asked`: then another edition is told, and not scored.
    Without workbooks the answers in the result are scored again. `as_of` and `at_least` take the
    place of the result's own.
    """
    then = record.result
    found = (
        criteria.framework if criteria_asked else _edition(record, (criteria.framework, *editions))
    )
    framework = found or record.framework
    if framework.identity.edition != record.framework.identity.edition:
        return Replay(
            differences=tuple(criteria_differences(record.framework, framework)),
            edition=framework.identity.edition,
            own_criteria=False,
            unusable=(),
        )
    day = as_of or then.as_of
    said = assurance_of(record)
    rung = said if at_least is None else at_least
    if workbooks:
        report = assess(workbooks, Criteria(framework, criteria.register), day, at_least=rung)
    else:
        used = msgspec.structs.replace(record, framework=framework, edited=False)
        report = build_report(
            tool_version=__version__,
            as_of=day,
            framework=framework,
            scores=scores_in(used, rung),
            unusable=(),
            at_least=rung,
        )
    now = build_result(report, {**then.options, "assurance": rung.value})
    seen = [item for item in differences(then, now) if _bears(item, workbooks)]
    seen += _robustness(then, report)
    if record.edited:
        held = f"{record.digest} of what it holds"
        edited = Difference(kind=Kind.FILE, where="digest", then=then.digest, now=held)
        seen.insert(0, edited)
    return Replay(
        differences=tuple(seen),
        edition=framework.identity.edition,
        own_criteria=found is None,
        unusable=report.unusable if workbooks else (),
    )


def _robustness(then: Result, report: Report) -> Iterable[Difference]:
    """Yield what differs in ranks under drawn weights, drawn again as the result says."""
    was = then.comparison.robustness if then.comparison else None
    if was is None:
        return
    drawing = Drawing(draws=was.draws, seed=was.seed, factor=was.factor)
    found = robustness_of(report.forces, report.framework, drawing)
    now = None if found is None else build_robustness(found, report.forces)
    yield from robustness_differences(was, now)


def _edition(record: Record, known: Sequence[Framework]) -> Framework | None:
    wanted = (record.framework.identity.id, record.framework.identity.edition)
    return next(
        (item for item in known if (item.identity.id, item.identity.edition) == wanted), None
    )


def _bears(item: Difference, workbooks: Sequence[Path]) -> bool:
    """Return whether a difference says something: problems can only be met in a workbook."""
    return bool(workbooks) or item.kind is not Kind.PROBLEM
