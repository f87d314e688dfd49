"""The names that the forms of a review are made of, shared by those who write and who read them."""

from enum import StrEnum

START_SHEET = "Start here"
LISTS_SHEET = "Lists"
ASK_SHEET, REVIEW_SHEET, CASES_SHEET = "Ask for", "Review", "Cases read"
NOTES_SHEET, SIGN_SHEET = "Notes", "Sign-off"
AGREE_SHEET, BEHIND_SHEET = "Agree", "Behind it"
REPLY_SHEET, ANSWER_SHEET = "Reply", "Answer"


class FormKind(StrEnum):
    """What a form is, as its first sheet says."""

    REVIEW = "Review"
    AGREED = "Agreed review"
    REPLY = "Reply"
    ANSWERED = "Answered review"
    SIGNED = "Signed review"


FICTIONAL = " (fictional)"
"""Follows the name of a force that was invented."""

# Lines of the first sheet
LINE, ANSWER = "Line", "Answer"
FORM, FORCE, FORCE_CODE = "Form", "Force", "Force code"
PERIOD_START, PERIOD_END = "Period start", "Period end"
EDITION = "Framework edition"
RETURN_FILE, RETURN_DIGEST = "Return", "Digest of the return"
REVIEWER = "Reviewer"
CASES_ASKED, SEED, ROWS_DRAWN = "Cases asked for", "Seed of the draw", "Rows drawn"
FIXED_DIGEST = "Digest of the fixed cells"
AGREED_DIGEST = "Digest of the agreed review"
SEAL = "Digest of all that was signed"

# Columns of the sheets
CHECK, CRITERION, QUESTION = "Check", "Criterion", "Question"
DESCRIPTORS, GIVEN, EVIDENCE = "What one sees at each level", "Force's level", "Force's evidence"
OWN_CASES, CONTRADICTIONS = "Own cases", "Contradictions"
LEVEL, SEEN, NOTE, CONFIDENCE = "Inspector's level", "What we saw", "Note", "Confidence"
REVIEW_INPUTS = (LEVEL, SEEN, NOTE, CONFIDENCE)
REVIEW_COLUMNS = (CHECK, GIVEN, *REVIEW_INPUTS)

NUMBER, ASK, WHY, CELLS = "No", "Ask for", "Why", "Cells"
BY_WHEN, RECEIVED, REMARK = "By when", "Received on", "Remark"

CASE, ROW, COLUMN = "Case", "Row", "Column"
LOOK_FOR, RETURN_SAYS, FILE_SAYS = "Look for", "The return says", "The file says"
CASE_COLUMNS = (CASE, ROW, COLUMN, RETURN_SAYS, FILE_SAYS)
ALL_ELSE = "All else in this case"
"""Stands in the place of a column: agreed here, whatever is left empty in the case agrees."""
AGREES, NOT_KNOWN, NOT_USABLE = "Agrees", "Not known", "Cannot be used"

FROM, TEXT = "From", "What it says"
NOTE_COLUMNS = (NOTE, FROM, TEXT)

ROLE, SIGNED_ON = "Signed off by (role)", "Date"

# Of an agreed review
APART, AGREED, REASON, BY = "Apart", "Agreed level", "Reason", "Agreed by (role)"
AGREE_COLUMNS = (CHECK, GIVEN, AGREED, REASON, BY)
WHAT, FILE, DIGEST = "What", "File", "SHA-256"
BEHIND_COLUMNS = (WHAT, REVIEWER, FILE, DIGEST)
AGREED_SAYS = "Agreed"

# Of a reply and of what comes of it
STATEMENT, CHALLENGE, REPLY_EVIDENCE = "Statement", "Challenge", "Evidence for it"
REPLY_COLUMNS = (CHECK, AGREED, CHALLENGE, REPLY_EVIDENCE)
BEFORE, ACCEPTED, DECISION_WHY, AFTER = "Level before", "Accepted", "Why so", "Level after"
REPLY_FIXED = (GIVEN, BEFORE, REASON, BY, CHALLENGE, REPLY_EVIDENCE)
ANSWER_COLUMNS = (CHECK, *REPLY_FIXED, ACCEPTED, DECISION_WHY, AFTER)
YES, NO = "Yes", "No"


def level_of(reviewer: str) -> str:
    """Return the heading over the levels of a reviewer."""
    return f"{reviewer}: level"


def file_by(reviewer: str) -> str:
    """Return the heading over what a reviewer read in the files."""
    return f"{reviewer}: the file says"


def said_by(reviewer: str) -> str:
    """Return the heading over what a reviewer saw."""
    return f"{reviewer}: saw"
