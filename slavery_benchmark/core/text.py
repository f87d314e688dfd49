"""Text from outside: cleaned for showing, folded for matching, nearest word for a slip."""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

# Marks that reorder or hide neighbouring text (bidirectional controls, zero-width characters).
_HIDDEN = frozenset("\u061c\u200b\u200c\u200d\u200e\u200f\u2060\ufeff") | frozenset(
    chr(code) for code in (*range(0x202A, 0x202F), *range(0x2066, 0x206A))
)

_UNSEEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff"
    "\ud800-\udfff\ufffe\uffff]"
)

_ODD_DIGITS = re.compile(
    "[\u00b2\u00b3\u00b9\u00bc-\u00be\u2070-\u209c\u2150-\u2189\u2460-\u249b\u24ea-\u24ff\u2776-\u2793]"
)
"""Digits above or below the line, fractions and digits in circles: they make no number longer."""
_SIGNS = frozenset("=+-@\uff1d\uff0b\uff0d\uff20")
"""How a formula begins, in full width too, which Excel takes for the same in some languages."""
_BETWEEN_CELLS = "\t\r\n;,|"
"""What separates cells in a text file, in one country or another."""
_DASHES = str.maketrans(
    dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212\ufe58\ufe63\uff0d", "-")
)
_NEGATION = re.compile(r"[0-9]*\s*(?:no|non|not|never|none|without)[\s-]+(?=\S)")
"""How a folded text begins that denies something; the number of a level may stand before it."""
_NAME = 60
"""Characters of the longest text that is taken for a name of something."""
_SLIP = 0.85
"""Texts that are as like as this differ by a slip of a letter, whatever they mean."""


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


def without_marks(text: str) -> str:
    """Return a text without control characters and marks that turn the order of letters round.

    Nor has it what is no character, which no XML can hold. Blanks, tabs and ends of lines stay as
    they are: for a text that goes back to whoever wrote it.
    """
    return _UNSEEN.sub("", text) if not text.isprintable() else text


def looks_like_formula(text: str) -> bool:
    """Return whether a spreadsheet program may make a formula of a text, or of what is left of it.

    That is told by its first sign, behind blanks; and by a separator of cells in front, as what
    follows may become a cell of its own.
    """
    if not text or text[0].isalnum():
        return False
    return text[0] in _BETWEEN_CELLS or text.lstrip()[:1] in _SIGNS


def fold(text: str) -> str:
    """Return the form of `text` in which spellings that mean the same are equal.

    Compatibility characters, case, hidden characters, runs of blanks, and which dash it is that a
    program put in the place of a hyphen do not count.
    """
    return _folded(text) if len(text) <= _NAME else _folded.__wrapped__(text)


@lru_cache(maxsize=4096)
def _folded(text: str) -> str:
    # names come over and over, long texts once
    return clean(unicodedata.normalize("NFKC", text).translate(_DASHES)).casefold()


def has_odd_digits(text: str) -> bool:
    """Return whether a text has raised or lowered digits, or the like, which `fold` makes plain."""
    return not text.isascii() and _ODD_DIGITS.search(text) is not None


def without_odd_digits(text: str) -> str:
    """Return a text without its raised and lowered digits, and the like."""
    return clean(_ODD_DIGITS.sub("", text))


def nearest(word: str, choices: Iterable[str], count: int = 1) -> tuple[str, ...]:
    """Return up to `count` of `choices` that are spelt most like `word`, best first.

    A slip of a letter comes first, then choices that begin as the word does, contain it or are
    contained in it, then those that look like it. A choice that denies what the word affirms, or
    the other way round, is no slip of it: "Consider" is not near to "Not considered".
    """
    from difflib import get_close_matches  # only a slip needs it

    folded = {fold(choice): choice for choice in choices}
    wanted = fold(word)
    if not wanted or not folded:
        return ()

    def alike(least: float) -> list[str]:
        return get_close_matches(wanted, folded, n=len(folded), cutoff=least)

    contained = [
        key
        for key in folded
        if (len(wanted) > 2 and wanted in key) or (len(key) > 3 and key in wanted)
    ]
    begun = [key for key in contained if key.startswith(wanted) or wanted.startswith(key)]
    close = [key for key in alike(0.6) if _deny_the_like(wanted, key)]
    slips = [key for key in alike(_SLIP) if wanted != _denied(key) and key != _denied(wanted)]
    found = [
        key for key in (*begun, *contained, *close) if bool(_denied(wanted)) == bool(_denied(key))
    ]
    return tuple(dict.fromkeys(folded[key] for key in (*slips, *found)))[:count]


def _denied(folded: str) -> str:
    """Return what follows where a text begins with a negation; empty where it does not."""
    match = _NEGATION.match(folded)
    return folded[match.end() :] if match else ""


def _deny_the_like(one: str, other: str) -> bool:
    """Return whether two texts are alike in what they deny, where both deny something."""
    from difflib import get_close_matches

    denied, other_denied = _denied(one), _denied(other)
    if not denied or not other_denied:
        return True
    return bool(get_close_matches(denied, [other_denied], cutoff=0.6))
