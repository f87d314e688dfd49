"""The names that a workbook is made of, shared by the template that is written and the reader."""

START_SHEET = "Start here"
COVER_SHEET = "Cover"
ANSWERS_SHEET = "Self-assessment"
CASES_SHEET = "Case files"
LISTS_SHEET = "Lists"


def module_sheet(module_id: str) -> str:
    """Return the name of the sheet of an optional module."""
    return f"Module {module_id}"


TEMPLATE_VERSION = "2"
EDITION_PROPERTY = "Framework edition"
"""Custom document property that repeats the edition, for a cover that lost the line."""

# Lines of the cover
FORCE = "Force"
FORCE_CODE = "Force code"
PERIOD_START = "Period start"
PERIOD_END = "Period end"
COMPLETED_BY = "Completed by (role)"
SIGNED_OFF_BY = "Signed off by (role)"
COMPLETED_ON = "Date"
CASES_IN_PERIOD = "Cases in period"
HOW_CHOSEN = "How the cases were chosen"
EDITION = "Framework edition"
VERSION = "Template version"
PART = "Part"
"""Line of the cover of a form that is one part of a whole."""
CASE_FIELDS = (CASES_IN_PERIOD, HOW_CHOSEN)
"""Lines of the cover of an edition that has case files."""
LEADING_FIELDS = (COMPLETED_BY, SIGNED_OFF_BY, COMPLETED_ON, *CASE_FIELDS)
"""Lines that one part alone has of a form in parts."""
COVER_FIELDS = (
    FORCE,
    FORCE_CODE,
    PERIOD_START,
    PERIOD_END,
    COMPLETED_BY,
    SIGNED_OFF_BY,
    COMPLETED_ON,
    *CASE_FIELDS,
    EDITION,
    VERSION,
)

# Columns of the self-assessment
CHECK = "Check"
THEME = "Theme"
CRITERION = "Criterion"
QUESTION = "Question"
LEVEL = "Level"
REASON = "Not applicable because"
EVIDENCE = "Evidence"
EVIDENCE_DATE = "Evidence date"
OWNER = "Owner (role)"
COMMENT = "Comment"
LOOKED_AT = "Looked at again"
"""A column of a workbook with answers of an earlier return; others need not have it."""
REQUIRED_COLUMNS = (CHECK, LEVEL)
ANSWER_COLUMNS = (LEVEL, REASON, EVIDENCE, EVIDENCE_DATE, OWNER, COMMENT)

# What cells of the case files and of the cover take beside their own words
NOT_YET_WORDS = "Not yet"
CHOSEN_ALL, CHOSEN_RANDOM, CHOSEN_OTHER = "All", "Random", "Other"
HOW_CHOSEN_WORDS = {
    CHOSEN_ALL: "Every case of the period is on the sheet.",
    CHOSEN_RANDOM: "Drawn at random from all cases of the period.",
    CHOSEN_OTHER: "Chosen in any other way; figures are then shown and not scored.",
}

NOT_APPLICABLE = "Not applicable"
NOT_APPLICABLE_SPELLINGS = ("not applicable", "n/a", "na", "not appl.")
PLACEHOLDERS = frozenset(
    (
        *("none", "nil", "no", "n", "yes", "y", "n/a", "na", "not applicable", "x", "ok", "0"),
        *("to follow", "pending", "in progress", "ongoing", "see above", "as above", "various"),
    )
)
"""What people type so that the cell is not empty; it says nothing that one could look up."""
_NOT_LOOKED_AT = ("no", "n", "not")
_TO_COME = ("tbc", "tba", "tbd")


def is_placeholder(folded: str) -> bool:
    """Return whether a folded text says nothing: a placeholder, marks only, "tbc" and a tail."""
    bare = folded.strip(" .,;:!?-–—*")
    return not bare or bare in PLACEHOLDERS or bare.split()[0].strip(".,:-") in _TO_COME


def is_not_looked_at(folded: str) -> bool:
    """Return whether a folded text says of a carried answer that nobody looked at it: "not yet"."""
    return bool(folded) and folded.replace(":", " ").split()[0].strip(".,;-") in _NOT_LOOKED_AT
