"""Fuzzing: mutated workbooks and results, tried through the commands. Long runs: __main__."""
