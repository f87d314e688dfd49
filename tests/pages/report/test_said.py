"""What a page says first of change, names of earlier submissions, and leaves out for the public."""

import re
import shutil
from pathlib import Path

from slavery_benchmark.core.view.model import View
from tests.builders import blank, shipped_criteria, submission
from tests.core.view.attack import shown_numbers, small_differences
from tests.pages.report.pages import SAMPLES, data_for, data_of, many_forces, page, run_of
from tests.pages.report.parsing import Parsed
from tests.pages.report.rendering import render_html
from tests.reports import report_of


def test_the_force_that_visit_names_first_is_named_first_and_then_what_has_regressed() -> None:
    said = " ".join(Parsed(page("cycles")).text.split())
    answer = (
        "Visit first: Gorsemere Constabulary (fictional), 15.5 points known to fall short, most of "
        "all INV-02 Supervisors direct running investigations; 3 criteria have regressed."
    )
    assert answer in said
    assert "2 have regressed on one criterion or more, 5 times in all." in said
    assert said.index(answer) < said.index("5 times in all") < said.index("How sure it is")
    assert "have regressed" not in Parsed(page("many")).text


def test_the_files_and_editions_of_earlier_submissions_are_named() -> None:
    said, data = Parsed(page("cycles")).text, data_of("cycles")
    assert len(data.earlier) > len(data.forces)
    for item in data.earlier:
        assert item.source is not None
        assert item.source[1] in said
    assert "Editions of earlier submissions" in said
    assert "stolen-freedom 2026.1" in said
    public = Parsed(page("cycles-public")).text
    assert "stolen-freedom 2026.1" in public
    assert not [i for i in data.earlier if i.source and (i.source[1] in public)]
    own = data_of("cycles-own")
    assert {item.force for item in own.earlier} == {"Hazelwharf Police"}


def test_another_earlier_submission_is_another_digest(tmp_path: Path) -> None:
    # the latest submissions are the same; the page, and so its digest, is not
    shutil.copytree(SAMPLES / "cycles", tmp_path / "cycles")
    assert run_of((tmp_path / "cycles",), "public", None).digest == data_of("cycles").digest
    next((tmp_path / "cycles" / "2023-24").iterdir()).unlink()
    changed = run_of((tmp_path / "cycles",), "inspector", None)
    assert changed.digest != data_of("cycles").digest
    shutil.copytree(SAMPLES / "cycles" / "2025-26", tmp_path / "alone")
    alone = run_of((tmp_path / "alone",), "inspector", None).digest
    assert alone not in (changed.digest, data_of("cycles").digest)


def test_the_public_page_says_nothing_untrue_of_what_is_not_shown() -> None:
    html = page("many-public")
    said = " ".join(Parsed(html).text.split())
    assert "counts here as unanswered" not in said
    assert "in it, counts as unanswered" not in said
    assert "can differ from those of other views" in said
    assert "INV-01 is not listed: the score shown is at the target, but a measure" in said
    charts = re.findall(
        r'<desc id="figure-chart-1-criteria-wide-desc">(.*?)</desc>', html, re.DOTALL
    )
    assert charts
    assert not [text for text in charts if "Highest" in text or "Lowest" in text]
    whole = re.findall(
        r'<desc id="figure-chart-1-criteria-wide-desc">(.*?)</desc>', page("many"), re.DOTALL
    )
    assert "Highest" in whole[0]


def test_no_two_numbers_of_cases_on_a_public_page_differ_by_a_small_count() -> None:
    for kind in ("many-public", "one-public", "cycles-public"):
        for force in data_of(kind).forces:
            for numbers in shown_numbers(force).values():
                assert small_differences(numbers) == set(), (kind, force.force)
    public = Parsed(page("many-public")).text
    for number in ("58 cases", "59 cases"):
        assert f"of {number}" in Parsed(page("many")).text
        assert number not in public


def test_how_others_lie_is_said_from_eight_of_them() -> None:
    for count, there in ((8, False), (9, True)):
        said = Parsed(
            render_html(data_for(many_forces(count), View.FORCE, "Force 01")).decode()
        ).text
        assert ("Among the other forces" in said) is there
        assert ("How others lie is said from 8" in said) is not there


def test_nothing_answered_is_no_score_and_rests_on_nothing() -> None:
    checks = shipped_criteria().framework.checks()
    made = report_of(submission([blank(check.id) for _, _, check in checks]))
    said = " ".join(Parsed(render_html(data_for(made)).decode()).text.split())
    assert "there is no score" in said
    assert "the score rests on" not in said
