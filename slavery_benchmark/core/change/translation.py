"""Answers of one edition read as answers to another, as far as the lineage says that one may."""

from collections.abc import Iterator, Sequence

import msgspec

from slavery_benchmark.core.cases.measuring import Measured, MeasureState
from slavery_benchmark.core.cases.table import Selection
from slavery_benchmark.core.change.path import (
    Path,
    Sources,
    comparable_part,
    part_of,
    parts_of,
    path_between,
)
from slavery_benchmark.core.framework.framework import EvidenceRule, Framework
from slavery_benchmark.core.scoring.scores import CheckScore, ForceScore
from slavery_benchmark.core.scoring.scoring import has_support, score_submission
from slavery_benchmark.core.scoring.submission import Response, State, Submission

__all__ = [
    "Path",
    "Sources",
    "Translations",
    "carried_back",
    "carried_forward",
    "comparable_part",
    "path_between",
    "same_answers",
    "with_measures_of",
]


def carried_forward(force: ForceScore, path: Path, framework: Framework) -> ForceScore:
    """Return the scores that an earlier submission has under the later edition, or a part of it."""
    return _carried(force, framework, path.forward)


def carried_back(force: ForceScore, path: Path) -> ForceScore:
    """Return the scores that a later submission has under the earlier edition."""
    return _carried(force, path.earlier, path.backward)


def same_answers(force: ForceScore, framework: Framework) -> ForceScore:
    """Return the scores of a submission under a part of its own edition."""
    return _carried(force, framework, {part: (part,) for part in parts_of(framework)})


class Translations:
    """The translations of one run, each made once: of `editions`, and of those of the submissions.

    Things are told apart by identity: a run should hold each edition and each submission once.
    """

    def __init__(self, editions: Sequence[Framework]) -> None:
        self.editions = editions
        self._paths: dict[tuple[int, int], tuple[Framework, Framework, Path | None]] = {}
        self._parts: dict[tuple[int, frozenset[str]], tuple[Framework, Framework]] = {}
        self._scores: dict[tuple[int, int, bool], tuple[ForceScore, Framework, ForceScore]] = {}

    def path(self, earlier: Framework, later: Framework) -> Path | None:
        """Return the way between two editions; None without lineage."""
        key = (id(earlier), id(later))
        if key not in self._paths:
            found = path_between(earlier, later, self.editions)
            self._paths[key] = (earlier, later, found)  # holds both, so that no id is used again
        return self._paths[key][2]

    def common(self, paths: Sequence[Path]) -> Framework:
        """Return the part of the edition where all these ways end that can be read along each."""
        later = paths[0].later
        kept = frozenset.intersection(*(frozenset(path.forward) for path in paths))
        key = (id(later), kept)
        if key not in self._parts:
            self._parts[key] = (later, part_of(later, kept))
        return self._parts[key][1]

    def forward(self, force: ForceScore, path: Path, framework: Framework) -> ForceScore:
        """Return an earlier submission under `framework`: the later edition, or a part of it."""
        return self._score(force, framework, path.forward, back=False)

    def back(self, force: ForceScore, path: Path) -> ForceScore:
        """Return a later submission under the earlier edition."""
        return self._score(force, path.earlier, path.backward, back=True)

    def same(self, force: ForceScore, framework: Framework) -> ForceScore:
        """Return a submission under a part of its own edition."""
        sources = {part: (part,) for part in parts_of(framework)}
        return self._score(force, framework, sources, back=False)

    def _score(
        self, force: ForceScore, framework: Framework, sources: Sources, *, back: bool
    ) -> ForceScore:
        key = (id(force), id(framework), back)
        if key not in self._scores:
            self._scores[key] = (force, framework, _carried(force, framework, sources))
        return self._scores[key][2]


def _carried(force: ForceScore, framework: Framework, sources: Sources) -> ForceScore:
    given = {check.node.id: _given(check) for check in force.checks}
    stand_in = _StandIn(force.submission, framework.evidence)
    submission = msgspec.structs.replace(
        force.submission,
        edition=framework.identity.edition,
        responses=tuple(
            stand_in.of(check.id, [given[part] for part in sources.get(check.id, ())])
            for _, _, check in framework.checks()
        ),
    )
    measured = dict(_measured(force, framework, sources))
    return score_submission(submission, framework, measured=measured)


def with_measures_of(
    other: ForceScore, measures: frozenset[str], force: ForceScore, framework: Framework
) -> ForceScore:
    """Return a submission as it would stand with these measures as another one shows them.

    Both are scored under `framework`. Answers that were set aside stay so.
    """
    shown = {item.node.id: item.measured for item in force.measures}
    shown |= {item.node.id: item.measured for item in other.measures if item.node.id in measures}
    submission = msgspec.structs.replace(
        force.submission, responses=tuple(_given(check) for check in force.checks)
    )
    return score_submission(submission, framework, measured=shown)


def _given(check: CheckScore) -> Response:
    """Return an answer; one that was set aside for want of assurance stays unanswered."""
    if check.set_aside:
        return msgspec.structs.replace(check.response, state=State.BLANK, level=None)
    return check.response


class _StandIn:
    """Finds the answer that stands for several, under the evidence rule of the edition asked for.

    The lowest that counts does, so that none is overstated. One that is missing makes the whole
    unknown; one that does not apply is passed over unless none of them does.
    """

    def __init__(self, submission: Submission, rule: EvidenceRule) -> None:
        self.submission = submission
        self.rule = rule

    def of(self, check_id: str, answers: Sequence[Response]) -> Response:
        missing = [item for item in answers if item.state in (State.BLANK, State.INVALID)]
        levels = [item for item in answers if item.state is State.ANSWERED]
        if missing or not answers:
            found = missing[0] if missing else Response(check=check_id, state=State.BLANK)
        elif levels:
            found = min(levels, key=self._counted)
        else:
            found = answers[0]
        return msgspec.structs.replace(found, check=check_id)

    def _counted(self, answer: Response) -> tuple[int, int]:
        level = answer.level or 0
        if level >= self.rule.required_from and not has_support(answer, self.submission):
            return self.rule.unsupported_level, level
        return level, level


def _measured(
    force: ForceScore, framework: Framework, sources: Sources
) -> Iterator[tuple[str, Measured]]:
    """Yield what each measure of `framework` shows: what its source showed, or nothing."""
    found = {item.node.id: item.measured for item in force.measures}
    for _, measure in framework.measures():
        own = sources.get(measure.id, ())
        if len(own) == 1 and own[0] in found:
            yield measure.id, found[own[0]]
        else:
            yield measure.id, Measured(state=MeasureState.NOT_SUPPLIED, selection=Selection.UNSAID)
