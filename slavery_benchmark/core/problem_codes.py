"""Every kind of problem with its severity and sentence, and how grave one can be."""

from enum import StrEnum, auto
from typing import Self


class Severity(StrEnum):
    """How much a problem matters, least first.

    A warning changes no answer without saying so; an error leaves something out of the score;
    unusable means that the file as a whole could not be scored.
    """

    WARNING = "warning"
    ERROR = "error"
    UNUSABLE = "unusable"


UNUSABLE, ERROR, WARNING = reversed(Severity)


class Code(StrEnum):
    """Every kind of problem: its code, which is its name, severity and sentence.

    docs/problems.md has a section for each.
    """

    severity: Severity
    sentence: str

    # a code is looked up by its value alone
    def __new__(cls, value: str, severity: Severity = ERROR, sentence: str = "") -> Self:
        """Return a code that knows how grave the problem is, and how it is told."""
        code = str.__new__(cls, value)
        code._value_, code.severity, code.sentence = value, severity, sentence
        return code

    @staticmethod
    def _generate_next_value_(name: str, *_: object) -> str:
        return name.lower().replace("_", "-")

    # fmt: off
    # the file as a whole
    FILE_MISSING = auto(), UNUSABLE, "no such file or folder"
    FILE_UNREADABLE = auto(), UNUSABLE, "the file cannot be opened"
    FOLDER_EMPTY = auto(), UNUSABLE, "the folder holds no workbook"
    FILES_PASSED_OVER = (auto(), WARNING,
        "files or folders beside the workbooks may hold returns; they are not read")
    NOT_A_WORKBOOK = auto(), UNUSABLE, "this is not a workbook"
    OLD_FORMAT = auto(), UNUSABLE, "workbooks of this format are not read"
    PASSWORD = auto(), UNUSABLE, "the workbook is protected by a password"
    RIGHTS_MANAGED = (auto(), UNUSABLE,
        "the workbook is locked by rights management, as of a sensitivity label")
    DAMAGED = auto(), UNUSABLE, "the workbook is damaged or incomplete"
    TOO_LARGE = auto(), UNUSABLE, "the workbook is larger than a return can be"
    TOO_SLOW = auto(), UNUSABLE, "the workbook takes longer to read than a return can"
    FILE_FAILED = (auto(), UNUSABLE,
        "it cannot be used because of a fault of benchmark, not of the file")
    WORKER_LOST = auto(), UNUSABLE, "every process that is given it ends"
    ANSWER_REFUSED = auto(), UNUSABLE, "what the cluster answers of it cannot be used"
    CLUSTER_UNREACHABLE = auto(), UNUSABLE, "no scheduler of a cluster answers"
    CLUSTER_EMPTY = auto(), UNUSABLE, "the cluster has no worker"
    CLUSTER_DIFFERS = auto(), UNUSABLE, "the cluster would work otherwise than this machine"
    CLUSTER_LOST = auto(), UNUSABLE, "the cluster was lost on the way"
    SHEET_MISSING = auto(), UNUSABLE, "a sheet is missing"
    SHEET_TWICE = auto(), UNUSABLE, "two sheets have the name of one that is read"
    SHEET_EMPTY = auto(), UNUSABLE, "the sheet is empty"
    HEADER_MISSING = auto(), UNUSABLE, "the header row cannot be found"
    KEY_COLUMN_MISSING = auto(), UNUSABLE, "a column without which nothing can be scored is missing"
    KEY_COLUMN_TWICE = auto(), UNUSABLE, "a column without which nothing can be scored stands twice"
    EDITION_MISSING = auto(), UNUSABLE, "the workbook does not say its framework edition"
    EDITION_DIFFERS = auto(), UNUSABLE, "the workbook was made for another edition"
    # a result file
    RESULT_UNREADABLE = auto(), UNUSABLE, "this is not a result that benchmark wrote"
    RESULT_NEWER = (auto(), UNUSABLE,
        "the result was written by a later version of benchmark than this one")
    RESULT_EDITED = (auto(), UNUSABLE,
        "the result was changed after it was written: its digest does not match its content")
    RESULT_DIFFERS = (auto(), WARNING,
        "this version of benchmark makes other scores of the answers in the result")
    RESULT_CRITERIA = (auto(), UNUSABLE,
        "the result was made with other criteria than those of this run")
    # several submissions of one force
    CYCLE_UNDATED = auto(), ERROR, "the submission cannot be put in order, so it is left out"
    CYCLES_OVERLAP = (auto(), ERROR,
        "two submissions of a force overlap, so nothing is said of what changed")
    CYCLE_SINGLE = (auto(), WARNING,
        "there is one submission of this force, so nothing can be said of what changed")
    FORCES_MIXED = (auto(), ERROR,
        "one name or code stands for two forces, so nothing is said of what changed")
    EDITIONS_UNRELATED = (auto(), ERROR,
        "no lineage leads from the one edition to the other, so they cannot be compared")
    # the table
    COLUMN_MISSING = auto(), ERROR, "a column is missing, so all of it counts as blank"
    COLUMN_TWICE = auto(), ERROR, "a column stands twice, so all of it counts as blank"
    CHECK_UNKNOWN = auto(), ERROR, "no such check in this framework, so the row is left out"
    CHECK_TWICE = auto(), ERROR, "a check has more than one row, so none of them counts"
    CHECK_MISSING = auto(), ERROR, "a check has no row, so it counts as unanswered"
    ROW_WITHOUT_CHECK = auto(), ERROR, "an answer stands in a row that names no check"
    SHEET_HIDDEN = auto(), WARNING, "the sheet was hidden; its content is used all the same"
    SHEET_VERY_HIDDEN = (auto(), WARNING,
        "the sheet was hidden where no menu shows it; its content is used all the same")
    SHEET_RENAMED = (auto(), WARNING,
        "a sheet has another name than it should; by its headings it is read as the one meant")
    SHEET_UNCLEAR = (auto(), ERROR,
        "more sheets than one have these headings and rows under them; these are not read")
    SHEET_ALIKE = auto(), WARNING, "another sheet has almost this name; it is not read"
    CELLS_HIDDEN = (auto(), WARNING,
        "rows or columns of the table are hidden; their content is used all the same")
    # a cell
    CELL_ERROR = auto(), ERROR, "the cell holds an error instead of an answer"
    FORMULA_NOT_CALCULATED = auto(), ERROR, "the cell holds a formula that was never calculated"
    FORMULA_USED = (auto(), WARNING,
        "answers are worked out by formulas; the values that they last had are used")
    FORMULA_ELSEWHERE = (auto(), WARNING,
        "a formula takes the value from outside this workbook; the one it last had is used")
    FORMULA_CHANGES = (auto(), WARNING,
        "a formula gives another value on another day; the one it last had is used")
    FORMULA_OVER_BLANK = (auto(), WARNING,
        "a formula gives 0, as it does where the cells it looks at are empty; it is used as 0")
    CELL_STRUCK = auto(), WARNING, "what is struck through is left out, as if it were deleted"
    CELL_MERGED = auto(), ERROR, "the cell is merged with another, so it holds no answer of its own"
    LEVEL_NOT_RECOGNISED = (auto(), ERROR,
        "the level is not recognised, so the check counts as unanswered")
    REASON_MISSING = (auto(), ERROR,
        "not applicable without a reason, so the check counts as unanswered")
    REASON_PLACEHOLDER = auto(), WARNING, "this gives no reason, so it does not excuse the check"
    LEVEL_AND_REASON = (auto(), ERROR,
        "a level and a reason why it is not applicable, so the check counts as unanswered")
    EVIDENCE_WITHOUT_LEVEL = (auto(), WARNING,
        "evidence is named and no level is chosen, so the check counts as unanswered")
    ANSWER_CARRIED_OVER = (auto(), WARNING,
        "the answer is that of an earlier return, and nobody has said that it was looked at again")
    EVIDENCE_MISSING = auto(), WARNING, "a level that needs evidence has none"
    EVIDENCE_PLACEHOLDER = (auto(), WARNING,
        "this says nothing that one could look up, so it counts as no evidence")
    EVIDENCE_UNDATED = auto(), WARNING, "evidence without a date when it was last confirmed"
    EVIDENCE_DATE_EARLY = (auto(), WARNING,
        "evidence was last confirmed before the period, so it does not support the level")
    EVIDENCE_DATE_FUTURE = auto(), ERROR, "the evidence date is in the future, so it does not count"
    DATE_NOT_RECOGNISED = auto(), ERROR, "the date is not recognised, so it does not count"
    DATE_READ_AS_BRITISH = auto(), WARNING, "a date typed as text is read as day/month/year"
    DATE_READ_AS_AMERICAN = (auto(), WARNING,
        "a date typed as text is read as month/day/year, as it cannot be day/month/year")
    DATE_READ_FROM_TEXT = (auto(), WARNING,
        "a date typed as text is read; a time of the day beside it does not count")
    DATE_READ_FROM_NUMBER = (auto(), WARNING,
        "a number is read as the date that it stands for where a cell has lost its format")
    DATE_UNSURE = auto(), ERROR, "the date can be read in two ways, so it does not count"
    # the case files
    CASES_UNREADABLE = auto(), ERROR, "the table of case files cannot be found, so no case counts"
    CASE_WORD_NOT_RECOGNISED = (auto(), ERROR,
        "the word is not one that the column takes, so measures that need it leave the case out")
    CASE_DATE_NOT_RECOGNISED = (auto(), ERROR,
        "the date is not recognised, so measures that need it leave the case out")
    CASE_DATE_FUTURE = (auto(), ERROR,
        "the date is in the future, so measures that need it leave the case out")
    COUNT_NOT_RECOGNISED = (auto(), ERROR,
        "the number is not recognised, so measures that need it leave the case out")
    DATES_OUT_OF_ORDER = (auto(), ERROR,
        "the date is before one that it must follow, so measures that need it leave the case out")
    MORE_THAN_THERE_WERE = (auto(), ERROR,
        "there are more people here than there were, so measures that need it leave the case out")
    CASE_TWICE = (auto(), ERROR,
        "a case stands twice, so no row of that number counts in any measure")
    CASE_WITHOUT_NUMBER = auto(), WARNING, "a case has no number; it counts and is shown by its row"
    CASE_NUMBER_NOT_SHOWN = (auto(), WARNING,
        "case numbers of this form are not printed; their cases count and are shown by their rows")
    ROW_NOT_A_CASE = (auto(), WARNING,
        "rows under the headings that are no cases are left out and not counted")
    CASES_UNDATED = (auto(), WARNING,
        "cases lack the day they came in, so nobody knows if they are of the period; they count")
    CASE_OUTSIDE_PERIOD = (auto(), ERROR,
        "the case was not received in the period, so no measure counts it")
    PERSONAL_DATA = auto(), WARNING, "this cell may identify someone; remove it"
    PERSONAL_DATA_UNREAD = (auto(), ERROR,
        "this cell may identify someone and cannot be used, so measures leave the case out")
    # the cover
    FORCE_MISSING = auto(), ERROR, "the workbook does not name its force"
    FORCE_UNKNOWN = (auto(), WARNING,
        "the register has no force of this name; it is scored under the name given")
    FORCE_CODE_DIFFERS = auto(), WARNING, "the code belongs to another force; the name counts"
    PERIOD_MISSING = (auto(), ERROR,
        "the period has no first day, so no evidence can be shown to be current")
    PERIOD_END_MISSING = (auto(), ERROR,
        "the period has no last day, so whatever had not happened yet is unknown")
    PERIOD_LONG = auto(), WARNING, "the period is so long that old evidence counts as current"
    PERIOD_SWAPPED = (auto(), WARNING,
        "day and month may be swapped: the other way round the period would be of whole years")
    PERIOD_REVERSED = (auto(), ERROR,
        "the period ends before it starts, so no evidence can be shown to be current")
    PERIOD_FUTURE = auto(), WARNING, "the period has not ended yet"
    PART_OF_A_FORM = (auto(), WARNING,
        "this is one part of a form, so the checks of the others count as unanswered")
    COVER_FIELD_TWICE = auto(), ERROR, "a line stands twice on the cover; the first counts"
    CASES_IN_PERIOD_MISSING = (auto(), WARNING,
        "the cover does not say how many cases there were, so nobody can tell whether all are here")
    CASES_INCOMPLETE = auto(), WARNING, "not every case of the period is on the sheet"
    CASES_MORE = (auto(), ERROR,
        "there are more cases on the sheet than the cover says that there were")
    HOW_CHOSEN_MISSING = (auto(), ERROR,
        "the cover does not say how the cases were chosen, so no measure has a level")
    HOW_CHOSEN_NOT_RECOGNISED = (auto(), ERROR,
        "the way in which the cases were chosen is not recognised, so no measure has a level")
    # the batch
    SUBMISSION_TWICE = (auto(), ERROR,
        "one force has more than one workbook for this period; all are shown, none is preferred")
    REVIEW_RETURN_MISSING = (auto(), ERROR,
        "the return that a review is about is not among the files, so the review counts nowhere")
    REVIEW_RETURN_CHANGED = (auto(), ERROR,
        "a review is about another file for this force and period, so it counts nowhere")
    REVIEW_IN_DATA_SET = auto(), UNUSABLE, "a data set takes no reviews, so this one counts nowhere"
    REVIEW_AGREED_TWICE = (auto(), ERROR,
        "a return has two agreed reviews of which neither comes later, so neither counts")
    # an action plan that is read back
    ACTION_PLAN_UNREADABLE = (auto(), UNUSABLE,
        "the table of the action plan cannot be found or read")
    ACTION_CRITERION_UNKNOWN = (auto(), ERROR,
        "no such criterion in this framework, so the row is left out")
    ACTION_FORCE_UNKNOWN = (auto(), ERROR,
        "neither these submissions nor the register have such a force, so the row is left out")
    ACTION_ROW_UNNAMED = (auto(), ERROR,
        "the row does not say which force or criterion it is about, so it is left out")
    ACTION_DONE_FUTURE = auto(), ERROR, "the day is in the future, so it does not count as done"
    # a form of a review that is read back
    REVIEW_UNREADABLE = (auto(), UNUSABLE,
        "this is not the form that is expected, or what it is about cannot be read")
    REVIEW_SHEET_UNREADABLE = auto(), UNUSABLE, "the table on a sheet of the form cannot be found"
    REVIEWER_MISSING = auto(), UNUSABLE, "the review does not say whose it is"
    REVIEWER_TWICE = auto(), UNUSABLE, "two reviews are by one reviewer, so they are not two views"
    REVIEW_OF_ANOTHER = auto(), UNUSABLE, "the reviews are not all of one return"
    RETURN_CHANGED = (auto(), UNUSABLE,
        "the reviews are of one force and period, but of different files of its return")
    FIXED_CELLS_CHANGED = (auto(), ERROR,
        "cells that are not to be filled in were changed, or sorted apart from their rows")
    REVIEW_LEVEL_NOT_RECOGNISED = (auto(), ERROR,
        "the level is not on the scale, so the check counts as not reviewed")
    REVIEW_ROW_MISSING = auto(), ERROR, "a check has no row, so it counts as not reviewed"
    CONFIDENCE_NOT_RECOGNISED = (auto(), ERROR,
        "the confidence is not recognised, so it counts as not given")
    NOTE_UNKNOWN = auto(), WARNING, "no note of the review has this number"
    NOTE_TWICE = auto(), WARNING, "two notes have one number"
    CASE_NOT_DRAWN = (auto(), ERROR,
        "this case was not drawn for the review, so what was read of it is left out")
    CASE_ROW_MISSING = (auto(), ERROR,
        "a column of a drawn case has no row, so it counts as not read")
    CASE_ROW_TWICE = (auto(), ERROR,
        "a column of a case has more than one row, so none of them counts")
    CASE_COLUMN_UNKNOWN = auto(), ERROR, "the case files have no such column; the row is left out"
    FILE_VALUE_NOT_RECOGNISED = (auto(), ERROR,
        "what the file says is not recognised, so it counts as not read")
    AGREED_REASON_MISSING = (auto(), ERROR,
        "the agreed level needs a reason and has none, so nothing is agreed on the check")
    AGREED_ROLE_MISSING = (auto(), ERROR,
        "nobody stands for the agreed level, so nothing is agreed on the check")
    REPLY_OF_ANOTHER = (auto(), UNUSABLE,
        "this was made of another agreed review, or of one that was changed since")
    REPLY_AFTER_SIGN_OFF = (auto(), UNUSABLE,
        "the review is signed off, so nothing is replied to it any more")
    CHALLENGE_MISSING = auto(), WARNING, "evidence is named and no challenge stands beside it"
    DECISION_MISSING = auto(), ERROR, "a challenge is not yet decided; the level before it stands"
    DECISION_NOT_RECOGNISED = (auto(), ERROR,
        "the decision is not recognised; the level before it stands")
    DECISION_REASON_MISSING = (auto(), ERROR,
        "the decision has no reason, so it does not count; the level before it stands")
    DECISION_LEVEL = (auto(), ERROR,
        "the level after does not go with the decision, so the level before it stands")
    NOT_SETTLED = auto(), UNUSABLE, "not everything is settled, so it cannot be signed off"
    SIGNED_CHANGED = auto(), UNUSABLE, "the review was changed after it was signed off"
    PART_DIFFERS = auto(), ERROR, "a file is none of those that the review rests on"
    # fmt: on


_ORDER = tuple(Code)
OF_REVIEWS = frozenset(
    (
        *_ORDER[_ORDER.index(Code.REVIEW_UNREADABLE) : _ORDER.index(Code.PART_DIFFERS) + 1],
        *(Code.REVIEW_RETURN_MISSING, Code.REVIEW_RETURN_CHANGED),
        *(Code.REVIEW_IN_DATA_SET, Code.REVIEW_AGREED_TWICE),
    )
)
"""What is said of reviews, which is for inspectors alone."""
