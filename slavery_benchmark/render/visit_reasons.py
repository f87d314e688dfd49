"""Why an entry is on a visit list, in sentences, the same in every format."""

from collections.abc import Sequence

from slavery_benchmark.core.declared import exact
from slavery_benchmark.core.framework import Framework
from slavery_benchmark.core.scores import CheckScore, ForceScore
from slavery_benchmark.core.visit_entry import Entry, Group, Why
from slavery_benchmark.render.measure_words import (
    cases_text,
    figure_text,
    level_text,
    measures_by_id,
    state_text,
)
from slavery_benchmark.render.numbers import count_text, date_text, plain_number, score_text
from slavery_benchmark.render.words import capital

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
            f"Judged {framework.level_label(level)}. Own cases show the same as under {as_under}."
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
        return f"Judged {self.framework.level_label(level)}. Own cases show {shown}."

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
        tally, range_2017, target = node.tally, node.reference, self.framework.target
        said = f"Scores {score_text(tally.score)}"
        if tally.low != tally.high:
            said += f" (could be {score_text(tally.low)} to {score_text(tally.high)})"
        if range_2017 is not None:
            low, high = score_text(range_2017.low, 0), score_text(range_2017.high, 0)
            said += f", {entry.why.value} of {low} to {high}"
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
        """Return level, figure and title of a measure."""
        measure, measured = self.measures[measure_id], self.force.measure(measure_id).measured
        level = level_text(measured, self.framework)
        return f"{level}: {figure_text(measure, measured)}, “{measure.title}” ({measure_id})"

    def missing(self, entry: Entry) -> str:
        if entry.checks:
            return self._unanswered(entry)
        if entry.why in (Why.TOO_LITTLE_KNOWN, Why.NOT_SETTLED):
            item = self.force.measure(entry.node)
            state = state_text(self.measures[entry.node], item.measured, self.framework)
            return _sentence(state)
        count = count_text(len(entry.measures), "measure")
        if entry.why is Why.NOT_SUPPLIED:
            return f"No case files, so {count} could not be worked out."
        if entry.why is Why.CHOSEN:
            cases = cases_text(self.force.submission.cases)
            return (
                f"{_sentence(cases)} They say nothing of the others, so {count} can have no level."
            )
        most = max(self.force.measure(item).measured.about for item in entry.measures)
        return (
            f"Too few cases for {count}: {', '.join(entry.measures)}. None of them has more than "
            f"{count_text(most, 'case')}."
        )

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
