"""The plain forms in which spreadsheet programs write the rows of an .xlsx sheet, as expressions.

What they match is well-formed in itself: tags are balanced, no attribute stands twice, and every
cell says where it is. They take in what Excel, LibreOffice, openpyxl and XlsxWriter write.
"""

import functools
import re

DY = b"x14ac:dyDescent"
"""The one attribute with a prefix, which has to be declared further up."""

# Each repeat is possessive, so a match takes time in proportion to its length; and no group that is
# captured stands inside a repeat of groups, which some versions of re cannot do.
_PLAIN = rb"[^<>&\x00-\x08\x0b\x0c\x0e-\x1f]*+"
_TEXT = _PLAIN + rb"(?:&(?:amp|lt|gt|quot|apos|#9|#10|#13);" + _PLAIN + rb")*+"
_BLANKS = rb"[ \t\r\n]*+"


_VALUE = rb'[^"<>&\x00-\x1f]*+'


def _attributes(*names: bytes, hidden: bytes = _VALUE) -> bytes:
    """Return the expression for these attributes in this order, each of them at most once."""
    values = {b"hidden": hidden}
    return b"".join(
        rb"(?: " + name + rb'="' + values.get(name, _VALUE) + rb'")?+' for name in names
    )


# The order of the standard's schema, then openpyxl's.
_ROW_ORDER = (
    b"spans s customFormat ht hidden customHeight outlineLevel collapsed thickTop thickBot ph"
).split()
_ROW_ORDER_2 = (
    b"ht customFormat customHeight s thickBot thickTop hidden outlineLevel collapsed"
).split()
# What follows the reference of a cell.
_INLINE = rb'<is><t(?: xml:space="preserve")?+>' + _TEXT + rb"</t></is>"
_USUAL_CELL = (
    rb'(?: s="[0-9]++")?+(?: t="(?:s|n|b|d|str|inlineStr)")?+'
    rb"(?:><v>" + _PLAIN + rb"</v></c>| ?/>|>(?:" + _INLINE + rb"|<v ?/>)?+</c>)"
)
_FORMULA = (
    rb"<f" + _attributes(b"t", b"ref", b"aca", b"si", b"ca") + rb"(?: ?/>|>" + _TEXT + rb"</f>)"
)
_ANY_CELL = (
    rb'(?: s="[0-9]++")?+(?: t="(?:s|n|b|d|e|str|inlineStr)")?+'
    rb'(?: cm="[0-9]++")?+(?: vm="[0-9]++")?+'
    rb"(?: ?/>|>(?:" + _FORMULA + rb')?+(?:<v ?/>|<v(?: xml:space="preserve")?+>' + _TEXT + rb"</v>"
    rb"|" + _INLINE + rb")?+</c>)"
)

_LOOK = rb'(?:<[A-Za-z]++(?: (?:val|rgb|theme|indexed)="' + _VALUE + rb'")?+ ?/>)*+'
_RICH = (
    rb"<r>(?:<rPr>" + _LOOK + rb"</rPr>)?+<t(?: xml:space=\"preserve\")?+>" + _TEXT + rb"</t></r>"
)
SHARED_ITEMS = (
    rb'(?:<si>(?:<t(?: xml:space="preserve")?+>' + _TEXT + rb"</t>|(?:" + _RICH + rb")++)</si>"
    rb"[ \t\r\n]*+)*+"
)
"""The texts that cells share: whole ones, and those in runs of looks of their own."""

USUAL_COLUMNS = 26
_USUAL_LETTERS = [bytes([letter]) for letter in range(ord("A"), ord("Z") + 1)]

# In rows already proved to be plain, these find the few cells that matter.
ERROR = (
    rb'<c r="([A-Z]++)([0-9]++)"(?: s="[0-9]++")?+ t="e"([^<>]*+)>'
    rb"(?:<f[^<>]*+>(?:[^<>]*+</f>)?+)?+(?:<v[^<>]*+>([^<>]*+)</v>)?"
)
FORMULA = (
    rb'<c r="([A-Z]++)([0-9]++)"([^<>]*+)>'
    rb"<f([^<>]*?)(?:/>|>([^<>]*+)</f>)(?:<v[^<>]*+>([^<>]*+)</v>)?+"
)
"""Its groups: column, row and attributes of the cell; attributes, text and value of the formula."""
NO_VALUE = rb"<f[^<>]*+>(?:[^<>]*+</f>)?+(?:<v[^<>]*+>(?:</v>)?+)?+<(?:is>|/c>)"
CELL_WITH_NO_VALUE = rb'<c r="([A-Z]++)([0-9]++)"([^<>]*+)>' + NO_VALUE
HIDDEN_ROW = rb'<row [^<>]*? hidden="(?:1|true)"'
CELL_COLUMN = rb'<c r="([A-Z]{1,3}+)'
SHARED_TEXT = rb' t="s"[^<>]*+><v>0*+([0-9]*+)</v>'
"""Its group is the number of the text as it is usually written, and nothing for 0."""
TYPE_WITHOUT_MARK = rb' t="(?:e|str|inlineStr)"'


@functools.cache
def repeats_are_sound() -> bool:
    """Return whether re keeps to possessive repeats: before Python 3.11.5 they match too much."""
    return re.fullmatch(b"(?:ab?c)*+", b"a") is None


@functools.cache
def usual_row(*, dy: bool) -> re.Pattern[bytes]:
    """Return the expression for a visible row of usual cells from A to Z, in order, none twice.

    Its group 1 is the row's number.
    """
    cells = b"".join(
        rb'(?:<c r="' + letter + rb'\1"' + _USUAL_CELL + rb")?+" for letter in _USUAL_LETTERS
    )
    return re.compile(_BLANKS + _row(cells, rb"(?:0|false)", dy=dy))


@functools.cache
def any_row(*, dy: bool) -> re.Pattern[bytes]:
    """Return the expression for one row of any cells; its group 1 is the row's number."""
    cells = rb'(?:<c r="[A-Z]{1,3}+\1"' + _ANY_CELL + rb")*+"
    return re.compile(_BLANKS + _row(cells, _VALUE, dy=dy))


def _row(cells: bytes, hidden: bytes, *, dy: bool) -> bytes:
    """Return the expression for a row and the blanks after it, with or without x14ac:dyDescent.

    `hidden` is what the attribute of that name may hold.
    """
    usual = _attributes(*_ROW_ORDER, *([DY] if dy else []), hidden=hidden) + rb"(?= ?/?>)"
    attributes = rb"(?:" + usual + rb"|" + _attributes(*_ROW_ORDER_2, hidden=hidden) + rb")"
    start = rb'<row r="([1-9][0-9]{0,6}+)"' + attributes
    return start + rb"(?: ?/>|>" + _BLANKS + cells + rb"</row>)" + _BLANKS
