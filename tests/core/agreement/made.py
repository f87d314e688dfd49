"""Reviews for tests, made in a line each."""

from collections.abc import Mapping

from slavery_benchmark.core.agreement.paired import AnyReview, Reviews, pair_reviews
from slavery_benchmark.core.framework.framework import Framework
from slavery_benchmark.core.review.agreed import AgreedCheck, AgreedReview, Behind, Part, Stage
from slavery_benchmark.core.review.review import (
    CaseRead,
    CellRead,
    CheckReview,
    Review,
)
from slavery_benchmark.core.scoring.submission import SourceFile, Submission
from slavery_benchmark.forms.review.about import about_return
from tests.builders import answer, blank, criterion, framework, not_applicable, submission

NOTE = "SECRET-NOTE of an inspector"
FRAMEWORK: Framework = framework(
    {
        "ONE": (1, [criterion("AAA-01", [("a", 1), ("b", 1)])]),
        "TWO": (1, [criterion("BBB-01", [("a", 3), ("b", 1)])]),
    }
)
"""Four checks: two of a quarter of the score each, one of 3/8 and one of 1/8."""
CHECKS = ("AAA-01a", "AAA-01b", "BBB-01a", "BBB-01b")


def returned(*levels: int | str | None, sha: str = "0", **changes: object) -> Submission:
    """Return a submission with these levels; None for a blank, a text for not applicable."""
    responses = [
        blank(check)
        if level is None
        else not_applicable(check)
        if isinstance(level, str)
        else answer(check, level)
        for check, level in zip(CHECKS, levels, strict=True)
    ]
    source = SourceFile("kent.xlsx", sha * 64, "returns/kent.xlsx")
    return submission(responses, source=source, **changes)


def review(of: Submission, *levels: int | None, who: str = "A", **changes: object) -> Review:
    """Return a review with these levels."""
    given = {item.check: item for item in of.responses}
    fields = {
        "source": SourceFile(f"review-{who}.xlsx", f"{who}{of.source.sha256[0]}" * 32, f"r/{who}"),
        "about": about_return(of, FRAMEWORK),
        "reviewer": who,
        "checks": tuple(
            CheckReview(
                check=check,
                state=given[check].state,
                given=given[check].level,
                level=level,
                seen=NOTE,
            )
            for check, level in zip(CHECKS, levels, strict=True)
        ),
    }
    return Review(**{**fields, **changes})  # type: ignore[arg-type]


def agreed(
    of: Submission, *levels: int | None, stage: Stage = Stage.AGREED, **changes: object
) -> AgreedReview:
    """Return an agreed review with these levels, of two reviewers who gave these too."""
    given = {item.check: item for item in of.responses}
    fields = {
        "source": SourceFile(f"{stage}.xlsx", f"e{of.source.sha256[0]}" * 32, "r/agreed"),
        "about": about_return(of, FRAMEWORK),
        "stage": stage,
        "behind": tuple(
            Behind(what=Part.REVIEW, file=f"{who}.xlsx", sha256=who * 64, reviewer=who)
            for who in "AB"
        ),
        "checks": tuple(
            AgreedCheck(
                check=check,
                state=given[check].state,
                given=given[check].level,
                levels=(level, level),
                level=level,
                reason=NOTE,
                by=NOTE,
            )
            for check, level in zip(CHECKS, levels, strict=True)
        ),
    }
    return AgreedReview(**{**fields, **changes})  # type: ignore[arg-type]


def case(row: int, cells: Mapping[str, tuple[int | str, int | str | None]]) -> CaseRead:
    """Return a case read: of each column what the return says and what the file says."""
    return CaseRead(
        row=row,
        number=str(row),
        cells=tuple(
            CellRead(column=column, given=given, found=found)
            for column, (given, found) in cells.items()
        ),
    )


def reviews_of(of: Submission, *found: AnyReview) -> Reviews:
    """Return these reviews as they are paired with their return."""
    pairing = pair_reviews(found, [of])
    assert not pairing.problems
    return pairing.of[of.source.sha256]
