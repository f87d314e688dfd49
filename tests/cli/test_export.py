"""benchmark export as a user meets it."""

from pathlib import Path

import pytest

from tests.cli.running import AS_OF, SAMPLES, run
from tests.render.reports import opened


def test_export_and_score_write_the_same_workbook(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    sample = SAMPLES / "aldermoss.xlsx"
    one, two = tmp_path / "one.xlsx", tmp_path / "two.xlsx"
    code, _, err = run(capfd, "export", sample, "-o", one, *AS_OF)
    assert code == 0
    assert "1 warning; each is on the sheet Problems." in err
    assert run(capfd, "score", sample, "-o", two, *AS_OF)[0] == 0
    first, second = opened(one.read_bytes()), opened(two.read_bytes())
    assert first.sheetnames == second.sheetnames
    for name in first.sheetnames:
        cells = [[c.value for c in row] for row in first[name].iter_rows()]
        assert cells == [[c.value for c in row] for row in second[name].iter_rows()]


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["-o", "results.ods"], 2, "results.ods: the suffix chooses the format and is one of"),
        (["-o", "there.xlsx"], 2, "there.xlsx exists; add --overwrite to replace it."),
        (["-o", "no/such/folder.xlsx"], 3, "cannot be written: No such file or directory."),
        ([], 2, "Missing option '-o'"),
    ],
)
def test_export_says_where_it_cannot_write(
    arguments: list[str],
    code: int,
    said: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("there.xlsx").write_text("mine", encoding="utf-8")
    found, _, err = run(capfd, "export", SAMPLES / "aldermoss.xlsx", *arguments)
    assert found == code
    assert said in err
    assert Path("there.xlsx").read_text(encoding="utf-8") == "mine"
