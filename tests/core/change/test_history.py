"""Which submissions make a history, and what a user is told of those that do not."""

from collections.abc import Mapping
from datetime import date
from itertools import permutations

import msgspec
import pytest

from slavery_benchmark.core.change.history import Cycle, LeftOut, histories, left_out
from slavery_benchmark.core.framework.framework import Framework
from slavery_benchmark.core.problems import Code, Problem, Severity, problem
from slavery_benchmark.core.scoring.submission import SourceFile
from tests.builders import criterion
from tests.core.change.cycles import cycle, edition

MADE: Framework = edition("1", {"X": (1, [criterion("X-01", [("a", 1)])])})


def of(year: int, level: int = 2, file: str | None = None, **changes: object) -> Cycle:
    return changed(cycle(MADE, {"X-01a": level}, year, file=file), changes)


def changed(made: Cycle, changes: Mapping[str, object]) -> Cycle:
    """Return a cycle with another cover: what stands there does not enter the scores."""
    item = msgspec.structs.replace(made.score.submission, **changes)
    score = msgspec.structs.replace(made.score, submission=item)
    return msgspec.structs.replace(made, score=score)


def brackwater(year: int, file: str) -> Cycle:
    return of(year, file=file, force="Brackwater Police", code="fictional-brackwater")


def between(first: str, last: str, file: str) -> Cycle:
    start, end = date.fromisoformat(first), date.fromisoformat(last)
    return of(2024, file=file, period_start=start, period_end=end)


def told(*cycles: Cycle) -> list[tuple[Code, str, str | None, str]]:
    """Return the problems as a user meets them; nothing may have been kept."""
    found, problems = histories(cycles)
    assert found == ()
    return [(item.code, item.file, item.found, item.expected) for item in problems]


def test_submissions_are_put_in_the_order_of_their_periods_and_forces_by_name() -> None:
    cycles = [
        of(2025),
        of(2023),
        of(2024),
        brackwater(2024, "b24.xlsx"),
        brackwater(2023, "b23.xlsx"),
    ]
    expected = [("Aldermoss Constabulary", [2023, 2024, 2025]), ("Brackwater Police", [2023, 2024])]
    for order in permutations(cycles):
        found, problems = histories(order)
        assert problems == ()
        assert [
            (item.force, [one.start.year for one in item.cycles if one.start]) for item in found
        ] == expected


def test_a_force_that_is_not_on_the_register_is_told_by_its_name_in_any_case_of_letters() -> None:
    found, problems = histories(
        [of(2023, force="New Force", code=""), of(2024, force="NEW FORCE", code="")]
    )
    assert problems == ()
    assert [(item.force, item.code, len(item.cycles)) for item in found] == [("NEW FORCE", "", 2)]


def test_two_submissions_for_one_period_are_both_left_out() -> None:
    assert told(of(2024, 1, file="one.xlsx"), of(2024, 3, file="two.xlsx")) == [
        (
            Code.CYCLES_OVERLAP,
            "two.xlsx",
            "2024-04-01 to 2025-03-31",
            "one submission for each period; one.xlsx is for this one too",
        )
    ]


def test_periods_that_overlap_are_told_even_where_a_short_one_lies_between() -> None:
    long = between("2020-01-01", "2024-12-31", "long.xlsx")
    short = between("2021-01-01", "2021-12-31", "short.xlsx")
    late = between("2024-12-31", "2025-12-31", "late.xlsx")
    after_long = "a first day after 2024-12-31, the last one of long.xlsx"
    assert told(late, short, long) == [
        (Code.CYCLES_OVERLAP, "late.xlsx", "2024-12-31 to 2025-12-31", after_long),
        (Code.CYCLES_OVERLAP, "short.xlsx", "2021-01-01 to 2021-12-31", after_long),
    ]


def test_a_period_that_starts_the_day_after_the_last_one_is_no_overlap() -> None:
    found, problems = histories(
        [
            between("2024-01-01", "2024-12-31", "a.xlsx"),
            between("2025-01-01", "2025-12-31", "b.xlsx"),
        ]
    )
    assert problems == ()
    assert len(found[0].cycles) == 2


def test_of_two_periods_that_end_on_one_day_the_longer_is_named() -> None:
    long = between("2020-01-01", "2024-12-31", "long.xlsx")
    short = between("2024-01-01", "2024-12-31", "short.xlsx")
    late = between("2024-12-31", "2025-12-31", "late.xlsx")
    assert {item[3] for item in told(late, short, long)} == {
        "a first day after 2024-12-31, the last one of long.xlsx"
    }


def test_a_period_of_one_day_is_a_period() -> None:
    day = between("2024-12-31", "2024-12-31", "day.xlsx")
    found, problems = histories([day, between("2025-01-01", "2025-12-31", "b.xlsx")])
    assert problems == ()
    assert len(found[0].cycles) == 2


@pytest.mark.parametrize(
    "period",
    [
        {"period_start": None},
        {"period_end": None},
        {"period_start": date(2026, 1, 1), "period_end": date(2025, 1, 1)},
    ],
)
def test_without_both_days_in_order_a_submission_is_left_out(period: dict[str, object]) -> None:
    assert told(changed(of(2024, file="undated.xlsx"), period)) == [
        (Code.CYCLE_UNDATED, "undated.xlsx", None, "a period with both days on the cover")
    ]


def test_an_undated_submission_does_not_keep_the_others_of_its_force_from_being_compared() -> None:
    found, problems = histories(
        [of(2023), of(2024), of(2025, file="undated.xlsx", period_end=None)]
    )
    assert [len(item.cycles) for item in found] == [2]
    assert [item.code for item in problems] == [Code.CYCLE_UNDATED]


def test_a_submission_without_a_force_is_told_and_brings_its_own_problems_along() -> None:
    missing = problem(Code.FORCE_MISSING, file="nobody.xlsx", cell="Cover!C5")
    assert [
        item[:2] for item in told(of(2024, file="nobody.xlsx", force="", problems=(missing,)))
    ] == [
        (Code.CYCLE_UNDATED, "nobody.xlsx"),
        (Code.FORCE_MISSING, "nobody.xlsx"),
    ]
    nobody = of(2024, file="nobody.xlsx", force="", code="")
    assert told(nobody)[0][3] == "the name of a force on the cover"


def mixed(*cycles: Cycle) -> list[tuple[str, str | None, str]]:
    found = told(*cycles)
    assert {item[0] for item in found} == {Code.FORCES_MIXED}
    return [item[1:] for item in found]


def test_one_name_with_two_codes_is_two_forces_mixed_up() -> None:
    assert mixed(of(2023, file="a.xlsx"), of(2024, file="b.xlsx", code="fictional-other")) == [
        (
            "b.xlsx",
            "Aldermoss Constabulary (fictional-other)",
            "Aldermoss Constabulary (fictional-aldermoss), as in a.xlsx",
        )
    ]


def test_of_three_covers_the_first_that_gives_a_code_is_what_the_others_are_held_against() -> None:
    def giving(year: int, code: str) -> Cycle:
        return of(year, file=f"{year}.xlsx", code_given=code)

    shown = [(item[0], item[1]) for item in mixed(giving(2023, ""), giving(2024, "x"),
                                                  giving(2025, "Y"))]  # fmt: skip
    assert shown == [("2025.xlsx", "Aldermoss Constabulary (Y)")]
    every = [giving(2023, "x"), giving(2024, "y"), giving(2025, "z"), giving(2026, "X")]
    assert [item[0] for item in mixed(*every)] == ["2024.xlsx", "2025.xlsx"]
    found, problems = histories([giving(2023, ""), giving(2024, "x"), giving(2025, "X")])
    assert (len(found[0].cycles), problems) == (3, ())


def test_one_code_with_two_names_is_two_forces_mixed_up() -> None:
    assert mixed(of(2023, file="a.xlsx"), of(2024, file="b.xlsx", force="Brackwater Police")) == [
        (
            "b.xlsx",
            "Brackwater Police (fictional-aldermoss)",
            "Aldermoss Constabulary (fictional-aldermoss), as in a.xlsx",
        )
    ]


def test_a_name_with_and_without_a_code_is_mixed_up() -> None:
    found = mixed(of(2023, file="a.xlsx"), of(2024, file="b.xlsx", code=""))
    assert [item[1] for item in found] == ["Aldermoss Constabulary (not on the register)"]


def test_forces_that_hang_together_by_a_third_are_all_left_out_whatever_the_order() -> None:
    """One shares a name with the second and a code with the third."""
    cycles = [
        of(2023, file="a.xlsx"),
        of(2024, file="b.xlsx", code="fictional-other"),
        of(2025, file="c.xlsx", force="Brackwater Police", code="fictional-other"),
    ]
    results = [told(*order) for order in permutations(cycles)]
    assert [item[1] for item in results[0]] == ["b.xlsx", "c.xlsx"]
    assert all(result == results[0] for result in results)


def test_a_fault_of_one_force_leaves_the_others_alone() -> None:
    found, problems = histories(
        [of(2024, 1, file="a.xlsx"), of(2024, 2, file="b.xlsx"), brackwater(2024, "c.xlsx")]
    )
    assert [item.force for item in found] == ["Brackwater Police"]
    assert [item.severity for item in problems] == [Severity.ERROR]


def copies(level: int) -> list[Cycle]:
    """Return a workbook, and a result that was made of it, scored with this level."""
    source = SourceFile("a.xlsx", "one-sha", "returns/a.xlsx")
    again = msgspec.structs.replace(source, shown_as="results/a.json")
    return [of(2024, 2, source=source), of(2024, level, source=again)]


def test_a_workbook_beside_the_result_made_of_it_counts_once_in_either_order() -> None:
    kept = []
    for order in permutations(copies(2)):
        found, problems = histories(order)
        assert problems == ()
        kept += [one.score.submission.source.shown_as for one in found[0].cycles]
    assert kept == ["results/a.json"] * 2


def test_one_file_scored_in_two_ways_is_no_copy() -> None:
    found = told(*copies(3))
    assert [(item[0], item[1]) for item in found] == [(Code.CYCLES_OVERLAP, "returns/a.xlsx")]


def test_equal_totals_of_other_answers_are_no_copy() -> None:
    two = edition("1", {"X": (1, [criterion("X-01", [("a", 1), ("b", 1)])])})
    source = SourceFile("a.xlsx", "one-sha", "returns/a.xlsx")
    again = msgspec.structs.replace(source, shown_as="results/a.json")
    one = cycle(two, {"X-01a": 1, "X-01b": 3}, 2024, source=source)
    other = cycle(two, {"X-01a": 3, "X-01b": 1}, 2024, source=again)
    assert [item[0] for item in told(one, other)] == [Code.CYCLES_OVERLAP]


def test_problems_of_several_forces_are_all_told_each_with_its_force_left_out() -> None:
    cycles = [of(2024, 1, file="a.xlsx"), of(2024, 2, file="b.xlsx"),
              brackwater(2024, "c.xlsx"), brackwater(2024, "d.xlsx"),
              of(2024, file="e.xlsx", force="Cinderford Police", code="", period_end=None),
              of(2024, file="f.xlsx", force="", code="")]  # fmt: skip
    found, problems = histories(cycles)
    assert [(item.code, item.file) for item in problems] == [
        (Code.CYCLES_OVERLAP, "b.xlsx"),
        (Code.CYCLES_OVERLAP, "d.xlsx"),
        (Code.CYCLE_UNDATED, "e.xlsx"),
        (Code.CYCLE_UNDATED, "f.xlsx"),
    ]
    overlap, undated = problems[0].title, problems[2].title
    assert left_out(cycles, found, problems) == (
        LeftOut(force="Aldermoss Constabulary", files=("a.xlsx", "b.xlsx"), because=(overlap,)),
        LeftOut(force="Brackwater Police", files=("c.xlsx", "d.xlsx"), because=(overlap,)),
        LeftOut(force="Cinderford Police", files=("e.xlsx",), because=(undated,)),
    )


def test_the_sentences_say_what_was_done() -> None:
    def lines(*cycles: Cycle) -> list[Problem]:
        return list(histories(cycles)[1])

    undated = lines(of(2024, period_end=None))
    assert undated[0].title == "the submission cannot be put in order, so it is left out"
    twice = lines(of(2024, 1, file="a.xlsx"), of(2024, 2, file="b.xlsx"))
    assert twice[0].title.startswith("two submissions of a force overlap")
    assert twice[0].cell == "Cover"
    other = lines(of(2023, file="a.xlsx"), of(2024, file="b.xlsx", code="fictional-other"))
    assert other[0].title.startswith("one name or code stands for two forces")
