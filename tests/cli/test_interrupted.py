"""Ctrl-C while the command line is still being imported: a word and a code, no traceback."""

import subprocess
import sys

INTERRUPTED_IMPORT = """
import sys


class Interrupting:
    def find_spec(self, name, path=None, target=None):
        if name == "click":
            raise KeyboardInterrupt


sys.meta_path.insert(0, Interrupting())
from slavery_benchmark.cli import run
"""


def test_ctrl_c_during_the_imports_leaves_no_traceback() -> None:
    ended = subprocess.run(
        [sys.executable, "-c", INTERRUPTED_IMPORT], capture_output=True, text=True, check=False
    )
    assert (ended.returncode, ended.stdout, ended.stderr) == (130, "", "Interrupted.\n")
