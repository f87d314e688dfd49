"""Writes large workbooks quickly and in little memory, in the plain form of the usual programs."""

import io
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import count
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

Value = str | int | date | None

_SHEETML = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_PARTS = {
    "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/><Override '
    'PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.'
    'spreadsheetml.sheet.main+xml"/><Override PartName="/xl/sharedStrings.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/>'
    '<Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-'
    'officedocument.spreadsheetml.styles+xml"/></Types>',
    "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" '
    f'Type="{_LINKS}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    "xl/styles.xml": f'<styleSheet xmlns="{_SHEETML}"><cellXfs count="2"><xf numFmtId="0"/>'
    '<xf numFmtId="14" applyNumberFormat="1"/></cellXfs></styleSheet>',
}
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def write_workbook(path: Path, sheets: Mapping[str, Iterable[Iterable[Value]]]) -> None:
    """Write sheets of at most 26 columns: words as shared strings, dates with a style, numbers."""
    strings: dict[str, int] = {}
    targets = [f"worksheets/sheet{number}.xml" for number in range(1, len(sheets) + 1)]
    others = [("styles", "styles.xml"), ("sharedStrings", "sharedStrings.xml")]
    links = [*(("worksheet", target) for target in targets), *others]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in {**_PARTS, **_lists(list(sheets), links)}.items():
            made.writestr(name, _DECLARATION + content)
        for target, rows in zip(targets, sheets.values(), strict=True):
            with (
                made.open(f"xl/{target}", "w", force_zip64=True) as part,
                io.TextIOWrapper(part, "utf-8", write_through=False) as sheet,
            ):
                sheet.write(f'{_DECLARATION}<worksheet xmlns="{_SHEETML}"><sheetData>')
                for number, row in enumerate(rows, 1):
                    cells = "".join(_cells(number, row, strings))
                    sheet.write(f'<row r="{number}">{cells}</row>')
                sheet.write("</sheetData></worksheet>")
        items = "".join(f"<si><t>{escape(text)}</t></si>" for text in strings)
        made.writestr(
            "xl/sharedStrings.xml", f'{_DECLARATION}<sst xmlns="{_SHEETML}">{items}</sst>'
        )


def _lists(names: list[str], links: list[tuple[str, str]]) -> dict[str, str]:
    """Return the part that lists the sheets, and the one that says where they and the rest are."""
    sheets = "".join(
        f'<sheet name={quoteattr(name)} sheetId="{number}" r:id="rId{number}"/>'
        for number, name in enumerate(names, 1)
    )
    relations = "".join(
        f'<Relationship Id="rId{number}" Type="{_LINKS}/{kind}" Target="{target}"/>'
        for number, (kind, target) in zip(count(1), links, strict=False)
    )
    return {
        "xl/workbook.xml": f'<workbook xmlns="{_SHEETML}" xmlns:r="{_LINKS}"><sheets>{sheets}'
        "</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">'
        f"{relations}</Relationships>",
    }


def _cells(number: int, row: Iterable[Value], strings: dict[str, int]) -> Iterator[str]:
    for letter, value in zip(_LETTERS, row, strict=False):
        if isinstance(value, str):
            index = strings.setdefault(value, len(strings))
            yield f'<c r="{letter}{number}" t="s"><v>{index}</v></c>'
        elif isinstance(value, date):
            day = (value - date(1899, 12, 30)).days
            yield f'<c r="{letter}{number}" s="1"><v>{day}</v></c>'
        elif value is not None:
            yield f'<c r="{letter}{number}"><v>{value}</v></c>'
