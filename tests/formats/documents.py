"""A small document that has every block, every kind of column and every picture."""

from datetime import date
from fractions import Fraction as F
from typing import Any

from slavery_benchmark.document.blocks import (
    Block,
    Chart,
    Details,
    Document,
    Entry,
    Heading,
    Paragraph,
    Points,
    Section,
    Table,
)
from slavery_benchmark.document.columns import Column, Kind, Mark
from slavery_benchmark.document.positions import POSITION_MARKS, POSITION_SIGNS
from slavery_benchmark.document.tracks import Track
from tests.formats.charts.examples import PICTURES

PLAIN = "Brackenford"


def _columns(text: str) -> tuple[Column, ...]:
    return (
        Column("name", f"Name {text}", to_by="place", width=30, tone_by="tone"),
        Column("track", "0 to 100", Kind.TRACK),
        Column(
            "score",
            "Score",
            Kind.SCORE,
            marks=POSITION_MARKS,
            marked_by="position",
            sign_by="sign",
        ),
        Column("could_be", "Could be", Kind.RANGE),
        Column("low", "Low", Kind.SCORE, people=False),
        Column("position", "Against it", marks=POSITION_SIGNS, whole_words=True, width=14),
        Column("difference", "Diff.", Kind.DIFFERENCE, whole=f"Difference {text}"),
        Column("points", "Points", Kind.POINTS, drop=1),
        Column("share", "Answered", Kind.SHARE),
        Column("weight", "Weight", Kind.PRECISE_SHARE, drop=2),
        Column("figure_2017", "Figure", Kind.NUMBER, drop=3),
        Column("count", "Cases", Kind.COUNT),
        Column("level", "Level", Kind.LEVEL, marks={"yes": Mark("≠", "differs")}, marked_by="odd"),
        Column("day", "Day", Kind.DATE, width=16),
        Column("invented", "Invented", Kind.FLAG, width=9),
        Column("found", "Found", look="wide", width=40, blank="nothing"),
        Column("listed", "Listed", optional=True),
        Column("empty", "Empty", optional=True),
        Column("cell", "Cell", printed=False, detail=True, width=12),
        Column("hash", "Hash", look="hash", people=False),
    )


def _records(text: str) -> tuple[dict[str, Any], ...]:
    known = {
        "name": f"One {text}",
        "row": "one",
        "place": "two",
        "track": Track(target=75, score=F(245, 4), claimed=80, low=50, high=90, reference=25),
        "score": F(245, 4),
        "position": "above",
        "sign": Mark("≠", "", "contradicted"),
        "could_be": (F(50), F(90)),
        "low": F(50),
        "difference": F(-29, 8),
        "points": F(1, 3),
        "share": F(199, 200),
        "weight": F(1, 21),
        "figure_2017": F(100, 3),
        "count": 1234,
        "level": 3,
        "odd": "yes",
        "day": date(2026, 11, 23),
        "invented": True,
        "found": text,
        "listed": (text, "two"),
        "cell": f"Sheet!{text}",
        "hash": text,
        "note": f"Mind {text}",
        "strong": True,
        "tone": text,
    }
    unknown = {
        "name": text,
        "row": "two",
        "place": "behind",
        "track": Track(target=75),
        "could_be": (F(5), F(5)),
        "position": text,
    }
    return (
        known,
        unknown,
        {"name": "Not shown on a page", "row": "three", "score": 0.25, "position": "at target"},
    )


def every_block(text: str = PLAIN) -> Document:
    """Return the document, with `text` in every place that holds words of somebody else."""
    table = Table(
        id="figure",
        title=f"Figures of {text}",
        columns=_columns(text),
        records=_records(text),
        of=((Column("force", "Force", width=34), text),),
        note="note",
        strong="strong",
        place_by="row",
        notes=(f"A note on {text}.",),
        sheet="Figures",
        about=f"About {text}",
        limit=2,
        look="roomy",
    )
    second = Table(
        id="other",
        title="",
        columns=(Column("what", "What"), Column("count", "How many", Kind.COUNT)),
        records=({"what": text, "count": 2},),
        sheet=text,
    )
    pictures: tuple[Block, ...] = tuple(
        Chart(
            id=f"chart-{kind.replace(' ', '-')}",
            picture=made(text),
            title=f"{kind} of {text}",
            said=f"What {text} shows.",
            file=f"01-{kind.replace(' ', '-')}",
            narrow=kind != "trend",
            on_page=kind != "strip",
        )
        for kind, made in PICTURES.items()
    )
    return Document(
        title=f"Everything about {text}",
        subtitle=f"As of 23 November 2026, {text}.",
        standing=f"No inspection result. {text}",
        view=f"The view of {text}.",
        lead=(f"Visit {text} first.", f"Then read on: INV-01 of {text}."),
        lead_title=f"What {text} comes first",
        caveats=(f"Edited by {text}.",),
        about=(f"Made from {text}.",),
        run=f"Result {text}",
        subject=text,
        tool_version="0.0.0",
        records=lambda: {"words": text, "score": 61.25},
        sections=(
            Section(id="go-on", title="", blocks=(Points((f"{text} is why",), strong=True),)),
            Section(
                id=text,
                title=f"Section {text}",
                inner=(("inside", f"Inside {text}"), ("nowhere", "Not on the page")),
                blocks=(
                    Paragraph(f"A paragraph about {text}."),
                    Paragraph(f"A note about {text}.", "note"),
                    Paragraph(f"A warning about {text}.", "warning"),
                    Points((f"first {text}", "second"), ordered=True),
                    Heading(text=f"Heading {text}", id="inside"),
                    table,
                    Entry(
                        number=1,
                        title=f"Entry {text}",
                        aside=f"3.0 {text}",
                        said=(f"Because of {text}.",),
                        small=(f"Small {text}.",),
                    ),
                ),
            ),
            Section(
                id="more",
                title=f"More {text}",
                own_page=True,
                detail=True,
                blocks=(
                    Details(
                        id="behind",
                        summary=f"Behind {text}",
                        aside=text,
                        printed=True,
                        blocks=(Paragraph(text), second),
                    ),
                    *pictures,
                ),
            ),
        ),
    )
