"""Why an entry is on a visit list, in sentences, the same in every format."""

from collections.abc import Iterator, Sequence

from slavery_benchmark.core.framework.case_sheet import NOT_NEEDED
from slavery_benchmark.core.framework.declared import exact
from slavery_benchmark.core.framework.framework import Framework
from slavery_benchmark.core.framework.measures import Measure
from slavery_benchmark.core.scoring.scores import CheckScore, ForceScore
from slavery_benchmark.core.visit.adverse_cases import not_needed
from slavery_benchmark.core.visit.entry import Entry, Group, Why
from slavery_benchmark.document.numbers import count_text, date_text, plain_number, score_text
from slavery_benchmark.pages.words.measures import (
    cases_text,
    figure_text,
    level_text,
    measures_by_id,
    shown_text,
    state_text,
)
from slavery_benchmark.pages.words.scores import capital

_MOST_PARTS = 3


def same_as(entry: Entry, before: Sequence[Entry]) -> int | None:
    """Return the number, from 1, of an earlier entry about the same own cases; None if none is."""
    for number, other in enumerate(before, start=1):
        if other.group is entry.group is Group.DIFFERS and other.measures == entry.measures:
            return number
    return None


def reason(
    entry: Entry, force: ForceScore, framework: Framework, *, as_under: int | None = None
) -> str:
    """Return why an entry is on the list, in one or more sentences.

    `as_under` is the number of an earlier entry that has told of the same own cases.
    """
    if as_under is not None:
        level = force.check(entry.node).response.level or 0
        return (
            f"Judged {framework.level_label(level)}. Own cases of this criterion show the same as "
            f"under {as_under}."
        )
    words = _Reasons(force, framework)
    return {
        Group.DIFFERS: words.differs,
        Group.UNSUPPORTED: words.unsupported,
        Group.BASELINE: words.baseline,
        Group.MISSING: words.missing,
    }[entry.group](entry)


class _Reasons:
    """Words the entries of one force."""

    def __init__(self, force: ForceScore, framework: Framework) -> None:
        self.force = force
        self.framework = framework
        self.measures = measures_by_id(framework)

    def differs(self, entry: Entry) -> str:
        level = self.force.check(entry.node).response.level or 0
        shown = "; ".join(self._shown(measure) for measure in entry.measures)
        label = self.framework.level_label(level)
        return f"Judged {label}. Own cases of this criterion show {shown}."

    def unsupported(self, entry: Entry) -> str:
        check = self.force.check(entry.node)
        label = self.framework.level_label
        level = label(check.response.level or 0)
        counts = label(self.framework.evidence.unsupported_level)
        return f"Judged {level}; counts as {counts}, as {self._lacking(check)}."

    def _lacking(self, check: CheckScore) -> str:
        response, start = check.response, self.force.submission.period_start
        if not response.evidence:
            return "no reference stands beside it"
        if response.evidence_date is None:
            return "its reference has no usable date"
        if start is None:
            return "the start of the period is not known"
        day = date_text(response.evidence_date)
        return f"its reference was last confirmed on {day}, before the period"

    def baseline(self, entry: Entry) -> str:
        node = self.force.node(entry.node)
        tally, reference, target = node.tally, node.reference, self.framework.target
        said = f"Scores {score_text(tally.score)}"
        if tally.low != tally.high:
            said += f" (could be {score_text(tally.low)} to {score_text(tally.high)})"
        if reference is not None:
            low, high = score_text(reference.low, 0), score_text(reference.high, 0)
            said += f", {self.framework.words.say(entry.why)} of {low} to {high}"
        said += f"; the target is {plain_number(exact(target.score))}."
        parts = [self._judged(item) for item in entry.checks]
        parts += [f"own cases show {self._shown(item)}" for item in entry.measures]
        rest = len(parts) - _MOST_PARTS
        more = f"; and {rest} more" if rest > 0 else ""
        return f"{said} Below it: {'; '.join(parts[:_MOST_PARTS])}{more}." if parts else said

    def _judged(self, check_id: str) -> str:
        check = self.force.check(check_id)
        label = self.framework.level_label
        said = f"{check_id} judged {label(check.response.level or 0)}"
        if check.counted_level is not None and check.counted_level != check.response.level:
            said += f", counts as {label(check.counted_level)}"
        return said

    def _shown(self, measure_id: str) -> str:
        """Return title, level and figure of a measure."""
        measure, measured = self.measures[measure_id], self.force.measure(measure_id).measured
        level = level_text(measured, self.framework)
        return f"{level} on {self._titled(measure_id)}: {figure_text(measure, measured)}"

    def _titled(self, measure_id: str) -> str:
        return f"“{self.measures[measure_id].title}” ({measure_id})"

    def missing(self, entry: Entry) -> str:
        if entry.checks:
            return self._unanswered(entry)
        if entry.why in (Why.TOO_LITTLE_KNOWN, Why.NOT_SETTLED):
            item = self.force.measure(entry.node)
            measure = self.measures[entry.node]
            state = state_text(measure, item.measured, self.framework)
            return f"{_sentence(state)} {_sentence(shown_text(measure, item.measured))}"
        count = count_text(len(entry.measures), "measure")
        if entry.why is Why.NOT_SUPPLIED:
            return f"No case files, so {count} could not be worked out."
        if entry.why is Why.CHOSEN:
            cases = cases_text(self.force.submission.cases)
            return (
                f"{_sentence(cases)} They say nothing of the others, so {count} can have no level."
            )
        if entry.why is Why.NO_CASE:
            named = ", ".join(self._titled(item) for item in entry.measures)
            said = f"No case on the sheet is one that {named} is about."
        else:
            said = f"Too few cases for a level: {'; '.join(map(self._few, entry.measures))}."
        return " ".join([said, *self._not_needed(entry.measures)])

    def _few(self, measure_id: str) -> str:
        about, needed = (
            self.force.measure(measure_id).measured.about,
            self.measures[measure_id].minimum_cases,
        )
        return f"{about:,} where {needed} are needed, {self._titled(measure_id)}"

    def _not_needed(self, measure_ids: Sequence[str]) -> Iterator[str]:
        """Yield how many cases “not needed” takes out of measures, and what watches for that."""
        submission = self.force.submission
        table = submission.cases.table if submission.cases is not None else None
        if table is None:
            return
        for measure_id in measure_ids:
            measure = self.measures[measure_id]
            times = not_needed(measure, table, submission.period_end)
            if times:
                cases = count_text(len(table), "case")
                yield f"“{NOT_NEEDED}” takes {times:,} of {cases} out of {measure_id}."
                yield from self._watching(measure)

    def _watching(self, taken_from: Measure) -> Iterator[str]:
        """Yield what measures show that are not scored and count “not needed” in its columns."""
        columns = set(taken_from.columns())
        for measure_id, measure in self.measures.items():
            counts = any(c.column in columns and NOT_NEEDED in c.one_of for c in measure.counts)
            if counts and not measure.is_scored:
                shown = shown_text(measure, self.force.measure(measure_id).measured)
                yield f"Shown and not scored, {self._titled(measure_id)}: {shown}."

    def _unanswered(self, entry: Entry) -> str:
        checks = [self.force.check(item) for item in entry.checks]
        which = f"{', '.join(entry.checks)}: " if len(checks) > 1 else ""
        if entry.why is Why.NOT_APPLICABLE:
            given = dict.fromkeys(check.response.not_applicable_reason for check in checks)
            reasons = "; ".join(f"“{item}”" for item in given)
            said = f"{which}not applicable, because {reasons}."
            found = ", ".join(self._about(item) for item in entry.measures)
            return f"{said} Own cases to hold against it: {found}." if found else said
        what = {
            Why.BLANK: "no answer, which is not 0: it could be 0 to 100.",
            Why.INVALID: "what stands there cannot be used, which is not 0: it could be 0 to 100.",
        }[entry.why]
        return f"{which}{what}" if which else capital(what)

    def _about(self, measure_id: str) -> str:
        about = self.force.measure(measure_id).measured.about
        return f"{about:,} that {measure_id} is about"


def _sentence(text: str) -> str:
    return f"{capital(text)}."
