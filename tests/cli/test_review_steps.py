"""benchmark review --reply, --answer, --sign and --prove: the way to sign-off, and what is"
" refused."""

from pathlib import Path

import pytest

from slavery_benchmark.forms.review import layout
from slavery_benchmark.forms.review.layout import ANSWER_SHEET, REPLY_SHEET
from tests.cli.running import AS_OF, joined, run
from tests.forms.replies import (
    agreed_content,
    answer_content,
    decided_content,
    reply_content,
    signed_content,
    stage,
)
from tests.forms.reviews import SAMPLE, FormFile

Capture = pytest.CaptureFixture[str]
TITLE = "Brindlewick Police (fictional), 1 April 2025 to 31 March 2026"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with a review at each of its stages."""
    for name, content in (
        ("agreed", agreed_content),
        ("reply", reply_content),
        ("answer", answer_content),
        ("final", decided_content),
        ("signed", signed_content),
    ):
        (tmp_path / f"{name}.xlsx").write_bytes(content())
    return tmp_path


def test_each_step_says_what_it_made(folder: Path, capfd: Capture) -> None:
    agreed, made = folder / "agreed.xlsx", folder / "made.xlsx"
    code, out, err = run(capfd, "review", "--reply", agreed, "-o", made, *AS_OF)
    assert (code, err) == (0, f"Wrote {made}.\n")
    assert out == f"{TITLE}: 3 of 53 checks have an agreed level to reply to.\n"
    made.unlink()
    reply = folder / "reply.xlsx"
    code, out, err = run(capfd, "review", agreed, "--answer", reply, "-o", made, *AS_OF)
    assert (code, err) == (0, f"Wrote {made}.\n")
    assert out == f"{TITLE}: 2 of 3 levels challenged, by Head of crime.\n"
    made.unlink()
    final = folder / "final.xlsx"
    code, out, err = run(capfd, "review", "--sign", final, agreed, reply, "-o", made, *AS_OF)
    assert (code, err) == (0, f"Wrote {made}.\n")
    first, second = out.splitlines()
    assert first == (
        f"{TITLE}: 3 levels signed off by Chief inspector on 20 November 2026; 2 challenges, 1 "
        "accepted."
    )
    digest = second.removeprefix("Digest of all that was signed: ")
    assert digest == FormFile(made.read_bytes()).line(layout.SEAL)
    code, out, err = run(capfd, "review", "--prove", made, SAMPLE, agreed, reply, final, *AS_OF)
    assert (code, err) == (0, "")
    lines = out.splitlines()
    assert lines[:2] == [first, second]
    assert lines[2].endswith(f"the same: {SAMPLE.name}.")
    assert [line.partition(" (")[0] for line in lines[2:]] == [
        *("return", "review Inspector-Q", "review B", "agreed review", "reply", "answered review"),
    ]
    assert [line.rpartition("): ")[2] for line in lines[3:5]] == ["not given."] * 2


def test_a_later_change_of_any_part_is_found(folder: Path, capfd: Capture) -> None:
    agreed = folder / "agreed.xlsx"
    form = FormFile(agreed.read_bytes())
    form.put(layout.AGREE_SHEET, "INV-01a", layout.REASON, "Another reason")
    form.save(agreed)
    signed, reply = folder / "signed.xlsx", folder / "reply.xlsx"
    code, out, err = run(capfd, "review", "--prove", signed, agreed, reply, *AS_OF)
    assert code == 1
    assert "agreed review (" in out
    assert f"{agreed.name}: error: a file is none of those that the review rests on" in joined(err)
    code, out, err = run(
        capfd, "review", agreed, "--answer", reply, "-o", folder / "x.xlsx", *AS_OF
    )
    assert (code, out, (folder / "x.xlsx").exists()) == (3, "", False)
    assert (
        f"{reply.name}: unusable: this was made of another agreed review, or of one that was "
        "changed since: found “digest " in joined(err)
    )
    final = folder / "final.xlsx"
    code, _, err = run(capfd, "review", "--sign", final, agreed, "-o", folder / "x.xlsx", *AS_OF)
    assert (code, (folder / "x.xlsx").exists()) == (1, False)
    assert "[part-differs]" in err
    form = FormFile(signed.read_bytes())
    form.put(ANSWER_SHEET, "INV-01a", layout.AFTER, "4 Embedded")
    form.save(signed)
    code, out, err = run(capfd, "review", "--prove", signed, *AS_OF)
    assert (code, out) == (3, "")
    assert "the review was changed after it was signed off" in err


def test_after_sign_off_nothing_is_replied_to(folder: Path, capfd: Capture) -> None:
    signed, made = folder / "signed.xlsx", folder / "made.xlsx"
    for words in (
        ["review", "--reply", signed, "-o", made],
        ["review", signed, "--answer", folder / "reply.xlsx", "-o", made],
        ["review", "--sign", signed, "-o", made],
    ):
        code, out, err = run(capfd, *words, *AS_OF)
        assert (code, out, made.exists()) == (3, "", False)
        assert joined(err) == (
            f"{signed.name}: unusable: the review is signed off, so nothing is replied to it any "
            "more; expected a review that is not signed off yet. [reply-after-sign-off]"
        )


def test_what_is_not_settled_is_not_signed(folder: Path, capfd: Capture) -> None:
    made = folder / "made.xlsx"

    def refused(name: str) -> str:
        code, out, err = run(capfd, "review", "--sign", folder / name, "-o", made, *AS_OF)
        assert (code, out, made.exists()) == (3, "", False)
        return joined(err)

    said = refused("answer.xlsx")
    assert said.count("a challenge is not yet decided") == 2
    assert (
        "not everything is settled, so it cannot be signed off; expected what is named above"
        in said
    )
    form = FormFile((folder / "final.xlsx").read_bytes())
    form.put_line(layout.SIGNED_ON, None, layout.SIGN_SHEET)
    form.save(folder / "undated.xlsx")
    said = refused("undated.xlsx")
    assert "Sign-off: unusable" in said
    assert "expected an answer to Signed off by (role) and to Date." in said
    form.put_line(layout.SIGNED_ON, "1 December 2027", layout.SIGN_SHEET)
    form.save(folder / "future.xlsx")
    assert "expected a day of sign-off up to 2026-11-23." in refused("future.xlsx")
    assert "found “Agreed review”; expected a form “Answered review” or" in refused("agreed.xlsx")


def test_a_force_cannot_change_a_level_by_its_reply(folder: Path, capfd: Capture) -> None:
    reply, made = folder / "reply.xlsx", folder / "made.xlsx"
    form = FormFile(reply.read_bytes())
    form.put(REPLY_SHEET, "INV-01a", layout.AGREED, "4 Embedded")
    form.put(REPLY_SHEET, "INV-01a", layout.REASON, "None")
    form.save(reply)
    agreed = folder / "agreed.xlsx"
    code, _, err = run(capfd, "review", agreed, "--answer", reply, "-o", made, *AS_OF)
    assert code == 1
    assert "[fixed-cells-changed]" in err
    assert stage(made).levels == stage(agreed).levels
    assert stage(made).checks[18].reason == stage(agreed).checks[18].reason


def test_options_that_do_not_go_together(folder: Path, capfd: Capture) -> None:
    agreed, reply, made = folder / "agreed.xlsx", folder / "reply.xlsx", folder / "made.xlsx"
    for words, said in (
        (["--reply", agreed, "--sign", agreed, "-o", made], "one at a time."),
        (["--reply", agreed, "--cases", 3, "-o", made], "are for a new review."),
        (["--reply", agreed, reply, "-o", made], "--reply takes the agreed review alone."),
        (["--answer", reply, "-o", made], "Name one file: the agreed review that it is to."),
        (["-o", made], "Name one file: the return that is reviewed."),
        (["--reply", agreed], "-o FILE.xlsx is missing"),
        (["--prove", agreed, "-o", made], "--prove writes no file; leave -o away."),
        (["--reply", agreed, "-o", agreed, "--overwrite"], "is one of the inputs"),
    ):
        code, out, err = run(capfd, "review", *words)
        assert (code, out) == (2, "")
        assert said in joined(err)
