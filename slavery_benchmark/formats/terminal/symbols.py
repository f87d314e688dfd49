"""The marks of the terminal: one set for Unicode, one that any console can show."""

import msgspec

from slavery_benchmark.core.baseline import Position


class Symbols(msgspec.Struct, frozen=True, kw_only=True):
    """Marks for a track and for positions. No mark relies on colour."""

    line: str
    bounds: str
    score: str
    reference: str
    both: str
    claimed: str
    target: str
    rule: str
    ellipsis: str
    dash: str
    differs: str
    alone: str
    positions: dict[Position | None, str]


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
    dash="–",
    differs="≠",
    alone="†",
    positions={
        Position.AT_TARGET: "✓",
        Position.NOT_CERTAIN: "?",
        Position.ABOVE: "▲",
        Position.AT: "=",
        Position.BELOW: "▼",
        None: " ",
    },
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
    dash="-",
    differs="!=",
    alone="#",
    positions={
        Position.AT_TARGET: "T",
        Position.NOT_CERTAIN: "?",
        Position.ABOVE: "^",
        Position.AT: "=",
        Position.BELOW: "v",
        None: " ",
    },
)

_PLAIN = str.maketrans(
    {"–": "-", "…": "~", "“": '"', "”": '"', "’": "'", "·": "-", "°": "*", "≠": "!=", "†": "#"}
    | {"²": "^2", "±": "+/-", "√": "sqrt", "×": "x"}
    | {mark: ASCII.positions[key] for key, mark in UNICODE.positions.items() if mark.strip()}
)


def symbols_for(encoding: str | None) -> Symbols:
    """Return the set that a stream of this encoding can show."""
    every = [value for value in msgspec.structs.astuple(UNICODE) if isinstance(value, str)]
    every += UNICODE.positions.values()
    try:
        "".join(every).encode(encoding or "ascii")
    except (UnicodeEncodeError, LookupError):
        return ASCII
    return UNICODE


def plain(text: str, symbols: Symbols) -> str:
    """Return text with its typographic marks replaced where the set is ASCII."""
    return text.translate(_PLAIN) if symbols is ASCII else text
