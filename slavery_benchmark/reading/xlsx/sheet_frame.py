"""What stands around the rows of a plain .xlsx sheet."""

from xml.parsers import expat

from slavery_benchmark.reading.limits import Limits
from slavery_benchmark.reading.raw_cells import Block
from slavery_benchmark.reading.references import block_of, hidden_run
from slavery_benchmark.reading.xlsx import plain_rows

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
        self._path: list[str] = []
        if b"<!" in head or b"<!" in tail:
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
        self._path.append(tag)
        if tag in ("row", "c"):
            raise UnprovedError
        if tag == "sheetData":
            if self._starts or len(self._path) != 2:
                raise UnprovedError
            self._starts.append(self._parser.CurrentByteIndex)
        elif self._path[1:] == ["mergeCells", "mergeCell"]:
            block = block_of(attributes.get("ref", ""))
            if block is not None:
                self.merges.append(block)
            if len(self.merges) > self._most:
                raise UnprovedError
        elif self._path[1:] == ["cols", "col"] and attributes.get("hidden") in ("1", "true"):
            run = hidden_run(attributes)
            if run is not None:
                self.hidden_columns.append(run)

    def _end(self, _name: str) -> None:
        self._path.pop()


def _refuse_encoding(_version: str, encoding: str | None, _standalone: int) -> None:
    if (encoding or "utf-8").lower() != "utf-8":
        raise UnprovedError
