"""What is said of recorded offences beside the forces, and what they are said not to be."""

from datetime import date

from slavery_benchmark.core.comparing.context import OfficialFigures, RecordedCrime, build_context
from slavery_benchmark.core.scoring.submission import Submission
from slavery_benchmark.document.blocks import Document
from slavery_benchmark.official.figures import load_earlier_figure
from slavery_benchmark.pages.context import context_section
from slavery_benchmark.pages.words.context import context_sentences, force_cells
from tests.builders import submission
from tests.core.comparing.test_context import count, crime
from tests.pages.made import shown


def made(*, latest: bool = False) -> OfficialFigures:
    """Four full years and a partial one, e, of five forces; and a body that is no force area."""
    return build_context(
        crime(
            count("a", 1, 1, 1, 2),
            count("b", 5, 5, 5, 5),
            count("c", 49, 0, 0, 0),
            count("d", 1000, 500, 0, 0),
            count("e", 16, 16, 16),
            count("rail", 3, 0, 0, 0, kin=False),
            count("a", 7, year="2018/19"),
            year="2018/19" if latest else "2017/18",
        ),
        load_earlier_figure(),
    )


def of(code: str, **changes: object) -> Submission:
    known: dict[str, object] = {"force": code.title(), "code": code, "fictional": False}
    return submission([], **(known | changes))


def test_each_force_has_its_count_or_why_there_is_none() -> None:
    context = made()
    assert force_cells(context, of("d")) == ("1,500", "")
    assert force_cells(context, of("e")) == ("–", "48 in quarters 1 to 3 only: part of a year")
    assert force_cells(context, of("rail")) == (
        "3", "not a territorial force: in no count of forces below"
    )  # fmt: skip
    assert force_cells(context, of("z")) == ("–", "no figure for 2017/18 in the file")
    assert force_cells(context, submission([]))[1] == "an invented force has no official figures"
    assert "not a force of the register" in force_cells(context, of("", force="Xshire"))[1]


def test_the_distribution_and_2017_stand_together_with_their_caveats() -> None:
    said = context_sentences(made())
    assert said[0] == (
        "In 2017/18 4 of 5 territorial forces recorded 1,574 in all. Least 5, lower quartile "
        "16.25, median 34.5, upper quartile 411.75, most 1,500. A quartile that falls between two "
        "forces is interpolated on a straight line (QUARTILE.INC)."
    )
    assert said[1] == "3 of these 4 recorded fewer than 50; with the other 1 it is 3 to 4 of 5."
    assert said[2] == (
        "Without all four quarters, so in none of these figures: E (quarters 1 to 3 only)."
    )
    assert said[3].startswith(
        "Of 2017 it was reported (second-hand) that 32 of 43 forces had recorded fewer than 50 in "
        "15 months. That is not comparable with 12 months"
    )
    assert "Express & Star" in said[3]
    assert said[4].startswith("Recorded is not prevalence: a higher count can mean better")
    assert said[5] == "These counts are context. No score, band, position or rank uses them."
    assert "Open Government Licence v3.0" in said[-1]


def test_a_year_that_nobody_has_whole() -> None:
    said = context_sentences(made(latest=True))
    assert said[0] == (
        "No territorial force has all four quarters of 2018/19 in the file, so there is no "
        "distribution. The latest year that can be had whole is 2017/18."
    )
    assert said[1].endswith("A (quarter 1 only).")
    assert said[2] == "Not in the file for 2018/19: 4 territorial forces."


def test_many_partial_forces_are_counted_not_named() -> None:
    names = tuple("abcdef")
    counts = [count(name, 1, None, None, 1) for name in names]
    whole: RecordedCrime = crime(*counts)
    said = context_sentences(build_context(whole, load_earlier_figure()))
    assert "figures: 6 forces (quarters 1 and 4 only)." in said[1]


def test_the_page_fits_80_columns_and_names_each_force_once() -> None:
    later = date(2025, 4, 1), date(2026, 3, 31)
    forces = [
        of("a", period_start=later[0], period_end=later[1]),
        of("a", period_start=date(2017, 4, 1), period_end=date(2018, 3, 31)),
        of("b", period_start=later[0], period_end=later[1], force="[bold]B[/bold]"),
        submission([]),
    ]
    section = context_section(made(), forces)
    page = Document(title="Page", lead=(), standing="", sections=(section,))
    lines = shown(page).splitlines()
    title = "Context: recorded modern slavery offences, 2017/18, in no score "
    assert any(line.startswith(title) for line in lines)
    assert [line.split()[:2] for line in lines if line.startswith(("A ", "[bold]"))] == [
        ["A", "5"],
        ["[bold]B[/bold]", "20"],
    ]
    assert any(line.startswith("Aldermoss Constabulary") and "–" in line for line in lines)
    assert "The periods of 1 of 2 self-assessments here share no day with 2017/18" in " ".join(
        lines
    )
