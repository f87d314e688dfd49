"""Whatever stands in the cells of a form, it is read or refused, never more than that."""

import random
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from pathlib import Path

import pytest

from slavery_benchmark.core.problems import UnusableError
from slavery_benchmark.forms.review.answer_writer import make_signed, signed_from
from slavery_benchmark.forms.review.reply_form import make_reply
from tests.builders import shipped_criteria
from tests.forms import replies
from tests.forms.reviews import FormFile, agreed_form, blank_review, read_back
from tests.length import either

VALUES = (
    *("", "x", "=1+1", 5, -3, 3.7, 1e308, True, date(2026, 1, 1), "9" * 5000, "²", "Agrees"),
    *("Not known", "3 - In place", "n/a", "a@b.org", "Check", "#N/A", "30", "Yes", None, "ab" * 32),
)


def reviewed(path: Path) -> None:
    agreed_form(read_back(path))


def agreed(path: Path) -> None:
    make_reply(replies.stage(path), shipped_criteria().framework)


def answered(path: Path) -> None:
    make_signed(signed_from(replies.stage(path)), shipped_criteria().framework)


@pytest.mark.parametrize(
    ("content", "use"),
    [
        pytest.param(blank_review, reviewed, id="review"),
        pytest.param(replies.agreed_content, agreed, id="agreed"),
        pytest.param(replies.reply_content, replies.replied, id="reply"),
        pytest.param(replies.decided_content, answered, id="final"),
        pytest.param(replies.signed_content, replies.stage, id="signed"),
    ],
)
def test_it_is_read_or_refused(
    content: Callable[[], bytes], use: Callable[[Path], object], tmp_path: Path
) -> None:
    drawn = random.Random(1)  # noqa: S311 - no secret
    for number in range(either(short=2, full=60)):
        form = FormFile(content())
        for _ in range(drawn.choice((1, 2, 5, 20))):
            sheet = drawn.choice(form.book.worksheets)
            row = drawn.randint(1, min(sheet.max_row, 80) + 2)
            column = drawn.randint(1, sheet.max_column + 1)
            if drawn.random() < 0.8:
                sheet.cell(row, column).value = drawn.choice(VALUES)
            elif drawn.random() < 0.7:
                sheet.delete_rows(row)
            else:
                sheet.delete_cols(column)
        path = form.save(tmp_path / f"{number}.xlsx")
        with suppress(UnusableError):
            use(path)
