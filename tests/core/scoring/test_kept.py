"""Which answers are word for word as before: level, evidence, comment and date apart."""

from datetime import date

import msgspec
import pytest

from slavery_benchmark.core.scoring.kept import kept_answers
from slavery_benchmark.core.scoring.submission import NOT_SHOWN, Response, State
from tests.builders import answer, blank

OLD = msgspec.structs.replace(answer("A-01a", 3), evidence="Log 7", comment="All of it")


def changed(**fields: object) -> Response:
    return msgspec.structs.replace(OLD, **fields)


@pytest.mark.parametrize(
    ("now", "same"),
    [
        (changed(), (True, True, True, True)),
        (changed(evidence=" log  7"), (True, True, True, True)),
        (changed(level=2), (False, True, True, True)),
        (changed(evidence="Log 8"), (True, False, True, True)),
        (changed(comment=""), (True, True, False, True)),
        (changed(evidence_date=date(2026, 1, 5)), (True, True, True, False)),
        (changed(state=State.NOT_APPLICABLE, level=None), (False, True, True, True)),
    ],
)
def test_each_part_is_told_apart(now: Response, same: tuple[bool, bool, bool, bool]) -> None:
    (kept,) = kept_answers({"A-01a": OLD}, [now])
    assert (kept.level, kept.evidence, kept.comment, kept.date) == same
    assert kept.word_for_word is all(same[:3])
    assert kept.date_alone is (same == (True, True, True, False))


def test_only_what_was_answered_both_times_is_set_side_by_side() -> None:
    now = [answer("A-01a", 3), blank("A-01b"), answer("A-01c", 3), answer("A-01d", 3)]
    then = {"A-01a": OLD, "A-01b": OLD, "A-01c": blank("A-01c")}
    assert [item.check for item in kept_answers(then, now)] == ["A-01a"]


def test_another_reason_is_another_answer() -> None:
    def excused(reason: str) -> Response:
        return changed(state=State.NOT_APPLICABLE, level=None, not_applicable_reason=reason)

    (same,) = kept_answers({"A-01a": excused("No coast")}, [excused("no coast")])
    (other,) = kept_answers({"A-01a": excused("No coast")}, [excused("No port")])
    assert (same.level, other.level) == (True, False)


def test_texts_that_were_withheld_are_not_known_to_be_the_same() -> None:
    (kept,) = kept_answers({"A-01a": changed(evidence=NOT_SHOWN)}, [changed(evidence=NOT_SHOWN)])
    assert not kept.evidence
