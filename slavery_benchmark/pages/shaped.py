"""Records for programs, filled from values of the core by the names of their fields.

A record is declared once, as a struct. A field is what the value has under the same name, written
as its type says: a fraction as a float (and back), a struct as a record of its own. `Of`
names what the core calls otherwise, and the class variable `WITHIN` says which parts of a value are
looked through after the value itself.
"""

from collections.abc import Callable, Iterator
from fractions import Fraction
from functools import cache, partial
from operator import attrgetter
from types import NoneType, UnionType
from typing import Annotated, Any, TypeVar, get_args, get_origin

import msgspec

from slavery_benchmark.core.framework.declared import exact

Record = TypeVar("Record", bound=msgspec.Struct)
Reader = Callable[[Any], Any]


class Of(msgspec.Struct, frozen=True):
    """Where a field comes from: a path (`reference.value`; empty for the value itself), or a
    function of the value. What is None on the way there is None."""

    source: str | Reader = ""


def shaped(kind: type[Record], /, *values: Any, **given: Any) -> Record:
    """Return a record; of several values the first that has a field counts.

    `given` are fields as they stand in the record, which no value has. TypeError where one lacks.
    """
    return kind(**fields_of(kind, *values, **given))


def fields_of(kind: type[msgspec.Struct], /, *values: Any, **given: Any) -> dict[str, Any]:
    """Return the fields of the record that `shaped` makes."""
    key: tuple[object, ...] = (kind, *map(type, values), *given)
    plan = _PLANS.get(key)
    if plan is None:
        plan = _PLANS[key] = tuple(item for item in _plan(kind, values) if item[0] not in given)
    for name, place, read, written in plan:
        value = read(values[place])
        given[name] = value if value is None or written is None else written(value)
    return given


_Field = tuple[str, int, Reader, Reader | None]
_PLANS: dict[tuple[object, ...], tuple[_Field, ...]] = {}


def _plan(kind: type[msgspec.Struct], values: tuple[Any, ...]) -> Iterator[_Field]:
    """Yield the fields that these values have: name, which of the values, how read, how written.

    Values of the same types have the same attributes, so that this is found out once.
    """
    within = ("", *getattr(kind, "WITHIN", ()))
    for field in msgspec.structs.fields(kind):
        said = get_args(field.type)[1:] if get_origin(field.type) is Annotated else ()
        source = next((item.source for item in said if isinstance(item, Of)), field.name)
        if not isinstance(source, str):
            yield field.name, 0, source, _written(field.type)
            continue
        paths = [".".join(filter(None, (part, source))) for part in within]
        places = ((place, path) for place in range(len(values)) for path in paths)
        for place, path in places:
            if _has(values[place], path):
                read = attrgetter(path) if path and "." not in source else partial(_read, path)
                yield field.name, place, read, _written(field.type)
                break


def _has(value: Any, path: str) -> bool:
    try:
        _read(path, value)
    except AttributeError:
        return False
    return True


def _read(path: str, value: Any) -> Any:
    for name in filter(None, path.split(".")):
        if value is None:
            return None
        value = getattr(value, name)
    return value


@cache
def _written(kind: Any) -> Reader | None:
    """Return how a value that is not None is written under a type; None where as it stands."""
    if get_origin(kind) is Annotated:
        return _written(get_args(kind)[0])
    if get_origin(kind) is UnionType or type(None) in get_args(kind):
        (kind, *others) = (item for item in get_args(kind) if item is not NoneType)
        return None if others else _written(kind)
    if get_origin(kind) is tuple:
        item = _written(get_args(kind)[0])
        return None if item is None else lambda values: tuple(map(item, values))
    if kind is float:
        return float
    if kind is Fraction:
        return exact
    if isinstance(kind, type) and issubclass(kind, msgspec.Struct):
        return lambda value: shaped(kind, value)
    return None
