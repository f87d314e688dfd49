"""What is struck through is left out and said; digits above the line make no number longer."""

import re
from pathlib import Path

import pytest

from slavery_benchmark.core.scoring.submission import Submission
from slavery_benchmark.reading.runs import struck_styles
from tests.reading import traps
from tests.returns import extracted, found, lines_of

NAMESPACE = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
STRIKE = "<rPr><strike/></rPr>"
ABOVE = '<rPr><vertAlign val="superscript"/></rPr>'
STRUCK = ("cell-struck", traps.CELL)
LACKING = ("evidence-without-level", traps.CELL)
STYLES = (
    '<office:automatic-styles><style:style style:name="T1"><style:text-properties '
    'style:text-line-through-style="solid"/></style:style><style:style style:name="T2">'
    '<style:text-properties style:text-position="super 58%"/></style:style>'
    '<style:style style:name="T3"><style:text-properties style:text-line-through-style="none" '
    'style:text-position="0% 100%"/></style:style></office:automatic-styles>'
)


def runs(*parts: tuple[str, str]) -> str:
    return "".join(f"<r>{look}<t xml:space='preserve'>{text}</t></r>" for look, text in parts)


def level_of(submission: Submission) -> int | None:
    return next(item.level for item in submission.responses if item.check == "INV-01a")


CASES = [
    (runs((STRIKE, "1"), ("", "2")), 2, [STRUCK]),
    (runs((STRIKE, "4 Embedded")), None, [LACKING, STRUCK]),
    (runs(('<rPr><strike val="0"/></rPr>', "1"), ("", " Emerging")), 1, []),
    (runs(("", "1"), (ABOVE, "2")), None, [("level-not-recognised", traps.CELL)]),
    (runs((ABOVE, "2")), None, [("level-not-recognised", traps.CELL)]),
    (runs(("", "2 Partly"), ("<rPr><b/></rPr>", " in place")), 2, []),
]


@pytest.mark.parametrize(("text", "level", "problems"), CASES)
@pytest.mark.parametrize("shared", [False, True])
def test_runs_of_a_text(
    tmp_path: Path, text: str, level: int | None, problems: list[tuple[str, str]], shared: bool
) -> None:
    path = tmp_path / "x.xlsx"
    cell = f'<c r="K28" t="inlineStr"><is>{text}</is></c>'
    if shared:
        cell = '<c r="K28" t="s"><v>1</v></c>'
        strings = f"<sst {NAMESPACE}><si><t>x</t></si><si>{text}</si></sst>"
        sheet = traps.LEVEL.sub(lambda _: cell.encode(), traps.parts()[traps.ANSWERS], count=1)
        traps.xlsx(path, {traps.ANSWERS: sheet, "xl/sharedStrings.xml": strings.encode()})
    else:
        traps.with_level(path, cell.encode())
    submission = extracted(path)
    assert level_of(submission) == level
    assert found(submission.problems) == problems


def test_a_cell_whose_format_strikes_it_through_is_empty_and_said(tmp_path: Path) -> None:
    styles = traps.parts()["xl/styles.xml"].decode()
    fonts = len(re.findall(r"<font>|<font/>", styles.split("</fonts>")[0]))
    formats = len(re.findall("<xf ", re.findall("<cellXfs.*?</cellXfs>", styles, re.DOTALL)[0]))
    styles = styles.replace("</fonts>", "<font><strike/></font></fonts>", 1)
    styles = styles.replace("</cellXfs>", f'<xf fontId="{fonts}"/></cellXfs>', 1)
    assert struck_styles(styles.encode()) == {str(formats)}
    sheet = traps.LEVEL.sub(
        lambda _: f'<c r="K28" s="{formats}"><v>3</v></c>'.encode(),
        traps.parts()[traps.ANSWERS],
        count=1,
    )
    path = traps.xlsx(tmp_path / "x.xlsx", {traps.ANSWERS: sheet, "xl/styles.xml": styles.encode()})
    submission = extracted(path)
    assert level_of(submission) is None
    assert found(submission.problems)[0] == LACKING
    assert lines_of(submission)[1:] == [
        f"x.xlsx: {traps.CELL}: warning: what is struck through is left out, as if it were "
        "deleted: found “all of it struck through”; expected an empty cell. [cell-struck]"
    ]


@pytest.mark.parametrize(
    ("attributes", "text", "level", "problem"),
    [
        ("", '<text:span text:style-name="T1">1</text:span>2', 2, STRUCK),
        ("", '<text:span text:style-name="T1">4</text:span>', None, STRUCK),
        ("", '<text:span text:style-name="T3">1</text:span> Emerging', 1, None),
        (
            "",
            '1<text:span text:style-name="T2">2</text:span>',
            None,
            ("level-not-recognised", "Self-assessment!B2"),
        ),
        ('table:style-name="T1"', "3", None, STRUCK),
    ],
)
def test_runs_of_an_ods(
    tmp_path: Path, attributes: str, text: str, level: int | None, problem: tuple[str, str] | None
) -> None:
    cell = (
        f'<table:table-cell {attributes} office:value-type="string"><text:p>{text}</text:p>'
        "</table:table-cell>"
    )
    path = traps.ods(tmp_path / "x.ods", cell, styles=STYLES)
    submission = extracted(path)
    assert level_of(submission) == level
    wanted = None if problem is None else (problem[0], "Self-assessment!B2")
    odd = [
        item
        for item in found(submission.problems)
        if item[0] in ("cell-struck", "level-not-recognised")
    ]
    assert odd == ([] if wanted is None else [wanted])
