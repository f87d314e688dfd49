"""Whether two sets of waiting times differ by more than chance."""

from collections.abc import Mapping
from math import sqrt

from slavery_benchmark.core.cases.waiting_times import WaitingTimes


def log_rank(first: WaitingTimes, second: WaitingTimes) -> float:
    """Return the standardised log-rank statistic: above 0 if the first waits ended sooner.

    Its square is chi-squared with one degree of freedom where both ended at one rate. On each day
    on which a case of either ended, with n waiting, n1 of them of the first, and d ending, chance
    alone would give d n1 / n of the first, with the hypergeometric variance
    d (n1 / n) (1 - n1 / n) (n - d) / (n - 1). Returned is what ended of the first beyond what
    chance would give, over the root of the sum of the variances; 0 where nothing can be told.

    Sources: N. Mantel, "Evaluation of survival data and two new rank order statistics arising in
    its consideration", Cancer Chemotherapy Reports 50 (1966); R. Peto and J. Peto, "Asymptotically
    efficient rank invariant test procedures", Journal of the Royal Statistical Society A 135
    (1972).
    """
    beyond = variance = 0.0
    waiting, own = first.cases + second.cases, first.cases
    ended, ended_own = _both(first.observed, second.observed), first.observed
    left, left_own = _both(first.censored, second.censored), first.censored
    for day in sorted(ended.keys() | left.keys()):
        if (ends := ended.get(day, 0)) and waiting > 1:
            share = own / waiting
            beyond += ended_own.get(day, 0) - ends * share
            variance += ends * share * (1 - share) * (waiting - ends) / (waiting - 1)
        waiting -= ends + left.get(day, 0)
        own -= ended_own.get(day, 0) + left_own.get(day, 0)
    return beyond / sqrt(variance) if variance > 0 else 0.0


def _both(one: Mapping[int, int], other: Mapping[int, int]) -> dict[int, int]:
    return {day: one.get(day, 0) + other.get(day, 0) for day in one.keys() | other.keys()}
