"""A document for a terminal or a text file: the lead, then what fits, the rest on request."""

from collections.abc import Sequence

from slavery_benchmark.document.blocks import (
    Block,
    Chart,
    Details,
    Document,
    Entry,
    Heading,
    Paragraph,
    Points,
    Section,
    Table,
)
from slavery_benchmark.formats.terminal.page import Page
from slavery_benchmark.formats.terminal.table import write_table

_STYLES = {"note": "dim", "warning": "bold", "": ""}


def render_terminal(document: Document, page: Page, *, detail: bool = False) -> str:
    """Return the document as text, as wide and as colourful as the page.

    Without `detail` a screen holds what answers the question, and says how to see the rest.
    """
    page.paragraph(document.title, style="bold")
    if document.subtitle:
        page.paragraph(document.subtitle, style="dim")
    if detail and document.view:
        page.paragraph(document.view)
    for text in document.caveats:
        page.paragraph(text, style="bold")
    for text in document.lead:
        page.paragraph(text)
    left_out = bool(document.about) and not detail
    for section in document.sections:
        # the figures of a chart stand in a table beside it
        every = [b for b in section.blocks if not isinstance(b, Chart)]
        every = [b for b in every if not isinstance(b, Table) or b.stands()]
        blocks = [block for block in every if detail or not block.detail]
        hidden = section.detail and not detail
        short = any(block.short() for block in blocks if isinstance(block, Table))
        left_out = left_out or hidden or len(blocks) < len(every) or (short and not detail)
        if not hidden and blocks:
            page.blank()
            _write_section(page, section, blocks, detail=detail)
    if detail:
        page.blank()
    for text in (*document.about, document.run) if detail else ():
        if text:
            page.paragraph(text, style="dim")
    page.paragraph(f"{document.standing}{' More: --detail.' if left_out else ''}", style="dim")
    return page.text


def _write_section(page: Page, section: Section, blocks: Sequence[Block], *, detail: bool) -> None:
    if section.title:
        page.heading(section.title)
    for place, block in enumerate(blocks):
        after_heading = place and isinstance(blocks[place - 1], Heading)
        if place and not after_heading and isinstance(block, Table | Heading | Details):
            page.blank()
        _write_block(page, block, detail=detail)


def _write_block(page: Page, block: Block, *, detail: bool) -> None:
    match block:
        case Paragraph():
            page.paragraph(block.text, style=_STYLES.get(block.tone, ""))
        case Points():
            for number, item in enumerate(block.items, start=1):
                page.item(f"{number}." if block.ordered else "-", item)
        case Heading():
            page.line((block.text, "bold"))
        case Table():
            write_table(page, block, detail=detail)
        case Entry():
            page.entry(block.number, block.title, block.aside)
            for text in block.said:
                page.paragraph(text, indent=5)
            for text in block.small:
                page.paragraph(text, style="dim", indent=5)
        case Details():
            page.line((block.summary, "bold"), (f"  {block.aside}" if block.aside else "", "dim"))
            for inner in block.blocks:
                if detail or not inner.detail:
                    _write_block(page, inner, detail=detail)
        case Chart():
            pass  # inside Details
