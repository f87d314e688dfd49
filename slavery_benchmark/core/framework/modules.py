"""Optional modules: questions beside the scored ones, with no weight and no baseline."""

from typing import Annotated

from msgspec import Meta

from slavery_benchmark.core.framework.declared import Text, Value
from slavery_benchmark.core.framework.references import Texts

IN_NO_SCORE = (
    "Nobody has to answer a module; nothing in it enters a score, an order or a comparison."
)


class CheckText(Value, frozen=True, kw_only=True):
    """What a check asks, with what one would see at each level (keys are level numbers).

    law: the statements of law that it rests on. look: the outside look that its levels name.
    """

    id: Text
    question: Text
    answered_by: Text
    note: Text
    evidence: Text
    law: tuple[Text, ...] = ()
    look: Text | None = None
    levels: dict[str, Text]


class ModuleCriterion(Value, frozen=True, kw_only=True):
    """What good looks like on something that the baseline says nothing of.

    because: why it is asked about, which `source` bears out.
    """

    id: Text
    title: Text
    good: Text
    covers: Text
    elsewhere: Text | None = None
    size: Text
    because: Text
    source: Texts
    checks: Annotated[tuple[CheckText, ...], Meta(min_length=1)]


class Module(Value, frozen=True, kw_only=True):
    """A set of questions that a force may answer as well: what its file holds.

    Its answers are shown by themselves. They enter no score, order, coverage or comparison.
    """

    id: Text
    title: Text
    about: Text
    criteria: Annotated[tuple[ModuleCriterion, ...], Meta(min_length=1)]

    def checks(self) -> "tuple[tuple[ModuleCriterion, CheckText], ...]":
        """Return every check with its criterion, in the order of the file."""
        return tuple(
            (criterion, check) for criterion in self.criteria for check in criterion.checks
        )
