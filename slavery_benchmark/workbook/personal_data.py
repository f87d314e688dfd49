"""Tells text that looks as if it identified a person. What it says is never repeated."""

import re
from collections.abc import Iterable

_MONTHS = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
_KINDS = (
    ("an e-mail address", r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"),
    (
        "a National Insurance number",
        r"\b[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z] ?[0-9]{2} ?[0-9]{2} ?[0-9]{2} ?[A-D]\b",
    ),
    (
        "a date of birth",
        (
            r"\b(?:d\.? ?o\.? ?b\b\.?|date of birth|born(?: on)?\b)[:\s]*[0-9]"
            r"|\b(?:0?[1-9]|[12][0-9]|3[01])[/.-](?:0?[1-9]|1[0-2])[/.-](?:19[0-9]{2}|200[0-9])\b"
            r"|\b(?:19[0-9]{2}|200[0-9])-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])\b"
            rf"|\b[0-9]{{1,2}}(?:st|nd|rd|th)? (?:{_MONTHS})[a-z]* (?:19[0-9]{{2}}|200[0-9])\b"
        ),
    ),
    (
        "a crime number",
        r"\b[0-9A-Z]{2,4}/[0-9]{3,7}/[0-9]{2,4}\b|\bC(?:R|RI|RIME)(?: ?no\.?)?[ /:-]?[0-9]{6,}\b",
    ),
    (
        "a telephone number",
        r"(?<![\w/])(?:\+44 ?(?:\(0\) ?)?|0)[1-37-9](?:[ -]?[0-9]){8,9}(?![\w/])",
    ),
)
_EACH = tuple((kind, re.compile(pattern, re.IGNORECASE)) for kind, pattern in _KINDS)
_ANY = re.compile("|".join(f"(?:{pattern})" for _, pattern in _KINDS), re.IGNORECASE)
_BETWEEN = "\n\n"


def looks_personal(text: str) -> str | None:
    """Return what a text looks as if it held, such as "an e-mail address"; None if nothing."""
    if _ANY.search(text) is None:
        return None
    return next((kind for kind, pattern in _EACH if pattern.search(text)), None)


def personal_among(texts: Iterable[str]) -> dict[str, str]:
    """Return those of many texts that look personal, with what they look like."""
    texts = list(texts)
    if _ANY.search(_BETWEEN.join(texts)) is None:
        return {}
    return {text: kind for text in texts if (kind := looks_personal(text)) is not None}
