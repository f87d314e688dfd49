"""What text looks like that identifies a person: a pattern for each kind, the gravest kind first.

Patterns are tried on lists of texts in tests/extracting/personal. Case counts only inside `(?-i:)`.
"""

import re
from collections.abc import Callable

BIRTH, CRIME, PHONE = "a date of birth", "a crime number", "a telephone number"

_NO = r"(?: ?(?:no\b\.?|number\b|num\b\.?|ref(?:erence)?\b\.?|id\b))?[ :#.-]{0,2}"
"""What stands between the name of a register and a number in it."""
_MONTHS = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
_LONG_AGO = "(?:19[0-9]{2}|200[0-9])"
_DAY, _MONTH = "(?:0?[1-9]|[12][0-9]|3[01])", "(?:0?[1-9]|1[0-2])"
_NOT_OF_PAPER = r"\b(?=[0-9])" + "".join(
    rf"(?<!\b{word} )"
    for word in ("of", "dated", "since", "from", "until", "issued", "published", "revised")
)
"""A guidance of 12 March 2004 was not born."""
_NO_VERSION = r"(?<![\w./-])(?<!\bv )(?<!\bversion )"
_NO_ROOM = r"\b(?-i:(?=[A-Z]))(?<![/-])" + "".join(
    rf"(?<!\b{word} )"
    for word in ("room", "block", "form", "annex", "cell", "desk", "office", "table", "policy")
)
_AREAS = (
    "(?:A[BL]|B[ABDHLNRST]?|C[ABFHMORTVW]|D[ADEGHLNTY]|E[CHNX]?|F[KY]|G[LUY]?|H[ADGPRSUX]|I[GMPV]|JE"
    "|K[ATWY]|L[ADELNSU]?|M[EKL]?|N[EGNPRW]?|O[LX]|P[AEHLOR]|R[GHM]|S[AEGKLMNOPRSTWY]?|T[ADFNQRSW]|UB"
    "|W[ACDFNRSV]?|YO|ZE)"
)
"""The areas of postcodes."""
_RANKS = (
    "(?:(?:Temp(?:orary)?|Acting|Trainee|Chief|Ch|Det(?:ective)?|Special|Police) ){0,3}"
    "(?:T?(?:W?PC|DC|DS|DI|PS)|DCI|D/?Supt|DSU|DCS|PCSO|Const(?:able)?|Sgt|Sergeant|Insp(?:ector)?"
    r"|Supt|Superintendent|ACC|DCC|Commander)\b\.?"
)
_NO_NAME = (
    "(?:And|Area|Borough|Central|City|Control|Corporate|County|Covert|Crime|Custody|Cyber|District"
    "|Duty|East|Economic|Excel|Exploitation|Force|Forms?|Head|Human|Intelligence|Investigations?|Lead"
    "|Legal|Local|Major|Modern|National|Neighbourhoods?|North|Office|Operations?|Organised|Patrol"
    "|Professional|Protecting|Protection|Public|Regional|Response|Roads?|Safeguarding|Serious|South"
    "|Specialist|Standards|Support|Teams?|Training|Victims?|Vulnerab\\w+|Victim|West|Word)\\b"
)
"""What follows on a rank in the name of a post."""
_NAME = rf"(?!{_NO_NAME})(?:[A-Z]\.? )?(?:[A-Z]['’])?[A-Z][a-z]+(?:-[A-Z][a-z]+)?\b"


def _is_nhs_number(found: str) -> bool:
    """Return whether ten digits have the check digit of an NHS number (modulus 11)."""
    digits = [int(char) for char in found if char.isdecimal()]
    rest = sum(digit * weight for digit, weight in zip(digits, range(10, 1, -1), strict=False)) % 11
    return (11 - rest) % 11 == digits[9]


def _is_iban(found: str) -> bool:
    """Return whether an account number has the check digits of an IBAN (ISO 7064, modulus 97)."""
    plain = found.replace(" ", "").upper()
    return int("".join(str(int(char, 36)) for char in plain[4:] + plain[:4])) % 97 == 1


KINDS: tuple[tuple[str, str, Callable[[str], bool] | None], ...] = (
    (
        "an e-mail address",
        (
            r"(?<![\w.+-])[\w.+-]{1,64}(?:@| ?[\[({] ?at ?[\])}] ?)[\w-]+"
            r"(?:(?:\.| ?[\[({] ?dot ?[\])}] ?)[\w-]+)+"
            r"|(?<![\w.+-])[\w.+-]{1,64} at [\w-]{1,64} dot [a-z]{2,}"
        ),
        None,
    ),
    (
        "a National Insurance number",  # QQ is given to nobody, but stands in every example
        (
            r"\b(?:QQ|[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z])"
            r" ?[0-9]{2} ?[0-9]{2} ?[0-9]{2} ?[A-D]\b"
        ),
        None,
    ),
    (
        BIRTH,
        (
            r"\b(?:d\.? ?o\.? ?b\b\.?|date of birth|born(?: on)?\b)[:\s]*[0-9]"
            rf"|{_NOT_OF_PAPER}{_DAY}[/.-]{_MONTH}[/.-]{_LONG_AGO}\b"
            rf"|{_NOT_OF_PAPER}{_NO_VERSION}{_DAY}(?:/{_MONTH}/|\.{_MONTH}\.|-{_MONTH}-)"
            r"(?:[3-9][0-9]|0[0-9])(?![\w/-]|\.[0-9])"
            rf"|{_NOT_OF_PAPER}{_LONG_AGO}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])\b"
            rf"|{_NOT_OF_PAPER}[0-9]{{1,2}}(?:st|nd|rd|th)? (?:{_MONTHS})[a-z]*"
            rf" (?:{_LONG_AGO}|'?[5-9][0-9]|'?0[0-9])\b(?![%:])"
        ),
        None,
    ),
    (
        "an NHS number",
        rf"\bNHS{_NO}[0-9]{{3}}[ -]?[0-9]{{3}}[ -]?[0-9]{{4}}\b",
        None,
    ),
    (
        "an NHS number",
        r"(?<![\w/.-])[1-9][0-9]{2}(?:[0-9]{7}| [0-9]{3} [0-9]{4}|-[0-9]{3}-[0-9]{4})(?![\w/-])",
        _is_nhs_number,
    ),
    (
        "a passport number",
        (
            r"\b(?:passport|ppt)\b[^0-9\n]{0,12}?"
            r"(?:\b[A-Z]{1,3} ?[0-9]{6,7}|[0-9]{8,9}|[0-9]{3} [0-9]{3} [0-9]{3})\b"
        ),
        None,
    ),
    (
        "a bank account",
        r"(?<![\w/-])(?-i:[A-Z]{2}[0-9]{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,4})?)(?![\w/-])",
        _is_iban,
    ),
    (
        "a bank account",
        (
            rf"\bsort(?: code)?{_NO}[0-9]{{2}}[ -]?[0-9]{{2}}[ -]?[0-9]{{2}}\b"
            rf"|\b(?:account|acct?|a/c){_NO}[0-9]{{8}}\b"
            r"|\b[0-9]{2}(?:-[0-9]{2}){2},? [0-9]{8}\b"
        ),
        None,
    ),
    (
        "a driving licence",
        r"\b(?-i:[A-Z9]{5}[0-9]{6}[A-Z9]{2}[0-9A-Z][A-Z]{2})\b",
        None,
    ),
    (
        "a number of the Police National Computer",
        (
            rf"\bPNC(?: ?ID)?{_NO}(?:[0-9]{{2}}|[0-9]{{4}})/[0-9]{{1,7}}[A-Z]\b"
            rf"|\bCRO{_NO}(?:SF)?[0-9]{{1,6}}/[0-9]{{2,6}}[A-Z]\b"
            r"|(?<![\w/])(?-i:(?:19|20)?[0-9]{2}/[0-9]{5,7}[A-Z]|SF[0-9]{2}/[0-9]{2,6}[A-Z]"
            r"|[0-9]{4,6}/[0-9]{2}[A-Z])(?![\w/])"
        ),
        None,
    ),
    (
        CRIME,  # its middle is no year: MS/2026/014 is a file
        (
            r"\b[0-9A-Z]{2,4}/(?!(?:19|20)[0-9]{2}/)[0-9]{3,7}/[0-9]{2,4}\b"
            r"|(?<![\w/])(?:[0-9]{5,8}|[A-Z](?!20[0-9]{2}/)[0-9]{4,7})/[0-9]{2}(?![\w/])"
            r"|\bC(?:R|RI|RIME)(?: ?(?:no\b\.?|number|ref(?:erence)?\b))?[ /:-]{0,2}[0-9]{6,}\b"
            rf"|\bcustody(?: record)?{_NO}[0-9]{{3,6}}/[0-9]{{2}}\b"
            r"|\b(?-i:[0-9]{2}[A-Z]{2}[0-9]{7}|[A-Z]{2,5}[/ -]?20[0-9]{2}[/-]?[0-9]{6,8})\b"
        ),
        None,
    ),
    (
        "an incident number",
        r"\bCAD(?: ?(?:no\b\.?|number|ref(?:erence)?\b))?[ /:-]{0,2}[0-9]{3,}\b",
        None,
    ),
    (
        PHONE,  # of a place or a mobile: a helpline belongs to no person
        (
            r"(?<![\w/-])(?:(?:\+|00)44 ?(?:\(0\) ?)?|44 ?(?=7)|\(?0)"
            r"(?=[127](?:[ ()-]{0,2}[0-9]){8,9}(?![\w/]))"
            r"[127][0-9]{1,4}\)?[ -]?[0-9]{3}"
            r"|(?<![\w/])\+(?!44)[1-9](?:[ ()-]{0,2}[0-9]){7,13}(?![\w/])"
        ),
        None,
    ),
    (
        "the number of a vehicle",
        (
            rf"{_NO_ROOM}(?-i:[A-HJ-PR-Y]{{2}}(?:0[1-9]|[12][0-9]|[5-7][0-9]) ?[A-HJ-PR-Z]{{3}})\b"
            r"|\b(?:VR[MN]|reg(?:istration|\.)?|index|plate|vehicle|car|van|lorry|taxi)\b[^0-9\n]{0,8}?"
            r"(?-i:\b[A-HJ-NPR-Y][0-9]{1,3} ?[A-Z]{3}|\b[A-Z]{3} ?[0-9]{1,3}[A-Z]?)\b"
        ),
        None,
    ),
    (
        "the number of an officer",
        (
            r"\b(?:collar|shoulder|warrant|epaulette)" + _NO + r"[A-Z]{0,2}[0-9]{3,6}\b"
            r"|\b(?-i:T?(?:W?PC|DC|DS|PS)|PCSO|Sgt) ?(?!(?:19|20)[0-9]{2}\b)[0-9]{2,5}\b"
            r"(?! ?[%/]| (?:of|posts?|vacan))"
        ),
        None,
    ),
    (
        "a name",  # of the names without a title nothing tells
        rf"\b(?-i:(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Sir|Dame|Lord|Lady|{_RANKS})\b\.? {_NAME})",
        None,
    ),
    (
        "a postcode",
        (
            rf"{_NO_ROOM}(?-i:{_AREAS}[0-9][0-9A-HJKMNPRV-Y]? ?[0-9][ABD-HJLNP-UW-Z]{{2}})"
            r"(?![\w/-])"
        ),
        None,
    ),
    (
        "an address",
        (
            r"\b(?-i:[0-9]{1,4}[A-Za-z]?,? (?:[A-Z][a-z]+ ){1,3}(?:Street|Road|Lane|Avenue|Drive"
            r"|Crescent|Gardens|Terrace|Grove))\b"
        ),
        None,
    ),
)
"""What it is, how it looks, and what tells its digits from others."""

ANY = re.compile("|".join(f"(?:{pattern})" for _, pattern, _ in KINDS), re.IGNORECASE)
