"""Charts as SVG text and PNG, from the values of `document.pictures`: a function a kind of picture.

The standard library writes the XML, and so escapes every word; resvg makes the PNG. The style sheet
for a page is `looks.chart_css`.
"""
