"""Texts that repeat each other, word for word or nearly: inside a return, or across returns."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from math import ceil

import msgspec

from slavery_benchmark.core.text import fold

LEAST = 0.7
"""Share of words, in the same order, that two texts have in common to be nearly the same."""
_FEWEST = 7
"""Words of the shortest text of which a near copy is told: shorter ones are alike by chance."""
_NAME = "~"
_MARKS = ".,;:!?()[]\"'“”‘’"


class Said(msgspec.Struct, frozen=True):
    """A text and where it stands: of which return, at which check, in which cell.

    names: the ways of writing the force, which do not make two texts different.
    """

    of: str
    check: str
    cell: str
    text: str
    names: tuple[str, ...] = ()


class Repeat(msgspec.Struct, frozen=True):
    """Two texts that repeat each other. likeness: 1 for word for word, the force's name apart."""

    first: Said
    second: Said
    likeness: float


def find_repeats(texts: Sequence[Said], least: float = LEAST) -> list[Repeat]:
    """Return the pairs of texts that repeat each other, the likest first.

    Of a text that stands in many places, each later place is paired with the first.
    """
    from rapidfuzz.distance import Indel  # only who asks for repeats needs it

    places: dict[tuple[str, ...], list[Said]] = {}
    for item in texts:
        words = _words(item)
        if words:
            places.setdefault(words, []).append(item)
    found = [Repeat(alike[0], other, 1.0) for alike in places.values() for other in alike[1:]]
    for one, other in _candidates([words for words in places if len(words) >= _FEWEST], least):
        likeness = Indel.normalized_similarity(one, other, score_cutoff=least)
        if likeness >= least:
            found.append(Repeat(places[one][0], places[other][0], likeness))
    return sorted(found, key=lambda item: -item.likeness)


def _words(item: Said) -> tuple[str, ...]:
    """Return the words of a text, one sign in the place of the force's name."""
    said = f" {fold(item.text)} "
    for name in sorted(map(fold, item.names), key=len, reverse=True):
        if name:
            said = said.replace(f" {name} ", f" {_NAME} ").replace(f" {name}'s ", f" {_NAME} ")
    return tuple(bare for word in said.split() if (bare := word.strip(_MARKS)))


def _candidates(
    texts: Sequence[tuple[str, ...]], least: float
) -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:
    """Yield the pairs that may be alike enough, each once.

    Two texts that have the share `least` of their words in common share one of the rarest words of
    the shorter: only pairs that do are compared, so that a whole country takes seconds.
    """
    often = Counter(word for words in texts for word in set(words))
    holding: dict[str, list[int]] = defaultdict(list)
    order = sorted(range(len(texts)), key=lambda number: -len(texts[number]))
    for number in order:  # the longest first, so that each finds those that are longer
        words = sorted(texts[number], key=lambda word: (often[word], word))
        rarest = words[: len(words) - ceil(least * len(words)) + 1]
        for other in dict.fromkeys(other for word in rarest for other in holding[word]):
            yield texts[other], texts[number]
        for word in set(words):
            holding[word].append(number)
