"""Values as bytes that hold nothing but values, and back: unlike a pickle they run nothing."""

import re
from fractions import Fraction
from numbers import Real
from typing import Any

import msgspec

_FRACTION = re.compile(r"(-?[0-9]{1,4000})/([1-9][0-9]{0,3999})")


def packed(value: object) -> bytes:
    """Return a value of msgspec structs, plain containers and fractions as MessagePack."""
    return msgspec.msgpack.encode(value, enc_hook=_written)


def unpacked(data: bytes, kind: Any) -> Any:
    """Return the value of a type that was packed; ValueError if it is no such value."""
    try:
        return msgspec.msgpack.decode(data, type=kind, dec_hook=_read)
    except (msgspec.DecodeError, ValueError, OverflowError, RecursionError, TypeError) as error:
        raise ValueError(str(error) or type(error).__name__) from None


def _written(value: object) -> str:
    if isinstance(value, Fraction):
        return f"{value.numerator}/{value.denominator}"
    raise NotImplementedError(f"{type(value).__name__} is no plain value")


def _read(kind: object, value: object) -> Fraction | float:
    if kind in (Fraction, Real) and isinstance(value, str):
        match = _FRACTION.fullmatch(value)
        if match is not None:
            return Fraction(int(match[1]), int(match[2]))
    if kind is Real and isinstance(value, int | float):
        return value
    raise ValueError("a number that is none")
