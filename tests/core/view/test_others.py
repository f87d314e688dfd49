"""What all files of a run but those of one force tell of that force: no more than the public one.

The attacker has the public file and the own file of every other force, and any run without it.
"""

from collections.abc import Callable, Iterator
from fractions import Fraction as F
from functools import cache
from random import Random

import msgspec
import pytest

from slavery_benchmark.core.comparing.funnel import WhyLeftOut
from slavery_benchmark.core.scoring.scores import Assurance, ForceScore
from slavery_benchmark.core.view import build, others
from slavery_benchmark.core.view.build import build_report_data
from slavery_benchmark.core.view.model import ForceView, ReportData, View
from slavery_benchmark.core.view.public import public_force
from slavery_benchmark.core.view.suppress import FEWEST
from slavery_benchmark.pages.words.views import others_sentence
from tests.core.view.attack import Made
from tests.core.view.runs import columns, report_of, scored, viewed
from tests.length import either

EVEN = {"begun": 1.0, "closed": 1.0, "moved": 1.0, "other_forces": 1.0, "suspect": 1.0}
CASES = 40
UNKNOWN = "Quillham"
READ = either(short=2, full=9)
"""Of how many of the other forces the files are read."""


def even(seed: int, cases: int = CASES) -> Made:
    """Return cases in which everything holds about half of the time."""
    return columns(Random(seed), cases, EVEN)  # noqa: S311 - the same every time


def shared(count: int) -> Made:
    """Return cases of which so few were shared with the national agency."""
    made = even(5)
    made["nca"][:] = ["Yes"] * count + ["No"] * (CASES - count)
    return made


def kept(count: int) -> Made:
    """Return cases of which all but so few were shared."""
    made = even(5)
    made["nca"][:] = ["No"] * count + ["Yes"] * (CASES - count)
    return made


def needless(count: int) -> Made:
    """Return cases of which one more than so few needed no sharing."""
    words = ["Not needed"] * min(count + 1, 4) + ["Yes", "No"] * CASES
    made = even(5)
    made["nca"][:] = words[:CASES]
    return made


@cache
def company() -> tuple[ForceScore, ...]:
    """Return nine forces beside the one of which something is to be found out."""
    return tuple(
        scored(f"Elsewhere {n}", even(n, 40 + n), n % 5, fictional=False) for n in range(1, 10)
    )


def secret(made: Made) -> ForceScore:
    return scored(UNKNOWN, made, 2, fictional=False)


@pytest.fixture(autouse=True)
def _each_force_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Score each force for the public once, as 100 files of one run would do it 900 times."""
    known: dict[int, tuple[ForceScore, ForceView]] = {}

    def once(force: ForceScore, *rest: object) -> ForceView:
        if id(force) not in known:
            known[id(force)] = (force, public_force(force, *rest))  # type: ignore[arg-type]
        return known[id(force)][1]

    monkeypatch.setattr(build, "public_force", once)
    monkeypatch.setattr(others, "public_force", once)


def files_without_its_own(run: tuple[ForceScore, ...]) -> Iterator[ReportData]:
    """Yield what the public file of a run has, and those of forces but the one kept secret."""
    yield viewed(run, View.PUBLIC)
    for force in company()[:READ]:
        yield viewed(run, View.FORCE, force.submission.force)


def text_of(data: ReportData) -> bytes:
    bare = msgspec.structs.replace(data, framework=None)
    return msgspec.json.encode(bare, enc_hook=str, order="sorted")


@pytest.mark.parametrize("made", [shared, kept, needless])
def test_every_count_below_five_gives_the_same_files_of_all_others(
    made: Callable[[int], Made],
) -> None:
    seen = {
        tuple(map(text_of, files_without_its_own((*company(), secret(made(count))))))
        for count in range(FEWEST)
    }
    assert len(seen) == 1


def by_subtraction(public: ReportData, own: ReportData) -> set[tuple[str, F]]:
    """Return the measures of the secret force, with the x that the pooled rates would give.

    A force knows the sum that its own file's pooled rate is of: all that is public, what it counts
    itself, and the unknown x of the n that the public file names.
    """
    found = set[tuple[str, F]]()
    item = {m.node.id: m for m in public.force(UNKNOWN).measures}
    for told, shown in zip(own.funnels, public.funnels, strict=True):
        of = item[told.measure].of
        mine = [p for p in told.points if p.force not in {point.force for point in shown.points}]
        if told.target is None or of is None:
            continue
        points = [*mine, *shown.points]
        counted, size = sum(p.x for p in points), sum(p.n for p in points)
        found.add((told.measure, told.target / 100 * (size + of) - counted))
    return found


def test_pooled_rates_do_not_give_a_small_count_by_subtraction(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    run = (*company(), secret(shared(3)))
    public = viewed(run, View.PUBLIC)
    one = company()[0].submission.force
    found = dict(by_subtraction(public, viewed(run, View.FORCE, one)))
    assert found["COO-01m1"].denominator > 1
    assert found["COO-01m1"] > FEWEST  # what is missing is put down to the rate of all the others

    whole = viewed(run, View.INSPECTOR)
    monkeypatch.setattr(
        build, "others_seen", lambda every, _: tuple(whole.force(f.submission.force) for f in every)
    )
    leak = dict(by_subtraction(public, viewed(run, View.FORCE, one)))
    assert leak["COO-01m1"] == 3


def sums(data: ReportData, public: ReportData, force: str | None) -> dict[str, tuple[F, F]]:
    """Return by measure the x and n of all forces that a funnel's pooled rate is of.

    n: of the points that the public has, and of the force's own.
    """
    found: dict[str, tuple[F, F]] = {}
    for funnel, shown in zip(data.funnels, public.funnels, strict=True):
        if funnel.target is not None:
            own = [p for p in funnel.points if p.force == force]
            points = {p.force: p for p in (*shown.points, *own)}
            n = F(sum(p.n for p in points.values()))
            found[funnel.measure] = (funnel.target / 100 * n, n)
    return found


def test_runs_that_differ_by_one_workbook_give_no_count_of_it_below_five() -> None:
    differences: dict[str, set[tuple[F, F]]] = {}
    for made in (shared(3), kept(2), needless(1)):
        runs = (company(), (*company(), secret(made)))
        public = [viewed(run, View.PUBLIC) for run in runs]
        for name in (None, *(force.submission.force for force in company()[:READ])):
            view = View.PUBLIC if name is None else View.FORCE
            before, after = (
                sums(viewed(run, view, name), shown, name)
                for run, shown in zip(runs, public, strict=True)
            )
            for measure in before.keys() & after.keys():
                (x, n), (more, of) = before[measure], after[measure]
                differences.setdefault(measure, set()).add((more - x, of - n))
    assert (F(0), F(0)) in differences["COO-01m1"]
    for measure, found in differences.items():
        for x, n in found - {(F(0), F(0))}:
            assert x.denominator == n.denominator == 1, measure
            assert min(x, n - x) >= FEWEST, measure
    assert sum(len(found) > 1 or (F(0), F(0)) not in found for found in differences.values()) > 5


def test_quartiles_are_those_of_the_scores_that_the_public_sees() -> None:
    run = (*company(), secret(kept(4)))
    one = company()[0].submission.force
    spread = viewed(run, View.FORCE, one).spreads["COO-01"]
    public = viewed(run, View.PUBLIC)
    scores = sorted(
        score
        for force in public.forces
        if force.force != one and (score := force.node("COO-01").tally.score) is not None
    )
    assert len(scores) == spread.forces == 9
    # nine scores: the third, the fifth and the seventh
    assert (spread.lower_quartile, spread.median, spread.upper_quartile) == tuple(
        int(scores[place] + F(1, 2)) for place in (2, 4, 6)
    )


def test_where_own_cases_set_answers_aside_nothing_is_said_of_how_the_others_lie() -> None:
    one = company()[0].submission.force
    report = report_of(company(), Assurance.OWN_CASES)
    data = build_report_data(report, view=View.FORCE, digest="d", own=one)
    assert data.spreads == {}
    assert any(funnel.points for funnel in data.funnels)
    said = others_sentence(data)
    assert said.startswith("There are 8 other forces in this run. How they lie is not said")


def test_a_force_with_too_few_cases_has_no_point_in_its_own_view_either() -> None:
    few = scored("Few", even(5, 6), 2, fictional=False)
    data = viewed((*company(), few), View.FORCE, "Few")
    funnel = next(item for item in data.funnels if item.measure == "COO-01m1")
    assert (funnel.points, funnel.target) == ((), None)
    assert [(item.force, item.why) for item in funnel.left_out] == [("Few", WhyLeftOut.TOO_FEW)]
