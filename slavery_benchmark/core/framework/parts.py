"""A form in parts, so that several hands can fill it in: which checks each part asks."""

from collections import Counter
from typing import Literal, get_args

import msgspec

from slavery_benchmark.core.framework.framework import Criterion, Framework, Theme
from slavery_benchmark.core.text import clean, fold

By = Literal["theme", "role"]
"""How a form is split: by its themes, or by whom its checks are asked of."""
WAYS: tuple[By, ...] = get_args(By)


class Part(msgspec.Struct, frozen=True, kw_only=True):
    """One part of a form: its name, which of how many it is, and the ids of its checks.

    leads: it holds the case files, and the lines of the cover that only one part should have.
    """

    by: By
    name: str
    number: int
    of: int
    checks: tuple[str, ...]
    leads: bool

    @property
    def label(self) -> str:
        """What its cover says, by which it is known again."""
        return f"{self.number} of {self.of} by {self.by}: {self.name}"


def parts_by(framework: Framework, by: By) -> tuple[Part, ...]:
    """Return the parts of a form, in the order of their first checks.

    The part leads whose checks share a criterion with the most measures: its people know the files.
    """
    names: dict[str, list[str]] = {}
    shown: dict[str, str] = {}
    weights: Counter[str] = Counter()
    for theme, criterion, check in framework.checks():
        said = theme.title if by == "theme" else check.answered_by
        key = theme.id if by == "theme" else fold(said)
        shown.setdefault(key, clean(said))
        names.setdefault(key, []).append(check.id)
        if by == "role" or criterion.checks[0] is check:
            weights[key] += len(criterion.measures)
    leading = max(names, key=lambda key: weights[key])
    return tuple(
        Part(
            by=by,
            name=shown[key],
            number=number,
            of=len(names),
            checks=tuple(checks),
            leads=key == leading,
        )
        for number, (key, checks) in enumerate(names.items(), start=1)
    )


def part_named(framework: Framework, label: str) -> Part | None:
    """Return the part that a cover names; None where it names none of this framework."""
    wanted = fold(label)
    parts = (part for by in WAYS for part in parts_by(framework, by)) if wanted else ()
    return next((part for part in parts if fold(part.label) == wanted), None)


def asked_in(framework: Framework, part: Part) -> Framework:
    """Return a framework with the checks of a part alone; with case files only if it leads."""
    wanted = set(part.checks)

    def of_criterion(criterion: Criterion) -> Criterion:
        kept = tuple(check for check in criterion.checks if check.id in wanted)
        return msgspec.structs.replace(criterion, checks=kept)

    def of_theme(theme: Theme) -> Theme:
        kept = tuple(item for item in map(of_criterion, theme.criteria) if item.checks)
        return msgspec.structs.replace(theme, criteria=kept)

    themes = tuple(theme for theme in map(of_theme, framework.themes) if theme.criteria)
    looked = {check.look for _, _, check in framework.checks() if check.id in wanted}
    return msgspec.structs.replace(
        framework,
        themes=themes,
        looks=tuple(look for look in framework.looks if look.name in looked),
        cases=framework.cases if part.leads else None,
    )
