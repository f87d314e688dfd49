"""Where a score stands against what it is set against: word, sign and tone, the same everywhere.

The words are those of `core.baseline.Position`, whose members are text and serve as keys here.
"""

from slavery_benchmark.document.columns import Mark

AT_TARGET, NOT_CERTAIN, ABOVE, NO_BETTER = "at target", "not certain", "above", "no better"
POSITIONS = (AT_TARGET, NOT_CERTAIN, ABOVE, NO_BETTER)
"""In the order in which legends have them."""
POSITION_WORDS: dict[str | None, str] = {
    **{position: position for position in POSITIONS},
    None: "not given",
}
POSITION_TONES: dict[str | None, str] = {
    AT_TARGET: "at-target",
    NOT_CERTAIN: "not-certain",
    ABOVE: "above",
    NO_BETTER: "below",
    None: "none",
}
DIFFERS, ALONE = "≠", "†"
"""The signs of a judged level that differs from own cases, and of judgement alone."""
_SIGNS = {AT_TARGET: "✓", NOT_CERTAIN: "?", ABOVE: "▲", NO_BETTER: "▼"}
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
    than = {ABOVE: f" the {ranged}", NO_BETTER: f" than the {ranged}"}
    return f"{words}{than.get(position, '')}"
