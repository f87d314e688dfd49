"""The smallest workbooks that can be scored, part by part, for a fuzzer that rewrites one part."""

from collections.abc import Iterator
from functools import cache
from xml.sax.saxutils import escape

from slavery_benchmark.extracting import layout
from slavery_benchmark.reading.addresses import column_letters
from tests.builders import shipped_criteria
from tests.fuzz.bases import Parts, zipped

MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
RELATED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
SHEETS = (layout.COVER_SHEET, layout.ANSWERS_SHEET, layout.CASES_SHEET)
TARGETS = {
    "cover": "xl/worksheets/sheet1.xml",
    "answers": "xl/worksheets/sheet2.xml",
    "cases": "xl/worksheets/sheet3.xml",
    "strings": "xl/sharedStrings.xml",
    "book": "xl/workbook.xml",
    "links": "xl/_rels/workbook.xml.rels",
    "styles": "xl/styles.xml",
    "properties": "docProps/custom.xml",
    "document": "content.xml",
    "zip": "",
}
"""The parts that may be rewritten, by name; of the last the whole archive."""

Rows = list[list[str]]


@cache
def _rows() -> dict[str, Rows]:
    """Return what stands in the sheets; a number is written as one."""
    framework = shipped_criteria().framework
    cases = framework.cases
    if cases is None:
        raise AssertionError("the shipped edition has case files")
    edition = f"{framework.identity.id} {framework.identity.edition}"
    checks = [check.id for _, _, check in framework.checks()][:3]
    day = "2025-11-03"
    words = {"key": "1", "date": day, "count": "1", "choice": "", "yes or no": "Yes"}
    return {
        layout.COVER_SHEET: [
            [layout.FORCE, "Aldermoss Constabulary"],
            [layout.PERIOD_START, "2025-04-01"],
            [layout.PERIOD_END, "2026-03-31"],
            [layout.CASES_IN_PERIOD, "1"],
            [layout.HOW_CHOSEN, layout.CHOSEN_ALL],
            [layout.EDITION, edition],
        ],
        layout.ANSWERS_SHEET: [
            [layout.CHECK, *layout.ANSWER_COLUMNS],
            *([check, "3", "", "A log", day, "", ""] for check in checks),
        ],
        layout.CASES_SHEET: [
            [column.heading for column in cases.columns],
            [words[column.kind] or column.words[0] for column in cases.columns],
        ],
    }


def _sheet(rows: Rows) -> Iterator[str]:
    yield f'<?xml version="1.0" encoding="UTF-8"?><worksheet {MAIN}><sheetData>'
    for row, values in enumerate(rows, start=1):
        yield f'<row r="{row}">'
        for column, value in enumerate(values):
            place = f'r="{column_letters(column)}{row}"'
            if value.isdigit():
                yield f"<c {place}><v>{value}</v></c>"
            elif value:
                yield f'<c {place} t="inlineStr"><is><t>{escape(value)}</t></is></c>'
        yield "</row>"
    yield "</sheetData></worksheet>"


def _document() -> Iterator[str]:
    named = "urn:oasis:names:tc:opendocument:xmlns:"
    spaces = " ".join(
        f'xmlns:{name}="{named}{name}:1.0"' for name in ("office", "table", "text", "style")
    )
    calc = "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"
    yield f'<office:document-content {spaces} xmlns:calcext="{calc}">'
    yield "<office:body><office:spreadsheet>"
    for name, rows in _rows().items():
        yield f'<table:table table:name="{name}">'
        for values in rows:
            yield "<table:table-row>"
            for value in values:
                kind = f'float" office:value="{value}' if value.isdigit() else "string"
                text = f"<text:p>{escape(value)}</text:p>" if value else ""
                yield f'<table:table-cell office:value-type="{kind}">{text}</table:table-cell>'
            yield "</table:table-row>"
        yield "</table:table>"
    yield "</office:spreadsheet></office:body></office:document-content>"


@cache
def open_xml() -> Parts:
    """Return the parts of the .xlsx. Not to be changed: copy it."""
    sheets = "".join(
        f'<sheet name="{name}" sheetId="{n}" r:id="rId{n}"/>' for n, name in enumerate(SHEETS, 1)
    )
    links = "".join(
        f'<Relationship Id="rId{n}" Type="{RELATED}/worksheet" Target="worksheets/sheet{n}.xml"/>'
        for n in range(1, len(SHEETS) + 1)
    )
    for name, target in (("sharedStrings", "sharedStrings.xml"), ("styles", "styles.xml")):
        links += f'<Relationship Id="{name}" Type="{RELATED}/{name}" Target="{target}"/>'
    office = f'Id="rId1" Type="{RELATED}/officeDocument" Target="xl/workbook.xml"'
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types"/>',
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship {office}/>'
        "</Relationships>",
        "xl/workbook.xml": f'<workbook {MAIN} xmlns:r="{RELATED}"><workbookPr date1904="0"/>'
        f"<sheets>{sheets}</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships">{links}'
        "</Relationships>",
        "xl/sharedStrings.xml": f'<sst {MAIN} count="1" uniqueCount="1"><si><t>3</t></si></sst>',
        "xl/styles.xml": f'<styleSheet {MAIN}><cellXfs count="2"><xf numFmtId="0"/>'
        '<xf numFmtId="14"/></cellXfs></styleSheet>',
        "docProps/custom.xml": '<Properties><property name="a"><t>b</t></property></Properties>',
    }
    for number, name in enumerate(SHEETS, 1):
        parts[f"xl/worksheets/sheet{number}.xml"] = "".join(_sheet(_rows()[name]))
    return {name: text.encode() for name, text in parts.items()}


@cache
def open_document() -> Parts:
    """Return the parts of the .ods. Not to be changed: copy it."""
    return {
        "mimetype": b"application/vnd.oasis.opendocument.spreadsheet",
        "META-INF/manifest.xml": b"<manifest/>",
        "content.xml": "".join(_document()).encode(),
    }


def sound_part(target: str) -> bytes:
    """Return what a target holds in the sound workbook."""
    if target == "zip":
        return zipped(open_xml())
    return (open_document() if target == "document" else open_xml())[TARGETS[target]]


def with_part(target: str, data: bytes) -> tuple[str, bytes]:
    """Return suffix and content of a workbook in which a target holds this."""
    if target == "zip":
        return ".xlsx", data
    parts = open_document() if target == "document" else open_xml()
    suffix = ".ods" if target == "document" else ".xlsx"
    return suffix, zipped(parts | {TARGETS[target]: data})
