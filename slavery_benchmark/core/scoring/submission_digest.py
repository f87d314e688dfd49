"""The digest of what a submission says: the same however many workbooks it came in."""

import hashlib

import msgspec

from slavery_benchmark.core.scoring.submission import Submission


def digest_of_submission(submission: Submission) -> str:
    """Return the SHA-256 of force, period, edition, answers and cases, as hexadecimal text.

    Not covered are the file, the places of cells, the order of the cases, and problems.
    """
    files, table = submission.cases, submission.cases.table if submission.cases else None
    cases: list[object] = []
    if table is not None:
        columns = sorted(table.values)
        rows = zip(table.numbers, table.combinations(columns), strict=True)
        cases = sorted(([number, *map(str, row)] for number, row in rows), key=str)
    content = {
        "force": [submission.force, submission.code],
        "period": [submission.period_start, submission.period_end],
        "edition": submission.edition,
        "answers": [
            [
                *(item.check, item.state, item.level, item.evidence, item.evidence_date),
                *(item.not_applicable_reason, item.owner, item.comment),
            ]
            for item in submission.responses
        ],
        "cases": [files and [files.listed, files.in_period, files.selection], cases],
    }
    return hashlib.sha256(msgspec.json.encode(content, order="sorted")).hexdigest()
