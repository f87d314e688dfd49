"""The report: everything that one run has to say, as one frozen value for every renderer."""

from collections.abc import Iterable, Sequence
from datetime import date

import msgspec

from slavery_benchmark.core.framework.framework import Framework
from slavery_benchmark.core.periods import SentFor, sent_for
from slavery_benchmark.core.problems import Code, Problem, Severity, problem
from slavery_benchmark.core.scoring.scores import Assurance, ForceScore


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """The scores of a run, by force name and period, and the files that could not be used.

    at_least: answers of less assurance than this were set aside.
    """

    tool_version: str
    as_of: date
    framework: Framework
    framework_sha256: str
    forces: tuple[ForceScore, ...]
    unusable: tuple[Problem, ...]
    at_least: Assurance = Assurance.ASSERTED

    def problems(self) -> tuple[Problem, ...]:
        """Return every problem of the run: unusable files first, then force by force."""
        return self.unusable + tuple(
            item for force in self.forces for item in force.submission.problems
        )

    def worst(self) -> Severity | None:
        """Return the gravest severity of the run, or None where nothing was wrong."""
        order = list(Severity)
        return max((p.severity for p in self.problems()), key=order.index, default=None)


def build_report(
    *,
    tool_version: str,
    as_of: date,
    framework: Framework,
    scores: Iterable[ForceScore],
    unusable: Sequence[Problem],
    at_least: Assurance = Assurance.ASSERTED,
) -> Report:
    """Return the report of these scores, in an order that does not depend on that of the files."""
    ordered = sorted(scores, key=_order)
    return Report(
        tool_version=tool_version,
        as_of=as_of,
        framework=framework,
        framework_sha256=framework.sha256(),
        forces=tuple(_mark_twice(ordered)),
        unusable=tuple(sorted(unusable, key=lambda item: (item.file, item.code))),
        at_least=at_least,
    )


def _order(force: ForceScore) -> tuple[str, date, str, str]:
    submission = force.submission
    return (
        submission.force.casefold(),
        submission.period_start or date.min,
        submission.source.file,
        submission.source.sha256,
    )


def _mark_twice(forces: Sequence[ForceScore]) -> list[ForceScore]:
    """Add a problem to each submission whose force and period another one has too."""
    by_key: dict[SentFor, list[ForceScore]] = {}
    for force in forces:
        item = force.submission
        if item.force:
            by_key.setdefault(_sent_for(force), []).append(force)
    marked: list[ForceScore] = []
    for force in forces:
        item = force.submission
        same = by_key.get(_sent_for(force), [force])
        others = [other.submission.source.shown_as for other in same if other is not force]
        if others:
            twice = twice_problem(item.source.shown_as, others)
            submission = msgspec.structs.replace(item, problems=(*item.problems, twice))
            marked.append(msgspec.structs.replace(force, submission=submission))
        else:
            marked.append(force)
    return marked


def twice_problem(shown_as: str, others: Sequence[str]) -> Problem:
    """Return the problem of a file whose force and period other files have too."""
    return problem(
        Code.SUBMISSION_TWICE,
        file=shown_as,
        cell="Cover",
        found=", ".join(others),
        expected="one workbook for each force and period",
    )


def _sent_for(force: ForceScore) -> SentFor:
    item = force.submission
    return sent_for(item.force, item.code, item.period_start, item.period_end)
