"""What a workbook holds besides values, in words: a copy of its values leaves that out."""

import re
from collections.abc import Iterator, Sequence

from slavery_benchmark.core.problems import UnusableError
from slavery_benchmark.reading.archive import Archive, Kind
from slavery_benchmark.reading.raw_cells import SheetPart

_Kinds = tuple[tuple[str, str, str], ...]

_OPEN_XML_ELEMENTS: _Kinds = (
    (r"<(?:\w+:)?f[\s>/]", "formula", "formulas"),
    (r"<(?:\w+:)?dataValidation\s", "drop-down or entry rule", "drop-downs and entry rules"),
    (r"<(?:\w+:)?cfRule[\s>]", "conditional format", "conditional formats"),
    (r"<(?:\w+:)?hyperlink\s", "link", "links"),
    (r"<(?:\w+:)?mergeCell\s", "merge of cells", "merges of cells"),
)
_OPEN_XML_PARTS: _Kinds = (
    (r"(?i:vbaProject\.bin$|/macrosheets/)", "set of macros", "sets of macros"),
    (r"/charts/chart[^/]*\.xml$", "chart", "charts"),
    (r"/media/", "image", "images"),
    (r"/externalLinks/[^/]+\.xml$", "link to another workbook", "links to other workbooks"),
    (r"/pivotTables/[^/]+\.xml$", "pivot table", "pivot tables"),
    (r"/tables/[^/]+\.xml$", "mark of a table", "marks of tables"),
    (r"/(?:embeddings|activeX|ctrlProps)/[^/]+\.(?:bin|xml|\w*x)$", "embedding", "embeddings"),
    (r"/connections\.xml$", "data connection", "data connections"),
)
_OPEN_DOCUMENT_ELEMENTS: _Kinds = (
    (r"\stable:formula=", "formula", "formulas"),
    (r"<table:content-validation\s", "drop-down or entry rule", "drop-downs and entry rules"),
    (r"<calcext:condition\s", "conditional format", "conditional formats"),
    (r"<text:a\s", "link", "links"),
    (r"<table:table-cell[^<>]*-spanned=.(?:[2-9]|\d\d)", "merge of cells", "merges of cells"),
    (r"<office:annotation[\s>]", "comment", "comments"),
    (r"<draw:object\s", "chart or embedding", "charts and embeddings"),
    (
        r"<table:(?:table-source|cell-range-source)\s",
        "link to another workbook",
        "links to other workbooks",
    ),
    (r"<table:data-pilot-table\s", "pivot table", "pivot tables"),
    (r"<table:database-range\s", "mark of a table", "marks of tables"),
)
_OPEN_DOCUMENT_PARTS: _Kinds = (
    (r"^(?:Basic|Scripts)/[^/]+/.*[^/]$", "part with macros", "parts with macros"),
    (r"^Pictures/.", "image", "images"),
)
_COMMENTS = (r"<(?:\w+:)?comment\s", "comment", "comments")
_HIDDEN = re.compile(rb"""<(?:\w+:)?(?:row|col)\s[^<>]*\shidden=["'](?:1|true)["']""")
_COLLAPSED = re.compile(rb"""\stable:visibility=["'](?:collapse|filter)["']""")


def left_out(archive: Archive, sheets: Sequence[SheetPart]) -> tuple[str, ...]:
    """Return what a copy of the values leaves out, with counts: "2 charts", "1 comment"."""
    names = archive.zip.namelist()
    if archive.kind is Kind.OPEN_XML:
        parts = [_part(archive, sheet.part) for sheet in sheets]
        comments = [_part(archive, name) for name in names if re.search(r"/comments[^/]*$", name)]
        found = [
            *_elements(parts, _OPEN_XML_ELEMENTS),
            *_elements(comments, (_COMMENTS,)),
            *_parts(names, _OPEN_XML_PARTS),
        ]
    else:
        content = [_part(archive, "content.xml")]
        found = [
            *_elements(content, _OPEN_DOCUMENT_ELEMENTS),
            *_parts(names, _OPEN_DOCUMENT_PARTS),
        ]
    return tuple(found)


def hides_cells(archive: Archive, sheets: Sequence[SheetPart]) -> bool:
    """Return whether rows or columns are hidden."""
    pattern = _HIDDEN if archive.kind is Kind.OPEN_XML else _COLLAPSED
    return any(pattern.search(_part(archive, name)) for name in {sheet.part for sheet in sheets})


def is_grid(archive: Archive, sheet: SheetPart) -> bool:
    """Return whether a sheet holds cells: a chart, a dialog or old macros may be sheets too."""
    if archive.kind is Kind.OPEN_DOCUMENT:
        return True
    root = re.search(rb"<(?:\w+:)?(chartsheet|dialogsheet|macrosheet|worksheet)[\s>/]",
                     _part(archive, sheet.part)[:4096])  # fmt: skip
    return root is None or root[1] == b"worksheet"


def _part(archive: Archive, name: str) -> bytes:
    """Return a part, or nothing where it cannot be read: the reader says so of a sheet."""
    try:
        return archive.part(name) or b""
    except UnusableError:
        return b""


def _elements(parts: Sequence[bytes], kinds: _Kinds) -> Iterator[str]:
    for pattern, one, many in kinds:
        compiled = re.compile(pattern.encode())
        yield from _counted(sum(len(compiled.findall(part)) for part in parts), one, many)


def _parts(names: Sequence[str], kinds: _Kinds) -> Iterator[str]:
    for pattern, one, many in kinds:
        yield from _counted(sum(bool(re.search(pattern, name)) for name in names), one, many)


def _counted(count: int, one: str, many: str) -> Iterator[str]:
    if count:
        yield f"{count:,} {one if count == 1 else many}"
