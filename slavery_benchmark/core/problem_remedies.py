"""How to mend each kind of problem, in a sentence for the officer who holds the workbook."""

from slavery_benchmark.core.problem_codes import Code

REMEDIES: dict[Code, str] = {
    Code.COLUMN_MISSING: "Give the column its name back; copy the header from a fresh template.",
    Code.COLUMN_TWICE: "Rename or delete the column that is not meant.",
    Code.CHECK_UNKNOWN: "Correct the id of the check, or delete the row.",
    Code.CHECK_TWICE: "Delete the row that is not meant.",
    Code.CHECK_MISSING: "Correct the id if it was mistyped, or copy the row from a fresh template.",
    Code.ROW_WITHOUT_CHECK: "Put the id of its check beside the answer, or delete the answer.",
    Code.SHEET_HIDDEN: "Show the sheet: right click on the tabs, Unhide.",
    Code.SHEET_VERY_HIDDEN: (
        "In LibreOffice choose Sheet, Show Sheet; or in Excel press Alt+F11, choose the sheet and "
        "set Visible to xlSheetVisible."
    ),
    Code.SHEET_RENAMED: "Give the sheet the name that is expected.",
    Code.SHEET_UNCLEAR: (
        "Put all rows on the sheet of the expected name, and delete the others, or their headings."
    ),
    Code.SHEET_ALIKE: "Move any answers to the sheet that is read, and rename or delete this one.",
    Code.CELLS_HIDDEN: "Show the rows and columns, and look at what stands there.",
    Code.CELL_ERROR: "Type or choose the answer in place of the error.",
    Code.FORMULA_NOT_CALCULATED: (
        "Open the workbook in Excel or LibreOffice, save it and check it again; or type the answer."
    ),
    Code.FORMULA_USED: (
        "If the values are right, nothing is lost; else copy the cells and paste them as values."
    ),
    Code.FORMULA_ELSEWHERE: "Type the value that is meant in place of the formula.",
    Code.FORMULA_CHANGES: "Type the value that is meant in place of the formula.",
    Code.FORMULA_OVER_BLANK: "If 0 is meant, type 0; if it is not known, empty the cell.",
    Code.CELL_STRUCK: "Delete what is struck through; if it is meant to stand, take the line away.",
    Code.CELL_MERGED: "Undo the merge (Home, Merge and Centre), and give each cell its own answer.",
    Code.LEVEL_NOT_RECOGNISED: (
        "Choose from the list the highest level whose every requirement is met."
    ),
    Code.REASON_MISSING: (
        "Say why the check cannot apply to this force; if you cannot answer it, empty the level."
    ),
    Code.REASON_PLACEHOLDER: "Say why the check cannot apply, or empty the cell.",
    Code.LEVEL_AND_REASON: "Delete either the level or the reason.",
    Code.EVIDENCE_WITHOUT_LEVEL: "Choose the level that the evidence shows.",
    Code.EVIDENCE_MISSING: (
        "Name the document, log or sample that shows the level and where it is, or choose the "
        "level that can be shown."
    ),
    Code.ANSWER_CARRIED_OVER: (
        "Look at each answer again, with its evidence and date; then choose Yes in this column, or "
        "empty the cell."
    ),
    Code.EVIDENCE_PLACEHOLDER: (
        "Put the name of the document, log or sample and where it is in place of this word, or "
        "empty the cell."
    ),
    Code.EVIDENCE_UNDATED: "Put in the day on which the evidence was last confirmed to be current.",
    Code.EVIDENCE_DATE_EARLY: "Confirm the evidence again and put in the new date.",
    Code.EVIDENCE_DATE_FUTURE: "Correct the date; look at the year first.",
    Code.DATE_NOT_RECOGNISED: "Type the day, month and year, such as 31/03/2026.",
    Code.DATE_READ_AS_BRITISH: "If the date is as read, nothing is lost; else type it again.",
    Code.DATE_READ_AS_AMERICAN: "Look whether the dates are as read; then type them as date cells.",
    Code.DATE_READ_FROM_TEXT: "If the dates are as read, nothing is lost; else type them again.",
    Code.DATE_READ_FROM_NUMBER: (
        "Select the column and give it a date format (Ctrl+1, Date); look whether they are right."
    ),
    Code.DATE_UNSURE: "Type the date again, in a date cell or with the month by its name.",
    Code.CASES_UNREADABLE: "Put the row of headings back; copy it from a fresh template.",
    Code.CASE_WORD_NOT_RECOGNISED: "Choose a word from the list, or empty the cell for unknown.",
    Code.CASE_DATE_NOT_RECOGNISED: (
        "Type the day, month and year, such as 31/03/2026; Not yet if it has not happened; leave "
        "the cell empty if it is not known."
    ),
    Code.CASE_DATE_FUTURE: "Correct the date, or put in Not yet; look at the year first.",
    Code.COUNT_NOT_RECOGNISED: "Type a whole number, 0 for none; empty the cell for unknown.",
    Code.DATES_OUT_OF_ORDER: "Compare both cells with the file and correct the one that is wrong.",
    Code.MORE_THAN_THERE_WERE: (
        "Count each person once in each column, and correct the number that is wrong."
    ),
    Code.CASE_TWICE: "Delete the row that is a copy, or give each case a number of its own.",
    Code.CASE_WITHOUT_NUMBER: "Give the case a number made for this return.",
    Code.CASE_NUMBER_NOT_SHOWN: (
        "If these numbers say who a person is, or come from another register, give numbers made "
        "for this return; else nothing is to be done."
    ),
    Code.ROW_NOT_A_CASE: "Delete these rows; if one is a case, say when and how it came in.",
    Code.CASES_UNDATED: "Put in the day on which each case came in.",
    Code.CASE_OUTSIDE_PERIOD: "Correct the date, or delete the row.",
    Code.PERSONAL_DATA: (
        "Take out what could tell who a person is; if this copy is to be passed on, make sure that "
        "it does not hold it either."
    ),
    Code.PERSONAL_DATA_UNREAD: (
        "Put in what the column takes; if this copy is to be passed on, make sure that it does not "
        "hold what stands there now."
    ),
    Code.FORCE_MISSING: "Choose the force from the list.",
    Code.FORCE_UNKNOWN: "Choose the force from the list; if it is not on it, leave the name.",
    Code.FORCE_CODE_DIFFERS: "Correct the code, or delete it.",
    Code.PERIOD_MISSING: "Put in the first day of the period.",
    Code.PERIOD_END_MISSING: "Put in the last day of the period.",
    Code.PERIOD_LONG: "Correct the first or last day; look at the year first.",
    Code.PERIOD_SWAPPED: "Look at day and month, and swap them if they are the wrong way round.",
    Code.PERIOD_REVERSED: "Swap or correct the first and the last day.",
    Code.PERIOD_FUTURE: "Correct the last day if it is a slip; else nothing is to be done.",
    Code.PART_OF_A_FORM: ("Nothing is wrong with it; send it to whoever joins the parts."),
    Code.COVER_FIELD_TWICE: "Delete the line that is not meant.",
    Code.CASES_IN_PERIOD_MISSING: "Put in how many cases there were, on the sheet or not.",
    Code.CASES_INCOMPLETE: (
        "List the cases that are missing, correct the number, or say how those listed were chosen."
    ),
    Code.CASES_MORE: "Correct the number, or delete the rows that are no cases of the period.",
    Code.HOW_CHOSEN_MISSING: "Choose from the list how the cases on the sheet were chosen.",
    Code.HOW_CHOSEN_NOT_RECOGNISED: (
        "Choose from the list how the cases on the sheet were chosen; what is neither every case "
        "nor drawn at random is Other."
    ),
    Code.SUBMISSION_TWICE: "Send only the workbook that is meant.",
}
"""One sentence for each problem of a workbook that can be scored."""


def remedy(code: Code) -> str:
    """Return how to mend a problem; what is expected says it all for a code without a sentence."""
    return REMEDIES.get(code, "Put in what is expected.")
