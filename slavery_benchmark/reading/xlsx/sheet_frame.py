"""What stands around the rows of a plain .xlsx sheet."""

from xml.parsers import expat

from slavery_benchmark.reading.limits import Limits
from slavery_benchmark.reading.raw_cells import LAST_COLUMN, Block
from slavery_benchmark.reading.references import block_of, hidden_run
from slavery_benchmark.reading.xlsx import plain_rows

MOST_TAIL = 2**24
"""Bytes after the rows; more of them are walked, piece by piece."""
_MOST_DEEP = 100
START, END = b"<sheetData>", b"</sheetData>"


class UnprovedError(Exception):
    """The sheet may be sound, but not provably so."""


class SheetFrame:
    """What stands around the rows: merges and hidden columns."""

    def __init__(self, head: bytes, tail: bytes, limits: Limits, *, dy: bool) -> None:
        """Raise unless head and tail are XML around the start and end of sheetData, without cells.

        A prefix is declared in the head if `dy`.
        """
        self.merges: list[Block] = []
        self.hidden_columns: list[tuple[int, int]] = []
        self._most = limits.marks
        self._starts: list[int] = []
        self._path = ["", "", ""]
        self._depth = 0
        if b"<!" in head or b"<!" in tail or len(tail) > MOST_TAIL:
            raise UnprovedError
        parser = self._parser = expat.ParserCreate(namespace_separator="}")
        parser.XmlDeclHandler = _refuse_encoding
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.Parse(head, False)
        if dy:
            parser.Parse(b"<dy " + plain_rows.DY + b'=""/>', False)
        parser.Parse(tail, True)
        if not self._starts or self._starts[0] != len(head) - len(START):
            raise UnprovedError

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        tag = name.rpartition("}")[2]
        self._depth += 1
        if tag in ("row", "c") or self._depth > _MOST_DEEP:
            raise UnprovedError
        if self._depth > len(self._path):
            if tag == "sheetData":
                raise UnprovedError
            return
        self._path[self._depth - 1] = tag
        inside = self._path[1 : self._depth]
        if tag == "sheetData":
            if self._starts or self._depth != 2:
                raise UnprovedError
            self._starts.append(self._parser.CurrentByteIndex)
        elif inside == ["mergeCells", "mergeCell"]:
            block = block_of(attributes.get("ref", ""))
            if block is not None:
                self.merges.append(block)
            if len(self.merges) > self._most:
                raise UnprovedError
        elif inside == ["cols", "col"] and attributes.get("hidden") in ("1", "true"):
            run = hidden_run(attributes)
            if run is not None:
                self.hidden_columns.append(run)
            if len(self.hidden_columns) > LAST_COLUMN:
                raise UnprovedError

    def _end(self, _name: str) -> None:
        self._depth -= 1


def _refuse_encoding(_version: str, encoding: str | None, _standalone: int) -> None:
    if (encoding or "utf-8").lower() != "utf-8":
        raise UnprovedError
