"""The bridge between two overall scores: what its parts are called, and what rounding does."""

from decimal import Decimal

from slavery_benchmark.core.change.bridge import Bridge, Pier, Step
from slavery_benchmark.document.numbers import signed, signed_text, telling, told_difference

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
JOINED = "counted in the next part"


def pier_label(pier: Pier) -> str:
    """Return what a part of the bridge changed."""
    return part_label(pier.step, joined=pier.joined)


def part_label(step: Step, *, joined: bool) -> str:
    """Return what a step of the bridge changes."""
    return STEP_LABELS[step] + (f" ({JOINED})" if joined else "")


def chance_note(bridge: Bridge) -> str:
    """Return what of the bridge is of measures that moved by no more than chance, or nothing."""
    if not bridge.within_chance:
        return ""
    return (
        f"Of the levels {signed_text(bridge.by_chance)} is within chance: "
        f"{', '.join(bridge.within_chance)}."
    )


def rounding_note(bridge: Bridge) -> str:
    """Return what a reader who adds the printed parts up must know; empty where they agree."""
    exact = told_difference(bridge.now - bridge.then)
    parts = sum((told_difference(pier.difference) for pier in bridge.piers), Decimal(0))
    ends = telling(bridge.now) - telling(bridge.then)
    if parts == ends == exact:
        return ""
    said = f"the exact difference is {signed(exact)}"
    if parts != exact:
        return f"Rounded parts add to {signed(parts)}; {said}."
    return f"Rounded scores differ by {signed(ends)}; {said}, as the parts add to."
