"""Evidence that repeats itself: planted copies are found, and nothing else is."""

import random

import msgspec
import pytest

from slavery_benchmark.core.repeats import Said, find_repeats, same_texts

NAMES = ("Aldermoss", "Brindlewick", "Cobblemarsh", "Dapplefold")
WORDS = [
    "minutes",
    "board",
    "action",
    "log",
    "owner",
    "review",
    "sample",
    "file",
    "dated",
    "victim",
    "officer",
    "record",
    "list",
    "register",
    "plan",
    "training",
    "analyst",
    "desk",
    "survey",
    "audit",
    "partner",
    "meeting",
    "decision",
    "risk",
    "case",
    "supervisor",
    "closed",
    "opened",
    "monthly",
    "weekly",
    "result",
    "question",
    "shift",
    "station",
    "response",
    "budget",
    "post",
    "vacancy",
    "referral",
    "intelligence",
    "profile",
    "gap",
    "source",
    "debrief",
    "lesson",
    "strategy",
    "priority",
    "target",
    "call",
    "interview",
    "account",
]


def text(chance: random.Random) -> str:
    said = " ".join(chance.choice(WORDS) for _ in range(chance.randint(8, 24)))
    return f"{said}, file {chance.randint(10, 99)}/{chance.randint(1, 99):02}"


def said(of: str, words: str, number: int = 0) -> Said:
    return Said(of, of, f"INV-{number:02}a", f"M{number}", words, (of, f"{of} Constabulary"))


def two_changed(words: str, chance: random.Random) -> str:
    parts = words.split()
    for place in chance.sample(range(len(parts)), 2):
        parts[place] = "otherwise"
    return " ".join(parts)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_planted_copies_are_found_and_nothing_else(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - no secret
    texts = [said(NAMES[n % 4], text(chance), n) for n in range(500)]
    planted = []
    for n in range(40):
        source = texts[n * 7]
        words = source.text
        if n % 3 == 1:
            texts[n * 7] = said(source.of, f"{source.of} Constabulary {words}", n * 7)
            words = f"Elderquay Constabulary {words}"
        elif n % 3 == 2:
            words = two_changed(words, chance)
        planted.append(said("Elderquay", words, 500 + n))
    found = find_repeats([*texts, *planted])
    pairs = {frozenset((item.first.cell, item.second.cell)) for item in found}
    assert pairs == {frozenset((f"M{n * 7}", f"M{500 + n}")) for n in range(40)}
    assert sum(item.likeness == 1 for item in found) == 27


def test_each_later_place_is_paired_with_the_first() -> None:
    texts = [said("Aldermoss", "Action log; file 39", n) for n in range(3)]
    found = find_repeats(texts)
    assert [(item.first.cell, item.second.cell, item.likeness) for item in found] == [
        ("M0", "M1", 1.0),
        ("M0", "M2", 1.0),
    ]


def of_force(of: str, force: str, words: str) -> Said:
    return Said(of, force, "INV-01a", of, words, (force, force.rpartition(" ")[0]))


def test_two_returns_of_one_force_are_not_held_against_each_other() -> None:
    words = "Minutes of the strategic board of Kirkmere Police, item seven"
    then, now = (of_force(year, "Kirkmere Police", words) for year in ("2025", "2026"))
    assert find_repeats([then, now]) == []
    other = of_force("x", "Dunholt Constabulary", words.replace("Kirkmere Police", "Dunholt"))
    (repeat, again) = find_repeats([then, now, other]), find_repeats([then, other, now])
    assert [(item.first.of, item.second.of) for item in repeat] == [("2025", "x")]
    assert [(item.first.of, item.second.of) for item in again] == [("2025", "x"), ("x", "2026")]


def test_few_words_are_a_repeat_in_one_return_and_chance_in_two_forces() -> None:
    words = "Monthly ageing report, signed"
    one, two = of_force("a", "Kirkmere Police", words), of_force("b", "Dunholt Police", words)
    assert find_repeats([one, two]) == []
    (repeat,) = find_repeats([one, msgspec.structs.replace(one, cell="M7")])
    assert repeat.likeness == 1
    longer = [msgspec.structs.replace(item, text=f"{words} off") for item in (one, two)]
    assert len(find_repeats(longer)) == 1


def test_other_numbers_make_a_long_text_nearly_the_same() -> None:
    texts = [said("a", f"Result of a sample read outside the unit; file {n}", n) for n in (7, 8)]
    (repeat,) = find_repeats(texts)
    assert 0.8 < repeat.likeness < 1
    assert len(same_texts(texts)) == 1


def test_short_texts_are_alike_by_chance() -> None:
    assert find_repeats([said("a", "Action log; file 39"), said("b", "Action log; file 40")]) == []


def test_nothing_repeats_nothing() -> None:
    assert find_repeats([]) == []
    assert find_repeats([said("a", " "), said("b", "")]) == []


def test_texts_whose_rarest_words_all_differ_are_compared_too() -> None:
    words = [f"word{n}" for n in range(10)]
    texts = [said("a", " ".join(words), 0), said("b", " ".join([*words[:7], *"xyz"]), 1)]
    (repeat,) = find_repeats(texts)
    assert round(repeat.likeness, 6) == 0.7
