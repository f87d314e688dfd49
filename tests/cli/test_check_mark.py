"""benchmark check --mark: where the marked copies go, and what is said when they cannot."""

import shutil
from pathlib import Path

import openpyxl
import pytest

from tests.cli import running
from tests.cli.running import AS_OF, SAMPLES
from tests.returns import tampered

FOXGLOVE = SAMPLES / "foxglove-vale.xlsx"


def run(capfd: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, str, str]:
    return running.run(capfd, "check", *arguments, *AS_OF)


def test_one_workbook_into_one_file(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    target = tmp_path / "marked.xlsx"
    before = FOXGLOVE.read_bytes()
    code, out, err = run(capfd, FOXGLOVE, "--mark", target)
    plain = run(capfd, FOXGLOVE)
    assert (code, out) == plain[:2]
    assert code == 1
    assert err.startswith(f"Wrote {target}.\n{target}: This copy holds values in plain style")
    assert openpyxl.load_workbook(target).sheetnames[-1] == "Problems"
    assert FOXGLOVE.read_bytes() == before


def test_one_workbook_into_a_folder_that_is_there(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    code, _, err = run(capfd, SAMPLES / "elderquay.ods", "--mark", tmp_path)
    assert code == 0
    assert f"Wrote {tmp_path / 'elderquay.xlsx'}." in err


def test_several_workbooks_into_a_folder_that_is_made(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    other = tmp_path / "other"
    other.mkdir()
    shutil.copy(SAMPLES / "aldermoss.xlsx", other / "Elderquay.xlsx")
    target = tmp_path / "new" / "marked"
    code, _, err = run(capfd, SAMPLES, other, "--mark", target)
    assert code == 1
    assert err.count("Wrote ") == 7
    assert sorted(path.name for path in target.iterdir()) == [
        "Elderquay (2).xlsx",
        "aldermoss.xlsx",
        "brindlewick.xlsx",
        "cobblemarsh.xlsx",
        "dapplefold.xlsx",
        "elderquay.xlsx",
        "foxglove-vale.xlsx",
    ]
    title = openpyxl.load_workbook(target / "Elderquay (2).xlsx")["Problems"]["A1"].value
    assert title == "Problems in Elderquay.xlsx"


def test_a_file_that_cannot_be_used_gets_none(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    bad = tmp_path / "bad.xlsx"
    bad.write_bytes(b"force,level\n")
    target = tmp_path / "marked"
    code, _, err = run(capfd, bad, FOXGLOVE, "--mark", target)
    assert code == 3
    assert f"{bad}: no marked copy, as it cannot be used.\n" in err
    assert [path.name for path in target.iterdir()] == ["foxglove-vale.xlsx"]
    code, _, err = run(capfd, bad, tmp_path / "gone.xlsx", "--mark", tmp_path / "none")
    assert code == 3
    assert err.count("no marked copy") == 2
    assert not (tmp_path / "none").exists()


def test_a_copy_that_is_there_stays_unless_asked(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "foxglove-vale.xlsx"
    target.write_bytes(b"mine")
    code, out, err = run(capfd, FOXGLOVE, "--mark", target)
    assert (code, out) == (2, "")
    assert f"{target} exists; add --overwrite to replace it." in err
    code, _, err = run(capfd, SAMPLES, "--mark", tmp_path)
    assert code == 2
    assert f"{target} exists; add --overwrite to replace it." in err
    assert target.read_bytes() == b"mine"
    assert [path.name for path in tmp_path.iterdir()] == ["foxglove-vale.xlsx"]
    assert run(capfd, FOXGLOVE, "--mark", target, "--overwrite")[0] == 1
    assert openpyxl.load_workbook(target).sheetnames[-1] == "Problems"


def test_an_input_is_never_replaced(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    path = tampered(tmp_path / "return.xlsx")
    before = path.read_bytes()
    for target in (path, tmp_path):
        code, _, err = run(capfd, path, "--mark", target, "--overwrite")
        assert code == 2
        assert f"{path} is one of the inputs; name another file." in err
    code, _, err = run(capfd, tmp_path, "--mark", tmp_path, "--overwrite")
    assert code == 2
    assert f"{tmp_path} is one of the inputs; name another folder." in err
    assert path.read_bytes() == before


def test_a_folder_of_copies_below_the_folder_of_returns_can_be_made_again(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    tampered(tmp_path / "return.xlsx")
    monkeypatch.chdir(tmp_path)
    for _ in range(2):
        code, _, err = run(capfd, ".", "--mark", "marked", "--overwrite")
        assert code == 0
        assert f"Wrote {Path('marked') / 'return.xlsx'}." in err


@pytest.mark.parametrize(
    ("inputs", "out", "sentence"),
    [
        (1, "marked.ods", "a marked copy is an .xlsx; end the name so, or name a folder that is"),
        (1, "marked", "a marked copy is an .xlsx; end the name so, or name a folder that is"),
        (2, "marked.xlsx", "the copies of several workbooks need a folder; name one."),
        (2, "notes.txt", "the copies of several workbooks need a folder; name one."),
    ],
)
def test_a_name_that_does_not_fit_is_wrong_usage(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], inputs: int, out: str, sentence: str
) -> None:
    (tmp_path / "notes.txt").write_text("mine")
    files = [FOXGLOVE, SAMPLES / "aldermoss.xlsx"][:inputs]
    code, said, err = run(capfd, *files, "--mark", tmp_path / out)
    assert (code, said) == (2, "")
    assert f"{tmp_path / out}: {sentence}" in " ".join(err.split())
    assert [path.name for path in tmp_path.iterdir()] == ["notes.txt"]


def test_a_folder_that_cannot_be_made(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "file").write_text("mine")
    target = tmp_path / "file" / "marked"
    code, _, err = run(capfd, SAMPLES, "--mark", target)
    assert code == 3
    assert f"{target}: cannot be made: Not a directory." in err
