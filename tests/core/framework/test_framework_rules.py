"""What must hold in criteria files, at the edges: what is just allowed, and what just is not."""

import msgspec
import pytest

from slavery_benchmark.core.framework.criterion_rules import ThemePart, criterion_breaches
from slavery_benchmark.core.framework.framework import (
    Band,
    Framework,
    FrameworkFile,
    RubricKind,
    ThemeWeight,
)
from slavery_benchmark.core.framework.framework_rules import breaches
from tests.builders import criterion
from tests.cases import measure
from tests.core.change.cycles import became, edition, one, with_measures

TWO = edition(
    "1",
    {
        "AAA": (1, [criterion("AAA-01", [("a", 1)])]),
        "BBB": (1, [criterion("BBB-01", [("a", 1)])]),
    },
)


def file_of(made: Framework, **changes: object) -> FrameworkFile:
    """Return what framework.yaml would hold of a framework, with changes."""
    file = FrameworkFile(
        framework=made.identity,
        levels=made.levels,
        bands=made.bands,
        target=made.target,
        evidence=made.evidence,
        coverage=made.coverage,
        not_applicable=made.not_applicable,
        baseline_rubric=made.baseline_rubric,
        limits=made.limits,
        themes=tuple(
            ThemeWeight(id=item.id, weight=item.weight, weight_because="It is a test.")
            for item in made.themes
        ),
        sources=made.sources,
        lineage=made.lineage,
    )
    return msgspec.structs.replace(file, **changes)


def told(made: Framework, without: str = "", **changes: object) -> list[tuple[str, str]]:
    """Return the key and what is expected of each breach; one theme file may not be there."""
    themes = [
        ThemePart(f"{item.id}.yaml", item.id, tuple(enumerate(item.criteria)))
        for item in made.themes
        if item.id != without
    ]
    found = breaches(
        file_of(made, **changes), themes, made.cases, has_case_files=True, complete=True
    )
    return [(".".join(map(str, item.path)), item.expected) for item in found if item.part is None]


def bands(*lower: float) -> tuple[Band, ...]:
    return tuple(Band(lower=at, word=f"Band {at} {n}") for n, at in enumerate(lower))


def test_a_sound_framework_breaches_nothing() -> None:
    assert told(TWO) == []


@pytest.mark.parametrize(
    ("lower", "said"),
    [
        ((0, 25, 50), []),
        ((0, 25, 25), [("bands.2.from", "more than 25, the band before")]),
        ((0, 25, 24), [("bands.2.from", "more than 25, the band before")]),
        ((0, 50, 25, 75), [("bands.2.from", "more than 50, the band before")]),
        ((1, 25), [("bands.0.from", "0 for the lowest band")]),
        ((0,), []),
    ],
)
def test_each_band_begins_above_the_one_before(
    lower: tuple[float, ...], said: list[tuple[str, str]]
) -> None:
    assert told(TWO, bands=bands(*lower)) == said


@pytest.mark.parametrize(
    ("low", "level", "high", "sound"),
    [(1, 1, 1, True), (1, 1, 2, True), (1, 2, 2, True), (2, 1, 2, False), (0, 3, 2, False)],
)
def test_a_kind_of_the_rubric_may_have_the_level_at_either_end_of_its_range(
    low: int, level: int, high: int, *, sound: bool
) -> None:
    kind = RubricKind(kind="more", level=level, low=low, high=high, words="some")
    rubric = (*TWO.baseline_rubric, kind)
    place = f"baseline_rubric.{len(TWO.baseline_rubric)}.level"
    expected = [(place, f"a level inside its range, {low} to {high}")]
    assert told(TWO, baseline_rubric=rubric) == ([] if sound else expected)


@pytest.mark.parametrize(
    ("required", "unsupported", "said"),
    [
        (3, 2, []),
        (4, 3, []),
        (3, 3, ["a level below 3, from which evidence is required"]),
        (2, 3, ["a level below 2, from which evidence is required"]),
        (5, 4, ["a level of the scale, 0 to 4"]),
    ],
)
def test_levels_are_of_the_scale_and_what_counts_without_evidence_is_lower(
    required: int, unsupported: int, said: list[str]
) -> None:
    rule = msgspec.structs.replace(
        TWO.evidence, required_from=required, unsupported_level=unsupported
    )
    assert [expected for _, expected in told(TWO, evidence=rule)] == said


def of_measure(kind: str, limits: tuple[float, ...], **changes: object) -> list[str]:
    """Return what is expected of a measure of a kind with these limits for levels 1 to 4."""
    shipped = {"median": "INV-01m1", "proportion": "COO-01m1"}[kind]
    found = measure(shipped)
    made = tuple(
        msgspec.structs.replace(band, limit=limit)
        for band, limit in zip(found.bands, limits, strict=True)
    )
    found = msgspec.structs.replace(found, id="AAA-01m1", bands=made, asks_about=("AAA-01-S1",))
    found = msgspec.structs.replace(found, tests=(), **changes)
    item = with_measures(criterion("AAA-01", [("a", 1)]), found)
    part = ThemePart("AAA.yaml", "AAA", ((0, item),))
    said = criterion_breaches(part, ("criteria", 0), item, file_of(TWO), TWO.cases)
    return [item.expected for item in said if "measures" in item.path]


@pytest.mark.parametrize(
    ("kind", "limits", "changes", "said"),
    [
        ("proportion", (40, 65, 85, 100), {}, []),  # all of them
        ("proportion", (40, 65, 85, 100.5), {}, ["a per cent, 0 to 100"]),
        ("proportion", (40, 65, 65, 95), {}, [
            "more than 65, the level before, as higher is better",
        ]),
        ("proportion", (0, 65, 85, 95), {"direction": "lower"}, [
            "less than 0, the level before, as lower is better",
            "less than 65, the level before, as lower is better",
            "less than 85, the level before, as lower is better",
        ]),
        ("proportion", (95, 85, 65, 0), {"direction": "lower"}, []),
        ("proportion", (95, 85, 85, 0), {"direction": "lower"}, [
            "less than 85, the level before, as lower is better",
        ]),
        ("proportion", (40, 65, 85, 95), {"minimum_cases": 1}, []),
        ("median", (400, 14, 5, 0), {}, []),  # days may be more than 100
        ("median", (42, 14, 5, 2), {"minimum_cases": 6}, []),
        ("median", (42, 14, 5, 2), {"minimum_cases": 5}, [
            "6 or more: fewer give no interval for a median",
        ]),
    ],
)  # fmt: skip
def test_bands_of_a_measure_rise_or_fall_and_a_median_needs_six(
    kind: str, limits: tuple[float, ...], changes: dict[str, object], said: list[str]
) -> None:
    assert of_measure(kind, limits, **changes) == said


def test_while_one_theme_file_cannot_be_read_no_id_is_said_to_be_missing() -> None:
    added = became("added", now="BBB-01a")
    lineage = one("2", "a", "0", added).lineage
    assert told(TWO, lineage=lineage) == []
    missing = [("themes.1.id", "a theme that has a file of its own")]
    assert told(TWO, without="BBB", lineage=lineage) == missing
    wrong = one("2", "a", "0", became("added", now="CCC-01a")).lineage
    assert told(TWO, lineage=wrong) == [
        ("lineage.changes.0.now.0", "the id of a check or measure of this edition")
    ]
    assert told(TWO, without="BBB", lineage=wrong) == missing
