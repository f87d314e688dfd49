"""What has changed over several forces, in a terminal: a line a force, then a line a criterion."""

from slavery_benchmark.core.reinspection.change import Disposition
from slavery_benchmark.core.reinspection.progress import ProgressReport
from slavery_benchmark.document.numbers import count_text, signed_text
from slavery_benchmark.formats.terminal.page import Page, fit
from slavery_benchmark.render.progress.all_words import (
    HEADS,
    HEADS_MEAN,
    MOVES_HEADING,
    ForceLine,
    all_sentences,
    force_line,
    grouped,
    moves_in_order,
    moves_sentence,
    p_text,
    paired_text,
)
from slavery_benchmark.render.progress.figures import UNUSABLE_MEANS
from slavery_benchmark.render.words import plain_name, submission_title

_COUNT = 4
_SCORE, _CHANGE, _PAIRED, _P, _ADJUSTED = 6, 7, 16, 6, 9
_LEAST_NAMED = 14


def write_all(page: Page, report: ProgressReport, *, since: str, sample: bool) -> None:
    """Write a line a force, then how many forces moved which way on each criterion."""
    page.heading(count_text(len(report.forces), "force"))
    for sentence in all_sentences(report, since):
        page.paragraph(sentence)
    page.blank()
    _write_forces(page, [force_line(force, since) for force in report.forces])
    if report.moves:
        page.blank()
        _write_moves(page, report, sample=sample)


def _write_forces(page: Page, lines: list[ForceLine]) -> None:
    fictional = all(line.force.history.fictional for line in lines)
    names = [
        plain_name(line.force.latest.score.submission)
        if fictional
        else submission_title(line.force.latest.score.submission)
        for line in lines
    ]
    taken = 2 * _SCORE + _CHANGE + _COUNT * len(HEADS) + 2
    room = page.width - taken
    width = min(max(map(len, names)) + 1, room - _LEAST_NAMED)
    page.line(
        (f"{'Force':<{width}}{'Then':>{_SCORE}}{'Now':>{_SCORE}}{'Change':>{_CHANGE}}", "bold"),
        ("".join(f"{head:>{_COUNT}}" for head in HEADS), "bold"),
        ("  Regressed", "bold"),
    )
    for name, line in zip(names, lines, strict=True):
        counts = line.counts or [""] * len(HEADS)
        page.line(
            (fit(name, width, page.symbols), ""),
            (f"{line.then_text:>{_SCORE}}{line.now_text:>{_SCORE}}", ""),
            (f"{signed_text(line.change):>{_CHANGE}}", "bold"),
            ("".join(f"{number:>{_COUNT}}" for number in counts), ""),
            (f"  {_named(line.regressed, room - width)}", "bold red"),
        )
    said = " All forces are invented." if fictional else ""
    page.paragraph(
        f"{HEADS_MEAN} Regressed: the largest falls first. Scores are those under each "
        f"submission's own edition; {UNUSABLE_MEANS}.{said}",
        style="dim",
    )


def _named(ids: tuple[str, ...], room: int) -> str:
    """Return as many ids as there is room for, and how many more there are."""
    for number in range(len(ids), -1, -1):
        more = f" +{len(ids) - number}" if number < len(ids) else ""
        said = " ".join(ids[:number]) + more
        if len(said) <= room:
            return said
    return ""


def _write_moves(page: Page, report: ProgressReport, *, sample: bool) -> None:
    tests = _P + _ADJUSTED if sample else 0
    width = min(page.width - _COUNT * len(HEADS) - _PAIRED - tests, 60)
    page.line((MOVES_HEADING, "bold"))
    page.line(
        (f"{'Criterion':<{width}}", "bold"),
        ("".join(f"{head:>{_COUNT}}" for head in HEADS), "bold"),
        (f"{'up/down/same':>{_PAIRED}}", "bold"),
        (f"{'p':>{_P}}{'adjusted':>{_ADJUSTED}}" if sample else "", "bold"),
    )
    for item in moves_in_order(report):
        style = "bold red" if item.dispositions[Disposition.REGRESSED] else ""
        counts = grouped(item.dispositions)
        page.line(
            (fit(f"{item.criterion} {item.title}", width, page.symbols), ""),
            (f"{counts[0]:>{_COUNT}}", style),
            ("".join(f"{number:>{_COUNT}}" for number in counts[1:]), ""),
            (f"{paired_text(item):>{_PAIRED}}", ""),
            (f"{p_text(item.p):>{_P}}{p_text(item.adjusted):>{_ADJUSTED}}" if sample else "", ""),
        )
    page.paragraph(
        moves_sentence(report, sample=sample),
        style="dim",
    )
