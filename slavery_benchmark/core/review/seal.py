"""What is frozen at sign-off: a digest of all that was signed, and the files that it rests on.

A digest finds a change; it does not say who made the file. Whoever needs that keeps the digest
where the file is not.
"""

from collections.abc import Iterable, Iterator
from hashlib import sha256

import msgspec

from slavery_benchmark.core.review.agreed import AgreedReview, Behind
from slavery_benchmark.core.review.review import CaseRead

_replace = msgspec.structs.replace


class Proof(msgspec.Struct, frozen=True, kw_only=True):
    """A file that an agreed review rests on, and the one among those given that is it, if any."""

    part: Behind
    given: str | None


def seal_of(review: AgreedReview) -> str:
    """Return the SHA-256 of what a review says; where it stands in the file does not count."""
    content = (
        review.about,
        review.behind,
        tuple(_replace(item, cell=None) for item in review.checks),
        tuple(map(_unplaced, review.cases)),
        review.sign_off,
    )
    return sha256(msgspec.json.encode(content, order="sorted")).hexdigest()


def _unplaced(case: CaseRead) -> CaseRead:
    return _replace(case, cells=tuple(_replace(cell, cell=None) for cell in case.cells))


def proofs_of(review: AgreedReview, given: Iterable[tuple[str, str]]) -> Iterator[Proof]:
    """Yield each file behind a review with its match among those given: (name, SHA-256) each."""
    by_digest = {digest: name for name, digest in given}
    for part in review.behind:
        yield Proof(part=part, given=by_digest.get(part.sha256))


def strangers(review: AgreedReview, given: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """Return those of the files given, (name, SHA-256) each, that are none behind a review."""
    known = {part.sha256 for part in review.behind}
    return [(name, digest) for name, digest in given if digest not in known]
