"""benchmark check --since: which answers stand as in the force's earlier return."""

import csv
import io
import json
from datetime import date, datetime
from pathlib import Path

import pytest

from slavery_benchmark.extracting import layout
from tests.cli.running import AS_OF, SAMPLES, earlier_return, joined, run
from tests.returns import Return, tampered

GORSEMERE = SAMPLES / "cycles" / "2025-26" / "gorsemere.xlsx"


def reworked(made: Return) -> None:
    """Change the level, the evidence and a comment of a check each; of two the date alone."""
    made.put("LEA-01a", layout.LEVEL, "1 Emerging")
    made.put("LEA-01b", layout.EVIDENCE, "Another log")
    made.put("LEA-02a", layout.COMMENT, "Read again")
    for check in ("LEA-03a", "LEA-04b"):
        cell = made.cell(check, layout.EVIDENCE_DATE)
        assert isinstance(cell.value, datetime)
        cell.value = date(2026, 3, 30)


def test_what_stands_as_before_is_told_and_where_the_date_alone_moved(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    old = earlier_return(tmp_path / "old.xlsx")
    new = tampered(tmp_path / "new.xlsx", reworked)
    code, out, err = run(capfd, "check", new, "--since", old, *AS_OF)
    assert (code, err) == (0, "")
    said = (
        "50 of 53 answers, evidence and all, are word for word as in the return to 31 March 2025; "
        "in 2 of them the date of the evidence alone moved"
    )
    assert said in joined(out)
    _, out, _ = run(capfd, "check", new, "--since", old, *AS_OF, "--format", "csv")
    rows = {row["check"]: row for row in csv.DictReader(io.StringIO(out.lstrip("\ufeff")))}
    assert [rows[check]["what"] for check in ("LEA-01a", "LEA-01b", "LEA-02a", "LEA-03a")] == [
        "another answer",
        "other evidence",
        "another comment",
        "word for word, date moved",
    ]
    assert rows["LEA-03a"]["date_now"] == "2026-03-30"
    _, out, _ = run(capfd, "check", new, "--since", old, *AS_OF, "--format", "json")
    sections = {item["title"]: item for item in json.loads(out)["sections"]}
    assert len(sections["Since last time"]["tables"]["answer"]) == 53


@pytest.mark.parametrize("suffix", ["md", "html", "xlsx", "txt"])
def test_every_format_has_it(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], suffix: str
) -> None:
    old, target = earlier_return(tmp_path / "old.xlsx"), tmp_path / f"page.{suffix}"
    new = tampered(tmp_path / "new.xlsx", reworked)
    assert run(capfd, "check", new, "--since", old, *AS_OF, "-o", target)[0] == 0
    assert target.stat().st_size
    if suffix in ("md", "txt", "html"):
        assert "word for word, date moved" in target.read_text()


def test_an_earlier_edition_and_a_folder_are_read_along_the_lineage(
    capfd: pytest.CaptureFixture[str],
) -> None:
    old = SAMPLES / "cycles" / "2023-24"
    code, out, _ = run(capfd, "check", GORSEMERE, "--since", old, *AS_OF)
    assert code == 0
    assert "3 of 46 answers are word for word as in the return to 31 March 2024" in joined(out)
    both = run(capfd, "check", GORSEMERE.parent, "--since", old, *AS_OF)[1]
    assert joined(both).count("are word for word as in the return to 31 March 2024") == 2


def test_a_return_of_another_force_is_refused_in_words(capfd: pytest.CaptureFixture[str]) -> None:
    old = SAMPLES / "cycles" / "2024-25" / "hazelwharf.ods"
    code, out, err = run(capfd, "check", GORSEMERE, "--since", old, *AS_OF)
    assert (code, out) == (2, "")
    assert "hazelwharf.ods: of Hazelwharf Police, and " in joined(err)
    assert "is of Gorsemere Constabulary; name an earlier return of Gorsemere" in joined(err)


def test_itself_a_later_one_and_none_are_refused(capfd: pytest.CaptureFixture[str]) -> None:
    code, _, err = run(capfd, "check", GORSEMERE, "--since", GORSEMERE, *AS_OF)
    assert (code, "the very return that is checked" in joined(err)) == (2, True)
    older = SAMPLES / "cycles" / "2024-25" / "gorsemere.xlsx"
    code, _, err = run(capfd, "check", older, "--since", GORSEMERE, *AS_OF)
    assert (code, "a return to 31 March 2026, and" in joined(err)) == (2, True)
    code, _, err = run(capfd, "check", GORSEMERE, "--since", "missing.xlsx", *AS_OF)
    assert (code, "[file-missing]" in err) == (3, True)


def test_the_earlier_return_is_never_replaced(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    old, new = earlier_return(tmp_path / "old.xlsx"), tampered(tmp_path / "new.xlsx")
    before = old.read_bytes()
    for option in ("-o", "--mark"):
        code, *_ = run(capfd, "check", new, "--since", old, option, old, "--overwrite", *AS_OF)
        assert (code, old.read_bytes() == before) == (2, True)


def test_of_several_those_without_an_earlier_return_are_named(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    old, new = earlier_return(tmp_path / "old.xlsx"), tampered(tmp_path / "new.xlsx")
    code, out, err = run(capfd, "check", new, GORSEMERE, "--since", old, *AS_OF)
    assert code == 0
    assert "name an earlier return of Gorsemere Constabulary" in joined(err)
    assert "as in the return to 31 March 2025" in joined(out)
