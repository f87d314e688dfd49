"""The sentences of the forms of a review: what each is for, and how to fill it in, step by "
"step."""

from collections.abc import Iterator

from slavery_benchmark.document.numbers import count_text

Step = tuple[str, str]
"""A heading or a number, and a sentence."""

NO_NAMES = (
    "No names",
    (
        "Put no names, addresses or other details that identify a person into any sheet: roles,"
        " and the numbers of cases and notes, are enough. What is written here may have to be "
        "disclosed."
    ),
)
SAFE = (
    "What is safe",
    (
        "You may sort and filter whole rows, move columns and add sheets: everything is found "
        "by the names of sheets, columns, checks and cases. The workbook holds no formula. Pale"
        " yellow cells are to be filled in; leave the others, and the lines above, as they are."
    ),
)
REVIEW_SAID = "What an inspector finds, check by check, beside what the force says of itself."
ASK_SAID = "What to ask the force for before the visit, in the order of its visit list, and why."
CHECKS_SAID = (
    "For each check choose the level that you found; leave it empty where you did not look. “What "
    "we saw” and notes stay with the inspectors."
)
CASES_SAID = (
    "One row a column of each case. Agrees, or what the file says; “Not known” where it does not "
    "say. Agrees beside “All else in this case” agrees to whatever is left empty."
)
NO_CASES_SAID = "No cases were drawn: make the form with --cases N to read some."
NO_CASES_READ_SAID = "No case was read."
NOTES_SAID = "Notes that checks refer to by number. They never leave the inspectors."
SIGN_SAID = "Who stands for this, by role, and since when."
AGREE_SAID = (
    "What each reviewer found, side by side. Where all found one level it is filled in "
    "already. Levels two or more apart, and a level that no reviewer gave, need a reason: "
    "the force reads it."
)
AGREED_CASES_SAID = (
    "What each reviewer read in the files. Where all read the same it is filled in already; else "
    "put in what the file says."
)
BOTH_SAY = "What the return says of the cases read, and what their files say."
BEHIND_SAID = "The files that this rests on, each by the SHA-256 of its content."
REPLY_SAID = (
    "What the inspectors found, and why. Where the force sees it otherwise it says so beside "
    "it; an empty cell accepts the level."
)
ANSWER_SAID = (
    "Each challenge with its evidence. Decide it: accepted or not, why, and the level after it, "
    "which stays as before where the challenge is not accepted."
)
SIGNED_SAID = "Signed off: nothing here is to be changed any more, and a change is found."


def review_steps(checks: str, *, cases: bool) -> Iterator[Step]:
    """Yield how to fill in a review. checks: how many there are, as 53 checks."""
    yield "1", "Under Reviewer above put a label for yourself, such as A: no name."
    yield "2", "On the sheet “Ask for”, say by when you want each thing, and when it came."
    yield (
        "3",
        (
            f"On the sheet “Review”, go through the {checks}: your own level, what you saw, the"
            " number of the note that tells more, and how sure you are. A check that you did "
            "not look into stays empty: it counts as not reviewed, never as 0. Where you agree"
            " that a check cannot apply, leave the level empty and say so."
        ),
    )
    if cases:
        yield "4", f"On the sheet “Cases read”, hold each case drawn against its file. {CASES_SAID}"
    yield "5" if cases else "4", "On the sheet “Sign-off”, put your role and the day."
    yield (
        "Then",
        (
            "benchmark moderate A.xlsx B.xlsx -o agreed.xlsx sets reviews side by side, or "
            "takes one alone. It says first whatever cannot be read, with its cell."
        ),
    )
    yield SAFE
    yield NO_NAMES


def agree_steps(*, several: bool) -> Iterator[Step]:
    """Yield how to agree. several: whether there is more than one review."""
    if several:
        yield (
            "1",
            (
                "On the sheet “Agree”, filter the column Apart for what is not 0, and agree a "
                "level for each, widest first: the level, the reason, and by role who agreed "
                "it. Levels two or more apart need a reason; so does a level that no reviewer "
                "gave."
            ),
        )
        yield "2", "A level that all reviewers share is filled in; change it only with a reason."
    else:
        yield "1", "The levels of the one review are filled in; agree them as they are."
        yield "2", "A level that you change needs a reason, and by role who changed it."
    yield "3", f"On the sheet “Cases read”: {AGREED_CASES_SAID}"
    yield (
        "Then",
        (
            "benchmark review --reply agreed.xlsx -o reply.xlsx makes what the force gets to "
            "reply to: levels and reasons, and nothing of what the inspectors noted."
        ),
    )
    yield SAFE
    yield NO_NAMES


def reply_steps() -> Iterator[Step]:
    """Yield how a force replies."""
    yield (
        "1",
        (
            "On the sheet “Reply” stands, for each check, the level that the inspectors agreed,"
            " in the words of the scale, and their reason where they gave one. Where you see it"
            " otherwise, say so under Challenge, and name what shows it: which document, log or"
            " sample, and where."
        ),
    )
    yield "2", "An empty cell accepts the level."
    yield (
        "3",
        "On the sheet “Sign-off”, put the role of whoever replies for the force, and the day.",
    )
    yield (
        "Then",
        "Send the file back. Only the two columns to fill in, and the sign-off, are taken from it.",
    )
    yield SAFE
    yield NO_NAMES


def answer_steps(challenges: int) -> Iterator[Step]:
    """Yield how challenges are decided. challenges: how many there are."""
    if challenges:
        found = count_text(challenges, "challenge")
        yield (
            "1",
            (
                f"On the sheet “Answer”, filter the column Challenge: {found} to decide. "
                "Choose Yes or No under Accepted, say why, and put in the level after it. "
                "The level before is kept beside it."
            ),
        )
    else:
        yield "1", "The force challenged nothing; there is nothing to decide."
    yield "2", "On the sheet “Sign-off”, put the role of whoever signs the whole off, and the day."
    yield (
        "Then",
        (
            "benchmark review --sign final.xlsx -o signed.xlsx freezes it. After that no reply is "
            "taken, and a change is found."
        ),
    )
    yield SAFE
    yield NO_NAMES


def signed_steps() -> Iterator[Step]:
    """Yield what a signed review is good for."""
    yield "Frozen", "Nothing here is to be changed; a copy that differs in any answer is refused."
    yield (
        "Proof",
        (
            "benchmark review --prove signed.xlsx, with the files that stand on the sheet "
            "“Behind it”, says of each whether it is the one that was signed on. Keep the "
            "digest of all that was signed where this file is not: it shows that the file is "
            "the one."
        ),
    )
