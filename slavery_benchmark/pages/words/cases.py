"""What is said of a single case, and where it stands; of its cells nothing but numbers is told."""

from collections.abc import Iterator, Sequence

from slavery_benchmark.core.framework.framework import Framework
from slavery_benchmark.core.framework.measures import Measure
from slavery_benchmark.core.visit.adverse_cases import CaseToRead, Standing
from slavery_benchmark.document.numbers import count_text
from slavery_benchmark.pages.words.measures import measures_by_id


def where_text(cells: Sequence[str]) -> str:
    """Return addresses with each sheet named once: Self-assessment!K14, L14; Case files!G, I."""
    sheets: dict[str, list[str]] = {}
    for cell in cells:
        sheet, _, place = cell.rpartition("!")
        sheets.setdefault(sheet, []).append(place)
    return "; ".join(f"{sheet}!{', '.join(places)}" for sheet, places in sheets.items())


def case_text(item: CaseToRead, measure: Measure) -> str:
    """Return a case and what it shows to a measure: 12 (row 16), still waiting after 212 days."""
    return f"{item.case}, {seen_text(item, measure)}"


def seen_text(item: CaseToRead, measure: Measure) -> str:
    """Return what a case shows to a measure, in a few words, whether that is good or adverse.

    Met is said of what the measure counts, which is the adverse thing where lower is better.
    """
    seen = item.seen
    if seen.standing is Standing.OUTSIDE:
        return "not what it is about"
    if seen.standing is Standing.UNKNOWN:
        return "not known"
    if seen.standing is Standing.LEFT_OUT:
        return "left out for a problem"
    if measure.kind == "share":
        counted = seen.people - seen.size if measure.direction == "higher" else seen.size
        return f"{counted} of {count_text(seen.people, 'person', 'people')}"
    if measure.kind in ("median", "within"):
        days = count_text(seen.size, "day")
        return f"still waiting after {days}" if seen.waiting else days
    met = (seen.standing is Standing.GOOD) == (measure.direction == "higher")
    return "met" if met else "not met"


def cases_lines(cases: Sequence[CaseToRead], framework: Framework) -> Iterator[str]:
    """Yield cases and what is the matter; by measure where there are several."""
    if not cases:
        return
    measures = measures_by_id(framework)
    several = len({item.measure for item in cases}) > 1
    for item in cases:
        said = case_text(item, measures[item.measure])
        yield f"{said} ({item.measure})" if several else said
