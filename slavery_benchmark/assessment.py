"""The unit of work: how one file is assessed, on this machine or on another."""

import gc
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from typing import Generic, TypeVar

import msgspec

from slavery_benchmark import __version__
from slavery_benchmark.core.agreement.paired import AnyReview, Reach
from slavery_benchmark.core.framework.framework import Framework
from slavery_benchmark.core.problems import Code, Problem, UnusableError, problem
from slavery_benchmark.core.scoring.report import Report, build_report
from slavery_benchmark.core.scoring.scores import Assurance, ForceScore
from slavery_benchmark.core.scoring.scoring import score_submission
from slavery_benchmark.core.text import clean
from slavery_benchmark.criteria_files import Criteria
from slavery_benchmark.extracting.cover import edition_of
from slavery_benchmark.extracting.extract import WANTED_SHEETS, extract_submission, optional_sheets
from slavery_benchmark.extracting.sheet_kinds import search_for
from slavery_benchmark.input_files import RESULT_SUFFIX, Found, as_typed
from slavery_benchmark.reading.limits import DEFAULT, Limits
from slavery_benchmark.reading.reader import InputFile, read_file, too_little_memory, workbook_in

Scored = tuple[ForceScore, Framework]
"""A submission with its scores, and the edition that it was scored under."""

Assessed = list[Scored] | AnyReview | Problem
"""What comes of a file: the submissions in it, a review of one, or why it is of no use."""

R = TypeVar("R")


class Reading(msgspec.Struct, frozen=True, kw_only=True):
    """How the files of a run are read, whatever is then made of them.

    jobs: the number of processes, or None for as many as the files are worth; a script that asks
    for more than one must guard its main part, as the multiprocessing module says. scheduler: the
    address of a Dask cluster that does the work instead. allow_edited: take a result that was
    changed by hand. limits: how large a workbook may be.
    """

    jobs: int | None = 1
    scheduler: str | None = None
    allow_edited: bool = False
    limits: Limits = DEFAULT


READING = Reading()
"""One file after the other, within the usual limits."""


class Assessment(msgspec.Struct, frozen=True, kw_only=True):
    """How a run assesses each file: all that its result depends on beside the file.

    at_least: answers of less assurance are set aside. keep_cases: keep the tables of case files,
    which only a visit list and an explanation need; without them a result is small. editions: the
    other editions that a file may have been written for, for a comparison over time; None takes no
    file of another edition. reach: which reviews among the files may be told of.
    """

    criteria: Criteria
    as_of: date
    at_least: Assurance = Assurance.ASSERTED
    keep_cases: bool = False
    editions: tuple[Framework, ...] | None = None
    reading: Reading = READING
    reach: Reach = Reach.ALL

    def report(self, scores: Sequence[ForceScore], unusable: Sequence[Problem] = ()) -> Report:
        """Return the report of a run; its submissions are of the edition of the criteria.

        Or of one that asks the same questions: the framework of the report then says so.
        """
        framework = self.criteria.framework
        own = framework.identity.edition
        made_for = sorted({score.submission.edition for score in scores} - {own})
        if made_for:
            framework = msgspec.structs.replace(framework, made_for=" and ".join(made_for))
        return build_report(
            tool_version=__version__,
            as_of=self.as_of,
            framework=framework,
            scores=scores,
            unusable=unusable,
            at_least=self.at_least,
        )

    def of_workbook(self, file: InputFile) -> Scored:
        """Read, extract and score one workbook. UnusableError if it cannot be scored at all."""
        framework, register = self.criteria.framework, self.criteria.register
        with _uncollected():
            known = (framework, *(self.editions or ()))
            limits, search = self.reading.limits, search_for(known)
            optional = optional_sheets(known)
            workbook = workbook_in(file, WANTED_SHEETS, optional, limits, search)
            if self.editions:
                framework = edition_of(workbook, known) or framework
            submission = extract_submission(workbook, framework, register, self.as_of)
            del workbook
            score = score_submission(submission, framework, self.at_least)
            return score if self.keep_cases else _without_cases(score), framework

    def of_result(self, file: InputFile) -> list[Scored]:
        """Read a result and score what is in it again. UnusableError if that cannot be done."""
        from slavery_benchmark.record.read import read_record, scores_in

        shown_as = file.name
        record = read_record(file.content, shown_as, allow_edited=self.reading.allow_edited)
        if not record.result.forces:
            names = ", ".join(item.file for item in record.result.unusable) or "no file"
            raise UnusableError(
                problem(
                    Code.RESULT_UNREADABLE,
                    file=shown_as,
                    found=f"no submission ({names} could not be used)",
                    expected="a result that holds one; score the workbook again",
                )
            )
        ours, theirs = self.criteria.framework.identity, record.framework.identity
        same = record.framework.sha256() == self.criteria.framework.sha256()
        if self.editions is None and not same:
            edition = f"{theirs.id} {theirs.edition}"
            hint = "other content under the same name; score the workbook again"
            if theirs != ours:
                hint = f"“{ours.id} {ours.edition}”; name the other edition with --criteria"
            raise UnusableError(
                problem(Code.RESULT_CRITERIA, file=shown_as, found=edition, expected=hint)
            )
        return [(score, record.framework) for score in scores_in(record, self.at_least)]

    def _of_form(self, file: InputFile) -> AnyReview | Problem | None:
        """Read what has not the sheets of a return as a review; None if it is no form of one."""
        from slavery_benchmark.forms.review.about import form_kind
        from slavery_benchmark.forms.review.agreed_reader import read_agreed
        from slavery_benchmark.forms.review.layout import FormKind
        from slavery_benchmark.forms.review.review_reader import read_review

        limits = self.reading.limits
        kind = form_kind(file, limits)
        if kind is None:
            return None
        read = read_review if kind is FormKind.REVIEW else read_agreed
        problems: list[Problem] = []
        for framework in (self.criteria.framework, *(self.editions or ())):
            try:
                return read(file, framework, self.as_of, limits)
            except UnusableError as refusal:
                problems.append(refusal.problem)
                if refusal.problem.code is not Code.EDITION_DIFFERS:
                    break
        return problems[-1] if problems[-1].code is not Code.EDITION_DIFFERS else problems[0]

    def given(self, found: Found) -> InputFile | Problem:
        """Read a file, or say why that cannot be done."""
        try:
            return read_file(found.path, self.reading.limits, found.name)
        except UnusableError as refusal:
            return refusal.problem

    def assess(self, given: InputFile | Problem) -> Assessed:
        """Return what comes of a file, or of one that could not be read."""
        if isinstance(given, Problem):
            return given
        try:
            if given.name.lower().endswith(RESULT_SUFFIX):
                return self.of_result(given)
            return [self.of_workbook(given)]
        except UnusableError as refusal:
            if refusal.problem.code is not Code.SHEET_MISSING:
                return refusal.problem
            return self._of_form(given) or refusal.problem
        except MemoryError:
            return too_little_memory(given.name).problem
        except Exception as error:  # noqa: BLE001 - one file's fault must not cost the others
            return _failed(given.name, error)


class Work(msgspec.Struct, Generic[R], frozen=True):
    """What is done to each file of a run; it may be sent to other processes and machines.

    keep: what is kept of a file and its outcome.
    """

    task: Assessment
    keep: Callable[[InputFile | Problem, Assessed], R]

    def packed(self, made: R) -> bytes:
        """Return what is kept of a file as plain bytes, if it is to come from another machine."""
        raise NotImplementedError

    def unpacked(self, data: bytes, given: InputFile | Problem) -> R:
        """Return what is kept of a file; ValueError if nothing of the kind can come of it."""
        raise NotImplementedError

    @property
    def fingerprint(self) -> str:
        """A hash of the criteria, by which another machine shows that it has the same."""
        return self.task.criteria.framework.sha256()

    def of_given(self, given: InputFile | Problem) -> R:
        """Return what is kept of a file, or of one that could not be read."""
        return self.keep(given, self.task.assess(given))

    def of_lost(self, found: Found) -> R:
        """Return what is kept of a file over which a process ended."""
        expected = "a workbook that a spreadsheet program wrote; open it in one and save it again"
        lost = problem(
            Code.WORKER_LOST, file=found.name, typed=as_typed(found.path), expected=expected
        )
        return self.of_given(lost)

    def of_found(self, found: Found) -> R:
        """Read a file and return what is kept of it."""
        return self.of_given(self.task.given(found))


def _failed(file: str, error: Exception) -> Problem:
    """Return what says that a file met a fault of ours."""
    import traceback

    last = traceback.extract_tb(error.__traceback__)[-1]
    # what the system says names the path
    why = error.strerror if isinstance(error, OSError) and error.strerror else error
    said = clean(f"{type(error).__name__}: {why}", 200)
    return problem(
        Code.FILE_FAILED,
        file=file,
        found=f"{said} ({last.name}, line {last.lineno})",
        expected="a report of it, with the version of benchmark and the command that you gave",
    )


@contextmanager
def _uncollected() -> Iterator[None]:
    """Put off the search for unreachable cycles, which a large grid sets off over and over."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def _without_cases(score: ForceScore) -> ForceScore:
    submission = score.submission
    if submission.cases is None or submission.cases.table is None:
        return score
    replace = msgspec.structs.replace
    cases = replace(submission.cases, table=None)
    return replace(score, submission=replace(submission, cases=cases))
