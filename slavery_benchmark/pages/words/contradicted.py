"""Levels that a force's own cases contradict, counted by measure: each is one discrepancy."""

from slavery_benchmark.core.scoring.scores import ForceScore
from slavery_benchmark.document.numbers import count_text

CONTRADICTS_NONE = "the force's case files contradict none of its levels"


def contradicting(force: ForceScore) -> list[str]:
    """Return the ids of the measures that contradict at least one judged level."""
    return [item.node.id for item in force.measures if item.differs_from]


def contradictions(force: ForceScore) -> dict[str, int]:
    """Return, by id of a node, how many measures under it contradict judged levels.

    A node under which no measure has a level is not in it: nothing is known there, which is not 0.
    """
    parents = {node.id: node.parent for node in (*force.criteria, *force.themes)}
    counts: dict[str, int] = {}
    for item in force.measures:
        if item.measured.level is None:
            continue
        node_id = item.node.parent
        while node_id is not None:
            counts[node_id] = counts.get(node_id, 0) + bool(item.differs_from)
            node_id = parents.get(node_id)
    return counts


def contradicted_text(force: ForceScore) -> str:
    """Return how many measures contradict which levels: 1 measure contradicts 2 judged levels."""
    measures = contradicting(force)
    if not measures:
        return CONTRADICTS_NONE
    checks = [check for check in force.checks if check.differs_from]
    verb = "contradicts" if len(measures) == 1 else "contradict"
    levels = count_text(len(checks), "judged level")
    names = ", ".join(check.node.id for check in checks)
    said = f"{count_text(len(measures), 'measure')} {verb} {levels} ({names})"
    aside = sum(check.set_aside for check in checks)
    if aside:
        every = "all" if aside == len(checks) else f"{aside} of them"
        said += ", set aside" if len(checks) == 1 else f", {every} set aside"
    return said
