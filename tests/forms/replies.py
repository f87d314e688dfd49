"""Agreed reviews on their way to sign-off, for tests: made once, then copied and tampered with."""

from datetime import date
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from slavery_benchmark.core.review.agreed import AgreedReview, ForceReply
from slavery_benchmark.forms.review import layout
from slavery_benchmark.forms.review.agreed_reader import read_agreed
from slavery_benchmark.forms.review.answer_writer import (
    answered_from,
    make_answered,
    make_signed,
    signed_from,
)
from slavery_benchmark.forms.review.layout import AGREE_SHEET, ANSWER_SHEET, REPLY_SHEET, SIGN_SHEET
from slavery_benchmark.forms.review.reply_form import make_reply, read_reply
from slavery_benchmark.reading.reader import read_file
from tests.builders import AS_OF, shipped_criteria
from tests.forms.reviews import (
    FormFile,
    agreed_form,
    filled_review,
    read_back,
    sample_cases,
)

SECRETS = {
    layout.SEEN: "Whispered by the duty desk",
    "source": "Somebody who must not be known",
    "text": "The note that nobody else may read",
    "request": "Asked twice and put off",
    "remark": "The file was altered last week",
    "agreed by": "Panel chair of the northern region",
    "reviewer": "Inspector-Q",
    "file": "inspector-q-private.xlsx",
}
"""What inspectors noted in the forms below, each in words that stand nowhere else."""
REASON = "The log was read together, line by line"
CASE = sample_cases().cases[0].case.row


@cache
def agreed_content() -> bytes:
    """Return an agreed review of two, filled in: INV-01a at 1 with a reason, two others alike."""
    one = filled_review(SECRETS["reviewer"], INV_01a=0, INV_01b=2, VIC_01a=1)
    one.put(layout.REVIEW_SHEET, "INV-01a", layout.SEEN, SECRETS[layout.SEEN])
    one.put(layout.REVIEW_SHEET, "INV-01a", layout.NOTE, "N1")
    one.put_at(layout.NOTES_SHEET, 5, layout.FROM, SECRETS["source"])
    one.put_at(layout.NOTES_SHEET, 5, layout.TEXT, SECRETS["text"])
    one.put_at(layout.ASK_SHEET, 5, layout.REMARK, SECRETS["request"])
    one.put_case(CASE, layout.ALL_ELSE, "Agrees")
    one.put_case(CASE, layout.ALL_ELSE, SECRETS["remark"], layout.REMARK)
    other = filled_review("B", INV_01a=3, INV_01b=2, VIC_01a=1)
    with TemporaryDirectory() as folder:
        form = agreed_form(
            read_back(one.save(Path(folder) / SECRETS["file"])),
            read_back(other.save(Path(folder) / "b.xlsx")),
        )
        form.put(AGREE_SHEET, "INV-01a", layout.AGREED, "1 Emerging")
        form.put(AGREE_SHEET, "INV-01a", layout.REASON, REASON)
        form.put(AGREE_SHEET, "INV-01a", layout.BY, SECRETS["agreed by"])
        return form.save(Path(folder) / "agreed.xlsx").read_bytes()


def stage(path: Path) -> AgreedReview:
    """Read a review at whatever stage under the shipped criteria."""
    return read_agreed(read_file(path), shipped_criteria().framework, AS_OF)


def replied(path: Path) -> ForceReply:
    """Read a reply under the shipped criteria."""
    return read_reply(read_file(path), shipped_criteria().framework)


def reply_form(folder: Path) -> FormFile:
    """Return what the force gets, made of the agreed review in agreed.xlsx of a folder."""
    path = folder / "agreed.xlsx"
    path.write_bytes(agreed_content())
    return FormFile(make_reply(stage(path), shipped_criteria().framework))


@cache
def reply_content() -> bytes:
    """Return a reply that challenges INV-01a and INV-01b."""
    with TemporaryDirectory() as folder:
        form = reply_form(Path(folder))
        form.put(REPLY_SHEET, "INV-01a", layout.CHALLENGE, "Three inboxes were closed in June")
        form.put(REPLY_SHEET, "INV-01a", layout.REPLY_EVIDENCE, "Order of June, on the desk")
        form.put(REPLY_SHEET, "INV-01b", layout.CHALLENGE, "Look at _x005F_x0041_ again")
        form.put_line(layout.ROLE, "Head of crime", SIGN_SHEET)
        form.put_line(layout.SIGNED_ON, date(2026, 11, 12), SIGN_SHEET)
        return form.save(Path(folder) / "reply.xlsx").read_bytes()


@cache
def answer_content() -> bytes:
    """Return the form in which those two challenges are decided, not filled in."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        for file, content in (("agreed", agreed_content()), ("reply", reply_content())):
            (folder / f"{file}.xlsx").write_bytes(content)
        made = answered_from(stage(folder / "agreed.xlsx"), replied(folder / "reply.xlsx"))
        return make_answered(made, shipped_criteria().framework)


def decide(form: FormFile, check: str, accepted: object, why: object, after: object = None) -> None:
    """Decide a challenge."""
    form.put(ANSWER_SHEET, check, layout.ACCEPTED, accepted)
    form.put(ANSWER_SHEET, check, layout.DECISION_WHY, why)
    form.put(ANSWER_SHEET, check, layout.AFTER, after)


@cache
def decided_content() -> bytes:
    """Return the answered review: INV-01a accepted at 2, INV-01b not; signed by a role."""
    form = FormFile(answer_content())
    decide(form, "INV-01a", "Yes", "The order was seen", "2 Partly in place")
    decide(form, "INV-01b", "No", "The files drawn say so")
    form.put_line(layout.ROLE, "Chief inspector", SIGN_SHEET)
    form.put_line(layout.SIGNED_ON, date(2026, 11, 20), SIGN_SHEET)
    with TemporaryDirectory() as folder:
        return form.save(Path(folder) / "final.xlsx").read_bytes()


@cache
def signed_content() -> bytes:
    """Return the same review, signed off."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "final.xlsx"
        path.write_bytes(decided_content())
        return make_signed(signed_from(stage(path)), shipped_criteria().framework)
