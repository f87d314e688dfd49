"""A few kilobytes that could end the process, hold it up or take its memory: refused, or read.

Each kind is made here, small, and varied at random. Whatever comes of it is the score of the sound
return, or a refusal in words, in little time and memory.
"""

import random
import re
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from slavery_benchmark.core.problems import Code, UnusableError
from slavery_benchmark.reading.formulas import Formulas
from slavery_benchmark.reading.limits import DEFAULT
from slavery_benchmark.reading.reader import read_workbook
from slavery_benchmark.reading.whole_workbook import read_whole
from tests.length import either
from tests.reading.traps import ANSWERS, BOOK, LINKS, ods, parts, xlsx
from tests.returns import extracted

SHEET, TEXTS = parts()[ANSWERS], "xl/sharedStrings.xml"
MAIN = b'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
SECONDS, MEMORY = 10, 600
Made = Callable[[random.Random, Path], Path]


def with_texts(path: Path, texts: bytes, cells: int = 1, number: int = 1) -> Path:
    """Write a sound return with these shared texts; INV-01a and cells far below name one."""
    level = b'<c r="K28" t="s"><v>%d</v></c>' % number
    rows = b"".join(
        b'<row r="%d"><c r="Z%d" t="s"><v>%d</v></c></row>' % (row, row, number)
        for row in range(1001, 1000 + cells)
    )
    sheet = re.sub(rb'<c r="K28".*?</c>', level, SHEET, count=1)
    return xlsx(
        path, {ANSWERS: sheet.replace(b"</sheetData>", rows + b"</sheetData>"), TEXTS: texts}
    )


def refused(path: Path) -> tuple[Code, str]:
    """Return the code of the refusal, and what a user reads."""
    with pytest.raises(UnusableError) as caught:
        extracted(path)
    return caught.value.problem.code, str(caught.value)


def level(path: Path) -> int | None:
    return next(item.level for item in extracted(path).responses if item.check == "INV-01a")


@pytest.mark.parametrize(
    "head",
    [
        b'<sst %s a=">" count="4000000000" uniqueCount="4000000000">' % MAIN,
        b"<sst %s a='>' uniqueCount = '4000000000'>" % MAIN,
        b'<sst %s\n\tuniqueCount\n=\n"4000000000"\n>' % MAIN,
        b'<sst %s uniqueCount="&#52;000000000">' % MAIN,
    ],
)
def test_no_room_is_made_for_texts_that_a_part_only_says_it_has(
    tmp_path: Path, head: bytes
) -> None:
    texts = head + b"<si><t>zero</t></si><si><t>3</t></si></sst>"
    assert level(with_texts(tmp_path / "x.xlsx", texts)) == 3


def test_nor_in_a_name_with_a_prefix_of_any_letters(tmp_path: Path) -> None:
    name = MAIN.replace(b"xmlns=", b"xmlns:_x.1-y=")
    texts = (
        b'<_x.1-y:sst %s uniqueCount="4000000000"><_x.1-y:si\n>'
        b"<_x.1-y:t>zero</_x.1-y:t></_x.1-y:si>"
        b"<_x.1-y:si\t><_x.1-y:t\n>3</_x.1-y:t></_x.1-y:si></_x.1-y:sst>" % name
    )
    assert level(with_texts(tmp_path / "x.xlsx", texts)) == 3


@pytest.mark.parametrize("item", [b"<si>", b"<si\n>", b"<si\t a='>'>", b"<si><!-- x -->"])
def test_a_long_text_is_measured_however_its_tag_is_written(tmp_path: Path, item: bytes) -> None:
    texts = b"<sst %s><si><t>3</t></si>%s<t>%s</t></si></sst>" % (MAIN, item, b"3" * 32_768)
    code, sentence = refused(with_texts(tmp_path / "x.xlsx", texts, cells=500))
    assert code is Code.TOO_LARGE
    assert (
        "Self-assessment!K28: unusable: the workbook is larger than a return can be: found “a "
        "longer text in one cell”; expected at most 32,767 characters in a cell." in sentence
    )
    assert level(with_texts(tmp_path / "y.xlsx", texts, number=0)) == 3  # no cell names it


def test_characters_are_counted_and_not_bytes(tmp_path: Path) -> None:
    texts = "<sst><si><t>%s</t></si></sst>" % ("é&amp;" * 16_383)
    assert level(with_texts(tmp_path / "x.xlsx", texts.encode(), number=0)) is None
    with pytest.raises(UnusableError):
        level(with_texts(tmp_path / "y.xlsx", texts.replace("é", "é…").encode(), number=0))


@pytest.mark.parametrize(
    "cell",
    [
        b'<c r="K28" t="inlineStr"><is><t>%s</t></is></c>',
        b'<c r="K28" t="str"><v>%s</v></c>',
        b'<c r="K28" t="str"><v><![CDATA[%s]]></v></c>',
        b'<c r="K28" t="inlineStr"><is><r><t>3</t></r><r><t>%s</t></r></is></c>',
    ],
)
@pytest.mark.parametrize("length", [32_768, 2**20])
def test_a_cell_has_a_limit(tmp_path: Path, cell: bytes, length: int) -> None:
    sheet = re.sub(rb'<c r="K28".*?</c>', cell % (b"x" * length), SHEET, count=1)
    code, sentence = refused(xlsx(tmp_path / "x.xlsx", {ANSWERS: sheet}))
    assert code is Code.TOO_LARGE
    assert "Self-assessment!K28: unusable" in sentence


@pytest.mark.parametrize(
    "said",
    [
        "<text:p>%s</text:p>" % ("x" * 32_768),
        "<text:p/>" * 32_770,
        "<text:p>%s</text:p>" % ("x<text:span>y</text:span>" * 17_000),
        "<text:p>%s</text:p>" % ('<text:s text:c="1000"/>' * 33),
    ],
)
def test_so_has_one_of_an_ods(tmp_path: Path, said: str) -> None:
    cell = f'<table:table-cell office:value-type="string">{said}</table:table-cell>'
    code, sentence = refused(ods(tmp_path / "x.ods", level=cell))
    assert code is Code.TOO_LARGE
    assert "Self-assessment!B2: unusable" in sentence
    shown = f'<table:table-cell office:value-type="string" office:string-value="{"x" * 32_768}"/>'
    assert "Self-assessment!B2" in refused(ods(tmp_path / "y.ods", level=shown))[1]


def test_merges_over_each_other_are_no_work(tmp_path: Path) -> None:
    merges = b"<mergeCells>" + b'<mergeCell ref="A1:Z40000"/>' * 2_000 + b"</mergeCells>"
    far = b'<row r="40000"><c r="A40000"><v>1</v></c></row></sheetData>' + merges
    sheet = SHEET.replace(b"</sheetData>", far)
    code, sentence = refused(xlsx(tmp_path / "x.xlsx", {ANSWERS: sheet}))
    assert code is Code.TOO_LARGE
    assert "cells that are merged" in sentence


def test_nor_are_formulas_that_say_to_fill_the_same_cells() -> None:
    formulas = Formulas(1_000)
    for _ in range(2_000):
        formulas.add(range(10**8), range(10**8), "A1", "1")
    assert len(formulas.cells) <= 1_001


@pytest.mark.parametrize("place", [b"</sheetData>", b"<sheetData>"])
def test_tags_nested_without_end_are_refused(tmp_path: Path, place: bytes) -> None:
    deep = b"<a>" * 100_000 + b"</a>" * 100_000
    sheet = SHEET.replace(place, place + deep if place[1:2] == b"/" else deep + place)
    code, sentence = refused(xlsx(tmp_path / "x.xlsx", {ANSWERS: sheet}))
    assert code is Code.DAMAGED
    assert "found “tags nested more than 1,000 deep”" in sentence


@pytest.mark.parametrize("part", [BOOK, LINKS, "xl/styles.xml"])
def test_so_they_are_in_every_part(tmp_path: Path, part: str) -> None:
    deep = b"<a>" * 100_000 + b"</a>" * 100_000
    data = parts()[part]
    at = data.rindex(b"</")
    path = xlsx(tmp_path / "x.xlsx", {part: data[:at] + deep + data[at:]})
    assert "tags nested more than 1,000 deep" in refused(path)[1]


def test_a_document_type_in_an_encoding_of_its_own_is_seen(tmp_path: Path) -> None:
    head = b'<?xml version="1.0" encoding="cp037"?>'
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaa">]><styleSheet>&a;</styleSheet>'.encode("cp037")
    code, _ = refused(xlsx(tmp_path / "x.xlsx", {"xl/styles.xml": head + bomb}))
    assert code in (Code.NOT_A_WORKBOOK, Code.DAMAGED)


def test_a_cell_far_away_does_not_make_room_for_millions(tmp_path: Path) -> None:
    far = b'<row r="500000"><c r="AB500000"><v>1</v></c></row></sheetData>'
    path = xlsx(tmp_path / "x.xlsx", {ANSWERS: SHEET.replace(b"</sheetData>", far)})
    code, sentence = refused(path)
    assert code is Code.TOO_LARGE
    assert "delete what lies far outside the table" in sentence
    assert read_workbook(path, ("Cover",)).sheets  # nobody reads that sheet


def test_areas_are_summed_over_the_sheets_that_are_read(tmp_path: Path) -> None:
    path = xlsx(tmp_path / "x.xlsx")
    source = read_workbook(path, ("Cover",)).source
    whole = read_whole(path, source)
    area = sum(len(s.rows) * len(s.rows[0]) for s in whole.sheets if s is not None and s.rows)
    less = read_whole(path, source, DEFAULT.with_one("cells", area - 1))
    assert None in less.sheets
    assert None not in whole.sheets
    assert any("is empty here, as it cannot be read" in said for said in less.sentences)


def texts_at_random(rng: random.Random, path: Path) -> Path:
    prefix = rng.choice([b"", b"", b"x:", b"_:", b"a-b.c:"])
    name = MAIN if not prefix else MAIN.replace(b"xmlns=", b"xmlns:%s=" % prefix[:-1])
    said = rng.choice([b"", b' a=">"', b" a='<'" if rng.random() < 0.1 else b"", b"\n"])
    count = rng.choice([b"4000000000", b"-1", b"99999999999999999999", b"0", b"x"])
    item = rng.choice([b"", b"\n", b" a='>'", b"\t"])
    long = b"3" * rng.choice([1, 1, 5_000, 40_000, 2**20])
    odd = rng.choice([b"", b"<!-- <si> -->", b"<?si ?>", b"<y/>"])
    one = b"<%ssi%s><%st>%s</%st></%ssi>"
    items = [one % (prefix, item, prefix, said_, prefix, prefix) for said_ in (b"zero", long)]
    texts = b'<%ssst %s%s uniqueCount="%s">%s</%ssst>' % (
        *(prefix, name, said, count), odd.join(items), prefix,
    )  # fmt: skip
    return with_texts(path, texts, rng.choice([1, 2_000]))


def merges_at_random(rng: random.Random, path: Path) -> Path:
    last = rng.choice([60, 5_000, 40_000])
    block = rng.choice([b"A%d:Z%d", b"%d:%d", b"$A$%d:$XFD$%d", b"AA%d:AB%d", b"Z%d:A%d"])
    merges = b'<mergeCell ref="%s"/>' % (block % (rng.randint(50, last), last))
    more = b'<row r="%d"><c r="Z%d"><v>1</v></c></row></sheetData><mergeCells>' % (last, last)
    more += merges * rng.choice([1, 100, 20_000]) + b"</mergeCells>"
    return xlsx(path, {ANSWERS: SHEET.replace(b"</sheetData>", more)})


def nesting_at_random(rng: random.Random, path: Path) -> Path:
    name = rng.choice([b"a", b"row", b"c", b"is", b"x14:a", b"f"])
    depth = rng.choice([2, 900, 50_000])
    deep = b"<%s>" % name * depth + b"</%s>" % name * depth
    part = rng.choice([ANSWERS, ANSWERS, BOOK, LINKS, "xl/styles.xml"])
    data = parts()[part]
    ends = [found.end() for found in re.finditer(rb">", data)]
    at = rng.choice(ends[1:-1])
    return xlsx(path, {part: data[:at] + deep + data[at:]})


def cells_at_random(rng: random.Random, path: Path) -> Path:
    long = rng.choice([b"x", b"3&#10;", "é".encode(), b"&amp;"]) * rng.choice([10, 40_000, 400_000])
    form = rng.choice(
        [
            b'<c r="%s" t="inlineStr"><is><t>%s</t></is></c>',
            b'<c r="%s" t="str"><v>%s</v></c>',
            b'<c r="%s"><v>%s</v></c>',
            b'<c r="%s" t="str"><f>%s</f><v>3</v></c>',
            b'<c r="%s" a="%s"><v>3</v></c>',
        ]
    )
    cell = form % (rng.choice([b"K28", b"K28", b"XFD1048576", b"AZ400000"]), long)
    sheet = re.sub(rb'<c r="K28".*?</c>', lambda _: cell, SHEET, count=1)
    return xlsx(path, {ANSWERS: sheet})


def documents_at_random(rng: random.Random, path: Path) -> Path:
    repeated = rng.choice(["1", "1000", "16384", "99999999"])
    inside = rng.choice(["<text:p/>", '<text:s text:c="9999999"/>', "<text:p>3</text:p>", "<a>"])
    times = rng.choice([1, 1_000, 50_000])
    ending = "</a>" * times if inside == "<a>" else ""
    attributes = rng.choice(
        [
            'office:value-type="string"',
            'office:value-type="float" office:value="3" table:formula="of:=1"',
            'office:value-type="float" office:value="3" table:number-columns-spanned="99999999"',
        ]
    )
    cell = (
        f'<table:table-cell {attributes} table:number-columns-repeated="{repeated}">'
        f"{inside * times}{ending}</table:table-cell>"
    )
    return ods(path, level=cell)


KINDS = (texts_at_random, merges_at_random, nesting_at_random, cells_at_random, documents_at_random)


def levels(path: Path) -> dict[str, int | None] | None:
    """Return the levels of a return, None if it is refused in words."""
    try:
        return {item.check: item.level for item in extracted(path).responses}
    except UnusableError as refusal:
        return None if str(refusal) else {}


def memory(what: str) -> float:
    """Return what this process takes, now (VmRSS) or at most (VmHWM), in MB."""
    said = Path("/proc/self/status").read_text(encoding="utf-8")
    return int(said.partition(f"{what}:")[2].split()[0]) / 1024


@pytest.mark.parametrize("make", KINDS)
def test_any_of_a_kind_is_read_or_refused_soon(tmp_path: Path, make: Made) -> None:
    sound = levels(xlsx(tmp_path / "sound.xlsx"))
    assert sound is not None
    if sys.platform == "linux":
        Path("/proc/self/clear_refs").write_text("5")  # what other tests took is no matter
        before = memory("VmRSS")
    for seed in range(either(short=6, full=30)):
        rng = random.Random(seed)  # noqa: S311 - to be repeated, not to be secret
        path = make(rng, tmp_path / "x.xlsx")
        start = time.process_time()
        said = levels(path)
        assert time.process_time() - start < SECONDS, seed
        if said is not None:
            wrong = {check for check in sound if said[check] not in (sound[check], None)}
            assert wrong <= {"INV-01a"} or make is documents_at_random, seed
    if sys.platform == "linux":
        assert memory("VmHWM") - before < MEMORY


def test_nesting_in_shared_texts_is_refused(tmp_path: Path) -> None:
    deep = b"<a>" * 100_000 + b"</a>" * 100_000
    texts = b"<sst %s><si>%s<t>3</t></si></sst>" % (MAIN, deep)
    assert "tags nested more than 1,000 deep" in refused(with_texts(tmp_path / "x.xlsx", texts))[1]
