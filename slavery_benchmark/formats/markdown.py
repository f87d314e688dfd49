"""A document as Markdown, for a paper or a page: all of it, with no markup in it but ours."""

import re
from collections.abc import Iterator, Sequence
from typing import Any

from slavery_benchmark.core.text import clean
from slavery_benchmark.document.blocks import (
    Block,
    Chart,
    Details,
    Document,
    Entry,
    Heading,
    Paragraph,
    Points,
    Table,
)
from slavery_benchmark.document.columns import Column, signs_of, text_of, value_of

_MARKS = {mark: f"\\{mark}" for mark in "\\`*_[]|#~"} | {
    "&": "&amp;",
    "<": "&lt;",
    ">": "&gt;",
    "@": "&#64;",
    "://": "&#58;//",
    "www.": "www&#46;",
}
_MARKUP = re.compile("|".join(re.escape(mark) for mark in _MARKS), re.IGNORECASE)

_LIST = re.compile(r"^(\d*)([-+=.)])")


def render_markdown(document: Document) -> bytes:
    """Return the document as Markdown in UTF-8, ended by a newline."""
    head = (document.subtitle, document.standing, document.view)
    parts = [f"# {escaped(document.title)}", *map(_line, head)]
    parts += [f"**{escaped(text)}**" for text in document.caveats]
    parts += [_line(text) for text in document.lead]
    for section in document.sections:
        if section.title and section.blocks:
            parts.append(f"## {escaped(section.title)}")
        parts += _blocks(section.blocks)
    parts += [_line(text) for text in (*document.about, document.run)]
    return ("\n\n".join(part for part in parts if part) + "\n").encode()


def escaped(text: str) -> str:
    """Return text in which nothing is Markdown or HTML, nor a link or a mention by itself."""
    return _MARKUP.sub(lambda match: _MARKS[match[0].lower()], clean(text))


def _line(text: str) -> str:
    """Return text as a line of its own, which begins no list and underlines nothing."""
    return _LIST.sub(r"\1\\\2", escaped(text))


def _blocks(blocks: Sequence[Block]) -> Iterator[str]:
    for block in blocks:
        match block:
            case Paragraph():
                warned = block.tone == "warning"
                yield f"**{escaped(block.text)}**" if warned else _line(block.text)
            case Points():
                yield "\n".join(
                    f"{f'{number}.' if block.ordered else '*'} {_line(item)}"
                    for number, item in enumerate(block.items, start=1)
                )
            case Heading():
                yield f"{'#' * block.level} {escaped(block.text)}"
            case Table():
                yield from _table(block)
            case Entry():
                aside = f", {escaped(block.aside)}" if block.aside else ""
                lines = [f"{block.number}. **{escaped(block.title)}**{aside}."]
                yield "\n".join(
                    [*lines, *(f"   {_line(text)}" for text in (*block.said, *block.small))]
                )
            case Details():
                aside = f" ({block.aside})" if block.aside else ""
                yield f"### {escaped(f'{block.summary}{aside}')}"
                yield from _blocks(block.blocks)
            case Chart():
                pass  # its figures stand in a table beside it


def _table(table: Table) -> Iterator[str]:
    if not table.stands():
        return
    records = table.records[: table.limit]
    if table.title:
        yield f"**{escaped(table.title)}**"
    columns = table.on_paper()
    noted = bool(table.note) and any(value_of(record, table.note) for record in records)
    heads = [escaped(column.whole or column.head) for column in columns]
    rules = ["---:" if column.numeric else "---" for column in columns]
    lines = [_row([*heads, "Note"] if noted else heads), f"|{'|'.join(rules)}{'|---' * noted}|"]
    for record in records:
        cells = [escaped(_cell(record, column)) for column in columns]
        if noted:
            cells.append(escaped(value_of(record, table.note) or ""))
        lines.append(_row(cells))
    yield "\n".join(lines)
    yield from (_line(said) for said in table.notes)
    if (rest := len(table.records) - len(records)) > 0:
        yield f"And {rest:,} more."


def _cell(record: Any, column: Column) -> str:
    text, signs = text_of(value_of(record, column.key), column), signs_of(record, column)
    return f"{text} {signs}".strip() if column.numeric else f"{signs} {text}".strip()


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"
