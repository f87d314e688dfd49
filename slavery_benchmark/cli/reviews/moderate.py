"""benchmark moderate: reviews of one return side by side, to be agreed."""

from pathlib import Path

import click

from slavery_benchmark.cli.asked import Asked, question
from slavery_benchmark.cli.exits import DONE, UNUSABLE, code_for
from slavery_benchmark.cli.options import AS_OF_CRITERIA, LIMITS, NEW_WORKBOOK, OVERWRITE, InputPath
from slavery_benchmark.cli.output import refuse_existing, write_output
from slavery_benchmark.cli.reviews.files import edition_for, refuse_other_suffix
from slavery_benchmark.cli.talk import say, show


@question("moderate", LIMITS, OVERWRITE, *AS_OF_CRITERIA)
@click.argument("reviews", nargs=-1, required=True, metavar="REVIEW...", type=InputPath())
@NEW_WORKBOOK
def command(asked: Asked, reviews: tuple[Path, ...], target: Path) -> int:
    """Set inspectors' reviews of one return side by side, to be agreed.

    Where all found one level it is filled in. Levels two or more apart need a reason, and so does a
    level that nobody found. One review alone can be agreed as it is.
    """
    from slavery_benchmark.core.problems import UnusableError
    from slavery_benchmark.core.review.moderation import moderate, not_together
    from slavery_benchmark.forms.review.agreed_writer import make_agreed
    from slavery_benchmark.forms.review.review_reader import read_review
    from slavery_benchmark.pages.review.moderation import moderation_lines
    from slavery_benchmark.reading.reader import read_file

    refuse_other_suffix(target)
    refuse_existing(target, overwrite=asked.overwrite, inputs=reviews)
    read, refused = [], []
    limits = asked.reading.limits
    for path in reviews:
        try:
            file = read_file(path, limits)
            framework = edition_for(asked, file)
            read.append(read_review(file, framework, asked.day, limits))
        except UnusableError as refusal:
            refused.append(refusal.problem)
    if not refused:
        refused += not_together(read)
    for item in (*refused, *(item for review in read for item in review.problems)):
        say(item.told())
    if refused:
        return UNUSABLE
    moderation = moderate(read)
    write_output(target, make_agreed(moderation, framework), overwrite=asked.overwrite)
    show("".join(f"{line}\n" for line in moderation_lines(moderation)))
    severities = [item.severity for review in read for item in review.problems]
    return max((DONE, *map(code_for, severities)))
