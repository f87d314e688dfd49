"""The rows of the checks on a sheet of a form, each found by the id of its check."""

from slavery_benchmark.core.framework.framework import Framework
from slavery_benchmark.core.problems import Code
from slavery_benchmark.core.scoring.submission import State
from slavery_benchmark.core.text import fold, nearest
from slavery_benchmark.extracting.personal_data import note_personal
from slavery_benchmark.extracting.values import Bad, as_text, read_level
from slavery_benchmark.forms.review import layout
from slavery_benchmark.forms.review.tables import FormTable


class CheckRows:
    """The rows of the checks on a sheet; what is wrong with them goes to the log.

    filled: the columns that make a row one that must name its check.
    """

    def __init__(self, table: FormTable, framework: Framework, filled: tuple[str, ...]) -> None:
        self.table = table
        self.whole = True
        self._rows: dict[str, list[int]] = {}
        ids = {fold(check.id): check.id for _, _, check in framework.checks()}
        for row in table.rows(filled):
            said = table.shown(row, layout.CHECK)
            check = ids.get(fold(said))
            if check is not None:
                self._rows.setdefault(check, []).append(row)
                continue
            self.whole = False
            cell = table.cell(row, layout.CHECK)
            if not said:
                table.log.add(Code.ROW_WITHOUT_CHECK, cell, found="", expected="the id of a check")
            else:
                said = note_personal(said, cell, table.log)
                close = nearest(said, ids.values())
                expected = "the id of a check"
                table.log.add(
                    Code.CHECK_UNKNOWN, cell, found=said, expected=expected, nearest=close
                )
        table.log.name_cells(
            table.sheet.name,
            {place: name for name, place in table.columns.items()},
            {row: check for check, rows in self._rows.items() for row in rows},
        )

    def has(self, check: str) -> bool:
        """Return whether a check has a row."""
        return check in self._rows

    def row(self, check: str) -> int | None:
        """Return the row of a check; None, noted, where there is none or more than one."""
        rows = self._rows.get(check, [])
        if len(rows) == 1:
            return rows[0]
        self.whole = False
        if not rows:
            sheet = self.table.sheet.name
            self.table.log.add(Code.REVIEW_ROW_MISSING, sheet, expected=f"a row for {check}")
        for row in rows[1:]:
            self.table.log.add(
                Code.CHECK_TWICE,
                self.table.cell(row, layout.CHECK),
                found=f"{check}, also in row {rows[0] + 1}",
                expected="one row for each check",
            )
        return None

    def given(self, row: int | None, framework: Framework) -> tuple[State, int | None]:
        """Return what the force answered, as the form says."""
        if row is None:
            return State.BLANK, None
        level = read_level(self.table.shown(row, layout.GIVEN), framework.levels)
        if isinstance(level, int):
            return State.ANSWERED, level
        if level is None:
            return State.BLANK, None
        return (State.INVALID if isinstance(level, Bad) else State.NOT_APPLICABLE), None

    def level(self, row: int, name: str, framework: Framework) -> int | None:
        """Return the level in a cell; None where there is none, or, noted, none of the scale."""
        value, usable = self.table.value(row, name)
        if not usable:
            return None
        level = read_level(value, framework.levels)
        if level is None or isinstance(level, int):
            return level
        cell = self.table.cell(row, name)
        labels = [framework.level_label(item.level) for item in framework.levels]
        self.table.log.add(
            Code.REVIEW_LEVEL_NOT_RECOGNISED,
            cell,
            found=note_personal(as_text(value), cell, self.table.log),
            expected=f"a level from {labels[0]} to {labels[-1]}, or an empty cell",
            nearest=tuple(item for item in level.nearest if item in labels)
            if isinstance(level, Bad)
            else (),
        )
        return None
