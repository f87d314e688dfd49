"""What a result keeps of measures, so that a change read from results is that of the workbooks."""

import json
from fractions import Fraction

import pytest

from slavery_benchmark.core.change.chance import within_chance
from slavery_benchmark.core.change.history import Cycle
from slavery_benchmark.core.problems import UnusableError
from slavery_benchmark.core.scoring.report import build_report
from slavery_benchmark.record.read import read_record, scores_in
from tests.builders import AS_OF
from tests.core.change.equal_years import two_years
from tests.results import result_json


def kept(cycle: Cycle) -> bytes:
    """Return a submission as a result."""
    report = build_report(
        tool_version="0.1.0",
        as_of=AS_OF,
        framework=cycle.framework,
        scores=[cycle.score],
        unusable=(),
    )
    return result_json(report, {})


def read(content: bytes, *, allow_edited: bool = False) -> Cycle:
    """Return the submission of a result."""
    record = read_record(content, "kept.json", allow_edited=allow_edited)
    return Cycle(score=scores_in(record)[0], framework=record.framework)


def test_chance_is_the_same_read_from_results() -> None:
    then, now = two_years(seed=1)
    assert within_chance(then.score, now.score)
    before, after = read(kept(then)), read(kept(now))
    assert within_chance(before.score, after.score) == within_chance(then.score, now.score)
    for one, other in zip(then.score.measures, before.score.measures, strict=True):
        for field in ("waits", "missing", "largest", "known"):
            value = getattr(one.measured, field)
            assert getattr(other.measured, field) == (
                pytest.approx(float(value)) if field == "known" and value is not None else value
            )


def test_a_result_from_before_waits_were_kept_is_read() -> None:
    then, _ = two_years(seed=1)
    data = json.loads(kept(then))
    for item in data["forces"][0]["measures"]:
        for field in ("waits", "missing", "largest", "known"):
            del item[field]
    found = read(json.dumps(data).encode(), allow_edited=True)
    for item in found.score.measures:
        assert item.measured.waits is None
        about = item.measured.about
        assert item.measured.known == (Fraction(item.measured.cases, about) if about else None)


def test_waits_below_nought_are_refused() -> None:
    then, _ = two_years(seed=1)
    data = json.loads(kept(then))
    measure = next(item for item in data["forces"][0]["measures"] if item["waits"])
    measure["waits"]["ended"][0]["days"] = -1
    with pytest.raises(UnusableError, match="cases of -1 days"):
        read(json.dumps(data).encode(), allow_edited=True)
