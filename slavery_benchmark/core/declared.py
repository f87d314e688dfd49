"""What every declaration in a criteria file shares: strict values, and numbers taken as written."""

from fractions import Fraction
from functools import lru_cache
from typing import Annotated

import msgspec
from msgspec import Meta

Text = Annotated[str, Meta(min_length=1)]
Weight = Annotated[float, Meta(gt=0, description="Relative to its neighbours; above 0.")]
LevelNumber = Annotated[int, Meta(ge=0)]
Share = Annotated[float, Meta(ge=0, le=1)]


class Value(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A part of a criteria file: frozen, and any key it does not know is a fault.

    What a file leaves out is left out of the hash too, so that a key added to the model later does
    not change the hash of an older edition.
    """


@lru_cache(maxsize=4096, typed=True)
def exact(number: float) -> Fraction:
    """Return the decimal number that was written in a file as a fraction: 0.8 is four fifths.

    The few numbers of a framework are asked for over and over, so they are remembered.
    """
    return Fraction(number) if isinstance(number, int) else Fraction(str(number))
