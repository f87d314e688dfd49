"""Where a score stands against what it is set against: word, sign and tone, the same everywhere.

The words are those of `core.baseline.Position`, whose members are text and serve as keys here.
"""

from slavery_benchmark.document.columns import Mark

AT_TARGET, NOT_CERTAIN, ABOVE, AT, BELOW = "at target", "not certain", "above", "within", "below"
POSITIONS = (AT_TARGET, NOT_CERTAIN, ABOVE, AT, BELOW)
"""In the order in which legends have them."""
POSITION_WORDS: dict[str | None, str] = {
    AT_TARGET: "at target",
    NOT_CERTAIN: "not certain",
    ABOVE: "above",
    AT: "within",
    BELOW: "below",
    None: "not given",
}
POSITION_TONES: dict[str | None, str] = {
    AT_TARGET: "at-target",
    NOT_CERTAIN: "not-certain",
    ABOVE: "above",
    AT: "at",
    BELOW: "below",
    None: "none",
}
DIFFERS, ALONE = "≠", "†"
"""The signs of a judged level that differs from own cases, and of judgement alone."""
_SIGNS = {AT_TARGET: "✓", NOT_CERTAIN: "?", ABOVE: "▲", AT: "=", BELOW: "▼"}
POSITION_MARKS = {
    position: Mark(sign, POSITION_TONES[position], POSITION_WORDS[position])
    for position, sign in _SIGNS.items()
}
"""For a column of scores (`marked_by` the position), which has no words of its own."""
POSITION_SIGNS = {position: Mark(mark.sign, mark.tone) for position, mark in POSITION_MARKS.items()}
"""For a column in which the words stand."""


def position_meaning(position: str | None, ranged: str) -> str:
    """Return what the sign of a position means: above the range. `ranged`: what is meant."""
    words = POSITION_WORDS[position]
    if position is None:
        return f"position {words}"
    return words if position in (AT_TARGET, NOT_CERTAIN) else f"{words} the {ranged}"


def sign_of(position: str | None) -> str:
    """Return the sign of a position; empty where none is given."""
    return _SIGNS.get(position or "", "")
