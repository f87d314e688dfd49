"""Prints how large the code is, folder by folder: python -m tests.house [FOLDER ...].

Code lines are counted without blank lines, comments and docstrings; the longest file and the median
of a folder are in lines as they stand. Without a folder the package and the tests are counted.
"""

import argparse
import sys
from pathlib import Path

from tests.house.sizes import sizes_text

ROOT = Path(__file__).parents[2]


def main() -> None:
    """Count and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("folders", nargs="*", type=Path)
    folders = parser.parse_args().folders or [ROOT / "slavery_benchmark", ROOT / "tests"]
    for folder in folders:
        sys.stdout.writelines(f"{line}\n" for line in sizes_text(folder))


if __name__ == "__main__":
    main()
