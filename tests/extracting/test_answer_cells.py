"""Problems of the answers, each at the cell of its own column."""

import pytest

from slavery_benchmark.core.scoring.submission import State
from slavery_benchmark.extracting import layout
from slavery_benchmark.reading.reader import CellValue
from tests.extracting.raw_returns import cell_of_answer, extracted_raw, raw_return
from tests.returns import found

CHECK = "INV-01a"


def problems_of(answers: dict[str, CellValue]) -> list[tuple[str, str, str | None]]:
    """Return code, column and what was found, of one check with these answers."""
    made = extracted_raw(
        raw_return(answers={(CHECK, name): said for name, said in answers.items()})
    )
    columns = {cell_of_answer(CHECK, name): name for name in layout.ANSWER_COLUMNS}
    assert {cell for _, cell in found(made.problems)} <= columns.keys()
    return [(str(item.code), columns[item.cell], item.found) for item in made.problems]


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        (
            {layout.LEVEL: 1.0, layout.EVIDENCE: "n/a"},
            [("evidence-placeholder", layout.EVIDENCE, "n/a")],
        ),
        (
            {layout.LEVEL: 1.0, layout.REASON: "tbc"},
            [("reason-placeholder", layout.REASON, "tbc")],
        ),
        (
            {layout.LEVEL: 1.0, layout.REASON: "No port here"},
            [("level-and-reason", layout.REASON, "No port here")],
        ),
        (
            {layout.LEVEL: "Not applicable", layout.REASON: ""},
            [("reason-missing", layout.REASON, "")],
        ),
        ({layout.LEVEL: "most"}, [("level-not-recognised", layout.LEVEL, "most")]),
    ],
)
def test_each_problem_is_at_the_cell_that_it_is_about(
    answers: dict[str, CellValue], expected: list[tuple[str, str, str | None]]
) -> None:
    assert problems_of(answers) == expected


def test_an_answer_keeps_the_cells_that_it_and_its_evidence_stand_in() -> None:
    made = extracted_raw(raw_return(answers={(CHECK, layout.LEVEL): 1.0}))
    response = next(item for item in made.responses if item.check == CHECK)
    assert response.state is State.ANSWERED
    assert response.cell == cell_of_answer(CHECK, layout.LEVEL)
    assert response.evidence_cell == cell_of_answer(CHECK, layout.EVIDENCE)
