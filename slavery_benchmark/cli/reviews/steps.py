"""The steps of a review after it is agreed: the force's reply, its answer, sign-off and proof."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from slavery_benchmark.cli.asked import Asked
from slavery_benchmark.cli.exits import DONE, PROBLEMS, code_for
from slavery_benchmark.cli.output import write_output
from slavery_benchmark.cli.reviews.files import edition_for
from slavery_benchmark.cli.talk import say, show
from slavery_benchmark.core.problem_codes import Code, Severity

if TYPE_CHECKING:
    from slavery_benchmark.core.framework.framework import Framework
    from slavery_benchmark.core.problems import Problem
    from slavery_benchmark.core.review.agreed import AgreedReview
    from slavery_benchmark.reading.reader import InputFile


def ask_for_reply(asked: Asked, agreed: Path, target: Path) -> int:
    """Write what the force gets to reply to. UnusableError if the review cannot be used."""
    from slavery_benchmark.forms.review.agreement_reader import read_agreement
    from slavery_benchmark.forms.review.reply_form import make_reply
    from slavery_benchmark.pages.review.steps import reply_lines

    file, framework = _opened(asked, agreed)
    _refuse_signed(asked, file)
    review = read_agreement(file, framework, asked.day, asked.reading.limits)
    write_output(target, make_reply(review, framework), overwrite=asked.overwrite)
    _show(reply_lines(review))
    return _told(review.problems)


def answer_reply(asked: Asked, agreed: Path, reply: Path, target: Path) -> int:
    """Write the form in which a reply is decided. UnusableError if it is of another review."""
    from slavery_benchmark.core.problems import UnusableError, problem
    from slavery_benchmark.forms.review.agreement_reader import read_agreement
    from slavery_benchmark.forms.review.answer_writer import answered_from, make_answered
    from slavery_benchmark.forms.review.reply_form import read_reply
    from slavery_benchmark.pages.review.steps import answer_lines

    file, framework = _opened(asked, agreed)
    _refuse_signed(asked, file)
    limits = asked.reading.limits
    review = read_agreement(file, framework, asked.day, limits)
    replied = read_reply(_opened(asked, reply)[0], framework, limits)
    if replied.agreed_sha256 != review.source.sha256:
        raise UnusableError(
            problem(
                Code.REPLY_OF_ANOTHER,
                file=replied.source.shown_as,
                found=f"digest {replied.agreed_sha256[:12]}…",
                expected=f"that of {review.source.shown_as}, {review.source.sha256[:12]}…",
            )
        )
    answered = answered_from(review, replied)
    write_output(target, make_answered(answered, framework), overwrite=asked.overwrite)
    _show(answer_lines(answered, replied))
    return _told((*review.problems, *replied.problems))


def sign_off(asked: Asked, answered: Path, parts: Sequence[Path], target: Path) -> int:
    """Freeze an answered review. UnusableError if not everything in it is settled."""
    from slavery_benchmark.core.review.seal import strangers
    from slavery_benchmark.forms.review.answer_reader import read_answered
    from slavery_benchmark.forms.review.answer_writer import make_signed, signed_from
    from slavery_benchmark.pages.review.steps import signed_lines

    file, framework = _opened(asked, answered)
    _refuse_signed(asked, file)
    review = read_answered(file, framework, asked.day, asked.reading.limits)
    code = _told(review.problems)
    signed = signed_from(review)
    others = strangers(signed, _digests(asked, parts))
    for name, digest in others:
        say(_differs(name, digest).line())
    if others:
        return PROBLEMS
    _refuse_unsettled(asked, review)
    write_output(target, make_signed(signed, framework), overwrite=asked.overwrite)
    _show(signed_lines(signed))
    return code


def prove(asked: Asked, signed: Path, parts: Sequence[Path]) -> int:
    """Say which files a signed review rests on are as they were. UnusableError if it is changed."""
    from slavery_benchmark.core.review.seal import proofs_of, strangers
    from slavery_benchmark.forms.review.answer_reader import read_answered
    from slavery_benchmark.forms.review.layout import FormKind
    from slavery_benchmark.pages.review.steps import proof_lines, signed_lines

    file, framework = _opened(asked, signed)
    kinds = (FormKind.SIGNED,)
    review = read_answered(file, framework, asked.day, asked.reading.limits, kinds)
    given = _digests(asked, parts)
    _show(signed_lines(review))
    _show(proof_lines(tuple(proofs_of(review, given))))
    others = strangers(review, given)
    for name, digest in others:
        say(_differs(name, digest).line())
    return PROBLEMS if others else DONE


def _opened(asked: Asked, path: Path) -> "tuple[InputFile, Framework]":
    from slavery_benchmark.reading.reader import read_file

    file = read_file(path, asked.reading.limits)
    return file, edition_for(asked, file)


def _refuse_signed(asked: Asked, file: "InputFile") -> None:
    from slavery_benchmark.core.problems import UnusableError, problem
    from slavery_benchmark.forms.review.about import form_kind
    from slavery_benchmark.forms.review.layout import FormKind

    if form_kind(file, asked.reading.limits) is FormKind.SIGNED:
        raise UnusableError(
            problem(
                Code.REPLY_AFTER_SIGN_OFF,
                file=file.shown_as,
                expected="a review that is not signed off yet",
            )
        )


def _refuse_unsettled(asked: Asked, review: "AgreedReview") -> None:
    """Raise UnusableError unless all is decided, and somebody signs it by role and day."""
    from slavery_benchmark.core.problems import UnusableError, problem
    from slavery_benchmark.forms.review.layout import ROLE, SIGN_SHEET, SIGNED_ON

    file, signed = review.source.shown_as, review.sign_off
    faults = sum(item.severity is not Severity.WARNING for item in review.problems)
    if faults:
        expected = "what is named above mended first"
    elif not review.levels:
        expected = "a level on at least one check"
    elif signed is None or signed.on is None:
        expected = f"an answer to {ROLE} and to {SIGNED_ON}"
    elif signed.on > asked.day:
        expected = f"a day of sign-off up to {asked.day.isoformat()}"
    else:
        return
    cell = "" if faults or not review.levels else SIGN_SHEET
    raise UnusableError(problem(Code.NOT_SETTLED, file=file, cell=cell, expected=expected))


def _digests(asked: Asked, paths: Sequence[Path]) -> list[tuple[str, str]]:
    """Return name and SHA-256 of each file. UnusableError if one cannot be read."""
    from hashlib import sha256

    from slavery_benchmark.reading.reader import read_file

    files = [read_file(path, asked.reading.limits) for path in paths]
    return [(file.shown_as, sha256(file.content).hexdigest()) for file in files]


def _differs(name: str, digest: str) -> "Problem":
    from slavery_benchmark.core.problems import problem

    expected = "a file of the sheet Behind it, as it was then"
    return problem(Code.PART_DIFFERS, file=name, found=f"digest {digest[:12]}…", expected=expected)


def _told(problems: "Sequence[Problem]") -> int:
    """Say these problems; return the exit code that is due to the gravest."""
    for item in problems:
        say(item.line())
    return max((DONE, *(code_for(item.severity) for item in problems)))


def _show(lines: Iterable[str]) -> None:
    show("".join(f"{line}\n" for line in lines))
