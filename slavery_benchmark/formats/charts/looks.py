"""The classes of a chart's parts, their colours, and the style sheet that follows the theme.

In a page the style sheet gives the colours; in a file they are attributes of the parts. They tell
nothing that a shape or a word does not; each mark stands out from the ground 3 to 1 or more, text
4.5 to 1. Blue, orange and green are apart for the colour-blind (M. Okabe and K. Ito, "Color
universal design", 2008).
"""

from slavery_benchmark.document.positions import POSITION_TONES

LIGHT = {
    "paper": "#ffffff",
    "ink": "#1b2a3a",
    "faint": "#52606d",
    "grid": "#d5dbe1",
    "score": "#005ea5",
    "bounds": "#6492bf",
    "reference": "#a84300",
    "measured": "#00664f",
    "fall": "#a84300",
    "at-target": "#cdebe0",
    "above": "#d2e4f5",
    "below": "#f9d8bf",
    "not-certain": "#e8def3",
}
DARK = {
    "paper": "#12181f",
    "ink": "#edf1f5",
    "faint": "#b0bbc6",
    "grid": "#38434f",
    "score": "#6cb6f5",
    "bounds": "#4279ab",
    "reference": "#f59a56",
    "measured": "#4fc7a3",
    "fall": "#f59a56",
    "at-target": "#12463a",
    "above": "#133f61",
    "below": "#64310f",
    "not-certain": "#46345f",
}
"""The same for a dark theme."""


TEXT = "ch-ink"
"""The look of text: in a page without a class, as nearly all text has it."""

LOOKS: dict[str, dict[str, str]] = {
    "ch-paper": {"fill": "paper"},
    "ch-ink": {"fill": "ink"},
    "ch-faint": {"fill": "faint"},
    "ch-grid": {"stroke": "grid"},
    "ch-axis": {"stroke": "faint"},
    "ch-target": {"stroke": "ink"},
    "ch-join": {"stroke": "faint"},
    "ch-bounds": {"fill": "bounds"},
    "ch-score": {"fill": "score", "stroke": "paper"},
    "ch-claimed": {"fill": "paper", "stroke": "score"},
    "ch-reference": {"fill": "reference", "stroke": "paper"},
    "ch-judged": {"stroke": "ink"},
    "ch-measured": {"fill": "measured", "stroke": "paper"},
    "ch-interval": {"stroke": "measured"},
    "ch-reference-line": {"stroke": "reference"},
    "ch-sign": {"fill": "ink"},
    "ch-sign-line": {"stroke": "ink"},
    "ch-limit": {"stroke": "faint"},
    "ch-point": {"fill": "score", "stroke": "paper"},
    "ch-point-outside": {"fill": "reference", "stroke": "paper"},
    "ch-point-95": {"fill": "paper", "stroke": "reference"},
    "ch-point-better": {"fill": "measured", "stroke": "paper"},
    "ch-point-better-95": {"fill": "paper", "stroke": "measured"},
    "ch-rise": {"fill": "score", "stroke": "score"},
    "ch-fall": {"fill": "paper", "stroke": "fall"},
    "ch-trend": {"stroke": "score"},
    "ch-other": {"fill": "bounds"},
    "ch-median": {"stroke": "ink"},
    "ch-own": {"fill": "reference", "stroke": "paper"},
} | {
    f"ch-cell-{name}": {"fill": "paper" if position is None else name, "stroke": "grid"}
    for position, name in POSITION_TONES.items()
}
"""The colours of each class."""


def attributes(look: str, *, coloured: bool) -> dict[str, str]:
    """Return the class of a part, and its light colours if they are asked for.

    KeyError for a class that there is not.
    """
    colours = {"fill": "none"} | {key: LIGHT[name] for key, name in LOOKS[look].items()}
    if coloured:
        return {"class": look} | colours
    return {} if look == TEXT else {"class": look}


def chart_css() -> str:
    """Return the style sheet for charts in a page: nothing outside `.chart` is touched.

    Colours are custom properties, `--chart-ink` and so on, dark where the reader's theme is dark
    and never in print; a page may set them again.
    """

    def declared(palette: dict[str, str]) -> str:
        return "".join(f"--chart-{name}:{colour};" for name, colour in palette.items())

    ink = f"fill:var(--chart-{LOOKS[TEXT]['fill']})"
    rules = [
        f".chart{{{declared(LIGHT)}max-width:100%;height:auto}}",
        f"@media screen and (prefers-color-scheme:dark){{.chart{{{declared(DARK)}}}}}",
    ]
    rules.append(f".chart text{{{ink}}}")
    for look, colours in LOOKS.items():
        filled = "" if "fill" in colours else "fill:none;"
        words = filled + ";".join(f"{key}:var(--chart-{name})" for key, name in colours.items())
        rules.append(f".chart .{look}{{{words}}}")
    return "\n".join(rules) + "\n"
