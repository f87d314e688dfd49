"""A table of records on a page of any width: what fits, what is cut, what is given up."""

from typing import Any

import msgspec
from rich.cells import cell_len
from rich.text import Text

from slavery_benchmark.document.blocks import Table
from slavery_benchmark.document.columns import Column, Kind, signs_of, text_of, tone_of, value_of
from slavery_benchmark.document.numbers import UNKNOWN
from slavery_benchmark.formats.terminal.page import Page, fit
from slavery_benchmark.formats.terminal.symbols import plain
from slavery_benchmark.formats.terminal.track import LEAST_TRACK, MOST_TRACK, scale, track

GAP = 1
NOTE_INDENT = 8
LEAST_TEXT, LEAST_NAME, AMPLE_TEXT = 12, 17, 36
TONES = {
    "at-target": "bold green",
    "not-certain": "magenta",
    "above": "cyan",
    "at": "yellow",
    "below": "bold red",
    "none": "dim",
    "differs": "magenta",
    "note": "dim",
}
"""Colours of tones; a sign or a word always says the same."""


class _Laid(msgspec.Struct):
    """A column as it stands on this page: its texts, and how wide it is."""

    column: Column
    head: str
    texts: list[str]
    width: int = 0


def write_table(page: Page, table: Table, *, detail: bool = False) -> None:
    """Write a table; columns that do not fit are given up, then text is cut or broken."""
    columns = [column for column in table.shown(detail=detail) if column.printed]
    if not table.stands() or not columns:
        return
    records = table.records[: table.limit]
    if not detail:
        records = records[: table.first]
    if table.title:
        page.line((table.title, "bold"))
    laid = [_lay(page, column, records) for column in columns]
    panels = _panels(page, laid, table.panels) if table.panels else [_fitting(page, list(laid))]
    given_up = [] if table.panels else [item for item in laid if item not in panels[0]]
    for number, panel in enumerate(panels):
        if number:
            page.blank()
        _write_panel(page, table, panel, records, given_up if detail else None)
    rest = len(table.records) - len(records)
    if rest > 0:
        page.paragraph(f"And {rest:,} more.", style="dim")
    tracked = any(item.column.kind is Kind.TRACK for item in laid)
    for said in ((table.track_note,) if tracked and table.track_note else ()) + table.notes:
        page.paragraph(said, style="dim")


def _write_panel(
    page: Page,
    table: Table,
    laid: list[_Laid],
    records: tuple[Any, ...],
    given_up: list[_Laid] | None,
) -> None:
    """Write the rows. With all that there is to say (`given_up` is not None), what a column that
    does not fit would hold stands under its row."""
    page.print(_line(page, laid, [(item.head, "bold") for item in laid]))
    for place, record in enumerate(records):
        _write_row(page, laid, record, place, strong=bool(value_of(record, table.strong or "-")))
        said = [
            f"{item.head}: {item.texts[place]}"
            for item in given_up or ()
            if item.texts[place] not in ("", UNKNOWN)
        ]
        if table.note and (given_up is not None or not table.note_detail):
            said.append(value_of(record, table.note) or "")
        if note := "; ".join(filter(None, said)):
            page.paragraph(note, style="dim", indent=NOTE_INDENT)


def _panels(page: Page, laid: list[_Laid], repeated: int) -> list[list[_Laid]]:
    """Return the columns in as many panels as it takes, each with the first ones again."""
    for item in laid:
        item.width = _natural(item)
    first, others = laid[:repeated], laid[repeated:]
    beside = sum(item.width + GAP for item in (*first[1:], *others))
    if LEAST_NAME <= page.width - beside < first[0].width:  # a shorter name saves a panel
        first[0].width = page.width - beside
    panels: list[list[_Laid]] = []
    used = page.width
    for item in others:
        if used + GAP + item.width > page.width:
            panels.append(list(first))
            used = sum(item.width + GAP for item in first) - GAP
        panels[-1].append(item)
        used += GAP + item.width
    return panels


def _natural(item: _Laid) -> int:
    longest = max((cell_len(text) for text in item.texts), default=0)
    return max(longest, cell_len(item.head))


def _lay(page: Page, column: Column, records: tuple[Any, ...]) -> _Laid:
    if column.kind is Kind.TRACK:
        return _Laid(column, "", ["" for _ in records])
    signs = [plain(signs_of(record, column), page.symbols) for record in records]
    # behind numbers all signs take the same room, so that the numbers stand under each other
    room = max([1, *map(cell_len, signs)]) if column.numeric and column.marks else 0
    texts = [
        _cell_text(plain(text_of(value_of(record, column.key), column), page.symbols), sign, room)
        for record, sign in zip(records, signs, strict=True)
    ]
    return _Laid(column, plain(column.head, page.symbols), texts)


def _cell_text(text: str, signs: str, room: int) -> str:
    """Return a cell as text: behind a number stand its signs in their room, before a word."""
    if room:
        return f"{text}{signs}{' ' * (room - cell_len(signs))}"
    return f"{signs} {text}".strip() if signs else text


def _fitting(page: Page, laid: list[_Laid]) -> list[_Laid]:
    """Return the columns that fit on the page, with their widths."""
    for item in laid:
        item.width = _natural(item)
        if item.column.kind is Kind.TRACK:
            item.width = LEAST_TRACK
    while True:
        spare = page.width - sum(item.width for item in laid) - GAP * (len(laid) - 1)
        if spare >= 0 or spare + _yielding(laid) >= 0:
            break
        given_up = max(laid, key=lambda item: item.column.drop)
        if not given_up.column.drop:
            break
        laid.remove(given_up)
    while spare < 0:  # the widest text is cut first, so that short names stay whole
        widest = max(_texts(laid), key=lambda item: item.width, default=None)
        if widest is None or widest.width <= LEAST_TEXT:
            break
        widest.width -= 1
        spare += 1
    for item in laid:
        if item.column.kind is Kind.TRACK:
            item.width = min(item.width + max(spare, 0), MOST_TRACK)
            item.head = scale(item.width)
    return laid


def _texts(laid: list[_Laid]) -> list[_Laid]:
    return [item for item in laid if item.column.kind is Kind.TEXT and not item.column.whole_words]


def _yielding(laid: list[_Laid]) -> int:
    """Return how many characters the texts of these columns could give up."""
    return sum(max(item.width - AMPLE_TEXT, 0) for item in _texts(laid))


def _write_row(page: Page, laid: list[_Laid], record: Any, place: int, *, strong: bool) -> None:
    parts: list[list[str]] = []
    styles: list[str] = []
    for item in laid:
        style = TONES.get(tone_of(record, item.column), "")
        if item.column.kind is Kind.TRACK:
            parts.append([track(value_of(record, item.column.key), item.width, page.symbols)])
        else:
            parts.append(_broken(page, item, item.texts[place]))
        styles.append(f"bold {style}".strip() if strong else style)
    for line in range(max(map(len, parts))):
        cells = [part[line] if line < len(part) else "" for part in parts]
        page.print(_line(page, laid, list(zip(cells, styles, strict=True))))


def _broken(page: Page, item: _Laid, text: str) -> list[str]:
    """Return the lines of a cell: one, unless its text is wider than a column that may break."""
    if cell_len(text) <= item.width:
        return [text]
    if item.column.cut:
        return [fit(text, item.width, page.symbols)]
    return [str(line).rstrip() for line in page.wrapped(Text(text), item.width)]


def _line(page: Page, laid: list[_Laid], cells: list[tuple[str, str]]) -> Text:
    line = Text()
    for place, (item, (text, style)) in enumerate(zip(laid, cells, strict=True)):
        if place:
            line.append(" " * GAP)
        said = text
        if item.column.numeric:
            said = " " * (item.width - cell_len(text)) + text
        elif place < len(laid) - 1:
            said = fit(text, item.width, page.symbols)
        line.append(said, style=style or None)
    return line
