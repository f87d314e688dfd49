"""benchmark report as a user meets it."""

import json
import os
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest

from tests.cli.running import AS_OF, SAMPLES, joined, run
from tests.reports import opened


def test_report_writes_a_page_and_says_where(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    page = tmp_path / "report.html"
    code, out, err = run(capfd, "report", SAMPLES / "aldermoss.xlsx", "-o", page, *AS_OF)
    assert (code, out) == (0, "")
    assert f"Wrote {page}." in err
    assert "1 warning; each is in the report." in err
    assert "What to visit Aldermoss Constabulary (fictional) for" in page.read_text(
        encoding="utf-8"
    )


def test_report_of_cycles_says_what_has_changed(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    page = tmp_path / "report.html"
    assert run(capfd, "report", SAMPLES / "cycles", "-o", page, *AS_OF)[0] == 0
    text = page.read_text(encoding="utf-8")
    assert "The bridge from 55.1 to 61.4 (+6.3)" in text
    assert "Criteria of Hazelwharf Police (fictional), regressions first" in text


def test_period_takes_the_submission_of_that_time_and_nothing_later(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    page = tmp_path / "report.html"
    said = run(capfd, "report", SAMPLES / "cycles", "-o", page, "--period", "2024-05-01", *AS_OF)
    assert said[0] == 0
    text = page.read_text(encoding="utf-8")
    assert "1 April 2024 to 31 March 2025." in text
    assert "31 March 2026" not in text


def test_charts_are_written_as_svg_and_png(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    page, folder = tmp_path / "report.html", tmp_path / "charts"
    arguments = ("report", SAMPLES / "aldermoss.xlsx", "-o", page, "--charts", folder, *AS_OF)
    code, _, err = run(capfd, *arguments)
    assert code == 0
    names = sorted(file.name for file in folder.iterdir())
    assert names == [
        f"01-aldermoss-constabulary-{what}.{suffix}"
        for what in ("criteria", "themes")
        for suffix in ("png", "svg")
    ]
    assert f"Wrote 4 files to {folder}." in err
    assert (folder / names[0]).read_bytes().startswith(b"\x89PNG")
    page.unlink()
    code, _, err = run(capfd, *arguments)
    assert code == 2
    assert "add --overwrite to replace it." in err
    assert not page.exists()


@pytest.mark.full
def test_charts_do_not_depend_on_how_many_processes_draw_them(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    written = []
    for jobs in ("1", "2"):
        page, folder = tmp_path / f"{jobs}.html", tmp_path / jobs
        options = ("-o", page, "--charts", folder, "--jobs", jobs, *AS_OF)
        code, _, err = run(capfd, "report", SAMPLES, *options)
        assert code == 1, "problems of workbooks"
        assert "Drawing" not in err, "a bar is for those who watch"
        written.append({file.name: file.read_bytes() for file in folder.iterdir()})
    assert written[0] == written[1]


@pytest.mark.full
@pytest.mark.skipif(os.name == "nt", reason="Windows has no pseudo-terminals")
def test_who_watches_sees_how_far_the_drawing_is(tmp_path: Path) -> None:
    terminal, theirs = os.openpty()
    folder = tmp_path / "charts"
    arguments = (SAMPLES, "-o", tmp_path / "r.html", "--charts", folder, "--jobs", "1", *AS_OF)
    with subprocess.Popen(
        [sys.executable, "-m", "slavery_benchmark", "report", *map(str, arguments)],
        stdout=subprocess.DEVNULL,
        stderr=theirs,
    ):
        os.close(theirs)
        said = _all_of(terminal)
    os.close(terminal)
    assert "Drawing charts" in said
    assert "100%" in said
    assert f"Wrote 28 files to {folder}." in joined(said)


def _all_of(terminal: int) -> str:
    """Return what is written to a terminal until nobody writes to it any more."""
    said = b""
    with suppress(OSError):  # Linux calls its end an error
        while part := os.read(terminal, 65536):
            said += part
    return said.decode()


def test_the_view_of_a_force_takes_its_name_or_its_code(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    for number, name in enumerate(("Brindlewick Police", "fictional-brindlewick")):
        page = tmp_path / f"{number}.html"
        arguments = ("--view", "force", "--force", name, *AS_OF)
        code, _, err = run(capfd, "report", SAMPLES, "-o", page, *arguments)
        assert code == 1, "problems of workbooks"
        assert "each is in the report" not in err
        assert "Brindlewick Police" in page.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        ([], 2, "Missing option '-o'"),
        (["-o", "report.pdf"], 2, "report.pdf: name a file that ends in .html."),
        (["-o", "there.html"], 2, "there.html exists; add --overwrite to replace it."),
        (["-o", "no/such/folder.html"], 3, "cannot be written: No such file or directory."),
        (["-o", "r.html", "--view", "force"], 2, "--view force and --force NAME go together."),
        (["-o", "r.html", "--force", "Kent"], 2, "--view force and --force NAME go together."),
        (
            ["-o", "r.html", "--view", "force", "--force", "Aldermos"],
            2,
            "--force 'Aldermos' names no force of this run. Nearest: Aldermoss Constabulary.",
        ),
        (
            ["-o", "r.html", "--view", "public", "--assurance", "own-cases"],
            2,
            "take --assurance documented.",
        ),
        (["-o", "r.html", "--charts", "there.html"], 3, "there.html: cannot be made:"),
    ],
)
def test_report_says_what_it_cannot_do(
    arguments: list[str],
    code: int,
    said: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("there.html").write_text("mine", encoding="utf-8")
    found, _, err = run(capfd, "report", SAMPLES / "aldermoss.xlsx", *arguments)
    assert found == code
    assert said in " ".join(err.split())
    assert Path("there.html").read_text(encoding="utf-8") == "mine"


def test_without_a_file_that_can_be_used_there_is_no_report(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    broken, page = tmp_path / "broken.xlsx", tmp_path / "report.html"
    broken.write_bytes(b"no workbook")
    code, _, err = run(capfd, "report", broken, "-o", page)
    assert code == 3
    assert "There is nothing to report on." in err
    assert not page.exists()


def test_a_file_that_cannot_be_used_is_told_of_in_the_report(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    broken, page = tmp_path / "broken.xlsx", tmp_path / "report.html"
    broken.write_bytes(b"no workbook")
    code, _, _ = run(capfd, "report", broken, SAMPLES / "aldermoss.xlsx", "-o", page, *AS_OF)
    assert code == 3
    assert "broken.xlsx" in page.read_text(encoding="utf-8")


def test_a_result_that_was_edited_is_said_to_be_so_on_the_page_and_in_the_workbook(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "edited.json"
    run(capfd, "score", SAMPLES / "foxglove-vale.xlsx", "-o", path, *AS_OF)
    result = json.loads(path.read_text(encoding="utf-8"))
    next(item for item in result["forces"][0]["checks"] if item["level"] == 1)["level"] = 2
    path.write_text(json.dumps(result), encoding="utf-8")
    said = "was changed after it was written; its answers are taken as they stand."
    for view, name in (
        ("inspector", "edited.json"),
        ("public", "The result of Foxglove Vale Constabulary"),
    ):
        page, book = tmp_path / f"{view}.html", tmp_path / f"{view}.xlsx"
        run(capfd, "report", path, "--allow-edited", "-o", page, "--view", view, *AS_OF)
        first = page.read_text(encoding="utf-8").split('id="contents"')[0]
        assert f"{name} {said}" in first
        run(capfd, "export", path, "--allow-edited", "-o", book, "--view", view, *AS_OF)
        cover = opened(book.read_bytes()).worksheets[0]
        assert f"{name} {said}" in [row[0].value for row in cover.iter_rows()]
        assert ("edited.json" in first) is (view == "inspector")


def test_an_earlier_submission_that_was_edited_is_named_too(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    path, page = tmp_path / "edited.json", tmp_path / "report.html"
    years = SAMPLES / "cycles"
    run(capfd, "score", years / "2024-25" / "gorsemere.xlsx", "-o", path, *AS_OF)
    text = path.read_text(encoding="utf-8").replace('"level": 2,', '"level": 1,', 1)
    path.write_text(text, encoding="utf-8")
    later = years / "2025-26"
    run(capfd, "report", path, later, "--allow-edited", "-o", page, *AS_OF)
    assert "edited.json was changed after" in page.read_text(encoding="utf-8")
