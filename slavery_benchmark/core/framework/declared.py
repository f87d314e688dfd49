"""What every declaration in a criteria file shares: strict values, and numbers taken as written."""

from collections.abc import Callable
from fractions import Fraction
from functools import lru_cache
from typing import Annotated, Any

import msgspec
from msgspec import Meta

Text = Annotated[str, Meta(min_length=1)]
Weight = Annotated[float, Meta(gt=0, description="Relative to its neighbours; above 0.")]
LevelNumber = Annotated[int, Meta(ge=0)]
Share = Annotated[float, Meta(ge=0, le=1)]


class Value(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A part of a criteria file: frozen, and any key it does not know is a fault.

    What a file leaves out is left out of the hash too, so that a key added to the model later does
    not change the hash of an older edition. Defaults are told by identity, which pickling loses: so
    a value goes to another process as the JSON that its hash is taken of.
    """

    def __reduce__(self) -> tuple[Callable[..., Any], tuple[Any, ...]]:
        """Return how to make the value again in another process."""
        return _made_again, (msgspec.json.encode(self), type(self))


@lru_cache(maxsize=16)
def _made_again(content: bytes, kind: Any) -> Any:
    # each file of a run comes back with its framework: all the same one, made once
    return msgspec.json.decode(content, type=kind)


@lru_cache(maxsize=4096, typed=True)
def exact(number: float) -> Fraction:
    """Return the decimal number that was written in a file as a fraction: 0.8 is four fifths.

    The few numbers of a framework are asked for over and over, so they are remembered.
    """
    return Fraction(number) if isinstance(number, int) else Fraction(str(number))
