"""A result is as untrusted as a workbook, under a digest made again too."""

import copy
import json
import random
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from slavery_benchmark.core.problems import UnusableError
from slavery_benchmark.pages.score.build import digest_of
from slavery_benchmark.record.read import read_record, scores_in
from slavery_benchmark.shipped import shipped_folder
from tests.cli.running import run
from tests.length import either

ONE, OTHER = (shipped_folder("sample_data") / f"{n}.xlsx" for n in ("aldermoss", "cobblemarsh"))
AS_OF = ("--as-of", "2026-11-23")
Result = dict[str, Any]


@pytest.fixture(scope="module")
def result(tmp_path_factory: pytest.TempPathFactory) -> Result:
    """A sound result."""
    return json.loads(_written(tmp_path_factory.getbasetemp()))  # type: ignore[no-any-return]


@cache
def _written(folder: Path) -> str:
    from slavery_benchmark.cli import exit_code

    made = folder / "sound.json"
    assert exit_code(["score", str(ONE), "-o", str(made), *AS_OF]) == 0
    return made.read_text(encoding="utf-8")


def sealed(result: Result) -> bytes:
    """Return a result with the digest of what it holds now."""
    return json.dumps({**result, "digest": digest_of(result)}).encode()


def set_level(result: Result) -> None:
    result["forces"][0]["checks"][0]["level"] = 9


def set_negative(result: Result) -> None:
    result["forces"][0]["checks"][0]["level"] = -1


def set_counted(result: Result) -> None:
    result["forces"][0]["checks"][0]["counted_level"] = 33


def set_measure_level(result: Result) -> None:
    measured = next(m for m in result["forces"][0]["measures"] if m["level"] is not None)
    measured["level"] = 9


def set_share(result: Result) -> None:
    measured = next(m for m in result["forces"][0]["measures"] if m["unit"] == "per cent")
    measured["value"] = 250.0


def set_cases(result: Result) -> None:
    result["forces"][0]["measures"][0]["cases"] = -5


def set_huge(result: Result) -> None:
    result["forces"][0]["measures"][0]["n"] = 10**15


def set_reversed(result: Result) -> None:
    result["forces"][0]["period"]["end"] = "0001-01-01"


def set_hash(result: Result) -> None:
    result["forces"][0]["source"]["sha256"] = "zz"


def set_more_than_all(result: Result) -> None:
    measured = next(m for m in result["forces"][0]["measures"] if m["unit"] == "per cent")
    measured["x"] = measured["n"] + 1


def set_long(result: Result) -> None:
    result["forces"][0]["checks"][0]["evidence"] = "x" * 32_768


def set_state(result: Result) -> None:
    result["forces"][0]["checks"][0]["state"] = "blank"


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (set_level, "the level 9 of 0 to 4"),
        (set_negative, "the level -1 of 0 to 4"),
        (set_counted, "the level 33 of 0 to 4"),
        (set_measure_level, "the level 9 of 0 to 4"),
        (set_share, "250 per cent"),
        (set_cases, "cases -5"),
        (set_huge, "a number larger than any in one"),
        (set_state, "blank with the level"),
        (set_reversed, "a period from 2025-04-01 to 0001-01-01"),
        (set_hash, "a SHA-256 of 2 characters, or of others than 0 to f"),
        (set_more_than_all, " of "),
        (set_long, "a text longer than a cell can hold (32,767 characters)"),
    ],
)
def test_a_value_that_no_workbook_gives_is_refused(
    tmp_path: Path,
    capfd: pytest.CaptureFixture[str],
    result: Result,
    change: Callable[[Result], None],
    sentence: str,
) -> None:
    changed = copy.deepcopy(result)
    change(changed)
    path = tmp_path / "changed.json"
    path.write_bytes(sealed(changed))
    code, out, err = run(capfd, "score", path, OTHER, *AS_OF)
    assert code == 3
    assert "changed.json: unusable: this is not a result that benchmark wrote" in err
    assert sentence in err
    assert "Cobblemarsh" in out, "the other file is scored"
    assert run(capfd, "replay", path)[0] == 3


@pytest.mark.parametrize("nested", ["[" * 600 + "]" * 600, '{"a":' * 600 + "1" + "}" * 600])
def test_brackets_without_end_are_refused(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], nested: str
) -> None:
    path = tmp_path / "deep.json"
    path.write_text(
        f'{{"schema_version": "1.3", "forces": {nested}, "options": {{}}, "digest": ""}}',
        encoding="utf-8",
    )
    code, out, err = run(capfd, "score", path, OTHER, *AS_OF)
    assert code == 3
    assert "deep.json: unusable" in err
    assert "Cobblemarsh" in out


def test_a_version_of_5000_digits_is_a_later_one(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], result: Result
) -> None:
    path = tmp_path / "later.json"
    path.write_text(json.dumps({**result, "schema_version": "9" * 5_000}), encoding="utf-8")
    code, _, err = run(capfd, "replay", path)
    assert code == 3
    assert "written by a later version" in err
    assert len(err) < 500


def places(value: Any, *, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Return the paths to all plain values of a result but those of its criteria."""
    if path[:1] == ("criteria",):
        return []
    if isinstance(value, dict):
        return [p for key, item in value.items() for p in places(item, path=(*path, key))]
    if isinstance(value, list):
        return [p for key, item in enumerate(value) for p in places(item, path=(*path, key))]
    return [path]


ODD: tuple[Any, ...] = (
    *(None, True, -1, 5, 33, 10**9, 10**20, -1.5, 1e308, 101.0, 0.0, "", "9" * 5_000, "x"),
    *("2026-99-99", "0001-01-01", "measured", "answered", [], {}, [[]], {"a": 1}),
)


def test_no_changed_result_gives_a_score_that_there_is_not(result: Result) -> None:
    found = places(result)
    for seed in range(either(short=30, full=300)):
        rng = random.Random(seed)  # noqa: S311 - to be repeated, not to be secret
        changed = copy.deepcopy(result)
        for _ in range(rng.choice([1, 1, 3])):
            *way, last = rng.choice(found)
            holder: Any = changed
            for key in way:
                holder = holder[key]
            if isinstance(holder, dict) and rng.random() < 0.1:
                holder.pop(last, None)
            elif isinstance(holder, dict) or last < len(holder):
                holder[last] = rng.choice(ODD)
        try:
            content = sealed(changed)
        except (AttributeError, KeyError, TypeError, ValueError):
            content = json.dumps(changed).encode()
        try:
            scores = scores_in(read_record(content, "x.json", allow_edited=True))
        except UnusableError:
            continue
        for score in scores:
            for node in (score.overall, *score.themes, *score.criteria):
                tally = node.tally
                for value in (tally.score, tally.claimed, tally.low, tally.high):
                    assert value is None or 0 <= value <= 100, seed
