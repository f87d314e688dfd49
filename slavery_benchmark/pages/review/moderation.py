"""What is said when reviews are set side by side: how many agree, and where they differ most."""

from collections.abc import Iterator

from slavery_benchmark.core.review.moderation import NEEDS_REASON, Moderation, Views, spread
from slavery_benchmark.core.review.review import Review, ReviewedReturn
from slavery_benchmark.core.scoring.submission import Submission
from slavery_benchmark.document.numbers import count_text, period_text

_NAMED = 3
"""How many of the widest differences are named: all is said in five lines."""


def reviewed_title(about: ReviewedReturn) -> str:
    """Return force and period of the return that a review is about."""
    name = f"{about.force} (fictional)" if about.fictional else about.force
    return f"{name}, {period_text(about.period_start, about.period_end)}"


def moderation_lines(moderation: Moderation) -> Iterator[str]:
    """Yield at most five lines: how many checks, how many agree, the widest, what to fill in."""
    labels = ", ".join(review.reviewer for review in moderation.reviews)
    reviews = count_text(len(moderation.reviews), "review")
    yield f"{reviewed_title(moderation.about)}: {reviews} ({labels})."
    checks = len(moderation.views)
    full = [item for item in moderation.views if item.by_all]
    none = sum(all(level is None for level in item.levels) for item in moderation.views)
    if len(moderation.reviews) == 1:
        of = count_text(checks, "check")
        yield f"{len(full)} of {of} have a level; the others were not looked into."
        yield "The levels are filled in: agree them as they are, or say why another is right."
        return
    some = checks - len(full) - none
    yield (
        f"{count_text(checks, 'check')}: {len(full)} reviewed by all, {some} by some, {none} by "
        "nobody."
    )
    apart = [spread(item.levels) or 0 for item in full]
    far = sum(item >= NEEDS_REASON for item in apart)
    yield (
        f"Reviewed by all: {apart.count(0)} on one level, {apart.count(1)} one level apart, {far} "
        "further apart."
    )
    widest = moderation.widest
    if widest:
        rest = f" and {len(widest) - _NAMED} more" if len(widest) > _NAMED else ""
        yield f"Furthest apart: {'; '.join(map(_difference, widest[:_NAMED]))}{rest}."
    open_ = sum(
        item.common is None and any(level is not None for level in item.levels)
        for item in moderation.views
    )
    reasons = sum((spread(item.levels) or 0) >= NEEDS_REASON for item in moderation.views)
    yield (
        f"To agree: {count_text(open_, 'level')}, {reasons} of them with a reason; the others are "
        "filled in."
    )


def _difference(views: Views) -> str:
    known = ", ".join("–" if level is None else str(level) for level in views.levels)
    return f"{views.check} ({known})"


def carried_lines(earlier: Review, submission: Submission) -> Iterator[str]:
    """Yield what is carried over from an earlier review, and what to look at again."""
    given = {item.check: (item.state, item.level) for item in submission.responses}
    changed = [
        item.check
        for item in earlier.checks
        if given.get(item.check) != (item.state, item.given) and item.level is not None
    ]
    notes = count_text(len(earlier.notes), "note")
    yield (
        f"Carried over: {count_text(len(earlier.levels), 'level')}, {notes}; cases where the"
        " return says the same."
    )
    if changed:
        yield f"The force's level is another now, so look again: {', '.join(changed)}."
