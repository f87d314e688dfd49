"""The sheets of scores: each force on the whole, on each theme and on each criterion."""

from collections.abc import Iterator

from slavery_benchmark.core.baseline import reference_of
from slavery_benchmark.core.report import Report
from slavery_benchmark.core.scores import ForceScore, NodeScore
from slavery_benchmark.core.view.model import NodeView
from slavery_benchmark.formats.workbook.cells import (
    DIFFERENCE,
    DIFFERS_MARK,
    POSITION_KEY,
    PRECISE_SHARE,
    SCORE,
    SHARE,
    Marked,
)
from slavery_benchmark.formats.workbook.sheets import Column, ResultBook, Row
from slavery_benchmark.pages.heads import labels_of
from slavery_benchmark.render.own_cases import own_cases_word
from slavery_benchmark.render.words import POSITION_WORDS
from slavery_benchmark.render.xlsx.side_by_side import (
    MEASURED_FIGURES,
    OWN_CASES,
    OWN_CASES_KEY,
    answers_that_differ,
    has_measures,
    measured_figures,
)

NOT_GIVEN = "not given"
KEY = f"Marks behind a score, against the range of 2017: {POSITION_KEY}."
_BLANK = (
    "A blank score: nothing was answered, or all of it is not applicable. With too little answered "
    "a score has neither band nor mark."
)
_DIFFERS_HERE = (
    f"{DIFFERS_MARK} behind the score of a criterion: an answer in it differs from the force's own "
    "cases of that criterion. Each is on the sheet Measures."
)
FIGURES = (
    Column("Score", 9, SCORE),
    Column("Claimed score", 9, SCORE),
    Column("Could be, low", 8.5, SCORE),
    Column("Could be, high", 8.5, SCORE),
    Column("Answered", 10, SHARE),
    Column("2017 reference line", 10, SCORE),
    Column("Difference", 11, DIFFERENCE),
    Column("Against 2017", 11),
    Column("Band", 14),
)
"""The columns that `figures_of` fills."""

WITHHELD = Column("Not shown, as counts are below 5", 11, PRECISE_SHARE)
"""A column of the public view."""


def force_labels(report: Report) -> list[str]:
    """Return what each submission is called: the force, and more where it stands twice."""
    return labels_of(report)


def add_summary(book: ResultBook, report: Report, *, public: bool = False) -> None:
    """Add Summary: one row a force, overall figures and the score on each theme.

    public: the report is of what the public sees; nothing is said of own cases beside judgement.
    """
    themes = report.framework.themes
    measured = has_measures(report.framework) and not public
    columns = [
        Column("Force", 30),
        *FIGURES,
        *([WITHHELD] if public else []),
        *(Column(theme.title, 8, SCORE, upright=True) for theme in themes),
        *([OWN_CASES, *MEASURED_FIGURES] if measured else []),
    ]

    def rows() -> Iterator[Row]:
        for label, force in zip(force_labels(report), report.forces, strict=True):
            row = [label, *figures_of(force.overall), *withheld_of(force.overall, public=public)]
            row += [_marked(node) for node in force.themes]
            if measured:
                differ = answers_that_differ(force)
                row += [own_cases_word(force), *measured_figures(force.overall, differ)]
                row.append(force.judgement_alone)
            yield row

    placed = book.add_table_sheet(
        "Summary",
        "Summary: each force on the whole and on each theme",
        "One row a force, by name: overall figures, then the score on each theme, 0 to 100.",
        columns,
        rows(),
        lines=[
            KEY,
            _BLANK,
            *([OWN_CASES_KEY] if measured else []),
            "All figures of each theme are on the sheet Scores.",
        ],
        frozen_columns=1,
    )
    book.mark_positions(placed, 2, 9)


def add_criteria(book: ResultBook, report: Report, *, public: bool = False) -> None:
    """Add Criteria: the 2017 line and its range, then one row a force, one column a criterion.

    public: as in `add_summary`.
    """
    framework = report.framework
    criteria = [criterion for _, criterion in framework.criteria()]
    references = [reference_of(criterion.baseline, framework) for criterion in criteria]
    measured = has_measures(framework) and not public
    width = 8.4 if measured else 7.8
    columns = [
        Column("Line or force", 27),
        *(Column(f"{item.id} {item.title}", width, SCORE, upright=True) for item in criteria),
        *([OWN_CASES] if measured else []),
    ]

    def rows() -> Iterator[Row]:
        blank = [None] if measured else []
        yield ["2017 reference line", *(item.value for item in references), *blank]
        yield ["2017 range, lower end", *(item.low for item in references), *blank]
        yield ["2017 range, upper end", *(item.high for item in references), *blank]
        for label, force in zip(force_labels(report), report.forces, strict=True):
            differ = answers_that_differ(force)
            marked = [_marked(node, differs=bool(differ.get(node.id))) for node in force.criteria]
            yield [label, *marked, *([own_cases_word(force)] if measured else [])]

    book.add_table_sheet(
        "Criteria",
        "Criteria: each force on each criterion against the 2017 line",
        "The first three rows are our reading of 2017; then one row a force, by name. Scores are 0 "
        "to 100.",
        columns,
        rows(),
        lines=[KEY, _BLANK, *([OWN_CASES_KEY, _DIFFERS_HERE] if measured else [])],
        frozen_columns=1,
        bold_rows=3,
    )


def submission_columns(*, public: bool = False) -> list[Column]:
    """Return the columns that say which submission a row is from; the public sees no file."""
    columns = [
        Column("Code", 26, printed=False),
        Column("Fictional", 10, printed=False),
        Column("Period start", 12, printed=False),
        Column("Period end", 12, printed=False),
        Column("File", 28, printed=False),
    ]
    return columns[:-1] if public else columns


def submission_values(force: ForceScore, *, public: bool = False) -> Row:
    """Return what says which submission a row is from."""
    item = force.submission
    file = () if public else (item.source.file,)
    return [item.code, item.fictional, item.period_start, item.period_end, *file]


def parts_of(force: ForceScore) -> Iterator[tuple[str, NodeScore]]:
    """Yield the whole, the themes and the criteria of a force, each with its kind."""
    yield "overall", force.overall
    yield from (("theme", node) for node in force.themes)
    yield from (("criterion", node) for node in force.criteria)


def _marked(node: NodeScore, *, differs: bool = False) -> Marked:
    return Marked(node.tally.score, node.position, differs)


def figures_of(node: NodeScore) -> Row:
    """Return the figures of a part, in the order of FIGURES."""
    tally, reference = node.tally, node.reference
    return [
        tally.score,
        tally.claimed,
        tally.low,
        tally.high,
        tally.coverage,
        reference.value if reference else None,
        node.difference,
        POSITION_WORDS[node.position],
        node.band or NOT_GIVEN,
    ]


def withheld_of(node: NodeScore, *, public: bool) -> Row:
    """Return the share that is not shown, for the public; no value otherwise."""
    return [node.withheld] if public and isinstance(node, NodeView) else []
