"""The transition table and the bridge of one force in a terminal."""

from slavery_benchmark.core.reinspection.bridge import Bridge
from slavery_benchmark.core.reinspection.change import Change
from slavery_benchmark.document.numbers import date_text, score_text, signed_text
from slavery_benchmark.formats.terminal.page import Page
from slavery_benchmark.render.progress.bridge import (
    BRIDGE_MEANS,
    bridge_bar,
    ends_text,
    pier_label,
    rounding_note,
)
from slavery_benchmark.render.progress.transitions import (
    answer_label,
    transitions_of,
    transitions_sentence,
)

_LABEL, _POINTS = 39, 7
_NAME = 19
_SHORT = {"not applicable": "n/a", "invalid": "bad"}
_MOST_HALF = 40


def write_transitions(page: Page, change: Change) -> None:
    """Write how many checks went from which level then (rows) to which now (columns)."""
    table = transitions_of(change)
    heads = [_SHORT.get(answer, answer) for answer in table.answers]
    width = max(5, *(len(head) + 1 for head in heads))
    page.line(("Levels then (rows) against now (columns), in checks", "bold"))
    page.line((f"{'':<{_NAME}}", ""), *((f"{head:>{width}}", "bold") for head in (*heads, "Then")))
    for answer, counts in zip(table.answers, table.counts, strict=True):
        label = answer_label(answer, change.framework)
        page.line(
            (f"{label:<{_NAME}}", ""),
            *((f"{number:>{width}}", "" if number else "dim") for number in counts),
            (f"{sum(counts):>{width}}", "bold"),
        )
    totals = [sum(column) for column in zip(*table.counts, strict=True)]
    page.line(
        (f"{'Now':<{_NAME}}", "bold"),
        *((f"{number:>{width}}", "bold") for number in (*totals, table.checks)),
    )
    page.paragraph(transitions_sentence(table), style="dim")


def write_bridge(page: Page, change: Change, bridge: Bridge) -> None:
    """Write the bridge from the earlier overall score to the later: parts, points and bars."""
    half = min((page.width - _LABEL - _POINTS - 3) // 2, _MOST_HALF)
    page.line((f"The bridge {ends_text(bridge)}", "bold"))
    _write_end(page, f"To {date_text(change.earlier.end)}", score_text(bridge.then))
    for pier in bridge.piers:
        bar = bridge_bar(pier.difference, half, page.symbols)
        page.line(
            (f"  {pier_label(pier):<{_LABEL - 2}}", ""),
            (f"{signed_text(pier.difference):>{_POINTS}}", "bold"),
            (f"  {bar}", "red" if pier.difference < 0 else "green"),
        )
    _write_end(page, f"To {date_text(change.later.end)}", score_text(bridge.now))
    note = rounding_note(bridge)
    page.paragraph(f"{note} {BRIDGE_MEANS}" if note else BRIDGE_MEANS, style="dim")


def _write_end(page: Page, label: str, score: str) -> None:
    page.line((f"{label:<{_LABEL}}", ""), (f"{score:>{_POINTS}}", "bold"))
