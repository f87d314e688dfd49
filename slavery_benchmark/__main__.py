"""Let `python -m slavery_benchmark` do what `benchmark` does."""

from slavery_benchmark.cli import run

if __name__ == "__main__":
    run()
