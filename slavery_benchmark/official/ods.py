"""One pass over a large .ods: the extent of its sheets, and cells without a usable value.

The published table has millions of cells. A tree of them, which is what workbook.open_document
builds for a return, would not fit into memory.
"""

from xml.parsers import expat

from slavery_benchmark.core.problems import Code, UnusableError, problem
from slavery_benchmark.core.text import clean
from slavery_benchmark.workbook.raw_cells import (
    MAX_CELLS,
    NOT_CALCULATED,
    Marks,
    error_text,
    refuse_damaged,
)

_OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0 "
_TABLE = "urn:oasis:names:tc:opendocument:xmlns:table:1.0 "
_TEXT = "urn:oasis:names:tc:opendocument:xmlns:text:1.0 "
_CALCEXT = "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0 "
_ERROR_STARTS = ("#", "Err:")

_SHEET = f"{_TABLE}table"
_ROW = f"{_TABLE}table-row"
_CELLS = (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell")
_PARAGRAPH = f"{_TEXT}p"
_REPEATED_ROWS = f"{_TABLE}number-rows-repeated"
_REPEATED_COLUMNS = f"{_TABLE}number-columns-repeated"
_FORMULA = f"{_TABLE}formula"
_VALUE_TYPE = f"{_OFFICE}value-type"
_SHOWN_TYPE = f"{_CALCEXT}value-type"


def scan_sheets(data: bytes, file: str) -> dict[str, Marks]:
    """Return the sheets of content.xml with the cells that hold an error, or no calculated value.

    Raises UnusableError if the sheets reach too far, counted with their repeats, before a parser
    allocates them; expat.ExpatError if the content is broken.
    """
    scan = _Scan(file)
    scan.parser.Parse(data, True)
    scan.end_sheet()
    return scan.marks


class _Scan:
    """Where the pass is, and what it has found. Ends of elements are asked for only when needed."""

    def __init__(self, file: str) -> None:
        self.marks: dict[str, Marks] = {}
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.StartElementHandler = self._start
        self._file = file
        self._sheet = ""
        self._row = self._height = self._column = self._width = 0
        self._last_row = self._last_column = self._area = 0
        self._cell: dict[str, str] = {}
        self._shown = ""

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == _PARAGRAPH:
            self._hold()
        elif tag in _CELLS:
            self._column += self._width
            repeated = attributes.get(_REPEATED_COLUMNS)
            self._width = 1 if repeated is None else self._count(repeated)
            if _FORMULA in attributes or attributes.get(_SHOWN_TYPE) == "error":
                self._hold()
                self._cell, self._shown = attributes, ""
                self.parser.CharacterDataHandler = self._text
                self.parser.EndElementHandler = self._end
            elif _VALUE_TYPE in attributes:
                self._hold()
        elif tag == _ROW:
            self._row += self._height
            repeated = attributes.get(_REPEATED_ROWS)
            self._height = 1 if repeated is None else self._count(repeated)
            self._column = self._width = 0
        elif tag == _SHEET:
            self.end_sheet()
            self._sheet = attributes.get(f"{_TABLE}name", "")
            self.marks[self._sheet] = {}
            self._row = self._height = self._last_row = self._last_column = 0

    def _text(self, text: str) -> None:
        self._shown += text

    def _end(self, tag: str) -> None:
        """Judge a cell that may hold an error, or no calculated value, by what it shows."""
        if tag not in _CELLS:
            return
        self.parser.CharacterDataHandler = self.parser.EndElementHandler = None
        shown = self._shown.strip()
        if self._cell.get(_SHOWN_TYPE) == "error" or shown.startswith(_ERROR_STARTS):
            self.marks[self._sheet][self._row, self._column] = error_text(shown)
        elif _VALUE_TYPE not in self._cell:
            self.marks[self._sheet][self._row, self._column] = NOT_CALCULATED

    def _hold(self) -> None:
        """Note that the cell where the pass is holds something."""
        if self._row + self._height > self._last_row:
            self._last_row = self._row + self._height
        if self._column + self._width > self._last_column:
            self._last_column = self._column + self._width

    def end_sheet(self) -> None:
        """Refuse cells too far away, over all sheets: the next parser holds them all at once."""
        self._area += self._last_row * self._last_column
        if self._area > MAX_CELLS:
            raise UnusableError(
                problem(
                    Code.TOO_LARGE,
                    file=self._file,
                    cell=clean(self._sheet, 40),
                    found=f"a cell in row {self._last_row:,} and one in column "
                    f"{self._last_column:,}",
                    expected=f"at most {MAX_CELLS:,} cells in all up to the furthest ones; delete "
                    "what lies far outside the table",
                )
            )

    def _count(self, repeated: str) -> int:
        if not (repeated.isascii() and repeated.isdigit() and 0 < len(repeated) < 9):
            refuse_damaged(self._file, f"a cell repeated {repeated} times")
        return int(repeated)
