"""What holds for every test: none is timed, and --full tries all of what is slow."""

import pytest
from hypothesis import Phase, settings

from tests import length

# how long an example takes says something of the machine and nothing of the program
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")
# the same few examples for each mutant, and none made smaller: that one fails is enough
settings.register_profile(
    "mutation",
    deadline=None,
    database=None,
    derandomize=True,
    max_examples=15,
    phases=[Phase.explicit, Phase.generate],
)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--full",
        action="store_true",
        help="try all of what is slow for good reason, as .ci/run does",
    )


def pytest_configure(config: pytest.Config) -> None:
    length.choose(full=config.getoption("--full"))
    config.addinivalue_line("markers", "full: a test that is run with --full only")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out, without a word of a skip, what is for --full."""
    if config.getoption("--full"):
        return
    left_out = [item for item in items if item.get_closest_marker("full")]
    config.hook.pytest_deselected(items=left_out)
    items[:] = [item for item in items if not item.get_closest_marker("full")]
