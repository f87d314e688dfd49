"""Plausible case files of invented forces: generate(rows, seed, profile), the same each time.

The rows in cases/ were drawn with it and then edited; large workbooks for benchmarks come straight
from it. Only dates, counts and words that the columns take: there is nobody in it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from slavery_benchmark.core.framework.case_sheet import NO, NOT_NEEDED, YES
from slavery_benchmark.extracting.layout import NOT_YET_WORDS

CaseRow = dict[str, date | str | int]

PERIOD_START, PERIOD_END = date(2025, 4, 1), date(2026, 3, 31)
_ROUTES = {
    "Police discovery": 6,
    "Public": 4,
    "Partner": 6,
    "Another force": 2,
    "Through the NRM": 3,
}
_ORDERS = ("Considered", "Applied for", "Made")


@dataclass(frozen=True, kw_only=True)
class Wait:
    """Days until something happens: at once, in an ordinary time, or much later."""

    at_once: float
    ordinary: tuple[int, int]
    late: float = 0.0
    much_later: tuple[int, int] = (90, 240)

    def draw(self, random: Random) -> int:
        """Return a number of days."""
        place = random.random()
        if place < self.at_once:
            return 0
        if place < 1 - self.late:
            return random.randint(*self.ordinary)
        return random.randint(*self.much_later)


@dataclass(frozen=True, kw_only=True)
class Profile:
    """How a force works: waits, and chances from 0 to 1. The defaults are a force that does well.

    unknown: the chance that a cell, other than case number, route and date reported, is empty.
    clusters: the chance that a case has many potential victims.
    """

    numbered: str = "{}"
    routes: Mapping[str, int] = field(default_factory=lambda: dict(_ROUTES))
    to_recognition: Wait = Wait(at_once=0.55, ordinary=(1, 20), late=0.04)
    to_start: Wait = Wait(at_once=0.45, ordinary=(1, 6), late=0.02)
    to_review: Wait = Wait(at_once=0.1, ordinary=(1, 13), late=0.05, much_later=(16, 60))
    to_record: Wait = Wait(at_once=0.7, ordinary=(1, 1), late=0.05, much_later=(3, 40))
    to_closure: Wait = Wait(at_once=0.0, ordinary=(30, 240), late=0.3, much_later=(250, 700))
    clusters: float = 0.05
    lines: float = 0.95
    suspect: float = 0.55
    order_considered: float = 0.88
    order_sought: float = 0.2
    safeguarded: float = 0.96
    referred: float = 0.8
    notified: float = 0.97
    arrested: float = 0.04
    to_turn: Wait = Wait(at_once=0.8, ordinary=(1, 1), late=0.02, much_later=(5, 30))
    immigration: float = 0.0
    section_45: float = 0.9
    moved: float = 0.5
    in_contact: float = 0.85
    crimes: float = 0.94
    other_forces: float = 0.35
    lead_force: float = 0.9
    nca: float = 0.9
    nca_not_needed: float = 0.35
    rocu: float = 0.93
    rocu_not_needed: float = 0.06
    passed_on: float = 0.03
    abroad: float = 0.03
    mistaken: float = 0.03
    unknown: float = 0.0


def generate(
    rows: int,
    seed: int,
    profile: Profile | None = None,
    period: tuple[date, date] = (PERIOD_START, PERIOD_END),
) -> list[CaseRow]:
    """Return `rows` cases of a period as {column id: value}, in the order of their reports.

    What had not happened when the period ended is "Not yet". An empty text is unknown. The same
    arguments give the same cases.
    """
    random = Random(seed)  # noqa: S311 - nothing here is a secret
    profile = profile or Profile()
    days = (period[1] - period[0]).days
    reported = sorted(random.randint(0, days) for _ in range(rows))
    return [
        _case(profile.numbered.format(i), period[0] + timedelta(after), period[1], profile, random)
        for i, after in enumerate(reported, start=1)
    ]


def _case(number: str, reported: date, end: date, profile: Profile, random: Random) -> CaseRow:
    def chance(of: float) -> bool:
        return random.random() < of

    def some(people: int, of: float) -> int:
        return sum(chance(of) for _ in range(people))

    def after(start: date | str, wait: Wait) -> date | str:
        if isinstance(start, str):
            return NOT_YET_WORDS
        day = start + timedelta(wait.draw(random))
        return day if day <= end else NOT_YET_WORDS

    def yes_or_no(of: float, not_needed: float = 0.0) -> str:
        if chance(not_needed):
            return NOT_NEEDED
        return YES if chance(of) else NO

    route = random.choices(list(profile.routes), list(profile.routes.values()))[0]
    through_nrm = route == "Through the NRM"
    victims = random.randint(6, 14) if chance(profile.clusters) else 1 + some(3, 0.3)
    referred = victims if through_nrm else some(victims, profile.referred)
    arrested = some(victims, profile.arrested)
    moved = some(referred, profile.moved)
    grounds = after(reported, Wait(at_once=0.0, ordinary=(3, 60))) if referred else NOT_YET_WORDS
    crimes = some(victims, profile.crimes)
    start_of_record = grounds if through_nrm else reported
    recorded = after(start_of_record, profile.to_record) if crimes else NOT_YET_WORDS
    if recorded == NOT_YET_WORDS:
        crimes = 0
    started = after(reported, profile.to_start)
    closed = after(started, profile.to_closure)
    suspect = yes_or_no(profile.suspect)
    arrest: date | str = reported if arrested else NOT_YET_WORDS
    order = "Not considered"
    if suspect == YES and chance(profile.order_considered):
        order = random.choice(_ORDERS[1:]) if chance(profile.order_sought) else _ORDERS[0]
    other_forces = yes_or_no(profile.other_forces)
    row: CaseRow = {
        "case": number,
        "route": route,
        "first_contact": reported - timedelta(profile.to_recognition.draw(random)),
        "recognised": reported,
        "reported": reported,
        "reasonable_grounds": grounds,
        "recorded": recorded,
        "crimes": crimes,
        "started": started,
        "reviewed": after(started, profile.to_review),
        "closed": closed,
        "lines": "" if closed == NOT_YET_WORDS else yes_or_no(profile.lines, 0.05),
        "suspect": suspect,
        "order": order,
        "victims": victims,
        "safeguarded": some(victims, profile.safeguarded),
        "referred": referred,
        "notified": some(victims - referred, profile.notified),
        "arrested": arrested,
        "section_45": yes_or_no(profile.section_45) if arrested else NOT_NEEDED,
        "moved": moved,
        "in_contact": some(moved, profile.in_contact),
        "other_forces": other_forces,
        "lead_force": yes_or_no(profile.lead_force) if other_forces == YES else NOT_NEEDED,
        "nca": yes_or_no(profile.nca, profile.nca_not_needed),
        "rocu": yes_or_no(profile.rocu, profile.rocu_not_needed),
        "outcome": _outcome(profile, random),
        "arrest": arrest,
        "turned": after(arrest, profile.to_turn),
        "immigration": some(victims, profile.immigration),
    }
    for column in row:
        if column not in ("case", "route", "reported") and chance(profile.unknown):
            row[column] = ""
    return row


def _outcome(profile: Profile, random: Random) -> str:
    """Return what the first assessment came to."""
    place = random.random()
    for word, chance in (
        ("Accepted by another force", profile.passed_on),
        ("Wholly abroad", profile.abroad),
        ("Not slavery", profile.mistaken),
    ):
        if place < chance:
            return word
        place -= chance
    return "Ours"
