"""Faults of criteria files: where they are, what was found, what is expected."""

import msgspec

KeyPath = tuple[str | int, ...]


class Fault(msgspec.Struct, frozen=True, kw_only=True):
    """Something wrong in a criteria file: where, what was found, what is expected."""

    file: str
    line: int
    path: KeyPath
    found: str
    expected: str
    nearest: tuple[str, ...] = ()

    def line_of_text(self) -> str:
        """Return the fault as one line: file:line: key path: found; expected; nearest."""
        keys = key_path(self.path)
        said = f"{self.file}:{self.line}: " + (f"{keys}: " if keys else "")
        said += f"found {self.found}; expected {self.expected}"
        if self.nearest:
            said += f"; nearest: {' or '.join(self.nearest)}"
        return said


class Breach(msgspec.Struct, frozen=True, kw_only=True):
    """A fault before its file and line are known. `part` is None for framework.yaml."""

    part: str | None
    path: KeyPath
    found: str
    expected: str
    nearest: tuple[str, ...] = ()


def key_path(path: KeyPath) -> str:
    """Return a key path as text: criteria[2].baseline.level (places are counted from 1)."""
    said = ""
    for key in path:
        said += f"[{key + 1}]" if isinstance(key, int) else f".{key}" if said else key
    return said
