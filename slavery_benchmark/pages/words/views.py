"""What a view shows and leaves out, in words: the same on the page and in the workbook."""

from slavery_benchmark.core.framework.measures import Measure
from slavery_benchmark.core.scoring.scores import Assurance
from slavery_benchmark.core.view.model import Figures, MeasureView, NodeView, ReportData, View
from slavery_benchmark.core.view.others import FEWEST_OTHERS
from slavery_benchmark.core.view.suppress import Withheld
from slavery_benchmark.document.numbers import count_text, percent_text
from slavery_benchmark.pages.words.heads import as_they_stand, edited_files_sentence
from slavery_benchmark.pages.words.measures import value_text
from slavery_benchmark.pages.words.scores import capital

VIEW_WORDS = {
    View.INSPECTOR: "Inspector's view: everything that the workbooks say, evidence and case "
    "numbers included. It is not for publication.",
    View.FORCE: "View of one force: its own answers in full, and of the other forces only how they "
    "lie, without names, made of what the public view shows of them.",
    View.PUBLIC: "Public view: no evidence, owners or case numbers. Counts below 5 are not shown, "
    "nor anything from which one could be worked out.",
}
"""What each view shows and leaves out."""
FEWER = {
    Withheld.FEW_COUNTED: "fewer than 5 counted, so not shown",
    Withheld.FEW_OTHERS: "fewer than 5 not counted, so not shown",
    Withheld.LINKED: "not shown, as it would give away a count below 5",
    Withheld.NO_LEVEL: "not measured",
}
"""Why the public does not see a figure."""


def edited_words(data: ReportData) -> str:
    """Return which results were changed after they were written; empty if none was."""
    if data.view is View.PUBLIC:
        names = [
            f"{'the' if number else 'The'} result of {name}"
            for number, name in enumerate(data.edited)
        ]
        return as_they_stand(names)
    return edited_files_sentence(data.edited)


def others_sentence(data: ReportData) -> str:
    """Return what is told of the other forces in the view of one, or that there are too few."""
    others = count_text(data.others, "other force")
    if data.spreads:
        return (
            f"{capital(others)} in this run, in quartiles and whole points of the scores that the "
            "public sees; nothing is said where that would tell of one force."
        )
    there = "is" if data.others == 1 else "are"
    if not data.others:
        return "There is no other force in this run."
    if data.at_least is Assurance.OWN_CASES:
        return (
            f"There {there} {others} in this run. How they lie is not said where own cases set "
            "answers aside, as that would tell what their cases show."
        )
    return (
        f"There {there} {others} in this run. How others lie is said from "
        f"{FEWEST_OTHERS} with a score on, as with fewer it would tell of one of them."
    )


def not_shown_sentence(node: NodeView) -> str:
    """Return what of a score the public does not see, and how it counts; empty where it is all."""
    if not node.withheld:
        return ""
    return (
        f"{percent_text(node.withheld)} of the weight is measures that are not shown, as counts "
        "below 5 are in them or could be worked out. The score in tables and charts is worked out "
        "without them, so it can differ from that of other views; “could be” takes in every level "
        "they can have."
    )


NOT_SHOWN_MEANS = (
    "Where measures are not shown, as counts below 5 are in them or could be worked out, scores "
    "here are worked out without them and can differ from those of other views; “could be” takes "
    "in every level they can have. What is answered is at least so much, and a score without a "
    "position can have too little shown, not too little answered."
)
"""What stands once on a public page of several forces on scores with a part not shown."""


def public_text(measure: Measure, item: MeasureView) -> str:
    """Return what the public sees of a measure: level and figure, or why there is none."""
    figures = item.figures
    if figures is None:
        return why_no_figure(item)
    level = f"level {figures.level}: " if figures.level is not None else ""
    return f"{level}{figures_text(measure, figures)}"


def why_no_figure(item: MeasureView) -> str:
    """Return why the public sees no figure of a measure."""
    if item.withheld is None or item.withheld is Withheld.NO_LEVEL:
        return item.state.value if item.state else FEWER[Withheld.NO_LEVEL]
    return FEWER[item.withheld]


def figures_text(measure: Measure, figures: Figures) -> str:
    """Return figures as 34 of 41 cases (82.9%), or median 12 days, 41 cases."""
    if measure.kind == "median":
        value = "not reached" if figures.value is None else value_text(measure, figures.value)
        return f"median {value}, {count_text(figures.n, 'case')}"
    people = measure.kind == "share"
    noun = count_text(figures.n, "person" if people else "case", "people" if people else "")
    value = "" if figures.value is None else f" ({value_text(measure, figures.value)})"
    return f"{figures.x:,} of {noun}{value}" if figures.x is not None else noun
