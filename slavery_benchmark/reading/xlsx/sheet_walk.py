"""One walk over the XML of an .xlsx sheet: what it holds, written again in plain form.

The reader library takes rare spellings (comments and CDATA inside a value, character references in
an address, UTF-16) otherwise than XML does, or refuses the sheet. So a sheet that quick_scan cannot
prove to be plain is walked here, and the library is given what the walk found.
"""

import re
from collections.abc import Collection, Sequence
from xml.parsers import expat

from slavery_benchmark.reading.addresses import column_letters
from slavery_benchmark.reading.archive import Archive, refuse_doctype
from slavery_benchmark.reading.feeding import feed, refuse_depth
from slavery_benchmark.reading.formulas import LONGEST, Formulas
from slavery_benchmark.reading.inflate import Source
from slavery_benchmark.reading.limits import DEFAULT, LONGEST_CELL, Clock, Limits
from slavery_benchmark.reading.raw_cells import (
    LAST_COLUMN,
    LAST_ROW,
    NOT_CALCULATED,
    Block,
    Findings,
    Marks,
    Struck,
    error_mark,
    error_text,
    most_text,
    refuse_area,
    refuse_damaged,
    refuse_large,
    refuse_long,
    refuse_marks,
)
from slavery_benchmark.reading.references import block_of, column_of, hidden_run
from slavery_benchmark.reading.runs import Runs
from slavery_benchmark.reading.xlsx.formula_cells import note_formula
from slavery_benchmark.reading.xlsx.plain_cells import PlainSheet
from slavery_benchmark.reading.xlsx.shared_strings import NO_STRINGS, Strings

_ROW, _CELL, _INSIDE = 3, 4, 5
"""How deep rows and cells stand, and what is inside a cell."""
_REFERENCE = re.compile(r"([A-Za-z]{1,3})([0-9]{1,7})")
_TEXTS = ("str", "inlineStr")
_BOOLEANS = {"0": "0", "1": "1", "false": "0", "true": "1"}
_TRUE = ("1", "true")


class SheetWalk:
    """A walk over one sheet. `findings` once it is over.

    Only cells of /worksheet/sheetData/row count, whatever stands elsewhere.
    """

    def __init__(
        self,
        sheet: str,
        file: str,
        limits: Limits = DEFAULT,
        strings: Strings = NO_STRINGS,
        struck: Collection[str] = (),
        size: int | None = None,
    ) -> None:
        self._sheet = sheet
        self._size = size
        self._file = file
        self._limits = limits
        self._strings = strings
        self._struck_styles = struck
        self._struck: Struck = {}
        self._runs = Runs()
        self._marks: Marks = {}
        self._merges: list[Block] = []
        self._hidden_rows: list[int] = []
        self._hidden_columns: list[tuple[int, int]] = []
        self._plain = PlainSheet()
        self._tags: dict[str, str] = {}
        self._depth = 0
        self._path = ["", "", ""]
        self._row = self._column = self._last_row = self._last_column = -1
        self._text_size = self._tables = 0
        self._taken: dict[int, int] = {}
        self._cell: dict[str, str] | None = None
        self._value: str | None = None
        self._inline: list[str] = []
        self._formula: dict[str, str] | None = None
        self._formula_text = ""
        self._formulas = Formulas(limits.marks)
        self._reading = self._keeping = False
        self._text: list[str] = []
        self._phonetic = self._at = 0
        self._parser = parser = expat.ParserCreate(namespace_separator="}")
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.StartDoctypeDeclHandler = self._doctype

    def walk(self, stream: Source, clock: Clock | None = None) -> Findings:
        """Walk to the end of the sheet.

        Raises UnusableError if the sheet reaches too far or has a cell nowhere, or
        xml.parsers.expat.ExpatError if its XML breaks off.
        """
        feed(self._parser, stream, clock, self._look)
        rows, columns = self._last_row + 1, self._last_column + 1
        refuse_area(rows, columns, self._sheet, self._file, self._limits, self._size)
        return Findings(
            self._marks,
            tuple(self._merges),
            tuple(self._hidden_rows),
            tuple(self._hidden_columns),
            self._plain.finished(),
            self._tables > 0,
            self._formulas.cells,
            self._formulas.only_zeros,
            self._struck,
        )

    def _look(self) -> None:
        """Refuse, between pieces of the sheet, what grows without an end."""
        refuse_depth(self._depth)
        if self._cell is not None:
            self._refuse_long([*self._inline, *self._text])
        if len(self._hidden_rows) > LAST_ROW or len(self._hidden_columns) > LAST_COLUMN:
            refuse_damaged(self._file, "rows or columns that stand twice", self._sheet)

    def _refuse_long(self, pieces: Sequence[str]) -> None:
        """Refuse the cell if these pieces of its text are more than it can hold."""
        if len(pieces) > LONGEST_CELL or sum(map(len, pieces)) > LONGEST_CELL:
            refuse_long(self._sheet, self._row, self._column, self._file)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        depth = self._depth
        tag = self._tags.get(name) or self._tags.setdefault(name, name.rpartition("}")[2])
        if depth == _CELL and self._path[2] == "row" and self._path[1] == "sheetData":
            if tag == "c":
                self._start_cell(attributes)
        elif self._cell is not None and depth >= _INSIDE:
            self._start_inside(tag, depth, attributes)
        elif depth <= _ROW:
            self._path[depth - 1 :] = [tag, *[""] * (3 - depth)]
            if depth == _ROW:
                self._start_third(tag, attributes)
            elif tag == "sheetData":
                self._tables += 1
                if self._tables > 1:
                    refuse_damaged(self._file, "two tables of cells", self._sheet)

    def _start_third(self, tag: str, attributes: dict[str, str]) -> None:
        """Take in a row, a run of columns or a merge."""
        parent = self._path[1]
        if tag == "row" and parent == "sheetData":
            number = attributes.get("r")
            self._row = self._row + 1 if number is None else self._row_index(number)
            self._column = -1
            if self._row >= LAST_ROW:
                refuse_damaged(self._file, f"a row numbered {self._row + 1:,}", self._sheet)
            if attributes.get("hidden") in _TRUE:
                self._hidden_rows.append(self._row)
        elif tag == "mergeCell" and parent == "mergeCells":
            self._merge(attributes)
        elif tag == "col" and parent == "cols" and attributes.get("hidden") in _TRUE:
            run = hidden_run(attributes)
            if run is not None:
                self._hidden_columns.append(run)

    def _merge(self, attributes: dict[str, str]) -> None:
        block = block_of(attributes.get("ref", ""))
        if block is not None:
            self._merges.append(block)
        refuse_marks(len(self._merges), self._sheet, self._file, self._limits)

    def _start_cell(self, attributes: dict[str, str]) -> None:
        reference = attributes.get("r")
        if reference is None:
            self._column += 1
            self._row = max(self._row, 0)
        else:
            self._row, self._column = self._place(reference)
        self._hold(reference)
        self._cell, self._value, self._formula, self._formula_text = attributes, None, None, ""
        self._inline.clear()
        self._runs = Runs()

    def _hold(self, reference: str | None) -> None:
        """Note where the cell stands; refuse one too far away, or a second one in its place."""
        row, column = self._row, self._column
        if row > self._last_row or column > self._last_column:
            self._last_row, self._last_column = (
                max(row, self._last_row),
                max(column, self._last_column),
            )
            refuse_area(
                self._last_row + 1, self._last_column + 1, self._sheet, self._file, self._limits
            )
        taken, place = self._taken.get(row, 0), 1 << column
        if taken & place:
            said = reference or f"{column_letters(column)}{row + 1}"
            refuse_damaged(self._file, f"two cells at {said}", self._sheet)
        self._taken[row] = taken | place

    def _start_inside(self, tag: str, depth: int, attributes: dict[str, str]) -> None:
        if self._reading:
            self._keep()
        if depth == _INSIDE:
            if tag == "f":
                self._formula = attributes
            if tag == "v" and self._value is not None:
                refuse_damaged(self._file, "a cell with two values", self._sheet)
            self._begin(tag == "v", keeping=True)
            if tag == "f":
                self._parser.CharacterDataHandler = self._take_formula
            return
        self._runs.start(tag, attributes.get("val"))
        if tag == "rPh":
            self._phonetic = depth
        elif tag == "t" and not self._phonetic:
            kept = attributes.get("http://www.w3.org/XML/1998/namespace}space") == "preserve"
            self._begin(True, keeping=kept)

    def _begin(self, reading: bool, *, keeping: bool) -> None:
        self._reading, self._keeping, self._at = reading, keeping, self._depth
        self._text.clear()
        self._parser.CharacterDataHandler = self._text.append if reading else None

    def _take_formula(self, text: str) -> None:
        """Keep as much of a formula as there can be in one."""
        if len(self._formula_text) < LONGEST:
            self._formula_text += text[:LONGEST]

    def _keep(self) -> None:
        """Keep the text of a value, or of a piece of text in a cell, that has just ended."""
        self._refuse_long(self._text)
        text = "".join(self._text)
        if self._at == _INSIDE:
            self._value = text
        else:
            said = text if self._keeping else text.strip(" \t\r\n")
            self._inline.append(self._runs.shown(said))
        self._reading = False
        self._parser.CharacterDataHandler = None

    def _end(self, _name: str) -> None:
        if self._reading:
            self._keep()
        if self._depth == self._phonetic:
            self._phonetic = 0
        if self._depth == _CELL and self._cell is not None:
            self._end_cell(self._cell)
        self._depth -= 1

    def _end_cell(self, cell: dict[str, str]) -> None:
        if len(self._inline) > 1:
            self._refuse_long(self._inline)
        kind, value, inline = cell.get("t", "n"), self._value, "".join(self._inline)
        self._cell = self._parser.CharacterDataHandler = None
        mark: str | None = None
        if kind == "e":
            mark = error_mark(error_text(value), rich="vm" in cell)
        elif self._formula is not None and not value and kind not in _TEXTS:
            mark = NOT_CALCULATED
        elif kind == "b" and value:
            value = _BOOLEANS.get(value.strip())
            mark = None if value else error_text("a truth value that is neither")
        elif kind == "s" and value:
            if self._strings.data is None:
                refuse_damaged(self._file, "no shared texts, though cells name some", self._sheet)
            length = self._strings.length(value)
            self._text_size += max(length, 0)
            mark = error_text("a text that is not in the file") if length < 0 else None
            if mark is None and self._strings.is_too_long(int(value)):
                refuse_long(self._sheet, self._row, self._column, self._file)
        elif kind not in ("n", "b", "s", "d", *_TEXTS):
            mark = error_text(f"a cell of an unknown kind, {kind}")
        if self._formula is not None:
            lacking = kind == "e" or mark == NOT_CALCULATED
            note_formula(
                self._formulas,
                (self._row, self._column),
                self._formula,
                text=self._formula_text,
                value=None if lacking else value or "",
            )
        if mark is not None:
            self._marks[self._row, self._column] = mark
            refuse_marks(len(self._marks), self._sheet, self._file, self._limits)
            return
        said = inline if kind == "inlineStr" or (inline and not value) else value
        said = self._unless_struck(cell, kind, said)
        if said:
            written = "inlineStr" if said is inline else kind
            self._plain.add(self._row, self._column, written, cell.get("s"), said)
            self._refuse_text(len(said))

    def _unless_struck(self, cell: dict[str, str], kind: str, said: str | None) -> str | None:
        """Return what a cell holds, nothing if all of it is struck through; note what is."""
        whole: bool | None = self._runs.all_struck if self._runs.some_struck else None
        if said and kind == "s":
            whole = self._strings.struck.get(int(said), None)
        if said and cell.get("s") in self._struck_styles:
            whole = True
        if whole is None:
            return said
        self._struck[self._row, self._column] = whole
        refuse_marks(len(self._struck), self._sheet, self._file, self._limits)
        return None if whole else said

    def _refuse_text(self, more: int) -> None:
        self._text_size += more
        most = most_text(self._limits, self._size)
        if self._text_size > most:
            expected = f"at most {most:,} characters in all cells"
            refuse_large("more text than that", expected, self._sheet, self._file)

    def _place(self, reference: str) -> tuple[int, int]:
        """Return row and column of a cell reference."""
        match = _REFERENCE.fullmatch(reference)
        if match is None or int(match[2]) == 0:
            refuse_damaged(self._file, f"a cell at {reference}", self._sheet)
        return int(match[2]) - 1, column_of(match[1])

    def _row_index(self, number: str) -> int:
        if not (number.isascii() and number.isdigit() and 0 < len(number) < 8 and int(number)):
            refuse_damaged(self._file, f"a row numbered {number}", self._sheet)
        return int(number) - 1

    def _doctype(self, *_: object) -> None:
        refuse_doctype(f"the sheet {self._sheet}", self._file)


def walk_sheet(
    archive: Archive, part: str, sheet: str, strings: Strings, struck: Collection[str] = ()
) -> Findings:
    """Walk a sheet of an archive. UnusableError if it is broken or reaches too far."""
    stream, member = archive.open(part), archive.member(part)
    if stream is None or member is None:
        refuse_damaged(archive.file, f"no content for the sheet {sheet}")
    walk = SheetWalk(sheet, archive.file, archive.limits, strings, struck, member.size)
    try:
        return walk.walk(stream, archive.clock)
    except (expat.ExpatError, ValueError, LookupError) as error:
        # the last two for an encoding that the parser does not know
        refuse_damaged(archive.file, str(error), sheet)
