"""benchmark agreement: how far inspectors agree with forces, and with each other."""

from slavery_benchmark.cli.asked import Asked, question
from slavery_benchmark.cli.exits import UNUSABLE, code_for
from slavery_benchmark.cli.options import AS_OF_CRITERIA, FILES, PAGE
from slavery_benchmark.cli.results import CHECK_NAMES_CELLS, progress, say_problems
from slavery_benchmark.cli.talk import say


@question("agreement", *FILES, *PAGE, *AS_OF_CRITERIA)
def command(asked: Asked) -> int:
    """Say how far inspectors agree with forces, and with each other.

    FILE is a return, a review or an agreed review, or a folder of them. A review is set beside the
    return that it is about, which must be among the files. It is a working paper of inspectors,
    not for publication.
    """
    from slavery_benchmark.core.agreement.apart import agreement_of
    from slavery_benchmark.pages.agreement.page import agreement_page
    from slavery_benchmark.pipeline import reviewed_report_of

    report, pairing = reviewed_report_of(asked.files, asked.task(), progress)
    pairs = [
        (force.submission, reviews)
        for force in report.forces
        if (reviews := pairing.of.get(force.submission.source.sha256)) is not None
    ]
    if pairs:
        asked.deliver(agreement_page(report, agreement_of(pairs, report.framework)))
    say_problems(report, CHECK_NAMES_CELLS)
    if not pairs:
        say("There is no review of a return among the files: benchmark review makes the form.")
        return UNUSABLE
    return code_for(report.worst())
