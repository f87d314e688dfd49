"""The bridge between two overall scores, line by line: labels, bars, and what rounding does."""

from fractions import Fraction

import msgspec

from slavery_benchmark.core.reinspection.bridge import Bridge, Pier, Step
from slavery_benchmark.core.tally import ZERO
from slavery_benchmark.document.numbers import rounded, score_text, signed_text
from slavery_benchmark.formats.terminal.symbols import Symbols

STEP_LABELS = {
    Step.LIKE_FOR_LIKE: "Levels of what has a score both times",
    Step.COVERAGE: "Answered or measured only once",
    Step.NOT_APPLICABLE: "Not applicable only once",
    Step.CRITERIA: "Checks and rules of the later edition",
    Step.WEIGHTS: "Weights of the later edition",
}
"""What each step changes, as a row has it."""
BRIDGE_STEPS = (
    "One thing is changed at a time, in this order, and each part is the difference of two full "
    "scores, so that the parts add up exactly."
)
BRIDGE_MEANS = f"{BRIDGE_STEPS} A bar has one mark a point, left of the line for a fall."
JOINED = "counted in the next part"


class RoundedBridge(msgspec.Struct, frozen=True, kw_only=True):
    """How far the rounded parts of a bridge are from its rounded total, in points.

    parts: the sum of the rounded parts; ends: the difference of the rounded scores; exact: the
    rounded difference of the exact scores.
    """

    parts: Fraction
    ends: Fraction
    exact: Fraction

    @property
    def agrees(self) -> bool:
        """Whether a reader who adds up what is printed gets what is printed."""
        return self.parts == self.ends == self.exact


def rounded_bridge(bridge: Bridge) -> RoundedBridge:
    """Return what a reader gets who adds the printed parts of a bridge up."""
    return RoundedBridge(
        parts=sum((Fraction(rounded(pier.difference)) for pier in bridge.piers), ZERO),
        ends=Fraction(rounded(bridge.now)) - Fraction(rounded(bridge.then)),
        exact=Fraction(rounded(bridge.now - bridge.then)),
    )


def pier_label(pier: Pier) -> str:
    """Return what a part of the bridge changed."""
    return STEP_LABELS[pier.step] + (f" ({JOINED})" if pier.joined else "")


def bridge_bar(difference: Fraction, half: int, symbols: Symbols) -> str:
    """Return a bar of one mark a point, `half` places either side of a line that stands for 0.

    A longer one is cut, with an ellipsis for its end.
    """
    size = int(abs(difference) + Fraction(1, 2))
    bar = symbols.bounds * min(size, half)
    if size > half:
        bar = symbols.bounds * (half - 1)
        bar = f"{symbols.ellipsis}{bar}" if difference < 0 else f"{bar}{symbols.ellipsis}"
    left, right = (bar, "") if difference < 0 else ("", bar)
    return f"{left:>{half}}{symbols.target}{right:<{half}}"


def rounding_note(bridge: Bridge) -> str:
    """Return what a reader who adds the printed parts up must know; empty where they agree."""
    found = rounded_bridge(bridge)
    if found.agrees:
        return ""
    if found.parts != found.exact:
        return (
            f"Rounded parts add to {signed_text(found.parts)}; the exact difference is "
            f"{signed_text(bridge.now - bridge.then)}."
        )
    return (
        f"Rounded scores differ by {signed_text(found.ends)}; the exact difference is "
        f"{signed_text(bridge.now - bridge.then)}, as the parts add to."
    )


def ends_text(bridge: Bridge) -> str:
    """Return the bridge in one phrase: from 54.0 to 61.2."""
    return f"from {score_text(bridge.then)} to {score_text(bridge.now)}"
