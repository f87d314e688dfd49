"""Forces whose practice and answers are the same in two years, so that whatever changes is chance.

Each force has true rates of its own. Of a year it lists so many cases, drawn from these rates.
"""

import hashlib
from collections.abc import Iterator
from datetime import date
from random import Random

from slavery_benchmark.core.cases.table import NOT_YET, CaseValue
from slavery_benchmark.core.change.change import Change, change_between
from slavery_benchmark.core.change.history import Cycle
from slavery_benchmark.core.framework.case_sheet import NO, NOT_NEEDED, YES
from slavery_benchmark.core.scoring.scoring import score_submission
from slavery_benchmark.core.scoring.submission import SourceFile
from tests.builders import answer, shipped_criteria, submission
from tests.cases import case_files

FORCES, CASES_A_YEAR = 43, 25
ROUTES = ("Police discovery", "Police discovery", "Public", "Partner", "Another force")
Case = dict[str, CaseValue]


class Practice:
    """The true rates of a force: the same in every year."""

    def __init__(self, random: Random) -> None:
        self.good = random.uniform(0.5, 0.98)
        self.wait = random.choice((2, 4, 8, 16, 40))
        self.level = random.choice((2, 3))

    def case(self, random: Random, start: int, end: int) -> Case:
        """Return one case of the year from `start` to `end`."""

        def days(column: int, mean: float) -> CaseValue:
            day = column + int(random.expovariate(1 / mean))
            return day if day <= end else NOT_YET

        def yes() -> str:
            return YES if random.random() < self.good else NO

        reported = random.randint(start, end - 60)
        contact = reported - int(random.expovariate(1 / (2 * self.wait)))
        started = days(reported, self.wait)
        victims = random.choice((1, 1, 1, 2, 2, 3, 5, 12))

        def people(of: int, share: float) -> int:
            return sum(random.random() < share for _ in range(of))

        referred = people(victims, self.good)
        moved = people(victims, 0.5)
        return {
            "route": random.choice(ROUTES),
            "first_contact": contact,
            "recognised": min(contact + int(random.expovariate(1 / self.wait)), reported),
            "reported": reported,
            "reasonable_grounds": NOT_YET,
            "recorded": reported + (random.random() > self.good) * random.randint(2, 30),
            "crimes": people(victims, self.good),
            "started": started,
            "reviewed": days(started, self.wait) if isinstance(started, int) else NOT_YET,
            "closed": days(reported, 60),
            "lines": yes(),
            "suspect": YES if random.random() < 0.8 else NO,
            "order": random.choice(("Considered", "Made")) if yes() == YES else "Not considered",
            "victims": victims,
            "safeguarded": people(victims, self.good),
            "referred": referred,
            "notified": people(victims - referred, self.good),
            "arrested": people(victims, (1 - self.good) / 2),
            "section_45": yes(),
            "moved": moved,
            "in_contact": people(moved, self.good),
            "other_forces": YES if random.random() < 0.7 else NO,
            "lead_force": yes(),
            "nca": yes(),
            "rocu": NOT_NEEDED if random.random() < 0.2 else yes(),
        }


def cycle_of(practice: Practice, random: Random, year: int, name: str) -> Cycle:
    """Return the submission of the year that starts in April of `year`."""
    framework = shipped_criteria().framework
    start, end = date(year, 4, 1), date(year + 1, 3, 31)
    cases = [practice.case(random, start.toordinal(), end.toordinal()) for _ in range(CASES_A_YEAR)]
    sha256 = hashlib.sha256(f"{name}{year}".encode()).hexdigest()
    made = submission(
        [
            answer(check.id, practice.level, confirmed=date(year, 10, 1))
            for _, _, check in framework.checks()
        ],
        force=name,
        code="",
        period_start=start,
        period_end=end,
        edition=framework.identity.edition,
        source=SourceFile(f"{name}-{year}.xlsx", sha256, f"{name}-{year}.xlsx"),
        cases=case_files({column: [case[column] for case in cases] for column in cases[0]}),
    )
    return Cycle(score=score_submission(made, framework), framework=framework)


def two_years(seed: int) -> tuple[Cycle, Cycle]:
    """Return the submissions of one force of two years."""
    random = Random(seed)  # noqa: S311
    return _two_years(Practice(random), random, "Force 0")


def _two_years(practice: Practice, random: Random, name: str) -> tuple[Cycle, Cycle]:
    return (
        cycle_of(practice, random, 2023, name),
        cycle_of(practice, random, 2024, name),
    )


def changes(seed: int, forces: int = FORCES) -> Iterator[Change]:
    """Yield what is said to have changed of each force from one year to the next."""
    random = Random(seed)  # noqa: S311
    for number in range(forces):
        then, now = _two_years(Practice(random), random, f"Force {number}")
        change = change_between(then, now, ())
        assert change is not None
        yield change
