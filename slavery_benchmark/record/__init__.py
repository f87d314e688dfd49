"""The record of a run: a result as a file that can be read back, scored again and checked."""
