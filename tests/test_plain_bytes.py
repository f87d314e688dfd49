"""What a worker of a cluster answers comes as plain bytes, and is checked against what was sent."""

from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import Any

import msgspec
import pytest

from slavery_benchmark.assessment import Assessment
from slavery_benchmark.cluster.answers import Answer, answer_in, answered, identity
from slavery_benchmark.core.problems import Problem
from slavery_benchmark.core.scoring.scores import ForceScore
from slavery_benchmark.data_set.lines import Line, work_of
from slavery_benchmark.input_files import Found
from slavery_benchmark.plain_bytes import packed, unpacked
from slavery_benchmark.reading.reader import InputFile
from slavery_benchmark.sent_scores import WholeWork
from tests.builders import AS_OF, shipped_criteria
from tests.cli.running import SAMPLES

TASK = Assessment(criteria=shipped_criteria(), as_of=AS_OF, keep_cases=True)
WHOLE = WholeWork(TASK, lambda _, assessed: assessed)
LINES = work_of(TASK, TASK.report(()))
replace = msgspec.structs.replace


def given(name: str = "aldermoss.xlsx") -> InputFile:
    found = TASK.given(Found(SAMPLES / name, name))
    assert isinstance(found, InputFile)
    return found


@pytest.mark.parametrize("name", ["aldermoss.xlsx", "elderquay.ods"])
def test_scores_come_back_as_they_were(name: str) -> None:
    file = given(name)
    made = WHOLE.of_given(file)
    assert WHOLE.unpacked(WHOLE.packed(made), file) == made


def test_a_refusal_comes_back_as_it_was(tmp_path: Path) -> None:
    (tmp_path / "x.xlsx").write_bytes(b"nothing")
    for name in ("x.xlsx", "missing.ods"):
        file = TASK.given(Found(tmp_path / name, name))
        made = WHOLE.of_given(file)
        assert isinstance(made, Problem)
        assert WHOLE.unpacked(WHOLE.packed(made), file) == made
        line = LINES.of_given(file)
        assert LINES.unpacked(LINES.packed(line), file).unusable == line.unusable


def changed(change: Callable[[ForceScore], ForceScore]) -> bytes:
    made = WHOLE.of_given(given())
    assert isinstance(made, list)
    return WHOLE.packed([(change(made[0][0]), made[0][1])])


def with_level(score: ForceScore, level: int) -> ForceScore:
    first, *others = score.checks
    return replace(score, checks=(replace(first, counted_level=level), *others))


def with_overall(score: ForceScore, value: Fraction) -> ForceScore:
    tally = replace(score.overall.tally, score=value)
    return replace(score, overall=replace(score.overall, tally=tally))


def of_source(score: ForceScore, **parts: str) -> ForceScore:
    source = replace(score.submission.source, **parts)
    return replace(score, submission=replace(score.submission, source=source))


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda score: with_level(score, 9), "the level 9"),
        (lambda score: with_overall(score, Fraction(200)), "overall: 200 of 100"),
        (lambda score: replace(score, checks=score.checks[1:]), "other checks"),
        (lambda score: replace(score, themes=()), "other themes"),
        (lambda score: of_source(score, sha256="0" * 64), "other content"),
        (lambda score: of_source(score, shown_as="another.xlsx"), "another file"),
    ],
)
def test_scores_that_the_criteria_or_the_file_do_not_give(change: Any, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        WHOLE.unpacked(changed(change), given())


@pytest.mark.parametrize("edition", [-1, 1, shipped_criteria().framework])
def test_criteria_that_were_not_sent(edition: object) -> None:
    made = WHOLE.of_given(given())
    assert isinstance(made, list)
    with pytest.raises(ValueError, match=r"edition|criteria"):
        WHOLE.unpacked(packed({"scores": [(made[0][0], edition)]}), given())


def test_a_line_comes_back_and_is_of_its_file() -> None:
    file = given()
    line = LINES.of_given(file)
    back = LINES.unpacked(LINES.packed(line), file)
    assert LINES.packed(back) == LINES.packed(line)
    others: list[Line] = [
        replace(line, file="another.xlsx"),
        replace(line, sha256="0" * 64),
        replace(line, number=1),
        replace(line, sent=[replace(line.sent[0], sha256="0" * 64)]),
        replace(line, sent=[replace(line.sent[0], from_result=True)]),
        replace(line, sent=[replace(line.sent[0], rows=[{"id": "overall", "score": 200}])]),
        replace(line, sent=[replace(line.sent[0], rows=[{"id": "no such check"}])]),
        replace(line, unusable={}),
    ]
    for other in others:
        with pytest.raises(ValueError, match=r"file|content|criteria|no use"):
            LINES.unpacked(LINES.packed(other), file)


def test_an_answer_is_of_the_file_that_was_sent() -> None:
    file = given()
    name, sha256 = identity(file)
    answer = Answer(file=name, sha256=sha256, worker="tcp://host:1", versions={}, kept=b"x")
    assert answer_in(answered(answer), file) == answer
    for other in (replace(answer, file="another"), replace(answer, sha256="")):
        with pytest.raises(ValueError, match="the answer for another file"):
            answer_in(answered(other), file)


@pytest.mark.parametrize("junk", [None, b"", b"junk", b"\x93" * 5_000, [], 3, b"\x80\x04N."])
def test_junk_is_no_answer(junk: object) -> None:
    with pytest.raises(ValueError, match="answer"):
        answer_in(junk, given())


@pytest.mark.parametrize("text", ["1/0", "1e999999999", "x", "9" * 5_000 + "/1", "1", ""])
def test_a_fraction_that_is_none(text: str) -> None:
    with pytest.raises(ValueError, match="number"):
        unpacked(packed(text), Fraction)
