"""What a worker answers of a file: plain bytes, of which the client runs nothing."""

import hashlib
from collections.abc import Mapping

import msgspec

from slavery_benchmark.core.problems import Problem
from slavery_benchmark.plain_bytes import packed, unpacked
from slavery_benchmark.reading.reader import InputFile

Given = InputFile | Problem
"""A file, or why it cannot be read."""


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """What comes of a file: of which, where and on which versions, as a worker may have joined.

    kept: what comes of it, in the form of the work. fault: a fault of ours that it met instead.
    """

    file: str
    sha256: str
    worker: str
    versions: Mapping[str, str]
    kept: bytes = b""
    fault: str | None = None


def identity(given: Given) -> tuple[str, str]:
    """Return name and hash of a file; of one that could not be read its name alone."""
    if isinstance(given, Problem):
        return given.file, ""
    return given.name, hashlib.sha256(given.content).hexdigest()


def answer_in(data: object, given: Given) -> Answer:
    """Return the answer in what came for a file; ValueError if it is none, or another's."""
    if not isinstance(data, bytes):
        raise ValueError(f"a {type(data).__name__} in place of an answer")
    try:
        answer: Answer = unpacked(data, Answer)
    except ValueError as error:
        raise ValueError(f"no answer of benchmark ({error})") from None
    if (answer.file, answer.sha256) != identity(given):
        raise ValueError("the answer for another file")
    return answer


def answered(answer: Answer) -> bytes:
    """Return an answer as it is sent."""
    return packed(answer)
