"""Why a criterion is on a visit list, in sentences, the same in every format."""

from collections.abc import Iterator, Sequence

from slavery_benchmark.core.framework.declared import exact
from slavery_benchmark.core.framework.framework import Framework
from slavery_benchmark.core.scoring.scores import CheckScore, ForceScore
from slavery_benchmark.core.visit.entry import Entry, Ground, Why
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
_RANDOM_SAMPLE = "Ask for a list of all cases, and read a random sample."
_ACTIONS = {
    Why.REGRESSED: "Ask what has changed since then.",
    Why.DIFFERS: "Read the files of the cases named, and ask what the level was given for.",
    Why.UNSUPPORTED: "Ask to see what supports the level, and when it was last confirmed.",
    Why.LOW: "Ask what has changed since the baseline, and see it.",
    Why.SET_ASIDE: "Ask to see what supports the level.",
    Why.BLANK: "Ask for it before the visit.",
    Why.INVALID: "Ask what was meant.",
    Why.NOT_APPLICABLE: "Test whether it cannot apply here.",
    Why.NOT_SUPPLIED: _RANDOM_SAMPLE,
    Why.CHOSEN: _RANDOM_SAMPLE,
    Why.NOT_ALL_LISTED: "Ask for the others.",
    Why.TOO_FEW: "Ask for a list of all cases.",
    Why.TOO_LITTLE_KNOWN: "Have the empty and faulty cells filled in from the files.",
    Why.PARTLY_KNOWN: "Have the empty and faulty cells filled in from the files.",
    Why.NOT_SETTLED: "Ask what became of the cases that are still waiting.",
}


def reasons(entry: Entry, force: ForceScore, framework: Framework) -> Iterator[str]:
    """Yield why a criterion is on the list, and what to do about it: a text for each ground."""
    for ground in entry.grounds:
        yield f"{ground_text(ground, force, framework)} {action(ground, framework)}"


def action(ground: Ground, framework: Framework) -> str:
    """Return what to do about a ground, in a sentence."""
    if ground.why is Why.BLANK and len(ground.checks) > 1:
        return "Ask for them before the visit."
    return framework.words.say(_ACTIONS[ground.why])


def ground_text(ground: Ground, force: ForceScore, framework: Framework) -> str:
    """Return why a criterion is on the list, in one or more sentences."""
    words = _Reasons(force, framework)
    return {
        Why.REGRESSED: words.regressed,
        Why.DIFFERS: words.differs,
        Why.UNSUPPORTED: words.unsupported,
        Why.LOW: words.low,
        Why.SET_ASIDE: words.set_aside,
        Why.BLANK: words.blank,
        Why.INVALID: words.invalid,
        Why.NOT_APPLICABLE: words.not_applicable,
        Why.NOT_SUPPLIED: words.not_supplied,
        Why.CHOSEN: words.chosen,
        Why.NOT_ALL_LISTED: words.not_all_listed,
        Why.TOO_FEW: words.too_few,
        Why.TOO_LITTLE_KNOWN: words.without_level,
        Why.PARTLY_KNOWN: words.partly_known,
        Why.NOT_SETTLED: words.without_level,
    }[ground.why](ground)


class _Reasons:
    """Words the grounds of one force."""

    def __init__(self, force: ForceScore, framework: Framework) -> None:
        self.force = force
        self.framework = framework
        self.measures = measures_by_id(framework)

    def regressed(self, ground: Ground) -> str:
        then, now = (ground.fall.then, ground.fall.now) if ground.fall else (None, None)
        scores = f"{score_text(then)} to {score_text(now)}"
        return f"Regressed since the earlier submission: {scores}."

    def differs(self, ground: Ground) -> str:
        judged = ", ".join(
            f"{item} {self._label(self.force.check(item).response.level)}" for item in ground.checks
        )
        shown = "; ".join(self._shown(measure) for measure in ground.measures)
        return f"Judged {judged}. Own cases show {shown}."

    def unsupported(self, ground: Ground) -> str:
        said = []
        for item in ground.checks:
            check = self.force.check(item)
            counts = self._label(self.framework.evidence.unsupported_level)
            level = self._label(check.response.level)
            said.append(f"{item} judged {level} counts as {counts}, as {self._lacking(check)}")
        return f"{_first(said)}."

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

    def low(self, ground: Ground) -> str:
        checks = [self.force.check(item) for item in ground.checks]
        parts = [
            f"{check.node.id} {'verified as' if check.is_verified else 'judged'} "
            f"{self._label(check.level_seen)}"
            for check in checks
        ]
        parts += [f"own cases show {self._shown(item)}" for item in ground.measures]
        target = plain_number(exact(self.framework.target.score))
        return f"Below the target of {target}: {_first(parts)}."

    def _label(self, level: int | None) -> str:
        return self.framework.level_label(level or 0)

    def _shown(self, measure_id: str) -> str:
        """Return title, level and figure of a measure."""
        measure, measured = self.measures[measure_id], self.force.measure(measure_id).measured
        level = level_text(measured, self.framework)
        return f"{level} on {titled(measure_id, self.framework)}: {figure_text(measure, measured)}"

    def set_aside(self, ground: Ground) -> str:
        return f"{_ids(ground)}: of less assurance than asked for, and counted as unanswered."

    def blank(self, ground: Ground) -> str:
        return f"{_ids(ground)}: not answered."

    def invalid(self, ground: Ground) -> str:
        return f"{_ids(ground)}: what stands there cannot be used."

    def not_applicable(self, ground: Ground) -> str:
        checks = [self.force.check(item) for item in ground.checks]
        given = dict.fromkeys(check.response.not_applicable_reason for check in checks)
        because = "; ".join(f"“{item}”" for item in given)
        said = f"{_ids(ground)}: not applicable, because {because}."
        about = (
            f"{self.force.measure(item).measured.about:,} that {item} is about"
            for item in ground.measures
        )
        found = ", ".join(about)
        return f"{said} Own cases to hold against it: {found}." if found else said

    def not_supplied(self, ground: Ground) -> str:
        return f"No case files: {_open(ground)}."

    def chosen(self, ground: Ground) -> str:
        cases = cases_text(self.force.submission.cases)
        return f"{_sentence(cases)} They say nothing of the others: {_open(ground)}."

    def not_all_listed(self, ground: Ground) -> str:
        files = self.force.submission.cases
        if files is None or files.in_period is None:
            said = "How many cases there were is not said, so nobody knows whether all are listed"
        else:
            said = f"Only {files.listed:,} of {count_text(files.in_period, 'case')} are listed"
        return f"{said}: what the others show of {', '.join(ground.measures)} is not known."

    def too_few(self, ground: Ground) -> str:
        return f"Too few cases for a level, and not all are listed: {_open(ground)}."

    def without_level(self, ground: Ground) -> str:
        said = []
        for item in ground.measures:
            measure, measured = self.measures[item], self.force.measure(item).measured
            state = state_text(measure, measured, self.framework)
            said.append(f"{item}: {state}. {_sentence(shown_text(measure, measured))}")
        return " ".join(said)

    def partly_known(self, ground: Ground) -> str:
        said = []
        for item in ground.measures:
            measured = self.force.measure(item).measured
            unknown = measured.unknown + measured.left_out
            said.append(f"{unknown:,} of {measured.about:,} for {item}")
        return f"Cases of which not all is known: {', '.join(said)}."


def titled(measure_id: str, framework: Framework) -> str:
    """Return a measure by its title and its id."""
    return f"“{measures_by_id(framework)[measure_id].title}” ({measure_id})"


def _ids(ground: Ground) -> str:
    return ", ".join(ground.checks)


def _open(ground: Ground) -> str:
    """Return that a measure is not known, and so are the levels that it tests."""
    measures = ", ".join(ground.measures)
    if len(ground.measures) == 1:
        return f"{measures} is not known, nor are the levels that it tests"
    return f"{measures} are not known, nor are the levels that they test"


def _first(parts: Sequence[str]) -> str:
    rest = len(parts) - _MOST_PARTS
    more = f"; and {rest} more" if rest > 0 else ""
    return f"{'; '.join(parts[:_MOST_PARTS])}{more}"


def _sentence(text: str) -> str:
    return f"{capital(text)}."
