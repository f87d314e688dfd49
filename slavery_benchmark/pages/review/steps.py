"""What is said when a force is asked for its reply, when it is answered, signed off and proved."""

from collections.abc import Iterator, Sequence

from slavery_benchmark.core.review.agreed import AgreedReview, ForceReply
from slavery_benchmark.core.review.seal import Proof, seal_of
from slavery_benchmark.document.numbers import count_text, date_text
from slavery_benchmark.pages.review.moderation import reviewed_title

_SHORT = 12


def reply_lines(agreed: AgreedReview) -> Iterator[str]:
    """Yield what goes to the force."""
    levels, checks = len(agreed.levels), count_text(len(agreed.checks), "check")
    yield f"{reviewed_title(agreed.about)}: {levels} of {checks} have an agreed level to reply to."


def answer_lines(agreed: AgreedReview, reply: ForceReply) -> Iterator[str]:
    """Yield how much of what was sent the force challenges."""
    count = sum(item.reply is not None for item in agreed.checks)
    who = f", by {reply.replied.role}" if reply.replied else ", signed by nobody"
    challenged = f"{count} of {count_text(len(agreed.levels), 'level')} challenged"
    yield f"{reviewed_title(agreed.about)}: {challenged}{who}."


def signed_lines(review: AgreedReview) -> Iterator[str]:
    """Yield what was signed off, and the digest to keep elsewhere."""
    decided = [item.reply for item in review.checks if item.reply is not None]
    accepted = sum(bool(reply.accepted) for reply in decided)
    challenges = f"{count_text(len(decided), 'challenge')}, {accepted} accepted"
    levels = count_text(len(review.levels), "level")
    who = review.sign_off
    by = f" by {who.role} on {date_text(who.on)}" if who else ""
    yield f"{reviewed_title(review.about)}: {levels} signed off{by}; {challenges}."
    yield f"Digest of all that was signed: {seal_of(review)}"


def proof_lines(proofs: Sequence[Proof]) -> Iterator[str]:
    """Yield of each file that a review rests on whether it was given as it was."""
    for proof in proofs:
        part = proof.part
        called = " ".join(filter(None, (str(part.what), part.reviewer)))
        found = "not given" if proof.given is None else f"the same: {proof.given}"
        yield f"{called} ({part.sha256[:_SHORT]}…): {found}."
