"""Cases that are not known to a measure of people: how many people they may be about."""

from slavery_benchmark.core.cases.table import UNUSABLE
from slavery_benchmark.core.visit.adverse_cases import CaseReader, Standing
from tests.builders import END
from tests.core.visit.visits import case, files, one_criterion


def test_of_cases_not_known_those_of_most_people_come_first() -> None:
    made = one_criterion("share")
    (share,) = made.themes[0].criteria[0].measures
    table = files(
        [case(victims=2, safeguarded=""), case(victims=9, safeguarded=""),
         case(victims=3, safeguarded=UNUSABLE), case(victims=5, safeguarded=UNUSABLE)]
    ).table  # fmt: skip
    assert table is not None
    read = CaseReader(made, table, END).worst(share, 9)
    assert [(item.case.number, item.seen) for item in read] == [
        ("2", (Standing.UNKNOWN, 9, 9, False)),
        ("1", (Standing.UNKNOWN, 2, 2, False)),
        ("4", (Standing.LEFT_OUT, 5, 5, False)),
        ("3", (Standing.LEFT_OUT, 3, 3, False)),
    ]
