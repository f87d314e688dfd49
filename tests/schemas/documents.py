"""Documents that try a JSON Schema: one that fits, then one with another value at each place."""

from collections.abc import Iterator
from typing import Any

_ANY: tuple[Any, ...] = (None, True, 3, -7, 0.5, "", "x", "2026-11-23", "2026-02-30", [], {})
"""Values of every type, most of them wrong wherever they are put."""


class Documents:
    """The documents of one schema. What a definition allows is gone through once."""

    def __init__(self, schema: dict[str, Any]) -> None:
        self._schema = schema
        self._definitions: dict[str, Any] = schema.get("$defs", {})
        self._tried: set[str] = set()

    def __iter__(self) -> Iterator[Any]:
        yield self._least(self._schema)
        yield from self._values(self._schema)

    def _least(self, node: dict[str, Any]) -> Any:
        """Return the smallest value that fits."""
        if "$ref" in node:
            return self._least(self._definitions[_name(node)])
        if "anyOf" in node:
            found = [self._least(item) for item in node["anyOf"]]
            return None if None in found else found[0]
        if "enum" in node:
            return node["enum"][0]
        match node.get("type"):
            case "object":
                properties = node.get("properties", {})
                return {name: self._least(properties[name]) for name in node.get("required", ())}
            case "array":
                return [self._least(node["items"])] * node.get("minItems", 0)
            case "string":
                date = node.get("format") == "date"
                return "2026-11-23" if date else "x" * node.get("minLength", 0)
            case "integer" | "number":
                return node.get("minimum", node.get("exclusiveMinimum", 0) + 1)
            case "boolean":
                return False
        return None

    def _values(self, node: dict[str, Any]) -> Iterator[Any]:
        """Yield values that fit and values that do not."""
        if "$ref" in node:
            name = _name(node)
            if name in self._tried:
                yield self._least(node)
                yield from _ANY
            else:
                self._tried.add(name)
                yield from self._values(self._definitions[name])
            return
        for item in node.get("anyOf", ()):
            yield from self._values(item)
        yield from _ANY
        yield from node.get("enum", ())
        yield from _around(node)
        if "properties" in node:
            yield from self._objects(node)
        more = node.get("additionalProperties", {})
        if isinstance(more, dict) and node.get("type") == "object":
            keys = [*node.get("propertyNames", {}).get("enum", ()), "another"]
            least = self._least(node)
            yield from ({**least, key: self._least(more)} for key in keys)
            yield from ({**least, keys[0]: value} for value in self._values(more))
        if "items" in node:
            least = self._least(node)
            yield least[1:]
            yield from ([value, *least[1:]] for value in self._values(node["items"]))

    def _objects(self, node: dict[str, Any]) -> Iterator[Any]:
        least = self._least(node)
        for name, inner in node["properties"].items():
            yield {key: value for key, value in least.items() if key != name}
            yield from ({**least, name: value} for value in self._values(inner))


def _around(node: dict[str, Any]) -> Iterator[Any]:
    for bound in ("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"):
        if bound in node:
            yield from (node[bound], node[bound] - 0.5, node[bound] + 0.5, node[bound] + 1)
            yield node[bound] - 1


def _name(node: dict[str, Any]) -> str:
    return str(node["$ref"]).rsplit("/", 1)[-1]
