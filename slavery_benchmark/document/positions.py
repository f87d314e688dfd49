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
CONTRADICTED = "contradicted by own cases"
JUST = "°"
"""The sign of a position that is only just so."""
ONLY_JUST = "only just"
_SIGNS = {AT_TARGET: "✓", NOT_CERTAIN: "?", ABOVE: "▲", NO_BETTER: "▼"}
POSITION_MARKS = {
    position: Mark(sign, POSITION_TONES[position], POSITION_WORDS[position])
    for position, sign in _SIGNS.items()
}
"""For a column of scores (`marked_by` the position), which has no words of its own."""
POSITION_SIGNS = {position: Mark(mark.sign, mark.tone) for position, mark in POSITION_MARKS.items()}
"""For a column in which the words stand."""


_CALM = (AT_TARGET, ABOVE)


def contradicted(position: str | None = None) -> Mark:
    """Return the sign of what own cases contradict; the colour of a good position goes with it."""
    return Mark(DIFFERS, "differs" if position in _CALM else "", CONTRADICTED)


def doubt(position: str | None, *, is_contradicted: bool, is_just: bool) -> Mark | None:
    """Return the sign of what there is to doubt about a score: contradicted, only just, or both."""
    just = Mark(JUST, said=ONLY_JUST)
    if not is_contradicted:
        return just if is_just else None
    mark = contradicted(position)
    if not is_just:
        return mark
    return Mark(f"{mark.sign}{JUST}", mark.tone, f"{mark.said}, {just.said}")


def position_meaning(position: str | None, ranged: str) -> str:
    """Return what the sign of a position means: above the range. `ranged`: what is meant."""
    words = POSITION_WORDS[position]
    if position is None:
        return f"position {words}"
    than = {ABOVE: f" the {ranged}", NO_BETTER: f" than the {ranged}"}
    return f"{words}{than.get(position, '')}"
