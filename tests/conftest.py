"""What holds for every test: none is timed, and --full tries all of what is slow."""

from collections.abc import Iterator
from functools import lru_cache
from typing import Any

import pytest
from hypothesis import Phase, settings

from slavery_benchmark import criteria_files, yaml_lines
from tests import length

# how long an example takes says something of the machine and nothing of the program
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")
settings.register_profile("short", deadline=None, max_examples=25)
# the same few examples for each mutant, and none made smaller: that one fails is enough
settings.register_profile(
    "mutation",
    deadline=None,
    database=None,
    derandomize=True,
    max_examples=15,
    phases=[Phase.explicit, Phase.generate],
)


@pytest.fixture(autouse=True, scope="session")
def criteria_are_parsed_once() -> Iterator[None]:
    """Keep what YAML of the same bytes says: each command reads its criteria anew."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(criteria_files, "read_yaml", lru_cache(64)(yaml_lines.read_yaml))
        yield


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--full",
        action="store_true",
        help="try all of what is slow for good reason, as .ci/run does",
    )


def pytest_configure(config: pytest.Config) -> None:
    length.choose(full=config.getoption("--full"))
    if not config.getoption("--full") and not config.getoption("--hypothesis-profile"):
        settings.load_profile("short")
    config.addinivalue_line("markers", "full: a test that is run with --full only")
    config.addinivalue_line("markers", "short(n): one with n of its cases only, but for --full")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out, without a word of a skip, what is for --full."""
    if config.getoption("--full"):
        return
    kept = {item for item in items if not item.get_closest_marker("full")}
    kept.difference_update(_beyond_the_few(items))
    config.hook.pytest_deselected(items=[item for item in items if item not in kept])
    items[:] = [item for item in items if item in kept]


def _beyond_the_few(items: list[pytest.Item]) -> Iterator[pytest.Item]:
    """Yield the cases of tests marked `short` that are not among the few, evenly spread."""
    tests: dict[str, list[pytest.Item]] = {}
    for item in items:
        if item.get_closest_marker("short"):
            tests.setdefault(item.nodeid.partition("[")[0], []).append(item)
    for cases in tests.values():
        marker = cases[0].get_closest_marker("short")
        assert marker is not None
        few = min(marker.args[0], len(cases))
        chosen = {at * len(cases) // few for at in range(few)}
        yield from (case for at, case in enumerate(cases) if at not in chosen)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """Give each process a stretch of the tests: what a module makes is then mostly made once."""
    from xdist.scheduler import WorkStealingScheduling

    return WorkStealingScheduling(config, log)
