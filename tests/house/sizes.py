"""How large the code is, folder by folder, without its comments and docstrings."""

import ast
import io
import tokenize
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import median

_NO_CODE = {
    tokenize.COMMENT,
    tokenize.NL,
    tokenize.NEWLINE,
    tokenize.INDENT,
    tokenize.DEDENT,
    tokenize.ENDMARKER,
}


@dataclass(frozen=True)
class Module:
    """One file: its lines as they stand, and those that hold code."""

    path: Path
    lines: int
    code: int


def code_lines(text: str) -> int:
    """Return how many lines of a module hold code: no blank line, comment or docstring."""
    found: set[int] = set()
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        if token.type not in _NO_CODE:
            found.update(range(token.start[0], token.end[0] + 1))
    for node in ast.walk(ast.parse(text)):
        # a text that stands alone documents what it stands under, an attribute as well
        if (
            isinstance(node, ast.Expr)
            and isinstance(node.value, ast.Constant)
            and isinstance(node.value.value, str)
        ):
            found.difference_update(range(node.lineno, (node.end_lineno or node.lineno) + 1))
    return len(found)


def modules_in(root: Path) -> list[Module]:
    """Return every module under a folder, by path."""
    found = []
    for path in sorted(root.rglob("*.py")):
        text = path.read_text(encoding="utf-8")
        found.append(Module(path, len(text.splitlines()), code_lines(text)))
    return found


def sizes_text(root: Path) -> Iterator[str]:
    """Return a line a folder without the folders in it, then a line a whole tree, then all."""
    folders: dict[str, list[Module]] = {}
    modules = modules_in(root)
    for module in modules:
        folders.setdefault(module.path.parent.relative_to(root).as_posix(), []).append(module)
    yield f"{root.name:<32}{'modules':>8}{'code':>8}{'longest':>9}{'median':>8}"
    for name, inside in sorted(folders.items()):
        yield _line(name, inside)
    first = sorted({name.split("/")[0] for name in folders if "/" in name})
    for name in first:
        whole = [module for module in modules if module.path.is_relative_to(root / name)]
        yield _line(f"{name}, with all in it", whole)
    yield _line("all", modules)


def _line(name: str, modules: list[Module]) -> str:
    code = sum(module.code for module in modules)
    lines = [module.lines for module in modules]
    return f"{name:<32}{len(modules):>8}{code:>8}{max(lines):>9}{round(median(lines)):>8}"
