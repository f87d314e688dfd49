"""A return written by another program or library: every command says what it says of ours."""

import functools
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.running import AS_OF, SAMPLES, run
from tests.workbook.other_programs import by_libreoffice, by_pandas, by_xlsxwriter, kept
from tests.workbook.returns import extracted, sound_return

needs_libreoffice = pytest.mark.skipif(
    shutil.which("soffice") is None,
    reason="LibreOffice Calc is not on this machine (Debian: libreoffice-calc)",
)

PROGRAMS = [
    pytest.param(by_libreoffice, "xlsx", id="LibreOffice-xlsx", marks=needs_libreoffice),
    pytest.param(by_libreoffice, "ods", id="LibreOffice-ods", marks=needs_libreoffice),
    pytest.param(by_xlsxwriter, "xlsx", id="XlsxWriter"),
    pytest.param(by_pandas, "xlsx", id="pandas"),
    pytest.param(functools.partial(kept, "exceljs.xlsx"), "xlsx", id="exceljs"),
    pytest.param(functools.partial(kept, "sheetjs.xlsx"), "xlsx", id="SheetJS-xlsx"),
    pytest.param(functools.partial(kept, "sheetjs.ods"), "ods", id="SheetJS-ods"),
]

ON_SCREEN = [
    ["score", "FILE"],
    ["score", "FILE", "--format", "csv"],
    ["score", "FILE", "--format", "markdown"],
    ["compare", "FILE", str(SAMPLES / "brindlewick.xlsx")],
    ["check", "FILE"],
    ["visit", "FILE"],
    ["levers", "FILE"],
    ["actions", "FILE"],
    ["progress", "FILE"],
    ["explain", "FILE", "VIC-01"],
]
WRITTEN = [
    (["export", "FILE", "--output", "OUT"], "results.xlsx"),
    (["check", "FILE", "--mark", "OUT"], "marked.xlsx"),
    (["report", "FILE", "--output", "OUT"], "report.html"),
    (["actions", "FILE", "--output", "OUT"], "plan.xlsx"),
    (["template", "--from", "FILE", "--output", "OUT"], "next.xlsx"),
]


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("original") / "return.xlsx"
    path.write_bytes(sound_return())
    return path


@pytest.mark.parametrize(("write", "suffix"), PROGRAMS)
def test_every_command_says_the_same(
    write: Callable[[Path], None],
    suffix: str,
    original: Path,
    tmp_path: Path,
    capfd: pytest.CaptureFixture[str],
) -> None:
    path = tmp_path / f"return.{suffix}"
    write(path)
    ours, theirs = extracted(original), extracted(path)
    assert theirs.responses == ours.responses
    assert theirs.cases == ours.cases
    assert theirs.problems == ours.problems == ()

    def said(file: Path, words: list[str]) -> tuple[int, str]:
        code, out, _ = run(capfd, *(str(file) if w == "FILE" else w for w in words), *AS_OF)
        source = extracted(file).source
        for is_, shown in ((str(file), "FILE"), (source.sha256, "SHA"), (file.name, "FILE")):
            out = out.replace(is_, shown)
        # how wide a column is, and where a line ends, may come from the name of the file
        return code, " ".join(out.replace("─", "").replace("-" * 4, "").split())

    for words in ON_SCREEN:
        assert said(path, words) == said(original, words), words
        assert said(path, words)[0] == 0
    for words, name in WRITTEN:
        out = tmp_path / name
        filled = [{"FILE": str(path), "OUT": str(out)}.get(word, word) for word in words]
        code, _, err = run(capfd, *filled, *([] if words[0] == "template" else AS_OF))
        assert (code, out.stat().st_size > 1000) == (0, True), err
    result = tmp_path / "result.json"
    assert run(capfd, "score", path, *AS_OF, "-o", result)[0] == 0
    assert run(capfd, "replay", result)[0] == 0
    for again in ("next.xlsx", "marked.xlsx"):
        assert extracted(tmp_path / again).force == ours.force
    assert extracted(tmp_path / "marked.xlsx").responses == ours.responses
