"""What is offered for a slip: the word that was meant, never its opposite."""

import pytest

from slavery_benchmark.core.framework.case_sheet import YES_OR_NO
from slavery_benchmark.core.text import clean, nearest

STEPS = ("Not considered", "Considered", "Applied for", "Made")
LABELS = ("0 Not in place", "1 Emerging", "2 Partly in place", "3 In place")


@pytest.mark.parametrize(
    ("said", "choices", "offered"),
    [
        ("consider", STEPS, "Considered"),
        ("Consider…", STEPS, "Considered"),
        ("considred", STEPS, "Considered"),
        ("considered by DI", STEPS, "Considered"),
        ("not consider", STEPS, "Not considered"),
        ("not considerd", STEPS, "Not considered"),
        ("notconsidered", STEPS, "Not considered"),
        ("Not needed", STEPS, None),
        ("not applied for", STEPS, None),
        ("needed", YES_OR_NO, None),
        ("not known", YES_OR_NO, None),
        ("Not neded", YES_OR_NO, "Not needed"),
        ("yess", YES_OR_NO, "Yes"),
        ("none", YES_OR_NO, "No"),
        ("place", LABELS, "2 Partly in place"),
        ("not place", LABELS, "0 Not in place"),
        ("In plaice", LABELS, "3 In place"),
        ("noy yet", ("Not yet",), "Not yet"),
        ("", STEPS, None),
    ],
)
def test_the_nearest_word_is_not_the_opposite(
    said: str, choices: tuple[str, ...], offered: str | None
) -> None:
    assert nearest(said, choices) == (() if offered is None else (offered,))


def test_what_begins_alike_comes_before_what_contains_it_and_what_looks_like_it() -> None:
    choices = ("Cumbria and Kent", "Kentish", "Kant", "Kent Police")
    assert nearest("kent", choices, 9) == ("Kentish", "Kent Police", "Cumbria and Kent", "Kant")
    assert nearest("kent", choices, 1) == ("Kentish",)


@pytest.mark.parametrize(
    ("said", "choice", "near"),
    [
        # what is contained says something from three letters on, a choice from four on
        ("ken", "Stoke Newington and Kenton", True),
        ("ke", "Stoke Newington and Kenton", False),
        ("the force of kent and others here", "Kent", True),
        ("the force of ken and others here", "Ken", False),
    ],
)
def test_what_is_contained_is_near_unless_it_is_too_short_to_say_anything(
    said: str, choice: str, *, near: bool
) -> None:
    assert nearest(said, (choice,)) == ((choice,) if near else ())


@pytest.mark.parametrize(
    ("text", "limit", "expected"),
    [
        ("abcdef", 6, "abcdef"),  # just as long as it may be
        ("abcdefg", 6, "abcde…"),
        ("abcd fg", 6, "abcd…"),
        ("abcdef", 0, "abcdef"),
        ("  a \n b  ", 3, "a b"),
    ],
)
def test_a_text_is_cut_where_it_is_longer_than_it_may_be(
    text: str, limit: int, expected: str
) -> None:
    assert clean(text, limit) == expected


def test_there_is_nothing_near_without_choices() -> None:
    assert nearest("kent", ()) == ()
