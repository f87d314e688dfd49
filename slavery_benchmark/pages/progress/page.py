"""The page of what has changed: of one force its criteria and its bridge, of several a row each."""

from collections.abc import Iterable, Iterator

from slavery_benchmark.core.change.progress import ForceProgress, ProgressReport
from slavery_benchmark.core.framework.declared import exact
from slavery_benchmark.document.blocks import Block, Chart, Document, Heading, Section, paragraphs
from slavery_benchmark.document.numbers import date_text
from slavery_benchmark.document.pictures import Trend, TrendPoint
from slavery_benchmark.pages.heads import STANDING as PAGE_STANDING
from slavery_benchmark.pages.heads import opening, said_of
from slavery_benchmark.pages.pictures import waterfall
from slavery_benchmark.pages.problems import problem_table
from slavery_benchmark.pages.progress import cells, criteria, meanings, tables, words
from slavery_benchmark.pages.progress.all_tables import forces_table, moves_table
from slavery_benchmark.pages.progress.build import build_progress_result
from slavery_benchmark.pages.progress.drift import rising_sentences
from slavery_benchmark.pages.progress.records import ForceProgressResult
from slavery_benchmark.pages.progress.rows import FIRST, PREVIOUS
from slavery_benchmark.pages.words.scores import capital, submission_title


def progress_page(
    report: ProgressReport, *, since: str = PREVIOUS, sample: bool = False
) -> Document:
    """Return the page of changes since the previous or the first submission.

    The forces of a `sample` are tested as such. The report is of at least one force.
    """
    result = build_progress_result(report, since=since, sample=sample)
    single = len(report.forces) == 1
    lead, left = _lead(report, since)
    forces = (
        forces_table(result.forces, since, report.forces[0].latest.framework.words),
        criteria.no_criteria(),
    )
    more = paragraphs(left, detail=True)
    sections = [Section(id="forces", blocks=(*more, *forces))]
    if report.moves:
        moves = (moves_table(result, sample=sample),)
        title = meanings.MOVES_HEADING
        sections.append(Section(id="moves", title=title, blocks=moves, detail=not sample))
    for place, (force, made) in enumerate(zip(report.forces, result.forces, strict=True), start=1):
        own = _force(force, made, since, place)
        if single:
            sections += own
        else:
            said = paragraphs(words.lead_sentences(force, since))
            sections.append(_joined(f"force-{place}", _name(force), own, said))
    sections += _problems(report)
    identity = report.forces[0].latest.framework.identity
    return Document(
        title=f"{identity.title}: what has changed",
        subtitle=_subtitle(report.forces[0], since) if single else "",
        lead=lead,
        standing=PAGE_STANDING,
        caveats=(*words.changed_sentences(report), *words.left_out_sentences(report)),
        about=(
            *meanings.about(report.forces[0].latest.framework.words),
            identity.standing,
            words.framework_sentence(report),
            f"Made by benchmark {report.tool_version}.",
        ),
        sections=tuple(sections),
        records=lambda: result,
        single=single,
        subject="what has changed",
        tool_version=report.tool_version,
    )


def _lead(report: ProgressReport, since: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the answer, and what of it there is no room for."""
    if len(report.forces) > 1:
        return opening(*words.all_sentences(report, since))
    first, *others = words.lead_sentences(report.forces[0], since)
    return opening(said_of(_name(report.forces[0]), first), others)


def _subtitle(force: ForceProgress, since: str) -> str:
    """Return which submissions are compared, the latest first, in one line."""
    *earlier, latest = force.history.cycles
    compared = (latest, *(earlier[:1] if since == FIRST else earlier[-1:]))
    files = (cycle.score.submission.source.file.rpartition("/")[2] for cycle in compared)
    said = (f"to {date_text(c.end)} ({file})" for c, file in zip(compared, files, strict=True))
    return capital(", against ".join(said))


def _force(
    force: ForceProgress, made: ForceProgressResult, since: str, place: int
) -> Iterator[Section]:
    """Yield the comparison that is asked for, the other one, the trend, and the submissions."""
    trend = cells.trends(made)
    for span in cells.spans(force, made, since):
        parts = _span(span, trend, place)
        if span.asked:
            yield from parts
        else:
            end = date_text(span.compared.change.earlier.end)
            title = f"Since its {span.since} submission, to {end}"
            yield _joined(f"{span.since}-{place}", title, parts)
    if trend:
        title = "The overall score at each submission"
        table = tables.trend_table(force, made)
        blocks = (_trend_chart(force, place), table, *paragraphs(rising_sentences(force)))
        yield Section(id=f"trend-{place}", title=title, blocks=blocks, detail=True)
    table = tables.submissions_table(force, made)
    yield Section(id=f"submissions-{place}", title="Submissions", blocks=(table,), detail=True)


def _span(span: cells.Span, trend: dict[str, str], place: int) -> Iterator[Section]:
    """Yield the parts of one comparison."""
    table = criteria.criteria_table(span, trend)
    beside = " ".join(words.caveat_sentences(span.force, span.compared, span.since))
    blocks: tuple[Block, ...] = (table, *paragraphs([beside], "note"))
    yield Section(id=f"criteria-{place}", blocks=blocks)
    core, made, change = span.compared.bridge, span.made.bridge, span.compared.change
    if core is not None and made is not None:
        ends = (f"To {date_text(change.earlier.end)}", f"To {date_text(change.later.end)}")
        title = words.bridge_title(span.compared)
        chart = Chart(
            id=f"bridge-{span.since}-{place}",
            picture=waterfall(core, ends),
            said="What the change of the overall score is made of.",
            title=f"{_name(span.force)}: {title}",
        )
        blocks = (*((chart,) if span.asked else ()), tables.bridge_table(span, made))
        yield Section(id=f"bridge-{place}", title=title, blocks=blocks)
    for title, table in (
        ("Every check and measure that moved", criteria.checks_table(span)),
        ("Levels then (rows) against now (columns), in checks", tables.transitions_table(span)),
    ):
        yield Section(id=f"{table.id}-{place}", title=title, blocks=(table,), detail=True)


def _joined(
    place: str, title: str, parts: Iterable[Section], lead: Iterable[Block] = ()
) -> Section:
    """Return parts as one section under headings, shown on request."""
    blocks = list(lead)
    for part in parts:
        blocks += [Heading(text=part.title)] if part.title else []
        blocks += part.blocks
    return Section(id=place, title=title, blocks=tuple(blocks), detail=True)


def _trend_chart(force: ForceProgress, place: int) -> Chart:
    ends = [date_text(cycle.end) for cycle in force.history.cycles]
    tallies = [score.overall.tally for score in force.trend]
    framework = force.latest.framework
    points = tuple(
        TrendPoint(label=end, score=tally.score, low=tally.low, high=tally.high)
        for end, tally in zip(ends, tallies, strict=True)
    )
    target, line = exact(framework.target.score), framework.words.reference_line
    return Chart(
        id=f"trend-{place}",
        picture=Trend(points=points, target=target, line=line),
        said=meanings.TREND_MEANS,
        title=f"{_name(force)}: the overall score at each submission",
    )


def _name(force: ForceProgress) -> str:
    return submission_title(force.latest.score.submission)


def _problems(report: ProgressReport) -> Iterator[Section]:
    """Yield what is wrong with files, their order and their cells."""
    found = [("the run", item) for item in (*report.unusable, *report.problems)]
    for force in report.forces:
        for cycle in force.history.cycles:
            found += [(date_text(cycle.end), item) for item in cycle.score.submission.problems]
    if found:
        table = problem_table(found, "Submission, to")
        yield Section(id="problems", title="Problems", blocks=(table,), detail=True)
