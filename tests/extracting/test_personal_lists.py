"""How much of what looks personal is found, and how little else: measured on lists of texts.

The patterns were made with `found` and `let_pass` at hand. The `held_out` lists were written before
them and are looked at by this test alone.
"""

from pathlib import Path

import pytest

from slavery_benchmark.extracting.personal_data import looks_personal

LISTS = Path(__file__).parent / "personal"


def texts_in(name: str) -> list[str]:
    """Return the lines of a list."""
    return (LISTS / f"{name}.txt").read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize(("name", "lines"), [("found", 100), ("held_out_personal", 60)])
def test_nine_in_ten_texts_that_identify_a_person_are_found(name: str, lines: int) -> None:
    texts = texts_in(name)
    missed = [text for text in texts if looks_personal(text) is None]
    assert len(set(texts)) >= lines
    assert len(missed) <= 0.1 * len(texts), missed


@pytest.mark.parametrize(("name", "lines"), [("let_pass", 100), ("held_out_harmless", 60)])
def test_at_most_one_harmless_text_in_twenty_is_flagged(name: str, lines: int) -> None:
    texts = texts_in(name)
    flagged = [text for text in texts if looks_personal(text) is not None]
    assert len(set(texts)) >= lines
    assert len(flagged) <= 0.05 * len(texts), flagged
