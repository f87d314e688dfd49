"""What is said of agreement, and how it stands on the page."""

from slavery_benchmark.core.agreement.apart import Agreement, agreement_of
from slavery_benchmark.document.blocks import Table
from slavery_benchmark.pages.agreement.page import agreement_page
from slavery_benchmark.pages.agreement.words import lead
from tests.core.agreement.made import (
    FRAMEWORK,
    NOTE,
    agreed,
    case,
    returned,
    review,
    reviews_of,
)
from tests.reports import report_of

KENT = returned(3, 3, 2, None)
CASES = (case(6, {"one": (5, 6), "two": ("Yes", "Yes")}), case(7, {"one": (5, 5)}))


def of_one(*levels: int | None) -> Agreement:
    own = review(KENT, *levels, cases=CASES)
    return agreement_of([(KENT, reviews_of(KENT, own))], FRAMEWORK)


def test_the_lead_of_one_force_says_how_often_which_way_and_where() -> None:
    assert list(lead(of_one(1, 3, 1, 4))) == [
        "Inspectors agree with the force on 1 of 3 checks; 2 are lower (1 by two levels or more). "
        "On average they are 1.00 of a level lower.",
        "Kappa, in which a larger difference counts more, is 0.21: 1 is full agreement, 0 what "
        "chance would make.",
        "Read most differently: AAA-01a (2 lower), BBB-01a (1 lower).",
        "Of 3 cells looked up in 2 cases 1 says other than the file: 33% (95%: 4% to 85%).",
    ]


def test_one_pair_far_apart_is_said_in_the_singular() -> None:
    pair = (review(KENT, 3, 3, 2, None, who="A"), review(KENT, 1, 3, 2, None, who="B"))
    said = " ".join(lead(agreement_of([(KENT, reviews_of(KENT, *pair))], FRAMEWORK)))
    assert "on 2 of 3 pairs of levels; 1 is two levels or more apart." in said


def test_full_agreement_on_one_level_says_no_kappa() -> None:
    alike = returned(3, 3, 3, 3)
    found = agreement_of([(alike, reviews_of(alike, review(alike, 3, 3, 3, 3)))], FRAMEWORK)
    assert list(lead(found)) == ["Inspectors agree with the force on 4 of 4 checks."]


def test_nothing_to_compare_is_said() -> None:
    found = list(lead(of_one(None, None, None, 3)))
    assert found[0] == "No check has both a level of the force and one of an inspector."


def test_of_several_forces_the_furthest_apart_are_named_with_their_mean() -> None:
    pairs = []
    for number in range(2):
        force = returned(3, 3, 2, 1, sha=str(number), force=f"Force {number}", code=f"f{number}")
        reviews = [review(force, 3 - number, 3, 1, 1, who=who, cases=CASES) for who in "AB"]
        pairs.append((force, reviews_of(force, *reviews)))
    said = list(lead(agreement_of(pairs, FRAMEWORK)))
    assert said[0].startswith("Inspectors agree with 2 forces on 10 of 16 levels; 6 are lower.")
    assert said[2] == (
        "Read most differently, by mean distance in levels: Force 1 (0.50), Force 0 (0.25); "
        "BBB-01a (1.00), AAA-01a (0.50)."
    )
    assert said[3].startswith("Inspectors agree among themselves on 8 of 8 pairs of levels.")
    assert said[4] == (
        "Of 6 cells looked up in cases of 2 forces 2 say other than the file; most in Force 0 "
        "(33%)."
    )


def test_the_page_has_figures_counts_and_levels_and_none_of_the_notes() -> None:
    reviews = reviews_of(KENT, review(KENT, 1, 3, 2, 4), agreed(KENT, 2, 3, 2, 4))
    found = agreement_of([(KENT, reviews)], FRAMEWORK)
    page = agreement_page(report_of(KENT, framework=FRAMEWORK), found)
    tables = {table.id: table for table in page.tables()}
    assert [item["check"] for item in tables["level"].records][:2] == ["AAA-01a", "AAA-01b"]
    assert tables["level"].records[0] | {"question": ""} == {
        "force": KENT.force,
        "check": "AAA-01a",
        "question": "",
        "given": 3,
        "inspector 1": 1,
        "agreed": 2,
        "apart": 2,
    }
    assert [row["force"] for row in tables["force levels"].records] == [0, 0, 1, 2, 0]
    assert [row["inspectors"] for row in tables["force levels"].records] == [0, 0, 2, 1, 0]
    assert len(tables["force figures"].records) == 10
    assert len(page.lead) <= 5
    assert page.standing.startswith("Inspectors' working paper: not for publication")
    assert NOTE not in repr(page)
    assert all(isinstance(table, Table) and table.sheet for table in tables.values())


def test_a_figure_that_is_not_defined_is_unknown_and_no_number() -> None:
    alike = returned(3, 3, 3, 3)
    found = agreement_of([(alike, reviews_of(alike, review(alike, 3, 3, 3, 3)))], FRAMEWORK)
    page = agreement_page(report_of(alike, framework=FRAMEWORK), found)
    (figures,) = (table for table in page.tables() if table.id == "force figures")
    shown = {(row["name"], row["how"]): row["shown"] for row in figures.records}
    assert shown["Cohen's kappa", "quadratic"] == "unknown"
    assert shown["Gwet's AC1", "unweighted"] == "1.00"
    assert shown["agreement", "the same level"] == "1.00"
