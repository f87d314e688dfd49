"""A return that was made for an earlier edition, given to commands of this one."""

from pathlib import Path

import pytest

from slavery_benchmark.extracting import layout
from tests.cli.running import AS_OF, joined, run
from tests.returns import Return, tampered

SAID = (
    "Scored under edition 2026.2, which the workbooks were made for; the latest is 2026.3 "
    "(benchmark template --from carries answers over)."
)


def of_the_edition_before(folder: Path, name: str = "before.xlsx") -> Path:
    """Write the sound return with the name of the edition before, and return its path."""

    def tamper(made: Return) -> None:
        made.put_cover(layout.EDITION, "stolen-freedom 2026.2")

    return tampered(folder / name, tamper)


@pytest.mark.parametrize("command", ["score", "check", "explain", "actions"])
def test_it_is_scored_under_its_own_edition_and_that_is_said(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], command: str
) -> None:
    path = of_the_edition_before(tmp_path)
    code, out, err = run(capfd, command, path, *AS_OF)
    assert code in (0, 1)
    assert SAID in joined(err)
    _, named, _ = run(capfd, command, path, "--criteria", "2026.2", *AS_OF)
    assert out == named, "as if the edition had been named"


def test_beside_one_of_this_edition_it_is_refused(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    of_the_edition_before(tmp_path)
    tampered(tmp_path / "now.xlsx")
    code, out, err = run(capfd, "score", tmp_path, *AS_OF)
    assert code == 3
    assert "[edition-differs]" in err
    assert SAID not in joined(err)
    assert "now.xlsx" in out
    assert "before.xlsx" not in out


def test_a_check_that_only_the_later_edition_has_is_named(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    path = of_the_edition_before(tmp_path)
    code, _, err = run(capfd, "explain", path, "POW-02d", *AS_OF)
    assert code == 2
    assert "The framework has no 'POW-02d'." in err
