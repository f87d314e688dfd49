"""Small promises of the core that no other test happens to touch."""

import pickle

import pytest

from slavery_benchmark.core.problems import Severity
from slavery_benchmark.core.scoring.report import build_report
from slavery_benchmark.core.scoring.scoring import score_submission
from slavery_benchmark.core.text import clean, nearest
from tests.builders import AS_OF, answer, criterion, framework, shipped_criteria, submission

ONE = framework({"AAA": (1, [criterion("AAA-01", [("a", 1)])])})


def test_what_is_not_there_is_a_key_error() -> None:
    shipped = shipped_criteria().framework
    scored = score_submission(submission([answer("AAA-01a", 3)]), ONE)
    with pytest.raises(KeyError):
        shipped.band_named("Outstanding")
    with pytest.raises(KeyError):
        shipped.source("hearsay")
    with pytest.raises(KeyError):
        scored.check("AAA-01z")
    with pytest.raises(KeyError):
        scored.node("ZZZ")


def test_text_that_is_too_long_is_cut_with_an_ellipsis() -> None:
    assert clean("a word or two", 8) == "a word…"
    assert clean("short", 8) == "short"


def test_nothing_is_nearest_to_nothing() -> None:
    assert nearest("", ["a"]) == ()


def test_a_framework_has_the_same_hash_in_another_process() -> None:
    framework = shipped_criteria().framework
    sent = pickle.loads(pickle.dumps(framework))  # noqa: S301 - our own
    assert sent == framework
    assert sent.sha256() == framework.sha256()


def test_a_report_does_not_depend_on_the_order_of_files() -> None:
    first = score_submission(submission([answer("AAA-01a", 3)], force="B"), ONE)
    second = score_submission(submission([answer("AAA-01a", 1)], force="a", code=""), ONE)
    unnamed = score_submission(submission([answer("AAA-01a", 1)], force="", code=""), ONE)

    def forces(*scores: object) -> list[str]:
        report = build_report(
            tool_version="test",
            as_of=AS_OF,
            framework=ONE,
            scores=scores,  # type: ignore[arg-type]
            unusable=(),
        )
        assert report.worst() is None
        return [force.submission.force for force in report.forces]

    assert forces(first, second, unnamed) == forces(unnamed, second, first) == ["", "a", "B"]


def test_two_submissions_of_one_force_are_both_marked() -> None:
    scores = [score_submission(submission([answer("AAA-01a", level)]), ONE) for level in (3, 2)]
    report = build_report(
        tool_version="test", as_of=AS_OF, framework=ONE, scores=scores, unusable=()
    )
    assert [len(force.submission.problems) for force in report.forces] == [1, 1]
    assert report.worst() is Severity.ERROR
