"""Where a score lies from 0 to 100, and what lies beside it: what a small picture of it shows."""

import msgspec

from slavery_benchmark.document.columns import Number

FULL = 100


class Track(msgspec.Struct, frozen=True, kw_only=True):
    """A score on the whole scale. What there is none of is None."""

    target: Number
    score: Number | None = None
    claimed: Number | None = None
    low: Number | None = None
    high: Number | None = None
    reference: Number | None = None
