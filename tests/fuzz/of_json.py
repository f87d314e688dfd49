"""Mutates results: their bytes, and values of any type anywhere in them."""

import json
from random import Random
from typing import Any

from slavery_benchmark.pages.score.build import digest_of
from tests.fuzz.of_bytes import mutate_bytes

ODD: tuple[Any, ...] = (
    *(None, True, False, 0, -1, 1.5, 3, 99, 1e308, 10**30, -(10**400), "", "3", "NaN", "1/0"),
    *([], {}, [[]], {"a": {}}, "\u202eabc", "\x1b[31m", "a" * 40_000, "2026-13-01", "0001-01-01"),
    *("9999-12-31", "answered", "invalid", "=1+1", "1/3", "\ud800", "\x00"),
)  # fmt: skip
Steps = list[tuple[Any, Any]]


def mutate_result(content: bytes, random: Random) -> bytes:
    """Return a result with one to three changes, its digest often set right again."""
    if random.randint(0, 3) == 0:
        return mutate_bytes(content, content[::-1], random)
    data = json.loads(content)
    for _ in range(random.randint(1, 3)):
        _change(data, random)
    if isinstance(data, dict) and random.randint(0, 1):
        try:
            data["digest"] = digest_of(data)
        except (KeyError, TypeError, ValueError, AttributeError, UnicodeError):
            data["digest"] = ""
    return json.dumps(data).encode()


def _change(data: Any, random: Random) -> None:
    """Change, drop or add a value; deep ones as often as those near the top."""
    depth = random.randint(0, 6)
    while True:
        keys = list(data) if isinstance(data, dict) else list(range(len(data)))
        if not keys:
            return
        key = random.choice(keys)
        inner = data[key]
        if depth == 0 or not isinstance(inner, (dict, list)) or not inner:
            break
        data, depth = inner, depth - 1
    kind = random.randint(0, 5)
    if kind == 0:
        del data[key]
    elif kind == 1 and isinstance(data, list):
        data.insert(0, inner)
    elif kind == 1:
        data["extra"] = inner
    elif kind == 2 and isinstance(inner, int):
        data[key] = inner + random.choice((-1, 1, 10**6))
    elif kind == 3:
        other = random.choice(keys)
        data[key], data[other] = data[other], data[key]
    else:
        data[key] = random.choice(ODD)
