"""When a measure has a level: each rule at its very edge, and one case to either side."""

import pytest

from slavery_benchmark.core.cases.measuring import MeasureState
from slavery_benchmark.core.cases.table import BLANK, UNUSABLE
from slavery_benchmark.core.framework.case_sheet import NO, YES
from tests.cases import case_files, measured

MEASURED, TOO_FEW, TOO_LITTLE = (
    MeasureState.MEASURED,
    MeasureState.TOO_FEW,
    MeasureState.TOO_LITTLE_KNOWN,
)


@pytest.mark.parametrize(
    ("counted", "unknown", "state"),
    [
        # about at least ten, of which at least ten and 80 % are counted
        (9, 0, TOO_FEW),
        (10, 0, MEASURED),
        (8, 1, TOO_FEW),  # about nine
        (9, 1, TOO_LITTLE),  # about ten and 90 % known, but fewer than ten counted
        (9, 2, TOO_LITTLE),
        (10, 1, MEASURED),
        (10, 2, MEASURED),
        (10, 3, TOO_LITTLE),  # 76.9 %
        (11, 3, TOO_LITTLE),  # 78.6 %
        (12, 3, MEASURED),  # 80 % itself is enough
        (39, 10, TOO_LITTLE),  # 79.6 %
        (40, 10, MEASURED),
    ],
)
@pytest.mark.parametrize("how", ["blank", "unusable", "twice"])
def test_enough_cases_and_enough_of_them_known(
    counted: int, unknown: int, state: MeasureState, how: str
) -> None:
    words = [YES] * (counted - 1) + [NO]
    if how == "twice":  # rows that are left out of every measure
        found = measured("COO-01m1", case_files({"nca": words}, left_out=unknown))
    else:
        words += [BLANK if how == "blank" else UNUSABLE] * unknown
        found = measured("COO-01m1", case_files({"nca": words}))
    assert found.state is state
    assert (found.level is None) is (state is not MEASURED)
    assert (found.cases, found.about) == (counted, counted + unknown)
    # the figure itself is shown with or without a level; what chance leaves open only with enough
    assert found.value is not None
    assert (found.interval is None) is (state is TOO_LITTLE)
    assert (found.extremes is None) is (unknown == 0)
