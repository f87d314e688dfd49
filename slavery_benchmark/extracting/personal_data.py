"""Tells text that looks as if it identified a person. What it says is never repeated."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence

from slavery_benchmark.core.problems import Code
from slavery_benchmark.core.scoring.submission import NOT_SHOWN
from slavery_benchmark.extracting.case_log import CaseLog
from slavery_benchmark.extracting.problem_log import ProblemLog
from slavery_benchmark.reading.reader import CellValue

NOT_EXPECTED = "nothing by which a person could be known"
BIRTH, CRIME, PHONE = "a date of birth", "a crime number", "a telephone number"
_MONTHS = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
_KINDS = (
    ("an e-mail address", r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+"),
    (
        "a National Insurance number",  # QQ is given to nobody, but stands in every example
        (
            r"\b(?:QQ|[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z])"
            r" ?[0-9]{2} ?[0-9]{2} ?[0-9]{2} ?[A-D]\b"
        ),
    ),
    (
        BIRTH,
        (
            r"\b(?:d\.? ?o\.? ?b\b\.?|date of birth|born(?: on)?\b)[:\s]*[0-9]"
            r"|\b(?:0?[1-9]|[12][0-9]|3[01])[/.-](?:0?[1-9]|1[0-2])[/.-](?:19[0-9]{2}|200[0-9])\b"
            r"|\b(?:19[0-9]{2}|200[0-9])-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])\b"
            rf"|\b[0-9]{{1,2}}(?:st|nd|rd|th)? (?:{_MONTHS})[a-z]* (?:19[0-9]{{2}}|200[0-9])\b"
        ),
    ),
    (
        CRIME,  # its middle is no year: MS/2026/014 is a file
        (
            r"\b[0-9A-Z]{2,4}/(?!(?:19|20)[0-9]{2}/)[0-9]{3,7}/[0-9]{2,4}\b"
            r"|(?<![\w/])(?:[0-9]{5,8}|[A-Z](?!20[0-9]{2}/)[0-9]{4,7})/[0-9]{2}(?![\w/])"
            r"|\bC(?:R|RI|RIME)(?: ?(?:no\b\.?|number|ref(?:erence)?\b))?[ /:-]{0,2}[0-9]{6,}\b"
        ),
    ),
    (
        "an incident number",
        r"\bCAD(?: ?(?:no\b\.?|number|ref(?:erence)?\b))?[ /:-]{0,2}[0-9]{3,}\b",
    ),
    (
        PHONE,  # of a place or a mobile: a helpline belongs to no person
        (
            r"(?<![\w/-])(?:(?:\+|00)44 ?(?:\(0\) ?)?|44 ?(?=7)|\(?0)"
            r"(?=[127](?:[ ()-]{0,2}[0-9]){8,9}(?![\w/]))"
            r"[127][0-9]{1,4}\)?[ -]?[0-9]{3}"
        ),
    ),
    (
        "a postcode",
        r"(?-i:\b[A-PR-UWYZ][A-HK-Y]?[0-9][0-9A-HJKMNPRV-Y]? [0-9][ABD-HJLNP-UW-Z]{2}\b)",
    ),
)
_ANY = re.compile("|".join(f"(?:{pattern})" for _, pattern in _KINDS), re.IGNORECASE)
_BETWEEN = "\n\n"


def looks_personal(text: str) -> str | None:
    """Return what a text looks as if it held, such as "an e-mail address"; None if nothing."""
    if _ANY.search(text) is None:
        return None
    # each is compiled, and kept, only when a text has been found
    return next((kind for kind, pattern in _KINDS if re.search(pattern, text, re.IGNORECASE)), None)


def personal_among(texts: Iterable[str]) -> dict[str, str]:
    """Return those of many texts that look personal, with what they look like."""
    texts = list(texts)
    if _ANY.search(_BETWEEN.join(texts)) is None:
        return {}
    return {text: kind for text in texts if (kind := looks_personal(text)) is not None}


def note_personal(text: str, cell: str, log: ProblemLog) -> str:
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
    log: CaseLog,
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
