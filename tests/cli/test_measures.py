"""Measures on the command line: --assurance, explain, criteria, and an edition without them."""

import json
from pathlib import Path

import pytest

from slavery_benchmark.cli import exit_code
from slavery_benchmark.shipped import shipped_folder
from tests.cli import running
from tests.cli.running import AS_OF, SAMPLES, joined

STRONG, WEAK = SAMPLES / "aldermoss.xlsx", SAMPLES / "brindlewick.xlsx"
FEW, CHOSEN = SAMPLES / "dapplefold.xlsx", SAMPLES / "cobblemarsh.xlsx"


def run(capfd: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, str, str]:
    code, out, err = running.run(capfd, *arguments)
    return code, joined(out), err


def test_samples_whose_cases_confirm_differ_are_too_few_or_chosen(
    capfd: pytest.CaptureFixture[str],
) -> None:
    said = run(capfd, "score", STRONG, *AS_OF)[1]
    assert "14 of 16 measures have a level; the force's case files contradict none" in said
    said = run(capfd, "score", STRONG, "--detail", *AS_OF)[1]
    assert "; the force's case files contradict none of its levels." in said
    said = run(capfd, "score", WEAK, *AS_OF)[1]
    assert "4 measures contradict 4 judged levels (VIC-04a, INV-01a, INV-01b, REC-01a)." in said
    said = run(capfd, "score", WEAK, "--detail", *AS_OF)[1]
    assert "level; 4 measures contradict 4 judged levels (VIC-04a, INV-01a" in said
    assert (
        "Of 19 measures 16 are scored; 3 are shown without a level (VIC-01m1, COO-02m2, POW-02m2)."
        in said
    )
    assert said.count("Of 19 measures") == 1
    said = run(capfd, "score", FEW, "--detail", *AS_OF)[1]
    assert "16 with too few cases (11.3% of the weight)" in said
    said = run(capfd, "score", CHOSEN, "--detail", *AS_OF)[1]
    assert "12 of 58 cases, chosen in another way than all or at random" in said


@pytest.mark.parametrize(
    ("asked", "recorded"), [("documented", "documented"), ("own-cases", "own cases agree")]
)
def test_a_score_of_one_rung_of_assurance(
    capfd: pytest.CaptureFixture[str], asked: str, recorded: str
) -> None:
    code, said, _ = run(capfd, "score", WEAK, "--assurance", asked, *AS_OF)
    assert code == 0
    assert f"Only answers of this assurance or better count: {recorded}." in said
    _, out, _ = run(capfd, "score", WEAK, "--assurance", asked, "--format", "json", *AS_OF)
    result = json.loads(out)
    assert result["options"]["assurance"] == recorded
    aside = [check for check in result["forces"][0]["checks"] if check["set_aside"]]
    assert aside
    assert all(check["score"] is None for check in aside), "set aside is unanswered, not 0"
    assert result["forces"][0]["overall"]["coverage"] < 1


def test_an_assurance_that_there_is_not(capfd: pytest.CaptureFixture[str]) -> None:
    assert run(capfd, "score", WEAK, "--assurance", "certified")[0] == 2


def test_a_comparison_flags_judgement_alone(
    capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "120")
    _, said, _ = run(capfd, "compare", STRONG, WEAK, FEW, "--detail", *AS_OF)
    assert "† Dapplefold Police" in said
    assert "† Brindlewick Police" not in said
    assert "† On judgement alone: no measure of the force's own cases has a level" in said
    assert "Brindlewick Police (fictional): 60 of 60 cases, all listed" in said
    _, said, _ = run(capfd, "compare", STRONG, WEAK, "--assurance", "documented", *AS_OF)
    assert "Only answers of this assurance or better count: documented." in said


def test_a_comparison_by_check_has_the_measures(
    capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    arguments = ["--by", "check", "--only", "VIC-04", "--sort", "VIC-04m1", *AS_OF]
    _, said, _ = run(capfd, "compare", STRONG, WEAK, FEW, CHOSEN, *arguments)
    assert "VIC-04c VIC-04m1" in said
    assert "– is unanswered or unknown, few is too few cases." in said
    markdown = run(capfd, "compare", STRONG, FEW, "--format", "markdown", *arguments)[1]
    assert "few is too few cases" in markdown
    assert "| † Dapplefold Police |" in markdown


def test_a_measure_is_explained_to_the_total(capfd: pytest.CaptureFixture[str]) -> None:
    code, said, _ = run(capfd, "explain", WEAK, "vic-04M1", *AS_OF)
    assert code == 0
    assert said.startswith("VIC-04m1 in Brindlewick Police (fictional)")
    assert "It goes on into VIC-04 " in said
    assert "1. VIC-04m1 Potential victims safeguarded ─" in said
    assert "A share of people." in said
    assert "Value: 61 / 113 = 53.9823%, printed 54.0%." in said
    _, said, _ = run(capfd, "explain", WEAK, "vic-04M1", "--detail", *AS_OF)
    assert "2. VIC-04 Every potential victim is safeguarded" in said
    assert "4. Overall" in said


def test_a_misspelt_measure_gets_the_nearest(capfd: pytest.CaptureFixture[str]) -> None:
    code, _, err = run(capfd, "explain", WEAK, "VIC-04m2")
    assert code == 2
    assert "VIC-04m1" in err
    assert "VIC-04m1" in run(capfd, "criteria", "show", "VIC-04m9")[2]


def test_measures_are_shown_and_counted_with_the_criteria(
    capfd: pytest.CaptureFixture[str],
) -> None:
    said = run(capfd, "criteria", "show", "pow-02M2")[1]
    assert "Worked out from the case files: proportion of cases." in said
    assert "No bands: it is shown and not scored." in said
    said = run(capfd, "criteria", "list")[1]
    assert "INV-02 Supervisors direct running investigations 4.0% 2 1 (0 to 1)" in said
    listed = run(capfd, "criteria", "list", "--format", "markdown")[1]
    assert "| Checks | Measures | 2017 level |" in listed
    said = run(capfd, "criteria", "check", shipped_folder("criteria"))[1]
    assert "53 checks, 19 measures; nothing wrong." in said


def test_an_edition_without_measures_speaks_of_none(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    edition = ["--criteria", shipped_folder("criteria") / "editions" / "2026.1"]
    path = tmp_path / "kent.xlsx"
    assert run(capfd, "template", "--force", "Kent", "-o", path, *edition)[0] == 0
    for arguments in (
        ["score", path, "--detail"],
        ["score", path, "--format", "markdown"],
        ["explain", path, "VIC-04"],
        ["check", path],
        ["criteria", "show", "VIC-04"],
    ):
        said = run(capfd, *arguments, *edition)[1].lower()
        assert "own cases" not in said
        assert "judgement alone" not in said


def test_an_earlier_edition_is_taken_by_its_name(capfd: pytest.CaptureFixture[str]) -> None:
    assert exit_code(["criteria", "list", "--criteria", "2026.1"]) == 0
    said = capfd.readouterr().out
    assert "stolen-freedom 2026.1" in said
    assert "own cases" not in said
