"""Marks stand where their numbers say, there are as many as there are numbers, and words agree."""

from fractions import Fraction as F
from xml.etree import ElementTree as ET

import pytest

from slavery_benchmark.core.change.bridge import Bridge, Pier, Step
from slavery_benchmark.core.comparing.funnel import WhyNoFunnel
from slavery_benchmark.core.scoring.baseline import Position
from slavery_benchmark.document.numbers import score_text
from slavery_benchmark.document.pictures import (
    Dumbbell,
    HeatColumn,
    HeatMap,
    HeatRow,
    ScoreRow,
    Strip,
    StripRow,
    Trend,
)
from slavery_benchmark.formats.charts.dumbbell import draw_dumbbell
from slavery_benchmark.formats.charts.frame import Layout
from slavery_benchmark.formats.charts.funnel import draw_funnel
from slavery_benchmark.formats.charts.heat_map import draw_heat_map
from slavery_benchmark.formats.charts.strip import draw_strip
from slavery_benchmark.formats.charts.trend import draw_trend
from slavery_benchmark.formats.charts.waterfall import draw_waterfall
from slavery_benchmark.pages.pictures import funnel_plot, score_row, waterfall
from tests.formats.charts.examples import (
    LAYOUTS,
    SVG,
    bridge,
    criteria,
    dumbbell,
    frame,
    funnel,
    heat_map,
    marks,
    parsed,
    place,
    strip,
    texts,
    trend,
)
from tests.reports import invented


def between(low: float, high: float, share: float) -> float:
    return low + (high - low) * share


@pytest.mark.parametrize("layout", LAYOUTS)
def test_dumbbell_marks_stand_at_their_scores(layout: Layout) -> None:
    root = parsed(draw_dumbbell(frame(layout=layout), dumbbell()))
    scores = [place(mark)[0] for mark in marks(root, "ch-score", "ch-row")]
    references = [place(mark)[0] for mark in marks(root, "ch-reference", "ch-row")]
    claimed = [place(mark)[0] for mark in marks(root, "ch-claimed", "ch-row")]
    bounds = marks(root, "ch-bounds", "ch-row")
    assert (len(scores), len(references), len(claimed), len(bounds)) == (2, 2, 1, 2)
    # 0 and 100 are where the bounds of the score that is not known end
    zero = float(bounds[1].attrib["x"])
    full = zero + float(bounds[1].attrib["width"])
    assert scores == pytest.approx([between(zero, full, 0.5), between(zero, full, 0.8)], abs=0.2)
    assert references == pytest.approx([between(zero, full, 0.25)] * 2, abs=0.2)
    assert claimed == pytest.approx([between(zero, full, 0.6)], abs=0.2)
    assert float(bounds[0].attrib["x"]) == pytest.approx(between(zero, full, 0.4), abs=0.2)


def test_dumbbell_writes_each_score_and_what_the_marks_mean() -> None:
    root = parsed(draw_dumbbell(frame(), dumbbell()))
    written = texts(root)
    for said in ("Aldermoss", "50.0", "80.0", "–", "claimed", "target (75)", "2017 reference line"):
        assert said in written
    assert "above the 2017 range" in written
    assert "position not given" in written
    assert root[1].text is not None
    assert (
        "Aldermoss: 50.0, claimed 60.0, could be 40.0 to 80.0, 2017 reference line 25.0, above the "
        "2017 range. Known in full: 80.0, 2017 reference line 25.0, at target. Nothing known: no "
        "score."
    ) in root[1].text


def test_a_row_has_the_numbers_of_its_node() -> None:
    force = invented(1).forces[0]
    for node in (force.overall, *force.themes, *force.criteria):
        row = score_row(node, node.title)
        assert (row.score, row.claimed) == (node.tally.score, node.tally.claimed)
        assert (row.low, row.high) == (node.tally.low, node.tally.high)
        assert row.reference == (node.reference.value if node.reference else None)
        assert row.position is node.position
        said = "".join(parsed(draw_dumbbell(frame(), Dumbbell(rows=(row,)))).itertext())
        assert score_text(node.tally.score) in said


def test_a_legend_has_only_the_marks_that_there_are() -> None:
    row = ScoreRow(label="Alone", score=F(10), claimed=F(10), low=F(10), high=F(10))
    written = texts(parsed(draw_dumbbell(frame(), Dumbbell(rows=(row,)))))
    assert "claimed" not in written
    assert "what unanswered checks could make of it" not in written
    assert not [words for words in written if words.startswith("target")]


def test_score_and_reference_at_one_place_are_both_seen() -> None:
    row = ScoreRow(label="Same", score=F(25), reference=F(25), position=Position.NO_BETTER)
    root = parsed(draw_dumbbell(frame(), Dumbbell(rows=(row,))))
    [inner], [outer] = (marks(root, look, "ch-row") for look in ("ch-score", "ch-reference"))
    assert place(inner) == place(outer)
    parts = list(root.iter())
    assert parts.index(inner) > parts.index(outer)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_criteria_have_a_line_for_each_measure(layout: Layout) -> None:
    root = parsed(draw_dumbbell(frame(layout=layout), criteria()))
    measured = [place(mark) for mark in marks(root, "ch-measured", "ch-row")]
    judged = [place(mark) for mark in marks(root, "ch-judged", "ch-row")]
    assert len(measured) == len(judged) == len(marks(root, "ch-interval", "ch-row")) == 2
    assert [y for _, y in measured] == [y for _, y in judged]
    score = place(marks(root, "ch-score", "ch-row")[0])
    # 25 and 75 lie as far on either side of the score of 50
    assert score[0] - measured[0][0] == pytest.approx(measured[1][0] - score[0], abs=0.2)
    assert judged[0][0] == pytest.approx(measured[1][0], abs=0.1)
    assert root[1].text is not None
    assert root[1].text == (
        "3 criteria from 0 to 100. The target is 75. 1 at target, 1 above the 2017 range, 1 "
        "position not given. Lowest: Aldermoss, 50.0. Highest: Known in full, 80.0. 2 measured "
        "levels with 95% intervals. A note."
    )


def test_heat_map_has_a_sign_in_every_cell_and_rows_by_name() -> None:
    data = heat_map("zeta", forces=4)
    root = parsed(draw_heat_map(frame(), data))
    rows = [g for g in root.iter(f"{SVG}g") if g.get("class") == "ch-row"]
    assert [row[0].text for row in rows] == ["Force 00", "Force 01", "Force 02", "zeta"]
    for row in rows:
        cells = [part.attrib["class"] for part in row if part.tag == f"{SVG}rect"]
        signs = [part for part in row if part.tag == f"{SVG}path"]
        assert cells == [
            "ch-cell-at-target",
            "ch-cell-not-certain",
            "ch-cell-above",
            "ch-cell-below",
            "ch-cell-none",
            "ch-cell-at-target",
        ]
        # no two positions have the same sign, whatever their colours
        outlines = [sign.attrib["d"].split("m", 1)[1] for sign in signs]
        assert len(set(outlines)) == len(signs) - 1 == 5
    assert root[1].text is not None
    assert root[1].text.startswith("4 forces by 6 criteria, in order of name: 8 at target,")


def test_heat_map_of_all_forces_is_split_between_themes_on_a_telephone() -> None:
    data = heat_map(forces=43, per_group=8)
    wide, narrow = (parsed(draw_heat_map(frame(layout=layout), data)) for layout in (680, 340))
    assert len([g for g in wide.iter() if g.get("class") == "ch-heads"]) == 1
    heads = [g for g in narrow.iter() if g.get("class") == "ch-heads"]
    assert [[(text.text or "")[:3] for text in head] for head in heads] == [
        [group] * 8 for group in ("ONE", "TWO", "SIX")
    ]
    for root in (wide, narrow):
        rects = list(root.iter(f"{SVG}rect"))
        assert len(rects) == 43 * 24
        assert min(float(r.attrib["width"]) for r in rects) >= 18.9


def test_heat_map_wants_a_cell_for_each_column() -> None:
    data = heat_map()
    short = HeatMap(columns=data.columns, rows=(HeatRow(label="Short", cells=(None,)),))
    with pytest.raises(ValueError, match="a cell for each column"):
        draw_heat_map(frame(), short)


def test_heat_map_of_no_force_says_so() -> None:
    root = parsed(draw_heat_map(frame(), HeatMap(columns=heat_map().columns, rows=())))
    assert root[1].text is not None
    assert root[1].text.startswith("0 forces by 6 criteria")


def test_funnel_names_only_forces_outside_the_limits_and_one_s_own() -> None:
    data = funnel()
    root = parsed(draw_funnel(frame(), funnel_plot(data, "Quiet 3")))
    points = [mark for g in root.iter(f"{SVG}g") if g.get("class") == "ch-points" for mark in g]
    assert len(points) == len(data.points) == 22
    named = [g for g in root.iter(f"{SVG}g") if g.get("class") == "ch-labels"]
    assert sorted(t.text or "" for g in named for t in g.iter(f"{SVG}text")) == [
        "Aldermoss",
        "Just outside",
        "Quiet 3",
    ]
    assert len(marks(root, "ch-point-outside", "ch-points")) == 1
    assert len(marks(root, "ch-point-better-95", "ch-points")) == 1
    assert len(marks(root, "ch-own", "ch-points")) == 1
    assert len(marks(root, "ch-limit", "ch-limits")) == 4
    assert "all forces together (80.0%)" in texts(root)


def test_funnel_on_a_telephone_numbers_the_points_and_lists_the_names() -> None:
    written = texts(parsed(draw_funnel(frame(layout=Layout.NARROW), funnel_plot(funnel()))))
    assert "1 Just outside, 97.0%" in written
    assert "2 Aldermoss, 40.0%" in written
    assert {"1", "2"} <= set(written)


def test_funnel_points_lie_in_order_of_size_and_value() -> None:
    data = funnel()
    root = parsed(draw_funnel(frame(), funnel_plot(data)))
    [low] = marks(root, "ch-point-outside", "ch-points")
    [high] = marks(root, "ch-point-better-95", "ch-points")
    assert place(low)[0] < place(high)[0]
    assert place(low)[1] > place(high)[1]
    target = marks(root, "ch-target", "ch-limits")[0].attrib["d"]
    y = float(target.split(",")[1].split("L")[0])
    same = [mark for mark in marks(root, "ch-point", "ch-points") if place(mark)[1] == y]
    assert len(same) == sum(point.value == 80 for point in data.points)


def test_funnel_in_words_names_who_is_outside() -> None:
    root = parsed(draw_funnel(frame(), funnel_plot(funnel())))
    assert root[1].text is not None
    assert "22 forces with 50 to 240 cases, against 80.0%" in root[1].text
    people = parsed(draw_funnel(frame(), funnel_plot(funnel(kind="share"))))[1].text
    assert people is not None
    assert "22 forces with an effective number of 50 to 240 people, against 80.0%" in people
    assert "Outside a limit: Aldermoss, 40.0%, below the 99.8% limit, worse;" in root[1].text


def test_bridge_in_words_names_both_ends_once() -> None:
    ends = ("To 31 March 2025", "To 31 March 2026")
    said = parsed(draw_waterfall(frame(), waterfall(bridge(), ends)))[1].text
    assert said is not None
    assert "To 31 March 2025, then to 31 March 2026: " in said


def test_a_heat_map_in_a_file_says_what_its_columns_are_called() -> None:
    columns = (
        HeatColumn("VIC-01", "VIC", "Victims are found"),
        HeatColumn("INV-01", "INV", "No delay"),
    )
    data = HeatMap(columns=columns, rows=(HeatRow(label="Aldermoss", cells=(None, None)),))
    alone = draw_heat_map(frame(standalone=True), data)
    assert "VIC-01 Victims are found" in alone
    assert "INV-01 No delay" in alone
    assert "Victims are found" not in draw_heat_map(frame(), data)


def test_a_measure_without_a_funnel_is_refused() -> None:
    none = funnel(target=None, grid=(), points=(), why_none=WhyNoFunnel.FEW_FORCES)
    with pytest.raises(ValueError, match="fewer than five forces"):
        funnel_plot(none)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_bridge_parts_float_from_one_end_to_the_other(layout: Layout) -> None:
    root = parsed(draw_waterfall(frame(layout=layout), waterfall(bridge(), ("Then", "Now"))))
    start, end = (place(mark)[0] for mark in marks(root, "ch-score", "ch-end"))
    bars = [r for g in root.iter() if g.get("class") == "ch-pier" for r in g.iter(f"{SVG}rect")]
    rises = [bar for bar in bars if bar.get("class") == "ch-rise"]
    falls = [bar for bar in bars if bar.get("class") == "ch-fall"]
    assert (len(rises), len(falls)) == (3, 1)
    lengths = [float(bar.attrib["width"]) for bar in (*rises, *falls)]
    a_point = (end - start) / 7.2
    assert lengths[:2] == pytest.approx([6.5 * a_point, 3 * a_point], abs=0.3)
    assert lengths[3] == pytest.approx(2.5 * a_point, abs=0.3)
    assert float(rises[0].attrib["x"]) == pytest.approx(start, abs=0.1)
    for said in ("54.0", "+6.5", "-2.5", "0.0", "+3.0", "+0.2", "61.2"):
        assert said in texts(root)


@pytest.mark.parametrize("score", [F(0), F(100)])
def test_a_bridge_at_an_end_of_the_scale_stays_on_it(score: F) -> None:
    still = Bridge(
        then=score,
        now=score,
        piers=tuple(Pier(step=step, score=score, difference=F(0)) for step in Step),
    )
    root = parsed(draw_waterfall(frame(), waterfall(still, ("Then", "Now"))))
    axes = next(g for g in root.iter(f"{SVG}g") if g.get("class") == "ch-axes")
    numbers = [float(text.text or "") for text in axes.iter(f"{SVG}text")]
    assert min(numbers) >= 0
    assert max(numbers) <= 100
    assert not marks(root, "ch-rise", "ch-pier")


def test_trend_leaves_a_gap_where_a_score_is_not_known() -> None:
    root = parsed(draw_trend(frame(), trend()))
    assert len(marks(root, "ch-score", "ch-submission")) == 3
    assert len(marks(root, "ch-trend", "ch-line")) == 1
    assert {"35.0", "54.0", "61.2", "31 March 2024"} <= set(texts(root))
    assert root[1].text is not None
    assert "31 March 2024: not known; 31 March 2025: 54.0;" in root[1].text


def test_no_submission_makes_an_empty_trend() -> None:
    root = parsed(draw_trend(frame(), Trend(points=())))
    assert not marks(root, "ch-score", "ch-submission")


def test_strip_shows_own_score_among_others_without_a_name() -> None:
    root = parsed(draw_strip(frame(), strip()))
    [own] = marks(root, "ch-own", "ch-row")
    [half] = marks(root, "ch-other", "ch-row")
    [median] = marks(root, "ch-median", "ch-row")
    left, wide = float(half.attrib["x"]), float(half.attrib["width"])
    a_point = wide / (62 - 31)
    assert place(own)[0] == pytest.approx(left + 19 * a_point, abs=0.3)
    assert place(median)[0] == pytest.approx(left + 16 * a_point, abs=0.3)
    assert root[1].text is not None
    assert (
        "Overall: 50.0; of 42 others the middle half has 31 to 62, the median is 47. Victims: no "
        "score; how the others lie is not shown."
    ) in root[1].text


def test_what_own_cases_contradict_never_looks_good() -> None:
    row = ScoreRow(label="INV-01", score=F(70), position=Position.ABOVE, contradicted=True)
    root = parsed(draw_dumbbell(frame(), Dumbbell(rows=(row,))))
    assert "contradicted by own cases" in texts(root)
    assert "INV-01: 70.0, above the baseline range, contradicted by own cases." in said_of(root)
    counted = said_of(parsed(draw_dumbbell(frame(), Dumbbell(rows=(row,), counted=True))))
    assert "Highest: INV-01, 70.0, contradicted by own cases." in counted
    columns = (HeatColumn("INV-01"), HeatColumn("INV-02"))
    cells = (Position.ABOVE, Position.NO_BETTER)
    rows = (HeatRow(label="Aldermoss", cells=cells, contradicted=frozenset({0})),)
    root = parsed(draw_heat_map(frame(), HeatMap(columns=columns, rows=rows)))
    assert "Contradicted by own cases: Aldermoss INV-01." in said_of(root)
    assert not marks(root, "ch-cell-above", "ch-row"), "no good ground"
    own = StripRow(label="INV-01", own=F(70), others=None, contradicted=True)
    root = parsed(draw_strip(frame(), Strip(rows=(own,), own="Aldermoss")))
    assert "INV-01: 70.0, contradicted by own cases; how the others lie" in said_of(root)


def said_of(root: ET.Element) -> str:
    return root[1].text or ""
