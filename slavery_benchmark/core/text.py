"""Text from outside: cleaned for showing, folded for matching, nearest word for a slip."""

import unicodedata
from collections.abc import Iterable

# Marks that reorder or hide neighbouring text (bidirectional controls, zero-width characters).
_HIDDEN = frozenset("\u061c\u200b\u200c\u200d\u200e\u200f\u2060\ufeff") | frozenset(
    chr(code) for code in (*range(0x202A, 0x202F), *range(0x2066, 0x206A))
)


def clean(text: str, limit: int = 0) -> str:
    """Return `text` on one line, without control, bidirectional or zero-width characters.

    With a `limit` above 0 the result is at most that many characters, cut with an ellipsis.
    """
    if text.isascii() and text.isprintable():
        kept = text
    else:
        kept = "".join(
            " " if char.isspace() else char
            for char in text
            if char.isspace()
            or (char not in _HIDDEN and unicodedata.category(char) not in ("Cc", "Cs", "Cf"))
        )
    kept = " ".join(kept.split())
    if limit and len(kept) > limit:
        return kept[: limit - 1].rstrip() + "…"
    return kept


def fold(text: str) -> str:
    """Return the form of `text` in which spellings that mean the same are equal.

    Compatibility characters, case, hidden characters and runs of blanks do not count.
    """
    return clean(unicodedata.normalize("NFKC", text)).casefold()


def nearest(word: str, choices: Iterable[str], count: int = 1) -> tuple[str, ...]:
    """Return up to `count` of `choices` that are spelt most like `word`, best first.

    Choices that contain the word, or are contained in it, come before those that look like it.
    """
    from difflib import get_close_matches  # only a slip needs it

    folded = {fold(choice): choice for choice in choices}
    wanted = fold(word)
    if not wanted:
        return ()
    found = [
        key
        for key in folded
        if (len(wanted) > 2 and wanted in key) or (len(key) > 3 and key in wanted)
    ]
    found += list(get_close_matches(wanted, folded, n=count, cutoff=0.6))
    return tuple(dict.fromkeys(folded[key] for key in found))[:count]
