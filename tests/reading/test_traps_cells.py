"""Odd cells: a problem at the true address, or the answer that the cell really holds."""

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import msgspec
import pytest

from slavery_benchmark.core.scoring.submission import State
from slavery_benchmark.extracting import layout
from slavery_benchmark.reading.archive import open_archive
from slavery_benchmark.reading.open_workbook import OpenWorkbook, RawSheet
from slavery_benchmark.reading.sheets import BookReader
from tests.cli.running import AS_OF, run
from tests.reading.traps import ANSWERS, BOOK, CELL, LINKS, ods, parts, with_level, xlsx
from tests.returns import Return, extracted, found, tampered

SHEET = parts()[ANSWERS]
UNDECLARED = re.sub(rb"<\?xml.*?\?>", b"", SHEET).decode()
LATIN = b'<?xml version="1.0" encoding="ISO-8859-1"?>'


def level_of(path: Path, check: str = "INV-01a") -> int | None:
    return next(item.level for item in extracted(path).responses if item.check == check)


@pytest.mark.parametrize(
    ("cell", "level"),
    [
        (b'<c r="K28"><v><![CDATA[1]]></v></c>', 1),
        (b'<c r="K&#50;8"><v>1</v></c>', 1),
        (b'<c r="k28"><v>1</v></c>', 1),
        (b'<c r="K28"><v> 1 </v></c>', 1),
        (b'<c r="K28" t="inlineStr"><is><t>1</t><rPh sb="0" eb="1"><t>4</t></rPh></is></c>', 1),
        (b'<c r="K28" t="inlineStr"><is><t>_x0031_</t></is></c>', 1),
        (b'<c r="K28" t="str"><f>IFERROR(1/0,"")</f><v></v></c>', None),
    ],
)
def test_a_level_however_it_is_spelt(tmp_path: Path, cell: bytes, level: int | None) -> None:
    path = with_level(tmp_path / "x.xlsx", cell)
    assert level_of(path) == level
    lacking = [] if level is not None else [("evidence-without-level", CELL)]
    assert found(extracted(path).problems) == lacking


@pytest.mark.parametrize(
    "cell",
    [
        b'<c r="K28"><f>1+0</f><v>1</v></c>',
        b'<c r="K28" t="str"><f>"1"</f><v>1</v></c>',
        b'<c r="K28"><f><![CDATA[1+0]]></f><v>1</v></c>',
    ],
)
def test_a_level_that_was_worked_out_counts_and_is_said(tmp_path: Path, cell: bytes) -> None:
    path = with_level(tmp_path / "x.xlsx", cell)
    assert level_of(path) == 1
    assert found(extracted(path).problems) == [("formula-used", "Self-assessment!K")]


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        (b'<c r="K28" t="e"><v>#N/A</v></c>', "cell-error"),
        (b'<c r="K28" t="&#101;"><v>#REF!</v></c>', "cell-error"),
        (b'<c r="K28" t="e"><v>#SPILL!</v></c>', "cell-error"),
        (b'<c r="K28"><f>1+2</f></c>', "formula-not-calculated"),
        (b'<c r="K28"><v>1<!-- x -->5</v></c>', "level-not-recognised"),
        (b'<c r="K28" t="b"><v>1</v></c>', "level-not-recognised"),
        (b'<c r="K28" t="b"><v>5</v></c>', "cell-error"),
        (b'<c r="K28" t="zz"><v>3</v></c>', "cell-error"),
        (b'<c r="K28"><v>three</v></c>', "level-not-recognised"),
        (b'<c r="K28"><v>1e999</v></c>', "level-not-recognised"),
        (b'<c r="K28" t="d"><v>2026-03-01</v></c>', "level-not-recognised"),
        (b'<c r="K28" t="inlineStr"><is><t>' + b"x" * 32_767 + b"</t></is></c>",
         "level-not-recognised"),
    ],
)  # fmt: skip
def test_a_cell_that_is_no_level(tmp_path: Path, cell: bytes, code: str) -> None:
    made = extracted(with_level(tmp_path / "x.xlsx", cell))
    assert found(made.problems) == [(code, CELL)]
    response = next(item for item in made.responses if item.check == "INV-01a")
    assert response.state is State.INVALID


@pytest.mark.parametrize(
    ("cell", "shown"),
    [
        (b'<c r="K28" t="b"><v>5</v></c>', "a truth value that is neither"),
        (b'<c r="K28" t="zz"><v>3</v></c>', "a cell of an unknown kind, zz"),
        (b'<c r="K28" t="e"><v>#N/A</v></c>', "#N/A"),
        (b'<c r="K28" t="e"><v/></c>', "an error"),
    ],
)
def test_what_is_said_of_a_cell_without_a_value(tmp_path: Path, cell: bytes, shown: str) -> None:
    (item,) = extracted(with_level(tmp_path / "x.xlsx", cell)).problems
    assert (item.cell, item.found) == (CELL, shown)


def test_a_text_that_the_file_lacks(tmp_path: Path) -> None:
    path = with_level(tmp_path / "x.xlsx", b'<c r="K28" t="s"><v>7</v></c>')
    path = xlsx(path, {
        ANSWERS: re.sub(rb'<c r="K28".*?</c>', b'<c r="K28" t="s"><v>7</v></c>', SHEET, count=1),
        "xl/sharedStrings.xml": b"<sst><si><t>a</t></si></sst>",
    })  # fmt: skip
    (item,) = extracted(path).problems
    assert item.cell == CELL
    assert item.found == "a text that is not in the file"


@pytest.mark.parametrize("says", [b"1000000000", b"18446744073709551615", b"-5", b"x", b"0"])
def test_a_false_number_of_texts_does_nothing(tmp_path: Path, says: bytes) -> None:
    texts = b'<sst count="%b" uniqueCount="%b"><si><t>1</t></si></sst>' % (says, says)
    cell = b'<c r="K28" t="s"><v>0</v></c>'
    sheet = re.sub(rb'<c r="K28".*?</c>', cell, SHEET, count=1)
    path = xlsx(tmp_path / "x.xlsx", {ANSWERS: sheet, "xl/sharedStrings.xml": texts})
    assert level_of(path) == 1


@pytest.mark.parametrize(
    "sheet",
    [
        UNDECLARED.encode("utf-16"),
        ('<?xml version="1.0" encoding="UTF-16"?>' + UNDECLARED).encode("utf-16"),
        LATIN + UNDECLARED.encode("latin-1", "xmlcharrefreplace"),
        b"\xef\xbb\xbf" + SHEET,
        re.sub(rb'<dimension ref="[^"]*"', b'<dimension ref="A1:B2"', SHEET),
        re.sub(rb'<dimension ref="[^"]*"', b'<dimension ref="A1:XFD1048576"', SHEET),
        re.sub(rb'<dimension ref="[^"]*"', b"<dimension", SHEET),
        SHEET.replace(b"<sheetData>", b"<!-- <sheetData> --><sheetData>", 1),
        re.sub(r"<(/?)([a-zA-Z])", r"<\1x:\2", UNDECLARED).replace("xmlns=", "xmlns:x=").encode(),
    ],
    ids=["utf-16", "utf-16 declared", "latin-1", "mark", "small", "huge", "none", "comment",
         "prefix"],
)  # fmt: skip
def test_a_sheet_in_a_rare_form_is_read_whole(tmp_path: Path, sheet: bytes) -> None:
    made = extracted(xlsx(tmp_path / "x.xlsx", {ANSWERS: sheet}))
    assert found(made.problems) == []
    assert all(item.state is not State.BLANK for item in made.responses)


@pytest.mark.parametrize(
    "target",
    [b"worksheets/sheet3.xml", b"../xl/worksheets/sheet3.xml", b"worksheets\\sheet3.xml",
     b"/xl/worksheets/Sheet3.xml", b"/xl/worksheets/sheet%33.xml", b"worksheets/sheet&#51;.xml",
     b"../../../xl/worksheets/sheet3.xml"],
)  # fmt: skip
def test_ways_to_name_a_part(tmp_path: Path, target: bytes) -> None:
    links = parts()[LINKS].replace(b"/xl/worksheets/sheet3.xml", target)
    assert found(extracted(xlsx(tmp_path / "x.xlsx", {LINKS: links})).problems) == []


def test_rows_in_any_order(tmp_path: Path) -> None:
    rows = re.findall(rb"<row .*?</row>", SHEET, re.DOTALL)
    start, end = SHEET.index(b"<row "), SHEET.rindex(b"</row>") + 6
    sheet = SHEET[:start] + b"".join(reversed(rows)) + SHEET[end:]
    assert found(extracted(xlsx(tmp_path / "x.xlsx", {ANSWERS: sheet})).problems) == []


def test_dates_from_1904_are_taken_as_such(tmp_path: Path) -> None:
    book = parts()[BOOK].replace(b"<workbookPr ", b'<workbookPr date1904="1" ')
    made = extracted(xlsx(tmp_path / "x.xlsx", {BOOK: book}))
    assert made.period_start == date(2029, 4, 2)
    assert ("period-future", "Cover!B8") in found(made.problems)


def test_a_merged_answer_is_one_answer(tmp_path: Path) -> None:
    path = tampered(tmp_path / "x.xlsx", lambda made: made.answers.merge_cells("K28:K30"))
    made = extracted(path)
    assert found(made.problems) == [
        ("cell-merged", "Self-assessment!K29"),
        ("cell-merged", "Self-assessment!K30"),
    ]
    assert "it is merged with K28" in made.problems[0].sentence()
    states = {item.cell: item.state for item in made.responses}
    assert states[CELL] is State.ANSWERED
    assert states["Self-assessment!K29"] is State.INVALID


def test_a_merge_reaches_no_further_than_its_own_columns(tmp_path: Path) -> None:
    path = tampered(tmp_path / "x.xlsx", lambda made: made.answers.merge_cells("M28:N30"))
    made = extracted(path)
    merged = [item for item in made.problems if item.code == "cell-merged"]
    assert {item.cell.partition("!")[2][0] for item in merged} == {"M", "N"}
    assert level_of(path, "INV-01b") is not None


def test_a_value_that_a_merge_hides_is_not_used(tmp_path: Path) -> None:
    merge = b'</sheetData><mergeCells count="1"><mergeCell ref="K28:K29"/></mergeCells>'
    made = extracted(xlsx(tmp_path / "x.xlsx", {ANSWERS: SHEET.replace(b"</sheetData>", merge)}))
    assert found(made.problems) == [("cell-merged", "Self-assessment!K29")]


def test_a_merged_note_below_the_table_is_left_alone(tmp_path: Path) -> None:
    def tamper(made: Return) -> None:
        made.answers["A70"] = "Notes by the tactical lead"
        made.answers.merge_cells("A70:P72")

    assert found(extracted(tampered(tmp_path / "x.xlsx", tamper)).problems) == []


def test_what_is_hidden_is_used_and_said(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    def tamper(made: Return) -> None:
        made.answers.row_dimensions[28].hidden = True
        made.answers.row_dimensions[29].hidden = True
        made.answers.row_dimensions[90].hidden = True
        made.answers.column_dimensions["N"].hidden = True
        made.cases.row_dimensions[7].hidden = True

    path = tampered(tmp_path / "x.xlsx", tamper)
    made = extracted(path)
    assert [(item.cell, item.found) for item in made.problems] == [
        ("Self-assessment!A28", "rows 28, 29, hidden"),
        ("Self-assessment!N5", "column N, hidden"),
        ("Case files!A7", "row 7, hidden"),
    ]
    assert level_of(path) == 4
    code, out, _ = run(capfd, "check", path, *AS_OF)
    assert code == 0
    said = "rows or columns of the table are hidden; their content is used all the same"
    assert said in " ".join(out.lower().split())


def test_a_workbook_changed_from_the_template(tmp_path: Path) -> None:
    def tamper(made: Return) -> None:
        made.answers.move_range("K1:P60", cols=3)  # columns inserted before Level
        made.answers.cell(4, made.columns[layout.COMMENT] + 3).value = "Remarks"

    made = extracted(tampered(tmp_path / "x.xlsx", tamper))
    assert found(made.problems) == [("column-missing", "Self-assessment!A4")]
    response = next(item for item in made.responses if item.check == "INV-01a")
    assert (response.level, response.cell) == (4, "Self-assessment!N28")


@pytest.mark.parametrize(
    ("cell", "code", "level"),
    [
        ('office:value-type="string"><text:p>1</text:p>', None, 1),
        ('office:value-type="float" office:value="1"><text:p>1</text:p>', None, 1),
        ('office:value-type="float" office:value="1"><office:annotation><text:p>4</text:p>'
         "</office:annotation><text:p>1</text:p>", None, 1),
        ('table:formula="of:=NA()" office:value-type="string" office:string-value="" '
         'calcext:value-type="error"><text:p>#N/A</text:p>', "cell-error", None),
        ('table:formula="of:=1/0" office:value-type="float" office:value="0">'
         "<text:p>#DIV/0!</text:p>", "cell-error", None),
        ('table:formula="of:=1+2">', "formula-not-calculated", None),
        ('office:value-type="float"><text:p>3</text:p>', "cell-error", None),
        ('office:value-type="float" office:value="x"><text:p>3</text:p>', "cell-error", None),
        ("><text:p>3</text:p>", "cell-error", None),
        ('office:value-type="boolean" office:boolean-value="true"><text:p>TRUE</text:p>',
         "level-not-recognised", None),
        ('office:value-type="date" office:date-value="2026-03-01"><text:p>1</text:p>',
         "level-not-recognised", None),
        ('office:value-type="time" office:time-value="PT36H0M0S"><text:p>36</text:p>',
         "level-not-recognised", None),
    ],
)  # fmt: skip
def test_a_level_in_an_ods(tmp_path: Path, cell: str, code: str | None, level: int | None) -> None:
    opened = f"<table:table-cell {cell}</table:table-cell>".replace("cell >", "cell>")
    path = ods(tmp_path / "x.ods", level=opened)
    problems = [p for p in found(extracted(path).problems) if p[1] == "Self-assessment!B2"]
    assert problems == ([(code, "Self-assessment!B2")] if code else [])
    assert level_of(path) == level


def test_a_merged_answer_in_an_ods(tmp_path: Path) -> None:
    merged = (
        '<table:table-cell office:value-type="float" office:value="3" '
        'table:number-rows-spanned="2" table:number-columns-spanned="1"/>'
    )
    made = extracted(ods(tmp_path / "x.ods", level=merged))
    assert ("cell-merged", "Self-assessment!B3") in found(made.problems)


def test_a_hidden_row_in_an_ods(tmp_path: Path) -> None:
    path = ods(tmp_path / "x.ods", more_rows="")
    plain = found(extracted(path).problems)

    def hide(content: str) -> str:
        at = content.index("<table:table-row>", content.index("Self-assessment") + 200)
        at = content.index("<table:table-row>", at + 1)
        return content[:at] + content[at:].replace(
            "<table:table-row>", '<table:table-row table:visibility="filter">', 1
        )

    changed = found(extracted(_rewritten(path, hide)).problems)
    assert [item for item in changed if item not in plain] == [
        ("cells-hidden", "Self-assessment!A3")
    ]


def _rewritten(path: Path, change: Callable[[str], str]) -> Path:
    import zipfile

    with zipfile.ZipFile(path) as made:
        content = made.read("content.xml").decode()
    with zipfile.ZipFile(path, "w") as made:
        made.writestr("mimetype", b"application/vnd.oasis.opendocument.spreadsheet")
        made.writestr("content.xml", change(content))
    return path


def test_marks_and_codes_in_a_text_do_nothing(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    text = "\u202e3 evil\u202c [red]x[/red] <script> _x001B_[31m =1+1"
    cell = f'<c r="K28" t="inlineStr"><is><t>{text.replace("<", "&lt;")}</t></is></c>'
    path = with_level(tmp_path / "x.xlsx", cell.encode())
    for command in ("score", "check", "explain"):
        more = ["INV-01a"] if command == "explain" else []
        _, out, err = run(capfd, command, path, *more, *AS_OF)
        said = (out + err).replace("\n", "")
        assert "\x1b" not in said
        assert not set(said) & set("\u202e\u202c\u200f\u2066")
        assert "[red]x[/red]" in said


@pytest.mark.parametrize("name", ["Self-assessment", "Cover", "Case files"])
def test_a_sheet_written_again_reads_the_same(name: str) -> None:
    """What the walk writes is, to the reader library, what stood there before."""
    from tests.returns import sound_return

    archive = open_archive(sound_return(), "x.xlsx")
    opened = OpenWorkbook(archive)
    part = opened.find(name)
    (plain,) = opened.read([part])
    with pytest.MonkeyPatch.context() as patch:
        scan = BookReader.scan
        patch.setattr(BookReader, "scan", lambda self, part, **_: scan(self, part, plain=False))
        (again,) = opened.read([part])
    assert isinstance(plain, RawSheet)
    assert isinstance(again, RawSheet)
    assert msgspec.structs.asdict(again) == msgspec.structs.asdict(plain)
