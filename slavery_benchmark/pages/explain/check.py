"""The step of an explanation that is about a judged check: its cells, support, own cases."""

from collections.abc import Iterator

from slavery_benchmark.core.framework.framework import Criterion, Framework
from slavery_benchmark.core.scoring.scores import Assurance, CheckScore, ForceScore
from slavery_benchmark.core.scoring.submission import State
from slavery_benchmark.document.blocks import Block, Paragraph, paragraphs
from slavery_benchmark.document.numbers import date_text, plain_number
from slavery_benchmark.pages.explain.measure import discrepancy_sentence
from slavery_benchmark.pages.words.measures import figure_text, level_text


def check_blocks(
    force: ForceScore, check: CheckScore, criterion: Criterion, framework: Framework
) -> Iterator[Block]:
    """Yield the step of a judged check."""
    response, node = check.response, check.node
    yield Paragraph(node.title)
    yield from paragraphs(_answer_sentences(force, check, framework))
    yield from paragraphs(_verified_sentences(force, check, framework))
    if response.level is not None:
        yield from paragraphs(_against_own_cases(force, check, criterion, framework))
    level = check.level_seen if force.counts_verified else response.level
    if level is not None:
        asked = next(item for item in criterion.checks if item.id == node.id)
        words = asked.levels[str(level)]
        yield Paragraph(f"What {framework.level_label(level)} says: {words}", "note")


def _answer_sentences(force: ForceScore, check: CheckScore, framework: Framework) -> Iterator[str]:
    response = check.response
    cell = response.cell or "no row of the workbook"
    if response.state is State.BLANK:
        yield f"{cell} is empty: unanswered, which is not 0. It could be 0 to 100."
        return
    if response.state is State.INVALID:
        found = f" holds “{response.found}”, which" if response.found else ""
        yield f"{cell}{found} cannot be used: unanswered, which is not 0. It could be 0 to 100."
        return
    if response.state is State.NOT_APPLICABLE:
        yield (
            f"{cell}: not applicable, because “{response.not_applicable_reason}”. It leaves both "
            "sums; the share of weight so excused is printed."
        )
        return
    if response.level is None:
        return
    claimed = framework.points(response.level)
    yield (
        f"{cell} holds “{response.found}”: level {framework.level_label(response.level)}, worth "
        f"{plain_number(claimed)} of 100 ({response.level} of {len(framework.levels) - 1} steps)."
    )
    yield from _support_sentences(force, check, framework)


def _verified_sentences(
    force: ForceScore, check: CheckScore, framework: Framework
) -> Iterator[str]:
    """Yield what an inspector made of the check, and whether that is what counts."""
    level = check.response.verified_level
    if level is None:
        return
    counts = f"that counts, worth {plain_number(framework.points(level))}"
    if not force.counts_verified:
        counts = "too few checks have such a level for it to count"
    yield f"Inspectors: level {framework.level_label(level)}; {counts}."


def _support_sentences(force: ForceScore, check: CheckScore, framework: Framework) -> Iterator[str]:
    response, rule = check.response, framework.evidence
    dated = date_text(response.evidence_date) if response.evidence_date else "no usable date"
    where = f"{response.evidence_cell}: " if response.evidence_cell else ""
    said = f"“{response.evidence}”" if response.evidence else "no evidence"
    rung = "" if check.is_verified else f": {check.assurance}"
    yield f"{where}{said}, {dated}{rung}."
    if check.set_aside:
        yield "That is less assurance than asked for: the answer is set aside, as if unanswered."
    verified_counts = force.counts_verified and check.is_verified
    below = check.counted_level is not None and check.counted_level != response.level
    if below and not verified_counts:
        start = force.submission.period_start
        since = f"from {date_text(start)} on" if start else "inside a known period"
        yield (
            f"From level {rule.required_from} on, evidence confirmed {since} is needed. Without it "
            f"the level counts as {framework.level_label(check.counted_level or 0)}, worth "
            f"{plain_number(framework.points(check.counted_level or 0))}; the claim stays "
            f"{plain_number(framework.points(response.level or 0))}."
        )


def _against_own_cases(
    force: ForceScore, check: CheckScore, criterion: Criterion, framework: Framework
) -> Iterator[str]:
    """Yield how the level given stands to each measured level of the criterion."""
    judged = check.response.level
    rule = framework.cases
    if judged is None or rule is None:
        return
    for measure in criterion.measures:
        measured = force.measure(measure.id).measured
        if measured.level is None or measured.level_high is None:
            continue
        said = (
            f"Own cases, {measure.id}: {figure_text(measure, measured)}, level "
            f"{level_text(measured, framework)}."
        )
        yield f"{said} {discrepancy_sentence(judged, measured, rule)}"
    if check.assurance is Assurance.OWN_CASES:
        yield "No measured level of the criterion is below the level given: own cases agree."
