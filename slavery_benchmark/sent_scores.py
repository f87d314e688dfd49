"""What comes of a file as another machine sends it: plain bytes, checked before they are used."""

import hashlib
from collections.abc import Iterable, Iterator, Sequence

import msgspec

from slavery_benchmark.assessment import Assessed, Scored, Work
from slavery_benchmark.core.framework.framework import Framework
from slavery_benchmark.core.problems import Problem
from slavery_benchmark.core.review.agreed import AgreedReview
from slavery_benchmark.core.review.review import Review
from slavery_benchmark.core.scoring.scores import ForceScore, NodeScore
from slavery_benchmark.core.scoring.submission import SourceFile, State
from slavery_benchmark.input_files import RESULT_SUFFIX
from slavery_benchmark.plain_bytes import packed, unpacked
from slavery_benchmark.reading.reader import InputFile, name_of


class _Sent(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What comes of a file: scores, why it is of no use, or a review.

    scores: with an edition by its place among those of the run, whole only if it is none of them.
    """

    scores: list[tuple[ForceScore, int | Framework]] | None = None
    problem: Problem | None = None
    review: Review | None = None
    agreed: AgreedReview | None = None


class WholeWork(Work[Assessed], frozen=True):
    """Work of which the scores of a file are kept whole."""

    def packed(self, made: Assessed) -> bytes:
        """Return what comes of a file as plain bytes."""
        if isinstance(made, Problem):
            return packed(_Sent(problem=made))
        if isinstance(made, Review):
            return packed(_Sent(review=made))
        if isinstance(made, AgreedReview):
            return packed(_Sent(agreed=made))
        editions = self._editions
        scores = [
            (score, editions.index(edition) if edition in editions else edition)
            for score, edition in made
        ]
        return packed(_Sent(scores=scores))

    def unpacked(self, data: bytes, given: InputFile | Problem) -> Assessed:
        """Return what comes of a file; ValueError if nothing of the kind can come of it."""
        sent: _Sent = unpacked(data, _Sent)
        if sent.problem is not None:
            if sent.problem.file != name_of(given):
                raise ValueError("a problem of another file")
            return sent.problem
        if isinstance(given, Problem):
            raise ValueError("scores of a file that was not sent")
        review = sent.review or sent.agreed
        if review is not None:
            check_source(review.source, given)
            self._check_levels(review)
            return review
        if sent.scores is None:
            raise ValueError("nothing")
        return [self._scored(score, edition, given) for score, edition in sent.scores]

    @property
    def _editions(self) -> list[Framework]:
        return [self.task.criteria.framework, *(self.task.editions or ())]

    def _check_levels(self, review: Review | AgreedReview) -> None:
        """Raise ValueError for a level that none of the editions has."""
        top = max(len(edition.levels) for edition in self._editions) - 1
        for item in review.checks:
            if item.level not in (None, *range(top + 1)):
                raise ValueError(f"the level {item.level}")

    def _scored(self, score: ForceScore, edition: int | Framework, given: InputFile) -> Scored:
        if isinstance(edition, int):
            if not 0 <= edition < len(self._editions):
                raise ValueError("an edition that there is not")
            edition = self._editions[edition]
        elif not is_result(given):
            raise ValueError("criteria of its own")
        check_source(score.submission.source, given)
        found = next(_impossible(score, edition), None)
        if found is not None:
            raise ValueError(f"what the criteria do not allow: {found}")
        return score, edition


def is_result(given: InputFile) -> bool:
    """Return whether a file is a result, which holds submissions of other files."""
    return given.name.lower().endswith(RESULT_SUFFIX)


def check_source(source: SourceFile, given: InputFile) -> None:
    """Raise ValueError unless a submission comes from the file that was sent."""
    if source.from_result != is_result(given) or source.shown_as != given.name:
        raise ValueError("a submission of another file")
    if not source.from_result and source.sha256 != hashlib.sha256(given.content).hexdigest():
        raise ValueError("a submission of other content")


def _impossible(score: ForceScore, edition: Framework) -> Iterator[str]:
    """Yield what an answer holds that these criteria cannot give."""
    top = len(edition.levels) - 1
    themes = [theme.id for theme in edition.themes]
    criteria = [criterion.id for _, criterion in edition.criteria()]
    checks = [check.id for *_, check in edition.checks()]
    measures = {measure.id for _, measure in edition.measures()}
    responses = score.submission.responses
    for name, ids, known in (
        ("themes", [node.id for node in score.themes], themes),
        ("criteria", [node.id for node in score.criteria], criteria),
        ("checks", [item.node.id for item in score.checks], checks),
    ):
        if ids != known:
            yield f"other {name}"
    if not {item.node.id for item in score.measures} <= measures:
        yield "other measures"
    if not {item.check for item in responses} <= set(checks):
        yield "answers to other checks"
    for response in (*responses, *(item.response for item in score.checks)):
        if (response.level is not None) != (response.state is State.ANSWERED):
            yield f"{response.check}: {response.state} with the level {response.level}"
    levels = [
        *(item.level for item in responses),
        *(level for item in score.checks for level in (item.response.level, item.counted_level)),
        *(item.measured.level for item in score.measures),
    ]
    yield from (f"the level {level}" for level in levels if level not in (None, *range(top + 1)))
    yield from _beyond(_nodes(score))


def _nodes(score: ForceScore) -> Sequence[NodeScore]:
    checks = [item.node for item in score.checks]
    measures = [item.node for item in score.measures]
    return [score.overall, *score.themes, *score.criteria, *checks, *measures]


def _beyond(nodes: Iterable[NodeScore]) -> Iterator[str]:
    for node in nodes:
        for value in msgspec.structs.astuple(node.tally):
            if value is not None and not 0 <= value <= 100:
                yield f"{node.id}: {float(value):g} of 100"
