"""Which submissions and which nodes a comparison is about."""

from collections.abc import Mapping, Sequence
from datetime import date
from fractions import Fraction

from slavery_benchmark.core.comparing.comparison import Against
from slavery_benchmark.core.comparing.groups import Group, group_means
from slavery_benchmark.core.framework.framework import Framework
from slavery_benchmark.core.framework.register import Register
from slavery_benchmark.core.periods import Period, force_key, is_latest, latest_start
from slavery_benchmark.core.scoring.scores import OVERALL, ForceScore
from slavery_benchmark.core.text import fold

NATIONAL, ALL = "national", "all"


def one_each(
    forces: Sequence[ForceScore], period: date | None
) -> tuple[list[ForceScore], list[str]]:
    """Return one submission of each force, and sentences about those that were left out.

    The latest period counts, or the one that holds the day `period`. Submissions of the same
    period are not chosen between: they stay.
    """
    by_force: dict[str, list[ForceScore]] = {}
    for force in forces:
        item = force.submission
        by_force.setdefault(force_key(item.force, item.code), []).append(force)
    kept: list[ForceScore] = []
    sentences: list[str] = []
    for found in by_force.values():
        latest = latest_start((_period(force) for force in found), period)
        if latest is None:
            item = found[0].submission
            sentences.append(f"{item.force}: left out, no submission for the period asked for.")
            continue
        for force in found:
            if is_latest(_period(force), latest, period):
                kept.append(force)
            else:
                item = force.submission
                sentences.append(f"{item.force}: {item.source.file} is left out, another period.")
    return kept, sentences


def columns_for(framework: Framework, by: str, only: Sequence[str]) -> tuple[str, ...]:
    """Return the ids of the columns: overall and themes, all criteria, or all that is scored.

    By check, the scored measures of a criterion follow its checks. `only` (ids of themes, criteria,
    checks or measures) keeps those and what is under them.
    """
    if by == "theme":
        ids = [(OVERALL,), *((theme.id, OVERALL) for theme in framework.themes)]
    elif by == "criterion":
        ids = [(criterion.id, theme.id) for theme, criterion in framework.criteria()]
    else:
        ids = [
            (part, criterion.id, theme.id)
            for theme, criterion in framework.criteria()
            for part, _ in criterion.weights()
        ]
    kept = [found for found in ids if not only or set(found) & set(only)]
    return tuple(found[0] for found in kept)


def criteria_for(framework: Framework, only: Sequence[str]) -> tuple[str, ...]:
    """Return the ids of the criteria that `only` is about: all without it.

    A theme stands for its criteria, a check or measure for the criterion that it is in.
    """
    return tuple(
        criterion.id
        for theme, criterion in framework.criteria()
        if not only
        or {OVERALL, theme.id, criterion.id, *(check.id for check in criterion.checks),
            *(measure.id for measure in criterion.measures)} & set(only)
    )  # fmt: skip


def against_what(
    said: str,
    forces: Sequence[ForceScore],
    framework: Framework,
    register: Register,
    groups: Sequence[Group],
) -> Against | None:
    """Return what `said` means: national, all, a force or a group; None if it means nothing here.

    A group without any of these forces means nothing.
    """
    if fold(said) == NATIONAL:
        return Against(name=f"the {framework.words.reference_line}", scores=None)
    if fold(said) == ALL:
        return Against(name="mean of all", scores=group_means(forces, framework))
    known = register.find(said)
    for force in forces:
        item = force.submission
        if fold(item.force) == fold(said) or (known is not None and item.code == known.code):
            return Against(name=item.force, scores=_scores(force))
    for group in groups:
        if fold(group.name) == fold(said):
            members = [force for force in forces if force.submission.force in group.forces]
            if members:
                return Against(name=f"mean of {group.name}", scores=group_means(members, framework))
    return None


def _scores(force: ForceScore) -> Mapping[str, Fraction]:
    nodes = [force.overall, *force.themes, *force.criteria, *(c.node for c in force.checks)]
    nodes += [item.node for item in force.measures]
    return {node.id: node.tally.score for node in nodes if node.tally.score is not None}


def _period(force: ForceScore) -> Period:
    return force.submission.period_start, force.submission.period_end
