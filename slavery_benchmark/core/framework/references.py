"""What an edition refers to beside its questions: outside looks, the law, recommendations."""

from typing import Annotated

from msgspec import Meta

from slavery_benchmark.core.framework.declared import Text, Value

Texts = Annotated[tuple[Text, ...], Meta(min_length=1)]


class Look(Value, frozen=True, kw_only=True):
    """A look by somebody outside, which may serve all the checks that name it."""

    name: Text
    meaning: Text


class LawStatement(Value, frozen=True, kw_only=True):
    """What the criteria take the law, or guidance in force, to say.

    as_at: of which day or version the sources are. not_established: what no source at hand settles.
    criteria: at which criteria it is shown.
    """

    id: Text
    provision: Text
    says: Text
    source: Texts
    as_at: Text
    not_established: Text | None = None
    criteria: Texts


class Recommendation(Value, frozen=True, kw_only=True):
    """A recommendation of the report. Of one that no source tells of, only the number is known.

    text: in words of ours. deadline: None where none is known.
    """

    number: Annotated[int, Meta(ge=1)]
    text: Text | None = None
    addressee: Text | None = None
    deadline: Text | None = None
    source: tuple[Text, ...] = ()
    criteria: tuple[Text, ...] = ()
