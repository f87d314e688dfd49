"""Tells text that looks as if it identified a person. What it says is never repeated."""

import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from slavery_benchmark.core.problems import Code, Said
from slavery_benchmark.core.scoring.submission import NOT_SHOWN
from slavery_benchmark.extracting.personal_kinds import ANY, BIRTH, KINDS
from slavery_benchmark.reading.reader import CellValue

if TYPE_CHECKING:  # the logs ask what may be said
    from slavery_benchmark.extracting.case_log import CaseLog
    from slavery_benchmark.extracting.problem_log import ProblemLog

NOT_EXPECTED = "nothing by which a person could be known"
_BETWEEN = "\n\n"


def looks_personal(text: str) -> str | None:
    """Return what a text looks as if it held, such as "an e-mail address"; None if nothing."""
    if ANY.search(text) is None:
        return None
    # each is compiled, and kept, only when a text has been found
    return next((kind for kind, pattern, check in KINDS if _holds(text, pattern, check)), None)


def _holds(text: str, pattern: str, check: Callable[[str], bool] | None) -> bool:
    if check is None:
        return re.search(pattern, text, re.IGNORECASE) is not None
    return any(check(match[0]) for match in re.finditer(pattern, text, re.IGNORECASE))


def personal_among(texts: Iterable[str]) -> dict[str, str]:
    """Return those of many texts that look personal, with what they look like."""
    texts = list(texts)
    if ANY.search(_BETWEEN.join(texts)) is None:
        return {}
    return {text: kind for text in texts if (kind := looks_personal(text)) is not None}


def withheld(code: Code, said: Said) -> tuple[Said, str | None]:
    """Return what may be said of a cell, and what its text looks as if it held; None if nothing.

    A day long ago is no day of birth where dates are asked for.
    """
    found, words = said.get("found") or "", said.get("nearest", ())
    kind = looks_personal(found)
    near = (w for w in words if looks_personal(w) is None and (kind is None or w not in found))
    kept = Said(**{**said, "nearest": tuple(near)})
    if kind is None or (kind == BIRTH and ("date" in code or "period" in code)):
        return kept, None
    kept["found"] = NOT_SHOWN
    return kept, kind


def note_personal(text: str, cell: str, log: "ProblemLog") -> str:
    """Note a text that looks as if it identified a person; return what may be kept of it."""
    kind = looks_personal(text)
    if kind is None:
        return text
    log.add(Code.PERSONAL_DATA, cell, found=like(kind), expected=NOT_EXPECTED)
    return NOT_SHOWN


def fit_to_show(text: str) -> str:
    """Return a text, or what stands for it where it looks as if it identified a person."""
    return text if looks_personal(text) is None else NOT_SHOWN


def note_personal_cells(
    rows: Sequence[Sequence[CellValue]],
    texts: Mapping[int, Collection[str]],
    first: int,
    log: "CaseLog",
) -> None:
    """Note every cell whose text looks as if it identified a person.

    `rows` are those of the sheet from `first` (from 0) on; `texts` what stands in the columns to be
    looked at, by their places.
    """
    for place, column in texts.items():
        found = personal_among(text for text in column if len(text) > 5)
        for i, row in enumerate(rows) if found else ():
            value = row[place]
            if isinstance(value, str) and value in found:
                kind = like(found[value])
                log.add(Code.PERSONAL_DATA, first + i, place, found=kind, expected=NOT_EXPECTED)


def like(kind: str) -> str:
    """Return what is said to have been found in place of the text itself."""
    return f"what looks like {kind}"
