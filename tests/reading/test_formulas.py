"""Formulas: a value that nothing ever calculated is no answer; the others are said to be one."""

import re
import zipfile
from pathlib import Path

import pytest

from slavery_benchmark.core.scoring.submission import Submission
from slavery_benchmark.reading.formulas import Formula, kind_of
from tests.reading import traps
from tests.returns import extracted, lines_of

NOT_CALCULATED = (
    f"x.xlsx: {traps.CELL}: error: the cell holds a formula that was never calculated; expected a "
    "value; open the workbook in Excel or LibreOffice and save it again. [formula-not-calculated]"
)
USED = (
    "x.xlsx: Self-assessment!K: warning: answers are worked out by formulas; the values that they "
    "last had are used: found “a formula at K28”; expected values typed, chosen or pasted as "
    "values. [formula-used]"
)


def with_formula(path: Path, formula: str, calculation: bytes | None, kind: str = "") -> Path:
    """Write a sound .xlsx in which the level of INV-01a is worked out by a formula."""
    book = re.sub(rb"<calcPr[^>]*/>", calculation or b"", traps.parts()[traps.BOOK])
    sheet, count = traps.LEVEL.subn(
        lambda _: f'<c r="K28"{kind}>{formula}</c>'.encode(), traps.parts()[traps.ANSWERS], count=1
    )
    assert count == 1
    return traps.xlsx(path, {traps.ANSWERS: sheet, traps.BOOK: book})


def level_of(submission: Submission) -> int | None:
    """Return the level of INV-01a."""
    return next(item.level for item in submission.responses if item.check == "INV-01a")


@pytest.mark.parametrize(
    "calculation",
    [
        b'<calcPr calcId="124519" fullCalcOnLoad="1"/>',
        b'<calcPr calcMode="manual" fullCalcOnLoad="true"/>',
        b'<calcPr calcId="191029" calcMode="manual" calcCompleted="0"/>',
        b"<calcPr/>",
        None,
    ],
)
@pytest.mark.parametrize("odd", ["", "<!-- not plain -->"])
def test_a_placeholder_is_no_answer(tmp_path: Path, calculation: bytes | None, odd: str) -> None:
    path = with_formula(tmp_path / "x.xlsx", f"<f>Lists!$B$8</f><v>0</v>{odd}", calculation)
    submission = extracted(path)
    assert lines_of(submission) == [NOT_CALCULATED]
    assert level_of(submission) is None


def test_a_text_that_is_not_up_to_date_is_no_answer(tmp_path: Path) -> None:
    asks = b'<calcPr calcMode="manual" fullCalcOnLoad="1"/>'
    path = with_formula(tmp_path / "x.xlsx", "<f>A1</f><v>4 Embedded</v>", asks, ' t="str"')
    assert lines_of(extracted(path)) == [NOT_CALCULATED]


def test_an_array_formula_holds_placeholders_in_its_whole_block(tmp_path: Path) -> None:
    asks = b'<calcPr fullCalcOnLoad="1"/>'
    formula = '<f t="array" ref="K27:K28">{1;2}</f><v>0</v>'
    lines = lines_of(extracted(with_formula(tmp_path / "x.xlsx", formula, asks)))
    assert [line.split(": ")[1] for line in lines] == ["Self-assessment!K27", "Self-assessment!K28"]


@pytest.mark.parametrize("odd", ["", "<!-- not plain -->"])
@pytest.mark.parametrize(
    ("formula", "value", "said"),
    [
        ("2+1", "3", ()),
        (
            "[1]Answers!K5",
            "3",
            ("takes the value from outside this workbook", "[formula-elsewhere]"),
        ),
        ("DAY(TODAY())-DAY(TODAY())+3", "3", ("another value on another day", "[formula-changes]")),
        ("Working!B5", "0", ("a formula gives 0, as it does", "[formula-over-blank]")),
    ],
)
def test_a_value_that_was_calculated_counts_and_is_said(
    tmp_path: Path, formula: str, value: str, said: tuple[str, ...], odd: str
) -> None:
    xml = f"<f>{formula}</f><v>{value}</v>{odd}"
    path = with_formula(tmp_path / "x.xlsx", xml, b'<calcPr iterateCount="100"/>')
    submission = extracted(path)
    lines = [line for line in lines_of(submission) if "[evidence" not in line]
    assert level_of(submission) == int(value)
    assert lines[0] == USED
    assert len(lines) == 1 + bool(said)
    assert all(text in lines[-1] for text in said)


def test_a_shared_formula_is_known_by_its_first_cell(tmp_path: Path) -> None:
    sheet = traps.parts()[traps.ANSWERS]
    for cell, text in (("K27", ">TODAY()</f>"), ("K28", "/>")):
        sheet = re.sub(
            rf'<c r="{cell}" s="[0-9]+"[^>]*>.*?</c>'.encode(),
            f'<c r="{cell}"><f t="shared" ref="K27:K28" si="0"{text}<v>3</v></c>'.encode(),
            sheet,
            count=1,
        )
    book = traps.calculated(traps.parts()[traps.BOOK])
    path = traps.xlsx(tmp_path / "x.xlsx", {traps.ANSWERS: sheet, traps.BOOK: book})
    lines = [line for line in lines_of(extracted(path)) if "formula" in line]
    assert "“2 formulas, K27 to K28”" in lines[0]
    assert [line.split(": ")[1] for line in lines[1:]] == [
        "Self-assessment!K27",
        "Self-assessment!K28",
    ]


def test_the_formulas_of_an_ods_are_said_too(tmp_path: Path) -> None:
    level = (
        '<table:table-cell table:formula="of:=[$Working.B5]" office:value-type="float" '
        'office:value="0"><text:p>0</text:p></table:table-cell>'
    )
    submission = extracted(traps.ods(tmp_path / "x.ods", level))
    codes = [item.code for item in submission.problems if "formula" in item.code]
    assert codes == ["formula-used", "formula-over-blank"]


def test_the_marked_copy_does_not_repeat_a_placeholder(tmp_path: Path) -> None:
    from slavery_benchmark.forms.marked_copy import make_marked_copy

    asks = b'<calcPr fullCalcOnLoad="1"/>'
    path = with_formula(tmp_path / "x.xlsx", "<f>Lists!$B$8</f><v>0</v>", asks)
    copy = make_marked_copy(path, extracted(path))
    assert "1 formula had no value: its cell is empty here." in copy.left_out
    (tmp_path / "copy.xlsx").write_bytes(copy.content)
    with zipfile.ZipFile(tmp_path / "copy.xlsx") as made:
        assert b"<v>0</v>" not in re.findall(rb'<c r="K28".*?</c>', made.read(traps.ANSWERS))[0]


@pytest.mark.parametrize(
    ("text", "zero", "kind"),
    [
        ("'C:\\Returns\\[Old.xlsx]Self-assessment'!K5", False, Formula.ELSEWHERE),
        ("'https://host/[Old.xlsx]S'!K5", False, Formula.ELSEWHERE),
        ("of:=['file:///home/x.ods'#$S.K5]", False, Formula.ELSEWHERE),
        ("SUBTOTAL(109,Cases[People])", False, Formula.PLAIN),
        ("Cases[[#This Row],[People]]+Lists!A1", False, Formula.PLAIN),
        ('IF(A1="[1]x!TODAY()",1,2)', False, Formula.PLAIN),
        ("NOW()", False, Formula.CHANGES),
        ("VLOOKUP(A1,Lists!A:B,2)", True, Formula.BLANK),
        ("Cases[People]", True, Formula.BLANK),
        ("of:=[.O6]", True, Formula.BLANK),
        ("COUNTIFS(A1:A9,2)", True, Formula.PLAIN),
        ("1-1", True, Formula.PLAIN),
    ],
)
def test_what_kind_a_formula_is(text: str, zero: bool, kind: Formula) -> None:
    assert kind_of(text, zero=zero) is kind
