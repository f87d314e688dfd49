"""Reports for tests of what is rendered, and the workbooks made from them, opened."""

import io
import random
from typing import Any

import openpyxl
from openpyxl import Workbook

from slavery_benchmark.core.framework.framework import Framework
from slavery_benchmark.core.scoring.report import Report, build_report
from slavery_benchmark.core.scoring.scores import Assurance
from slavery_benchmark.core.scoring.scoring import score_submission
from slavery_benchmark.core.scoring.submission import Submission
from tests.builders import AS_OF, END, answer, blank, not_applicable, shipped_criteria, submission


def report_of(
    *submissions: Submission,
    framework: Framework | None = None,
    at_least: Assurance = Assurance.ASSERTED,
) -> Report:
    """Return the report of these submissions, by the shipped framework or another."""
    used = framework or shipped_criteria().framework
    return build_report(
        tool_version="0.0.0",
        as_of=AS_OF,
        framework=used,
        scores=[score_submission(item, used, at_least) for item in submissions],
        unusable=(),
        at_least=at_least,
    )


def invented(count: int) -> Report:
    """Return a report of forces that nobody has heard of, with answers by a fixed seed."""
    chance = random.Random(2017)  # noqa: S311 - no secret
    made: list[Submission] = []
    for number in range(1, count + 1):
        usual = chance.uniform(0.5, 3.5)
        responses = []
        for _, _, check in shipped_criteria().framework.checks():
            draw = chance.random()
            level = max(0, min(4, round(chance.gauss(usual, 0.9))))
            day = END if chance.random() < 0.8 else None
            if draw < 0.08 or (number % 9 == 0 and draw < 0.35):
                responses.append(blank(check.id))
            elif draw < 0.11:
                responses.append(not_applicable(check.id))
            else:
                responses.append(answer(check.id, level, confirmed=day))
        made.append(submission(responses, force=f"Force {number:02}", code=f"invented-{number}"))
    return report_of(*made)


def opened(content: bytes) -> Workbook:
    """Return a workbook as openpyxl reads it."""
    return openpyxl.load_workbook(io.BytesIO(content))


def table(book: Workbook, name: str) -> list[dict[str, Any]]:
    """Return the rows of a sheet's table by header."""
    sheet = book[name]
    (marked,) = sheet.tables.values()
    header, *rows = [[cell.value for cell in row] for row in sheet[marked.ref]]
    return [dict(zip(map(str, header), row, strict=True)) for row in rows]
