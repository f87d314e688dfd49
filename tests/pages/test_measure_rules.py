"""The declaration of a measure in words: conditions, and what is counted of what."""

import pytest

from slavery_benchmark.core.framework.case_sheet import YES
from slavery_benchmark.core.framework.measures import Condition
from slavery_benchmark.pages.words.measure_rules import bands_text, condition_text, counted_text
from tests.builders import shipped_criteria
from tests.cases import measure


@pytest.mark.parametrize(
    ("condition", "words"),
    [
        (Condition(column="suspect", one_of=(YES,)), "“Suspect identified” is Yes"),
        (Condition(column="order", one_of=("Considered", "Applied for", "Made")),
         "“Order” is Considered, Applied for or Made"),
        (Condition(column="moved", above=0),
         "“Potential victims moved through the NRM or lost from sight” is more than 0"),
        (Condition(column="closed", dated=True), "“Date closed” is a date"),
        (Condition(column="closed", dated=False), "“Date closed” says that it is not yet"),
    ],
)  # fmt: skip
def test_conditions_in_words(condition: Condition, words: str) -> None:
    sheet = shipped_criteria().framework.cases
    assert sheet is not None
    assert condition_text(condition, sheet) == words


@pytest.mark.parametrize(
    ("measure_id", "words"),
    [
        ("COO-02m1", "Of every case: those in which “Shared with ROCU” is Yes."),
        ("POW-04m1", "the sums, added up, of “Potential victims referred to the NRM by anyone” and "
         "“Other potential victims notified”, of the sum of “Potential victims”."),
        ("REC-01m1", "Where “How it reached the force” is Through the NRM, the days run from “Date "
         "of positive reasonable-grounds decision”."),
        ("INV-01m1", "days from “Date reported” to “Date investigation started”, and their median"),
        ("REC-01m2", "In each case no more are counted than there were people."),
    ],
)  # fmt: skip
def test_what_is_counted_in_words(measure_id: str, words: str) -> None:
    sheet = shipped_criteria().framework.cases
    assert sheet is not None
    assert words in " ".join(counted_text(measure(measure_id), sheet))


def test_bands_in_words_are_inclusive_in_the_direction_of_the_measure() -> None:
    framework = shipped_criteria().framework
    assert bands_text(measure("INV-01m1"), framework).startswith(
        "4 Embedded: 2 days or less (proposed); 3 In place: 5 days or less (proposed);"
    )
    assert "4 Embedded: 100% (from the law); 3 In place: 95% or more (proposed)" in bands_text(
        measure("POW-04m1"), framework
    )
    assert bands_text(measure("POW-02m2"), framework) == ("No bands: it is shown and not scored.")
