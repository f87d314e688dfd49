"""The samples assessed once for all tests of pages."""

import pytest

from slavery_benchmark.core.scoring.report import Report
from slavery_benchmark.pipeline import assess
from slavery_benchmark.shipped import shipped_folder
from tests.builders import AS_OF, shipped_criteria
from tests.reports import invented


@pytest.fixture(scope="session")
def samples() -> Report:
    return assess([shipped_folder("sample_data")], shipped_criteria(), AS_OF, keep_cases=True)


@pytest.fixture(scope="session")
def forty_three() -> Report:
    return invented(43)
