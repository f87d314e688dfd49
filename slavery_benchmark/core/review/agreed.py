"""An agreed review: what inspectors agreed on, what the force replied, what came of it."""

from enum import StrEnum

import msgspec

from slavery_benchmark.core.problems import Problem
from slavery_benchmark.core.review.review import CaseRead, ReviewedReturn, SignOff
from slavery_benchmark.core.scoring.submission import SourceFile, State


class Stage(StrEnum):
    """How far an agreed review has come, first to last."""

    AGREED = "agreed"
    ANSWERED = "reply answered"
    SIGNED = "signed off"


class Part(StrEnum):
    """What a file is to an agreed review that rests on it."""

    RETURN = "return"
    REVIEW = "review"
    AGREED = "agreed review"
    REPLY = "reply"
    ANSWERED = "answered review"


class Behind(msgspec.Struct, frozen=True, kw_only=True):
    """A file that an agreed review rests on: its name and the SHA-256 of its content.

    reviewer: of a review, its label.
    """

    what: Part
    file: str
    sha256: str
    reviewer: str = ""


class Reply(msgspec.Struct, frozen=True, kw_only=True):
    """What a force replied to one level, and what became of it.

    before: the level that it replied to. accepted: None until somebody has decided.
    """

    challenge: str
    evidence: str
    before: int | None
    accepted: bool | None = None
    why: str = ""


class ForceReply(msgspec.Struct, frozen=True, kw_only=True):
    """What a force sent back: its challenges, by check, and the agreed review that they are to.

    replied: who stands for it in the force, by role.
    """

    source: SourceFile
    about: ReviewedReturn
    agreed_sha256: str
    challenges: dict[str, tuple[str, str]]
    replied: SignOff | None = None
    problems: tuple[Problem, ...] = ()


class AgreedCheck(msgspec.Struct, frozen=True, kw_only=True):
    """What was agreed on one check.

    state, given: what the force answered. levels: those of the reviewers, in the order of the
    reviews behind, None where one has none; nothing once the force's reply is answered, as what
    each inspector found is not for the force. level: the one that stands now, None where none was
    agreed. by: the role that agreed it. reply: None where the force challenged nothing.
    """

    check: str
    state: State
    given: int | None
    levels: tuple[int | None, ...]
    level: int | None = None
    reason: str = ""
    by: str = ""
    reply: Reply | None = None
    cell: str | None = None


class AgreedReview(msgspec.Struct, frozen=True, kw_only=True):
    """An agreed review as it was read back, and what was wrong with it.

    behind: the return, the reviews in the order of each check's `levels`, and later what the force
    was sent and replied. checks: every one of the edition, in its order. cases: those that were
    read, with what the files say. sign_off: of the whole; only a review that is signed off, and is
    as it was then, has stage SIGNED.
    """

    source: SourceFile
    about: ReviewedReturn
    stage: Stage
    behind: tuple[Behind, ...]
    checks: tuple[AgreedCheck, ...]
    cases: tuple[CaseRead, ...] = ()
    sign_off: SignOff | None = None
    problems: tuple[Problem, ...] = ()

    @property
    def reviewers(self) -> tuple[str, ...]:
        """The labels of the reviewers, in the order of each check's `levels`."""
        return tuple(item.reviewer for item in self.behind if item.what is Part.REVIEW)

    @property
    def levels(self) -> dict[str, int]:
        """The levels that stand, by check; only of those that have one."""
        return {item.check: item.level for item in self.checks if item.level is not None}
