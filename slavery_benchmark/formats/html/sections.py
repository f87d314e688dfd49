"""The sections of a page: the lead in its frame, untitled ones with what they go on from.

One with a title and nothing under it is left out; what follows goes on from the one before.
"""

from collections.abc import Iterator

import msgspec

from slavery_benchmark.document.blocks import Block, Document, Paragraph, Section, paragraphs

FIRST = "first"
"""The place of what comes first."""
_MOST_IN_LARGE = 160


class Arranged(msgspec.Struct, frozen=True):
    """What comes first, if anything does, and the sections with a heading."""

    first: Section | None
    sections: tuple[Section, ...]


def arranged(document: Document) -> Arranged:
    """Return the sections of a document as its page has them."""
    head: list[Block] = [_opening(text) for text in document.lead[:1]]
    head += paragraphs(document.lead[1:])
    titled: list[Section] = []
    for section in document.sections:
        if section.title and not section.blocks:
            continue
        if section.title:
            titled.append(section)
        elif titled:
            before = titled[-1]
            blocks = (*before.blocks, *section.blocks)
            titled[-1] = msgspec.structs.replace(before, blocks=blocks)
        else:
            head += section.blocks
    first = Section(id=FIRST, title=document.lead_title, blocks=tuple(head)) if head else None
    return Arranged(first, tuple(titled))


def _opening(text: str) -> Paragraph:
    """Return the first sentences, large unless there are too many to be read so."""
    return Paragraph(text, "lead" if len(text) <= _MOST_IN_LARGE else "")


def hosts(document: Document) -> Iterator[tuple[Section, str]]:
    """Yield each section with the id of the one on the page that holds it."""
    host = FIRST
    for section in document.sections:
        host = section.id if section.title and section.blocks else host
        yield section, host
