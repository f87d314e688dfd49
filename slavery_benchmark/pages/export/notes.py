"""What to know before numbers of an export are passed on."""

from collections.abc import Iterator

from slavery_benchmark.document.numbers import count_text, date_text
from slavery_benchmark.document.positions import ALONE
from slavery_benchmark.document.positions import DIFFERS as DIFFERS_SIGN
from slavery_benchmark.pages.export.columns import LOOK_KEY, Shown
from slavery_benchmark.pages.words.heads import edition_text
from slavery_benchmark.pages.words.measures import DIFFERS, JUDGEMENT_ALONE, OF_ITS_CRITERION
from slavery_benchmark.pages.words.scores import capital, support_sentence

_COUNTED = (
    "Measures are counts from the forces' own case files. Nobody has compared them with the files "
    "themselves, and forces differ in what reaches them as a case."
)
_PUBLIC = (
    (
        "A count of cases or people below 5 is not shown, whether it is of those that count in a "
        "measure or of those that do not; 0 is such a count. With it go the proportion, the "
        "interval and the level, and every measure from which it could be worked out."
    ),
    (
        "Scores are worked out anew without the levels that are not shown. “Not shown” is their "
        "share of the weight; so a score can differ from that of other views, and “Could be” "
        "takes in every level that they can have. Where that share is 0% nothing is left out."
    ),
)
_FULL = (
    (
        "Of the sheet Case files this workbook holds counts, dates turned into days, and figures, "
        "but no row. Figures about few people can still point to somebody: think of that before "
        "the workbook is passed on."
    ),
    (
        f"“{capital(DIFFERS)}” is a reason to read the files, not a result of reading them: the "
        "level, the figure or both may be wrong."
    ),
)
NAMES = (
    f"Behind a name, {ALONE}: {JUDGEMENT_ALONE}; {DIFFERS_SIGN}: some answer that the "
    f"column is made of {DIFFERS} {OF_ITS_CRITERION}."
)


def notes_of(shown: Shown, *, charted: bool) -> Iterator[str]:
    """Yield the notes on a run."""
    framework, forces = shown.report.framework, shown.report.forces
    identity = framework.identity
    yield identity.standing
    yield f"{framework.words.report_head}: {identity.report}"
    yield f"Framework: {edition_text(framework)}, of {date_text(identity.date)}."
    yield support_sentence(shown.report.forces)
    yield framework.words.reading_lines
    if shown.measured:
        yield _COUNTED
        yield from _PUBLIC if shown.public else _FULL
    yield (
        f"{framework.words.say(LOOK_KEY)} So it is where “{framework.words.against}” says the same "
        "in words; the mark behind a score says it on every sheet."
    )
    if forces and not charted:
        yield (
            f"There are no charts: {count_text(len(forces), 'submission')} are more than a chart "
            "can name."
        )
