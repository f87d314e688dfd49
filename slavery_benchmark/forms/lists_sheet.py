"""The sheet of choices: one table, so that each drop-down is a range of it."""

from collections.abc import Sequence

from openpyxl.worksheet.worksheet import Worksheet

from slavery_benchmark.core.framework.case_sheet import NO, NOT_NEEDED, YES, CaseColumn
from slavery_benchmark.core.framework.framework import Framework
from slavery_benchmark.core.framework.register import Register
from slavery_benchmark.extracting import layout
from slavery_benchmark.writing.sheet_style import (
    height_for,
    mark_table,
    put,
    set_up_page,
    write_header,
    write_title,
)

_FIRST_ROW = 5
_WIDTHS = (24.0, 40.0, 80.0)
_LEVEL, _FORCE, _YES_OR_NO = "Level", "Force", "Yes or no"
_YES_OR_NO_MEANING = {
    YES: "The case file shows it.",
    NO: "The case file does not show it.",
    NOT_NEEDED: "It could not apply to this case. A figure about it passes the case over.",
}


class Choices:
    """Lists of choices, and where each of them stands on the sheet of lists."""

    def __init__(self) -> None:
        self.rows: list[tuple[str, str, str]] = []
        self._ranges: dict[str, str] = {}

    def range_of(self, key: str) -> str:
        """Return the range of a list; KeyError if it was not added."""
        return self._ranges[key]

    def add(self, name: str, choices: Sequence[tuple[str, str]], key: str = "") -> None:
        """Add a list of (choice, what it is) under a name; an empty one is no list."""
        if choices:
            top = _FIRST_ROW + len(self.rows)
            self.rows += [(name, choice, meaning) for choice, meaning in choices]
            bottom = top + len(choices) - 1
            self._ranges[key or name] = f"{layout.LISTS_SHEET}!$B${top}:$B${bottom}"

    def write(self, sheet: Worksheet) -> None:
        """Write the table of all lists."""
        write_title(sheet, "Lists", "What the drop-downs offer. Leave this sheet as it is.")
        header = _FIRST_ROW - 1
        write_header(sheet, header, ("List", "Choice", "What it is"), _WIDTHS)
        for row, values in enumerate(self.rows, start=_FIRST_ROW):
            for column, value in enumerate(values, start=1):
                put(sheet.cell(row, column), value)
            sheet.row_dimensions[row].height = height_for(list(zip(values, _WIDTHS, strict=True)))
        mark_table(sheet, "Lists", header, _FIRST_ROW + len(self.rows) - 1, 3)
        set_up_page(sheet, header_row=header, landscape=False)


class Lists(Choices):
    """What the drop-downs of a framework offer, and where each list stands."""

    def __init__(self, framework: Framework, register: Register) -> None:
        super().__init__()
        levels = [(framework.level_label(item.level), item.meaning) for item in framework.levels]
        levels.append((layout.NOT_APPLICABLE, "The check cannot apply to this force; say why."))
        self.add(_LEVEL, levels)
        self.add(_FORCE, [(force.name, force.code) for force in register.real()])
        if framework.cases is not None:
            self.add(layout.HOW_CHOSEN, list(layout.HOW_CHOSEN_WORDS.items()))
            self.add(_YES_OR_NO, list(_YES_OR_NO_MEANING.items()))
            for column in framework.cases.of_kind("choice"):
                choices = [(choice, column.guidance) for choice in column.choices]
                self.add(column.heading, choices, key=_key(column))

    @property
    def levels(self) -> str:
        """The range of the levels and Not applicable."""
        return self._ranges[_LEVEL]

    @property
    def forces(self) -> str:
        """The range of the real forces; empty if there are none."""
        return self._ranges.get(_FORCE, "")

    @property
    def how_chosen(self) -> str:
        """The range of the ways in which cases are chosen."""
        return self._ranges[layout.HOW_CHOSEN]

    def words_of(self, column: CaseColumn) -> str:
        """Return the range of the words that a column of case files takes."""
        return self._ranges[_YES_OR_NO if column.kind == "yes or no" else _key(column)]


def _key(column: CaseColumn) -> str:
    """Return a key that no list of another kind can have, whatever the column is called."""
    return f"column {column.id}"
