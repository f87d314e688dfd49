"""How long cases waited, when some of them are still waiting: median and interval, in days."""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from math import comb, pi, prod, sqrt

import msgspec

MIDDLE = 0.95
"""The confidence of the interval."""
CLOSE = 1e-9
"""A curve nearer to one half than this is compared with it in whole numbers."""
EXACT_TO = 1000
"""Up to twice this number of cases the central binomial term is taken from whole numbers."""


class MedianInterval(msgspec.Struct, frozen=True, kw_only=True):
    """Days between which the median lies, with at least 95% confidence; high None: no upper end."""

    low: int
    high: int | None


class MedianExtremes(msgspec.Struct, frozen=True, kw_only=True):
    """Medians under the two extreme readings of the cases of which nothing is known, in days.

    at_once: every one of them ended on day 0. never: none of them ever ends.
    None: under that reading the median is not reached.
    """

    at_once: Fraction | None
    never: Fraction | None


class WaitingTimes(msgspec.Struct, frozen=True, kw_only=True):
    """Waiting times of cases, as {days: number of cases}. Days and numbers are 0 or more.

    observed: cases that ended, by the days that they waited.
    censored: cases that had not ended when last seen, by the days until then. One that was last
        seen on the day on which another ended counts as still waiting on that day.

    A case without any known time belongs in neither: see `extremes`. ValueError for a number
    below 0.
    """

    observed: Mapping[int, int]
    censored: Mapping[int, int]

    def __post_init__(self) -> None:
        for times in (self.observed, self.censored):
            for days, count in times.items():
                if days < 0 or count < 0:
                    raise ValueError(f"{count} cases of {days} days: neither can be below 0")

    @property
    def cases(self) -> int:
        """How many cases there are, ended or not."""
        return sum(self.observed.values()) + sum(self.censored.values())

    @property
    def listed(self) -> "Waits":
        """The same as lists, shortest waits first."""
        return Waits(ended=_listed(self.observed), waiting=_listed(self.censored))

    @property
    def median(self) -> Fraction | None:
        """The Kaplan-Meier median in days; None if the record does not settle it.

        It is where the estimated share still waiting falls below one half. Where that share is
        exactly one half for a while, it is the midpoint of that while; so without censored cases
        it is the ordinary median. None where the share stays at or above one half to the end of
        the record: then only `at_least` can be said. (Some programs print the start of a last
        stretch at exactly one half. It would be below `at_least`.)

        Censored cases are taken to go on as those do that were watched for longer.

        Source: E. L. Kaplan and P. Meier, "Nonparametric estimation from incomplete
        observations", Journal of the American Statistical Association 53 (1958).
        """
        return _median(self.observed, self.censored)

    @property
    def at_least(self) -> Fraction | None:
        """What the median of these cases cannot be below, in days; None without cases.

        It is the ordinary median with every censored case ending when last seen. No case can have
        ended earlier, so it assumes nothing about how the censored ones go on. The longest time on
        record would be a bolder bound, but may rest on a single case. Never above `median`.
        """
        return _median(_sum(self.observed, self.censored), {})

    @property
    def interval(self) -> MedianInterval | None:
        """The days between two order statistics of n cases; None for fewer than 6 cases.

        For n independent waiting times T the population median lies between the l-th and the
        (n + 1 - l)-th smallest, unless fewer than l of them are at or below it, or fewer than l
        at or above it: with probability of at least 1 - 2 P(Bin(n, 1/2) < l). l is the largest for
        which that is at least 95%. Ties and whole days only raise it.

        Some T are not known, but each lies between two samples that are: L, in which a censored
        case ends when last seen, and U, in which it never ends. As L <= T <= U case by case, the
        same holds rank by rank. So the l-th of L is not above the l-th of T, the (n + 1 - l)-th of
        U is not below that of T, and the interval from the one to the other covers whenever that
        of T does, whatever made cases censored. The price is width, and no upper end where too
        many are censored.

        Source of the interval without censoring: W. R. Thompson, "On confidence ranges for the
        median and other expectation distributions for populations of unknown distribution form",
        Annals of Mathematical Statistics 7 (1936).
        """
        rank = lower_rank(self.cases)
        if rank is None:
            return None
        low = _ranked(_sum(self.observed, self.censored), rank)
        if low is None:
            raise AssertionError("a rank is at most the number of cases")
        return MedianInterval(low=low, high=_ranked(self.observed, self.cases + 1 - rank))

    def extremes(self, unknown: int) -> MedianExtremes:
        """Return the medians if `unknown` more cases had all ended on day 0, or would never end.

        `median` lies between them, and no other way for those cases to end gives more than
        `never`. Without censored cases none gives less than `at_once` either. ValueError if
        unknown is below 0.
        """
        if unknown < 0:
            raise ValueError(f"{unknown} unknown cases: cannot be below 0")
        return MedianExtremes(
            at_once=_median(_sum(self.observed, {0: unknown}), self.censored),
            never=_median(self.observed, self.censored, never=unknown),
        )


class Wait(msgspec.Struct, frozen=True, kw_only=True):
    """So many cases that waited so many days."""

    days: int
    cases: int


class Waits(msgspec.Struct, frozen=True, kw_only=True):
    """Waiting times to be kept and written: of cases that ended, and of those still waiting."""

    ended: tuple[Wait, ...]
    waiting: tuple[Wait, ...]

    @property
    def times(self) -> WaitingTimes:
        """The same to reckon with. ValueError for a number below 0."""
        return WaitingTimes(
            observed={wait.days: wait.cases for wait in self.ended},
            censored={wait.days: wait.cases for wait in self.waiting},
        )


def _listed(times: Mapping[int, int]) -> tuple[Wait, ...]:
    return tuple(Wait(days=days, cases=cases) for days, cases in sorted(times.items()))


def lower_rank(cases: int) -> int | None:
    """Return the largest l with P(Bin(cases, 1/2) < l) <= 2.5%; None for fewer than 6 cases.

    Takes about sqrt(cases) steps: the middle of the distribution is added up from its centre
    outwards until it holds 95%. It never holds just 95%, as 1/40 is no multiple of 1/2^n.
    """
    if cases < 1:
        return None
    rank = (cases + 1) // 2
    outside = _central_term(cases)  # P(Bin = rank - 1), the next term to be added on either side
    middle = 0.0  # P(rank <= Bin <= cases - rank)
    if cases % 2 == 0:
        middle = outside
        outside *= rank / (rank + 1)
    while middle < MIDDLE:
        middle += 2 * outside
        rank -= 1
        outside *= rank / (cases - rank + 1)
    return rank or None


def _central_term(cases: int) -> float:
    """Return P(Bin(cases, 1/2) = cases // 2)."""
    half = (cases + 1) // 2  # the term of an odd number is that of the next even one
    if half <= EXACT_TO:
        return comb(2 * half, half) / (1 << 2 * half)
    # Stirling's series for the central binomial coefficient; what is left out is below 1e-15
    series = 1 - 1 / (8 * half) + 1 / (128 * half**2) + 5 / (1024 * half**3)
    return series / sqrt(pi * half)


def _median(
    observed: Mapping[int, int], censored: Mapping[int, int], never: int = 0
) -> Fraction | None:
    """Return the Kaplan-Meier median; `never` more cases are still waiting whatever the day."""
    start = None
    for days, side in _against_half(observed, censored, never):
        if side < 0:
            return Fraction(days) if start is None else Fraction(start + days, 2)
        if side == 0 and start is None:
            start = days
    return None


def _against_half(
    observed: Mapping[int, int], censored: Mapping[int, int], never: int
) -> Iterator[tuple[int, int]]:
    """Yield each day on which a case ended, and -1, 0 or 1: the curve after it against one half.

    The curve is a product of (waiting - ended) / waiting over these days. It is kept as a float,
    and as whole numbers for the days on which the float is too close to tell.
    """
    waiting = sum(observed.values()) + sum(censored.values()) + never
    curve = 1.0
    above: list[int] = []
    below: list[int] = []
    for days in sorted(observed.keys() | censored.keys()):
        if ended := observed.get(days, 0):
            curve *= (waiting - ended) / waiting
            if above and above[-1] == waiting:  # nobody censored in between: the two cancel
                above[-1] = waiting - ended
            else:
                above.append(waiting - ended)
                below.append(waiting)
            difference = curve - 0.5
            if abs(difference) < CLOSE:
                difference = 2 * prod(above) - prod(below)
            yield days, (difference > 0) - (difference < 0)
            waiting -= ended
        waiting -= censored.get(days, 0)


def _ranked(times: Mapping[int, int], rank: int) -> int | None:
    """Return the rank-th smallest of these times; None if there are fewer."""
    for days in sorted(times):
        rank -= times[days]
        if rank <= 0:
            return days
    return None


def _sum(first: Mapping[int, int], second: Mapping[int, int]) -> dict[int, int]:
    """Return both counts added up."""
    return {days: first.get(days, 0) + second.get(days, 0) for days in first.keys() | second.keys()}
