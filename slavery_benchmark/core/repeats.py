"""Texts that repeat each other, word for word or nearly: inside a return, or across forces."""

from collections.abc import Iterator, Sequence

import msgspec

from slavery_benchmark.core.text import fold

LEAST = 0.7
"""Share of words, in the same order, that two texts have in common to be nearly the same."""
_OF_ITS_OWN = 5
"""A text of so many words is not likely to stand in the returns of two forces by chance."""
_FEWEST = 7
"""Words of the shortest text of which a near copy is told: shorter ones are alike by chance."""
_LONG = 8
"""In a text of so many words another number makes no other text."""
_NAME = "~"
_FIRST_SIGN, _SIGNS = 0x10000, 0x100000
"""The first character that stands for a word, beyond those in use, and how many there are."""
_COMPARED = 300
"""Words of a text that are held against those of others to tell whether they are nearly alike."""
Words = tuple[str, ...]


class Said(msgspec.Struct, frozen=True):
    """A text and where it stands: of which return and force, at which check, in which cell.

    names: the ways of writing the force, which do not make two texts different.
    """

    of: str
    force: str
    check: str
    cell: str
    text: str
    names: tuple[str, ...] = ()


class Repeat(msgspec.Struct, frozen=True):
    """Two texts that repeat each other. likeness: 1 for word for word, the force's name apart."""

    first: Said
    second: Said
    likeness: float


def same_texts(texts: Sequence[Said]) -> list[tuple[Said, ...]]:
    """Return the texts that are the same, in the order of the first of each.

    Case, spacing, stops and the force's name are no difference, nor in a long text are numbers.
    """
    return [tuple(said for said, _ in group) for group in _groups(texts).values()]


def find_repeats(texts: Sequence[Said], least: float = LEAST) -> list[Repeat]:
    """Return the pairs of texts that repeat each other, the likest first.

    Of a text that stands in many places, each later place is paired with the first. Returns of one
    force for several periods are not held against each other, and a text of few words not against
    that of another force.
    """
    from rapidfuzz.distance import Indel  # only who asks for repeats needs it

    groups = _groups(texts)
    found: list[Repeat] = []
    for group in groups.values():
        for place, (said, words) in enumerate(group):
            for first, other in group[:place]:
                if _may_pair(first, said, words):
                    likeness = Indel.normalized_similarity(other, words)
                    found.append(Repeat(first, said, likeness))
                    break
    long = [group for group in groups.values() if len(group[0][1]) >= _FEWEST]
    for one, two, likeness in _near([group[0][1] for group in long], least):
        pairs = ((first, second) for first, _ in long[one] for second, _ in long[two])
        pair = next((pair for pair in pairs if _may_pair(*pair, long[one][0][1])), None)
        if pair is not None:
            found.append(Repeat(*pair, likeness))
    return sorted(found, key=lambda item: -item.likeness)


def has_own_words(item: Said) -> bool:
    """Return whether a text has so many words that two forces are not likely to hit on it."""
    return len(_words(item)) >= _OF_ITS_OWN


def _groups(texts: Sequence[Said]) -> dict[Words, list[tuple[Said, Words]]]:
    """Return the texts with their words, by what makes two of them the same."""
    groups: dict[Words, list[tuple[Said, Words]]] = {}
    for item in texts:
        words = _words(item)
        if words:
            key = words
            if len(words) >= _LONG:
                key = tuple(word for word in words if not word.isdigit()) or words
            groups.setdefault(key, []).append((item, words))
    return groups


def _may_pair(first: Said, second: Said, words: Words) -> bool:
    """Return whether two texts may be held against each other: in one return, or of two forces."""
    if first.force == second.force:
        return first.of == second.of
    return len(words) >= _OF_ITS_OWN


def _words(item: Said) -> Words:
    """Return the words of a text, one sign in the place of the force's name."""
    said = f" {' '.join(_plain(item.text))} "
    for name in sorted((" ".join(_plain(name)) for name in item.names), key=len, reverse=True):
        if name:
            said = said.replace(f" {name} ", f" {_NAME} ").replace(f" {name} s ", f" {_NAME} ")
    return tuple(said.split())


def _plain(text: str) -> list[str]:
    return "".join(c if c.isalnum() else " " for c in fold(text)).split()


def _near(texts: Sequence[Words], least: float) -> Iterator[tuple[int, int, float]]:
    """Yield the places of each two texts that have enough words in common, and how alike they are.

    A word is made one character, so that texts are compared as fast as short words are.
    """
    from rapidfuzz import process
    from rapidfuzz.distance import Indel

    signs: dict[str, str] = {}
    spelt = [
        "".join(
            signs.setdefault(word, chr(_FIRST_SIGN + len(signs) % _SIGNS))
            for word in words[:_COMPARED]
        )
        for words in texts
    ]
    for place, one in enumerate(spelt):
        rest = spelt[place + 1 :]
        for _, likeness, further in process.extract(
            one, rest, scorer=Indel.normalized_similarity, score_cutoff=least, limit=None
        ):
            yield place, place + 1 + further, likeness
