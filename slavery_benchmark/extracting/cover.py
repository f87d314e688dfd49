"""From the cover sheet to force, period and edition."""

import re
from collections.abc import Iterable
from datetime import date, timedelta

import msgspec

from slavery_benchmark.core.cases.table import Selection
from slavery_benchmark.core.framework.framework import Framework
from slavery_benchmark.core.framework.parts import Part, part_named
from slavery_benchmark.core.framework.register import Force, Register
from slavery_benchmark.core.problems import Code
from slavery_benchmark.core.text import fold, has_odd_digits, without_odd_digits
from slavery_benchmark.extracting import layout
from slavery_benchmark.extracting.case_cover import read_cases_in_period, read_how_chosen
from slavery_benchmark.extracting.date_columns import (
    has_american,
    note_manners,
    note_unsure,
    unsure_of,
)
from slavery_benchmark.extracting.dates import EXPECTED, NoDate, day_text, read_date
from slavery_benchmark.extracting.layout import COVER_SHEET
from slavery_benchmark.extracting.personal_data import looks_personal, note_personal
from slavery_benchmark.extracting.problem_log import ProblemLog
from slavery_benchmark.extracting.unusual_cells import note_formulas, note_struck
from slavery_benchmark.extracting.values import as_text, is_blank
from slavery_benchmark.reading.addresses import address
from slavery_benchmark.reading.reader import CellValue, RawSheet, RawWorkbook

_LABEL_COLUMNS = 3
_EDITION = re.compile(r"[A-Za-z0-9._-]{1,40}")
_LONGEST_PERIOD = 2 * 366
"""In days: small forces may look at two years."""


class Cover(msgspec.Struct, frozen=True, kw_only=True):
    """What the cover says. `known` is the force of the register, if it has one of that name.

    code_given is the force code as it stands there, in the register's spelling if it has it.
    cases_in_period and how_chosen are None where they are not given, or cannot be read. `part` is
    which part of a form this is, None for the whole. `cells` are the addresses of the answers.
    """

    force: str
    known: Force | None
    code_given: str
    period_start: date | None
    period_end: date | None
    edition: str
    cases_in_period: int | None
    how_chosen: Selection | None
    part: Part | None
    cells: dict[str, str]

    def cell(self, field: str) -> str:
        """Return the address of the answer to a line; the sheet's name where it has none."""
        return self.cells.get(field, COVER_SHEET)


def read_cover(
    workbook: RawWorkbook,
    framework: Framework,
    register: Register,
    as_of: date,
    log: ProblemLog,
) -> Cover:
    """Read the cover. Raises UnusableError if its edition is not the framework's."""
    sheet = workbook.sheet(COVER_SHEET)
    cells = cover_cells(sheet, log)
    if not cells:
        lines = "lines named " + ", ".join(layout.COVER_FIELDS[:4])
        other = _first_cell(sheet)
        if other is None:
            raise log.refuse(Code.SHEET_EMPTY, sheet.name, expected=lines)
        raise log.refuse(
            Code.SHEET_MISSING,
            sheet.name,
            found=f"another sheet under this name, with its first cell at {other}",
            expected=f"the {COVER_SHEET} of the template, with {lines}",
        )
    for row, column in cells.values():
        note_struck(sheet, (row,), (column,), log)
        note_formulas(sheet, (row,), (column,), log)
    edition = _edition(workbook, sheet, cells, framework, log)
    force, known, code_given = _force(sheet, cells, register, log)
    start, end = _period(sheet, cells, as_of, log)
    for field in (layout.COMPLETED_BY, layout.SIGNED_OFF_BY):
        if field in cells:
            place = cells[field]
            note_personal(as_text(sheet.value(*place)), address(sheet.name, *place), log)
    has_cases = framework.cases is not None
    in_period = _value(sheet, cells, layout.CASES_IN_PERIOD, log) if has_cases else ("", "")
    how_chosen = _value(sheet, cells, layout.HOW_CHOSEN, log) if has_cases else ("", "")
    return Cover(
        force=force,
        known=known,
        code_given=code_given,
        period_start=start,
        period_end=end,
        edition=edition,
        cases_in_period=read_cases_in_period(*in_period, log),
        how_chosen=read_how_chosen(*how_chosen, log),
        part=_part(sheet, cells, framework, log),
        cells={field: address(sheet.name, *place) for field, place in cells.items()},
    )


def _first_cell(sheet: RawSheet) -> str | None:
    """Return the address of the first cell that holds anything, None for an empty sheet."""
    for row, values in enumerate(sheet.rows):
        for column, value in enumerate(values):
            if not is_blank(value) or (row, column) in sheet.marks:
                return address(sheet.name, row, column)
    return None


def edition_of(workbook: RawWorkbook, editions: Iterable[Framework]) -> Framework | None:
    """Return the edition that the cover names, among these; None if it names none of them."""
    sheet = workbook.sheet(COVER_SHEET)
    log = ProblemLog(workbook.source.shown_as)  # what is wrong is said by read_cover
    said = fold(_said_edition(workbook, sheet, cover_cells(sheet, log), log)[0])
    return next((item for item in editions if said in _names_of(item)), None)


def cover_cells(sheet: RawSheet, log: ProblemLog) -> dict[str, tuple[int, int]]:
    """Return the row and column of the answer to each line: the cell right of its name."""
    fields = {fold(field): field for field in (*layout.COVER_FIELDS, layout.PART)}
    cells: dict[str, tuple[int, int]] = {}
    for row, values in enumerate(sheet.rows):
        for column, value in enumerate(values[:_LABEL_COLUMNS]):
            field = fields.get(fold(value)) if isinstance(value, str) else None
            if field is None:
                continue
            if field in cells:
                first = address(sheet.name, cells[field][0], cells[field][1] - 1)
                log.add(
                    Code.COVER_FIELD_TWICE,
                    address(sheet.name, row, column),
                    found=field,
                    expected=f"it once (it stands at {first})",
                )
            else:
                cells[field] = (row, column + 1)
            break
    return cells


def _value(
    sheet: RawSheet, cells: dict[str, tuple[int, int]], field: str, log: ProblemLog
) -> tuple[CellValue, str]:
    """Return the value and the address of a line's answer; the sheet's name where it has none."""
    if field not in cells:
        return "", sheet.name
    row, column = cells[field]
    return log.usable(sheet, row, column)[0], address(sheet.name, row, column)


def _edition(
    workbook: RawWorkbook,
    sheet: RawSheet,
    cells: dict[str, tuple[int, int]],
    framework: Framework,
    log: ProblemLog,
) -> str:
    said, cell = _said_edition(workbook, sheet, cells, log)
    identity = framework.identity
    ours = f"{identity.id} {identity.edition}"
    if not said:
        raise log.refuse(
            Code.EDITION_MISSING,
            cell,
            found="",
            expected=f"the edition that its template names, such as “{ours}”",
        )
    if fold(said) in _names_of(framework):
        return identity.edition
    for name in framework.stands_for:
        if fold(said) in (fold(name), fold(name.split()[-1])):
            return name
    edition = said.split()[-1]
    named = f" (--criteria {edition})" if _EDITION.fullmatch(edition) else ""
    raise log.refuse(
        Code.EDITION_DIFFERS,
        cell,
        found=said,
        expected=f"“{ours}”, or one that asks the same questions; name its edition{named} or its "
        "folder with --criteria, or carry the answers over with `benchmark template --from`",
    )


def _said_edition(
    workbook: RawWorkbook, sheet: RawSheet, cells: dict[str, tuple[int, int]], log: ProblemLog
) -> tuple[str, str]:
    """Return the edition that is named, and the cell that should name it."""
    value, cell = _value(sheet, cells, layout.EDITION, log)
    return as_text(value) or workbook.properties.get(layout.EDITION_PROPERTY, ""), cell


def _names_of(framework: Framework) -> tuple[str, str]:
    identity = framework.identity
    return fold(f"{identity.id} {identity.edition}"), fold(identity.edition)


def _force(
    sheet: RawSheet,
    cells: dict[str, tuple[int, int]],
    register: Register,
    log: ProblemLog,
) -> tuple[str, Force | None, str]:
    """Return the force as it is named, as the register has it, and the code that is given."""
    value, cell = _value(sheet, cells, layout.FORCE, log)
    code_value, code_cell = _value(sheet, cells, layout.FORCE_CODE, log)
    name, code = as_text(value), as_text(code_value)
    by_code = register.find(code) if code else None
    given = by_code.code if by_code is not None else note_personal(code, code_cell, log)
    if not name:
        if by_code is not None:
            return by_code.name, by_code, given
        log.add(Code.FORCE_MISSING, cell, found="", expected="the name of the force")
        return "", None, given
    known = register.find(name)
    if known is None:
        log.add(
            Code.FORCE_UNKNOWN,
            cell,
            found=name,
            expected="a force of the register",
            nearest=_nearest_force(name, register),
        )
        return ("" if looks_personal(name) else name), None, given
    if by_code is not None and by_code is not known:
        log.add(Code.FORCE_CODE_DIFFERS, code_cell, found=code, expected=f"“{known.code}”")
    return known.name, known, given


def _part(
    sheet: RawSheet, cells: dict[str, tuple[int, int]], framework: Framework, log: ProblemLog
) -> Part | None:
    """Return which part of a form this is, and note it; None for the whole."""
    if layout.PART not in cells:
        return None
    value, cell = _value(sheet, cells, layout.PART, log)
    part = part_named(framework, as_text(value))
    if part is not None:
        expected = "the whole; `benchmark merge` joins the parts"
        log.add(Code.PART_OF_A_FORM, cell, found=part.label, expected=expected)
    return part


def _period(
    sheet: RawSheet, cells: dict[str, tuple[int, int]], as_of: date, log: ProblemLog
) -> tuple[date | None, date | None]:
    start, start_cell = _date_line(sheet, cells, layout.PERIOD_START, Code.PERIOD_MISSING, log)
    end, end_cell = _date_line(sheet, cells, layout.PERIOD_END, Code.PERIOD_END_MISSING, log)
    if start is not None and end is not None and end < start:
        log.add(
            Code.PERIOD_REVERSED,
            end_cell,
            found=end.isoformat(),
            expected=f"a date on or after {start.isoformat()}",
        )
        return None, None
    if start is not None and end is not None:
        _note_swapped(start, end, (start_cell, end_cell), log)
    last, cell = (end, end_cell) if end is not None else (start, start_cell)
    if last is not None and last > as_of:
        log.add(
            Code.PERIOD_FUTURE,
            cell,
            found=last.isoformat(),
            expected=f"a date up to {as_of.isoformat()}",
        )
    if start is not None and ((end or as_of) - start).days > _LONGEST_PERIOD:
        log.add(
            Code.PERIOD_LONG,
            start_cell,
            found=start.isoformat(),
            expected="a period of two years at most",
        )
    return start, end


def _date_line(
    sheet: RawSheet,
    cells: dict[str, tuple[int, int]],
    field: str,
    missing: Code,
    log: ProblemLog,
) -> tuple[date | None, str]:
    """Return the date on a line of the cover, and its cell; problems go to the log."""
    value, cell = _value(sheet, cells, field, log)
    read = read_date(value)
    both = unsure_of(read, american=_is_american(sheet, cells), from_1904=sheet.from_1904)
    if both:
        note_unsure(both, as_text(value), cell, log)
    elif read is None:
        log.add(missing, cell, found="", expected=f"a date for {field}")
    elif isinstance(read, NoDate):
        log.add(Code.DATE_NOT_RECOGNISED, cell, found=as_text(value), expected=EXPECTED)
    else:
        note_manners([(cells[field][0], value, read)], sheet.name, cells[field][1], log)
        return read.value, cell
    return None, cell


def _is_american(sheet: RawSheet, cells: dict[str, tuple[int, int]]) -> bool:
    lines = [line for line in (layout.PERIOD_START, layout.PERIOD_END) if line in cells]
    return has_american(read_date(sheet.value(*cells[line])) for line in lines)


def _note_swapped(start: date, end: date, cells: tuple[str, str], log: ProblemLog) -> None:
    """Note a day and month that may be swapped: only then is the period one of whole years."""
    if _is_whole_years(start, end):
        return
    for cell, day, other, period in (
        (cells[0], start, _swapped(start), (_swapped(start), end)),
        (cells[1], end, _swapped(end), (start, _swapped(end))),
    ):
        if other is not None and _is_whole_years(*period):
            found, meant = f"{day_text(day)}, which is used", day_text(other)
            log.add(Code.PERIOD_SWAPPED, cell, found=found, expected=f"perhaps {meant}")


def _swapped(day: date) -> date | None:
    return day.replace(month=day.day, day=day.month) if day.day <= 12 else None


def _is_whole_years(start: date | None, end: date | None) -> bool:
    if start is None or end is None or end < start:
        return False
    after = end + timedelta(days=1)
    return (after.month, after.day) == (start.month, start.day)


def _nearest_force(name: str, register: Register) -> tuple[str, ...]:
    """Return the forces most like a name; the one that it is but for the mark of a footnote."""
    plain = register.find(without_odd_digits(name)) if has_odd_digits(name) else None
    return register.nearest(name) if plain is None else (plain.name,)
