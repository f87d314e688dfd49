"""The workbooks of a force and of the public, read as a hostile reader would: every part."""

import io
import re
import zipfile
from collections.abc import Callable, Iterator
from fractions import Fraction
from functools import cache
from hashlib import sha256
from random import Random

import msgspec
import pytest

from slavery_benchmark.core.scoring.scores import ForceScore
from slavery_benchmark.core.scoring.submission import SourceFile
from slavery_benchmark.core.view.build import build_report_data
from slavery_benchmark.core.view.model import ReportData, View
from slavery_benchmark.core.view.suppress import Withheld
from slavery_benchmark.pages.words.measure_rules import KIND_WORDS
from tests.core.view.attack import Made, possible, small_differences
from tests.core.view.runs import HIDDEN, columns, report_of, scored, viewed
from tests.formats.xlsx_checklist import faults
from tests.pages.export.making import view_workbook, workbook
from tests.reports import opened, table

Parts = dict[str, str]
_ROUND = 25
"""A fraction with a denominator up to this, or of three decimals, can come about in many ways."""
_WRITTEN_AT = re.compile(r"<dcterms:\w+[^>]*>[^<]*</dcterms:\w+>")


def parts_of(content: bytes) -> Parts:
    """Return every part of a workbook as text: sheets, charts with their caches, properties."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {
            name: _WRITTEN_AT.sub("", archive.read(name).decode()) for name in archive.namelist()
        }


def small(cases: int = 37, yes: int = 3) -> Made:
    """Return cases of which so few were shared with the national agency."""
    made = columns(Random(5), cases, {"begun": 1.0, "closed": 1.0, "moved": 1.0})  # noqa: S311
    made["nca"] = [*(["Yes"] * yes), *(["No"] * (cases - yes))]
    return made


@cache
def forces() -> tuple[ForceScore, ...]:
    found = [_from("Quillham", small(), 3)]
    for number, level in enumerate((1, 2, 4, 3, 2, 1, 3, 4, 2)):
        made = columns(Random(number), 31 + 7 * number, {})  # noqa: S311
        found.append(_from(f"Elsewhere {number}", made, level))
    return tuple(found)


def _from(name: str, made: Made, level: int) -> ForceScore:
    """Return a force with a file of its own."""
    source = SourceFile(f"{name}.xlsx", sha256(name.encode()).hexdigest(), f"{name}.xlsx")
    return scored(name, made, level, fictional=False, source=source)


@cache
def data_of(view: View, own: str | None = None) -> ReportData:
    return viewed(forces(), view, own)


@cache
def written(view: View, own: str | None = None) -> bytes:
    return view_workbook(data_of(view, own))


def cells(content: bytes) -> list[object]:
    return [
        cell.value
        for sheet in opened(content).worksheets
        for row in sheet.iter_rows()
        for cell in row
        if cell.value is not None
    ]


def test_no_part_of_the_public_workbook_holds_what_is_not_for_the_public() -> None:
    parts = parts_of(written(View.PUBLIC))
    assert any("chart" in name for name in parts)
    assert not [name for name in parts if "comment" in name or "external" in name]
    files = [force.submission.source for force in forces()]
    for name, text in parts.items():
        assert HIDDEN not in text, name
        assert not [file for file in files if file.sha256 in text or file.file in text], name
    whole = parts_of(workbook(report_of(forces())))
    assert any(HIDDEN in text for text in whole.values()), "the inspector does see it"


def test_a_suppressed_count_is_said_to_be_fewer_than_5_and_stands_nowhere() -> None:
    data = data_of(View.PUBLIC)
    content = written(View.PUBLIC)
    row = next(
        row
        for row in table(opened(content), "Measures")
        if row["Measure"] == "COO-01m1" and row["Force"] == "Quillham"
    )
    shown = next(item for item in data.force("Quillham").measures if item.node.id == "COO-01m1")
    assert shown.withheld is Withheld.FEW_COUNTED
    assert row["What the cases show"] == "fewer than 5 counted, so not shown"
    for head in ("95% interval", "Measured level", "x", "Value", "Interval, low", "Interval, high"):
        assert row[head] is None
    assert row["n"] == shown.of == 37
    share, ends = 3 / 37, forces()[0].measure("COO-01m1").measured.interval
    assert ends is not None
    told = (share, float(ends.low) / 100, float(ends.high) / 100)
    numbers = [value for value in cells(content) if isinstance(value, int | float)]
    assert not [n for n in numbers for t in told if n == pytest.approx(t, abs=5e-4)]
    for text in parts_of(content).values():
        assert f"{share:.6f}"[:7] not in text
    inspector = cells(workbook(report_of(forces())))
    assert any(v == pytest.approx(share) for v in inspector if isinstance(v, float))


def read_workbook(made: Made) -> Parts:
    return parts_of(view_workbook(viewed([scored("Quillham", made, 3)], View.PUBLIC)))


def read_carelessly(made: Made) -> Parts:
    return parts_of(workbook(report_of([scored("Quillham", made, 3)])))


@pytest.mark.parametrize("measure", ["COO-01m1"])
def test_every_count_below_five_gives_the_same_workbook_part_by_part(measure: str) -> None:
    # the reader has every byte of every part, and cannot tell 0, 1, 2, 3 and 4 from one another
    assert possible(small(), measure, "counted", _reader(read_workbook)) == {0, 1, 2, 3, 4}


@pytest.mark.full
def test_a_workbook_with_everything_in_it_would_tell_the_count_and_is_found() -> None:
    assert possible(small(), "COO-01m1", "counted", _reader(read_carelessly)) == {3}


def _reader(read: Callable[[Made], Parts]) -> Callable[[Made], Parts]:
    """Return a reader that does not read the same cases twice."""
    known: dict[str, Parts] = {}

    def reader(made: Made) -> Parts:
        if str(made) not in known:
            known[str(made)] = read(made)
        return known[str(made)]

    return reader


@pytest.mark.full
def test_no_two_numbers_of_cases_in_the_workbook_differ_by_a_small_count() -> None:
    made = small(14, 7)
    made["nca"] = [*(["Not needed"] * 2), *(["Yes"] * 12)]  # 14 cases, COO-01m1 is about 12 of them
    every = [*forces(), _from("Hazelwharf", made, 3)]
    rows = table(opened(view_workbook(viewed(every, View.PUBLIC))), "Measures")
    for force in every:
        own = [row for row in rows if row["Force"] == force.submission.force]
        people = [row["n"] for row in own if row["Kind"] == KIND_WORDS["share"]]
        cases = [row["n"] for row in own if row["Kind"] != KIND_WORDS["share"]]
        assert force.submission.cases is not None
        cases.append(force.submission.cases.listed)
        for numbers in (people, cases):
            assert small_differences(n for n in numbers if n is not None) == set()
    row = next(r for r in rows if (r["Force"], r["Measure"]) == ("Hazelwharf", "COO-01m1"))
    assert row["What the cases show"] == "fewer than 5 not counted, so not shown"
    assert row["n"] is None
    assert any(row["n"] for row in rows if row["Force"] == "Hazelwharf")


def test_no_part_of_a_forces_workbook_tells_of_another_force() -> None:
    content = view_workbook(data_of(View.FORCE, "Elsewhere 2"), force_sheets=True)
    parts = parts_of(content)
    others = [force for force in forces() if force.submission.force != "Elsewhere 2"]
    for force in others:
        item = force.submission
        for name, text in parts.items():
            for told in (item.force, item.code, item.source.sha256):
                assert told.casefold() not in text.casefold(), name
    assert "Elsewhere 2" in "".join(parts.values())
    assert HIDDEN in "".join(parts.values()), "its own evidence"


def every_fraction(value: object) -> Iterator[Fraction]:
    """Yield every fraction in a value, bounds of what could be and all."""
    if isinstance(value, Fraction):
        yield value
    elif isinstance(value, msgspec.Struct):
        for name in value.__struct_fields__:
            yield from every_fraction(getattr(value, name))
    elif isinstance(value, tuple):
        for item in value:
            yield from every_fraction(item)


def test_no_number_of_another_force_is_in_a_forces_workbook() -> None:
    own = "Elsewhere 2"
    numbers = {v for v in cells(written(View.FORCE, own)) if isinstance(v, float)}
    mine = next(force for force in forces() if force.submission.force == own)
    # 11 of 36 is a figure of another force, and what 11 of 21 could be at the worst is its own
    known = {float(v / of) for v in every_fraction(mine) for of in (1, 100)}
    assert 11 / 36 in known & numbers

    def exact(force: ForceScore) -> set[float]:
        found = [force.overall, *force.themes, *force.criteria]
        scores = [node.tally.score for node in found]
        values = [item.measured.value for item in force.measures]
        shares = [value / 100 for value in values if isinstance(value, Fraction)]
        both = [value for value in (*scores, *shares) if value is not None]
        # a round number can be anybody's
        return {float(v) for v in both if v.denominator > _ROUND and (1000 * v).denominator > 1}

    others = set[float]().union(*(exact(f) for f in forces() if f is not mine)) - known
    assert len(others) > 20
    assert not numbers & others
    assert numbers & exact(mine)


def test_the_others_stand_as_quartiles() -> None:
    data = data_of(View.FORCE, "Elsewhere 2")
    rows = {
        row["Id"]: row for row in table(opened(written(View.FORCE, "Elsewhere 2")), "Other forces")
    }
    assert set(rows) == set(data.spreads)
    for node, spread in data.spreads.items():
        row = rows[node]
        assert (
            row["Lower quartile of the others"],
            row["Median of the others"],
            row["Upper quartile of the others"],
            row["Others with a score"],
        ) == (spread.lower_quartile, spread.median, spread.upper_quartile, spread.forces)
        score = data.forces[0].node(node).tally.score
        assert row["Own score"] == (None if score is None else pytest.approx(float(score)))


def test_numbers_of_the_public_workbook_are_those_of_the_view() -> None:
    data = data_of(View.PUBLIC)
    rows = table(opened(written(View.PUBLIC)), "Scores")
    assert len(rows) == sum(1 + len(f.themes) + len(f.criteria) for f in data.forces)
    for row in rows:
        node = data.force(row["Force"]).node(row["Id"])
        tally = node.tally
        for head, value in (
            ("Score", tally.score),
            ("Claimed score", tally.claimed),
            ("Could be, low", tally.low),
            ("Could be, high", tally.high),
            ("Answered", tally.coverage),
            ("Difference", node.difference),
            ("Not shown, as counts are below 5", node.withheld),
        ):
            wanted = None if value is None else pytest.approx(float(value), abs=1e-12)
            assert row[head] == wanted, (row["Force"], row["Id"], head)


@pytest.mark.short(1)
@pytest.mark.parametrize(("view", "own"), [(View.PUBLIC, None), (View.FORCE, "Elsewhere 2")])
def test_each_view_meets_every_point_of_the_checklist(view: View, own: str | None) -> None:
    assert faults(written(view, own)) == []


@pytest.mark.full
def test_the_first_sheet_states_the_view_and_the_digest_of_the_run() -> None:
    for view, own, said in (
        (View.PUBLIC, None, "Public view: no evidence"),
        (View.FORCE, "Quillham", "View of one force: its own answers in full"),
    ):
        cover = opened(written(view, own)).worksheets[0]
        lines = [str(row[0].value) for row in cover.iter_rows()]
        assert any(line.startswith(said) for line in lines)
        assert any(line.endswith("d1g35t") for line in lines)
    cover = opened(workbook(report_of(forces()))).worksheets[0]
    assert any(str(row[0].value).startswith("Inspector's view") for row in cover.iter_rows())


def test_of_one_other_force_nothing_is_said() -> None:
    two = report_of(forces()[:2])
    data = build_report_data(two, view=View.FORCE, digest="d", own="Quillham")
    book = opened(view_workbook(data))
    said = " ".join(str(row[0].value) for row in book["Other forces"].iter_rows())
    assert "There is 1 other force in this run. How others lie is said from 8" in said
    assert not book["Other forces"].tables


def test_a_force_without_cases_has_a_public_workbook_too() -> None:
    alone = viewed([scored("Quillham", None, 2, fictional=False)], View.PUBLIC)
    rows = table(opened(view_workbook(alone)), "Measures")
    assert {row["State"] for row in rows} == {"not supplied"}
