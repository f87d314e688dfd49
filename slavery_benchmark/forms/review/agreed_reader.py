"""Reads an agreed review back at whatever stage it is: agreed, answered, signed off."""

from datetime import date

from slavery_benchmark.core.framework.framework import Framework
from slavery_benchmark.core.review.agreed import AgreedReview
from slavery_benchmark.forms.review.about import form_kind
from slavery_benchmark.forms.review.agreement_reader import read_agreement
from slavery_benchmark.forms.review.answer_reader import read_answered
from slavery_benchmark.forms.review.layout import FormKind
from slavery_benchmark.reading.limits import DEFAULT, Limits
from slavery_benchmark.reading.reader import InputFile


def read_agreed(
    file: InputFile, framework: Framework, as_of: date, limits: Limits = DEFAULT
) -> AgreedReview:
    """Read an agreed review; its stage says how far it has come.

    UnusableError if it is none, of another edition, or signed off and changed since.
    """
    if form_kind(file, limits) in (FormKind.ANSWERED, FormKind.SIGNED):
        return read_answered(file, framework, as_of, limits)
    return read_agreement(file, framework, as_of, limits)
