"""The JSON Schema of the criteria files, made from the model, and the faults that it shows.

Loaded only when a file has faults or when the schema is asked for: the model alone is faster, but
stops at the first fault.
"""

from collections.abc import Iterator
from typing import Any, cast

from slavery_benchmark.core.framework.case_sheet import CaseSheet
from slavery_benchmark.core.framework.faults import Breach
from slavery_benchmark.core.framework.framework import FrameworkFile, ThemeFile
from slavery_benchmark.core.framework.modules import Module
from slavery_benchmark.core.text import clean, nearest
from slavery_benchmark.json_schema import schema_of

SCHEMAS: dict[str, type] = {
    "cases.schema.json": CaseSheet,
    "framework.schema.json": FrameworkFile,
    "module.schema.json": Module,
    "theme.schema.json": ThemeFile,
}
_TYPE_WORDS = {
    "string": "text",
    "integer": "a whole number",
    "number": "a number",
    "array": "a list",
    "object": "keys with values",
    "null": "nothing",
}
_EXPECTED = {
    "const": "{}",
    "anyOf": "text, or a list of text",
    "minLength": "text that is not empty",
    "minItems": "at least {} of them",
    "minimum": "{} or more",
    "maximum": "{} or less",
    "exclusiveMinimum": "more than {}",
    "format": "a {}, such as 2026-11-23",
}


def structural_breaches(data: object, kind: type, name: str) -> Iterator[Breach]:
    """Yield everything in which a document departs from the schema of its file."""
    from jsonschema import Draft202012Validator, FormatChecker

    make = cast("Any", Draft202012Validator)  # untyped in its stubs
    validator = make(schema_of(kind), format_checker=cast("Any", FormatChecker)())
    part = None if kind is FrameworkFile else name
    for error in validator.iter_errors(data):
        yield from _translate(error, part)


def _translate(error: Any, part: str | None) -> Iterator[Breach]:
    path = tuple(error.absolute_path)
    found = _shown(error.instance)
    if error.validator == "additionalProperties" and isinstance(error.schema, dict):
        known = list(error.schema.get("properties", {}))
        for key in error.instance:
            if key not in known:
                yield Breach(
                    part=part,
                    path=(*path, key),
                    found=f"the unknown key {key}",
                    expected="one of " + ", ".join(known),
                    nearest=nearest(key, known),
                )
        return
    if error.validator == "required":
        for key in error.validator_value:
            if key not in error.instance:
                yield Breach(
                    part=part, path=(*path, key), found="nothing", expected=f"the key {key}"
                )
        return
    if error.validator == "anyOf":
        # of a value that may be left out, what is wrong with it; not that it is there
        inner = [item for item in error.context if item.validator_value != "null"]
        if len({item.schema_path[0] for item in inner}) == 1:
            for item in inner:
                yield from _translate(item, part)
            return
    value = error.validator_value
    if error.validator == "type":
        expected = _type_words(value)
    elif error.validator == "enum":
        expected = "one of " + ", ".join(str(word) for word in value)
    else:
        expected = _EXPECTED.get(error.validator, error.message).format(value)
    choices = value if error.validator == "enum" else ()
    yield Breach(
        part=part,
        path=path,
        found=found,
        expected=expected,
        nearest=nearest(str(error.instance), [str(choice) for choice in choices]),
    )


def _type_words(types: str | list[str]) -> str:
    names = [types] if isinstance(types, str) else types
    return " or ".join(_TYPE_WORDS.get(name, name) for name in names)


def _shown(value: object) -> str:
    if value is None:
        return "nothing"
    if isinstance(value, list):
        return f"a list of {len(value)}" if value else "an empty list"
    if isinstance(value, dict):
        return "keys: " + ", ".join(value)
    return clean(str(value), 60) or "empty text"
