"""What has changed as Markdown, for a paper or a page."""

from collections.abc import Iterator

from slavery_benchmark.core.reinspection.bridge import Bridge
from slavery_benchmark.core.reinspection.change import Change
from slavery_benchmark.core.reinspection.progress import ForceProgress, ProgressReport
from slavery_benchmark.document.numbers import count_text, date_text, score_text, signed_text
from slavery_benchmark.formats.terminal.symbols import UNICODE
from slavery_benchmark.render.markdown_parts import escaped, table
from slavery_benchmark.render.progress.all_words import (
    GROUPS,
    MOVES_HEADING,
    all_sentences,
    force_line,
    grouped,
    moves_in_order,
    moves_sentence,
    p_text,
    paired_text,
)
from slavery_benchmark.render.progress.bridge import ends_text, pier_label, rounding_note
from slavery_benchmark.render.progress.edition_words import (
    frameworks_sentence,
    left_out_sentences,
    order_sentence,
)
from slavery_benchmark.render.progress.falls import coverage_line, fall_lines
from slavery_benchmark.render.progress.figures import (
    BY_COVERAGE,
    UNUSABLE_MEANS,
    marked_score,
    progress_text,
)
from slavery_benchmark.render.progress.options import (
    SUMMARY,
    ProgressOptions,
    frameworks_of,
)
from slavery_benchmark.render.progress.rows import (
    FEWEST_FOR_TREND,
    chosen,
    ordered,
    other_dispositions,
    trend_of,
    went_down,
)
from slavery_benchmark.render.progress.sparkline import sparkline
from slavery_benchmark.render.progress.transitions import (
    answer_label,
    transitions_of,
    transitions_sentence,
)
from slavery_benchmark.render.progress.words import (
    POSITION,
    PROGRESS_MEANS,
    STANDING,
    force_sentences,
    other_head,
)
from slavery_benchmark.render.words import POSITION_WORDS, submission_title


def render_progress_markdown(report: ProgressReport, options: ProgressOptions) -> str:
    """Return what has changed as Markdown, with the same sentences as the text."""
    if not report.forces:
        return ""
    frameworks = frameworks_of(report)
    identity = frameworks[-1].identity
    parts = [
        f"# {escaped(identity.title)}: what has changed",
        " ".join(
            (
                escaped(frameworks_sentence(frameworks)),
                f"As of {date_text(report.as_of)}.",
                STANDING,
                escaped(identity.standing),
                POSITION,
            )
        ),
    ]
    parts += [escaped(said) for said in left_out_sentences(report)]
    if len(report.forces) > 1:
        parts += _all(report, options)
    detail = options.detail_for(report)
    for force in report.forces if detail else ():
        parts += _force(force, options.since, detail or SUMMARY)
    return "\n\n".join(parts) + "\n"


def _all(report: ProgressReport, options: ProgressOptions) -> Iterator[str]:
    heads = [name for name, _ in GROUPS]
    yield f"## {count_text(len(report.forces), 'force')}"
    yield " ".join(escaped(item) for item in all_sentences(report, options.since))
    lines = [force_line(force, options.since) for force in report.forces]
    yield table(
        ("Force", "Then", "Now", "Change", *heads, "Regressed, largest falls first"),
        "|---|---:|---:|---:|" + "---:|" * len(heads) + "---|",
        (
            (
                submission_title(line.force.latest.score.submission),
                line.then_text,
                line.now_text,
                signed_text(line.change),
                *(str(count) for count in line.counts or [""] * len(heads)),
                ", ".join(line.regressed),
            )
            for line in lines
        ),
    )
    yield escaped(f"{UNUSABLE_MEANS}.")
    if not report.moves:
        return
    yield f"### {MOVES_HEADING}"
    tests = ("p", "Adjusted") if options.sample else ()
    yield table(
        ("Criterion", *heads, "Up/down/same", *tests),
        "|---|" + "---:|" * (len(heads) + 1 + len(tests)),
        (
            (
                f"{item.criterion} {item.title}",
                *(str(count) for count in grouped(item.dispositions)),
                paired_text(item),
                *((p_text(item.p), p_text(item.adjusted)) if options.sample else ()),
            )
            for item in moves_in_order(report)
        ),
    )
    yield escaped(moves_sentence(report, sample=options.sample))


def _force(force: ForceProgress, since: str, detail: str) -> Iterator[str]:
    yield f"## {escaped(submission_title(force.latest.score.submission))}"
    yield escaped(order_sentence(force))
    yield " ".join(escaped(sentence) for sentence in force_sentences(force, since))
    compared = chosen(force, since)
    if compared is None:
        return
    if detail != SUMMARY:
        yield from _criteria(force, compared.change, since)
        yield from _transitions(compared.change)
    if compared.bridge is not None:
        yield from _bridge(compared.change, compared.bridge)


def _criteria(force: ForceProgress, change: Change, since: str) -> Iterator[str]:
    trend = len(force.trend) >= FEWEST_FOR_TREND
    other = other_dispositions(force, since)
    yield "### Criteria, regressions first"
    yield table(
        (
            *("Criterion", "Disposition", "Then", "Now", "Change", "Progress"),
            *(("Trend",) if trend else ()),
            *((other_head(since),) if other else ()),
            "Position against 2017",
        ),
        "|---|---|---:|---:|---:|---:|" + "---|" * (trend + bool(other) + 1),
        (
            (
                f"{item.criterion} {item.title}",
                item.disposition.value,
                marked_score(item.then),
                marked_score(item.now),
                signed_text(item.change),
                progress_text(item.progress),
                *((sparkline(trend_of(force, item.criterion), UNICODE),) if trend else ()),
                *((other[item.criterion].value,) if other else ()),
                POSITION_WORDS[change.later.score.node(item.criterion).position],
            )
            for item in ordered(change)
        ),
    )
    yield escaped(f"{PROGRESS_MEANS} {UNUSABLE_MEANS}.")
    once = [item for item in ordered(change) if item.by_coverage_alone]
    if once:
        yield f"### Moved only {BY_COVERAGE}"
        yield "\n".join(
            f"- {escaped(f'{item.criterion} {item.title}. {coverage_line(change, item)}')}"
            for item in once
        )
    down = [item for item in ordered(change) if went_down(item)]
    if down:
        yield "### What fell, then and now"
        lines = []
        for item in down:
            alone = " A fall in evidence alone." if item.evidence_alone else ""
            head = escaped(f"{item.criterion} {item.title} ({item.disposition.value}).{alone}")
            lines.append(f"- {head}")
            lines += [f"  - {escaped(line)}" for line in fall_lines(change, item)]
        yield "\n".join(lines)


def _transitions(change: Change) -> Iterator[str]:
    found = transitions_of(change)
    yield "### Levels then (rows) against now (columns), in checks"
    labels = [answer_label(answer, change.framework) for answer in found.answers]
    yield table(
        ("Then", *(escaped(label) for label in labels), "All"),
        "|---|" + "---:|" * (len(labels) + 1),
        (
            (label, *(str(number) for number in counts), str(sum(counts)))
            for label, counts in zip(labels, found.counts, strict=True)
        ),
    )
    yield escaped(transitions_sentence(found))


def _bridge(change: Change, bridge: Bridge) -> Iterator[str]:
    yield f"### The bridge {ends_text(bridge)}"
    yield table(
        ("Part", "Points", "Score"),
        "|---|---:|---:|",
        [
            (f"To {date_text(change.earlier.end)}", "", score_text(bridge.then)),
            *(
                (pier_label(pier), signed_text(pier.difference), score_text(pier.score))
                for pier in bridge.piers
            ),
            (f"To {date_text(change.later.end)}", "", score_text(bridge.now)),
        ],
    )
    if note := rounding_note(bridge):
        yield note
