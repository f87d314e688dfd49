"""The edition 2026.2 with the one before it, as a folder of its own: it changes no more."""

import shutil
from pathlib import Path

import pytest

from slavery_benchmark.shipped import shipped_folder


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder in which 2026.2 is the current edition, and 2026.1 the only earlier one."""
    shipped = shipped_folder("criteria")
    copy = tmp_path / "mine"
    shutil.copytree(shipped / "editions" / "2026.2", copy)
    shutil.copytree(shipped / "editions" / "2026.1", copy / "editions" / "2026.1")
    shutil.copytree(shipped / "schema", copy / "schema")
    shutil.copy(shipped / "forces.csv", copy)
    return copy
