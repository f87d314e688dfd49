"""YAML read strictly, with the line of every key: what PyYAML passes over in silence is a fault."""

import re

import msgspec
import yaml

from slavery_benchmark.core.framework.faults import Fault, KeyPath

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_TAG = "tag:yaml.org,2002:"
_BOOLEANS = ("true", "false")
_DECIMAL = re.compile(r"[-+]?(0|[1-9][0-9]{0,17})")
_FLOAT = re.compile(r"[-+]?(0|[1-9][0-9]{0,17})\.[0-9]{1,17}")


class LocatedYaml(msgspec.Struct, frozen=True):
    """Plain values (every key is text), the document that they came from, and its faults."""

    data: object
    node: yaml.Node | None
    faults: tuple[Fault, ...]

    def line_of(self, path: KeyPath) -> int:
        """Return the line of a key path, or of the part of it that is there."""
        node, line = self.node, 1
        for key in path:
            if isinstance(node, yaml.MappingNode):
                pair = next((pair for pair in node.value if pair[0].value == key), None)
                if pair is None:
                    break
                line, node = pair[0].start_mark.line + 1, pair[1]
            elif isinstance(node, yaml.SequenceNode) and isinstance(key, int):
                node = node.value[key]
                line = node.start_mark.line + 1
            else:
                break
        return line


def read_yaml(content: bytes, file: str) -> LocatedYaml:
    """Return the values of a YAML document with their lines, or the faults that it has.

    Faults are: text that is not YAML, a key given twice, a word such as no or on, which
    YAML takes for true or false, a number that is not written in decimal, and anchors.
    """
    try:
        text = content.decode("utf-8-sig")
        node = yaml.compose(text, Loader=_LOADER)
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        return _broken(file, line, "bytes that are not UTF-8", "a text file saved as UTF-8")
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        return _broken(
            file,
            mark.line + 1 if mark else 1,
            " ".join(str(part) for part in (error.context, error.problem) if part),
            "valid YAML; check indentation, quotes and colons here and on the line above",
        )
    except yaml.YAMLError as error:
        return _broken(file, 1, str(error).splitlines()[0], "valid YAML")
    if node is None:
        return _broken(file, 1, "an empty file", "the keys of a criteria file")
    builder = _Builder(file)
    try:
        data = builder.build(node, ())
    except RecursionError:
        return _broken(file, 1, "values nested without end", "the keys of a criteria file")
    return LocatedYaml(data, node, tuple(builder.faults))


def _broken(file: str, line: int, found: str, expected: str) -> LocatedYaml:
    fault = Fault(file=file, line=line, path=(), found=found, expected=expected)
    return LocatedYaml(None, None, (fault,))


class _Builder:
    def __init__(self, file: str) -> None:
        self.file = file
        self.faults: list[Fault] = []
        self._seen: set[int] = set()

    def fault(self, node: yaml.Node, path: KeyPath, found: str, expected: str) -> None:
        line = node.start_mark.line + 1
        self.faults.append(
            Fault(file=self.file, line=line, path=path, found=found, expected=expected)
        )

    def build(self, node: yaml.Node, path: KeyPath) -> object:
        if isinstance(node, yaml.ScalarNode):
            return self._scalar(node, path)
        if id(node) in self._seen:
            self.fault(node, path, "an anchor used again", "the values written out in full")
            return None
        self._seen.add(id(node))
        if isinstance(node, yaml.SequenceNode):
            return [self.build(child, (*path, index)) for index, child in enumerate(node.value)]
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, path)
        raise AssertionError(node)

    def _mapping(self, node: yaml.MappingNode, path: KeyPath) -> dict[str, object]:
        values: dict[str, object] = {}
        for key_node, value_node in node.value:
            if not isinstance(key_node, yaml.ScalarNode):
                self.fault(key_node, path, "a key that is not a word", "a single word as key")
                continue
            key = key_node.value
            here = (*path, key)
            if key in values:
                first = next(k for k, _ in node.value if k.value == key).start_mark.line + 1
                self.fault(
                    key_node, here, f"the key {key} again", f"it once (it stands on line {first})"
                )
                continue
            values[key] = self.build(value_node, here)
        return values

    def _scalar(self, node: yaml.ScalarNode, path: KeyPath) -> object:
        text: str = node.value
        kind = node.tag.removeprefix(_TAG)
        if kind == "null":
            return None
        if kind == "bool" and text in _BOOLEANS:
            return text == "true"
        if kind == "bool":
            meaning = "true" if text.lower() in ("yes", "on", "true", "y") else "false"
            self.fault(
                node,
                path,
                f"{text} (which YAML takes for {meaning})",
                f'the word in quotes: "{text}"',
            )
            return text
        if kind == "int":
            if _DECIMAL.fullmatch(text):
                return int(text)
            self.fault(node, path, f"{text} (not a plain decimal number)", "digits only, such as 8")
            return 0
        if kind == "float":
            if _FLOAT.fullmatch(text):
                return float(text)
            self.fault(node, path, f"{text} (not a plain decimal number)", "such as 0.8")
            return 0.0
        return text
