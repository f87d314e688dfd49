"""The marks of the terminal: one set for Unicode, one that any console can show."""

import msgspec

from slavery_benchmark.document.numbers import UNKNOWN
from slavery_benchmark.document.positions import (
    ABOVE,
    ALONE,
    AT_TARGET,
    DIFFERS,
    NO_BETTER,
    NOT_CERTAIN,
    POSITION_SIGNS,
)


class Symbols(msgspec.Struct, frozen=True, kw_only=True):
    """Marks for a track and for the page. No mark relies on colour."""

    line: str
    bounds: str
    score: str
    reference: str
    both: str
    claimed: str
    target: str
    rule: str
    ellipsis: str


UNICODE = Symbols(
    line="·",
    bounds="━",
    score="●",
    reference="◆",
    both="◈",
    claimed="○",
    target="┊",
    rule="─",
    ellipsis="…",
)

ASCII = Symbols(
    line=".",
    bounds="=",
    score="O",
    reference="+",
    both="*",
    claimed="c",
    target="|",
    rule="-",
    ellipsis="~",
)
_SIGNS = {AT_TARGET: "T", NOT_CERTAIN: "?", ABOVE: "^", NO_BETTER: "v"}
"""The signs of positions in ASCII."""

_PLAIN = str.maketrans(
    {"–": "-", "…": "~", "“": '"', "”": '"', "’": "'", "·": "-", "°": "*", "≠": "!=", "†": "#"}
    | {mark: str(eighth) for eighth, mark in enumerate("▁▂▃▄▅▆▇█", start=1)}
    | {"²": "^2", "±": "+/-", "√": "sqrt", "×": "x"}
    | {POSITION_SIGNS[position].sign: sign for position, sign in _SIGNS.items()}
    | {
        getattr(UNICODE, name): getattr(ASCII, name)
        for name in ("bounds", "score", "reference", "both", "claimed", "target")
    }
)


def symbols_for(encoding: str | None) -> Symbols:
    """Return the set that a stream of this encoding can show."""
    every = [*msgspec.structs.astuple(UNICODE), DIFFERS, ALONE, UNKNOWN]
    every += [mark.sign for mark in POSITION_SIGNS.values()]
    try:
        "".join(every).encode(encoding or "ascii")
    except (UnicodeEncodeError, LookupError):
        return ASCII
    return UNICODE


def plain(text: str, symbols: Symbols) -> str:
    """Return text without what moves a cursor or hides; in ASCII without typographic marks."""
    if not text.isprintable():
        kept = (" " if char.isspace() else char for char in text if _shown(char))
        text = "".join(kept)
    return in_marks_of(symbols, text)


def in_marks_of(symbols: Symbols, text: str) -> str:
    """Return a finished page, its lines as they are, with its marks as the set has them."""
    return text.translate(_PLAIN) if symbols is ASCII else text


def _shown(char: str) -> bool:
    return char.isprintable() or char.isspace()
