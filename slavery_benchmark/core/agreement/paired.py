"""Reviews put beside the returns that they are about: by the digest of the return, never by name.

A review of a return that is not there, or that was changed since, is left out and said; so are two
agreed reviews of one return of which neither comes later.
"""

from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum

import msgspec

from slavery_benchmark.core.framework.framework import Framework
from slavery_benchmark.core.periods import sent_for
from slavery_benchmark.core.problems import Code, Problem, problem
from slavery_benchmark.core.review.agreed import AgreedReview, Stage
from slavery_benchmark.core.review.review import Review
from slavery_benchmark.core.scoring.submission import ReviewFile, Submission, Verification
from slavery_benchmark.core.text import fold

AnyReview = Review | AgreedReview


class Reach(StrEnum):
    """Which reviews may be told of: to inspectors, to the force, to the public."""

    ALL = "all"
    AGREED = "agreed"
    SIGNED = "signed off"

    def holds(self, review: AnyReview) -> bool:
        """Return whether a review may be told of."""
        if self is Reach.ALL:
            return True
        signed = isinstance(review, AgreedReview) and review.stage is Stage.SIGNED
        return signed if self is Reach.SIGNED else isinstance(review, AgreedReview)

    def allows(self, found: Verification) -> bool:
        """Return whether levels that come from there may be told of."""
        return self is Reach.ALL or (found.agreed if self is Reach.AGREED else found.signed_off)


class Reviews(msgspec.Struct, frozen=True, kw_only=True):
    """What there is of one return: each inspector's review, and the agreed one."""

    single: tuple[Review, ...] = ()
    agreed: AgreedReview | None = None

    @property
    def levels(self) -> Mapping[str, int]:
        """The verified levels: those agreed; without an agreed review those that nobody gives
        otherwise, of the reviews that give one."""
        if self.agreed is not None:
            return self.agreed.levels
        given: dict[str, set[int]] = {}
        for review in self.single:
            for check, level in review.levels.items():
                given.setdefault(check, set()).add(level)
        return {check: levels.pop() for check, levels in given.items() if len(levels) == 1}

    @property
    def verification(self) -> Verification:
        """Where these levels come from."""
        used: Sequence[AnyReview] = self.single if self.agreed is None else (self.agreed,)
        files = sorted((item.source.file, item.source.sha256) for item in used)
        return Verification(
            reviews=tuple(ReviewFile(*file) for file in files),
            agreed=self.agreed is not None,
            signed_off=self.agreed is not None and self.agreed.stage is Stage.SIGNED,
        )


class Pairing(msgspec.Struct, frozen=True, kw_only=True):
    """Reviews by the SHA-256 of the return that they are about; and what was wrong with them."""

    of: Mapping[str, Reviews]
    problems: tuple[Problem, ...]


def pair_reviews(
    found: Iterable[AnyReview], submissions: Sequence[Submission], reach: Reach = Reach.ALL
) -> Pairing:
    """Return the reviews of these submissions; the problems of all, and of those left over.

    Reviews that may not be told of are as if they were not there; nor is what stands wrongly in the
    cells of any, where not all may be told of.
    """
    # one file given twice is one
    each = {item.source.sha256: item for item in found if reach.holds(item)}.values()
    here = {item.source.sha256 for item in submissions}
    problems = [said for item in each for said in item.problems if reach is Reach.ALL]
    problems += [_unpaired(item, submissions) for item in each if item.about.sha256 not in here]
    of: dict[str, Reviews] = {}
    for sha256 in sorted(here):
        mine = [item for item in each if item.about.sha256 == sha256]
        single, twice = _one_each([item for item in mine if isinstance(item, Review)])
        problems += twice
        agreed, said = _last([item for item in mine if isinstance(item, AgreedReview)])
        problems += said
        if single or agreed is not None:
            of[sha256] = Reviews(single=single, agreed=agreed)
    return Pairing(of=of, problems=tuple(problems))


def verified(submission: Submission, reviews: Reviews, framework: Framework) -> Submission:
    """Return the submission with the verified levels beside its answers.

    A framework that the review was not made for may lack a check or a level: these stay out.
    """
    levels, top = reviews.levels, len(framework.levels)
    responses = tuple(
        msgspec.structs.replace(item, verified_level=level)
        if (level := levels.get(item.check)) is not None and level < top
        else item
        for item in submission.responses
    )
    return msgspec.structs.replace(
        submission, responses=responses, verification=reviews.verification
    )


def without_review(submission: Submission) -> Submission:
    """Return the submission as the force sent it, without what inspectors made of it."""
    responses = tuple(
        msgspec.structs.replace(item, verified_level=None) for item in submission.responses
    )
    return msgspec.structs.replace(submission, responses=responses, verification=None)


def _one_each(reviews: Iterable[Review]) -> tuple[tuple[Review, ...], list[Problem]]:
    """Return reviews in the order of their reviewers; none, and why, of one who has two."""
    by: dict[str, list[Review]] = {}
    for item in reviews:
        by.setdefault(fold(item.reviewer), []).append(item)
    problems = [
        problem(
            Code.REVIEWER_TWICE,
            file=item.source.shown_as,
            found=f"{item.reviewer}, also in {other.source.file}",
            expected="one review by each reviewer; neither counts",
        )
        for same in by.values()
        for item, other in zip(same, same[1:] + same[:1], strict=True)
        if len(same) > 1
    ]
    return tuple(by[name][0] for name in sorted(by) if len(by[name]) == 1), problems


def _last(agreed: Sequence[AgreedReview]) -> tuple[AgreedReview | None, list[Problem]]:
    """Return the agreed review that has come furthest; none, and why, where two have."""
    order = list(Stage)
    furthest = max((order.index(item.stage) for item in agreed), default=None)
    last = [item for item in agreed if order.index(item.stage) == furthest]
    if len(last) == 1:
        return last[0], []
    names = ", ".join(sorted(item.source.file for item in last))
    expected = "one agreed review of each return; leave the others out"
    return None, [
        problem(Code.REVIEW_AGREED_TWICE, file=item.source.shown_as, found=names, expected=expected)
        for item in last
    ]


def _unpaired(review: AnyReview, submissions: Sequence[Submission]) -> Problem:
    """Return the problem of a review whose return is not there, or is another one by now."""
    about = review.about
    wanted = sent_for(about.force, about.code, about.period_start, about.period_end)
    for item in submissions:
        if sent_for(item.force, item.code, item.period_start, item.period_end) == wanted:
            return problem(
                Code.REVIEW_RETURN_CHANGED,
                file=review.source.shown_as,
                found=f"{item.source.file}, SHA-256 {item.source.sha256[:12]}…",
                expected=f"the return as it was reviewed, SHA-256 {about.sha256[:12]}…; take that "
                "file, or review the new one",
            )
    return problem(
        Code.REVIEW_RETURN_MISSING,
        file=review.source.shown_as,
        found=f"{about.file} of {about.force}",
        expected=f"that return among the files, SHA-256 {about.sha256[:12]}…",
    )
