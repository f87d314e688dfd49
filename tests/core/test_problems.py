"""What a problem says, whatever was found in the workbook."""

from slavery_benchmark.core.problems import Code, problem


def test_what_was_found_and_what_is_like_it_is_cut_and_cleaned() -> None:
    long = "a" * 100
    made = problem(
        Code.LEVEL_NOT_RECOGNISED,
        file="x.xlsx",
        found=f"\x07{long}",
        expected=f"a\nlevel {long}",
        nearest=(f"\x1b{long}", "b"),
    )
    assert made.found is not None
    assert len(made.found) == 80
    assert [len(word) for word in made.nearest] == [80, 1]
    assert made.expected == f"a level {long}", "what is expected is said in full"
    assert made.line().isprintable()
