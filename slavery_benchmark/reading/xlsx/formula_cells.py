"""Takes in the formulas of an .xlsx, and takes out the values that no program ever calculated."""

from collections.abc import Mapping

from slavery_benchmark.reading.formulas import Formulas
from slavery_benchmark.reading.limits import Limits
from slavery_benchmark.reading.raw_cells import NOT_CALCULATED, CellValue, Findings, refuse_marks
from slavery_benchmark.reading.references import block_of

_WRITTEN = (
    *(("&quot;", '"'), ("&apos;", "'"), ("&lt;", "<"), ("&gt;", ">")),
    *(("&#9;", "\t"), ("&#10;", "\n"), ("&#13;", "\r"), ("&amp;", "&")),
)
"""The references that stand in cells of a plain form; the last has to be resolved last."""
_BLOCKS = ("array", "dataTable")
"""The kinds of formula that stand once and fill a block of cells."""


def note_formula(
    formulas: Formulas,
    place: tuple[int, int],
    attributes: Mapping[str, str],
    *,
    text: str,
    value: str | None,
) -> None:
    """Take in the formula of a cell, given its attributes in the format.

    `value` is None for a cell that has none, or an error: it lends its text to others at most.
    """
    row, column = place
    kind = attributes.get("t")
    block = block_of(attributes.get("ref", "")) if kind in _BLOCKS else None
    top, left, bottom, right = block or (row, column, row, column)
    shared = attributes.get("si", "") if kind == "shared" else None
    if shared is not None:
        text = formulas.shared(shared, text)
    if value is not None:
        formulas.add(range(top, bottom + 1), range(left, right + 1), text, value)


def unescaped(text: str) -> str:
    """Return a text that stands in XML of a plain form."""
    for written, meant in _WRITTEN:
        text = text.replace(written, meant)
    return text


def take_out_placeholders(
    rows: list[list[CellValue]], found: Findings, sheet: str, file: str, limits: Limits
) -> None:
    """Empty the cells with formulas and mark them as not calculated.

    Raises UnusableError if there are more than the limit.
    """
    refuse_marks(len(found.marks) + len(found.formulas), sheet, file, limits)
    for row, column in found.formulas:
        if row < len(rows) and column < len(rows[row]):
            rows[row][column] = ""
            found.marks.setdefault((row, column), NOT_CALCULATED)
    found.formulas.clear()
