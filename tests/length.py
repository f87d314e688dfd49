"""How much of what is slow is tried: some of it, as the README's line does, or all, with --full.

Slow for good reason are fuzzing, ending a command at each of its moments, and whole processes. In
short they have fewer inputs, or every third moment; a test with many cases that are alike is marked
`short(n)` and tries n of them; one that would say nothing so is marked `full` and left out.
"""

_in_full = False


def choose(*, full: bool) -> None:
    """Say which it is, before the tests are collected."""
    global _in_full  # noqa: PLW0603 - decorators ask for it when a test is defined
    _in_full = full


def either(*, short: int, full: int) -> int:
    """Return the one number or the other: of inputs, of moments from one to the next."""
    return full if _in_full else short
