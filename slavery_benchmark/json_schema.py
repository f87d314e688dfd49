"""JSON Schemas made from the models, the same under every version of Python."""

from typing import Any

import msgspec


def schema_of(kind: type) -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of a model, descriptions on one line each."""
    schema: dict[str, Any] = _tidy(msgspec.json.schema(kind))
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}


def _tidy(value: Any) -> Any:
    """Fold the blanks in descriptions: they come from docstrings, which Python 3.13 dedents."""
    if isinstance(value, dict):
        return {
            key: " ".join(item.split())
            if key == "description" and isinstance(item, str)
            else _tidy(item)
            for key, item in value.items()
        }
    if isinstance(value, list | tuple):
        return [_tidy(item) for item in value]
    return value
