"""Groups of forces: regions and regional units of the register, or a list that the user brings."""

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction

import msgspec

from slavery_benchmark.core.framework.declared import exact
from slavery_benchmark.core.framework.framework import Framework
from slavery_benchmark.core.framework.register import Register
from slavery_benchmark.core.scoring.baseline import reference_of
from slavery_benchmark.core.scoring.scores import OVERALL, ForceScore
from slavery_benchmark.core.scoring.tally import ZERO


class Group(msgspec.Struct, frozen=True, kw_only=True):
    """A named set of forces, by the names that the register gives them."""

    name: str
    kind: str
    forces: frozenset[str]


def register_groups(register: Register) -> tuple[Group, ...]:
    """Return the regions and the regional organised crime units, in order of name."""
    found: dict[tuple[str, str], set[str]] = {}
    for force in register.forces:
        for kind, name in (("region", force.region), ("regional unit", force.rocu)):
            if name:
                found.setdefault((kind, name), set()).add(force.name)
    return tuple(
        Group(name=name, kind=kind, forces=frozenset(forces))
        for (kind, name), forces in sorted(found.items())
    )


def group_means(forces: Iterable[ForceScore], framework: Framework) -> Mapping[str, Fraction]:
    """Return the mean of a group on each node, by node id, in points.

    The mean of a criterion, check or measure is taken over the forces that have a score on it;
    themes and the whole are put together from the criteria with the framework's weights, so that a
    force that left a criterion out does not tilt its theme. Nodes that nobody has a score on are
    left out.
    """
    values: dict[str, list[Fraction]] = {}
    for force in forces:
        answered = (check.node for check in force.checks)
        for node in (*force.criteria, *answered, *(item.node for item in force.measures)):
            if node.tally.score is not None:
                values.setdefault(node.id, []).append(node.tally.score)
    means = {key: sum(found, ZERO) / len(found) for key, found in values.items()}
    themes: list[tuple[Fraction, Fraction]] = []
    for theme in framework.themes:
        parts = [
            (exact(item.weight), means[item.id]) for item in theme.criteria if item.id in means
        ]
        if parts:
            means[theme.id] = weighted_mean(parts)
            themes.append((exact(theme.weight), means[theme.id]))
    if themes:
        means[OVERALL] = weighted_mean(themes)
    return means


def reference_lines(framework: Framework) -> Mapping[str, Fraction]:
    """Return the 2017 reference line of each node where everything is scored, in points."""
    lines: dict[str, Fraction] = {}
    themes = []
    for theme in framework.themes:
        parts = []
        for criterion in theme.criteria:
            value = reference_of(criterion.baseline, framework).value
            lines[criterion.id] = value
            lines.update({part: value for part, _ in criterion.weights()})
            parts.append((exact(criterion.weight), value))
        lines[theme.id] = weighted_mean(parts)
        themes.append((exact(theme.weight), lines[theme.id]))
    lines[OVERALL] = weighted_mean(themes)
    return lines


def weighted_mean(parts: Sequence[tuple[Fraction, Fraction]]) -> Fraction:
    """Return the weighted mean of (weight, value) pairs; ZeroDivisionError of none."""
    return sum((w * s for w, s in parts), ZERO) / sum((w for w, _ in parts), ZERO)
