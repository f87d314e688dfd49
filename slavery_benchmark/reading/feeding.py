"""Gives XML to a parser piece by piece, in a time and a memory that grow with its size alone."""

import io
from collections.abc import Callable
from xml.parsers import expat
from xml.parsers.expat import XMLParserType

from slavery_benchmark.reading.inflate import Source
from slavery_benchmark.reading.limits import Clock

MOST_DEEP = 1_000
"""How deep tags may be nested: each that is open takes up memory."""
_PIECE = 2**18
_LONGEST_TAG = 2**23
"""Bytes of a tag or a comment, which the parser holds whole."""
_MOST_NAMES = 50_000
"""Names of tags and attributes, of which the parser forgets none."""


class BeyondXMLError(expat.ExpatError):
    """The XML may be well-formed, but no program writes the like."""


def feed(
    parser: XMLParserType,
    stream: Source,
    clock: Clock | None = None,
    look: Callable[[], None] | None = None,
) -> None:
    """Parse a stream to its end; between pieces of it look at the clock, and call `look`.

    The parser begins a tag or a comment anew with each piece until it sees its end: one of 8 MB
    would be gone through 32 times. So a piece in which nothing ended is followed by one of twice
    the size. Raises xml.parsers.expat.ExpatError if the XML is broken or beyond a bound, and what
    the handlers and `look` raise.
    """
    size, before = _PIECE, -1
    while piece := stream.read(size):
        if clock is not None:
            clock.check()
        parser.Parse(piece, False)
        if look is not None:
            look()
        reached = parser.CurrentByteIndex
        size = _PIECE if reached > before else size * 2
        before = reached
        if size > _LONGEST_TAG:
            raise BeyondXMLError(f"a tag or a comment of more than {_LONGEST_TAG // 2**20} MB")
        if len(parser.intern) > _MOST_NAMES:
            raise BeyondXMLError(f"more than {_MOST_NAMES:,} names of tags and attributes")
    parser.Parse(b"", True)


def refuse_depth(depth: int) -> None:
    """Raise BeyondXMLError for tags that are nested deeper than in any workbook."""
    if depth > MOST_DEEP:
        raise BeyondXMLError(f"tags nested more than {MOST_DEEP:,} deep")


def check_sound(data: bytes, clock: Clock, doctype: Callable[..., None]) -> None:
    """Parse XML for nothing but its soundness, before something else allocates from it.

    Raises xml.parsers.expat.ExpatError, ValueError or LookupError (an encoding) if it is not
    sound, and what `doctype` raises, which is called for a document type.
    """
    depth = deepest = 0

    def start(_name: str, _attributes: list[str]) -> None:
        nonlocal depth, deepest
        depth += 1
        deepest = max(deepest, depth)

    def end(_name: str) -> None:
        nonlocal depth
        depth -= 1

    parser = expat.ParserCreate()
    parser.ordered_attributes = True
    if (
        data.count(b"<") > MOST_DEEP or data.count(b"=") > _MOST_NAMES
    ):  # else nothing is to be counted
        parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.StartDoctypeDeclHandler = doctype
    feed(parser, io.BytesIO(data), clock, lambda: refuse_depth(deepest))
    refuse_depth(deepest)
