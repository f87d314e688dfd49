"""What is said of how far an order holds."""

import msgspec

from slavery_benchmark.core.comparing.robustness import Drawing, robustness_of
from slavery_benchmark.document.blocks import Chart, Table
from slavery_benchmark.document.columns import exactly
from slavery_benchmark.document.numbers import percent_text
from slavery_benchmark.pages.robustness.build import build_robustness
from slavery_benchmark.pages.robustness.page import robustness_sections, robustness_tables
from slavery_benchmark.pages.robustness.records import RobustnessResult, SwapResult
from slavery_benchmark.pages.robustness.words import change_text, lead_sentence, swap_sentence
from tests.core.comparing.test_robustness import PAPER, A, B, force

LAST = force((0, 0), PAPER, "C")


def held(**drawing: float) -> RobustnessResult:
    forces = (B, A, LAST)
    found = robustness_of(forces, PAPER, Drawing(**drawing), swap=(0, 1))  # type: ignore[arg-type]
    assert found is not None
    return build_robustness(found, forces)


def test_the_lead_says_who_is_first_how_often_and_what_moves() -> None:
    found = held(draws=1000, seed=1)
    assert 0.87 <= found.ranks[0].first <= 0.94
    share = percent_text(exactly(found.ranks[0].first))
    assert lead_sentence(found) == (
        f"With all weights drawn 1,000 times, up to 25% more or less, A is first in {share}; 1 of "
        "3 ranks stay as they are in nine draws of ten, and the widest range is 1 to 2 (A). A rank "
        f"moves by {found.mean_change:.2f} on average."
    )
    still = held(draws=50, factor=0.01)
    assert "A is first in 100%; every rank stays as it is" in lead_sentence(still)


def test_a_swap_names_the_weight_and_how_far_it_goes() -> None:
    found = held(draws=1)
    assert found.asked is not None
    assert swap_sentence(found.asked, PAPER) == (
        "B comes above A if the weight of XXX Theme XXX goes beyond 1.5 from 2 (-25%), all others "
        "as they are."
    )
    none = found.swaps[1]
    assert (none.higher, none.lower, none.weight, none.change) == ("B", "C", None, None)
    assert swap_sentence(none, PAPER) == "No change of one weight puts C above B."
    assert change_text(none) == "–"
    assert change_text(msgspec.structs.replace(found.asked, change=1.5)) == "+150%"


def test_sections_show_ranges_and_hold_what_was_drawn() -> None:
    found = held(draws=1000, seed=7, factor=0.3)
    first, other = robustness_sections(found, PAPER)
    assert [type(block) for block in first.blocks[-2:]] == [Chart, Table]
    table = first.blocks[-1]
    assert isinstance(table, Table)
    assert [record["range"] for record in table.records] == ["1 to 2", "1 to 2", "3"]
    assert [record["swap"] for record in table.records] == ["XXX -25%", "", ""]
    assert table.notes[1].startswith("Draws: 1,000; seed: 7; factor: 0.3. First: in how many")
    [ranks] = other.blocks
    assert isinstance(ranks, Table)
    assert [record["without XXX"] for record in ranks.records] == [2, 1, 2]
    assert [record["spacing 0"] for record in ranks.records] == [2, 1, 3]
    assert "Levels A: worth 0, 40, 70, 90, 100 points" in ranks.notes[0]


def test_data_hold_each_rank_each_swap_and_each_rank_otherwise() -> None:
    ranks, swaps, otherwise = robustness_tables(held(draws=10))
    assert [record["draws"] for record in ranks.records] == [10] * 3
    assert all(isinstance(record, SwapResult) for record in swaps.records)
    assert len(swaps.records) == 3, "two neighbours, and the pair asked for"
    assert len(otherwise.records) == 3 * (2 + 2)
