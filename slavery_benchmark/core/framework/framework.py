"""The framework: one edition of the criteria, as the criteria files declare it."""

import hashlib
from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from functools import lru_cache
from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from slavery_benchmark.core.framework.case_sheet import CaseSheet
from slavery_benchmark.core.framework.declared import LevelNumber, Share, Text, Value, Weight, exact
from slavery_benchmark.core.framework.lineage import Lineage
from slavery_benchmark.core.framework.measures import Measure
from slavery_benchmark.core.framework.modules import CheckText, Module
from slavery_benchmark.core.framework.references import LawStatement, Look, Recommendation
from slavery_benchmark.core.framework.subject import NEUTRAL, Subject

Points = Annotated[float, Meta(ge=0, le=100, description="On the scale of scores, 0 to 100.")]
Rank = Literal["primary", "second-hand"]
SourceRank = Literal["primary", "second-hand", "official"]
"""Official is the law, and guidance of the state; it says nothing of what was found."""

FULL_SCORE = Fraction(100)


class Identity(Value, frozen=True, kw_only=True):
    """Which framework this is, and what its numbers are not."""

    id: Text
    edition: Text
    date: date
    title: Text
    report: Text
    standing: Text


class Level(Value, frozen=True, kw_only=True):
    """A step of the scale that a force picks from."""

    level: LevelNumber
    word: Text
    meaning: Text


class Band(Value, frozen=True, kw_only=True, rename={"lower": "from"}):
    """A named range of scores, from its lower end (inclusive) to the next band's."""

    lower: Points
    word: Text


class Target(Value, frozen=True, kw_only=True):
    """What it takes to be at target: a score, and no check below a level."""

    score: Points
    lowest_level: LevelNumber
    because: Text


class EvidenceRule(Value, frozen=True, kw_only=True):
    """From which level evidence is required, and what counts without it."""

    required_from: LevelNumber
    unsupported_level: LevelNumber
    because: Text


class CoverageRule(Value, frozen=True, kw_only=True):
    """The share of weight that must be answered before a band or position is given."""

    minimum: Share
    because: Text


class ExcusedRule(Value, frozen=True, kw_only=True):
    """The share of weight that may be not applicable before band and position are withheld."""

    maximum: Share
    because: Text


class RubricKind(Value, frozen=True, kw_only=True):
    """How one way of speaking about a shortcoming is read as a level with a range."""

    kind: Text
    level: LevelNumber
    low: LevelNumber
    high: LevelNumber
    words: Text


class Limit(Value, frozen=True, kw_only=True):
    """A criterion that caps the overall band while it scores below a level."""

    id: Text
    criterion: Text
    below_level: LevelNumber
    cap: Text
    because: Text


class ThemeWeight(Value, frozen=True, kw_only=True):
    """A theme's share of the overall score; its content is in its own file."""

    id: Text
    weight: Weight
    weight_because: Text


class Source(Value, frozen=True, kw_only=True):
    """Where facts about the baseline come from."""

    id: Text
    rank: SourceRank
    title: Text
    note: Text


class FrameworkFile(Value, frozen=True, kw_only=True):
    """What `framework.yaml` holds."""

    framework: Identity
    subject: Subject | None = None
    levels: Annotated[tuple[Level, ...], Meta(min_length=2)]
    bands: Annotated[tuple[Band, ...], Meta(min_length=1)]
    target: Target
    evidence: EvidenceRule
    coverage: CoverageRule
    not_applicable: ExcusedRule
    baseline_rubric: Annotated[tuple[RubricKind, ...], Meta(min_length=1)]
    limits: tuple[Limit, ...] = ()
    themes: Annotated[tuple[ThemeWeight, ...], Meta(min_length=1)]
    sources: Annotated[tuple[Source, ...], Meta(min_length=1)]
    choosing: Text | None = None
    looks: tuple[Look, ...] = ()
    law_as_at: date | None = None
    law: tuple[LawStatement, ...] = ()
    recommendations: tuple[Recommendation, ...] = ()
    lineage: Lineage | None = None


class Shortcoming(Value, frozen=True, kw_only=True):
    """One thing that was found wanting, with its source."""

    id: Text
    text: Text
    prevalence: Text
    rank: Rank
    source: Text | Annotated[tuple[Text, ...], Meta(min_length=1)]
    where: Text
    figure: Text | None = None

    @property
    def sources(self) -> tuple[str, ...]:
        """The ids of its sources."""
        return (self.source,) if isinstance(self.source, str) else self.source


class Baseline(Value, frozen=True, kw_only=True):
    """How what was found is read for a criterion: a level, and the range that the words allow."""

    kind: Text
    level: LevelNumber
    low: LevelNumber
    high: LevelNumber
    drawn_from: Text
    because: Text


class Check(CheckText, frozen=True, kw_only=True):
    """One scored question."""

    kind: Literal["judgement"] = "judgement"
    asks_about: Annotated[tuple[Text, ...], Meta(min_length=1)]
    weight: Weight
    weight_because: Text


class Criterion(Value, frozen=True, kw_only=True):
    """What good looks like where a shortcoming was found.

    covers, elsewhere: what belongs to it, and what to its neighbours. boundary: both in one text,
    as older files have it.
    """

    id: Text
    title: Text
    good: Text
    covers: Text | None = None
    elsewhere: Text | None = None
    boundary: Text | None = None
    size: Text
    weight: Weight
    weight_because: Text
    baseline: Baseline
    shortcomings: Annotated[tuple[Shortcoming, ...], Meta(min_length=1)]
    checks: Annotated[tuple[Check, ...], Meta(min_length=1)]
    measures: tuple[Measure, ...] = ()

    def weights(self) -> Iterator[tuple[str, Fraction]]:
        """Yield the id and weight of every check and of every measure that is scored."""
        for check in self.checks:
            yield check.id, exact(check.weight)
        for measure in self.measures:
            if measure.weight is not None:
                yield measure.id, exact(measure.weight)


class ThemeFile(Value, frozen=True, kw_only=True):
    """What the file of one theme holds."""

    theme: Text
    title: Text
    about: Text
    criteria: Annotated[tuple[Criterion, ...], Meta(min_length=1)]


class Theme(Value, frozen=True, kw_only=True):
    """A theme with its weight and its criteria."""

    id: str
    title: str
    about: str
    weight: float
    weight_because: str
    criteria: tuple[Criterion, ...]


class Framework(Value, frozen=True, kw_only=True):
    """One edition of the criteria, whole and free of faults.

    Found out since, and no part of what it declares nor of its hash: changed: it bears id and
    edition of one that comes with the tool, with other content. stands_for: other editions that ask
    the same questions, so that returns made for them can be scored under it. made_for: those of
    these that the returns of a run were made for; empty where all were made for it.
    """

    identity: Identity
    levels: tuple[Level, ...]
    bands: tuple[Band, ...]
    target: Target
    evidence: EvidenceRule
    coverage: CoverageRule
    not_applicable: ExcusedRule
    baseline_rubric: tuple[RubricKind, ...]
    limits: tuple[Limit, ...]
    sources: tuple[Source, ...]
    themes: tuple[Theme, ...]
    cases: CaseSheet | None = None
    choosing: Text | None = None
    looks: tuple[Look, ...] = ()
    law_as_at: date | None = None
    law: tuple[LawStatement, ...] = ()
    recommendations: tuple[Recommendation, ...] = ()
    lineage: Lineage | None = None
    subject: Subject | None = None
    modules: tuple[Module, ...] = ()
    changed: bool = False
    stands_for: tuple[str, ...] = ()
    made_for: str = ""

    @property
    def words(self) -> Subject:
        """What the baseline is called here; in neutral words where the framework does not say."""
        return self.subject or NEUTRAL

    def criteria(self) -> Iterator[tuple[Theme, Criterion]]:
        """Yield every criterion with its theme, in framework order."""
        for theme in self.themes:
            for criterion in theme.criteria:
                yield theme, criterion

    def checks(self) -> Iterator[tuple[Theme, Criterion, Check]]:
        """Yield every judged check with its criterion and theme, in framework order."""
        for theme, criterion in self.criteria():
            for check in criterion.checks:
                yield theme, criterion, check

    def measures(self) -> Iterator[tuple[Criterion, Measure]]:
        """Yield every measure with its criterion, in framework order."""
        for _, criterion in self.criteria():
            for measure in criterion.measures:
                yield criterion, measure

    def module(self, module_id: str) -> Module:
        """Return the optional module with this id, in whatever case; KeyError if there is none."""
        for module in self.modules:
            if module.id.casefold() == module_id.casefold():
                return module
        raise KeyError(module_id)

    def points(self, level: int) -> Fraction:
        """Return what `level` is worth: equal steps from 0 at the lowest to 100 at the highest."""
        return _points(level, len(self.levels) - 1)

    def level_label(self, level: int) -> str:
        """Return number and word of a level, as drop-downs show it."""
        return f"{level} {self.levels[level].word}"

    def band_of(self, score: Fraction) -> Band:
        """Return the band of an unrounded score; a band's lower end belongs to it."""
        return next(band for band in reversed(self.bands) if score >= exact(band.lower))

    def band_named(self, word: str) -> Band:
        """Return the band with this word; KeyError if there is none."""
        for band in self.bands:
            if band.word == word:
                return band
        raise KeyError(word)

    def source(self, source_id: str) -> Source:
        """Return the source with this id; KeyError if there is none."""
        for source in self.sources:
            if source.id == source_id:
                return source
        raise KeyError(source_id)

    def law_of(self, criterion_id: str) -> Iterator[LawStatement]:
        """Yield the statements of law that are shown at a criterion."""
        return (item for item in self.law if criterion_id in item.criteria)

    def recommended_to(self, criterion_id: str) -> Iterator[Recommendation]:
        """Yield the recommendations that belong to a criterion."""
        return (item for item in self.recommendations if criterion_id in item.criteria)

    def looked_at_by(self, look: Look) -> tuple[str, ...]:
        """Return the ids of the checks that an outside look serves."""
        return tuple(check.id for _, _, check in self.checks() if check.look == look.name)

    def effective_weights(self) -> dict[str, Fraction]:
        """Return the share of the overall score that each node carries when all is answered.

        Keys are ids of themes, criteria, and checks and scored measures; the shares of each of
        these three add up to 1.
        """
        shares: dict[str, Fraction] = {}
        themes_total = sum((exact(theme.weight) for theme in self.themes), Fraction(0))
        for theme in self.themes:
            shares[theme.id] = exact(theme.weight) / themes_total
            total = sum((exact(item.weight) for item in theme.criteria), Fraction(0))
            for criterion in theme.criteria:
                shares[criterion.id] = shares[theme.id] * exact(criterion.weight) / total
                parts_total = sum((weight for _, weight in criterion.weights()), Fraction(0))
                for part_id, weight in criterion.weights():
                    shares[part_id] = shares[criterion.id] * weight / parts_total
        return shares

    def declared(self) -> "Framework":
        """Return what its files declare, without what was found out about it since."""
        if not (self.changed or self.stands_for or self.made_for):
            return self
        return msgspec.structs.replace(self, changed=False, stands_for=(), made_for="")

    def sha256(self) -> str:
        """Return the hash of the loaded content.

        It is taken over the values, so line endings, comments and layout of the files do not count.
        """
        content = msgspec.json.encode(self.declared(), order="sorted")
        return hashlib.sha256(content).hexdigest()


@lru_cache(maxsize=64)
def _points(level: int, steps: int) -> Fraction:
    return FULL_SCORE * level / steps
