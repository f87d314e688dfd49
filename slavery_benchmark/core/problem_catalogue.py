"""How grave each kind of problem is, and the sentence that says it."""

from slavery_benchmark.core.problem_codes import Code, Severity

CATALOGUE: dict[Code, tuple[Severity, str]] = {
    Code.FILE_MISSING: (Severity.UNUSABLE, "no such file or folder"),
    Code.FILE_UNREADABLE: (Severity.UNUSABLE, "the file cannot be opened"),
    Code.FOLDER_EMPTY: (Severity.UNUSABLE, "the folder holds no workbook"),
    Code.FILES_PASSED_OVER: (
        Severity.WARNING,
        "files or folders beside the workbooks may hold returns; they are not read",
    ),
    Code.NOT_A_WORKBOOK: (Severity.UNUSABLE, "this is not a workbook"),
    Code.OLD_FORMAT: (Severity.UNUSABLE, "workbooks of this format are not read"),
    Code.PASSWORD: (Severity.UNUSABLE, "the workbook is protected by a password"),
    Code.RIGHTS_MANAGED: (
        Severity.UNUSABLE,
        "the workbook is locked by rights management, as of a sensitivity label",
    ),
    Code.DAMAGED: (Severity.UNUSABLE, "the workbook is damaged or incomplete"),
    Code.TOO_LARGE: (Severity.UNUSABLE, "the workbook is larger than a return can be"),
    Code.TOO_SLOW: (Severity.UNUSABLE, "the workbook takes longer to read than a return can"),
    Code.WORKER_LOST: (Severity.UNUSABLE, "workers of the cluster end when they are given it"),
    Code.CLUSTER_UNREACHABLE: (Severity.UNUSABLE, "no scheduler of a cluster answers"),
    Code.CLUSTER_EMPTY: (Severity.UNUSABLE, "the cluster has no worker"),
    Code.CLUSTER_DIFFERS: (Severity.UNUSABLE, "the cluster would work otherwise than this machine"),
    Code.CLUSTER_LOST: (Severity.UNUSABLE, "the cluster was lost on the way"),
    Code.SHEET_MISSING: (Severity.UNUSABLE, "a sheet is missing"),
    Code.SHEET_TWICE: (Severity.UNUSABLE, "two sheets have the name of one that is read"),
    Code.SHEET_EMPTY: (Severity.UNUSABLE, "the sheet is empty"),
    Code.HEADER_MISSING: (Severity.UNUSABLE, "the header row cannot be found"),
    Code.KEY_COLUMN_MISSING: (
        Severity.UNUSABLE,
        "a column without which nothing can be scored is missing",
    ),
    Code.KEY_COLUMN_TWICE: (
        Severity.UNUSABLE,
        "a column without which nothing can be scored stands twice",
    ),
    Code.EDITION_MISSING: (Severity.UNUSABLE, "the workbook does not say its framework edition"),
    Code.EDITION_DIFFERS: (Severity.UNUSABLE, "the workbook was made for another edition"),
    Code.COLUMN_MISSING: (Severity.ERROR, "a column is missing, so all of it counts as blank"),
    Code.COLUMN_TWICE: (Severity.ERROR, "a column stands twice, so all of it counts as blank"),
    Code.CHECK_UNKNOWN: (Severity.ERROR, "no such check in this framework, so the row is left out"),
    Code.CHECK_TWICE: (Severity.ERROR, "a check has more than one row, so none of them counts"),
    Code.CHECK_MISSING: (Severity.ERROR, "a check has no row, so it counts as unanswered"),
    Code.ROW_WITHOUT_CHECK: (Severity.ERROR, "an answer stands in a row that names no check"),
    Code.SHEET_HIDDEN: (Severity.WARNING, "the sheet was hidden; its content is used all the same"),
    Code.SHEET_VERY_HIDDEN: (
        Severity.WARNING,
        "the sheet was hidden where no menu shows it; its content is used all the same",
    ),
    Code.SHEET_RENAMED: (
        Severity.WARNING,
        "a sheet has another name than it should; by its headings it is read as the one meant",
    ),
    Code.SHEET_UNCLEAR: (
        Severity.ERROR,
        "more sheets than one have these headings and rows under them; these are not read",
    ),
    Code.SHEET_ALIKE: (Severity.WARNING, "another sheet has almost this name; it is not read"),
    Code.CELLS_HIDDEN: (
        Severity.WARNING,
        "rows or columns of the table are hidden; their content is used all the same",
    ),
    Code.CELL_ERROR: (Severity.ERROR, "the cell holds an error instead of an answer"),
    Code.FORMULA_NOT_CALCULATED: (
        Severity.ERROR,
        "the cell holds a formula that was never calculated",
    ),
    Code.FORMULA_USED: (
        Severity.WARNING,
        "answers are worked out by formulas; the values that they last had are used",
    ),
    Code.FORMULA_ELSEWHERE: (
        Severity.WARNING,
        "a formula takes the value from outside this workbook; the one it last had is used",
    ),
    Code.FORMULA_CHANGES: (
        Severity.WARNING,
        "a formula gives another value on another day; the one it last had is used",
    ),
    Code.FORMULA_OVER_BLANK: (
        Severity.WARNING,
        "a formula gives 0, as it does where the cells it looks at are empty; it is used as 0",
    ),
    Code.CELL_STRUCK: (
        Severity.WARNING,
        "what is struck through is left out, as if it were deleted",
    ),
    Code.CELL_MERGED: (
        Severity.ERROR,
        "the cell is merged with another, so it holds no answer of its own",
    ),
    Code.LEVEL_NOT_RECOGNISED: (
        Severity.ERROR,
        "the level is not recognised, so the check counts as unanswered",
    ),
    Code.REASON_MISSING: (
        Severity.ERROR,
        "not applicable without a reason, so the check counts as unanswered",
    ),
    Code.REASON_PLACEHOLDER: (
        Severity.WARNING,
        "this gives no reason, so it does not excuse the check",
    ),
    Code.LEVEL_AND_REASON: (
        Severity.ERROR,
        "a level and a reason why it is not applicable, so the check counts as unanswered",
    ),
    Code.EVIDENCE_WITHOUT_LEVEL: (
        Severity.WARNING,
        "evidence is named and no level is chosen, so the check counts as unanswered",
    ),
    Code.EVIDENCE_MISSING: (Severity.WARNING, "a level that needs evidence has none"),
    Code.EVIDENCE_PLACEHOLDER: (
        Severity.WARNING,
        "this says nothing that one could look up, so it counts as no evidence",
    ),
    Code.EVIDENCE_UNDATED: (Severity.WARNING, "evidence without a date when it was last confirmed"),
    Code.EVIDENCE_DATE_EARLY: (
        Severity.WARNING,
        "evidence was last confirmed before the period, so it does not support the level",
    ),
    Code.EVIDENCE_DATE_FUTURE: (
        Severity.ERROR,
        "the evidence date is in the future, so it does not count",
    ),
    Code.DATE_NOT_RECOGNISED: (Severity.ERROR, "the date is not recognised, so it does not count"),
    Code.DATE_READ_AS_BRITISH: (Severity.WARNING, "a date typed as text is read as day/month/year"),
    Code.DATE_READ_AS_AMERICAN: (
        Severity.WARNING,
        "a date typed as text is read as month/day/year, as it cannot be day/month/year",
    ),
    Code.DATE_READ_FROM_TEXT: (
        Severity.WARNING,
        "a date typed as text is read; a time of the day beside it does not count",
    ),
    Code.DATE_READ_FROM_NUMBER: (
        Severity.WARNING,
        "a number is read as the date that it stands for where a cell has lost its format",
    ),
    Code.DATE_UNSURE: (
        Severity.ERROR,
        "the date can be read in two ways, so it does not count",
    ),
    Code.CASES_UNREADABLE: (
        Severity.ERROR,
        "the table of case files cannot be found, so no case counts",
    ),
    Code.CASE_WORD_NOT_RECOGNISED: (
        Severity.ERROR,
        "the word is not one that the column takes, so measures that need it leave the case out",
    ),
    Code.CASE_DATE_NOT_RECOGNISED: (
        Severity.ERROR,
        "the date is not recognised, so measures that need it leave the case out",
    ),
    Code.CASE_DATE_FUTURE: (
        Severity.ERROR,
        "the date is in the future, so measures that need it leave the case out",
    ),
    Code.COUNT_NOT_RECOGNISED: (
        Severity.ERROR,
        "the number is not recognised, so measures that need it leave the case out",
    ),
    Code.DATES_OUT_OF_ORDER: (
        Severity.ERROR,
        "the date is before one that it must follow, so measures that need it leave the case out",
    ),
    Code.MORE_THAN_THERE_WERE: (
        Severity.ERROR,
        "there are more people here than there were, so measures that need it leave the case out",
    ),
    Code.CASE_TWICE: (
        Severity.ERROR,
        "a case stands twice, so no row of that number counts in any measure",
    ),
    Code.CASE_WITHOUT_NUMBER: (
        Severity.WARNING,
        "a case has no number; it counts and is shown by its row",
    ),
    Code.CASE_NUMBER_NOT_SHOWN: (
        Severity.WARNING,
        "case numbers of this form are not printed; their cases count and are shown by their rows",
    ),
    Code.ROW_NOT_A_CASE: (
        Severity.WARNING,
        "rows under the headings that are no cases are left out and not counted",
    ),
    Code.CASES_UNDATED: (
        Severity.WARNING,
        "cases lack the day they came in, so nobody knows if they are of the period; they count",
    ),
    Code.CASE_OUTSIDE_PERIOD: (
        Severity.ERROR,
        "the case was not received in the period, so no measure counts it",
    ),
    Code.PERSONAL_DATA: (Severity.WARNING, "the cell seems to identify a person; mend it"),
    Code.PERSONAL_DATA_UNREAD: (
        Severity.ERROR,
        "the cell seems to identify a person and cannot be used, so measures leave the case out",
    ),
    Code.FORCE_MISSING: (Severity.ERROR, "the workbook does not name its force"),
    Code.FORCE_UNKNOWN: (
        Severity.WARNING,
        "the register has no force of this name; it is scored under the name given",
    ),
    Code.FORCE_CODE_DIFFERS: (
        Severity.WARNING,
        "the code belongs to another force; the name counts",
    ),
    Code.PERIOD_MISSING: (
        Severity.ERROR,
        "the period has no first day, so no evidence can be shown to be current",
    ),
    Code.PERIOD_END_MISSING: (
        Severity.ERROR,
        "the period has no last day, so whatever had not happened yet is unknown",
    ),
    Code.PERIOD_LONG: (
        Severity.WARNING,
        "the period is so long that old evidence counts as current",
    ),
    Code.PERIOD_SWAPPED: (
        Severity.WARNING,
        "day and month may be swapped: the other way round the period would be of whole years",
    ),
    Code.PERIOD_REVERSED: (
        Severity.ERROR,
        "the period ends before it starts, so no evidence can be shown to be current",
    ),
    Code.PERIOD_FUTURE: (Severity.WARNING, "the period has not ended yet"),
    Code.COVER_FIELD_TWICE: (Severity.ERROR, "a line stands twice on the cover; the first counts"),
    Code.CASES_IN_PERIOD_MISSING: (
        Severity.WARNING,
        "the cover does not say how many cases there were, so nobody can tell whether all are here",
    ),
    Code.CASES_INCOMPLETE: (Severity.WARNING, "not every case of the period is on the sheet"),
    Code.CASES_MORE: (
        Severity.ERROR,
        "there are more cases on the sheet than the cover says that there were",
    ),
    Code.HOW_CHOSEN_MISSING: (
        Severity.ERROR,
        "the cover does not say how the cases were chosen, so no measure has a level",
    ),
    Code.HOW_CHOSEN_NOT_RECOGNISED: (
        Severity.ERROR,
        "the way in which the cases were chosen is not recognised, so no measure has a level",
    ),
    Code.RESULT_UNREADABLE: (Severity.UNUSABLE, "this is not a result that benchmark wrote"),
    Code.RESULT_NEWER: (
        Severity.UNUSABLE,
        "the result was written by a later version of benchmark than this one",
    ),
    Code.RESULT_EDITED: (
        Severity.UNUSABLE,
        "the result was changed after it was written: its digest does not match its content",
    ),
    Code.RESULT_DIFFERS: (
        Severity.WARNING,
        "this version of benchmark makes other scores of the answers in the result",
    ),
    Code.RESULT_CRITERIA: (
        Severity.UNUSABLE,
        "the result was made with other criteria than those of this run",
    ),
    Code.CYCLE_UNDATED: (
        Severity.ERROR,
        "the submission cannot be put in order, so it is left out",
    ),
    Code.CYCLES_OVERLAP: (
        Severity.ERROR,
        "two submissions of a force overlap, so nothing is said of what changed",
    ),
    Code.CYCLE_SINGLE: (
        Severity.WARNING,
        "there is one submission of this force, so nothing can be said of what changed",
    ),
    Code.FORCES_MIXED: (
        Severity.ERROR,
        "one name or code stands for two forces, so nothing is said of what changed",
    ),
    Code.EDITIONS_UNRELATED: (
        Severity.ERROR,
        "no lineage leads from the one edition to the other, so they cannot be compared",
    ),
    Code.SUBMISSION_TWICE: (
        Severity.ERROR,
        "one force has more than one workbook for this period; all are shown, none is preferred",
    ),
    Code.ACTION_PLAN_UNREADABLE: (
        Severity.UNUSABLE,
        "the table of the action plan cannot be found or read",
    ),
    Code.ACTION_CRITERION_UNKNOWN: (
        Severity.ERROR,
        "no such criterion in this framework, so the row is left out",
    ),
    Code.ACTION_FORCE_UNKNOWN: (
        Severity.ERROR,
        "neither these submissions nor the register have such a force, so the row is left out",
    ),
    Code.ACTION_ROW_UNNAMED: (
        Severity.ERROR,
        "the row does not say which force or criterion it is about, so it is left out",
    ),
    Code.ACTION_DONE_FUTURE: (
        Severity.ERROR,
        "the day is in the future, so it does not count as done",
    ),
}
"""Severity and sentence of each kind of problem."""
