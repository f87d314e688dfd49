"""The report of the samples and one of as many forces as there are, made once for all tests."""

import pytest

from slavery_benchmark.core.scoring.report import Report
from slavery_benchmark.pipeline import assess
from slavery_benchmark.shipped import shipped_folder
from tests.builders import AS_OF, shipped_criteria
from tests.length import either
from tests.pages.export.making import workbook
from tests.reports import invented


@pytest.fixture(scope="session")
def report() -> Report:
    return assess([shipped_folder("sample_data")], shipped_criteria(), AS_OF)


@pytest.fixture(scope="session")
def content(report: Report) -> bytes:
    return workbook(report, force_sheets=True)


@pytest.fixture(scope="session")
def many() -> Report:
    """As many forces as there are; in short so many that names stand upright in charts."""
    return invented(either(short=13, full=43))


@pytest.fixture(scope="session")
def content_of_many(many: Report) -> bytes:
    return workbook(many, force_sheets=True)
