"""What looks like a formula stays text in every workbook that is written, after an edit too."""

import csv
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from slavery_benchmark.core.text import looks_like_formula
from slavery_benchmark.extracting import layout
from slavery_benchmark.formats.data import csv_bytes
from tests.cli.running import AS_OF, SAMPLES, run
from tests.length import either
from tests.returns import Return, tampered

SIGNS = ("=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20")
FORMULA = '+HYPERLINK("http://x.example","y")'


@pytest.mark.parametrize("start", [*SIGNS, " =", "\u3000\uff1d", "\t", "\r", "\n", ";", ",", "|"])
def test_what_begins_like_a_formula_is_told(start: str) -> None:
    assert looks_like_formula(f"{start}1")


@pytest.mark.parametrize("text", ["", "a=1", "1+1", "(-1)", "“=1”", "'=1", "· x", "é", " a"])
def test_what_does_not_is_let_be(text: str) -> None:
    assert not looks_like_formula(text)


@given(st.text(max_size=12))
def test_no_cell_of_a_csv_begins_like_a_formula(text: str) -> None:
    said = csv_bytes(("a",), [{"a": text}]).decode("utf-8-sig")
    ((_,), *rest) = csv.reader(said.splitlines(keepends=True))
    assert not any(looks_like_formula(row[0]) for row in rest if row)


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a return in which every text that people write looks like a formula."""
    folder = tmp_path_factory.mktemp("returns")

    def tamper(made: Return) -> None:
        made.put_cover(layout.FORCE, FORMULA)
        for column in (layout.EVIDENCE, layout.OWNER, layout.COMMENT):
            for check, sign in zip(
                ("INV-01a", "INV-01b", "INV-02a", "VIC-05a"), SIGNS, strict=False
            ):
                made.put(check, column, f"{sign}1+cmd")
        made.put("INV-02b", layout.LEVEL, FORMULA)
        made.put("UND-01a", layout.LEVEL, None)
        made.put("UND-01a", layout.REASON, FORMULA)

    tampered(folder / "-sent.xlsx", tamper)
    (folder / "brindlewick.xlsx").write_bytes((SAMPLES / "brindlewick.xlsx").read_bytes())
    return folder


RUNS = (
    ("template", "--from", "{sent}"),
    ("check", "{sent}", "--mark", "{out}"),
    ("export", "{sent}"),
    ("actions", "{sent}"),
    ("template",),
    ("score", "{sent}"),
    ("check", "{sent}"),
    ("visit", "{folder}"),
    ("compare", "{folder}"),
    ("compare", "{folder}", "--robustness"),
    ("explain", "{sent}", "--levers"),
    ("export", "{folder}", "--view", "public"),
    ("progress", "{earlier}", "{folder}"),
)


@pytest.mark.parametrize("words", RUNS[: either(short=4, full=len(RUNS))], ids=" ".join)
def test_every_workbook_marks_such_texts(
    hostile: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str], words: tuple[str, ...]
) -> None:
    out = tmp_path / "x.xlsx"
    places = {
        "{sent}": hostile / "-sent.xlsx",
        "{folder}": hostile,
        "{earlier}": SAMPLES / "cycles" / "2024-25",
        "{out}": out,
    }
    given: list[object] = [places.get(word, word) for word in words]
    given += [] if out in given else ["-o", out]
    given += [] if "template" in words else AS_OF
    code, _, err = run(capfd, *given)
    assert code in (0, 1), err
    assert_marked(out)


def test_a_data_set_as_a_workbook_marks_such_texts_too(
    hostile: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    run(capfd, "score", hostile / "-sent.xlsx", "--data-set", tmp_path / "set", *AS_OF)
    run(capfd, "export", tmp_path / "set", "-o", tmp_path / "x.xlsx")
    assert assert_marked(tmp_path / "x.xlsx")


def assert_marked(path: Path) -> int:
    """Go through a workbook: what looks like a formula is marked text. Return how many are."""
    marked = 0
    for sheet in openpyxl.load_workbook(path).worksheets:
        for cell in (cell for row in sheet.iter_rows() for cell in row):
            if not isinstance(cell.value, str):
                continue
            assert cell.data_type == "s", cell
            if looks_like_formula(cell.value):
                marked += 1
                assert cell.quotePrefix, (sheet.title, cell.coordinate, cell.value)
    return marked
