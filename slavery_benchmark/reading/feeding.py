"""Gives XML to a parser piece by piece, in a time that grows with its size and no faster."""

from xml.parsers.expat import XMLParserType

from slavery_benchmark.reading.inflate import Source
from slavery_benchmark.reading.limits import Clock

_PIECE = 2**18


def feed(parser: XMLParserType, stream: Source, clock: Clock | None = None) -> None:
    """Parse a stream to its end, and look at the clock between pieces.

    The parser begins a tag or a comment anew with each piece until it sees its end: one of 40 MB
    would be gone through 160 times. So a piece in which nothing ended is followed by one of twice
    the size. Raises xml.parsers.expat.ExpatError if the XML is broken, and what the handlers raise.
    """
    size, before = _PIECE, -1
    while piece := stream.read(size):
        if clock is not None:
            clock.check()
        parser.Parse(piece, False)
        reached = parser.CurrentByteIndex
        size = _PIECE if reached > before else size * 2
        before = reached
    parser.Parse(b"", True)
