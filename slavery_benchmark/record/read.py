"""From a result file back to the submissions in it, scored again from their answers."""

import re
from collections.abc import Iterator
from fractions import Fraction
from math import inf
from typing import Any

import msgspec

from slavery_benchmark.core.cases.measuring import Measured, Range
from slavery_benchmark.core.cases.table import CaseFiles
from slavery_benchmark.core.cases.waiting_times import Waits
from slavery_benchmark.core.framework.declared import exact
from slavery_benchmark.core.framework.framework import Framework
from slavery_benchmark.core.problems import (
    Code,
    Problem,
    Said,
    Severity,
    UnusableError,
    problem,
)
from slavery_benchmark.core.scoring.only_just import only_just
from slavery_benchmark.core.scoring.scores import Assurance, ForceScore, NodeScore
from slavery_benchmark.core.scoring.scoring import score_submission
from slavery_benchmark.core.scoring.submission import Response, SourceFile, Submission
from slavery_benchmark.core.text import clean
from slavery_benchmark.extracting.personal_data import fit_to_show, withheld
from slavery_benchmark.pages.score.build import digest_of, node_fields, with_positions
from slavery_benchmark.pages.score.records import (
    OLDEST_SCHEMA,
    SCHEMA_VERSION,
    CheckResult,
    ForceResult,
    MeasureResult,
    ModuleResult,
    NodeResult,
    ProblemResult,
    RangeResult,
    Result,
)
from slavery_benchmark.pages.shaped import shaped
from slavery_benchmark.record.possible import has_huge_number, has_long_text, impossible, values_in
from slavery_benchmark.shipped_editions import marked

# control characters but tab and line feed, and what reorders the text around it
_HIDDEN = re.compile(
    "[\\x00-\\x08\\x0b-\\x1f\\x7f-\\x9f\\u061c\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u2069]"
)
_KEYS = {"schema_version", "forces", "options", "digest"}
"""What every result has had from the first version on, and no other output has in full."""
_FAULTS = (AttributeError, LookupError, TypeError, ValueError, ArithmeticError, RecursionError)
"""What reading and reckoning raise over values that no result of ours has."""
_TEXTS = ("found", "evidence", "not_applicable_reason", "owner", "comment")
_EXPECTED = "a result that `benchmark score FILE -o NAME.json` wrote"


class Record(msgspec.Struct, frozen=True, kw_only=True):
    """A result file as it stands, and the framework in it.

    digest: of what it holds. edited: it is not the one that was written. tells_changes: it was
    written with what had changed since earlier submissions, which is sealed but read no more.
    """

    shown_as: str
    result: Result
    framework: Framework
    digest: str
    edited: bool
    tells_changes: bool


def read_record(content: bytes, shown_as: str, *, allow_edited: bool = False) -> Record:
    """Read the content of a result file.

    Raises UnusableError if it is no result, one of a later version, or one that was changed after
    it was written; `allow_edited` lets the last pass.
    """
    data = _decoded(content, shown_as)
    if has_hidden(data):
        raise _refusal(
            Code.RESULT_UNREADABLE,
            shown_as,
            found="text with control characters, or marks that turn the order of letters round",
        )
    _check_version(data.get("schema_version"), shown_as)
    if has_huge_number(data):
        raise _refusal(Code.RESULT_UNREADABLE, shown_as, found="a number larger than any in one")
    if has_long_text(data.get("forces")):
        found = "a text longer than a cell can hold (32,767 characters)"
        raise _refusal(Code.RESULT_UNREADABLE, shown_as, found=found)
    try:
        forces = [with_positions(force) for force in data["forces"]]
        result = msgspec.convert({**data, "forces": forces}, Result)
        framework = marked(msgspec.convert(result.criteria, Framework))
        digest = digest_of(data)
    except _FAULTS as error:  # a ValidationError is a ValueError
        raise _refusal(Code.RESULT_UNREADABLE, shown_as, found=str(error)) from None
    edited = digest != result.digest or framework.sha256() != result.framework.sha256
    if edited and not allow_edited:
        raise UnusableError(_edited(shown_as, result, digest))
    odd = impossible(framework, result.forces)
    if odd is not None:
        raise _refusal(Code.RESULT_UNREADABLE, shown_as, found=odd)
    return Record(
        shown_as=shown_as,
        result=result,
        framework=framework,
        digest=digest,
        edited=edited,
        tells_changes=bool(data.get("own_baseline")),
    )


def scores_in(record: Record, at_least: Assurance = Assurance.ASSERTED) -> list[ForceScore]:
    """Return the submissions of a result, each scored again from its answers and measured levels.

    That the record was edited, or holds other scores than these answers make, becomes a problem of
    each submission. Raises UnusableError if an edited record cannot be scored at all.
    """
    return [_scored(record, force, at_least) for force in record.result.forces]


def assurance_of(record: Record) -> Assurance:
    """Return the assurance that a result was made with; UnusableError if there is no such one."""
    said = str(record.result.options.get("assurance") or Assurance.ASSERTED)
    if said not in set(Assurance):
        found = f"the assurance {clean(said, 40)}"
        raise _refusal(Code.RESULT_UNREADABLE, record.shown_as, found=found)
    return Assurance(said)


def _decoded(content: bytes, shown_as: str) -> dict[str, Any]:
    try:
        data = msgspec.json.decode(content)
    except (msgspec.DecodeError, RecursionError, ValueError) as error:
        raise _refusal(Code.RESULT_UNREADABLE, shown_as, found=str(error)) from None
    if not isinstance(data, dict) or not data.keys() >= _KEYS:
        theirs = isinstance(data, dict) and "schema_version" in data
        found = "another output of benchmark than that of score" if theirs else "other JSON"
        if theirs and "files_per_chunk" in data:
            found = "the manifest of a data set: give its folder to compare or export"
        raise _refusal(Code.RESULT_UNREADABLE, shown_as, found=found)
    return data


def has_hidden(value: object) -> bool:
    """Return whether a text in a result would do something to a terminal; none is written so."""
    return any(
        isinstance(item, str)
        and not (item.isascii() and item.isprintable())
        and _HIDDEN.search(item) is not None
        for item in values_in(value)
    )


def _check_version(version: object, shown_as: str) -> None:
    """Refuse a result whose shape this version does not know, or that holds too little."""
    theirs = _numbers(version)
    version = clean(str(version), 40)
    if theirs > _numbers(SCHEMA_VERSION):
        raise UnusableError(
            problem(
                Code.RESULT_NEWER,
                file=shown_as,
                found=f"schema {version}",
                expected=f"schema {SCHEMA_VERSION} or an earlier one; install that version",
            )
        )
    if theirs < _numbers(OLDEST_SCHEMA):
        raise UnusableError(
            problem(
                Code.RESULT_UNREADABLE,
                file=shown_as,
                found=f"schema {version}",
                expected=f"schema {OLDEST_SCHEMA}, which holds the criteria as well; score the "
                "workbook again",
            )
        )


def _numbers(version: object) -> tuple[int, ...]:
    parts = version.split(".") if isinstance(version, str) else []
    return tuple(int(part[:9]) for part in parts if part.isascii() and part.isdigit())


def _refusal(code: Code, shown_as: str, found: str) -> UnusableError:
    return UnusableError(problem(code, file=shown_as, found=found, expected=_EXPECTED))


def _edited(shown_as: str, result: Result, digest: str) -> Problem:
    what = "its criteria" if digest == result.digest else f"digest {digest[:12]}…"
    return problem(
        Code.RESULT_EDITED,
        file=shown_as,
        found=what,
        expected=f"what was written under digest {result.digest[:12]}…; score the workbook again, "
        "or give --allow-edited to take the answers as they stand",
    )


def _scored(record: Record, force: ForceResult, at_least: Assurance) -> ForceScore:
    said = assurance_of(record)
    try:
        submission = _submission(record, force)
        measured = {item.id: _measured(item) for item in force.measures}
        score = score_submission(submission, record.framework, said, measured)
        nodes = list(_nodes(force, score))
        other = score
        if said is not at_least:
            other = score_submission(submission, record.framework, at_least, measured)
    except _FAULTS as error:
        # an edited file may lack a check, or name a level, a state or a problem that there is not
        raise _refusal(Code.RESULT_UNREADABLE, record.shown_as, found=str(error)) from None
    problems = list(submission.problems)
    just = only_just(score, record.framework)
    unlike = [
        node.id
        for node, ours in nodes
        if _unlike(node, node_fields(ours), only_just=ours.id in just)
    ]
    if record.edited:
        fault = problem(
            Code.RESULT_EDITED,
            file=record.shown_as,
            expected="a result as it was written; its answers are taken as they stand",
        )
        problems.append(msgspec.structs.replace(fault, severity=Severity.WARNING))
    elif unlike:
        problems.append(
            problem(
                Code.RESULT_DIFFERS,
                file=record.shown_as,
                found=", ".join(unlike[:5]) + (" and others" if len(unlike) > 5 else ""),
                expected=f"the scores that version {record.result.tool_version} wrote; "
                "benchmark replay says what differs",
            )
        )
    submission = msgspec.structs.replace(submission, problems=tuple(problems))
    return msgspec.structs.replace(other, submission=submission)


def _nodes(force: ForceResult, score: ForceScore) -> Iterator[tuple[NodeResult, NodeScore]]:
    ours = [score.overall, *score.themes, *score.criteria]
    ours += [check.node for check in score.checks]
    ours += [measure.node for measure in score.measures]
    theirs = [force.overall, *force.themes, *force.criteria, *force.checks, *force.measures]
    yield from zip(theirs, ours, strict=True)


def _unlike(node: NodeResult, ours: dict[str, Any], *, only_just: bool) -> bool:
    """Return whether a node has other figures now; what an older result has not cannot differ."""
    now = {**ours, "only_just": only_just}
    later = {"only_just", "floor", "band_at_least"}
    told = ((name, getattr(node, name)) for name in NodeResult.__struct_fields__)
    return any(value != now[name] for name, value in told if value is not None or name not in later)


def _without_folders(name: str) -> str:
    """Return what a file is called; nothing of a path that somebody wrote into a result."""
    parts = name.replace("\\", "/").split("/")
    return name if len(parts) == 1 or (len(parts) == 2 and all(parts)) else parts[-1]


def _response(item: CheckResult | ModuleResult) -> Response:
    """Return an answer without texts that seem to identify a person: whoever wrote them there."""
    texts = {name: fit_to_show(getattr(item, name)) for name in _TEXTS}
    return shaped(Response, item, check=item.id, **texts)


def _submission(record: Record, force: ForceResult) -> Submission:
    cases = force.cases
    return shaped(
        Submission,
        force,
        period_start=force.period.start,
        period_end=force.period.end,
        edition=record.result.framework.made_for or record.result.framework.edition,
        source=shaped(
            SourceFile,
            force.source,
            file=_without_folders(force.source.file),
            shown_as=record.shown_as,
            from_result=True,
        ),
        force=fit_to_show(force.force),
        responses=tuple(_response(item) for item in force.checks),
        module_responses=tuple(_response(item) for item in force.module_answers),
        problems=tuple(_problem(item) for item in force.problems),
        cases=cases and shaped(CaseFiles, cases, table=None, selection=cases.how_chosen),
    )


def _measured(item: MeasureResult) -> Measured:
    return shaped(
        Measured,
        item,
        interval=_range(item.interval),
        extremes=_range(item.extremes),
        known=_known(item),
        unsized=item.unsized or 0,
        waits=_waits(item),
    )


def _known(item: MeasureResult) -> Fraction | None:
    """Return the share known; older results knew it of cases only."""
    if item.known is not None:
        return exact(item.known)
    about = item.cases + item.unknown + item.left_out
    return Fraction(item.cases, about) if about else None


def _waits(item: MeasureResult) -> Waits | None:
    """Return the waits of a median, which can be reckoned with; ValueError if they cannot."""
    return item.waits.times.listed if item.waits else None


def _range(ends: RangeResult | None) -> Range | None:
    if ends is None:
        return None
    low = inf if ends.low is None else exact(ends.low)
    return Range(low, inf if ends.high is None else exact(ends.high))


def _problem(item: ProblemResult) -> Problem:
    code = Code(item.code)
    said, _ = withheld(code, Said(found=item.found, nearest=item.nearest))
    return shaped(Problem, item, code=code, title=code.sentence, typed="", **said)
