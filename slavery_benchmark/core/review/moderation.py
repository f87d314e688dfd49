"""Reviews of one return side by side: what each inspector found, and how far they are apart."""

from collections.abc import Iterator, Sequence

import msgspec

from slavery_benchmark.core.problems import Code, Problem, problem
from slavery_benchmark.core.review.review import CaseRead, CheckReview, Review, ReviewedReturn
from slavery_benchmark.core.text import fold

NEEDS_REASON = 2
"""So many levels apart is no matter of taste: what was agreed then needs a reason."""


class Views(msgspec.Struct, frozen=True, kw_only=True):
    """What reviewers found on one check, in the order of the reviews."""

    check: str
    found: tuple[CheckReview, ...]

    @property
    def levels(self) -> tuple[int | None, ...]:
        """The level of each reviewer; None where one has none."""
        return tuple(item.level for item in self.found)

    @property
    def by_all(self) -> bool:
        """Whether every reviewer has a level."""
        return None not in self.levels

    @property
    def common(self) -> int | None:
        """The level of all who have one, where that is the same; None else."""
        known = {level for level in self.levels if level is not None}
        return known.pop() if len(known) == 1 else None


class Moderation(msgspec.Struct, frozen=True, kw_only=True):
    """Reviews of one return, in the order given; checks in the order of the framework.

    sound: the review from which what is said of the return is taken.
    """

    about: ReviewedReturn
    reviews: tuple[Review, ...]
    sound: Review
    views: tuple[Views, ...]

    @property
    def widest(self) -> tuple[Views, ...]:
        """The checks on which reviewers differ, those furthest apart first."""
        apart = [item for item in self.views if spread(item.levels)]
        return tuple(sorted(apart, key=lambda item: -(spread(item.levels) or 0)))


def spread(levels: Sequence[int | None]) -> int | None:
    """Return the highest level less the lowest; None with fewer than two levels."""
    known = [level for level in levels if level is not None]
    return max(known) - min(known) if len(known) > 1 else None


def needs_reason(levels: Sequence[int | None], agreed: int) -> bool:
    """Return whether an agreed level needs a reason: reviewers far apart, or none gave it."""
    return (spread(levels) or 0) >= NEEDS_REASON or agreed not in levels


def needs_role(levels: Sequence[int | None], agreed: int) -> bool:
    """Return whether somebody must stand for an agreed level: it is not what all found."""
    return bool(spread(levels)) or agreed not in levels


def moderate(reviews: Sequence[Review]) -> Moderation:
    """Return reviews side by side. They are of one return, each by another reviewer."""
    sound = next((review for review in reviews if not _is_tampered(review)), reviews[0])
    return Moderation(
        about=sound.about,
        reviews=tuple(reviews),
        sound=sound,
        views=tuple(
            Views(check=found[0].check, found=found)
            for found in zip(*(review.checks for review in reviews), strict=True)
        ),
    )


def _is_tampered(review: Review) -> bool:
    return any(item.code is Code.FIXED_CELLS_CHANGED for item in review.problems)


def not_together(reviews: Sequence[Review]) -> Iterator[Problem]:
    """Yield why reviews cannot be agreed together: another return or file, or a reviewer twice."""
    first = reviews[0]
    for place, review in enumerate(reviews):
        file, about = review.source.shown_as, review.about
        if about.sha256 != first.about.sha256:
            code = Code.RETURN_CHANGED if _same(about, first.about) else Code.REVIEW_OF_ANOTHER
            yield problem(
                code,
                file=file,
                found=f"{about.force}, {about.file}, digest {about.sha256[:12]}…",
                expected=f"{first.about.force}, {first.about.file}, digest "
                f"{first.about.sha256[:12]}…, as in {first.source.shown_as}",
            )
        for other in reviews[:place]:
            if fold(other.reviewer) == fold(review.reviewer):
                yield problem(
                    Code.REVIEWER_TWICE,
                    file=file,
                    found=f"{review.reviewer}, also in {other.source.shown_as}",
                    expected="another reviewer in each",
                )
                break


def _same(one: ReviewedReturn, other: ReviewedReturn) -> bool:
    """Return whether two returns are of one force and period."""
    return (one.code or fold(one.force), one.period_start, one.period_end) == (
        other.code or fold(other.force),
        other.period_start,
        other.period_end,
    )


def cases_read(reviews: Sequence[Review]) -> tuple[tuple[CaseRead | None, ...], ...]:
    """Return the cases that somebody read, each as every reviewer read it; None of who did not."""
    rows = dict.fromkeys(case.row for review in reviews for case in review.cases if case.is_read)
    by_row = [{case.row: case for case in review.cases} for review in reviews]
    return tuple(tuple(cases.get(row) for cases in by_row) for row in rows)
