"""What the words, marks and figures of a change mean, and which of them stand beside it."""

from collections.abc import Iterable, Iterator

from slavery_benchmark.core.change.disposition import Disposition
from slavery_benchmark.core.framework.subject import Subject
from slavery_benchmark.core.view.model import ChangeView
from slavery_benchmark.document.columns import Mark
from slavery_benchmark.pages.progress.bridge import BRIDGE_STEPS
from slavery_benchmark.pages.progress.drift import DRIFT_MEANS
from slavery_benchmark.pages.progress.records import CriterionChangeResult
from slavery_benchmark.pages.words.scores import capital

STANDING = (
    "Change is against the force's own earlier submission, as the force itself judged it; it is no "
    "finding of an inspection. Changes are taken before rounding."
)
TWO_POINTS = "Two points are not a trend."
POPULATION = (
    "The forces are taken as all that there are, not as a sample of others, so no test is made: "
    "the counts are what they are. With --sample they are tested as a sample."
)
TEST = (
    "p: if rising and falling were equally likely, how often chance alone would split so many "
    "moves at least as unevenly (exact sign test; forces that stayed the same are left out, and "
    "nothing is tested where none moved). Adjusted: the same, with the false-discovery rate over "
    "the criteria tested controlled (Benjamini and Hochberg): of the criteria with an adjusted "
    "value up to 0.05, at most about one in twenty, on average, is chance. The criteria of one "
    "force are not independent of each other, so take this as a guide."
)
PROGRESS_MEANS = (
    "Progress: the share of the way from the earlier score to the target that has been gone; below "
    "0 if it is further away now."
)
EDITIONS_MEAN = (
    "A submission is scored under the edition that it was written for. Criteria are compared over "
    "the part of the later edition that both submissions can answer: a check that was split passes "
    "its answer on to each part, and of checks that were merged the lowest answer stands."
)
EIGHTHS, UNKNOWN_SCORE = "▁▂▃▄▅▆▇█", "·"
TREND_SIGNS = (
    f"Trend: eighths of 0 to 100, {EIGHTHS[0]} the lowest and {EIGHTHS[-1]} the highest, "
    f"{UNKNOWN_SCORE} too little known."
)
TREND_MEANS = "Over what all its submissions can answer of the latest edition."
MOVES_HEADING = "Criterion by criterion: which way the forces moved"
MOVES_MEAN = (
    "Since the previous submission, of the forces under the most common edition. Rose, fell and "
    "same: of the forces with a score both times, over what has one both times."
)
MEANINGS = {
    Disposition.REGRESSED: "below target; what has a score both times fell, or lost it",
    Disposition.PERSISTS: "below target, and not clearly higher",
    Disposition.IMPROVED: "higher, as is what has a score both times; not remedied",
    Disposition.REMEDIED: "at target now and not then, on what has a score both times",
    Disposition.HELD: "at target then and now",
    Disposition.EMBEDDED: "held through two changes in a row; not the level of that name",
    Disposition.NOT_RETESTED: "too little known now, or at target by what is there once",
    Disposition.NO_EARLIER: "too little known then, or nothing that can be compared",
}
DISPOSITION_MARKS: dict[str, Mark] = {
    Disposition.REGRESSED: Mark("▼", "below"),
    Disposition.PERSISTS: Mark("=", "at"),
    Disposition.IMPROVED: Mark("▲", "above"),
    Disposition.REMEDIED: Mark("✓", "at-target"),
    Disposition.HELD: Mark("✓", "at-target"),
    Disposition.EMBEDDED: Mark("✓", "at-target"),
    Disposition.NOT_RETESTED: Mark("?", "not-certain"),
    Disposition.NO_EARLIER: Mark("?", "not-certain"),
}
BY_COVERAGE = "because one return answers what the other does not"
"""The flag of a criterion whose score, or target, moved otherwise than what has a score twice."""
UNUSABLE = "*"
"""Behind a score of which too little is known to compare it."""
UNUSABLE_MEANS = f"{UNUSABLE} too little known to compare"
COVERAGE_ALONE, EVIDENCE_ALONE = "coverage alone", "evidence alone"
WITHIN_CHANCE, PARTLY_CHANCE = "within chance", "partly chance"
CHANCE_MEANS = (
    "A measured level that moved though its two figures differ by no more than chance (95%) is "
    "held as it was for what became of a criterion."
)


def became(item: CriterionChangeResult | ChangeView) -> str:
    """Return what became of a criterion, with what it moved by alone."""
    if item.disposition is None:
        return "not shown"
    chance = bool(item.within_chance) and item.like_for_like is not None
    flags = (
        (COVERAGE_ALONE, item.by_coverage_alone),
        (EVIDENCE_ALONE, item.evidence_alone),
        (WITHIN_CHANCE, chance and item.like_for_like == 0),
        (PARTLY_CHANCE, chance and item.like_for_like != 0),
    )
    return ", ".join((item.disposition.value, *(word for word, holds in flags if holds)))


def legend(criteria: Iterable[CriterionChangeResult]) -> str:
    """Return what the marks and flags mean that stand among these criteria."""
    every = tuple(criteria)
    ends = [end for item in every for end in (item.then, item.now) if end is not None]
    said = (
        (UNUSABLE_MEANS, any(end.score is not None and not end.usable for end in ends)),
        (f"{EVIDENCE_ALONE}: no level given is lower", _any(every, EVIDENCE_ALONE)),
        (f"{COVERAGE_ALONE}: moved only {BY_COVERAGE}", _any(every, COVERAGE_ALONE)),
        ("chance: of measures that moved by no more than that", _any(every, "chance")),
    )
    return " ".join(f"{capital(words)}." for words, occurs in said if occurs)


def _any(criteria: Iterable[CriterionChangeResult], flag: str) -> bool:
    return any(flag in became(item) for item in criteria)


def test_sentence(*, sample: bool) -> str:
    """Return why there is no test, or what its numbers mean."""
    return TEST if sample else POPULATION


def position_sentence(words: Subject) -> str:
    """Return what a position is, which stands beside changes."""
    return (
        f"{words.against} is a position and not a change: where the latest submission stands "
        f"against {words.national}."
    )


def about(words: Subject) -> Iterator[str]:
    """Yield what a reader must know to take a page of changes apart."""
    yield from (STANDING, position_sentence(words))
    yield " ".join(f"{capital(kind.value)}: {MEANINGS[kind]}." for kind in Disposition)
    yield from (CHANCE_MEANS, PROGRESS_MEANS, TREND_SIGNS, DRIFT_MEANS, BRIDGE_STEPS)
    yield EDITIONS_MEAN
