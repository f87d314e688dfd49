"""Forces for tests, and ways to tell less of them: what each leaves of a submission."""

from collections.abc import Callable, Sequence
from random import Random

import msgspec
from hypothesis import strategies as st

from slavery_benchmark.core.cases.table import (
    BLANK,
    NOT_YET,
    UNUSABLE,
    CaseFiles,
    CaseTable,
    CaseValue,
    Selection,
)
from slavery_benchmark.core.framework.case_sheet import NO, NOT_NEEDED, YES
from slavery_benchmark.core.framework.declared import exact
from slavery_benchmark.core.framework.framework import Framework, Limit
from slavery_benchmark.core.framework.measures import Measure
from slavery_benchmark.core.scoring.submission import Response, State, Submission
from tests.builders import (
    END,
    answer,
    blank,
    criterion,
    framework,
    invalid,
    not_applicable,
    submission,
)
from tests.core.visit.visits import BANDS, DAYS, LETTERS, OPENED, measure, measured

LESS = ("answer", "evidence", "row", "cell", "column", "sheet", "count", "how chosen")
"""What can be told less of."""
_COLUMNS = ("reported", "started", "victims", "safeguarded", "other_forces", "lead_force")
_ODD: dict[str, tuple[CaseValue, ...]] = {
    column: (BLANK, UNUSABLE) for column in _COLUMNS if column != "other_forces"
}
"""A cell that cannot be used, as the condition of a case that is not needed, becomes none at all by
being emptied: neither tells of the case, but only the first has it counted."""
_MADE: dict[str, tuple[CaseValue, ...]] = {
    "reported": (OPENED,),
    "started": (OPENED + 1, OPENED + 1, OPENED + 6, OPENED + 40, NOT_YET),
    "victims": (0, 1, 2, 9),
    "safeguarded": (0, 1, 2, 9),
    "other_forces": (YES, YES, NO),
    "lead_force": (YES, YES, NO, NOT_NEEDED),
}


def _small(made: Measure, *tests: str) -> Measure:
    return msgspec.structs.replace(
        made, minimum_cases=6 if made.kind == "median" else 3, tests=tests
    )


def small_framework() -> Framework:
    """Return a framework with a measure of each kind, one of which tests one check, and a limit."""
    one = measured(
        criterion("A-01", [("a", 3), ("b", 1)]),
        _small(measure("A-01m1", "within", BANDS)),
        _small(measure("A-01m2", "share", BANDS), "A-01b"),
    )
    two = measured(
        criterion("A-02", [("a", 1), ("b", 2)], weight=2),
        _small(measure("A-02m1", "median", DAYS)),
        _small(measure("A-02m2", "proportion", BANDS)),
    )
    three = criterion("B-01", [(letter, 1) for letter in "abcdefgh"])
    limit = Limit(id="L1", criterion="B-01", below_level=2, cap="Emerging", because="It is a test.")
    return framework({"A": (2, [one, two]), "B": (1, [three])}, [limit])


FRAMEWORK = small_framework()
CHECKS = tuple(check.id for _, _, check in FRAMEWORK.checks())


def _response(chance: Random, check: str) -> Response:
    """Return any answer to a check, or none."""
    state = chance.choice([*[State.ANSWERED] * 12, *State])
    if state is State.BLANK:
        return blank(check)
    if state is State.INVALID:
        return invalid(check)
    if state is State.NOT_APPLICABLE:
        return not_applicable(check)
    level = max(chance.randint(0, 4), chance.randint(0, 4))
    return answer(check, level, confirmed=chance.choice((END, END, END, None)))


def _case_files(chance: Random) -> CaseFiles:
    """Return case files: of all cases mostly, with a few rows missing, or cells empty."""
    number, odd = chance.randint(0, 16), chance.choice((0, 0, 0.05, 0.3))
    values: dict[str, list[CaseValue]] = {
        column: [
            chance.choice(_ODD.get(column, (BLANK,)))
            if chance.random() < odd
            else chance.choice(made)
            for _ in range(number)
        ]
        for column, made in _MADE.items()
    }
    if chance.random() < 0.3:  # all in order
        values |= {"started": [OPENED + 1] * number, "safeguarded": values["victims"]}
    table = CaseTable(
        sheet="Case files",
        rows=range(6, 6 + number),
        numbers=[str(place) for place in range(number)],
        letters=LETTERS,
        values=values,
    )
    missing = chance.choice((0, 0, 0, 1, 3, None))
    files = CaseFiles(
        table=table,
        listed=number,
        in_period=None if missing is None else number + missing,
        selection=chance.choice([Selection.ALL] * 5 + [Selection.RANDOM, Selection.OTHER]),
    )
    return without_sheet(files) if chance.random() < 0.1 else _reread(files)


def _submission(seed: int) -> Submission:
    chance = Random(seed)  # noqa: S311 - it is a test
    answers = [_response(chance, check) for check in CHECKS]
    return submission(answers, cases=_case_files(chance))


def submissions() -> st.SearchStrategy[Submission]:
    """Return submissions, each made from a seed: drawn cell by cell they take long."""
    return st.integers(0, 2**32).map(_submission)


def without_sheet(files: CaseFiles) -> CaseFiles:
    """Return case files without their sheet."""
    return msgspec.structs.replace(files, table=None, listed=0, left_out=0)


def _with(files: CaseFiles, column: str, values: Sequence[CaseValue]) -> CaseFiles:
    table = files.table
    assert table is not None
    changed = msgspec.structs.replace(table, values={**table.values, column: values})
    return msgspec.structs.replace(files, table=changed)


def _reread(files: CaseFiles) -> CaseFiles:
    """Return case files as they are read: too many missing are not all, as the reader has it."""
    assert FRAMEWORK.cases is not None
    few = files.in_period is not None and files.listed < files.in_period * exact(
        FRAMEWORK.cases.known.minimum
    )
    if files.selection is Selection.ALL and few:
        return msgspec.structs.replace(files, selection=Selection.INCOMPLETE)
    return files


def _without_row(files: CaseFiles, place: int) -> CaseFiles:
    table = files.table
    assert table is not None

    def rest(items: list[CaseValue]) -> list[CaseValue]:
        return [*items[:place], *items[place + 1 :]]

    left = msgspec.structs.replace(
        table,
        rows=rest(list(table.rows)),
        numbers=[str(item) for item in rest(list(table.numbers))],
        values={column: rest(list(items)) for column, items in table.values.items()},
    )
    return msgspec.structs.replace(files, table=left, listed=files.listed - 1)


def _change(own: Submission, check: str, change: Callable[[Response], Response]) -> Submission:
    changed = tuple(change(item) if item.check == check else item for item in own.responses)
    return msgspec.structs.replace(own, responses=changed)


@st.composite
def telling_less(draw: st.DrawFn, own: Submission, what: str) -> Submission | None:
    """Return a submission that tells less; None where there is nothing of the kind to leave out."""
    check = draw(st.sampled_from(CHECKS))
    if what == "answer":
        return _change(own, check, lambda item: blank(item.check))
    if what == "excuse":
        return _change(own, check, lambda item: not_applicable(item.check))
    if what == "evidence":
        return _change(
            own, check, lambda r: msgspec.structs.replace(r, evidence="", evidence_date=None)
        )
    files = own.cases
    assert files is not None
    if what == "count":
        changed = msgspec.structs.replace(files, in_period=None)
    elif what == "how chosen":
        changed = msgspec.structs.replace(files, selection=Selection.UNSAID)
    elif files.table is None or not files.listed:
        return None
    elif what == "sheet":
        changed = without_sheet(files)
    elif what == "column":
        column = draw(st.sampled_from(_COLUMNS))
        changed = _with(files, column, [BLANK] * files.listed)
    elif what == "cell":
        column = draw(st.sampled_from(_COLUMNS))
        values = list(files.table.values[column])
        values[draw(st.integers(0, files.listed - 1))] = BLANK
        changed = _with(files, column, values)
    elif files.selection is Selection.ALL:  # of a sample nobody says how many were drawn
        changed = _without_row(files, draw(st.integers(0, files.listed - 1)))
    else:
        return None
    return msgspec.structs.replace(own, cases=_reread(changed))


@st.composite
def lowered(draw: st.DrawFn, own: Submission) -> Submission:
    """Return a submission with one level lowered."""
    check = draw(st.sampled_from(CHECKS))

    def lower(item: Response) -> Response:
        level = None if not item.level else draw(st.integers(0, item.level - 1))
        return item if level is None else msgspec.structs.replace(item, level=level)

    return _change(own, check, lower)
