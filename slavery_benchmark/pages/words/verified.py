"""The sentences on inspectors' levels beside a force's own, the same on every page."""

from collections.abc import Iterator, Sequence

from slavery_benchmark.core.framework.declared import exact
from slavery_benchmark.core.framework.framework import Framework
from slavery_benchmark.core.scoring.scores import ForceScore
from slavery_benchmark.core.scoring.submission import Verification
from slavery_benchmark.document.columns import Column, Kind
from slavery_benchmark.document.numbers import percent_text, score_text

BASIS = "self-assessment with inspectors' levels, no grade of an inspection"
"""What the numbers of a force rest on that count inspectors' levels."""
STANDING = "Self-assessments with inspectors' levels beside them, no grades of an inspection."
WHOSE = " as verified by inspectors"
"""What follows a score that counts inspectors' levels."""
MEANS = (
    "Verified: an inspector's level stands in place of the force's. It counts where inspectors "
    "gave enough of them; what they did not look at stays what it was."
)
SUPPORTED = Column("supported", "Own", Kind.SCORE, whole="On the force's own word, supported",
                   optional=True, drop=2)  # fmt: skip
VERIFIED = Column("verified", "Verified", Kind.SCORE, whole="With inspectors' levels",
                  optional=True, drop=1)  # fmt: skip
"""What a review adds to the columns of scores."""


def from_reviews(forces: Sequence[ForceScore]) -> str:
    """Return what follows "the own workbook" where reviews of any of the forces are given too."""
    reviewed = any(force.submission.verification for force in forces)
    return " and from the reviews of it that are given" if reviewed else ""


def verified_sentences(force: ForceScore, framework: Framework) -> Iterator[str]:
    """Yield how much inspectors looked at, and the score that is not in the headline."""
    found, tally = force.submission.verification, force.overall.tally
    if found is None:
        return
    share = percent_text(tally.reviewed)
    stage = _stage(found)
    if force.counts_verified:
        claimed = ""
        if tally.claimed != tally.supported:
            claimed = f", claimed {score_text(tally.claimed)}"
        yield (
            f"Inspectors gave levels to {share} of the weight of its checks ({stage}); on its own "
            f"word the force scores {score_text(tally.supported)}{claimed}."
        )
        return
    if not tally.reviewed:
        yield f"Inspectors gave no level to any of its checks ({stage})."
        return
    minimum = percent_text(exact(framework.coverage.minimum))
    yield (
        f"Inspectors gave levels to {share} of the weight of its checks ({stage}), too little to "
        f"count ({minimum}); with them the score would be {score_text(tally.verified)}."
    )


def _stage(found: Verification) -> str:
    if found.signed_off:
        return "signed off"
    return "agreed, not signed off" if found.agreed else "not agreed yet"


def mixed_sentence(forces: Sequence[ForceScore]) -> str:
    """Return which scores count inspectors' levels where others do not; empty if all are alike."""
    counted = [force.submission.force for force in forces if force.counts_verified]
    if not counted or len(counted) == len(forces):
        return ""
    named = counted[0] if len(counted) == 1 else f"{', '.join(counted[:-1])} and {counted[-1]}"
    verb = "counts" if len(counted) == 1 else "count"
    return (
        f"The score of {named} {verb} inspectors' levels, those of the others the forces' own: "
        "they are not alike."
    )
