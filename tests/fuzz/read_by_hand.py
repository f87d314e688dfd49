"""What a value deserves under the published rules, worked out without the package's readers."""

import re
import unicodedata
from datetime import date

from slavery_benchmark.core.cases.table import BLANK, NOT_YET, CaseValue
from slavery_benchmark.core.cases.table import UNUSABLE as CASE_UNUSABLE
from slavery_benchmark.core.framework.case_sheet import CaseColumn
from slavery_benchmark.core.framework.framework import Framework
from tests.builders import AS_OF
from tests.fuzz.values import UNUSABLE, Meant, Unusable

NOT_APPLICABLE = "not applicable"


def plain(said: str) -> str:
    """Return a text as one compares it: compatible forms, no hidden characters, one blank."""
    spaced = "".join(
        " " if char.isspace() else char for char in unicodedata.normalize("NFKC", said)
    )
    kept = (char for char in spaced if unicodedata.category(char) not in ("Cc", "Cf", "Cs"))
    return " ".join("".join(kept).split()).casefold()


def level(meant: Meant, framework: Framework) -> int | str | Unusable | None:
    """Return the level that a cell says, NOT_APPLICABLE, None for nothing, or UNUSABLE."""
    if meant is None or isinstance(meant, Unusable):
        return meant
    if isinstance(meant, bool | date):
        return UNUSABLE
    if isinstance(meant, float):
        return int(meant) if meant in range(len(framework.levels)) else UNUSABLE
    said = plain(meant)
    if not said:
        return None
    if said in ("not applicable", "n/a", "na", "not appl."):
        return NOT_APPLICABLE
    words = {plain(item.word): item.level for item in framework.levels}
    if said in words:
        return words[said]
    if re.fullmatch(r"[-+]?[0-9]+([.,][0-9]+)?", said):
        return level(float(said.replace(",", ".")), framework)
    labelled = re.fullmatch(r"([0-9]+)\s*[-:.,)–—]*\s*(.+)", said)
    if labelled and words.get(labelled[2]) == int(labelled[1]):
        return int(labelled[1])
    return UNUSABLE


def day(meant: Meant) -> date | Unusable | None:
    """Return the day that a cell says, None for nothing, or UNUSABLE."""
    if isinstance(meant, date) or meant is None:
        return meant
    if not isinstance(meant, str):
        return UNUSABLE
    said = plain(meant)
    iso = re.fullmatch(r"([0-9]{4})-([0-9]{2})-([0-9]{2})", said)
    british = re.fullmatch(r"([0-9]{1,2})[/.]([0-9]{1,2})[/.]([0-9]{4})", said)
    try:
        if iso:
            return date(*map(int, iso.groups()))
        if british:
            return date(*map(int, british.groups()[::-1]))
    except ValueError:
        return UNUSABLE
    return UNUSABLE if said else None


def case_value(meant: Meant, column: CaseColumn) -> CaseValue:
    """Return what a cell of the case files says, CASE_UNUSABLE for what it may not hold."""
    if isinstance(meant, Unusable):
        return CASE_UNUSABLE
    if meant is None or (isinstance(meant, str) and not plain(meant)):
        return BLANK
    if column.kind == "date":
        if isinstance(meant, str) and plain(meant) == NOT_YET and column.may_wait:
            return NOT_YET
        found = day(meant)
        sound = isinstance(found, date) and date(2000, 1, 1) <= found <= AS_OF
        return found.toordinal() if sound and isinstance(found, date) else CASE_UNUSABLE
    if column.kind == "count":
        return _count(meant)
    return _word(meant, column)


def _count(meant: Meant) -> CaseValue:
    if isinstance(meant, str):
        said = plain(meant)
        if not re.fullmatch(r"([0-9]{1,3}(,[0-9]{3})+|[0-9]+)(\.0+)?", said):
            return CASE_UNUSABLE
        meant = float(said.replace(",", ""))
    if isinstance(meant, float) and meant.is_integer() and 0 <= meant <= 9999:
        return int(meant)
    return CASE_UNUSABLE


def _word(meant: Meant, column: CaseColumn) -> CaseValue:
    if isinstance(meant, bool):
        said = "true" if meant else "false"
    elif isinstance(meant, str):
        said = plain(meant)
    else:
        return CASE_UNUSABLE
    words = {plain(word): word for word in column.words}
    if column.kind == "yes or no":
        words |= {"y": "Yes", "true": "Yes", "n": "No", "false": "No"}
    return words.get(said, CASE_UNUSABLE)
