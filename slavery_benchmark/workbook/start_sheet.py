"""The first sheet: what the workbook is, how to fill it in, what happens to it."""

from openpyxl.styles import Alignment, Font
from openpyxl.worksheet.worksheet import Worksheet

from slavery_benchmark.core.framework import Framework
from slavery_benchmark.workbook import layout
from slavery_benchmark.workbook.sheet_style import (
    FONT,
    HEADER,
    INK,
    height_for,
    set_up_page,
    write_title,
)

_WIDTH = 92.0


def write_start(sheet: Worksheet, framework: Framework) -> None:
    """Write the instructions as headings and sentences in column A."""
    identity = framework.identity
    write_title(sheet, identity.title, f"Framework edition {identity.id} {identity.edition}")
    sheet.column_dimensions["A"].width = _WIDTH
    row = 3
    for heading, sentences in _sections(framework):
        row += 1
        cell = sheet.cell(row, 1)
        cell.value = heading
        cell.font = Font(name=FONT, size=12, bold=True, color=HEADER)
        for sentence in sentences:
            row += 1
            cell = sheet.cell(row, 1)
            cell.value = sentence
            cell.font = Font(name=FONT, size=11, color=INK)
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            sheet.row_dimensions[row].height = height_for([(sentence, _WIDTH)], 14.5)
        row += 1
    set_up_page(sheet, header_row=None, landscape=False)


def _sections(framework: Framework) -> list[tuple[str, list[str]]]:
    rule = framework.evidence
    required = framework.level_label(rule.required_from)
    without = framework.level_label(rule.unsupported_level)
    checks = sum(1 for _ in framework.checks())
    return [
        (
            "What this is",
            [
                f"A self-assessment against what this report found: {framework.identity.report}.",
                framework.identity.standing,
            ],
        ),
        (
            "How to fill it in",
            [
                f"1. On the sheet {layout.COVER_SHEET}, give the force and the period.",
                (
                    f"2. On the sheet {layout.ANSWERS_SHEET}, go through the {checks} checks. Read "
                    "the five descriptions beside each question and choose the level whose words "
                    "are wholly true of the force in the period. Where only part of it is true, "
                    "the level below is the right one."
                ),
                (
                    f"3. From {required} on, say what shows it (which document, log or sample, and "
                    "where it is) and when that was last confirmed to be current. Without a dated "
                    f"reference inside or after the period the answer counts as {without}; both "
                    "figures are shown."
                ),
                (
                    "4. A check that you cannot answer stays empty. Empty is shown as unknown: it "
                    "is never counted as 0."
                ),
                (
                    f"5. A check that cannot apply to the force gets {layout.NOT_APPLICABLE} and a "
                    "reason. It leaves the score, and the share of the weight so excused is "
                    "printed beside it."
                ),
                (
                    "Cells to fill in are pale yellow and framed. You may sort, filter, move "
                    "columns, add columns or sheets and write notes: answers are found by the "
                    "names of sheets, columns and checks. Self-assessment is set up to print on A3."
                ),
            ],
        ),
        (
            "What the levels are",
            [
                f"{framework.level_label(level.level)}: {level.meaning}"
                for level in framework.levels
            ],
        ),
        (
            "What happens to it",
            [
                (
                    "The workbook holds no scoring formula. The program “benchmark” reads it and "
                    "shows for each score the cells that it comes from; “benchmark check” lists "
                    "whatever cannot be read, before you send it."
                ),
                (
                    "Evidence is not opened: “supported” means that a dated reference was given, "
                    "not that anyone has read it."
                ),
            ],
        ),
        (
            "No personal details",
            [
                (
                    "Put no names, addresses, dates of birth, crime numbers or other details that "
                    "identify a person into any sheet: roles are enough. What is written here may "
                    "still be personal data, and may have to be disclosed."
                ),
            ],
        ),
    ]
