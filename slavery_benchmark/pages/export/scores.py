"""The tables of scores: each force on the whole, on each theme, and on each criterion."""

from collections.abc import Iterator
from typing import Any

import msgspec

from slavery_benchmark.core.framework.framework import Framework
from slavery_benchmark.core.scoring.baseline import reference_of
from slavery_benchmark.core.scoring.scores import ForceScore, NodeScore
from slavery_benchmark.core.view.model import ReportData
from slavery_benchmark.document.blocks import Table
from slavery_benchmark.document.columns import Column, Kind
from slavery_benchmark.document.positions import DIFFERS as DIFFERS_SIGN
from slavery_benchmark.document.positions import POSITION_MARKS, contradicted
from slavery_benchmark.pages.export import columns
from slavery_benchmark.pages.export.columns import (
    CONTRADICTED_KEY,
    JUST_KEY,
    KEY,
    Shown,
    part_records,
    place_of,
    sheet_of,
)
from slavery_benchmark.pages.heads import in_words
from slavery_benchmark.pages.words.contradicted import contradictions
from slavery_benchmark.pages.words.own_cases import own_cases_word
from slavery_benchmark.pages.words.views import NOT_SHOWN_MEANS, others_sentence

_BLANK = (
    "A blank score: nothing was answered, or all of it is not applicable. With too little answered "
    "a score has neither band nor mark."
)
_OWN_CASES = Column("own_cases", "Own cases", whole_words=True, width=16)
_OWN_CASES_KEY = (
    "Own cases: how many measures of the force's own case files contradict levels judged in their "
    "criterion; “judgement alone” where no measure has a level."
)
_DIFFERS_HERE = (
    f"{DIFFERS_SIGN} behind the score of a criterion: a level judged in it is contradicted by the "
    "force's own cases of that criterion, so that the score is no sign of how things are."
)
_NAMED_THERE = f" Each {DIFFERS_SIGN} is explained on the sheet Measures."
_ALONE = Column("alone", "Judgement alone", Kind.FLAG, width=11, printed=False)
_NAMED = (
    Column("part", "Part", width=10),
    Column("id", "Id", width=9),
    Column("title", "Title", width=36),
)
_EXCUSED = (
    Column("excused", "Not applicable", Kind.PRECISE_SHARE, width=11, printed=False),
    Column(
        "score_with_excused_at_zero", "Score with those at 0", Kind.SCORE, width=11, printed=False
    ),
)
_OTHERS = (
    *_NAMED,
    Column("score", "Own score", Kind.SCORE, sign_by="contradicted"),
    Column("lower_quartile", "Lower quartile of the others", Kind.COUNT, width=14),
    Column("median", "Median of the others", Kind.COUNT, width=14),
    Column("upper_quartile", "Upper quartile of the others", Kind.COUNT, width=14),
    Column("forces", "Others with a score", Kind.COUNT, width=11),
)


def summary_table(shown: Shown) -> Table:
    """Return a row a force: overall figures, and the score on each theme."""
    themes = shown.report.framework.themes
    own = shown.measured and not shown.public
    return sheet_of(
        "Summary",
        "each force on the whole and on each theme",
        (
            Column("name", "Force", to_by="leads", width=30),
            *in_words(columns.FIGURES, shown.words),
            *((columns.WITHHELD,) if shown.public else ()),
            *(_upright(theme.id, theme.title, 8) for theme in themes),
            *((_OWN_CASES, *columns.MEASURED, _ALONE) if own else ()),
        ),
        tuple(
            _summary(label, force, shown.report.framework) | {"leads": place_of(number)}
            for number, (label, force) in enumerate(
                zip(shown.labels, shown.report.forces, strict=True), start=1
            )
        ),
        notes=(
            shown.words.say(KEY),
            f"{_BLANK} {NOT_SHOWN_MEANS}" if shown.public else _BLANK,
            *((_OWN_CASES_KEY,) if own else ()),
        ),
        about="One row a force, by name: overall figures, then the score on each theme, 0 to 100. "
        "All figures of each theme are on the sheet Scores.",
        look="heat",
    )


def _upright(node_id: str, title: str, width: float) -> Column:
    return Column(
        node_id,
        node_id,
        Kind.SCORE,
        whole=title,
        marks=POSITION_MARKS,
        marked_by=f"{node_id} position",
        sign_by=f"{node_id} differs",
        width=width,
    )


def _summary(label: str, force: ForceScore, framework: Framework) -> dict[str, Any]:
    record = {**next(part_records(force, framework)), "name": label, "alone": force.judgement_alone}
    for node in force.themes:
        record |= _marked(node)
    return record | {"own_cases": own_cases_word(force)}


def _marked(node: NodeScore, *, differs: bool = False) -> dict[str, Any]:
    return {
        node.id: node.tally.score,
        f"{node.id} position": node.position,
        f"{node.id} differs": contradicted(node.position) if differs else None,
    }


def criteria_table(shown: Shown) -> Table:
    """Return the reference line and its range, then a row a force, with a column a criterion."""
    own = shown.measured and not shown.public
    criteria = [criterion for _, criterion in shown.report.framework.criteria()]
    width = 8.4 if own else 7.8
    return sheet_of(
        "Criteria",
        f"each force on each criterion against the {shown.words.short_line}",
        (
            Column("name", "Line or force", to_by="leads", width=27),
            *(_upright(item.id, f"{item.id} {item.title}", width) for item in criteria),
            *((_OWN_CASES,) if own else ()),
        ),
        (*_lines(shown), *_rows(shown)),
        strong="strong",
        notes=(shown.words.say(KEY), _BLANK, *((_OWN_CASES_KEY, _DIFFERS_HERE) if own else ())),
        about=f"The first three rows are our reading of {shown.words.found_by}; then one row a "
        f"force, by name. Scores are 0 to 100.{_NAMED_THERE if own else ''}",
        look="heat",
    )


def _lines(shown: Shown) -> Iterator[dict[str, Any]]:
    framework = shown.report.framework
    found = {
        criterion.id: reference_of(criterion.baseline, framework)
        for _, criterion in framework.criteria()
    }
    for name, end in (
        ("Reference line", "value"),
        ("Baseline range, lower end", "low"),
        ("Baseline range, upper end", "high"),
    ):
        values = {key: getattr(reference, end) for key, reference in found.items()}
        yield {"name": shown.words.say(name), "strong": True, **values}


def _rows(shown: Shown) -> Iterator[dict[str, Any]]:
    for number, (label, force) in enumerate(
        zip(shown.labels, shown.report.forces, strict=True), start=1
    ):
        differ = contradictions(force)
        record: dict[str, Any] = {"name": label, "leads": place_of(number)}
        record["own_cases"] = own_cases_word(force)
        for node in force.criteria:
            record |= _marked(node, differs=bool(differ.get(node.id)))
        yield record


def score_tables(shown: Shown) -> Iterator[Table]:
    """Yield a table of each force: every figure of every part."""
    more = "the period" if shown.public else "the file"
    kept = (
        *_NAMED,
        *in_words(columns.FIGURES, shown.words),
        *((columns.WITHHELD,) if shown.public else ()),
        *in_words(columns.RANGE, shown.words),
        *_EXCUSED,
        *columns.WEIGHTS,
        *(columns.MEASURED if shown.measured and not shown.public else ()),
        *shown.submission,
    )
    for name, force in zip(shown.names, shown.report.forces, strict=True):
        yield sheet_of(
            "Scores",
            "every figure of the whole, the themes and the criteria",
            kept,
            tuple(part_records(force, shown.report.framework)),
            of=((columns.FORCE, name),),
            notes=(shown.words.say(KEY), *_signs_key(shown)),
            about="One row for each force and part; to the right of the printed columns stand "
            f"weights, shares and {more}.",
        )


def _signs_key(shown: Shown) -> tuple[str, ...]:
    own = shown.measured and not shown.public
    return (*((CONTRADICTED_KEY,) if own else ()), *(() if shown.public else (JUST_KEY,)))


def others_tables(shown: Shown, data: ReportData) -> Iterator[Table]:
    """Yield quartiles of the other forces beside one's own score, part by part."""
    for label, force in zip(shown.labels, shown.report.forces, strict=True):
        yield sheet_of(
            "Other forces",
            "how they lie, without names",
            _OTHERS,
            tuple(
                record | msgspec.structs.asdict(spread)
                for record in part_records(force, shown.report.framework)
                if (spread := data.spreads.get(record["id"])) is not None
            ),
            of=((columns.FORCE, label),),
            about=others_sentence(data),
        )
