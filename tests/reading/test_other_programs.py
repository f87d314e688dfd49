"""A return written by another program or library: every command says what it says of ours."""

import functools
import io
import shutil
from collections.abc import Callable, Iterator
from contextlib import redirect_stdout
from pathlib import Path

import pytest

from slavery_benchmark.cli import exit_code
from tests.cli.running import AS_OF, SAMPLES, run
from tests.reading.other_programs import by_libreoffice, by_pandas, by_xlsxwriter, kept
from tests.returns import extracted, sound_return

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
    ["explain", "FILE", "--levers"],
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


@pytest.fixture(scope="module", autouse=True)
def wide() -> Iterator[None]:
    """Take a page so wide that the path of a workbook, however long, is not broken on it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("COLUMNS", "300")
        yield


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("original") / "return.xlsx"
    path.write_bytes(sound_return())
    return path


Said = dict[str, tuple[int, str]]


def said_of(file: Path) -> Said:
    """Return the exit code of each command, and what it says of a file, which is called FILE."""
    found: Said = {}
    sha256 = extracted(file).source.sha256
    for words in ON_SCREEN:
        screen = io.TextIOWrapper(io.BytesIO(), "utf-8", write_through=True)
        with redirect_stdout(screen):
            code = exit_code([*(str(file) if w == "FILE" else w for w in words), *AS_OF])
        screen.seek(0)
        out = screen.read()
        for is_, shown in ((str(file), "FILE"), (sha256, "SHA"), (file.name, "FILE")):
            out = out.replace(is_, shown)
        # how wide a column is, and where a line ends, may come from the name of the file
        said = " ".join(out.replace("─", "").replace("-" * 4, "").split())
        assert said
        found[" ".join(words)] = code, said
    return found


@pytest.fixture(scope="module")
def said_of_the_original(original: Path) -> Said:
    """What is said of the original: asked once, and compared with every other."""
    return said_of(original)


@pytest.mark.short(1)
@pytest.mark.parametrize(("write", "suffix"), PROGRAMS)
def test_every_command_says_the_same(
    write: Callable[[Path], None],
    suffix: str,
    original: Path,
    said_of_the_original: Said,
    tmp_path: Path,
    capfd: pytest.CaptureFixture[str],
) -> None:
    path = tmp_path / f"return.{suffix}"
    write(path)
    ours, theirs = extracted(original), extracted(path)
    assert theirs.responses == ours.responses
    assert theirs.cases == ours.cases
    assert theirs.problems == ours.problems == ()
    said = said_of(path)
    assert {code for code, _ in said.values()} == {0}
    assert said == said_of_the_original
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
