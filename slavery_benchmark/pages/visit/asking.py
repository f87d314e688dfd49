"""What to ask a force for, and the questions that move no score, as sentences."""

from collections import Counter
from collections.abc import Iterator, Sequence

from slavery_benchmark.core.cases.table import CaseFiles, Selection
from slavery_benchmark.core.framework.case_sheet import NOT_NEEDED
from slavery_benchmark.core.framework.framework import Framework
from slavery_benchmark.core.scoring.scores import ForceScore
from slavery_benchmark.core.visit.all_forces import ForceVisit
from slavery_benchmark.core.visit.entry import Why
from slavery_benchmark.core.visit.questions import Question, Topic
from slavery_benchmark.document.numbers import count_text
from slavery_benchmark.pages.words.cases import cases_lines
from slavery_benchmark.pages.words.measures import measures_by_id, shown_text
from slavery_benchmark.pages.words.reasons import titled
from slavery_benchmark.pages.words.scores import capital

_NAMED = 3
_LONGEST = 60
_ALL_CASES = "a list of all cases"
_HOW_MANY = "the number of cases in the period"
_OF_LIST = {Selection.UNSAID: "the way its cases were chosen", Selection.MISCOUNTED: _HOW_MANY}


def ask_for(visit: ForceVisit, most: int | None = None) -> str:
    """Return what to ask a force for before the visit, as a phrase; empty for nothing.

    most: how many things are named before it is said that there is more.
    """
    grounds = [ground for entry in visit.entries for ground in entry.grounds]
    checks: Counter[Why] = Counter()
    for ground in grounds:
        checks[ground.why] += len(ground.checks)
    parts = list(dict.fromkeys(_of_cases(visit.force.submission.cases, checks)))
    if missing := checks[Why.BLANK] + checks[Why.INVALID]:
        parts.append(count_text(missing, "answer"))
    if excused := checks[Why.NOT_APPLICABLE]:
        parts.append(f"the reasons why {count_text(excused, 'check')} cannot apply")
    if most is not None and len(parts) > most:
        parts = [*parts[:most], "more"]
    return " and ".join(filter(None, (", ".join(parts[:-1]), *parts[-1:])))


def _of_cases(files: CaseFiles | None, whys: Counter[Why]) -> Iterator[str]:
    selection = Selection.UNSAID if files is None else files.selection
    missing = None if files is None or files.in_period is None else files.in_period - files.listed
    left = _HOW_MANY if missing is None else f"the {count_text(missing, 'case')} not listed"
    if Why.NOT_SUPPLIED in whys or Why.TOO_FEW in whys:
        yield _ALL_CASES
    if Why.CHOSEN in whys:
        yield left if selection is Selection.INCOMPLETE else _OF_LIST.get(selection, _ALL_CASES)
    if Why.NOT_ALL_LISTED in whys:
        yield left
    if Why.TOO_LITTLE_KNOWN in whys or Why.PARTLY_KNOWN in whys:
        yield "what is empty in its case files"
    if Why.NOT_SETTLED in whys:
        yield "news of the cases still waiting"


def question_lines(
    questions: Sequence[Question], force: ForceScore, framework: Framework
) -> Iterator[str]:
    """Yield the questions to a force, in a sentence or two each."""
    for item in questions:
        said = {
            Topic.NO_CASE: _no_case,
            Topic.TOO_FEW: _too_few,
            Topic.NOT_NEEDED: _not_needed,
            Topic.LISTED: _listed,
            Topic.NONE_LISTED: _none_listed,
            Topic.FEWER_CASES: _fewer,
            Topic.REPEATED: _repeated,
            Topic.SHARED: _shared,
            Topic.CARRIED: _carried,
        }[item.topic](item, force, framework)
        cases = "; ".join(cases_lines(item.cases, framework))
        yield f"{said} Cases: {cases}." if cases else said


def _no_case(item: Question, force: ForceScore, framework: Framework) -> str:  # noqa: ARG001
    named = ", ".join(titled(measure, framework) for measure in item.measures)
    return f"These measures have no cases: {named}. Ask why."


def _too_few(item: Question, force: ForceScore, framework: Framework) -> str:
    declared = measures_by_id(framework)
    few = "; ".join(
        f"{force.measure(measure).measured.about:,} where {declared[measure].minimum_cases} are "
        f"needed, {titled(measure, framework)}"
        for measure in item.measures
    )
    return f"Too few cases for a level: {few}. So few can all be read."


def _not_needed(item: Question, force: ForceScore, framework: Framework) -> str:
    (measure_id,) = item.measures
    cases = count_text(item.of, "case")
    said = [f"“{NOT_NEEDED}” takes {item.count:,} of {cases} out of {measure_id}."]
    beyond = force.measure(measure_id).measured.beyond
    if beyond:
        said.append(f"{beyond:,} of them are more than may be: they count as not known.")
    declared = measures_by_id(framework)
    columns = set(declared[measure_id].columns())
    for measure in declared.values():
        counts = any(c.column in columns and NOT_NEEDED in c.one_of for c in measure.counts)
        if counts and not measure.is_scored:
            shown = shown_text(measure, force.measure(measure.id).measured)
            said.append(f"Shown and not scored, {titled(measure.id, framework)}: {shown}.")
    said.append("Read some of them, and ask why it was not needed.")
    return " ".join(said)


_ORDER = {"within": ", longest first", "median": ", longest first", "share": ", most people first"}


def _listed(item: Question, force: ForceScore, framework: Framework) -> str:
    (measure_id,) = item.measures
    measure = measures_by_id(framework)[measure_id]
    shown = shown_text(measure, force.measure(measure_id).measured)
    scored = "" if measure.is_scored else ", shown and not scored"
    so = "not so" if measure.direction == "higher" else "so"
    read = "read it"
    if item.count > 1:
        read = f"read them{_ORDER.get(measure.kind, '')}"
    if item.count > len(item.cases):
        read += f", beginning with these {len(item.cases)}"
    return (
        f"{titled(measure_id, framework)}{scored}: {shown}. In {count_text(item.count, 'case')} it "
        f"was {so}: {read}."
    )


def _none_listed(item: Question, force: ForceScore, framework: Framework) -> str:  # noqa: ARG001
    (measure_id,) = item.measures
    return f"{titled(measure_id, framework)}: no case to read. {item.text}"


def _fewer(item: Question, force: ForceScore, framework: Framework) -> str:  # noqa: ARG001
    cases = count_text(item.count, "case")
    recorded = count_text(item.of, "offence")
    return f"{capital(cases)} in the period, {recorded} recorded in {item.text}. Ask why so few."


def _repeated(item: Question, force: ForceScore, framework: Framework) -> str:  # noqa: ARG001
    text = item.text if len(item.text) <= _LONGEST else f"{item.text[: _LONGEST - 1].rstrip()}…"
    return (
        f"The same evidence, “{text}”, stands beside {_of(item)} checks ({_some(item.checks)}). "
        "Ask which of them it bears out."
    )


def _shared(item: Question, force: ForceScore, framework: Framework) -> str:  # noqa: ARG001
    return (
        f"The evidence of {_of(item)} checks stands word for word, or nearly, in "
        f"{_some(item.others)} too ({_some(item.checks)}). Ask who wrote it."
    )


def _carried(item: Question, force: ForceScore, framework: Framework) -> str:  # noqa: ARG001
    moved = (
        f"; in {item.moved:,} of them the date of the evidence alone moved" if item.moved else ""
    )
    return (
        f"{_of(item)} answers stand word for word as in the earlier submission{moved}. Ask who "
        "looked at them again."
    )


def _of(item: Question) -> str:
    return f"{item.count:,} of {item.of:,}"


def _some(names: Sequence[str]) -> str:
    rest = len(names) - _NAMED
    return ", ".join(names[:_NAMED]) + (f" and {rest} more" if rest > 0 else "")
