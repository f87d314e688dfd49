"""The places on a page that something leads to: each with an id of its own, of plain letters."""

import re
from collections.abc import Iterator

from slavery_benchmark.document.blocks import Chart, Details, Document, Heading, Table
from slavery_benchmark.document.columns import value_of
from slavery_benchmark.formats.html.sections import FIRST, hosts

_NOT_IN_ID = re.compile(r"[^A-Za-z0-9_-]+")
_OURS = ("contents", "contents-head", FIRST)


class Places:
    """Gives out ids in the order of the page; a link to what is not on the page leads nowhere."""

    def __init__(self, document: Document) -> None:
        self._used = set(_OURS)
        self._waiting: dict[str, str] = {}
        self._known = {FIRST: FIRST}
        for wanted in _wanted(document):
            if wanted not in self._known:
                self._known[wanted] = self._waiting[wanted] = self._unique(wanted)
        for section, host in hosts(document):
            self._known.setdefault(section.id, self._known[host])

    def take(self, wanted: str) -> str:
        """Return the id of what comes next on the page and wants to be called so."""
        return self._waiting.pop(wanted, "") or self._unique(wanted)

    def of(self, wanted: str | None) -> str:
        """Return the id of a place; empty if there is none of that name."""
        return self._known.get(wanted or "", "")

    def _unique(self, wanted: str) -> str:
        start = _NOT_IN_ID.sub("-", wanted).strip("-") or "place"
        candidate, number = start, 1
        while candidate in self._used:
            number += 1
            candidate = f"{start}-{number}"
        self._used.add(candidate)
        return candidate


def _wanted(document: Document) -> Iterator[str]:
    """Yield the names of all places."""
    for section in document.sections:
        if section.title and section.blocks:
            yield section.id
    for block in document.blocks():
        if isinstance(block, Chart | Details | Heading) and block.id:
            yield block.id
        elif isinstance(block, Table) and block.place_by:
            yield from (value_of(record, block.place_by) for record in block.records[: block.limit])
