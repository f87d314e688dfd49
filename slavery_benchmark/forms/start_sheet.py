"""The first sheet: what the workbook is, how to fill it in, what happens to it."""

from collections.abc import Sequence

from openpyxl.styles import Alignment, Font
from openpyxl.worksheet.worksheet import Worksheet

from slavery_benchmark.core.framework.case_sheet import NOT_NEEDED, CaseSheet
from slavery_benchmark.core.framework.framework import Framework
from slavery_benchmark.core.framework.modules import IN_NO_SCORE, Module
from slavery_benchmark.core.framework.parts import Part, parts_by
from slavery_benchmark.document.numbers import count_text
from slavery_benchmark.extracting import layout
from slavery_benchmark.forms.answer_sheet import CHOOSING
from slavery_benchmark.forms.case_sheet_writer import AS_THINGS_STOOD
from slavery_benchmark.writing.sheet_style import (
    FONT,
    HEADER,
    INK,
    height_for,
    put_link,
    set_up_page,
    write_title,
)

_WIDTH = 92.0

Section = tuple[str, list[str]]


def write_start(
    sheet: Worksheet,
    framework: Framework,
    *,
    modules: Sequence[Module] = (),
    whole: Framework | None = None,
    part: Part | None = None,
    sheets: Sequence[str] = (),
) -> None:
    """Write links to these sheets, then the instructions as headings and sentences in column A.

    `whole` is the framework of the form of which this is only a `part`.
    """
    identity = framework.identity
    write_title(sheet, identity.title, f"Framework edition {identity.id} {identity.edition}")
    sheet.column_dimensions["A"].width = _WIDTH
    row = 2
    for row, title in enumerate(sheets, start=3):
        put_link(sheet.cell(row, 1), f"Go to the sheet {title}", title)
    row += 1
    of_part = _of_part(part, whole) if part and whole else []
    for heading, sentences in (*of_part, *_sections(framework, modules)):
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
            sheet.row_dimensions[row].height = height_for([(sentence, _WIDTH)], 14.5, size=11)
        row += 1
    set_up_page(sheet, header_row=None, landscape=False)


def _of_part(part: Part, whole: Framework) -> list[Section]:
    """Return which part this is, what stands in the others, and how they come together."""
    parts = parts_by(whole, part.by)
    checks = sum(len(item.checks) for item in parts)
    others = "; ".join(f"{item.number} {item.name}" for item in parts if item != part)
    leading = next(item for item in parts if item.leads)
    here = f"part {leading.number}, {leading.name}" if leading != part else "this part"
    cases = f"The sheet {layout.CASES_SHEET}, and on" if whole.cases else "On"
    sentences = [
        (
            f"Part {part.number} of {part.of}, {part.name}: {len(part.checks)} of the "
            f"{count_text(checks, 'check')} of the form."
        ),
        f"The other parts: {others}." if others else "The form has no other part.",
        (
            f"{cases} the sheet {layout.COVER_SHEET} the lines for who completed and signed off "
            f"the return, are in {here} alone. Force and period must be the same in "
            "every part."
        ),
        (
            "When all parts are filled in, put them into one folder. “benchmark merge FOLDER -o "
            "return.xlsx” joins them to the workbook that is sent. It names each check that no "
            "part answers, and each that two parts answer differently."
        ),
    ]
    return [("Which part of the form this is", sentences)]


def _sections(framework: Framework, modules: Sequence[Module]) -> list[Section]:
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
                    f"2. On the sheet {layout.ANSWERS_SHEET}, go through the "
                    f"{count_text(checks, 'check')}. {framework.choosing or CHOOSING}"
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
                *_to_the_case_files(framework),
                (
                    "Cells to fill in are pale yellow and framed, on each sheet. You may sort, "
                    "filter, move columns, add columns or sheets and write notes: answers are "
                    "found by the names of sheets, columns and checks. Wide sheets are set up to "
                    "print on A3."
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
        *_looks(framework),
        *(
            (
                f"What the sheet {layout.module_sheet(module.id)} is for",
                [f"{module.title}. {module.about} {IN_NO_SCORE}"],
            )
            for module in modules
        ),
        *_case_sections(framework.cases),
        (
            "What happens to it",
            [
                (
                    "The workbook holds no scoring formula. The program “benchmark” reads it and "
                    "shows for each score the cells that it comes from; “benchmark check” lists "
                    "whatever cannot be read, before you send it."
                ),
                (
                    "Evidence is not opened. Supported: the force named a document and a date. "
                    "Nobody has checked it."
                ),
            ],
        ),
        (
            "No personal details",
            [
                (
                    "Put no names, addresses, dates of birth, crime numbers or other details that "
                    "identify a person into any sheet: roles are enough. What is written here, "
                    "a row of dates and numbers too, may still be personal data, and may have to "
                    "be disclosed. Send and keep the workbook accordingly."
                ),
            ],
        ),
        *_columns(framework.cases),
    ]


def _looks(framework: Framework) -> list[Section]:
    """Return what the outside looks are, and which checks each may serve."""
    if not framework.looks:
        return []
    lines = [
        f"{_capital(look.name)} (serves {', '.join(framework.looked_at_by(look))}): {look.meaning}"
        for look in framework.looks
    ]
    return [("Outside looks: one may serve several checks", lines)]


def _capital(text: str) -> str:
    return f"{text[0].upper()}{text[1:]}"


def _to_the_case_files(framework: Framework) -> list[str]:
    """Return the step that leads to the sheet of case files; none where the edition has none."""
    if framework.cases is None:
        return []
    step = (
        f"6. On the sheet {layout.CASES_SHEET}, list the cases of the period, a row each, as "
        f"explained below, and on the sheet {layout.COVER_SHEET} say how many there were and how "
        "those on the sheet were chosen. A force that cannot list its cases leaves the sheet "
        "empty; what the cases would show is then unknown."
    )
    return [step]


def _case_sections(declared: CaseSheet | None) -> list[Section]:
    """Return what one has to know to list cases."""
    if declared is None:
        return []
    in_period = next(column.heading for column in declared.columns if column.in_period)
    known = f"{declared.known.minimum:.0%}"
    ways = [f"{word}: {meaning}" for word, meaning in layout.HOW_CHOSEN_WORDS.items()]
    return [
        (
            f"What the sheet {layout.CASES_SHEET} is for",
            [
                (
                    "Some figures are counted from your own case files and set beside the levels "
                    "that you chose: how long people waited, and in how many cases a thing was "
                    "done. Where a level is well above what the cases show, both are printed and "
                    "the difference is marked."
                ),
                f"A case: {declared.a_case} It belongs to the period if “{in_period}” does.",
                (
                    f"List every case if you can, and put their number under "
                    f"“{layout.CASES_IN_PERIOD}” on the sheet {layout.COVER_SHEET}. Under "
                    f"“{layout.HOW_CHOSEN}” choose one of these:"
                ),
                *ways,
                (
                    "If you chose the cases yourself, we show the figures but do not score them. A "
                    "figure about too few cases is shown without a level too: it neither raises "
                    "nor lowers anything."
                ),
            ],
        ),
        (
            "What to put into a cell of it",
            [
                (f"{AS_THINGS_STOOD} People and answers are those of that day."),
                (
                    "Empty: not known. It is never counted as 0 or as No. A figure is then shown "
                    "as it would be at worst and at best, and has no level where less than "
                    f"{known} of its cases are known."
                ),
                (
                    f"{layout.NOT_YET_WORDS}, in a column of dates: it had not happened by the "
                    "last day of the period. The case counts as still waiting; where a limit had "
                    "passed by then, it was not met. Do not leave such a cell empty: the longest "
                    "waits would vanish."
                ),
                (
                    f"{NOT_NEEDED}: it could not apply to this case, and the file says why. "
                    f"Figures about it pass the case over.{_too_often(declared)}"
                ),
                "0, in a column of numbers: there were none. Each person counts once in a column.",
                (
                    "Make the case numbers for this return, such as 1, 2, 3. Keep the list of "
                    "which is which in the force: a figure that puzzles you can then be followed "
                    "to its files, and nobody else can follow it."
                ),
            ],
        ),
    ]


def _too_often(declared: CaseSheet) -> str:
    """Return what becomes of cases that are marked “not needed” too often, if anything does."""
    return "" if declared.not_needed is None else " Where too many are, some count as not known."


def _columns(declared: CaseSheet | None) -> list[Section]:
    """Return the columns of the case files, to read beforehand."""
    if declared is None:
        return []
    lines = [f"{column.heading}: {column.guidance}" for column in declared.columns]
    return [(f"The columns of the sheet {layout.CASES_SHEET}", lines)]
