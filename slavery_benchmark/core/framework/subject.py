"""What a framework calls the baseline that its scores are set against, and where that is from.

A framework on any subject may leave all of it out: then the neutral words stand.
"""

from typing import Annotated

from msgspec import Meta

from slavery_benchmark.core.framework.declared import Text, Value


class Subject(Value, frozen=True, kw_only=True):
    """The words of the subject. What is left out has neutral words."""

    baseline: Annotated[
        Text,
        Meta(description="What the baseline is called after “no better than”, “since”: a year."),
    ] = "the baseline"
    adjective: Annotated[
        Text | None, Meta(description="What stands before “reference line” and “range”: a year.")
    ] = None
    found_by: Annotated[
        Text, Meta(description="Who or what is said to have found the shortcomings.")
    ] = "the report"
    found_in: Annotated[
        Text | None, Meta(description="Where or when they were found, after “found”: in a year.")
    ] = None
    body: Annotated[Text, Meta(description="Who looked into the subject: the inspectorate.")] = (
        "the inspecting body"
    )
    first_hand: Annotated[
        Text, Meta(description="What is known first-hand, before “says”: its own press release.")
    ] = "a publication of the body itself"
    reading: Annotated[
        Text, Meta(description="The sentence that says what the reference line and range are.")
    ] = "Reference line and range: this framework's reading of the report."
    unscored: Annotated[
        Text | None, Meta(description="That nobody scored the baseline, without full stop.")
    ] = None

    @property
    def reference_line(self) -> str:
        """What scores are set against: 2017 reference line."""
        return self._with("reference line")

    @property
    def short_line(self) -> str:
        """The same where there is little room: 2017 line."""
        return f"{self.adjective} line" if self.adjective else "reference line"

    @property
    def ranged(self) -> str:
        """What positions are against: 2017 range."""
        return f"{self.adjective or 'baseline'} range"

    @property
    def against(self) -> str:
        """The head of a column of positions: Against 2017."""
        return f"Against {self.baseline}"

    @property
    def versus(self) -> str:
        """The head of a column of differences, short: vs 2017."""
        return f"vs {self.adjective or 'baseline'}"

    @property
    def difference(self) -> str:
        """The same in full: Difference from 2017."""
        return f"Difference from {self.baseline}"

    @property
    def low(self) -> str:
        """Where a score stands that is not above the range: no better than 2017."""
        return f"no better than {self.baseline}"

    @property
    def head(self) -> str:
        """The head of a column of what the baseline is: 2017."""
        return self.adjective or "Baseline"

    @property
    def report_head(self) -> str:
        """What stands before the title of the report: Report of 2017."""
        return f"Report of {self.adjective}" if self.adjective else "Report"

    @property
    def was_found(self) -> str:
        """What the shortcomings are: what was found in 2017."""
        return f"what was found {self.found_in}" if self.found_in else "what was found"

    @property
    def our_reading(self) -> str:
        """What positions are against, where they are counted: our reading of 2017."""
        return f"our reading of {self.baseline}"

    @property
    def reading_lines(self) -> str:
        """The standing sentences about line, range and differences."""
        return (
            f"{self.reading} Above and no better are against that range. Differences are taken "
            "before rounding."
        )

    def say(self, neutral: str) -> str:
        """Return a text of the program in the words of the subject.

        Never of a text that somebody else wrote.
        """
        said = neutral
        for neutral_words, own in (
            ("the baseline range", f"the {self.ranged}"),
            ("the reference line", f"the {self.reference_line}"),
            ("Baseline range", _capital(self.ranged)),
            ("Reference line", _capital(self.reference_line)),
            ("the baseline", self.baseline),
            ("The baseline", _capital(self.baseline)),
        ):
            said = said.replace(neutral_words, own)
        return said

    @property
    def level(self) -> str:
        """The head of a column of baseline levels: 2017 level."""
        return f"{self.adjective} level" if self.adjective else "Baseline"

    @property
    def own_reading(self) -> str:
        """Whose the baseline is: HMICFRS scored nothing; this is our reading."""
        return f"{self.unscored}; this is our reading." if self.unscored else "This is our reading."

    @property
    def national(self) -> str:
        """What positions stand for: our reading of what was found nationally in 2017."""
        where = f" {self.found_in}" if self.found_in else ""
        unscored = f"; {self.unscored}" if self.unscored else ""
        return f"our reading of what was found nationally{where}{unscored}"

    def also_unscored(self, said: str) -> str:
        """Return what is said with, behind it, that nobody scored the baseline."""
        return f"{said} {self.unscored}." if self.unscored else said

    def _with(self, word: str) -> str:
        return f"{self.adjective} {word}" if self.adjective else word


def _capital(text: str) -> str:
    return f"{text[0].upper()}{text[1:]}"


NEUTRAL = Subject()
