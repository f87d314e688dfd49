"""How sure it is: bounds, what was answered, claimed against supported, assurance, own cases."""

from typing import Any

import msgspec

from slavery_benchmark.core.scoring.scores import Assurance
from slavery_benchmark.core.scoring.submission import State
from slavery_benchmark.core.view.model import ForceView
from slavery_benchmark.document.blocks import Block, Paragraph, Section, Table
from slavery_benchmark.document.columns import Column, Kind
from slavery_benchmark.document.numbers import count_text
from slavery_benchmark.pages.export.columns import place_of
from slavery_benchmark.pages.report.context import Context
from slavery_benchmark.pages.words.measures import JUDGEMENT_ALONE, SELECTION_WORDS
from slavery_benchmark.pages.words.own_cases import own_cases_line
from slavery_benchmark.pages.words.scores import support_sentence
from slavery_benchmark.pages.words.verified import SUPPORTED
from slavery_benchmark.pages.words.views import not_shown_sentence

_COLUMNS = (
    Column("name", "Force", to_by="leads"),
    Column("score", "Supported", Kind.SCORE),
    msgspec.structs.replace(SUPPORTED, drop=0),
    Column("claimed", "Claimed", Kind.SCORE),
    Column("range", "Could be", Kind.RANGE),
    Column("coverage", "Answered", Kind.SHARE),
    Column("excused", "Not applicable", Kind.SHARE),
    Column(Assurance.ASSERTED, "Asserted", Kind.COUNT),
    Column(Assurance.DOCUMENTED, "Documented", Kind.COUNT),
    Column(Assurance.OWN_CASES, "Own cases agree", Kind.COUNT),
    Column(Assurance.VERIFIED, "Verified", Kind.COUNT),
)
_RESTS = (
    Column("name", "Force", to_by="leads"),
    Column("rests", "What it rests on beside judgement", width=100),
)
"""A table of its own: sentences beside nine figures leave each other no room."""
_LADDER = (
    "Assurance of an answer, lowest first. Asserted: the force says so. Documented: a dated "
    "reference stands beside a level that needs one. Own cases agree: documented, and no measured "
    "level of the criterion is below the judged one. Verified: an inspector gave it a level."
)


def certainty_section(context: Context) -> Section:
    """Return the section on how sure the scores are."""
    checks = count_text(len(context.forces[0].checks), "check")
    blocks: tuple[Block, ...] = (
        Paragraph(
            "An answer that is missing is unknown and never 0: “could be” is the score with all "
            f"that is unknown at 0, and at 100. {support_sentence(context.shown.report.forces)}"
        ),
        Table(
            id="certainty",
            title="Overall scores, and how far they can be leaned on",
            columns=_columns(context),
            records=tuple(_row(context, place) for place in range(len(context.forces))),
            notes=(
                _LADDER,
                f"The last counts are of answers, of {checks}; the rest is not answered.",
            ),
            data=False,
            look="roomy",
        ),
    )
    if context.framework.cases is not None:
        rests = Table(
            id="rests",
            title="What the scores rest on",
            columns=_RESTS,
            records=tuple(
                {"name": context.name(place), "leads": place_of(place + 1), "rests": _cases(force)}
                for place, force in enumerate(context.forces)
            ),
            data=False,
        )
        blocks += (rests,)
    return Section(id="certainty", title="How sure it is", blocks=blocks)


def _columns(context: Context) -> tuple[Column, ...]:
    """Return the columns; a score that counts inspectors' levels is not called supported."""
    counted = any(force.counts_verified for force in context.forces)
    reviewed = any(force.verification for force in context.forces)
    return tuple(
        msgspec.structs.replace(column, head="Score")
        if column.key == "score" and counted
        else column
        for column in _COLUMNS
        if reviewed or column.key != Assurance.VERIFIED
    )


def _row(context: Context, place: int) -> dict[str, Any]:
    force = context.forces[place]
    tally = force.overall.tally
    rungs = {
        rung.value: sum(check.assurance is rung for check in force.checks) for rung in Assurance
    }
    return {
        "name": context.name(place),
        "leads": place_of(place + 1),
        "score": tally.score,
        "supported": tally.supported if force.counts_verified else None,
        "claimed": tally.claimed,
        "range": (tally.low, tally.high),
        "coverage": tally.coverage,
        "excused": tally.excused,
        **rungs,
    }


def _cases(force: ForceView) -> str:
    """Return what a force's own cases say, and what of its score is not shown."""
    if force.overall.tally.score is None:
        said = "there is no score"
    elif force.score is not None:
        said = own_cases_line(force.score)
    elif force.judgement_alone:
        said = f"the score rests on {JUDGEMENT_ALONE}"
    else:
        shown = sum(item.figures is not None for item in force.measures)
        said = f"{shown} of {count_text(len(force.measures), 'measure')} shown"
        if force.cases is not None:
            said += f"; {SELECTION_WORDS[force.cases.selection]}"
    answered = sum(check.state is State.ANSWERED for check in force.checks)
    checks = f"{answered} of {count_text(len(force.checks), 'check')} answered"
    return f"{checks}; {said}. {not_shown_sentence(force.overall)}".rstrip()
