"""benchmark compare as a user meets it."""

from pathlib import Path

import pytest

from tests.cli.running import AS_OF, SAMPLES, earlier_return, joined, run

SOUND = [SAMPLES / f"{name}.xlsx" for name in ("aldermoss", "brindlewick", "cobblemarsh")]
"""Samples without errors: a folder with the broken one leaves with 1."""


def test_a_table_by_name_that_fits_80_columns(
    capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    code, out, _ = run(capfd, "compare", *SOUND, *AS_OF)
    assert code == 0
    assert max(len(line) for line in out.splitlines()) <= 80
    assert "3 submissions, in order of name: a comparison, not a league table." in out
    table = out.split("\nForce ")[1].split("2017 reference line")[0].splitlines()[1:]
    assert [line.split()[:2] for line in table] == [
        ["Aldermoss", "Constabulary"], ["≠", "Brindlewick"], ["†", "Cobblemarsh"]
    ]  # fmt: skip
    assert "2017 reference line" in out


def test_sorted_it_gives_ranks_and_says_what_they_mean(capfd: pytest.CaptureFixture[str]) -> None:
    _, out, _ = run(capfd, "compare", *SOUND, "--sort", "overall", "--pairs", *AS_OF)
    assert "by overall score, highest first" in out
    assert "Rank" in out
    lines = [line for line in out.splitlines() if line.startswith(("Aldermoss", "† Cobblemarsh"))]
    assert " 1 " in lines[0]
    assert "–" in lines[1] or " - " in lines[1]


def test_words_under_the_table(capfd: pytest.CaptureFixture[str]) -> None:
    _, out, _ = run(capfd, "compare", *SOUND, "--detail", *AS_OF)
    said = joined(out)
    assert "Criterion Answering At target At most Low At most Not certain" in said
    assert "Who is at target where others are not" in said
    assert "What stands out in each force, against the mean of the others" in said
    assert "95%" not in said
    _, short, _ = run(capfd, "compare", *SOUND, *AS_OF)
    assert "Who is at target" not in short
    assert "More: --detail." in short


def test_an_interval_only_for_a_sample(capfd: pytest.CaptureFixture[str]) -> None:
    _, out, _ = run(capfd, "compare", *SOUND, "--sample", "--detail", *AS_OF)
    said = joined(out)
    assert "95% at target" in said
    assert " 6% to 79%" in said


def test_against_a_force_and_a_group_of_ones_own(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    _, out, _ = run(capfd, "compare", *SOUND, "--against", "brindlewick", *AS_OF)
    assert "difference from Brindlewick Police, in points" in joined(out)
    groups = tmp_path / "groups.csv"
    groups.write_text(
        "Force,Group\nAldermoss,Similar\nBrindlewick Police,Similar\nNowhere,Similar\n",
        encoding="utf-8",
    )
    code, out, err = run(
        capfd, "compare", *SOUND, "--groups", groups, "--against", "similar", *AS_OF
    )
    assert code == 0
    assert "difference from mean of Similar" in joined(out)
    assert f"{groups}:4: warning: the register has no force of this name" in err


def test_a_groups_file_without_its_columns(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    groups = tmp_path / "groups.csv"
    groups.write_text("force,grp\n", encoding="utf-8")
    code, _, err = run(capfd, "compare", *SOUND, "--groups", groups)
    assert code == 3
    assert f"{groups}:1: unusable: a column without which nothing can be scored is missing" in err
    assert "expected a column named group" in err


@pytest.mark.parametrize(
    ("option", "value", "sentence"),
    [
        ("--sort", "INV-9", "--sort: the framework has no 'INV-9'. Nearest: INV"),
        ("--only", "ABC", "--only: the framework has no 'ABC'."),
        ("--against", "south east", "no force of this run is in the group south east."),
        ("--against", "Aldermos", "names no force or group of this run. Nearest: Aldermoss"),
    ],
)
def test_slips_get_the_nearest(
    capfd: pytest.CaptureFixture[str], option: str, value: str, sentence: str
) -> None:
    code, _, err = run(capfd, "compare", *SOUND, option, value, *AS_OF)
    assert code == 2
    assert sentence in joined(err)


def test_one_force_is_nothing_to_compare(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    code, out, err = run(capfd, "compare", SOUND[0], *AS_OF)
    assert (code, out) == (2, "")
    assert "There are no two forces to compare." in err
    code, _, err = run(capfd, "compare", tmp_path)
    assert code == 3
    assert "the folder holds no workbook" in err


def test_the_latest_period_counts_and_it_is_said(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    old = earlier_return(tmp_path / "old.xlsx")
    code, out, err = run(capfd, "compare", *SOUND, old, *AS_OF)
    assert code == 0
    assert "3 submissions" in out
    assert "Aldermoss Constabulary: old.xlsx is left out, another period." in err


@pytest.mark.parametrize(
    ("name", "start"), [("x.json", b"{"), ("x.csv", b"\xef\xbb\xbfkind,force,")]
)
def test_a_file_is_in_the_format_of_its_suffix(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], name: str, start: bytes
) -> None:
    path = tmp_path / name
    assert run(capfd, "compare", *SOUND, "-o", path, *AS_OF)[0] == 0
    assert path.read_bytes().startswith(start)


def test_errors_in_a_workbook_are_counted_and_leave_with_1(
    capfd: pytest.CaptureFixture[str],
) -> None:
    code, out, err = run(capfd, "compare", SAMPLES, *AS_OF)
    assert code == 1
    assert "Foxglove Vale" in out
    assert "29 errors and 53 warnings; benchmark check names the cells." in err


def test_top_and_bottom(capfd: pytest.CaptureFixture[str]) -> None:
    _, out, _ = run(
        capfd, "compare", *SOUND, "--sort", "overall", "--top", "1", "--bottom", "1", *AS_OF
    )
    table = out.split("Reference line")[0]
    assert "\nAldermoss" in table
    assert "\nBrindlewick" not in table, "only two forces were placed, this one between"


RECORDED = """Financial Year,Financial Quarter,Force Name,Offence Code,Number of Offences
2017/18,1,Kent,106,41
2017/18,2,Kent,106,42
2017/18,3,Kent,106,44
2017/18,4,Kent,106,37
"""
# Home Office, police recorded crime open data tables, as first published; Open Government Licence


@pytest.fixture
def recorded(tmp_path: Path) -> Path:
    """A table of recorded crime."""
    table = tmp_path / "prc.csv"
    table.write_text(RECORDED, encoding="utf-8")
    return table


@pytest.mark.parametrize("command", ["compare", "score"])
def test_recorded_crime_stands_below_the_scores_and_in_none(
    recorded: Path, capfd: pytest.CaptureFixture[str], command: str
) -> None:
    _, without, _ = run(capfd, command, *SOUND, *AS_OF)
    code, out, _ = run(capfd, command, *SOUND, "--recorded-crime", recorded, *AS_OF)
    assert code == 0
    *before, standing = without.splitlines()
    assert out.startswith("\n".join(before)), "no line of the scores is another"
    assert out.endswith(f"{standing}\n")
    said = joined(out)
    assert "Context: recorded modern slavery offences, 2017/18, in no score" in said
    assert "Recorded is not prevalence" in said
    assert "32 of 43 forces had recorded fewer than 50 in 15 months" in said
    assert "an invented force has" in said


def test_markdown_has_the_table_and_the_sentences(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "out.md"
    run(capfd, "compare", *SOUND, "--sort", "overall", "-o", path, *AS_OF)
    said = path.read_text(encoding="utf-8")
    assert "| Force | Rank | Overall | LEA Leadership | UND Understanding |" in said
    assert "| Aldermoss Constabulary | 1 | 78.7 ✓° |" in said
    assert "| 2017 reference line |  | 31.0 |" in said
    assert "Invented: all of them." in said
    assert "| INV-02 Supervisors direct running investigations | 3 | 2 | 2 | 1 | 1 | 0 |" in said


def test_a_year_that_is_not_whole_gives_way_to_the_last_that_is(
    recorded: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    with recorded.open("a", encoding="utf-8") as stream:
        stream.write("2018/19,1,Kent,106,\n")  # says nothing of any force's number
    _, out, err = run(capfd, "compare", *SOUND, "--recorded-crime", recorded, *AS_OF)
    assert "2018/19 is not whole yet; 2017/18 is shown." in err
    assert "offences, 2017/18, in no score" in out


def test_a_table_without_figures(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    table = tmp_path / "prc.csv"
    table.write_text("a,b\n1,2\n", encoding="utf-8")
    code, out, err = run(capfd, "compare", *SOUND, "--recorded-crime", table, *AS_OF)
    assert (code, out) == (3, "")
    assert "no table of recorded crime was found" in err


@pytest.fixture
def eighty_columns(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")


@pytest.mark.usefixtures("eighty_columns")
def test_levels_that_differ_from_own_cases_are_marked_and_named(
    capfd: pytest.CaptureFixture[str],
) -> None:
    arguments = ["--by", "check", "--only", "INV-01", "--detail"]
    _, out, _ = run(capfd, "compare", *SOUND, *arguments, *AS_OF)
    weak = next(line for line in out.splitlines() if line.startswith("≠ Brindlewick"))
    assert weak.split() == [
        "≠", "Brindlewick", "Police", "100.0✓≠", "75.0✓≠", "0.0▼≠", "0.0▼≠"
    ]  # fmt: skip
    strong = next(line for line in out.splitlines() if line.startswith("Aldermoss"))
    assert "≠" not in strong
    said = joined(out)
    assert "≠ A judged level differs from own cases of its criterion: beside a score" in said
    assert "4 measures contradict 4 judged levels (VIC-04a, INV-01a, INV-01b, REC-01a)" in said
    _, out, _ = run(capfd, "compare", *SOUND, "--by", "criterion", "--only", "INV", *AS_OF)
    weak = next(line for line in out.splitlines() if line.startswith("≠ Brindlewick"))
    assert weak.split()[3:] == ["70.0▲≠", "0.0▼", "0.0▼", "15.0▼"]
    assert max(len(line) for line in out.splitlines()) <= 80


@pytest.mark.usefixtures("eighty_columns")
def test_by_theme_the_mark_stands_beside_the_name(capfd: pytest.CaptureFixture[str]) -> None:
    _, out, _ = run(capfd, "compare", *SOUND, *AS_OF)
    weak = next(line for line in out.splitlines() if line.startswith("≠ Brindlewick"))
    assert weak.count("≠") == 1
    assert "criterion: beside a name, in some criterion. The section on own cases" in joined(out)


def test_what_stands_out_on_levels_that_differ_says_so(capfd: pytest.CaptureFixture[str]) -> None:
    two = [SOUND[1], SAMPLES / "foxglove-vale.xlsx"]
    arguments = ["--only", "INV-01", "--by", "criterion", *AS_OF]
    _, out, _ = run(capfd, "compare", *two, *arguments, "--detail")
    assert (
        "stronger on INV-01 (+15.8 ≠ judged INV-01a and INV-01b differ from own cases of this "
        "criterion)"
    ) in joined(out)
    _, out, _ = run(capfd, "compare", *two, "--format", "markdown", *arguments)
    assert "differ from own cases of this criterion" in out
    assert "| ≠ Brindlewick Police | 70.0 ▲≠ |" in out


def test_only_is_of_the_lists_too(capfd: pytest.CaptureFixture[str]) -> None:
    _, out, _ = run(capfd, "compare", *SOUND, "--by", "check", "--only", "INV-01a", "--detail",
                    *AS_OF)  # fmt: skip
    lists = out.split("Criterion by criterion")[1]
    assert "INV-01 Investigations start" in lists
    for other in ("LEA-01", "INV-02", "VIC-04 ", "REC-01 "):
        assert other not in lists
    _, out, _ = run(capfd, "compare", *SOUND, "--only", "INV", "--detail", *AS_OF)
    lists = out.split("Criterion by criterion")[1]
    assert "INV-04 Sound basic work" in lists
    assert "POW-01" not in lists
