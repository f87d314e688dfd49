"""What to ask a force for before a visit: each ground of its visit list, as a request."""

from collections.abc import Iterator

import msgspec

from slavery_benchmark.core.framework.framework import Framework
from slavery_benchmark.core.visit.all_forces import ForceVisit
from slavery_benchmark.pages.visit.asking import question_lines
from slavery_benchmark.pages.visit.words import place_title
from slavery_benchmark.pages.words.cases import where_text
from slavery_benchmark.pages.words.reasons import action, ground_text

OF_ALL = "All of the return"


class Request(msgspec.Struct, frozen=True, kw_only=True):
    """Something to ask for: about which criterion, what, why, and the cells of the return."""

    about: str
    what: str
    why: str
    cells: str


def requests_of(visit: ForceVisit, framework: Framework) -> Iterator[Request]:
    """Yield what to ask a force for, in the order of its visit list; then what else to ask."""
    for entry in visit.entries:
        for ground in entry.grounds:
            yield Request(
                about=place_title(entry),
                what=action(ground, framework),
                why=ground_text(ground, visit.force, framework),
                cells=where_text(ground.cells),
            )
    for line in question_lines(visit.questions, visit.force, framework):
        yield Request(about=OF_ALL, what="Ask, and write down the answer.", why=line, cells="")
