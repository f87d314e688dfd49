"""What stands behind the names in the charts of the export, and the figures that are not whole."""

from slavery_benchmark.core.scoring.report import Report
from tests.reports import opened, table


def test_names_in_charts_have_the_marks_of_the_comparison(content: bytes) -> None:
    rows = table(opened(content), "Chart data")
    overall = {row["Force or part"] for row in rows if str(row["Chart"]).startswith("Overall:")}
    assert "Brindlewick Police (fictional) ≠" in overall
    assert "Dapplefold Police (fictional) †" in overall
    assert "Aldermoss Constabulary (fictional)" in overall
    by_chart = {
        str(row["Chart"]): str(row["Force or part"])
        for row in rows
        if str(row["Force or part"]).startswith("Brindlewick")
    }
    marked = {chart.split()[0] for chart, name in by_chart.items() if name.endswith("≠")}
    assert {"INV-01", "VIC-04", "REC-01"} <= marked
    assert not {"INV-02", "LEA-01", "Leadership:"} & marked


def test_the_sheet_of_charts_says_what_the_marks_mean(content: bytes) -> None:
    sheet = opened(content)["Charts"]
    lines = [str(cell.value) for (cell,) in sheet.iter_rows(max_col=1, max_row=8)]
    assert any(
        line.startswith("Behind a name, †: judgement alone; ≠: some answer") for line in lines
    )


def test_a_figure_without_a_level_stands_with_its_extremes_in_the_first_columns(
    content: bytes, report: Report
) -> None:
    assert report.forces
    rows = table(opened(content), "Measures")
    said = next(
        row["What the cases show"]
        for row in rows
        if (row["Force"], row["Measure"]) == ("Elderquay Police", "INV-03m1")
    )
    assert said == "11 of 12 cases (91.7%); with all known it could be 64.7 to 94.1%"
