"""Runs on a real cluster of this machine: a scheduler and workers, each a process of its own."""
