"""Five forces set side by side with a pencil.

One criterion with five checks of the same weight, so one answer moving by one level makes 25/5 = 5
points; where one of the five is blank it makes 25/4 = 6.25.

    A  4 4 4 4 4   100
    B  3 3 3 3 3    75
    C  3 3 3 3 3    75      a tie with B
    D  3 3 3 3 2    70      5 below B: just one answer, so told apart
    E  3 3 3 2 -    68.75   could be (3+3+3+2)x25/5 = 55 to 75

E against D: gap 1.25, less than 6.25: closer than one answer. E against B: gap 6.25, not less than
6.25, but E could be 75 as B is: missing answers. E against A: 75 is below 100, told apart.

    rank    place  best  worst
    A           1     1      1
    B, C        2     2      4      D is told apart below them, E is not
    D           4     4      5      E is not told apart below it
    E           5     2      5      of those above only A is told apart
"""

from fractions import Fraction as F

import msgspec

from slavery_benchmark.core.comparing.comparison import NAME, Against, Comparison, compare_forces
from slavery_benchmark.core.comparing.groups import Group, group_means, register_groups
from slavery_benchmark.core.comparing.resolution import Alike, Rank
from slavery_benchmark.core.comparing.selection import against_what, columns_for, one_each
from slavery_benchmark.core.framework.case_sheet import NO, YES
from slavery_benchmark.core.scoring.answer_effects import answer_effects
from slavery_benchmark.core.scoring.scores import OVERALL, ForceScore
from slavery_benchmark.core.scoring.scoring import score_submission
from tests.builders import (
    answer,
    blank,
    criterion,
    framework,
    shipped_criteria,
    submission,
)
from tests.cases import case_files, measure

PAPER = framework({"AAA": (1, [criterion("AAA-01", [(letter, 1) for letter in "abcde"])])})
LEVELS = {"A": "44444", "B": "33333", "C": "33333", "D": "33332", "E": "3332-"}


def force(name: str, levels: str) -> ForceScore:
    responses = [
        blank(f"AAA-01{letter}") if level == "-" else answer(f"AAA-01{letter}", int(level))
        for letter, level in zip("abcde", levels, strict=True)
    ]
    return score_submission(submission(responses, force=name, code=name, fictional=False), PAPER)


FORCES = [force(name, levels) for name, levels in LEVELS.items()]


def compared(sort: str = OVERALL, population: int = 5) -> Comparison:
    against = against_what("national", FORCES, PAPER, shipped_criteria().register, ())
    assert against is not None
    return compare_forces(
        list(reversed(FORCES)),
        PAPER,
        columns=(OVERALL,),
        sort=sort,
        against=against,
        population=population,
        with_pairs=True,
    )


def test_a_difference_is_from_what_the_forces_are_compared_with() -> None:
    nothing = force("F", "-----")
    found = compare_forces(
        [*FORCES, nothing],
        PAPER,
        columns=(OVERALL,),
        sort=NAME,
        against=Against(name="the mean", scores={OVERALL: F(72)}),
        population=6,
    )
    differences = [found.difference(place, OVERALL) for place in range(6)]
    assert differences == [F(28), F(3), F(3), F(-2), F("-3.25"), None]
    assert found.difference(0, "AAA-01") is None, "nothing is known of the others there"


def test_one_answer() -> None:
    assert answer_effects(FORCES[0], PAPER)[OVERALL] == 5
    assert answer_effects(FORCES[4], PAPER)[OVERALL] == F(25, 4)


def test_one_answer_where_own_cases_count_too() -> None:
    made = criterion("COO-01", [("a", 2), ("b", 1)])
    shown = msgspec.structs.replace(made, measures=(measure("COO-01m1"),))
    both = framework({"COO": (1, [shown])})
    files = case_files({"nca": [YES] * 20})
    answers = [answer("COO-01a", 4), answer("COO-01b", 3)]
    found = score_submission(submission(answers, cases=files), both)
    # weights 2, 1 and 0.5: of 3.5 the largest check has 2, and makes 25 x 2 / 3.5
    assert answer_effects(found, both)[OVERALL] == F(100, 7)
    # without case files only the answers are in the score: 25 x 2 / 3
    alone = score_submission(submission(answers), both)
    assert answer_effects(alone, both)[OVERALL] == F(50, 3)
    # no answer at all: one level of the measure, which is all that there is
    none = score_submission(submission([blank("COO-01a"), blank("COO-01b")], cases=files), both)
    assert answer_effects(none, both)[OVERALL] == 25


def test_means_and_differences_are_of_measures_too() -> None:
    made = criterion("COO-01", [("a", 1)])
    shown = msgspec.structs.replace(made, measures=(measure("COO-01m1"),))
    both = framework({"COO": (1, [shown])})
    scores = [
        score_submission(
            submission([answer("COO-01a", 3)], cases=case_files({"nca": [YES] * yes + [NO] * no})),
            both,
        )
        for yes, no in ((20, 0), (0, 20))
    ]
    assert group_means(scores, both)["COO-01m1"] == 50
    against = against_what("all", scores, both, shipped_criteria().register, ())
    assert against is not None
    assert against.scores is not None
    assert against.scores["COO-01m1"] == 50


def test_ranks_with_ties_and_ranges_agree_with_the_paper() -> None:
    comparison = compared()
    names = [item.submission.force for item in comparison.forces]
    assert names == ["A", "B", "C", "D", "E"]
    assert [comparison.ranks[place] for place in range(5)] == [
        Rank(1, 1, 1),
        Rank(2, 2, 4),
        Rank(2, 2, 4),
        Rank(4, 4, 5),
        Rank(5, 2, 5),
    ]


def test_pairs_not_told_apart_and_why() -> None:
    comparison = compared()
    names = [item.submission.force for item in comparison.forces]
    pairs = {names[p.first] + names[p.second]: (p.why, p.gap) for p in comparison.pairs}
    assert pairs == {
        "BC": (Alike.CLOSE, 0),
        "BE": (Alike.MISSING, F(25, 4)),
        "CE": (Alike.MISSING, F(25, 4)),
        "DE": (Alike.CLOSE, F(5, 4)),
    }


def test_the_order_of_files_does_not_count() -> None:
    assert [f.submission.force for f in compared(sort=NAME).forces] == list("ABCDE")


def test_counts_say_what_the_rest_could_make_of_them() -> None:
    (count,) = compared(population=43).counts
    # A, B and C are at target; D and E are above 2017 (25) without being at target
    assert (count.answering, count.at_target, count.low, count.population) == (5, 3, 0, 43)
    assert count.fixed_by == ("A", "B", "C")


def test_strengths_are_against_the_mean_of_the_others() -> None:
    comparison = compared()
    # A: 100 - (75 + 75 + 70 + 68.75) / 4 = 100 - 72.1875
    assert comparison.contrasts[0].strengths == (("AAA-01", F(445, 16)),)
    # B: 75 - (100 + 75 + 70 + 68.75) / 4 = -3.4375: less than one answer, so nothing stands out
    assert comparison.contrasts[1].weaknesses == ()


def test_invented_forces_are_not_counted_among_real_ones() -> None:
    invented = score_submission(
        submission([answer(f"AAA-01{x}", 4) for x in "abcde"], force="Z", fictional=True), PAPER
    )
    against = against_what("all", FORCES, PAPER, shipped_criteria().register, ())
    assert against is not None
    comparison = compare_forces(
        [*FORCES, invented],
        PAPER,
        columns=(OVERALL,),
        sort=NAME,
        against=against,
        population=43,
    )
    assert comparison.counts[0].answering == 5


def test_group_means_are_put_together_by_the_weights_of_the_framework() -> None:
    two = framework(
        {
            "AAA": (
                1,
                [criterion("AAA-01", [("a", 1)], weight=3), criterion("AAA-02", [("a", 1)])],
            )
        }
    )
    first = score_submission(submission([answer("AAA-01a", 4), blank("AAA-02a")]), two)
    second = score_submission(submission([answer("AAA-01a", 2), answer("AAA-02a", 0)]), two)
    means = group_means([first, second], two)
    # AAA-01 (100 + 50)/2 = 75 of weight 3, AAA-02 0 of weight 1: 225/4; not (100 + 37.5)/2
    assert means["AAA-01"] == 75
    assert means["AAA"] == means[OVERALL] == F(225, 4)


def test_what_forces_are_compared_with() -> None:
    register = shipped_criteria().register
    groups = (Group(name="Similar", kind="group", forces=frozenset({"B", "C", "elsewhere"})),)
    similar = against_what("similar", FORCES, PAPER, register, groups)
    assert similar is not None
    assert similar.scores is not None
    assert similar.scores[OVERALL] == 75
    one = against_what("d", FORCES, PAPER, register, groups)
    assert one is not None
    assert one.scores is not None
    assert one.scores["AAA-01"] == 70
    assert against_what("nobody", FORCES, PAPER, register, groups) is None


def test_regions_and_regional_units_are_groups() -> None:
    groups = {group.name: group for group in register_groups(shipped_criteria().register)}
    assert "Kent Police" in groups["ERSOU"].forces
    assert "Kent Police" in groups["South East"].forces


def test_columns() -> None:
    shipped = shipped_criteria().framework
    assert columns_for(shipped, "theme", ()) == (
        OVERALL, "LEA", "UND", "VIC", "INV", "COO", "POW", "REC"
    )  # fmt: skip
    assert columns_for(shipped, "criterion", ["UND", "REC-01"]) == ("UND-01", "UND-02", "REC-01")
    assert columns_for(shipped, "check", ["REC-01"]) == (
        "REC-01a", "REC-01b", "REC-01c", "REC-01m1", "REC-01m2"
    )  # fmt: skip
    # a measure that is not scored is no column
    assert "POW-02m2" not in columns_for(shipped, "check", ["POW-02"])


def test_the_latest_period_counts_unless_another_is_asked_for() -> None:
    from datetime import date

    import msgspec

    old = msgspec.structs.replace(
        FORCES[0],
        submission=msgspec.structs.replace(
            FORCES[0].submission, period_start=date(2024, 4, 1), period_end=date(2025, 3, 31)
        ),
    )
    kept, said = one_each([old, *FORCES], None)
    assert old not in kept
    assert len(kept) == 5
    assert said == ["A: aldermoss.xlsx is left out, another period."]
    kept, said = one_each([old, *FORCES], date(2024, 12, 1))
    assert kept == [old]
    assert "B: left out, no submission for the period asked for." in said
