"""Texts that cells share, in the forms that are rare and mean the same."""

import re
from pathlib import Path

import pytest

from slavery_benchmark.core.problems import Code
from tests.reading.test_archives import refused
from tests.reading.traps import ANSWERS, CELL, LINKS, parts, xlsx
from tests.returns import extracted, found

SHEET = parts()[ANSWERS]
PLAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'


def with_texts(path: Path, texts: bytes, number: int) -> Path:
    """Write a sound return with these texts, one of which is the level of INV-01a."""
    cell = b'<c r="K28" t="s"><v>%d</v></c>' % number
    sheet = re.sub(rb'<c r="K28".*?</c>', cell, SHEET, count=1)
    return xlsx(path, {ANSWERS: sheet, "xl/sharedStrings.xml": texts})


def level_said(path: Path) -> str | None:
    made = extracted(path)
    odd = ([("level-not-recognised", CELL)], [("evidence-without-level", CELL)])
    assert found(made.problems) in ([], *odd)
    return next(item.found for item in made.responses if item.check == "INV-01a")


@pytest.mark.parametrize("odd", ["<!-- a comment -->", "<?page 1?>"])
@pytest.mark.parametrize(
    ("items", "said"),
    [
        ("<si><t>zero</t></si><si><t>3</t></si><si><t>two</t></si>", "3"),
        ("<si><t>zero</t></si><si><t> 3 </t></si>", "3"),
        ("<si><t>zero</t></si><si><r><t>3 In </t></r><r><t>place</t></r></si>", "3 Inplace"),
        (
            '<si><t>zero</t></si><si><r><t xml:space="preserve">3 In </t></r><r><t>place</t></r>'
            "</si>",
            "3 In place",
        ),
        (
            '<si><t>zero</t></si><si><r><t> 3</t></r><r><t xml:space="preserve"> In </t></r>'
            "<r><t> place</t></r></si>",
            "3 In place",
        ),
        ("<si><t>zero</t></si><si><t>3</t><rPh sb='0' eb='1'><t>san</t></rPh></si>", "3"),
        ("<si><t>zero</t></si><si><t><![CDATA[3 <& 4]]></t></si>", "3 <& 4"),
        ("<si><t>zero</t></si><si/>", ""),
    ],
)
def test_texts_with_what_no_text_is_made_of(
    tmp_path: Path, odd: str, items: str, said: str
) -> None:
    texts = f"<sst {PLAIN}>{odd}{items}</sst>".encode()
    assert level_said(with_texts(tmp_path / "x.xlsx", texts, 1)) == said


@pytest.mark.parametrize("encoding", ["utf-16", "UTF-16LE", "UTF-16BE", "latin-1"])
def test_texts_in_another_encoding(tmp_path: Path, encoding: str) -> None:
    declared = f'<?xml version="1.0" encoding="{encoding}"?>' if encoding != "utf-16" else ""
    texts = f"{declared}<sst {PLAIN}><si><t>zero</t></si><si><t>3 \u2013 In place</t></si></sst>"
    data = texts.encode(encoding, "xmlcharrefreplace")
    assert level_said(with_texts(tmp_path / "x.xlsx", data, 1)) == "3 \u2013 In place"


def test_texts_in_a_part_of_another_name(tmp_path: Path) -> None:
    cell = b'<c r="K28" t="s"><v>1</v></c>'
    link = (
        b'<Relationship Id="rId99" Target="words.xml" Type="http://schemas.openxmlformats.org/'
        b'officeDocument/2006/relationships/sharedStrings"/></Relationships>'
    )
    changes: dict[str, bytes | None] = {
        ANSWERS: re.sub(rb'<c r="K28".*?</c>', cell, SHEET, count=1),
        "xl/words.xml": f"<sst {PLAIN}><si><t>zero</t></si><si><t>3</t></si></sst>".encode(),
        LINKS: parts()[LINKS].replace(b"</Relationships>", link),
    }
    assert level_said(xlsx(tmp_path / "x.xlsx", changes)) == "3"


def test_texts_that_break_off_are_damage(tmp_path: Path) -> None:
    path = with_texts(tmp_path / "x.xlsx", b"<sst><!-- x --><si><t>zero</t>", 0)
    code, sentence = refused(path)
    assert code is Code.DAMAGED
    assert "shared strings: no element found" in sentence
