"""Every shipped measure against a calculation of its own: pandas for the counting, statsmodels
and SciPy for the intervals, and bands written out here a second time."""

import math
from datetime import date

import numpy as np
import pandas as pd
import pytest
from scipy.stats import binom
from statsmodels.duration.survfunc import SurvfuncRight
from statsmodels.regression.linear_model import WLS
from statsmodels.stats.proportion import proportion_confint

from slavery_benchmark.core.cases.measuring import Measured, MeasureState
from slavery_benchmark.core.cases.table import BLANK, NOT_YET, CaseFiles, CaseTable, Selection
from tests.builders import END, shipped_criteria
from tests.cases import measured, table

CASES = 400
UNKNOWN = 0.01
BANDS = {
    "INV-01m1": (42, 14, 5, 2),
    "INV-01m2": (40, 65, 85, 95),
    "INV-02m1": (40, 65, 85, 95),
    "INV-03m1": (50, 75, 90, 98),
    "VIC-01m1": (),
    "VIC-02m1": (40, 65, 85, 95),
    "VIC-02m2": (30, 15, 5, 2),
    "VIC-04m1": (50, 75, 90, 98),
    "VIC-05m1": (35, 55, 75, 90),
    "COO-01m1": (40, 65, 85, 95),
    "COO-02m1": (40, 65, 85, 95),
    "COO-02m2": (),
    "COO-03m1": (40, 65, 85, 95),
    "POW-02m1": (30, 55, 80, 95),
    "POW-02m2": (),
    "POW-03m1": (40, 65, 85, 95),
    "POW-04m1": (50, 80, 95, 100),
    "REC-01m1": (40, 65, 90, 100),
    "REC-01m2": (40, 70, 90, 100),
}
LOWER = {"INV-01m1", "VIC-02m2", "COO-02m2"}
OURS = {
    "INV-01m1",
    "INV-01m2",
    "INV-02m1",
    "INV-03m1",
    "REC-01m1",
    "REC-01m2",
    "POW-02m1",
    "POW-02m2",
}
NOT_MISTAKEN = {"VIC-01m1"}
OURS_OR_ABROAD = {"VIC-04m1", "POW-04m1"}


def invented(seed: int) -> pd.DataFrame:
    """Return invented cases: dates as days, "not yet", words and counts; NaN is a blank."""
    draw = np.random.default_rng(seed)
    start = date(2025, 4, 1).toordinal()
    frame = pd.DataFrame({"reported": start + draw.integers(0, 365, CASES)}).astype(object)
    quality = draw.uniform(0.2, 0.98)
    waits = {"started": 25, "closed": 90, "recorded": 3, "reasonable_grounds": 20}
    for name, mean in waits.items():
        days = frame["reported"] + draw.exponential(mean, CASES).astype(int)
        frame[name] = np.where(draw.random(CASES) < 0.15, "not yet", days.astype(object))
    reviewed = pd.to_numeric(frame["started"], errors="coerce") + draw.integers(0, 40, CASES)
    frame["reviewed"] = reviewed.astype(object).where(reviewed.notna(), "not yet")
    contact = frame["reported"] - draw.exponential(40, CASES).astype(int)
    frame["first_contact"] = contact
    frame["recognised"] = contact + draw.exponential(20, CASES).astype(int)
    words = {
        "route": ["Police discovery", "Public", "Partner", "Another force", "Through the NRM"],
        "order": ["Not considered", "Considered", "Applied for", "Made"],
        "outcome": ["Ours"] * 9 + ["Accepted by another force", "Wholly abroad", "Not slavery"],
    }
    for name, choices in words.items():
        frame[name] = draw.choice(choices, CASES)
    for name in ("lines", "suspect", "section_45", "other_forces", "lead_force", "nca", "rocu"):
        yes = draw.random(CASES) < quality
        frame[name] = np.where(yes, "Yes", np.where(draw.random(CASES) < 0.2, "Not needed", "No"))
    frame["victims"] = draw.integers(1, 6, CASES)
    frame["crimes"] = draw.integers(0, 4, CASES)
    arrest = frame["reported"] + draw.integers(0, 9, CASES)
    frame["arrest"] = arrest.astype(object)
    frame["turned"] = arrest + draw.integers(0, 5, CASES)
    for name in ("safeguarded", "arrested", "moved", "immigration"):
        frame[name] = draw.binomial(frame["victims"].astype(int), quality)
    frame["in_contact"] = draw.binomial(frame["moved"].astype(int), quality)
    frame["referred"] = draw.binomial(frame["victims"].astype(int), quality)
    frame["notified"] = draw.binomial((frame["victims"] - frame["referred"]).astype(int), quality)
    frame = frame.astype(object)
    return frame.mask(draw.random(frame.shape) < UNKNOWN)


def as_case_table(frame: pd.DataFrame) -> CaseTable:
    """Return the frame as the program holds it."""
    return table(
        {
            name: [
                BLANK
                if isinstance(value, float) and math.isnan(value)
                else value
                if isinstance(value, str)
                else int(value)
                for value in frame[name]
            ]
            for name in frame
        }
    )


def days(column: pd.Series) -> pd.Series:
    """Return the dates of a column as numbers; "not yet" and blanks are NaN."""
    return pd.to_numeric(column, errors="coerce")


def kept_by_outcome(name: str, frame: pd.DataFrame) -> pd.DataFrame:
    """Return the cases that a measure is about, as far as the first assessment decides it."""
    if name in OURS:
        return frame[frame.outcome == "Ours"]
    if name in OURS_OR_ABROAD:
        return frame[frame.outcome.isin(["Ours", "Wholly abroad"])]
    if name in NOT_MISTAKEN:
        return frame[frame.outcome.notna() & (frame.outcome != "Not slavery")]
    return frame


def ratio_of(name: str, frame: pd.DataFrame) -> tuple[pd.Series, pd.Series]:
    """Return x and m of the cases that count, one a case, for a measure that is no median."""
    f = kept_by_outcome(name, frame)
    if name == "INV-03m1":
        kept = f[days(f.closed).notna() & f.lines.isin(["Yes", "No"])]
        return (kept.lines == "Yes").astype(int), pd.Series(1, kept.index)
    if name in ("COO-01m1", "COO-02m1"):
        column = "nca" if name == "COO-01m1" else "rocu"
        kept = f[f[column].isin(["Yes", "No"])]
        return (kept[column] == "Yes").astype(int), pd.Series(1, kept.index)
    if name == "COO-02m2":
        kept = f[f.rocu.notna()]
        return (kept.rocu == "Not needed").astype(int), pd.Series(1, kept.index)
    if name == "COO-03m1":
        kept = f[(f.other_forces == "Yes") & f.lead_force.isin(["Yes", "No"])]
        return (kept.lead_force == "Yes").astype(int), pd.Series(1, kept.index)
    if name in ("POW-02m1", "POW-02m2"):
        kept = f[(f.suspect == "Yes") & f.order.notna()]
        good = ["Applied for", "Made"] + (["Considered"] if name == "POW-02m1" else [])
        return kept.order.isin(good).astype(int), pd.Series(1, kept.index)
    if name == "POW-03m1":
        kept = f[(days(f.arrested) > 0) & f.section_45.isin(["Yes", "No"])]
        return (kept.section_45 == "Yes").astype(int), pd.Series(1, kept.index)
    if name in ("INV-01m2", "INV-02m1", "REC-01m1", "VIC-01m1", "VIC-02m1"):
        return _within(name, f)
    people = {
        "VIC-02m2": ("immigration", "victims"),
        "VIC-04m1": ("safeguarded", "victims"),
        "VIC-05m1": ("in_contact", "moved"),
        "REC-01m2": ("crimes", "victims"),
    }
    if name == "POW-04m1":
        kept = f[["referred", "notified", "victims"]].dropna().astype(int)
        return kept.referred + kept.notified, kept.victims
    part, whole = people[name]
    kept = f[f.route == "Police discovery"] if name == "REC-01m2" else f
    kept = kept[[part, whole]].dropna().astype(int)
    kept = kept[kept[whole] > 0]
    return kept[[part, whole]].min(axis=1) if name == "REC-01m2" else kept[part], kept[whole]


def _within(name: str, f: pd.DataFrame) -> tuple[pd.Series, pd.Series]:
    limit = {"INV-01m2": 7, "INV-02m1": 14, "REC-01m1": 1, "VIC-01m1": 0, "VIC-02m1": 1}[name]
    if name == "VIC-02m1":
        f = f[days(f.arrested) > 0]
    start_name, end_name = {
        "INV-01m2": ("reported", "started"),
        "INV-02m1": ("started", "reviewed"),
        "REC-01m1": ("reported", "recorded"),
        "VIC-01m1": ("first_contact", "recognised"),
        "VIC-02m1": ("arrest", "turned"),
    }[name]
    start, end = f[start_name], f[end_name]
    if name == "REC-01m1":
        start = start.where(f.route != "Through the NRM", f.reasonable_grounds)
        start = start.where(f.route.notna())
    begun = days(start)
    due = begun + limit <= END.toordinal()
    kept = due & ((end == "not yet") | days(end).notna())
    return (days(end) - begun <= limit)[kept].astype(int), pd.Series(1, f.index[kept])


def share_ends(x: pd.Series, m: pd.Series) -> tuple[float, float]:
    """Return Wilson's interval by statsmodels, at a size reckoned from its regression."""
    x, m = x.astype(float), m.astype(float)
    people = m.sum()
    p = x.sum() / people
    # the weighted mean of x/m with weights m: its variance, heteroscedasticity-robust, is that of
    # a ratio over cases
    fit = WLS(x / m, np.ones(len(m)), weights=m).fit(cov_type="HC0")
    variance = float(fit.cov_params().iloc[0, 0])
    size = min(p * (1 - p) / variance, people**2 / (m**2).sum())
    low, high = proportion_confint(p * size, size, method="wilson")
    return float(low) * 100, float(high) * 100


def check_median(found: Measured, start: pd.Series, end: pd.Series) -> None:
    """Assert that a median and its interval are those of statsmodels and SciPy."""
    begun = days(start)
    known = begun.notna() & end.notna()
    waiting = known & (end == "not yet")
    last = END.toordinal()
    ended = days(end).notna() & known
    waiting &= begun <= last
    length = (days(end).where(ended, last) - begun)[ended | waiting].astype(int)
    event = ended[ended | waiting]
    curve = SurvfuncRight(length.to_numpy(float), event.to_numpy(int))
    assert found.value is not None
    # a curve that is flat at one half has a midpoint here, and not the start of the flat part
    if not (abs(curve.surv_prob - 0.5) < 1e-12).any():
        assert found.value == curve.surv_times[curve.surv_prob < 0.5][0]
    n = len(length)
    rank = max(r for r in range(1, n // 2 + 1) if binom.cdf(r - 1, n, 0.5) <= 0.025)
    assert found.interval is not None
    assert found.interval.low == sorted(length)[rank - 1]
    never = sorted(length.astype(float).where(event, math.inf))
    assert found.interval.high == never[n - rank]


def level_of(name: str, value: float) -> int:
    """Return the level that the bands above give a value."""
    bands = BANDS[name]
    return sum(value <= limit if name in LOWER else value >= limit for limit in bands)


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("name", BANDS)
def test_value_interval_and_level(name: str, seed: int) -> None:
    frame = invented(seed)
    files = CaseFiles(
        table=as_case_table(frame), listed=CASES, in_period=CASES, selection=Selection.ALL
    )
    found = measured(name, files)
    if name == "INV-01m1":
        own = kept_by_outcome(name, frame)
        check_median(found, own["reported"], own["started"])
    else:
        x, m = ratio_of(name, frame)
        assert (found.x, found.n, found.cases) == (x.sum(), m.sum(), len(m))
        assert found.value is not None
        assert float(found.value) == pytest.approx(100 * x.sum() / m.sum())
        if (m == 1).all():
            low, high = (100 * end for end in proportion_confint(x.sum(), len(m), method="wilson"))
        else:
            low, high = share_ends(x, m)
        assert found.interval is not None
        assert float(found.interval.low) == pytest.approx(low, abs=1e-6)
        assert float(found.interval.high) == pytest.approx(high, abs=1e-6)
    assert found.state is MeasureState.MEASURED
    if BANDS[name]:
        assert found.level == level_of(name, float(found.value or 0))
    else:
        assert found.level is None


def test_every_shipped_measure_is_here() -> None:
    shipped = [measure.id for _, measure in shipped_criteria().framework.measures()]
    assert sorted(shipped) == sorted(BANDS)
    assert NOT_YET == "not yet"
