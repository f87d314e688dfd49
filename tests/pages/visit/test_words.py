"""The sentences of a visit list, for what the samples do not show."""

from datetime import date

import msgspec
import pytest

from slavery_benchmark.core.cases.table import NOT_YET, UNUSABLE, CaseFiles, CaseValue, Selection
from slavery_benchmark.core.framework.framework import Framework
from slavery_benchmark.core.framework.measures import Condition
from slavery_benchmark.core.scoring.report import Report, build_report
from slavery_benchmark.core.scoring.scores import ForceScore
from slavery_benchmark.core.scoring.submission import Response
from slavery_benchmark.core.visit.adverse_cases import CaseReader, Standing
from slavery_benchmark.core.visit.all_forces import visit_lists
from slavery_benchmark.core.visit.case_sample import draw_cases
from slavery_benchmark.document.blocks import Document
from slavery_benchmark.formats.data import render_csv
from slavery_benchmark.formats.markdown import render_markdown
from slavery_benchmark.formats.terminal.page import Page
from slavery_benchmark.formats.terminal.render import render_terminal
from slavery_benchmark.formats.terminal.symbols import UNICODE
from slavery_benchmark.pages.visit.asking import ask_for
from slavery_benchmark.pages.visit.page import visit_page
from slavery_benchmark.pages.visit.samples import look_for, no_cases
from slavery_benchmark.pages.words.cases import case_text
from slavery_benchmark.pages.words.reasons import reasons
from slavery_benchmark.pages.words.scores import headline
from tests.builders import AS_OF, END, answer, blank, criterion, framework, not_applicable
from tests.core.visit.visits import OPENED, case, files, measure, measured, one_criterion, scored


def report_of(made: Framework, *forces: ForceScore) -> Report:
    return build_report(tool_version="0", as_of=AS_OF, framework=made, scores=forces, unusable=())


def page_of(report: Report) -> Document:
    return visit_page(report, visit_lists(report.forces, report.framework), None, None)


def said_of(force: ForceScore, made: Framework) -> list[str]:
    """Return what is said of the only entry of a force, ground by ground."""
    (entry,) = visit_lists([force], made).forces[0].entries
    return list(reasons(entry, force, made))


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
    assert said_of(force, made) == [
        f"A-01a judged 3 In place counts as 2 Partly in place, {said} Ask to see what supports the "
        "level, and when it was last confirmed."
    ]


def test_without_a_period_no_reference_is_current() -> None:
    made = framework({"A": (1, [criterion("A-01", [("a", 1)])])})
    force = scored(made, [answer("A-01a", 4)], period_start=None)
    (said,) = said_of(force, made)
    assert "as the start of the period is not known." in said


def test_unfinished_waits_that_settle_nothing_are_asked_after() -> None:
    made = one_criterion("median")
    # three ended at once, seven not begun when last seen after 3 days: 3 days or more
    cases = [case(started=OPENED) for _ in range(3)]
    cases += [case(started=NOT_YET, reported=date(2026, 3, 28).toordinal()) for _ in range(7)]
    force = scored(made, [answer("A-01a", 3)], files(cases))
    assert said_of(force, made) == [
        "A-01m1: no level: too many cases are still waiting to tell. Median not reached, at least "
        "3 days, 10 cases, 7 of them still waiting. Ask what became of the cases that are still "
        "waiting."
    ]
    assert "Ask first for news of the cases still waiting." in text_of(report_of(made, force))


def test_what_is_low_is_named_and_the_rest_counted() -> None:
    made = framework({"A": (1, [criterion("A-01", [(letter, 1.0) for letter in "abcdefg"])])})
    answers = [answer(f"A-01{letter}", 0) for letter in "abcde"]
    answers += [answer("A-01f", 4, confirmed=None), blank("A-01g")]
    assert said_of(scored(made, answers), made)[1:] == [
        "Below the target of 75: A-01a judged 0 Not in place; A-01b judged 0 Not in place; A-01c "
        "judged 0 Not in place; and 2 more. Ask what has changed since 2017, and see it.",
        "A-01g: not answered. Ask for it before the visit.",
    ]


def test_what_was_not_told_says_what_to_ask_for() -> None:
    made = one_criterion("within")

    def asked(response: Response, cases: CaseFiles | None = None) -> str:
        return ask_for(visit_lists([scored(made, [response], cases)], made).forces[0])

    high = answer("A-01a", 4)
    assert asked(high) == "a list of all cases"
    assert asked(blank("A-01a")) == "a list of all cases and 1 answer"
    assert asked(not_applicable("A-01a")) == (
        "a list of all cases and the reasons why 1 check cannot apply"
    )
    good = files([case()] * 10)
    assert asked(high, msgspec.structs.replace(good, in_period=12)) == "the 2 cases not listed"
    assert asked(high, msgspec.structs.replace(good, in_period=None)) == (
        "the number of cases in the period"
    )
    chosen = {
        Selection.OTHER: "a list of all cases",
        Selection.UNSAID: "the way its cases were chosen",
        Selection.MISCOUNTED: "the number of cases in the period",
        Selection.INCOMPLETE: "the 40 cases not listed",
    }
    for selection, said in chosen.items():
        cases = msgspec.structs.replace(good, selection=selection, in_period=50)
        assert asked(high, cases) == said
    empty = files([*[case()] * 10, *[case(started="")] * 2])
    assert asked(high, empty) == "what is empty in its case files"
    assert asked(high, good) == ""


def test_what_is_withheld_is_said_with_what_it_leaves_open() -> None:
    made, high = one_criterion("within"), [answer("A-01a", 4)]
    assert said_of(scored(made, high), made) == [
        "No case files: A-01m1 is not known, nor are the levels that it tests. Ask for a list of "
        "all cases, and read a random sample."
    ]
    good = files([case()] * 10)
    missing = msgspec.structs.replace(good, in_period=12)
    assert said_of(scored(made, high, missing), made) == [
        "Only 10 of 12 cases are listed: what the others show of A-01m1 is not known. Ask for the "
        "others."
    ]
    uncounted = msgspec.structs.replace(good, in_period=None)
    (said,) = said_of(scored(made, high, uncounted), made)
    assert said.startswith("How many cases there were is not said, so nobody knows whether all")
    empty = files([*[case()] * 10, *[case(started="")] * 2])
    assert said_of(scored(made, high, empty), made) == [
        "Cases of which not all is known: 2 of 12 for A-01m1. Have the empty and faulty cells "
        "filled in from the files."
    ]
    few = files([case()] * 3, Selection.RANDOM)
    (said,) = said_of(scored(made, high, few), made)
    assert said.startswith("Too few cases for a level, and not all are listed: A-01m1 is not known")


def test_a_score_that_no_case_stands_behind_rests_on_the_force_s_word_alone() -> None:
    made, high = one_criterion("within"), [answer("A-01a", 4)]
    said = text_of(report_of(made, scored(made, high)), detail=False)
    assert "Overall 100.0 of 100 on the force's word alone; 75.0 points to settle: not" in said
    bare = scored(made, high)
    assert next(headline(bare, made)).startswith("Overall 100.0 of 100 on the force's word alone")
    said = text_of(report_of(made, scored(made, high, files([case()] * 10))), detail=False)
    assert "word alone" not in said


def test_a_band_is_what_is_certain_and_says_so() -> None:
    made = framework({"A": (1, [criterion("A-01", [(letter, 1) for letter in "abcdefghij"])])})
    some = [*(answer(f"A-01{letter}", 4) for letter in "abcdefghi"), blank("A-01j")]
    said = " ".join(headline(scored(made, some), made))
    assert "Overall 100.0 of 100, Embedded." in said.replace(" on the force's word alone", "")
    assert "the rest could make it 90.0 to 100.0." in said, "90 is in the same band"
    some[0] = answer("A-01a", 3)
    said = " ".join(headline(scored(made, some), made))
    assert "the rest could make it 87.5 to 97.5. The band is what is certain" in said


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
    said = text_of(report_of(made, force))
    assert "Overall 100.0 of 100; nothing to settle." in said
    assert "first for" not in said
    said = text_of(report_of(made, force, force), detail=False)
    assert "2 forces, with nothing to settle." in said
    assert said.count("nothing to settle") == 3


def test_invented_forces_are_left_out_of_what_is_said_of_all() -> None:
    made = one_criterion("within")
    weak = [answer("A-01a", 4, confirmed=None)]
    forces = [scored(made, weak, force="Real One", fictional=False, code="one"),
              scored(made, weak, force="Made Up", code="two")]  # fmt: skip
    report = report_of(made, *forces)
    said = text_of(report, detail=False)
    assert "Visit first: Real One, 18.8 points known to fall short" in said
    assert "Ask first: Real One, 56.3 points not told; ask for a list of all cases." in said
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
