"""One walk over the content of an .ods: values, marks and extent of the sheets that are wanted.

The reader library holds all sheets of an .ods at once, with each repeat written out; so they are
read here. A repeat is bounded before anything is made of it.
"""

from collections.abc import Collection, Sequence
from xml.parsers import expat

import msgspec

from slavery_benchmark.core.text import fold
from slavery_benchmark.reading.archive import refuse_doctype
from slavery_benchmark.reading.document_values import (
    ABOVE,
    STRUCK,
    formula_of,
    look_of,
    mark_of,
    value_of,
)
from slavery_benchmark.reading.feeding import feed, refuse_depth
from slavery_benchmark.reading.formulas import Formulas
from slavery_benchmark.reading.inflate import Source
from slavery_benchmark.reading.limits import LONGEST_CELL, Clock, Limits
from slavery_benchmark.reading.raw_cells import (
    LAST_COLUMN,
    Block,
    CellValue,
    Findings,
    Marks,
    SheetPart,
    Struck,
    error_text,
    refuse_area,
    refuse_damaged,
    refuse_large,
    refuse_long,
    refuse_marks,
)
from slavery_benchmark.reading.runs import raised

_TABLE = "urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_TEXT = "urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_STYLE = "urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_CELLS = (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell")
_SHEET, _ROW = f"{_TABLE}table", f"{_TABLE}table-row"
_COLUMN, _ROW_GROUP = f"{_TABLE}table-column", f"{_TABLE}table-row-group"
_PARAGRAPH, _BLANKS = f"{_TEXT}p", f"{_TEXT}s"
_BREAKS = {f"{_TEXT}tab": "\t", f"{_TEXT}line-break": "\n"}
_NAME = f"{_TABLE}name"
_HIDDEN = ("collapse", "filter")
_MOST_BLANKS = 1_000
_MOST_STYLES = 100_000


class DocumentSheet(msgspec.Struct, frozen=True):
    """A sheet of an .ods: its part, and its rows and findings if it was wanted."""

    part: SheetPart
    rows: list[list[CellValue]]
    findings: Findings


class _Table:
    """The sheet that the walk is in."""

    def __init__(self, name: str, style: str, *, wanted: bool, most: int) -> None:
        self.name = name
        self.style = style
        self.wanted = wanted
        self.rows: list[list[CellValue]] = []
        self.marks: Marks = {}
        self.formulas = Formulas(most)
        self.struck: Struck = {}
        self.merges: list[Block] = []
        self.hidden_rows: list[int] = []
        self.hidden_columns: list[tuple[int, int]] = []
        self.row = self.column = self.columns = self.last_row = self.last_column = 0
        self.height = 1
        self.hidden = False
        self.cells: list[tuple[int, int, CellValue]] = []
        self.row_marks: list[tuple[int, int, str]] = []


class DocumentWalk:
    """A walk over content.xml. With `wanted` None all sheets are read, by their folded names."""

    def __init__(self, wanted: Collection[str] | None, file: str, limits: Limits) -> None:
        self._wanted = wanted
        self._file = file
        self._limits = limits
        self._sheets: list[_Table] = []
        self._hidden_styles: set[str] = set()
        self._looks: dict[str, str] = {}
        self._spans: list[str] = []
        self._struck_text = False
        self._style = ""
        self._table: _Table | None = None
        self._depth = 0
        self._table_depth = self._cell_depth = self._paragraph_depth = 0
        self._cell: dict[str, str] = {}
        self._paragraphs: list[str] = []
        self._text: list[str] = []
        self._area = self._text_size = 0
        self._parser = parser = expat.ParserCreate(namespace_separator="}")
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.StartDoctypeDeclHandler = self._doctype

    def walk(self, stream: Source, clock: Clock | None = None) -> list[DocumentSheet]:
        """Walk to the end; return the sheets in their order.

        Raises UnusableError if a sheet reaches too far, counted with its repeats, or
        xml.parsers.expat.ExpatError if the XML breaks off.
        """
        feed(self._parser, stream, clock, self._look)
        return [self._finished(table) for table in self._sheets]

    def _look(self) -> None:
        """Refuse, between pieces of the content, what grows without an end."""
        refuse_depth(self._depth)
        if len(self._looks) + len(self._hidden_styles) > _MOST_STYLES:
            refuse_damaged(self._file, f"more than {_MOST_STYLES:,} formats")
        table = self._table
        if table is None or not table.wanted:
            return
        if self._cell_depth:
            self._refuse_long(table, self._text)
            self._refuse_long(table, self._paragraphs)
        if table.column > LAST_COLUMN and table.cells:
            right, width, _ = table.cells[-1]
            refuse_area(table.row + 1, right + width, table.name, self._file, self._limits)
        if len(table.hidden_columns) > LAST_COLUMN:
            refuse_damaged(self._file, "columns that stand twice", table.name)

    def _refuse_long(self, table: _Table, pieces: Sequence[str]) -> None:
        """Refuse the cell if these pieces of its text are more than it can hold."""
        if len(pieces) > LONGEST_CELL or sum(map(len, pieces)) > LONGEST_CELL:
            refuse_long(table.name, table.row, table.column, self._file)

    def _finished(self, table: _Table) -> DocumentSheet:
        width = max(map(len, table.rows), default=0)
        for row in table.rows:
            row.extend([""] * (width - len(row)))
        hidden = table.style in self._hidden_styles
        return DocumentSheet(
            SheetPart(table.name, hidden, "content.xml"),
            table.rows,
            Findings(
                table.marks,
                tuple(table.merges),
                tuple(table.hidden_rows),
                tuple(table.hidden_columns),
                formulas=table.formulas.cells,
                struck=table.struck,
            ),
        )

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        if self._cell_depth:
            self._start_inside(tag, attributes)
        elif tag == _SHEET:
            if self._table is None:
                self._start_table(attributes)
        elif self._table is not None:
            if tag in _CELLS:
                self._start_cell(attributes)
            elif tag == _ROW:
                self._start_row(attributes)
            elif tag == _COLUMN:
                self._start_columns(attributes)
        elif tag == f"{_STYLE}style":
            self._style = attributes.get(f"{_STYLE}name", "")
        elif tag == f"{_STYLE}table-properties" and attributes.get(f"{_TABLE}display") == "false":
            self._hidden_styles.add(self._style)
        elif tag == f"{_STYLE}text-properties":
            look = look_of(attributes)
            if look:
                self._looks[self._style] = look

    def _start_table(self, attributes: dict[str, str]) -> None:
        name = attributes.get(_NAME, "")
        wanted = self._wanted is None or fold(name) in self._wanted
        style = attributes.get(f"{_TABLE}style-name", "")
        self._table = _Table(name, style, wanted=wanted, most=self._limits.marks)
        self._sheets.append(self._table)
        self._table_depth = self._depth
        if len(self._sheets) > self._limits.sheets:
            expected = f"at most {self._limits.sheets:,} sheets"
            refuse_large("more sheets than that", expected, "", self._file)

    def _start_columns(self, attributes: dict[str, str]) -> None:
        table = self._table
        if table is None:
            return
        repeated = self._count(attributes.get(f"{_TABLE}number-columns-repeated"))
        if attributes.get(f"{_TABLE}visibility") in _HIDDEN:
            table.hidden_columns.append((table.columns, table.columns + repeated - 1))
        table.columns += repeated

    def _start_row(self, attributes: dict[str, str]) -> None:
        table = self._table
        if table is None:
            return
        table.height = self._count(attributes.get(f"{_TABLE}number-rows-repeated"))
        table.column = 0
        table.hidden = attributes.get(f"{_TABLE}visibility") in _HIDDEN

    def _start_cell(self, attributes: dict[str, str]) -> None:
        self._cell, self._cell_depth = attributes, self._depth
        self._paragraphs.clear()
        self._struck_text = False

    def _start_inside(self, tag: str, attributes: dict[str, str]) -> None:
        """Take in what stands inside a cell: only its own paragraphs are its text."""
        if tag == _PARAGRAPH and self._depth == self._cell_depth + 1:
            self._paragraph_depth = self._depth
            self._text = []
            self._parser.CharacterDataHandler = self._text.append
        elif self._paragraph_depth:
            if tag == _BLANKS:
                said = attributes.get(f"{_TEXT}c", "1")
                sound = said.isascii() and said.isdigit() and len(said) < 8
                self._text.append(" " * min(int(said) if sound else 1, _MOST_BLANKS))
            elif tag in _BREAKS:
                self._text.append(_BREAKS[tag])
            if self._looks:
                look = self._looks.get(attributes.get(f"{_TEXT}style-name", ""), "")
                self._spans.append(look or (self._spans[-1] if self._spans else ""))
                self._parser.CharacterDataHandler = self._in_span

    def _in_span(self, text: str) -> None:
        """Take in text of a look of its own."""
        look = self._spans[-1] if self._spans else ""
        if look == STRUCK:
            self._struck_text = self._struck_text or bool(text.strip())
        else:
            self._text.append(raised(text, above=look == ABOVE) if look else text)

    def _end(self, tag: str) -> None:
        depth = self._depth
        self._depth -= 1
        if self._cell_depth:
            if self._spans and depth > self._paragraph_depth:
                self._spans.pop()
            if depth == self._paragraph_depth:
                self._paragraphs.append("".join(self._text))
                self._paragraph_depth = 0
                self._parser.CharacterDataHandler = None
            elif depth == self._cell_depth:
                self._cell_depth = 0
                self._end_cell()
        elif self._table is not None:
            if tag == _ROW:
                self._end_row(self._table)
            elif depth == self._table_depth:
                self._area += self._table.last_row * self._table.last_column
                self._table = None

    def _end_cell(self) -> None:
        table, cell = self._table, self._cell
        if table is None:
            return
        width = self._count(cell.get(f"{_TABLE}number-columns-repeated"))
        if not table.wanted:
            table.column += width
            return
        across = self._count(cell.get(f"{_TABLE}number-columns-spanned"))
        down = self._count(cell.get(f"{_TABLE}number-rows-spanned"))
        if across > 1 or down > 1:
            last = (table.row + down - 1, table.column + across - 1)
            table.merges.append((table.row, table.column, *last))
            refuse_marks(len(table.merges), table.name, self._file, self._limits)
        shown = "\n".join(self._paragraphs)
        mark = mark_of(cell, shown)
        value = "" if mark is not None else value_of(cell, shown)
        longest = len(value) if isinstance(value, str) else 0
        if max(len(shown), longest) > LONGEST_CELL:
            refuse_long(table.name, table.row, table.column, self._file)
        whole = self._looks.get(cell.get(f"{_TABLE}style-name", "")) == STRUCK
        if (whole and value not in ("", None)) or self._struck_text:
            whole = whole or not shown.strip()
            value = "" if whole else value
            places = range(table.column, table.column + min(width, self._limits.columns))
            table.struck |= {(table.row, place): whole for place in places}
            refuse_marks(len(table.struck), table.name, self._file, self._limits)
        if mark is None and value is None:
            mark = error_text(shown)
        formula = formula_of(cell) if mark is None else None
        if formula is not None:
            rows, columns = (table.row, table.height), (table.column, width)
            table.formulas.add(range(rows[0], sum(rows)), range(columns[0], sum(columns)), *formula)
        if mark is not None:
            table.row_marks.append((table.column, width, mark))
            value = ""
        if value != "" or mark is not None:
            table.cells.append((table.column, width, "" if value is None else value))
            self._text_size += len(value) * width * table.height if isinstance(value, str) else 0
        table.column += width

    def _end_row(self, table: _Table) -> None:
        """Write the row that ends, as often as it is repeated; refuse what reaches too far."""
        row, height = table.row, table.height
        table.row += height
        if not table.cells:
            return
        right, width, _ = table.cells[-1]
        table.last_row = table.row
        table.last_column = max(table.last_column, right + width)
        area = self._area + table.last_row * table.last_column
        limits, file = self._limits, self._file
        refuse_area(table.last_row, table.last_column, table.name, file, limits)
        if area > limits.cells:
            expected = f"at most {limits.cells:,} in all sheets that are read"
            refuse_large("more cells than that", expected, table.name, file)
        if self._text_size > limits.text:
            expected = f"at most {limits.text:,} characters in all cells"
            refuse_large("more text than that", expected, table.name, file)
        if table.hidden:
            table.hidden_rows += range(row, row + height)
        values: list[CellValue] = [""] * (right + width)
        for column, times, value in table.cells:
            values[column : column + times] = [value] * times
        table.rows += [[] for _ in range(row - len(table.rows))]
        table.rows += [values[:] for _ in range(height)]
        for column, times, mark in table.row_marks:
            refuse_marks(len(table.marks) + times * height, table.name, file, limits)
            for down in range(row, row + height):
                table.marks |= {(down, place): mark for place in range(column, column + times)}
        table.cells.clear()
        table.row_marks.clear()

    def _count(self, repeated: str | None) -> int:
        if repeated is None:
            return 1
        sound = repeated.isascii() and repeated.isdigit() and len(repeated) < 9
        if not sound or int(repeated) == 0:
            refuse_damaged(self._file, f"a cell repeated {repeated} times")
        return int(repeated)

    def _doctype(self, *_: object) -> None:
        refuse_doctype("content.xml", self._file)
