"""What must hold in the sheet of case files, in measures, and between the two."""

from collections.abc import Iterable, Iterator, Sequence

from slavery_benchmark.core.framework.case_sheet import NOT_NEEDED, CaseColumn, CaseSheet
from slavery_benchmark.core.framework.faults import Breach, KeyPath
from slavery_benchmark.core.framework.measures import Condition, Measure
from slavery_benchmark.core.text import fold, nearest

KEYS_OF_KIND: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "proportion": (("counts",), ()),
    "share": (("people", "over"), ("capped",)),
    "median": (("from", "to"), ()),
    "within": (("from", "to", "days"), ("from_instead",)),
}
"""The keys that a kind of measure needs, and those that it may have; others belong to others."""

_ATTRIBUTES = {"from": "start", "to": "end"}
FEWEST_FOR_MEDIAN = 6
"""Below this many cases a median has no interval of 95 %."""


def sheet_breaches(sheet: CaseSheet, part: str) -> Iterator[Breach]:
    """Yield every breach in the declaration of the case files' columns."""

    def breach(place: int, key: str, found: object, expected: str) -> Breach:
        path = ("columns", place, key)
        return Breach(part=part, path=path, found=str(found), expected=expected)

    kinds = {column.id: column.kind for column in sheet.columns}
    for key in ("id", "heading"):
        seen: set[str] = set()
        for place, column in enumerate(sheet.columns):
            word = fold(getattr(column, key))
            if word in seen:
                article = "an" if key == "id" else "a"
                yield breach(place, key, f"the {key} {word} again", f"{article} {key} of its own")
            seen.add(word)
    for wanted, count in (
        ("one column of the kind key", sum(c.kind == "key" for c in sheet.columns)),
        ("one column with in_period", sum(c.in_period for c in sheet.columns)),
    ):
        if count != 1:
            yield Breach(part=part, path=("columns",), found=str(count), expected=wanted)
    for place, column in enumerate(sheet.columns):
        if (column.kind == "choice") != bool(column.choices):
            expected = "choices for the kind choice, and for no other"
            yield breach(place, "choices", f"{len(column.choices)} choices", expected)
        yield from _of_choices(column, part, place)
        if column.in_period and column.kind != "date":
            yield breach(place, "in_period", column.kind, "the kind date")
        if not column.not_yet and column.kind != "date":
            yield breach(place, "not_yet", column.kind, "the kind date")
        for key, others, kind in (
            ("not_before", column.not_before, "date"),
            ("at_most", (column.at_most,) if column.at_most else (), "count"),
        ):
            for other in others:
                if column.kind != kind or kinds.get(other) != kind or other == column.id:
                    ids = () if other in kinds else [n for n, its in kinds.items() if its == kind]
                    yield Breach(
                        part=part,
                        path=("columns", place, key),
                        found=other,
                        expected=f"the id of another column of the kind {kind}, as this one",
                        nearest=nearest(other, ids),
                    )


def _of_choices(column: CaseColumn, part: str, place: int) -> Iterator[Breach]:
    seen: set[str] = set()
    for index, word in enumerate(column.choices):
        if fold(word) in seen:
            yield Breach(
                part=part,
                path=("columns", place, "choices", index),
                found=f"the word {word} again",
                expected="a word of its own",
            )
        seen.add(fold(word))


def measure_breaches(
    measure: Measure, part: str, path: KeyPath, sheet: CaseSheet | None, top: int | None
) -> Iterator[Breach]:
    """Yield every breach of one measure, which stands at `path` of its file.

    `top` is the highest level of the scale. What cannot be read is None and is not looked at.
    """

    def breach(key: KeyPath, found: object, expected: str, like: Iterable[str] = ()) -> Breach:
        return Breach(
            part=part,
            path=(*path, *key),
            found=str(found),
            expected=expected,
            nearest=nearest(str(found), like),
        )

    needed, allowed = KEYS_OF_KIND[measure.kind]
    for other_needed, other_allowed in KEYS_OF_KIND.values():
        for key in (*other_needed, *other_allowed):
            if key not in (*needed, *allowed) and _given(measure, key):
                said = "nothing here: the kind " + measure.kind + " takes "
                yield breach((key,), key, said + ", ".join((*needed, *allowed)))
    for key in needed:
        if not _given(measure, key):
            yield breach((key,), "nothing", f"the key {key}, which {measure.kind} needs")
    if measure.weight is None and measure.bands:
        yield breach(("weight",), "nothing", "a weight, as there are bands")
    if measure.weight is not None and not measure.bands:
        yield breach(("weight",), f"{measure.weight:g}", "no weight, as there are no bands")
    if measure.if_none is not None and not measure.lists:
        yield breach(("if_none",), measure.if_none, "lists: true, without which it is never asked")
    if measure.kind == "median" and measure.minimum_cases < FEWEST_FOR_MEDIAN:
        expected = f"{FEWEST_FOR_MEDIAN} or more: fewer give no interval for a median"
        yield breach(("minimum_cases",), measure.minimum_cases, expected)
    if top is not None and measure.bands:
        yield from _of_bands(measure, part, path, top)
    if sheet is not None:
        yield from _of_columns(measure, part, path, sheet)


def _given(measure: Measure, key: str) -> bool:
    value = getattr(measure, _ATTRIBUTES.get(key, key))
    return value is not None and value != () and value is not False  # 0 days are given


def _of_bands(measure: Measure, part: str, path: KeyPath, top: int) -> Iterator[Breach]:
    wanted = list(range(1, top + 1))
    found = [band.level for band in measure.bands]
    if found != wanted:
        yield Breach(
            part=part,
            path=(*path, "bands"),
            found="bands for " + ", ".join(str(level) for level in found),
            expected="one for each level above 0, in order: " + ", ".join(map(str, wanted)),
        )
    rising = measure.direction == "higher"
    for place, band in enumerate(measure.bands):
        here = (*path, "bands", place, "limit")
        before = measure.bands[place - 1].limit
        if place and (band.limit <= before if rising else band.limit >= before):
            word = "more" if rising else "less"
            yield Breach(
                part=part,
                path=here,
                found=f"{band.limit:g}",
                expected=f"{word} than {before:g}, the level before, as {measure.direction} is "
                "better",
            )
        if measure.kind != "median" and band.limit > 100:
            expected = "a per cent, 0 to 100"
            yield Breach(part=part, path=here, found=f"{band.limit:g}", expected=expected)


def _of_columns(measure: Measure, part: str, path: KeyPath, sheet: CaseSheet) -> Iterator[Breach]:
    columns = {column.id: column for column in sheet.columns}

    def wrong(key: KeyPath, name: str, kind: str | None) -> Breach:
        ids = [c.id for c in sheet.columns if name not in columns and kind in (None, c.kind)]
        return Breach(
            part=part,
            path=(*path, *key),
            found=name,
            expected="the id of a column of " + (f"the kind {kind}" if kind else "cases.yaml"),
            nearest=nearest(name, ids),
        )

    places: list[tuple[KeyPath, str | None, str]] = [
        (("from",), measure.start, "date"),
        (("to",), measure.end, "date"),
        (("over",), measure.over, "count"),
        *((("people", place), name, "count") for place, name in enumerate(measure.people)),
    ]
    conditions: list[tuple[KeyPath, Sequence[Condition]]] = [
        (("cases",), measure.cases),
        (("counts",), measure.counts),
    ]
    if measure.from_instead is not None:
        places.append((("from_instead", "column"), measure.from_instead.column, "date"))
        conditions.append((("from_instead", "when"), measure.from_instead.when))
    for key, name, kind in places:
        if name is not None and (name not in columns or columns[name].kind != kind):
            yield wrong(key, name, kind)
    for key, listed in conditions:
        for place, condition in enumerate(listed):
            here = (*path, *key, place)
            column = columns.get(condition.column)
            if column is None:
                yield wrong((*key, place, "column"), condition.column, None)
            else:
                yield from _of_condition(condition, column, part, here)
    if measure.kind == "median" and measure.start in columns and measure.end in columns:
        end = columns[measure.end or ""]
        if measure.start not in end.not_before:
            yield Breach(
                part=part,
                path=(*path, "to"),
                found=end.id,
                expected=f"a column that has {measure.start} under not_before",
            )


def _of_condition(
    condition: Condition, column: CaseColumn, part: str, path: KeyPath
) -> Iterator[Breach]:
    given = [
        key
        for key, value in (
            ("is", condition.one_of or None),
            ("above", condition.above),
            ("dated", condition.dated),
        )
        if value is not None
    ]
    fitting = {"date": "dated", "count": "above"}.get(column.kind, "is")
    if given != [fitting]:
        yield Breach(
            part=part,
            path=path,
            found=" and ".join(given) or "no test",
            expected=f"the key {fitting}, as {column.id} is of the kind {column.kind}",
        )
        return
    for place, word in enumerate(condition.one_of):
        if word not in column.words:
            yield Breach(
                part=part,
                path=(*path, "is", place),
                found=word,
                expected=f"a word that {column.id} takes: {', '.join(column.words)}",
                nearest=nearest(word, column.words),
            )
    if NOT_NEEDED in condition.one_of and len(condition.one_of) > 1:
        yield Breach(
            part=part,
            path=(*path, "is"),
            found=", ".join(condition.one_of),
            expected=f"{NOT_NEEDED} alone: elsewhere it takes a case out of the measure",
        )
