"""Charts as SVG text and PNG, from plain values: a function a chart, given a frame and its data.

The standard library writes the XML, and so escapes every word; resvg makes the PNG. The style sheet
for a page is `looks.chart_css`.
"""
