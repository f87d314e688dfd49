"""The sentences of a visit list, for what the samples do not show."""

from datetime import date

import msgspec
import pytest

from slavery_benchmark.core.cases.table import NOT_YET, UNUSABLE, CaseValue
from slavery_benchmark.core.framework.framework import Framework
from slavery_benchmark.core.framework.measures import Condition
from slavery_benchmark.core.scoring.report import Report, build_report
from slavery_benchmark.core.scoring.scores import ForceScore
from slavery_benchmark.core.scoring.submission import Response
from slavery_benchmark.core.visit.adverse_cases import CaseReader, Standing
from slavery_benchmark.core.visit.all_forces import ForceVisit, visit_lists
from slavery_benchmark.core.visit.case_sample import draw_cases
from slavery_benchmark.core.visit.visit import visit_list
from slavery_benchmark.document.blocks import Document
from slavery_benchmark.formats.data import render_csv
from slavery_benchmark.formats.markdown import render_markdown
from slavery_benchmark.formats.terminal.page import Page
from slavery_benchmark.formats.terminal.render import render_terminal
from slavery_benchmark.formats.terminal.symbols import UNICODE
from slavery_benchmark.pages.visit.page import visit_page
from slavery_benchmark.pages.visit.samples import look_for, no_cases
from slavery_benchmark.pages.visit.words import counts_line
from slavery_benchmark.pages.words.cases import case_text
from slavery_benchmark.pages.words.reasons import reason
from tests.builders import AS_OF, END, answer, blank, criterion, framework
from tests.core.visit.visits import OPENED, case, files, measure, measured, one_criterion, scored


def report_of(made: Framework, *forces: ForceScore) -> Report:
    return build_report(tool_version="0", as_of=AS_OF, framework=made, scores=forces, unusable=())


def page_of(report: Report) -> Document:
    return visit_page(report, visit_lists(report.forces, report.framework), None, None)


def text_of(report: Report, *, detail: bool = True) -> str:
    page = Page(width=80, colour=False, symbols=UNICODE)
    return " ".join(render_terminal(page_of(report), page, detail=detail).split())


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"evidence": ""}, "as no reference stands beside it."),
        ({"evidence_date": None}, "as its reference has no usable date."),
        (
            {"evidence_date": date(2025, 3, 31)},
            "as its reference was last confirmed on 31 March 2025, before the period.",
        ),
    ],
)
def test_what_a_level_lacks_is_said(changed: dict[str, object], said: str) -> None:
    made = framework({"A": (1, [criterion("A-01", [("a", 1)])])})
    response: Response = msgspec.structs.replace(answer("A-01a", 3), **changed)
    force = scored(made, [response])
    (entry,) = visit_list(force, made)
    assert reason(entry, force, made) == (f"Judged 3 In place; counts as 2 Partly in place, {said}")


def test_without_a_period_no_reference_is_current() -> None:
    made = framework({"A": (1, [criterion("A-01", [("a", 1)])])})
    force = scored(made, [answer("A-01a", 4)], period_start=None)
    (entry,) = visit_list(force, made)
    assert "as the start of the period is not known." in reason(entry, force, made)


def test_unfinished_waits_that_settle_nothing_are_asked_after() -> None:
    made = one_criterion("median")
    # three ended at once, seven not begun when last seen after 3 days: 3 days or more
    cases = [case(started=OPENED) for _ in range(3)]
    cases += [case(started=NOT_YET, reported=date(2026, 3, 28).toordinal()) for _ in range(7)]
    force = scored(made, [answer("A-01a", 3)], files(cases))
    (entry,) = visit_list(force, made)
    assert entry.node == "A-01m1"
    assert reason(entry, force, made) == (
        "No level: too many cases are still waiting to tell. Median not reached, at least 3 days, "
        "10 cases, 7 of them still waiting."
    )
    said = text_of(report_of(made, force))
    assert "Ask what became of the cases that are still waiting." in said


def test_a_score_below_2017_names_what_is_lowest_and_what_is_open() -> None:
    checks = [(letter, 1.0) for letter in "abcdefg"]
    made = framework({"A": (1, [criterion("A-01", checks, kind="mixed")])})
    answers = [answer(f"A-01{letter}", 0) for letter in "abcde"]
    answers += [answer("A-01f", 4, confirmed=None), blank("A-01g")]
    force = scored(made, answers)
    entry = next(item for item in visit_list(force, made) if item.node == "A-01")
    # 50 / 6 of six answered; 50 / 7 and 150 / 7 of all seven
    assert reason(entry, force, made) == (
        "Scores 8.3 (could be 7.1 to 21.4), below the 2017 range of 25 to 50; the target is 75. "
        "Below it: A-01a judged 0 Not in place; A-01b judged 0 Not in place; A-01c judged 0 Not in "
        "place; and 3 more."
    )


def test_where_lower_is_better_a_case_that_counts_is_the_adverse_one() -> None:
    made = one_criterion("share")
    (kind,) = made.themes[0].criteria[0].measures
    bands = tuple(
        msgspec.structs.replace(band, limit=limit)
        for band, limit in zip(kind.bands, (30, 15, 5, 2), strict=True)
    )
    lower = msgspec.structs.replace(kind, direction="lower", bands=bands)
    crossing = msgspec.structs.replace(
        measure("A-01m2", "proportion"),
        direction="lower",
        bands=bands,
        counts=(Condition(column="lead_force", one_of=("No",)),),
    )
    made = framework({"A": (1, [measured(criterion("A-01", [("a", 3)]), lower, crossing)])})
    cases = files([case(victims=3, safeguarded=2, lead_force="No") for _ in range(9)])
    force = scored(made, [answer("A-01a", 4)], cases)
    drawn = draw_cases(force, made, 1, 1)
    assert drawn is not None
    row = drawn.cases[0].case.row
    assert look_for(drawn.cases[0], made) == (
        f"A-01m1: 2 of 3 people at O{row}, P{row}; A-01m2: met at W{row}, X{row}"
    )


def one_case(kind: str, direction: str, **values: CaseValue) -> tuple[Standing, str]:
    """Return where one case stands to a measure, and the words for it."""
    made = one_criterion(kind)
    (declared,) = made.themes[0].criteria[0].measures
    turned = msgspec.structs.replace(declared, direction=direction)
    table = files([case(**values)]).table
    assert table is not None
    seen = CaseReader(made, table, END).to_read(turned, 0)
    return seen.seen.standing, case_text(seen, turned)


@pytest.mark.parametrize(
    ("kind", "direction", "values", "standing", "said"),
    [
        ("proportion", "higher", {}, Standing.GOOD, "met"),
        ("proportion", "higher", {"lead_force": "No"}, Standing.ADVERSE, "not met"),
        ("proportion", "lower", {}, Standing.ADVERSE, "met"),
        ("proportion", "lower", {"lead_force": "No"}, Standing.GOOD, "not met"),
        ("proportion", "higher", {"lead_force": ""}, Standing.UNKNOWN, "not known"),
        ("proportion", "higher", {"lead_force": UNUSABLE}, Standing.LEFT_OUT,
         "left out for a problem"),
        ("proportion", "higher", {"lead_force": "Not needed"}, Standing.OUTSIDE,
         "not what it is about"),
        ("share", "higher", {}, Standing.GOOD, "2 of 2 people"),
        ("share", "higher", {"safeguarded": 0}, Standing.ADVERSE, "0 of 2 people"),
        ("share", "lower", {}, Standing.ADVERSE, "2 of 2 people"),
        ("share", "lower", {"safeguarded": 0}, Standing.GOOD, "0 of 2 people"),
        ("within", "higher", {}, Standing.GOOD, "1 day"),
        ("within", "higher", {"started": OPENED + 9}, Standing.ADVERSE, "9 days"),
        ("within", "higher", {"started": NOT_YET}, Standing.ADVERSE,
         "still waiting after 364 days"),
        ("median", "lower", {}, Standing.GOOD, "1 day"),
        ("median", "lower", {"started": OPENED + 9}, Standing.ADVERSE, "9 days"),
    ],
)  # fmt: skip
def test_what_a_case_shows_is_said_alike_whether_it_is_good_or_adverse(
    kind: str, direction: str, values: dict[str, CaseValue], standing: Standing, said: str
) -> None:
    assert one_case(kind, direction, **values) == (standing, f"1 (row 6), {said}")


def test_nothing_to_look_at_is_said_in_words() -> None:
    made = one_criterion("within")
    force = scored(made, [answer("A-01a", 4)], files([case() for _ in range(40)]))
    said = counts_line(ForceVisit(force=force, entries=visit_list(force, made)), made)
    assert said.startswith("Nothing on the list")
    assert "Look first" not in text_of(report_of(made, force))
    said = text_of(report_of(made, force, force), detail=False)
    assert "2 forces, with nothing on their lists." in said
    assert said.count("nothing on the list") == 2


def test_invented_forces_are_left_out_of_what_is_said_of_all() -> None:
    made = one_criterion("within")
    weak = [answer("A-01a", 4, confirmed=None)]
    forces = [scored(made, weak, force="Real One", fictional=False, code="one"),
              scored(made, weak, force="Made Up", code="two")]  # fmt: skip
    report = report_of(made, *forces)
    said = text_of(report, detail=False)
    assert "Real One first: 1 entry without support" in said
    assert "1 force, 2 entries: 1 without support, 1 unanswered" in said
    assert "Invented forces are left out." in said
    assert "Made Up" not in said
    assert "Made Up" not in text_of(report).split("All 1 force")[1]
    assert "Invented forces are left out." in render_markdown(page_of(report)).decode()


def test_names_from_a_workbook_are_neither_markup_nor_formulas() -> None:
    made = framework({"A": (1, [criterion("A-01", [("a", 1)])])})
    report = report_of(made, scored(made, [blank("A-01a")], force="=1+1|<b>", code=""))
    page = page_of(report)
    assert "'=1+1|<b>" in render_csv(page).decode()
    markdown = render_markdown(page).decode()
    assert "<b>" not in markdown
    assert "\\|&lt;b&gt;" in markdown


def test_an_edition_without_case_files_says_so_only_when_cases_are_asked_for() -> None:
    made = framework({"A": (1, [criterion("A-01", [("a", 1)])])})
    old = msgspec.structs.replace(made, cases=None)
    report = report_of(old, scored(old, [answer("A-01a", 0)]))
    assert "case" not in text_of(report).lower().replace("in place", "")
    assert no_cases(old, report.forces[0].submission) == (
        "No cases to draw from: this edition of the framework has no case files."
    )
